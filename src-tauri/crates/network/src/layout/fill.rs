//! Fits the nodes of one part of the map into its area.

use crate::numbers::{at, put, real};

use super::Point;
use super::region::Area;

/// How much of a coordinate comes from the rank, the rest from the distance: rank alone fills the area but hides
/// clusters, distance alone leaves most of it empty.
const BY_RANK: f64 = 0.62;

/// Moves the points of `members` so that they fill `area`; who is left, right, above or below of whom stays.
pub(super) fn fill(points: &mut [Point], members: &[usize], area: Area) {
    let xs: Vec<f64> = members.iter().map(|node| at(points, *node).x).collect();
    let ys: Vec<f64> = members.iter().map(|node| at(points, *node).y).collect();
    let xs = along(&xs, area.left, area.right);
    let ys = along(&ys, area.top, area.bottom);
    for (node, (x, y)) in members.iter().zip(xs.into_iter().zip(ys)) {
        put(points, *node, Point { x, y });
    }
}

fn along(values: &[f64], from: f64, to: f64) -> Vec<f64> {
    let count = values.len();
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|a, b| at(values, *a).total_cmp(&at(values, *b)).then(a.cmp(b)));
    let value = |place: usize| order.get(place).map_or(0.0, |member| at(values, *member));
    // The outermost few would otherwise squeeze all others together.
    let (low, high) = (
        value(count / 50),
        value(count.saturating_sub(1 + count / 50)),
    );
    let mut placed = vec![0.0; count];
    for (rank, member) in order.iter().enumerate() {
        let by_rank = (real(rank) + 0.5) / real(count);
        let linear = if high - low > 1e-9 {
            0.04 + 0.92 * ((at(values, *member) - low) / (high - low)).clamp(0.0, 1.0)
        } else {
            0.5
        };
        let share = BY_RANK * by_rank + (1.0 - BY_RANK) * linear;
        put(&mut placed, *member, from + (to - from) * share);
    }
    placed
}

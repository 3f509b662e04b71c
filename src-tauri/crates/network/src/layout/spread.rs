//! The last step: nobody stands on anybody's feet. Only nodes that were not kept move.

use crate::numbers::{at, put, real};

use super::region::{Area, Regions};
use super::{Point, WIDTH};

/// Most rounds of pushing.
const ROUNDS: usize = 60;

/// What the points are moved in.
pub(super) struct Field<'a> {
    pub(super) regions: &'a Regions,
    /// Kept by the user.
    pub(super) fixed: &'a [bool],
    /// Without an edge: stands in a row.
    pub(super) alone: &'a [bool],
    /// The least distance of two nodes in map units.
    pub(super) least: f64,
}

impl Field<'_> {
    /// Where a node may be while there is room.
    fn area(&self, node: usize) -> Area {
        let part = self.regions.part(node);
        if at(self.alone, node) {
            self.regions.area(part)
        } else {
            self.regions.joined_area(part)
        }
    }
}

/// Pushes close nodes apart, a little more than needed, without leaving their parts of the map.
pub(super) fn relax(points: &mut [Point], field: &Field<'_>) {
    let wanted = field.least * 1.3;
    let moves = |node: usize| !at(field.fixed, node) && !at(field.alone, node);
    let moving: Vec<usize> = (0..points.len()).filter(|node| moves(*node)).collect();
    for _ in 0..ROUNDS {
        let cells = Cells::of(points, wanted * 1.12);
        let pushed: Vec<Point> = moving
            .iter()
            .map(|node| {
                let push = push(points, *node, &cells, wanted, moves);
                let here = at(points, *node);
                let there = Point {
                    x: here.x + push.x,
                    y: here.y + push.y,
                };
                field.area(*node).clamp(there)
            })
            .collect();
        let mut most = 0.0_f64;
        for (node, there) in moving.iter().zip(pushed) {
            most = most.max(at(points, *node).distance(there));
            put(points, *node, there);
        }
        if most < field.least * 0.02 {
            break;
        }
    }
}

/// Which way a node is pushed by those around it, at most as far as the wanted distance.
fn push(
    points: &[Point],
    node: usize,
    cells: &Cells,
    wanted: f64,
    moves: impl Fn(usize) -> bool,
) -> Point {
    let here = at(points, node);
    let mut push = Point::default();
    cells.near(here, |other| {
        if other == node {
            return;
        }
        let there = at(points, other);
        // Labels lie across: neighbours side by side need more room than one above the other.
        let (across, down) = ((here.x - there.x) / 1.12, (here.y - there.y) * 1.08);
        let apart = across.hypot(down);
        if apart >= wanted {
            return;
        }
        let (across, down) = if apart > 1e-9 {
            (across / apart, down / apart)
        } else {
            let (across, down) = angle(node + other);
            if node < other {
                (across, down)
            } else {
                (-across, -down)
            }
        };
        // Whoever does not move leaves the whole way to the other.
        let share = if moves(other) { 0.4 } else { 0.65 } * (wanted - apart);
        push.x += across * share;
        push.y += down * share;
    });
    let shorter = (wanted / push.x.hypot(push.y).max(1e-9)).min(1.0);
    Point {
        x: push.x * shorter,
        y: push.y * shorter,
    }
}

/// Makes sure of the least distance: whoever still stands too close goes to the nearest free place of her part; when
/// there is none the part grows outwards.
pub(super) fn part(points: &mut [Point], field: &Field<'_>) {
    let count = points.len();
    let mut taken = Cells::empty(field.least, count);
    // Kept ones first, then rows, which should stay rows.
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_key(|node| (!at(field.fixed, *node), !at(field.alone, *node), *node));
    for node in order {
        let wish = at(points, node);
        let free = |spot: Point, taken: &Cells| {
            let mut free = true;
            taken.near(spot, |other| {
                free = free && at(points, other).distance(spot) >= field.least
            });
            free
        };
        if !at(field.fixed, node) && !free(wish, &taken) {
            let spot = nearest(wish, field, node, |spot| free(spot, &taken));
            put(points, node, spot);
        }
        taken.add(node, at(points, node));
    }
}

/// The nearest place that is free, looked for in rings around the wish.
fn nearest(wish: Point, field: &Field<'_>, node: usize, free: impl Fn(Point) -> bool) -> Point {
    let step = field.least * 0.5;
    let part = field.regions.part(node);
    let mut grown = 0.0;
    loop {
        let area = if grown == 0.0 {
            field.area(node)
        } else {
            field.regions.reserve(part, grown)
        };
        let from = area.clamp(wish);
        let reach = area.width().hypot(area.height());
        let mut ring = 0.0;
        while ring <= reach {
            let places = ((ring / step * 6.3).ceil() as usize).max(1);
            let mut best: Option<(f64, Point)> = None;
            for place in 0..places {
                let turn = real(place) / real(places) * std::f64::consts::TAU;
                let spot = Point {
                    x: from.x + ring * turn.cos(),
                    y: from.y + ring * turn.sin(),
                };
                let away = spot.distance(wish);
                if area.holds(spot) && best.is_none_or(|(least, _)| away < least) && free(spot) {
                    best = Some((away, spot));
                }
            }
            if let Some((_, spot)) = best {
                return spot;
            }
            ring += step;
        }
        // Ends: the reserve grows without bound and the nodes are finitely many.
        grown = if grown == 0.0 { 0.05 } else { grown * 1.6 };
    }
}

/// A direction for two nodes on the same spot.
fn angle(salt: usize) -> (f64, f64) {
    // The golden angle: no two salts in a row point the same way.
    let turn = real(salt % 1024) * 2.399_963;
    (turn.cos(), turn.sin())
}

/// Nodes by square cells, so that only neighbours are compared: a list per cell, threaded through `next`.
struct Cells {
    size: f64,
    /// Cells per row and per column.
    side: usize,
    /// The node last put into each cell.
    first: Vec<Option<usize>>,
    /// The node put into the same cell before.
    next: Vec<Option<usize>>,
}

impl Cells {
    fn empty(size: f64, count: usize) -> Self {
        // Beyond twice the map all cells are one: far-away points are found, only slower.
        let side = ((2.0 * WIDTH / size).ceil() as usize).clamp(1, 400);
        Self {
            size,
            side,
            first: vec![None; side * side],
            next: vec![None; count],
        }
    }

    fn of(points: &[Point], size: f64) -> Self {
        let mut cells = Self::empty(size, points.len());
        for (node, point) in points.iter().enumerate() {
            cells.add(node, *point);
        }
        cells
    }

    /// Column and row; neighbours stay neighbours at the rim.
    fn cell(&self, point: Point) -> (usize, usize) {
        // A cast of a negative number gives 0.
        let along =
            |value: f64| ((value / self.size + real(self.side) / 2.0) as usize).min(self.side - 1);
        (along(point.x), along(point.y))
    }

    fn add(&mut self, node: usize, point: Point) {
        let (column, row) = self.cell(point);
        if let Some(first) = self.first.get_mut(row * self.side + column) {
            let before = first.replace(node);
            put(&mut self.next, node, before);
        }
    }

    /// Every node that may be closer than the size of a cell.
    fn near(&self, point: Point, mut visit: impl FnMut(usize)) {
        let (column, row) = self.cell(point);
        for row in row.saturating_sub(1)..=(row + 1).min(self.side - 1) {
            for column in column.saturating_sub(1)..=(column + 1).min(self.side - 1) {
                let mut next = at(&self.first, row * self.side + column);
                while let Some(node) = next {
                    visit(node);
                    next = at(&self.next, node);
                }
            }
        }
    }
}

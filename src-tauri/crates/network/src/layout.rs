//! Positions: the hospital side to the left, the community side to the right, coordinators between; the same input gives
//! the same picture, and what the user learned stays where it is.

mod distance;
mod fill;
mod region;
mod spread;
mod stress;

use crate::Network;
use crate::graph::Neighbours;
use crate::numbers::{at, put, real};

use region::{Part, Regions};
use spread::Field;

/// A position in map units; the map is about 1000 × 640 units, origin at the centre, y downwards.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Point {
    pub x: f64,
    pub y: f64,
}

impl Point {
    /// A number, and not so far off that the sums and distances of such points are none any more.
    pub(crate) fn is_place(self) -> bool {
        self.x.abs() <= FARTHEST && self.y.abs() <= FARTHEST
    }

    fn distance(self, other: Point) -> f64 {
        (self.x - other.x).hypot(self.y - other.y)
    }
}

/// Extent of the map in map units; a side that is very full or crowded by kept positions grows outwards beyond it.
pub const WIDTH: f64 = 1000.0;
pub const HEIGHT: f64 = 640.0;

/// How far from the origin a known position may lie in either direction, in map units.
pub const FARTHEST: f64 = 1e6;

/// No two nodes of `count` come closer than this, in map units, unless both were kept there.
#[must_use]
pub fn least_distance(count: usize) -> f64 {
    let spacing = (WIDTH * HEIGHT / real(count.max(12))).sqrt();
    (spacing * 0.62).min(64.0)
}

/// Places every node. `kept[i]` is a known position: it does not move at all (a position that is no number or lies
/// beyond [`FARTHEST`] counts as unknown). New nodes are placed near their neighbours on their side. Deterministic: no
/// randomness but `seed`. Stress majorisation (Gansner, Koren, North 2005), sparse with pivots (Ortmann, Klimenta,
/// Brandes 2016) above some hundred nodes. 2,000 nodes in well under 2 s in release.
///
/// The hospital's nodes lie at x < 0; home care, care and nodes without a group at x > 0; coordinators in a strip around
/// x = 0; bodies in a band above and public offices in a band below the community side. Nodes without an edge stand in
/// rows at the lower end of their part of the map.
#[must_use]
pub fn layout(network: &Network, kept: &[Option<Point>], seed: u64) -> Vec<Point> {
    let count = network.nodes.len();
    let kept: Vec<Option<Point>> = (0..count)
        .map(|node| {
            kept.get(node)
                .copied()
                .flatten()
                .filter(|point| point.is_place())
        })
        .collect();
    let held = kept.iter().flatten().count();
    if held == count {
        return kept.into_iter().flatten().collect();
    }
    let neighbours = Neighbours::of(network);
    let regions = Regions::of(network, &neighbours);
    // Few known positions among many new ones say too little to hang the new ones on: these get a picture of their own.
    let mut points = if held * 2 < count {
        fresh(network, &neighbours, &regions, seed)
    } else {
        beside_neighbours(network, &neighbours, &regions, &kept, seed)
    };
    for (node, point) in kept.iter().enumerate() {
        if let Some(point) = point {
            put(&mut points, node, *point);
        }
    }
    let fixed: Vec<bool> = kept.iter().map(Option::is_some).collect();
    let alone: Vec<bool> = (0..count)
        .map(|node| neighbours.degree(node) == 0)
        .collect();
    let field = Field {
        regions: &regions,
        fixed: &fixed,
        alone: &alone,
        least: least_distance(count),
    };
    spread::relax(&mut points, &field);
    spread::part(&mut points, &field);
    points
}

/// A picture from nothing: stress of the joined nodes, then each part of the map filled evenly.
fn fresh(network: &Network, neighbours: &Neighbours, regions: &Regions, seed: u64) -> Vec<Point> {
    let joined: Vec<usize> = (0..network.nodes.len())
        .filter(|node| neighbours.degree(*node) > 0)
        .collect();
    let found = stress::place(network, neighbours, &joined, seed);
    let mut points = vec![Point::default(); network.nodes.len()];
    for (node, point) in joined.iter().zip(found) {
        put(&mut points, *node, point);
    }
    for part in Part::ALL {
        let members: Vec<usize> = joined
            .iter()
            .copied()
            .filter(|node| regions.part(*node) == part)
            .collect();
        fill::fill(&mut points, &members, regions.joined_area(part));
    }
    regions.rows(&mut points, neighbours);
    points
}

/// New nodes among known ones: at the centre of the neighbours on their side, the best joined first, so that a node
/// known only to new nodes finds these placed.
fn beside_neighbours(
    network: &Network,
    neighbours: &Neighbours,
    regions: &Regions,
    kept: &[Option<Point>],
    seed: u64,
) -> Vec<Point> {
    let mut known = kept.to_vec();
    let mut waiting: Vec<usize> = (0..kept.len())
        .filter(|node| at(kept, *node).is_none() && neighbours.degree(*node) > 0)
        .collect();
    while !waiting.is_empty() {
        let placed: Vec<(usize, Point)> = waiting
            .iter()
            .filter_map(|node| {
                Some((
                    *node,
                    centre(network, neighbours, regions, &known, *node, seed)?,
                ))
            })
            .collect();
        if placed.is_empty() {
            // A group of new people who know only each other: the first stands in the middle of its part.
            if let Some(node) = waiting.first().copied() {
                put(
                    &mut known,
                    node,
                    Some(regions.joined_area(regions.part(node)).centre()),
                );
            }
        }
        for (node, point) in placed {
            put(&mut known, node, Some(point));
        }
        waiting.retain(|node| at(&known, *node).is_none());
    }
    let mut points: Vec<Point> = known.into_iter().map(Option::unwrap_or_default).collect();
    regions.rows(&mut points, neighbours);
    points
}

/// Between the known neighbours; those of the own part of the map weigh most. `None` when none is known.
fn centre(
    network: &Network,
    neighbours: &Neighbours,
    regions: &Regions,
    known: &[Option<Point>],
    node: usize,
    seed: u64,
) -> Option<Point> {
    let part = regions.part(node);
    let (mut x, mut y, mut sum) = (0.0, 0.0, 0.0);
    for link in neighbours.of_node(node) {
        let Some(point) = at(known, link.to) else {
            continue;
        };
        let closeness = network
            .edges
            .get(link.edge)
            .map_or(1.0, |edge| 1.0 / distance::tie(edge));
        let weight = if regions.part(link.to) == part {
            closeness * 8.0
        } else {
            closeness
        };
        // A crowd of neighbours (the coordinator knows everyone) says little about where one of them belongs.
        let weight = weight / real(neighbours.degree(link.to)).sqrt();
        x += point.x * weight;
        y += point.y * weight;
        sum += weight;
    }
    if sum <= 0.0 {
        return None;
    }
    let area = regions.joined_area(part);
    let middle = Point {
        x: x / sum,
        y: y / sum,
    };
    // Known only from the other side: at the height of those who know her, a third into her own part.
    let inside = area.clamp(middle);
    let aside = Point {
        x: if area.left > middle.x {
            area.left + area.width() / 3.0
        } else if area.right < middle.x {
            area.right - area.width() / 3.0
        } else {
            inside.x
        },
        y: inside.y,
    };
    let nudge = stress::jitter(seed, node);
    Some(area.clamp(Point {
        x: aside.x + nudge.x,
        y: aside.y + nudge.y,
    }))
}

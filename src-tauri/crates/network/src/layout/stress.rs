//! Stress majorisation: nodes come to lie as far apart as the shortest path between them is long.

use crate::Network;
use crate::graph::Neighbours;
use crate::numbers::{at, put, real};

use super::region::Part;
use super::{Point, distance};

/// Up to so many nodes every pair counts; above, every node against its neighbours and the pivots.
const ALL_PAIRS: usize = 200;
const PIVOTS: usize = 64;
/// How strongly a node is drawn to its side, against all that draws it elsewhere.
const SIDE: f64 = 0.35;

/// One distance that a node should have.
#[derive(Debug, Clone, Copy)]
struct Term {
    other: usize,
    distance: f64,
    weight: f64,
}

/// Positions of the `joined` nodes in units of edge length, in their order: the hospital's side tends to the left and the
/// community's to the right. Nodes and neighbours are numbers of the network.
pub(super) fn place(
    network: &Network,
    neighbours: &Neighbours,
    joined: &[usize],
    seed: u64,
) -> Vec<Point> {
    if joined.is_empty() {
        return Vec::new();
    }
    let count = network.nodes.len();
    let lengths = distance::lengths(network, neighbours);
    let sources = sources(neighbours, joined, &lengths, count);
    let far = 1.15
        * sources
            .iter()
            .flat_map(|(_, row)| row)
            .copied()
            .filter(|far| far.is_finite())
            .fold(1.0, f64::max);
    // Where no path leads, apart but not out of sight.
    let rows: Vec<(usize, Vec<f64>)> = sources
        .into_iter()
        .map(|(source, row)| {
            (
                source,
                row.into_iter().map(|reach| reach.min(far)).collect(),
            )
        })
        .collect();
    let usual = usual(&rows, joined);
    let aims: Vec<f64> = joined
        .iter()
        .map(|node| aim(network, *node) * usual)
        .collect();
    let start = start(&rows, joined, seed);
    let mut points = vec![Point::default(); count];
    for ((node, aim), spot) in joined.iter().zip(&aims).zip(start) {
        put(
            &mut points,
            *node,
            Point {
                x: aim + spot.x * 0.5,
                y: spot.y,
            },
        );
    }
    let terms = terms(neighbours, joined, &lengths, &rows);
    let rounds = if joined.len() <= ALL_PAIRS { 160 } else { 45 };
    for _ in 0..rounds {
        for ((node, terms), aim) in joined.iter().zip(&terms).zip(&aims) {
            let here = at(&points, *node);
            let there = better(&points, here, terms, *aim);
            put(&mut points, *node, there);
        }
    }
    joined.iter().map(|node| at(&points, *node)).collect()
}

/// A point near the origin that is always the same for a node: equal nodes must not lie on one another.
pub(super) fn jitter(seed: u64, node: usize) -> Point {
    let share = |salt: u64| {
        // SplitMix64 (Steele, Lea, Flood 2014).
        let mut bits = seed
            ^ salt
                .wrapping_add(node as u64)
                .wrapping_mul(0x9e37_79b9_7f4a_7c15);
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (((bits ^ (bits >> 31)) >> 11) as f64) / ((1_u64 << 53) as f64) - 0.5
    };
    Point {
        x: share(0x68),
        y: share(0x7669),
    }
}

/// Which way a node is drawn, −1 to the left, 1 to the right.
fn aim(network: &Network, node: usize) -> f64 {
    match network
        .nodes
        .get(node)
        .map_or(Part::Community, |node| Part::of(node.group))
    {
        Part::Hospital => -0.7,
        Part::Middle => 0.0,
        Part::Community => 0.7,
        Part::Upper | Part::Lower => 0.5,
    }
}

/// Every joined node with its distances, or the pivots: each the farthest from all before (maxmin), the first the best
/// joined.
fn sources(
    neighbours: &Neighbours,
    joined: &[usize],
    lengths: &[f64],
    count: usize,
) -> Vec<(usize, Vec<f64>)> {
    let row = |source: usize| (source, distance::from(source, neighbours, lengths, count));
    if joined.len() <= ALL_PAIRS {
        return joined.iter().map(|node| row(*node)).collect();
    }
    let mut found: Vec<(usize, Vec<f64>)> = Vec::with_capacity(PIVOTS);
    let mut nearest = vec![f64::INFINITY; count];
    let mut next = joined
        .iter()
        .copied()
        .max_by_key(|node| (neighbours.degree(*node), std::cmp::Reverse(*node)));
    while let Some(pivot) = next.filter(|_| found.len() < PIVOTS) {
        let (pivot, distances) = row(pivot);
        for (near, distance) in nearest.iter_mut().zip(&distances) {
            *near = near.min(*distance);
        }
        found.push((pivot, distances));
        next = joined
            .iter()
            .copied()
            .max_by(|a, b| at(&nearest, *a).total_cmp(&at(&nearest, *b)).then(b.cmp(a)))
            .filter(|node| at(&nearest, *node) > 0.0);
    }
    found
}

/// The median distance.
fn usual(rows: &[(usize, Vec<f64>)], joined: &[usize]) -> f64 {
    let mut all: Vec<f64> = rows
        .iter()
        .flat_map(|(_, row)| joined.iter().map(|node| at(row, *node)))
        .filter(|far| *far > 0.0)
        .collect();
    let middle = all.len() / 2;
    if all.is_empty() {
        return 1.0;
    }
    let (_, median, _) = all.select_nth_unstable_by(middle, f64::total_cmp);
    *median
}

fn terms(
    neighbours: &Neighbours,
    joined: &[usize],
    lengths: &[f64],
    rows: &[(usize, Vec<f64>)],
) -> Vec<Vec<Term>> {
    let term = |other: usize, distance: f64, stands_for: f64| Term {
        other,
        distance,
        weight: stands_for / (distance * distance),
    };
    if joined.len() <= ALL_PAIRS {
        let others = |node: usize| rows.iter().filter(move |(other, _)| *other != node);
        return joined
            .iter()
            .map(|node| {
                others(*node)
                    .map(|(other, row)| term(*other, at(row, *node).max(0.01), 1.0))
                    .collect()
            })
            .collect();
    }
    let near = regions(joined, rows);
    joined
        .iter()
        .map(|node| {
            let links = neighbours.of_node(*node).iter();
            let mut list: Vec<Term> = links
                .map(|link| term(link.to, at(lengths, link.edge).max(0.01), 1.0))
                .collect();
            for ((pivot, row), near) in rows.iter().zip(&near) {
                let distance = at(row, *node);
                // A neighbour has its own term already.
                if *pivot == *node
                    || neighbours
                        .of_node(*node)
                        .binary_search_by_key(pivot, |link| link.to)
                        .is_ok()
                {
                    continue;
                }
                // Of the nodes around the pivot those count that lie closer to it than halfway (Ortmann et al. 2016).
                let stands_for = near
                    .partition_point(|reach| *reach <= distance / 2.0)
                    .max(1);
                list.push(term(*pivot, distance.max(0.01), real(stands_for)));
            }
            list
        })
        .collect()
}

/// Per pivot the distances of the nodes that are closest to it, ascending.
fn regions(joined: &[usize], rows: &[(usize, Vec<f64>)]) -> Vec<Vec<f64>> {
    let mut near: Vec<Vec<f64>> = vec![Vec::new(); rows.len()];
    for node in joined {
        let closest = rows
            .iter()
            .enumerate()
            .map(|(place, (_, row))| (place, at(row, *node)));
        let closest = closest.min_by(|(_, a), (_, b)| a.total_cmp(b));
        if let Some((place, reach)) = closest
            && let Some(list) = near.get_mut(place)
        {
            list.push(reach);
        }
    }
    for list in &mut near {
        list.sort_unstable_by(f64::total_cmp);
    }
    near
}

/// The place that lowers the stress of one node most, the others standing still.
fn better(points: &[Point], here: Point, terms: &[Term], aim: f64) -> Point {
    let (mut x, mut y, mut sum) = (0.0, 0.0, 0.0);
    for term in terms {
        let there = at(points, term.other);
        let (across, down) = (here.x - there.x, here.y - there.y);
        let apart = (across * across + down * down).sqrt();
        let pull = if apart > 1e-9 {
            term.distance / apart
        } else {
            0.0
        };
        x += term.weight * (there.x + across * pull);
        y += term.weight * (there.y + down * pull);
        sum += term.weight;
    }
    if sum <= 0.0 {
        return here;
    }
    Point {
        x: (x + aim * SIDE * sum) / (sum * (1.0 + SIDE)),
        y: y / sum,
    }
}

/// A first picture out of the distances to the pivots (PivotMDS, Brandes and Pich 2006): the widest direction becomes the
/// height, because left and right belong to the sides.
fn start(rows: &[(usize, Vec<f64>)], joined: &[usize], seed: u64) -> Vec<Point> {
    let step = rows.len().div_ceil(PIVOTS).max(1);
    let pivots: Vec<&Vec<f64>> = rows.iter().step_by(step).map(|(_, row)| row).collect();
    let squares: Vec<Vec<f64>> = pivots
        .iter()
        .map(|row| joined.iter().map(|node| at(row, *node).powi(2)).collect())
        .collect();
    let (wide, high) = (real(joined.len()), real(pivots.len().max(1)));
    let by_pivot: Vec<f64> = squares
        .iter()
        .map(|column: &Vec<f64>| column.iter().sum::<f64>() / wide)
        .collect();
    let by_node: Vec<f64> = (0..joined.len())
        .map(|place| squares.iter().map(|column| at(column, place)).sum::<f64>() / high)
        .collect();
    let mean = by_pivot.iter().sum::<f64>() / high;
    let centred: Vec<Vec<f64>> = squares
        .iter()
        .zip(&by_pivot)
        .map(|(column, pivot)| {
            column
                .iter()
                .zip(&by_node)
                .map(|(value, node)| -0.5 * (value - pivot - node + mean))
                .collect()
        })
        .collect();
    let products: Vec<Vec<f64>> = centred
        .iter()
        .map(|one| centred.iter().map(|two| dot(one, two)).collect())
        .collect();
    let first = direction(&products, None, seed);
    let second = direction(&products, Some(&first), seed.wrapping_add(1));
    let along = |axis: &[f64]| -> Vec<f64> {
        (0..joined.len())
            .map(|place| {
                centred
                    .iter()
                    .zip(axis)
                    .map(|(column, share)| at(column, place) * share)
                    .sum()
            })
            .collect()
    };
    let (ys, xs) = (scaled(along(&first)), scaled(along(&second)));
    joined
        .iter()
        .zip(xs.into_iter().zip(ys))
        .map(|(node, (x, y))| {
            let nudge = jitter(seed, *node);
            Point {
                x: x + 0.05 * nudge.x,
                y: y + 0.05 * nudge.y,
            }
        })
        .collect()
}

fn dot(one: &[f64], two: &[f64]) -> f64 {
    one.iter().zip(two).map(|(a, b)| a * b).sum()
}

/// The strongest direction of a symmetric matrix, at right angles to `not` (power iteration).
fn direction(matrix: &[Vec<f64>], not: Option<&[f64]>, seed: u64) -> Vec<f64> {
    let mut axis: Vec<f64> = (0..matrix.len())
        .map(|place| 0.6 + jitter(seed, place).x)
        .collect();
    for _ in 0..60 {
        let mut next: Vec<f64> = matrix.iter().map(|row| dot(row, &axis)).collect();
        if let Some(other) = not {
            let along = dot(&next, other);
            for (value, share) in next.iter_mut().zip(other) {
                *value -= along * share;
            }
        }
        let length = dot(&next, &next).sqrt();
        if length < 1e-12 {
            break;
        }
        axis = next.into_iter().map(|value| value / length).collect();
    }
    axis
}

/// Brought to a spread of one edge length, so that both directions begin alike.
fn scaled(values: Vec<f64>) -> Vec<f64> {
    let spread = (dot(&values, &values) / real(values.len().max(1))).sqrt();
    if spread < 1e-12 {
        return values;
    }
    values.into_iter().map(|value| value / spread).collect()
}

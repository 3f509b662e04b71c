//! How far apart two nodes should be: the length of edges and of the shortest paths over them.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::Network;
use crate::graph::{Edge, Evidence, Neighbours};
use crate::numbers::{at, put, real};

/// The stronger and the more often, the shorter: 0.6–1.1.
pub(super) fn tie(edge: &Edge) -> f64 {
    let by_evidence: f64 = match edge.evidence {
        Evidence::Post | Evidence::Meeting => 1.0,
        Evidence::Face => 0.95,
        Evidence::Thinking => 0.85,
        Evidence::Trust => 0.75,
    };
    by_evidence + 0.1 - 0.05 * f64::from(edge.count.min(5))
}

/// The ideal length of every edge, in the order of the network's edges. Nodes with the same neighbours belong together:
/// their edge is short; an edge out of a crowd is long, so that hubs don't swallow what is around them.
pub(super) fn lengths(network: &Network, neighbours: &Neighbours) -> Vec<f64> {
    network
        .edges
        .iter()
        .map(|edge| {
            let shared = real(shared(neighbours, edge.a, edge.b)) + 2.0;
            let either = real(neighbours.degree(edge.a) + neighbours.degree(edge.b)) + 2.0 - shared;
            (0.5 + (1.0 - shared / either.max(1.0))) * tie(edge)
        })
        .collect()
}

/// Number of nodes next to both.
fn shared(neighbours: &Neighbours, a: usize, b: usize) -> usize {
    let (mut one, mut two) = (neighbours.of_node(a).iter(), neighbours.of_node(b).iter());
    let (mut left, mut right) = (one.next(), two.next());
    let mut count = 0;
    while let (Some(p), Some(q)) = (left, right) {
        if p.to == q.to {
            count += 1;
        }
        if p.to <= q.to {
            left = one.next();
        }
        if q.to <= p.to {
            right = two.next();
        }
    }
    count
}

/// Lengths of the shortest paths from `source` to every node; infinite where there is none (Dijkstra).
pub(super) fn from(
    source: usize,
    neighbours: &Neighbours,
    lengths: &[f64],
    count: usize,
) -> Vec<f64> {
    let mut distances = vec![f64::INFINITY; count];
    put(&mut distances, source, 0.0);
    // The bits of positive numbers are ordered as the numbers are.
    let mut queue = BinaryHeap::from([Reverse((0_u64, source))]);
    while let Some(Reverse((bits, node))) = queue.pop() {
        let reached = f64::from_bits(bits);
        if reached > at(&distances, node) {
            continue;
        }
        for link in neighbours.of_node(node) {
            let next = reached + at(lengths, link.edge).max(0.01);
            if next < at(&distances, link.to) {
                put(&mut distances, link.to, next);
                queue.push(Reverse((next.to_bits(), link.to)));
            }
        }
    }
    distances
}

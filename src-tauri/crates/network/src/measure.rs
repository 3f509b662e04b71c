//! Measures in plain words: what would break, who bridges.

use crate::Network;

/// What the loss of one node would cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// Organisations (numbers as in `organisation_of`) of the other side that no remaining colleague of the person's own side reaches.
    pub organisations: Vec<usize>,
    /// Others who bridge most organisations of the other side: node number and how many, most first, at most 3.
    pub other_bridges: Vec<(usize, usize)>,
}

/// What is cut between the two sides when person `node` leaves. `organisation_of[i]` is the organisation of person `i`.
/// Edges of evidence `Post` don't count.
#[must_use]
pub fn loss(_people: &Network, _organisation_of: &[Option<usize>], _node: usize) -> Loss {
    todo!()
}

/// Figures of what is recorded: density 2m/(n(n−1)); pairs across the sides that are joined, and that are possible.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figures {
    pub nodes: usize,
    pub edges: usize,
    /// 0–1; 0 for fewer than two nodes.
    pub density: f64,
    pub across: usize,
    pub possible_across: usize,
    /// Nodes without an edge.
    pub alone: usize,
}

#[must_use]
pub fn figures(_network: &Network) -> Figures {
    todo!()
}

/// Betweenness of every node (Brandes 2001, through rustworkx-core), 0–1 normalised, for the order of labels and the table.
#[must_use]
pub fn betweenness(_network: &Network) -> Vec<f64> {
    todo!()
}

//! Nodes, edges and how meetings become edges.

use std::collections::VecDeque;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What a node stands for.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NodeKind {
    Person,
    Organisation,
    Profession,
    Municipality,
}

/// Colour and shape on the map: ■ indigo, ● teal, ◆ orange, ▲ grey, ⬟ violet; the coordinator stands between the sides.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// がん治療病院側
    Hospital,
    /// 在宅医療
    Home,
    /// 介護・福祉
    Care,
    /// 行政
    Public,
    /// 団体・場
    Body,
    /// 調整員
    Coordinator,
    /// 未記入
    Unknown,
}

/// A node; its place in [`Network::nodes`] is its number.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Node {
    /// `person:UUID`, `organisation:UUID`, `profession:ID`, `municipality:UUID`.
    pub key: String,
    pub kind: NodeKind,
    pub group: Group,
    pub label: String,
    /// Post, kind …; small below the label.
    pub detail: String,
    /// Key persons are drawn larger and win the fight for labels.
    pub key_person: bool,
    /// The owner of the ledger.
    pub me: bool,
}

/// The strongest evidence between two nodes, weakest first.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// A post (person–organisation).
    Post,
    /// A shared meeting.
    Meeting,
    /// Recorded level ①: name and face.
    Face,
    /// Recorded level ②: way of thinking.
    Thinking,
    /// Recorded level ③: trust.
    Trust,
}

/// An undirected edge between two node numbers, `a < b`, at most one per pair.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Edge {
    pub a: usize,
    pub b: usize,
    pub evidence: Evidence,
    /// Shared meetings and encounters.
    pub count: u32,
    pub last: Option<NaiveDate>,
}

/// A graph.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Network {
    pub nodes: Vec<Node>,
    pub edges: Vec<Edge>,
}

/// Edges out of co-presence: `groups` are the node numbers present at each dated occasion. Every pair of an occasion
/// counts once, however often a number is named. Cost is linear in the sum of squared group sizes; an occasion with more
/// than `largest` present (a lecture of 200 makes no face known) makes no edges. Edges come ascending by `(a, b)`.
#[must_use]
pub fn co_presence(groups: &[(NaiveDate, Vec<usize>)], largest: usize) -> Vec<Edge> {
    let occasions: Vec<(NaiveDate, Vec<usize>)> = groups
        .iter()
        .map(|(day, present)| {
            let mut present = present.clone();
            present.sort_unstable();
            present.dedup();
            (*day, present)
        })
        .filter(|(_, present)| present.len() <= largest)
        .collect();
    let nodes = occasions.iter().filter_map(|(_, present)| present.last());
    let nodes = nodes.max().map_or(0, |last| last + 1);
    // Where every node was, with the later numbers of each occasion: one pass per node then needs no hashing of pairs.
    let mut visits: Vec<Vec<(NaiveDate, &[usize])>> = vec![Vec::new(); nodes];
    for (day, present) in &occasions {
        let mut rest = present.as_slice();
        while let Some((first, later)) = rest.split_first() {
            if let Some(list) = visits.get_mut(*first) {
                list.push((*day, later));
            }
            rest = later;
        }
    }
    let mut together: Vec<(u32, Option<NaiveDate>)> = vec![(0, None); nodes];
    let mut met: Vec<usize> = Vec::new();
    let mut edges = Vec::new();
    for (a, list) in visits.iter().enumerate() {
        for (day, later) in list {
            for b in *later {
                if let Some((count, last)) = together.get_mut(*b) {
                    if *count == 0 {
                        met.push(*b);
                    }
                    *count += 1;
                    *last = (*last).max(Some(*day));
                }
            }
        }
        met.sort_unstable();
        for b in met.drain(..) {
            if let Some(pair) = together.get_mut(b) {
                let (count, last) = std::mem::take(pair);
                edges.push(Edge {
                    a,
                    b,
                    evidence: Evidence::Meeting,
                    count,
                    last,
                });
            }
        }
    }
    edges
}

/// Merges edges of the same pair: counts add up, the strongest evidence and the latest day win. Edges come ascending by
/// `(a, b)` with `a < b`; an edge from a node to itself is dropped.
#[must_use]
pub fn merge_edges(edges: Vec<Edge>) -> Vec<Edge> {
    let mut edges: Vec<Edge> = edges
        .into_iter()
        .filter(|edge| edge.a != edge.b)
        .map(|edge| Edge {
            a: edge.a.min(edge.b),
            b: edge.a.max(edge.b),
            ..edge
        })
        .collect();
    edges.sort_by_key(|edge| (edge.a, edge.b));
    edges.dedup_by(|next, kept| {
        let same = (next.a, next.b) == (kept.a, kept.b);
        if same {
            kept.evidence = kept.evidence.max(next.evidence);
            kept.count = kept.count.saturating_add(next.count);
            kept.last = kept.last.max(next.last);
        }
        same
    });
    edges
}

impl Network {
    /// The network seen by another noun (people → their organisations): `into[i]` is the new number of node `i`, `None`
    /// drops it. Edges inside one new node vanish, others are merged.
    #[must_use]
    pub fn project(&self, nodes: Vec<Node>, into: &[Option<usize>]) -> Network {
        let becomes = |old: usize| {
            let new = into.get(old).copied().flatten()?;
            (new < nodes.len()).then_some(new)
        };
        let edges = self.edges.iter().filter_map(|edge| {
            Some(Edge {
                a: becomes(edge.a)?,
                b: becomes(edge.b)?,
                ..edge.clone()
            })
        });
        let edges = merge_edges(edges.collect());
        Network { nodes, edges }
    }

    /// Numbers of the nodes within `steps` edges of `focus`, focus included, ascending; none when there is no such node.
    #[must_use]
    pub fn within(&self, focus: usize, steps: usize) -> Vec<usize> {
        let neighbours = Neighbours::of(self);
        let mut reached = vec![None; self.nodes.len()];
        let mut queue = VecDeque::new();
        if let Some(start) = reached.get_mut(focus) {
            *start = Some(0);
            queue.push_back((focus, 0));
        }
        while let Some((node, step)) = queue.pop_front() {
            if step == steps {
                continue;
            }
            for link in neighbours.of_node(node) {
                if let Some(unseen @ None) = reached.get_mut(link.to) {
                    *unseen = Some(step + 1);
                    queue.push_back((link.to, step + 1));
                }
            }
        }
        let near = reached.iter().enumerate();
        near.filter_map(|(node, step)| step.map(|_| node)).collect()
    }
}

/// One end of an edge as its other end sees it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Link {
    /// Number of the neighbour.
    pub(crate) to: usize,
    /// Number of the edge in [`Network::edges`].
    pub(crate) edge: usize,
}

/// The neighbours of every node in one block, each list ascending. Edges to nodes that are not there are left out.
#[derive(Debug, Clone)]
pub(crate) struct Neighbours {
    starts: Vec<usize>,
    links: Vec<Link>,
}

impl Neighbours {
    pub(crate) fn of(network: &Network) -> Self {
        let count = network.nodes.len();
        let mut ends: Vec<(usize, Link)> = Vec::with_capacity(network.edges.len() * 2);
        for (number, edge) in network.edges.iter().enumerate() {
            if edge.a != edge.b && edge.a < count && edge.b < count {
                let link = |to| Link { to, edge: number };
                ends.push((edge.a, link(edge.b)));
                ends.push((edge.b, link(edge.a)));
            }
        }
        ends.sort_unstable_by_key(|(from, link)| (*from, link.to, link.edge));
        let mut starts = Vec::with_capacity(count + 1);
        let mut place = 0;
        for node in 0..=count {
            while ends.get(place).is_some_and(|(from, _)| *from < node) {
                place += 1;
            }
            starts.push(place);
        }
        Self {
            starts,
            links: ends.into_iter().map(|(_, link)| link).collect(),
        }
    }

    /// Empty for a node that is not there.
    pub(crate) fn of_node(&self, node: usize) -> &[Link] {
        let range = match (self.starts.get(node), self.starts.get(node + 1)) {
            (Some(from), Some(to)) => *from..*to,
            (Some(_) | None, _) => 0..0,
        };
        self.links.get(range).unwrap_or_default()
    }

    pub(crate) fn degree(&self, node: usize) -> usize {
        self.of_node(node).len()
    }
}

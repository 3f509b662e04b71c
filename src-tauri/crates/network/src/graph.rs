//! Nodes, edges and how meetings become edges.

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
/// counts once. Cost is linear in the sum of squared group sizes; an occasion with more than `largest` present
/// (a lecture of 200 makes no face known) makes no edges.
#[must_use]
pub fn co_presence(_groups: &[(NaiveDate, Vec<usize>)], _largest: usize) -> Vec<Edge> {
    todo!()
}

/// Merges edges of the same pair: counts add up, the strongest evidence and the latest day win.
#[must_use]
pub fn merge_edges(_edges: Vec<Edge>) -> Vec<Edge> {
    todo!()
}

impl Network {
    /// The network seen by another noun (people → their organisations): `into[i]` is the new number of node `i`, `None`
    /// drops it. Edges inside one new node vanish, others are merged.
    #[must_use]
    pub fn project(&self, _nodes: Vec<Node>, _into: &[Option<usize>]) -> Network {
        todo!()
    }

    /// Numbers of the nodes within `steps` edges of `focus`, focus included, ascending.
    #[must_use]
    pub fn within(&self, _focus: usize, _steps: usize) -> Vec<usize> {
        todo!()
    }
}

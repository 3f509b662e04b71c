//! The graph of the region: projections of meetings, measures, stable layout. No SQL, no files, no clock.
//!
//! A one-person ledger is an ego network: every figure describes what is recorded in it, not the region.

pub mod draw;
pub mod graph;
pub mod layout;
pub mod measure;
mod numbers;

pub use graph::{Edge, Evidence, Group, Network, Node, NodeKind};

//! Where the coordinator learned to find a node on the map. Keys are `person:UUID`, `organisation:UUID`, `profession:ID`, `municipality:UUID`.

use crate::{Read, Result, Write};

/// A kept position in map units.
#[derive(Debug, Clone, PartialEq)]
pub struct Position {
    pub node: String,
    pub x: f64,
    pub y: f64,
    /// Moved by hand: the layout never moves it.
    pub pinned: bool,
}

impl Read<'_> {
    pub fn positions(&self) -> Result<Vec<Position>> {
        todo!()
    }
}

impl Write<'_> {
    /// Adds or replaces positions.
    pub fn set_positions(&self, _positions: &[Position]) -> Result<()> {
        todo!()
    }
}

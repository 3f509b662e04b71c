//! The region, its municipalities and coordinators.

use ledger::region::{Municipality, Region};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Nothing, Result, Session, Written};

/// The region's card.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RegionCard {
    pub region: Region,
    pub municipalities: Vec<Municipality>,
    pub coordinators: Vec<CoordinatorRow>,
}

/// A coordinator in words.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CoordinatorRow {
    pub person: String,
    pub name: String,
    pub kind: String,
    pub me: bool,
}

/// Saves the region; municipalities are added when new, never removed here. `me` names the owner of the ledger.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SaveRegion {
    pub region: Region,
    pub add_municipalities: Vec<String>,
    /// Person to name as coordinator: id, kind, whether it is me.
    pub add_coordinator: Option<CoordinatorRow>,
}

pub fn region(_session: &mut Session, _request: Nothing) -> Result<RegionCard> {
    todo!()
}
pub fn save_region(_session: &mut Session, _request: SaveRegion) -> Result<Written> {
    todo!()
}

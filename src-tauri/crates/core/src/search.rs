//! One search box for everything.

use ledger::search::Hit;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Result, Session};

/// What she typed.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SearchRequest {
    pub text: String,
    /// At most so many; 0 means 20.
    pub limit: u32,
}

/// What was found.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Found {
    pub hits: Vec<Hit>,
    /// In all.
    pub total: u32,
}

pub fn search(_session: &mut Session, _request: SearchRequest) -> Result<Found> {
    todo!()
}

//! One search box for everything.

use ledger::search::Hit;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Result, Session};

/// As many as fit below the search box.
const USUAL: u32 = 20;

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

/// Everything that holds the words, by folded keys.
///
/// # Errors
/// Of the ledger.
pub fn search(session: &mut Session, request: SearchRequest) -> Result<Found> {
    let read = session.ledger()?.read();
    if request.text.trim().is_empty() {
        return Ok(Found {
            hits: Vec::new(),
            total: 0,
        });
    }
    let limit = if request.limit == 0 {
        USUAL
    } else {
        request.limit
    };
    let (hits, total) = read.search(&request.text, limit as usize)?;
    Ok(Found {
        hits,
        total: u32::try_from(total).unwrap_or(u32::MAX),
    })
}

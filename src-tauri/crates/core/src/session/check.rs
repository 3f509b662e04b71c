//! Is the file sound?

use serde::{Deserialize, Serialize};

use super::Session;
use crate::Result;

/// What the check found; sound when `problems` is empty.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Checked {
    pub sound: bool,
    /// Row counts of the tables, by name.
    pub rows: Vec<(String, i64)>,
    /// In SQLite's and SQLCipher's own words.
    pub problems: Vec<String>,
}

/// Checks encryption, structure and references of the open ledger's file, and counts its rows.
///
/// # Errors
/// `NoLedger`, and when the file can't be read at all.
pub fn check(session: &Session) -> Result<Checked> {
    let report = session.ledger()?.check()?;
    Ok(Checked {
        sound: report.problems.is_empty(),
        rows: report.rows,
        problems: report.problems,
    })
}

//! The change log: one row per changed field, written by triggers that migration generates from one table list.
//! Undo and redo come out of it (method: sqlite.org/undoredo.html); so does the history of a record.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{OperationName, Read, Result};

/// One change of one field.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    pub operation: OperationName,
    pub at: DateTime<Utc>,
    pub field: String,
    /// `None` before the record was made.
    pub old: Option<String>,
    /// `None` after it was deleted.
    pub new: Option<String>,
}

impl Read<'_> {
    /// A record's history, newest first.
    pub fn history(&self, _table: &str, _record: &str) -> Result<Vec<FieldChange>> {
        todo!()
    }
}

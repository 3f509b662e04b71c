//! The change log: one row per changed field, written by triggers that migration generates from one table list.
//! Undo and redo come out of it (method: sqlite.org/undoredo.html); so does the history of a record.

use chrono::{DateTime, Utc};
use rusqlite::types::Value;
use serde::{Deserialize, Serialize};

use crate::value::{Columns, Moment};
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
    /// A record's history, newest first, without what was taken back. A record's making shows as its field `id`, and those
    /// of its fields that were not empty.
    ///
    /// # Errors
    /// Of the database.
    pub fn history(&self, table: &str, record: &str) -> Result<Vec<FieldChange>> {
        let sql = "SELECT o.code, o.subject, o.at, c.field, c.old, c.new \
            FROM change c JOIN operation o ON o.seq = c.operation \
            WHERE c.record = ?2 AND c.table_name = ?1 AND o.undone = 0 ORDER BY c.seq DESC";
        self.all(sql, (table, record), |row| {
            let row = Columns::of(row);
            let operation = OperationName {
                code: row.next()?,
                subject: row.next()?,
            };
            let Moment(at) = row.next()?;
            let field = row.next()?;
            Ok(FieldChange {
                operation,
                at,
                field,
                old: text(row.next()?),
                new: text(row.next()?),
            })
        })
    }
}

/// A logged value as text.
pub(crate) fn text(value: Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::Integer(number) => Some(number.to_string()),
        Value::Real(number) => Some(number.to_string()),
        Value::Text(text) => Some(text),
        Value::Blob(bytes) => Some(format!("{} bytes", bytes.len())),
    }
}

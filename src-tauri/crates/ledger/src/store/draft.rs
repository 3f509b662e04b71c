//! What is typed and not saved yet. Not an operation and not in the log: nobody did anything yet, and undo must not find it.

use chrono::{DateTime, Utc};

use crate::value::Moment;
use crate::{Error, Ledger, Read, Result};

/// Something typed into a form or a field that is not in its record yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Names the form or the record; the ledger doesn't read it.
    pub id: String,
    /// As the one who wrote it encodes it; never empty.
    pub text: String,
    /// When it was typed last.
    pub at: DateTime<Utc>,
}

impl Ledger {
    /// Keeps a draft in the place of an earlier one of the same id; an empty text removes it. On the disk when it returns.
    ///
    /// # Errors
    /// `Refused` for an empty id, and of the database.
    pub fn keep_draft(&mut self, id: &str, text: &str, now: DateTime<Utc>) -> Result<()> {
        if id.is_empty() {
            return Err(Error::Refused {
                field: "id",
                reason: "empty".to_owned(),
            });
        }
        if text.is_empty() {
            self.connection
                .prepare_cached("DELETE FROM draft WHERE id = ?1")?
                .execute([id])?;
        } else {
            self.connection
                .prepare_cached(
                    "INSERT INTO draft (id, text, at) VALUES (?1, ?2, ?3) \
                     ON CONFLICT (id) DO UPDATE SET text = excluded.text, at = excluded.at",
                )?
                .execute((id, text, Moment(now)))?;
        }
        Ok(())
    }
}

impl Read<'_> {
    /// All drafts, by id.
    ///
    /// # Errors
    /// Of the database.
    pub fn drafts(&self) -> Result<Vec<Draft>> {
        self.all("SELECT id, text, at FROM draft ORDER BY id", [], |row| {
            let row = crate::value::Columns::of(row);
            let id = row.next()?;
            let text = row.next()?;
            let Moment(at) = row.next()?;
            Ok(Draft { id, text, at })
        })
    }
}

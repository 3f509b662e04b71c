//! Which record became part of which: a colleague's pack may still speak of the one that is gone.

use crate::{Read, Result, Write};

/// One record that became part of another; both ids as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// Of the record that is gone.
    pub id: String,
    /// Of the record that it is part of: the older one of the two. It may itself have become part of another since.
    pub kept: String,
    /// `person` or `organisation`.
    pub table: String,
}

impl Read<'_> {
    /// All, by the id of the record that is gone.
    ///
    /// # Errors
    /// Of the database.
    pub fn merged(&self) -> Result<Vec<Merged>> {
        self.all(
            "SELECT id, kept, table_name FROM merged ORDER BY id",
            [],
            |row| {
                Ok(Merged {
                    id: row.get(0)?,
                    kept: row.get(1)?,
                    table: row.get(2)?,
                })
            },
        )
    }

    /// The record that stands for `id` now: itself when it never became part of another. Kept is always the smaller id, so
    /// that this comes to an end.
    ///
    /// # Errors
    /// Of the database.
    pub fn stands_for(&self, table: &str, id: &str) -> Result<String> {
        let mut id = id.to_owned();
        while let Some(kept) = self.first(
            "SELECT kept FROM merged WHERE id = ?1 AND table_name = ?2",
            (&id, table),
            |row| row.get::<_, String>(0),
        )? {
            id = kept;
        }
        Ok(id)
    }

    /// All that became part of a record, directly or by way of another.
    ///
    /// # Errors
    /// Of the database.
    pub fn merged_into(&self, table: &str, id: &str) -> Result<Vec<String>> {
        let sql = "WITH RECURSIVE part (id) AS (SELECT id FROM merged WHERE kept = ?1 AND table_name = ?2 \
            UNION SELECT m.id FROM merged m JOIN part p ON m.kept = p.id AND m.table_name = ?2) \
            SELECT id FROM part ORDER BY id";
        self.all(sql, (id, table), |row| row.get(0))
    }
}

impl Write<'_> {
    /// Remembers that `id` became part of `kept`.
    ///
    /// # Errors
    /// Of the database, also when `kept` isn't the older one of the two.
    pub fn add_merged(&self, table: &'static str, id: &str, kept: &str) -> Result<()> {
        self.insert("merged", &id, &[("kept", &kept), ("table_name", &table)])
    }
}

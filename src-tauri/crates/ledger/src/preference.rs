//! What is chosen for this ledger, not for this computer. Not in the change log: setting one is no operation.

use rusqlite::{Connection, OptionalExtension as _};

use crate::{Ledger, Read, Result};

impl Read<'_> {
    /// A preference by its id; `None` when it was never set.
    ///
    /// # Errors
    /// Of the database.
    pub fn preference(&self, id: &str) -> Result<Option<String>> {
        get(self.connection, id)
    }
}

impl Ledger {
    /// Sets a preference, or takes it away.
    ///
    /// # Errors
    /// Of the database.
    pub fn set_preference(&mut self, id: &str, value: Option<&str>) -> Result<()> {
        set(&self.connection, id, value)
    }
}

pub(crate) fn get(connection: &Connection, id: &str) -> Result<Option<String>> {
    Ok(connection
        .prepare_cached("SELECT value FROM preference WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?)
}

pub(crate) fn set(connection: &Connection, id: &str, value: Option<&str>) -> Result<()> {
    match value {
        Some(value) => connection
            .prepare_cached(
                "INSERT INTO preference (id, value) VALUES (?1, ?2) \
                 ON CONFLICT (id) DO UPDATE SET value = excluded.value",
            )?
            .execute((id, value))?,
        None => connection
            .prepare_cached("DELETE FROM preference WHERE id = ?1")?
            .execute([id])?,
    };
    Ok(())
}

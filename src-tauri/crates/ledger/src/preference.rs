//! How this ledger is kept: where its second place for backups is, which recovery sheet was tried out. Not logged, not undone.

use crate::{Ledger, Read, Result};

impl Read<'_> {
    /// # Errors
    /// Of the database.
    pub fn preference(&self, id: &str) -> Result<Option<String>> {
        let sql = "SELECT value FROM preference WHERE id = ?1";
        self.first(sql, [id], |row| row.get(0))
    }

    /// Which ledger this is: 32 hexadecimal digits, made with it and never changed.
    ///
    /// # Errors
    /// Of the database.
    pub fn ledger_id(&self) -> Result<String> {
        Ok(self
            .first("SELECT ledger_id FROM state", [], |row| row.get(0))?
            .unwrap_or_default())
    }
}

impl Ledger {
    /// `None` takes it away.
    ///
    /// # Errors
    /// Of the database.
    pub fn set_preference(&mut self, id: &str, value: Option<&str>) -> Result<()> {
        match value {
            Some(value) => self.connection.execute(
                "INSERT INTO preference (id, value) VALUES (?1, ?2) \
                    ON CONFLICT (id) DO UPDATE SET value = excluded.value",
                (id, value),
            )?,
            None => self
                .connection
                .execute("DELETE FROM preference WHERE id = ?1", [id])?,
        };
        Ok(())
    }
}

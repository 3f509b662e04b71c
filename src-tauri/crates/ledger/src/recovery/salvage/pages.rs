//! A damaged file that is opened again whenever a page stops the reader: after a page that can't be decrypted SQLCipher gives none
//! at all any more.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use crate::keys::DataKey;
use crate::store::open;
use crate::{Error, Result};

pub(super) struct Source {
    path: PathBuf,
    key: DataKey,
    connection: Option<Connection>,
}

impl Source {
    pub(super) fn new(path: &Path, key: &DataKey) -> Self {
        Self {
            path: path.to_owned(),
            key: key.clone(),
            connection: None,
        }
    }

    /// The open connection.
    ///
    /// # Errors
    /// [`Error::Damaged`] when not even the list of tables can be read.
    pub(super) fn connection(&mut self) -> Result<&Connection> {
        if self.connection.is_none() {
            // Its log, which is a copy too, is taken into it.
            let connection =
                open::with_key(&self.path, &self.key, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
            // As if its schema were to be mended by hand: only then SQLite opens a file that is shorter than it says.
            connection.execute_batch(
                "PRAGMA temp_store = MEMORY; PRAGMA query_only = ON; PRAGMA writable_schema = ON",
            )?;
            open::prove(&connection, &self.path)?;
            self.connection = Some(connection);
        }
        self.connection
            .as_ref()
            .ok_or_else(|| Error::Damaged("can't be opened".to_owned()))
    }

    /// After a page that can't be read.
    pub(super) fn stumbled(&mut self) {
        self.connection = None;
    }

    /// One reading that either succeeds or doesn't; the next one starts afresh.
    pub(super) fn once<T>(&mut self, read: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let result = self.connection().and_then(read);
        if result.is_err() {
            self.stumbled();
        }
        result
    }

    /// Names of all tables.
    ///
    /// # Errors
    /// As [`Source::connection`].
    pub(super) fn tables(&mut self) -> Result<HashSet<String>> {
        self.once(|connection| {
            Ok(connection
                .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")?
                .query_map([], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?)
        })
    }

    /// The columns of a table as the file has them.
    ///
    /// # Errors
    /// As [`Source::connection`].
    pub(super) fn columns(&mut self, table: &str) -> Result<Vec<String>> {
        self.once(|connection| {
            Ok(connection
                .prepare("SELECT name FROM pragma_table_info(?1)")?
                .query_map([table], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?)
        })
    }
}

//! Backups that are known to work: made by SQLite's backup API under the ledger's own data key, opened again, checked page by
//! page and counted against the ledger before they get their name; thinned by age; put back in one step.
//!
//! They lie in the folder `backups/` of the ledger, and the newest ones at a second place when one is named. A name says when
//! and why, nothing else; what a backup holds is read from the encrypted file itself. Beside them lies a copy of `keys.age`.

mod compare;
pub(crate) mod look;
pub(crate) mod make;
pub mod name;
pub(crate) mod place;
pub(crate) mod restore;
mod run;
pub(crate) mod second;
mod thin;

use std::path::{Path, PathBuf};

use rusqlite::Connection;

pub use compare::{Comparison, Difference, compare};
pub use look::{Holds, Kept, list, look};
pub use make::Made;
pub use name::{Name, Reason};
pub use restore::{BeforeRestore, before_restore};
pub use run::{Job, Outcome, Running, Second};
pub use second::{folder_of as second_folder, list as list_second};
pub use thin::thin;

use crate::Result;

/// The folder of backups in the ledger's own.
pub const FOLDER: &str = "backups";

/// The folder with the backups of the ledger in `dir`.
#[must_use]
pub fn folder(dir: &Path) -> PathBuf {
    dir.join(FOLDER)
}

/// Rows of each table, by name; derived tables included.
pub(crate) fn rows(connection: &Connection) -> Result<Vec<(String, i64)>> {
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name";
    let tables: Vec<String> = connection
        .prepare(sql)?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut counted = Vec::with_capacity(tables.len());
    for table in tables {
        let sql = format!("SELECT count(*) FROM \"{table}\"");
        let rows = connection.query_row(&sql, [], |row| row.get(0))?;
        counted.push((table, rows));
    }
    Ok(counted)
}

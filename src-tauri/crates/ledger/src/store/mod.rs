//! The open ledger: opening, one operation at a time, undo and redo.

pub(crate) mod check;
mod draft;
mod holder;
pub(crate) mod lock;
pub(crate) mod open;
pub(crate) mod operation;
pub(crate) mod record;
mod undo;

pub use check::check_at;
pub use holder::Holder;
pub(crate) use operation::{SALVAGED, SALVAGED_IN_PART};
pub use undo::{Kept, TakenBack, Why, undo_of};

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use uuid::ContextV7;

use crate::backup::Made;
use crate::keys::DataKey;
use crate::{OperationId, Result};

/// The name of an operation: a code that the words of both languages name (`person.add`), and the thing it was done to.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OperationName {
    /// Key in `assets/words`, without its prefix `operation.`.
    pub code: String,
    /// A person's name, a meeting's title …; may be empty.
    pub subject: String,
}

impl OperationName {
    /// `OperationName::new("person.add", "髙﨑 恵")`
    #[must_use]
    pub fn new(code: &str, subject: &str) -> Self {
        Self {
            code: code.to_owned(),
            subject: subject.to_owned(),
        }
    }
}

/// Which tables an operation touched, so that screens know what to fetch anew; sorted, each once.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changes {
    /// Names of tables.
    pub tables: Vec<String>,
    /// Number of changed fields in the log; 0 when the operation changed nothing (it is then not kept as one).
    pub fields: usize,
}

/// What an operation gave, and what it changed.
#[derive(Debug)]
pub struct Done<T> {
    /// The closure's result.
    pub value: T,
    /// What changed.
    pub changes: Changes,
}

/// One kept operation, newest first in lists.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Operation {
    pub id: OperationId,
    pub name: OperationName,
    pub at: DateTime<Utc>,
    /// Taken back and not redone.
    pub undone: bool,
    /// Records that it made, changed or deleted.
    pub records: i64,
    /// Fields that it changed.
    pub fields: i64,
    /// The later operation that takes this one back, unless that was taken back too.
    pub taken_back_by: Option<OperationId>,
}

/// What a check found; the ledger is sound when there is no finding.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CheckReport {
    /// Row counts of the tables that could be read, by name.
    pub rows: Vec<(String, i64)>,
    /// Each trouble once.
    pub findings: Vec<Finding>,
}

/// One trouble of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub trouble: Trouble,
    /// What SQLite and SQLCipher said, at least one line: a page, a broken reference … each.
    pub lines: Vec<String>,
}

/// What can be wrong with the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Trouble {
    /// Not one byte.
    Empty,
    /// It can't be opened although the key fits, or isn't made of whole pages: cut off, or of another kind.
    Unreadable,
    /// It opens, but is another program's.
    NoLedger,
    /// Made by a later version: unharmed, and not for this one.
    Newer,
    /// Pages whose code doesn't fit their content (`cipher_integrity_check`).
    Pages,
    /// `integrity_check`.
    Structure,
    /// References to records that aren't there (`foreign_key_check`).
    References,
    /// Tables that can't be counted.
    Tables,
}

/// An open ledger. One connection, owned by one thread.
pub struct Ledger {
    // In this order they are dropped: the lock goes last.
    pub(crate) connection: Connection,
    pub(crate) key: DataKey,
    pub(crate) ids: ContextV7,
    pub(crate) dir: PathBuf,
    _lock: lock::Lock,
    /// How the backup before the migration went, when opening made one.
    pub(crate) before_migration: Option<Result<Made>>,
}

/// Reading within one consistent state.
pub struct Read<'a> {
    pub(crate) connection: &'a Connection,
}

/// Of [`Ledger::one_moment`].
#[must_use]
pub struct OneMoment<'a> {
    _transaction: rusqlite::Transaction<'a>,
}

/// Writing within one operation; reads as well.
pub struct Write<'a> {
    pub(crate) read: Read<'a>,
    pub(crate) now: DateTime<Utc>,
    pub(crate) ids: &'a ContextV7,
}

impl<'a> std::ops::Deref for Write<'a> {
    type Target = Read<'a>;
    fn deref(&self) -> &Read<'a> {
        &self.read
    }
}

impl std::fmt::Debug for Ledger {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Ledger")
            .field("dir", &self.dir)
            .finish_non_exhaustive()
    }
}

impl Ledger {
    /// The ledger's folder.
    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// What opens the file.
    #[must_use]
    pub fn key(&self) -> &DataKey {
        &self.key
    }

    /// How the backup before the migration went, when opening this ledger brought its schema up to date; told once.
    pub fn take_backup_before_migration(&mut self) -> Option<Result<Made>> {
        self.before_migration.take()
    }

    /// Reads.
    #[must_use]
    pub fn read(&self) -> Read<'_> {
        Read {
            connection: &self.connection,
        }
    }

    /// While what is given lives, all that is read is of this one moment, and no statement looks for itself whether another
    /// process wrote meanwhile: thousands of small reads take half the time.
    ///
    /// # Errors
    /// Of the database; when an operation is being written.
    pub fn one_moment(&self) -> Result<OneMoment<'_>> {
        Ok(OneMoment {
            _transaction: self.connection.unchecked_transaction()?,
        })
    }

    /// Back to a single file.
    ///
    /// # Errors
    /// Of the database.
    pub fn close(self) -> Result<()> {
        self.to_single_file()
    }

    pub(crate) fn to_single_file(&self) -> Result<()> {
        self.connection.flush_prepared_statement_cache();
        self.connection
            .query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
        Ok(())
    }
}

impl Drop for Ledger {
    fn drop(&mut self) {
        // Best effort: when it fails the log beside the file is read at the next opening, and nothing is lost.
        let _ = self.to_single_file();
    }
}

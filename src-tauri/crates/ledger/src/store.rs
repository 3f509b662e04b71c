//! The open ledger: opening, one operation at a time, undo and redo.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{Error, OperationId, Result};

/// What opens the file. An empty passphrase makes a ledger that anyone can open (a published raw key): for samples only.
#[derive(Clone)]
pub struct Passphrase(String);

impl Passphrase {
    /// Takes the passphrase as typed, without a final line break.
    #[must_use]
    pub fn new(typed: &str) -> Self {
        Self(typed.trim_end_matches(['\r', '\n']).to_owned())
    }

    /// Whether it is the empty passphrase of a sample.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl std::fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Passphrase(…)")
    }
}

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
        Self { code: code.to_owned(), subject: subject.to_owned() }
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
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Operation {
    pub id: OperationId,
    pub name: OperationName,
    pub at: DateTime<Utc>,
    /// Taken back and not redone.
    pub undone: bool,
}

/// What `check` found; the ledger is sound when `problems` is empty.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct CheckReport {
    /// Row counts of the tables, by name.
    pub rows: Vec<(String, i64)>,
    /// What `quick_check`, `foreign_key_check` and `cipher_integrity_check` said.
    pub problems: Vec<String>,
}

/// An open ledger. One connection, owned by one thread.
pub struct Ledger {
    // filled by the storage
    _dir: PathBuf,
}

/// Reading within one consistent state.
pub struct Read<'a> {
    pub(crate) connection: &'a rusqlite::Connection,
}

/// Writing within one operation; reads as well.
pub struct Write<'a> {
    pub(crate) read: Read<'a>,
    pub(crate) now: DateTime<Utc>,
}

impl<'a> std::ops::Deref for Write<'a> {
    type Target = Read<'a>;
    fn deref(&self) -> &Read<'a> {
        &self.read
    }
}

impl Ledger {
    /// Makes the folder `dir` and an empty ledger in it.
    ///
    /// # Errors
    /// [`Error::AlreadyExists`] when one is there, [`Error::File`] when the folder can't be made.
    pub fn create(_dir: &Path, _passphrase: &Passphrase, _now: DateTime<Utc>) -> Result<Self> {
        todo!()
    }

    /// Opens the ledger in `dir` and brings its schema up to date.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::WrongPassphrase`], [`Error::Newer`], [`Error::Busy`].
    pub fn open(_dir: &Path, _passphrase: &Passphrase) -> Result<Self> {
        todo!()
    }

    /// The ledger's folder.
    #[must_use]
    pub fn dir(&self) -> &Path {
        todo!()
    }

    /// Reads.
    #[must_use]
    pub fn read(&self) -> Read<'_> {
        todo!()
    }

    /// One operation, one transaction, one name. Nothing is kept when `f` fails. A new operation drops what could be redone.
    ///
    /// # Errors
    /// Those of `f`, and those of the commit.
    pub fn operation<T, E: From<Error>>(
        &mut self,
        _name: &OperationName,
        _now: DateTime<Utc>,
        _f: impl FnOnce(&Write<'_>) -> Result<T, E>,
    ) -> Result<Done<T>, E> {
        todo!()
    }

    /// Takes the newest operation back; `None` when there is none.
    ///
    /// # Errors
    /// Of the database.
    pub fn undo(&mut self, _now: DateTime<Utc>) -> Result<Option<(OperationName, Changes)>> {
        todo!()
    }

    /// Does again what was taken back last; `None` when there is nothing.
    ///
    /// # Errors
    /// Of the database.
    pub fn redo(&mut self, _now: DateTime<Utc>) -> Result<Option<(OperationName, Changes)>> {
        todo!()
    }

    /// The operation that undo would take back, and the one that redo would do again.
    ///
    /// # Errors
    /// Of the database.
    pub fn next_undo_redo(&self) -> Result<(Option<Operation>, Option<Operation>)> {
        todo!()
    }

    /// Checks the file: encryption, structure, references; counts rows.
    ///
    /// # Errors
    /// Only when the file can't be read at all.
    pub fn check(&self) -> Result<CheckReport> {
        todo!()
    }

    /// Back to a single file.
    ///
    /// # Errors
    /// Of the database.
    pub fn close(self) -> Result<()> {
        todo!()
    }
}

//! What can go wrong with the kept file. A code exists only where someone acts on it.

use std::path::PathBuf;

/// Errors of the ledger.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder holds no `ledger.db`.
    #[error("no ledger at {0}")]
    NotFound(PathBuf),
    /// A ledger is already there: it is never overwritten.
    #[error("a ledger is already at {0}")]
    AlreadyExists(PathBuf),
    /// The key does not open the file, or the file is no ledger: SQLCipher can't tell the two apart.
    #[error("wrong passphrase, or not a ledger: {0}")]
    WrongPassphrase(PathBuf),
    /// Written by a later version of the app; refused unharmed.
    #[error("the ledger has schema {found}, this version reads up to {known}")]
    Newer { found: i64, known: i64 },
    /// Another window or command holds the ledger.
    #[error("the ledger is open elsewhere")]
    Busy,
    /// No record of that id.
    #[error("no {kind} {id}")]
    NoRecord { kind: &'static str, id: String },
    /// A value that the ledger refuses, with the field's name.
    #[error("{field}: {reason}")]
    Refused { field: &'static str, reason: String },
    /// A file or folder could not be read or written.
    #[error("{action} {path}: {source}")]
    File {
        action: &'static str,
        path: PathBuf,
        source: std::io::Error,
    },
    /// The database said no.
    #[error(transparent)]
    Database(#[from] rusqlite::Error),
    /// A migration failed; the file is as it was before.
    #[error(transparent)]
    Migration(#[from] rusqlite_migration::Error),
}

/// The ledger's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

//! What can go wrong with the kept file. A code exists only where someone acts on it.

use std::path::PathBuf;

use rusqlite::ErrorCode;

use crate::Holder;

/// Errors of the ledger.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder holds no `ledger.db`.
    #[error("no ledger at {0}")]
    NotFound(PathBuf),
    /// A ledger is already there: it is never overwritten.
    #[error("a ledger is already at {0}")]
    AlreadyExists(PathBuf),
    /// The key opens no page of the file: another passphrase, a file of another kind, or one whose beginning is damaged.
    /// SQLCipher can't tell them apart.
    #[error("wrong passphrase, or not a ledger: {0}")]
    WrongPassphrase(PathBuf),
    /// The file can't be read back as it was written, or holds no ledger; with what SQLite or SQLCipher said. It is left as
    /// it is.
    #[error("damaged, or not a ledger: {0}")]
    Damaged(String),
    /// Written by a later version of the app; refused unharmed.
    #[error("the ledger has schema {found}, this version reads up to {known}")]
    Newer { found: i64, known: i64 },
    /// The recovery key is of another sheet than the ledger asks for; both by their marks, `wanted` empty when there is none.
    #[error("recovery key {given}, wanted {wanted}")]
    WrongRecoveryKey { wanted: String, given: String },
    /// There is no `keys.age`: without it not even the right passphrase opens the ledger.
    #[error("no keys at {0}")]
    KeysMissing(PathBuf),
    /// `keys.age` is not as it was written. It is left as it is.
    #[error("damaged keys: {0}")]
    KeysDamaged(String),
    /// A backup that can't be used, by the name of its file, and why. It is left as it is.
    #[error("backup {backup}: {why}")]
    BadBackup { backup: String, why: Box<Error> },
    /// Another window or command holds the ledger, and nobody can say which.
    #[error("the ledger is open elsewhere")]
    Busy,
    /// Another window or command holds the ledger.
    #[error("the ledger is held by {0}")]
    HeldBy(Holder),
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
    Database(rusqlite::Error),
    /// A migration failed; the file is as it was before.
    #[error(transparent)]
    Migration(rusqlite_migration::Error),
}

impl Error {
    /// Whether the disk is full, or a limit to what may be written is reached.
    #[must_use]
    pub fn is_full(&self) -> bool {
        use std::io::ErrorKind as Kind;
        match self {
            Self::File { source, .. } => matches!(
                source.kind(),
                Kind::StorageFull | Kind::QuotaExceeded | Kind::FileTooLarge
            ),
            Self::Database(error) => error.sqlite_error_code() == Some(ErrorCode::DiskFull),
            Self::BadBackup { why, .. } => why.is_full(),
            Self::NotFound(_)
            | Self::AlreadyExists(_)
            | Self::WrongPassphrase(_)
            | Self::Damaged(_)
            | Self::Newer { .. }
            | Self::WrongRecoveryKey { .. }
            | Self::KeysMissing(_)
            | Self::KeysDamaged(_)
            | Self::Busy
            | Self::HeldBy(_)
            | Self::NoRecord { .. }
            | Self::Refused { .. }
            | Self::Migration(_) => false,
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        if is_damage(&error) {
            Self::Damaged(error.to_string())
        } else {
            Self::Database(error)
        }
    }
}

impl From<rusqlite_migration::Error> for Error {
    fn from(error: rusqlite_migration::Error) -> Self {
        match &error {
            rusqlite_migration::Error::RusqliteError { err, .. } if is_damage(err) => {
                Self::Damaged(err.to_string())
            }
            _ => Self::Migration(error),
        }
    }
}

/// Whether the error says that the file isn't what was once written.
pub(crate) fn is_damage(error: &rusqlite::Error) -> bool {
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => true,
        // After a page that can't be decrypted SQLCipher gives no page at all any more, which SQLite takes for a lack of
        // memory. A real one is a hundred times rarer, and the check that the words advise then finds nothing.
        Some(ErrorCode::OutOfMemory) => true,
        // A page whose code doesn't fit its content: SQLCipher fails the reading with SQLITE_ERROR and no words of its own,
        // where a wrong statement always has some.
        Some(ErrorCode::Unknown) => matches!(
            error,
            rusqlite::Error::SqliteFailure(_, Some(said))
                if said == "SQL logic error" || said.starts_with("malformed database schema")
        ),
        _ => false,
    }
}

/// What the disk did, when a failure is its doing and not the ledger's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disk {
    /// No room is left.
    Full,
    /// It can only be read: a folder without the right to write, a medium that is protected.
    ReadOnly,
    /// A read, a write or an opening failed.
    Failing,
}

impl Error {
    /// What the disk did; `None` when it did its part.
    #[must_use]
    pub fn disk(&self) -> Option<Disk> {
        match self {
            Self::Database(error) => disk_of(error),
            Self::BadBackup { why, .. } => why.disk(),
            Self::Migration(rusqlite_migration::Error::RusqliteError { err, .. }) => disk_of(err),
            _ => None,
        }
    }
}

fn disk_of(error: &rusqlite::Error) -> Option<Disk> {
    match error.sqlite_error_code()? {
        ErrorCode::DiskFull => Some(Disk::Full),
        ErrorCode::ReadOnly => Some(Disk::ReadOnly),
        ErrorCode::SystemIoFailure | ErrorCode::CannotOpen => Some(Disk::Failing),
        _ => None,
    }
}

/// The ledger's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

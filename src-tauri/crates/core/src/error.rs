//! Errors as they cross the border: a code, a message in the language of the session, a detail for the curious.

use chrono::{FixedOffset, Offset as _, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::session::Language;
use crate::words::{Words, words};

/// The use cases' result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Everything that can go wrong in a use case.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Ledger(#[from] ledger::Error),
    #[error(transparent)]
    Read(#[from] exchange::ReadError),
    #[error(transparent)]
    Document(#[from] documents::Error),
    /// No ledger is open.
    #[error("no ledger is open")]
    NoLedger,
    /// A value of the request is wrong: field and reason as a key of `assets/words` (`refused.…`).
    #[error("{field}: {reason}")]
    Refused { field: String, reason: String },
    /// That group of a recovery key (from 1) is not the sheet's.
    #[error("group {group} of {of}")]
    Group { group: usize, of: usize },
    /// This computer has no keychain, or it stays closed; in its own words.
    #[error("{0}")]
    NoKeychain(String),
    /// A file could not be read or written.
    #[error("{action} {path}: {source}")]
    File {
        action: &'static str,
        path: String,
        source: std::io::Error,
    },
}

/// What the window and `--json` show of an error. The window never parses `message`.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Problem {
    /// `no_ledger`, `not_found`, `already_exists`, `busy`, `newer`: which ledger;
    /// `wrong_passphrase`, `wrong_recovery_key`, `wrong_group` (of a recovery key), `keys_missing`, `keys_damaged` (`keys.age`),
    /// `no_keychain`;
    /// `damaged` (the ledger's file), `bad_backup`;
    /// `disk` (the ledger's file can't be read or written), `disk_full`, `file` (any other file);
    /// `no_record`, `refused`;
    /// `unreadable` (a contact file), `document`;
    /// `inside` (a fault of the program).
    pub code: String,
    /// What happened, what was kept, what to do next; in the session's language.
    pub message: String,
    /// Technical words; may be empty.
    pub detail: String,
}

impl Error {
    /// A value of the request is refused; `reason` is a key of `assets/words` (`refused.blank`).
    #[must_use]
    pub fn refused(field: &str, reason: &str) -> Self {
        Self::Refused {
            field: field.to_owned(),
            reason: reason.to_owned(),
        }
    }

    /// The error as it crosses the border; moments in it are written in UTC.
    #[must_use]
    pub fn problem(&self, language: Language) -> Problem {
        self.problem_at(language, Utc.fix())
    }

    /// The error as it crosses the border, to somebody whose clock is so far from UTC.
    #[must_use]
    pub fn problem_at(&self, language: Language, zone: FixedOffset) -> Problem {
        let words = words(language);
        let (code, message) = match self {
            Self::Ledger(ledger::Error::HeldBy(holder)) => {
                ("busy", crate::holder::held_by(holder, words, zone))
            }
            Self::Ledger(error) => ledger_problem(error, words),
            Self::Read(error @ exchange::ReadError::UnknownEncoding(_)) => {
                ("refused", read_problem(error, words))
            }
            Self::Read(error) => ("unreadable", read_problem(error, words)),
            Self::Document(
                documents::Error::Page(_)
                | documents::Error::Word(_)
                | documents::Error::Picture(_),
            ) => ("document", words.get("error.document").to_owned()),
            Self::NoLedger => ("no_ledger", words.get("error.no_ledger").to_owned()),
            Self::Refused { field, reason } => ("refused", refused(words, field, reason)),
            Self::Group { group, .. } => (
                "wrong_group",
                words.fill("error.wrong_group", &[("group", group)]),
            ),
            Self::NoKeychain(_) => ("no_keychain", words.get("error.no_keychain").to_owned()),
            Self::File { action, path, .. } => {
                ("file", words.fill(file_key(action), &[("path", path)]))
            }
        };
        let detail = match self {
            Self::NoLedger => String::new(),
            Self::Ledger(_)
            | Self::Read(_)
            | Self::Document(_)
            | Self::Refused { .. }
            | Self::Group { .. }
            | Self::NoKeychain(_)
            | Self::File { .. } => self.to_string(),
        };
        Problem {
            code: code.to_owned(),
            message,
            detail,
        }
    }
}

fn ledger_problem(error: &ledger::Error, words: &Words) -> (&'static str, String) {
    use ledger::Error as Kept;
    use ledger::error::Disk;
    match error.disk() {
        Some(Disk::Full) => return ("disk_full", words.get("error.disk_full").to_owned()),
        Some(Disk::ReadOnly) => return ("disk", words.get("error.read_only").to_owned()),
        Some(Disk::Failing) => return ("disk", words.get("error.disk").to_owned()),
        None => {}
    }
    match error {
        Kept::NotFound(path) => (
            "not_found",
            words.fill("error.not_found", &[("path", &path.display())]),
        ),
        Kept::AlreadyExists(path) => (
            "already_exists",
            words.fill("error.already_exists", &[("path", &path.display())]),
        ),
        Kept::WrongPassphrase(_) => (
            "wrong_passphrase",
            words.get("error.wrong_passphrase").to_owned(),
        ),
        Kept::WrongRecoveryKey { wanted, given } => (
            "wrong_recovery_key",
            if wanted.is_empty() {
                words.get("error.no_recovery_key").to_owned()
            } else {
                words.fill(
                    "error.wrong_recovery_key",
                    &[("wanted", wanted), ("given", given)],
                )
            },
        ),
        Kept::KeysMissing(path) => (
            "keys_missing",
            words.fill("error.keys_missing", &[("path", &path.display())]),
        ),
        Kept::KeysDamaged(_) => ("keys_damaged", words.get("error.keys_damaged").to_owned()),
        Kept::Damaged(_) => ("damaged", words.get("error.damaged").to_owned()),
        Kept::Newer { found, known } => (
            "newer",
            words.fill("error.newer", &[("found", found), ("known", known)]),
        ),
        Kept::BadBackup { why, .. } => (
            "bad_backup",
            words.fill(
                "error.bad_backup",
                &[("why", &words.get(bad_backup_key(why)))],
            ),
        ),
        Kept::Busy | Kept::HeldBy(_) => ("busy", words.get("error.busy").to_owned()),
        Kept::NoRecord { .. } => ("no_record", words.get("error.no_record").to_owned()),
        Kept::Refused { field, reason } => ("refused", refused(words, field, reason)),
        Kept::File { action, path, .. } => (
            "file",
            words.fill(file_key(action), &[("path", &path.display())]),
        ),
        Kept::Database(_) => ("inside", words.get("error.database").to_owned()),
        Kept::Migration(_) => ("inside", words.get("error.migration").to_owned()),
    }
}

/// Why a backup can't be used, as a key of the words.
pub(crate) fn bad_backup_key(why: &ledger::Error) -> &'static str {
    use ledger::Error as Kept;
    if why.disk().is_some() {
        return "backup.trouble.unreadable";
    }
    match why {
        Kept::NotFound(_) | Kept::File { .. } => "backup.trouble.unreadable",
        Kept::WrongPassphrase(_) => "backup.trouble.other_key",
        Kept::Newer { .. } => "backup.trouble.newer",
        Kept::AlreadyExists(_)
        | Kept::Damaged(_)
        | Kept::WrongRecoveryKey { .. }
        | Kept::KeysMissing(_)
        | Kept::KeysDamaged(_)
        | Kept::BadBackup { .. }
        | Kept::Busy
        | Kept::HeldBy(_)
        | Kept::NoRecord { .. }
        | Kept::Refused { .. }
        | Kept::Database(_)
        | Kept::Migration(_) => "backup.trouble.damaged",
    }
}

fn read_problem(error: &exchange::ReadError, words: &Words) -> String {
    use exchange::ReadError as Read;
    match error {
        Read::Empty => words.get("error.unreadable.empty").to_owned(),
        Read::NotContacts { looks_like } => {
            let key = format!("error.kind.{looks_like}");
            let kind = if words.has(&key) {
                words.get(&key)
            } else {
                looks_like
            };
            words.fill("error.unreadable.not_contacts", &[("looks_like", &kind)])
        }
        Read::PasswordProtected => words.get("error.unreadable.password").to_owned(),
        Read::Damaged { .. } => words.get("error.unreadable.damaged").to_owned(),
        Read::NoHeader { first } => words.fill("error.unreadable.no_header", &[("first", first)]),
        Read::TooLarge { bytes } => words.fill("error.unreadable.too_large", &[("bytes", bytes)]),
        Read::LineTooLong { line } => {
            words.fill("error.unreadable.line_too_long", &[("line", line)])
        }
        Read::TooManyColumns { columns } => {
            words.fill("error.unreadable.too_many_columns", &[("columns", columns)])
        }
        Read::Explodes { bytes } => words.fill(
            "error.unreadable.explodes",
            &[("mebibytes", &(bytes / 1024 / 1024))],
        ),
        Read::NoSuchSheet(name) => words.fill("error.unreadable.no_sheet", &[("name", name)]),
        Read::UnknownEncoding(name) => words.fill("error.unreadable.encoding", &[("name", name)]),
    }
}

/// Field and reason in words; those of the ledger come in its own technical words and stay in the detail.
fn refused(words: &Words, field: &str, reason: &str) -> String {
    let field_key = format!("field.{field}");
    let field = if words.has(&field_key) {
        words.get(&field_key)
    } else {
        field
    };
    let reason = if words.has(reason) {
        words.get(reason)
    } else {
        words.get("refused.request")
    };
    words.fill("error.refused", &[("field", &field), ("reason", &reason)])
}

fn file_key(action: &str) -> &'static str {
    if action.starts_with("read") || action.starts_with("open") {
        "error.file.read"
    } else {
        "error.file.write"
    }
}

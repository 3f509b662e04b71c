//! Errors as they cross the border: a code, a message in the language of the session, a detail for the curious.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

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
    /// A file could not be read or written.
    #[error("{action} {path}: {source}")]
    File { action: &'static str, path: String, source: std::io::Error },
}

/// What the window and `--json` show of an error. The window never parses `message`.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Problem {
    /// `no_ledger`, `wrong_passphrase`, `busy`, `newer`, `not_found`, `already_exists`, `no_record`, `refused`, `file`,
    /// `unreadable` (a contact file), `document`, `inside` (a fault of the program).
    pub code: String,
    /// What happened, what was kept, what to do next; in the session's language.
    pub message: String,
    /// Technical words; may be empty.
    pub detail: String,
}

impl Error {
    /// The error as it crosses the border.
    #[must_use]
    pub fn problem(&self, _language: crate::session::Language) -> Problem {
        todo!()
    }
}

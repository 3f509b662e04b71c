//! A colleague's contact file: a dry run that shows every row, then one operation.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Nothing, Result, Session};

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ReadContacts {
    pub path: String,
    /// `null`: guessed.
    pub encoding: Option<String>,
}

/// Every row before anything is written. `read` is the sum of the five.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DryRun {
    pub file_name: String,
    /// `vcard`, `csv`, `xlsx`
    pub format: String,
    pub encoding: String,
    /// Header words and what each column was taken for (field id or null).
    pub columns: Vec<(String, Option<String>)>,
    pub read: u32,
    pub new: u32,
    pub updated: u32,
    pub unchanged: u32,
    pub doubtful: u32,
    pub rejected: u32,
    /// Photos, birthdays, home addresses left out.
    pub dropped: u32,
    pub rows: Vec<ImportRow>,
}

/// One row or card.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ImportRow {
    pub row: u32,
    pub outcome: Outcome,
    pub name: String,
    /// Post and organisation of the file, in one line.
    pub post: String,
    /// Id of the person it is or becomes; null for doubtful, rejected, and new ones before they are written.
    pub person: Option<String>,
    #[serde(rename = "match")]
    pub matched: Option<Match>,
    /// Why this outcome, in words.
    pub reason: String,
    /// Field by field what would change: field in words, old, new.
    pub changes: Vec<(String, String, String)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    New,
    Updated,
    Unchanged,
    Doubtful,
    Rejected,
}

/// The person of the ledger that a row is, or might be.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Match {
    pub person: String,
    pub name: String,
    /// In words: メールが同じ, 姓の異体字（髙／高）…
    pub reasons: Vec<String>,
}

/// What to do with one row where she decides otherwise.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Decision {
    pub row: u32,
    pub choice: Choice,
    /// For `same`: which person.
    pub person: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// Leave this row out.
    Skip,
    /// It is this person: fill in and change.
    Same,
    /// It is somebody else: make a new person.
    New,
}

/// Takes the file in. Rows without a decision: new and updated are taken, doubtful and rejected are left.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ImportContacts {
    pub path: String,
    pub encoding: Option<String>,
    /// From whom and how she got it.
    pub source: String,
    pub decisions: Vec<Decision>,
}

/// The rows as they were taken, with the persons they became.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ImportResult {
    pub result: DryRun,
    /// The operation's name in words, as undo shows it.
    pub operation: String,
    pub tables: Vec<String>,
}

/// Files taken in before, newest first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Imports {
    pub rows: Vec<ImportsRow>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ImportsRow {
    pub at: String,
    pub file: String,
    pub source: String,
    pub new: u32,
    pub updated: u32,
    pub unchanged: u32,
    pub doubtful: u32,
    pub rejected: u32,
}

pub fn read_contacts(_session: &mut Session, _request: ReadContacts) -> Result<DryRun> {
    todo!()
}
pub fn import_contacts(_session: &mut Session, _request: ImportContacts) -> Result<ImportResult> {
    todo!()
}
pub fn imports(_session: &mut Session, _request: Nothing) -> Result<Imports> {
    todo!()
}

//! A colleague's contact file: a dry run that shows every row, then one operation.
//!
//! The way of a row: `exchange::read` → judged by `exchange::matching` → planned here against the person's card → shown, or
//! written. Planning never writes; taking in writes exactly what was planned.

mod facts;
mod plan;
mod preview;
mod reading;
mod refused;
mod take;
mod tell;

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Error, Nothing, Result, Session};

pub use preview::{
    ContactPreview, PreviewColumn, PreviewContacts, PreviewOffer, PreviewRow, PreviewSheet,
    preview_contacts,
};
pub use reading::{ContactOptions, HeaderAt, KeepMapping, keep_mapping};
pub use refused::{SaveRejected, save_rejected};

use reading::{Opened, open};

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ReadContacts {
    pub path: PathBuf,
    /// `null`: guessed.
    pub encoding: Option<String>,
    #[serde(default)]
    pub options: ContactOptions,
}

/// Every row before anything is written. `read` is the sum of the five.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DryRun {
    pub file_name: String,
    /// SHA-256 of the file as it was read, in hexadecimal digits: what is taken in must be what was looked at.
    pub digest: String,
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
    /// What was done to the rows and what could be, hidden sheets and rows: in words.
    pub notices: Vec<String>,
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
    /// In the trash: `same` takes the person out of it.
    pub removed: bool,
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
    pub path: PathBuf,
    pub encoding: Option<String>,
    /// The same as those of the dry run.
    #[serde(default)]
    pub options: ContactOptions,
    /// From whom and how she got it.
    pub source: String,
    pub decisions: Vec<Decision>,
    /// [`DryRun::digest`] of the dry run that the decisions were made on; `null`: there was none.
    #[serde(default)]
    pub digest: Option<String>,
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

/// Reads a file and says of every row what taking it in would do. Nothing is written.
///
/// # Errors
/// `Read` when nothing of the file can be read, `File` when it is not there.
pub fn read_contacts(session: &mut Session, request: ReadContacts) -> Result<DryRun> {
    let Opened { digest, file, .. } = open(
        session,
        &request.path,
        request.encoding.as_deref(),
        &request.options,
    )?;
    let plan = plan::plan(session, file, &[])?;
    tell::dry_run(session, &request.path, digest, &plan)
}

/// Takes a file in: one operation, or none when the file says nothing new.
///
/// # Errors
/// As [`read_contacts`]; `Refused` when the file is another than the dry run's, or a decision names a row that the file, or
/// a person whom the ledger, doesn't have. Then nothing is written.
pub fn import_contacts(session: &mut Session, request: ImportContacts) -> Result<ImportResult> {
    let Opened { digest, file, .. } = open(
        session,
        &request.path,
        request.encoding.as_deref(),
        &request.options,
    )?;
    if request.digest.is_some_and(|looked_at| looked_at != digest) {
        return Err(Error::refused("path", "refused.file_changed"));
    }
    let mut plan = plan::plan(session, file, &request.decisions)?;
    // Told before it is written: what is shown as old is what was there.
    let mut result = tell::dry_run(session, &request.path, digest, &plan)?;
    let written = take::take(session, &mut plan, &result, &request.source)?;
    for (row, planned) in result.rows.iter_mut().zip(&plan.rows) {
        row.person = planned.person.map(|id| id.to_string());
    }
    Ok(ImportResult {
        result,
        operation: written.operation,
        tables: written.tables,
    })
}

/// Files taken in before, newest first.
///
/// # Errors
/// Of the ledger.
pub fn imports(session: &mut Session, _request: Nothing) -> Result<Imports> {
    let style = session.style();
    let rows = session.ledger()?.read().imports()?;
    let number = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
    Ok(Imports {
        rows: rows
            .into_iter()
            .map(|entry| ImportsRow {
                at: style.date(entry.at.with_timezone(&session.now.zone).date_naive()),
                file: entry.file,
                source: entry.source,
                new: number(entry.new),
                updated: number(entry.updated),
                unchanged: number(entry.unchanged),
                doubtful: number(entry.doubtful),
                rejected: number(entry.rejected),
            })
            .collect(),
    })
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

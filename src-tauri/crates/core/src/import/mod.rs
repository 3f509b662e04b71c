//! A colleague's contact file: a dry run that shows every row, then one operation.
//!
//! The way of a row: `exchange::read` → judged by `exchange::matching` → planned here against the person's card → shown, or
//! written. Planning never writes; taking in writes exactly what was planned.

mod as_of;
mod cards;
mod compare;
mod facts;
mod plan;
mod posts;
mod preview;
mod reading;
mod refused;
mod resolve;
mod take;
mod tell;

use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use as_of::AsOfFrom;
pub use compare::{Compared, Relation};

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
    /// The day as of which the list is, where she knows better than its name.
    #[serde(default)]
    pub as_of: Option<NaiveDate>,
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
    /// Rows that say nothing new and whose day is remembered as that of the last confirmation.
    pub confirms: u32,
    /// What was done to the rows and what could be, hidden sheets and rows: in words.
    pub notices: Vec<String>,
    /// The day as of which the list is; `null` when nothing tells.
    pub as_of: Option<NaiveDate>,
    /// What tells it.
    pub as_of_from: Option<AsOfFrom>,
    /// The day in words.
    pub as_of_words: String,
    /// This very file was taken in before: rows that were taken then write nothing.
    pub again: bool,
    pub rows: Vec<ImportRow>,
}

/// One row or card.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ImportRow {
    pub row: u32,
    /// Which of several people of one row, from 0.
    pub part: u32,
    pub outcome: Outcome,
    /// What the row is, more exactly.
    pub kind: Kind,
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
    /// What the ledger knows from after the list's day, so that it stays: field in words, the ledger's, the list's.
    pub stays: Vec<(String, String, String)>,
    /// Of a doubtful row: all who it might be, the nearest first, ten at most.
    pub candidates: Vec<Candidate>,
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A new person.
    New,
    /// Known, and nothing new is said.
    NothingNew,
    /// Known, and something new is said.
    NewFacts,
    /// 異動・転職: another affiliation, the old one closed by the list's day.
    Moved,
    /// 改姓: a new family name, the old one kept behind it.
    Renamed,
    /// The ledger knows better: the list is older.
    Older,
    /// Perhaps somebody known: asks.
    Perhaps,
    /// Names an organisation and nobody in it.
    Organisation,
    /// Can't be taken in, or is left out.
    Rejected,
}

/// Somebody whom a doubtful row might be.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Candidate {
    /// Empty when it is an earlier row of the same file.
    pub person: String,
    /// The earlier row of the same file.
    pub row: Option<u32>,
    /// What a decision names it by ([`Decision::person`]).
    pub key: String,
    pub name: String,
    /// The present post in one line.
    pub post: String,
    /// In the trash.
    pub removed: bool,
    /// In words.
    pub reasons: Vec<String>,
    /// The row beside the card, field by field.
    pub compare: Vec<Compared>,
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
    /// [`ImportRow::part`].
    #[serde(default)]
    pub part: u32,
    pub choice: Choice,
    /// For `same`: which person. For `other`: which of the candidates it isn't; all of them when left out.
    #[serde(default)]
    pub person: Option<String>,
    /// For `other`: what tells them apart, in her words.
    #[serde(default)]
    pub why: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// Leave this row out.
    Skip,
    /// It is this person: fill in and change.
    Same,
    /// Make a new person of it; nothing is remembered of whom it might have been.
    New,
    /// 別人: a new person, who is never proposed as one with the candidates again.
    Other,
    /// Leave it as it is: it is asked again another time.
    Later,
}

/// Takes the file in. Rows without a decision: new and updated are taken, doubtful and rejected are left.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ImportContacts {
    pub path: PathBuf,
    pub encoding: Option<String>,
    /// The same as those of the dry run.
    #[serde(default)]
    pub options: ContactOptions,
    /// From whom and how she got it, in one line.
    pub source: String,
    /// On which basis she has it: id in `assets/vocabulary/bases.toml`.
    #[serde(default)]
    pub basis: String,
    /// Who gave it.
    #[serde(default)]
    pub giver: String,
    #[serde(default)]
    pub giver_organisation: String,
    /// How it came to her.
    #[serde(default)]
    pub how: String,
    /// As in [`ReadContacts`].
    #[serde(default)]
    pub as_of: Option<NaiveDate>,
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
    /// On which basis, in words; empty when nothing was said.
    pub basis: String,
    pub giver: String,
    pub giver_organisation: String,
    pub how: String,
    /// The day as of which the list was, in words.
    pub as_of: String,
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
    let of_file = plan::OfFile {
        name: &file_name(&request.path),
        digest: &digest,
        as_of: request.as_of,
        saved: saved(&request.path),
    };
    let plan = plan::plan(session, file, &of_file, &[])?;
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
    if request
        .digest
        .as_ref()
        .is_some_and(|looked_at| *looked_at != digest)
    {
        return Err(Error::refused("path", "refused.file_changed"));
    }
    let of_file = plan::OfFile {
        name: &file_name(&request.path),
        digest: &digest,
        as_of: request.as_of,
        saved: saved(&request.path),
    };
    let mut plan = plan::plan(session, file, &of_file, &request.decisions)?;
    // Told before it is written: what is shown as old is what was there.
    let mut result = tell::dry_run(session, &request.path, digest, &plan)?;
    let written = take::take(session, &mut plan, &result, &request)?;
    for (row, planned) in result.rows.iter_mut().zip(&plan.rows) {
        row.person = planned
            .who
            .and_then(cards::Who::person)
            .map(|id| id.to_string());
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
                basis: crate::vocabulary::bases().name(style.language, Some(&entry.basis)),
                giver: entry.giver,
                giver_organisation: entry.giver_organisation,
                how: entry.how,
                as_of: entry.as_of.map(|day| style.date(day)).unwrap_or_default(),
                new: number(entry.new),
                updated: number(entry.updated),
                unchanged: number(entry.unchanged),
                doubtful: number(entry.doubtful),
                rejected: number(entry.rejected),
            })
            .collect(),
    })
}

/// When a file was last saved.
fn saved(path: &Path) -> Option<DateTime<Utc>> {
    let modified = std::fs::metadata(path).ok()?.modified().ok()?;
    Some(modified.into())
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

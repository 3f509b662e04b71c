//! The trash: everything deleted that can come back, and taking it out again.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::log::TakenBack;
use crate::{Nothing, Result, Session};

/// Everything deleted that can come back, newest first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Trash {
    pub rows: Vec<TrashRow>,
}

/// What one deletion took away.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TrashRow {
    /// What `restore_from_trash` takes: the id of a person, an organisation, a series, a meeting, or of the operation that
    /// deleted.
    pub id: String,
    /// Table of the first thing: `person`, `affiliation`, `minute_line` …
    pub kind: String,
    /// The kind in words: 人, 所属, 議事録の行 …
    pub kind_words: String,
    /// What it was: 「髙﨑 恵」, 「第3回 みどり野緩和ケア連携会議：金曜の夜の連絡先」.
    pub name: String,
    /// Day and time in words; empty when the log doesn't know.
    pub deleted: String,
    /// The operation that deleted it, in words.
    pub operation: String,
    /// What went away with it and comes back with it, in words; may be empty.
    pub with: Vec<String>,
    /// Who was forgotten in between and other things that can't come back with it; mostly empty.
    pub missing: Vec<String>,
}

/// Takes something out of the trash.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RestoreFromTrash {
    /// [`TrashRow::id`].
    pub id: String,
}

/// Everything deleted that can come back, newest first.
///
/// # Errors
/// Of the ledger.
pub fn trash(session: &mut Session, _request: Nothing) -> Result<Trash> {
    let _ = session;
    todo!()
}

/// Takes something out of the trash, with what went away with it: one named operation that undo takes back.
///
/// # Errors
/// `NoRecord` when it doesn't lie there.
pub fn restore_from_trash(session: &mut Session, request: RestoreFromTrash) -> Result<TakenBack> {
    let _ = (session, request);
    todo!()
}

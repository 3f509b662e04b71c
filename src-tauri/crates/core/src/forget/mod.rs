//! Forgetting a person (個人情報の消去): their data and its past go for good; old minutes keep role and organisation.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{ById, Exported, Nothing, Result, Session};

/// What forgetting would do; nothing is written.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ForgetPreview {
    pub id: String,
    /// Whom: the only place where the name still stands.
    pub name: String,
    /// Lies in the trash.
    pub in_trash: bool,
    /// What stands in the place of the name: 「訪問看護師（みどり野訪問看護ステーション）」.
    pub replaced_by: String,
    /// What is removed, by kind; none with count 0.
    pub removed: Vec<Counted>,
    /// Where the name is replaced, by kind; none with count 0.
    pub replaced: Vec<Counted>,
    /// Texts that hold the family name alone: they stay, for her to look at.
    pub mentions: Vec<Mention>,
    /// In words: what to know before; a coordinator's own card, backups that keep it, no way back.
    pub warnings: Vec<String>,
    /// Backups that still hold the person.
    pub backups: u32,
}

/// A kind and how many.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Counted {
    /// In words: 所属, つながり, 過去の値 …
    pub kind: String,
    pub count: u32,
    /// Both in words: 「所属 2件」.
    pub words: String,
}

/// A text to look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Mention {
    /// A record to open: `person`, `organisation`, `series`, `meeting`, `encounter`, or `none`.
    pub kind: String,
    pub id: String,
    /// Where it stands, in words.
    pub place: String,
    /// The text, shortened around the name.
    pub text: String,
}

/// Forgets a person. This can't be undone: the window asks first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ForgetPerson {
    pub id: String,
    /// Backups made before are removed too, and a new one is made; else they keep the person until they are thinned.
    #[serde(default)]
    pub backups_too: bool,
}

/// What was forgotten, in words that name nobody.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Receipt {
    pub id: String,
    /// Day and time in words.
    pub at: String,
    /// The whole text, one statement a line, in the language it was made in.
    pub text: String,
}

/// All receipts, newest first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Receipts {
    pub rows: Vec<Receipt>,
}

/// Writes a receipt to a text file.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SaveReceipt {
    pub id: String,
    pub path: PathBuf,
}

/// What forgetting a person would do. Nothing is written.
///
/// # Errors
/// `NoRecord`.
pub fn forget_preview(session: &mut Session, request: ById) -> Result<ForgetPreview> {
    let _ = (session, request);
    todo!()
}

/// Forgets a person for good, also one in the trash, and gives the receipt.
///
/// # Errors
/// `NoRecord`; nothing is forgotten when it fails.
pub fn forget_person(session: &mut Session, request: ForgetPerson) -> Result<Receipt> {
    let _ = (session, request);
    todo!()
}

/// All receipts, newest first.
///
/// # Errors
/// Of the ledger.
pub fn receipts(session: &mut Session, _request: Nothing) -> Result<Receipts> {
    let _ = session;
    todo!()
}

/// Writes a receipt to a text file.
///
/// # Errors
/// `NoRecord`, `Refused` for a place inside a ledger, `File`.
pub fn save_receipt(session: &mut Session, request: SaveReceipt) -> Result<Exported> {
    let _ = (session, request);
    todo!()
}

//! Forgetting a person (個人情報の消去): their data and its past go for good; old minutes keep role and organisation.

mod tell;

use std::path::PathBuf;

use ledger::backup::Reason;
use ledger::forget::Cleared;
use ledger::{OperationId, PersonId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::log::words::Teller;
use crate::{ById, Exported, Nothing, Result, Session, backup, file, request};

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
    /// Texts that hold the family name alone: they stay, for her to look at. At most 50.
    pub mentions: Vec<Mention>,
    /// How many there are in all.
    pub mentioned: u32,
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
    let id: PersonId = request::id("id", &request.id)?;
    let (name, in_trash, is_me) = tell::whom(session, id)?;
    let stand = tell::stand(session, id)?;
    let forgotten = session.ledger_mut()?.forget_preview(id, &stand)?;
    let backups = session.ledger()?.count_backups()?;
    let style = session.style();
    let teller = Teller::of(session)?;
    let mut warnings = vec![style.word("forget.for_good").to_owned()];
    let mut warn = |is: bool, key: &str| {
        if is {
            warnings.push(style.word(key).to_owned());
        }
    };
    warn(is_me, "forget.is_me");
    warn(forgotten.namesake, "forget.namesake");
    warn(forgotten.exports > 0, "forget.exports");
    warn(backups > 0, "forget.backups");
    Ok(ForgetPreview {
        id: id.to_string(),
        name,
        in_trash,
        replaced_by: stand.name,
        removed: tell::removed(style, &forgotten),
        replaced: tell::replaced(style, &forgotten),
        mentions: forgotten
            .mentions
            .iter()
            .map(|mention| tell::mention(&teller, mention))
            .collect(),
        mentioned: number(forgotten.mentioned),
        warnings,
        backups: number(backups),
    })
}

/// Forgets a person for good, also one in the trash, and gives the receipt.
///
/// # Errors
/// `NoRecord`; nothing is forgotten when it fails.
pub fn forget_person(session: &mut Session, request: ForgetPerson) -> Result<Receipt> {
    let id: PersonId = request::id("id", &request.id)?;
    // A backup that is being made beside would hold the person and count as newer.
    backup::finish(session);
    tell::whom(session, id)?;
    let stand = tell::stand(session, id)?;
    let (style, now) = (session.style(), session.now);
    let (_, mut receipt) = session
        .ledger_mut()?
        .forget(id, &stand, now.utc, |forgotten| {
            tell::receipt(style, now, &stand, forgotten)
        })?;
    if request.backups_too {
        let cleared = clear_backups(session);
        receipt.text = tell::with_backups(style, &receipt.text, cleared);
        session.ledger_mut()?.reword_receipt(&receipt)?;
    }
    tell::kept(session, receipt)
}

/// The new one first: she is never without. `None` when there is none, or an old one could not be removed.
fn clear_backups(session: &mut Session) -> Option<Cleared> {
    let before = session.ledger().ok()?.newest_backup().ok()?;
    backup::now(session, Reason::Hand);
    let ledger = session.ledger().ok()?;
    let newest = ledger.newest_backup().ok()?;
    if newest == before {
        return None;
    }
    ledger.remove_backups(newest).ok()
}

/// All receipts, newest first.
///
/// # Errors
/// Of the ledger.
pub fn receipts(session: &mut Session, _request: Nothing) -> Result<Receipts> {
    let rows = session.ledger()?.read().receipts()?;
    Ok(Receipts {
        rows: rows
            .into_iter()
            .map(|receipt| tell::kept(session, receipt))
            .collect::<Result<_>>()?,
    })
}

/// Writes a receipt to a text file.
///
/// # Errors
/// `NoRecord`, `Refused` for a place inside a ledger, `File`.
pub fn save_receipt(session: &mut Session, request: SaveReceipt) -> Result<Exported> {
    let path = request::place("path", &request.path)?;
    let id: OperationId = request::id("id", &request.id)?;
    let receipt = session
        .ledger()?
        .read()
        .receipts()?
        .into_iter()
        .find(|receipt| receipt.id == id)
        .ok_or_else(|| ledger::Error::NoRecord {
            kind: "receipt",
            id: id.to_string(),
        })?;
    file::outside_ledgers("path", path)?;
    // Editors of Windows know UTF-8 by the mark.
    let text = format!("\u{feff}{}\n", receipt.text).replace('\n', "\r\n");
    file::write(path, text.as_bytes())?;
    Ok(Exported {
        path: path.display().to_string(),
        left_out: 0,
        message: String::new(),
    })
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

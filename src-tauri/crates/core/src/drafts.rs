//! What she types before it is saved: kept within a second, offered again after a kill.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Nothing, Result, Session};

/// Keeps what stands in a form.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct KeepDraft {
    /// Names the form or the record it belongs to; of the window's choosing, never empty.
    pub id: String,
    /// As the window encodes it; empty removes the draft.
    pub text: String,
}

/// All drafts of the open ledger.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Drafts {
    /// By id.
    pub drafts: Vec<Draft>,
}

/// One draft.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Draft {
    pub id: String,
    pub text: String,
    /// When it was typed last, in words with the time of day.
    pub at: String,
}

/// Keeps a draft; it is on the disk when this answers. No operation, nothing to undo, no word of it in the log.
///
/// # Errors
/// `Refused` for an empty id, [`Error::NoLedger`](crate::Error::NoLedger), and of the ledger.
pub fn keep_draft(session: &mut Session, request: KeepDraft) -> Result<Nothing> {
    let now = session.now.utc;
    session
        .ledger_mut()?
        .keep_draft(&request.id, &request.text, now)?;
    Ok(Nothing {})
}

/// All drafts of the open ledger.
///
/// # Errors
/// [`Error::NoLedger`](crate::Error::NoLedger), and of the ledger.
pub fn drafts(session: &mut Session, _request: Nothing) -> Result<Drafts> {
    let (style, zone) = (session.style(), session.now.zone);
    let drafts = session
        .ledger()?
        .read()
        .drafts()?
        .into_iter()
        .map(|draft| {
            let at = draft.at.with_timezone(&zone);
            Draft {
                id: draft.id,
                text: draft.text,
                at: format!("{} {}", style.date(at.date_naive()), at.format("%H:%M")),
            }
        })
        .collect();
    Ok(Drafts { drafts })
}

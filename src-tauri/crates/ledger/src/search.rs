//! Search over everything by folded keys: kanji variants, kana of both kinds and widths.

use serde::{Deserialize, Serialize};

use crate::{Read, Result};

/// One thing found.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hit {
    /// `person`, `organisation`, `series`, `meeting`, `agenda_item`, `minute_line`, `action`.
    pub kind: String,
    pub id: String,
    /// The record to open: for a line the meeting's id, else `id`.
    pub open: String,
    /// Name, title or the line itself, as stored.
    pub title: String,
    /// What tells it apart: post, date of the meeting.
    pub detail: String,
}

impl Read<'_> {
    /// Words between spaces must all be found. People first, then organisations, meetings, lines; a name that begins
    /// with the text before one that holds it. At most `limit`, and how many there are in all.
    pub fn search(&self, _text: &str, _limit: usize) -> Result<(Vec<Hit>, usize)> {
        todo!()
    }
}

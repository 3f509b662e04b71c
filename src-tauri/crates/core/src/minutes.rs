//! The minutes of a meeting, given out: PDF, Word, Markdown, plain text, and the page before printing.

use ledger::meeting::line::Audience;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Exported, Result, Session};

/// The form of the minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MinutesFormat {
    Pdf,
    Docx,
    Md,
    Txt,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MinutesRequest {
    pub meeting: String,
    pub audience: Audience,
}

/// The real pages as pictures.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MinutesPreview {
    /// One SVG a page.
    pub pages: Vec<String>,
    pub left_out: u32,
    /// In words; empty when nothing is left out.
    pub message: String,
    /// A file name to begin with, without ending: 議事録_20260917_第2回….
    pub file_name: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ExportMinutes {
    pub meeting: String,
    pub audience: Audience,
    pub format: MinutesFormat,
    /// Where to; written beside and renamed, never half.
    pub path: String,
}

pub fn preview_minutes(_session: &mut Session, _request: MinutesRequest) -> Result<MinutesPreview> {
    todo!()
}
pub fn export_minutes(_session: &mut Session, _request: ExportMinutes) -> Result<Exported> {
    todo!()
}

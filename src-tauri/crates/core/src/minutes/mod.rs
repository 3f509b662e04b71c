//! The minutes of a meeting, given out: PDF, Word, Markdown, plain text, and the page before printing.

mod compose;

use std::path::PathBuf;

use ledger::log::ExportEntry;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::dates::Style;
use crate::words::fill;
use crate::{Exported, Result, Session, file, request};

use compose::compose;

pub use ledger::meeting::line::Audience;

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
    pub path: PathBuf,
    /// Over the file, which then ends in `.age` as well; `null`: the file lies in clear.
    #[serde(default)]
    pub passphrase: Option<String>,
}

impl MinutesFormat {
    fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Md => "md",
            Self::Txt => "txt",
        }
    }
}

/// The pages as they will be printed.
///
/// # Errors
/// `NoRecord`, `Refused` for an id that is none, `Document`.
pub fn preview_minutes(session: &mut Session, request: MinutesRequest) -> Result<MinutesPreview> {
    let id = request::id("id", &request.meeting)?;
    let style = session.style();
    let composed = compose(
        &session.ledger()?.read(),
        style,
        session.today(),
        id,
        request.audience,
    )?;
    let pages = documents::minutes::pdf::pages(&composed.minutes)?;
    Ok(MinutesPreview {
        pages,
        left_out: composed.left_out,
        message: left_out_words(style, composed.left_out),
        file_name: composed.file_name,
    })
}

/// Writes the minutes to a file and keeps in the log that they were given out.
///
/// # Errors
/// `NoRecord`, `Refused` for an id that is none, `Document`; `File` when the place can't be written: nothing is left
/// there then, and nothing is logged.
pub fn export_minutes(session: &mut Session, request: ExportMinutes) -> Result<Exported> {
    let id = request::id("id", &request.meeting)?;
    file::inside(
        request::place("path", &request.path)?,
        request.passphrase.is_some(),
    )?;
    let style = session.style();
    let composed = compose(
        &session.ledger()?.read(),
        style,
        session.today(),
        id,
        request.audience,
    )?;
    let bytes = match request.format {
        MinutesFormat::Pdf => documents::minutes::pdf::pdf(&composed.minutes)?,
        MinutesFormat::Docx => documents::minutes::docx::docx(&composed.minutes)?,
        MinutesFormat::Md => documents::minutes::text::markdown(&composed.minutes).into_bytes(),
        MinutesFormat::Txt => documents::minutes::text::plain(&composed.minutes).into_bytes(),
    };
    file::give(&request.path, &bytes, request.passphrase.as_deref())?;
    let entry = ExportEntry {
        at: session.now.utc,
        what: "minutes".to_owned(),
        subject: composed.minutes.title.clone(),
        format: request.format.ending().to_owned(),
        audience: audience_id(request.audience).to_owned(),
        file: request.path.display().to_string(),
        left_out: i64::from(composed.left_out),
    };
    session.operation("minutes.export", &composed.minutes.title, |write| {
        Ok(write.add_export(&entry)?)
    })?;
    let message = left_out_words(style, composed.left_out);
    Ok(Exported {
        path: request.path.display().to_string(),
        left_out: composed.left_out,
        message,
    })
}

fn audience_id(audience: Audience) -> &'static str {
    match audience {
        Audience::Shared => "shared",
        Audience::Internal => "internal",
    }
}

/// 「内部の2行を除きました」; empty when nothing was.
fn left_out_words(style: Style, left_out: u32) -> String {
    if left_out == 0 {
        String::new()
    } else {
        fill(style.language, "minutes.left_out", &[("count", &left_out)])
    }
}

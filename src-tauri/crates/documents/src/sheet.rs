//! The recovery sheet: the one paper that opens a ledger whose passphrase was forgotten.

use qrcode::{Color, EcLevel, QrCode};
use serde::Serialize;

use crate::Error;
use crate::page::{self, Template};

const TEMPLATE: Template = Template {
    text: include_str!("../../../../assets/documents/recovery-sheet.typ"),
    data: "/sheet.json",
};

/// What stands on the sheet; all words come finished.
#[derive(Debug, Clone, Serialize)]
pub struct RecoverySheet {
    /// `ja` or `en`.
    pub lang: String,
    pub title: String,
    /// Six letters that tell this sheet from others, and the word before them.
    pub mark_word: String,
    pub mark: String,
    /// Rows of the head: what and which (ledger, day, coordinator).
    pub rows: Vec<(String, String)>,
    /// What the key is for.
    pub purpose: String,
    pub key_word: String,
    /// The key, five letters a group, the last of each a check letter.
    pub groups: Vec<String>,
    pub key_note: String,
    pub code_word: String,
    /// What the QR code holds: the whole key in one line.
    pub code: String,
    pub keep_word: String,
    /// Where to keep it, and where not.
    pub keep: Vec<String>,
    pub use_word: String,
    /// How it is used, step by step.
    pub steps: Vec<String>,
    pub foot: String,
}

/// What the template reads: the code as dark (1) and light (0) squares, row by row.
#[derive(Serialize)]
struct Given<'a> {
    #[serde(flatten)]
    sheet: &'a RecoverySheet,
    squares: Vec<Vec<u8>>,
}

impl<'a> Given<'a> {
    fn of(sheet: &'a RecoverySheet) -> Result<Self, Error> {
        // Half of it may be smudged by a coffee cup.
        let code = QrCode::with_error_correction_level(sheet.code.as_bytes(), EcLevel::Q)
            .map_err(|found| Error::Page(found.to_string()))?;
        let width = code.width();
        let colours = code.to_colors();
        let squares = colours
            .chunks(width)
            .map(|row| {
                row.iter()
                    .map(|colour| u8::from(*colour == Color::Dark))
                    .collect()
            })
            .collect();
        Ok(Self { sheet, squares })
    }
}

/// One page A4, upright, as PDF.
///
/// # Errors
/// `Page`.
pub fn pdf(sheet: &RecoverySheet) -> Result<Vec<u8>, Error> {
    page::pdf(&TEMPLATE, &Given::of(sheet)?)
}

/// The same page as SVG.
///
/// # Errors
/// `Page`.
pub fn picture(sheet: &RecoverySheet) -> Result<String, Error> {
    let mut pages = page::pictures(&TEMPLATE, &Given::of(sheet)?)?;
    match (pages.pop(), pages.is_empty()) {
        (Some(page), true) => Ok(page),
        _ => Err(Error::Page("not one page".to_owned())),
    }
}

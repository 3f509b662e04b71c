//! PDF and page pictures of the minutes; the template is `assets/documents/minutes.typ`.

use std::collections::BTreeSet;

use serde::Serialize;

use super::Minutes;
use crate::Error;
use crate::page::{self, Template};

const TEMPLATE: Template = Template {
    text: include_str!("../../../../../assets/documents/minutes.typ"),
    data: "/minutes.json",
};

/// What the template reads beside the minutes themselves.
#[derive(Serialize)]
struct Given<'a> {
    #[serde(flatten)]
    minutes: &'a Minutes,
    lang: &'a str,
    internal_mark: String,
}

impl<'a> Given<'a> {
    fn of(minutes: &'a Minutes) -> Self {
        Self {
            minutes,
            lang: minutes.lang(),
            internal_mark: minutes.internal_mark(),
        }
    }
}

/// PDF, A4 upright, Noto Sans JP embedded, n/m at the foot, text selectable. The same minutes give the same bytes.
///
/// # Errors
/// `Page`.
pub fn pdf(minutes: &Minutes) -> Result<Vec<u8>, Error> {
    page::pdf(&TEMPLATE, &Given::of(minutes))
}

/// The same pages as SVG pictures, one a page.
///
/// # Errors
/// `Page`.
pub fn pages(minutes: &Minutes) -> Result<Vec<String>, Error> {
    page::pictures(&TEMPLATE, &Given::of(minutes))
}

/// Letters of the minutes that the embedded font has no shape for, each once, by code point: they stand as an empty box on the page
/// (emoji, some rare kanji). A variation selector is none: its kanji is printed in the usual shape.
///
/// # Errors
/// `Page`.
pub fn unprintable(minutes: &Minutes) -> Result<Vec<char>, Error> {
    let words = serde_json::to_string(minutes).map_err(|found| Error::Page(found.to_string()))?;
    let selector =
        |letter: char| matches!(letter, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}');
    let missing: BTreeSet<char> = words
        .chars()
        .filter(|&letter| !letter.is_control() && !letter.is_whitespace())
        .filter(|&letter| !selector(letter) && !page::shows(letter))
        .collect();
    Ok(missing.into_iter().collect())
}

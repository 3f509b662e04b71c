//! PDF and page pictures through typst; the template is `assets/documents/minutes.typ`.

use super::Minutes;
use crate::Error;

/// PDF, A4 upright, Noto Sans JP embedded, n/m at the foot, text selectable.
///
/// # Errors
/// `Page`.
pub fn pdf(_minutes: &Minutes) -> Result<Vec<u8>, Error> {
    todo!()
}

/// The same pages as SVG pictures, one a page: the page before printing is the page.
///
/// # Errors
/// `Page`.
pub fn pages(_minutes: &Minutes) -> Result<Vec<String>, Error> {
    todo!()
}

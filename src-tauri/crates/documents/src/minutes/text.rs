//! Markdown and plain text.

use super::Minutes;

/// CommonMark with tables; every text escaped so that none becomes markup.
#[must_use]
pub fn markdown(_minutes: &Minutes) -> String {
    todo!()
}

/// Plain text as one pastes it into a mail: 【見出し】, full-width spaces, CRLF.
#[must_use]
pub fn plain(_minutes: &Minutes) -> String {
    todo!()
}

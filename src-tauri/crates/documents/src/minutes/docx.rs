//! Word: real styles (表題, 見出し 1 …), a header table, East Asian fonts, page n/m; the colleague edits it in Word.

use super::Minutes;
use crate::Error;

/// DOCX.
///
/// # Errors
/// `Word`.
pub fn docx(_minutes: &Minutes) -> Result<Vec<u8>, Error> {
    todo!()
}

//! Which bytes are which characters: BOM, then UTF-16 by its zero bytes, then UTF-8, then CP932 against EUC-JP and ISO-2022-JP.

use crate::ReadError;

/// Decoded text and the name of the encoding as in [`crate::ForeignFile::encoding`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    pub text: String,
    pub encoding: String,
    /// Whether some bytes could not be decoded and stand as U+FFFD.
    pub lossy: bool,
}

/// Decodes a whole file.
///
/// # Errors
/// `UnknownEncoding` when `forced` names none.
pub fn decode(_bytes: &[u8], _forced: Option<&str>) -> Result<Decoded, ReadError> {
    todo!()
}

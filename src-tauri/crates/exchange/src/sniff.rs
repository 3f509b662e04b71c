//! What kind of file some bytes are, by their beginning; and the limits that hold for every file.

use crate::ReadError;

/// Bytes in a file.
const FILE_LIMIT: usize = 64 * 1024 * 1024;
/// Bytes in a line.
const LINE_LIMIT: usize = 8 * 1024 * 1024;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    /// A ZIP container: perhaps an XLSX or ODS workbook.
    Zip,
    /// An OLE compound file: an XLS workbook or a protected XLSX.
    Ole,
}

/// # Errors
/// `Empty`, `TooLarge`, `NotContacts`.
pub(crate) fn kind(bytes: &[u8]) -> Result<Kind, ReadError> {
    if bytes.len() > FILE_LIMIT {
        return Err(ReadError::TooLarge { bytes: bytes.len() });
    }
    let body = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let head = body.trim_ascii_start();
    if head.is_empty() || matches!(body, [0xff, 0xfe] | [0xfe, 0xff]) {
        return Err(ReadError::Empty);
    }
    let foreign = |looks_like| Err(ReadError::NotContacts { looks_like });
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Ok(Kind::Zip);
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Ok(Kind::Ole);
    }
    if head.starts_with(b"%PDF") {
        return foreign("pdf");
    }
    let image = [
        &b"\x89PNG"[..],
        b"\xff\xd8\xff",
        b"GIF87a",
        b"GIF89a",
        b"II*\0",
        b"MM\0*",
    ];
    if image.iter().any(|magic| bytes.starts_with(magic))
        || (bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP"))
        || (bytes.starts_with(b"BM") && bytes.get(6..10) == Some(&[0; 4]))
        || bytes
            .get(4..12)
            .is_some_and(|b| matches!(b, b"ftypheic" | b"ftypavif" | b"ftypmif1"))
    {
        return foreign("image");
    }
    if head.starts_with(b"{\\rtf") {
        return foreign("doc");
    }
    let lower: Vec<u8> = head.iter().take(15).map(u8::to_ascii_lowercase).collect();
    if lower.starts_with(b"<!doctype html") || lower.starts_with(b"<html") {
        return foreign("html");
    }
    Ok(Kind::Text)
}

/// Whether decoded text is none: control characters that no list has. Some are forgiven, for broken exports.
pub(crate) fn is_binary(text: &str) -> bool {
    let (mut controls, mut all) = (0_usize, 0_usize);
    for c in text.chars().take(65_536) {
        all += 1;
        controls += usize::from(
            c == '\0' || (c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{1a}' | '\u{b}')),
        );
    }
    controls * 50 > all
}

/// # Errors
/// `LineTooLong` with the number of the first line over 8 MiB, from 1.
pub(crate) fn check_lines(bytes: &[u8]) -> Result<(), ReadError> {
    let too_long = bytes
        .split(|b| matches!(b, b'\n' | b'\r'))
        .position(|line| line.len() > LINE_LIMIT);
    let Some(at) = too_long else { return Ok(()) };
    // Counted only now: a pair of carriage return and line feed ends one line.
    let before = bytes.split(|b| matches!(b, b'\n' | b'\r')).take(at);
    let start: usize = before.map(|line| line.len() + 1).sum();
    let head = bytes.get(..start).unwrap_or_default();
    let feeds = head.iter().filter(|b| **b == b'\n').count();
    let line = 1 + if feeds > 0 {
        feeds
    } else {
        head.iter().filter(|b| **b == b'\r').count()
    };
    Err(ReadError::LineTooLong { line })
}

/// Whether `needle` stands in `bytes`.
pub(crate) fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

//! From physical lines to logical ones, in bytes: a fold may lie inside a character.

use std::borrow::Cow;

/// A logical line: unfolded, without its line end.
pub(super) struct Logical<'a> {
    /// Number of its first physical line, from 1.
    pub number: usize,
    pub bytes: Cow<'a, [u8]>,
}

pub(super) fn without_bom(line: &[u8]) -> &[u8] {
    line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line)
}

/// Calls `take` for every logical line, in order. Line ends are LF, CRLF, CR, or CRCRLF of a file that was converted twice.
pub(super) fn logical<'a>(bytes: &'a [u8], mut take: impl FnMut(Logical<'a>)) {
    let mut current: Option<(Logical<'a>, Continues)> = None;
    let mut rest = bytes;
    let mut number = 0;
    while !rest.is_empty() {
        let end = rest
            .iter()
            .position(|b| matches!(b, b'\n' | b'\r'))
            .unwrap_or(rest.len());
        let (line, tail) = rest.split_at(end);
        let returns = tail.iter().take_while(|b| **b == b'\r').count();
        let feed = usize::from(tail.get(returns) == Some(&b'\n'));
        rest = tail.get(returns + feed..).unwrap_or_default();
        number += 1;
        // The mark is in the middle where two files were joined.
        let line = without_bom(line);
        if let Some((open, continues)) = current.as_mut()
            && continues.take(&mut open.bytes, line)
        {
            continue;
        }
        if let Some((done, _)) = current.take() {
            take(done);
        }
        if !line.trim_ascii().is_empty() && !line.starts_with(b"#") {
            current = Some((
                Logical {
                    number,
                    bytes: Cow::Borrowed(line),
                },
                Continues::of(line),
            ));
        }
    }
    if let Some((done, _)) = current {
        take(done);
    }
}

/// How a property goes on in the next line, besides by folding.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Continues {
    /// With `=` at the end of a line.
    QuotedPrintable,
    /// By lines of nothing but base64.
    Base64,
    /// A note, into which some programs write bare line breaks.
    Note,
    Folded,
}

impl Continues {
    fn of(line: &[u8]) -> Self {
        let colon = line.iter().position(|b| *b == b':').unwrap_or(line.len());
        let head = line.get(..colon).unwrap_or_default();
        // Most properties have no parameters at all.
        let parameters = head.contains(&b';');
        let has = |word: &[u8]| {
            parameters
                && head
                    .windows(word.len())
                    .any(|window| window.eq_ignore_ascii_case(word))
        };
        if has(b"QUOTED-PRINTABLE") {
            Self::QuotedPrintable
        } else if has(b"BASE64") || has(b"ENCODING=B") {
            Self::Base64
        } else if head
            .get(..4)
            .is_some_and(|name| name.eq_ignore_ascii_case(b"NOTE"))
        {
            Self::Note
        } else {
            Self::Folded
        }
    }

    /// Adds `line` to the open property if it belongs to it.
    fn take(self, open: &mut Cow<'_, [u8]>, line: &[u8]) -> bool {
        // Blanks behind the sign are forgiven, but not looked through without end for every line that goes on.
        let tail = open.get(open.len().saturating_sub(80)..).unwrap_or(open);
        let soft_break = self == Self::QuotedPrintable && tail.trim_ascii_end().ends_with(b"=");
        if soft_break {
            // A stray `=` at the end of the last property must not swallow the end of the card.
            if super::is_end(line) || super::is_begin(line) {
                return false;
            }
            let open = open.to_mut();
            while open.last() != Some(&b'=') {
                open.pop();
            }
            match blank_of_fold(line) {
                // The fold stands between the sign and its two digits.
                Some(digits) if is_escape(digits) => open.extend_from_slice(digits),
                Some(rest) => {
                    open.pop();
                    open.extend_from_slice(rest);
                }
                None => {
                    open.pop();
                    open.extend_from_slice(line);
                }
            }
            return true;
        }
        if let Some(folded) = line.strip_prefix(b" ").or_else(|| line.strip_prefix(b"\t")) {
            open.to_mut().extend_from_slice(folded);
            return true;
        }
        match self {
            Self::Base64 if !line.is_empty() && line.iter().all(is_base64) => {
                open.to_mut().extend_from_slice(line);
                true
            }
            Self::Note | Self::QuotedPrintable
                if is_note(open) && !line.is_empty() && !is_property(line) =>
            {
                let open = open.to_mut();
                open.push(b'\n');
                open.extend_from_slice(line);
                true
            }
            Self::Note | Self::QuotedPrintable | Self::Base64 | Self::Folded => false,
        }
    }
}

/// The rest of a line after a soft break when the blank before it is that of a fold as well, and no part of the text: an escape goes
/// on behind it.
fn blank_of_fold(line: &[u8]) -> Option<&[u8]> {
    let rest = line
        .strip_prefix(b" ")
        .or_else(|| line.strip_prefix(b"\t"))?;
    let behind = rest.strip_prefix(b"=").unwrap_or(rest);
    is_escape(behind).then_some(rest)
}

/// Whether two digits of an escape stand here, and nothing that makes them a word of the text.
fn is_escape(text: &[u8]) -> bool {
    let digits = text
        .iter()
        .take(2)
        .filter(|b| matches!(b, b'0'..=b'9' | b'A'..=b'F'));
    digits.count() == 2 && matches!(text.get(2), None | Some(b'=' | b';' | b'\r'))
}

fn is_note(open: &[u8]) -> bool {
    open.get(..4)
        .is_some_and(|name| name.eq_ignore_ascii_case(b"NOTE"))
}

fn is_base64(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=')
}

/// Whether a line begins as a property does: a name, then `:` or `;`. An address of the web in a note does not count.
fn is_property(line: &[u8]) -> bool {
    let length = line
        .iter()
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
        .count();
    let (name, rest) = line.split_at(length);
    name.first().is_some_and(u8::is_ascii_alphabetic)
        && matches!(rest.first(), Some(b':' | b';'))
        && !rest.starts_with(b"://")
}

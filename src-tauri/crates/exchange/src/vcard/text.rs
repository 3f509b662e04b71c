//! From the bytes of a value to text, and from text to its components.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};

use super::property::{Property, Transfer};
use crate::encoding;

/// What is known of a file's encoding beyond its properties' own declarations.
pub(super) struct Decoder {
    /// Of properties that declare nothing and are no UTF-8.
    usual: &'static Encoding,
    forced: Option<&'static Encoding>,
}

/// Text of a value, and the name of its encoding; `None` for plain ASCII.
pub(super) struct Decoded {
    pub text: String,
    pub encoding: Option<&'static str>,
    pub lossy: bool,
}

impl Decoder {
    pub(super) fn new(bytes: &[u8], forced: Option<&'static Encoding>) -> Self {
        Self {
            usual: encoding::guess(bytes),
            forced,
        }
    }

    pub(super) fn value(&self, property: &Property<'_>) -> Decoded {
        let bytes: Cow<'_, [u8]> = match property.transfer {
            Transfer::Plain => Cow::Borrowed(property.value.as_ref()),
            Transfer::QuotedPrintable => Cow::Owned(quoted_printable(&property.value)),
            Transfer::Base64 => match base64(&property.value) {
                Some(bytes) => Cow::Owned(bytes),
                // Declared, but not so: the text itself.
                None => Cow::Borrowed(property.value.as_ref()),
            },
        };
        self.text(&bytes, property.charset.as_deref())
    }

    pub(super) fn text(&self, bytes: &[u8], charset: Option<&str>) -> Decoded {
        if bytes.is_ascii() && !bytes.contains(&0x1b) {
            return Decoded {
                text: line_feeds(&String::from_utf8_lossy(bytes)),
                encoding: None,
                lossy: false,
            };
        }
        let declared = charset.and_then(|name| encoding::named(name).ok());
        let encoding = self.encoding(bytes, declared);
        let (mut text, mut lossy) = encoding::decode_as(encoding, bytes);
        let mut used = encoding;
        if lossy {
            let other = encoding::guess_8_bit(bytes);
            let (better, still) = encoding::decode_as(other, bytes);
            if !still {
                (text, lossy, used) = (better, false, other);
            }
        }
        Decoded {
            text: line_feeds(&text),
            encoding: Some(encoding::label(used)),
            lossy,
        }
    }

    fn encoding(&self, bytes: &[u8], declared: Option<&'static Encoding>) -> &'static Encoding {
        let utf_8 = std::str::from_utf8(bytes).ok();
        let escape = bytes.contains(&0x1b);
        match (declared, self.forced) {
            (Some(declared), _) if declared == UTF_8 && utf_8.is_none() => {
                encoding::guess_8_bit(bytes)
            }
            // Declared SHIFT_JIS by a program that writes UTF-8.
            (Some(_), _) if !escape && utf_8.is_some_and(encoding::plausible) => UTF_8,
            (Some(declared), _) => declared,
            (None, Some(forced)) => forced,
            (None, None) if escape => encoding::guess(bytes),
            (None, None)
                if utf_8.is_some_and(|text| self.usual == UTF_8 || encoding::plausible(text)) =>
            {
                UTF_8
            }
            (None, None) if self.usual == UTF_8 => encoding::guess_8_bit(bytes),
            (None, None) => self.usual,
        }
    }
}

/// Line ends inside a value as one kind.
fn line_feeds(text: &str) -> String {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text.to_owned()
    }
}

/// Quoted-printable, soft line breaks already gone. What is no escape stays as it is.
fn quoted_printable(bytes: &[u8]) -> Vec<u8> {
    let hex = |byte: Option<&u8>| {
        byte.and_then(|b| char::from(*b).to_digit(16))
            .and_then(|d| u8::try_from(d).ok())
    };
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes.iter();
    while let Some(byte) = rest.next() {
        if *byte == b'=' {
            let pair = rest.as_slice();
            if let (Some(high), Some(low)) = (hex(pair.first()), hex(pair.get(1))) {
                out.push(high * 16 + low);
                rest.next();
                rest.next();
                continue;
            }
        }
        out.push(*byte);
    }
    out
}

/// Base64 with any white space in it; `None` when it is none.
fn base64(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(bytes.len() / 4 * 3);
    let (mut buffer, mut bits) = (0_u32, 0_u32);
    for byte in bytes
        .iter()
        .filter(|b| !b.is_ascii_whitespace() && **b != b'=')
    {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        buffer = (buffer << 6) | u32::from(value);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push(u8::try_from((buffer >> bits) & 0xff).ok()?);
            buffer &= (1 << bits) - 1;
        }
    }
    Some(out)
}

/// Components between semicolons that no backslash escapes, each unescaped and trimmed.
pub(super) fn components(text: &str, is_2_1: bool) -> Vec<String> {
    let mut out = Vec::new();
    let mut component = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            ';' => out.push(std::mem::take(&mut component).trim().to_owned()),
            '\\' => escaped(&mut component, chars.next(), is_2_1),
            c => component.push(c),
        }
    }
    out.push(component.trim().to_owned());
    out
}

/// The whole value unescaped and trimmed: semicolons are text.
pub(super) fn whole(text: &str, is_2_1: bool) -> String {
    if !text.contains('\\') {
        return text.trim().to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => escaped(&mut out, chars.next(), is_2_1),
            c => out.push(c),
        }
    }
    out.trim().to_owned()
}

/// What follows a backslash. In 2.1 only separators are escaped, so that `C:\notes` stays.
fn escaped(out: &mut String, next: Option<char>, is_2_1: bool) {
    match next {
        Some('n' | 'N') if !is_2_1 => out.push('\n'),
        Some(c @ (';' | ',' | ':' | '\\')) => out.push(c),
        Some(c) => {
            out.push('\\');
            out.push(c);
        }
        None => out.push('\\'),
    }
}

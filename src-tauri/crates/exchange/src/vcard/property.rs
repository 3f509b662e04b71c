//! One property: its name, its parameters, and its value still in bytes.

use std::borrow::Cow;

use super::lines::Logical;

/// How the bytes of a value are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Transfer {
    Plain,
    QuotedPrintable,
    Base64,
}

pub(super) struct Property<'a> {
    /// `item1` of `item1.TEL`, as written.
    pub group: String,
    /// In capitals.
    pub name: String,
    /// TYPE and the bare parameters of 2.1, in capitals.
    pub types: Vec<String>,
    pub charset: Option<String>,
    pub transfer: Transfer,
    /// SORT-AS of 4.0, as written.
    pub sort_as: Option<Vec<u8>>,
    /// PHONETIC of RFC 9554, or SCRIPT: the same thing written in another way.
    pub phonetic: bool,
    pub value: Cow<'a, [u8]>,
}

impl<'a> Property<'a> {
    /// `None` for a line that is no property.
    pub(super) fn parse(line: Logical<'a>) -> Option<Self> {
        let colon = colon(&line.bytes)?;
        let (head, value) = match line.bytes {
            Cow::Borrowed(bytes) => {
                let (head, value) = bytes.split_at(colon);
                (Cow::Borrowed(head), Cow::Borrowed(value.get(1..)?))
            }
            Cow::Owned(mut bytes) => {
                let value = bytes.split_off(colon + 1);
                bytes.pop();
                (Cow::Owned(bytes), Cow::Owned(value))
            }
        };
        let mut parts = parts(&head, b';');
        let full = String::from_utf8_lossy(parts.next()?.trim_ascii()).into_owned();
        let (group, name) = match full.rsplit_once('.') {
            Some((group, name)) => (group.to_owned(), name.to_ascii_uppercase()),
            None => (String::new(), full.to_ascii_uppercase()),
        };
        let mut property = Self {
            group,
            name,
            types: Vec::new(),
            charset: None,
            transfer: Transfer::Plain,
            sort_as: None,
            phonetic: false,
            value,
        };
        for parameter in parts {
            property.parameter(parameter.trim_ascii());
        }
        Some(property)
    }

    fn parameter(&mut self, parameter: &[u8]) {
        let (name, value) = match parameter.iter().position(|b| *b == b'=') {
            Some(at) => (
                parameter.get(..at).unwrap_or_default(),
                parameter.get(at + 1..).unwrap_or_default(),
            ),
            None => (&b""[..], parameter),
        };
        let value = unquoted(value);
        let text = || String::from_utf8_lossy(value).trim().to_ascii_uppercase();
        match name.to_ascii_uppercase().as_slice() {
            b"CHARSET" => self.charset = Some(text()),
            b"ENCODING" => self.encoding(&text()),
            b"TYPE" => {
                for kind in parts(value, b',') {
                    self.types.push(
                        String::from_utf8_lossy(unquoted(kind))
                            .trim()
                            .to_ascii_uppercase(),
                    );
                }
            }
            b"SORT-AS" => self.sort_as = Some(value.to_vec()),
            b"PHONETIC" | b"SCRIPT" => self.phonetic = true,
            b"" => {
                let bare = text();
                if matches!(bare.as_str(), "QUOTED-PRINTABLE" | "BASE64") {
                    self.encoding(&bare);
                } else {
                    self.types.push(bare);
                }
            }
            _ => {}
        }
    }

    fn encoding(&mut self, name: &str) {
        self.transfer = match name {
            "QUOTED-PRINTABLE" | "Q" => Transfer::QuotedPrintable,
            "BASE64" | "B" => Transfer::Base64,
            _ => Transfer::Plain,
        };
    }

    pub(super) fn has_type(&self, kind: &str) -> bool {
        self.types.iter().any(|own| own == kind)
    }

    /// Pictures, sounds and keys: large, and not taken in.
    pub(super) fn is_binary(&self) -> bool {
        matches!(self.name.as_str(), "PHOTO" | "LOGO" | "KEY")
            || (self.name == "SOUND" && !self.has_type("X-IRMC-N"))
    }

    /// An AGENT whose card follows in the next lines.
    pub(super) fn is_open_agent(&self) -> bool {
        self.name == "AGENT" && self.value.trim_ascii().is_empty()
    }
}

/// The colon between parameters and value: the first outside of quotation marks, else the first.
fn colon(line: &[u8]) -> Option<usize> {
    let mut quoted = false;
    let outside = line.iter().position(|b| {
        if *b == b'"' {
            quoted = !quoted;
        }
        *b == b':' && !quoted
    });
    let first = || line.iter().position(|b| *b == b':');
    // A quotation mark in the value must not move the colon of a line without quoted parameters.
    match (outside, first()) {
        (Some(outside), Some(first)) => {
            let head = line.get(..first).unwrap_or_default();
            Some(if head.contains(&b'"') { outside } else { first })
        }
        (None, first) | (first, None) => first,
    }
}

/// Parts between separators outside of quotation marks.
fn parts(bytes: &[u8], separator: u8) -> impl Iterator<Item = &[u8]> {
    let mut quoted = false;
    bytes.split(move |b| {
        if *b == b'"' {
            quoted = !quoted;
        }
        *b == separator && !quoted
    })
}

fn unquoted(value: &[u8]) -> &[u8] {
    value
        .strip_prefix(b"\"")
        .and_then(|rest| rest.strip_suffix(b"\""))
        .unwrap_or(value)
}

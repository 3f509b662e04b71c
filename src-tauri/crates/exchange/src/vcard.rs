//! vCard 2.1, 3.0 and 4.0: bytes are decoded per property before anything is split.
//!
//! The property lines are read here and not by a vCard crate: in files of Japanese phones every property may have its own
//! encoding, declared or not, and the second byte of a Shift_JIS character may be `\`, `=` or a line's last.

mod lines;
mod person;
mod property;
mod text;

use encoding_rs::{Encoding, UTF_8};

use crate::options::Offers;
use crate::{
    Broken, CARD_LIMIT, Entry, FIELD_LIMIT, ForeignFile, Format, ReadError, ReadOptions, Rejection,
    Seen, encoding, sniff,
};
use lines::Logical;
use property::Property;
use text::Decoder;

/// Whether the first line with anything in it begins a card.
pub(crate) fn begins_with_card(bytes: &[u8]) -> bool {
    let first = bytes
        .split(|b| matches!(b, b'\n' | b'\r'))
        .map(lines::without_bom)
        .find(|line| {
            let line = line.trim_ascii();
            !line.is_empty() && !line.starts_with(b"#")
        });
    first.is_some_and(is_begin)
}

/// Whether any line begins a card.
pub(crate) fn has_card(bytes: &[u8]) -> bool {
    bytes
        .split(|b| matches!(b, b'\n' | b'\r'))
        .map(lines::without_bom)
        .any(is_begin)
}

fn is_begin(line: &[u8]) -> bool {
    line.trim_ascii().eq_ignore_ascii_case(b"BEGIN:VCARD")
}

fn is_end(line: &[u8]) -> bool {
    line.trim_ascii().eq_ignore_ascii_case(b"END:VCARD")
}

/// Reads all cards. `source` names the encoding of the whole file where it had one (UTF-16, decoded before);
/// `forced` is what the user says of properties that declare nothing.
///
/// # Errors
/// `LineTooLong`.
pub(crate) fn read(
    bytes: &[u8],
    source: &str,
    forced: Option<&'static Encoding>,
    options: &ReadOptions,
) -> Result<ForeignFile, ReadError> {
    sniff::check_lines(bytes)?;
    let decoder = Decoder::new(bytes, forced);
    let mut cards = Cards {
        decoder: &decoder,
        open: None,
        nested: 0,
        entries: Vec::new(),
        encoding: None,
        offers: Offers::new(options),
    };
    lines::logical(bytes, |line| cards.take(line));
    cards.finish_broken(Broken::NoEndOfLast);
    let encoding = match cards.encoding {
        _ if source != "UTF-8" => source.to_owned(),
        None | Some("UTF-8") if bytes.starts_with(b"\xef\xbb\xbf") => "UTF-8 BOM".to_owned(),
        found => found.unwrap_or(encoding::label(UTF_8)).to_owned(),
    };
    Ok(ForeignFile {
        format: Format::Vcard,
        encoding,
        columns: Vec::new(),
        entries: cards.entries,
        seen: Seen {
            offers: cards.offers.found(),
            ..Seen::default()
        },
    })
}

struct Open<'a> {
    row: usize,
    length: usize,
    longest: usize,
    properties: Vec<Property<'a>>,
}

struct Cards<'a, 'd> {
    decoder: &'d Decoder,
    open: Option<Open<'a>>,
    /// Depth of cards inside this one (AGENT): their properties are somebody else's.
    nested: usize,
    entries: Vec<Entry>,
    encoding: Option<&'static str>,
    offers: Offers,
}

impl<'a> Cards<'a, '_> {
    fn take(&mut self, line: Logical<'a>) {
        if is_begin(&line.bytes) {
            self.begin(line.number);
        } else if is_end(&line.bytes) {
            if self.nested > 0 {
                self.nested -= 1;
            } else if let Some(open) = self.open.take() {
                self.finish(&open);
            }
        } else if let Some(open) = self.open.as_mut() {
            open.length += line.bytes.len();
            if self.nested > 0 {
                return;
            }
            let Some(property) = Property::parse(line) else {
                return;
            };
            if !property.is_binary() {
                open.longest = open.longest.max(property.value.len());
            }
            // A card too long is refused as a whole: no need to keep more of it in memory.
            if open.length <= CARD_LIMIT {
                open.properties.push(property);
            }
        }
    }

    fn begin(&mut self, row: usize) {
        let agent = self
            .open
            .as_ref()
            .and_then(|open| open.properties.last())
            .is_some_and(Property::is_open_agent);
        if self.nested > 0 || agent {
            self.nested += 1;
            return;
        }
        self.finish_broken(Broken::NoEndBeforeNext);
        self.open = Some(Open {
            row,
            length: 0,
            longest: 0,
            properties: Vec::new(),
        });
    }

    fn finish(&mut self, open: &Open<'a>) {
        let person = if open.length > CARD_LIMIT || open.longest > FIELD_LIMIT {
            Err(Rejection::TooLong {
                length: open.length.max(open.longest),
            })
        } else {
            person::of(
                &open.properties,
                self.decoder,
                &mut self.encoding,
                &mut self.offers,
                open.row,
            )
        };
        let name_hint = match &person {
            Ok(_) => String::new(),
            Err(_) => person::hint(&open.properties, self.decoder),
        };
        self.entries.push(Entry {
            name_hint,
            ..Entry::of(open.row, person)
        });
    }

    fn finish_broken(&mut self, what: Broken) {
        self.nested = 0;
        if let Some(open) = self.open.take() {
            self.entries.push(Entry {
                name_hint: person::hint(&open.properties, self.decoder),
                ..Entry::of(open.row, Err(Rejection::Broken { what }))
            });
        }
    }
}

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
    Broken, CARD_LIMIT, Entry, FIELD_LIMIT, ForeignFile, ForeignPerson, Format, PhoneKind,
    ReadError, ReadOptions, Rejection, Seen, encoding, sniff,
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
        keep_cells: options.keep_cells,
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

/// Nobody's card has more properties, and each new value is compared with those before it.
const PROPERTIES: usize = 1_000;

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
    keep_cells: bool,
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
            if open.length <= CARD_LIMIT && open.properties.len() <= PROPERTIES {
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
        let person = if open.properties.len() > PROPERTIES {
            Err(Rejection::TooManyCells {
                cells: open.properties.len(),
            })
        } else if open.length > CARD_LIMIT || open.longest > FIELD_LIMIT {
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
        match person {
            Ok(person) => self.entries.push(Entry::of(open.row, Ok(person))),
            Err(rejection) => self.refuse(open, rejection),
        }
    }

    fn refuse(&mut self, open: &Open<'a>, rejection: Rejection) {
        let readable = person::readable(&open.properties, self.decoder);
        let cells = if self.keep_cells {
            readable_cells(&readable)
        } else {
            Vec::new()
        };
        self.entries.push(Entry {
            name_hint: crate::name_hint(readable),
            cells,
            ..Entry::of(open.row, Err(rejection))
        });
    }

    fn finish_broken(&mut self, what: Broken) {
        self.nested = 0;
        if let Some(open) = self.open.take() {
            self.refuse(&open, Rejection::Broken { what });
        }
    }
}

/// Header words of the cells that a card which can't be taken in leaves ([`Entry::cells`]): as a list has them, so that it can be
/// mended and read as one.
#[must_use]
pub fn readable_header() -> Vec<String> {
    [
        "氏名",
        "ふりがな",
        "所属",
        "部署",
        "役職",
        "職種",
        "電話番号",
        "携帯電話",
        "FAX",
        "メールアドレス",
        "郵便番号",
        "住所",
        "備考",
    ]
    .map(str::to_owned)
    .to_vec()
}

fn readable_cells(person: &ForeignPerson) -> Vec<String> {
    let mut named = person.clone();
    crate::naming::complete(&mut named, &mut Offers::new(&ReadOptions::default()), 0);
    let phones = |kinds: &[PhoneKind]| {
        let phones = named
            .phones
            .iter()
            .filter(|phone| kinds.contains(&phone.kind));
        phones
            .map(|phone| phone.typed.as_str())
            .collect::<Vec<_>>()
            .join("、")
    };
    let leftovers = named
        .leftovers
        .iter()
        .map(|(header, value)| format!("{header}：{value}"));
    let note = std::iter::once(named.note.clone()).chain(leftovers);
    vec![
        named.name.clone(),
        named.kana.clone(),
        named.organisation.clone(),
        named.department.clone(),
        named.title.clone(),
        named.profession.clone(),
        phones(&[PhoneKind::Work, PhoneKind::Other]),
        phones(&[PhoneKind::Mobile]),
        phones(&[PhoneKind::Fax]),
        named.emails.join(" "),
        named.postal.clone(),
        named.address.clone(),
        note.filter(|line| !line.is_empty())
            .collect::<Vec<_>>()
            .join("\n"),
    ]
}

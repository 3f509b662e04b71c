//! Foreign contact files to plain structs and back, and the matcher that says who is who. No SQL, no clock.
//!
//! Every format parses to one [`ForeignFile`]; one [`matching::Index`] judges its entries. Bytes are decoded before
//! anything is split, per property in vCard and per file in CSV.

pub mod csv;
pub mod encoding;
pub mod error;
pub mod export;
pub mod header;
pub mod matching;
mod naming;
pub mod options;
pub mod seen;
mod sniff;
mod table;
pub mod vcard;
mod workbook;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

pub use error::ReadError;
pub use options::{HeaderRows, Offer, OfferKind, ReadOptions};
pub use seen::{ColumnSeen, Seen, SheetSeen};
pub use vcard::readable_header;

use options::Offers;

/// What a file turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    Vcard,
    Csv,
    Xlsx,
}

/// A telephone number as typed, and what its property or column called it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phone {
    /// As typed, a leading zero that a spreadsheet ate put back.
    pub typed: String,
    pub kind: PhoneKind,
}

/// What a telephone number is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhoneKind {
    Work,
    Mobile,
    Fax,
    Other,
}

/// One person as a foreign file gives them. Every text as decoded, trimmed of surrounding white space, never normalised.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ForeignPerson {
    /// The whole name as written; empty when the row has only an organisation or a telephone.
    pub name: String,
    pub family: String,
    pub given: String,
    pub kana: String,
    /// 旧姓, where the file says it.
    pub former_family: String,
    /// 事業所名; the corporation stands apart when the file has it in a field of its own.
    pub organisation: String,
    pub corporation: String,
    pub department: String,
    pub title: String,
    /// 職種 in the file's words.
    pub profession: String,
    /// Side in the file's words (がん治療病院側 …), usually absent.
    pub side: String,
    pub municipality: String,
    pub emails: Vec<String>,
    pub phones: Vec<Phone>,
    pub postal: String,
    /// Of the workplace. Home addresses, birthdays and photos are dropped and counted in `dropped`.
    pub address: String,
    /// 連絡しやすい方法 in the file's words.
    pub way: String,
    /// 連絡しやすい時間, as written.
    pub hours: String,
    pub note: String,
    /// What the ledger has no place for: header or property name, value. Kept, never dropped.
    pub leftovers: Vec<(String, String)>,
    /// Names of private things left out: `PHOTO`, `BDAY`, `ADR;HOME`.
    pub dropped: Vec<String>,
}

/// Why a row can't be taken in. The words are core's; the reason says which.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum Rejection {
    /// Neither a name nor its reading nor an organisation nor a telephone nor an e-mail address.
    NothingToKeep,
    /// A totals row, a repeated header or a title row.
    NoPerson { text: String },
    /// The file's own marks don't fit.
    Broken { what: Broken },
    /// Bytes that the encoding can't hold.
    Undecodable { encoding: String },
    /// One field or card longer than the limit (1 MiB a field, 8 MiB a card).
    TooLong { length: usize },
    /// More than 4,000 cells in a row, or 1,000 properties in a card.
    TooManyCells { cells: usize },
}

/// What is broken in a row or card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Broken {
    /// A card without `END:VCARD`, and another one begins.
    NoEndBeforeNext,
    /// A card without `END:VCARD` at the end of the file: most likely cut off.
    NoEndOfLast,
    /// A quotation mark of a CSV row that nobody closes.
    OpenQuote,
}

/// One row or card of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Line of the file where it begins (CSV, vCard: from 1) or row of the sheet (from 1), so that she finds it.
    pub row: usize,
    /// Of several people in one row: which, from 0.
    pub part: usize,
    pub person: Result<ForeignPerson, Rejection>,
    /// Of a row that can't be taken in: the name that can still be read in it, else its organisation, so that she knows whom to
    /// ask for again; at most 100 characters. Empty when there is none, and for rows that are taken.
    pub name_hint: String,
    /// The cells it was made of, when [`ReadOptions::keep_cells`] asks for them; empty for cards.
    pub cells: Vec<String>,
}

impl Entry {
    fn of(row: usize, person: Result<ForeignPerson, Rejection>) -> Self {
        Self {
            row,
            part: 0,
            person,
            name_hint: String::new(),
            cells: Vec::new(),
        }
    }
}

/// The name of what could be read of somebody, for [`Entry::name_hint`].
fn name_hint(mut readable: ForeignPerson) -> String {
    naming::complete(&mut readable, &mut Offers::new(&ReadOptions::default()), 0);
    let name = [readable.name, readable.organisation]
        .into_iter()
        .find(|name| !name.is_empty())
        .unwrap_or_default();
    name.chars().take(100).collect()
}

/// A whole file, read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForeignFile {
    pub format: Format,
    /// `UTF-8`, `UTF-8 BOM`, `CP932`, `UTF-16LE`, `UTF-16BE`, `ISO-2022-JP`, `EUC-JP`; `-` for XLSX; for vCard with
    /// properties in several encodings the first that is not ASCII.
    pub encoding: String,
    /// The header row as found, with what each column was taken for (`None`: a leftover). Empty for vCard.
    pub columns: Vec<(String, Option<header::Field>)>,
    pub entries: Vec<Entry>,
    /// What was guessed and noticed.
    pub seen: Seen,
}

/// As [`read_with`], all guessed but perhaps the `encoding` (`cp932`, `utf-8`, `utf-16le` …).
///
/// # Errors
/// As [`read_with`].
pub fn read(
    bytes: &[u8],
    file_name: &str,
    encoding: Option<&str>,
) -> Result<ForeignFile, ReadError> {
    let options = ReadOptions {
        encoding: encoding.map(str::to_owned),
        ..ReadOptions::default()
    };
    read_with(bytes, file_name, &options)
}

/// Reads a file by its content; the name's ending only decides between CSV and vCard when the content could be both.
/// One bad row never stops a file. Time and memory grow with the file's size, whatever is in it.
///
/// # Errors
/// Only when nothing can be read at all: empty, a foreign kind of file (a PDF named .csv), a password-protected,
/// truncated or exploding workbook, no recognisable header or card, larger than 64 MiB or with a line over 8 MiB, more than
/// 2,000 columns; no sheet or encoding of the name in `options`.
pub fn read_with(
    bytes: &[u8],
    file_name: &str,
    options: &ReadOptions,
) -> Result<ForeignFile, ReadError> {
    let forced = options
        .encoding
        .as_deref()
        .map(str::trim)
        .filter(|name| !name.is_empty());
    let named = forced.map(encoding::named).transpose()?;
    match sniff::kind(bytes)? {
        sniff::Kind::Zip => return workbook::read_zip(bytes, file_name, options),
        sniff::Kind::Ole => return workbook::read_ole(bytes, options),
        sniff::Kind::Text => {}
    }
    if vcard::begins_with_card(bytes) {
        return vcard::read(bytes, "UTF-8", named, options);
    }
    let decoded = encoding::decode(bytes, forced)?;
    if sniff::is_binary(&decoded.text) {
        return Err(ReadError::NotContacts {
            looks_like: "binary",
        });
    }
    if decoded.text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    // Cards in UTF-16, or behind a heading: only decoded text shows them.
    if vcard::begins_with_card(decoded.text.as_bytes()) {
        return vcard::read(decoded.text.as_bytes(), &decoded.encoding, None, options);
    }
    let ending = file_name
        .rsplit('.')
        .next()
        .unwrap_or_default()
        .to_lowercase();
    let card_ending = matches!(ending.as_str(), "vcf" | "vcard");
    if card_ending && vcard::has_card(bytes) {
        return vcard::read(bytes, "UTF-8", named, options);
    }
    match csv::read(&decoded, options) {
        Err(ReadError::NoHeader { .. }) if vcard::has_card(bytes) => {
            vcard::read(bytes, "UTF-8", named, options)
        }
        read => read,
    }
}

/// A fingerprint of one entry: the same row of the same file again has the same one (hex, 64 characters or fewer).
#[must_use]
pub fn fingerprint(person: &ForeignPerson) -> String {
    let ForeignPerson {
        name,
        family,
        given,
        kana,
        former_family,
        organisation,
        corporation,
        department,
        title,
        profession,
        side,
        municipality,
        emails,
        phones,
        postal,
        address,
        way,
        hours,
        note,
        leftovers,
        dropped,
    } = person;
    let mut hash = Sha256::new();
    // Every text with its length before it, so that no two different rows run together into the same bytes.
    let mut feed = |text: &str| {
        hash.update(text.len().to_le_bytes());
        hash.update(text.as_bytes());
    };
    for text in [
        name,
        family,
        given,
        kana,
        organisation,
        corporation,
        department,
        title,
        profession,
    ] {
        feed(text);
    }
    for text in [side, municipality, postal, address, note] {
        feed(text);
    }
    for list in [emails, dropped] {
        feed(&list.len().to_string());
        list.iter().for_each(|text| feed(text));
    }
    feed(&phones.len().to_string());
    for phone in phones {
        feed(match phone.kind {
            PhoneKind::Work => "work",
            PhoneKind::Mobile => "mobile",
            PhoneKind::Fax => "fax",
            PhoneKind::Other => "other",
        });
        feed(&phone.typed);
    }
    for (name, value) in leftovers {
        feed(name);
        feed(value);
    }
    // Empty they leave the fingerprints of rows that came in before these fields were known as they were.
    for (name, text) in [
        ("way", way),
        ("hours", hours),
        ("former_family", former_family),
    ] {
        if !text.is_empty() {
            feed(name);
            feed(text);
        }
    }
    hexadecimal(&hash.finalize())
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(u32::from(digit), 16))
        .collect()
}

/// Bytes in one field.
const FIELD_LIMIT: usize = 1024 * 1024;
/// Bytes in one card or row.
const CARD_LIMIT: usize = 8 * 1024 * 1024;

impl ForeignPerson {
    /// Whether there is neither a name nor its reading nor an organisation nor a telephone nor an e-mail address.
    fn is_nobody(&self) -> bool {
        self.name.is_empty()
            && self.organisation.is_empty()
            && self.corporation.is_empty()
            && self.phones.is_empty()
            && self.emails.is_empty()
            && self.kana.is_empty()
    }
}

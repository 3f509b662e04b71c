//! A look at a file before its people are judged: what was guessed, what every column holds, what is proposed.

use std::path::PathBuf;

use exchange::header::Field;
use exchange::{ForeignPerson, HeaderRows, OfferKind, ReadError, Rejection};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::cards::words as in_one_line;
use super::reading::{self, ContactOptions, HeaderAt, Opened};
use super::tell;
use crate::words::{Words, words};
use crate::{Error, Result, Session};

/// Asks for a look; nothing is written.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PreviewContacts {
    pub path: PathBuf,
    /// `null`: guessed.
    #[serde(default)]
    pub encoding: Option<String>,
    #[serde(default)]
    pub options: ContactOptions,
}

/// A file as it would be read with these options.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ContactPreview {
    pub file_name: String,
    pub digest: String,
    /// `vcard`, `csv`, `xlsx`
    pub format: String,
    pub encoding: String,
    /// What can be chosen instead; empty for workbooks.
    pub encodings: Vec<String>,
    /// Of a CSV: the character itself, `tab` for the tab.
    pub delimiter: Option<String>,
    pub sheets: Vec<PreviewSheet>,
    pub header: Option<HeaderAt>,
    /// Rows above the header, in one line each.
    pub titles: Vec<String>,
    /// The program that wrote it, in words; empty when unknown.
    pub preset: String,
    /// Of the header words, for [`super::keep_mapping`]; empty without a header.
    pub header_print: String,
    /// The mapping is one that was kept.
    pub mapping_kept: bool,
    /// False when no column was recognised: then only a mapping by hand makes people of the rows.
    pub recognised: bool,
    pub columns: Vec<PreviewColumn>,
    /// What a column can hold: id and words.
    pub fields: Vec<(String, String)>,
    pub offers: Vec<PreviewOffer>,
    /// Hidden sheets, rows and columns, filled cells, private things left out: in words.
    pub notices: Vec<String>,
    pub read: u32,
    pub rejected: u32,
    /// The first twenty rows as they would be read.
    pub rows: Vec<PreviewRow>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PreviewSheet {
    pub name: String,
    pub rows: u32,
    pub hidden: bool,
    /// The one that is read.
    pub chosen: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PreviewColumn {
    pub header: String,
    /// Field id; `null`: kept in the note.
    pub field: Option<String>,
    pub guessed: Option<String>,
    pub samples: Vec<String>,
}

/// Something that can be done to the rows, or not.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PreviewOffer {
    pub id: String,
    /// In words, with how many rows: 「先頭の 0 を戻す（12行）」
    pub name: String,
    pub accepted: bool,
    pub count: u32,
    pub rows: Vec<u32>,
    /// Before and after.
    pub examples: Vec<(String, String)>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PreviewRow {
    pub row: u32,
    pub name: String,
    pub kana: String,
    /// Workplace, department and post in one line.
    pub post: String,
    /// Telephones and e-mail addresses.
    pub reach: Vec<String>,
    /// What has no place of its own: note and leftovers, one line each.
    pub note: Vec<String>,
    /// Why it can't be taken in; empty when it can.
    pub rejected: String,
}

/// Encodings that are offered, the likeliest first.
const ENCODINGS: [&str; 6] = [
    "UTF-8",
    "CP932",
    "UTF-16LE",
    "UTF-16BE",
    "EUC-JP",
    "ISO-2022-JP",
];

/// Reads the file and shows what was guessed. A list whose columns nobody recognises is shown all the same, its first row as
/// the header, so that they can be named by hand.
///
/// # Errors
/// `Read` when nothing of the file can be read, `File` when it is not there, `Refused` for options that there are none of.
pub fn preview_contacts(session: &mut Session, asked: PreviewContacts) -> Result<ContactPreview> {
    let encoding = asked.encoding.as_deref();
    let (opened, recognised) = match reading::open(session, &asked.path, encoding, &asked.options) {
        Err(Error::Read(ReadError::NoHeader { .. })) if asked.options.header.is_none() => {
            let mut options = asked.options.clone();
            options.header = Some(HeaderAt { first: 1, rows: 1 });
            let opened = reading::open(session, &asked.path, encoding, &options)?;
            (opened, asked.options.mapping.is_some())
        }
        opened => (opened?, true),
    };
    let words = words(session.language());
    Ok(shown(words, &asked, &opened, recognised))
}

fn shown(
    words: &Words,
    asked: &PreviewContacts,
    opened: &Opened,
    recognised: bool,
) -> ContactPreview {
    let file = &opened.file;
    let seen = &file.seen;
    let format = tell::format_id(file.format);
    ContactPreview {
        file_name: super::file_name(&asked.path),
        digest: opened.digest.clone(),
        format: format.to_owned(),
        encoding: file.encoding.clone(),
        encodings: if file.encoding == "-" {
            Vec::new()
        } else {
            ENCODINGS.map(str::to_owned).to_vec()
        },
        delimiter: seen.delimiter.map(|c| match c {
            '\t' => "tab".to_owned(),
            c => c.to_string(),
        }),
        sheets: seen
            .sheets
            .iter()
            .map(|sheet| PreviewSheet {
                name: sheet.name.clone(),
                rows: number(sheet.rows),
                hidden: sheet.hidden,
                chosen: seen.sheet.as_ref() == Some(&sheet.name),
            })
            .collect(),
        header: seen.header.map(|HeaderRows { first, rows }| HeaderAt {
            first: number(first),
            rows: number(rows),
        }),
        titles: seen.titles.clone(),
        preset: seen.preset.as_ref().map_or_else(String::new, |id| {
            words.get(&format!("import.preset.{id}")).to_owned()
        }),
        header_print: seen.header_print.clone(),
        mapping_kept: opened.by_kept,
        recognised: recognised || seen.columns.iter().any(|column| column.field.is_some()),
        columns: seen
            .columns
            .iter()
            .map(|column| PreviewColumn {
                header: column.header.clone(),
                field: column.field.map(|field| field.id().to_owned()),
                guessed: column.guessed.map(|field| field.id().to_owned()),
                samples: column.samples.clone(),
            })
            .collect(),
        fields: Field::ALL
            .iter()
            .map(|field| {
                let key = format!("import.column.{}", field.id());
                (field.id().to_owned(), words.get(&key).to_owned())
            })
            .collect(),
        offers: seen
            .offers
            .iter()
            .map(|offer| PreviewOffer {
                id: offer.kind.id().to_owned(),
                name: offer_name(words, offer.kind, offer.count),
                accepted: offer.accepted,
                count: number(offer.count),
                rows: offer.rows.iter().map(|row| number(*row)).collect(),
                examples: offer.examples.clone(),
            })
            .collect(),
        notices: notices(words, file),
        read: number(file.entries.len()),
        rejected: number(file.entries.iter().filter(|e| e.person.is_err()).count()),
        rows: file
            .entries
            .iter()
            .take(20)
            .map(|entry| row(words, entry.row, &entry.person, &entry.name_hint))
            .collect(),
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn offer_name(words: &Words, kind: OfferKind, count: usize) -> String {
    words.fill(&format!("import.offer.{}", kind.id()), &[("count", &count)])
}

/// What she would not see in the rows themselves, one sentence each.
pub(super) fn notices(words: &Words, file: &exchange::ForeignFile) -> Vec<String> {
    let seen = &file.seen;
    let mut told = Vec::new();
    let hidden: Vec<&str> = seen
        .sheets
        .iter()
        .filter(|sheet| sheet.hidden && sheet.rows > 0)
        .map(|sheet| sheet.name.as_str())
        .collect();
    let others = seen
        .sheets
        .iter()
        .filter(|sheet| !sheet.hidden && sheet.rows > 0 && Some(&sheet.name) != seen.sheet.as_ref())
        .map(|sheet| sheet.name.as_str());
    let others: Vec<&str> = others.collect();
    let separator = words.get("list.separator");
    if !others.is_empty() {
        told.push(words.fill(
            "import.notice.other_sheets",
            &[
                ("sheet", &seen.sheet.clone().unwrap_or_default()),
                ("others", &others.join(separator)),
            ],
        ));
    }
    if !hidden.is_empty() {
        told.push(words.fill(
            "import.notice.hidden_sheets",
            &[("sheets", &hidden.join(separator))],
        ));
    }
    for (key, count) in [
        ("import.notice.hidden_rows", seen.hidden_rows),
        ("import.notice.hidden_columns", seen.hidden_columns),
        ("import.notice.merged_filled", seen.merged_filled),
    ] {
        if count > 0 {
            told.push(words.fill(key, &[("count", &count)]));
        }
    }
    for offer in seen
        .offers
        .iter()
        .filter(|offer| offer.kind != OfferKind::HiddenRows)
    {
        let name = offer_name(words, offer.kind, offer.count);
        let key = if offer.accepted {
            "import.notice.done"
        } else {
            "import.notice.offered"
        };
        told.push(words.fill(key, &[("offer", &name)]));
    }
    let people = || {
        file.entries
            .iter()
            .filter_map(|entry| entry.person.as_ref().ok())
    };
    let dropped: usize = people().map(|person| person.dropped.len()).sum();
    if dropped > 0 {
        told.push(words.fill("import.notice.dropped", &[("count", &dropped)]));
    }
    told
}

fn row(
    words: &Words,
    row: usize,
    person: &std::result::Result<ForeignPerson, Rejection>,
    hint: &str,
) -> PreviewRow {
    let Ok(person) = person.as_ref() else {
        return PreviewRow {
            row: number(row),
            name: hint.to_owned(),
            kana: String::new(),
            post: String::new(),
            reach: Vec::new(),
            note: Vec::new(),
            rejected: person
                .as_ref()
                .err()
                .map(|rejection| tell::rejected(words, rejection))
                .unwrap_or_default(),
        };
    };
    let phones = person.phones.iter().map(|phone| phone.typed.clone());
    let leftovers = person.leftovers.iter().map(|(header, value)| {
        if header.is_empty() {
            value.clone()
        } else {
            format!("{header}：{value}")
        }
    });
    PreviewRow {
        row: number(row),
        name: person.name.clone(),
        kana: person.kana.clone(),
        post: in_one_line([&person.organisation, &person.department, &person.title]),
        reach: phones.chain(person.emails.iter().cloned()).collect(),
        note: person
            .note
            .lines()
            .map(str::to_owned)
            .chain(leftovers)
            .collect(),
        rejected: String::new(),
    }
}

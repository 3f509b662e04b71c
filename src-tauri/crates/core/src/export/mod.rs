//! Lists out again: who may be listed is decided by consent; no cell can become a formula.

mod rows;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use exchange::ForeignPerson;
use exchange::export::{CardVersion, Group, Table};
use ledger::log::ExportEntry;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::words::{Words, words};
use crate::{Error, Result, Session, file, request};
use rows::{COLUMNS, Rows, kept};

/// A list of people. Those without consent are absent; those who agreed for their workplace only are listed without mobile and
/// e-mail. Which columns there are is asked of the ledger's one list: what stays in the office is in the list for her own use
/// alone, what is private in none.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct ExportPeople {
    pub path: PathBuf,
    /// Over the file, which then ends in `.age` as well; `null`: the file lies in clear.
    #[serde(default)]
    pub passphrase: Option<String>,
    /// Also those whose consent is still unknown (for her own use).
    pub include_unknown: bool,
    /// `null`: by the path's ending (.csv, .xlsx, .vcf).
    #[serde(default)]
    pub format: Option<PeopleFormat>,
    /// For `csv_cp932`: what can't be written is replaced. Otherwise nothing is written as long as there is such a character.
    #[serde(default)]
    pub replace: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PeopleFormat {
    /// UTF-8 with a BOM, as Excel opens it by double click.
    Csv,
    /// For programs that know nothing else.
    CsvCp932,
    /// Cells of text.
    Xlsx,
    /// For paper: under a heading for each organisation.
    XlsxByOrganisation,
    /// vCard 3.0, as telephones take it.
    Vcard3,
    /// vCard 4.0.
    Vcard4,
}

impl PeopleFormat {
    fn ending(self) -> &'static str {
        match self {
            Self::Csv | Self::CsvCp932 => "csv",
            Self::Xlsx | Self::XlsxByOrganisation => "xlsx",
            Self::Vcard3 | Self::Vcard4 => "vcf",
        }
    }

    fn id(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::CsvCp932 => "csv_cp932",
            Self::Xlsx => "xlsx",
            Self::XlsxByOrganisation => "xlsx_by_organisation",
            Self::Vcard3 => "vcard3",
            Self::Vcard4 => "vcard4",
        }
    }
}

/// A list, written or not.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PeopleExported {
    pub path: String,
    /// People left out for want of consent.
    pub left_out: u32,
    /// In words; empty when there is nothing to say.
    pub message: String,
    /// False when characters stand against it: then there is no file, or that of before.
    pub written: bool,
    /// What CP932 can't hold.
    pub unwritable: Vec<UnwritableCharacter>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct UnwritableCharacter {
    pub text: String,
    /// What would be written instead.
    pub instead: String,
    /// Cells that it stands in.
    pub cells: u32,
    /// The first of them.
    pub example: String,
}

/// Writes the list.
///
/// # Errors
/// `Refused` when the path's ending is none of the format, `File` when it can't be written; then nothing is half-written.
pub fn export_people(session: &mut Session, asked: ExportPeople) -> Result<PeopleExported> {
    let path = request::place("path", &asked.path)?;
    let format = format(path, &asked)?;
    let words = words(session.language());
    let rows = rows::rows(session, asked.include_unknown)?;
    let title = words.get("export.people_title").to_owned();
    let left_out = rows.left_out;
    let day = crate::dates::date_words(session, session.now.today);
    let (bytes, unwritable) = bytes(words, &title, &day, rows, format, path)?;
    let characters = unwritable
        .iter()
        .take(20)
        .map(|one| format!("{} → {}", one.text, one.instead))
        .collect::<Vec<_>>()
        .join(words.get("list.separator"));
    if !unwritable.is_empty() && !asked.replace {
        return Ok(PeopleExported {
            path: String::new(),
            left_out,
            message: words.fill(
                "export.unwritable",
                &[("count", &unwritable.len()), ("characters", &characters)],
            ),
            written: false,
            unwritable,
        });
    }
    file::give(path, &bytes, asked.passphrase.as_deref())?;
    let entry = ExportEntry {
        at: session.now.utc,
        what: "people".to_owned(),
        subject: title,
        format: format.id().to_owned(),
        audience: if asked.include_unknown {
            "office"
        } else {
            "shared"
        }
        .to_owned(),
        file: path.display().to_string(),
        left_out: left_out.into(),
    };
    session.operation("people.export", &entry.file, |write| {
        Ok(write.add_export(&entry)?)
    })?;
    let mut message = Vec::new();
    if left_out > 0 {
        message.push(words.fill("export.people_left_out", &[("count", &left_out)]));
    }
    if !unwritable.is_empty() {
        message.push(words.fill("export.replaced", &[("characters", &characters)]));
    }
    Ok(PeopleExported {
        path: path.display().to_string(),
        left_out,
        message: message.join(" "),
        written: true,
        unwritable,
    })
}

/// The format that is asked for, which the path's ending must fit, else the one of the ending.
fn format(path: &Path, asked: &ExportPeople) -> Result<PeopleFormat> {
    let inside = file::inside(path, asked.passphrase.is_some())?;
    let ending = inside
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase())
        .unwrap_or_default();
    let by_ending = match ending.as_str() {
        "csv" => Some(PeopleFormat::Csv),
        "xlsx" => Some(PeopleFormat::Xlsx),
        "vcf" => Some(PeopleFormat::Vcard3),
        _ => None,
    };
    asked
        .format
        .map_or(by_ending, |format| {
            (format.ending() == ending).then_some(format)
        })
        .ok_or_else(|| Error::refused("path", "refused.ending"))
}

/// The file, and what of it CP932 can't hold where that matters.
fn bytes(
    words: &Words,
    title: &str,
    day: &str,
    rows: Rows,
    format: PeopleFormat,
    path: &Path,
) -> Result<(Vec<u8>, Vec<UnwritableCharacter>)> {
    let failed = |error: String| Error::File {
        action: "write",
        path: path.display().to_string(),
        source: std::io::Error::other(error),
    };
    let organisation = rows.organisation_column();
    let header = kept(
        COLUMNS.map(|(key, _, _)| words.get(&format!("export.column.{key}")).to_owned()),
        &rows.columns,
    );
    let mut table = Table {
        title: title.to_owned(),
        header,
        rows: Vec::new(),
    };
    let cells = |rows: Rows| rows.rows.into_iter().map(|row| row.cells).collect();
    let cards =
        |rows: Rows| -> Vec<ForeignPerson> { rows.rows.into_iter().map(|row| row.card).collect() };
    Ok(match format {
        PeopleFormat::Csv => {
            table.rows = cells(rows);
            (exchange::export::csv(&table), Vec::new())
        }
        PeopleFormat::CsvCp932 => {
            table.rows = cells(rows);
            let unwritable = exchange::export::unwritable(&table)
                .into_iter()
                .map(|one| UnwritableCharacter {
                    text: one.text,
                    instead: one.instead,
                    cells: u32::try_from(one.cells).unwrap_or(u32::MAX),
                    example: one.example,
                })
                .collect();
            (exchange::export::csv_cp932(&table), unwritable)
        }
        PeopleFormat::Xlsx => {
            table.rows = cells(rows);
            let written = exchange::export::xlsx(&table).map_err(failed)?;
            (written, Vec::new())
        }
        PeopleFormat::XlsxByOrganisation => {
            table.title = words.fill(
                "export.by_organisation",
                &[("title", &title), ("day", &day)],
            );
            let hidden: Vec<usize> = organisation.into_iter().collect();
            let groups = groups(words, rows);
            let written = exchange::export::directory(&table, &groups, &hidden).map_err(failed)?;
            (written, Vec::new())
        }
        PeopleFormat::Vcard3 => (
            exchange::export::vcards(&cards(rows), CardVersion::V3),
            Vec::new(),
        ),
        PeopleFormat::Vcard4 => (
            exchange::export::vcards(&cards(rows), CardVersion::V4),
            Vec::new(),
        ),
    })
}

/// People by workplace, in the order of its reading, those without one last.
fn groups(words: &Words, rows: Rows) -> Vec<Group> {
    let mut groups: BTreeMap<(bool, String, String), Vec<Vec<String>>> = BTreeMap::new();
    for row in rows.rows {
        let (name, reading) = row.organisation;
        let reading = japanese::key::kana(if reading.is_empty() { &name } else { &reading });
        groups
            .entry((name.is_empty(), reading, name))
            .or_default()
            .push(row.cells);
    }
    groups
        .into_iter()
        .map(|((nowhere, _, name), rows)| Group {
            heading: format!(
                "■ {}（{}）",
                if nowhere {
                    words.get("export.no_organisation")
                } else {
                    &name
                },
                rows.len()
            ),
            rows,
        })
        .collect()
}

//! Rows that can't be taken in, as a file of their own: the reason in the first column, the file's own columns behind it. Mended
//! in a spreadsheet it is imported like any list; the reason is passed over.

use std::path::PathBuf;

use exchange::export::Table;
use exchange::{Format, ReadOptions};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::reading::{self, ContactOptions};
use super::tell;
use crate::words::words;
use crate::{Error, Exported, Result, Session, file, request};

/// Which file's rows, and where to.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SaveRejected {
    pub path: PathBuf,
    #[serde(default)]
    pub encoding: Option<String>,
    #[serde(default)]
    pub options: ContactOptions,
    /// Also these rows, which could be read but which she left out.
    #[serde(default)]
    pub rows: Vec<u32>,
    /// Ends in .csv or .xlsx.
    pub to: PathBuf,
}

/// Writes the rows that can't be read, and those that she names. The ledger is not touched; nothing of it is in the file.
///
/// # Errors
/// As reading the file; `Refused` when `to` ends neither in .csv nor in .xlsx, or when there is no such row; `File`.
pub fn save_rejected(session: &mut Session, asked: SaveRejected) -> Result<Exported> {
    let to = request::place("to", &asked.to)?;
    let ending = to
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase());
    let opened = reading::open(
        session,
        &asked.path,
        asked.encoding.as_deref(),
        &asked.options,
    )?;
    let options = ReadOptions {
        keep_cells: true,
        ..opened.options
    };
    let name = super::file_name(&asked.path);
    let read = exchange::read_with(&opened.bytes, &name, &options)?;
    let words = words(session.language());
    let is_card = read.format == Format::Vcard;
    let mut header = vec![words.get("import.reason_header").to_owned()];
    if is_card {
        header.extend(exchange::readable_header());
    } else {
        header.extend(read.columns.iter().map(|(word, _)| word.clone()));
    }
    let mut rows: Vec<Vec<String>> = Vec::new();
    for entry in &read.entries {
        let named = u32::try_from(entry.row).is_ok_and(|row| asked.rows.contains(&row));
        let reason = match &entry.person {
            Err(rejection) => tell::rejected(words, rejection),
            // Several people of one row share its cells.
            Ok(_) if named && entry.part == 0 => words.get("import.left_out").to_owned(),
            Ok(_) => continue,
        };
        let mut cells = vec![reason];
        cells.extend(entry.cells.iter().cloned());
        rows.push(cells);
    }
    if rows.is_empty() {
        return Err(Error::refused("rows", "refused.no_such_row"));
    }
    let width = rows.iter().map(Vec::len).max().unwrap_or_default();
    header.resize(width.max(header.len()), String::new());
    let table = Table {
        title: words.get("import.rejected_title").to_owned(),
        header,
        rows,
    };
    let bytes = match ending.as_deref() {
        Some("csv") => exchange::export::csv(&table),
        Some("xlsx") => exchange::export::xlsx(&table).map_err(|error| Error::File {
            action: "write",
            path: to.display().to_string(),
            source: std::io::Error::other(error),
        })?,
        Some(_) | None => return Err(Error::refused("to", "refused.ending")),
    };
    file::write(to, &bytes)?;
    Ok(Exported {
        path: to.display().to_string(),
        left_out: 0,
        message: words.fill("import.rejected_saved", &[("count", &table.rows.len())]),
    })
}

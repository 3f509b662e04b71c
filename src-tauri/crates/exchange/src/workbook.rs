//! Workbooks: XLSX, XLS, XLSB, ODS. Telephone numbers and dates that became numbers, merged cells, hidden sheets and rows.
//!
//! The first visible sheet with a recognisable header is read, or the one that is asked for.

mod compound;
mod container;
mod legacy;
mod ods;
mod parts;
mod values;
mod xlsx;

use std::collections::{BTreeMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::options::{Offers, ReadOptions};
use crate::seen::SheetSeen;
use crate::sniff::contains;
use crate::table::{self, Row};
use crate::{ForeignFile, Format, ReadError};

/// More cells than this are no list of people but an attack on the memory.
const CELLS: usize = 4_000_000;

/// Text that all cells of a sheet together may hold: one long text may stand in every cell at the cost of its number.
const TEXT: usize = 64 * 1024 * 1024;

/// More sheets than any workbook of lists has.
const SHEETS: usize = 1_000;

/// Reads a ZIP container.
///
/// # Errors
/// `Damaged`, `Explodes`, `PasswordProtected`, `NotContacts` for a ZIP that is no workbook, `NoSuchSheet`, `NoHeader`.
pub(crate) fn read_zip(
    bytes: &[u8],
    file_name: &str,
    options: &ReadOptions,
) -> Result<ForeignFile, ReadError> {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    let name = file_name.to_lowercase();
    if contains(head, b"application/vnd.oasis.opendocument.spreadsheet") || name.ends_with(".ods") {
        return guarded(|| ods::read(bytes, options));
    }
    if name.ends_with(".xlsb") || contains(bytes, b"xl/workbook.bin") {
        return guarded(|| xlsx::read_binary(bytes, options));
    }
    let workbook = name.ends_with(".xlsx") || name.ends_with(".xlsm") || contains(bytes, b"xl/");
    if !workbook {
        let office = contains(head, b"word/") || contains(bytes, b"word/document.xml");
        return Err(ReadError::NotContacts {
            looks_like: if office { "doc" } else { "zip" },
        });
    }
    guarded(|| xlsx::read(bytes, options))
}

/// Reads an OLE compound file: a protected XLSX, or a workbook of before 2007.
///
/// # Errors
/// As [`read_zip`].
pub(crate) fn read_ole(bytes: &[u8], options: &ReadOptions) -> Result<ForeignFile, ReadError> {
    let has = |stream: &str| {
        let name: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
        contains(bytes, &name)
    };
    if has("EncryptedPackage") {
        return Err(ReadError::PasswordProtected);
    }
    if has("WordDocument") {
        return Err(ReadError::NotContacts { looks_like: "doc" });
    }
    if !has("Workbook") && !has("Book") {
        return Err(ReadError::NotContacts {
            looks_like: "binary",
        });
    }
    guarded(|| legacy::read(bytes, options))
}

/// A damaged file may trip an assertion of a reader: that is the file's damage, not ours.
fn guarded(
    read: impl FnOnce() -> Result<ForeignFile, ReadError>,
) -> Result<ForeignFile, ReadError> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(damaged("the reader gave up")))
}

fn damaged(detail: impl ToString) -> ReadError {
    ReadError::Damaged {
        detail: detail.to_string(),
    }
}

/// First and last cell of a merged area, row before column, from 0.
type Area = ((u32, u32), (u32, u32));

/// A sheet as read.
#[derive(Default)]
struct Sheet {
    rows: BTreeMap<u32, Vec<String>>,
    merges: Vec<Area>,
    hidden_rows: HashSet<u32>,
    hidden_columns: usize,
    cells: usize,
    text: usize,
}

impl Sheet {
    /// # Errors
    /// `Damaged` when there are more cells than may be, `Explodes` when they hold more text.
    fn put(&mut self, row: u32, column: u32, text: String) -> Result<(), ReadError> {
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if text.is_empty() || column >= table::COLUMNS * 2 {
            return Ok(());
        }
        self.text += text.len();
        if self.text > TEXT {
            return Err(ReadError::Explodes { bytes: TEXT as u64 });
        }
        let cells = match self.rows.last_entry() {
            Some(last) if *last.key() == row => last.into_mut(),
            _ => self.rows.entry(row).or_default(),
        };
        if cells.len() <= column {
            // Empty cells before this one take memory as well.
            self.cells += column + 1 - cells.len();
            cells.resize(column + 1, String::new());
        }
        if let Some(cell) = cells.get_mut(column) {
            *cell = text;
        }
        if self.cells > CELLS {
            return Err(damaged("the sheet has too many cells"));
        }
        Ok(())
    }
}

/// Reads the sheet that is asked for, else the first visible one with a header; fails with the error of the first sheet that
/// has anything.
///
/// # Errors
/// `NoSuchSheet`, and those of the sheets.
fn choose(
    sheets: Vec<SheetSeen>,
    options: &ReadOptions,
    mut read: impl FnMut(&str) -> Result<Sheet, ReadError>,
) -> Result<ForeignFile, ReadError> {
    let wanted: Vec<String> = sheets
        .iter()
        .filter(|sheet| match &options.sheet {
            Some(name) => sheet.name == *name,
            None => !sheet.hidden,
        })
        .map(|sheet| sheet.name.clone())
        .collect();
    if let (Some(name), []) = (&options.sheet, wanted.as_slice()) {
        return Err(ReadError::NoSuchSheet(name.clone()));
    }
    let mut first_error = None;
    let mut budget = 2 * CELLS;
    for name in wanted {
        let found = read(&name).and_then(|sheet| {
            // One sheet after the other without a list in it.
            budget = budget
                .checked_sub(sheet.cells)
                .ok_or_else(|| damaged("the workbook has too many cells"))?;
            if sheet.rows.is_empty() {
                return Err(ReadError::Empty);
            }
            let hidden_columns = sheet.hidden_columns;
            let mut found = table::read(table_rows(sheet), options, Offers::new(options))?;
            found.seen.hidden_columns = hidden_columns;
            Ok(found)
        });
        match found {
            Ok(mut found) => {
                found.seen.sheet = Some(name);
                found.seen.sheets = sheets;
                return Ok(ForeignFile {
                    format: Format::Xlsx,
                    encoding: "-".to_owned(),
                    columns: found.columns,
                    entries: found.entries,
                    seen: found.seen,
                });
            }
            Err(error @ ReadError::Explodes { .. }) => return Err(error),
            // An empty sheet says least of all why nothing was found.
            Err(error) if matches!(first_error, None | Some(ReadError::Empty)) => {
                first_error = Some(error)
            }
            Err(_) => {}
        }
    }
    Err(first_error.unwrap_or(ReadError::Empty))
}

fn table_rows(sheet: Sheet) -> Vec<Row<'static>> {
    let mut merged: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    // More merged cells than a list has cells are an attack on the memory.
    let mut budget = CELLS / 8;
    for ((top, left), (bottom, right)) in sheet.merges {
        if bottom <= top {
            continue;
        }
        let right = right.min(left.saturating_add(512)).min(2 * 2_000);
        for (row, _) in sheet.rows.range(top + 1..=bottom) {
            if budget == 0 {
                break;
            }
            for column in left..=right {
                budget = budget.saturating_sub(1);
                merged
                    .entry(*row)
                    .or_default()
                    .push(usize::try_from(column).unwrap_or_default());
            }
        }
    }
    sheet
        .rows
        .into_iter()
        .map(|(row, cells)| Row {
            merged: {
                let mut merged = merged.remove(&row).unwrap_or_default();
                merged.sort_unstable();
                merged.dedup();
                merged
            },
            hidden: sheet.hidden_rows.contains(&row),
            ..Row::of(
                usize::try_from(row).unwrap_or_default() + 1,
                Ok(cells.into_iter().map(Into::into).collect()),
            )
        })
        .collect()
}

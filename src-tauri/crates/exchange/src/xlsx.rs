//! XLSX workbooks: telephone numbers and dates that Excel turned into numbers.
//!
//! The first visible sheet with a recognisable header is read; XLS, XLSB and ODS workbooks are read alike, without
//! their merged cells.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{
    Data, DataRef, ExcelDateTime, Ods, Reader, SheetVisible, Xls, XlsError, Xlsb, Xlsx, XlsxError,
};

use crate::sniff::contains;
use crate::table::{self, Row};
use crate::{ForeignFile, Format, ReadError};

/// Columns behind this one are nobody's list.
const COLUMNS: u32 = 512;
/// More cells than this are no list of people but an attack on the memory.
const CELLS: usize = 8_000_000;
/// What a workbook may unpack to, by its own account.
const UNPACKED: u64 = 1024 * 1024 * 1024;

type Rows = BTreeMap<u32, Vec<String>>;

/// Reads a ZIP container.
///
/// # Errors
/// `Damaged`, `PasswordProtected`, `NotContacts` for a ZIP that is no workbook, `NoHeader`.
pub(crate) fn read_zip(bytes: &[u8], file_name: &str) -> Result<ForeignFile, ReadError> {
    if unpacked_size(bytes) > UNPACKED {
        return Err(ReadError::Damaged {
            detail: "it unpacks to more than 1 GiB".to_owned(),
        });
    }
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    if contains(head, b"application/vnd.oasis.opendocument.spreadsheet") {
        return guarded(|| ods(bytes));
    }
    let name = file_name.to_lowercase();
    if name.ends_with(".xlsb") || contains(bytes, b"xl/workbook.bin") {
        return guarded(|| xlsb(bytes));
    }
    let workbook = name.ends_with(".xlsx") || name.ends_with(".xlsm") || contains(bytes, b"xl/");
    if !workbook {
        let office = contains(head, b"word/") || contains(bytes, b"word/document.xml");
        return Err(ReadError::NotContacts {
            looks_like: if office { "doc" } else { "zip" },
        });
    }
    guarded(|| xlsx(bytes))
}

/// Reads an OLE compound file: a protected XLSX, or a workbook of before 2007.
///
/// # Errors
/// As [`read_zip`].
pub(crate) fn read_ole(bytes: &[u8]) -> Result<ForeignFile, ReadError> {
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
    guarded(|| xls(bytes))
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

fn xlsx(bytes: &[u8]) -> Result<ForeignFile, ReadError> {
    let from = |error: XlsxError| match error {
        XlsxError::Password => ReadError::PasswordProtected,
        error => damaged(error),
    };
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(from)?;
    first_with_header(visible(&workbook), |name| {
        let mut rows = Rows::new();
        let mut cells = 0_usize;
        let mut reader = workbook.worksheet_cells_reader(name).map_err(from)?;
        while let Some(cell) = reader.next_cell().map_err(from)? {
            let (row, column) = cell.get_position();
            put(&mut rows, row, column, text_of_ref(cell.get_value()));
            cells += 1;
            if cells > CELLS {
                return Err(damaged("the sheet has too many cells"));
            }
        }
        drop(reader);
        let merges = workbook.merge_cells_by_sheet_name(name).unwrap_or_default();
        Ok((
            rows,
            merges
                .into_iter()
                .map(|area| (area.start, area.end))
                .collect(),
        ))
    })
}

fn xls(bytes: &[u8]) -> Result<ForeignFile, ReadError> {
    let mut workbook = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsError::Password => ReadError::PasswordProtected,
        error => damaged(error),
    })?;
    first_with_header(visible(&workbook), |name| plain(&mut workbook, name))
}

fn xlsb(bytes: &[u8]) -> Result<ForeignFile, ReadError> {
    let mut workbook = Xlsb::new(Cursor::new(bytes)).map_err(damaged)?;
    first_with_header(visible(&workbook), |name| plain(&mut workbook, name))
}

fn ods(bytes: &[u8]) -> Result<ForeignFile, ReadError> {
    let mut workbook = Ods::new(Cursor::new(bytes)).map_err(|error| match error {
        calamine::OdsError::Password => ReadError::PasswordProtected,
        error => damaged(error),
    })?;
    first_with_header(visible(&workbook), |name| plain(&mut workbook, name))
}

fn visible<R: std::io::Read + std::io::Seek>(workbook: &impl Reader<R>) -> Vec<String> {
    workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .collect()
}

/// First and last cell of a merged area, row before column.
type Area = ((u32, u32), (u32, u32));

/// Rows and merged areas of a sheet.
type Sheet = (Rows, Vec<Area>);

fn plain<'a, W>(workbook: &mut W, name: &str) -> Result<Sheet, ReadError>
where
    W: Reader<Cursor<&'a [u8]>>,
    W::Error: ToString,
{
    let range = workbook.worksheet_range(name).map_err(damaged)?;
    let (first_row, first_column) = range.start().unwrap_or_default();
    let mut rows = Rows::new();
    for (row, column, cell) in range.used_cells() {
        let row = first_row.saturating_add(u32::try_from(row).unwrap_or(u32::MAX));
        let column = first_column.saturating_add(u32::try_from(column).unwrap_or(u32::MAX));
        put(&mut rows, row, column, text_of(cell));
    }
    Ok((rows, Vec::new()))
}

/// The first sheet with a header; else the error of the first sheet that has anything.
fn first_with_header(
    names: Vec<String>,
    mut sheet: impl FnMut(&str) -> Result<Sheet, ReadError>,
) -> Result<ForeignFile, ReadError> {
    let mut first_error = None;
    for name in names {
        let read = sheet(&name).and_then(|(rows, merges)| {
            if rows.is_empty() {
                Err(ReadError::Empty)
            } else {
                table::read(table_rows(rows, &merges))
            }
        });
        match read {
            Ok((columns, entries)) => {
                return Ok(ForeignFile {
                    format: Format::Xlsx,
                    encoding: "-".to_owned(),
                    columns,
                    entries,
                });
            }
            // An empty sheet says least of all why nothing was found.
            Err(error) if matches!(first_error, None | Some(ReadError::Empty)) => {
                first_error = Some(error)
            }
            Err(_) => {}
        }
    }
    Err(first_error.unwrap_or(ReadError::Empty))
}

fn put(rows: &mut Rows, row: u32, column: u32, text: String) {
    if text.is_empty() || column >= COLUMNS {
        return;
    }
    let column = usize::try_from(column).unwrap_or_default();
    let cells = rows.entry(row).or_default();
    if cells.len() <= column {
        cells.resize(column + 1, String::new());
    }
    if let Some(cell) = cells.get_mut(column) {
        *cell = text;
    }
}

fn table_rows(rows: Rows, merges: &[Area]) -> Vec<Row> {
    let mut merged: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    let mut budget = CELLS;
    for ((top, left), (bottom, right)) in
        merges.iter().filter(|((top, _), (bottom, _))| bottom > top)
    {
        for (row, _) in rows.range(top.saturating_add(1)..=*bottom) {
            for column in *left..=(*right).min(COLUMNS) {
                budget = budget.saturating_sub(1);
                if budget > 0 {
                    merged
                        .entry(*row)
                        .or_default()
                        .push(usize::try_from(column).unwrap_or_default());
                }
            }
        }
    }
    rows.into_iter()
        .map(|(row, cells)| Row {
            readable: Vec::new(),
            number: usize::try_from(row).unwrap_or_default() + 1,
            merged: merged.remove(&row).unwrap_or_default(),
            cells: Ok(cells),
        })
        .collect()
}

fn text_of_ref(cell: &DataRef<'_>) -> String {
    match cell {
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.clone()
        }
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number_text(*number),
        DataRef::Bool(truth) => truth_text(*truth),
        DataRef::DateTime(date) => date_text(date),
        // #N/A and the like are no values.
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

fn text_of(cell: &Data) -> String {
    match cell {
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number_text(*number),
        Data::Bool(truth) => truth_text(*truth),
        Data::DateTime(date) => date_text(date),
        Data::Error(_) | Data::Empty => String::new(),
    }
}

/// A whole number without the decimal point that every number of a sheet has.
fn number_text(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        format!("{number:.0}")
    } else {
        number.to_string()
    }
}

fn truth_text(truth: bool) -> String {
    if truth { "TRUE" } else { "FALSE" }.to_owned()
}

/// 2026-11-22, with the time when there is one. The calendar of 1904 is already reckoned in.
fn date_text(date: &ExcelDateTime) -> String {
    match date.as_datetime() {
        Some(day) if !date.is_duration() => {
            let midnight = day.time() == chrono::NaiveTime::MIN;
            day.format(if midnight {
                "%Y-%m-%d"
            } else {
                "%Y-%m-%d %H:%M"
            })
            .to_string()
        }
        _ => number_text(date.as_f64()),
    }
}

/// The sum of the unpacked sizes in the directory at the end of a ZIP; 0 when there is none.
fn unpacked_size(bytes: &[u8]) -> u64 {
    let word = |at: usize| {
        let b = bytes.get(at..at.checked_add(2)?)?;
        Some(u16::from_le_bytes(b.try_into().ok()?))
    };
    let long = |at: usize| {
        let b = bytes.get(at..at.checked_add(4)?)?;
        Some(u32::from_le_bytes(b.try_into().ok()?))
    };
    let tail = bytes.len().saturating_sub(66_000);
    let end = bytes
        .get(tail..)
        .unwrap_or_default()
        .windows(4)
        .rposition(|w| w == b"PK\x05\x06")
        .map(|at| at + tail);
    let mut at = end
        .and_then(|end| long(end + 16))
        .and_then(|at| usize::try_from(at).ok())
        .unwrap_or(usize::MAX);
    let mut sum = 0_u64;
    while at < bytes.len()
        && bytes
            .get(at..)
            .is_some_and(|rest| rest.starts_with(b"PK\x01\x02"))
    {
        sum = sum.saturating_add(u64::from(long(at + 24).unwrap_or_default()));
        let names: usize = [28, 30, 32]
            .iter()
            .filter_map(|field| word(at + field))
            .map(usize::from)
            .sum();
        at += 46 + names;
    }
    sum
}

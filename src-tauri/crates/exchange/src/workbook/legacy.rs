//! XLS of before 2007 (BIFF5 and BIFF8), record by record.
//!
//! Read here and not by a crate: what a file says of its own size is believed by nobody, hidden rows are seen, and a file of five
//! kilobytes can't ask for gigabytes.

mod book;
mod records;
mod strings;

use std::collections::HashSet;

use calamine::{Data, ExcelDateTime, ExcelDateTimeType};

use super::{Sheet, choose, compound, damaged, values};
use crate::seen::SheetSeen;
use crate::{ForeignFile, ReadError, ReadOptions};
use book::Book;
use records::{Record, double, records, short, word};

/// Reads an XLS.
///
/// # Errors
/// As [`super::read_ole`].
pub(super) fn read(bytes: &[u8], options: &ReadOptions) -> Result<ForeignFile, ReadError> {
    let stream = compound::stream(bytes, &["Workbook", "Book"])?;
    let book = book::read(&stream)?;
    // Sheets that share their records would be read as often as there are names.
    let mut left = stream.len() * 2;
    let mut seen = Vec::with_capacity(book.sheets.len());
    for listed in &book.sheets {
        let (mut rows, mut depth) = (HashSet::new(), 0_usize);
        for record in records(&stream, listed.at) {
            left = left
                .checked_sub(record.data.len() + 4)
                .ok_or_else(|| damaged("sheets that share their records"))?;
            match record.kind {
                records::BEGIN => depth += 1,
                records::END => depth = depth.saturating_sub(1),
                kind if depth == 1 && is_cell(kind) => {
                    rows.insert(short(record.data, 0));
                }
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
        seen.push(SheetSeen {
            name: listed.name.clone(),
            rows: rows.len(),
            hidden: listed.hidden,
        });
    }
    choose(seen, options, |name| {
        let listed = book.sheets.iter().find(|sheet| sheet.name == name);
        let at = listed.ok_or_else(|| damaged("no such sheet"))?.at;
        sheet(substream(&stream, at), &book)
    })
}

/// The records of a sheet, without those of charts laid into it.
fn substream(stream: &[u8], at: usize) -> impl Iterator<Item = Record<'_>> {
    let mut depth = 0_usize;
    records(stream, at)
        .take_while(move |record| {
            match record.kind {
                records::BEGIN => depth += 1,
                records::END => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth > 0
        })
        .scan(0_usize, |depth, record| {
            match record.kind {
                records::BEGIN => *depth += 1,
                records::END => *depth -= 1,
                _ => {}
            }
            Some((*depth, record))
        })
        .filter(|(depth, record)| *depth == 1 && record.kind != records::END)
        .map(|(_, record)| record)
}

const NUMBER: u16 = 0x0203;
const LABEL: u16 = 0x0204;
const TRUTH: u16 = 0x0205;
const TEXT_OF_FORMULA: u16 = 0x0207;
const ROW: u16 = 0x0208;
const RK: u16 = 0x027e;
const RICH_LABEL: u16 = 0x00d6;
const LABEL_SHARED: u16 = 0x00fd;
const MANY_RK: u16 = 0x00bd;
const MERGED: u16 = 0x00e5;
const COLUMNS: u16 = 0x007d;
const FORMULA: [u16; 3] = [0x0006, 0x0206, 0x0406];

fn is_cell(kind: u16) -> bool {
    matches!(
        kind,
        NUMBER | LABEL | TRUTH | RK | RICH_LABEL | LABEL_SHARED | MANY_RK
    ) || FORMULA.contains(&kind)
}

fn sheet<'a>(records: impl Iterator<Item = Record<'a>>, book: &Book) -> Result<Sheet, ReadError> {
    let mut sheet = Sheet::default();
    // Where the formula stands whose text comes in the next record.
    let mut formula = None;
    let mut records = records.peekable();
    while let Some(Record { kind, data, .. }) = records.next() {
        let (row, column, format) = (short(data, 0), short(data, 2), short(data, 4));
        let place = (u32::from(row), u32::from(column));
        let cell = match kind {
            NUMBER => book.number(double(data, 6), format),
            RK => book.number(rk(word(data, 6)), format),
            LABEL_SHARED => {
                let at = usize::try_from(word(data, 6)).unwrap_or(usize::MAX);
                let text = book.shared.get(at).map(String::as_str).unwrap_or_default();
                sheet.put(place.0, place.1, text.to_owned())?;
                continue;
            }
            LABEL | RICH_LABEL => {
                Data::String(book.strings.long(data.get(6..).unwrap_or_default()))
            }
            TRUTH if data.get(7) == Some(&0) => Data::Bool(data.get(6) == Some(&1)),
            kind if FORMULA.contains(&kind) => {
                formula = Some(place);
                match (data.get(6), data.get(12..14)) {
                    (Some(0 | 2 | 3), Some([0xff, 0xff])) => Data::Empty,
                    (Some(1), Some([0xff, 0xff])) => Data::Bool(data.get(8) == Some(&1)),
                    _ => book.number(double(data, 6), format),
                }
            }
            TEXT_OF_FORMULA => {
                if let Some((row, column)) = formula.take() {
                    let mut parts = vec![data];
                    while let Some(more) = records.next_if(|next| next.kind == records::CONTINUE) {
                        parts.push(more.data);
                    }
                    sheet.put(row, column, book.strings.long_of(&parts))?;
                }
                continue;
            }
            MANY_RK => {
                let cells = data.get(4..).unwrap_or_default().chunks_exact(6);
                for (at, cell) in (place.1..).zip(cells) {
                    let number = book.number(rk(word(cell, 2)), short(cell, 0));
                    sheet.put(place.0, at, values::text_of(&number))?;
                }
                continue;
            }
            ROW => {
                if short(data, 12) & 0x20 != 0 {
                    sheet.hidden_rows.insert(place.0);
                }
                continue;
            }
            COLUMNS => {
                // Everything to the right is often hidden where nothing is.
                if short(data, 8) & 1 != 0 && column < 255 {
                    sheet.hidden_columns += usize::from(column.saturating_sub(row)) + 1;
                }
                continue;
            }
            MERGED => {
                let areas = data.get(2..).unwrap_or_default().chunks_exact(8);
                sheet.merges.extend(areas.map(|area| {
                    let at = |at| u32::from(short(area, at));
                    ((at(0), at(4)), (at(2), at(6)))
                }));
                continue;
            }
            _ => continue,
        };
        sheet.put(place.0, place.1, values::text_of(&cell))?;
    }
    Ok(sheet)
}

impl Book {
    /// A number, or the day that its format shows it as.
    fn number(&self, number: f64, format: u16) -> Data {
        let is_day = self.days.get(usize::from(format)).copied();
        if is_day.unwrap_or_default() {
            let kind = ExcelDateTimeType::DateTime;
            Data::DateTime(ExcelDateTime::new(number, kind, self.since_1904))
        } else {
            Data::Float(number)
        }
    }
}

/// A number in four bytes: whole or the upper half of a double, perhaps a hundred times too large.
fn rk(word: u32) -> f64 {
    let number = if word & 2 == 0 {
        f64::from_bits(u64::from(word & !3) << 32)
    } else {
        f64::from(word.cast_signed() >> 2)
    };
    if word & 1 == 0 {
        number
    } else {
        number / 100.0
    }
}

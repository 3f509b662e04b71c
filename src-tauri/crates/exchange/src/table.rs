//! From a table of texts (CSV or a sheet) to entries: which row is the header, what each column holds.

mod cells;
mod columns;
mod content;
mod fill;
mod heading;
mod rows;
mod several;

use std::borrow::Cow;

use crate::header::{self, Field};
use crate::options::{HeaderRows, Offers, ReadOptions};
use crate::seen::{ColumnSeen, Seen};
use crate::{Entry, ReadError, Rejection};

/// One row of a file: where it stands there, and its cells or why they can't be read.
pub(crate) struct Row<'a> {
    /// Line of the file or row of the sheet, from 1.
    pub(crate) number: usize,
    pub(crate) cells: Result<Vec<Cow<'a, str>>, Rejection>,
    /// Of a row that can't be read: what can be read all the same.
    pub(crate) readable: Vec<String>,
    /// Columns whose cell is merged with the cell above (sheets only), ascending.
    pub(crate) merged: Vec<usize>,
    /// Hidden in its sheet.
    pub(crate) hidden: bool,
}

impl<'a> Row<'a> {
    pub(crate) fn of(number: usize, cells: Result<Vec<Cow<'a, str>>, Rejection>) -> Self {
        Self {
            number,
            cells,
            readable: Vec::new(),
            merged: Vec::new(),
            hidden: false,
        }
    }

    pub(crate) fn texts(&self) -> &[Cow<'a, str>] {
        self.cells.as_deref().unwrap_or_default()
    }
}

/// A table, read.
pub(crate) struct Read {
    /// Header as found with what each column was taken for.
    pub(crate) columns: Vec<(String, Option<Field>)>,
    pub(crate) entries: Vec<Entry>,
    pub(crate) seen: Seen,
}

/// The header is looked for in the first rows only: a list's title and remarks are never longer.
pub(crate) const HEADER_WITHIN: usize = 40;

/// More columns than this are no list of people but an attack on the memory.
pub(crate) const COLUMNS: usize = 2_000;

/// Reads a table; rows above its header are its title and no entries.
///
/// # Errors
/// `NoHeader` when no row names a column of names, organisations, telephones or e-mail addresses, and the cells don't
/// look like such either; `TooManyColumns`.
pub(crate) fn read(
    mut rows: Vec<Row<'_>>,
    options: &ReadOptions,
    mut offers: Offers,
) -> Result<Read, ReadError> {
    let Some(found) = heading::find(&rows, options) else {
        return Err(no_header(&rows));
    };
    let mut columns = found.columns;
    if columns.len() > COLUMNS {
        return Err(ReadError::TooManyColumns {
            columns: columns.len(),
        });
    }
    let guessed: Vec<Option<Field>> = columns.iter().map(|column| column.field).collect();
    columns::remap(&mut columns, options.mapping.as_deref());
    let titles = rows
        .iter()
        .take(found.above)
        .map(|row| row.texts().join(" ").trim().to_owned())
        .filter(|title| !title.is_empty())
        .take(8)
        .map(|title| title.chars().take(200).collect())
        .collect();
    let body = rows.split_off(found.body.min(rows.len()));
    let samples = samples(&body, columns.len());
    let words: Vec<String> = columns.iter().map(|column| column.header.clone()).collect();
    let mut seen = Seen {
        header: Some(HeaderRows {
            first: found.first,
            rows: found.rows,
        }),
        titles,
        preset: header::preset::of(&words),
        header_print: if found.rows == 0 {
            String::new()
        } else {
            print(&words)
        },
        columns: columns
            .iter()
            .zip(guessed)
            .zip(samples)
            .map(|((column, guessed), samples)| ColumnSeen {
                header: column.header.clone(),
                field: column.field,
                guessed,
                samples,
            })
            .collect(),
        hidden_rows: body.iter().filter(|row| row.hidden).count(),
        ..Seen::default()
    };
    let mut read = rows::Reading {
        columns: &columns,
        offers: &mut offers,
        keep_cells: options.keep_cells,
        merged_filled: 0,
    };
    let entries = read.entries(body);
    seen.merged_filled = read.merged_filled;
    seen.offers = offers.found();
    Ok(Read {
        columns: columns
            .into_iter()
            .map(|column| (column.header, column.field))
            .collect(),
        entries,
        seen,
    })
}

fn no_header(rows: &[Row<'_>]) -> ReadError {
    let first = rows
        .iter()
        .map(|row| row.texts().join(" "))
        .find(|line| !line.trim().is_empty())
        .unwrap_or_default();
    ReadError::NoHeader {
        first: first.trim().chars().take(80).collect(),
    }
}

/// How well the best row of these would serve as a header: for guessing a delimiter. 0 when none would.
pub(crate) fn header_score(rows: &[Row<'_>]) -> usize {
    heading::best(rows)
        .and_then(|at| rows.get(at))
        .map_or(0, |row| columns::score(row.texts()))
}

/// The first different values of each column, at most five of eighty characters, out of the first rows.
fn samples(rows: &[Row<'_>], columns: usize) -> Vec<Vec<String>> {
    let mut samples: Vec<Vec<String>> = vec![Vec::new(); columns];
    for row in rows.iter().take(300) {
        for (samples, cell) in samples.iter_mut().zip(row.texts()) {
            let cell = cell.trim();
            if cell.is_empty() || samples.len() >= 5 {
                continue;
            }
            let sample: String = cell.chars().take(80).collect();
            if !samples.contains(&sample) {
                samples.push(sample);
            }
        }
    }
    samples
}

/// The same for the same header words in the same order (SHA-256).
fn print(words: &[String]) -> String {
    use sha2::{Digest as _, Sha256};
    let mut hash = Sha256::new();
    for word in words {
        hash.update(word.len().to_le_bytes());
        hash.update(word.as_bytes());
    }
    crate::hexadecimal(&hash.finalize())
}

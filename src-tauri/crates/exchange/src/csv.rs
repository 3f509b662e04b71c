//! CSV with any delimiter: title rows above the header, quotes with line breaks, totals rows.

mod record;

use std::borrow::Cow;

use crate::encoding::Decoded;
use crate::options::{Offers, ReadOptions};
use crate::table::{self, Row};
use crate::{Broken, CARD_LIMIT, ForeignFile, Format, ReadError, Rejection};
use record::record;

/// Reads a decoded file.
///
/// # Errors
/// `NoHeader`; `LineTooLong`; `TooManyColumns`.
pub(crate) fn read(decoded: &Decoded, options: &ReadOptions) -> Result<ForeignFile, ReadError> {
    // What old programs set at the end of a file.
    let text = one_line_end(decoded.text.trim_end_matches(['\u{1a}', '\0']));
    crate::sniff::check_lines(text.as_bytes())?;
    let (declared, text) = match declared_delimiter(&text) {
        Some((delimiter, rest)) => (Some(delimiter), rest),
        None => (None, text.as_ref()),
    };
    let chosen = options.delimiter.and_then(|c| u8::try_from(c).ok());
    let delimiter = chosen
        .filter(|byte| byte.is_ascii() && !matches!(byte, b'"' | b'\n' | b'\r'))
        .or(declared)
        .unwrap_or_else(|| guess_delimiter(text));
    let lost = decoded.lossy.then_some(decoded.encoding.as_str());
    let rows = rows(text, delimiter, lost, usize::MAX);
    let widest = rows
        .iter()
        .take(table::HEADER_WITHIN)
        .find_map(|row| Some((row.number, too_wide(row)?)));
    if rows.iter().map(|row| row.texts().len()).sum::<usize>() > CELLS {
        return Err(ReadError::TooLarge { bytes: text.len() });
    }
    let read = table::read(rows, options, Offers::new(options));
    // A row with too many cells is refused by itself, but not where the header is looked for in vain.
    if let Some((row, columns)) = widest {
        let header = read.as_ref().ok().and_then(|read| read.seen.header);
        if header.is_none_or(|header| header.rows == 0 || row < header.first) {
            return Err(ReadError::TooManyColumns { columns });
        }
    }
    let mut read = read?;
    read.seen.delimiter = Some(char::from(delimiter));
    Ok(ForeignFile {
        format: Format::Csv,
        encoding: decoded.encoding.clone(),
        columns: read.columns,
        entries: read.entries,
        seen: read.seen,
    })
}

/// How many cells a row has that has too many.
fn too_wide(row: &Row<'_>) -> Option<usize> {
    match row.cells {
        Err(Rejection::TooManyCells { cells }) => Some(cells),
        Ok(_) | Err(_) => None,
    }
}

/// More cells than any list that fits into a file has: one of nothing but commas.
const CELLS: usize = 20_000_000;

/// A file of an old Macintosh has carriage returns only.
fn one_line_end(text: &str) -> Cow<'_, str> {
    if text.contains('\n') || !text.contains('\r') {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.replace('\r', "\n"))
    }
}

/// `sep=;` in the first line, as Excel writes it. The line stays counted: only its text goes.
fn declared_delimiter(text: &str) -> Option<(u8, &str)> {
    let rest = text.strip_prefix("sep=")?;
    let delimiter = *rest
        .as_bytes()
        .first()
        .filter(|b| matches!(b, b',' | b';' | b'\t' | b'|'))?;
    Some((delimiter, rest.get(1..)?))
}

/// The delimiter with which the head of the file has the best header; where none has one, that which parts the rows most
/// evenly, and the comma when nothing does.
fn guess_delimiter(text: &str) -> u8 {
    let end = text.len().min(64 * 1024);
    let end = (0..=end)
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0);
    let head = text.get(..end).unwrap_or_default();
    let (mut best, mut even) = ((b',', 0), (b',', 0));
    for delimiter in [b',', b'\t', b';', b'|'] {
        let rows = rows(head, delimiter, None, 60);
        let score = table::header_score(&rows);
        if score > best.1 {
            best = (delimiter, score);
        }
        let score = evenness(&rows);
        if score > even.1 {
            even = (delimiter, score);
        }
    }
    if best.1 > 0 { best.0 } else { even.0 }
}

/// How many rows have the same number of cells, more than one, as the first of them.
fn evenness(rows: &[Row<'_>]) -> usize {
    let widths = || rows.iter().map(|row| row.texts().len());
    let width = widths().find(|width| *width > 1);
    width.map_or(0, |width| widths().filter(|own| *own == width).count())
}

/// So often a row with an unclosed quotation mark is given up and reading begins anew behind its first line; after that
/// quotation marks mean nothing more. Bounds the work on a file full of them.
const FRESH_STARTS: usize = 200;

/// At most `most` rows. `lost` names the encoding when some bytes could not be decoded: rows with such bytes are refused.
fn rows<'a>(text: &'a str, delimiter: u8, lost: Option<&str>, most: usize) -> Vec<Row<'a>> {
    let mut rows = Vec::new();
    let (mut from, mut line, mut starts, mut width) = (0_usize, 1_usize, 0_usize, 0_usize);
    while rows.len() < most && from < text.len() {
        let rest = text.get(from..).unwrap_or_default();
        // An empty line is no row.
        if let Some(blank) = line_end(rest) {
            line += usize::from(rest.as_bytes().get(blank - 1) == Some(&b'\n'));
            from += blank;
            continue;
        }
        let read = record(rest, delimiter, starts < FRESH_STARTS, width);
        width = width.max(read.cells.len());
        let raw = rest.get(..read.length).unwrap_or_default();
        let lines = newlines(raw);
        if !read.closes
            && let Some(end) = raw.trim_end_matches(['\r', '\n']).find('\n')
        {
            let first = raw.get(..end).unwrap_or_default();
            rows.push(Row {
                readable: first
                    .split(char::from(delimiter))
                    .map(|cell| cell.trim().trim_matches('"').to_owned())
                    .collect(),
                ..Row::of(
                    line,
                    Err(Rejection::Broken {
                        what: Broken::OpenQuote,
                    }),
                )
            });
            from += end + 1;
            line += 1;
            starts += 1;
            continue;
        }
        rows.push(match refused(raw, read.width, lost) {
            None => Row::of(line, Ok(read.cells)),
            Some(rejection) => Row {
                readable: read
                    .cells
                    .iter()
                    .map(|cell| if cell.contains('\u{fffd}') { "" } else { cell })
                    .map(str::to_owned)
                    .collect(),
                ..Row::of(line, Err(rejection))
            },
        });
        from += read.length.max(1);
        line += lines;
    }
    rows
}

/// Length of the line end with which a text begins.
fn line_end(text: &str) -> Option<usize> {
    match text.as_bytes() {
        [b'\r', b'\n', ..] => Some(2),
        [b'\r' | b'\n', ..] => Some(1),
        _ => None,
    }
}

fn newlines(text: &str) -> usize {
    text.bytes().filter(|b| *b == b'\n').count()
}

fn refused(raw: &str, width: usize, lost: Option<&str>) -> Option<Rejection> {
    if width > record::CELLS {
        return Some(Rejection::TooManyCells { cells: width });
    }
    if raw.len() > CARD_LIMIT {
        return Some(Rejection::TooLong { length: raw.len() });
    }
    let encoding = lost?;
    raw.contains('\u{fffd}').then(|| Rejection::Undecodable {
        encoding: encoding.to_owned(),
    })
}

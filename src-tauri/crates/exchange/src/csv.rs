//! CSV with any delimiter: title rows above the header, quotes with line breaks, totals rows.

use std::borrow::Cow;

use csv::{ReaderBuilder, StringRecord};

use crate::encoding::Decoded;
use crate::table::{self, Row};
use crate::{Broken, CARD_LIMIT, ForeignFile, Format, ReadError, Rejection};

/// Reads a decoded file.
///
/// # Errors
/// `NoHeader`; `LineTooLong`.
pub(crate) fn read(decoded: &Decoded) -> Result<ForeignFile, ReadError> {
    let text = one_line_end(&decoded.text);
    crate::sniff::check_lines(text.as_bytes())?;
    let (delimiter, text) = match declared_delimiter(&text) {
        Some((delimiter, rest)) => (delimiter, rest),
        None => (guess_delimiter(&text), text.as_ref()),
    };
    let lost = decoded.lossy.then_some(decoded.encoding.as_str());
    let (columns, entries) = table::read(rows(text, delimiter, lost, usize::MAX))?;
    Ok(ForeignFile {
        format: Format::Csv,
        encoding: decoded.encoding.clone(),
        columns,
        entries,
    })
}

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

/// The delimiter with which the head of the file has the best header; the comma when none has one.
fn guess_delimiter(text: &str) -> u8 {
    let end = text.len().min(64 * 1024);
    let end = (0..=end)
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0);
    let head = text.get(..end).unwrap_or_default();
    let mut best = (b',', 0);
    for delimiter in [b',', b'\t', b';', b'|'] {
        let score = table::header_score(&rows(head, delimiter, None, 60));
        if score > best.1 {
            best = (delimiter, score);
        }
    }
    best.0
}

/// So often a row with an unclosed quotation mark is given up and reading begins anew behind its first line; after that
/// quotation marks mean nothing more. Bounds the work on a file full of them.
const FRESH_STARTS: usize = 200;

/// At most `most` rows. `lost` names the encoding when some bytes could not be decoded: rows with such bytes are refused.
fn rows(text: &str, delimiter: u8, lost: Option<&str>, most: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    let (mut from, mut line, mut starts) = (0_usize, 1_usize, 0_usize);
    'anew: while rows.len() < most {
        let rest = text.get(from..).unwrap_or_default();
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .quoting(starts < FRESH_STARTS)
            .from_reader(rest.as_bytes());
        let mut record = StringRecord::new();
        let mut counted = 0_usize;
        while rows.len() < most {
            let before = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
            // The text is valid UTF-8 and read from memory: an error can only mean the end.
            if !reader.read_record(&mut record).unwrap_or(false) {
                break 'anew;
            }
            let after = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
            let raw = rest.get(before..after).unwrap_or_default();
            let blank = raw.len() - raw.trim_start_matches(['\r', '\n']).len();
            let raw = raw.trim_matches(['\r', '\n']);
            let start = before + blank;
            line += newlines(rest.get(counted..start).unwrap_or_default());
            counted = start;
            if let Some(end) = raw.find('\n')
                && starts < FRESH_STARTS
                && !quotes_close(raw, delimiter)
            {
                let first = raw.get(..end).unwrap_or_default();
                rows.push(Row {
                    number: line,
                    cells: Err(Rejection::Broken {
                        what: Broken::OpenQuote,
                    }),
                    readable: first
                        .split(char::from(delimiter))
                        .map(|cell| cell.trim().trim_matches('"').to_owned())
                        .collect(),
                    merged: Vec::new(),
                });
                from += start + end + 1;
                line += 1;
                starts += 1;
                continue 'anew;
            }
            let cells = cells(&record, raw, lost);
            let readable = match &cells {
                Ok(_) => Vec::new(),
                Err(_) => record
                    .iter()
                    .map(|cell| if cell.contains('\u{fffd}') { "" } else { cell })
                    .map(str::to_owned)
                    .collect(),
            };
            rows.push(Row {
                number: line,
                cells,
                readable,
                merged: Vec::new(),
            });
        }
    }
    rows
}

fn newlines(text: &str) -> usize {
    text.bytes().filter(|b| *b == b'\n').count()
}

fn cells(record: &StringRecord, raw: &str, lost: Option<&str>) -> Result<Vec<String>, Rejection> {
    if raw.len() > CARD_LIMIT {
        return Err(Rejection::TooLong { length: raw.len() });
    }
    if let Some(encoding) = lost
        && raw.contains('\u{fffd}')
    {
        return Err(Rejection::Undecodable {
            encoding: encoding.to_owned(),
        });
    }
    Ok(record.iter().map(str::to_owned).collect())
}

/// Whether every quoted cell of a row ends where its cell ends. If not, a stray quotation mark has swallowed the
/// following lines.
fn quotes_close(raw: &str, delimiter: u8) -> bool {
    let mut bytes = raw.bytes().peekable();
    let (mut at_start, mut quoted) = (true, false);
    while let Some(byte) = bytes.next() {
        if quoted {
            if byte == b'"' {
                match bytes.peek() {
                    Some(b'"') => {
                        bytes.next();
                    }
                    Some(next) if *next == delimiter || matches!(next, b'\r' | b'\n' | b' ') => {
                        quoted = false
                    }
                    Some(_) => return false,
                    None => return true,
                }
            }
            continue;
        }
        quoted = at_start && byte == b'"';
        at_start = byte == delimiter || byte == b'\n';
    }
    !quoted
}

//! One row of a CSV out of its text (RFC 4180, and what programs make of it). Cells borrow from the text wherever they can.

use std::borrow::Cow;

/// A row as read.
pub(super) struct Record<'a> {
    /// At most [`CELLS`], without empty ones at the end.
    pub(super) cells: Vec<Cow<'a, str>>,
    /// How many there are up to the last one that isn't empty.
    pub(super) width: usize,
    /// Bytes of the row with its line end.
    pub(super) length: usize,
    /// Whether every quoted cell ends where its cell ends. If not, a stray quotation mark has swallowed the following lines.
    pub(super) closes: bool,
}

/// Nobody's list has more cells in a row, and each takes memory.
pub(super) const CELLS: usize = 4_000;

/// The row at the beginning of `text`, of about `width` cells. A quotation mark means something only at the beginning of a
/// cell, and only when `quoting`.
pub(super) fn record(text: &str, delimiter: u8, quoting: bool, width: usize) -> Record<'_> {
    let bytes = text.as_bytes();
    let mut record = Record {
        cells: Vec::with_capacity(width),
        width: 0,
        length: 0,
        closes: true,
    };
    let (mut at, mut at_cell) = (0, 0);
    loop {
        let quoted = quoting && bytes.get(at) == Some(&b'"');
        let (cell, end) = if quoted {
            let (cell, end, closes) = quoted_cell(text, at + 1, delimiter);
            record.closes &= closes;
            (cell, end)
        } else {
            let end = plain_end(bytes, at, delimiter);
            (Cow::Borrowed(text.get(at..end).unwrap_or_default()), end)
        };
        at_cell += 1;
        if !cell.trim().is_empty() {
            record.width = at_cell;
        }
        if at_cell <= CELLS {
            record.cells.push(cell);
        }
        match bytes.get(end) {
            Some(byte) if *byte == delimiter => at = end + 1,
            Some(b'\r') => {
                record.length = end + 1 + usize::from(bytes.get(end + 1) == Some(&b'\n'));
                break;
            }
            Some(_) => {
                record.length = end + 1;
                break;
            }
            None => {
                record.length = bytes.len();
                break;
            }
        }
    }
    record.cells.truncate(record.width);
    record
}

/// Where a cell without quotation marks ends: at a delimiter, a line end or the end.
fn plain_end(bytes: &[u8], from: usize, delimiter: u8) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    let length = rest
        .iter()
        .position(|byte| *byte == delimiter || matches!(byte, b'\n' | b'\r'));
    from + length.unwrap_or(rest.len())
}

/// A cell that begins behind a quotation mark; where it ends; whether that is where a cell may end.
fn quoted_cell(text: &str, from: usize, delimiter: u8) -> (Cow<'_, str>, usize, bool) {
    let bytes = text.as_bytes();
    let mut cell = Cow::Borrowed("");
    let mut start = from;
    loop {
        let rest = bytes.get(start..).unwrap_or_default();
        let Some(mark) = rest.iter().position(|byte| *byte == b'"') else {
            add(&mut cell, text.get(start..).unwrap_or_default());
            return (cell, bytes.len(), false);
        };
        let mark = start + mark;
        match bytes.get(mark + 1) {
            // Two are one of the cell's own.
            Some(b'"') => {
                add(&mut cell, text.get(start..=mark).unwrap_or_default());
                start = mark + 2;
            }
            next => {
                add(&mut cell, text.get(start..mark).unwrap_or_default());
                let end = plain_end(bytes, mark + 1, delimiter);
                let tail = text.get(mark + 1..end).unwrap_or_default();
                let closes = next
                    .is_none_or(|next| *next == delimiter || matches!(next, b'\r' | b'\n' | b' '));
                if !tail.trim().is_empty() {
                    add(&mut cell, tail);
                }
                return (cell, end, closes);
            }
        }
    }
}

fn add<'a>(cell: &mut Cow<'a, str>, more: &'a str) {
    if cell.is_empty() {
        *cell = Cow::Borrowed(more);
    } else if !more.is_empty() {
        cell.to_mut().push_str(more);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> (Vec<String>, usize, bool) {
        let read = record(text, b',', true, 4);
        let cells = read.cells.into_iter().map(Cow::into_owned).collect();
        (cells, read.length, read.closes)
    }

    #[test]
    fn quoted_cells_hold_delimiters_line_ends_and_doubled_marks() {
        let (read, length, closes) = cells("a,\"b,\"\"c\"\"\r\nd\", e\r\nnext");
        assert_eq!(read, ["a", "b,\"c\"\r\nd", " e"]);
        assert_eq!((length, closes), (19, true));
        assert_eq!(cells(",,c,,\n").0, ["", "", "c"]);
        assert_eq!(cells("a\"b,c").0, ["a\"b", "c"], "a mark inside is text");
    }

    #[test]
    fn a_mark_that_nobody_closes_is_told() {
        assert!(!cells("a,\"b\nc,d\n").2);
        assert!(!cells("\"a\"b,c\n").2);
        assert!(cells("\"a\" ,c\n").2);
    }
}

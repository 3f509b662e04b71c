//! Out again: CSV in two encodings, workbooks, cards. No cell can become a formula.

mod cards;
mod narrow;
mod sheets;

pub use cards::{CardVersion, vcards};
pub use narrow::{Unwritable, csv_cp932, unwritable};
pub use sheets::{Group, directory, xlsx};

/// A table of texts: the header, then the rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    pub title: String,
    pub header: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// UTF-8 with a BOM, CRLF, as Excel opens it by double click. A cell that begins with `=`, `@`, tab, line end or carriage
/// return (or the full-width forms, which a Japanese Excel reads alike), or with `+`/`-` not followed by a telephone
/// number, gets an apostrophe before it. [`crate::read`] takes it away again.
#[must_use]
pub fn csv(table: &Table) -> Vec<u8> {
    let mut out = b"\xef\xbb\xbf".to_vec();
    write(&mut out, table);
    out
}

fn write(out: &mut Vec<u8>, table: &Table) {
    for row in std::iter::once(&table.header).chain(&table.rows) {
        for (at, cell) in row.iter().enumerate() {
            if at > 0 {
                out.push(b',');
            }
            write_cell(out, cell);
        }
        out.extend_from_slice(b"\r\n");
    }
}

/// Quoted always: where a semicolon parts the cells, `a;=1+1` must stay one.
fn write_cell(out: &mut Vec<u8>, cell: &str) {
    out.push(b'"');
    if is_dangerous(cell) {
        out.push(b'\'');
    }
    out.extend_from_slice(cell.replace('"', "\"\"").as_bytes());
    out.push(b'"');
}

/// Whether a spreadsheet could take a cell for a formula. Apostrophes before it don't count, so that guarding can be
/// undone: `'=1` written is `''=1`, read again `'=1`.
pub(crate) fn is_dangerous(cell: &str) -> bool {
    let cell = cell.trim_start_matches('\'');
    match cell.chars().next() {
        Some('=' | '@' | '\t' | '\r' | '\n' | '＝' | '＠') => true,
        Some('+' | '-' | '＋' | '－') => !is_telephone(cell),
        _ => false,
    }
}

/// A sign, then only what a telephone number is made of: digits, spaces, hyphens and brackets, and at least one digit.
fn is_telephone(cell: &str) -> bool {
    let mut rest = cell.chars();
    rest.next();
    let mut digits = 0_usize;
    for c in rest {
        match c {
            '0'..='9' | '０'..='９' => digits += 1,
            ' ' | '-' | '(' | ')' | '－' | '（' | '）' | '　' => {}
            _ => return false,
        }
    }
    // `-1` and `+1-1` are sums; a telephone number is longer.
    digits >= 8
}

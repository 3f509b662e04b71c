//! Out again: CSV with a BOM, XLSX with text cells. No cell can become a formula.

use rust_xlsxwriter::{Format, Workbook, XlsxError};

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
    for row in std::iter::once(&table.header).chain(&table.rows) {
        for (at, cell) in row.iter().enumerate() {
            if at > 0 {
                out.push(b',');
            }
            write_cell(&mut out, cell);
        }
        out.extend_from_slice(b"\r\n");
    }
    out
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

/// A workbook with one sheet of text cells, header frozen.
///
/// # Errors
/// The writer's words: a cell over 32,767 characters, more than 1,048,576 rows.
pub fn xlsx(table: &Table) -> Result<Vec<u8>, String> {
    build(table).map_err(|error| error.to_string())
}

fn build(table: &Table) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let bold = Format::new().set_bold();
    let sheet = workbook.add_worksheet();
    sheet.set_name(sheet_name(&table.title))?;
    for (column, cell) in (0_u16..).zip(&table.header) {
        sheet.write_string_with_format(0, column, cell, &bold)?;
        sheet.set_column_width(column, width(table, usize::from(column)))?;
    }
    for (row, cells) in (1_u32..).zip(&table.rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            sheet.write_string(row, column, cell)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    workbook.save_to_buffer()
}

/// Wide enough for its first rows; a kanji is as wide as two letters.
fn width(table: &Table, column: usize) -> f64 {
    let cells = table
        .rows
        .iter()
        .take(200)
        .filter_map(|row| row.get(column));
    let widest = cells
        .chain(table.header.get(column))
        .map(|cell| {
            cell.chars()
                .take(60)
                .map(|c| if c.is_ascii() { 1_u8 } else { 2 })
                .map(f64::from)
                .sum::<f64>()
        })
        .fold(6.0, f64::max);
    (widest + 2.0).min(50.0)
}

/// What Excel allows as the name of a sheet: 31 characters at most, none of `[]:*?/\`, no apostrophe at the ends.
fn sheet_name(title: &str) -> String {
    let name: String = title
        .chars()
        .filter(|c| !c.is_control() && !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\'))
        .collect();
    let mut units = 0;
    let name: String = name
        .trim_matches(['\'', ' '])
        .chars()
        .take_while(|c| {
            units += c.len_utf16();
            units <= 31
        })
        .collect();
    let name = name.trim_end_matches(['\'', ' ']);
    if name.is_empty() || name.eq_ignore_ascii_case("history") {
        "名簿".to_owned()
    } else {
        name.to_owned()
    }
}

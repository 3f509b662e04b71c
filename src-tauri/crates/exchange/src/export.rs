//! Out again: CSV with a BOM, XLSX with text cells. No cell can become a formula.

/// A table of texts: the header, then the rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    pub title: String,
    pub header: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// UTF-8 with a BOM, CRLF, as Excel opens it by double click. A cell that begins with `=`, `@`, tab or carriage return,
/// or with `+`/`-` not followed by a telephone number, gets an apostrophe before it.
#[must_use]
pub fn csv(_table: &Table) -> Vec<u8> {
    todo!()
}

/// A workbook with one sheet of text cells, header frozen.
///
/// # Errors
/// The writer's words.
pub fn xlsx(_table: &Table) -> Result<Vec<u8>, String> {
    todo!()
}

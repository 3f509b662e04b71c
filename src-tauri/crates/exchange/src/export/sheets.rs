//! Workbooks of text cells, ready for paper: A4, the header on every page, page numbers.

use rust_xlsxwriter::{Color, DocProperties, Format, FormatBorder, Workbook, Worksheet, XlsxError};

use super::Table;

/// People under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    pub heading: String,
    pub rows: Vec<Vec<String>>,
}

/// A workbook with one sheet of text cells, header frozen.
///
/// # Errors
/// The writer's words: a cell over 32,767 characters, more than 1,048,576 rows.
pub fn xlsx(table: &Table) -> Result<Vec<u8>, String> {
    flat(table).map_err(|error| error.to_string())
}

/// A workbook for paper: the title, then a heading for each group and its rows. The `hidden` columns are in the file, so that it
/// can be read again, but neither on the screen nor on paper.
///
/// # Errors
/// As [`xlsx`].
pub fn directory(table: &Table, groups: &[Group], hidden: &[usize]) -> Result<Vec<u8>, String> {
    grouped(table, groups, hidden).map_err(|error| error.to_string())
}

/// Text, whatever is typed into the cell later: a spreadsheet takes no zero away.
fn text() -> Format {
    Format::new().set_num_format("@")
}

fn flat(table: &Table) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = new_workbook(&table.title);
    let bold = text().set_bold();
    let plain = text();
    let sheet = workbook.add_worksheet();
    sheet.set_name(sheet_name(&table.title))?;
    for (column, cell) in (0_u16..).zip(&table.header) {
        sheet.write_string_with_format(0, column, cell, &bold)?;
        sheet.set_column_width(column, width(table.rows.iter(), table, usize::from(column)))?;
    }
    for (row, cells) in (1_u32..).zip(&table.rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            sheet.write_string_with_format(row, column, cell, &plain)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    for_paper(sheet, 0)?;
    workbook.save_to_buffer()
}

fn grouped(table: &Table, groups: &[Group], hidden: &[usize]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = new_workbook(&table.title);
    let title = Format::new().set_bold().set_font_size(14);
    let head = text()
        .set_bold()
        .set_border(FormatBorder::Thin)
        .set_background_color(Color::RGB(0x00e6_e6e6));
    let heading = text()
        .set_bold()
        .set_border(FormatBorder::Thin)
        .set_background_color(Color::RGB(0x00f4_f4f4));
    let cell_format = text().set_border(FormatBorder::Thin).set_text_wrap();
    let sheet = workbook.add_worksheet();
    sheet.set_name(sheet_name(&table.title))?;
    sheet.write_string_with_format(0, 0, &table.title, &title)?;
    let rows = || groups.iter().flat_map(|group| &group.rows);
    let mut last = 0;
    for (column, cell) in (0_u16..).zip(&table.header) {
        sheet.write_string_with_format(1, column, cell, &head)?;
        if hidden.contains(&usize::from(column)) {
            sheet.set_column_hidden(column)?;
        } else {
            sheet.set_column_width(column, width(rows(), table, usize::from(column)))?;
            last = column;
        }
    }
    let mut row = 2_u32;
    for group in groups {
        sheet.write_string_with_format(row, 0, &group.heading, &heading)?;
        for column in 1..=last {
            sheet.write_blank(row, column, &heading)?;
        }
        row += 1;
        for cells in &group.rows {
            for (column, cell) in (0_u16..).zip(cells) {
                sheet.write_string_with_format(row, column, cell, &cell_format)?;
            }
            row += 1;
        }
    }
    sheet.set_freeze_panes(2, 0)?;
    for_paper(sheet, 1)?;
    workbook.save_to_buffer()
}

fn new_workbook(title: &str) -> Workbook {
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_title(title));
    workbook
}

/// A4 across, as wide as the page, the header row on every page, the number of each.
fn for_paper(sheet: &mut Worksheet, header: u32) -> Result<(), XlsxError> {
    sheet
        .set_paper_size(9)
        .set_landscape()
        .set_print_fit_to_pages(1, 0)
        .set_footer("&C&P / &N");
    sheet.set_repeat_rows(header, header)?;
    Ok(())
}

/// Wide enough for its first rows; a kanji is as wide as two letters.
fn width<'t>(rows: impl Iterator<Item = &'t Vec<String>>, table: &'t Table, column: usize) -> f64 {
    let cells = rows.take(200).filter_map(|row| row.get(column));
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

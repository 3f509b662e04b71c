//! Workbooks of text cells, ready for paper: A4, the header on every page, page numbers.

use rust_xlsxwriter::{
    Color, DocProperties, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

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
/// can be read again, but neither on the screen nor on paper; so are columns that are empty.
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

/// Points of a line on paper, and characters of a column at most: longer texts go on in the next line.
const LINE: f64 = 15.0;
const WIDEST: f64 = 26.0;

/// Of paper: a face that Japanese offices have.
fn printed() -> Format {
    text()
        .set_font_name("游ゴシック")
        .set_font_size(10.5)
        .set_align(FormatAlign::VerticalCenter)
}

fn grouped(table: &Table, groups: &[Group], hidden: &[usize]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = new_workbook(&table.title);
    let title = printed().set_bold().set_font_size(14);
    let head = printed()
        .set_bold()
        .set_border(FormatBorder::Thin)
        .set_background_color(Color::RGB(0x00e6_e6e6));
    // One band over all columns: no line stands in its words.
    let band = printed()
        .set_bold()
        .set_border_top(FormatBorder::Thin)
        .set_border_bottom(FormatBorder::Thin)
        .set_background_color(Color::RGB(0x00f4_f4f4));
    let cell_format = printed().set_border(FormatBorder::Thin).set_text_wrap();
    let sheet = workbook.add_worksheet();
    sheet.set_name(sheet_name(&table.title))?;
    sheet.write_string_with_format(0, 0, &table.title, &title)?;
    sheet.set_row_height(0, 2.0 * LINE)?;
    sheet.set_row_height(1, LINE + 4.0)?;
    let rows = || groups.iter().flat_map(|group| &group.rows);
    let mut widths = Vec::new();
    for (column, cell) in (0_u16..).zip(&table.header) {
        let at = usize::from(column);
        sheet.write_string_with_format(1, column, cell, &head)?;
        // What nobody has takes no room on paper.
        let empty = rows().all(|row| row.get(at).is_none_or(String::is_empty));
        if hidden.contains(&at) || (empty && at > 0) {
            sheet.set_column_hidden(column)?;
            widths.push(0.0);
        } else {
            let width = width(rows(), table, at).min(WIDEST);
            sheet.set_column_width(column, width)?;
            widths.push(width);
        }
    }
    let shown = |column: u16| {
        widths
            .get(usize::from(column))
            .is_some_and(|width| *width > 0.0)
    };
    let last = (0..u16::try_from(widths.len()).unwrap_or(u16::MAX)).rfind(|at| shown(*at));
    let mut row = 2_u32;
    for group in groups {
        let first = band.clone().set_border_left(FormatBorder::Thin);
        sheet.write_string_with_format(row, 0, &group.heading, &first)?;
        for column in 1..=last.unwrap_or_default() {
            if Some(column) == last {
                let end = band.clone().set_border_right(FormatBorder::Thin);
                sheet.write_blank(row, column, &end)?;
            } else {
                sheet.write_blank(row, column, &band)?;
            }
        }
        sheet.set_row_height(row, LINE + 4.0)?;
        row += 1;
        for cells in &group.rows {
            let mut lines = 1.0_f64;
            for ((column, cell), width) in (0_u16..).zip(cells).zip(&widths) {
                sheet.write_string_with_format(row, column, cell, &cell_format)?;
                if *width > 0.0 {
                    lines = lines.max(lines_of(cell, *width));
                }
            }
            sheet.set_row_height(row, lines * LINE + 3.0)?;
            row += 1;
        }
    }
    sheet.set_freeze_panes(2, 0)?;
    for_paper(sheet, 1)?;
    workbook.save_to_buffer()
}

/// Lines that a text takes in a column of so many characters; at most ten.
fn lines_of(cell: &str, width: f64) -> f64 {
    let lines = cell
        .lines()
        .map(|line| (letters(line) / (width - 1.0)).ceil().max(1.0));
    lines.sum::<f64>().clamp(1.0, 10.0)
}

/// A kanji is as wide as two letters.
fn letters(text: &str) -> f64 {
    text.chars()
        .map(|c| if c.is_ascii() { 1_u8 } else { 2 })
        .map(f64::from)
        .sum()
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

/// Wide enough for its first rows.
fn width<'t>(rows: impl Iterator<Item = &'t Vec<String>>, table: &'t Table, column: usize) -> f64 {
    let cells = rows.take(200).filter_map(|row| row.get(column));
    let widest = cells
        .chain(table.header.get(column))
        .map(|cell| letters(cell).min(120.0))
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

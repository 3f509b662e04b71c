//! ODS, element by element: a repeated cell is written once and read as often as it counts, within limits.

use std::collections::HashSet;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::parts::attribute;
use super::{Sheet, choose, container, damaged, values};
use crate::seen::SheetSeen;
use crate::{ForeignFile, ReadError, ReadOptions};

/// Reads an ODS.
///
/// # Errors
/// As [`super::read_zip`].
pub(super) fn read(bytes: &[u8], options: &ReadOptions) -> Result<ForeignFile, ReadError> {
    let parts = container::unpack(bytes, |name| {
        matches!(name, "content.xml" | "META-INF/manifest.xml")
    })?;
    let part = |wanted: &str| {
        let part = parts.iter().find(|(name, _)| name == wanted);
        part.map(|(_, content)| String::from_utf8_lossy(content))
    };
    // A protected one has the same parts, but their content is noise.
    if part("META-INF/manifest.xml").is_some_and(|manifest| manifest.contains("encryption-data")) {
        return Err(ReadError::PasswordProtected);
    }
    let content = part("content.xml").ok_or_else(|| damaged("no content.xml"))?;
    let mut sheets = Sheets::default();
    sheets.read(&content)?;
    let seen = sheets
        .sheets
        .iter()
        .map(|(name, style, sheet)| SheetSeen {
            name: name.clone(),
            rows: sheet.rows.len(),
            hidden: sheets.hidden_styles.contains(style),
        })
        .collect();
    choose(seen, options, |name| {
        let at = sheets.sheets.iter_mut().find(|(own, _, _)| own == name);
        at.map(|(_, _, sheet)| std::mem::take(sheet))
            .ok_or_else(|| damaged("no such sheet"))
    })
}

/// Cells that repetition may make of others: a list repeats a few, an attack makes millions out of one.
const REPEATED: usize = 100_000;

#[derive(Default)]
struct Sheets {
    /// Name, style, content.
    sheets: Vec<(String, String, Sheet)>,
    /// Styles of tables that are not displayed.
    hidden_styles: HashSet<String>,
    style: String,
    row: u32,
    row_repeats: u32,
    column: u32,
    cell: Option<Cell>,
    repeated: usize,
}

/// A cell being read.
struct Cell {
    repeats: u32,
    /// Its value where that is no text.
    value: Option<String>,
    text: String,
    /// Inside a remark or a reading over the text, which are no part of it.
    aside: usize,
    rows: u32,
    columns: u32,
}

impl Sheets {
    fn read(&mut self, xml: &str) -> Result<(), ReadError> {
        let mut reader = Reader::from_str(xml);
        loop {
            match reader.read_event().map_err(damaged)? {
                Event::Start(element) => self.begin(&element)?,
                Event::Empty(element) => {
                    self.begin(&element)?;
                    self.end(element.local_name().as_ref())?;
                }
                Event::End(element) => self.end(element.local_name().as_ref())?,
                Event::Text(text) => self.add(&text.xml10_content()),
                Event::CData(text) => self.add(&text.xml10_content()),
                Event::GeneralRef(reference) => {
                    let name: &str = &reference;
                    let known = match name {
                        "amp" => Some('&'),
                        "lt" => Some('<'),
                        "gt" => Some('>'),
                        "quot" => Some('"'),
                        "apos" => Some('\''),
                        // Entities of the file's own are not unfolded: they could unfold without end.
                        _ => reference.resolve_char_ref().ok().flatten(),
                    };
                    if let Some(c) = known {
                        self.add(c.encode_utf8(&mut [0; 4]));
                    }
                }
                Event::Eof => return Ok(()),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
        }
    }

    fn add(&mut self, text: &str) {
        if let Some(cell) = self.cell.as_mut().filter(|cell| cell.aside == 0) {
            cell.text.push_str(text);
        }
    }

    fn begin(&mut self, element: &BytesStart<'_>) -> Result<(), ReadError> {
        let number = |name: &str| attribute(element, name).parse::<u32>().unwrap_or(1);
        match element.local_name().as_ref() {
            "style" => self.style = attribute(element, "name"),
            "table-properties" if attribute(element, "display") == "false" => {
                self.hidden_styles.insert(self.style.clone());
            }
            "table" => {
                self.sheets.push((
                    attribute(element, "name"),
                    attribute(element, "style-name"),
                    Sheet::default(),
                ));
                self.row = 0;
            }
            "table-row" => {
                (self.column, self.row_repeats) = (0, number("number-rows-repeated"));
                if matches!(
                    attribute(element, "visibility").as_str(),
                    "collapse" | "filter"
                ) && let Some((_, _, sheet)) = self.sheets.last_mut()
                {
                    let end = self.row.saturating_add(self.row_repeats.min(10_000));
                    sheet.hidden_rows.extend(self.row..end);
                }
            }
            "table-column" if attribute(element, "visibility") == "collapse" => {
                if let Some((_, _, sheet)) = self.sheets.last_mut() {
                    let columns = number("number-columns-repeated");
                    // Everything to the right is often hidden where nothing is.
                    sheet.hidden_columns += usize::try_from(columns)
                        .ok()
                        .filter(|columns| *columns < 1_000)
                        .unwrap_or_default();
                }
            }
            "table-cell" | "covered-table-cell" => {
                let value = match attribute(element, "value-type").as_str() {
                    "float" | "percentage" | "currency" => {
                        let number = attribute(element, "value").parse().ok();
                        number.map(values::number_text)
                    }
                    "boolean" => Some(attribute(element, "boolean-value").to_uppercase()),
                    "date" => Some(day(&attribute(element, "date-value"))),
                    _ => None,
                };
                self.cell = Some(Cell {
                    repeats: number("number-columns-repeated"),
                    value,
                    text: String::new(),
                    aside: 0,
                    rows: number("number-rows-spanned"),
                    columns: number("number-columns-spanned"),
                });
            }
            "annotation" | "ruby-text" => {
                if let Some(cell) = self.cell.as_mut() {
                    cell.aside += 1;
                }
            }
            "p" if self.cell.as_ref().is_some_and(|cell| !cell.text.is_empty()) => {
                self.add("\n");
            }
            "line-break" => self.add("\n"),
            "tab" => self.add("\t"),
            "s" => self.add(" "),
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), ReadError> {
        match name {
            "table-row" => self.row = self.row.saturating_add(self.row_repeats),
            "annotation" | "ruby-text" => {
                if let Some(cell) = self.cell.as_mut() {
                    cell.aside = cell.aside.saturating_sub(1);
                }
            }
            "table-cell" | "covered-table-cell" => {
                if let Some(cell) = self.cell.take() {
                    self.put(cell)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn put(&mut self, cell: Cell) -> Result<(), ReadError> {
        let from = self.column;
        self.column = from.saturating_add(cell.repeats);
        let Some((_, _, sheet)) = self.sheets.last_mut() else {
            return Ok(());
        };
        if cell.rows > 1 {
            let last = |first: u32, count: u32| first.saturating_add(count.saturating_sub(1));
            sheet.merges.push((
                (self.row, from),
                (last(self.row, cell.rows), last(from, cell.columns)),
            ));
        }
        let text = cell.value.unwrap_or(cell.text);
        if text.is_empty() {
            return Ok(());
        }
        for row in self.row..self.row.saturating_add(self.row_repeats) {
            for column in from..self.column {
                self.repeated += usize::from((row, column) != (self.row, from));
                if self.repeated > REPEATED {
                    return Err(damaged("a cell is repeated too often"));
                }
                sheet.put(row, column, text.clone())?;
            }
        }
        Ok(())
    }
}

/// 2026-11-22, with the time when there is one.
fn day(value: &str) -> String {
    match value.split_once('T') {
        Some((day, time)) if time.starts_with("00:00") => day.to_owned(),
        Some((day, time)) => format!("{day} {}", time.get(..5).unwrap_or(time)),
        None => value.to_owned(),
    }
}

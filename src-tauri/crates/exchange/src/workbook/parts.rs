//! What a sheet of an XLSX says beside its cells: hidden rows and columns, merged cells, how many rows there are.

use std::collections::{HashMap, HashSet};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::container::Part;
use super::{Area, CELLS, SHEETS, damaged};
use crate::ReadError;

/// Names of the sheets with the part of each, by the workbook's own list.
///
/// # Errors
/// `Damaged`; also when there are too many, or two have one part, which would be read as often as it has names.
pub(super) fn sheets(parts: &[Part]) -> Result<HashMap<String, usize>, ReadError> {
    let places: HashMap<String, usize> = parts
        .iter()
        .enumerate()
        .map(|(at, (name, _))| (name.to_ascii_lowercase(), at))
        .collect();
    let find = |wanted: &str| places.get(&wanted.to_ascii_lowercase()).copied();
    let content = |at: Option<usize>| at.and_then(|at| parts.get(at)).map(|(_, content)| content);
    let mut targets: HashMap<String, String> = HashMap::new();
    if let Some(relations) = content(find("xl/_rels/workbook.xml.rels")) {
        each(relations, |element| {
            if element.local_name().as_ref() == "Relationship" {
                targets.insert(attribute(element, "Id"), attribute(element, "Target"));
            }
        })?;
    }
    let (mut sheets, mut taken) = (HashMap::new(), HashSet::new());
    let (mut listed, mut shared) = (0_usize, false);
    if let Some(workbook) = content(find("xl/workbook.xml")) {
        each(workbook, |element| {
            if element.local_name().as_ref() != "sheet" {
                return;
            }
            let target = targets.get(&attribute(element, "id"));
            let path = target.map(|target| match target.strip_prefix('/') {
                Some(absolute) => absolute.to_owned(),
                None => format!("xl/{target}"),
            });
            listed += 1;
            if let Some(at) = path
                .and_then(|path| find(&path))
                .filter(|_| listed <= SHEETS)
            {
                shared |= !taken.insert(at);
                sheets.insert(attribute(element, "name"), at);
            }
        })?;
    }
    if shared || listed > SHEETS {
        return Err(damaged("too many sheets, or sheets that share a part"));
    }
    Ok(sheets)
}

/// # Errors
/// `Damaged` when the cells share more texts than there may be cells: each takes memory, even an empty one.
pub(super) fn check_texts(parts: &[Part]) -> Result<(), ReadError> {
    let shared = parts
        .iter()
        .filter(|(name, _)| name.to_ascii_lowercase().ends_with("sharedstrings.xml"));
    for (_, content) in shared {
        let texts = content.split(|byte| *byte == b'<').filter(|element| {
            let name = element
                .iter()
                .take(40)
                .position(|byte| !byte.is_ascii_alphanumeric());
            let name = match (name, name.and_then(|at| element.get(at))) {
                (Some(at), Some(b':')) => element.get(at + 1..).unwrap_or_default(),
                _ => element,
            };
            matches!(name, [b's', b'i', b' ' | b'>' | b'/', ..])
        });
        if texts.count() > CELLS / 2 {
            return Err(damaged("too many texts"));
        }
    }
    Ok(())
}

/// Calls `take` for every element that begins.
fn each(xml: &[u8], mut take: impl FnMut(&BytesStart<'_>)) -> Result<(), ReadError> {
    let xml = String::from_utf8_lossy(xml);
    let mut reader = Reader::from_str(&xml);
    loop {
        match reader.read_event().map_err(damaged)? {
            Event::Start(element) | Event::Empty(element) => take(&element),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// An attribute's value by its name without prefix; empty when there is none.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> String {
    element
        .attributes()
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)
        .and_then(|attribute| {
            let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0);
            value.ok().map(std::borrow::Cow::into_owned)
        })
        .unwrap_or_default()
}

/// What a sheet says of its rows.
#[derive(Default)]
pub(super) struct About {
    /// Rows with a cell in them.
    pub(super) rows: usize,
    /// From 0.
    pub(super) hidden_rows: HashSet<u32>,
    pub(super) hidden_columns: usize,
    pub(super) merges: Vec<Area>,
}

/// More merged areas than any list has.
const MERGES: usize = 100_000;

/// Looks through a sheet without reading its cells: only the beginnings of elements, most of which are cells.
pub(super) fn about(sheet: &[u8]) -> About {
    let mut about = About::default();
    let mut next_row = 0_u32;
    for element in sheet.split(|byte| *byte == b'<') {
        // A prefix of the namespace is allowed, and nearly nobody writes one.
        let element = match element.iter().take(5).position(|byte| *byte == b':') {
            Some(at) => element.get(at + 1..).unwrap_or_default(),
            None => element,
        };
        match element {
            [b'r', b'o', b'w', b' ' | b'>' | b'/', ..] => {
                let row = value(element, b" r=\"")
                    .and_then(|value| std::str::from_utf8(value).ok()?.parse::<u32>().ok())
                    .and_then(|row| row.checked_sub(1))
                    .unwrap_or(next_row);
                next_row = row.saturating_add(1);
                about.rows += usize::from(!ends_itself(element));
                if is_hidden(element) {
                    about.hidden_rows.insert(row);
                }
            }
            [b'c', b'o', b'l', b' ', ..] if is_hidden(element) => {
                let number = |name: &[u8]| {
                    value(element, name)
                        .and_then(|value| std::str::from_utf8(value).ok()?.parse::<usize>().ok())
                };
                let (first, last) = (number(b" min=\"").unwrap_or(1), number(b" max=\""));
                // Everything to the right is often hidden where nothing is.
                about.hidden_columns += match last {
                    Some(last) if last < 1_000 => (last + 1).saturating_sub(first),
                    Some(_) | None => 0,
                };
            }
            [
                b'm',
                b'e',
                b'r',
                b'g',
                b'e',
                b'C',
                b'e',
                b'l',
                b'l',
                b' ',
                ..,
            ] if about.merges.len() < MERGES => {
                about
                    .merges
                    .extend(value(element, b" ref=\"").and_then(area));
            }
            _ => {}
        }
    }
    about
}

/// The head of an element up to its `>`.
fn head(element: &[u8]) -> &[u8] {
    element
        .split(|byte| *byte == b'>')
        .next()
        .unwrap_or_default()
}

fn ends_itself(element: &[u8]) -> bool {
    head(element).ends_with(b"/")
}

fn is_hidden(element: &[u8]) -> bool {
    matches!(value(element, b" hidden=\""), Some(b"1" | b"true"))
}

/// What stands between ` name="` and the next quotation mark in the head of an element.
fn value<'x>(element: &'x [u8], name: &[u8]) -> Option<&'x [u8]> {
    let head = head(element);
    let at = head.windows(name.len()).position(|window| window == name)?;
    head.get(at + name.len()..)?
        .split(|byte| *byte == b'"')
        .next()
}

/// `B3:B6`.
fn area(reference: &[u8]) -> Option<Area> {
    let text = std::str::from_utf8(reference).ok()?;
    let (first, last) = text.split_once(':')?;
    Some((cell(first)?, cell(last)?))
}

/// `B3` → (2, 1).
fn cell(reference: &str) -> Option<(u32, u32)> {
    let letters = reference.trim_matches('$');
    let digits = letters.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let column = letters
        .bytes()
        .take_while(u8::is_ascii_alphabetic)
        .try_fold(0_u32, |column, letter| {
            column
                .checked_mul(26)?
                .checked_add(u32::from(letter.to_ascii_uppercase() - b'A') + 1)
        })?;
    let row: u32 = digits.trim_matches('$').parse().ok()?;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_rows_and_merged_cells_are_seen_without_reading_the_cells() {
        let sheet = br#"<worksheet><cols><col min="3" max="4" hidden="1"/></cols><sheetData><row r="1"><c r="A1"/></row>
            <row r="5" hidden="1" spans="1:3"><c r="A5"><v>1</v></c></row><row r="6" hidden="0"/></sheetData>
            <mergeCells count="1"><mergeCell ref="B3:AA6"/></mergeCells></worksheet>"#;
        let about = about(sheet);
        assert_eq!((about.rows, about.hidden_columns), (2, 2));
        assert_eq!(about.hidden_rows, HashSet::from([4]));
        assert_eq!(about.merges, [((2, 1), (5, 26))]);
    }
}

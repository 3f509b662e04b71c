//! From a table of texts (CSV or a sheet) to entries: which row is the header, which rows are people.

mod cells;
mod columns;

use crate::header::Field;
use crate::{Entry, ForeignPerson, ReadError, Rejection, naming};
use columns::{Column, Use};

/// One row of a file: where it stands there, and its cells or why they can't be read.
pub(crate) struct Row {
    /// Line of the file or row of the sheet, from 1.
    pub number: usize,
    pub cells: Result<Vec<String>, Rejection>,
    /// Of a row that can't be read: what can be read all the same.
    pub readable: Vec<String>,
    /// Columns whose cell is merged with the cell above (sheets only).
    pub merged: Vec<usize>,
}

impl Row {
    fn texts(&self) -> &[String] {
        self.cells.as_deref().unwrap_or_default()
    }
}

/// Header as found with what each column was taken for, then the entries.
pub(crate) type Read = (Vec<(String, Option<Field>)>, Vec<Entry>);

/// The header is looked for in the first rows only: a list's title and remarks are never longer.
const HEADER_WITHIN: usize = 40;

/// Reads a table; rows above its header are its title and no entries.
///
/// # Errors
/// `NoHeader` when no row names a column of names, organisations, telephones or e-mail addresses.
pub(crate) fn read(rows: Vec<Row>) -> Result<Read, ReadError> {
    let Some(at) = header_row(&rows) else {
        let first = rows
            .iter()
            .map(|row| row.texts().join(" "))
            .find(|line| !line.trim().is_empty())
            .unwrap_or_default();
        return Err(ReadError::NoHeader {
            first: first.trim().chars().take(80).collect(),
        });
    };
    let mut header: Vec<String> = rows
        .get(at)
        .map(|row| row.texts().to_vec())
        .unwrap_or_default();
    let mut body = at + 1;
    if let Some(second) = rows.get(body)
        && is_second_header(second.texts())
    {
        for (column, word) in second.texts().iter().enumerate() {
            if header.len() <= column {
                header.resize(column + 1, String::new());
            }
            if let Some(cell) = header.get_mut(column)
                && !word.trim().is_empty()
            {
                cell.clone_from(word);
            }
        }
        body += 1;
    }
    for cell in &mut header {
        *cell = cell.trim().to_owned();
    }
    while header.last().is_some_and(String::is_empty) {
        header.pop();
    }
    let columns = columns::plan(&header);
    let entries = entries(rows.into_iter().skip(body), &columns);
    Ok((
        columns
            .into_iter()
            .map(|column| (column.header, column.field))
            .collect(),
        entries,
    ))
}

/// How well the best row of these would serve as a header: for guessing a delimiter. 0 when none would.
pub(crate) fn header_score(rows: &[Row]) -> usize {
    header_row(rows)
        .and_then(|at| rows.get(at))
        .map_or(0, |row| columns::score(row.texts()))
}

fn header_row(rows: &[Row]) -> Option<usize> {
    let mut best: Option<(usize, usize)> = None;
    for (at, row) in rows.iter().take(HEADER_WITHIN).enumerate() {
        let score = columns::score(row.texts());
        if score > best.map_or(0, |(_, score)| score) {
            best = Some((at, score));
        }
    }
    best.map(|(at, _)| at)
}

/// A second header row under merged cells: 連絡先 above, 電話 and FAX below; nothing in it but header words.
fn is_second_header(cells: &[String]) -> bool {
    let mut words = 0_usize;
    for cell in cells
        .iter()
        .map(|cell| cell.trim())
        .filter(|cell| !cell.is_empty())
    {
        if crate::header::meaning_of(cell).is_none() {
            return false;
        }
        words += 1;
    }
    words > 0
}

fn entries(rows: impl Iterator<Item = Row>, columns: &[Column]) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut above: Vec<String> = Vec::new();
    for row in rows {
        let mut cells = match row.cells {
            Ok(cells) => cells,
            Err(rejection) => {
                entries.push(Entry {
                    row: row.number,
                    person: Err(rejection),
                    name_hint: hint(&row.readable, columns),
                });
                continue;
            }
        };
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        repeat_from_above(&mut cells, &above, &row.merged, columns);
        if belongs_to_the_row_above(&row.merged, columns)
            && let Some(Entry {
                person: Ok(person), ..
            }) = entries.last_mut()
        {
            add_second_row(person, &cells, columns);
            continue;
        }
        let person = person(&cells, columns);
        let name_hint = match &person {
            Err(Rejection::TooLong { .. }) => hint(&cells, columns),
            Ok(_) | Err(_) => String::new(),
        };
        entries.push(Entry {
            row: row.number,
            person,
            name_hint,
        });
        above = cells;
    }
    entries
}

/// The name in the cells of a row that can't be taken in.
fn hint(cells: &[String], columns: &[Column]) -> String {
    // A cell that swallowed half the file is no name.
    let cells: Vec<String> = cells
        .iter()
        .map(|cell| match cell.len() {
            0..=1000 => cell.clone(),
            _ => String::new(),
        })
        .collect();
    crate::name_hint(fill(&cells, columns))
}

/// A person over two rows: the name is one merged cell.
fn belongs_to_the_row_above(merged: &[usize], columns: &[Column]) -> bool {
    merged.iter().any(|&at| {
        columns
            .get(at)
            .is_some_and(|column| matches!(column.field, Some(Field::Name | Field::Family)))
    })
}

fn add_second_row(person: &mut ForeignPerson, cells: &[String], columns: &[Column]) {
    let second = fill(cells, columns);
    for phone in second.phones {
        if !person.phones.contains(&phone) {
            person.phones.push(phone);
        }
    }
    for email in second.emails {
        if !person.emails.contains(&email) {
            person.emails.push(email);
        }
    }
    for (own, more) in [
        (&mut person.note, second.note),
        (&mut person.address, second.address),
    ] {
        if own.is_empty() {
            *own = more;
        } else if !more.is_empty() && *own != more {
            own.push('\n');
            own.push_str(&more);
        }
    }
    for leftover in second.leftovers {
        if !person.leftovers.contains(&leftover) {
            person.leftovers.push(leftover);
        }
    }
}

/// 〃, 同上 and cells merged downwards stand for the cell above, where a column can be common to several people.
fn repeat_from_above(
    cells: &mut Vec<String>,
    above: &[String],
    merged: &[usize],
    columns: &[Column],
) {
    for (at, column) in columns.iter().enumerate() {
        let common = matches!(
            column.field,
            Some(
                Field::Organisation
                    | Field::Corporation
                    | Field::Department
                    | Field::Profession
                    | Field::Side
                    | Field::Municipality
                    | Field::Phone
                    | Field::Fax
                    | Field::Postal
                    | Field::Address
                    | Field::Title
            )
        );
        let Some(upper) = above
            .get(at)
            .filter(|upper| common && !upper.trim().is_empty())
        else {
            continue;
        };
        let own = cells.get(at).map_or("", |cell| cell.trim());
        let ditto = matches!(own, "〃" | "″" | "”" | "同上" | "仝" | "々" | "\"");
        if ditto || (own.is_empty() && merged.contains(&at)) {
            if cells.len() <= at {
                cells.resize(at + 1, String::new());
            }
            if let Some(cell) = cells.get_mut(at) {
                cell.clone_from(upper);
            }
        }
    }
}

fn person(cells: &[String], columns: &[Column]) -> Result<ForeignPerson, Rejection> {
    if cells.iter().any(|cell| cell.len() > crate::FIELD_LIMIT) {
        let length = cells.iter().map(String::len).max().unwrap_or_default();
        return Err(Rejection::TooLong { length });
    }
    if let Some(text) = no_person(cells, columns) {
        return Err(Rejection::NoPerson { text });
    }
    let mut person = fill(cells, columns);
    naming::complete(&mut person);
    if person.is_nobody() {
        Err(Rejection::NothingToKeep)
    } else {
        Ok(person)
    }
}

/// The text of a row that is no person's: the header again, a totals row, the title of a section.
fn no_person(cells: &[String], columns: &[Column]) -> Option<String> {
    let filled: Vec<(usize, &str)> = cells
        .iter()
        .enumerate()
        .map(|(at, cell)| (at, cell.trim()))
        .filter(|(_, cell)| !cell.is_empty())
        .collect();
    let text = || {
        filled
            .iter()
            .map(|(_, cell)| *cell)
            .collect::<Vec<_>>()
            .join(" ")
            .chars()
            .take(200)
            .collect()
    };
    let repeats = |(at, cell): &(usize, &str)| {
        columns
            .get(*at)
            .is_some_and(|column| column.header == *cell)
    };
    if filled.len() > 1 && filled.iter().all(repeats) {
        return Some(text());
    }
    let reachable = filled.iter().any(|(at, cell)| {
        columns.get(*at).is_some_and(|column| match column.field {
            Some(Field::Email) => cell.contains('@'),
            Some(Field::Phone | Field::Mobile | Field::Fax) => japanese::key::phone(cell).is_some(),
            _ => false,
        })
    });
    if !reachable && filled.iter().any(|(_, cell)| is_total(cell)) {
        return Some(text());
    }
    if let [(at, cell)] = filled.as_slice() {
        let field = columns.get(*at).and_then(|column| column.field);
        let marked = cell.starts_with([
            '【', '■', '●', '◆', '◇', '○', '〔', '※', '＜', '《', '▼', '□', '―', '─', '-',
        ]);
        let plain = !matches!(
            field,
            Some(
                Field::Name
                    | Field::Family
                    | Field::Organisation
                    | Field::Phone
                    | Field::Mobile
                    | Field::Email
            )
        );
        if columns.len() > 2 && (marked || plain) {
            return Some(text());
        }
    }
    None
}

/// 合計, 計14名, 総計：14 … but not the family name 計良.
fn is_total(cell: &str) -> bool {
    let folded: String = japanese::key::fold(cell)
        .chars()
        .filter(|c| !matches!(c, ':' | '.' | ','))
        .collect();
    let Some(rest) = ["合計", "総計", "小計", "総数", "以上", "計", "total"]
        .iter()
        .find_map(|word| folded.strip_prefix(word))
    else {
        return false;
    };
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    matches!(
        rest,
        "" | "名" | "人" | "件" | "機関" | "事業所" | "施設" | "名様" | "人数" | "数"
    )
}

/// The cells of a row in their fields.
fn fill(cells: &[String], columns: &[Column]) -> ForeignPerson {
    let mut person = ForeignPerson::default();
    let mut parts: Vec<(crate::header::AddressPart, String)> = Vec::new();
    // The given name may stand before the family name.
    let (mut family_kana, mut given_kana) = (String::new(), String::new());
    for (at, cell) in cells.iter().enumerate() {
        let cell = cells::unguarded(cell).trim();
        if cell.is_empty() {
            continue;
        }
        let Some(column) = columns.get(at) else {
            // More cells than the header has: kept under an empty name.
            person.leftovers.push((String::new(), cell.to_owned()));
            continue;
        };
        let label = column
            .label
            .and_then(|at| cells.get(at))
            .map_or("", |label| label.trim());
        match column.purpose {
            Use::Field(Field::FamilyKana) if family_kana.is_empty() => {
                cell.clone_into(&mut family_kana)
            }
            Use::Field(Field::GivenKana) if given_kana.is_empty() => {
                cell.clone_into(&mut given_kana)
            }
            Use::Field(field) => cells::put(&mut person, field, &column.header, label, cell),
            Use::AddressPart(_) | Use::SpareAddress if cells::is_home(label) => {
                cells::drop_home_address(&mut person)
            }
            Use::AddressPart(part) => parts.push((part, cell.to_owned())),
            Use::SpareAddress | Use::Label => {}
            Use::Numbering if cell.chars().all(|c| c.is_numeric() || c == '.') => {}
            Use::Numbering | Use::Leftover => person
                .leftovers
                .push((column.header.clone(), cell.to_owned())),
        }
    }
    if person.kana.is_empty() {
        let between = if family_kana.is_empty() || given_kana.is_empty() {
            ""
        } else {
            " "
        };
        person.kana = format!("{family_kana}{between}{given_kana}");
    }
    parts.sort_by_key(|(part, _)| *part);
    let parts: String = parts
        .into_iter()
        .filter(|(part, _)| *part != crate::header::AddressPart::Country)
        .map(|(_, text)| text)
        .collect();
    if person.address.is_empty() {
        person.address = parts;
    } else if !person.address.contains(&parts) {
        person.address.insert_str(0, &parts);
    }
    person
}

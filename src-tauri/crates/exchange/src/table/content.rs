//! What columns without a header hold, by the look of their cells.

use super::Row;
use super::columns::{Column, Use};
use crate::header::Field;
use crate::naming::{is_kana, is_workplace};

/// Rows that are looked at.
const LOOKED_AT: usize = 200;

/// A column for each that the first rows have, under its letter.
pub(super) fn columns(rows: &[Row<'_>]) -> Vec<Column> {
    let rows = rows.get(..rows.len().min(LOOKED_AT)).unwrap_or_default();
    let width = rows.iter().map(|row| row.texts().len()).max();
    let mut taken: Vec<Field> = Vec::new();
    (0..width.unwrap_or_default().min(super::COLUMNS + 1))
        .map(|at| {
            let cells: Vec<&str> = rows
                .iter()
                .filter_map(|row| row.texts().get(at))
                .map(|cell| cell.trim())
                .filter(|cell| !cell.is_empty())
                .collect();
            let field = of(&cells)
                // Of two rows one may be the header.
                .or_else(|| {
                    if cells.len() == 2 {
                        of(cells.get(1..)?)
                    } else {
                        None
                    }
                })
                .filter(|field| {
                    matches!(field, Field::Email | Field::Phone | Field::Mobile)
                        || !taken.contains(field)
                });
            taken.extend(field);
            Column::new(letter(at), field, field.map_or(Use::Leftover, Use::Field))
        })
        .collect()
}

/// The words of the first row when it is a header in words that nobody knows: where the cells below are telephone numbers,
/// addresses or the like, its own is none.
pub(super) fn unknown_header(rows: &[Row<'_>], columns: &[Column]) -> Option<Vec<String>> {
    let (first, rest) = rows.split_first()?;
    let word = |at: usize| first.texts().get(at).map_or("", |cell| cell.trim());
    let differs = columns.iter().enumerate().any(|(at, column)| {
        let look: fn(&str) -> bool = match column.field {
            Some(Field::Email) => is_email,
            Some(Field::Phone | Field::Mobile) => is_phone,
            Some(Field::Postal) => is_postal,
            Some(Field::Address) => is_address,
            _ => return false,
        };
        !word(at).is_empty() && !look(word(at))
    });
    (differs && !rest.is_empty())
        .then(|| (0..columns.len()).map(|at| word(at).to_owned()).collect())
}

/// Whether columns found by their look are those of a list of people: somebody, and where they are.
pub(super) fn looks_like_people(columns: &[Column]) -> bool {
    let has = |wanted: &[Field]| {
        columns
            .iter()
            .any(|column| column.field.is_some_and(|field| wanted.contains(&field)))
    };
    has(&[Field::Name, Field::Kana])
        && has(&[
            Field::Email,
            Field::Phone,
            Field::Mobile,
            Field::Organisation,
            Field::Address,
        ])
}

fn of(cells: &[&str]) -> Option<Field> {
    // A field, which cells look like it, and in how many of ten.
    type Look = (Field, fn(&str) -> bool, usize);
    const LOOKS: [Look; 8] = [
        (Field::Email, is_email, 6),
        (Field::Postal, is_postal, 6),
        (Field::Mobile, is_mobile, 6),
        (Field::Phone, is_phone, 6),
        (Field::Kana, is_kana, 7),
        (Field::Organisation, is_workplace, 5),
        (Field::Address, is_address, 6),
        (Field::Name, is_name, 8),
    ];
    if cells.is_empty() {
        return None;
    }
    LOOKS
        .iter()
        .find(|(_, look, of_ten)| {
            let many = cells.iter().filter(|cell| look(cell)).count();
            many * 10 >= cells.len() * of_ten
        })
        .map(|(field, _, _)| *field)
}

fn is_email(cell: &str) -> bool {
    cell.split_once(['@', '＠'])
        .is_some_and(|(own, place)| !own.is_empty() && place.contains(['.', '．']))
}

fn is_postal(cell: &str) -> bool {
    let code = cell.trim_start_matches(['〒', ' ', '　']);
    let digits = code.chars().filter(|c| c.is_numeric()).count();
    digits == 7
        && code
            .chars()
            .all(|c| c.is_numeric() || matches!(c, '-' | '－' | '‐'))
}

fn is_phone(cell: &str) -> bool {
    let digits = cell.chars().filter(|c| c.is_numeric()).count();
    (9..=15).contains(&digits) && japanese::key::phone(cell).is_some()
}

fn is_mobile(cell: &str) -> bool {
    is_phone(cell)
        && japanese::key::phone(cell).is_some_and(|key| {
            ["070", "080", "090"]
                .iter()
                .any(|area| key.starts_with(area))
        })
}

fn is_address(cell: &str) -> bool {
    cell.contains(['都', '道', '府', '県', '市', '区', '町', '村', '郡'])
        && cell.chars().any(char::is_numeric)
}

/// Two to eight letters of Japanese, perhaps with one space, and no workplace.
fn is_name(cell: &str) -> bool {
    let letters = cell.chars().filter(|c| !c.is_whitespace()).count();
    (2..=8).contains(&letters)
        && cell.chars().filter(|c| c.is_whitespace()).count() <= 1
        && cell
            .chars()
            .all(|c| c.is_whitespace() || (c.is_alphabetic() && c >= '\u{3005}'))
        && !is_workplace(cell)
}

/// A, B … Z, AA, AB …
fn letter(mut at: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + u8::try_from(at % 26).unwrap_or_default()));
        if at < 26 {
            break;
        }
        at = at / 26 - 1;
    }
    letters.into_iter().rev().collect()
}

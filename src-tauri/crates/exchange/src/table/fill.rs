//! The cells of a row in their fields.

use std::borrow::Cow;

use super::cells;
use super::columns::{Column, Use};
use crate::ForeignPerson;
use crate::header::{AddressPart, Field};
use crate::options::Offers;

pub(super) fn fill(
    cells: &[Cow<'_, str>],
    columns: &[Column],
    offers: &mut Offers,
    row: usize,
) -> ForeignPerson {
    let mut person = ForeignPerson::default();
    let mut parts: Vec<(AddressPart, &str)> = Vec::new();
    // The given name may stand before the family name.
    let (mut family_kana, mut given_kana) = ("", "");
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
            Use::Field(Field::FamilyKana) if family_kana.is_empty() => family_kana = cell,
            Use::Field(Field::GivenKana) if given_kana.is_empty() => given_kana = cell,
            Use::Field(field) => {
                cells::put(&mut person, field, column, label, cell, offers, row);
            }
            Use::AddressPart(_) | Use::SpareAddress if cells::is_home(label) => {
                cells::drop_home_address(&mut person)
            }
            Use::AddressPart(part) => parts.push((part, cell)),
            Use::SpareAddress | Use::Label | Use::Ignored => {}
            Use::Numbering if cell.chars().all(|c| c.is_numeric() || c == '.') => {}
            Use::Leftover if column.day => {
                let value = cells::day(cell, offers, row);
                person.leftovers.push((column.header.clone(), value));
            }
            Use::Numbering | Use::Leftover => person
                .leftovers
                .push((column.header.clone(), cell.to_owned())),
        }
    }
    if person.kana.is_empty() && !(family_kana.is_empty() && given_kana.is_empty()) {
        let between = if family_kana.is_empty() || given_kana.is_empty() {
            ""
        } else {
            " "
        };
        person.kana = format!("{family_kana}{between}{given_kana}");
    }
    // The town in a column of its own between those of the prefecture and the street.
    let town = person.municipality.clone();
    let has = |wanted| parts.iter().any(|(part, _)| *part == wanted);
    if has(AddressPart::Region) && !has(AddressPart::City) && !person.address.contains(&town) {
        parts.push((AddressPart::City, &town));
    }
    if !parts.is_empty() {
        parts.sort_by_key(|(part, _)| *part);
        let parts: String = parts
            .into_iter()
            .filter(|(part, _)| *part != AddressPart::Country)
            .map(|(_, text)| text)
            .collect();
        if person.address.is_empty() {
            person.address = parts;
        } else if !person.address.contains(&parts) {
            person.address.insert_str(0, &parts);
        }
    }
    person
}

//! What each column of a table is used for, once its whole header is known.

use crate::header::{AddressPart, Field, Meaning, meaning_of};

/// A column and its use.
pub(super) struct Column {
    pub header: String,
    /// As shown to the user.
    pub field: Option<Field>,
    pub purpose: Use,
    /// The column that says what this one is for (`Phone 1 - Label`).
    pub label: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    Field(Field),
    AddressPart(AddressPart),
    /// A part of an address that stands whole in another column.
    SpareAddress,
    Label,
    Numbering,
    Leftover,
}

/// Decides the columns of a header.
pub(super) fn plan(header: &[String]) -> Vec<Column> {
    let meanings: Vec<Option<Meaning>> = header.iter().map(|word| meaning_of(word)).collect();
    let formatted = header
        .iter()
        .any(|word| word.to_lowercase().ends_with("- formatted"));
    let labels: std::collections::HashMap<&str, usize> = header
        .iter()
        .zip(&meanings)
        .enumerate()
        .filter(|(_, (_, meaning))| **meaning == Some(Meaning::Label))
        .filter_map(|(at, (word, _))| Some((stem(word)?, at)))
        .collect();
    header
        .iter()
        .zip(&meanings)
        .map(|(word, meaning)| {
            let (field, purpose) = match meaning {
                // 氏名 and 姓・名 in one file: 名 alone in a file without 姓 is the whole name (名 = 名前).
                Some(Meaning::Field(Field::Given))
                    if !has(&meanings, Field::Family) && word.trim() == "名" =>
                {
                    (Some(Field::Name), Use::Field(Field::Name))
                }
                Some(Meaning::Field(field)) => (Some(*field), Use::Field(*field)),
                Some(Meaning::AddressPart(_)) if formatted => {
                    (Some(Field::Address), Use::SpareAddress)
                }
                Some(Meaning::AddressPart(part)) => (Some(Field::Address), Use::AddressPart(*part)),
                Some(Meaning::Label) => (None, Use::Label),
                Some(Meaning::Numbering) => (None, Use::Numbering),
                None => (None, Use::Leftover),
            };
            let label = stem(word).and_then(|stem| labels.get(stem)).copied();
            Column {
                header: word.clone(),
                field,
                purpose,
                label,
            }
        })
        .collect()
}

fn has(meanings: &[Option<Meaning>], field: Field) -> bool {
    meanings.contains(&Some(Meaning::Field(field)))
}

/// `Phone 1` of `Phone 1 - Value`.
fn stem(word: &str) -> Option<&str> {
    word.split_once(" - ").map(|(stem, _)| stem)
}

/// How many different things a row names as a header; 0 when it can't be one, because it names neither people nor
/// organisations nor a way to reach them, or most of its cells are no header words.
pub(super) fn score(cells: &[String]) -> usize {
    let mut fields: Vec<Field> = Vec::new();
    let (mut known, mut filled) = (0_usize, 0_usize);
    for cell in cells
        .iter()
        .map(|cell| cell.trim())
        .filter(|cell| !cell.is_empty())
    {
        filled += 1;
        match meaning_of(cell) {
            Some(Meaning::Field(field)) => {
                known += 1;
                if !fields.contains(&field) {
                    fields.push(field);
                }
            }
            Some(Meaning::AddressPart(_) | Meaning::Label | Meaning::Numbering) => known += 1,
            None => {}
        }
    }
    let key = fields.iter().any(|field| {
        matches!(
            field,
            Field::Name
                | Field::Family
                | Field::Given
                | Field::Organisation
                | Field::Phone
                | Field::Mobile
                | Field::Email
        )
    });
    // Own columns are usual, and a program's file has many that nobody needs: one in eight is enough when several are known.
    let enough = if fields.len() >= 3 {
        filled <= known * 8
    } else {
        filled <= known * 3
    };
    if key && enough { fields.len() } else { 0 }
}

//! What each column of a table is used for, once its whole header is known.

use std::borrow::Cow;

use crate::PhoneKind;
use crate::header::{AddressPart, Field, Meaning, folded, meaning_of};

/// A column and its use.
pub(super) struct Column {
    pub(super) header: String,
    /// As shown to the user.
    pub(super) field: Option<Field>,
    pub(super) purpose: Use,
    /// The column that says what this one is for (`Phone 1 - Label`).
    pub(super) label: Option<usize>,
    /// Of a column of telephones that no label column speaks of.
    pub(super) phone: PhoneKind,
    /// Whether the header speaks of a day: numbers and eras in it are read.
    pub(super) day: bool,
}

impl Column {
    pub(super) fn new(header: String, field: Option<Field>, purpose: Use) -> Self {
        let day = is_day(&header);
        let phone = match purpose {
            Use::Field(field) => super::cells::kind(field, &header, ""),
            Use::AddressPart(_)
            | Use::SpareAddress
            | Use::Label
            | Use::Numbering
            | Use::Ignored
            | Use::Leftover => PhoneKind::Other,
        };
        Self {
            header,
            field,
            purpose,
            label: None,
            phone,
            day,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    Field(Field),
    AddressPart(AddressPart),
    /// A part of an address that stands whole in another column.
    SpareAddress,
    Label,
    Numbering,
    /// Written by this program about the row, not about the person.
    Ignored,
    Leftover,
}

/// Decides the columns of a header. Each has one word, or the words of its two rows, the upper one first.
pub(super) fn plan(header: &[Vec<String>]) -> Vec<Column> {
    let meanings: Vec<Option<Meaning>> = header.iter().map(|words| meaning(words)).collect();
    let words: Vec<String> = header.iter().map(|words| words.join(" ")).collect();
    let formatted = words
        .iter()
        .any(|word| word.to_lowercase().ends_with("- formatted"));
    let labels: std::collections::HashMap<&str, usize> = words
        .iter()
        .zip(&meanings)
        .enumerate()
        .filter(|(_, (_, meaning))| **meaning == Some(Meaning::Label))
        .filter_map(|(at, (word, _))| Some((stem(word)?, at)))
        .collect();
    words
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
                Some(Meaning::Reason) => (None, Use::Ignored),
                None => (None, Use::Leftover),
            };
            Column {
                label: stem(word).and_then(|stem| labels.get(stem)).copied(),
                ..Column::new(word.clone(), field, purpose)
            }
        })
        .collect()
}

/// What a column's words mean: 自宅 over 住所 together, else the lower one, else the upper one.
fn meaning(words: &[String]) -> Option<Meaning> {
    match words {
        [upper, lower] => meaning_of(&format!("{upper}{lower}"))
            .or_else(|| meaning_of(lower))
            .or_else(|| meaning_of(upper)),
        words => words.first().and_then(|word| meaning_of(word)),
    }
}

/// What she says of the columns wins over the guess. Where both say the same, the guess stays: it knows more.
pub(super) fn remap(columns: &mut [Column], mapping: Option<&[Option<Field>]>) {
    for (column, said) in columns.iter_mut().zip(mapping.unwrap_or_default()) {
        if column.field == *said {
            continue;
        }
        let purpose = said.map_or(Use::Leftover, Use::Field);
        *column = Column {
            label: column.label,
            ..Column::new(std::mem::take(&mut column.header), *said, purpose)
        };
    }
}

fn has(meanings: &[Option<Meaning>], field: Field) -> bool {
    meanings.contains(&Some(Meaning::Field(field)))
}

/// `Phone 1` of `Phone 1 - Value`.
fn stem(word: &str) -> Option<&str> {
    word.split_once(" - ").map(|(stem, _)| stem)
}

/// 入会日, 更新年月日, 登録日時, Created Date … but not 定休日, which holds days of the week.
fn is_day(header: &str) -> bool {
    let word = folded(header);
    ["日付", "年月日", "日時", "date"]
        .iter()
        .any(|part| word.contains(part))
        || (word.ends_with('日')
            && !["曜日", "休日", "平日", "診療日", "勤務日"]
                .iter()
                .any(|end| word.ends_with(end)))
}

/// How many different things a row names as a header; 0 when it can't be one, because it names neither people nor
/// organisations nor a way to reach them, or most of its cells are no header words.
pub(super) fn score(cells: &[Cow<'_, str>]) -> usize {
    let mut fields: Vec<Field> = Vec::new();
    let (mut known, mut filled) = (0_usize, 0_usize);
    for cell in cells
        .iter()
        .take(super::COLUMNS)
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
            Some(
                Meaning::AddressPart(_) | Meaning::Label | Meaning::Numbering | Meaning::Reason,
            ) => known += 1,
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
    // Own columns are usual, and a program's file has many that nobody needs: one in eight is enough when several are known,
    // or when it is the name.
    let enough = if fields.len() >= 3 || fields.contains(&Field::Name) {
        filled <= known * 8
    } else {
        filled <= known * 3
    };
    if key && enough { fields.len() } else { 0 }
}

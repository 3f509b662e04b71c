//! The rows below the header: which are people, which go on with the person above, which are none.

use std::borrow::Cow;

use super::columns::{Column, Use};
use super::{Row, fill, several};
use crate::header::Field;
use crate::options::{OfferKind, Offers};
use crate::{Entry, ForeignPerson, Rejection, naming};

/// Numbers and addresses that one person's rows may have together.
const MOST: usize = 200;

/// What goes along from row to row.
pub(super) struct Reading<'c> {
    pub(super) columns: &'c [Column],
    pub(super) offers: &'c mut Offers,
    pub(super) keep_cells: bool,
    /// Cells filled from the merged cell above, so far.
    pub(super) merged_filled: usize,
}

impl Reading<'_> {
    pub(super) fn entries(&mut self, rows: Vec<Row<'_>>) -> Vec<Entry> {
        let mut entries: Vec<Entry> = Vec::with_capacity(rows.len());
        let mut above: Vec<Cow<'_, str>> = Vec::new();
        for row in rows {
            if row.hidden
                && !self.offers.note(OfferKind::HiddenRows, row.number, || {
                    (text_of(row.texts()), String::new())
                })
            {
                continue;
            }
            let mut cells = match row.cells {
                Ok(cells) => cells,
                Err(rejection) => {
                    let mut entry = Entry::of(row.number, Err(rejection));
                    entry.name_hint = self.hint(row.readable.iter().map(String::as_str));
                    if self.keep_cells {
                        entry.cells = row.readable;
                    }
                    entries.push(entry);
                    continue;
                }
            };
            if cells.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            let kept: Vec<String> = if self.keep_cells {
                cells.iter().map(|cell| cell.to_string()).collect()
            } else {
                Vec::new()
            };
            self.repeat_from_above(&mut cells, &above, &row.merged);
            if self.goes_on(row.number, &cells, &row.merged, entries.last())
                && let Some(Entry {
                    person: Ok(person), ..
                }) = entries.last_mut()
            {
                add_second_row(
                    person,
                    fill::fill(&cells, self.columns, self.offers, row.number),
                );
                continue;
            }
            let read = self.people(&cells, row.number);
            let name_hint = match &read {
                Err(Rejection::TooLong { .. }) => self.hint(cells.iter().map(AsRef::as_ref)),
                Ok(_) | Err(_) => String::new(),
            };
            match read {
                Ok(people) => {
                    for (part, person) in people.into_iter().enumerate() {
                        let mut entry = Entry::of(row.number, Ok(person));
                        entry.part = part;
                        entry.cells.clone_from(&kept);
                        entries.push(entry);
                    }
                }
                Err(rejection) => {
                    let mut entry = Entry::of(row.number, Err(rejection));
                    (entry.name_hint, entry.cells) = (name_hint, kept);
                    entries.push(entry);
                }
            }
            above = cells;
        }
        entries
    }

    /// The name in the cells of a row that can't be taken in.
    fn hint<'t>(&self, cells: impl Iterator<Item = &'t str>) -> String {
        // A cell that swallowed half the file is no name.
        let cells: Vec<Cow<'_, str>> = cells
            .map(|cell| if cell.len() > 1000 { "" } else { cell })
            .map(Cow::Borrowed)
            .collect();
        let mut silent = Offers::new(&crate::ReadOptions::default());
        crate::name_hint(fill::fill(&cells, self.columns, &mut silent, 0))
    }

    /// Whether a row goes on with the person above: its name is one merged cell, or it has neither name nor workplace.
    fn goes_on(
        &mut self,
        row: usize,
        cells: &[Cow<'_, str>],
        merged: &[usize],
        above: Option<&Entry>,
    ) -> bool {
        let Some(Entry {
            person: Ok(above), ..
        }) = above
        else {
            return false;
        };
        // Nobody has so much; each new value is compared with those before it.
        if above.phones.len() + above.emails.len() > MOST || above.leftovers.len() > MOST {
            return false;
        }
        let is_name =
            |column: &Column| matches!(column.purpose, Use::Field(Field::Name | Field::Family));
        let kind = if merged
            .iter()
            .any(|&at| self.columns.get(at).is_some_and(is_name))
        {
            OfferKind::MergedRows
        } else if !above.name.is_empty() && self.has_only_more(cells) {
            OfferKind::ContinuedRows
        } else {
            return false;
        };
        self.offers
            .note(kind, row, || (text_of(cells), above.name.clone()))
    }

    /// No name, no reading, no workplace, but something to reach somebody by or a note.
    fn has_only_more(&self, cells: &[Cow<'_, str>]) -> bool {
        let mut more = false;
        for (column, cell) in self.columns.iter().zip(cells) {
            if cell.trim().is_empty() {
                continue;
            }
            match column.purpose {
                Use::Field(
                    Field::Name
                    | Field::Family
                    | Field::Given
                    | Field::Kana
                    | Field::FamilyKana
                    | Field::GivenKana
                    | Field::Organisation
                    | Field::Corporation,
                )
                | Use::Numbering => return false,
                Use::Field(Field::Phone | Field::Mobile | Field::Fax | Field::Email) => more = true,
                Use::Field(_)
                | Use::AddressPart(_)
                | Use::SpareAddress
                | Use::Label
                | Use::Ignored
                | Use::Leftover => {}
            }
        }
        more
    }

    /// 〃, 同上 and cells merged downwards stand for the cell above, where a column can be common to several people.
    fn repeat_from_above<'t>(
        &mut self,
        cells: &mut Vec<Cow<'t, str>>,
        above: &[Cow<'t, str>],
        merged: &[usize],
    ) {
        for (at, column) in self.columns.iter().enumerate() {
            let own = cells.get(at).map_or("", |cell| cell.trim());
            let from_merged = own.is_empty() && merged.binary_search(&at).is_ok();
            let ditto = matches!(own, "〃" | "″" | "”" | "同上" | "仝" | "々" | "\"");
            if !(ditto || from_merged) || !is_common(column.field) {
                continue;
            }
            let Some(upper) = above.get(at).filter(|upper| !upper.trim().is_empty()) else {
                continue;
            };
            self.merged_filled += usize::from(from_merged);
            if cells.len() <= at {
                cells.resize(at + 1, Cow::Borrowed(""));
            }
            if let Some(cell) = cells.get_mut(at) {
                cell.clone_from(upper);
            }
        }
    }

    fn people(
        &mut self,
        cells: &[Cow<'_, str>],
        row: usize,
    ) -> Result<Vec<ForeignPerson>, Rejection> {
        if cells.iter().any(|cell| cell.len() > crate::FIELD_LIMIT) {
            let length = cells
                .iter()
                .map(|cell| cell.len())
                .max()
                .unwrap_or_default();
            return Err(Rejection::TooLong { length });
        }
        if let Some(text) = no_person(cells, self.columns) {
            return Err(Rejection::NoPerson { text });
        }
        let person = fill::fill(cells, self.columns, self.offers, row);
        let mut people = several::people(person, self.offers, row);
        for person in &mut people {
            naming::complete(person, self.offers, row);
        }
        if people.iter().all(ForeignPerson::is_nobody) {
            Err(Rejection::NothingToKeep)
        } else {
            Ok(people)
        }
    }
}

/// The texts of a row in one line, for showing.
fn text_of(cells: &[Cow<'_, str>]) -> String {
    let filled = cells
        .iter()
        .map(|cell| cell.trim())
        .filter(|cell| !cell.is_empty());
    filled
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .take(200)
        .collect()
}

fn is_common(field: Option<Field>) -> bool {
    matches!(
        field,
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
    )
}

fn add_second_row(person: &mut ForeignPerson, mut second: ForeignPerson) {
    // Another workplace with what belongs to it: it stays in one piece.
    let elsewhere = !second.organisation.is_empty()
        && !person.organisation.is_empty()
        && second.organisation != person.organisation;
    if elsewhere {
        let parts = [
            std::mem::take(&mut second.corporation),
            std::mem::take(&mut second.organisation),
            std::mem::take(&mut second.department),
            std::mem::take(&mut second.title),
            std::mem::take(&mut second.postal),
            std::mem::take(&mut second.address),
        ];
        let words: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        person
            .leftovers
            .push(("ほかの所属".to_owned(), words.join(" ")));
    }
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
    for (header, own, more) in [
        ("ふりがな", &mut person.kana, second.kana),
        ("旧姓", &mut person.former_family, second.former_family),
        ("所属", &mut person.organisation, second.organisation),
        ("法人", &mut person.corporation, second.corporation),
        ("役職", &mut person.title, second.title),
        ("部署", &mut person.department, second.department),
        ("職種", &mut person.profession, second.profession),
        ("側", &mut person.side, second.side),
        ("市町村", &mut person.municipality, second.municipality),
        ("〒", &mut person.postal, second.postal),
        ("連絡しやすい方法", &mut person.way, second.way),
        ("連絡しやすい時間", &mut person.hours, second.hours),
    ] {
        if own.is_empty() {
            *own = more;
        } else if !more.is_empty() && *own != more {
            person.leftovers.push((header.to_owned(), more));
        }
    }
    for leftover in second.leftovers {
        if !person.leftovers.contains(&leftover) {
            person.leftovers.push(leftover);
        }
    }
}

/// The text of a row that is no person's: the header again, a totals row, the title of a section.
fn no_person(cells: &[Cow<'_, str>], columns: &[Column]) -> Option<String> {
    let filled = || {
        cells
            .iter()
            .enumerate()
            .map(|(at, cell)| (at, cell.trim()))
            .filter(|(at, cell)| {
                !cell.is_empty()
                    && columns
                        .get(*at)
                        .is_none_or(|column| column.purpose != Use::Ignored)
            })
    };
    let mut first = filled();
    let (one, two) = (first.next(), first.next());
    let repeats =
        |(at, cell): (usize, &str)| columns.get(at).is_some_and(|column| column.header == cell);
    if two.is_some() && filled().all(repeats) {
        return Some(text_of(cells));
    }
    if filled().any(|(_, cell)| is_total(cell)) && !reachable(filled(), columns) {
        return Some(text_of(cells));
    }
    let ((at, cell), None) = (one?, two) else {
        return None;
    };
    let field = columns.get(at).and_then(|column| column.field);
    let marked = cell.starts_with([
        '【', '■', '●', '◆', '◇', '○', '〔', '※', '＜', '《', '▼', '□', '―', '─', '-',
    ]);
    let plain = !matches!(
        field,
        Some(
            Field::Name
                | Field::Family
                | Field::Given
                | Field::Kana
                | Field::FamilyKana
                | Field::Organisation
                | Field::Corporation
                | Field::Phone
                | Field::Mobile
                | Field::Email
        )
    );
    (columns.len() > 2 && (marked || plain)).then(|| text_of(cells))
}

fn reachable<'t>(mut filled: impl Iterator<Item = (usize, &'t str)>, columns: &[Column]) -> bool {
    filled.any(|(at, cell)| {
        columns.get(at).is_some_and(|column| match column.field {
            Some(Field::Email) => cell.contains('@'),
            Some(Field::Phone | Field::Mobile | Field::Fax) => japanese::key::phone(cell).is_some(),
            _ => false,
        })
    })
}

/// 合計, 計14名, 総計：14 … but not the family name 計良.
fn is_total(cell: &str) -> bool {
    // Folding costs, and hardly any cell can be one.
    if cell.len() > 60 || !cell.contains(['計', '総', '以', 't', 'T', 'ｔ', 'Ｔ']) {
        return false;
    }
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

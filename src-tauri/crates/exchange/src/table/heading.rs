//! Which row is the header, whether a second one stands under it, and what to do when there is none.

use std::borrow::Cow;

use super::columns::{self, Column};
use super::{Row, content};
use crate::header::meaning_of;
use crate::options::{HeaderRows, ReadOptions};

/// Where the header is and what it says.
pub(super) struct Found {
    /// Rows above it.
    pub(super) above: usize,
    /// Line or row where it begins, from 1; without a header where people begin.
    pub(super) first: usize,
    pub(super) rows: usize,
    /// Index of the first row of people.
    pub(super) body: usize,
    pub(super) columns: Vec<Column>,
}

/// The header as she says, else as guessed; `None` when nothing in the file looks like a list of people.
pub(super) fn find(rows: &[Row<'_>], options: &ReadOptions) -> Option<Found> {
    let mapped = options
        .mapping
        .as_ref()
        .is_some_and(|mapping| mapping.iter().any(Option::is_some));
    match options.header {
        Some(HeaderRows { first, rows: 0 }) => {
            let body = rows.iter().position(|row| row.number >= first)?;
            Some(without(rows, body))
        }
        Some(HeaderRows { first, rows: count }) => {
            let at = rows.iter().position(|row| row.number >= first)?;
            Some(at_row(rows, at, count.min(2)))
        }
        None => {
            if let Some(at) = best(rows) {
                let row = |at: Option<usize>| at.and_then(|at| rows.get(at)).map(Row::texts);
                let texts = row(Some(at)).unwrap_or_default();
                if let Some(above) = row(at.checked_sub(1))
                    && is_group_row(above, texts)
                {
                    return Some(at_row(rows, at - 1, 2));
                }
                let second = row(Some(at + 1)).is_some_and(|second| is_second(texts, second));
                return Some(at_row(rows, at, if second { 2 } else { 1 }));
            }
            let mut found = without(rows, 0);
            if let Some(words) = content::unknown_header(rows, &found.columns) {
                // Its words are nobody's, but the cells below say what they mean.
                for (column, word) in found.columns.iter_mut().zip(words) {
                    *column = Column::new(word, column.field, column.purpose);
                }
                (found.rows, found.body) = (1, 1);
            }
            let people = content::looks_like_people(&found.columns);
            (people || (mapped && !found.columns.is_empty())).then_some(found)
        }
    }
}

/// The row that serves best as a header.
pub(super) fn best(rows: &[Row<'_>]) -> Option<usize> {
    let mut best: Option<(usize, usize)> = None;
    for (at, row) in rows.iter().take(super::HEADER_WITHIN).enumerate() {
        let score = columns::score(row.texts());
        if score > best.map_or(0, |(_, score)| score) {
            best = Some((at, score));
        }
    }
    best.map(|(at, _)| at)
}

fn without(rows: &[Row<'_>], body: usize) -> Found {
    let body_rows = rows.get(body..).unwrap_or_default();
    Found {
        above: body,
        first: body_rows.first().map_or(1, |row| row.number),
        rows: 0,
        body,
        columns: content::columns(body_rows),
    }
}

fn at_row(rows: &[Row<'_>], at: usize, count: usize) -> Found {
    let texts = |at: usize| rows.get(at).map(Row::texts).unwrap_or_default();
    let (upper, lower) = (texts(at), if count == 2 { texts(at + 1) } else { &[] });
    let mut words: Vec<Vec<String>> = Vec::new();
    // The word of a merged cell stands in its first column only.
    let mut over = String::new();
    for column in 0..upper.len().max(lower.len()) {
        let word = |row: &[Cow<'_, str>]| row.get(column).map_or("", |cell| cell.trim()).to_owned();
        let (own, below) = (word(upper), word(lower));
        if !own.is_empty() || below.is_empty() {
            over.clone_from(&own);
        }
        words.push(if below.is_empty() {
            vec![own]
        } else if over.is_empty() {
            vec![below]
        } else {
            vec![over.clone(), below]
        });
    }
    while words
        .last()
        .is_some_and(|words| words.iter().all(String::is_empty))
    {
        words.pop();
    }
    Found {
        above: at,
        first: rows.get(at).map_or(1, |row| row.number),
        rows: count,
        body: at + count,
        columns: columns::plan(&words),
    }
}

/// A second header row under merged cells: 連絡先 above, 電話 and FAX below; nothing in it but header words, or at least as many of
/// them as of others (漢字 beside ふりがな) where one stands below a merged cell.
fn is_second(upper: &[Cow<'_, str>], cells: &[Cow<'_, str>]) -> bool {
    let (mut known, mut others, mut below_merged) = (0_usize, 0_usize, false);
    for (at, cell) in filled(cells) {
        if meaning_of(cell).is_some() {
            known += 1;
            below_merged |= upper.get(at).is_none_or(|above| above.trim().is_empty());
        } else if is_word(cell) {
            others += 1;
        } else {
            return false;
        }
    }
    known > 0 && (others == 0 || (below_merged && others <= known))
}

/// Whether a row is that of the merged cells above a header: 勤務先 and 自宅 over 電話 and 住所 each. Its words are fewer, and one
/// says whose the columns below are.
fn is_group_row(cells: &[Cow<'_, str>], header: &[Cow<'_, str>]) -> bool {
    let words = filled(cells).count();
    (2..filled(header).count()).contains(&words)
        && filled(cells).all(|(_, cell)| meaning_of(cell).is_some() || is_word(cell))
        && filled(cells).any(|(at, cell)| {
            let next = cells.get(at + 1).is_none_or(|next| next.trim().is_empty());
            next && meaning_of(cell).is_some()
        })
        && filled(header).all(|(_, cell)| meaning_of(cell).is_some() || is_word(cell))
}

fn filled<'c>(cells: &'c [Cow<'_, str>]) -> impl Iterator<Item = (usize, &'c str)> {
    cells
        .iter()
        .map(|cell| cell.trim())
        .enumerate()
        .filter(|(_, cell)| !cell.is_empty())
}

/// Short and without digits and signs of addresses.
fn is_word(cell: &str) -> bool {
    cell.chars().count() <= 12
        && !cell
            .chars()
            .any(|c| c.is_numeric() || matches!(c, '@' | '＠'))
}

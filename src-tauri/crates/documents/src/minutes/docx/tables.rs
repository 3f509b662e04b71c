//! The tables of the Word file.

use docx_rs::{
    Docx, Paragraph, Shading, ShdType, Table, TableCell, TableLayoutType, TableRow, VAlignType,
    WidthType,
};

use super::{TEXT_WIDTH, package, text};
use crate::minutes::{ActionRow, Attendee, Minutes};

/// A table of fixed columns; `widths` in twentieths of a point.
fn table(widths: &[usize], rows: Vec<TableRow>) -> Table {
    Table::new(rows)
        .style("MinutesTable")
        .layout(TableLayoutType::Fixed)
        .width(widths.iter().sum(), WidthType::Dxa)
        .set_grid(widths.to_vec())
}

fn cell(width: usize, paragraph: Paragraph) -> TableCell {
    TableCell::new()
        .width(width, WidthType::Dxa)
        .vertical_align(VAlignType::Center)
        .add_paragraph(paragraph)
}

/// The light ground of heads.
fn shade() -> Shading {
    Shading::new()
        .shd_type(ShdType::Clear)
        .color("auto")
        .fill("F1EFEA")
}

/// 開催日時, 会場 …: what and value.
pub(super) fn header(minutes: &Minutes) -> Table {
    let widths = [1900, TEXT_WIDTH - 1900];
    let rows = minutes
        .header
        .iter()
        .map(|(key, value)| {
            TableRow::new(vec![
                cell(widths[0], text("TableHead", key)).shading(shade()),
                cell(widths[1], text("TableText", value)),
            ])
            .cant_split()
        })
        .collect();
    table(&widths, rows)
}

/// Shares `TEXT_WIDTH` among columns by weight; the last one takes what rounding leaves.
fn shares(weights: &[usize]) -> Vec<usize> {
    let all: usize = weights.iter().sum::<usize>().max(1);
    let mut widths: Vec<usize> = weights
        .iter()
        .map(|weight| TEXT_WIDTH * weight / all)
        .collect();
    let rest = TEXT_WIDTH.saturating_sub(widths.iter().sum());
    if let Some(last) = widths.last_mut() {
        *last += rest;
    }
    widths
}

fn column_heads(widths: &[usize], words: &[&str]) -> TableRow {
    let cells = widths
        .iter()
        .zip(words)
        .map(|(&width, word)| cell(width, text("TableHead", word).keep_next(true)))
        .collect();
    package::repeated_head(TableRow::new(cells))
}

fn row(widths: &[usize], values: &[&str]) -> TableRow {
    let cells = widths
        .iter()
        .zip(values)
        .map(|(&width, value)| cell(width, text("TableText", value)))
        .collect();
    TableRow::new(cells).cant_split()
}

/// One column of attendees: its heading, its share of the width, what it shows.
type Column<'a> = (&'a str, usize, fn(&Attendee) -> &str);

/// Those present by role, then those absent, each under its heading.
pub(super) fn attendees(mut document: Docx, minutes: &Minutes) -> Docx {
    let words = &minutes.words;
    let all: [Column<'_>; 4] = [
        (&words.organisation, 68, |one| &one.organisation),
        (&words.title, 38, |one| &one.title),
        (&words.name, 30, |one| &one.name),
        (&words.remark, 32, |one| &one.remark),
    ];
    let everyone = || {
        minutes
            .attendees
            .iter()
            .flat_map(|group| &group.people)
            .chain(&minutes.absent)
    };
    let columns: Vec<Column<'_>> = all
        .into_iter()
        .filter(|(_, _, shown)| everyone().any(|one| !shown(one).is_empty()))
        .collect();
    if columns.is_empty() {
        return document;
    }
    let widths = shares(
        &columns
            .iter()
            .map(|(_, share, _)| *share)
            .collect::<Vec<_>>(),
    );
    let heads: Vec<&str> = columns.iter().map(|(word, _, _)| *word).collect();
    let people = |people: &[Attendee]| -> Vec<TableRow> {
        people
            .iter()
            .map(|one| {
                row(
                    &widths,
                    &columns
                        .iter()
                        .map(|(_, _, shown)| shown(one))
                        .collect::<Vec<_>>(),
                )
            })
            .collect()
    };

    if minutes
        .attendees
        .iter()
        .any(|group| !group.people.is_empty())
    {
        let mut rows = vec![column_heads(&widths, &heads)];
        for group in minutes
            .attendees
            .iter()
            .filter(|group| !group.people.is_empty())
        {
            if !group.role.is_empty() {
                let role = cell(TEXT_WIDTH, text("TableHead", &group.role).keep_next(true));
                rows.push(
                    TableRow::new(vec![role.grid_span(columns.len()).shading(shade())])
                        .cant_split(),
                );
            }
            rows.extend(people(&group.people));
        }
        document = document
            .add_paragraph(text("Heading1", &words.attendees))
            .add_table(table(&widths, rows));
    }
    if !minutes.absent.is_empty() {
        let mut rows = vec![column_heads(&widths, &heads)];
        rows.extend(people(&minutes.absent));
        document = document
            .add_paragraph(text("Heading1", &words.absent))
            .add_table(table(&widths, rows));
    }
    document
}

/// A heading and its table of actions; nothing without actions.
pub(super) fn actions(
    document: Docx,
    minutes: &Minutes,
    heading: &str,
    actions: &[ActionRow],
) -> Docx {
    if actions.is_empty() {
        return document;
    }
    let words = &minutes.words;
    let widths = shares(&[56, 36, 40, 36]);
    let named = |value: &str| {
        if value.is_empty() {
            words.none.clone()
        } else {
            value.to_owned()
        }
    };
    let mut rows = vec![column_heads(
        &widths,
        &[&words.what, &words.owner, &words.due, &words.state],
    )];
    rows.extend(actions.iter().map(|one| {
        row(
            &widths,
            &[&one.what, &named(&one.owner), &named(&one.due), &one.state],
        )
    }));
    document
        .add_paragraph(text("Heading1", heading))
        .add_table(table(&widths, rows))
}

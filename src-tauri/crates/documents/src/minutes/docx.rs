//! Word: real styles (表題, 見出し 1 …), a header table, East Asian fonts, page n/m; the colleague edits it in Word.

use std::io::Cursor;

use docx_rs::{
    BreakType, DocGrid, DocGridType, Docx, Footer, Header, NumPages, PageMargin, PageNum,
    Paragraph, Run, Shading, ShdType, Tab, TabValueType, Table, TableCell, TableLayoutType,
    TableRow, VAlignType, WidthType,
};

use super::{ActionRow, AgendaPart, Attendee, Line, Minutes};
use crate::Error;

mod package;

/// Twentieths of a point across the page between the margins: A4 (11906) less 21 mm on both sides.
const TEXT_WIDTH: usize = 9526;

/// DOCX, A4 upright. Styles are Word's own (Title, Heading 1, …), so that a colleague restyles all of it at once; body in 游明朝,
/// headings in 游ゴシック, with MS 明朝 and MS ゴシック named for machines without them. The same minutes give the same bytes.
///
/// # Errors
/// `Word`.
pub fn docx(minutes: &Minutes) -> Result<Vec<u8>, Error> {
    let mut document = on_line_grid(Docx::new())
        .page_size(11906, 16838)
        .page_margin(PageMargin {
            top: 1247,
            bottom: 1247,
            left: 1190,
            right: 1190,
            header: 680,
            footer: 620,
            gutter: 0,
        })
        .title_pg()
        .header(Header::new().add_paragraph(running_head(minutes)))
        // The first page has its title already; an empty header keeps Word from repeating it there.
        .first_header(Header::new().add_paragraph(Paragraph::new().style("Header")))
        .footer(Footer::new().add_paragraph(foot(minutes)))
        .first_footer(Footer::new().add_paragraph(foot(minutes)))
        .add_paragraph(text("Subtitle", &minutes.heading))
        .add_paragraph(text("Title", &minutes.title));
    if !minutes.header.is_empty() {
        document = document.add_table(header_table(minutes));
    }
    document = attendees(document, minutes);
    document = section_of_actions(
        document,
        minutes,
        &minutes.words.carried_over,
        &minutes.carried_over,
    );
    document = agenda(document, minutes);
    if !minutes.decisions.is_empty() {
        document = document.add_paragraph(text("Heading1", &minutes.words.decisions));
        for (index, decision) in minutes.decisions.iter().enumerate() {
            document =
                document.add_paragraph(text("Decision", &format!("{}\t{decision}", index + 1)));
        }
    }
    document = section_of_actions(document, minutes, &minutes.words.actions, &minutes.actions);
    if !minutes.next.is_empty() {
        document = document
            .add_paragraph(text("Heading1", &minutes.words.next))
            .add_paragraph(text("Normal", &minutes.next));
    }
    let mut parts = document.build();
    package::complete(&mut parts, minutes)?;
    let mut file = Cursor::new(Vec::new());
    parts
        .pack(&mut file)
        .map_err(|found| Error::Word(found.to_string()))?;
    Ok(file.into_inner())
}

/// 18 points a line, as in Word's own Japanese template: 游明朝 and MS 明朝 then give the same page.
fn on_line_grid(mut document: Docx) -> Docx {
    document.document = document
        .document
        .doc_grid(DocGrid::new().grid_type(DocGridType::Lines).line_pitch(360));
    document
}

/// Typed line ends stay line ends; what XML 1.0 cannot hold is left out, because Word would refuse the whole file.
fn with_text(mut run: Run, words: &str) -> Run {
    for (index, part) in words.lines().enumerate() {
        if index > 0 {
            run = run.add_break(BreakType::TextWrapping);
        }
        for (index, piece) in part.split('\t').enumerate() {
            if index > 0 {
                run = run.add_tab();
            }
            run = run.add_text(
                piece
                    .chars()
                    .filter(|&letter| is_printable(letter))
                    .collect::<String>(),
            );
        }
    }
    run
}

fn is_printable(letter: char) -> bool {
    !letter.is_control() && !matches!(letter, '\u{fffe}' | '\u{ffff}')
}

fn run(words: &str) -> Run {
    with_text(Run::new(), words)
}

fn text(style: &str, words: &str) -> Paragraph {
    Paragraph::new().style(style).add_run(run(words))
}

fn running_head(minutes: &Minutes) -> Paragraph {
    Paragraph::new()
        .style("Header")
        .add_run(run(&minutes.title).add_tab())
        .add_run(run(&minutes.heading))
}

/// The foot text, and n / m as fields that Word counts.
fn foot(minutes: &Minutes) -> Paragraph {
    Paragraph::new()
        .style("Footer")
        .add_run(run(&minutes.foot).add_tab())
        .add_page_num(PageNum::new())
        .add_run(run("/"))
        .add_num_pages(NumPages::new())
}

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

fn header_table(minutes: &Minutes) -> Table {
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

fn attendees(mut document: Docx, minutes: &Minutes) -> Docx {
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

fn section_of_actions(
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

fn agenda(mut document: Docx, minutes: &Minutes) -> Docx {
    if minutes.agenda.is_empty() {
        return document;
    }
    document = document.add_paragraph(text("Heading1", &minutes.words.agenda));
    for AgendaPart {
        title,
        detail,
        lines,
    } in &minutes.agenda
    {
        if !title.is_empty() || !detail.is_empty() {
            let mut heading = text("Heading2", title);
            if !detail.is_empty() {
                heading = heading
                    .add_tab(Tab::new().val(TabValueType::Right).pos(TEXT_WIDTH))
                    .add_run(run("").add_tab())
                    .add_run(run(detail).style("Small"));
            }
            document = document.add_paragraph(heading);
        }
        for line in lines {
            document = document.add_paragraph(minute_line(minutes, line));
        }
    }
    document
}

/// ［発言］ 訪問看護師　…: the kind in a hanging column, so that it can be read without colour.
fn minute_line(minutes: &Minutes, line: &Line) -> Paragraph {
    let decision = line.kind == "decision";
    let mut paragraph = Paragraph::new().style(if decision {
        "DecisionLine"
    } else {
        "MinuteLine"
    });
    let kind = if line.kind_word.is_empty() {
        run("")
    } else {
        run(&format!("［{}］", line.kind_word))
    };
    paragraph = paragraph.add_run(kind.style("Kind").add_tab());
    if line.internal {
        paragraph = paragraph.add_run(run(&minutes.internal_mark()).bold());
    }
    if !line.who.is_empty() {
        paragraph = paragraph.add_run(run(&format!("{}　", line.who)).style("Small"));
    }
    paragraph.add_run(run(&line.text))
}

//! Word: real styles (表題, 見出し 1 …), a header table, East Asian fonts, page n/m; the colleague edits it in Word.

use std::io::Cursor;

use docx_rs::{
    BreakType, DocGrid, DocGridType, Docx, Footer, Header, NumPages, PageMargin, PageNum,
    Paragraph, Run, Tab, TabValueType,
};

use super::{AgendaPart, Line, Minutes};
use crate::Error;

mod package;
mod tables;

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
        document = document.add_table(tables::header(minutes));
    }
    document = tables::attendees(document, minutes);
    document = tables::actions(
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
    document = tables::actions(document, minutes, &minutes.words.actions, &minutes.actions);
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

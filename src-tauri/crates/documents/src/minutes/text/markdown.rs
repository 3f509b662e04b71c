//! Markdown: for wikis and for keeping.

use super::{Blocks, lines_of};
use crate::minutes::{ActionRow, Attendee, Line, Minutes};

/// CommonMark with tables; every text escaped so that none becomes markup. LF, ends with a line end.
#[must_use]
pub fn markdown(minutes: &Minutes) -> String {
    let words = &minutes.words;
    let mut page = Blocks::new("\n");
    let named = [&minutes.heading, &minutes.title]
        .into_iter()
        .filter(|text| !text.is_empty());
    let title: Vec<String> = named.map(|text| one_line(text)).collect();
    if !title.is_empty() {
        page.block([format!("# {}", title.join("　"))]);
    }
    if !minutes.header.is_empty() {
        let rows = minutes
            .header
            .iter()
            .map(|(key, value)| vec![bold(&in_cell(key)), in_cell(value)]);
        page.block(table(&["", ""], rows));
    }
    if minutes
        .attendees
        .iter()
        .any(|group| !group.people.is_empty())
    {
        page.block([format!("## {}", one_line(&words.attendees))]);
        for group in minutes
            .attendees
            .iter()
            .filter(|group| !group.people.is_empty())
        {
            if !group.role.is_empty() {
                page.block([format!("### {}", one_line(&group.role))]);
            }
            page.block(people(minutes, &group.people));
        }
    }
    if !minutes.absent.is_empty() {
        page.block([format!("## {}", one_line(&words.absent))]);
        page.block(people(minutes, &minutes.absent));
    }
    actions(
        &mut page,
        minutes,
        &words.carried_over,
        &minutes.carried_over,
    );
    if !minutes.agenda.is_empty() {
        page.block([format!("## {}", one_line(&words.agenda))]);
    }
    for part in &minutes.agenda {
        let both = [&part.title, &part.detail]
            .into_iter()
            .filter(|text| !text.is_empty());
        let heading: Vec<String> = both.map(|text| one_line(text)).collect();
        if !heading.is_empty() {
            page.block([format!("### {}", heading.join(" — "))]);
        }
        page.block(part.lines.iter().map(|line| item(minutes, line)));
    }
    if !minutes.decisions.is_empty() {
        page.block([format!("## {}", one_line(&words.decisions))]);
        page.block(
            (1..)
                .zip(&minutes.decisions)
                .map(|(number, text)| format!("{number}. {}", in_cell(text))),
        );
    }
    actions(&mut page, minutes, &words.actions, &minutes.actions);
    if !minutes.next.is_empty() {
        page.block([
            format!("## {}", one_line(&words.next)),
            String::new(),
            in_cell(&minutes.next),
        ]);
    }
    if !minutes.foot.is_empty() {
        page.block(["---".to_owned(), String::new(), in_cell(&minutes.foot)]);
    }
    page.text
}

/// Escapes all that CommonMark (and the tables, strikes and sums beside it) could read as markup.
fn escaped(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    for (index, letter) in line.chars().enumerate() {
        let always = matches!(
            letter,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '#' | '$'
        );
        let at_start = index == 0 && matches!(letter, '-' | '+' | '=');
        let numbering = digits > 0 && index == digits && matches!(letter, '.' | ')');
        if always || at_start || numbering {
            out.push('\\');
        }
        out.push(if letter == '\t' { ' ' } else { letter });
    }
    out
}

/// One line for headings.
fn one_line(text: &str) -> String {
    lines_of(text)
        .map(|line| escaped(line.trim()))
        .collect::<Vec<_>>()
        .join(" ")
}

/// One line for table cells and list items, with `<br>` where a line end was typed.
fn in_cell(text: &str) -> String {
    lines_of(text)
        .map(|line| escaped(line.trim()))
        .collect::<Vec<_>>()
        .join("<br>")
}

/// Nothing between the stars would be four stars on the page.
fn bold(escaped: &str) -> String {
    if escaped.is_empty() {
        String::new()
    } else {
        format!("**{escaped}**")
    }
}

fn table(heads: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Vec<String> {
    let line = |cells: &[String]| format!("| {} |", cells.join(" | "));
    let heads: Vec<String> = heads.iter().map(|head| in_cell(head)).collect();
    let mut lines = vec![line(&heads), format!("|{}", "---|".repeat(heads.len()))];
    lines.extend(rows.map(|cells| line(&cells)));
    lines
}

fn people(minutes: &Minutes, people: &[Attendee]) -> Vec<String> {
    let words = &minutes.words;
    table(
        &[
            &words.organisation,
            &words.title,
            &words.name,
            &words.remark,
        ],
        people.iter().map(|one| {
            [&one.organisation, &one.title, &one.name, &one.remark]
                .map(|text| in_cell(text))
                .to_vec()
        }),
    )
}

fn actions(page: &mut Blocks, minutes: &Minutes, heading: &str, actions: &[ActionRow]) {
    if actions.is_empty() {
        return;
    }
    let words = &minutes.words;
    let named = |value: &str| in_cell(if value.is_empty() { &words.none } else { value });
    page.block([format!("## {}", one_line(heading))]);
    page.block(table(
        &[&words.what, &words.owner, &words.due, &words.state],
        actions.iter().map(|one| {
            vec![
                in_cell(&one.what),
                named(&one.owner),
                named(&one.due),
                in_cell(&one.state),
            ]
        }),
    ));
}

fn item(minutes: &Minutes, line: &Line) -> String {
    let mut out = String::from("- ");
    if !line.kind_word.is_empty() {
        out.push_str(&bold(&in_cell(&line.kind_word)));
        out.push(' ');
    }
    if line.internal {
        out.push_str(&escaped(&minutes.internal_mark()));
    }
    if !line.who.is_empty() {
        out.push_str(&format!("{}: ", in_cell(&line.who)));
    }
    let text = in_cell(&line.text);
    // A decision must stand out in a viewer that shows nothing else.
    if line.kind == "decision" {
        out.push_str(&bold(&text));
    } else {
        out.push_str(&text);
    }
    out
}

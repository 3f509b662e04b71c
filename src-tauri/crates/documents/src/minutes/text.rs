//! Markdown and plain text.

use super::{ActionRow, Attendee, Line, Minutes};

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

/// Plain text as one pastes it into a mail: 【見出し】, full-width spaces, CRLF.
#[must_use]
pub fn plain(minutes: &Minutes) -> String {
    let words = &minutes.words;
    let english = minutes.lang() == "en";
    let gap = if english { "  " } else { "　" };
    let heading = |word: &str| {
        if english {
            format!("[{word}]")
        } else {
            format!("【{word}】")
        }
    };
    let after = |text: &str| {
        lines_of(text)
            .collect::<Vec<_>>()
            .join(&format!("\r\n{gap}{gap}"))
    };
    let joined = |parts: &[&str]| {
        let parts: Vec<String> = parts
            .iter()
            .filter(|part| !part.is_empty())
            .map(|part| after(part))
            .collect();
        parts.join(gap)
    };
    let person = |one: &Attendee| {
        let remark = match (one.remark.as_str(), english) {
            ("", _) => String::new(),
            // 代理（神谷 望） has brackets already.
            (remark, _) if remark.contains(['（', '(']) => format!("{gap}{}", after(remark)),
            (remark, true) => format!(" ({})", after(remark)),
            (remark, false) => format!("（{}）", after(remark)),
        };
        format!(
            "{gap}{}{remark}",
            joined(&[&one.organisation, &one.title, &one.name])
        )
    };
    let action = |one: &ActionRow| {
        let colon = if english { ": " } else { "：" };
        let said = |word: &str, value: &str| {
            let value = if value.is_empty() { &words.none } else { value };
            if value.is_empty() {
                String::new()
            } else {
                format!("{word}{colon}{value}")
            }
        };
        let state = if one.state.is_empty() {
            String::new()
        } else {
            said(&words.state, &one.state)
        };
        let tail = joined(&[
            &said(&words.owner, &one.owner),
            &said(&words.due, &one.due),
            &state,
        ]);
        let bullet = if english { "- " } else { "・" };
        format!("{bullet}{}\r\n{gap}{gap}{tail}", after(&one.what))
    };

    let mut page = Blocks::new("\r\n");
    page.block(
        [&minutes.heading, &minutes.title]
            .into_iter()
            .filter(|text| !text.is_empty())
            .map(|text| after(text)),
    );
    page.block(
        minutes
            .header
            .iter()
            .map(|(key, value)| joined(&[key, value])),
    );
    if minutes
        .attendees
        .iter()
        .any(|group| !group.people.is_empty())
    {
        let mut lines = vec![heading(&words.attendees)];
        for group in minutes
            .attendees
            .iter()
            .filter(|group| !group.people.is_empty())
        {
            if !group.role.is_empty() {
                lines.push(if english {
                    format!("{}:", after(&group.role))
                } else {
                    format!("＜{}＞", after(&group.role))
                });
            }
            lines.extend(group.people.iter().map(person));
        }
        page.block(lines);
    }
    if !minutes.absent.is_empty() {
        page.block(
            [heading(&words.absent)]
                .into_iter()
                .chain(minutes.absent.iter().map(person)),
        );
    }
    if !minutes.carried_over.is_empty() {
        page.block(
            [heading(&words.carried_over)]
                .into_iter()
                .chain(minutes.carried_over.iter().map(action)),
        );
    }
    if !minutes.agenda.is_empty() {
        page.block([heading(&words.agenda)]);
    }
    for part in &minutes.agenda {
        let mut lines = Vec::new();
        if !part.title.is_empty() || !part.detail.is_empty() {
            let detail = match (part.detail.as_str(), english) {
                ("", _) => String::new(),
                (detail, true) => format!(" ({})", after(detail)),
                (detail, false) => format!("（{}）", after(detail)),
            };
            lines.push(format!("{}{detail}", after(&part.title)));
        }
        lines.extend(part.lines.iter().map(|line| {
            let kind = match (line.kind_word.as_str(), english) {
                ("", _) => String::new(),
                (word, true) => format!("[{word}] "),
                (word, false) => format!("［{word}］"),
            };
            let mark = if line.internal {
                minutes.internal_mark()
            } else {
                String::new()
            };
            format!("{gap}{kind}{mark}{}", joined(&[&line.who, &line.text]))
        }));
        page.block(lines);
    }
    if !minutes.decisions.is_empty() {
        let numbered = (1..)
            .zip(&minutes.decisions)
            .map(|(number, text)| format!("{number}.{gap}{}", after(text)));
        page.block([heading(&words.decisions)].into_iter().chain(numbered));
    }
    if !minutes.actions.is_empty() {
        page.block(
            [heading(&words.actions)]
                .into_iter()
                .chain(minutes.actions.iter().map(action)),
        );
    }
    if !minutes.next.is_empty() {
        page.block([heading(&words.next), after(&minutes.next)]);
    }
    page.block(
        [&minutes.foot]
            .into_iter()
            .filter(|text| !text.is_empty())
            .map(|text| after(text)),
    );
    page.text
}

/// Blocks of lines with an empty line between two blocks.
struct Blocks {
    text: String,
    line_end: &'static str,
}

impl Blocks {
    fn new(line_end: &'static str) -> Self {
        Self {
            text: String::new(),
            line_end,
        }
    }

    fn block(&mut self, lines: impl IntoIterator<Item = String>) {
        let mut first = true;
        for line in lines {
            if first && !self.text.is_empty() {
                self.text.push_str(self.line_end);
            }
            first = false;
            self.text.push_str(&line);
            self.text.push_str(self.line_end);
        }
    }
}

/// The typed lines, whatever ends them, without what no plain file should hold (bells, escapes).
fn lines_of(text: &str) -> impl Iterator<Item = String> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<String> = text
        .split('\n')
        .map(|line| {
            line.chars()
                .filter(|letter| *letter == '\t' || !letter.is_control())
                .collect()
        })
        .collect();
    lines.into_iter()
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

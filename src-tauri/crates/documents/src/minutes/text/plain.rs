//! Plain text: for the body of a mail.

use super::{Blocks, lines_of};
use crate::minutes::{ActionRow, Attendee, Minutes};

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

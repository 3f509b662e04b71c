//! Before the minutes are given out: what is missing, and who met for the first time.

use std::collections::{HashMap, HashSet};

use ledger::meeting::MeetingFields;
use ledger::meeting::attendance::{Attendance, Presence};
use ledger::meeting::line::LineKind;
use ledger::{MeetingId, PersonId, Read};

use super::{AgendaRow, LineRow, MeetingCheck};
use crate::dates::Style;
use crate::words::{fill, words};
use crate::{Because, Result};

#[allow(clippy::too_many_arguments)] // the parts of one meeting, already read
pub(super) fn checks(
    read: &Read<'_>,
    style: Style,
    id: MeetingId,
    fields: &MeetingFields,
    attendance: &[Attendance],
    past: &[Presence],
    agenda: &[AgendaRow],
    loose: &[LineRow],
) -> Result<Vec<MeetingCheck>> {
    let lines = || agenda.iter().flat_map(|item| &item.lines).chain(loose);
    let open = |line: &&LineRow| {
        line.action.as_ref().is_some_and(|action| {
            action.fields.done_on.is_none()
                && (action.owner.is_empty() || action.fields.due.is_none())
        })
    };
    let there = attendance
        .iter()
        .filter(|row| row.fields.attended.was_there())
        .count();
    Ok(vec![
        check(style, "attendees", there, there == 0, Vec::new()),
        missing(
            style,
            "actions",
            lines()
                .filter(open)
                .map(|line| plain(&line.fields.text))
                .collect(),
        ),
        missing(
            style,
            "decisions",
            agenda
                .iter()
                .filter(|item| {
                    !item
                        .lines
                        .iter()
                        .any(|line| line.fields.kind == LineKind::Decision)
                })
                .map(|item| plain(&item.fields.title))
                .collect(),
        ),
        missing(
            style,
            "patient",
            lines()
                .flat_map(|line| {
                    line.patient_hints
                        .iter()
                        .map(move |hint| (hint, &line.fields.text))
                })
                .map(|(hint, text)| {
                    plain(&fill(
                        style.language,
                        "check.hint",
                        &[("hint", hint), ("text", text)],
                    ))
                })
                .collect(),
        ),
        first_pairs(read, style, id, fields, past)?,
    ])
}

fn check(
    style: Style,
    code: &str,
    count: usize,
    attention: bool,
    because: Vec<Because>,
) -> MeetingCheck {
    MeetingCheck {
        code: code.to_owned(),
        label: words(style.language).get(label_key(code)).to_owned(),
        count: u32::try_from(count).unwrap_or(u32::MAX),
        attention,
        because,
    }
}

/// A check that wants attention as soon as there is a row behind it.
fn missing(style: Style, code: &str, because: Vec<Because>) -> MeetingCheck {
    check(style, code, because.len(), !because.is_empty(), because)
}

fn label_key(code: &str) -> &'static str {
    match code {
        "attendees" => "check.attendees",
        "actions" => "check.actions",
        "decisions" => "check.decisions",
        "patient" => "check.patient",
        _ => "check.first_pairs",
    }
}

fn plain(text: &str) -> Because {
    Because {
        kind: "none".to_owned(),
        id: String::new(),
        label: text.to_owned(),
    }
}

/// Whether two persons were both at a meeting before this one.
pub(super) fn met_before(past: &[Presence], id: MeetingId, a: PersonId, b: PersonId) -> bool {
    let of = |person| {
        past.iter()
            .filter(move |presence| presence.meeting != id && presence.person == person)
            .map(|presence| presence.meeting)
    };
    let mine: HashSet<MeetingId> = of(a).collect();
    of(b).any(|meeting| mine.contains(&meeting))
}

/// Pairs that were at no meeting together before, and whose tie was not recorded before.
fn first_pairs(
    read: &Read<'_>,
    style: Style,
    id: MeetingId,
    fields: &MeetingFields,
    past: &[Presence],
) -> Result<MeetingCheck> {
    let here: Vec<PersonId> = past
        .iter()
        .filter(|row| row.meeting == id)
        .map(|row| row.person)
        .collect();
    let everyone: HashSet<PersonId> = here.iter().copied().collect();
    let mut earlier: HashMap<MeetingId, Vec<PersonId>> = HashMap::new();
    for presence in past
        .iter()
        .filter(|row| row.meeting != id && everyone.contains(&row.person))
    {
        earlier
            .entry(presence.meeting)
            .or_default()
            .push(presence.person);
    }
    let mut met: HashSet<(PersonId, PersonId)> =
        earlier.values().flat_map(|people| pairs(people)).collect();
    for tie in read.all_ties()? {
        if tie
            .levels
            .first()
            .is_some_and(|first| first.on < fields.date)
        {
            met.insert((tie.a, tie.b));
        }
    }
    let mut names: HashMap<PersonId, String> = HashMap::new();
    for person in &everyone {
        names.insert(
            *person,
            read.person(*person)
                .map(|person| person.fields.name)
                .unwrap_or_default(),
        );
    }
    let name = |person: &PersonId| names.get(person).map_or("", String::as_str);
    let because: Vec<Because> = pairs(&here)
        .filter(|pair| !met.contains(pair))
        .map(|(a, b)| Because {
            kind: "person".to_owned(),
            id: a.to_string(),
            label: fill(
                style.language,
                "check.pair",
                &[("a", &name(&a)), ("b", &name(&b))],
            ),
        })
        .collect();
    Ok(check(style, "first_pairs", because.len(), false, because))
}

/// Every two of them, the smaller id first, each once.
fn pairs(people: &[PersonId]) -> impl Iterator<Item = (PersonId, PersonId)> {
    let mut sorted = people.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    (0..sorted.len()).flat_map(move |first| {
        let rest: Vec<(PersonId, PersonId)> = match sorted.get(first..) {
            Some([a, others @ ..]) => others.iter().map(|b| (*a, *b)).collect(),
            Some([]) | None => Vec::new(),
        };
        rest
    })
}

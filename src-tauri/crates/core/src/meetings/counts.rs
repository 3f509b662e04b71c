//! Who came, counted: by group, by profession, by organisation, against the quorum.

use std::collections::HashSet;

use ledger::meeting::MeetingFields;
use ledger::meeting::attendance::{Attendance, Attended, Role};

use super::AttendanceCounts;
use super::card::People;
use crate::dates::Style;
use crate::vocabulary::professions;
use crate::words::{fill, words};

/// The order of the legend.
const GROUPS: [&str; 7] = [
    "hospital",
    "home",
    "care",
    "public",
    "body",
    "coordinator",
    "unknown",
];

/// Somebody was there for this row: the person, a proxy, or the guest.
fn came(row: &Attendance) -> bool {
    row.fields.attended.was_there() || row.fields.attended == Attended::Proxy
}

pub(super) fn counts(
    style: Style,
    fields: &MeetingFields,
    attendance: &[Attendance],
    people: &People,
) -> AttendanceCounts {
    let there: Vec<&Attendance> = attendance.iter().filter(|row| came(row)).collect();
    let organisations: HashSet<String> = there
        .iter()
        .filter_map(|row| match row.organisation {
            Some(id) => Some(id.to_string()),
            None if row.fields.guest_organisation.trim().is_empty() => None,
            None => Some(japanese::key::organisation(&row.fields.guest_organisation)),
        })
        .collect();
    AttendanceCounts {
        present: number(there.len()),
        absent: number(attendance.len() - there.len()),
        organisations: number(organisations.len()),
        by_group: by_group(&there, people),
        by_profession: by_profession(style, &there, people),
        quorum: quorum(style, fields.members, attendance),
    }
}

fn by_group(there: &[&Attendance], people: &People) -> Vec<(String, u32)> {
    GROUPS
        .into_iter()
        .map(|group| {
            (
                group.to_owned(),
                number(
                    there
                        .iter()
                        .filter(|row| people.group(row) == group)
                        .count(),
                ),
            )
        })
        .filter(|(_, count)| *count > 0)
        .collect()
}

/// The most frequent first, then in the order of the vocabulary; those whose profession isn't known last.
fn by_profession(style: Style, there: &[&Attendance], people: &People) -> Vec<(String, u32)> {
    let of = |wanted: Option<&str>| {
        number(
            there
                .iter()
                .filter(|row| people.profession_there(row) == wanted)
                .count(),
        )
    };
    let mut counts: Vec<(String, u32)> = professions()
        .all
        .iter()
        .map(|profession| {
            (
                professions().name(style.language, Some(&profession.id)),
                of(Some(&profession.id)),
            )
        })
        .filter(|(_, count)| *count > 0)
        .collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let known: u32 = counts.iter().map(|(_, count)| count).sum();
    let unknown = number(there.len()).saturating_sub(known);
    if unknown > 0 {
        counts.push((
            words(style.language)
                .get("attendance.profession_unknown")
                .to_owned(),
            unknown,
        ));
    }
    counts
}

/// 委員15人中13人出席（うち代理1人）により成立. More than half of the members make the quorum; the body's own rules win. When
/// more came as members than there are, one of the numbers is wrong and nothing is judged: 委員15人・出席17人. Empty when
/// the number of members isn't known.
pub(crate) fn quorum(style: Style, members: Option<i64>, attendance: &[Attendance]) -> String {
    let Some(members) = members.filter(|members| *members > 0) else {
        return String::new();
    };
    let of_members = || {
        attendance
            .iter()
            .filter(|row| row.fields.role == Role::Member && row.fields.person.is_some())
    };
    let proxies = number(
        of_members()
            .filter(|row| row.fields.attended == Attended::Proxy)
            .count(),
    );
    let present = number(of_members().filter(|row| came(row)).count());
    let count = match proxies {
        _ if i64::from(present) > members => present.to_string(),
        0 => fill(style.language, "quorum.present", &[("n", &present)]),
        _ => fill(
            style.language,
            "quorum.with_proxies",
            &[("n", &present), ("proxies", &proxies)],
        ),
    };
    let key = if i64::from(present) > members {
        "quorum.counted"
    } else if i64::from(present) * 2 > members {
        "quorum.reached"
    } else {
        "quorum.missed"
    };
    fill(
        style.language,
        key,
        &[("members", &members), ("present", &count)],
    )
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

//! This fiscal year in three figures, each with its rows.

use std::collections::HashSet;

use ledger::organisation::Side;
use ledger::{OrganisationId, PersonId};

use super::Figure;
use crate::Because;
use crate::because::{Rows, Teller};

/// A lecture of 200 makes no face known.
const LARGEST: usize = 60;

pub(super) fn figures(tell: Teller<'_>) -> Vec<Figure> {
    let first = first_meetings(tell);
    let risen = risen(tell);
    let untied = untied(tell);
    [
        ("today.first_meetings", "today.pairs", first),
        ("today.risen", "today.pairs", risen),
        ("today.untied", "map.unit.organisation", untied),
    ]
    .into_iter()
    .map(|(label, unit, rows)| Figure {
        label: tell.say(label, &[]),
        value: tell.say(unit, &[("count", &rows.len())]),
        because: rows.listed(tell.style),
    })
    .collect()
}

/// Pairs of a person of the hospital side and one of another whose first shared meeting lies in this fiscal year.
fn first_meetings(tell: Teller<'_>) -> Rows {
    let records = tell.records;
    let mut rows = Rows::default();
    let mut known: HashSet<(PersonId, PersonId)> = HashSet::new();
    for meeting in records
        .meetings
        .iter()
        .filter(|meeting| meeting.fields.date <= records.today)
    {
        let there = records.present(meeting.id);
        if there.len() > LARGEST {
            continue;
        }
        let side = |one: &&ledger::meeting::attendance::Presence| {
            records.side(one.person, one.organisation)
        };
        let hospital: Vec<PersonId> = there
            .iter()
            .filter(|one| side(one) == Some(Side::Hospital))
            .map(|one| one.person)
            .collect();
        let others: Vec<PersonId> = there
            .iter()
            .filter(|one| match side(one) {
                Some(Side::Community | Side::Both | Side::Public) => true,
                Some(Side::Hospital) | None => false,
            })
            .map(|one| one.person)
            .collect();
        let in_year = records.in_year(meeting.fields.date);
        for a in &hospital {
            for b in &others {
                // Who changed sides between two meetings is still the same pair.
                if known.insert((*a.min(b), *a.max(b))) && in_year {
                    rows.add(|| tell.meeting(meeting, &tell.pair(*a, *b)));
                }
            }
        }
    }
    rows
}

/// Pairs whose recorded level rose this fiscal year; a tie that is new did not rise.
fn risen(tell: Teller<'_>) -> Rows {
    let records = tell.records;
    let mut rows = Rows::default();
    for tie in &records.ties {
        let steps = tie.levels.iter().zip(tie.levels.iter().skip(1));
        let rise = steps
            .rev()
            .find(|(before, after)| after.level > before.level && records.in_year(after.on));
        if let Some((before, after)) = rise {
            let from = tell.say(&format!("map.level.{}", before.level), &[]);
            let to = tell.say(&format!("map.level.{}", after.level), &[]);
            let holes: [(&str, &dyn std::fmt::Display); 3] =
                [("from", &from), ("to", &to), ("date", &tell.date(after.on))];
            rows.add(|| tell.tie(tie, &tell.say("today.risen.row", &holes)));
        }
    }
    rows
}

/// Organisations of which nobody was at a meeting, at an encounter, or in a recorded tie.
fn untied(tell: Teller<'_>) -> Rows {
    let records = tell.records;
    let mut tied: HashSet<OrganisationId> = HashSet::new();
    let mut people: HashSet<PersonId> = HashSet::new();
    for one in records
        .present
        .values()
        .filter(|there| there.len() > 1)
        .flatten()
    {
        people.insert(one.person);
        tied.extend(one.organisation);
    }
    for fields in records.encounters.iter().map(|encounter| &encounter.fields) {
        tied.extend(fields.organisations.iter().copied());
        people.extend(fields.people.iter().copied());
    }
    people.extend(records.ties.iter().flat_map(|tie| [tie.a, tie.b]));
    for person in people {
        let posts = records.posts.get(&person).into_iter().flatten();
        tied.extend(
            posts
                .filter(|post| post.fields.holds_on(records.today))
                .map(|post| post.fields.organisation),
        );
    }
    let mut alone: Vec<OrganisationId> = records
        .organisations
        .keys()
        .filter(|organisation| !tied.contains(organisation))
        .copied()
        .collect();
    alone.sort_unstable();
    let mut rows = Rows::default();
    for organisation in alone {
        rows.add(|| -> Because { tell.organisation(organisation, "") });
    }
    rows
}

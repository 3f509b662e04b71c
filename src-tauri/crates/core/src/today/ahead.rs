//! What is coming: meetings with first faces, actions that are due, people not met for long.

use std::collections::{HashMap, HashSet};

use chrono::{Datelike, Months, NaiveDate};
use ledger::meeting::action::Action;
use ledger::meeting::attendance::Attended;
use ledger::person::Person;
use ledger::{PersonId, Read};

use super::{DueAction, NextMeeting, NotMet, PersonLine};
use crate::Result;
use crate::because::Teller;
use crate::records::Records;
use crate::stages::number;
use crate::vocabulary;

const MOST_MEETINGS: usize = 3;
const MOST_NOT_MET: usize = 6;
/// Half a year without having met is long.
const LONG: Months = Months::new(6);

/// The next meetings, the nearest first.
pub(super) fn next_meetings(read: &Read<'_>, tell: Teller<'_>) -> Result<Vec<NextMeeting>> {
    let records = tell.records;
    let known = met_at_meetings(tell);
    let mut coming = Vec::new();
    for meeting in records
        .meetings
        .iter()
        .filter(|meeting| meeting.fields.date >= records.today)
        .take(MOST_MEETINGS)
    {
        let fields = &meeting.fields;
        let list = read.attendance(meeting.id)?;
        let expected = list
            .iter()
            .filter(|one| one.fields.attended != Attended::Absent);
        let faces = expected.clone().filter_map(|one| {
            let (person, post) = match one.fields.attended {
                Attended::Proxy => (one.fields.proxy_person?, String::new()),
                Attended::Present
                | Attended::Absent
                | Attended::Online
                | Attended::Late
                | Attended::LeftEarly => (one.fields.person?, one.organisation_name.clone()),
            };
            let known = known.as_ref()?;
            (!known.contains(&person)).then(|| PersonLine {
                post,
                ..person_line(tell, person)
            })
        });
        coming.push(NextMeeting {
            id: meeting.id.to_string(),
            title: tell.meeting_title(meeting),
            when: tell.style.ahead(fields.date, records.today),
            date: tell.style.when(fields.date, fields.starts, fields.ends),
            place: fields.place.clone(),
            host: fields
                .host
                .map(|host| records.organisation_name(host).to_owned())
                .unwrap_or_default(),
            first_faces: faces.collect(),
            expected: number(expected.count()),
            carried_over: read
                .carried_over(meeting.id)?
                .iter()
                .map(|action| due_action(tell, action))
                .collect(),
        });
    }
    Ok(coming)
}

/// Those who were at a meeting with her, herself included; `None` when nobody is named as the ledger's owner.
fn met_at_meetings(tell: Teller<'_>) -> Option<HashSet<PersonId>> {
    let me = tell.records.me()?;
    let mut known = HashSet::from([me]);
    for there in tell.records.present.values() {
        if there.iter().any(|one| one.person == me) {
            known.extend(there.iter().map(|one| one.person));
        }
    }
    Some(known)
}

fn person_line(tell: Teller<'_>, person: PersonId) -> PersonLine {
    let records = tell.records;
    let organisation = records
        .post_on(person, records.today)
        .map(|post| post.fields.organisation);
    PersonLine {
        id: person.to_string(),
        name: records.person_name(person).to_owned(),
        group: vocabulary::group_id(records.group(person, organisation)).to_owned(),
        post: records.post_words(person, records.today),
    }
}

/// An action in words, with how long there is.
pub(super) fn due_action(tell: Teller<'_>, action: &Action) -> DueAction {
    let today = tell.records.today;
    let days_left = action.fields.due.map(|due| (due - today).num_days());
    let chip = match (action.fields.due, days_left) {
        (Some(_), Some(days @ ..0)) => tell.say("today.overdue", &[("n", &days.unsigned_abs())]),
        (Some(_), Some(0)) => tell.say("today.due_today", &[]),
        (Some(due), Some(_)) if due.iso_week() == today.iso_week() => {
            tell.say("today.this_week", &[])
        }
        (Some(due), Some(_)) => tell.style.ahead(due, today),
        (None, _) | (_, None) => tell.say("today.no_due", &[]),
    };
    DueAction {
        id: action.id.to_string(),
        meeting: action.meeting.to_string(),
        meeting_title: action.meeting_title.clone(),
        text: action.text.clone(),
        owner: action
            .owner_name
            .clone()
            .unwrap_or_else(|| action.fields.owner_text.clone()),
        due: tell.style.date_or_empty(action.fields.due),
        days_left: days_left
            .map(|days| i32::try_from(days).unwrap_or(if days < 0 { i32::MIN } else { i32::MAX })),
        chip,
    }
}

/// Key persons and contacts whom nobody met for half a year: key persons first, the longest first, never met before all;
/// and how many there are. Met is who was at a meeting or in an encounter, as in the list of people.
pub(super) fn not_met(read: &Read<'_>, tell: Teller<'_>) -> Result<(Vec<NotMet>, u32)> {
    let records = tell.records;
    let since = records
        .today
        .checked_sub_months(LONG)
        .unwrap_or(records.today);
    let last_met = last_met(records);
    let is_ours = |person: PersonId| {
        records
            .coordinators
            .iter()
            .any(|coordinator| coordinator.person == person)
    };
    let is_contact = |person: PersonId| {
        let mut posts = records.posts.get(&person).into_iter().flatten();
        posts.any(|post| post.fields.is_contact && post.fields.holds_on(records.today))
    };
    let mut long: Vec<(Option<NaiveDate>, &Person)> = records
        .people
        .values()
        .filter(|person| (person.fields.key_person || is_contact(person.id)) && !is_ours(person.id))
        .map(|person| (last_met.get(&person.id).copied(), person))
        .filter(|(day, _)| day.is_none_or(|day| day < since))
        .collect();
    long.sort_by_key(|(day, person)| {
        (
            !person.fields.key_person,
            *day,
            person.fields.kana.as_str(),
            person.id,
        )
    });
    let count = number(long.len());
    let mut not_met = Vec::new();
    for (day, person) in long.into_iter().take(MOST_NOT_MET) {
        let last = match day {
            None => tell.say("today.never_met", &[]),
            Some(day) => {
                let ago = tell.style.ago(day, records.today);
                tell.say(
                    "today.last_met",
                    &[("date", &tell.date(day)), ("ago", &ago)],
                )
            }
        };
        let next_chance = next_chance(read, tell, person.id)?;
        not_met.push(NotMet {
            person: person_line(tell, person.id),
            last,
            next_chance,
        });
    }
    Ok((not_met, count))
}

/// The last day up to today on which a person was at a meeting or in an encounter.
fn last_met(records: &Records) -> HashMap<PersonId, NaiveDate> {
    let mut last: HashMap<PersonId, NaiveDate> = HashMap::new();
    let meetings = records
        .present
        .values()
        .flatten()
        .map(|one| (one.person, one.date));
    let encounters = records.encounters.iter().map(|encounter| &encounter.fields);
    let encounters =
        encounters.flat_map(|fields| fields.people.iter().map(|person| (*person, fields.on)));
    for (person, day) in meetings.chain(encounters) {
        let known = last.entry(person).or_insert(day);
        *known = day.max(*known);
    }
    last
}

/// The nearest meeting to come that has the person on its list.
fn next_chance(read: &Read<'_>, tell: Teller<'_>, person: PersonId) -> Result<String> {
    let coming = read
        .attendances_of_person(person)?
        .into_iter()
        .filter(|(meeting, attended)| {
            meeting.fields.date >= tell.records.today
                && *attended != Attended::Absent
                && *attended != Attended::Proxy
        });
    let nearest = coming
        .map(|(meeting, _)| meeting)
        .min_by_key(|meeting| meeting.fields.date);
    Ok(nearest
        .map(|meeting| {
            format!(
                "{} {}",
                tell.date(meeting.fields.date),
                tell.meeting_title(&meeting)
            )
        })
        .unwrap_or_default())
}

//! Everything about one person.

use std::collections::HashSet;

use chrono::NaiveDate;
use ledger::meeting::Meeting;
use ledger::meeting::attendance::Attended;
use ledger::{MeetingId, PersonId, Read};

use super::list::{coordinators, list_row};
use super::{PersonCard, PersonMeetingRow, encounters, posts, ties};
use crate::dates::Style;
use crate::words::fill;
use crate::{ById, Result, Session, meetings, request};

/// Everything about one person.
///
/// # Errors
/// `NoRecord`.
pub fn person(session: &mut Session, request: ById) -> Result<PersonCard> {
    let id: PersonId = request::id("person", &request.id)?;
    let (style, today) = (session.style(), session.today());
    let read = session.ledger()?.read();
    let fields = read.person(id)?.fields;
    let row = list_row(
        style,
        today,
        coordinators(&read)?.contains(&id),
        read.person_row(id, today)?,
    );
    let me = read
        .coordinators()?
        .into_iter()
        .find(|coordinator| coordinator.me)
        .map(|coordinator| coordinator.person);
    let attended = read.attendances_of_person(id)?;
    Ok(PersonCard {
        id: id.to_string(),
        fields,
        last_met: row
            .last_met
            .map(|day| {
                fill(
                    style.language,
                    "person.last_met",
                    &[("date", &style.date(day)), ("ago", &style.ago(day, today))],
                )
            })
            .unwrap_or_default(),
        row,
        posts: read
            .affiliations_of_person(id)?
            .into_iter()
            .map(|post| posts::post_row(style, today, post))
            .collect(),
        ties: ties::rows(&read, style, today, id)?,
        next_chance: next_chance(&read, style, today, &attended, me.filter(|me| *me != id))?,
        meetings: attended
            .into_iter()
            .map(|(meeting, how)| PersonMeetingRow {
                id: meeting.id.to_string(),
                title: meetings::heading(style, &meeting.fields),
                date: style.date(meeting.fields.date),
                attended: meetings::attended_words(style, how).to_owned(),
                future: meeting.fields.date > today,
            })
            .collect(),
        encounters: encounters::rows(&read, style, read.encounters_of_person(id)?)?,
        actions: read
            .actions_of_person(id)?
            .into_iter()
            .map(|action| meetings::action_row(style, today, action))
            .collect(),
        is_me: me == Some(id),
    })
}

/// The nearest meeting to come where the person is expected; with me, if it is known that I am, too.
fn next_chance(
    read: &Read<'_>,
    style: Style,
    today: NaiveDate,
    attended: &[(Meeting, Attended)],
    me: Option<PersonId>,
) -> Result<String> {
    let mine: Option<HashSet<MeetingId>> = match me {
        Some(me) => Some(
            read.attendances_of_person(me)?
                .into_iter()
                .filter(|(_, how)| how.was_there())
                .map(|(meeting, _)| meeting.id)
                .collect(),
        ),
        None => None,
    };
    let next = attended
        .iter()
        .filter(|(meeting, how)| meeting.fields.date >= today && how.was_there())
        .filter(|(meeting, _)| mine.as_ref().is_none_or(|mine| mine.contains(&meeting.id)))
        .map(|(meeting, _)| meeting)
        .min_by_key(|meeting| (meeting.fields.date, meeting.fields.starts));
    Ok(next
        .map(|meeting| {
            let heading = meetings::heading(style, &meeting.fields);
            fill(
                style.language,
                "person.next_chance",
                &[
                    ("date", &style.date(meeting.fields.date)),
                    ("meeting", &heading),
                ],
            )
        })
        .unwrap_or_default())
}

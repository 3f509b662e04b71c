//! Everything about one meeting.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use ledger::meeting::attendance::{Attendance, Presence};
use ledger::meeting::line::{Audience, MinuteLine};
use ledger::meeting::{Meeting, MeetingRow};
use ledger::{MeetingId, MinuteLineId, PersonId, Read};

use super::wording::{attendance_words, numbered};
use super::{
    ActionRow, AgendaRow, AttendanceRow, LineRow, MeetingCard, action_row, checks, counts, heading,
    list,
};
use crate::dates::Style;
use crate::patient::Detector;
use crate::vocabulary::{group_id, kind_by_name, organisation_group, person_group, professions};
use crate::words::fill;
use crate::{ById, Named, Result, Session, request};

/// Everything about one meeting.
///
/// # Errors
/// `NoRecord`.
pub fn meeting(session: &mut Session, request: ById) -> Result<MeetingCard> {
    let id: MeetingId = request::id("id", &request.id)?;
    let (style, today) = (session.style(), session.today());
    let read = session.ledger()?.read();
    let Meeting { fields, .. } = read.meeting(id)?;
    let all = read.meetings("")?;
    let attendance = read.attendance(id)?;
    let people = People::read(&read, &attendance)?;
    let past = read.presences(NaiveDate::MIN, fields.date)?;
    let actions: Vec<ActionRow> = read
        .actions_of_meeting(id)?
        .into_iter()
        .map(|action| action_row(style, today, action))
        .collect();
    let lines = line_rows(&read, style, read.lines(id)?, &actions)?;

    let mut agenda: Vec<AgendaRow> = read
        .agenda(id)?
        .into_iter()
        .map(|item| AgendaRow {
            id: item.id.to_string(),
            fields: item.fields,
            lines: Vec::new(),
        })
        .collect();
    let mut loose_lines = Vec::new();
    let internal_lines = lines
        .iter()
        .filter(|line| line.fields.audience == Audience::Internal)
        .count();
    for line in lines {
        let item = line.fields.agenda_item.map(|item| item.to_string());
        match agenda.iter_mut().find(|row| Some(&row.id) == item.as_ref()) {
            Some(row) => row.lines.push(line),
            None => loose_lines.push(line),
        }
    }

    let checks = checks::checks(
        &read,
        style,
        id,
        &fields,
        &attendance,
        &past,
        &agenda,
        &loose_lines,
    )?;
    let (previous, next) = neighbours(style, &all, id);
    Ok(MeetingCard {
        id: id.to_string(),
        heading: heading(style, &fields),
        when: style.when(fields.date, fields.starts, fields.ends),
        series: match fields.series {
            Some(series) => list::series_of(&read, style, today, &all, series).ok(),
            None => None,
        },
        host_name: organisation_name(&read, fields.host),
        co_host_names: fields
            .co_hosts
            .iter()
            .map(|id| Named {
                id: id.to_string(),
                name: organisation_name(&read, Some(*id)),
            })
            .filter(|named| !named.name.is_empty())
            .collect(),
        recorder_name: fields
            .recorder
            .and_then(|recorder| read.person_name_even_removed(recorder).ok().flatten())
            .unwrap_or_default(),
        agenda,
        loose_lines,
        counts: counts::counts(style, &fields, &attendance, &people),
        attendance: attendance
            .iter()
            .map(|row| attendance_row(style, &people, &past, id, row))
            .collect(),
        carried_over: read
            .carried_over(id)?
            .into_iter()
            .map(|action| action_row(style, today, action))
            .collect(),
        checks,
        internal_lines: u32::try_from(internal_lines).unwrap_or(u32::MAX),
        previous,
        next,
        fields,
    })
}

/// Also of one that lies in the trash: what was written then still names it.
pub(super) fn organisation_name(read: &Read<'_>, id: Option<ledger::OrganisationId>) -> String {
    id.and_then(|id| read.organisation_name_even_removed(id).ok().flatten())
        .unwrap_or_default()
}

/// What the attendance doesn't say itself about those who are on it.
pub(super) struct People {
    me: Option<PersonId>,
    coordinators: HashSet<PersonId>,
    /// Name and profession of those who came in somebody's place.
    proxies: HashMap<PersonId, (String, Option<String>)>,
}

impl People {
    fn read(read: &Read<'_>, attendance: &[Attendance]) -> Result<Self> {
        let coordinators = read.coordinators()?;
        let proxies = attendance
            .iter()
            .filter_map(|row| row.fields.proxy_person)
            .filter_map(|proxy| {
                let name = read.person_name_even_removed(proxy).ok().flatten()?;
                let fields = read.person(proxy).ok().map(|person| person.fields);
                Some((proxy, (name, fields.and_then(|fields| fields.profession))))
            })
            .collect();
        Ok(Self {
            me: coordinators
                .iter()
                .find(|coordinator| coordinator.me)
                .map(|coordinator| coordinator.person),
            coordinators: coordinators
                .into_iter()
                .map(|coordinator| coordinator.person)
                .collect(),
            proxies,
        })
    }

    /// Who came in the person's place; empty when nobody did.
    fn proxy_name<'a>(&'a self, row: &'a Attendance) -> &'a str {
        match row
            .fields
            .proxy_person
            .and_then(|proxy| self.proxies.get(&proxy))
        {
            Some((name, _)) => name,
            None => &row.fields.proxy_name,
        }
    }

    /// The profession of who was really there.
    pub(super) fn profession_there<'a>(&'a self, row: &'a Attendance) -> Option<&'a str> {
        match (row.fields.attended, row.fields.proxy_person) {
            (ledger::meeting::attendance::Attended::Proxy, Some(proxy)) => {
                self.proxies.get(&proxy)?.1.as_deref()
            }
            (ledger::meeting::attendance::Attended::Proxy, None) => None,
            _ => row.profession.as_deref(),
        }
    }

    /// The map group of an attendance, by the post of the day.
    pub(super) fn group(&self, row: &Attendance) -> &'static str {
        let group = match row.fields.person {
            Some(person) => person_group(
                self.coordinators.contains(&person),
                None,
                row.organisation_kind.as_deref(),
                row.profession.as_deref(),
            ),
            None => organisation_group(
                None,
                kind_by_name(&row.fields.guest_organisation).map(|kind| kind.id.as_str()),
            ),
        };
        group_id(group)
    }
}

fn attendance_row(
    style: Style,
    people: &People,
    past: &[Presence],
    id: MeetingId,
    row: &Attendance,
) -> AttendanceRow {
    let first_time = match (people.me, row.fields.person) {
        (Some(me), Some(person)) if me != person && row.fields.attended.was_there() => {
            !checks::met_before(past, id, me, person)
        }
        _ => false,
    };
    let organisation = if row.organisation_name.is_empty() {
        &row.fields.guest_organisation
    } else {
        &row.organisation_name
    };
    AttendanceRow {
        id: row.id.to_string(),
        name: row.name.clone(),
        post: format!("{organisation} {}", row.title).trim().to_owned(),
        group: people.group(row).to_owned(),
        attended: attendance_words(style, &row.fields, people.proxy_name(row)),
        first_time,
        fields: row.fields.clone(),
    }
}

fn line_rows(
    read: &Read<'_>,
    style: Style,
    lines: Vec<MinuteLine>,
    actions: &[ActionRow],
) -> Result<Vec<LineRow>> {
    let mut detector = Detector::new(read);
    let by_line: HashMap<&str, &ActionRow> = actions
        .iter()
        .map(|action| (action.line.as_str(), action))
        .collect();
    lines
        .into_iter()
        .map(|line| line_row(style, &by_line, &mut detector, line))
        .collect()
}

fn line_row(
    style: Style,
    actions: &HashMap<&str, &ActionRow>,
    detector: &mut Detector<'_>,
    line: MinuteLine,
) -> Result<LineRow> {
    let MinuteLine {
        id,
        fields,
        speaker_name,
        ..
    } = line;
    let id = MinuteLineId::to_string(&id);
    let profession = professions().name(style.language, fields.profession.as_deref());
    let who = match speaker_name {
        Some(name) if profession.is_empty() => name,
        Some(name) => fill(
            style.language,
            "line.who",
            &[("name", &name), ("profession", &profession)],
        ),
        None => profession,
    };
    Ok(LineRow {
        action: actions.get(id.as_str()).map(|action| (*action).clone()),
        patient_hints: detector.hints(&fields.text)?,
        who,
        fields,
        id,
    })
}

/// The meetings before and after this one in its series.
fn neighbours(style: Style, all: &[MeetingRow], id: MeetingId) -> (Option<Named>, Option<Named>) {
    let Some(series) = all
        .iter()
        .find(|row| row.id == id)
        .and_then(|row| row.series)
    else {
        return (None, None);
    };
    // Newest first.
    let of_series: Vec<&MeetingRow> = all
        .iter()
        .filter(|row| row.series == Some(series))
        .collect();
    let Some(place) = of_series.iter().position(|row| row.id == id) else {
        return (None, None);
    };
    let named = |row: &&MeetingRow| Named {
        id: row.id.to_string(),
        name: numbered(style, row.number, &row.title),
    };
    let next = place
        .checked_sub(1)
        .and_then(|place| of_series.get(place))
        .map(named);
    (of_series.get(place + 1).map(named), next)
}

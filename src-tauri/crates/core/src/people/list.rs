//! The list of people.

use std::collections::HashSet;

use ledger::person::{PeopleFilter, PersonRow};
use ledger::{PersonId, Read};

use super::{People, PeopleRequest, PersonListRow};
use crate::dates::Style;
use crate::vocabulary::{group_id, person_group, professions, side_of};
use crate::{Result, Session, request};

/// The list, by kana.
///
/// # Errors
/// `Refused` for an id of a municipality that is none.
pub fn people(session: &mut Session, request: PeopleRequest) -> Result<People> {
    let (style, today) = (session.style(), session.today());
    let read = session.ledger()?.read();
    let filter = PeopleFilter {
        text: request.text,
        // The ledger doesn't know the sides of kinds: narrowed below.
        side: None,
        profession: request::chosen(request.profession.as_deref()).map(str::to_owned),
        municipality: match request::chosen(request.municipality.as_deref()) {
            Some(id) => Some(request::id("municipality", id)?),
            None => None,
        },
        key_person: request.key_person,
    };
    let coordinators = coordinators(&read)?;
    let rows = read
        .people(&filter, today)?
        .into_iter()
        .map(|row| list_row(style, today, coordinators.contains(&row.id), row))
        .filter(|row| request.side.is_none_or(|side| row.side == Some(side)))
        .collect();
    Ok(People {
        rows,
        total: read.counts()?.people,
    })
}

/// The persons who are coordinators.
pub(crate) fn coordinators(read: &Read<'_>) -> Result<HashSet<PersonId>> {
    Ok(read
        .coordinators()?
        .into_iter()
        .map(|coordinator| coordinator.person)
        .collect())
}

/// A row of the ledger in words.
pub(crate) fn list_row(
    style: Style,
    today: chrono::NaiveDate,
    coordinator: bool,
    row: PersonRow,
) -> PersonListRow {
    let kind = row.organisation_kind.as_deref();
    let side = side_of(row.side, kind);
    let group = person_group(coordinator, row.side, kind, row.profession.as_deref());
    PersonListRow {
        id: row.id.to_string(),
        index: japanese::key::index_row(&row.kana).to_string(),
        profession: professions().name(style.language, row.profession.as_deref()),
        side,
        group: group_id(group).to_owned(),
        municipality: row.municipality.unwrap_or_default(),
        organisation: row.organisation.unwrap_or_default(),
        title: row.title.unwrap_or_default(),
        posts: u32::try_from(row.posts).unwrap_or_default(),
        is_contact: row.is_contact,
        key_person: row.key_person,
        last_met: row.last_met,
        last_met_words: row
            .last_met
            .map(|day| style.ago(day, today))
            .unwrap_or_default(),
        name: row.name,
        kana: row.kana,
    }
}

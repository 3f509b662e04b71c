//! Agenda items.

use ledger::meeting::agenda::AgendaFields;
use ledger::{AgendaItemId, MeetingId};

use super::{AddAgendaItem, SaveAgendaItem, heading};
use crate::{ById, MoveTo, Result, Session, Written, request};

/// At the end. A title may still be blank: the item stands before its first word is typed.
///
/// # Errors
/// `Refused` when the minutes are negative, `NoRecord`.
pub fn add_agenda_item(session: &mut Session, request: AddAgendaItem) -> Result<Written> {
    let meeting: MeetingId = request::id("id", &request.meeting)?;
    check(&request.fields)?;
    let subject = subject(session, meeting)?;
    session.write("agenda.add", &subject, |write| {
        Ok(write.add_agenda_item(meeting, &request.fields)?)
    })
}

/// # Errors
/// `Refused` when the minutes are negative, `NoRecord`.
pub fn save_agenda_item(session: &mut Session, request: SaveAgendaItem) -> Result<Written> {
    let id: AgendaItemId = request::id("id", &request.id)?;
    check(&request.fields)?;
    let subject = subject_of(session, id)?;
    session.write("agenda.save", &subject, |write| {
        write.save_agenda_item(id, &request.fields)?;
        Ok(id)
    })
}

/// # Errors
/// `NoRecord`.
pub fn move_agenda_item(session: &mut Session, request: MoveTo) -> Result<Written> {
    let id: AgendaItemId = request::id("id", &request.id)?;
    let subject = subject_of(session, id)?;
    session.write("agenda.move", &subject, |write| {
        write.move_agenda_item(id, request.to as usize)?;
        Ok(id)
    })
}

/// Its lines stay, without an item.
///
/// # Errors
/// `NoRecord`.
pub fn remove_agenda_item(session: &mut Session, request: ById) -> Result<Written> {
    let id: AgendaItemId = request::id("id", &request.id)?;
    let subject = subject_of(session, id)?;
    session.write("agenda.remove", &subject, |write| {
        write.remove_agenda_item(id)?;
        Ok(id)
    })
}

fn check(fields: &AgendaFields) -> Result<()> {
    request::not_negative("minutes", fields.minutes)
}

fn subject_of(session: &Session, id: AgendaItemId) -> Result<String> {
    let meeting = session.ledger()?.read().meeting_of_agenda_item(id)?;
    subject(session, meeting)
}

/// The meeting's heading, for the names of operations.
pub(super) fn subject(session: &Session, meeting: MeetingId) -> Result<String> {
    Ok(heading(
        session.style(),
        &session.ledger()?.read().meeting(meeting)?.fields,
    ))
}

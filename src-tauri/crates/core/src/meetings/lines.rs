//! Minute lines, and the actions that come out of them.

use ledger::meeting::line::{LineFields, LineKind};
use ledger::{ActionId, MeetingId, MinuteLineId, Read};

use super::agenda::subject;
use super::{AddLine, SaveAction, SaveLine};
use crate::vocabulary::professions;
use crate::{ById, Error, MoveTo, Result, Session, Written, request};

/// A new line at the end of its agenda item; for kind `action` with its action's fields.
///
/// # Errors
/// `Refused` when the text is blank, the agenda item another meeting's, or action fields come with another kind.
pub fn add_line(session: &mut Session, request: AddLine) -> Result<Written> {
    let meeting: MeetingId = request::id("id", &request.meeting)?;
    let read = session.ledger()?.read();
    check(&read, meeting, &request.fields, None)?;
    if request.action.is_some() && request.fields.kind != LineKind::Action {
        return Err(Error::refused("action", "refused.not_an_action"));
    }
    if let Some(owner) = request.action.as_ref().and_then(|action| action.owner) {
        read.person(owner)?;
    }
    let subject = subject(session, meeting)?;
    session.write("line.add", &subject, |write| {
        let line = write.add_line(meeting, &request.fields)?;
        if let Some(fields) = &request.action {
            let action = write
                .actions_of_meeting(meeting)?
                .into_iter()
                .find(|action| action.line == line);
            if let Some(action) = action {
                write.save_action(action.id, fields)?;
            }
        }
        Ok(line)
    })
}

/// # Errors
/// As [`add_line`].
pub fn save_line(session: &mut Session, request: SaveLine) -> Result<Written> {
    let id: MinuteLineId = request::id("id", &request.id)?;
    let read = session.ledger()?.read();
    let meeting = read.meeting_of_line(id)?;
    let kept = read.line(id)?.fields;
    check(&read, meeting, &request.fields, Some(&kept))?;
    let subject = subject(session, meeting)?;
    session.write("line.save", &subject, |write| {
        write.save_line(id, &request.fields)?;
        Ok(id)
    })
}

/// # Errors
/// `NoRecord`.
pub fn move_line(session: &mut Session, request: MoveTo) -> Result<Written> {
    let id: MinuteLineId = request::id("id", &request.id)?;
    let subject = subject_of(session, id)?;
    session.write("line.move", &subject, |write| {
        write.move_line(id, request.to as usize)?;
        Ok(id)
    })
}

/// # Errors
/// `NoRecord`.
pub fn remove_line(session: &mut Session, request: ById) -> Result<Written> {
    let id: MinuteLineId = request::id("id", &request.id)?;
    let subject = subject_of(session, id)?;
    session.write("line.remove", &subject, |write| {
        write.remove_line(id)?;
        Ok(id)
    })
}

/// Owner, due date and end of an action.
///
/// # Errors
/// `NoRecord`.
pub fn save_action(session: &mut Session, request: SaveAction) -> Result<Written> {
    let id: ActionId = request::id("id", &request.id)?;
    let read = session.ledger()?.read();
    let action = read.action(id)?;
    if let Some(owner) = request::changed(action.fields.owner, request.fields.owner) {
        read.person(owner)?;
    }
    session.write("action.save", &action.text, |write| {
        write.save_action(id, &request.fields)?;
        Ok(id)
    })
}

fn subject_of(session: &Session, id: MinuteLineId) -> Result<String> {
    subject(session, session.ledger()?.read().meeting_of_line(id)?)
}

/// `kept` is the line as it was.
fn check(
    read: &Read<'_>,
    meeting: MeetingId,
    fields: &LineFields,
    kept: Option<&LineFields>,
) -> Result<()> {
    request::not_blank("text", &fields.text)?;
    request::of_vocabulary("profession", professions(), fields.profession.as_deref())?;
    read.meeting(meeting)?;
    if let Some(speaker) = request::changed(kept.and_then(|kept| kept.speaker), fields.speaker) {
        read.person(speaker)?;
    }
    match fields.agenda_item {
        Some(item) if read.meeting_of_agenda_item(item)? != meeting => {
            Err(Error::refused("agenda_item", "refused.other_meeting"))
        }
        Some(_) | None => Ok(()),
    }
}

//! Attendance, with the post as of the day.

use ledger::meeting::attendance::{AttendanceFields, Attended};
use ledger::{AttendanceId, MeetingId, Read};

use super::agenda::subject;
use super::{SaveAttendance, SetAttendance};
use crate::{ById, Error, Result, Session, Written, request};

/// One attendance, or many people at once; all of them or none.
///
/// # Errors
/// `Refused` when an entry names nobody, or a proxy is missing or the person; `NoRecord`.
pub fn set_attendance(session: &mut Session, request: SetAttendance) -> Result<Written> {
    let meeting: MeetingId = request::id("id", &request.meeting)?;
    let read = session.ledger()?.read();
    let kept = read.attendance(meeting)?;
    for entry in &request.entries {
        let before = kept
            .iter()
            .map(|row| &row.fields)
            .find(|before| before.person.is_some() && before.person == entry.person);
        check(&read, entry, before)?;
    }
    let subject = subject(session, meeting)?;
    let (last, written) = session.operation("attendance.set", &subject, |write| {
        let mut last = None;
        for entry in &request.entries {
            last = Some(write.set_attendance(meeting, entry)?);
        }
        Ok(last)
    })?;
    Ok(Written {
        id: last.map(|id| id.to_string()),
        ..written
    })
}

/// # Errors
/// As [`set_attendance`].
pub fn save_attendance(session: &mut Session, request: SaveAttendance) -> Result<Written> {
    let id: AttendanceId = request::id("id", &request.id)?;
    let read = session.ledger()?.read();
    let meeting = read.meeting_of_attendance(id)?;
    let kept = read.attendance(meeting)?;
    let before = kept.iter().find(|row| row.id == id).map(|row| &row.fields);
    check(&read, &request.fields, before)?;
    let subject = subject(session, meeting)?;
    session.write("attendance.save", &subject, |write| {
        write.save_attendance(id, &request.fields)?;
        Ok(id)
    })
}

/// # Errors
/// `NoRecord`.
pub fn remove_attendance(session: &mut Session, request: ById) -> Result<Written> {
    let id: AttendanceId = request::id("id", &request.id)?;
    let subject = subject(session, session.ledger()?.read().meeting_of_attendance(id)?)?;
    session.write("attendance.remove", &subject, |write| {
        write.remove_attendance(id)?;
        Ok(id)
    })
}

/// `kept` is the attendance as it was.
fn check(
    read: &Read<'_>,
    fields: &AttendanceFields,
    kept: Option<&AttendanceFields>,
) -> Result<()> {
    if fields.person.is_none() && fields.guest_name.trim().is_empty() {
        return Err(Error::refused("attendance", "refused.nobody_attends"));
    }
    if let Some(person) = request::changed(kept.and_then(|kept| kept.person), fields.person) {
        read.person(person)?;
    }
    if fields.attended != Attended::Proxy {
        return Ok(());
    }
    match fields.proxy_person {
        Some(proxy) if Some(proxy) == fields.person => {
            Err(Error::refused("proxy", "refused.proxy_self"))
        }
        Some(proxy) => {
            if kept.and_then(|kept| kept.proxy_person) != Some(proxy) {
                read.person(proxy)?;
            }
            Ok(())
        }
        None if fields.proxy_name.trim().is_empty() => {
            Err(Error::refused("proxy", "refused.proxy_missing"))
        }
        None => Ok(()),
    }
}

//! Adding, changing and removing meetings.

use ledger::meeting::series::SeriesFields;
use ledger::meeting::{MeetingFields, MeetingRow};
use ledger::organisation::OrganisationFields;
use ledger::{MeetingId, OrganisationId, Read, SeriesId, Write};

use super::{AddMeeting, SaveMeeting, heading};
use crate::vocabulary::{kind_by_name, meeting_kinds};
use crate::{ById, Error, Result, Session, Written, organisations, request};

/// A new meeting; with a series, what is empty is taken from the series and its last meeting.
///
/// # Errors
/// `Refused` when there is neither a title nor a series to take it from, for unknown choices and times out of order.
pub fn add_meeting(session: &mut Session, request: AddMeeting) -> Result<Written> {
    let mut fields = request.fields;
    let style = session.style();
    let read = session.ledger()?.read();
    if let Some(series) = fields.series {
        inherit(&read, series, &mut fields)?;
        fields.number = Some(match fields.number {
            Some(number) => number,
            None => read.next_number(series, fields.date)?,
        });
    } else if !request.new_series.trim().is_empty() {
        if fields.title.trim().is_empty() {
            fields.title = request.new_series.trim().to_owned();
        }
        fields.number = fields.number.or(Some(1));
    }
    check(&read, &fields, None)?;
    let subject = heading(style, &fields);
    session.write("meeting.add", &subject, |write| {
        set_host(write, &mut fields, &request.host_name)?;
        if fields.series.is_none() && !request.new_series.trim().is_empty() {
            fields.series = Some(write.add_series(&SeriesFields {
                name: request.new_series.trim().to_owned(),
                kind: fields.kind.clone(),
                host: fields.host,
                ..SeriesFields::default()
            })?);
        }
        Ok(write.add_meeting(&fields)?)
    })
}

/// Fills what is empty from the series and from its last meeting before that day.
fn inherit(read: &Read<'_>, id: SeriesId, fields: &mut MeetingFields) -> Result<()> {
    let series = read.series(id)?.fields;
    let last: Option<MeetingRow> = read
        .meetings("")?
        .into_iter()
        .find(|row| row.series == Some(id) && row.date <= fields.date);
    if let Some(last) = last {
        let last = read.meeting(last.id)?.fields;
        if fields.title.trim().is_empty() {
            fields.title = last.title;
        }
        if fields.place.is_empty() {
            fields.place = last.place;
        }
        if fields.starts.is_none() && fields.ends.is_none() {
            fields.starts = last.starts;
            fields.ends = last.ends;
        }
        fields.kind = fields.kind.take().or(last.kind);
        fields.host = fields
            .host
            .or(last.host.filter(|host| is_there(read, *host)));
        fields.members = fields.members.or(last.members);
        if fields.co_hosts.is_empty() {
            fields.co_hosts = last.co_hosts;
            fields.co_hosts.retain(|host| is_there(read, *host));
        }
    }
    if fields.title.trim().is_empty() {
        fields.title = series.name;
    }
    fields.kind = fields.kind.take().or(series.kind);
    fields.host = fields
        .host
        .or(series.host.filter(|host| is_there(read, *host)));
    Ok(())
}

/// What lies in the trash is not handed on to the next meeting.
fn is_there(read: &Read<'_>, organisation: OrganisationId) -> bool {
    read.organisation(organisation).is_ok()
}

/// # Errors
/// As [`add_meeting`], and `NoRecord`.
pub fn save_meeting(session: &mut Session, request: SaveMeeting) -> Result<Written> {
    let id: MeetingId = request::id("id", &request.id)?;
    let mut fields = request.fields;
    let style = session.style();
    let read = session.ledger()?.read();
    let before = read.meeting(id)?.fields;
    if let Some(series) = fields.series
        && before.series != fields.series
        && fields.number.is_none()
    {
        fields.number = Some(read.next_number(series, fields.date)?);
    }
    check(&read, &fields, Some(&before))?;
    let subject = heading(style, &fields);
    session.write("meeting.save", &subject, |write| {
        set_host(write, &mut fields, &request.host_name)?;
        write.save_meeting(id, &fields)?;
        Ok(id)
    })
}

fn set_host(write: &Write<'_>, fields: &mut MeetingFields, name: &str) -> Result<()> {
    if fields.host.is_none() && !name.trim().is_empty() {
        let host = OrganisationFields {
            name: name.trim().to_owned(),
            kind: kind_by_name(name).map(|kind| kind.id.clone()),
            ..OrganisationFields::default()
        };
        fields.host = Some(organisations::find_or_add(write, &host)?);
    }
    Ok(())
}

/// # Errors
/// `NoRecord`.
pub fn remove_meeting(session: &mut Session, request: ById) -> Result<Written> {
    let id: MeetingId = request::id("id", &request.id)?;
    let style = session.style();
    let subject = heading(style, &session.ledger()?.read().meeting(id)?.fields);
    session.write("meeting.remove", &subject, |write| {
        write.remove_meeting(id)?;
        Ok(id)
    })
}

/// `kept` is the meeting as it was.
fn check(read: &Read<'_>, fields: &MeetingFields, kept: Option<&MeetingFields>) -> Result<()> {
    request::not_blank("title", &fields.title)?;
    request::of_vocabulary("kind", meeting_kinds(), fields.kind.as_deref())?;
    request::not_negative("members", fields.members)?;
    request::not_negative("number", fields.number)?;
    request::not_too_long("text", &fields.handouts)?;
    if let (Some(starts), Some(ends)) = (fields.starts, fields.ends)
        && ends < starts
    {
        return Err(Error::refused("ends", "refused.time_order"));
    }
    // A meeting that refers to what isn't there is refused before anything is written. What it referred to before may
    // lie in the trash by now: that is no reason not to mend the rest.
    let had = |host: &OrganisationId| {
        kept.is_some_and(|kept| kept.host == Some(*host) || kept.co_hosts.contains(host))
    };
    for organisation in fields.host.iter().chain(&fields.co_hosts) {
        if !had(organisation) {
            read.organisation(*organisation)?;
        }
    }
    let recorder = request::changed(kept.and_then(|kept| kept.recorder), fields.recorder);
    if let Some(recorder) = recorder {
        read.person(recorder)?;
    }
    let series = request::changed(kept.and_then(|kept| kept.series), fields.series);
    if let Some(series) = series {
        read.series(series)?;
    }
    Ok(())
}

//! The meetings of the sample, with what was said in them.

use chrono::{NaiveDate, NaiveTime};
use ledger::meeting::MeetingFields;
use ledger::meeting::action::ActionFields;
use ledger::meeting::agenda::AgendaFields;
use ledger::meeting::attendance::{AttendanceFields, Attended, Role};
use ledger::meeting::line::{Audience, LineFields, LineKind};
use ledger::{MeetingId, Write};

use super::file::MeetingPart;
use super::{Made, day};
use crate::Result;

pub(super) fn meeting(
    write: &Write<'_>,
    made: &Made,
    part: MeetingPart,
    today: NaiveDate,
) -> Result<()> {
    let date = day(today, part.day);
    let series = part
        .series
        .as_ref()
        .and_then(|key| made.series.get(key))
        .copied();
    let mut fields = MeetingFields::new(&part.title, date);
    fields.series = series;
    fields.number = series
        .map(|series| write.next_number(series, date))
        .transpose()?;
    fields.kind = Some(part.kind.clone());
    fields.starts = Some(part.starts.0);
    fields.ends = Some(part.ends.0);
    fields.place = part.place.clone();
    fields.mode = part.mode;
    fields.host = Some(made.organisation(&part.host)?);
    fields.co_hosts = part
        .co_hosts
        .iter()
        .map(|key| made.organisation(key))
        .collect::<Result<_>>()?;
    fields.exchange_of_views = part.views;
    fields.informal = part.informal;
    fields.members = part.members;
    fields.recorder = part
        .recorder
        .as_ref()
        .map(|name| made.person(name))
        .transpose()?;
    fields.handouts = part.handouts.clone();
    fields.is_final = part.is_final;
    let id = write.add_meeting(&fields)?;
    attendance(write, made, id, &part)?;
    for item in part.agenda {
        let heading = AgendaFields {
            title: item.title,
            minutes: item.minutes,
            presenter: item.presenter,
        };
        let agenda_item = Some(write.add_agenda_item(id, &heading)?);
        for line in item.lines {
            let fields = LineFields {
                agenda_item,
                kind: line.kind,
                text: line.text,
                speaker: line.speaker.map(|name| made.person(&name)).transpose()?,
                profession: line.profession,
                audience: if line.internal {
                    Audience::Internal
                } else {
                    Audience::Shared
                },
            };
            let line_id = write.add_line(id, &fields)?;
            if fields.kind != LineKind::Action {
                continue;
            }
            if let Some(action) = write
                .actions_of_meeting(id)?
                .into_iter()
                .find(|action| action.line == line_id)
            {
                let kept = ActionFields {
                    owner: line.owner.map(|name| made.person(&name)).transpose()?,
                    due: line.due.map(|days| day(date, days)),
                    done_on: line.done.map(|days| day(date, days)),
                    ..ActionFields::default()
                };
                write.save_action(action.id, &kept)?;
            }
        }
    }
    Ok(())
}

fn attendance(
    write: &Write<'_>,
    made: &Made,
    meeting: MeetingId,
    part: &MeetingPart,
) -> Result<()> {
    let one =
        |name: &str, attended: Attended, time: Option<NaiveTime>| -> Result<AttendanceFields> {
            Ok(AttendanceFields {
                person: Some(made.person(name)?),
                guest_name: String::new(),
                guest_organisation: String::new(),
                attended,
                time,
                proxy_person: None,
                proxy_name: String::new(),
                role: if part.recorder.as_deref() == Some(name) {
                    Role::Secretariat
                } else {
                    Role::Member
                },
            })
        };
    for (names, attended) in [
        (&part.present, Attended::Present),
        (&part.online, Attended::Online),
        (&part.absent, Attended::Absent),
    ] {
        for name in names {
            write.set_attendance(meeting, &one(name, attended, None)?)?;
        }
    }
    for (names, attended) in [
        (&part.late, Attended::Late),
        (&part.left_early, Attended::LeftEarly),
    ] {
        for (name, time) in names {
            write.set_attendance(meeting, &one(name, attended, Some(time.0))?)?;
        }
    }
    for (name, by) in &part.proxy {
        let mut fields = one(name, Attended::Proxy, None)?;
        fields.proxy_person = Some(made.person(by)?);
        write.set_attendance(meeting, &fields)?;
    }
    for (name, organisation) in &part.guests {
        write.set_attendance(
            meeting,
            &AttendanceFields {
                person: None,
                guest_name: name.clone(),
                guest_organisation: organisation.clone(),
                attended: Attended::Present,
                time: None,
                proxy_person: None,
                proxy_name: String::new(),
                role: Role::Observer,
            },
        )?;
    }
    Ok(())
}

//! A meeting itself: made, changed.

use kaotsunagi_core::vocabulary::meeting_kinds;
use serde_json::{Value, json};

use crate::arguments::{MeetingFields, NewMeeting, SaveMeeting};
use crate::commands::{Fields, write};
use crate::failure::Failure;
use crate::output::{Output, at};
use crate::sitting::Sitting;

pub(super) fn add(
    sitting: &mut Sitting,
    out: &mut Output,
    given: NewMeeting,
) -> Result<(), Failure> {
    let NewMeeting {
        title,
        date,
        new_series,
        fields,
    } = given;
    let empty = json!({
        "series": null, "number": null, "title": title.unwrap_or_default(), "kind": null, "date": date,
        "starts": null, "ends": null, "place": "", "mode": "in_person", "host": null, "co_hosts": [],
        "exchange_of_views": false, "informal": false, "members": null, "recorder": null, "handouts": "",
        "next_date": null, "next_note": "", "is_final": false,
    });
    let (fields, host) = meeting_fields(sitting, &empty, fields)?;
    write(
        sitting,
        out,
        "add_meeting",
        json!({"fields": fields, "new_series": new_series, "host_name": host}),
    )
}

pub(super) fn save(
    sitting: &mut Sitting,
    out: &mut Output,
    given: SaveMeeting,
) -> Result<(), Failure> {
    let SaveMeeting {
        meeting,
        title,
        date,
        is_final,
        fields,
    } = given;
    let id = sitting.meeting(&meeting)?;
    let card = sitting.call("meeting", json!({"id": id}))?;
    let mut kept = Fields::over(at(&card, "fields"));
    kept.set("title", title)
        .set("date", date)
        .set("is_final", is_final);
    let (fields, host) = meeting_fields(sitting, &kept.value(), fields)?;
    write(
        sitting,
        out,
        "save_meeting",
        json!({"id": id, "fields": fields, "host_name": host}),
    )
}

/// The fields that are given, laid over what is kept, and the host's name when it is not of the ledger yet.
fn meeting_fields(
    sitting: &mut Sitting,
    kept: &Value,
    given: MeetingFields,
) -> Result<(Value, String), Failure> {
    let series = given
        .series
        .as_deref()
        .map(|typed| sitting.series(typed))
        .transpose()?;
    let kind = given
        .kind
        .as_deref()
        .map(|typed| sitting.term(meeting_kinds(), typed))
        .transpose()?;
    let recorder = given
        .recorder
        .as_deref()
        .map(|typed| sitting.person(typed))
        .transpose()?;
    let co_hosts = given
        .co_host
        .iter()
        .map(|typed| sitting.organisation(typed))
        .collect::<Result<Vec<_>, _>>()?;
    let mut fields = Fields::over(kept);
    if given.host.is_some() {
        fields.set("host", Some(Value::Null));
    }
    fields
        .set("series", series)
        .set("number", given.number)
        .set("kind", kind)
        .set("starts", given.starts)
        .set("ends", given.ends)
        .set("place", given.place)
        .set("mode", given.mode)
        .set(
            "co_hosts",
            Some(co_hosts).filter(|co_hosts| !co_hosts.is_empty()),
        )
        .set("exchange_of_views", given.exchange_of_views)
        .set("informal", given.informal)
        .set("members", given.members)
        .set("recorder", recorder)
        .set(
            "handouts",
            Some(given.handout.join("\n")).filter(|handouts| !handouts.is_empty()),
        )
        .set("next_date", given.next_date)
        .set("next_note", given.next_note);
    Ok((fields.value(), given.host.unwrap_or_default()))
}

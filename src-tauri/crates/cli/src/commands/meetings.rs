//! Meetings and series.

use kaotsunagi_core::vocabulary::meeting_kinds;
use serde_json::{Value, json};

use super::{Fields, write};
use crate::arguments::{Done, Meeting, MeetingFields, Series, SeriesFields};
use crate::failure::Failure;
use crate::output::{Output, at, list as rows_of, text};
use crate::sitting::Sitting;

pub(super) fn series(
    sitting: &mut Sitting,
    out: &mut Output,
    command: Series,
) -> Result<(), Failure> {
    match command {
        Series::Add { name, fields } => {
            let fields = series_fields(sitting, &json!({"name": name}), fields)?;
            write(sitting, out, "add_series", json!({"fields": fields}))
        }
        Series::Save {
            series,
            name,
            fields,
        } => {
            let id = sitting.series(&series)?;
            let all = sitting.call("meetings", json!({}))?;
            let kept = rows_of(&all, "series")
                .iter()
                .find(|row| text(row, "id") == id);
            let mut kept = Fields::over(kept.map_or(&Value::Null, |row| at(row, "fields")));
            kept.set("name", name);
            let fields = series_fields(sitting, &kept.value(), fields)?;
            write(
                sitting,
                out,
                "save_series",
                json!({"id": id, "fields": fields}),
            )
        }
        Series::Remove { series } => {
            let id = sitting.series(&series)?;
            write(sitting, out, "remove_series", json!({"id": id}))
        }
        Series::List => {
            let all = sitting.call("meetings", json!({}))?;
            out.give(at(&all, "series"), |out, series| {
                let rows: Vec<Vec<String>> = series
                    .as_array()
                    .into_iter()
                    .flatten()
                    .map(|row| {
                        vec![
                            text(at(row, "fields"), "name"),
                            text(row, "meetings"),
                            text(row, "last"),
                            text(row, "next"),
                        ]
                    })
                    .collect();
                let headings = ["column.series", "column.meeting", "cli.last", "cli.next"];
                out.table(&headings.map(|key| sitting.word(key)), &rows)
            })
        }
    }
}

fn series_fields(
    sitting: &mut Sitting,
    kept: &Value,
    given: SeriesFields,
) -> Result<Value, Failure> {
    let kind = given
        .kind
        .as_deref()
        .map(|typed| sitting.term(meeting_kinds(), typed))
        .transpose()?;
    let host = given
        .host
        .as_deref()
        .map(|typed| sitting.organisation(typed))
        .transpose()?;
    let secretariat = given
        .secretariat
        .as_deref()
        .map(|typed| sitting.organisation(typed))
        .transpose()?;
    let mut fields = Fields::over(kept);
    fields
        .set("kind", kind)
        .set("is_forum", given.forum)
        .set("is_community", given.community)
        .set("cycle_months", given.cycle_months)
        .set("host", host)
        .set("secretariat", secretariat)
        .set("aim", given.aim)
        .set("position", given.position)
        .set("members", given.members)
        .set("charter_on", given.charter_on)
        .set("set_up_on", given.set_up_on)
        .set("ended_on", given.ended_on);
    Ok(fields.value())
}

pub(super) fn meeting(
    sitting: &mut Sitting,
    out: &mut Output,
    command: Meeting,
) -> Result<(), Failure> {
    match command {
        Meeting::New {
            title,
            date,
            new_series,
            fields,
        } => {
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
        Meeting::Save {
            meeting,
            title,
            date,
            is_final,
            fields,
        } => {
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
        Meeting::Remove { meeting } => {
            let id = sitting.meeting(&meeting)?;
            write(sitting, out, "remove_meeting", json!({"id": id}))
        }
        Meeting::List { query, series } => {
            let series = series
                .as_deref()
                .map(|typed| sitting.series(typed))
                .transpose()?;
            let meetings = sitting.call("meetings", json!({"text": query, "series": series}))?;
            out.give(&meetings, |out, meetings| list(sitting, out, meetings))
        }
        Meeting::Show { meeting } => {
            let id = sitting.meeting(&meeting)?;
            let card = sitting.call("meeting", json!({"id": id}))?;
            out.give(&card, |out, card| show(sitting, out, card))
        }
        Meeting::Attend {
            meeting,
            person,
            guest,
            guest_organisation,
            attended,
            time,
            proxy,
            role,
        } => {
            let id = sitting.meeting(&meeting)?;
            let card = sitting.call("meeting", json!({"id": id}))?;
            let proxy = proxy
                .map(|typed| person_or_name(sitting, &typed))
                .transpose()?;
            let entry = |key: &str, who: &str| {
                let mut kept = rows_of(&card, "attendance")
                    .iter()
                    .map(|row| at(row, "fields"))
                    .filter(|fields| key == "person" || at(fields, "person").is_null());
                let new = json!({
                    "person": null, "guest_name": "", "guest_organisation": "", "attended": "present", "time": null,
                    "proxy_person": null, "proxy_name": "", "role": "member",
                });
                let mut fields =
                    Fields::over(kept.find(|fields| text(fields, key) == who).unwrap_or(&new));
                fields
                    .set(key, Some(who))
                    .set("attended", attended.as_ref())
                    .set("time", time)
                    .set("role", role.as_ref());
                if let Some((person, name)) = &proxy {
                    fields
                        .set("proxy_person", Some(person))
                        .set("proxy_name", Some(name));
                }
                if key == "guest_name" {
                    fields.set("guest_organisation", guest_organisation.as_ref());
                }
                fields.value()
            };
            let kept_guest = rows_of(&card, "attendance").iter().find(|row| {
                let fields = at(row, "fields");
                at(fields, "person").is_null() && text(fields, "guest_name") == guest
            });
            let mut entries = Vec::new();
            for typed in &person {
                entries.push(entry("person", &sitting.person(typed)?));
            }
            // A guest has no id to be known by: the one of that name is changed, not recorded twice.
            if let (Some(row), false) = (kept_guest, guest.is_empty()) {
                let fields = entry("guest_name", &guest);
                let request = json!({"id": text(row, "id"), "fields": fields});
                if entries.is_empty() {
                    return write(sitting, out, "save_attendance", request);
                }
                sitting.call("save_attendance", request)?;
            } else if entries.is_empty() || !guest.is_empty() {
                entries.push(entry("guest_name", &guest));
            }
            write(
                sitting,
                out,
                "set_attendance",
                json!({"meeting": id, "entries": entries}),
            )
        }
        Meeting::Agenda {
            meeting,
            title,
            minutes,
            presenter,
        } => {
            let id = sitting.meeting(&meeting)?;
            let fields = json!({"title": title, "minutes": minutes, "presenter": presenter});
            write(
                sitting,
                out,
                "add_agenda_item",
                json!({"meeting": id, "fields": fields}),
            )
        }
        Meeting::Line {
            meeting,
            text,
            kind,
            agenda,
            speaker,
            profession,
            internal,
            owner,
            due,
        } => {
            let id = sitting.meeting(&meeting)?;
            let card = sitting.call("meeting", json!({"id": id}))?;
            let item = agenda
                .map(|typed| agenda_item(sitting, &card, &typed))
                .transpose()?;
            let speaker = speaker
                .as_deref()
                .map(|typed| sitting.person(typed))
                .transpose()?;
            let profession = profession
                .as_deref()
                .map(|typed| sitting.profession(typed))
                .transpose()?;
            let action = match (&owner, due) {
                (None, None) => Value::Null,
                (owner, due) => {
                    let (person, name) =
                        person_or_name(sitting, owner.as_deref().unwrap_or_default())?;
                    json!({"owner": person, "owner_text": name, "due": due})
                }
            };
            let fields = json!({
                "agenda_item": item, "kind": kind, "text": text, "speaker": speaker, "profession": profession,
                "audience": if internal { "internal" } else { "shared" },
            });
            write(
                sitting,
                out,
                "add_line",
                json!({"meeting": id, "fields": fields, "action": action}),
            )
        }
        Meeting::Action {
            meeting,
            action,
            owner,
            due,
            done,
            reopen,
            result,
        } => {
            let id = sitting.meeting(&meeting)?;
            let card = sitting.call("meeting", json!({"id": id}))?;
            let found = find_action(sitting, &card, &action)?;
            let mut fields = Fields::over(at(&found, "fields"));
            if let Some(owner) = owner {
                let (person, name) = person_or_name(sitting, &owner)?;
                fields
                    .set("owner", Some(person))
                    .set("owner_text", Some(name));
            }
            let done = done.map(|done| match done {
                Done::Today => sitting.now().today,
                Done::On(day) => day,
            });
            fields
                .set("due", due)
                .set("done_on", done)
                .set("result", result);
            if reopen {
                fields.set("done_on", Some(Value::Null));
            }
            write(
                sitting,
                out,
                "save_action",
                json!({"id": text(&found, "id"), "fields": fields.value()}),
            )
        }
    }
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

/// A person of the ledger, or the words as they are; an ambiguous name is still refused.
fn person_or_name(sitting: &mut Sitting, typed: &str) -> Result<(Option<String>, String), Failure> {
    if typed.is_empty() {
        return Ok((None, String::new()));
    }
    match sitting.person(typed) {
        Ok(id) => Ok((Some(id), String::new())),
        Err(Failure::Use(problem)) if problem.code == "no_record" => Ok((None, typed.to_owned())),
        Err(failure) => Err(failure),
    }
}

/// By its number from 1, or a part of its title.
fn agenda_item(sitting: &Sitting, card: &Value, typed: &str) -> Result<String, Failure> {
    let items = rows_of(card, "agenda");
    let by_number = typed
        .parse::<usize>()
        .ok()
        .and_then(|number| items.get(number.checked_sub(1)?));
    let by_title: Vec<&Value> = items
        .iter()
        .filter(|item| text(at(item, "fields"), "title").contains(typed))
        .collect();
    match (by_number, by_title.as_slice()) {
        (Some(item), _) => Ok(text(item, "id")),
        (None, [item]) => Ok(text(item, "id")),
        (None, _) => Err(Failure::bad_use(
            "no_record",
            sitting.fill("cli.no_agenda", &[("typed", &typed)]),
        )),
    }
}

/// An action of the meeting or carried over into it: by id, or the only one that holds the words.
fn find_action(sitting: &Sitting, card: &Value, typed: &str) -> Result<Value, Failure> {
    let lines = rows_of(card, "agenda")
        .iter()
        .flat_map(|item| rows_of(item, "lines"))
        .chain(rows_of(card, "loose_lines"))
        .map(|line| at(line, "action"));
    let found: Vec<&Value> = lines
        .chain(rows_of(card, "carried_over"))
        .filter(|action| !action.is_null())
        .filter(|action| text(action, "id") == typed || text(action, "text").contains(typed))
        .collect();
    match found.as_slice() {
        [action] => Ok((*action).clone()),
        [] => Err(Failure::bad_use(
            "no_record",
            sitting.fill("cli.no_action", &[("typed", &typed)]),
        )),
        several => {
            let candidates: Vec<String> = several
                .iter()
                .map(|action| format!("  {}  {}", text(action, "text"), text(action, "id")))
                .collect();
            Err(Failure::bad_use(
                "ambiguous",
                sitting.fill(
                    "cli.several_actions",
                    &[("typed", &typed), ("candidates", &candidates.join("\n"))],
                ),
            ))
        }
    }
}

fn list(sitting: &Sitting, out: &mut Output, meetings: &Value) -> Result<(), Failure> {
    let rows: Vec<Vec<String>> = rows_of(meetings, "rows")
        .iter()
        .map(|row| {
            [
                "date",
                "title",
                "place",
                "present",
                "decisions",
                "open_actions",
            ]
            .into_iter()
            .map(|key| text(row, key))
            .collect()
        })
        .collect();
    let headings = [
        "column.date",
        "column.meeting",
        "column.place",
        "cli.present",
        "cli.decisions",
        "cli.open_actions",
    ];
    out.table(&headings.map(|key| sitting.word(key)), &rows)?;
    out.line(&sitting.fill(
        "cli.shown_of",
        &[("shown", &rows.len()), ("total", &text(meetings, "total"))],
    ))
}

fn show(sitting: &Sitting, out: &mut Output, card: &Value) -> Result<(), Failure> {
    out.line(&text(card, "heading"))?;
    out.line(&format!(
        "{}  {}  {}",
        text(card, "when"),
        text(at(card, "fields"), "place"),
        text(card, "host_name")
    ))?;
    for (number, item) in (1..).zip(rows_of(card, "agenda")) {
        out.line(&format!("{number}  {}", text(at(item, "fields"), "title")))?;
        lines(sitting, out, item, "lines")?;
    }
    lines(sitting, out, card, "loose_lines")?;
    let rows: Vec<Vec<String>> = rows_of(card, "attendance")
        .iter()
        .map(|row| vec![text(row, "name"), text(row, "post"), text(row, "attended")])
        .collect();
    if !rows.is_empty() {
        out.line("")?;
        out.table(
            &["column.name", "column.organisation", "column.attended"].map(|key| sitting.word(key)),
            &rows,
        )?;
        out.line(&text(at(card, "counts"), "quorum"))?;
    }
    for action in rows_of(card, "carried_over") {
        let line = format!(
            "{}  {}  {}",
            text(action, "text"),
            text(action, "owner"),
            text(action, "due")
        );
        out.line(&format!("{}: {line}", sitting.word("cli.carried_over")))?;
    }
    for check in rows_of(card, "checks") {
        if at(check, "attention") == true {
            out.line(&format!(
                "! {}: {}",
                text(check, "label"),
                text(check, "count")
            ))?;
        }
    }
    out.line(&text(card, "id"))
}

fn lines(sitting: &Sitting, out: &mut Output, of: &Value, key: &str) -> Result<(), Failure> {
    for line in rows_of(of, key) {
        let fields = at(line, "fields");
        let kind = sitting.word(match text(fields, "kind").as_str() {
            "information" => "cli.line.information",
            "statement" => "cli.line.statement",
            "decision" => "cli.line.decision",
            "action" => "cli.line.action",
            "handover" => "cli.line.handover",
            "insight" => "cli.line.insight",
            _ => "cli.line.viewpoint",
        });
        let internal = if at(fields, "audience") == "internal" {
            sitting.word("cli.internal")
        } else {
            ""
        };
        let who = text(line, "who");
        let gap = if who.is_empty() { "" } else { "  " };
        let action = at(line, "action");
        let owner = if action.is_null() {
            String::new()
        } else {
            format!(
                "  ({} {} {})",
                text(action, "owner"),
                text(action, "due"),
                text(action, "done")
            )
        };
        out.line(&format!(
            "   [{kind}{internal}] {who}{gap}{}{owner}",
            text(fields, "text")
        ))?;
    }
    Ok(())
}

//! みどり野地域 out of `assets/sample-region/region.toml`.

use std::collections::HashMap;

use chrono::{Days, NaiveDate, NaiveTime};
use ledger::affiliation::AffiliationFields;
use ledger::checklist::MarkState;
use ledger::encounter::EncounterFields;
use ledger::meeting::action::ActionFields;
use ledger::meeting::agenda::AgendaFields;
use ledger::meeting::attendance::{AttendanceFields, Attended, Role};
use ledger::meeting::line::{Audience, LineFields, LineKind};
use ledger::meeting::series::SeriesFields;
use ledger::meeting::{MeetingFields, Mode};
use ledger::organisation::OrganisationFields;
use ledger::person::{Consent, PersonFields};
use ledger::region::Region;
use ledger::tie::TieLevel;
use ledger::{MeetingId, MunicipalityId, OrganisationId, PersonId, SeriesId, Write};
use serde::Deserialize;

use crate::people::with_name_parts;
use crate::{Error, Result};

#[derive(Deserialize)]
struct Sample {
    region: RegionPart,
    organisations: Vec<OrganisationPart>,
    people: Vec<PersonPart>,
    series: Vec<SeriesPart>,
    meetings: Vec<MeetingPart>,
    encounters: Vec<EncounterPart>,
    ties: Vec<TiePart>,
    marks: Vec<MarkPart>,
}

#[derive(Deserialize)]
struct RegionPart {
    name: String,
    prefecture: String,
    purpose: String,
    municipalities: Vec<(String, String)>,
}

#[derive(Deserialize)]
struct OrganisationPart {
    key: String,
    name: String,
    kana: String,
    kind: String,
    municipality: String,
    #[serde(default)]
    corporation: String,
    #[serde(default)]
    phone: String,
    #[serde(default)]
    fax: String,
    #[serde(default)]
    does: String,
}

#[derive(Deserialize)]
struct PersonPart {
    name: String,
    kana: String,
    profession: String,
    #[serde(default)]
    key_person: bool,
    #[serde(default)]
    email: String,
    #[serde(default)]
    mobile: String,
    preferred: Option<String>,
    #[serde(default)]
    hours: String,
    #[serde(default)]
    does: String,
    #[serde(default)]
    consent: Consent,
    /// Kind of coordinator: the owner of the ledger, or another one.
    me: Option<String>,
    coordinator: Option<String>,
    posts: Vec<(String, String, String, i64, i64, bool)>,
}

#[derive(Deserialize)]
struct SeriesPart {
    key: String,
    name: String,
    kind: String,
    #[serde(default)]
    is_forum: bool,
    #[serde(default)]
    is_community: bool,
    cycle: Option<i64>,
    host: String,
    secretariat: Option<String>,
    #[serde(default)]
    aim: String,
    #[serde(default)]
    position: String,
    #[serde(default)]
    members: String,
    charter: Option<i64>,
    set_up: Option<i64>,
}

#[derive(Deserialize)]
struct MeetingPart {
    series: Option<String>,
    title: String,
    kind: String,
    day: i64,
    starts: NaiveTimePart,
    ends: NaiveTimePart,
    place: String,
    #[serde(default)]
    mode: Mode,
    host: String,
    #[serde(default)]
    co_hosts: Vec<String>,
    #[serde(default)]
    views: bool,
    #[serde(default)]
    informal: bool,
    members: Option<i64>,
    recorder: Option<String>,
    #[serde(default)]
    handouts: String,
    #[serde(default, rename = "final")]
    is_final: bool,
    #[serde(default)]
    present: Vec<String>,
    #[serde(default)]
    online: Vec<String>,
    #[serde(default)]
    absent: Vec<String>,
    #[serde(default)]
    late: Vec<(String, NaiveTimePart)>,
    #[serde(default)]
    left_early: Vec<(String, NaiveTimePart)>,
    #[serde(default)]
    proxy: Vec<(String, String)>,
    #[serde(default)]
    guests: Vec<(String, String)>,
    #[serde(default)]
    agenda: Vec<AgendaPart>,
}

/// HH:MM
#[derive(Deserialize)]
#[serde(try_from = "String")]
struct NaiveTimePart(NaiveTime);

impl TryFrom<String> for NaiveTimePart {
    type Error = chrono::ParseError;
    fn try_from(text: String) -> std::result::Result<Self, Self::Error> {
        NaiveTime::parse_from_str(&text, "%H:%M").map(Self)
    }
}

#[derive(Deserialize)]
struct AgendaPart {
    title: String,
    minutes: Option<i64>,
    #[serde(default)]
    presenter: String,
    #[serde(default)]
    lines: Vec<LinePart>,
}

#[derive(Deserialize)]
struct LinePart {
    kind: LineKind,
    text: String,
    speaker: Option<String>,
    profession: Option<String>,
    #[serde(default)]
    internal: bool,
    owner: Option<String>,
    due: Option<i64>,
    done: Option<i64>,
}

#[derive(Deserialize)]
struct EncounterPart {
    day: i64,
    kind: String,
    with: Vec<String>,
    summary: String,
    #[serde(default)]
    insight: String,
    #[serde(default)]
    case: bool,
}

#[derive(Deserialize)]
struct TiePart {
    a: String,
    b: String,
    levels: Vec<(u8, i64, String)>,
}

#[derive(Deserialize)]
struct MarkPart {
    item: String,
    state: MarkState,
    note: String,
}

/// What was made so far, by the names that the file uses.
#[derive(Default)]
struct Made {
    municipalities: HashMap<String, MunicipalityId>,
    organisations: HashMap<String, OrganisationId>,
    people: HashMap<String, PersonId>,
    series: HashMap<String, SeriesId>,
}

impl Made {
    fn person(&self, name: &str) -> Result<PersonId> {
        self.people
            .get(name)
            .copied()
            .ok_or_else(|| unknown("person", name))
    }

    fn organisation(&self, key: &str) -> Result<OrganisationId> {
        self.organisations
            .get(key)
            .copied()
            .ok_or_else(|| unknown("organisation", key))
    }
}

fn unknown(kind: &str, name: &str) -> Error {
    Error::Refused {
        field: kind.to_owned(),
        reason: format!("region.toml names an unknown {kind}: {name}"),
    }
}

/// `days` after (before, when negative) a day.
fn day(from: NaiveDate, days: i64) -> NaiveDate {
    let span = Days::new(days.unsigned_abs());
    let moved = if days < 0 {
        from.checked_sub_days(span)
    } else {
        from.checked_add_days(span)
    };
    moved.unwrap_or(from)
}

/// Fills an empty ledger.
pub(super) fn fill(write: &Write<'_>, today: NaiveDate) -> Result<()> {
    let sample: Sample = toml::from_str(include_str!(
        "../../../../../assets/sample-region/region.toml"
    ))
    .map_err(|error| Error::Refused {
        field: "region.toml".to_owned(),
        reason: error.to_string(),
    })?;
    let mut made = Made::default();
    let part = sample.region;
    write.set_region(&Region {
        name: part.name,
        prefecture: part.prefecture,
        purpose: part.purpose,
    })?;
    for (name, kana) in part.municipalities {
        let id = write.add_municipality(&name, &kana, true)?;
        made.municipalities.insert(name, id);
    }
    for part in sample.organisations {
        organisation(write, &mut made, part)?;
    }
    for part in sample.people {
        person(write, &mut made, part, today)?;
    }
    for part in sample.series {
        series(write, &mut made, part, today)?;
    }
    for part in sample.meetings {
        meeting(write, &made, part, today)?;
    }
    for part in sample.encounters {
        let people = part
            .with
            .iter()
            .map(|name| made.person(name))
            .collect::<Result<_>>()?;
        write.add_encounter(&EncounterFields {
            on: day(today, part.day),
            kind: part.kind,
            summary: part.summary,
            insight: part.insight,
            is_case: part.case,
            people,
            organisations: Vec::new(),
        })?;
    }
    for part in sample.ties {
        for (level, on, basis) in part.levels {
            let level = TieLevel {
                level,
                on: day(today, on),
                basis,
            };
            write.record_tie(made.person(&part.a)?, made.person(&part.b)?, &level)?;
        }
    }
    for part in sample.marks {
        write.mark(&part.item, part.state, &part.note)?;
    }
    Ok(())
}

fn organisation(write: &Write<'_>, made: &mut Made, part: OrganisationPart) -> Result<()> {
    let id = write.add_organisation(&OrganisationFields {
        name: part.name,
        kana: part.kana,
        kind: Some(part.kind),
        municipality: made.municipalities.get(&part.municipality).copied(),
        corporation: part.corporation,
        phone: part.phone,
        fax: part.fax,
        does: part.does,
        ..OrganisationFields::default()
    })?;
    made.organisations.insert(part.key, id);
    Ok(())
}

fn person(write: &Write<'_>, made: &mut Made, part: PersonPart, today: NaiveDate) -> Result<()> {
    let consent_on = (part.consent != Consent::Unknown).then(|| day(today, -120));
    let fields = with_name_parts(PersonFields {
        name: part.name.clone(),
        kana: part.kana,
        profession: Some(part.profession),
        key_person: part.key_person,
        email: part.email,
        mobile: part.mobile,
        preferred_way: part.preferred,
        reachable_hours: part.hours,
        does: part.does,
        consent: part.consent,
        consent_on,
        ..PersonFields::default()
    });
    let id = write.add_person(&fields)?;
    for (place, (key, title, department, since, until, is_contact)) in
        part.posts.into_iter().enumerate()
    {
        write.add_affiliation(&AffiliationFields {
            person: id,
            organisation: made.organisation(&key)?,
            department,
            title,
            from: (since > 0).then(|| day(today, -since)),
            to: (until > 0).then(|| day(today, -until)),
            is_contact,
            is_main: place == 0,
        })?;
    }
    if let Some(kind) = &part.me {
        write.add_coordinator(id, kind, true)?;
    }
    if let Some(kind) = &part.coordinator {
        write.add_coordinator(id, kind, false)?;
    }
    made.people.insert(part.name, id);
    Ok(())
}

fn series(write: &Write<'_>, made: &mut Made, part: SeriesPart, today: NaiveDate) -> Result<()> {
    let id = write.add_series(&SeriesFields {
        name: part.name,
        kind: Some(part.kind),
        is_forum: part.is_forum,
        is_community: part.is_community,
        cycle_months: part.cycle,
        host: Some(made.organisation(&part.host)?),
        secretariat: part
            .secretariat
            .map(|key| made.organisation(&key))
            .transpose()?,
        aim: part.aim,
        position: part.position,
        members: part.members,
        charter_on: part.charter.map(|days| day(today, days)),
        set_up_on: part.set_up.map(|days| day(today, days)),
        ended_on: None,
    })?;
    made.series.insert(part.key, id);
    Ok(())
}

fn meeting(write: &Write<'_>, made: &Made, part: MeetingPart, today: NaiveDate) -> Result<()> {
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

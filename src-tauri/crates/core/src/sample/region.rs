//! みどり野地域 out of `assets/sample-region/region.toml`.

mod file;
mod meetings;

use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use ledger::affiliation::AffiliationFields;
use ledger::encounter::EncounterFields;
use ledger::meeting::series::SeriesFields;
use ledger::organisation::OrganisationFields;
use ledger::person::{Consent, PersonFields};
use ledger::region::Region;
use ledger::tie::TieLevel;
use ledger::{MunicipalityId, OrganisationId, PersonId, SeriesId, Write};

use crate::people::with_name_parts;
use crate::{Error, Result};

use file::{OrganisationPart, PersonPart, Sample, SeriesPart};
use meetings::meeting;

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

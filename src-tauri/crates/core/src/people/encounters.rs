//! Encounters: a call, a visit, a word in passing.

use ledger::encounter::Encounter;
use ledger::{EncounterId, Read};

use super::{AddEncounter, EncounterRow};
use crate::dates::Style;
use crate::vocabulary::encounter_kinds;
use crate::words::words;
use crate::{ById, Error, Named, Result, Session, Written, request};

/// Encounters in words, in the order given.
pub(super) fn rows(
    read: &Read<'_>,
    style: Style,
    encounters: Vec<Encounter>,
) -> Result<Vec<EncounterRow>> {
    let mut rows = Vec::new();
    for encounter in encounters {
        let fields = encounter.fields;
        let mut with = Vec::new();
        for person in &fields.people {
            // One of them may lie in the trash.
            if let Ok(kept) = read.person(*person) {
                with.push(Named {
                    id: person.to_string(),
                    name: kept.fields.name,
                });
            }
        }
        for organisation in &fields.organisations {
            if let Ok(kept) = read.organisation(*organisation) {
                with.push(Named {
                    id: organisation.to_string(),
                    name: kept.fields.name,
                });
            }
        }
        rows.push(EncounterRow {
            id: encounter.id.to_string(),
            date: style.date(fields.on),
            kind: encounter_kinds().name(style.language, Some(&fields.kind)),
            summary: fields.summary,
            insight: fields.insight,
            is_case: fields.is_case,
            with,
        });
    }
    Ok(rows)
}

/// # Errors
/// `Refused` when nobody is named, the kind is unknown or the day still to come.
pub fn add_encounter(session: &mut Session, request: AddEncounter) -> Result<Written> {
    let fields = request.fields;
    if fields.people.is_empty() && fields.organisations.is_empty() {
        return Err(Error::refused("encounter", "refused.nobody"));
    }
    request::of_vocabulary("kind", encounter_kinds(), Some(&fields.kind))?;
    request::not_too_long("text", &fields.summary)?;
    request::not_too_long("text", &fields.insight)?;
    if fields.on > session.today() {
        return Err(Error::refused("on", "refused.future"));
    }
    let read = session.ledger()?.read();
    let mut names = Vec::new();
    for person in &fields.people {
        names.push(read.person(*person)?.fields.name);
    }
    for organisation in &fields.organisations {
        names.push(read.organisation(*organisation)?.fields.name);
    }
    let subject = names.join(words(session.language()).get("list.separator"));
    session.write("encounter.add", &subject, |write| {
        Ok(write.add_encounter(&fields)?)
    })
}

/// # Errors
/// `NoRecord`.
pub fn remove_encounter(session: &mut Session, request: ById) -> Result<Written> {
    let id: EncounterId = request::id("id", &request.id)?;
    session.write("encounter.remove", "", |write| {
        write.remove_encounter(id)?;
        Ok(id)
    })
}

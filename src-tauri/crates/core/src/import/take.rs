//! Writing what was planned, as one operation.

use exchange::{ForeignPerson, fingerprint};
use ledger::affiliation::AffiliationFields;
use ledger::backup::Reason;
use ledger::log::ImportEntry;
use ledger::organisation::OrganisationFields;
use ledger::{AffiliationId, ImportId, PersonId, Write};

use super::plan::{Deed, Plan, Planned, PostDeed};
use super::{DryRun, file_name};
use crate::vocabulary::kind_by_name;
use crate::{Result, Session, Written, backup, organisations};

/// Writes the plan; the persons that new rows became are put into it. A plan that writes nothing leaves no trace.
pub(super) fn take(
    session: &mut Session,
    plan: &mut Plan,
    told: &DryRun,
    source: &str,
) -> Result<Written> {
    if plan
        .rows
        .iter()
        .all(|row| matches!(row.deed, Deed::Nothing) && !row.restore)
    {
        return Ok(Written::default());
    }
    backup::before(session, Reason::Import);
    let entry = ImportEntry {
        id: ImportId(uuid::Uuid::nil()),
        at: session.now.utc,
        file: file_name(told.file_name.as_ref()),
        format: told.format.clone(),
        encoding: told.encoding.clone(),
        source: source.trim().to_owned(),
        new: told.new.into(),
        updated: told.updated.into(),
        unchanged: told.unchanged.into(),
        doubtful: told.doubtful.into(),
        rejected: told.rejected.into(),
        basis: String::new(),
        giver: String::new(),
        giver_organisation: String::new(),
        how: String::new(),
        digest: String::new(),
        as_of: None,
    };
    let Plan { file, rows } = plan;
    session.write("import", &told.file_name, |write| {
        let import = write.add_import(&entry)?;
        for (entry, planned) in file.entries.iter().zip(rows.iter_mut()) {
            if let Ok(foreign) = &entry.person {
                row(write, import, foreign, planned)?;
            }
        }
        Ok(import)
    })
}

fn row(
    write: &Write<'_>,
    import: ImportId,
    foreign: &ForeignPerson,
    planned: &mut Planned,
) -> Result<()> {
    let restored = planned.person.filter(|_| planned.restore);
    if let Some(person) = restored {
        write.restore_person(person)?;
    }
    let person = match &planned.deed {
        Deed::Nothing => match restored {
            Some(person) => person,
            None => return Ok(()),
        },
        Deed::AddOrganisation => {
            organisation(write, foreign)?;
            return Ok(());
        }
        Deed::AddPerson(fields) => {
            let person = write.add_person(fields)?;
            if !foreign.organisation.trim().is_empty() {
                post(write, person, foreign, true)?;
            }
            person
        }
        Deed::SavePerson(fields, deed) => {
            let Some(person) = planned.person else {
                return Ok(());
            };
            write.save_person(person, fields)?;
            match deed {
                PostDeed::Nothing => {}
                PostDeed::Add { is_main } => {
                    post(write, person, foreign, *is_main)?;
                }
                PostDeed::Save {
                    id,
                    title,
                    department,
                } => {
                    let mut kept = write.affiliation(*id)?.fields;
                    kept.title.clone_from(title);
                    kept.department.clone_from(department);
                    write.save_affiliation(*id, &kept)?;
                }
            }
            person
        }
    };
    write.add_imported_row(import, &fingerprint(foreign), person, "")?;
    planned.person = Some(person);
    Ok(())
}

/// A post without days: the file doesn't say since when.
fn post(
    write: &Write<'_>,
    person: PersonId,
    foreign: &ForeignPerson,
    is_main: bool,
) -> Result<AffiliationId> {
    Ok(write.add_affiliation(&AffiliationFields {
        person,
        organisation: organisation(write, foreign)?,
        department: foreign.department.clone(),
        title: foreign.title.clone(),
        from: None,
        to: None,
        is_contact: false,
        is_main,
    })?)
}

/// The organisation of a row: a known one keeps what it has, a new one gets what the row tells.
fn organisation(write: &Write<'_>, foreign: &ForeignPerson) -> Result<ledger::OrganisationId> {
    let nobody = foreign.name.trim().is_empty();
    let number = |kind| {
        foreign
            .phones
            .iter()
            .find(|phone| nobody && phone.kind == kind)
            .map(|phone| phone.typed.clone())
    };
    let municipality = foreign.municipality.trim();
    let municipality = write
        .municipalities()?
        .into_iter()
        .find(|known| known.name == municipality)
        .map(|known| known.id);
    organisations::find_or_add(
        write,
        &OrganisationFields {
            name: foreign.organisation.trim().to_owned(),
            corporation: foreign.corporation.clone(),
            kind: kind_by_name(&foreign.organisation).map(|kind| kind.id.clone()),
            municipality,
            postal: foreign.postal.clone(),
            address: foreign.address.clone(),
            phone: number(exchange::PhoneKind::Work).unwrap_or_default(),
            fax: number(exchange::PhoneKind::Fax).unwrap_or_default(),
            email: if nobody {
                foreign.emails.first().cloned().unwrap_or_default()
            } else {
                String::new()
            },
            note: if nobody {
                foreign.note.clone()
            } else {
                String::new()
            },
            ..OrganisationFields::default()
        },
    )
}

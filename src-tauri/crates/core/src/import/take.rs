//! Writing what was planned, as one operation.

use std::collections::HashMap;

use chrono::Days;
use exchange::{ForeignPerson, fingerprint};
use ledger::affiliation::AffiliationFields;
use ledger::backup::Reason;
use ledger::log::ImportEntry;
use ledger::organisation::OrganisationFields;
use ledger::{AffiliationId, ImportId, PersonId, Write};

use super::as_of::AsOf;
use super::cards::{PostAt, Who};
use super::facts::Former;
use super::plan::{Deed, Plan, Planned};
use super::posts::{NewPost, PostDeed};
use super::{DryRun, ImportContacts, file_name};
use crate::vocabulary::kind_by_name;
use crate::{Result, Session, Written, backup, organisations};

/// Writes the plan; the persons that new rows became are put into it. A plan that writes nothing leaves no trace.
pub(super) fn take(
    session: &mut Session,
    plan: &mut Plan,
    told: &DryRun,
    request: &ImportContacts,
) -> Result<Written> {
    if plan
        .rows
        .iter()
        .all(|row| matches!(row.deed, Deed::Nothing) && !row.restore)
    {
        return Ok(Written::default());
    }
    backup::before(session, Reason::Import);
    let trimmed = |text: &str| text.trim().to_owned();
    let entry = ImportEntry {
        id: ImportId(uuid::Uuid::nil()),
        at: session.now.utc,
        file: file_name(told.file_name.as_ref()),
        format: told.format.clone(),
        encoding: told.encoding.clone(),
        source: trimmed(&request.source),
        new: told.new.into(),
        updated: told.updated.into(),
        unchanged: told.unchanged.into(),
        doubtful: told.doubtful.into(),
        rejected: told.rejected.into(),
        basis: trimmed(&request.basis),
        giver: trimmed(&request.giver),
        giver_organisation: trimmed(&request.giver_organisation),
        how: trimmed(&request.how),
        digest: told.digest.clone(),
        as_of: plan.as_of.map(|AsOf { day, .. }| day),
    };
    let me = crate::people::my_name(session)?;
    let Plan { file, rows, .. } = plan;
    session.write("import", &told.file_name, |write| {
        let import = write.add_import(&entry)?;
        let mut taking = Taking {
            write,
            import,
            me: &me,
            people: HashMap::new(),
            posts: HashMap::new(),
            municipalities: None,
        };
        for (at, (entry, planned)) in file.entries.iter().zip(rows.iter_mut()).enumerate() {
            if let Ok(foreign) = &entry.person {
                taking.row(at, foreign, planned)?;
            }
        }
        Ok(import)
    })
}

struct Taking<'a> {
    write: &'a Write<'a>,
    import: ImportId,
    me: &'a str,
    /// Whom rows made.
    people: HashMap<usize, PersonId>,
    /// The posts that rows made.
    posts: HashMap<usize, AffiliationId>,
    municipalities: Option<Vec<ledger::region::Municipality>>,
}

impl Taking<'_> {
    fn person(&self, who: Who) -> Option<PersonId> {
        match who {
            Who::Person(id) => Some(id),
            Who::Row(row) => self.people.get(&row).copied(),
        }
    }

    fn post_id(&self, at: PostAt) -> Option<AffiliationId> {
        match at {
            PostAt::Kept(id) => Some(id),
            PostAt::Row(row) => self.posts.get(&row).copied(),
        }
    }

    fn row(&mut self, at: usize, foreign: &ForeignPerson, planned: &mut Planned) -> Result<()> {
        let known = planned.who.and_then(|who| self.person(who));
        if let Some(person) = known.filter(|_| planned.restore) {
            self.write.restore_person(person)?;
        }
        let person = match &planned.deed {
            Deed::Nothing if !planned.restore => {
                planned.who = known.map(Who::Person);
                return Ok(());
            }
            Deed::Nothing | Deed::Confirm => known,
            Deed::AddOrganisation => {
                self.organisation(foreign)?;
                return Ok(());
            }
            Deed::AddPerson {
                fields,
                former,
                apart,
                why,
            } => {
                let person = self.write.add_person(fields)?;
                self.former(person, former)?;
                if !foreign.organisation.trim().is_empty() {
                    let first = NewPost {
                        is_main: true,
                        from: None,
                        closes: None,
                    };
                    self.post(at, person, foreign, first)?;
                }
                for other in apart {
                    self.write.keep_apart(person, *other, self.me, why)?;
                }
                self.people.insert(at, person);
                Some(person)
            }
            Deed::SavePerson {
                fields,
                former,
                posts,
            } => match known {
                Some(person) => {
                    self.write.save_person(person, fields)?;
                    self.former(person, former)?;
                    self.posts(at, person, foreign, posts)?;
                    Some(person)
                }
                None => None,
            },
        };
        if let Some(person) = person {
            let fingerprint = fingerprint(foreign);
            self.write
                .add_imported_row(self.import, &fingerprint, person, &planned.told)?;
            planned.who = Some(Who::Person(person));
        }
        Ok(())
    }

    fn former(&self, person: PersonId, former: &[Former]) -> Result<()> {
        for one in former {
            self.write.add_former_value(
                person,
                one.field,
                &one.value,
                one.until,
                Some(self.import),
            )?;
        }
        Ok(())
    }

    fn posts(
        &mut self,
        at: usize,
        person: PersonId,
        foreign: &ForeignPerson,
        deed: &PostDeed,
    ) -> Result<()> {
        if let Some((kept, title, department)) = &deed.save
            && let Some(id) = self.post_id(*kept)
        {
            let mut fields = self.write.affiliation(id)?.fields;
            fields.title.clone_from(title);
            fields.department.clone_from(department);
            self.write.save_affiliation(id, &fields)?;
        }
        let Some(new) = deed.add else { return Ok(()) };
        if let Some(id) = new.closes.and_then(|closed| self.post_id(closed)) {
            let mut fields = self.write.affiliation(id)?.fields;
            fields.to = new
                .from
                .and_then(|from| from.checked_sub_days(Days::new(1)));
            fields.is_main = false;
            self.write.save_affiliation(id, &fields)?;
        }
        self.post(at, person, foreign, new)
    }

    fn post(
        &mut self,
        at: usize,
        person: PersonId,
        foreign: &ForeignPerson,
        new: NewPost,
    ) -> Result<()> {
        let organisation = self.organisation(foreign)?;
        let id = self.write.add_affiliation(&AffiliationFields {
            person,
            organisation,
            department: foreign.department.clone(),
            title: foreign.title.clone(),
            from: new.from,
            to: None,
            is_contact: false,
            is_main: new.is_main,
        })?;
        self.posts.insert(at, id);
        Ok(())
    }

    /// The organisation of a row: a known one keeps what it has and gets what it lacks, a new one gets what the row tells.
    fn organisation(&mut self, foreign: &ForeignPerson) -> Result<ledger::OrganisationId> {
        let nobody = foreign.name.trim().is_empty();
        let number = |kind| {
            foreign
                .phones
                .iter()
                .find(|phone| nobody && phone.kind == kind)
                .map(|phone| phone.typed.clone())
        };
        if self.municipalities.is_none() {
            self.municipalities = Some(self.write.municipalities()?);
        }
        let municipality = foreign.municipality.trim();
        let municipality = self
            .municipalities
            .iter()
            .flatten()
            .find(|known| known.name == municipality)
            .map(|known| known.id);
        // What there is no field for, and further ways to reach it.
        let mut note = Vec::new();
        if nobody {
            note.push(foreign.note.trim().to_owned());
            note.extend(foreign.emails.iter().skip(1).cloned());
            let first = [exchange::PhoneKind::Work, exchange::PhoneKind::Fax].map(number);
            let more = foreign.phones.iter().map(|phone| phone.typed.clone());
            note.extend(more.filter(|typed| !first.contains(&Some(typed.clone()))));
            let leftovers = foreign.leftovers.iter();
            note.extend(leftovers.map(|(header, value)| format!("{header}：{value}")));
        }
        if municipality.is_none() && !foreign.municipality.trim().is_empty() {
            note.push(format!("市町村：{}", foreign.municipality.trim()));
        }
        note.retain(|line| !line.is_empty());
        organisations::find_or_fill(
            self.write,
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
                note: note.join("\n"),
                ..OrganisationFields::default()
            },
        )
    }
}

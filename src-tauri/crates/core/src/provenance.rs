//! Where each value of a person's card comes from: which file, whose, when and how she got it, and when it was last confirmed.

use std::collections::HashMap;

use chrono::{FixedOffset, NaiveDate};
use ledger::change::Deed;
use ledger::dating::{ImportedRow, LastChange};
use ledger::log::ImportEntry;
use ledger::{ImportId, OperationId, PersonId, Read};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::dates::Style;
use crate::log::words::Teller;
use crate::vocabulary::bases;
use crate::{ById, Result, Session, Written, request};

/// A person's values with where they come from.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Provenance {
    pub fields: Vec<ProvenanceField>,
    /// Values that are no longer, or not mainly, in use.
    pub former: Vec<ProvenanceFormer>,
    /// Other records that became part of this one: how many.
    pub merged: u32,
    /// The day on which she last went through the card, in words; empty when never.
    pub confirmed: String,
}

/// One value on top.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ProvenanceField {
    pub field: String,
    /// In words.
    pub label: String,
    pub value: String,
    /// Since when the ledger says so, in words; empty when the log doesn't know.
    pub since: String,
    /// What brought it.
    pub source: Source,
    /// The day on which it was last confirmed, by a file or by her; ISO and in words.
    pub confirmed_on: Option<NaiveDate>,
    pub confirmed: String,
    /// What confirmed it last, in words.
    pub confirmed_by: String,
}

/// What brought a value: a file, or she herself.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct Source {
    /// Empty when it was typed.
    pub file: String,
    /// Whose, and how she got it, in one line; of what was typed her own name.
    pub from: String,
    pub giver: String,
    pub giver_organisation: String,
    pub how: String,
    /// On which basis, in words.
    pub basis: String,
    /// The day as of which the file was, in words.
    pub as_of: String,
}

/// One value behind.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ProvenanceFormer {
    pub field: String,
    /// In words.
    pub label: String,
    pub value: String,
    /// Until when it was on top, in words; empty when it is still in use beside the one on top.
    pub until: String,
    /// The file that brought or replaced it; empty when it was typed or left by making two one.
    pub file: String,
}

/// The values that are told, in the order in which they are shown.
const FIELDS: [&str; 12] = [
    "name",
    "kana",
    "profession",
    "email",
    "mobile",
    "phone",
    "fax",
    "preferred_way",
    "reachable_hours",
    "municipality",
    "note",
    "consent",
];

/// Of a post that is held now.
const OF_POSTS: [&str; 3] = ["organisation", "department", "title"];

/// Where each value comes from: those of the card, then those of the posts held now, the place itself first.
///
/// # Errors
/// `NoRecord`.
pub fn provenance(session: &mut Session, request: ById) -> Result<Provenance> {
    let id: PersonId = request::id("id", &request.id)?;
    let style = session.style();
    let today = session.now.today;
    let origins = Origins::of(session, id)?;
    let read = &origins.read;
    read.person(id)?;
    let record = id.to_string();
    let known = read.known("person", &record)?;
    let mut fields = origins.fields("person", &record, &FIELDS, None)?;
    let posts: Vec<_> = read
        .affiliations_of_person(id)?
        .into_iter()
        .filter(|post| post.fields.holds_on(today))
        .collect();
    for post in &posts {
        // Of several posts a row doesn't say which one it means.
        let told = (posts.len() == 1).then_some("post");
        fields.extend(origins.fields("affiliation", &post.id.to_string(), &OF_POSTS, told)?);
    }
    let former = read
        .former_values(id)?
        .into_iter()
        .filter(|value| {
            known
                .as_ref()
                .is_none_or(|known| known.get(&value.field) != value.value)
        })
        .map(|value| ProvenanceFormer {
            label: origins.teller.column("former_value", &value.field),
            value: origins.teller.value("person", &value.field, &value.value),
            until: value.until.map(|day| style.date(day)).unwrap_or_default(),
            file: value
                .import
                .and_then(|import| origins.imports.get(&import))
                .map(|entry| entry.file.clone())
                .unwrap_or_default(),
            field: value.field,
        })
        .collect();
    let confirmed = origins.by_herself.map(|day| style.date(day));
    Ok(Provenance {
        fields,
        former,
        merged: u32::try_from(read.merged_into("person", &record)?.len()).unwrap_or(u32::MAX),
        confirmed: confirmed.unwrap_or_default(),
    })
}

/// What may have brought or confirmed a person's values.
struct Origins<'s> {
    read: Read<'s>,
    teller: Teller<'s>,
    style: Style,
    zone: FixedOffset,
    imports: HashMap<ImportId, ImportEntry>,
    by_operation: HashMap<OperationId, ImportId>,
    rows: Vec<ImportedRow>,
    by_herself: Option<NaiveDate>,
    me: String,
}

impl<'s> Origins<'s> {
    fn of(session: &'s Session, id: PersonId) -> Result<Self> {
        let read = session.ledger()?.read();
        let imports = read.imports()?.into_iter();
        Ok(Self {
            teller: Teller::of(session)?,
            style: session.style(),
            zone: session.now.zone,
            imports: imports.map(|entry| (entry.id, entry)).collect(),
            by_operation: read.imports_by_operation()?,
            rows: read.imported_rows_of(id)?,
            by_herself: read.confirmed_on(id)?,
            me: crate::people::my_name(session)?,
            read,
        })
    }

    /// The filled ones among `fields` of a record; `told` is what the rows of files call them, unless each has its own name.
    fn fields(
        &self,
        table: &str,
        record: &str,
        fields: &[&str],
        told: Option<&str>,
    ) -> Result<Vec<ProvenanceField>> {
        let Some(known) = self.read.known(table, record)? else {
            return Ok(Vec::new());
        };
        let mut changes = HashMap::new();
        for change in self.read.last_changes(table, record)? {
            let change = if table == "person" {
                before_merging(&self.read, record, known.get(&change.field), change)?
            } else {
                change
            };
            changes.insert(change.field.clone(), change);
        }
        let mut told_of = Vec::new();
        for field in fields.iter().filter(|field| !known.get(field).is_empty()) {
            let change = changes.get(*field).or_else(|| changes.get("id"));
            let key = if table == "person" {
                Some(*field)
            } else {
                told
            };
            told_of.push(ProvenanceField {
                field: if table == "person" {
                    (*field).to_owned()
                } else {
                    format!("post.{field}")
                },
                label: self.teller.column(table, field),
                value: self.teller.value(table, field, known.get(field)),
                ..self.origin(change, key)
            });
        }
        Ok(told_of)
    }

    fn import(&self, change: Option<&LastChange>) -> Option<&ImportEntry> {
        let import = self.by_operation.get(&change?.operation)?;
        self.imports.get(import)
    }

    /// What brought a value and what confirmed it last.
    fn origin(&self, change: Option<&LastChange>, told: Option<&str>) -> ProvenanceField {
        let import = self.import(change);
        let mut confirmed: Option<(NaiveDate, String)> = change.map(|change| match import {
            Some(entry) => (self.day_of(entry), entry.file.clone()),
            None => {
                let typed = change.at.with_timezone(&self.zone).date_naive();
                (typed, self.teller.who(change.operation).0)
            }
        });
        let mut confirm = |day: NaiveDate, by: &str| {
            if confirmed.as_ref().is_none_or(|(known, _)| *known <= day) {
                confirmed = Some((day, by.to_owned()));
            }
        };
        for row in &self.rows {
            if row.told.split(',').any(|one| Some(one) == told)
                && let Some(entry) = self.imports.get(&row.import)
            {
                confirm(self.day_of(entry), &entry.file);
            }
        }
        if let Some(day) = self.by_herself {
            confirm(day, &self.me);
        }
        let (confirmed_on, confirmed_by) = confirmed.unzip();
        ProvenanceField {
            field: String::new(),
            label: String::new(),
            value: String::new(),
            since: change
                .map(|change| self.teller.moment(change.at))
                .unwrap_or_default(),
            source: match (import, change) {
                (Some(entry), _) => self.source(entry),
                (None, Some(change)) => Source {
                    from: self.teller.who(change.operation).0,
                    ..Source::default()
                },
                (None, None) => Source::default(),
            },
            confirmed: confirmed_on
                .map(|day| self.style.date(day))
                .unwrap_or_default(),
            confirmed_on,
            confirmed_by: confirmed_by.unwrap_or_default(),
        }
    }

    fn source(&self, entry: &ImportEntry) -> Source {
        let as_of = entry.as_of.map(|day| self.style.date(day));
        Source {
            file: entry.file.clone(),
            from: entry.source.clone(),
            giver: entry.giver.clone(),
            giver_organisation: entry.giver_organisation.clone(),
            how: entry.how.clone(),
            basis: bases().name(self.style.language, Some(&entry.basis)),
            as_of: as_of.unwrap_or_default(),
        }
    }

    fn day_of(&self, entry: &ImportEntry) -> NaiveDate {
        let taken = entry.at.with_timezone(&self.zone).date_naive();
        entry.as_of.unwrap_or(taken)
    }
}

/// A value that came from a record that became part of this one is as old as it was there.
fn before_merging(
    read: &Read<'_>,
    record: &str,
    value: &str,
    change: LastChange,
) -> Result<LastChange> {
    if read.operation(change.operation)?.name.code != "person.merge" {
        return Ok(change);
    }
    for gone in read.merged_into("person", record)? {
        let was = read.history("person", &gone)?.into_iter().find(|was| {
            was.field == change.field
                && was.deed != Deed::Delete
                && was.new.as_deref() == Some(value)
        });
        if let Some(was) = was {
            return Ok(LastChange {
                field: was.field,
                at: was.at,
                operation: was.operation_id,
                erased: false,
            });
        }
    }
    Ok(change)
}

/// She went through the card today and found it right.
///
/// # Errors
/// `NoRecord`.
pub fn confirm_person(session: &mut Session, request: ById) -> Result<Written> {
    let id: PersonId = request::id("id", &request.id)?;
    let today = session.now.today;
    let name = session.ledger()?.read().person(id)?.fields.name;
    session.write("person.confirm", &name, |write| {
        write.confirm_person(id, today)?;
        Ok(id)
    })
}

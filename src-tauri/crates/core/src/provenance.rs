//! Where each value of a person's card comes from: which file, whose, when and how she got it, and when it was last confirmed.

use std::collections::HashMap;

use chrono::NaiveDate;
use ledger::change::Deed;
use ledger::dating::LastChange;
use ledger::log::ImportEntry;
use ledger::{ImportId, PersonId, Read};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

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
const FIELDS: [&str; 9] = [
    "name",
    "kana",
    "profession",
    "email",
    "mobile",
    "phone",
    "fax",
    "municipality",
    "consent",
];

/// Where each value comes from.
///
/// # Errors
/// `NoRecord`.
pub fn provenance(session: &mut Session, request: ById) -> Result<Provenance> {
    let id: PersonId = request::id("id", &request.id)?;
    let style = session.style();
    let zone = session.now.zone;
    let read = session.ledger()?.read();
    read.person(id)?;
    let teller = Teller::of(session)?;
    let record = id.to_string();
    let imports: HashMap<ImportId, ImportEntry> = read
        .imports()?
        .into_iter()
        .map(|entry| (entry.id, entry))
        .collect();
    let by_operation = read.imports_by_operation()?;
    let known = read.known("person", &record)?;
    let mut changes = HashMap::new();
    for change in read.last_changes("person", &record)? {
        let value = known.as_ref().map_or("", |known| known.get(&change.field));
        let change = before_merging(&read, &record, value, change)?;
        changes.insert(change.field.clone(), change);
    }
    let rows = read.imported_rows_of(id)?;
    let by_herself = read.confirmed_on(id)?;
    let source = |entry: &ImportEntry| Source {
        file: entry.file.clone(),
        from: entry.source.clone(),
        giver: entry.giver.clone(),
        giver_organisation: entry.giver_organisation.clone(),
        how: entry.how.clone(),
        basis: bases().name(style.language, Some(&entry.basis)),
        as_of: entry.as_of.map(|day| style.date(day)).unwrap_or_default(),
    };
    let day_of = |entry: &ImportEntry| {
        let taken = entry.at.with_timezone(&zone).date_naive();
        entry.as_of.unwrap_or(taken)
    };
    let mut fields = Vec::new();
    for field in FIELDS {
        let stored = known.as_ref().map(|known| known.get(field).to_owned());
        let Some(stored) = stored.filter(|value| !value.is_empty()) else {
            continue;
        };
        let change = changes.get(field).or_else(|| changes.get("id"));
        let import = change
            .and_then(|change| by_operation.get(&change.operation))
            .and_then(|import| imports.get(import));
        let mut confirmed: Option<(NaiveDate, String)> = change.map(|change| match import {
            Some(entry) => (day_of(entry), entry.file.clone()),
            None => {
                let typed = change.at.with_timezone(&zone).date_naive();
                (typed, teller.who(change.operation).0)
            }
        });
        let mut confirm = |day: NaiveDate, by: String| {
            if confirmed.as_ref().is_none_or(|(known, _)| *known <= day) {
                confirmed = Some((day, by));
            }
        };
        for row in &rows {
            if row.told.split(',').any(|told| told == field)
                && let Some(entry) = imports.get(&row.import)
            {
                confirm(day_of(entry), entry.file.clone());
            }
        }
        if let Some(day) = by_herself {
            confirm(day, crate::people::my_name(session)?);
        }
        fields.push(ProvenanceField {
            field: field.to_owned(),
            label: teller.column("person", field),
            value: teller.value("person", field, &stored),
            since: change
                .map(|change| teller.moment(change.at))
                .unwrap_or_default(),
            source: match (import, change) {
                (Some(entry), _) => source(entry),
                (None, Some(change)) => Source {
                    from: teller.who(change.operation).0,
                    ..Source::default()
                },
                (None, None) => Source::default(),
            },
            confirmed: confirmed
                .as_ref()
                .map(|(day, _)| style.date(*day))
                .unwrap_or_default(),
            confirmed_on: confirmed.as_ref().map(|(day, _)| *day),
            confirmed_by: confirmed.map(|(_, by)| by).unwrap_or_default(),
        });
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
            label: teller.column("former_value", &value.field),
            value: teller.value("person", &value.field, &value.value),
            until: value.until.map(|day| style.date(day)).unwrap_or_default(),
            file: value
                .import
                .and_then(|import| imports.get(&import))
                .map(|entry| entry.file.clone())
                .unwrap_or_default(),
            field: value.field,
        })
        .collect();
    Ok(Provenance {
        fields,
        former,
        merged: u32::try_from(read.merged_into("person", &record)?.len()).unwrap_or(u32::MAX),
        confirmed: by_herself.map(|day| style.date(day)).unwrap_or_default(),
    })
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

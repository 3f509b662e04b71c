//! What taking a pack would do, record by record. Nothing of the ledger's records is written.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::capture::{Captured, could_stand};
use super::fields::{Kind, MERGED};
use super::sound;
use super::stamp::Dot;
use super::store::Store;
use super::take::{Decision, Decisions, Incoming, Joining, Record};
use crate::{Ledger, Result};

/// What would become of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Outcome {
    New,
    /// Only they changed it.
    Changed,
    /// Both changed a field, not knowing of each other.
    Conflict,
    /// Deleted there, unchanged here: it goes.
    Deleted,
    /// Deleted by one, changed by the other: it stays.
    Kept,
    /// Nothing of it is new.
    Nothing,
    /// What it refers to isn't in the pack, nor here.
    Held,
    /// Left for later.
    Later,
    /// A person who was forgotten here.
    Forgotten,
}

/// One record of a pack.
#[derive(Debug, Clone, PartialEq)]
pub struct Looked {
    pub table: String,
    pub id: String,
    pub outcome: Outcome,
    /// In the pack it is deleted.
    pub is_deleted_there: bool,
    /// The record of this ledger that it is, when that has another id.
    pub is: Option<String>,
    /// Fields that would change, or that are in conflict.
    pub fields: Vec<LookedField>,
    /// What the pack shows of every field.
    pub theirs: Vec<(&'static str, Value)>,
}

/// Mine against theirs. References stand as they are kept here.
#[derive(Debug, Clone, PartialEq)]
pub struct LookedField {
    pub name: &'static str,
    pub mine: Option<(Value, Dot)>,
    pub theirs: Option<(Value, Dot)>,
    pub is_conflict: bool,
}

impl Ledger {
    /// In the order of the pack. As a dry run it decides like [`crate::Write::take`].
    ///
    /// # Errors
    /// `Refused` for a pack that this program can't have written; of the database.
    pub fn look(
        &mut self,
        now: DateTime<Utc>,
        incoming: &Incoming,
        decisions: &Decisions,
    ) -> Result<Vec<Looked>> {
        let Captured {
            kinds,
            rows,
            store: earlier,
            pen,
        } = self.captured(now, incoming.reach)?;
        sound::check(&kinds, incoming)?;
        let mut joining = Joining {
            kinds: &kinds,
            now,
            store: earlier.clone(),
            pen,
            touched: BTreeSet::new(),
        };
        joining.join(incoming, decisions);
        joining.choose(&earlier, incoming, decisions);
        joining.find_natural(&earlier, incoming);
        let later = joining.store;
        let forgotten = earlier.forgotten_by(incoming);
        let mut coming = BTreeSet::new();
        for record in &incoming.records {
            if record.state.is_alive() {
                coming.insert(later.stands_for(&record.id));
            }
        }
        let mut looked = Vec::with_capacity(incoming.records.len());
        for record in &incoming.records {
            let Some(kind) = kinds.get(&record.table) else {
                if record.table == MERGED {
                    looked.push(edge(record, &earlier, &later));
                }
                continue;
            };
            let is_forgotten =
                forgotten.contains(record.id.as_str()) || earlier.is_forgotten(&record.id);
            let mut one = compare(kind, record, &earlier, &later, is_forgotten);
            let decided = decisions.get(&(record.table.clone(), record.id.clone()));
            if decided.is_some_and(|decided| decided.contains(&Decision::Later)) {
                one.outcome = Outcome::Later;
            } else if one.outcome == Outcome::New {
                let id = later.stands_for(&record.id);
                let shown: Vec<Option<Value>> = kind
                    .fields
                    .iter()
                    .map(|field| Some(later.shown(kind, id, field)?.value))
                    .collect();
                let is_there = |table: &str, id: &str| rows.has(table, id) || coming.contains(id);
                if !could_stand(kind, &shown, is_there) {
                    one.outcome = Outcome::Held;
                }
            }
            looked.push(one);
        }
        Ok(looked)
    }
}

fn edge(record: &Record, earlier: &Store, later: &Store) -> Looked {
    let is_new = earlier.stands_for(&record.id) != later.stands_for(&record.id);
    Looked {
        table: record.table.clone(),
        id: record.id.clone(),
        outcome: if is_new {
            Outcome::Changed
        } else {
            Outcome::Nothing
        },
        is_deleted_there: record.state.is_dead(),
        is: Some(later.stands_for(&record.id).to_owned()).filter(|is| *is != record.id),
        fields: Vec::new(),
        theirs: Vec::new(),
    }
}

fn compare(
    kind: &Kind,
    record: &Record,
    earlier: &Store,
    later: &Store,
    is_forgotten: bool,
) -> Looked {
    let id = later.stands_for(&record.id);
    let was: Option<&str> = later
        .members(id)
        .map(|member| earlier.stands_for(member))
        .find(|member| earlier.is_alive(kind.table, member));
    let is_alive = later.is_alive(kind.table, id);
    let mine_is_dead =
        was.is_none() && earlier.states_of(kind.table, id).any(super::State::is_dead);
    let mut fields = Vec::new();
    let mut theirs = Vec::new();
    for field in &kind.fields {
        let told = record
            .state
            .fields
            .get(field.name)
            .and_then(|register| register.entries.last())
            .map(|entry| (later.mapped(field, &entry.value), entry.dot));
        if let Some((value, _)) = &told {
            theirs.push((field.name, value.clone()));
        }
        let before = was.and_then(|was| earlier.shown(kind, was, field));
        let after = later.shown(kind, id, field);
        let mine = before
            .as_ref()
            .map(|shown| (later.mapped(field, &shown.value), shown.dot));
        let value_of = |shown: &Option<super::store::Shown>| {
            shown.as_ref().map_or_else(
                || field.default.clone(),
                |shown| later.mapped(field, &shown.value),
            )
        };
        let beside = |shown: &Option<super::store::Shown>| {
            shown.as_ref().map_or(0, |shown| shown.beside.len())
        };
        let is_conflict = beside(&after) > beside(&before);
        let changes = value_of(&before) != value_of(&after);
        if was.is_some() && is_alive && (changes || is_conflict) {
            // Of a conflict the other value, whichever of the two is shown.
            let theirs = if is_conflict {
                after.and_then(|after| {
                    let all = std::iter::once((after.value, after.dot)).chain(after.beside);
                    let mine = mine.as_ref().map(|(value, _)| value.clone());
                    all.into_iter()
                        .find(|(value, _)| Some(value) != mine.as_ref())
                })
            } else {
                after.map(|after| (after.value, after.dot))
            };
            fields.push(LookedField {
                name: field.name,
                mine,
                theirs: theirs.or(told),
                is_conflict,
            });
        }
    }
    let outcome = if is_forgotten {
        Outcome::Forgotten
    } else if was.is_some() && !is_alive {
        Outcome::Deleted
    } else if (was.is_some() && record.state.is_dead() && seen_apart(kind, record, earlier))
        || (mine_is_dead && is_alive)
    {
        Outcome::Kept
    } else if was.is_some() {
        match (
            fields.is_empty(),
            fields.iter().any(|field| field.is_conflict),
        ) {
            (true, _) => Outcome::Nothing,
            (false, true) => Outcome::Conflict,
            (false, false) => Outcome::Changed,
        }
    } else if is_alive {
        Outcome::New
    } else {
        Outcome::Nothing
    };
    Looked {
        table: record.table.clone(),
        id: record.id.clone(),
        outcome,
        is_deleted_there: record.state.is_dead(),
        is: Some(id.to_owned()).filter(|is| *is != record.id),
        fields,
        theirs,
    }
}

/// Whether their deletion is news here.
fn seen_apart(kind: &Kind, record: &Record, earlier: &Store) -> bool {
    let key = (kind.table, record.id.clone());
    let mine = earlier.states.get(&key).cloned().unwrap_or_default();
    mine.join(&record.state) != mine
}

//! What goes to a colleague: chosen records with what they need, without those whom consent or privacy keep here.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::capture::Captured;
use super::fields::{Kind, Kinds, MERGED, Reach};
use super::state::{LIFE, State};
use super::store::Store;
use super::take::{Incoming, Record};
use crate::{Ledger, Result};

/// Which records.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Scope {
    #[default]
    All,
    /// A series with its meetings, who was there, what was shared of the minutes.
    Series(String),
    /// Organisations and people of a municipality.
    Municipality(String),
    /// People of a profession.
    Profession(String),
    /// These people.
    People(Vec<String>),
}

/// What goes, and what doesn't.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Selection {
    pub pack: Incoming,
    pub left_out: LeftOut,
}

/// Of each reason.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// People who didn't agree, or weren't asked: their names, in the order of the ledger.
    pub without_consent: Vec<String>,
    /// Of these, who was given before: only that they withdrew is told.
    pub withdrawn: usize,
    /// People who agreed for their workplace only: without e-mail.
    pub workplace_only: usize,
    /// Lines of minutes for the office alone.
    pub internal_lines: usize,
    /// Attendances, posts … of people who are left out.
    pub records_of_people: usize,
    /// Mentions of such people: a speaker, somebody in charge.
    pub mentions: usize,
}

impl Ledger {
    /// Chooses. To the successor in the same office (`reach.office`) everybody goes.
    ///
    /// # Errors
    /// Of the database.
    pub fn select(&mut self, now: DateTime<Utc>, scope: &Scope, reach: Reach) -> Result<Selection> {
        let Captured { kinds, store, .. } = self.captured(now, reach)?;
        let given: BTreeSet<String> = self
            .read()
            .all("SELECT id FROM shared_record WHERE given = 1", [], |row| {
                row.get(0)
            })?
            .into_iter()
            .collect();
        let mut choice = Choice {
            kinds: &kinds,
            store: &store,
            reach,
            chosen: BTreeSet::new(),
            without: BTreeSet::new(),
            left_out: LeftOut::default(),
        };
        choice.without_consent();
        choice.choose(scope);
        choice.with_what_they_need();
        let records = choice.records(scope, &given);
        Ok(Selection {
            pack: Incoming { records, reach },
            left_out: choice.left_out,
        })
    }

    /// Remembers that these went out.
    ///
    /// # Errors
    /// Of the database.
    pub fn mark_given(&mut self, records: &[Record]) -> Result<()> {
        let transaction = self.connection.transaction()?;
        known_outside(&transaction, records)?;
        transaction.commit()?;
        Ok(())
    }
}

/// Remembers that a colleague has these, given or brought: when somebody withdraws their consent, or a record is deleted, the
/// colleague is told.
pub(crate) fn known_outside(connection: &rusqlite::Connection, records: &[Record]) -> Result<()> {
    let mut mark = connection
        .prepare_cached("UPDATE shared_record SET given = 1 WHERE id = ?1 AND given = 0")?;
    for record in records {
        mark.execute([format!("{}/{}", record.table, record.id)])?;
    }
    Ok(())
}

struct Choice<'a> {
    kinds: &'a Kinds,
    store: &'a Store,
    reach: Reach,
    /// Records that stand for themselves.
    chosen: BTreeSet<(&'static str, String)>,
    /// People who don't go.
    without: BTreeSet<String>,
    left_out: LeftOut,
}

impl Choice<'_> {
    fn value(&self, kind: &Kind, id: &str, field: &str) -> Value {
        kind.place(field)
            .and_then(|at| kind.fields.get(at))
            .and_then(|field| self.store.shown(kind, id, field))
            .map_or(Value::Null, |shown| shown.value)
    }

    fn kind(&self, table: &str) -> Option<&Kind> {
        self.kinds
            .get(table)
            .filter(|kind| kind.is_within(self.reach))
    }

    fn alive(&self, kind: &Kind) -> Vec<String> {
        let all = self.store.records(kind.table).into_iter();
        all.filter(|id| self.store.is_alive(kind.table, id))
            .collect()
    }

    fn without_consent(&mut self) {
        let Some(kind) = self.kind("person") else {
            return;
        };
        if self.reach.office {
            return;
        }
        let mut without = BTreeSet::new();
        for id in self.alive(kind) {
            let consent = self.value(kind, &id, "consent");
            if !matches!(
                consent.get(0).and_then(Value::as_str),
                Some("yes" | "workplace_only")
            ) {
                without.insert(id);
            }
        }
        self.without = without;
    }

    fn choose(&mut self, scope: &Scope) {
        let mut chosen = BTreeSet::new();
        for kind in self
            .kinds
            .0
            .iter()
            .filter(|kind| kind.is_within(self.reach))
        {
            for id in self.alive(kind) {
                let is = |field: &str, wanted: &str| {
                    self.value(kind, &id, field).as_str() == Some(wanted)
                };
                let goes = match (scope, kind.table) {
                    (Scope::All, _) => true,
                    (Scope::Series(series), "series") => id == *series,
                    (Scope::Series(series), "meeting") => is("series", series),
                    (Scope::Municipality(place), "municipality") => id == *place,
                    (Scope::Municipality(place), "person" | "organisation") => {
                        is("municipality", place)
                    }
                    (Scope::Profession(profession), "person") => is("profession", profession),
                    (Scope::People(people), "person") => people.contains(&id),
                    _ => false,
                };
                if goes {
                    chosen.insert((kind.table, id.clone()));
                }
            }
        }
        self.chosen = chosen;
        // Everybody who works in an organisation of the municipality, and what lies in a meeting.
        for (table, field, of, brings) in [
            ("affiliation", "organisation", "organisation", "person"),
            ("meeting_co_host", "meeting", "meeting", ""),
            ("agenda_item", "meeting", "meeting", ""),
            ("attendance", "meeting", "meeting", "person"),
            ("minute_line", "meeting", "meeting", ""),
            ("action", "line", "minute_line", ""),
        ] {
            let goes = matches!(scope, Scope::Series(_)) != (table == "affiliation");
            let Some(kind) = self.kind(table).filter(|_| goes) else {
                continue;
            };
            let mut more = Vec::new();
            for id in self.alive(kind) {
                let of_it = self.value(kind, &id, field);
                let Some(of_it) = of_it.as_str() else {
                    continue;
                };
                if self.chosen.contains(&(of, of_it.to_owned())) {
                    more.push((kind.table, id.clone()));
                    if let (Some(person), false) =
                        (self.value(kind, &id, brings).as_str(), brings.is_empty())
                    {
                        more.push(("person", person.to_owned()));
                    }
                }
            }
            self.chosen.extend(more);
        }
    }

    /// Posts of the people, and everything that a chosen record names.
    fn with_what_they_need(&mut self) {
        if let Some(posts) = self.kind("affiliation") {
            let of_chosen: Vec<(&'static str, String)> = self
                .alive(posts)
                .into_iter()
                .filter(|id| {
                    let person = self.value(posts, id, "person");
                    let person = person.as_str().unwrap_or_default().to_owned();
                    self.chosen.contains(&("person", person))
                })
                .map(|id| ("affiliation", id))
                .collect();
            self.chosen.extend(of_chosen);
        }
        for kind in self.kinds.0.iter().rev() {
            let mut more = Vec::new();
            for (_, id) in self.chosen.iter().filter(|(table, _)| *table == kind.table) {
                for field in &kind.fields {
                    let Some(to) = field.refers.and_then(|to| self.kinds.known(to)) else {
                        continue;
                    };
                    if let Some(named) = self.store.shown(kind, id, field)
                        && let Some(named) = named.value.as_str()
                        && self.store.is_alive(to, named)
                    {
                        more.push((to, named.to_owned()));
                    }
                }
            }
            self.chosen.extend(more);
        }
    }

    fn records(&mut self, scope: &Scope, given: &BTreeSet<String>) -> Vec<Record> {
        let internal = self.internal_lines();
        let mut left_out = LeftOut::default();
        let mut names: BTreeMap<&str, String> = BTreeMap::new();
        let mut records = Vec::new();
        for ((table, id), state) in &self.store.states {
            let top = self.store.stands_for(id);
            if *table == MERGED {
                if self.edge_goes(top, state) {
                    records.push(record(table, id, state.clone()));
                }
                continue;
            }
            let Some(kind) = self.kind(table) else {
                continue;
            };
            let is_chosen = self.chosen.contains(&(*table, top.to_owned()));
            if !is_chosen {
                // What is deleted has no values left. Only where it was once is anybody told.
                let told = given.contains(&format!("{table}/{id}")) || *scope == Scope::All;
                if state.is_dead() && told && !self.store.is_alive(table, top) {
                    records.push(record(table, id, within(kind, self.reach, state)));
                }
                continue;
            }
            if *table == "person" && self.without.contains(top) {
                names.insert(top, self.name(kind, top));
                if given.contains(&format!("{table}/{id}")) {
                    let mut told = state.clone();
                    told.fields.retain(|name, _| name == "consent");
                    left_out.withdrawn += 1;
                    records.push(record(table, id, told));
                }
                continue;
            }
            if internal.contains(top) {
                left_out.internal_lines += usize::from(*table == "minute_line");
                continue;
            }
            let mut goes = within(kind, self.reach, state);
            if !self.without_the_absent(kind, &mut goes, &mut left_out) {
                left_out.records_of_people += 1;
                continue;
            }
            if *table == "person" && !self.reach.office {
                let consent = self.value(kind, top, "consent");
                if consent.get(0).and_then(Value::as_str) == Some("workplace_only") {
                    goes.fields.remove("email");
                    left_out.workplace_only += usize::from(id == top);
                }
            }
            records.push(record(table, id, goes));
        }
        left_out.without_consent = names.into_values().collect();
        self.left_out = left_out;
        records
    }

    fn name(&self, kind: &Kind, id: &str) -> String {
        let name = self.value(kind, id, "name");
        let name = name.get(0).unwrap_or(&name);
        name.as_str().unwrap_or_default().to_owned()
    }

    /// Lines, and actions on them, that some value says are the office's own.
    fn internal_lines(&self) -> BTreeSet<String> {
        if self.reach.office {
            return BTreeSet::new();
        }
        let mut internal = BTreeSet::new();
        for ((table, id), state) in &self.store.states {
            let audience = state.fields.get("audience");
            let entries = audience.into_iter().flat_map(|audience| &audience.entries);
            if *table == "minute_line"
                && entries
                    .into_iter()
                    .any(|entry| entry.value.as_str() != Some("shared"))
            {
                internal.insert(self.store.stands_for(id).to_owned());
            }
        }
        let Some(kind) = self.kind("action") else {
            return internal;
        };
        for id in self.alive(kind) {
            let line = self.value(kind, &id, "line");
            if line.as_str().is_some_and(|line| internal.contains(line)) {
                internal.insert(id);
            }
        }
        internal
    }

    /// Takes away what names people who are absent; `false` when the record itself tells of them.
    fn without_the_absent(&self, kind: &Kind, state: &mut State, left_out: &mut LeftOut) -> bool {
        let mut stays = true;
        for field in &kind.fields {
            if field.refers != Some("person") {
                continue;
            }
            let names_absent = state.fields.get(field.name).is_some_and(|register| {
                register.entries.iter().any(|entry| {
                    let id = entry.value.as_str().unwrap_or_default();
                    self.without.contains(self.store.stands_for(id))
                })
            });
            if !names_absent {
                continue;
            }
            if field.required || (kind.table == "attendance" && field.name == "person") {
                stays = false;
            } else {
                state.fields.remove(field.name);
                left_out.mentions += 1;
            }
        }
        stays
    }

    fn edge_goes(&self, top: &str, state: &State) -> bool {
        let table = state.fields.get("table_name");
        let table = table.and_then(|table| table.entries.last());
        let table = table.and_then(|entry| self.kinds.known(entry.value.as_str()?));
        match table {
            Some(table) => {
                self.chosen.contains(&(table, top.to_owned())) && !self.without.contains(top)
            }
            // Two again: no values are left.
            None => true,
        }
    }
}

fn record(table: &str, id: &str, state: State) -> Record {
    Record {
        table: table.to_owned(),
        id: id.to_owned(),
        state,
    }
}

pub(crate) fn within(kind: &Kind, reach: Reach, state: &State) -> State {
    let mut state = state.clone();
    state.fields.retain(|name, _| {
        name == LIFE
            || kind
                .place(name)
                .and_then(|at| kind.fields.get(at))
                .is_some_and(|field| reach.has(kind.table, field))
    });
    state
}

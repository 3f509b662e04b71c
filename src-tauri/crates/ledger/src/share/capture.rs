//! What she wrote since the last exchange: the ledger compared with what the registers show. What differs is a write of this
//! device. Asked of the ledger as it is, not of how it came so: nothing can be missed.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use rusqlite::Connection;
use serde_json::Value;

use super::fields::{Field, Kind, Kinds, MERGED, Reach};
use super::marks;
use super::natural::{Natural, natural};
use super::rows::{Row, Rows};
use super::state::LIFE;
use super::store::{Key, Pen, Store};
use crate::Result;
use crate::value::Moment;

/// The ledger and what was exchanged of it, each up to date with the other.
pub(crate) struct Captured {
    pub(crate) kinds: Kinds,
    pub(crate) rows: Rows,
    pub(crate) store: Store,
    pub(crate) pen: Pen,
}

/// Brings the store up to date with the ledger. Bookkeeping, no operation: nothing of it is logged.
pub(crate) fn capture(
    connection: &Connection,
    now: DateTime<Utc>,
    reach: Reach,
) -> Result<Captured> {
    let kinds = Kinds::of(connection)?;
    let rows = Rows::of(connection, &kinds)?;
    let mut capture = Capture {
        connection,
        now,
        reach,
        store: Store::load(connection, &kinds)?,
        pen: Pen::of(connection)?,
        rows: &rows,
        touched: BTreeSet::new(),
        joined: BTreeSet::new(),
    };
    let unseen = marks::settle(
        connection,
        &kinds,
        &rows,
        &mut capture.store,
        &mut capture.pen,
    )?;
    capture.touched.extend(unseen);
    capture.edges()?;
    for kind in &kinds.0 {
        if kind.is_within(reach) {
            capture.kind(kind)?;
        }
    }
    let Capture {
        store,
        pen,
        touched,
        ..
    } = capture;
    store.save(connection, &touched)?;
    pen.save(connection)?;
    Ok(Captured {
        kinds,
        rows,
        store,
        pen,
    })
}

struct Capture<'a> {
    connection: &'a Connection,
    now: DateTime<Utc>,
    reach: Reach,
    rows: &'a Rows,
    store: Store,
    pen: Pen,
    touched: BTreeSet<Key>,
    /// Records that she made one with others since: she chose all their values.
    joined: BTreeSet<String>,
}

impl Capture<'_> {
    /// Which records became one, and which are two again.
    fn edges(&mut self) -> Result<()> {
        for (id, (table, kept)) in &self.rows.merged {
            if self.store.stands_for(id) == self.store.stands_for(kept) {
                continue;
            }
            let times = self.times(MERGED, id)?;
            self.touched.extend(connect(
                &mut self.store,
                &mut self.pen,
                times.latest,
                table,
                id,
                kept,
            ));
            self.store.find_parts();
            self.joined.insert(self.store.stands_for(kept).to_owned());
        }
        let apart: Vec<String> = self
            .store
            .states
            .iter()
            .filter(|((table, _), state)| *table == MERGED && state.is_alive())
            .filter(|((_, id), _)| !self.rows.merged.contains_key(id))
            .filter(|((_, id), state)| {
                let table = state.fields.get("table_name");
                let table = table.and_then(|table| table.entries.last());
                let table = table.and_then(|entry| entry.value.as_str());
                let kept = self.store.stands_for(id);
                table.is_some_and(|table| self.rows.has(table, id) && self.rows.has(table, kept))
            })
            .map(|((_, id), _)| id.clone())
            .collect();
        for id in apart {
            let key = (MERGED, id);
            if let Some(state) = self.store.states.get_mut(&key) {
                end(state, &mut self.pen, self.now);
                self.touched.insert(key);
            }
        }
        self.store.find_parts();
        Ok(())
    }

    fn kind(&mut self, kind: &Kind) -> Result<()> {
        let records = self.store.records(kind.table);
        for (id, row) in self.rows.all(kind.table) {
            // Part of a record that isn't here itself: its row stands for it.
            let id = self.store.stands_for(id).to_owned();
            self.row(kind, &id, row)?;
        }
        let mut keys: Option<HashMap<Natural, String>> = None;
        for id in records {
            if self
                .store
                .members(&id)
                .any(|id| self.rows.has(kind.table, id))
                || !self.store.is_alive(kind.table, &id)
            {
                continue;
            }
            let shown: Vec<Option<Value>> = kind
                .fields
                .iter()
                .map(|field| Some(self.store.shown(kind, &id, field)?.value))
                .collect();
            if !could_stand(kind, &shown, |table, id| self.rows.has(table, id)) {
                continue;
            }
            let key = natural(kind, |name| shown.get(kind.place(name)?)?.as_ref()).map(only);
            let keys = keys.get_or_insert_with(|| self.natural_keys(kind));
            // Not deleted, but joined with another of the same meaning: of two posts at one place one stays.
            match key.and_then(|key| keys.get(&key)) {
                Some(other) => self.one_of(kind, &id, &other.clone()),
                None => self.gone(kind, &id),
            }
        }
        Ok(())
    }

    fn natural_keys(&self, kind: &Kind) -> HashMap<Natural, String> {
        let of_row = |row: &Row| {
            let values: Vec<Value> = kind
                .fields
                .iter()
                .zip(&row.values)
                .map(|(field, value)| self.store.mapped(field, value))
                .collect();
            natural(kind, |name| values.get(kind.place(name)?)).map(only)
        };
        self.rows
            .all(kind.table)
            .filter(|(_, row)| !row.in_trash)
            .filter_map(|(id, row)| Some((of_row(row)?, id.clone())))
            .collect()
    }

    fn row(&mut self, kind: &Kind, id: &str, row: &Row) -> Result<()> {
        let is_alive = self.store.is_alive(kind.table, id);
        if row.in_trash {
            if is_alive {
                self.gone(kind, id);
            }
            return Ok(());
        }
        let mut times: Option<Times> = None;
        if !is_alive {
            times = Some(self.times(kind.table, id)?);
            let time = times.as_ref().map_or(self.now, |times| times.first);
            self.live(kind, id, true, time);
        }
        for (field, value) in kind.fields.iter().zip(&row.values) {
            if !self.reach.has(kind.table, field) {
                continue;
            }
            let value = self.store.mapped(field, value);
            let shown = self.store.shown(kind, id, field);
            let chosen = self.joined.contains(id)
                && shown.as_ref().is_some_and(|shown| !shown.beside.is_empty());
            let is_same = match &shown {
                Some(shown) => {
                    shown.value == value
                        // What it names isn't here: nobody took the name away.
                        || (value.is_null() && self.is_missing(field, &shown.value))
                }
                None => value == field.default,
            };
            if is_same && !chosen {
                continue;
            }
            if times.is_none() {
                times = Some(self.times(kind.table, id)?);
            }
            let time = times.as_ref().map_or(self.now, |times| times.of(field));
            let latest = self.store.latest(kind.table, id, field.name);
            let dot = self.pen.dot(time, latest);
            let over = shown.map(|shown| shown.value);
            let touched = self.store.write(kind, id, field, value, dot, |entry| {
                chosen || over.as_ref() == Some(entry)
            });
            self.touched.extend(touched);
        }
        Ok(())
    }

    fn is_missing(&self, field: &Field, shown: &Value) -> bool {
        match (field.refers, shown.as_str()) {
            (Some(table), Some(id)) => !self.rows.has(table, id),
            _ => false,
        }
    }

    fn live(&mut self, kind: &Kind, id: &str, alive: bool, time: DateTime<Utc>) {
        let touched = live(&mut self.store, &mut self.pen, kind.table, id, alive, time);
        self.touched.extend(touched);
    }

    fn gone(&mut self, kind: &Kind, id: &str) {
        let members: Vec<String> = self.store.members(id).map(str::to_owned).collect();
        for member in members {
            let key = (kind.table, member);
            if let Some(state) = self.store.states.get_mut(&key) {
                state.clear_values();
                self.touched.insert(key);
            }
        }
        self.live(kind, id, false, self.now);
    }

    fn one_of(&mut self, kind: &Kind, id: &str, other: &str) {
        let (kept, gone) = (id.min(other), id.max(other));
        let touched = connect(
            &mut self.store,
            &mut self.pen,
            self.now,
            kind.table,
            gone,
            kept,
        );
        self.touched.extend(touched);
        self.store.find_parts();
    }

    fn times(&self, table: &str, id: &str) -> Result<Times> {
        let mut statement = self.connection.prepare_cached(
            "SELECT c.field, max(o.at) FROM change c JOIN operation o ON o.seq = c.operation AND o.undone = 0 \
                WHERE c.record = ?1 AND c.table_name = ?2 GROUP BY c.field",
        )?;
        let mut rows = statement.query((id, table))?;
        let mut fields = HashMap::new();
        while let Some(row) = rows.next()? {
            let Moment(at) = row.get(1)?;
            fields.insert(row.get::<_, String>(0)?, at);
        }
        Ok(Times {
            first: fields.values().min().copied().unwrap_or(self.now),
            latest: fields.values().max().copied().unwrap_or(self.now),
            now: self.now,
            fields,
        })
    }
}

/// When a record's fields were last written, as the log has it.
struct Times {
    fields: HashMap<String, DateTime<Utc>>,
    first: DateTime<Utc>,
    latest: DateTime<Utc>,
    now: DateTime<Utc>,
}

impl Times {
    fn of(&self, field: &Field) -> DateTime<Utc> {
        field
            .columns
            .iter()
            .filter_map(|column| self.fields.get(*column))
            .max()
            .copied()
            .unwrap_or(self.now)
    }
}

/// Strict or not, the same key.
fn only(natural: Natural) -> Natural {
    match natural {
        Natural::Only(key) | Natural::Likely { key, .. } => Natural::Only(key),
    }
}

impl std::hash::Hash for Natural {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        match self {
            Self::Only(key) | Self::Likely { key, .. } => key.hash(state),
        }
    }
}

/// Whether a record can stand in the ledger: all that it needs is known, and what it can't do without is there.
pub(crate) fn could_stand(
    kind: &Kind,
    shown: &[Option<Value>],
    is_there: impl Fn(&str, &str) -> bool,
) -> bool {
    kind.fields.iter().zip(shown).all(|(field, value)| {
        let Some(value) = value else {
            return !field.required;
        };
        let first = value.get(0).unwrap_or(value);
        let known = !field.required || !first.is_null();
        let needed = field.required || (kind.table == "attendance" && field.name == "person");
        known
            && match (field.refers, value.as_str()) {
                (Some(table), Some(id)) if needed => is_there(table, id),
                _ => true,
            }
    })
}

/// Says of a record that it is there, or that it is deleted.
pub(crate) fn live(
    store: &mut Store,
    pen: &mut Pen,
    table: &'static str,
    id: &str,
    alive: bool,
    time: DateTime<Utc>,
) -> Vec<Key> {
    let latest = store.latest(table, id, LIFE);
    let dot = pen.dot(time, latest);
    let mut touched = Vec::new();
    let members: Vec<String> = store.members(id).map(str::to_owned).collect();
    for member in members {
        let key = (table, member);
        if let Some(life) = store
            .states
            .get_mut(&key)
            .and_then(|state| state.fields.get_mut(LIFE))
        {
            life.clear(|_| true);
            touched.push(key);
        }
    }
    let key = (table, id.to_owned());
    let state = store.states.entry(key.clone()).or_default();
    let life = state.fields.entry(LIFE.to_owned()).or_default();
    life.write(dot, Value::Bool(alive), |_| true);
    touched.push(key);
    touched
}

/// A record has become part of another. Which records are one has to be read anew then ([`Store::find_parts`]).
pub(crate) fn connect(
    store: &mut Store,
    pen: &mut Pen,
    time: DateTime<Utc>,
    table: &str,
    gone: &str,
    kept: &str,
) -> Vec<Key> {
    let key = (MERGED, gone.to_owned());
    let state = store.states.entry(key.clone()).or_default();
    for (field, value) in [
        (LIFE, Value::Bool(true)),
        ("kept", Value::from(kept)),
        ("table_name", Value::from(table)),
    ] {
        let register = state.fields.entry(field.to_owned()).or_default();
        let dot = pen.dot(time, register.latest());
        // What it was part of before, it still is.
        register.write(dot, value, |_| field != "kept");
    }
    vec![key]
}

/// The end of an edge: what was one is two again.
fn end(state: &mut super::State, pen: &mut Pen, now: DateTime<Utc>) {
    for (name, register) in &mut state.fields {
        if name == LIFE {
            let dot = pen.dot(now, register.latest());
            register.write(dot, Value::Bool(false), |_| true);
        } else {
            register.clear(|_| true);
        }
    }
}

//! What was exchanged so far: the states of all records, which of them are one, and what their registers show.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use rusqlite::Connection;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::fields::{Field, Kind, Kinds, MERGED, is_place};
use super::register::Entry;
use super::stamp::{Device, Dot, Stamp};
use super::state::State;
use super::take::Incoming;
use crate::{Error, Result};

/// Letters of an id.
const ID: usize = 36;

/// Table and id.
pub(crate) type Key = (&'static str, String);

/// What is kept of a forgotten person: this, under a digest of the id. It never comes back by a pack.
pub(crate) const FORGOTTEN: &str = "\"forgotten\"";
pub(crate) const FORGOTTEN_ID: &str = "forgotten/";

/// By which an id that is forgotten is known again, and can't be told from.
pub(crate) fn digest_of(id: &str) -> String {
    Sha256::digest(id.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[derive(Debug, Default, Clone)]
pub(crate) struct Store {
    pub(crate) states: BTreeMap<Key, State>,
    /// Digests of ids.
    forgotten: BTreeSet<String>,
    /// For each id that became part of another: the smallest id of all that are one with it.
    stands_for: HashMap<String, String>,
    /// For each of these smallest ids: all others.
    parts: HashMap<String, Vec<String>>,
}

/// What a field shows.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Shown {
    pub(crate) value: Value,
    pub(crate) dot: Dot,
    /// Other values that are not overwritten: an open conflict. Each value once.
    pub(crate) beside: Vec<(Value, Dot)>,
}

impl Store {
    pub(crate) fn load(connection: &Connection, kinds: &Kinds) -> Result<Self> {
        let mut store = Self::default();
        let mut statement = connection.prepare_cached("SELECT id, state FROM shared_record")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (id, text): (String, String) = (row.get(0)?, row.get(1)?);
            let Some((table, id)) = id.split_once('/') else {
                continue;
            };
            if text == FORGOTTEN {
                store.forgotten.insert(id.to_owned());
                continue;
            }
            let Some(table) = kinds.known(table) else {
                continue;
            };
            store
                .states
                .insert((table, id.to_owned()), read_state(&text)?);
        }
        store.find_parts();
        Ok(store)
    }

    pub(crate) fn save<'a>(
        &self,
        connection: &Connection,
        keys: impl IntoIterator<Item = &'a Key>,
    ) -> Result<()> {
        let mut put = connection.prepare_cached(
            "INSERT INTO shared_record (id, state) VALUES (?1, ?2) \
                ON CONFLICT (id) DO UPDATE SET state = excluded.state",
        )?;
        let mut drop = connection.prepare_cached("DELETE FROM shared_record WHERE id = ?1")?;
        for key in keys {
            let id = format!("{}/{}", key.0, key.1);
            match self.states.get(key) {
                Some(state) => put.execute((id, state.to_json().to_string()))?,
                None => drop.execute([id])?,
            };
        }
        Ok(())
    }

    /// Whether that person was forgotten here.
    pub(crate) fn is_forgotten(&self, id: &str) -> bool {
        !self.forgotten.is_empty() && self.forgotten.contains(&digest_of(id))
    }

    /// Ids of a pack that are one with somebody who was forgotten here, as the pack has it: they don't come back by another name.
    pub(crate) fn forgotten_by<'a>(&self, incoming: &'a Incoming) -> HashSet<&'a str> {
        let mut found = HashSet::new();
        if self.forgotten.is_empty() {
            return found;
        }
        let edges = incoming
            .records
            .iter()
            .filter(|record| record.table == MERGED && record.state.is_alive())
            .flat_map(|record| {
                let kept = record.state.fields.get("kept").into_iter();
                kept.flat_map(|kept| &kept.entries)
                    .filter_map(|entry| Some((record.id.as_str(), entry.value.as_str()?)))
            });
        let mut beside: HashMap<&str, Vec<&str>> = HashMap::new();
        for (a, b) in edges {
            beside.entry(a).or_default().push(b);
            beside.entry(b).or_default().push(a);
        }
        let mut reached: Vec<&str> = beside
            .keys()
            .copied()
            .filter(|id| self.is_forgotten(id))
            .collect();
        while let Some(id) = reached.pop() {
            if found.insert(id) {
                reached.extend(beside.get(id).into_iter().flatten());
            }
        }
        found
    }

    /// What a colleague knows without those who were forgotten here; `None` when nothing is left of it.
    pub(crate) fn without_the_forgotten(
        &self,
        kind: Option<&Kind>,
        state: &State,
    ) -> Option<State> {
        let mut state = state.clone();
        if self.forgotten.is_empty() {
            return Some(state);
        }
        for (name, register) in &mut state.fields {
            let field = kind.and_then(|kind| kind.fields.get(kind.place(name)?));
            let names_one = |entry: &Entry| {
                let id = entry.value.as_str();
                id.is_some_and(|id| id.len() == ID && self.is_forgotten(id))
            };
            if register.entries.iter().any(names_one) {
                if field.is_none_or(|field| field.required) {
                    return None;
                }
                register.clear(names_one);
            }
        }
        Some(state)
    }

    /// Reads anew which records are one; needed after an edge came or went.
    pub(crate) fn find_parts(&mut self) {
        let mut up: HashMap<String, String> = HashMap::new();
        let edges = self
            .states
            .range((MERGED, String::new())..)
            .take_while(|((table, _), _)| *table == MERGED);
        for ((_, id), state) in edges {
            if !state.is_alive() {
                continue;
            }
            for entry in state
                .fields
                .get("kept")
                .iter()
                .flat_map(|kept| &kept.entries)
            {
                let Some(kept) = entry.value.as_str() else {
                    continue;
                };
                let (a, b) = (top(&up, id), top(&up, kept));
                match a.cmp(&b) {
                    std::cmp::Ordering::Less => up.insert(b, a),
                    std::cmp::Ordering::Greater => up.insert(a, b),
                    std::cmp::Ordering::Equal => None,
                };
            }
        }
        self.stands_for = up.keys().map(|id| (id.clone(), top(&up, id))).collect();
        self.parts = HashMap::new();
        for (id, top) in &self.stands_for {
            self.parts.entry(top.clone()).or_default().push(id.clone());
        }
        for parts in self.parts.values_mut() {
            parts.sort();
        }
    }

    /// The record that a record is part of: itself, mostly.
    pub(crate) fn stands_for<'a>(&'a self, id: &'a str) -> &'a str {
        self.stands_for.get(id).map_or(id, String::as_str)
    }

    /// The record and all that became part of it.
    pub(crate) fn members<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a str> {
        std::iter::once(id).chain(self.parts.get(id).into_iter().flatten().map(String::as_str))
    }

    pub(crate) fn states_of<'a>(
        &'a self,
        table: &'static str,
        id: &'a str,
    ) -> impl Iterator<Item = &'a State> {
        self.members(id)
            .filter_map(move |id| self.states.get(&(table, id.to_owned())))
    }

    pub(crate) fn is_alive(&self, table: &'static str, id: &str) -> bool {
        self.states_of(table, id).any(State::is_alive)
    }

    pub(crate) fn is_known(&self, table: &'static str, id: &str) -> bool {
        self.states_of(table, id).next().is_some()
    }

    /// Records of a table that stand for themselves.
    pub(crate) fn records(&self, table: &'static str) -> BTreeSet<String> {
        self.states
            .range((table, String::new())..)
            .take_while(|((of, _), _)| *of == table)
            .map(|((_, id), _)| self.stands_for(id).to_owned())
            .collect()
    }

    /// A value with the records that it names as they stand now.
    pub(crate) fn mapped(&self, field: &Field, value: &Value) -> Value {
        match (field.refers, value) {
            (Some(_), Value::String(id)) => Value::from(self.stands_for(id)),
            _ => value.clone(),
        }
    }

    /// What a field of a record shows; `None` when nobody wrote it.
    pub(crate) fn shown(&self, kind: &Kind, id: &str, field: &Field) -> Option<Shown> {
        let mut entries: Vec<(Value, Dot)> = self
            .states_of(kind.table, id)
            .filter_map(|state| state.fields.get(field.name))
            .flat_map(|register| &register.entries)
            .map(|entry| (self.mapped(field, &entry.value), entry.dot))
            .collect();
        entries.sort_by_key(|(value, dot)| (rank(kind.table, field.name, value), *dot));
        let (value, dot) = entries.pop()?;
        let mut beside: Vec<(Value, Dot)> = Vec::new();
        if !is_place(field.name) {
            for (other, dot) in entries.into_iter().rev() {
                if other != value && !beside.iter().any(|(known, _)| *known == other) {
                    beside.push((other, dot));
                }
            }
        }
        Some(Shown { value, dot, beside })
    }

    /// Writes `value` into a field of a record, over those entries of the record and its parts for which `over` holds.
    pub(crate) fn write(
        &mut self,
        kind: &Kind,
        id: &str,
        field: &Field,
        value: Value,
        dot: Dot,
        over: impl Fn(&Value) -> bool,
    ) -> Vec<Key> {
        let mut touched = Vec::new();
        let members: Vec<String> = self.members(id).map(str::to_owned).collect();
        for member in members {
            let key = (kind.table, member);
            let Some(register) = self
                .states
                .get(&key)
                .and_then(|state| state.fields.get(field.name))
            else {
                continue;
            };
            let gone: BTreeSet<Dot> = register
                .entries
                .iter()
                .filter(|entry| over(&self.mapped(field, &entry.value)))
                .map(|entry| entry.dot)
                .collect();
            if gone.is_empty() {
                continue;
            }
            if let Some(register) = self
                .states
                .get_mut(&key)
                .and_then(|state| state.fields.get_mut(field.name))
            {
                register.clear(|entry: &Entry| gone.contains(&entry.dot));
            }
            touched.push(key);
        }
        let key = (kind.table, id.to_owned());
        self.states
            .entry(key.clone())
            .or_default()
            .fields
            .entry(field.name.to_owned())
            .or_default()
            .write(dot, value, |_| false);
        touched.push(key);
        touched
    }

    /// The latest stamp that was seen of a field of a record and its parts.
    pub(crate) fn latest(&self, table: &'static str, id: &str, field: &str) -> Stamp {
        self.states_of(table, id)
            .filter_map(|state| state.fields.get(field))
            .map(super::Register::latest)
            .max()
            .unwrap_or_default()
    }
}

/// Of values that stand side by side the highest is shown: of two consents the narrower one, else the latest.
fn rank(table: &str, field: &str, value: &Value) -> u8 {
    if (table, field) != ("person", "consent") {
        return 0;
    }
    match value.get(0).and_then(Value::as_str) {
        Some("no") => 2,
        Some("workplace_only") => 1,
        _ => 0,
    }
}

fn top(up: &HashMap<String, String>, id: &str) -> String {
    let mut at = id;
    while let Some(next) = up.get(at) {
        at = next;
    }
    at.to_owned()
}

pub(crate) fn read_state(text: &str) -> Result<State> {
    serde_json::from_str(text)
        .ok()
        .as_ref()
        .and_then(State::from_json)
        .ok_or_else(|| Error::Damaged("shared_record".to_owned()))
}

/// Where the ledger lies: of a folder that was copied to another computer, or beside itself, each copy is a device of its own,
/// because two that write as one would take each other's words for words that were seen.
fn place(connection: &Connection) -> String {
    let path = connection.path().unwrap_or_default();
    let whole = std::fs::canonicalize(path);
    let path = whole.map_or_else(|_| path.to_owned(), |whole| whole.display().to_string());
    let computer = gethostname::gethostname();
    format!("{}\n{path}", computer.to_string_lossy())
}

/// Who writes, and what it has given so far.
#[derive(Debug, Clone)]
pub(crate) struct Pen {
    /// Of the ledger, and of the place where it lies.
    pub(crate) device: Device,
    /// By lot.
    lot: Device,
    /// The latest stamp given.
    pub(crate) last: Stamp,
    /// Later than this every new one has to be: what was given before may have been unseen since.
    pub(crate) floor: Stamp,
}

impl Pen {
    /// The ledger's own; made when there is none yet.
    pub(crate) fn of(connection: &Connection) -> Result<Self> {
        let (device, last, floor): (String, i64, i64) = connection
            .prepare_cached("SELECT device, stamp, floor FROM state")?
            .query_row([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let lot = match device.parse() {
            Ok(lot) => lot,
            Err(_) => Device::random()?,
        };
        Ok(Self {
            device: lot.at(&place(connection)),
            lot,
            last: Stamp(last.cast_unsigned()),
            floor: Stamp(floor.cast_unsigned()),
        })
    }

    pub(crate) fn save(&self, connection: &Connection) -> Result<()> {
        connection
            .prepare_cached("UPDATE state SET device = ?1, stamp = ?2, floor = ?3")?
            .execute((
                self.lot.to_string(),
                self.last.0.cast_signed(),
                self.floor.0.cast_signed(),
            ))?;
        connection
            .prepare_cached(
                "INSERT INTO shared_device (id, own) VALUES (?1, 1) ON CONFLICT (id) DO UPDATE SET own = 1",
            )?
            .execute([self.device.to_string()])?;
        Ok(())
    }

    /// Another one from now on.
    pub(crate) fn renew(&mut self, connection: &Connection) -> Result<()> {
        self.lot = Device::random()?;
        self.device = self.lot.at(&place(connection));
        Ok(())
    }

    pub(crate) fn dot(&mut self, time: chrono::DateTime<chrono::Utc>, latest: Stamp) -> Dot {
        let stamp = Stamp::after(time, [latest, self.floor]);
        self.last = self.last.max(stamp);
        Dot {
            device: self.device,
            stamp,
        }
    }
}

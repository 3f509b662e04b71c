//! Taking in what a colleague knows: joined record by record, with her decisions, and written into the ledger's tables. Within
//! one operation; whoever takes what first, in whatever order and however often, all end alike.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::capture::{Captured, capture, connect, live};
use super::fields::{Field, Kind, Kinds, MERGED, Reach};
use super::marks;
use super::materialise::materialise;
use super::natural::{Natural, Within, natural};
use super::scope::known_outside;
use super::sound;
use super::stamp::Device;
use super::state::{LIFE, State};
use super::store::{Key, Pen, Store};
use crate::value::Moment;
use crate::{Error, Result, Write};

/// One record as a colleague knows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    pub table: String,
    pub id: String,
    pub state: State,
}

/// Everything that a pack says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Incoming {
    pub records: Vec<Record>,
    pub reach: Reach,
}

/// What she decides about one record; a record without a decision is taken as it comes, its conflicts stay open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// Not now: nothing of it is seen.
    Later,
    /// Of one field theirs, or all of them without one.
    Theirs(Option<String>),
    /// Of one field hers, or all of them without one; of a deletion: it stays.
    Mine(Option<String>),
    /// It is the same as that record of hers (persons, organisations, series, meetings).
    Same(String),
    /// It is somebody else than that person.
    Other(String),
}

/// By table and id.
pub type Decisions = BTreeMap<(String, String), Vec<Decision>>;

/// From whom a pack came, for the log.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct From {
    /// Empty for a choice of her own.
    pub device: String,
    pub name: String,
    pub file: String,
    pub basis: String,
}

/// What taking did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Taken {
    /// Records of which something was new to this ledger.
    pub records: usize,
    /// Records that wait until what they refer to comes as well.
    pub held: usize,
}

impl Write<'_> {
    /// Joins what a colleague knows, and writes what follows from it.
    ///
    /// # Errors
    /// `Refused` for a pack that this program can't have written; of the database; `Damaged` when what was exchanged before can't be
    /// read. Nothing is kept when it fails.
    pub fn take(&self, incoming: &Incoming, decisions: &Decisions, from: &From) -> Result<Taken> {
        self.take_in(incoming, decisions, from)
            .map_err(|error| match &error {
                // A value that the tables refuse: this program wrote none such.
                Error::Database(said)
                    if said.sqlite_error_code()
                        == Some(rusqlite::ErrorCode::ConstraintViolation) =>
                {
                    sound::unsound()
                }
                _ => error,
            })
    }

    fn take_in(&self, incoming: &Incoming, decisions: &Decisions, from: &From) -> Result<Taken> {
        let captured = capture(self.connection, self.now, incoming.reach)?;
        let earlier = captured.store.clone();
        let Captured {
            kinds,
            mut rows,
            store,
            pen,
        } = captured;
        sound::check(&kinds, incoming)?;
        let mut joining = Joining {
            kinds: &kinds,
            now: self.now,
            store,
            pen,
            touched: BTreeSet::new(),
        };
        let taken = joining.join(incoming, decisions);
        joining.choose(&earlier, incoming, decisions);
        joining.find_natural(&earlier, incoming);
        let Joining {
            store,
            pen,
            touched,
            ..
        } = joining;
        let held = materialise(self, &kinds, &mut rows, &store, incoming.reach)?;
        self.keep_apart_as_decided(decisions, &store)?;
        store.save(self.connection, &touched)?;
        pen.save(self.connection)?;
        if !incoming.reach.office {
            known_outside(self.connection, &incoming.records)?;
        }
        let differs = touched
            .iter()
            .any(|key| earlier.states.get(key) != store.states.get(key));
        if differs {
            let mark = self.new_id::<uuid::Uuid>().to_string();
            self.insert(
                "pack_taken",
                &mark,
                &[
                    ("at", &Moment(self.now)),
                    ("device", &from.device),
                    ("name", &from.name),
                    ("file", &from.file),
                    ("basis", &from.basis),
                ],
            )?;
            marks::keep(self.connection, &mark, &earlier, &store, &touched)?;
        }
        Ok(Taken {
            records: taken,
            held,
        })
    }

    fn keep_apart_as_decided(&self, decisions: &Decisions, store: &Store) -> Result<()> {
        for ((table, id), decided) in decisions {
            for decision in decided {
                let Decision::Other(other) = decision else {
                    continue;
                };
                let (a, b) = (store.stands_for(id), store.stands_for(other));
                let person = |id: &str| {
                    id.parse().map_err(|_| Error::NoRecord {
                        kind: "person",
                        id: id.to_owned(),
                    })
                };
                if table == "person" && a != b {
                    match self.keep_apart(person(a)?, person(b)?, "", "") {
                        // Held back, or in the trash: there is nobody to keep apart.
                        Ok(_) | Err(Error::NoRecord { .. }) => {}
                        Err(error) => return Err(error),
                    }
                }
            }
        }
        Ok(())
    }
}

pub(crate) struct Joining<'a> {
    pub(crate) kinds: &'a Kinds,
    pub(crate) now: DateTime<Utc>,
    pub(crate) store: Store,
    pub(crate) pen: Pen,
    pub(crate) touched: BTreeSet<Key>,
}

impl Joining<'_> {
    /// Joins record by record; the number of those of which something was new.
    pub(crate) fn join(&mut self, incoming: &Incoming, decisions: &Decisions) -> usize {
        let mut taken = 0;
        let forgotten = self.store.forgotten_by(incoming);
        // Which records are one before what is said of them.
        let (edges, others): (Vec<&Record>, Vec<&Record>) = incoming
            .records
            .iter()
            .partition(|record| record.table == MERGED);
        let first_other = edges.len();
        for (at, record) in edges.into_iter().chain(others).enumerate() {
            if at == first_other {
                self.store.find_parts();
            }
            let Some(table) = self.kinds.known(&record.table) else {
                continue;
            };
            if forgotten.contains(record.id.as_str()) || self.store.is_forgotten(&record.id) {
                continue;
            }
            let kind = self.kinds.get(table);
            let Some(theirs) = self.store.without_the_forgotten(kind, &record.state) else {
                continue;
            };
            let decided = decisions.get(&(record.table.clone(), record.id.clone()));
            let decided = decided.map_or(&[][..], Vec::as_slice);
            if decided.contains(&Decision::Later) {
                continue;
            }
            let key = (table, record.id.clone());
            let mine = self.store.states.get(&key).cloned().unwrap_or_default();
            let joined = mine.join(&theirs);
            if joined == mine {
                continue;
            }
            taken += 1;
            self.store.states.insert(key.clone(), joined);
            self.touched.insert(key);
            if table != MERGED {
                self.keep_what_lives(table, &record.id, &mine, &theirs, decided, incoming.reach);
            }
        }
        self.store.find_parts();
        taken
    }

    /// Deleted by one, changed by the other who knew nothing of it: it stays, with all its values, unless she decides otherwise.
    fn keep_what_lives(
        &mut self,
        table: &'static str,
        id: &str,
        mine: &State,
        theirs: &State,
        decided: &[Decision],
        reach: Reach,
    ) {
        let key = (table, id.to_owned());
        let Some(joined) = self.store.states.get(&key) else {
            return;
        };
        let one_is_dead = mine.is_dead() || theirs.is_dead();
        let both_are = mine.is_dead() && theirs.is_dead();
        let i_want_mine =
            decided.contains(&Decision::Mine(None)) && theirs.is_dead() && mine.is_alive();
        if !one_is_dead || both_are {
            return;
        }
        // What the one who deletes could not know, because it never left the other's ledger, keeps nothing alive.
        let living = if mine.is_dead() { theirs } else { mine };
        let is_news = |name: &str| {
            self.kinds.get(table).is_none_or(|kind| {
                let field = kind.place(name).and_then(|at| kind.fields.get(at));
                field.is_none_or(|field| reach.has(table, field))
                    && !(name == "email" && !reach.office && is_for_the_workplace_only(living))
            })
        };
        if !(joined.has_values(is_news) || joined.is_alive() || i_want_mine) {
            if let Some(state) = self.store.states.get_mut(&key) {
                state.clear_values();
            }
            return;
        }
        let delete = (decided.contains(&Decision::Theirs(None)) && theirs.is_dead())
            || (decided.contains(&Decision::Mine(None)) && mine.is_dead());
        if delete {
            self.bury(table, id);
            return;
        }
        if !self.store.states.get(&key).is_some_and(State::is_alive) {
            let touched = live(&mut self.store, &mut self.pen, table, id, true, self.now);
            self.touched.extend(touched);
        }
        for (name, register) in &living.fields {
            let Some(entry) = register.entries.last().filter(|_| name != LIFE) else {
                continue;
            };
            let Some(state) = self.store.states.get_mut(&key) else {
                continue;
            };
            let field = state.fields.entry(name.clone()).or_default();
            if field.entries.is_empty() {
                let dot = self.pen.dot(self.now, field.latest());
                field.write(dot, entry.value.clone(), |_| true);
            }
        }
    }

    fn bury(&mut self, table: &'static str, id: &str) {
        let key = (table, id.to_owned());
        if let Some(state) = self.store.states.get_mut(&key) {
            state.clear_values();
        }
        let touched = live(&mut self.store, &mut self.pen, table, id, false, self.now);
        self.touched.extend(touched);
    }

    /// Hers or theirs, where she chose; the same or another.
    pub(crate) fn choose(&mut self, earlier: &Store, incoming: &Incoming, decisions: &Decisions) {
        for ((table, id), decided) in decisions {
            let Some(table) = self.kinds.known(table) else {
                continue;
            };
            for decision in decided {
                if let Decision::Same(other) = decision {
                    self.make_one(table, id, other);
                }
            }
        }
        for record in &incoming.records {
            let decided = decisions.get(&(record.table.clone(), record.id.clone()));
            for decision in decided.into_iter().flatten() {
                let Some(kind) = self.kinds.get(&record.table) else {
                    continue;
                };
                let (theirs, only) = match decision {
                    Decision::Theirs(field) => (true, field),
                    Decision::Mine(field) => (false, field),
                    Decision::Later | Decision::Same(_) | Decision::Other(_) => continue,
                };
                for field in &kind.fields {
                    if only.as_deref().is_none_or(|only| only == field.name) {
                        self.settle_field(earlier, kind, field, record, theirs);
                    }
                }
            }
        }
    }

    fn make_one(&mut self, table: &'static str, id: &str, other: &str) {
        let (a, b) = (
            self.store.stands_for(id).to_owned(),
            self.store.stands_for(other).to_owned(),
        );
        if a != b {
            let (kept, gone) = if a < b { (a, b) } else { (b, a) };
            let touched = connect(
                &mut self.store,
                &mut self.pen,
                self.now,
                table,
                &gone,
                &kept,
            );
            self.touched.extend(touched);
            self.store.find_parts();
        }
    }

    fn settle_field(
        &mut self,
        earlier: &Store,
        kind: &Kind,
        field: &Field,
        record: &Record,
        theirs: bool,
    ) {
        let id = self.store.stands_for(&record.id).to_owned();
        let Some(register) = record.state.fields.get(field.name) else {
            return;
        };
        if !self.store.is_alive(kind.table, &id) {
            return;
        }
        let was_hers = self
            .store
            .members(&id)
            .any(|id| earlier.is_alive(kind.table, earlier.stands_for(id)));
        if !theirs && !was_hers {
            return;
        }
        let chosen = if theirs {
            let latest = register.entries.last();
            latest.map(|entry| self.store.mapped(field, &entry.value))
        } else {
            let mine = self
                .store
                .members(&id)
                .find_map(|id| earlier.shown(kind, earlier.stands_for(id), field));
            mine.map(|shown| self.store.mapped(field, &shown.value))
        };
        let chosen = chosen.unwrap_or_else(|| field.default.clone());
        let now = self.store.shown(kind, &id, field);
        let is_settled = match &now {
            Some(shown) => shown.value == chosen && shown.beside.is_empty(),
            None => chosen == field.default,
        };
        if !is_settled {
            self.decide(kind, &id, field, chosen);
        }
    }

    /// Writes one value over all others of a field.
    pub(crate) fn decide(&mut self, kind: &Kind, id: &str, field: &Field, value: Value) {
        let latest = self.store.latest(kind.table, id, field.name);
        let dot = self.pen.dot(self.now, latest);
        let touched = self.store.write(kind, id, field, value, dot, |_| true);
        self.touched.extend(touched);
    }

    /// Joins records that are one by their nature; of those that most likely are one, only one that is new with one that was
    /// here before and that the colleague doesn't know: what she keeps apart stays apart, and what the colleague does.
    pub(crate) fn find_natural(&mut self, earlier: &Store, incoming: &Incoming) {
        let told: HashSet<(&str, &str)> = incoming
            .records
            .iter()
            .filter(|record| record.state.is_alive())
            .map(|record| (record.table.as_str(), record.id.as_str()))
            .collect();
        for kind in &self.kinds.0 {
            let mut only: HashMap<String, String> = HashMap::new();
            let mut likely: HashMap<String, Vec<(Within, String)>> = HashMap::new();
            let mut edges: Vec<(String, String)> = Vec::new();
            for id in self.store.records(kind.table) {
                if !self.store.is_alive(kind.table, &id) {
                    continue;
                }
                let mut shown: HashMap<&str, Value> = HashMap::new();
                for field in &kind.fields {
                    if let Some(value) = self.store.shown(kind, &id, field) {
                        shown.insert(field.name, value.value);
                    }
                }
                match natural(kind, |name| shown.get(name)) {
                    Some(Natural::Only(key)) => {
                        if let Some(first) = only.get(&key) {
                            edges.push((id, first.clone()));
                        } else {
                            only.insert(key, id);
                        }
                    }
                    Some(Natural::Likely { key, within }) => {
                        likely.entry(key).or_default().push((within, id));
                    }
                    None => {}
                }
            }
            let was_here = |id: &str| {
                self.store
                    .members(id)
                    .any(|id| earlier.is_alive(kind.table, id))
            };
            let is_told = |id: &str| {
                self.store
                    .members(id)
                    .any(|id| told.contains(&(kind.table, id)))
            };
            for alike in likely.values() {
                let mut used: HashSet<&str> = HashSet::new();
                for (within, id) in alike.iter().filter(|(_, id)| !was_here(id)) {
                    let known = alike.iter().find(|(other, known)| {
                        was_here(known)
                            && !is_told(known)
                            && !used.contains(known.as_str())
                            && within.fits(other)
                    });
                    if let Some((_, known)) = known {
                        used.insert(known);
                        edges.push((id.max(known).clone(), id.min(known).clone()));
                    }
                }
            }
            for (gone, kept) in edges {
                let touched = connect(
                    &mut self.store,
                    &mut self.pen,
                    self.now,
                    kind.table,
                    &gone,
                    &kept,
                );
                self.touched.extend(touched);
            }
            self.store.find_parts();
        }
    }
}

/// Her e-mail address stays at home then.
fn is_for_the_workplace_only(person: &State) -> bool {
    let consent = person.fields.get("consent").into_iter();
    consent
        .flat_map(|consent| &consent.entries)
        .any(|entry| entry.value.get(0).and_then(Value::as_str) == Some("workplace_only"))
}

/// Devices that wrote anything of it.
#[must_use]
pub fn writers(records: &[Record]) -> BTreeSet<Device> {
    records
        .iter()
        .flat_map(|record| record.state.devices())
        .collect()
}

//! What is known of one record: of each field its register, and of its life. Kept and sent as compact JSON.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::register::{Entry, Register};
use super::stamp::{Device, Dot, Stamp};

/// The field that says whether a record is there: `true` or `false`.
pub const LIFE: &str = "*";

/// The registers of one record by field. A field that nobody ever wrote has none: it is at its default.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct State {
    pub fields: BTreeMap<String, Register>,
}

impl State {
    /// Field by field, so that a state that lacks fields (they were withheld) says nothing of them.
    #[must_use]
    pub fn join(&self, other: &Self) -> Self {
        let mut fields = self.fields.clone();
        for (name, register) in &other.fields {
            fields
                .entry(name.clone())
                .and_modify(|own| *own = own.join(register))
                .or_insert_with(|| register.clone());
        }
        Self { fields }
    }

    /// Whether somebody says that it is there. Of two who don't know of each other, one who deletes and one who keeps, the one
    /// who keeps is followed: nothing is lost.
    #[must_use]
    pub fn is_alive(&self) -> bool {
        self.life(true)
    }

    /// Whether it is known to be deleted.
    #[must_use]
    pub fn is_dead(&self) -> bool {
        !self.is_alive() && self.life(false)
    }

    fn life(&self, wanted: bool) -> bool {
        self.fields.get(LIFE).is_some_and(|life| {
            life.entries
                .iter()
                .any(|entry| entry.value == Value::Bool(wanted))
        })
    }

    /// Whether one of the fields beside its life that `counts` holds a value.
    pub(crate) fn has_values(&self, counts: impl Fn(&str) -> bool) -> bool {
        self.fields
            .iter()
            .any(|(name, register)| name != LIFE && !register.entries.is_empty() && counts(name))
    }

    /// Empties all fields beside its life.
    pub(crate) fn clear_values(&mut self) {
        for (name, register) in &mut self.fields {
            if name != LIFE {
                register.clear(|_| true);
            }
        }
    }

    /// Devices that wrote something of it.
    pub(crate) fn devices(&self) -> BTreeSet<Device> {
        self.fields
            .values()
            .flat_map(|register| register.seen.keys().copied())
            .collect()
    }

    /// Compact JSON: `d` are the devices, `c` the write that most fields have in common (place of the device, stamp), `f` the
    /// fields: `[value]` when it was written then and never again, else `[[[device, stamp, value], …], [[device, stamp], …]]`.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let devices: Vec<Device> = self.devices().into_iter().collect();
        let place = |device: Device| devices.binary_search(&device).unwrap_or(0);
        let mut times: BTreeMap<Dot, usize> = BTreeMap::new();
        for dot in self.fields.values().filter_map(only) {
            *times.entry(dot).or_default() += 1;
        }
        let common = times
            .into_iter()
            .max_by_key(|(_, count)| *count)
            .map(|(dot, _)| dot);
        let mut fields = Map::new();
        for (name, register) in &self.fields {
            let written = match (only(register), register.entries.first()) {
                (Some(dot), Some(entry)) if Some(dot) == common => json!([entry.value]),
                _ => {
                    let entries: Vec<Value> = register
                        .entries
                        .iter()
                        .map(|entry| json!([place(entry.dot.device), entry.dot.stamp, entry.value]))
                        .collect();
                    let seen: Vec<Value> = register
                        .seen
                        .iter()
                        .map(|(device, stamp)| json!([place(*device), stamp]))
                        .collect();
                    json!([entries, seen])
                }
            };
            fields.insert(name.clone(), written);
        }
        let common = common.map(|dot| json!([place(dot.device), dot.stamp]));
        json!({"d": devices, "c": common, "f": fields})
    }

    /// `None` when it isn't what [`State::to_json`] writes.
    #[must_use]
    pub fn from_json(value: &Value) -> Option<Self> {
        let devices: Vec<Device> = value
            .get("d")?
            .as_array()?
            .iter()
            .map(|device| device.as_str()?.parse().ok())
            .collect::<Option<_>>()?;
        let dot = |place: &Value, stamp: &Value| {
            Some(Dot {
                device: *devices.get(usize::try_from(place.as_u64()?).ok()?)?,
                stamp: Stamp(stamp.as_u64()?),
            })
        };
        let common = match value.get("c")? {
            Value::Null => None,
            common => Some(dot(common.get(0)?, common.get(1)?)?),
        };
        let mut fields = BTreeMap::new();
        for (name, written) in value.get("f")?.as_object()? {
            let register = match written.as_array()?.as_slice() {
                [value] => Register::new(common?, value.clone()),
                [entries, seen] => {
                    let mut register = Register::default();
                    for one in seen.as_array()? {
                        let Dot { device, stamp } = dot(one.get(0)?, one.get(1)?)?;
                        register.seen.insert(device, stamp);
                    }
                    for one in entries.as_array()? {
                        let dot = dot(one.get(0)?, one.get(1)?)?;
                        // An entry that its own register hasn't seen would come back for ever.
                        if !register.has_seen(dot) {
                            return None;
                        }
                        register.entries.push(Entry {
                            dot,
                            value: one.get(2)?.clone(),
                        });
                    }
                    register.entries.sort_by_key(|entry| entry.dot);
                    register
                }
                _ => return None,
            };
            fields.insert(name.clone(), register);
        }
        Some(Self { fields })
    }
}

/// The only write that a register knows of, when it knows of one only and holds its value.
fn only(register: &Register) -> Option<Dot> {
    match (register.entries.as_slice(), register.seen.len()) {
        ([entry], 1) if register.seen.get(&entry.dot.device) == Some(&entry.dot.stamp) => {
            Some(entry.dot)
        }
        _ => None,
    }
}

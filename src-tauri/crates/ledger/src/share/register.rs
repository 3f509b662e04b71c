//! A field that several devices write: a multi-value register (Shapiro and others 2011) kept as a dot store (Almeida and others
//! 2018). Usually it holds one value; several are what was written without knowing of each other.

use std::collections::BTreeMap;

use serde_json::Value;

use super::stamp::{Device, Dot, Stamp};

/// One value and who wrote it when.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    pub dot: Dot,
    pub value: Value,
}

/// Entries in the order of their dots, and of each device the latest write that was ever seen here. What was seen and
/// isn't there was overwritten.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Register {
    pub entries: Vec<Entry>,
    pub seen: BTreeMap<Device, Stamp>,
}

impl Register {
    /// A value that nobody else has seen.
    #[must_use]
    pub fn new(dot: Dot, value: Value) -> Self {
        Self {
            entries: vec![Entry { dot, value }],
            seen: BTreeMap::from([(dot.device, dot.stamp)]),
        }
    }

    #[must_use]
    pub fn has_seen(&self, dot: Dot) -> bool {
        self.seen
            .get(&dot.device)
            .is_some_and(|seen| dot.stamp <= *seen)
    }

    fn holds(&self, dot: Dot) -> bool {
        self.entries
            .binary_search_by_key(&dot, |entry| entry.dot)
            .is_ok()
    }

    /// What both know together: an entry stays when both have it, or when one has it and the other never saw it. Commutative,
    /// associative, idempotent.
    #[must_use]
    pub fn join(&self, other: &Self) -> Self {
        let stay = |one: &Self, beside: &Self| {
            one.entries
                .iter()
                .filter(|entry| beside.holds(entry.dot) || !beside.has_seen(entry.dot))
                .cloned()
                .collect::<Vec<_>>()
        };
        let mut entries = stay(self, other);
        entries.extend(
            stay(other, self)
                .into_iter()
                .filter(|entry| !self.holds(entry.dot)),
        );
        entries.sort_by_key(|entry| entry.dot);
        let mut seen = self.seen.clone();
        for (device, stamp) in &other.seen {
            let kept = seen.entry(*device).or_default();
            *kept = (*kept).max(*stamp);
        }
        Self { entries, seen }
    }

    /// Writes a value over those entries that `over` names; `dot` must be later than all that was seen here.
    pub fn write(&mut self, dot: Dot, value: Value, over: impl Fn(&Entry) -> bool) {
        self.clear(over);
        self.entries.push(Entry { dot, value });
        self.entries.sort_by_key(|entry| entry.dot);
        let seen = self.seen.entry(dot.device).or_default();
        *seen = (*seen).max(dot.stamp);
    }

    /// Takes entries away: they stay seen, so that they don't come back.
    pub fn clear(&mut self, over: impl Fn(&Entry) -> bool) {
        self.entries.retain(|entry| !over(entry));
    }

    /// The latest stamp seen.
    #[must_use]
    pub fn latest(&self) -> Stamp {
        self.seen.values().copied().max().unwrap_or_default()
    }
}

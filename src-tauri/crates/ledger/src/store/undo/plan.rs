//! What of an operation can be taken back: what is still as the operation left it. Nothing is written here.
//!
//! Every rule only ever adds to what is kept, so that going round until no rule adds anything comes to an end. Everything is gone
//! through in the operation's own order: a preview gives the same reasons as the deed.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};

use rusqlite::Connection;
use rusqlite::types::Value;

use super::effect::{Deed, Effect, effects};
use super::rules;
use super::take_back::Why;
use crate::Result;
use crate::schema::shape::{Shape, Shaped};

/// A record.
pub(super) type Key = (&'static str, String);

/// What is to be written, and what is kept.
pub(super) struct Plan {
    pub(super) remove: Vec<Key>,
    pub(super) change: Vec<(Key, Vec<(usize, Value)>)>,
    pub(super) put_back: Vec<(Key, Vec<Value>)>,
    pub(super) kept: Vec<Stays>,
}

/// Something that stays, before it is told.
pub(super) struct Stays {
    pub(super) key: Key,
    /// The column's place; `None` for the whole record.
    pub(super) field: Option<usize>,
    pub(super) present: Option<Value>,
    pub(super) earlier: Option<Value>,
    pub(super) why: Why,
}

pub(super) struct Planning<'a> {
    pub(super) connection: &'a Connection,
    pub(super) shape: &'a Shape,
    effects: Vec<Effect>,
    /// By place of the effect: the record as it is now.
    now: Vec<Option<Vec<Value>>>,
    place: HashMap<Key, usize>,
    /// Whole records that stay as they are, with the reason.
    kept: BTreeMap<usize, Why>,
    /// Fields that stay as they are.
    kept_fields: BTreeMap<usize, BTreeMap<usize, Why>>,
    /// Posts and coordinators that come back without being the main one.
    not_main: HashSet<usize>,
    /// How often something was added to what is kept.
    added: usize,
    uses: Vec<Use>,
}

/// A record that is there now and refers to one that the operation made.
struct Use {
    child: Key,
    column: usize,
    /// Place of the effect that made the record referred to.
    parent: usize,
    /// Place of the child's own effect.
    by: Option<usize>,
    part: bool,
}

/// Works out what can be taken back.
pub(super) fn plan(connection: &Connection, shape: &Shape, operation: i64) -> Result<Plan> {
    let effects = effects(connection, shape, operation)?;
    let mut now = Vec::with_capacity(effects.len());
    for effect in &effects {
        now.push(match shape.get(effect.table) {
            Some(shaped) => shaped.now(connection, &effect.record)?,
            None => None,
        });
    }
    let place = effects
        .iter()
        .enumerate()
        .map(|(at, effect)| ((effect.table, effect.record.clone()), at))
        .collect();
    let mut planning = Planning {
        connection,
        shape,
        effects,
        now,
        place,
        kept: BTreeMap::new(),
        kept_fields: BTreeMap::new(),
        not_main: HashSet::new(),
        added: 0,
        uses: Vec::new(),
    };
    planning.compare();
    planning.read_uses()?;
    loop {
        let before = planning.added;
        planning.whole_groups();
        planning.fields_together();
        planning.references()?;
        planning.unique_values()?;
        planning.actions_follow_lines()?;
        planning.one_main()?;
        if planning.added == before {
            return Ok(planning.write_down());
        }
    }
}

impl Planning<'_> {
    pub(super) fn shaped(&self, at: usize) -> Option<&Shaped> {
        self.shape.get(self.effects.get(at)?.table)
    }

    pub(super) fn effects(&self) -> impl Iterator<Item = (usize, &Effect)> {
        self.effects.iter().enumerate()
    }

    pub(super) fn now_of(&self, at: usize) -> Option<&Vec<Value>> {
        self.now.get(at).and_then(Option::as_ref)
    }

    /// The record will not be there any more.
    pub(super) fn goes(&self, at: usize) -> bool {
        let made = self
            .effects
            .get(at)
            .is_some_and(|effect| matches!(effect.deed, Deed::Made(_)));
        made && self.now_of(at).is_some() && !self.kept.contains_key(&at)
    }

    /// The record will be there again.
    pub(super) fn comes(&self, at: usize) -> bool {
        let deleted = self
            .effects
            .get(at)
            .is_some_and(|effect| matches!(effect.deed, Deed::Deleted(_)));
        deleted && self.now_of(at).is_none() && !self.kept.contains_key(&at)
    }

    /// The value that a field will get back; `None` when it stays.
    pub(super) fn reverts(&self, at: usize, field: usize) -> Option<&Value> {
        let effect = self.effects.get(at)?;
        let Deed::Changed(fields) = &effect.deed else {
            return None;
        };
        let (_, before, after) = fields.iter().find(|(known, ..)| *known == field)?;
        let present = self.now_of(at)?.get(field)?;
        let kept = self.kept.contains_key(&at)
            || self
                .kept_fields
                .get(&at)
                .is_some_and(|fields| fields.contains_key(&field));
        (!kept && present == after).then_some(before)
    }

    /// The value that a field has in the end; `None` when the record isn't there then.
    pub(super) fn finally(&self, at: usize, field: usize) -> Option<&Value> {
        if self.goes(at) {
            return None;
        }
        if self.comes(at) {
            return match &self.effects.get(at)?.deed {
                Deed::Deleted(row) => row.get(field),
                Deed::Made(_) | Deed::Changed(_) => None,
            };
        }
        let present = self.now_of(at)?.get(field)?;
        Some(self.reverts(at, field).unwrap_or(present))
    }

    pub(super) fn keep(&mut self, at: usize, why: Why) {
        if let Entry::Vacant(free) = self.kept.entry(at) {
            free.insert(why);
            self.added += 1;
        }
    }

    pub(super) fn keep_field(&mut self, at: usize, field: usize, why: Why) {
        if let Entry::Vacant(free) = self.kept_fields.entry(at).or_default().entry(field) {
            free.insert(why);
            self.added += 1;
        }
    }

    /// It comes back without being the main one.
    pub(super) fn demote(&mut self, at: usize) {
        if self.not_main.insert(at) {
            self.added += 1;
        }
    }

    pub(super) fn is_demoted(&self, at: usize) -> bool {
        self.not_main.contains(&at)
    }

    /// The effect on a record, when there is one.
    pub(super) fn effect_on(&self, table: &'static str, id: &str) -> Option<usize> {
        self.place.get(&(table, id.to_owned())).copied()
    }

    /// What was changed since stays.
    fn compare(&mut self) {
        for at in 0..self.effects.len() {
            let (Some(effect), Some(shaped)) = (self.effects.get(at), self.shaped(at)) else {
                continue;
            };
            let meant = |field: usize| !rules::is_place(effect.table, shaped.column(field));
            let changed: Vec<usize> = match (&effect.deed, self.now_of(at)) {
                (Deed::Made(after), Some(now)) => (0..after.len())
                    .filter(|field| meant(*field) && after.get(*field) != now.get(*field))
                    .collect(),
                (Deed::Changed(fields), Some(now)) => fields
                    .iter()
                    .filter(|(field, before, after)| {
                        let present = now.get(*field);
                        meant(*field) && present != Some(after) && present != Some(before)
                    })
                    .map(|(field, ..)| *field)
                    .collect(),
                // Gone already, there again already: nothing is left to do.
                (Deed::Made(_), None) | (Deed::Deleted(_), _) => Vec::new(),
                (Deed::Changed(_), None) => {
                    self.keep(at, Why::Deleted);
                    continue;
                }
            };
            let made = matches!(effect.deed, Deed::Made(_));
            if made && !changed.is_empty() {
                self.keep(at, Why::Changed);
            }
            for field in changed {
                self.keep_field(at, field, Why::Changed);
            }
        }
    }

    /// Who refers to what the operation made: asked once for each column of each table, however many records there are.
    fn read_uses(&mut self) -> Result<()> {
        let mut made: BTreeMap<&'static str, Vec<&str>> = BTreeMap::new();
        for (at, effect) in self.effects() {
            if matches!(effect.deed, Deed::Made(_)) && self.now_of(at).is_some() {
                made.entry(effect.table).or_default().push(&effect.record);
            }
        }
        let mut uses = Vec::new();
        for (table, ids) in made {
            let ids = serde_json::Value::from(ids).to_string();
            for (shaped, reference) in self.shape.referring(table) {
                let child = shaped.table.name;
                let column = shaped.column(reference.column);
                let sql = format!(
                    "SELECT c.id, c.{column} FROM json_each(?1) made CROSS JOIN {child} c ON c.{column} = made.value"
                );
                let mut statement = self.connection.prepare_cached(&sql)?;
                let mut rows = statement.query([&ids])?;
                while let Some(row) = rows.next()? {
                    let child: Key = (child, row.get(0)?);
                    let Some(parent) = self.place.get(&(table, row.get(1)?)) else {
                        continue;
                    };
                    uses.push(Use {
                        by: self.place.get(&child).copied(),
                        child,
                        column: reference.column,
                        parent: *parent,
                        part: rules::is_part(shaped.table.name, column),
                    });
                }
            }
        }
        self.uses = uses;
        Ok(())
    }

    /// What is referred to stays; so do the parts of what stays. Whole groups that only depend on each other go.
    fn whole_groups(&mut self) {
        let mut of_child: HashMap<usize, Vec<usize>> = HashMap::new();
        let mut of_parent: HashMap<usize, Vec<usize>> = HashMap::new();
        let mut work: Vec<usize> = Vec::new();
        let uses = std::mem::take(&mut self.uses);
        for (place, one) in uses.iter().enumerate() {
            if let Some(by) = one.by {
                of_child.entry(by).or_default().push(place);
            }
            if one.part {
                of_parent.entry(one.parent).or_default().push(place);
            }
            let lets_go = one.by.is_some_and(|by| {
                self.goes(by)
                    || self
                        .reverts(by, one.column)
                        .is_some_and(|value| *value != Value::Text(self.id_of(one.parent)))
            });
            if !lets_go && self.goes(one.parent) {
                self.keep(one.parent, Why::used(&one.child));
            }
        }
        work.extend(self.kept.keys().copied());
        while let Some(at) = work.pop() {
            for place in of_child.get(&at).into_iter().flatten() {
                let Some(one) = uses.get(*place) else {
                    continue;
                };
                if self.goes(one.parent) {
                    self.keep(one.parent, Why::used(&one.child));
                    work.push(one.parent);
                }
            }
            for place in of_parent.get(&at).into_iter().flatten() {
                let Some(one) = uses.get(*place) else {
                    continue;
                };
                let (Some(by), Some(whole)) = (one.by, self.effects.get(at)) else {
                    continue;
                };
                if self.goes(by) {
                    let why = Why::Part {
                        table: whole.table,
                        record: whole.record.clone(),
                    };
                    self.keep(by, why);
                    work.push(by);
                }
            }
        }
        self.uses = uses;
    }

    pub(super) fn id_of(&self, at: usize) -> String {
        self.effects
            .get(at)
            .map(|effect| effect.record.clone())
            .unwrap_or_default()
    }

    fn fields_together(&mut self) {
        let mut more = Vec::new();
        for (at, fields) in &self.kept_fields {
            let Some(shaped) = self.shaped(*at) else {
                continue;
            };
            for field in fields.keys() {
                for other in rules::together(shaped.table.name, shaped.column(*field)) {
                    more.extend(shaped.place(other).map(|other| (*at, other)));
                }
            }
        }
        for (at, field) in more {
            if self.reverts(at, field).is_some() {
                self.keep_field(at, field, Why::Together);
            }
        }
    }

    fn write_down(self) -> Plan {
        let mut plan = Plan {
            remove: Vec::new(),
            change: Vec::new(),
            put_back: Vec::new(),
            kept: Vec::new(),
        };
        for at in 0..self.effects.len() {
            let Some(effect) = self.effects.get(at) else {
                continue;
            };
            let key: Key = (effect.table, effect.record.clone());
            match &effect.deed {
                Deed::Made(_) if self.goes(at) => plan.remove.push(key),
                Deed::Deleted(row) if self.comes(at) => {
                    let mut row = row.clone();
                    if self.not_main.contains(&at) {
                        for column in ["is_main", "me"] {
                            let place = self.shaped(at).and_then(|shaped| shaped.place(column));
                            if let Some(value) = place.and_then(|place| row.get_mut(place)) {
                                *value = Value::Integer(0);
                            }
                        }
                    }
                    plan.put_back.push((key, row));
                }
                Deed::Changed(fields) => {
                    let back: Vec<(usize, Value)> = fields
                        .iter()
                        .filter_map(|(field, ..)| Some((*field, self.reverts(at, *field)?.clone())))
                        .collect();
                    if !back.is_empty() {
                        plan.change.push((key, back));
                    }
                }
                Deed::Made(_) | Deed::Deleted(_) => {}
            }
            self.tell_kept(at, &mut plan.kept);
        }
        plan
    }

    fn tell_kept(&self, at: usize, kept: &mut Vec<Stays>) {
        let Some(effect) = self.effects.get(at) else {
            return;
        };
        if rules::is_quiet(effect.table) {
            return;
        }
        let key: Key = (effect.table, effect.record.clone());
        let nothing = BTreeMap::new();
        let fields = self.kept_fields.get(&at).unwrap_or(&nothing);
        let earlier = |field: usize| match &effect.deed {
            Deed::Changed(changed) => changed
                .iter()
                .find(|(known, ..)| *known == field)
                .map(|(_, before, _)| before.clone()),
            Deed::Made(_) | Deed::Deleted(_) => None,
        };
        for (field, why) in fields {
            kept.push(Stays {
                key: key.clone(),
                field: Some(*field),
                present: self.now_of(at).and_then(|now| now.get(*field)).cloned(),
                earlier: earlier(*field),
                why: why.clone(),
            });
        }
        if let Some(why) = self.kept.get(&at)
            && fields.is_empty()
            && !matches!(why, Why::Part { .. })
        {
            kept.push(Stays {
                key,
                field: None,
                present: None,
                earlier: None,
                why: why.clone(),
            });
        }
    }
}

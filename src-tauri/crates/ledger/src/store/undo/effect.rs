//! What an operation did in the end: of each record what it was before and after, however many steps lie between.

use std::collections::HashMap;

use rusqlite::Connection;
use rusqlite::types::Value;

use super::step::{Kind, Step, steps};
use crate::Result;
use crate::schema::shape::{Shape, Shaped};

/// One record and what became of it.
pub(super) struct Effect {
    pub(super) table: &'static str,
    pub(super) record: String,
    pub(super) deed: Deed,
}

/// Whole records in the order of the table's columns; changed fields by the column's place, with before and after.
pub(super) enum Deed {
    Made(Vec<Value>),
    Deleted(Vec<Value>),
    Changed(Vec<(usize, Value, Value)>),
}

struct Course {
    table: &'static str,
    record: String,
    was_there: bool,
    is_there: bool,
    /// What is known, by column.
    before: Vec<Option<Value>>,
    after: Vec<Option<Value>>,
}

/// The effects of an operation, in the order in which it first touched the records.
pub(super) fn effects(
    connection: &Connection,
    shape: &Shape,
    operation: i64,
) -> Result<Vec<Effect>> {
    let mut courses: Vec<Course> = Vec::new();
    let mut places: HashMap<(&'static str, String), usize> = HashMap::new();
    for step in steps(connection, operation)? {
        let Some(shaped) = shape.get(&step.table) else {
            continue;
        };
        let key = (shaped.table.name, step.record.clone());
        let place = *places.entry(key).or_insert_with(|| {
            courses.push(Course::begin(shaped, &step));
            courses.len() - 1
        });
        if let Some(course) = courses.get_mut(place) {
            course.follow(shaped, step);
        }
    }
    Ok(courses.into_iter().filter_map(Course::end).collect())
}

impl Course {
    fn begin(shaped: &Shaped, step: &Step) -> Self {
        let was_there = step.kind != Kind::Insert;
        Self {
            table: shaped.table.name,
            record: step.record.clone(),
            was_there,
            is_there: was_there,
            before: vec![None; shaped.defaults.len()],
            after: vec![None; shaped.defaults.len()],
        }
    }

    fn follow(&mut self, shaped: &Shaped, step: Step) {
        match step.kind {
            Kind::Insert => {
                self.is_there = true;
                self.after = shaped.defaults.iter().cloned().map(Some).collect();
            }
            Kind::Delete => {
                self.is_there = false;
                if self.was_there {
                    // What was changed before keeps what it had at the very beginning; what is not in the log was at its
                    // default.
                    for (kept, (default, changed)) in self
                        .before
                        .iter_mut()
                        .zip(shaped.defaults.iter().zip(&self.after))
                    {
                        if kept.is_none() && changed.is_none() {
                            *kept = Some(default.clone());
                        }
                    }
                }
            }
            Kind::Update => {}
        }
        for (field, old, new) in step.fields {
            let Some(at) = shaped.place(&field) else {
                continue;
            };
            let (Some(before), Some(after)) = (self.before.get_mut(at), self.after.get_mut(at))
            else {
                continue;
            };
            match step.kind {
                Kind::Insert => *after = Some(new),
                Kind::Update => {
                    if self.was_there && before.is_none() {
                        *before = Some(old);
                    }
                    *after = Some(new);
                }
                Kind::Delete => {
                    if self.was_there && after.is_none() {
                        *before = Some(old);
                    }
                }
            }
        }
        if step.kind == Kind::Delete {
            self.after.fill(None);
        }
    }

    fn end(self) -> Option<Effect> {
        let deed = match (self.was_there, self.is_there) {
            (false, false) => return None,
            (false, true) => Deed::Made(self.after.into_iter().flatten().collect()),
            (true, false) => Deed::Deleted(self.before.into_iter().flatten().collect()),
            (true, true) => {
                let changed: Vec<(usize, Value, Value)> = self
                    .before
                    .into_iter()
                    .zip(self.after)
                    .enumerate()
                    .filter_map(|(at, (before, after))| Some((at, before?, after?)))
                    .filter(|(_, before, after)| before != after)
                    .collect();
                if changed.is_empty() {
                    return None;
                }
                Deed::Changed(changed)
            }
        };
        Some(Effect {
            table: self.table,
            record: self.record,
            deed,
        })
    }
}

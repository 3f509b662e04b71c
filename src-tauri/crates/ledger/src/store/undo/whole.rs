//! What must hold when something was taken back: no reference leads nowhere, nothing that is unique is there twice, a line has
//! an action exactly when it is one, and of posts held at the same time one is the main one.

use std::collections::HashMap;

use rusqlite::types::Value;
use rusqlite::{OptionalExtension as _, params_from_iter};

use super::effect::Deed;
use super::plan::Planning;
use super::take_back::Why;
use crate::Result;

/// Id, person, first day, last day of a main post, as they will be.
type Post = (String, Value, Value, Value);

impl Planning<'_> {
    /// Whether a record will be there in the end.
    fn will_be(&self, table: &'static str, id: &str) -> Result<bool> {
        if let Some(at) = self.effect_on(table, id) {
            return Ok(self.comes(at) || self.now_of(at).is_some() && !self.goes(at));
        }
        let sql = format!("SELECT 1 FROM {table} WHERE id = ?1");
        Ok(self.connection.prepare_cached(&sql)?.exists([id])?)
    }

    /// What would refer to a record that is gone stays away, or stays as it is.
    pub(super) fn references(&mut self) -> Result<()> {
        let mut keep = Vec::new();
        for (at, effect) in self.effects() {
            let Some(shaped) = self.shaped(at) else {
                continue;
            };
            for reference in shaped.references.iter().filter(|one| !one.loose) {
                let column = reference.column;
                let wanted = match &effect.deed {
                    Deed::Deleted(row) if self.comes(at) => row.get(column),
                    Deed::Changed(_) => self.reverts(at, column),
                    Deed::Deleted(_) | Deed::Made(_) => None,
                };
                let Some(Value::Text(id)) = wanted else {
                    continue;
                };
                if !self.will_be(reference.to, id)? {
                    let why = Why::Missing {
                        table: reference.to,
                        record: id.clone(),
                    };
                    keep.push((at, column, self.comes(at), why));
                }
            }
        }
        for (at, column, whole, why) in keep {
            if whole {
                self.keep(at, why);
            } else {
                self.keep_field(at, column, why);
            }
        }
        Ok(())
    }

    /// What must be unique and is by now another record's stays away, or stays as it is.
    pub(super) fn unique_values(&mut self) -> Result<()> {
        let mut keep = Vec::new();
        for (at, effect) in self.effects() {
            let Some(shaped) = self.shaped(at) else {
                continue;
            };
            for columns in &shaped.unique {
                let comes = self.comes(at);
                let back: Vec<usize> = columns
                    .iter()
                    .copied()
                    .filter(|column| self.reverts(at, *column).is_some())
                    .collect();
                if !comes && back.is_empty() {
                    continue;
                }
                let values: Vec<&Value> = columns
                    .iter()
                    .filter_map(|column| self.finally(at, *column))
                    .collect();
                let conditions: String = columns
                    .iter()
                    .zip(2..)
                    .map(|(column, hole)| format!(" AND {} = ?{hole}", shaped.column(*column)))
                    .collect();
                let table = shaped.table.name;
                let sql = format!("SELECT id FROM {table} WHERE id <> ?1{conditions}");
                let own = Value::Text(effect.record.clone());
                let taken: Option<String> = self
                    .connection
                    .prepare_cached(&sql)?
                    .query_row(
                        params_from_iter(std::iter::once(&own).chain(values)),
                        |row| row.get(0),
                    )
                    .optional()?;
                // Whoever has it now may give it back in the same step.
                let gives_back = |other: usize| {
                    self.goes(other)
                        || columns.iter().any(|column| {
                            self.reverts(other, *column).is_some() && {
                                self.finally(other, *column) != self.finally(at, *column)
                            }
                        })
                };
                if let Some(record) = taken
                    && !self.effect_on(table, &record).is_some_and(gives_back)
                {
                    keep.push((at, back, comes, Why::Taken { table, record }));
                }
            }
        }
        for (at, back, whole, why) in keep {
            if whole {
                self.keep(at, why.clone());
            }
            for column in back {
                self.keep_field(at, column, why.clone());
            }
        }
        Ok(())
    }

    /// A line has an action exactly when its kind says so; where that wouldn't hold, both stay as they are.
    pub(super) fn actions_follow_lines(&mut self) -> Result<()> {
        let Some(line_column) = self.shape.get("action").and_then(|it| it.place("line")) else {
            return Ok(());
        };
        let Some(kind_column) = self
            .shape
            .get("minute_line")
            .and_then(|it| it.place("kind"))
        else {
            return Ok(());
        };
        let mut lines: Vec<String> = Vec::new();
        let mut actions: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, effect) in self.effects() {
            if let ("action", Deed::Made(row) | Deed::Deleted(row)) = (effect.table, &effect.deed)
                && let Some(Value::Text(line)) = row.get(line_column)
            {
                actions.entry(line.clone()).or_default().push(at);
            }
            match (effect.table, &effect.deed) {
                ("minute_line", Deed::Changed(_)) if self.reverts(at, kind_column).is_some() => {
                    lines.push(effect.record.clone());
                }
                ("action", Deed::Made(row) | Deed::Deleted(row))
                    if self.goes(at) || self.comes(at) =>
                {
                    if let Some(Value::Text(line)) = row.get(line_column) {
                        lines.push(line.clone());
                    }
                }
                _ => {}
            }
        }
        let mut keep = Vec::new();
        for line in lines {
            if !self.will_be("minute_line", &line)? {
                continue;
            }
            let own = self.effect_on("minute_line", &line);
            let kind = match own.and_then(|at| self.finally(at, kind_column)) {
                Some(Value::Text(kind)) => kind.clone(),
                Some(_) | None => self
                    .connection
                    .prepare_cached("SELECT kind FROM minute_line WHERE id = ?1")?
                    .query_row([&line], |row| row.get(0))?,
            };
            let present: Option<String> = self
                .connection
                .prepare_cached("SELECT id FROM action WHERE line = ?1")?
                .query_row([&line], |row| row.get(0))
                .optional()?;
            let of_line = actions.get(&line).cloned().unwrap_or_default();
            let stays = present.is_some_and(|id| {
                self.effect_on("action", &id)
                    .is_none_or(|at| !self.goes(at))
            });
            let has_action = stays || of_line.iter().any(|at| self.comes(*at));
            if has_action != (kind == "action") {
                keep.push((own, of_line));
            }
        }
        for (line, actions) in keep {
            if let Some(at) = line
                && self.reverts(at, kind_column).is_some()
            {
                self.keep_field(at, kind_column, Why::Together);
            }
            for at in actions {
                if self.goes(at) || self.comes(at) {
                    self.keep(at, Why::Together);
                }
            }
        }
        Ok(())
    }

    /// A post that was the main one comes back as another one when there is a main one by now; so does 「私」.
    pub(super) fn one_main(&mut self) -> Result<()> {
        let mut demote = Vec::new();
        let mut keep = Vec::new();
        let mut posts: HashMap<String, Vec<Post>> = HashMap::new();
        for (at, effect) in self.effects() {
            if effect.table == "affiliation"
                && let Some(post) = self.post(at)
                && let Value::Text(person) = &post.1
            {
                posts.entry(person.clone()).or_default().push(post);
            }
        }
        for (at, effect) in self.effects() {
            let Some(shaped) = self.shaped(at) else {
                continue;
            };
            let column = match effect.table {
                "affiliation" => "is_main",
                "coordinator" => "me",
                _ => continue,
            };
            let Some(main) = shaped.place(column) else {
                continue;
            };
            let comes = self.comes(at) && !self.is_demoted(at);
            let becomes = self.reverts(at, main).is_some();
            if !comes && !becomes || self.finally(at, main) != Some(&Value::Integer(1)) {
                continue;
            }
            let another = match effect.table {
                "affiliation" => {
                    let Some(post) = self.post(at) else { continue };
                    self.other_posts(&post, &posts)?
                        .iter()
                        .any(|other| overlap(&post, other))
                }
                _ => self.another_me(&effect.record)?,
            };
            if another && comes {
                demote.push(at);
            } else if another {
                keep.push((at, main));
            }
        }
        for at in demote {
            self.demote(at);
        }
        for (at, main) in keep {
            self.keep_field(at, main, Why::Together);
        }
        Ok(())
    }

    /// The post of an effect as it will be, when it will be a main one.
    fn post(&self, at: usize) -> Option<Post> {
        let shaped = self.shaped(at)?;
        let value = |column: &str| self.finally(at, shaped.place(column)?).cloned();
        if value("is_main")? != Value::Integer(1) || self.is_demoted(at) {
            return None;
        }
        Some((
            self.id_of(at),
            value("person")?,
            value("from_on")?,
            value("to_on")?,
        ))
    }

    /// The other main posts of the same person, as they will be; `known` are those that the operation touched, by person.
    fn other_posts(&self, post: &Post, known: &HashMap<String, Vec<Post>>) -> Result<Vec<Post>> {
        let (id, Value::Text(person), ..) = post else {
            return Ok(Vec::new());
        };
        let mut posts: Vec<Post> = self
            .connection
            .prepare_cached(
                "SELECT id, person, from_on, to_on FROM affiliation WHERE person = ?1 AND is_main AND id <> ?2",
            )?
            .query_map((person, id), |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            })?
            .collect::<rusqlite::Result<_>>()?;
        posts.retain(|(other, ..)| self.effect_on("affiliation", other).is_none());
        let touched = known.get(person).map_or(&[][..], Vec::as_slice);
        posts.extend(touched.iter().filter(|other| other.0 != *id).cloned());
        Ok(posts)
    }

    fn another_me(&self, own: &str) -> Result<bool> {
        let others: Vec<String> = self
            .connection
            .prepare_cached("SELECT id FROM coordinator WHERE me AND id <> ?1")?
            .query_map([own], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(others.iter().any(|other| {
            let Some(at) = self.effect_on("coordinator", other) else {
                return true;
            };
            self.shaped(at)
                .and_then(|shaped| self.finally(at, shaped.place("me")?))
                == Some(&Value::Integer(1))
        }))
    }
}

/// Whether two posts are held at the same time; without a day since ever, or for ever.
fn overlap(one: &Post, other: &Post) -> bool {
    let begins_before_end = |from: &Value, to: &Value| match (from, to) {
        (Value::Text(from), Value::Text(to)) => from <= to,
        _ => true,
    };
    begins_before_end(&one.2, &other.3) && begins_before_end(&other.2, &one.3)
}

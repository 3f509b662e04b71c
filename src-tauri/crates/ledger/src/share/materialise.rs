//! What the registers show, written into the ledger's tables: the reverse of capturing.

use std::collections::{BTreeMap, HashMap};

use rusqlite::types::Value as Sql;
use rusqlite::{Connection, params_from_iter};
use serde_json::Value;

use super::capture::could_stand;
use super::fields::{Field, Kind, Kinds, MERGED, Reach, sql};
use super::rows::{Row, Rows};
use super::store::Store;
use crate::schema::shape::Shape;
use crate::value::Moment;
use crate::{Result, Write};

/// Of these there is one of a meaning only, and nothing that can't do without them moves to another.
const UNIQUE: [&str; 5] = [
    "coordinator",
    "attendance",
    "action",
    "tie",
    "distinct_pair",
];
/// Free texts of the office.
const REMARKS: [&str; 2] = ["note", "manner"];

/// Gives the number of records that have to wait for what they refer to.
pub(crate) fn materialise(
    write: &Write<'_>,
    kinds: &Kinds,
    rows: &mut Rows,
    store: &Store,
    reach: Reach,
) -> Result<usize> {
    // References may dangle until the last step: they are checked at the commit.
    write
        .connection
        .execute_batch("PRAGMA defer_foreign_keys = ON")?;
    let shape = Shape::of(write.connection)?;
    let mut work = Work {
        write,
        connection: write.connection,
        kinds,
        shape: &shape,
        rows,
        store,
        reach,
    };
    let mut held = 0;
    for kind in kinds.0.iter().filter(|kind| kind.is_within(reach)) {
        held += work.put(kind)?;
    }
    for kind in kinds.0.iter().rev().filter(|kind| kind.is_within(reach)) {
        work.remove(kind)?;
    }
    work.merged()?;
    Ok(held)
}

struct Work<'a> {
    write: &'a Write<'a>,
    connection: &'a Connection,
    kinds: &'a Kinds,
    shape: &'a Shape,
    rows: &'a mut Rows,
    store: &'a Store,
    reach: Reach,
}

impl Work<'_> {
    fn put(&mut self, kind: &Kind) -> Result<usize> {
        let mut held = 0;
        if UNIQUE.contains(&kind.table) {
            self.make_room(kind)?;
        }
        for id in self.store.records(kind.table) {
            if !self.store.is_alive(kind.table, &id) {
                continue;
            }
            let shown: Vec<Option<Value>> = kind
                .fields
                .iter()
                .map(|field| Some(self.store.shown(kind, &id, field)?.value))
                .collect();
            let parts: Vec<String> = self
                .store
                .members(&id)
                .skip(1)
                .filter(|part| self.rows.has(kind.table, part))
                .map(str::to_owned)
                .collect();
            let is_there = self.rows.has(kind.table, &id);
            if !could_stand(kind, &shown, |table, id| self.rows.has(table, id)) {
                if !is_there && parts.is_empty() {
                    held += 1;
                }
                continue;
            }
            let mut carried = Vec::new();
            for part in &parts {
                carried.extend(self.take_away(kind, part)?);
            }
            if is_there {
                self.change(kind, &id, &shown)?;
            } else {
                self.add(kind, &id, &shown, carried.first())?;
            }
            let more = if is_there { 0 } else { 1 };
            for row in carried.iter().skip(more) {
                self.keep_own(kind, &id, row)?;
            }
            for (part, row) in parts.iter().zip(&carried) {
                self.redirect(kind, part, &id)?;
                if kind.table == "person" {
                    self.keep_former(&id, kind, row)?;
                }
            }
        }
        Ok(held)
    }

    /// Takes away what is known to be deleted, before another of the same meaning is put there.
    fn make_room(&mut self, kind: &Kind) -> Result<()> {
        let gone: Vec<String> = self
            .rows
            .all(kind.table)
            .map(|(id, _)| id)
            .filter(|id| {
                let top = self.store.stands_for(id);
                self.store.is_known(kind.table, top) && !self.store.is_alive(kind.table, top)
            })
            .cloned()
            .collect();
        for id in gone {
            self.delete(kind.table, &id)?;
        }
        Ok(())
    }

    /// What the part had that never leaves this ledger, and the exchange says nothing of: the whole has it now; remarks of both
    /// stand one below the other.
    fn keep_own(&mut self, kind: &Kind, id: &str, part: &Row) -> Result<()> {
        let Some(mut row) = self.rows.get(kind.table, id).cloned() else {
            return Ok(());
        };
        let mut columns = Vec::new();
        let mut params = vec![Sql::Text(id.to_owned())];
        for ((field, was), now) in kind.fields.iter().zip(&part.values).zip(&mut row.values) {
            let is_empty = |value: &Value| *value == field.default || value.is_null();
            if self.reach.has(kind.table, field) || is_empty(was) || was == now {
                continue;
            }
            let both = match (now.as_str(), was.as_str()) {
                _ if is_empty(now) => was.clone(),
                (Some(now), Some(was)) if REMARKS.contains(&field.name) && !now.contains(was) => {
                    Value::from(format!("{now}\n{was}"))
                }
                _ => continue,
            };
            columns.extend(field.columns.iter().copied());
            params.extend(columns_of(&both));
            *now = both;
        }
        if columns.is_empty() {
            return Ok(());
        }
        let sets: Vec<String> = columns
            .iter()
            .zip(2..)
            .map(|(column, at)| format!("{column} = ?{at}"))
            .collect();
        let sql = format!(
            "UPDATE {} SET {} WHERE id = ?1",
            kind.table,
            sets.join(", ")
        );
        self.connection
            .prepare_cached(&sql)?
            .execute(params_from_iter(params))?;
        self.rows.put(kind.table, id, row);
        Ok(())
    }

    /// What a field is in the ledger: what it names and isn't here is no name.
    fn value(&self, kind: &Kind, field: &Field, shown: &Value) -> Value {
        match (field.refers, shown.as_str()) {
            // Evidence outlives what it speaks of.
            (Some(table), Some(id))
                if !field.required
                    && !table.is_empty()
                    && !self.rows.has(table, id)
                    && kind.table != "evidence" =>
            {
                Value::Null
            }
            _ => shown.clone(),
        }
    }

    fn add(
        &mut self,
        kind: &Kind,
        id: &str,
        shown: &[Option<Value>],
        carried: Option<&Row>,
    ) -> Result<()> {
        let values: Vec<Value> = kind
            .fields
            .iter()
            .zip(shown)
            .enumerate()
            .map(|(at, (field, shown))| match shown {
                Some(shown) if self.reach.has(kind.table, field) => self.value(kind, field, shown),
                Some(_) | None => carried
                    .and_then(|row| row.values.get(at))
                    .cloned()
                    .unwrap_or_else(|| self.default(kind, field)),
            })
            .collect();
        let columns: Vec<&str> = kind
            .fields
            .iter()
            .flat_map(|field| field.columns.iter().copied())
            .collect();
        let holes: Vec<String> = (2..columns.len() + 2).map(|at| format!("?{at}")).collect();
        let sql = format!(
            "INSERT INTO {} (id, {}) VALUES (?1, {})",
            kind.table,
            columns.join(", "),
            holes.join(", ")
        );
        let mut params = vec![Sql::Text(id.to_owned())];
        params.extend(values.iter().flat_map(columns_of));
        self.connection
            .prepare_cached(&sql)?
            .execute(params_from_iter(params))?;
        let row = Row {
            in_trash: false,
            values,
        };
        self.rows.put(kind.table, id, row);
        Ok(())
    }

    fn default(&self, kind: &Kind, field: &Field) -> Value {
        if kind.table == "municipality" && field.name == "position" {
            return Value::from(self.rows.all("municipality").count());
        }
        field.default.clone()
    }

    fn change(&mut self, kind: &Kind, id: &str, shown: &[Option<Value>]) -> Result<()> {
        let Some(row) = self.rows.get(kind.table, id) else {
            return Ok(());
        };
        let mut row = row.clone();
        let mut columns = Vec::new();
        let mut params = vec![Sql::Text(id.to_owned())];
        for ((field, shown), now) in kind.fields.iter().zip(shown).zip(&mut row.values) {
            let Some(shown) = shown else { continue };
            if !self.reach.has(kind.table, field) {
                continue;
            }
            let value = self.value(kind, field, shown);
            if value != *now {
                columns.extend(field.columns.iter().copied());
                params.extend(columns_of(&value));
                *now = value;
            }
        }
        let mut sets: Vec<String> = columns
            .iter()
            .zip(2..)
            .map(|(column, at)| format!("{column} = ?{at}"))
            .collect();
        if row.in_trash {
            sets.push("removed_at = NULL".to_owned());
            row.in_trash = false;
        }
        if sets.is_empty() {
            return Ok(());
        }
        let sql = format!(
            "UPDATE {} SET {} WHERE id = ?1",
            kind.table,
            sets.join(", ")
        );
        self.connection
            .prepare_cached(&sql)?
            .execute(params_from_iter(params))?;
        self.rows.put(kind.table, id, row);
        Ok(())
    }

    fn take_away(&mut self, kind: &Kind, id: &str) -> Result<Option<Row>> {
        let sql = format!("DELETE FROM {} WHERE id = ?1", kind.table);
        self.connection.prepare_cached(&sql)?.execute([id])?;
        Ok(self.rows.drop(kind.table, id))
    }

    /// Whatever named the part names the whole.
    fn redirect(&mut self, kind: &Kind, from: &str, to: &str) -> Result<()> {
        let referring: Vec<(&'static str, &'static str)> = self
            .shape
            .referring(kind.table)
            .map(|(shaped, reference)| (shaped.table.name, shaped.column(reference.column)))
            .collect();
        for (table, column) in referring {
            if kind.table == "person" && matches!(table, "tie" | "distinct_pair") {
                continue;
            }
            // What is unique and there already: its own turn comes, both are one.
            let sql = format!("UPDATE OR IGNORE {table} SET {column} = ?2 WHERE {column} = ?1");
            self.connection.prepare_cached(&sql)?.execute((from, to))?;
            self.renamed(table, column, from, to);
        }
        if kind.table == "person" {
            self.pairs(from, to)?;
        }
        Ok(())
    }

    /// The rows as they were read, with the new name.
    fn renamed(&mut self, table: &'static str, column: &str, from: &str, to: &str) {
        let Some(kind) = self.kinds.get(table) else {
            return;
        };
        let Some(at) = kind.place(column) else { return };
        let named: Vec<(String, Row)> = self
            .rows
            .all(table)
            .filter(|(_, row)| row.values.get(at).and_then(Value::as_str) == Some(from))
            .map(|(id, row)| (id.clone(), row.clone()))
            .collect();
        for (id, mut row) in named {
            if let Some(value) = row.values.get_mut(at) {
                *value = Value::from(to);
            }
            self.rows.put(table, &id, row);
        }
    }

    /// Ties and pairs of different people: of two with a third one stays, with itself nobody has one.
    fn pairs(&mut self, from: &str, to: &str) -> Result<()> {
        for table in ["tie", "distinct_pair"] {
            let named: Vec<(String, String)> = self
                .connection
                .prepare_cached(&format!(
                    "SELECT id, iif(a = ?1, b, a) FROM {table} WHERE a = ?1 OR b = ?1"
                ))?
                .query_map([from], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect::<rusqlite::Result<_>>()?;
            for (id, other) in named {
                let (a, b) = (to.min(other.as_str()), to.max(other.as_str()));
                let known: Option<String> = {
                    let sql = format!("SELECT id FROM {table} WHERE a = ?1 AND b = ?2");
                    let mut statement = self.connection.prepare_cached(&sql)?;
                    let mut rows = statement.query([a, b])?;
                    match rows.next()? {
                        Some(row) => Some(row.get(0)?),
                        None => None,
                    }
                };
                if a == b || known.is_some() {
                    if table == "tie" {
                        match &known {
                            Some(known) => self.connection.execute(
                                "UPDATE tie_level SET tie = ?2 WHERE tie = ?1",
                                [&id, known],
                            )?,
                            None => self
                                .connection
                                .execute("DELETE FROM tie_level WHERE tie = ?1", [&id])?,
                        };
                    }
                    let sql = format!("DELETE FROM {table} WHERE id = ?1");
                    self.connection.execute(&sql, [&id])?;
                    self.rows.drop(table, &id);
                } else {
                    let sql = format!("UPDATE {table} SET a = ?2, b = ?3 WHERE id = ?1");
                    self.connection.execute(&sql, [id.as_str(), a, b])?;
                    let row = Row {
                        in_trash: false,
                        values: self.read(table, &id)?,
                    };
                    self.rows.put(table, &id, row);
                }
            }
        }
        Ok(())
    }

    fn read(&self, table: &str, id: &str) -> Result<Vec<Value>> {
        let Some(kind) = self.kinds.get(table) else {
            return Ok(Vec::new());
        };
        let columns: Vec<&str> = kind.fields.iter().map(|field| field.name).collect();
        let sql = format!("SELECT {} FROM {table} WHERE id = ?1", columns.join(", "));
        Ok(self
            .connection
            .prepare_cached(&sql)?
            .query_row([id], |row| {
                (0..columns.len())
                    .map(|at| {
                        row.get::<_, Sql>(at)
                            .map(|value| super::fields::json(&value))
                    })
                    .collect()
            })?)
    }

    /// What the part knew and the whole says otherwise.
    fn keep_former(&mut self, person: &str, kind: &Kind, part: &Row) -> Result<()> {
        let Some(whole) = self.rows.get("person", person).cloned() else {
            return Ok(());
        };
        for (at, field) in kind.fields.iter().enumerate() {
            let (was, is) = (part.values.get(at), whole.values.get(at));
            let plain = |value: Option<&Value>| {
                let text = value.and_then(Value::as_str);
                text.unwrap_or_default().to_owned()
            };
            let pairs: Vec<(&str, String, String)> = match field.name {
                "kana" | "email" | "phone" | "mobile" | "fax" => {
                    vec![(field.name, plain(was), plain(is))]
                }
                "name" => ["name", "family"]
                    .iter()
                    .enumerate()
                    .map(|(place, name)| {
                        let text = |value: Option<&'_ Value>| {
                            let text = value.and_then(|value| value.get(place)?.as_str());
                            text.unwrap_or_default().to_owned()
                        };
                        (*name, text(was), text(is))
                    })
                    .collect(),
                _ => continue,
            };
            for (name, was, is) in pairs {
                let field_is_private = !self.reach.has("person", field);
                if was.is_empty() || was == is {
                    continue;
                }
                if is.is_empty() && field_is_private {
                    let sql = format!("UPDATE person SET {name} = ?2 WHERE id = ?1");
                    self.connection.execute(&sql, [person, &was])?;
                    continue;
                }
                let known = self
                    .connection
                    .prepare_cached(
                        "SELECT 1 FROM former_value WHERE person = ?1 AND field = ?2 AND value = ?3",
                    )?
                    .exists([person, name, &was])?;
                if !known {
                    let id = self.write.new_id::<uuid::Uuid>().to_string();
                    self.write.insert(
                        "former_value",
                        &id,
                        &[("person", &person), ("field", &name), ("value", &was)],
                    )?;
                }
            }
        }
        Ok(())
    }

    fn remove(&mut self, kind: &Kind) -> Result<()> {
        for id in self.store.records(kind.table) {
            let alive = self.store.is_alive(kind.table, &id);
            let Some(row) = self.rows.get(kind.table, &id) else {
                continue;
            };
            if alive {
                // What it can't do without is gone: it goes along, and comes back with it.
                let stands = kind.fields.iter().zip(&row.values).all(|(field, value)| {
                    match (field.refers, value.as_str()) {
                        (Some(table), Some(id)) if field.required => self.rows.has(table, id),
                        _ => true,
                    }
                });
                if !stands {
                    self.delete(kind.table, &id)?;
                }
            } else if !self.store.is_known(kind.table, &id) || row.in_trash {
            } else if kind.has_trash {
                let sql = format!("UPDATE {} SET removed_at = ?2 WHERE id = ?1", kind.table);
                self.connection
                    .prepare_cached(&sql)?
                    .execute((&id, Moment(self.write.now)))?;
                if let Some(mut row) = self.rows.drop(kind.table, &id) {
                    row.in_trash = true;
                    self.rows.put(kind.table, &id, row);
                }
            } else {
                self.delete(kind.table, &id)?;
            }
        }
        Ok(())
    }

    /// With all that can't do without it.
    fn delete(&mut self, table: &'static str, id: &str) -> Result<()> {
        let referring: Vec<(&'static str, &'static str, bool)> = self
            .shape
            .referring(table)
            .filter(|(_, reference)| !reference.loose)
            .map(|(shaped, reference)| {
                let column = shaped.column(reference.column);
                let required = self.kinds.get(shaped.table.name).is_some_and(|kind| {
                    kind.fields
                        .iter()
                        .any(|field| field.name == column && field.required)
                });
                (shaped.table.name, column, required)
            })
            .collect();
        for (child, column, required) in referring {
            if required {
                let sql = format!("SELECT id FROM {child} WHERE {column} = ?1");
                let children: Vec<String> = self
                    .connection
                    .prepare_cached(&sql)?
                    .query_map([id], |row| row.get(0))?
                    .collect::<rusqlite::Result<_>>()?;
                for one in children {
                    self.delete(child, &one)?;
                }
            } else {
                let sql = format!("UPDATE {child} SET {column} = NULL WHERE {column} = ?1");
                self.connection.prepare_cached(&sql)?.execute([id])?;
            }
        }
        let sql = format!("DELETE FROM {table} WHERE id = ?1");
        self.connection.prepare_cached(&sql)?.execute([id])?;
        self.rows.drop(table, id);
        Ok(())
    }

    /// The rows that say which person or organisation became part of which.
    fn merged(&mut self) -> Result<()> {
        let mut wanted: BTreeMap<&str, (&str, &str)> = BTreeMap::new();
        let mut known: HashMap<&str, bool> = HashMap::new();
        for ((table, id), state) in &self.store.states {
            if *table != MERGED {
                continue;
            }
            let of = state
                .fields
                .get("table_name")
                .and_then(|of| of.entries.last());
            let of = of.and_then(|of| of.value.as_str()).unwrap_or_default();
            known.insert(id, state.is_alive());
            let kept = self.store.stands_for(id);
            if matches!(of, "person" | "organisation") && self.rows.has(of, kept) && kept != id {
                wanted.insert(id, (of, kept));
            }
        }
        for (id, (table, kept)) in &wanted {
            if !self.rows.merged.contains_key(*id) && known.get(id) == Some(&true) {
                self.connection
                    .prepare_cached(
                        "INSERT INTO merged (id, kept, table_name) VALUES (?1, ?2, ?3)",
                    )?
                    .execute([id, kept, table])?;
            }
        }
        for (id, alive) in known {
            if !alive && self.rows.merged.contains_key(id) {
                self.connection
                    .prepare_cached("DELETE FROM merged WHERE id = ?1")?
                    .execute([id])?;
            }
        }
        Ok(())
    }
}

fn columns_of(value: &Value) -> Vec<Sql> {
    match value {
        Value::Array(several) => several.iter().map(sql).collect(),
        one => vec![sql(one)],
    }
}

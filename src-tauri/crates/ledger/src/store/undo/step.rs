//! The log of an operation as steps that can be done backwards or forwards.

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use crate::Result;

/// What was done to one record by one statement.
pub(super) struct Step {
    pub(super) kind: Kind,
    pub(super) table: String,
    pub(super) record: String,
    /// Field, before, after; each field once.
    pub(super) fields: Vec<(String, Value, Value)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Insert,
    Update,
    Delete,
}

#[derive(Clone, Copy)]
pub(super) enum Direction {
    Back,
    Forward,
}

/// The rows of the log gathered into steps, in the order in which they were done.
pub(super) fn steps(connection: &Connection, operation: i64) -> Result<Vec<Step>> {
    let mut statement = connection.prepare_cached(
        "SELECT kind, table_name, record, field, old, new FROM change WHERE operation = ?1 ORDER BY seq",
    )?;
    let mut rows = statement.query([operation])?;
    let mut steps: Vec<Step> = Vec::new();
    while let Some(row) = rows.next()? {
        let kind = match row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)? {
            "insert" => Kind::Insert,
            "delete" => Kind::Delete,
            // The schema allows no fourth.
            _ => Kind::Update,
        };
        let (table, record, field): (String, String, String) =
            (row.get(1)?, row.get(2)?, row.get(3)?);
        let (old, new): (Value, Value) = (row.get(4)?, row.get(5)?);
        // Making and deleting a record log its id first, an update never logs an id.
        match steps.last_mut() {
            Some(step)
                if step.kind == kind
                    && step.table == table
                    && step.record == record
                    && step.fields.iter().all(|(known, _, _)| *known != field) =>
            {
                step.fields.push((field, old, new));
            }
            Some(_) | None => steps.push(Step {
                kind,
                table,
                record,
                fields: vec![(field, old, new)],
            }),
        }
    }
    Ok(steps)
}

impl Step {
    pub(super) fn apply(&self, connection: &Connection, direction: Direction) -> Result<()> {
        match (self.kind, direction) {
            (Kind::Insert, Direction::Back) | (Kind::Delete, Direction::Forward) => {
                self.delete(connection)
            }
            (Kind::Insert, Direction::Forward) => self.insert(connection, |(_, _, new)| new),
            (Kind::Delete, Direction::Back) => self.insert(connection, |(_, old, _)| old),
            (Kind::Update, Direction::Forward) => self.update(connection, |(_, _, new)| new),
            (Kind::Update, Direction::Back) => self.update(connection, |(_, old, _)| old),
        }
    }

    fn delete(&self, connection: &Connection) -> Result<()> {
        let sql = format!("DELETE FROM {} WHERE id = ?1", self.table);
        connection.prepare_cached(&sql)?.execute([&self.record])?;
        Ok(())
    }

    fn insert(
        &self,
        connection: &Connection,
        value: fn(&(String, Value, Value)) -> &Value,
    ) -> Result<()> {
        let fields: Vec<&str> = self
            .fields
            .iter()
            .map(|(field, _, _)| field.as_str())
            .collect();
        let holes: Vec<String> = (1..=fields.len()).map(|at| format!("?{at}")).collect();
        let sql = format!(
            "INSERT INTO {} ({}) VALUES ({})",
            self.table,
            fields.join(", "),
            holes.join(", ")
        );
        connection
            .prepare_cached(&sql)?
            .execute(params_from_iter(self.fields.iter().map(value)))?;
        Ok(())
    }

    fn update(
        &self,
        connection: &Connection,
        value: fn(&(String, Value, Value)) -> &Value,
    ) -> Result<()> {
        let fields: Vec<String> = self
            .fields
            .iter()
            .zip(2..)
            .map(|((field, _, _), at)| format!("{field} = ?{at}"))
            .collect();
        let sql = format!(
            "UPDATE {} SET {} WHERE id = ?1",
            self.table,
            fields.join(", ")
        );
        let record = Value::Text(self.record.clone());
        let values = std::iter::once(&record).chain(self.fields.iter().map(value));
        connection
            .prepare_cached(&sql)?
            .execute(params_from_iter(values))?;
        Ok(())
    }
}

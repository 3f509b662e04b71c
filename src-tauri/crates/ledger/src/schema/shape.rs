//! The tables as SQLite itself sees them: defaults, references, what must be unique. Read, not written down a second time.

use std::collections::HashMap;

use rusqlite::Connection;
use rusqlite::types::Value;

use super::tables::{TABLES, Table};
use crate::Result;

/// All logged tables, by their place in [`TABLES`].
pub(crate) struct Shape {
    tables: HashMap<&'static str, Shaped>,
}

/// One logged table.
pub(crate) struct Shaped {
    pub(crate) table: &'static Table,
    /// In the order of [`Table::columns`].
    pub(crate) defaults: Vec<Value>,
    pub(crate) references: Vec<Reference>,
    /// Places of the columns that are unique together; the id is not among them.
    pub(crate) unique: Vec<Vec<usize>>,
    /// `SELECT` of all columns by id.
    pub(crate) by_id: String,
}

/// A column that names a record.
#[derive(Clone, Copy)]
pub(crate) struct Reference {
    /// Place in [`Table::columns`].
    pub(crate) column: usize,
    pub(crate) to: &'static str,
    /// Known to the app alone: SQLite doesn't hold it.
    pub(crate) loose: bool,
}

/// The records that evidence may be linked to.
const EVIDENCE: [&str; 4] = ["person", "organisation", "series", "meeting"];

impl Shape {
    pub(crate) fn of(connection: &Connection) -> Result<Self> {
        let mut tables = HashMap::new();
        for table in TABLES.iter().filter(|table| table.logged) {
            tables.insert(table.name, Shaped::of(connection, table)?);
        }
        Ok(Self { tables })
    }

    /// None for a table that isn't logged: a log of another version may name one.
    pub(crate) fn get(&self, table: &str) -> Option<&Shaped> {
        self.tables.get(table)
    }

    /// All tables with their columns that may name a record of `to`.
    pub(crate) fn referring<'a>(
        &'a self,
        to: &'a str,
    ) -> impl Iterator<Item = (&'a Shaped, Reference)> {
        TABLES
            .iter()
            .filter_map(|table| self.tables.get(table.name))
            .flat_map(move |shaped| {
                shaped
                    .references
                    .iter()
                    .filter(move |reference| reference.to == to)
                    .map(move |reference| (shaped, *reference))
            })
    }
}

impl Shaped {
    fn of(connection: &Connection, table: &'static Table) -> Result<Self> {
        let name = table.name;
        let place = |column: &str| table.columns.iter().position(|(known, _)| *known == column);
        let mut defaults = vec![Value::Null; table.columns.len()];
        let mut statement =
            connection.prepare_cached("SELECT name, dflt_value FROM pragma_table_info(?1)")?;
        let mut rows = statement.query([name])?;
        while let Some(row) = rows.next()? {
            let (column, default): (String, Option<String>) = (row.get(0)?, row.get(1)?);
            let Some(at) = place(&column) else { continue };
            if let (Some(default), Some(kept)) = (default, defaults.get_mut(at)) {
                *kept = connection.query_row(&format!("SELECT {default}"), [], |row| row.get(0))?;
            }
        }
        let mut references = Vec::new();
        let mut statement = connection
            .prepare_cached("SELECT \"from\", \"table\" FROM pragma_foreign_key_list(?1)")?;
        let mut rows = statement.query([name])?;
        while let Some(row) = rows.next()? {
            let (column, to): (String, String) = (row.get(0)?, row.get(1)?);
            let to = TABLES.iter().find(|table| table.name == to);
            if let (Some(column), Some(to)) = (place(&column), to) {
                references.push(Reference {
                    column,
                    to: to.name,
                    loose: false,
                });
            }
        }
        if let ("evidence", Some(column)) = (name, place("record")) {
            references.extend(EVIDENCE.map(|to| Reference {
                column,
                to,
                loose: true,
            }));
        }
        let columns: Vec<&str> = table.columns.iter().map(|(column, _)| *column).collect();
        Ok(Self {
            table,
            defaults,
            references,
            unique: unique(connection, name)?
                .iter()
                .map(|columns| columns.iter().filter_map(|column| place(column)).collect())
                .collect(),
            by_id: format!("SELECT {} FROM {name} WHERE id = ?1", columns.join(", ")),
        })
    }

    /// The place of a column.
    pub(crate) fn place(&self, column: &str) -> Option<usize> {
        self.table
            .columns
            .iter()
            .position(|(known, _)| *known == column)
    }

    /// The name of the column at a place.
    pub(crate) fn column(&self, at: usize) -> &'static str {
        self.table.columns.get(at).map_or("", |(name, _)| name)
    }

    /// The record as it is now, `None` when it isn't there.
    pub(crate) fn now(&self, connection: &Connection, id: &str) -> Result<Option<Vec<Value>>> {
        let mut statement = connection.prepare_cached(&self.by_id)?;
        let mut rows = statement.query([id])?;
        let Some(row) = rows.next()? else {
            return Ok(None);
        };
        Ok(Some(
            (0..self.table.columns.len())
                .map(|at| row.get(at))
                .collect::<rusqlite::Result<_>>()?,
        ))
    }
}

fn unique(connection: &Connection, table: &str) -> Result<Vec<Vec<String>>> {
    let names: Vec<String> = connection
        .prepare_cached("SELECT name FROM pragma_index_list(?1) WHERE origin = 'u'")?
        .query_map([table], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    names
        .into_iter()
        .map(|name| {
            Ok(connection
                .prepare_cached("SELECT name FROM pragma_index_info(?1) ORDER BY seqno")?
                .query_map([name], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?)
        })
        .collect()
}

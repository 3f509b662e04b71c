//! The ledger's tables as they are now, field by field.

use std::collections::{BTreeMap, HashMap};

use rusqlite::Connection;
use serde_json::Value;

use super::fields::{Kind, Kinds, MERGED, json};
use crate::Result;

/// One row.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) in_trash: bool,
    /// In the order of [`Kind::fields`].
    pub(crate) values: Vec<Value>,
}

/// All rows by table and id; and which record of the ledger became part of which.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    tables: HashMap<&'static str, BTreeMap<String, Row>>,
    /// Id of what is gone, its table, and what it became part of.
    pub(crate) merged: BTreeMap<String, (String, String)>,
}

impl Rows {
    pub(crate) fn of(connection: &Connection, kinds: &Kinds) -> Result<Self> {
        let mut rows = Self::default();
        for kind in &kinds.0 {
            rows.tables.insert(kind.table, table(connection, kind)?);
        }
        let sql = format!("SELECT id, table_name, kept FROM {MERGED}");
        let mut statement = connection.prepare_cached(&sql)?;
        let mut found = statement.query([])?;
        while let Some(row) = found.next()? {
            rows.merged.insert(row.get(0)?, (row.get(1)?, row.get(2)?));
        }
        Ok(rows)
    }

    pub(crate) fn get(&self, table: &str, id: &str) -> Option<&Row> {
        self.tables.get(table)?.get(id)
    }

    /// Whether there is such a row, be it in the trash. A reference that may lead anywhere leads to any table.
    pub(crate) fn has(&self, table: &str, id: &str) -> bool {
        if table.is_empty() {
            return self.tables.values().any(|rows| rows.contains_key(id));
        }
        self.get(table, id).is_some()
    }

    pub(crate) fn all(&self, table: &str) -> impl Iterator<Item = (&String, &Row)> {
        self.tables.get(table).into_iter().flatten()
    }

    pub(crate) fn put(&mut self, table: &'static str, id: &str, row: Row) {
        self.tables
            .entry(table)
            .or_default()
            .insert(id.to_owned(), row);
    }

    pub(crate) fn drop(&mut self, table: &str, id: &str) -> Option<Row> {
        self.tables.get_mut(table)?.remove(id)
    }
}

fn table(connection: &Connection, kind: &Kind) -> Result<BTreeMap<String, Row>> {
    let columns: Vec<&str> = kind
        .fields
        .iter()
        .flat_map(|field| field.columns.iter().copied())
        .collect();
    let trash = if kind.has_trash {
        "removed_at IS NOT NULL"
    } else {
        "0"
    };
    let sql = format!(
        "SELECT id, {trash}, {} FROM {}",
        columns.join(", "),
        kind.table
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let mut found = statement.query([])?;
    let mut rows = BTreeMap::new();
    while let Some(row) = found.next()? {
        let mut at = 2;
        let mut values = Vec::with_capacity(kind.fields.len());
        for field in &kind.fields {
            let mut of_field = Vec::with_capacity(field.columns.len());
            for _ in &field.columns {
                of_field.push(json(&row.get(at)?));
                at += 1;
            }
            values.push(match of_field.len() {
                1 => of_field.pop().unwrap_or_default(),
                _ => Value::Array(of_field),
            });
        }
        let in_trash = row.get(1)?;
        rows.insert(row.get(0)?, Row { in_trash, values });
    }
    Ok(rows)
}

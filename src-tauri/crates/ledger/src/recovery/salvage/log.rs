//! The change log as far as it can be read, and what it knows of records.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::{DateTime, Utc};
use rusqlite::Connection;
use rusqlite::types::Value;
use uuid::{ContextV7, Timestamp, Uuid};

use super::pages::Source;
use super::rows::{self, Rows};
use super::{Row, Salvaged, insert};
use crate::Result;
use crate::store::{SALVAGED, SALVAGED_IN_PART};
use crate::value::Moment;

/// A record as the log knows it: `None` where its making isn't in the log any more.
type Known = BTreeMap<String, Option<Row>>;

/// Operations and changes by their number.
pub(super) struct Log {
    operations: BTreeMap<i64, Row>,
    changes: BTreeMap<i64, Row>,
    /// Whether a page of it was damaged.
    pub(super) broken: bool,
    alive: HashMap<String, Known>,
}

impl Log {
    pub(super) fn read(source: &mut Source) -> Result<Self> {
        let there = source.tables()?;
        let mut of = |table: &str, elsewhere: &[&str]| -> Result<Rows<i64>> {
            if !there.contains(table) {
                return Ok(Rows {
                    rows: BTreeMap::new(),
                    broken: true,
                });
            }
            let columns = source.columns(table)?;
            rows::read(source, table, "seq", &columns, |source| {
                let mut numbers: BTreeSet<i64> = BTreeSet::new();
                for question in elsewhere {
                    numbers.extend(rows::column::<i64>(source, question));
                }
                numbers.into_iter().collect()
            })
        };
        let operations = of("operation", &NUMBERS_OF_OPERATIONS)?;
        let changes = of("change", &NUMBERS_OF_CHANGES)?;
        let broken = operations.broken || changes.broken;
        let alive = alive(&operations.rows, &changes.rows);
        Ok(Self {
            operations: operations.rows,
            changes: changes.rows,
            broken,
            alive,
        })
    }

    /// The records of a table that the log says are there.
    pub(super) fn alive(&mut self, table: &str) -> Known {
        self.alive.remove(table).unwrap_or_default()
    }

    /// Writes the log.
    pub(super) fn write(&self, to: &Connection) -> Result<Vec<Salvaged>> {
        let mut told = Vec::new();
        for (table, rows) in [("operation", &self.operations), ("change", &self.changes)] {
            let saved = rows.values().filter(|row| insert(to, table, row)).count() as u64;
            told.push(Salvaged {
                table: table.to_owned(),
                saved,
                lost: rows.len() as u64 - saved,
                ..Salvaged::default()
            });
        }
        // Changes whose operation is lost belong to nothing.
        let left_out = to.execute(
            "DELETE FROM change WHERE operation NOT IN (SELECT seq FROM operation)",
            [],
        )?;
        if let Some(changes) = told.last_mut() {
            changes.left_out = left_out as u64;
        }
        Ok(told)
    }

    /// The salvage itself as an operation. After one that lost anything nothing before it can be taken back by undo: half of an
    /// operation taken back would be worse than none.
    pub(super) fn close(&self, to: &Connection, whole: bool, now: DateTime<Utc>) -> Result<()> {
        let seconds = u64::try_from(now.timestamp()).unwrap_or(0);
        let time = Timestamp::from_unix(ContextV7::new(), seconds, now.timestamp_subsec_nanos());
        let code = if whole && !self.broken {
            SALVAGED
        } else {
            to.execute("DELETE FROM operation WHERE undone = 1", [])?;
            SALVAGED_IN_PART
        };
        to.execute(
            "INSERT INTO operation (id, code, subject, at) VALUES (?1, ?2, '', ?3)",
            (Uuid::new_v7(time).to_string(), code, Moment(now)),
        )?;
        Ok(())
    }
}

/// What each record of each table is after all operations that aren't undone.
fn alive(operations: &BTreeMap<i64, Row>, changes: &BTreeMap<i64, Row>) -> HashMap<String, Known> {
    let undone: HashSet<i64> = operations
        .iter()
        .filter(|(_, row)| integer(row, "undone") != 0)
        .map(|(seq, _)| *seq)
        .collect();
    let mut alive: HashMap<String, Known> = HashMap::new();
    for row in changes.values() {
        if undone.contains(&integer(row, "operation")) {
            continue;
        }
        let table = alive.entry(text(row, "table_name").to_owned()).or_default();
        let (record, field) = (text(row, "record"), text(row, "field"));
        match text(row, "kind") {
            "insert" if field == "id" => {
                let id = ("id".to_owned(), Value::Text(record.to_owned()));
                table.insert(record.to_owned(), Some(vec![id]));
            }
            "delete" => {
                table.remove(record);
            }
            _ => {
                if let Some(fields) = table.entry(record.to_owned()).or_insert(None) {
                    fields.retain(|(known, _)| known != field);
                    fields.push((field.to_owned(), value(row, "new")));
                }
            }
        }
    }
    alive
}

/// Where else the numbers of operations and of changes stand: indexes hold them beside what they order.
const NUMBERS_OF_OPERATIONS: [&str; 2] = [
    "SELECT seq FROM operation INDEXED BY sqlite_autoindex_operation_1 ORDER BY id",
    "SELECT DISTINCT operation FROM change INDEXED BY change_by_operation",
];
const NUMBERS_OF_CHANGES: [&str; 2] = [
    "SELECT seq FROM change INDEXED BY change_by_operation ORDER BY operation",
    "SELECT seq FROM change INDEXED BY change_by_record ORDER BY record",
];

fn value(row: &Row, column: &str) -> Value {
    row.iter()
        .find(|(name, _)| name == column)
        .map_or(Value::Null, |(_, value)| value.clone())
}

fn integer(row: &Row, column: &str) -> i64 {
    match value(row, column) {
        Value::Integer(number) => number,
        Value::Null | Value::Real(_) | Value::Text(_) | Value::Blob(_) => 0,
    }
}

fn text<'a>(row: &'a Row, column: &str) -> &'a str {
    row.iter()
        .find(|(name, _)| name == column)
        .map_or("", |(_, value)| match value {
            Value::Text(text) => text,
            Value::Null | Value::Integer(_) | Value::Real(_) | Value::Blob(_) => "",
        })
}

/// Tables and columns that refer to `table`.
pub(super) fn references_to(source: &mut Source, table: &str) -> Vec<(String, String)> {
    source
        .once(|connection| super::references::to(connection, table))
        .unwrap_or_default()
}

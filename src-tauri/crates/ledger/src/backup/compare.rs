//! A backup beside what is open now.

use std::collections::HashSet;
use std::path::Path;

use rusqlite::Connection;

use super::look::{self, Holds};
use crate::count::Counts;
use crate::schema::tables::{TABLES, Table, WITH_TRASH};
use crate::store::Operation;
use crate::{Ledger, OperationId, Result};

/// Names given of each kind of difference.
const NAMES: usize = 5;

/// Operations given.
const OPERATIONS: usize = 50;

/// What differs between a backup and what is open now.
#[derive(Debug)]
pub struct Comparison {
    pub then: Holds,
    pub now: Counts,
    /// The newest operation of what is open that isn't undone.
    pub newest_now: Option<Operation>,
    /// Operations that the backup doesn't have, newest first; at most 50.
    pub since: Vec<Operation>,
    /// How many there are.
    pub since_count: usize,
    /// Receipts of what was forgotten since: with the backup it would come back.
    pub forgotten_since: usize,
    /// Rows then and now, not counting the trash, of each logged table.
    pub counts: Vec<(&'static str, u64, u64)>,
    /// Only tables in which anything differs.
    pub differences: Vec<Difference>,
}

/// What differs in one table. What lies in the trash counts as not there.
#[derive(Debug, PartialEq, Eq)]
pub struct Difference {
    pub table: &'static str,
    /// Not in the backup.
    pub added: u64,
    pub changed: u64,
    /// Only in the backup.
    pub missing: u64,
    /// Names of some, at most 5 each.
    pub added_names: Vec<String>,
    pub changed_names: Vec<String>,
    pub missing_names: Vec<String>,
}

/// Compares the backup at `path` with what is open; nothing is changed.
///
/// # Errors
/// Those of [`look`](super::look()); of the database.
pub fn compare(ledger: &Ledger, path: &Path) -> Result<Comparison> {
    let then = look::look(path, &ledger.key)?;
    let (backup, _) = look::opened(path, &ledger.key)?;
    let read = ledger.read();
    let known: HashSet<OperationId> = ids(&backup)?;
    let operations = read.operations(usize::MAX)?;
    let newest_now = operations.iter().find(|one| !one.undone).cloned();
    let mut since: Vec<Operation> = operations
        .into_iter()
        .filter(|one| !one.undone && !known.contains(&one.id))
        .collect();
    let since_count = since.len();
    since.truncate(OPERATIONS);

    let mut counts = Vec::new();
    let mut differences = Vec::new();
    for table in TABLES.iter().filter(|table| table.logged) {
        let (Some(then), Some(now)) = (columns(&backup, table)?, columns(read.connection, table)?)
        else {
            continue;
        };
        let common: Vec<&str> = then.into_iter().filter(|one| now.contains(one)).collect();
        let then = rows(&backup, table, &common)?;
        let now = rows(read.connection, table, &common)?;
        counts.push((table.name, then.len() as u64, now.len() as u64));
        let difference = differ(table.name, &backup, &then, read.connection, &now)?;
        differences.extend(difference);
    }
    Ok(Comparison {
        then,
        now: read.counts()?,
        newest_now,
        since,
        since_count,
        forgotten_since: forgotten_since(&backup, read.connection)?,
        counts,
        differences,
    })
}

fn ids(connection: &Connection) -> Result<HashSet<OperationId>> {
    Ok(connection
        .prepare("SELECT id FROM operation")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?)
}

/// The columns of a table that a file has; `None` when it has no such table.
pub(crate) fn columns(
    connection: &Connection,
    table: &'static Table,
) -> Result<Option<Vec<&'static str>>> {
    let there: HashSet<String> = connection
        .prepare_cached("SELECT name FROM pragma_table_info(?1)")?
        .query_map([table.name], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok((!there.is_empty()).then(|| {
        table
            .columns
            .iter()
            .map(|(name, _)| *name)
            .filter(|name| there.contains(*name))
            .collect()
    }))
}

/// Id and content of each row, by id.
fn rows(connection: &Connection, table: &Table, columns: &[&str]) -> Result<Vec<(String, String)>> {
    let content: String = columns
        .iter()
        .map(|column| format!(", quote({column})"))
        .collect();
    let trash = if WITH_TRASH.contains(&table.name) {
        " WHERE removed_at IS NULL"
    } else {
        ""
    };
    let sql = format!(
        "SELECT id, concat_ws(' ', ''{content}) FROM {}{trash} ORDER BY id",
        table.name
    );
    Ok(connection
        .prepare(&sql)?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?)
}

/// Both in the order of their ids: walked side by side.
fn differ(
    table: &'static str,
    backup: &Connection,
    then: &[(String, String)],
    live: &Connection,
    now: &[(String, String)],
) -> Result<Option<Difference>> {
    let (mut added, mut changed, mut missing) = (Vec::new(), Vec::new(), Vec::new());
    let (mut old, mut new) = (then.iter().peekable(), now.iter().peekable());
    loop {
        match (old.peek(), new.peek()) {
            (None, None) => break,
            (Some((one, before)), Some((other, after))) if one == other => {
                if before != after {
                    changed.push(other.as_str());
                }
                old.next();
                new.next();
            }
            (Some((one, _)), Some((other, _))) if one < other => {
                missing.push(one.as_str());
                old.next();
            }
            (Some((one, _)), None) => {
                missing.push(one.as_str());
                old.next();
            }
            (_, Some((other, _))) => {
                added.push(other.as_str());
                new.next();
            }
        }
    }
    if added.is_empty() && changed.is_empty() && missing.is_empty() {
        return Ok(None);
    }
    Ok(Some(Difference {
        table,
        added: added.len() as u64,
        changed: changed.len() as u64,
        missing: missing.len() as u64,
        added_names: named(live, table, &added)?,
        changed_names: named(live, table, &changed)?,
        missing_names: named(backup, table, &missing)?,
    }))
}

/// The names of the first few; what has none is left out.
fn named(connection: &Connection, table: &str, ids: &[&str]) -> Result<Vec<String>> {
    let Some(name) = name_of(table) else {
        return Ok(Vec::new());
    };
    let mut statement =
        connection.prepare(&format!("SELECT {name} FROM {table} t WHERE t.id = ?1"))?;
    let mut names = Vec::new();
    for id in ids.iter().take(NAMES) {
        let name: Option<String> = statement.query_row([id], |row| row.get(0))?;
        names.extend(name.filter(|name| !name.is_empty()));
    }
    Ok(names)
}

/// What a record is called, as SQL over `t`.
fn name_of(table: &str) -> Option<&'static str> {
    Some(match table {
        "person" | "organisation" | "series" | "municipality" | "region" => "t.name",
        "meeting" | "agenda_item" => "t.title",
        "affiliation" | "coordinator" | "encounter_person" | "imported_row" | "former_value" => {
            "(SELECT name FROM person WHERE id = t.person)"
        }
        "encounter_organisation" | "meeting_co_host" => {
            "(SELECT name FROM organisation WHERE id = t.organisation)"
        }
        "attendance" => "coalesce((SELECT name FROM person WHERE id = t.person), t.guest_name)",
        "tie" | "distinct_pair" => {
            "(SELECT name FROM person WHERE id = t.a) || '・' || (SELECT name FROM person WHERE id = t.b)"
        }
        "tie_level" => {
            "(SELECT (SELECT name FROM person WHERE id = a) || '・' || (SELECT name FROM person WHERE id = b) \
             FROM tie WHERE id = t.tie)"
        }
        "encounter" => {
            "coalesce((SELECT p.name FROM encounter_person e JOIN person p ON p.id = e.person \
             WHERE e.encounter = t.id ORDER BY e.position LIMIT 1), t.on_day)"
        }
        "minute_line" => "substr(t.text, 1, 30)",
        "action" => "(SELECT substr(text, 1, 30) FROM minute_line WHERE id = t.line)",
        "import_log" => "t.file",
        _ => return None,
    })
}

/// Receipts that the backup doesn't have.
fn forgotten_since(backup: &Connection, live: &Connection) -> Result<usize> {
    let receipts = |connection: &Connection| -> Result<HashSet<String>> {
        Ok(connection
            .prepare("SELECT id FROM receipt")?
            .query_map([], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?)
    };
    // A file of the first schema has no such table.
    let then = receipts(backup).unwrap_or_default();
    Ok(receipts(live)?.difference(&then).count())
}

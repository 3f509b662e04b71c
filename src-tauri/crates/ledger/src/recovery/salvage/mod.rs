//! What can still be read of a damaged file, row by row, in a fresh ledger under the same key.
//!
//! A page that is damaged can't be decrypted at all: its rows are gone, and a reader that meets it gives up. So each table is read
//! from its beginning and from its end up to the damage, and what lies between two damaged pages is looked up by the ids
//! that other pages know (indexes, references, the change log). What is not found anywhere is built again out of the
//! change log, which holds every value that was ever written. Then references to what is lost are taken away.

mod log;
mod pages;
mod references;
mod rows;

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags, params_from_iter};

use self::log::Log;
use self::pages::Source;
use super::aside;
use crate::keys::DataKey;
use crate::schema::tables::{TABLES, Table};
use crate::store::open;
use crate::value::Moment;
use crate::{Error, Result, schema};

/// What was saved of one table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Salvaged {
    pub table: String,
    /// Rows read.
    pub saved: u64,
    /// Rows of lost pages, built again out of the change log.
    pub rebuilt: u64,
    /// Rows that are known to have been there and are lost; of the logs, what is missing in their numbering.
    pub lost: u64,
    /// Rows left out because what they belong to is lost.
    pub left_out: u64,
    /// Rows kept without a reference to something lost.
    pub cut: u64,
}

/// A row by the names of its columns, `id` first.
type Row = Vec<(String, Value)>;

/// Whether the file opens with the key and has tables of ours.
pub(super) fn is_worth_trying(dir: &Path, key: &DataKey) -> bool {
    let scratch = dir.join(SCRATCH);
    let worth = copy(dir, &scratch).is_ok_and(|path| {
        let mut source = Source::new(&path, key);
        source
            .tables()
            .is_ok_and(|tables| TABLES.iter().any(|table| tables.contains(table.name)))
    });
    let _ = std::fs::remove_dir_all(&scratch);
    worth
}

/// Copies to read from: reading a log may write to the file.
const SCRATCH: &str = "salvage.part";

/// Copies, lightened: the copy is opened anew at each damaged page, and most of its schema are triggers, which reading
/// doesn't need.
fn light_copy(dir: &Path, scratch: &Path, key: &DataKey) -> Result<PathBuf> {
    let path = copy(dir, scratch)?;
    if drop_triggers(&path, key).is_err() {
        return copy(dir, scratch);
    }
    Ok(path)
}

fn drop_triggers(path: &Path, key: &DataKey) -> Result<()> {
    let connection = open::connect(path, key, OpenFlags::empty())?;
    let names: Vec<String> = connection
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let drops: String = names
        .iter()
        .map(|name| format!("DROP TRIGGER \"{name}\";"))
        .collect();
    connection.execute_batch(&format!("BEGIN; {drops} COMMIT"))?;
    connection.close().map_err(|(_, error)| error)?;
    Ok(())
}

fn copy(dir: &Path, scratch: &Path) -> Result<PathBuf> {
    let _ = std::fs::remove_dir_all(scratch);
    crate::backup::place::make_folder(scratch)?;
    for ending in ["", "-wal"] {
        let name = format!("{}{ending}", open::FILE);
        let from = dir.join(&name);
        if from.is_file() {
            aside::copy_what_can_be_read(&from, &scratch.join(&name), ending.is_empty())?;
        }
    }
    Ok(scratch.join(open::FILE))
}

/// Fills a fresh ledger at `prepared` with all that can be read; gives it still open.
///
/// # Errors
/// [`Error::Damaged`] when nothing can be read; [`Error::File`]; of the new file's database.
pub(super) fn salvage(
    dir: &Path,
    prepared: &Path,
    key: &DataKey,
    now: DateTime<Utc>,
) -> Result<(Connection, Vec<Salvaged>)> {
    let scratch = dir.join(SCRATCH);
    let done = light_copy(dir, &scratch, key).and_then(|path| {
        let mut source = Source::new(&path, key);
        let connection = fresh(prepared, key, now)?;
        let told = fill(&mut source, &connection, now)?;
        Ok((connection, told))
    });
    let _ = std::fs::remove_dir_all(&scratch);
    done
}

fn fresh(prepared: &Path, key: &DataKey, now: DateTime<Utc>) -> Result<Connection> {
    crate::backup::restore::sweep_prepared(prepared.parent().unwrap_or(Path::new(".")));
    let mut connection = open::connect(prepared, key, OpenFlags::SQLITE_OPEN_CREATE)?;
    connection.pragma_update(None, "application_id", schema::APPLICATION)?;
    schema::migrate(&mut connection)?;
    connection.execute("UPDATE state SET created_at = ?1", [Moment(now)])?;
    Ok(connection)
}

fn fill(source: &mut Source, to: &Connection, now: DateTime<Utc>) -> Result<Vec<Salvaged>> {
    let tables = source.tables()?;
    if !TABLES.iter().any(|table| tables.contains(table.name)) {
        return Err(Error::Damaged("nothing of it can be read".to_owned()));
    }
    let mut told = Vec::new();
    let mut log = Log::read(source)?;
    to.execute_batch("PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE")?;
    state(source, to)?;
    for table in TABLES.iter().filter(|table| tables.contains(table.name)) {
        told.push(one_table(source, to, table, &mut log)?);
    }
    told.extend(log.write(to)?);
    references::mend(to, &mut told)?;
    let whole = told
        .iter()
        .all(|one| one.lost + one.left_out + one.cut == 0);
    log.close(to, whole, now)?;
    to.execute_batch("COMMIT; PRAGMA foreign_keys = ON")?;
    told.retain(|one| {
        *one != Salvaged {
            table: one.table.clone(),
            ..Salvaged::default()
        }
    });
    Ok(told)
}

/// Which ledger it is, and since when.
fn state(source: &mut Source, to: &Connection) -> Result<()> {
    let mark = source.once(|connection| {
        let created: String =
            connection.query_row("SELECT created_at FROM state", [], |row| row.get(0))?;
        let (id, writes) = crate::backup::look::mark(connection)?;
        Ok((created, id, writes))
    });
    if let Ok((created, id, writes)) = mark {
        to.execute(
            "UPDATE state SET created_at = ?1, writes = ?2",
            (created, writes),
        )?;
        if !id.is_empty() {
            to.execute("UPDATE state SET ledger_id = ?1", [id])?;
        }
    }
    Ok(())
}

fn one_table(
    source: &mut Source,
    to: &Connection,
    table: &'static Table,
    log: &mut Log,
) -> Result<Salvaged> {
    let known = log.alive(table.name);
    let read = rows::of_records(source, table, &known)?.rows;
    let mut told = Salvaged {
        table: table.name.to_owned(),
        ..Salvaged::default()
    };
    for row in read.values() {
        if insert(to, table.name, row) {
            told.saved += 1;
        } else {
            told.lost += 1;
        }
    }
    for (id, row) in &known {
        if read.contains_key(id) {
            continue;
        }
        if row.as_ref().is_some_and(|row| insert(to, table.name, row)) {
            told.rebuilt += 1;
        } else {
            told.lost += 1;
        }
    }
    Ok(told)
}

/// `false` when the schema refuses the row: it was not whole.
fn insert(to: &Connection, table: &str, row: &Row) -> bool {
    let columns: Vec<&str> = row.iter().map(|(column, _)| column.as_str()).collect();
    let holes: Vec<String> = (1..=row.len()).map(|at| format!("?{at}")).collect();
    let sql = format!(
        "INSERT INTO {table} ({}) VALUES ({})",
        columns.join(", "),
        holes.join(", ")
    );
    to.prepare_cached(&sql)
        .and_then(|mut statement| {
            statement.execute(params_from_iter(row.iter().map(|(_, value)| value)))
        })
        .is_ok()
}

//! Looking into a backup: whether it is as it was written, and what it holds. It is only read.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::name::Name;
use super::{place, rows};
use crate::count::Counts;
use crate::keys::DataKey;
use crate::store::{Operation, check, open};
use crate::{Error, Read, Result, schema};

/// A backup that is there, good or not.
#[derive(Debug)]
pub struct Kept {
    pub name: Name,
    pub path: PathBuf,
    /// What it holds, or why it can't be used.
    pub holds: Result<Holds>,
}

/// What a backup holds.
#[derive(Debug, Clone)]
pub struct Holds {
    pub counts: Counts,
    /// The newest that isn't undone.
    pub newest: Option<Operation>,
    /// Of the file.
    pub bytes: u64,
    /// Of each table, in order of names.
    pub rows: Vec<(String, i64)>,
    /// Of which ledger it is; empty in a file of the first schema.
    pub ledger_id: String,
    /// `state.writes` when it was made; that of a file of the first schema is what the migration would make of it.
    pub writes: i64,
}

/// The backups in `folder`, newest first, each opened and every page of it checked.
///
/// # Errors
/// [`Error::File`] when the folder can't be read; what is wrong with one backup stands beside it.
pub fn list(folder: &Path, key: &DataKey) -> Result<Vec<Kept>> {
    let mut names = place::names(folder)?;
    names.reverse();
    Ok(names
        .into_iter()
        .map(|name| {
            let path = folder.join(name.file());
            let holds = look(&path, key);
            Kept { name, path, holds }
        })
        .collect())
}

/// What the backup at `path` holds. Every page has a code of its own, which is checked: a changed byte is found.
///
/// # Errors
/// [`Error::NotFound`], [`Error::WrongPassphrase`] for one of another key, [`Error::Damaged`], [`Error::Newer`].
pub fn look(path: &Path, key: &DataKey) -> Result<Holds> {
    let (connection, bytes) = opened(path, key)?;
    holds(&connection, bytes)
}

/// As [`look`]; the structure of its tables and indexes is checked as well.
pub(crate) fn whole(path: &Path, key: &DataKey) -> Result<Holds> {
    let (connection, bytes) = opened(path, key)?;
    refuse(check::said_by(&connection, "quick_check")?)?;
    holds(&connection, bytes)
}

/// Opened to be read, its pages checked.
pub(crate) fn opened(path: &Path, key: &DataKey) -> Result<(Connection, u64)> {
    let bytes = match path.metadata() {
        Ok(file) if file.is_file() => file.len(),
        Ok(_) => return Err(Error::NotFound(path.to_owned())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(Error::NotFound(path.to_owned()));
        }
        Err(source) => return Err(place::failed("read", path, source)),
    };
    if bytes == 0 {
        return Err(Error::Damaged("the file is empty".to_owned()));
    }
    let connection = open::with_key(path, key, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    open::prove(&connection, path)?;
    refuse(check::said_by(&connection, "cipher_integrity_check")?)?;
    connection.execute_batch("PRAGMA temp_store = MEMORY; PRAGMA query_only = ON")?;
    let application: i32 = connection.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    if application != schema::APPLICATION {
        return Err(Error::Damaged("of another program".to_owned()));
    }
    schema::refuse_newer(&connection)?;
    Ok((connection, bytes))
}

fn refuse(said: Vec<String>) -> Result<()> {
    match said.as_slice() {
        [] => Ok(()),
        [first, ..] => Err(Error::Damaged(format!("{} × {first}", said.len()))),
    }
}

fn holds(connection: &Connection, bytes: u64) -> Result<Holds> {
    let read = Read { connection };
    let (ledger_id, writes) = mark(connection)?;
    Ok(Holds {
        counts: read.counts()?,
        newest: read
            .operations(NEWEST)?
            .into_iter()
            .find(|operation| !operation.undone),
        bytes,
        rows: rows(connection)?,
        ledger_id,
        writes,
    })
}

/// How many operations are looked through for one that isn't undone.
const NEWEST: usize = 1000;

/// Of which ledger a file is, and how much was written in it so far.
pub(crate) fn mark(connection: &Connection) -> Result<(String, i64)> {
    let version: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let sql = if version < 2 {
        "SELECT '', coalesce(max(seq), 0) FROM operation"
    } else {
        "SELECT ledger_id, writes FROM state"
    };
    Ok(connection.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?)
}

/// The mark of a backup, without checking its pages: to see whether anything changed since.
pub(crate) fn mark_of(path: &Path, key: &DataKey) -> Result<(String, i64)> {
    let connection = open::with_key(path, key, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    open::prove(&connection, path)?;
    mark(&connection)
}

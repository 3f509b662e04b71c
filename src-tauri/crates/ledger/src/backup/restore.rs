//! Putting a backup in the place of what is open now, which is backed up first; and back again.

use std::path::Path;
use std::sync::atomic::AtomicBool;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OpenFlags, params_from_iter};

use super::make::{Made, make, single_file};
use super::name::{Name, Reason};
use super::{FOLDER, look, place};
use crate::keys::DataKey;
use crate::share::colleague::renew_device;
use crate::store::open;
use crate::{Error, Ledger, Result, crash, schema};

/// While it is prepared the file has this name.
pub(crate) const PREPARED: &str = "ledger.db.part";

/// Id of the preference that names the backup of what the last restore replaced.
const BEFORE: &str = "restore.before";

/// What the last restore replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BeforeRestore {
    pub name: Name,
}

/// The backup that "back to before the restore" goes back to; `None` when nothing was restored, or it is no longer there.
///
/// # Errors
/// Of the database.
pub fn before_restore(ledger: &Ledger) -> Result<Option<BeforeRestore>> {
    let name = ledger
        .read()
        .preference(BEFORE)?
        .and_then(|file| Name::parse(&file))
        .filter(|name| ledger.dir.join(FOLDER).join(name.file()).is_file());
    Ok(name.map(|name| BeforeRestore { name }))
}

/// Which way.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// To a backup: one can go back.
    There,
    /// Back: what was restored meanwhile is a backup like any other.
    Back,
}

impl Ledger {
    /// Puts the backup at `from` in the place of what is open, and opens it; what was open is backed up and checked first. What
    /// is no content stays as it is now: preferences, unsaved drafts, receipts of what was forgotten. Gives the backup
    /// of what was replaced.
    ///
    /// # Errors
    /// [`Error::BadBackup`] for a backup that can't be used, [`Error::File`], of the database; the ledger is then as it was. When not
    /// even that can be opened any more [`Ledger::stands`] is false, and the ledger has to be opened anew.
    pub fn restore(&mut self, from: &Path, now: DateTime<Utc>) -> Result<Made> {
        self.put_in_place(from, Way::There, now)
    }

    /// Takes the last restore back. `None` when there is nothing to go back to.
    ///
    /// # Errors
    /// As [`Ledger::restore`].
    pub fn back_to_before_restore(&mut self, now: DateTime<Utc>) -> Result<Option<Made>> {
        let Some(before) = before_restore(self)? else {
            return Ok(None);
        };
        let from = self.dir.join(FOLDER).join(before.name.file());
        self.put_in_place(&from, Way::Back, now).map(Some)
    }

    /// Whether the ledger's file is open; only a restore that failed twice leaves it closed.
    #[must_use]
    pub fn stands(&self) -> bool {
        self.connection.path().is_some_and(|path| !path.is_empty())
    }

    fn put_in_place(&mut self, from: &Path, way: Way, now: DateTime<Utc>) -> Result<Made> {
        let bad = |why| Error::BadBackup {
            backup: from
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
            why: Box::new(why),
        };
        let held = look::whole(from, &self.key).map_err(bad)?;
        let (ledger_id, writes) = look::mark(&self.connection)?;
        // One of the first schema bears no id yet.
        if !held.ledger_id.is_empty() && held.ledger_id != ledger_id {
            return Err(bad(Error::Damaged("of another ledger".to_owned())));
        }
        let never = AtomicBool::new(false);
        let Some(made) = make(&self.dir, &self.key, Reason::Restore, now, &never)? else {
            return Err(Error::Busy);
        };
        crash::point("restore.backed_up");

        let prepared = self.dir.join(PREPARED);
        let done = prepare(from, &prepared, &self.key)
            .and_then(|connection| {
                let before = match way {
                    Way::There => Some(made.name.file()),
                    Way::Back => None,
                };
                self.carry_over(&connection, before.as_deref())?;
                settle(&connection, &ledger_id, writes.max(held.writes) + 1)?;
                finish(connection, &prepared, &self.key)
            })
            .and_then(|()| {
                crash::point("restore.prepared");
                self.replace_file(&prepared)
            });
        if let Err(error) = done {
            sweep_prepared(&self.dir);
            return Err(error);
        }
        Ok(made)
    }

    /// What is no content: the choices for this ledger, what was typed and not saved, the receipts.
    fn carry_over(&self, to: &Connection, before: Option<&str>) -> Result<()> {
        to.execute("DELETE FROM preference", [])?;
        for (table, columns) in [
            ("preference", "id, value"),
            ("draft", "id, text, at"),
            ("receipt", "id, at, text"),
        ] {
            let holes = ["?1", "?2", "?3"]
                .get(..columns.split(',').count())
                .unwrap_or_default()
                .join(", ");
            let put = format!("INSERT OR REPLACE INTO {table} ({columns}) VALUES ({holes})");
            let mut from = self
                .connection
                .prepare(&format!("SELECT {columns} FROM {table}"))?;
            let width = from.column_count();
            let mut rows = from.query([])?;
            while let Some(row) = rows.next()? {
                let values: Vec<String> = (0..width)
                    .map(|at| row.get(at))
                    .collect::<rusqlite::Result<_>>()?;
                to.execute(&put, params_from_iter(values))?;
            }
        }
        to.execute("DELETE FROM preference WHERE id = ?1", [BEFORE])?;
        if let Some(before) = before {
            let put = "INSERT INTO preference (id, value) VALUES (?1, ?2)";
            to.execute(put, [BEFORE, before])?;
        }
        Ok(())
    }

    /// The prepared file takes the place of the ledger's own, which is closed to a single file before: a log left beside it would
    /// be read into the new one. The lock is held throughout.
    fn replace_file(&mut self, prepared: &Path) -> Result<()> {
        self.to_single_file()?;
        let closed = std::mem::replace(&mut self.connection, Connection::open_in_memory()?);
        let replaced = closed
            .close()
            .map_err(|(_, error)| Error::from(error))
            .and_then(|()| {
                crash::point("restore.closed");
                refuse_log(&self.dir)?;
                place::rename(prepared, &self.dir.join(open::FILE))
            });
        crash::point("restore.placed");
        // Whichever it is now.
        let (connection, _) = open::ready(&self.dir, &self.key, None)?;
        self.connection = connection;
        replaced
    }
}

/// # Errors
/// [`Error::Busy`] when somebody else still has the file open.
fn refuse_log(dir: &Path) -> Result<()> {
    for ending in ["-wal", "-journal"] {
        if dir.join(format!("{}{ending}", open::FILE)).exists() {
            return Err(Error::Busy);
        }
    }
    Ok(())
}

/// A copy of the backup, brought to this version's schema, ready to be settled.
pub(crate) fn prepare(from: &Path, prepared: &Path, key: &DataKey) -> Result<Connection> {
    sweep_prepared(prepared.parent().unwrap_or(Path::new(".")));
    place::copy_verified(from, prepared)?;
    let mut connection = open::connect(prepared, key, OpenFlags::empty())?;
    schema::migrate(&mut connection)?;
    Ok(connection)
}

/// Whose it is, and that it is another state than every backup so far: its number of writes was never there before.
pub(crate) fn settle(connection: &Connection, ledger_id: &str, writes: i64) -> Result<()> {
    connection.execute(
        "UPDATE state SET operation = NULL, ledger_id = ?1, writes = ?2",
        (ledger_id, writes),
    )?;
    renew_device(connection)
}

/// Closes the prepared file, and checks it once more as it lies on the disk.
pub(crate) fn finish(connection: Connection, prepared: &Path, key: &DataKey) -> Result<()> {
    connection.flush_prepared_statement_cache();
    single_file(&connection)?;
    connection.close().map_err(|(_, error)| error)?;
    place::sync_file(prepared)?;
    look::whole(prepared, key).map(|_| ())
}

/// Removes what an interrupted restore left.
pub(crate) fn sweep_prepared(dir: &Path) {
    for ending in ["", "-journal", "-wal", "-shm", ".part"] {
        let _ = std::fs::remove_file(dir.join(format!("{PREPARED}{ending}")));
    }
}

//! Making one: copied, synced, reopened, checked, counted, and only then given its name.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::{DateTime, Utc};
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use super::name::{Name, Reason};
use super::{FOLDER, look, place, rows};
use crate::keys::{self, DataKey};
use crate::store::open;
use crate::{Error, Result, crash};

/// Pages copied between two looks at whether to stop: some milliseconds.
const SLICE: i32 = 256;

/// Looks at a locked ledger before giving up, and how long between two.
const PATIENCE: u32 = 200;
const PAUSE: std::time::Duration = std::time::Duration::from_millis(25);

/// A backup that was made and checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    pub name: Name,
    /// Of the file.
    pub bytes: u64,
    /// Of each table, as many as the ledger has.
    pub rows: Vec<(String, i64)>,
}

/// Makes a backup of the ledger in `dir` through a connection of its own, which sees the ledger as it is at this moment
/// while others go on writing. `None` when `stop` was set meanwhile. Nothing is left of one that fails.
///
/// # Errors
/// [`Error::File`], of the database, [`Error::BadBackup`] when what was written doesn't read back as it should.
pub(crate) fn make(
    dir: &Path,
    key: &DataKey,
    reason: Reason,
    now: DateTime<Utc>,
    stop: &AtomicBool,
) -> Result<Option<Made>> {
    let folder = dir.join(FOLDER);
    place::make_folder(&folder)?;
    place::sweep(&folder);
    let name = Name::free(now, reason, &place::names(&folder)?);
    let part = folder.join(format!("{}{}", name.file(), place::PART));
    let made = copy(dir, key, &part, stop).and_then(|rows| {
        let Some(rows) = rows else { return Ok(None) };
        crash::point("backup.copied");
        place::sync_file(&part)?;
        let held = look::whole(&part, key).map_err(|why| bad(&name, why))?;
        if held.rows != rows {
            let why = Error::Damaged(format!("{:?} instead of {rows:?}", held.rows));
            return Err(bad(&name, why));
        }
        crash::point("backup.checked");
        copy_keys(dir, &folder)?;
        place::rename(&part, &folder.join(name.file()))?;
        crash::point("backup.named");
        Ok(Some(Made {
            name,
            bytes: held.bytes,
            rows,
        }))
    });
    if !matches!(made, Ok(Some(_))) {
        place::sweep(&folder);
    }
    made
}

fn bad(name: &Name, why: Error) -> Error {
    Error::BadBackup {
        backup: name.file(),
        why: Box::new(why),
    }
}

/// The pages as they are at one moment, and the rows of that moment; `None` when stopped.
fn copy(
    dir: &Path,
    key: &DataKey,
    part: &Path,
    stop: &AtomicBool,
) -> Result<Option<Vec<(String, i64)>>> {
    let path = dir.join(open::FILE);
    let from = open::with_key(&path, key, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    open::prove(&from, &path)?;
    from.execute_batch("PRAGMA query_only = ON; PRAGMA temp_store = MEMORY; BEGIN")?;
    // The first reading fixes the moment.
    from.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;

    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    let mut to = open::with_key(part, key, flags)?;
    // Without its name nobody takes it for a backup: it needs no journal, and is synced when it is whole.
    to.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")?;
    if !pages(&from, &mut to, stop)? {
        return Ok(None);
    }
    let counted = rows(&from)?;
    // A single file, which can be read from a medium that can't be written.
    single_file(&to)?;
    to.close().map_err(|(_, error)| error)?;
    Ok(Some(counted))
}

/// `false` when stopped.
fn pages(from: &Connection, to: &mut Connection, stop: &AtomicBool) -> Result<bool> {
    let backup = Backup::new(from, to)?;
    let mut waited = 0;
    loop {
        if stop.load(Ordering::Relaxed) {
            return Ok(false);
        }
        match backup.step(SLICE)? {
            StepResult::Done => return Ok(true),
            StepResult::Busy | StepResult::Locked if waited < PATIENCE => {
                waited += 1;
                std::thread::sleep(PAUSE);
            }
            StepResult::Busy | StepResult::Locked => return Err(Error::Busy),
            // More, and what a later version may add.
            _ => {}
        }
    }
}

/// The header says that the file stands alone, without a log beside it.
pub(crate) fn single_file(connection: &Connection) -> Result<()> {
    let mode: String =
        connection.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get(0))?;
    if mode == "delete" {
        Ok(())
    } else {
        Err(Error::Busy)
    }
}

/// Lays a copy of `keys.age` into `folder`, unless it lies there already. Keys that are damaged are not copied: the copy
/// may be the last good one. Samples have none.
pub(crate) fn copy_keys(dir: &Path, folder: &Path) -> Result<()> {
    let (from, to) = (dir.join(keys::FILE), folder.join(keys::FILE));
    if !from.is_file() || keys::sound(dir).is_err() {
        return Ok(());
    }
    if to.is_file() && place::same(&from, &to)? {
        return Ok(());
    }
    place::copy_verified(&from, &to)
}

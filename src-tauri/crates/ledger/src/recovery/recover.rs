//! A new ledger in the place of a damaged one.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use rusqlite::Connection;

use super::salvage::{self, Salvaged};
use super::{Found, aside, find};
use crate::backup::restore::{PREPARED, finish, prepare, settle, sweep_prepared};
use crate::backup::{Name, look, place};
use crate::keys::{self, Passphrase};
use crate::store::lock::Lock;
use crate::store::open;
use crate::{Error, Ledger, Result, crash};

/// Out of what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum From {
    /// A good backup; `second`: the one at the second place.
    Backup { name: Name, second: bool },
    /// What can still be read of the damaged file.
    Salvage,
}

/// A ledger that was recovered, open.
#[derive(Debug)]
pub struct Recovered {
    pub ledger: Ledger,
    /// Where the damaged files lie now.
    pub set_aside: PathBuf,
    /// What was saved and lost, by table; empty after a backup.
    pub salvaged: Vec<Salvaged>,
}

/// Makes a ledger of the damaged one in `dir`. It is made and checked beside it first; then the damaged files (and damaged keys) are
/// set aside, and the new one takes their place. A power cut in between leaves the damaged ledger as it was, or the
/// recovered one.
///
/// # Errors
/// Those of [`super::look`]; [`Error::BadBackup`]; [`Error::Damaged`] when nothing can be salvaged. The damaged ledger is then as it was.
pub fn recover(
    dir: &Path,
    passphrase: &Passphrase,
    from: &From,
    place: Option<&Path>,
    now: DateTime<Utc>,
) -> Result<Recovered> {
    let lock = Lock::take(dir)?;
    let found = find(dir, passphrase, place)?;
    let prepared = dir.join(PREPARED);
    let made = make(dir, &prepared, &found, from, now);
    let (salvaged, set_aside) = match made.and_then(|salvaged| {
        crash::point("recover.prepared");
        put_in_place(dir, &prepared, &found, now).map(|set_aside| (salvaged, set_aside))
    }) {
        Ok(done) => done,
        Err(error) => {
            sweep_prepared(dir);
            return Err(error);
        }
    };
    let ledger = Ledger::open_locked(dir, lock, Some(now), || Ok(found.key))?;
    Ok(Recovered {
        ledger,
        set_aside,
        salvaged,
    })
}

fn make(
    dir: &Path,
    prepared: &Path,
    found: &Found,
    from: &From,
    now: DateTime<Utc>,
) -> Result<Vec<Salvaged>> {
    let (connection, salvaged) = match from {
        From::Backup { name, second } => {
            let (kept, _) = found
                .backups
                .iter()
                .find(|(kept, at_second)| kept.name == *name && at_second == second)
                .ok_or_else(|| bad(name, Error::NotFound(name.file().into())))?;
            look::whole(&kept.path, &found.key).map_err(|why| bad(name, why))?;
            (prepare(&kept.path, prepared, &found.key)?, Vec::new())
        }
        From::Salvage => salvage::salvage(dir, prepared, &found.key, now)?,
    };
    settle_beyond_all(&connection, found)?;
    finish(connection, prepared, &found.key)?;
    Ok(salvaged)
}

fn bad(name: &Name, why: Error) -> Error {
    Error::BadBackup {
        backup: name.file(),
        why: Box::new(why),
    }
}

/// Whose it is, and that it is another state than every backup so far.
fn settle_beyond_all(connection: &Connection, found: &Found) -> Result<()> {
    let (own_id, own) = look::mark(connection)?;
    let good = || {
        found
            .backups
            .iter()
            .filter_map(|(kept, _)| kept.holds.as_ref().ok())
    };
    let id = good()
        .map(|holds| holds.ledger_id.as_str())
        .find(|id| !id.is_empty())
        .unwrap_or(&own_id)
        .to_owned();
    let most = good().map(|holds| holds.writes).max().unwrap_or(0);
    settle(connection, &id, own.max(most) + 1)
}

fn put_in_place(dir: &Path, prepared: &Path, found: &Found, now: DateTime<Utc>) -> Result<PathBuf> {
    let beside: Vec<String> = ["-wal", "-shm", "-journal"]
        .map(|ending| format!("{}{ending}", open::FILE))
        .into();
    let mut files = vec![open::FILE.to_owned()];
    files.extend(beside.iter().cloned());
    if found.keys.is_some() {
        files.push(keys::FILE.to_owned());
    }
    let folder = aside::set_aside(dir, &files, now)?;
    crash::point("recover.set_aside");
    // A log that is left beside the new file would be read into it.
    for name in &beside {
        let path = dir.join(name);
        match std::fs::remove_file(&path) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(source) => return Err(place::failed("remove", &path, source)),
        }
    }
    crash::point("recover.cleared");
    if let Some(from) = &found.keys_from {
        place::copy_verified(&from.join(keys::FILE), &dir.join(keys::FILE))?;
    }
    place::rename(prepared, &dir.join(open::FILE))?;
    crash::point("recover.placed");
    Ok(folder)
}

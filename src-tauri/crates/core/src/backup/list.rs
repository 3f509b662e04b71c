//! The list of backups, one by hand, and where the second place is.

use std::path::PathBuf;

use ledger::backup::{self, Kept, Name, Reason};
use ledger::{Error as Trouble, Ledger};

use super::{BackupRow, Backups, SetBackupPlace, automatic, tell};
use crate::{Error, Nothing, Result, Session, file, request};

/// All backups with what they hold; each is opened and checked.
///
/// # Errors
/// [`Error::NoLedger`], `File` when the folder can't be read.
pub fn backups(session: &mut Session, _request: Nothing) -> Result<Backups> {
    let ledger = session.ledger()?;
    let mut rows = own_and_second(ledger)?;
    rows.sort_by_key(|(kept, _)| std::cmp::Reverse(kept.name));
    Ok(Backups {
        status: tell::status(session, ledger),
        place: ledger
            .backup_place()?
            .map(|place| place.display().to_string())
            .unwrap_or_default(),
        backups: rows
            .iter()
            .map(|(kept, second)| tell::row(session, kept, *second))
            .collect::<Vec<BackupRow>>(),
    })
}

/// Those of the ledger's own folder, and those that are good at the second place only.
fn own_and_second(ledger: &Ledger) -> Result<Vec<(Kept, bool)>> {
    let own = backup::list(&backup::folder(ledger.dir()), ledger.key())?;
    let second = match ledger.backup_place()? {
        Some(place) => {
            let id = ledger.read().ledger_id()?;
            // A stick that isn't plugged in has nothing to list.
            backup::list_second(&place, ledger.dir(), &id, ledger.key()).unwrap_or_default()
        }
        None => Vec::new(),
    };
    let good = |kept: &Kept| kept.holds.is_ok();
    let mut rows: Vec<(Kept, bool)> = own.into_iter().map(|kept| (kept, false)).collect();
    for kept in second {
        let known = rows
            .iter()
            .any(|(own, _)| own.name == kept.name && good(own));
        if !known {
            rows.push((kept, true));
        }
    }
    Ok(rows)
}

/// Makes a backup now, at the second place as well.
///
/// # Errors
/// [`Error::NoLedger`]; what went wrong with the backup is said in the status.
pub fn make_backup(session: &mut Session, _request: Nothing) -> Result<Backups> {
    session.ledger()?;
    automatic::now(session, Reason::Hand);
    backups(session, Nothing {})
}

/// Names the second place, or none, and brings the newest backup there.
///
/// # Errors
/// `Refused` for a place that is no folder or lies inside a ledger; [`Error::NoLedger`].
pub fn set_backup_place(session: &mut Session, request: SetBackupPlace) -> Result<Backups> {
    session.ledger()?;
    match &request.path {
        Some(path) => {
            let path = request::place("path", path)?;
            if !path.is_dir() {
                return Err(Error::refused("path", "refused.no_folder"));
            }
            let full = path.canonicalize().unwrap_or_else(|_| path.to_owned());
            file::outside_ledgers("path", &full.join("x"))?;
            automatic::finish(session);
            session.ledger_mut()?.set_backup_place(Some(&full))?;
            if session.ledger()?.newest_backup()?.is_none() {
                automatic::now(session, Reason::Hand);
            } else {
                automatic::second_now(session);
            }
        }
        None => {
            automatic::finish(session);
            session.ledger_mut()?.set_backup_place(None)?;
        }
    }
    backups(session, Nothing {})
}

/// The file of a backup by what a row calls it.
///
/// # Errors
/// `bad_backup` when it isn't the name of one, or no such file is there.
pub(super) fn file_of(ledger: &Ledger, backup: &str) -> Result<(PathBuf, bool)> {
    let unknown = || {
        Error::from(Trouble::BadBackup {
            backup: backup.to_owned(),
            why: Box::new(Trouble::NotFound(PathBuf::from(backup))),
        })
    };
    let (name, second) = match backup.strip_prefix(tell::SECOND) {
        Some(name) => (name, true),
        None => (backup, false),
    };
    // Nothing but a name of our own spelling: no path leads elsewhere.
    let name = Name::parse(name).ok_or_else(unknown)?;
    let folder = if second {
        let place = ledger.backup_place()?.ok_or_else(unknown)?;
        let id = ledger.read().ledger_id()?;
        backup::second_folder(&place, ledger.dir(), &id)?
    } else {
        backup::folder(ledger.dir())
    };
    let path = folder.join(name.file());
    if path.is_file() {
        Ok((path, second))
    } else {
        Err(unknown())
    }
}

//! A backup in the place of what is open, and back again.

use ledger::backup::Made;

use super::{ByBackup, Restored, automatic, list, tell};
use crate::session::{frame, status};
use crate::words::words;
use crate::{Error, Nothing, Result, Session};

/// Puts a backup in the place of what is open now, which is backed up first.
///
/// # Errors
/// `bad_backup`, `File`, [`Error::NoLedger`]; the ledger is then as it was.
pub fn restore_backup(session: &mut Session, request: ByBackup) -> Result<Restored> {
    let (path, _) = list::file_of(session.ledger()?, request.backup.trim())?;
    automatic::finish(session);
    let now = session.now.utc;
    let made = session.ledger_mut()?.restore(&path, now);
    told(session, made, "backup.restored")
}

/// Takes the last restore back.
///
/// # Errors
/// `Refused` when there is nothing to go back to; those of [`restore_backup`].
pub fn back_to_before_restore(session: &mut Session, _request: Nothing) -> Result<Restored> {
    session.ledger()?;
    automatic::finish(session);
    let now = session.now.utc;
    let made = match session.ledger_mut()?.back_to_before_restore(now) {
        Ok(None) => return Err(Error::refused("backup", "refused.nothing_restored")),
        Ok(Some(made)) => Ok(made),
        Err(error) => Err(error),
    };
    told(session, made, "backup.went_back")
}

fn told(session: &mut Session, made: ledger::Result<Made>, key: &str) -> Result<Restored> {
    automatic::forget(session);
    session.index = None;
    let made = match made {
        Ok(made) => made,
        Err(error) => {
            // Neither the one nor the other could be opened: the start screen, and recovery from there.
            if !session.ledger()?.stands() {
                frame::close(session)?;
            }
            return Err(error.into());
        }
    };
    let at = tell::when(session, made.name.at());
    let message = words(session.language()).fill(key, &[("at", &at)]);
    Ok(Restored {
        message,
        status: status(session, Nothing {})?,
    })
}

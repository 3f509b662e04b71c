//! Opening without the passphrase, and locking.

use ledger::keys::{self, GROUPS, RecoveryKey, WrongGroup};
use ledger::{Ledger, Passphrase};

use super::{OpenByRecovery, good_passphrase};
use crate::session::{Status, frame, status};
use crate::{Error, Nothing, Result, Session, request};

/// Closes the ledger and forgets its key; the window shows nothing of it until it is opened again.
///
/// # Errors
/// Of the ledger.
pub fn lock(session: &mut Session, _request: Nothing) -> Result<Status> {
    let was_open = session.ledger.is_some();
    frame::close(session)?;
    session.locked = session.locked || was_open;
    status(session, Nothing {})
}

/// Opens a ledger by its recovery sheet. The old passphrase no longer opens it; the sheet still does.
///
/// # Errors
/// `Refused` with the number of the group that is wrong, and for a short passphrase; `WrongRecoveryKey`; those of opening.
pub fn open_by_recovery(session: &mut Session, request: OpenByRecovery) -> Result<Status> {
    let dir = frame::lying_at(request::place("dir", &request.dir)?);
    let recovery = RecoveryKey::parse(&request.recovery_key).map_err(wrong_group)?;
    let passphrase: Passphrase = good_passphrase("passphrase", &request.new_passphrase)?;
    let key = keys::unwrap_by_recovery(&dir, &recovery)?;
    let status = frame::open_by(session, &dir, |dir| Ledger::open_with_key(dir, key.clone()))?;
    // Only once the ledger stands open: keys that open nothing are not worth a new passphrase.
    keys::set_passphrase(&dir, &key, &passphrase)?;
    Ok(status)
}

pub(super) fn wrong_group(wrong: WrongGroup) -> Error {
    match wrong {
        WrongGroup::At(group) => Error::Group { group, of: GROUPS },
        WrongGroup::Letters(_) => Error::refused("recovery_key", "refused.recovery_length"),
    }
}

//! Locking: the ledger is closed and its key dropped from memory; only where it lies is remembered until it is opened again.

use ledger::Passphrase;

use super::{Session, Status, Unlock, frame, status};
use crate::{Error, Nothing, Result};

/// Locks the open ledger: closed, its key wiped. Without an open ledger nothing happens.
///
/// # Errors
/// Of the ledger.
pub fn lock(session: &mut Session, _request: Nothing) -> Result<Status> {
    if let Some(ledger) = &session.ledger {
        let (dir, unprotected) = (ledger.dir().to_owned(), session.unprotected);
        frame::close(session)?;
        session.locked = Some(dir);
        session.unprotected = unprotected;
    }
    status(session, Nothing {})
}

/// Opens the locked ledger again; it stays locked when it can't be opened.
///
/// # Errors
/// [`Error::NoLedger`] when none is locked; those of [`open_ledger`](super::open_ledger).
pub fn unlock(session: &mut Session, request: Unlock) -> Result<Status> {
    let dir = session.locked.clone().ok_or(Error::NoLedger)?;
    frame::open(session, &dir, &Passphrase::new(&request.passphrase))
}

//! The way out of a damaged ledger.

use super::{DamagedLedger, DamagedRequest, RecoverLedger, Recovered};
use crate::{Error, Result, Session};

/// What is wrong with a ledger that can't be opened, and which good backups there are; nothing is touched.
///
/// # Errors
/// `NotFound`, `WrongPassphrase`, `Busy`, `File`.
pub fn damaged_ledger(_session: &mut Session, _request: DamagedRequest) -> Result<DamagedLedger> {
    Err(Error::NoLedger)
}

/// Sets the damaged files aside untouched and makes a ledger of a backup or of what can still be read; opens it.
///
/// # Errors
/// Those of [`damaged_ledger`]; the damaged ledger is then as it was.
pub fn recover_ledger(_session: &mut Session, _request: RecoverLedger) -> Result<Recovered> {
    Err(Error::NoLedger)
}

//! A good passphrase, and another one.

use ledger::{Passphrase, keys};

use super::ChangePassphrase;
use crate::session::{Status, status};
use crate::{Error, Nothing, Result, Session};

/// Fewer letters are guessed by a machine in an afternoon, however slow the function behind them.
const SHORTEST: usize = 6;

/// # Errors
/// `Refused` for a blank or very short one.
pub(crate) fn good_passphrase(field: &str, typed: &str) -> Result<Passphrase> {
    let letters = typed.chars().filter(|letter| !letter.is_whitespace());
    if letters.count() < SHORTEST {
        return Err(Error::refused(field, "refused.short_passphrase"));
    }
    Ok(Passphrase::new(typed))
}

/// Wraps the data key anew: the data is not touched, the recovery sheet still holds, the old passphrase opens nothing any more
/// but backups' copies that were carried away before.
///
/// # Errors
/// `NoLedger`, `WrongPassphrase`, `Refused` for a short one and for a sample, `KeysDamaged`, `File`; the old one then still holds.
pub fn change_passphrase(session: &mut Session, request: ChangePassphrase) -> Result<Status> {
    let ledger = session.ledger()?;
    if ledger.key().is_sample() {
        return Err(Error::refused("passphrase", "refused.sample"));
    }
    let key = keys::unwrap(ledger.dir(), &Passphrase::new(&request.old))?;
    let new = good_passphrase("passphrase", &request.new)?;
    keys::set_passphrase(ledger.dir(), &key, &new)?;
    status(session, Nothing {})
}

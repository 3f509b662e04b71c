//! Remembering on this computer: the data key in the system's own keychain (Windows' credentials, Apple's keychain, the Secret
//! Service of a Linux desktop). Off until she asks for it; a locked ledger asks for its passphrase all the same.

use std::path::Path;

use ledger::Ledger;
use ledger::keys::DataKey;
use zeroize::Zeroizing;

use super::{OpenRemembered, RememberKey};
use crate::session::{Status, frame, settings, status};
use crate::{Error, Nothing, Result, Session, request};

/// Under which the entries stand; each entry is named by the ledger's place.
const SERVICE: &str = "kaotsunagi";

/// Lays the key of the open ledger into the keychain, or takes it away.
///
/// # Errors
/// `NoLedger`, `Refused` for a sample, [`Error::NoKeychain`] when there is none or it stays closed: then she is asked each time;
/// `File` when it can't be kept in the settings that there is one.
pub fn remember_key(session: &mut Session, request: RememberKey) -> Result<Status> {
    let ledger = session.ledger()?;
    if ledger.key().is_sample() {
        return Err(Error::refused("passphrase", "refused.sample"));
    }
    let place = place(ledger.dir())?;
    if request.on {
        entry(&place)?
            .set_password(&ledger.key().to_hex())
            .map_err(closed)?;
    } else {
        forget(&place)?;
    }
    session.remembered.retain(|kept| *kept != place);
    if request.on {
        session.remembered.push(place);
    }
    settings::keep(session)?;
    status(session, Nothing {})
}

/// Opens a ledger with the key in the keychain.
///
/// # Errors
/// `Refused` while the ledger is locked and when nothing is remembered; [`Error::NoKeychain`]; those of opening. The passphrase
/// opens it all the same.
pub fn open_remembered(session: &mut Session, request: OpenRemembered) -> Result<Status> {
    let dir = frame::lying_at(request::place("dir", &request.dir)?);
    if session.locked {
        return Err(Error::refused("passphrase", "refused.locked"));
    }
    let place = place(&dir)?;
    let nothing = || Error::refused("passphrase", "refused.not_remembered");
    if !session.remembered.contains(&place) {
        return Err(nothing());
    }
    let kept = match entry(&place)?.get_password() {
        Ok(kept) => Zeroizing::new(kept),
        Err(keyring::Error::NoEntry) => return Err(nothing()),
        Err(error) => return Err(closed(error)),
    };
    let key = DataKey::from_hex(&kept).ok_or_else(nothing)?;
    frame::open_by(session, &dir, |dir| {
        Ledger::open_with_key(dir, key).map_err(|error| match error {
            // The key of another ledger that once lay here: the passphrase tells whether it is damage.
            ledger::Error::Damaged(_) => ledger::Error::WrongPassphrase(dir.to_owned()),
            other => other,
        })
    })
}

fn forget(place: &str) -> Result<()> {
    match entry(place)?.delete_credential() {
        Ok(()) | Err(keyring::Error::NoEntry) => Ok(()),
        Err(error) => Err(closed(error)),
    }
}

/// # Errors
/// `Refused` for a place whose name is no text.
pub(super) fn place(dir: &Path) -> Result<String> {
    let full = dir.canonicalize().unwrap_or_else(|_| dir.to_owned());
    full.to_str()
        .map(str::to_owned)
        .ok_or_else(|| Error::refused("dir", "refused.not_text"))
}

fn entry(place: &str) -> Result<keyring::Entry> {
    keyring::Entry::new(SERVICE, place).map_err(closed)
}

fn closed(error: keyring::Error) -> Error {
    Error::NoKeychain(error.to_string())
}

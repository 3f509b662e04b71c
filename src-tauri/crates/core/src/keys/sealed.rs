//! A file with a passphrase over it, given by a colleague.

use std::io::Read as _;
use std::path::Path;

use ledger::{Passphrase, keys};

use super::OpenSealed;
use crate::{Error, Exported, Result, Session, file, request};

/// No document or list that this program writes is larger.
const LARGEST: u64 = 256 * 1024 * 1024;

/// Writes the clear file beside it or wherever she wants; the sealed one stays. Needs no open ledger.
///
/// # Errors
/// `Refused` for another ending, a file far too large, and a place inside a ledger; `WrongPassphrase`, `Damaged`, `File`.
pub fn open_sealed(_session: &mut Session, request: OpenSealed) -> Result<Exported> {
    let path = request::place("path", &request.path)?;
    let to = request::place("path", &request.to)?;
    file::inside(path, true)?;
    file::outside_ledgers("path", to)?;
    let passphrase = Passphrase::new(&request.passphrase);
    let inside = match keys::unseal(path, &read(path)?, &passphrase) {
        // The ledger's own words would speak of the ledger.
        Err(ledger::Error::WrongPassphrase(_)) => {
            return Err(Error::refused("passphrase", "refused.sealed"));
        }
        Err(ledger::Error::Damaged(_)) => {
            return Err(Error::refused("path", "refused.not_sealed"));
        }
        other => other?,
    };
    file::write(to, &inside)?;
    Ok(Exported {
        path: to.display().to_string(),
        left_out: 0,
        message: String::new(),
    })
}

fn read(path: &Path) -> Result<Vec<u8>> {
    let failed = |source| Error::File {
        action: "read",
        path: path.display().to_string(),
        source,
    };
    let mut bytes = Vec::new();
    std::fs::File::open(path)
        .and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes))
        .map_err(failed)?;
    if bytes.len() as u64 > LARGEST {
        return Err(Error::refused("path", "refused.too_long"));
    }
    Ok(bytes)
}

//! Ledgers from before there was a `keys.age`: SQLCipher itself derived their key from the passphrase. That key stays theirs
//! and is wrapped like any other; the data is not touched.

use std::io::Read as _;
use std::path::Path;

use rusqlite::OpenFlags;
use sha2::Sha512;
use zeroize::Zeroizing;

use super::{DataKey, Passphrase, write_new};
use crate::store::open;
use crate::{Error, Result};

/// What SQLCipher 4 does: PBKDF2-HMAC-SHA512, salted with the first 16 bytes of the file.
const ROUNDS: u32 = 256_000;

/// The key of a ledger without `keys.age`, derived and proved; nothing is written.
///
/// # Errors
/// [`Error::WrongPassphrase`] for a sample, which wants none, [`Error::Damaged`], and [`Error::KeysMissing`] when it opens
/// nothing: then it is wrong, or the file of keys was lost.
pub(crate) fn of_earlier(dir: &Path, passphrase: &Passphrase) -> Result<DataKey> {
    let missing = || Error::KeysMissing(dir.join(super::FILE));
    let path = dir.join(open::FILE);
    let mut salt = [0; 16];
    std::fs::File::open(&path)
        .and_then(|mut file| file.read_exact(&mut salt))
        .map_err(|_| Error::Damaged("the file is too short".to_owned()))?;
    let mut key = Box::new(Zeroizing::new([0; 32]));
    pbkdf2::pbkdf2_hmac::<Sha512>(
        passphrase.typed().as_bytes(),
        &salt,
        ROUNDS,
        key.as_mut_slice(),
    );
    let key = DataKey(key);
    match opens(&path, &key) {
        Ok(()) => Ok(key),
        Err(Error::WrongPassphrase(path)) => Err(match opens(&path, &DataKey::sample()) {
            Ok(()) => Error::WrongPassphrase(path),
            Err(_) => missing(),
        }),
        Err(error) => Err(error),
    }
}

fn opens(path: &Path, key: &DataKey) -> Result<()> {
    let connection = open::with_key(path, key, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    open::prove(&connection, path)
}

/// Gives such a ledger its `keys.age`.
///
/// # Errors
/// [`Error::File`]; it then goes on without.
pub(crate) fn keep(dir: &Path, key: &DataKey, passphrase: &Passphrase) -> Result<()> {
    write_new(dir, key, passphrase, None)
}

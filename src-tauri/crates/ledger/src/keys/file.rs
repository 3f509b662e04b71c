//! The file `keys.age`: two lines of its own, then the data key as armoured age files, one for the passphrase and one
//! for the recovery key. Either part can be opened with the program `age` as well.

use std::path::Path;

use age::secrecy::SecretString;
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use super::{DataKey, Passphrase, RecoveryKey};
use crate::{Error, Result, crash, file};

/// Its name in the ledger's folder.
pub const FILE: &str = "keys.age";

const VERSION: i64 = 1;
const TITLE: &str = "kaotsunagi keys ";
const DIGEST: &str = "sha256 ";
const SHEET: &str = "sheet ";
const END: &str = "-----END AGE ENCRYPTED FILE-----\n";

/// What stands before the key inside each part.
const INSIDE: &str = "kaotsunagi data key ";

/// scrypt's cost for a passphrase, as a power of two: 128 MiB and about half a second. A build for tests asks for little: it
/// opens thousands of ledgers.
const WORK: u8 = if cfg!(debug_assertions) { 8 } else { 17 };

/// 140 random bits need no slow function.
const RECOVERY_WORK: u8 = if cfg!(debug_assertions) { 8 } else { 12 };

/// A file that asks for more is not one of ours: 2 GiB would be filled.
const MOST_WORK: u8 = 21;

/// The content of `keys.age`.
pub(super) struct Keys {
    /// Armoured.
    passphrase: String,
    /// Mark of the sheet and the armoured part.
    recovery: Option<(String, String)>,
}

impl Keys {
    pub(super) fn new(key: &DataKey, passphrase: &Passphrase) -> Result<Self> {
        Ok(Self {
            passphrase: wrap(key, passphrase.typed(), WORK)?,
            recovery: None,
        })
    }

    pub(super) fn with_passphrase(self, key: &DataKey, passphrase: &Passphrase) -> Result<Self> {
        Ok(Self {
            passphrase: wrap(key, passphrase.typed(), WORK)?,
            ..self
        })
    }

    pub(super) fn with_recovery(self, key: &DataKey, recovery: &RecoveryKey) -> Result<Self> {
        let wrapped = wrap(key, &recovery.line(), RECOVERY_WORK)?;
        Ok(Self {
            recovery: Some((recovery.mark(), wrapped)),
            ..self
        })
    }

    pub(super) fn sheet(&self) -> Option<&str> {
        self.recovery.as_ref().map(|(mark, _)| mark.as_str())
    }

    pub(super) fn by_passphrase(&self, dir: &Path, passphrase: &Passphrase) -> Result<DataKey> {
        // The window tries the empty one first, to see whether it is a sample: not worth half a second.
        if passphrase.is_empty() {
            return Err(Error::WrongPassphrase(dir.to_owned()));
        }
        unwrap(&self.passphrase, passphrase.typed())?
            .ok_or_else(|| Error::WrongPassphrase(dir.to_owned()))
    }

    pub(super) fn by_recovery(&self, recovery: &RecoveryKey) -> Result<DataKey> {
        let wrong = || Error::WrongRecoveryKey {
            wanted: self.sheet().unwrap_or_default().to_owned(),
            given: recovery.mark(),
        };
        let Some((_, armoured)) = &self.recovery else {
            return Err(wrong());
        };
        unwrap(armoured, &recovery.line())?.ok_or_else(wrong)
    }

    /// # Errors
    /// [`Error::KeysMissing`], [`Error::KeysDamaged`] when a byte is not as it was written, [`Error::Newer`], [`Error::File`].
    pub(super) fn read(dir: &Path) -> Result<Self> {
        let path = dir.join(FILE);
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(Error::KeysMissing(path));
            }
            Err(source) => {
                return Err(Error::File {
                    action: "read",
                    path,
                    source,
                });
            }
        };
        let damaged = |why: &str| Error::KeysDamaged(format!("{}: {why}", path.display()));
        let text = String::from_utf8(bytes).map_err(|_| damaged("not text"))?;
        let (title, rest) = text.split_once('\n').ok_or_else(|| damaged("cut off"))?;
        let version = title
            .strip_prefix(TITLE)
            .and_then(|number| number.parse::<i64>().ok())
            .ok_or_else(|| damaged("of another program"))?;
        if version > VERSION {
            return Err(Error::Newer {
                found: version,
                known: VERSION,
            });
        }
        let (digest, parts) = rest.split_once('\n').ok_or_else(|| damaged("cut off"))?;
        if digest.strip_prefix(DIGEST) != Some(digest_of(title, parts).as_str()) {
            return Err(damaged("its bytes are not those that were written"));
        }
        parse(parts).ok_or_else(|| damaged("its parts can't be told apart"))
    }

    /// Replaces the file in one step.
    pub(super) fn write(&self, dir: &Path) -> Result<()> {
        let mut parts = self.passphrase.clone();
        if let Some((mark, armoured)) = &self.recovery {
            parts.push_str(&format!("{SHEET}{mark}\n{armoured}"));
        }
        let title = format!("{TITLE}{VERSION}");
        let text = format!("{title}\n{DIGEST}{}\n{parts}", digest_of(&title, &parts));
        crash::point("keys.before");
        file::replace(&dir.join(FILE), text.as_bytes())?;
        crash::point("keys.between");
        // Beside the backups lies a copy: without the keys they would be noise.
        let backups = dir.join("backups");
        if backups.is_dir() {
            file::replace(&backups.join(FILE), text.as_bytes())?;
        }
        crash::point("keys.after");
        Ok(())
    }
}

fn parse(parts: &str) -> Option<Keys> {
    let (passphrase, rest) = parts.split_at_checked(parts.find(END)? + END.len())?;
    let recovery = if rest.is_empty() {
        None
    } else {
        let (mark, armoured) = rest.strip_prefix(SHEET)?.split_once('\n')?;
        if !armoured.ends_with(END) {
            return None;
        }
        Some((mark.to_owned(), armoured.to_owned()))
    };
    Some(Keys {
        passphrase: passphrase.to_owned(),
        recovery,
    })
}

/// Over the title too: a changed version must not pass for an older one.
fn digest_of(title: &str, parts: &str) -> String {
    let mut digest = Sha256::new();
    digest.update(title.as_bytes());
    digest.update(parts.as_bytes());
    digest
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn wrap(key: &DataKey, secret: &str, work: u8) -> Result<String> {
    let mut recipient = age::scrypt::Recipient::new(SecretString::from(secret.to_owned()));
    recipient.set_work_factor(work);
    // Of its full length at once: what grows leaves copies behind.
    let mut inside = Zeroizing::new(String::with_capacity(128));
    for part in [INSIDE, &VERSION.to_string(), "\n", &key.to_hex(), "\n"] {
        inside.push_str(part);
    }
    age::encrypt_and_armor(&recipient, inside.as_bytes())
        .map_err(|error| Error::KeysDamaged(error.to_string()))
}

/// `None` when the secret doesn't fit.
fn unwrap(armoured: &str, secret: &str) -> Result<Option<DataKey>> {
    let mut identity = age::scrypt::Identity::new(SecretString::from(secret.to_owned()));
    identity.set_max_work_factor(MOST_WORK);
    let inside = match age::decrypt(&identity, armoured.as_bytes()) {
        Ok(inside) => Zeroizing::new(inside),
        Err(
            age::DecryptError::DecryptionFailed
            | age::DecryptError::KeyDecryptionFailed
            | age::DecryptError::NoMatchingKeys,
        ) => return Ok(None),
        Err(error) => return Err(Error::KeysDamaged(error.to_string())),
    };
    std::str::from_utf8(&inside)
        .ok()
        .and_then(|text| text.strip_prefix(INSIDE)?.split_once('\n'))
        .and_then(|(_, hex)| DataKey::from_hex(hex.trim_end()))
        .map(Some)
        .ok_or_else(|| Error::KeysDamaged("what is wrapped is no data key".to_owned()))
}

pub(super) fn seal(bytes: &[u8], secret: &str) -> Result<Vec<u8>> {
    let mut recipient = age::scrypt::Recipient::new(SecretString::from(secret.to_owned()));
    recipient.set_work_factor(WORK);
    age::encrypt(&recipient, bytes).map_err(|error| Error::KeysDamaged(error.to_string()))
}

/// `None` when the passphrase doesn't fit.
pub(super) fn unseal(bytes: &[u8], secret: &str) -> Result<Option<Vec<u8>>> {
    let mut identity = age::scrypt::Identity::new(SecretString::from(secret.to_owned()));
    identity.set_max_work_factor(MOST_WORK);
    match age::decrypt(&identity, bytes) {
        Ok(inside) => Ok(Some(inside)),
        Err(
            age::DecryptError::DecryptionFailed
            | age::DecryptError::KeyDecryptionFailed
            | age::DecryptError::NoMatchingKeys,
        ) => Ok(None),
        Err(error) => Err(Error::Damaged(error.to_string())),
    }
}

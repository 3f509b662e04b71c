//! What opens a ledger: a random data key, wrapped in `keys.age` once by the passphrase and once by the recovery key of the
//! printed sheet. A new passphrase or a new sheet wraps it anew; the data is never touched.

mod earlier;
mod file;
mod recovery;

use std::path::Path;

use zeroize::Zeroizing;

use crate::{Error, Result};

pub use file::FILE;
pub use recovery::{GROUPS, RecoveryKey, WrongGroup};

/// The key of ledgers with an empty passphrase. It is published here and protects nothing: it only lets samples open
/// at once, through the same code as every other ledger.
const SAMPLE: [u8; 32] = *b"kaotsunagi sample key protectsno";

/// What is typed to open a ledger. An empty one opens samples only, whose key is published.
#[derive(Clone)]
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// Takes the passphrase as typed, without a final line break.
    #[must_use]
    pub fn new(typed: &str) -> Self {
        Self(Zeroizing::new(
            typed.trim_end_matches(['\r', '\n']).to_owned(),
        ))
    }

    /// Whether it is the empty passphrase of a sample.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn typed(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Passphrase(…)")
    }
}

/// The key of the data: 256 bits, wiped from memory when it is dropped. In a box: what is moved about on the stack leaves
/// copies behind.
#[derive(Clone, PartialEq, Eq)]
pub struct DataKey(Box<Zeroizing<[u8; 32]>>);

impl DataKey {
    /// # Errors
    /// [`Error::File`] when the system gives no random bytes.
    pub(crate) fn random() -> Result<Self> {
        let mut key = Box::new(Zeroizing::new([0; 32]));
        random(key.as_mut_slice())?;
        Ok(Self(key))
    }

    /// No key at all: the file lies in clear.
    #[cfg(feature = "figures")]
    #[must_use]
    pub fn none() -> Self {
        Self(Box::new(Zeroizing::new([0; 32])))
    }

    #[cfg(feature = "figures")]
    pub(crate) fn is_none(&self) -> bool {
        **self.0 == [0; 32]
    }

    pub(crate) fn sample() -> Self {
        Self(Box::new(Zeroizing::new(SAMPLE)))
    }

    /// Whether it is the published key of samples.
    #[must_use]
    pub fn is_sample(&self) -> bool {
        **self.0 == SAMPLE
    }

    /// As 64 hexadecimal digits, for the system's keychain.
    #[must_use]
    pub fn to_hex(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(64));
        for byte in self.0.iter() {
            for digit in [byte >> 4, byte & 15] {
                text.extend(char::from_digit(u32::from(digit), 16));
            }
        }
        text
    }

    /// Out of 64 hexadecimal digits; `None` for anything else.
    #[must_use]
    pub fn from_hex(text: &str) -> Option<Self> {
        let mut key = Box::new(Zeroizing::new([0; 32]));
        let digits = text.as_bytes();
        if digits.len() != 64 {
            return None;
        }
        for (byte, pair) in key.iter_mut().zip(digits.chunks_exact(2)) {
            for digit in pair {
                let digit = char::from(*digit).to_digit(16)?;
                *byte = *byte << 4 | u8::try_from(digit).ok()?;
            }
        }
        Some(Self(key))
    }

    /// As SQLCipher takes a raw key.
    pub(crate) fn pragma(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(67));
        text.push_str("x'");
        text.push_str(&self.to_hex());
        text.push('\'');
        text
    }
}

impl std::fmt::Debug for DataKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DataKey(…)")
    }
}

/// The data key of the ledger in `dir`: that of samples for the empty passphrase where there is no `keys.age`. Writes nothing.
///
/// # Errors
/// [`Error::Damaged`] for a ledger without keys whose passphrase can't be tried,
/// [`Error::WrongPassphrase`], [`Error::KeysMissing`], [`Error::KeysDamaged`], [`Error::Newer`] for a file of keys that a later
/// version wrote, [`Error::File`].
pub fn unwrap(dir: &Path, passphrase: &Passphrase) -> Result<DataKey> {
    match file::Keys::read(dir) {
        Err(Error::KeysMissing(_)) if passphrase.is_empty() => Ok(DataKey::sample()),
        Err(Error::KeysMissing(_)) => earlier::of_earlier(dir, passphrase),
        Err(error) => Err(error),
        Ok(keys) => keys.by_passphrase(dir, passphrase),
    }
}

/// Gives a ledger of before there were such files its `keys.age`, once its key has opened it.
///
/// # Errors
/// [`Error::File`].
pub(crate) fn keep_those_of_earlier(
    dir: &Path,
    key: &DataKey,
    passphrase: &Passphrase,
) -> Result<()> {
    if key.is_sample() || dir.join(FILE).exists() {
        return Ok(());
    }
    earlier::keep(dir, key, passphrase)
}

/// The data key of the ledger in `dir`, by its recovery sheet.
///
/// # Errors
/// [`Error::WrongRecoveryKey`], [`Error::KeysMissing`], [`Error::KeysDamaged`], [`Error::Newer`], [`Error::File`].
pub fn unwrap_by_recovery(dir: &Path, recovery: &RecoveryKey) -> Result<DataKey> {
    file::Keys::read(dir)?.by_recovery(recovery)
}

/// Wraps the key anew for another passphrase; the old one no longer opens the ledger.
///
/// # Errors
/// [`Error::KeysMissing`] for a sample, [`Error::KeysDamaged`], [`Error::File`]; the old passphrase then still holds.
pub fn set_passphrase(dir: &Path, key: &DataKey, passphrase: &Passphrase) -> Result<()> {
    file::Keys::read(dir)?
        .with_passphrase(key, passphrase)?
        .write(dir)
}

/// Wraps the key anew for another recovery sheet; the old sheet no longer opens the ledger.
///
/// # Errors
/// As [`set_passphrase`]; the old sheet then still holds.
pub fn set_recovery(dir: &Path, key: &DataKey, recovery: &RecoveryKey) -> Result<()> {
    file::Keys::read(dir)?
        .with_recovery(key, recovery)?
        .write(dir)
}

/// Whether the `keys.age` in `dir` is as it was written.
///
/// # Errors
/// [`Error::KeysMissing`], [`Error::KeysDamaged`], [`Error::Newer`], [`Error::File`].
pub fn sound(dir: &Path) -> Result<()> {
    file::Keys::read(dir).map(|_| ())
}

/// The mark of the sheet that opens the ledger in `dir`; `None` when there is none.
///
/// # Errors
/// [`Error::KeysMissing`] for a sample, [`Error::KeysDamaged`], [`Error::Newer`], [`Error::File`].
pub fn sheet(dir: &Path) -> Result<Option<String>> {
    Ok(file::Keys::read(dir)?.sheet().map(str::to_owned))
}

/// Lays a passphrase over a file that is given out, in age's own format.
///
/// # Errors
/// [`Error::KeysDamaged`] when the system gives no random bytes.
pub fn seal(bytes: &[u8], passphrase: &Passphrase) -> Result<Vec<u8>> {
    file::seal(bytes, passphrase.typed())
}

/// Takes it off again.
///
/// # Errors
/// [`Error::WrongPassphrase`] with `name`, [`Error::Damaged`] for a file that is not as it was written, or none of age's.
pub fn unseal(name: &Path, bytes: &[u8], passphrase: &Passphrase) -> Result<Vec<u8>> {
    file::unseal(bytes, passphrase.typed())?.ok_or_else(|| Error::WrongPassphrase(name.to_owned()))
}

/// Writes `keys.age` for a ledger that is being made.
pub(crate) fn write_new(
    dir: &Path,
    key: &DataKey,
    passphrase: &Passphrase,
    recovery: Option<&RecoveryKey>,
) -> Result<()> {
    let keys = file::Keys::new(key, passphrase)?;
    match recovery {
        Some(recovery) => keys.with_recovery(key, recovery)?,
        None => keys,
    }
    .write(dir)
}

pub(crate) fn random(bytes: &mut [u8]) -> Result<()> {
    getrandom::fill(bytes).map_err(|error| Error::File {
        action: "read random bytes from",
        path: "the system".into(),
        source: std::io::Error::other(error.to_string()),
    })
}

//! The key of this ledger for what colleagues send: a private half that stays in the encrypted ledger, and a public half to hand on.

use age::secrecy::ExposeSecret as _;

use crate::{Error, Ledger, Result};

/// Id of the preference that holds the private half.
const IDENTITY: &str = "share.identity";

/// What opens packs that were sealed for this ledger.
#[derive(Clone)]
pub struct ShareKey(age::x25519::Identity);

impl std::fmt::Debug for ShareKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("ShareKey").field(&self.public()).finish()
    }
}

impl ShareKey {
    /// `age1…`, to be shown and handed on.
    #[must_use]
    pub fn public(&self) -> String {
        self.0.to_public().to_string()
    }

    /// `None` when the bytes are sealed for somebody else, or with a passphrase.
    ///
    /// # Errors
    /// [`Error::Damaged`] when they aren't as they were written, or none of age's.
    pub fn open(&self, bytes: &[u8]) -> Result<Option<Vec<u8>>> {
        match age::decrypt(&self.0, bytes) {
            Ok(inside) => Ok(Some(inside)),
            Err(age::DecryptError::NoMatchingKeys) => Ok(None),
            Err(error) => Err(Error::Damaged(error.to_string())),
        }
    }
}

/// Whether that is a public key.
#[must_use]
pub fn is_public_key(text: &str) -> bool {
    text.parse::<age::x25519::Recipient>().is_ok()
}

/// Seals bytes so that only the private half of `recipient` opens them.
///
/// # Errors
/// `Refused` when it is no public key.
pub fn seal_for(bytes: &[u8], recipient: &str) -> Result<Vec<u8>> {
    let recipient: age::x25519::Recipient =
        recipient
            .trim()
            .parse()
            .map_err(|error: &str| Error::Refused {
                field: "recipient",
                reason: error.to_owned(),
            })?;
    age::encrypt(&recipient, bytes).map_err(|error| Error::Damaged(error.to_string()))
}

impl Ledger {
    /// The ledger's own key, made when there is none yet.
    ///
    /// # Errors
    /// Of the database.
    pub fn share_key(&mut self) -> Result<ShareKey> {
        let kept = self.read().preference(IDENTITY)?;
        if let Some(Ok(identity)) = kept.map(|text| text.parse()) {
            return Ok(ShareKey(identity));
        }
        let identity = age::x25519::Identity::generate();
        let text = identity.to_string();
        self.set_preference(IDENTITY, Some(text.expose_secret()))?;
        Ok(ShareKey(identity))
    }
}

//! When and where something was written, in one order that all devices agree on: a hybrid logical clock (Kulkarni and others
//! 2014) with the time handed in. Clocks may go wrong: a stamp is always later than all that its writer had seen.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest as _, Sha256};

/// One ledger at one place of one computer. Made by lot; made anew when a ledger goes back to an earlier state, because a stamp must never be
/// given twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Device(pub u64);

impl Device {
    /// # Errors
    /// When the computer gives no randomness.
    pub(crate) fn random() -> crate::Result<Self> {
        let mut bytes = [0; 8];
        crate::keys::random(&mut bytes)?;
        Ok(Self(u64::from_le_bytes(bytes)))
    }

    /// The device that this one is at a place.
    pub(crate) fn at(self, place: &str) -> Self {
        let digest = Sha256::new()
            .chain_update(self.0.to_le_bytes())
            .chain_update(place)
            .finalize();
        let mut bytes = [0; 8];
        for (to, from) in bytes.iter_mut().zip(digest) {
            *to = from;
        }
        Self(u64::from_le_bytes(bytes))
    }
}

impl fmt::Display for Device {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for Device {
    type Err = std::num::ParseIntError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        u64::from_str_radix(text, 16).map(Self)
    }
}

impl Serialize for Device {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Device {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

/// Milliseconds since 1970 in the upper 48 bits, a counter in the lower 16.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Stamp(pub u64);

impl Stamp {
    /// The first stamp of a millisecond.
    #[must_use]
    pub fn at(time: DateTime<Utc>) -> Self {
        let millis = u64::try_from(time.timestamp_millis()).unwrap_or(0);
        // What doesn't fit into 48 bits is after the year 10000.
        Self(millis.min(u64::MAX >> 16) << 16)
    }

    /// One for a write at `time`, later than all of `seen`.
    #[must_use]
    pub fn after(time: DateTime<Utc>, seen: impl IntoIterator<Item = Self>) -> Self {
        let latest = seen.into_iter().max().unwrap_or_default();
        Self(Self::at(time).0.max(latest.0.saturating_add(1)))
    }

    /// When it was given; by the writer's clock.
    #[must_use]
    pub fn time(self) -> DateTime<Utc> {
        i64::try_from(self.0 >> 16)
            .ok()
            .and_then(DateTime::from_timestamp_millis)
            .unwrap_or_default()
    }
}

/// One write: no two are alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Dot {
    pub stamp: Stamp,
    pub device: Device,
}

//! The file of a pack: `*.kaotsunagi-pack`. Sealed by age; within a line that says what it is, the digest of what follows, and JSON,
//! deflated.

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::path::Path;

use chrono::{DateTime, Utc};
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use ledger::share::{Incoming, Reach, Record, ShareKey, State};
use ledger::{Passphrase, keys};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::{Error, Result};

/// How its file ends.
pub(super) const ENDING: &str = "kaotsunagi-pack";
/// The first line, with the version behind it.
const MARK: &str = "kaotsunagi-pack ";
const VERSION: u32 = 1;
/// What age's files begin with.
const SEALED: &[u8] = b"age-encryption.org/v1\n";
/// A pack of 10,000 people and 2,000 meetings has a tenth of it.
const LARGEST: u64 = 64 * 1024 * 1024;
/// However well it was deflated, more is never unpacked.
const LARGEST_INSIDE: u64 = 256 * 1024 * 1024;

/// What a pack says.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Pack {
    pub(super) device: String,
    pub(super) name: String,
    pub(super) made_at: DateTime<Utc>,
    /// In the sender's words.
    pub(super) scope: String,
    pub(super) reach: Reach,
    pub(super) left_out: Vec<String>,
    /// Names of the devices that wrote something of it.
    pub(super) devices: BTreeMap<String, String>,
    /// Table, id, state.
    records: Vec<(String, String, Value)>,
}

/// A file as it lies there.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) pack: Pack,
    pub(super) incoming: Incoming,
    pub(super) digest: String,
}

impl Pack {
    pub(super) fn with(mut self, records: &[Record]) -> Self {
        self.records = records
            .iter()
            .map(|record| {
                (
                    record.table.clone(),
                    record.id.clone(),
                    record.state.to_json(),
                )
            })
            .collect();
        self
    }

    pub(super) fn new(device: String, name: String, made_at: DateTime<Utc>, reach: Reach) -> Self {
        Self {
            device,
            name,
            made_at,
            scope: String::new(),
            reach,
            left_out: Vec::new(),
            devices: BTreeMap::new(),
            records: Vec::new(),
        }
    }

    /// Deflated, with its mark; not yet sealed.
    pub(super) fn bytes(&self) -> Result<Vec<u8>> {
        let failed = |error: std::io::Error| Error::File {
            action: "write",
            path: ENDING.to_owned(),
            source: error,
        };
        let text = serde_json::to_vec(self).map_err(|error| failed(error.into()))?;
        let mut deflated = DeflateEncoder::new(Vec::new(), Compression::default());
        deflated.write_all(&text).map_err(failed)?;
        let deflated = deflated.finish().map_err(failed)?;
        let mut bytes = format!("{MARK}{VERSION}\n{}\n", hex(&deflated)).into_bytes();
        bytes.extend(deflated);
        Ok(bytes)
    }
}

/// The digest of a pack's file, by which it is known again.
pub(super) fn digest(bytes: &[u8]) -> String {
    hex(bytes)
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// The bytes of a file, no more than a pack can have.
pub(super) fn read(path: &Path) -> Result<Vec<u8>> {
    let failed = |source| Error::File {
        action: "read",
        path: path.display().to_string(),
        source,
    };
    // A folder or a pipe opens as well, and a pipe would be waited for without end.
    if !std::fs::metadata(path).map_err(failed)?.is_file() {
        return Err(failed(std::io::Error::other("not a regular file")));
    }
    let mut bytes = Vec::new();
    std::fs::File::open(path)
        .and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes))
        .map_err(failed)?;
    if bytes.len() as u64 > LARGEST {
        return Err(Error::refused("path", "refused.pack_large"));
    }
    Ok(bytes)
}

/// Opens a pack with the passphrase, or without one with the ledger's key.
///
/// # Errors
/// `Refused`, each in its own words: no pack, cut off or tampered with, another passphrase, for somebody else, of a later version.
pub(super) fn open(bytes: &[u8], key: &ShareKey, passphrase: Option<&str>) -> Result<Opened> {
    let damaged = || Error::refused("path", "refused.pack_damaged");
    if !bytes.starts_with(SEALED) {
        let is_cut = SEALED.starts_with(bytes);
        return Err(if is_cut {
            damaged()
        } else {
            Error::refused("path", "refused.pack_foreign")
        });
    }
    let head = bytes.get(SEALED.len()..).unwrap_or_default();
    let by_passphrase = head.starts_with(b"-> scrypt ");
    let inside = match passphrase.filter(|typed| !typed.is_empty()) {
        Some(typed) if by_passphrase => {
            match keys::unseal(Path::new(ENDING), bytes, &Passphrase::new(typed)) {
                Ok(inside) => inside,
                Err(ledger::Error::WrongPassphrase(_)) => {
                    return Err(Error::refused("passphrase", "refused.pack_passphrase"));
                }
                Err(_) => return Err(damaged()),
            }
        }
        None if by_passphrase => {
            return Err(Error::refused(
                "passphrase",
                "refused.pack_needs_passphrase",
            ));
        }
        Some(_) | None => match key.open(bytes) {
            Ok(Some(inside)) => inside,
            Ok(None) => return Err(Error::refused("path", "refused.pack_other")),
            Err(_) => return Err(damaged()),
        },
    };
    let pack = unpack(&inside, LARGEST_INSIDE)?;
    let incoming = Incoming {
        reach: pack.reach,
        records: pack
            .records
            .iter()
            .map(|(table, id, state)| {
                Some(Record {
                    table: table.clone(),
                    id: id.clone(),
                    state: State::from_json(state)?,
                })
            })
            .collect::<Option<_>>()
            .ok_or_else(damaged)?,
    };
    Ok(Opened {
        pack: Pack {
            records: Vec::new(),
            ..pack
        },
        incoming,
        digest: hex(bytes),
    })
}

/// `most`: bytes that it may have inside.
fn unpack(inside: &[u8], most: u64) -> Result<Pack> {
    let damaged = || Error::refused("path", "refused.pack_damaged");
    let mut lines = inside.splitn(3, |byte| *byte == b'\n');
    let text = |line: Option<&[u8]>| {
        line.and_then(|line| std::str::from_utf8(line).ok())
            .map(str::to_owned)
    };
    let mark = text(lines.next()).unwrap_or_default();
    // Sealed by age, but something else: a list, minutes.
    let Some(version) = mark.strip_prefix(MARK) else {
        return Err(Error::refused("path", "refused.pack_foreign"));
    };
    if version.parse::<u32>().map_err(|_| damaged())? > VERSION {
        return Err(Error::refused("path", "refused.pack_newer"));
    }
    let (digest, deflated) = (text(lines.next()), lines.next().unwrap_or_default());
    if digest.as_deref() != Some(hex(deflated).as_str()) {
        return Err(damaged());
    }
    let mut json = Vec::new();
    DeflateDecoder::new(deflated)
        .take(most + 1)
        .read_to_end(&mut json)
        .map_err(|_| damaged())?;
    if json.len() as u64 > most {
        return Err(Error::refused("path", "refused.pack_large"));
    }
    serde_json::from_slice(&json).map_err(|_| damaged())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed(version: u32, json: &[u8]) -> Vec<u8> {
        let mut deflated = DeflateEncoder::new(Vec::new(), Compression::best());
        deflated.write_all(json).unwrap();
        let deflated = deflated.finish().unwrap();
        let mut bytes = format!("{MARK}{version}\n{}\n", hex(&deflated)).into_bytes();
        bytes.extend(deflated);
        bytes
    }

    fn refused(inside: &[u8], most: u64) -> String {
        match unpack(inside, most) {
            Err(Error::Refused { reason, .. }) => reason,
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn a_pack_of_a_later_version_is_no_damaged_one() {
        let later = packed(VERSION + 1, b"{\"what nobody knows yet\": 1}");
        assert_eq!(refused(&later, 1_000), "refused.pack_newer");
        let same = packed(VERSION, b"{}");
        assert_eq!(refused(&same, 1_000), "refused.pack_damaged");
    }

    #[test]
    fn however_well_it_is_deflated_no_more_is_unpacked_than_may_be() {
        let bomb = packed(VERSION, &vec![b' '; 4_000_000]);
        assert!(bomb.len() < 10_000, "{}", bomb.len());
        assert_eq!(refused(&bomb, 1_000_000), "refused.pack_large");
        assert_eq!(refused(&bomb, 4_000_000), "refused.pack_damaged");
    }

    #[test]
    fn a_list_that_was_sealed_is_no_pack() {
        assert_eq!(
            refused("氏名,電話\n".as_bytes(), 1_000),
            "refused.pack_foreign"
        );
        assert_eq!(refused(b"", 1_000), "refused.pack_foreign");
    }
}

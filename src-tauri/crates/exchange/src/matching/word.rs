//! A key with its fingerprint: comparing two is comparing two numbers.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::similar::distance;

/// A key; equal keys have equal fingerprints, and the empty one has 0.
#[derive(Debug, Default, Clone)]
pub(super) struct Word {
    hash: u64,
    /// A bit for each letter that occurs (letters share bits): far-apart texts are told without looking at them.
    letters: u64,
    chars: Box<[char]>,
}

impl Word {
    pub(super) fn new(text: &str) -> Self {
        let chars: Box<[char]> = text.chars().collect();
        Self {
            hash: hash(text),
            letters: chars
                .iter()
                .fold(0, |bits, c| bits | 1 << (u32::from(*c) % 64)),
            chars,
        }
    }

    /// Whether at most `most` slips of the pen lie between two keys: see [`distance`].
    pub(super) fn is_near(&self, other: &Self, most: usize) -> bool {
        // A slip takes at most one letter away and brings one.
        let differing = (self.letters ^ other.letters).count_ones();
        usize::try_from(differing).is_ok_and(|bits| bits <= 2 * most)
            && distance(&self.chars, &other.chars, most).is_some()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.hash == 0
    }

    pub(super) fn hash(&self) -> u64 {
        self.hash
    }

    pub(super) fn chars(&self) -> &[char] {
        &self.chars
    }

    pub(super) fn text(&self) -> String {
        self.chars.iter().collect()
    }

    pub(super) fn is_latin(&self) -> bool {
        self.chars.iter().all(char::is_ascii)
    }

    /// Whether it is written in kana only.
    pub(super) fn is_kana(&self) -> bool {
        !self.is_empty() && self.chars.iter().all(|c| matches!(c, 'ぁ'..='ゖ' | 'ー'))
    }
}

impl PartialEq for Word {
    fn eq(&self, other: &Self) -> bool {
        self.hash == other.hash
    }
}

impl Eq for Word {}

/// The fingerprint that the key of these letters has.
pub(super) fn hash_of(letters: &[char]) -> u64 {
    let mut bytes = [0_u8; 4];
    let mut hash = BASIS;
    for letter in letters {
        hash = fed(hash, letter.encode_utf8(&mut bytes).as_bytes());
    }
    if letters.is_empty() {
        0
    } else {
        spread(hash).max(1)
    }
}

const BASIS: u64 = 0xcbf2_9ce4_8422_2325;

fn fed(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// FNV-1a (Fowler, Noll, Vo), its bits spread by the finish of MurmurHash3 (Appleby); 0 for an empty text only.
fn hash(text: &str) -> u64 {
    if text.is_empty() {
        return 0;
    }
    spread(fed(BASIS, text.as_bytes())).max(1)
}

/// One fingerprint out of several, for keys that are put together.
pub(super) fn together(parts: &[u64]) -> u64 {
    parts.iter().fold(0x9e37_79b9_7f4a_7c15, |all, part| {
        spread(all.rotate_left(23) ^ part.wrapping_mul(0x2545_f491_4f6c_dd1d))
    })
}

fn spread(mut hash: u64) -> u64 {
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ (hash >> 33)
}

/// A map by fingerprints: they are spread already.
pub(super) type ByHash<V> = HashMap<u64, V, BuildHasherDefault<AsItIs>>;

#[derive(Debug, Default)]
pub(super) struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

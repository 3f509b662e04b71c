//! The recovery key: 140 random bits, written as seven groups of four letters with a check letter each.
//!
//! The letters are Crockford's base 32 (no I, L, O, U: nothing to mistake on paper). The check letter is a sum over GF(32)
//! with another factor for each place and another constant for each group: one wrong letter, two letters swapped
//! and two groups swapped are all told, and in which group.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use super::random;
use crate::Result;

/// Groups of a key.
pub const GROUPS: usize = 7;

/// Letters of a group before its check letter.
const LETTERS: usize = 4;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The recovery key of a printed sheet; wiped from memory when it is dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoveryKey {
    /// Values of letters, 0–31, without check letters.
    letters: Zeroizing<[u8; GROUPS * LETTERS]>,
}

/// A group that can't be right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WrongGroup {
    /// The group of that number (from 1) has a wrong letter, or is another group's.
    #[error("group {0}")]
    At(usize),
    /// So many letters instead of 35.
    #[error("{0} letters")]
    Letters(usize),
}

impl RecoveryKey {
    /// # Errors
    /// [`crate::Error::File`] when the system gives no random bytes.
    pub fn random() -> Result<Self> {
        let mut letters = Zeroizing::new([0; GROUPS * LETTERS]);
        random(letters.as_mut_slice())?;
        // 256 is a multiple of 32: each letter is as likely as any other.
        for letter in letters.iter_mut() {
            *letter %= 32;
        }
        Ok(Self { letters })
    }

    /// Takes what was typed from the sheet: small letters, full-width letters, spaces and hyphens are fine, O and I and L are
    /// read as 0 and 1.
    ///
    /// # Errors
    /// Which group is wrong.
    pub fn parse(typed: &str) -> std::result::Result<Self, WrongGroup> {
        let values = values(typed);
        if values.len() != GROUPS * (LETTERS + 1) {
            return Err(WrongGroup::Letters(values.len()));
        }
        let mut letters = Zeroizing::new([0; GROUPS * LETTERS]);
        let places = letters.chunks_exact_mut(LETTERS);
        for ((at, group), place) in values.chunks_exact(LETTERS + 1).enumerate().zip(places) {
            let [a, b, c, d, check] = *group else {
                return Err(WrongGroup::At(at + 1));
            };
            if check_letter(at, &[a, b, c, d]) != check || check > 31 {
                return Err(WrongGroup::At(at + 1));
            }
            place.copy_from_slice(&[a, b, c, d]);
        }
        Ok(Self { letters })
    }

    /// The groups as they stand on the sheet: five letters each, the last of them the check letter.
    #[must_use]
    pub fn groups(&self) -> Vec<Zeroizing<String>> {
        self.letters
            .chunks_exact(LETTERS)
            .enumerate()
            .map(|(at, group)| {
                let mut text = Zeroizing::new(String::with_capacity(LETTERS + 1));
                let check = check_letter(at, group);
                for value in group.iter().chain([&check]) {
                    text.extend(letter(*value));
                }
                text
            })
            .collect()
    }

    /// Whether `typed` is the group of that number (from 0), written as [`RecoveryKey::parse`] takes it.
    #[must_use]
    pub fn has_group(&self, at: usize, typed: &str) -> bool {
        self.groups()
            .get(at)
            .is_some_and(|group| values(group) == values(typed))
    }

    /// All groups in one line, `XXXXX-XXXXX-…`: what the QR code of the sheet holds, and what wraps the data key.
    #[must_use]
    pub fn line(&self) -> Zeroizing<String> {
        let mut line = Zeroizing::new(String::with_capacity(GROUPS * (LETTERS + 2)));
        for (at, group) in self.groups().iter().enumerate() {
            if at > 0 {
                line.push('-');
            }
            line.push_str(group);
        }
        line
    }

    /// Six letters that tell sheets apart and nothing of the key.
    #[must_use]
    pub fn mark(&self) -> String {
        let digest = Sha256::digest(self.line().as_bytes());
        digest.iter().take(3).fold(String::new(), |mut text, byte| {
            // Writing into a String can't fail.
            let _ = write!(text, "{byte:02X}");
            text
        })
    }
}

impl std::fmt::Debug for RecoveryKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "RecoveryKey({})", self.mark())
    }
}

fn letter(value: u8) -> Option<char> {
    ALPHABET
        .get(usize::from(value))
        .map(|byte| char::from(*byte))
}

/// Values of the letters of a text; 32 for a letter or digit that is none of the alphabet, spaces and signs left out.
fn values(typed: &str) -> Zeroizing<Vec<u8>> {
    let folded = Zeroizing::new(japanese::key::fold(typed));
    let values = folded
        .chars()
        // Between kana a hyphen is a long vowel; here it only parts the groups.
        .filter(|sign| sign.is_alphanumeric() && *sign != 'ー')
        .map(|sign| {
            let sign = match sign.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            (0..)
                .zip(ALPHABET)
                .find(|(_, byte)| char::from(**byte) == sign)
                .map_or(32, |(value, _)| value)
        })
        .collect();
    Zeroizing::new(values)
}

/// The check letter of the group at that place: Σ α^(i+1)·letter_i + place, over GF(2⁵) with α⁵ = α² + 1.
fn check_letter(at: usize, letters: &[u8]) -> u8 {
    let times_alpha = |value: u8| {
        let shifted = value << 1;
        if shifted & 32 == 0 {
            shifted
        } else {
            (shifted ^ 0b10_0101) & 31
        }
    };
    let mut sum = u8::try_from(at + 1).unwrap_or(0);
    for (place, letter) in letters.iter().enumerate() {
        let mut value = letter & 31;
        for _ in 0..=place {
            value = times_alpha(value);
        }
        sum ^= value;
    }
    sum
}

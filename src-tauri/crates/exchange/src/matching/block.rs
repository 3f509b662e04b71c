//! Who is worth comparing: records that share at least one key. Keys that very many share are put together with a second
//! one, so that the work grows with the number of people and not with its square.

use super::record::Record;
use super::word::{ByHash, Word, hash_of, together};

/// A key that more records share than this is used only together with another.
const CROWD: usize = 256;
/// A key on its own that tells too little (a place, a word of an address).
const FEW: usize = 40;

#[derive(Debug, Clone, Copy)]
#[repr(u64)]
enum Key {
    Name = 101,
    Family,
    FamilyKana,
    FamilyAndGivenLetter,
    GivenAndFamilyLetter,
    Kana,
    GivenKanaAndStart,
    GivenAtPlace,
    FamilyAtPlace,
    Mobile,
    Email,
    EmailLocal,
    Line,
    LineAndName,
    GivenAndPostal,
    FamilyAndPostal,
    Address,
    AddressPair,
    Postal,
    Given,
    GivenKana,
    Starts,
    Place,
}

/// Records by their keys.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    by_key: ByHash<Vec<u32>>,
}

impl Blocks {
    pub(super) fn enter(&mut self, at: u32, record: &Record) {
        keys(record, |key, _| {
            let block = self.by_key.entry(key).or_default();
            if block.last() != Some(&at) {
                block.push(at);
            }
        });
    }

    /// Calls `meet` for everybody who shares a key, sometimes more than once.
    pub(super) fn look(&self, record: &Record, mut meet: impl FnMut(u32)) {
        keys(record, |key, most| {
            if let Some(block) = self.by_key.get(&key).filter(|block| block.len() <= most) {
                block.iter().copied().for_each(&mut meet);
            }
        });
    }
}

/// All keys of a record, each with the most who may share it.
fn keys(record: &Record, mut give: impl FnMut(u64, usize)) {
    let mut key = |kind: Key, first: u64, second: u64, most: usize| {
        if first != 0 {
            give(together(&[kind as u64, first, second]), most);
        }
    };
    let none = Word::default();
    let both = |a: &Word, b: &Word| !a.is_empty() && !b.is_empty();
    for mobile in &record.mobiles {
        key(Key::Mobile, mobile.hash(), none.hash(), FEW);
    }
    for email in &record.emails {
        key(Key::Email, email.whole.hash(), none.hash(), FEW);
        if email.local.chars().len() >= 4 {
            key(Key::EmailLocal, email.local.hash(), none.hash(), FEW);
        }
    }
    for line in &record.lines {
        key(Key::Line, line.hash(), none.hash(), FEW);
        for part in [
            &record.family,
            &record.given,
            &record.given_kana,
            &record.family_kana,
        ] {
            if !part.is_empty() {
                key(Key::LineAndName, line.hash(), part.hash(), CROWD);
            }
        }
    }
    if record.nameless {
        for place in &record.organisations {
            key(Key::Place, place.hash(), none.hash(), CROWD);
        }
        return;
    }
    key(Key::Name, record.name.hash(), none.hash(), CROWD);
    key(Key::Kana, record.kana.hash(), none.hash(), CROWD);
    key(Key::Family, record.family.hash(), none.hash(), CROWD);
    key(
        Key::FamilyKana,
        record.family_kana.hash(),
        none.hash(),
        CROWD,
    );
    key(Key::Given, record.given.hash(), none.hash(), FEW);
    key(Key::GivenKana, record.given_kana.hash(), none.hash(), FEW);
    key(Key::Postal, record.postal.hash(), none.hash(), FEW);
    for reading in &record.family_readings {
        key(Key::FamilyKana, reading.hash(), none.hash(), CROWD);
        for place in &record.organisations {
            key(Key::FamilyAtPlace, place.hash(), reading.hash(), CROWD);
        }
    }
    for former in &record.former_families {
        key(Key::Family, former.hash(), none.hash(), CROWD);
    }
    // Of Latin names two letters each: one is in everybody's.
    let size = |word: &Word| if word.is_latin() { 2 } else { 1 };
    if both(&record.family, &record.given) {
        for letter in record.given.chars().chunks(size(&record.given)) {
            key(
                Key::FamilyAndGivenLetter,
                record.family.hash(),
                hash_of(letter),
                CROWD,
            );
        }
        for letter in record.family.chars().chunks(size(&record.family)) {
            key(
                Key::GivenAndFamilyLetter,
                record.given.hash(),
                hash_of(letter),
                CROWD,
            );
        }
        let starts = |word: &Word| hash_of(word.chars().get(..3).unwrap_or(word.chars()));
        if record.family.is_latin() {
            let (family, given) = (starts(&record.family), starts(&record.given));
            key(Key::Starts, family, given, CROWD);
            // Mixed-up columns.
            key(Key::Starts, given, family, CROWD);
        }
    }
    if both(&record.family_kana, &record.given_kana) {
        let start = hash_of(record.family_kana.chars().get(..1).unwrap_or_default());
        key(
            Key::GivenKanaAndStart,
            record.given_kana.hash(),
            start,
            CROWD,
        );
    }
    for place in &record.organisations {
        for given in [&record.given, &record.given_kana] {
            if !given.is_empty() {
                key(Key::GivenAtPlace, place.hash(), given.hash(), CROWD);
            }
        }
        for family in [&record.family, &record.family_kana] {
            if !family.is_empty() {
                key(Key::FamilyAtPlace, place.hash(), family.hash(), CROWD);
            }
        }
    }
    if !record.postal.is_empty() {
        for (kind, part) in [
            (Key::GivenAndPostal, &record.given),
            (Key::FamilyAndPostal, &record.family),
        ] {
            if !part.is_empty() {
                key(kind, record.postal.hash(), part.hash(), CROWD);
            }
        }
    }
    let mut before = &none;
    for word in &record.address {
        key(Key::Address, word.hash(), none.hash(), FEW);
        key(Key::AddressPair, before.hash(), word.hash(), CROWD);
        before = word;
    }
}

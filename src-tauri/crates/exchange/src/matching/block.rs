//! Who is worth comparing: records that share at least one key. Keys that very many share are put together with a second
//! one, so that the work grows with the number of people and not with its square.

use super::record::Record;
use super::word::{ByHash, Word, together};

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
    let mut key = |kind: Key, parts: [&Word; 2], most: usize| {
        let [first, second] = parts;
        if !first.is_empty() {
            give(together(&[kind as u64, first.hash(), second.hash()]), most);
        }
    };
    let none = Word::default();
    let both = |a: &Word, b: &Word| !a.is_empty() && !b.is_empty();
    for mobile in &record.mobiles {
        key(Key::Mobile, [mobile, &none], FEW);
    }
    for email in &record.emails {
        key(Key::Email, [&email.whole, &none], FEW);
        if email.local.chars().len() >= 4 {
            key(Key::EmailLocal, [&email.local, &none], FEW);
        }
    }
    for line in &record.lines {
        key(Key::Line, [line, &none], FEW);
        for part in [
            &record.family,
            &record.given,
            &record.given_kana,
            &record.family_kana,
        ] {
            if !part.is_empty() {
                key(Key::LineAndName, [line, part], CROWD);
            }
        }
    }
    if record.nameless {
        for place in &record.organisations {
            key(Key::Place, [place, &none], CROWD);
        }
        return;
    }
    key(Key::Name, [&record.name, &none], CROWD);
    key(Key::Kana, [&record.kana, &none], CROWD);
    key(Key::Family, [&record.family, &none], CROWD);
    key(Key::FamilyKana, [&record.family_kana, &none], CROWD);
    key(Key::Given, [&record.given, &none], FEW);
    key(Key::GivenKana, [&record.given_kana, &none], FEW);
    key(Key::Postal, [&record.postal, &none], FEW);
    for former in &record.former_families {
        key(Key::Family, [former, &none], CROWD);
    }
    let letters = |word: &Word| -> Vec<Word> {
        let latin = word.chars().iter().all(char::is_ascii);
        let length = if latin { 2 } else { 1 };
        word.chars()
            .chunks(length)
            .map(|letter| Word::new(&letter.iter().collect::<String>()))
            .collect()
    };
    if both(&record.family, &record.given) {
        for letter in letters(&record.given) {
            key(Key::FamilyAndGivenLetter, [&record.family, &letter], CROWD);
        }
        for letter in letters(&record.family) {
            key(Key::GivenAndFamilyLetter, [&record.given, &letter], CROWD);
        }
        let starts = |word: &Word| Word::new(&word.chars().iter().take(3).collect::<String>());
        if record.family.chars().iter().all(char::is_ascii) {
            let (family, given) = (starts(&record.family), starts(&record.given));
            key(Key::Starts, [&family, &given], CROWD);
            // Mixed-up columns.
            key(Key::Starts, [&given, &family], CROWD);
        }
    }
    if both(&record.family_kana, &record.given_kana) {
        let start = Word::new(
            &record
                .family_kana
                .chars()
                .iter()
                .take(1)
                .collect::<String>(),
        );
        key(Key::GivenKanaAndStart, [&record.given_kana, &start], CROWD);
    }
    for place in &record.organisations {
        for given in [&record.given, &record.given_kana] {
            if !given.is_empty() {
                key(Key::GivenAtPlace, [place, given], CROWD);
            }
        }
        for family in [&record.family, &record.family_kana] {
            if !family.is_empty() {
                key(Key::FamilyAtPlace, [place, family], CROWD);
            }
        }
    }
    if !record.postal.is_empty() {
        for (kind, part) in [
            (Key::GivenAndPostal, &record.given),
            (Key::FamilyAndPostal, &record.family),
        ] {
            if !part.is_empty() {
                key(kind, [&record.postal, part], CROWD);
            }
        }
    }
    let mut before = &none;
    for word in &record.address {
        key(Key::Address, [word, &none], FEW);
        key(Key::AddressPair, [before, word], CROWD);
        before = word;
    }
}

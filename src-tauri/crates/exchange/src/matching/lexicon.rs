//! What the two lists teach about names: which family names there are and how they are read.

use std::sync::LazyLock;

use japanese::key;

use super::record::Record;
use super::word::{ByHash, Word};

/// Borne by so many of 10,000 when nobody has counted.
const UNCOUNTED: f32 = 2.0;

/// The commonest family names with how many of 10,000 bear them.
static COMMON: LazyLock<ByHash<f32>> = LazyLock::new(|| {
    include_str!("../../data/family_names.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let (name, share) = line.split_once(' ')?;
            Some((Word::new(&key::fold(name)).hash(), share.parse().ok()?))
        })
        .collect()
});

/// The share of people who bear a family name, 0 to 1, before anything was counted.
pub(super) fn common(family: &Word) -> f32 {
    COMMON.get(&family.hash()).copied().unwrap_or(UNCOUNTED) / 10_000.0
}

/// Family names seen parted from their given name, and readings of them.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    families: ByHash<u32>,
    /// By family name: how it is read.
    readings: ByHash<Vec<Word>>,
    given: ByHash<Vec<Word>>,
    /// All readings of family names.
    read: ByHash<u32>,
}

impl Lexicon {
    pub(super) fn learn(&mut self, record: &Record) {
        if !record.family.is_empty() && !record.given.is_empty() {
            *self.families.entry(record.family.hash()).or_default() += 1;
            for (readings, kanji, kana) in [
                (&mut self.readings, &record.family, &record.family_kana),
                (&mut self.given, &record.given, &record.given_kana),
            ] {
                let readings = readings.entry(kanji.hash()).or_default();
                if !kana.is_empty() && !readings.contains(kana) {
                    readings.push(kana.clone());
                }
            }
        }
        if !record.family_kana.is_empty() {
            *self.read.entry(record.family_kana.hash()).or_default() += 1;
        }
    }

    /// How a family name is read in these lists.
    pub(super) fn readings_of_family(&self, family: &Word) -> Vec<Word> {
        self.readings
            .get(&family.hash())
            .cloned()
            .unwrap_or_default()
    }

    pub(super) fn readings_of_given(&self, given: &Word) -> Vec<Word> {
        self.given.get(&given.hash()).cloned().unwrap_or_default()
    }

    fn is_family(&self, word: &Word) -> bool {
        self.families.contains_key(&word.hash()) || COMMON.contains_key(&word.hash())
    }

    /// Family and given name of a name that nobody parted; the given name is empty when the whole is a family name.
    pub(super) fn part(&self, name: &Word) -> (Word, Word) {
        let text = name.text();
        if text.chars().any(|c| c.is_ascii_alphanumeric()) {
            return (Word::default(), Word::default());
        }
        let length = name.chars().len();
        if self.is_family(name) || length <= 1 {
            return (name.clone(), Word::default());
        }
        let at = (1..length)
            .rev()
            .find(|&at| self.is_family(&prefix(name, at)))
            // Two kanji of three to five: the commonest of Japanese names.
            .unwrap_or(if length == 2 { 2 } else { 2.min(length - 1) });
        (prefix(name, at), suffix(name, at))
    }

    /// The same for a reading; both empty when it can't be told.
    pub(super) fn part_reading(&self, family: &Word, kana: &Word) -> (Word, Word) {
        let length = kana.chars().len();
        let known = self
            .readings
            .get(&family.hash())
            .map_or(&[][..], Vec::as_slice);
        let by_name = known
            .iter()
            .filter(|reading| {
                reading.chars().len() < length && kana.chars().starts_with(reading.chars())
            })
            .map(|reading| reading.chars().len())
            .max();
        if by_name.is_none() && (known.contains(kana) || self.read.contains_key(&kana.hash())) {
            return (kana.clone(), Word::default());
        }
        let at = by_name.or_else(|| {
            (2..length)
                .rev()
                .find(|&at| self.read.contains_key(&prefix(kana, at).hash()))
        });
        at.map_or_else(Default::default, |at| (prefix(kana, at), suffix(kana, at)))
    }
}

fn prefix(word: &Word, at: usize) -> Word {
    Word::new(&word.chars().iter().take(at).collect::<String>())
}

fn suffix(word: &Word, at: usize) -> Word {
    Word::new(&word.chars().iter().skip(at).collect::<String>())
}

//! How often each value occurs: 佐藤 says less than 勅使河原, and a number that many share says nothing of one.

use super::lexicon;
use super::record::Record;
use super::similar::ratio;
use super::word::{ByHash, Word, together};

/// What a value is counted as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u64)]
pub(super) enum Kind {
    Family = 1,
    Given,
    FamilyKana,
    GivenKana,
    Organisation,
    Line,
    Mobile,
    Email,
    EmailLocal,
    Profession,
    Department,
    Title,
    Postal,
    Address,
}

/// A number or an address that so many have is nobody's.
const CROWD: u32 = 3;

/// Which of the two lists a record stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum List {
    Known,
    Foreign,
}

/// Occurrences of every value in both lists.
#[derive(Debug, Default)]
pub(super) struct Census {
    known: usize,
    foreign: usize,
    counts: ByHash<[u32; 2]>,
}

impl Census {
    pub(super) fn count(&mut self, record: &Record, list: List) {
        match list {
            List::Known => self.known += 1,
            List::Foreign => self.foreign += 1,
        }
        for (kind, word) in values(record) {
            if !word.is_empty() {
                let [known, foreign] = self
                    .counts
                    .entry(together(&[kind as u64, word.hash()]))
                    .or_default();
                match list {
                    List::Known => *known += 1,
                    List::Foreign => *foreign += 1,
                }
            }
        }
    }

    /// Occurrences in the list where there are more of them.
    pub(super) fn most(&self, kind: Kind, word: &Word) -> u32 {
        let [known, foreign] = self.of(kind, word);
        known.max(foreign)
    }

    pub(super) fn of(&self, kind: Kind, word: &Word) -> [u32; 2] {
        self.counts
            .get(&together(&[kind as u64, word.hash()]))
            .copied()
            .unwrap_or_default()
    }

    /// Whether so many have a number or an address that it is nobody's.
    pub(super) fn is_crowded(&self, kind: Kind, word: &Word) -> bool {
        self.most(kind, word) >= CROWD
    }

    pub(super) fn people(&self) -> usize {
        self.known + self.foreign
    }

    pub(super) fn larger(&self) -> usize {
        self.known.max(self.foreign).max(1)
    }

    /// The chance that a stranger bears this value: counted, with what is known beforehand weighing as much as `weight` people.
    pub(super) fn share(&self, kind: Kind, word: &Word) -> f32 {
        let (before, weight) = match kind {
            Kind::Family => (lexicon::common(word), 300.0),
            Kind::FamilyKana => (0.000_5, 300.0),
            Kind::Given | Kind::GivenKana => (0.002, 300.0),
            Kind::Organisation => (0.02, 30.0),
            Kind::Profession | Kind::Department | Kind::Title => (0.1, 20.0),
            Kind::Postal => (0.01, 30.0),
            Kind::Line | Kind::Mobile | Kind::Email | Kind::EmailLocal | Kind::Address => {
                (0.001, 30.0)
            }
        };
        let [known, foreign] = self.of(kind, word);
        let counted = ratio_of(known + foreign);
        let people = count_of(self.people());
        ((counted + before * weight) / (people + weight)).clamp(1e-7, 1.0)
    }

    /// The chance that a stranger has this number or address: what others in the same list have it for.
    pub(super) fn shared_by_chance(&self, kind: Kind, word: &Word) -> f32 {
        let others = ratio_of(self.most(kind, word).saturating_sub(1)) + 0.05;
        (others / count_of(self.larger()).max(50.0)).clamp(1e-8, 1.0)
    }

    /// The same among those who work in the same place: a switchboard is everybody's there.
    pub(super) fn shared_at_work(&self, kind: Kind, word: &Word, organisation: &Word) -> f32 {
        let staff = self
            .most(Kind::Organisation, organisation)
            .saturating_sub(1);
        let others = self.most(kind, word).saturating_sub(1);
        ((ratio_of(others) + 0.5) / (ratio_of(staff) + 1.0)).clamp(1e-3, 1.0)
    }
}

fn ratio_of(count: u32) -> f32 {
    count_of(usize::try_from(count).unwrap_or(usize::MAX))
}

fn count_of(count: usize) -> f32 {
    ratio(count, 1)
}

fn many(kind: Kind, words: &[Word]) -> impl Iterator<Item = (Kind, &Word)> {
    words.iter().map(move |word| (kind, word))
}

fn values(record: &Record) -> impl Iterator<Item = (Kind, &Word)> {
    let one = [
        (Kind::Family, &record.family),
        (Kind::Given, &record.given),
        (Kind::FamilyKana, &record.family_kana),
        (Kind::GivenKana, &record.given_kana),
        (Kind::Profession, &record.profession),
        (Kind::Department, &record.department),
        (Kind::Title, &record.title),
        (Kind::Postal, &record.postal),
    ];
    one.into_iter()
        .chain(many(Kind::Organisation, &record.organisations))
        .chain(many(Kind::Line, &record.lines))
        .chain(many(Kind::Mobile, &record.mobiles))
        .chain(many(Kind::Address, &record.address))
        .chain(record.emails.iter().flat_map(|email| {
            [
                (Kind::Email, &email.whole),
                (Kind::EmailLocal, &email.local),
            ]
        }))
}

//! Two lists side by side, or one list with itself: every pair worth comparing, with the chance that it is one person.

use super::block::Blocks;
use super::census::{Census, List};
use super::compare::{Comparison, Field, Likeness, SAME, SILENT, fact, name};
use super::lexicon::Lexicon;
use super::model::{Model, Pair};
use super::nameless::Doors;
use super::parallel;
use super::record::Record;
use super::similar::ratio;

/// So many pairs of strangers are drawn.
const DRAWN: usize = 60_000;
/// Before anything is learned, of a file's rows this share is taken to be in the ledger.
const SHARE_KNOWN: f32 = 0.5;
/// Before anything is learned, of a list's people this share is taken to stand in it twice.
const SHARE_DOUBLE: f32 = 0.02;
/// Likelier than this a pair is learned from and kept.
const KEPT: f32 = 1e-4;

/// A pair that may be one person.
#[derive(Debug, Clone, Copy)]
pub(super) struct Linked {
    pub(super) own: usize,
    pub(super) known: usize,
    pub(super) likeness: Likeness,
    /// The chance that it is one person, what else either could be taken into account; 0 to 1.
    pub(super) chance: f32,
}

/// Names parted by what all lists teach, values counted.
#[derive(Debug, Default)]
pub(super) struct Prepared {
    pub(super) known: Vec<Record>,
    pub(super) own: Vec<Record>,
    pub(super) census: Census,
    blocks: Blocks,
    pub(super) doors: Doors,
    lexicon: Lexicon,
}

impl Prepared {
    pub(super) fn new(known: Vec<Record>, own: Vec<Record>) -> Self {
        let mut prepared = Self {
            known,
            own,
            ..Self::default()
        };
        let mut lexicon = Lexicon::default();
        prepared
            .known
            .iter()
            .chain(&prepared.own)
            .for_each(|record| lexicon.learn(record));
        for record in prepared.known.iter_mut().chain(&mut prepared.own) {
            record.part(&lexicon);
        }
        for record in &prepared.known {
            prepared.census.count(record, List::Known);
        }
        for record in &prepared.own {
            prepared.census.count(record, List::Foreign);
        }
        for (at, record) in (0_u32..).zip(&prepared.known) {
            prepared.blocks.enter(at, record);
        }
        prepared.doors = Doors::of(&prepared.known);
        prepared.lexicon = lexicon;
        prepared
    }

    /// One more record's names parted by what these lists teach.
    pub(super) fn part(&self, mut record: Record) -> Record {
        record.part(&self.lexicon);
        record
    }

    /// Every own record beside every known one that it could be, in the order of the own ones.
    pub(super) fn link(&self) -> Vec<Linked> {
        let mut pairs = self.compared(&self.own, |_, _| true);
        let all = ratio(self.own.len(), 1) * ratio(self.known.len().max(1), 1);
        let fewer = ratio(self.own.len().min(self.known.len()), 1);
        let mut model = Model::before((SHARE_KNOWN * fewer / all.max(1.0)).clamp(1e-9, 0.5));
        model.meet_strangers(&self.drawn(&self.own));
        let (owns, knowns) = (self.own.len(), self.known.len());
        model.learn(
            &mut pairs,
            |prior, pairs| one_to_one(prior, pairs, owns, knowns),
            all.max(1.0),
        );
        let chances = one_to_one(model.prior, &pairs, owns, knowns);
        kept(&pairs, &chances)
    }

    /// Every pair of known records that could be one person, the earlier one first.
    pub(super) fn pairs(&self) -> Vec<Linked> {
        let mut pairs = self.compared(&self.known, |own, known| known > own);
        let people = ratio(self.known.len().max(2), 1);
        let all = people * (people - 1.0) / 2.0;
        let mut model = Model::before((SHARE_DOUBLE * people / all).clamp(1e-9, 0.5));
        model.meet_strangers(&self.drawn(&self.known));
        model.learn(&mut pairs, each_alone, all);
        let chances = each_alone(model.prior, &pairs);
        kept(&pairs, &chances)
    }

    /// One record beside all known ones, by what is held before anything is learned.
    pub(super) fn beside(&self, own: &Record) -> Vec<Linked> {
        let comparison = Comparison::new(&self.census);
        let mut pairs = Vec::new();
        let mut met = vec![u32::MAX; self.known.len()];
        self.meet(own, 0, &mut met, |known, record| {
            let likeness = comparison.of(own, record);
            if may_be_one(&likeness) {
                pairs.push(Pair::new(0, known, likeness));
            }
        });
        let model = Model::before(SHARE_KNOWN / ratio(self.known.len().max(1), 1));
        model.weigh(&mut pairs);
        let chances = one_to_one(model.prior, &pairs, 1, self.known.len());
        kept(&pairs, &chances)
    }

    /// All pairs that may be one, in the order of `own`.
    fn compared(&self, own: &[Record], wanted: impl Fn(u32, u32) -> bool + Sync) -> Vec<Pair> {
        parallel::map_with_places(own, |first, records| {
            let first = u32::try_from(first).unwrap_or(u32::MAX);
            let comparison = Comparison::new(&self.census);
            let mut pairs = Vec::new();
            let mut met = vec![u32::MAX; self.known.len()];
            for (at, record) in (first..).zip(records) {
                self.meet(record, at, &mut met, |known, other| {
                    if wanted(at, known) {
                        let likeness = comparison.of(record, other);
                        if may_be_one(&likeness) {
                            pairs.push(Pair::new(at, known, likeness));
                        }
                    }
                });
            }
            pairs
        })
    }

    fn meet(&self, own: &Record, at: u32, met: &mut [u32], mut each: impl FnMut(u32, &Record)) {
        if own.nameless {
            return;
        }
        self.blocks.look(own, |known| {
            let place = usize::try_from(known).unwrap_or(usize::MAX);
            if let (Some(last), Some(record)) = (met.get_mut(place), self.known.get(place))
                && *last != at
            {
                *last = at;
                if !record.nameless {
                    each(known, record);
                }
            }
        });
    }

    /// Pairs drawn at random, the same ones each time. None when there are too few people: chance would be one of them.
    fn drawn(&self, own: &[Record]) -> Vec<Likeness> {
        let (owns, knowns) = (own.len(), self.known.len());
        let most = if owns.saturating_mul(knowns) < 2_500 {
            0
        } else {
            DRAWN.min(owns * knowns)
        };
        let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
        let mut next = |below: usize| {
            // Linear congruence (Knuth's MMIX constants): nothing depends on its quality.
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(seed >> 33).unwrap_or(0) % below.max(1)
        };
        let drawn: Vec<(usize, usize)> = (0..most).map(|_| (next(owns), next(knowns))).collect();
        parallel::map(&drawn, |drawn| {
            let comparison = Comparison::new(&self.census);
            drawn
                .iter()
                .filter_map(|(one, other)| {
                    let (one, other) = (own.get(*one)?, self.known.get(*other)?);
                    let differ = !std::ptr::eq(one, other);
                    (differ && !one.nameless && !other.nameless).then(|| comparison.of(one, other))
                })
                .collect()
        })
    }
}

/// Whether anything speaks for one person at all.
fn may_be_one(likeness: &Likeness) -> bool {
    let named = |field| {
        let level = likeness.level(field);
        level != SILENT && level != name::DIFFERENT
    };
    let reached = |field| matches!(likeness.level(field), SAME | fact::NEAR | fact::PARTLY);
    match (named(Field::Family), named(Field::Given)) {
        (true, true) => true,
        (true, false) | (false, true) => {
            likeness.level(Field::Given) == SILENT
                || likeness.level(Field::Family) == SILENT
                || [
                    Field::Work,
                    Field::Line,
                    Field::Mobile,
                    Field::Email,
                    Field::Address,
                    Field::Postal,
                ]
                .into_iter()
                .any(reached)
        }
        (false, false) => {
            let same = |field| likeness.level(field) == SAME;
            let near = |field| matches!(likeness.level(field), SAME | fact::NEAR);
            same(Field::Mobile)
                || same(Field::Email)
                || (near(Field::Address) && near(Field::Postal))
        }
    }
}

fn odds(prior: f32, pair: &Pair) -> f64 {
    f64::from(prior) * f64::from(pair.weight).exp()
}

/// The chance of each pair when every own record is at most one of the known ones, and a known one that is surely another
/// row's is hardly this one's.
fn one_to_one(prior: f32, pairs: &[Pair], owns: usize, knowns: usize) -> Vec<f32> {
    let at = |place: u32| usize::try_from(place).unwrap_or(usize::MAX);
    let odds: Vec<f64> = pairs.iter().map(|pair| odds(prior, pair)).collect();
    let mut chances: Vec<f64> = vec![0.0; pairs.len()];
    let mut free = vec![1.0_f64; pairs.len()];
    for _ in 0..3 {
        let mut rows = vec![1.0_f64; owns];
        for ((pair, odds), free) in pairs.iter().zip(&odds).zip(&free) {
            if let Some(row) = rows.get_mut(at(pair.own)) {
                *row += odds * free;
            }
        }
        for (((chance, pair), odds), free) in chances.iter_mut().zip(pairs).zip(&odds).zip(&free) {
            *chance = odds * free / rows.get(at(pair.own)).copied().unwrap_or(1.0);
        }
        // Of every known one the two likeliest claims.
        let mut claims = vec![(0.0_f64, 0.0_f64, u32::MAX); knowns];
        for (pair, chance) in pairs.iter().zip(&chances) {
            if let Some((first, second, who)) = claims.get_mut(at(pair.known)) {
                if chance > first {
                    (*second, *first, *who) = (*first, *chance, pair.own);
                } else if chance > second {
                    *second = *chance;
                }
            }
        }
        for (free, pair) in free.iter_mut().zip(pairs) {
            if let Some((first, second, who)) = claims.get(at(pair.known)) {
                let others = if *who == pair.own { *second } else { *first };
                *free = (1.0 - others).max(1e-3);
            }
        }
    }
    chances.into_iter().map(narrow).collect()
}

/// The chance of each pair by itself.
fn each_alone(prior: f32, pairs: &[Pair]) -> Vec<f32> {
    pairs
        .iter()
        .map(|pair| {
            let odds = odds(prior, pair);
            narrow(odds / (1.0 + odds))
        })
        .collect()
}

#[allow(
    clippy::cast_possible_truncation,
    reason = "a chance: four digits are plenty"
)]
fn narrow(chance: f64) -> f32 {
    if chance.is_nan() { 1.0 } else { chance as f32 }
}

fn kept(pairs: &[Pair], chances: &[f32]) -> Vec<Linked> {
    let place = |place: u32| usize::try_from(place).unwrap_or(usize::MAX);
    pairs
        .iter()
        .zip(chances)
        .filter(|(_, chance)| **chance > KEPT)
        .map(|(pair, chance)| Linked {
            own: place(pair.own),
            known: place(pair.known),
            likeness: pair.likeness,
            chance: *chance,
        })
        .collect()
}

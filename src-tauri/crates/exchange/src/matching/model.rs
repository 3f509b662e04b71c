//! The weights of agreement: Fellegi and Sunter (1969), learned without truth by EM (Dempster, Laird and Rubin 1977; for linkage
//! Winkler 1988), agreements on one value weighed by how rare it is (Newcombe 1959).
//!
//! People who are the same are of two kinds, because what changes with a post changes together: those who stayed, and those
//! who moved to another post. Each kind has its own chances; strangers have theirs, counted on pairs drawn at random.

use super::compare::{FIELDS, LEVELS, Likeness, SILENT};

type Chances = [[f32; LEVELS]; FIELDS];

/// So many imagined pairs stand behind what is held before anything is learned.
const BEFORE: f32 = 60.0;
/// The same for strangers.
const STRANGERS_BEFORE: f32 = 3_000.0;
const ROUNDS: usize = 12;

// Levels: silent, same, then what `compare` names. Rows add up to 1.
const STAYED: Chances = [
    [0.0, 0.90, 0.02, 0.03, 0.01, 0.02, 0.015, 0.005],
    [0.0, 0.90, 0.02, 0.03, 0.02, 0.02, 0.007, 0.003],
    [0.0, 0.93, 0.05, 0.0, 0.0, 0.02, 0.0, 0.0],
    [0.0, 0.88, 0.05, 0.0, 0.0, 0.07, 0.0, 0.0],
    [0.0, 0.88, 0.04, 0.0, 0.0, 0.08, 0.0, 0.0],
    [0.0, 0.88, 0.05, 0.01, 0.0, 0.06, 0.0, 0.0],
    [0.0, 0.93, 0.03, 0.0, 0.0, 0.04, 0.0, 0.0],
    [0.0, 0.88, 0.04, 0.0, 0.0, 0.08, 0.0, 0.0],
    [0.0, 0.84, 0.04, 0.0, 0.0, 0.12, 0.0, 0.0],
    [0.0, 0.55, 0.20, 0.13, 0.07, 0.05, 0.0, 0.0],
    [0.0, 0.88, 0.06, 0.0, 0.0, 0.06, 0.0, 0.0],
];
const MOVED: Chances = [
    [0.0, 0.90, 0.02, 0.03, 0.01, 0.02, 0.015, 0.005],
    [0.0, 0.90, 0.02, 0.03, 0.02, 0.02, 0.007, 0.003],
    [0.0, 0.03, 0.07, 0.0, 0.0, 0.90, 0.0, 0.0],
    [0.0, 0.05, 0.02, 0.0, 0.0, 0.93, 0.0, 0.0],
    [0.0, 0.85, 0.04, 0.0, 0.0, 0.11, 0.0, 0.0],
    [0.0, 0.35, 0.03, 0.12, 0.0, 0.50, 0.0, 0.0],
    [0.0, 0.91, 0.03, 0.0, 0.0, 0.06, 0.0, 0.0],
    [0.0, 0.30, 0.05, 0.0, 0.0, 0.65, 0.0, 0.0],
    [0.0, 0.40, 0.05, 0.0, 0.0, 0.55, 0.0, 0.0],
    [0.0, 0.15, 0.10, 0.15, 0.20, 0.40, 0.0, 0.0],
    [0.0, 0.20, 0.05, 0.0, 0.0, 0.75, 0.0, 0.0],
];
const STRANGERS: Chances = [
    [0.0, 0.002, 0.000_1, 0.000_5, 0.000_5, 0.004, 0.988_9, 0.004],
    [0.0, 0.003, 0.000_5, 0.002, 0.002, 0.010, 0.975_5, 0.007],
    [0.0, 0.02, 0.02, 0.0, 0.0, 0.96, 0.0, 0.0],
    [0.0, 0.02, 0.003, 0.0, 0.0, 0.977, 0.0, 0.0],
    [0.0, 0.000_1, 0.000_1, 0.0, 0.0, 0.999_8, 0.0, 0.0],
    [0.0, 0.000_1, 0.000_3, 0.001, 0.0, 0.998_6, 0.0, 0.0],
    [0.0, 0.15, 0.05, 0.0, 0.0, 0.80, 0.0, 0.0],
    [0.0, 0.15, 0.05, 0.0, 0.0, 0.80, 0.0, 0.0],
    [0.0, 0.30, 0.05, 0.0, 0.0, 0.65, 0.0, 0.0],
    [0.0, 0.002, 0.008, 0.04, 0.15, 0.80, 0.0, 0.0],
    [0.0, 0.01, 0.01, 0.0, 0.0, 0.98, 0.0, 0.0],
];

/// What agreements and differences are worth between two lists.
#[derive(Debug, Clone)]
pub(super) struct Model {
    stayed: Chances,
    moved: Chances,
    strangers: Chances,
    /// Of those who are the same, the share that moved.
    share_moved: f32,
    /// The chance that a pair taken at random is one person.
    pub(super) prior: f32,
}

/// A compared pair: who, and what they have in common.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair {
    pub(super) own: u32,
    pub(super) known: u32,
    pub(super) likeness: Likeness,
    /// Logarithm of the chance that strangers are so alike.
    by_chance: f32,
    /// Logarithm of how much likelier this likeness is between one person's records than between strangers'.
    pub(super) weight: f32,
    /// Of one person's two records: the chance that the post changed between them.
    pub(super) moved: f32,
}

impl Pair {
    pub(super) fn new(own: u32, known: u32, likeness: Likeness) -> Self {
        Self {
            own,
            known,
            likeness,
            by_chance: 0.0,
            weight: 0.0,
            moved: 0.0,
        }
    }
}

impl Model {
    /// What is held before anything is learned.
    pub(super) fn before(prior: f32) -> Self {
        Self {
            stayed: STAYED,
            moved: MOVED,
            strangers: STRANGERS,
            share_moved: 0.08,
            prior,
        }
    }

    /// Counts how alike strangers are, on pairs drawn at random.
    pub(super) fn meet_strangers(&mut self, drawn: &[Likeness]) {
        let mut counts = Counts::default();
        for likeness in drawn {
            counts.add(likeness, 1.0);
        }
        self.strangers = counts.chances(&STRANGERS, STRANGERS_BEFORE);
    }

    /// Learns what is alike between one person's records, and how many there are. `posteriors` gives of all weighed pairs the
    /// chance that each is one person.
    pub(super) fn learn(
        &mut self,
        pairs: &mut [Pair],
        posteriors: impl Fn(f32, &[Pair]) -> Vec<f32>,
        all: f32,
    ) {
        for _ in 0..ROUNDS {
            self.weigh(pairs);
            let same = posteriors(self.prior, pairs);
            let (mut stayed, mut moved) = (Counts::default(), Counts::default());
            let (mut total, mut of_moved) = (0.0_f64, 0.0_f64);
            for (pair, same) in pairs.iter().zip(&same) {
                if *same > 1e-3 {
                    stayed.add(&pair.likeness, same * (1.0 - pair.moved));
                    moved.add(&pair.likeness, same * pair.moved);
                    total += f64::from(*same);
                    of_moved += f64::from(same * pair.moved);
                }
            }
            self.stayed = stayed.chances(&STAYED, BEFORE);
            self.moved = moved.chances(&MOVED, BEFORE);
            self.share_moved = narrow((of_moved + 4.0) / (total + 50.0));
            // Half a pair more, so that two lists without anybody in common don't end at nought.
            self.prior = narrow((total + 0.5) / f64::from(all)).clamp(1e-9, 0.5);
        }
        self.weigh(pairs);
    }

    /// Weighs pairs by what is known now.
    pub(super) fn weigh(&self, pairs: &mut [Pair]) {
        let (stayed, moved, strangers) = (
            logarithms(&self.stayed),
            logarithms(&self.moved),
            logarithms(&self.strangers),
        );
        let (ln_stayed, ln_moved) = ((1.0 - self.share_moved).ln(), self.share_moved.ln());
        for pair in pairs {
            let likeness = &pair.likeness;
            let a = ln_stayed + sum(&stayed, likeness);
            let b = ln_moved + sum(&moved, likeness);
            pair.by_chance = by_chance(&strangers, likeness);
            let most = a.max(b);
            let same = most + ((a - most).exp() + (b - most).exp()).ln();
            pair.weight = same - pair.by_chance;
            pair.moved = (b - same).exp();
        }
    }
}

fn by_chance(strangers: &Chances, likeness: &Likeness) -> f32 {
    strangers
        .iter()
        .zip(&likeness.levels)
        .zip(&likeness.chances)
        .map(|((of_field, level), own)| {
            if *own > 0.0 {
                own.ln()
            } else {
                of_field.get(usize::from(*level)).copied().unwrap_or(0.0)
            }
        })
        .sum()
}

fn sum(chances: &Chances, likeness: &Likeness) -> f32 {
    chances
        .iter()
        .zip(&likeness.levels)
        .map(|(of_field, level)| of_field.get(usize::from(*level)).copied().unwrap_or(0.0))
        .sum()
}

/// Logarithms; of the silent level 0: silence speaks neither for nor against.
fn logarithms(chances: &Chances) -> Chances {
    let mut logarithms = *chances;
    for of_field in &mut logarithms {
        for (level, chance) in of_field.iter_mut().enumerate() {
            *chance = if level == usize::from(SILENT) {
                0.0
            } else {
                chance.max(1e-7).ln()
            };
        }
    }
    logarithms
}

#[derive(Debug, Default)]
struct Counts([[f64; LEVELS]; FIELDS]);

impl Counts {
    fn add(&mut self, likeness: &Likeness, times: f32) {
        for (of_field, level) in self.0.iter_mut().zip(&likeness.levels) {
            if let Some(count) = of_field.get_mut(usize::from(*level)) {
                *count += f64::from(times);
            }
        }
    }

    /// Shares of each field's levels among the pairs where both sides speak.
    fn chances(&self, before: &Chances, weight: f32) -> Chances {
        let mut chances = *before;
        for (of_field, counts) in chances.iter_mut().zip(&self.0) {
            let spoken: f64 = counts.iter().skip(1).sum();
            for (level, (chance, count)) in of_field.iter_mut().zip(counts).enumerate() {
                *chance = if level == usize::from(SILENT) {
                    0.0
                } else {
                    narrow(
                        (count + f64::from(*chance) * f64::from(weight))
                            / (spoken + f64::from(weight)),
                    )
                };
            }
        }
        chances
    }
}

#[allow(
    clippy::cast_possible_truncation,
    reason = "chances: four digits are plenty"
)]
fn narrow(value: f64) -> f32 {
    value as f32
}

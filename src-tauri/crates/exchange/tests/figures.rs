//! How well it tells who is who: the figures that no change may make worse.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    dead_code,
    reason = "tests, and the lists of the bench"
)]

#[path = "../examples/matching/chance.rs"]
mod chance;
#[path = "../examples/matching/people.rs"]
mod people;

use kaotsunagi_exchange::ForeignPerson;
use kaotsunagi_exchange::matching::{Index, Judgement};

#[derive(Default)]
struct Figures {
    pairs: usize,
    named: usize,
    found: usize,
    sure: usize,
    sure_right: usize,
}

fn figures(noise: f64, seeds: std::ops::RangeInclusive<u64>) -> Figures {
    let mut figures = Figures::default();
    for seed in seeds {
        let (known, rows) = people::lists(1_000, noise, seed, false);
        let named: Vec<(String, &ForeignPerson)> = rows
            .iter()
            .enumerate()
            .map(|(at, row)| (format!("row:{at}"), &row.person))
            .collect();
        for (row, judgement) in rows.iter().zip(Index::new(known).judge_all(&named)) {
            figures.pairs += usize::from(!row.id.starts_with("new"));
            let who = match &judgement {
                Judgement::New => None,
                Judgement::Same { id, .. } => Some(id),
                Judgement::Doubtful { candidates } => Some(&candidates[0].0),
            };
            let right = who == Some(&row.id);
            figures.named += usize::from(who.is_some());
            figures.found += usize::from(right);
            if matches!(judgement, Judgement::Same { .. }) {
                figures.sure += 1;
                figures.sure_right += usize::from(right);
            }
        }
    }
    figures
}

fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

#[test]
fn nearly_all_pairs_of_two_lists_are_found_and_what_is_sure_is_right() {
    let figures = figures(1.0, 1..=3);
    let (precision, recall) = (
        share(figures.found, figures.named),
        share(figures.found, figures.pairs),
    );
    let f1 = 2.0 * precision * recall / (precision + recall);
    assert!(f1 >= 0.98, "F1 {f1:.4}");
    let (precision, recall) = (
        share(figures.sure_right, figures.sure),
        share(figures.sure_right, figures.pairs),
    );
    assert!(
        precision >= 0.998 && recall >= 0.9,
        "sure: precision {precision:.4} recall {recall:.4}"
    );
}

#[test]
fn much_noise_costs_questions_and_hardly_a_mistake() {
    let figures = figures(2.5, 1..=2);
    let (precision, recall) = (
        share(figures.found, figures.named),
        share(figures.found, figures.pairs),
    );
    let f1 = 2.0 * precision * recall / (precision + recall);
    assert!(f1 >= 0.945, "F1 {f1:.4}");
    let precision = share(figures.sure_right, figures.sure);
    assert!(precision >= 0.995, "sure: precision {precision:.4}");
}

//! What a colleague's words mean.

use std::collections::HashMap;
use std::sync::LazyLock;

use ledger::organisation::Side;

use super::{
    OrganisationKind, Plain, Profession, contact_ways, organisation_kinds, professions, side_id,
    sides,
};

/// The profession that a list's words mean: its word in either language or one of its aliases, by search keys. `None` when unknown.
#[must_use]
pub fn profession_by_words(typed: &str) -> Option<&'static Profession> {
    static BY_KEY: LazyLock<HashMap<String, &'static Profession>> = LazyLock::new(|| {
        let mut by_key = HashMap::new();
        for profession in &professions().all {
            let words = [&profession.ja, &profession.en, &profession.id]
                .into_iter()
                .chain(&profession.aliases);
            for word in words {
                by_key
                    .entry(japanese::key::fold(word))
                    .or_insert(profession);
            }
        }
        by_key
    });
    let key = japanese::key::fold(typed);
    if key.is_empty() {
        None
    } else {
        BY_KEY.get(&key).copied()
    }
}

/// The way to reach somebody that a list's words mean, by its word in either language. `None` when unknown.
#[must_use]
pub fn contact_way_by_words(typed: &str) -> Option<&'static Plain> {
    let key = japanese::key::fold(typed);
    if key.is_empty() {
        return None;
    }
    contact_ways().all.iter().find(|way| {
        [&way.ja, &way.en, &way.id]
            .into_iter()
            .any(|word| japanese::key::fold(word) == key)
    })
}

/// The side that a list's words mean, by its word in either language. `None` when unknown.
#[must_use]
pub fn side_by_words(typed: &str) -> Option<Side> {
    let key = japanese::key::fold(typed);
    let known = sides().all.iter().find(|side| {
        [&side.ja, &side.en, &side.id]
            .into_iter()
            .any(|word| japanese::key::fold(word) == key)
    })?;
    [Side::Hospital, Side::Community, Side::Both, Side::Public]
        .into_iter()
        .find(|side| side_id(*side) == known.id)
}

/// The kind that an organisation's own name tells: 訪問看護ステーション なぎ → `visiting_nurse_station`. The longest hint wins;
/// `None` when the name tells nothing.
#[must_use]
pub fn kind_by_name(name: &str) -> Option<&'static OrganisationKind> {
    static HINTS: LazyLock<Vec<(String, &'static OrganisationKind)>> = LazyLock::new(|| {
        let mut hints: Vec<_> = organisation_kinds()
            .all
            .iter()
            .flat_map(|kind| {
                kind.name_hints
                    .iter()
                    .map(move |hint| (japanese::key::fold(hint), kind))
            })
            .collect();
        // Stable: of equally long hints the one listed first.
        hints.sort_by_key(|(hint, _)| std::cmp::Reverse(hint.chars().count()));
        hints
    });
    let key = japanese::key::fold(name);
    HINTS
        .iter()
        .find(|(hint, _)| key.contains(hint.as_str()))
        .map(|(_, kind)| *kind)
}

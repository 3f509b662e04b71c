//! Names before an honorific.

use std::collections::HashSet;

use super::chars::{is_kanji, is_katakana, is_masked, run_before, starts_at};
use super::words::{BEFORE, HONORIFICS, NOT_AFTER, ROLES, WHOLE};

/// Longer runs of kanji are compounds, not names.
const LONGEST_NAME: usize = 8;

pub(super) fn honorific_names(chars: &[char], known: &HashSet<String>) -> Vec<(usize, usize)> {
    let mut spans = Vec::new();
    for place in 1..chars.len() {
        let Some(honorific) = HONORIFICS
            .iter()
            .find(|honorific| starts_at(chars, place, honorific))
        else {
            continue;
        };
        let end = place + honorific.chars().count();
        if chars.get(end).is_some_and(|c| NOT_AFTER.contains(c)) {
            continue;
        }
        if let Some(from) = unknown_name(chars, place, known) {
            spans.push((from, end));
        }
    }
    spans
}

/// Where the name before `end` begins, when it is one and not of the ledger.
fn unknown_name(chars: &[char], end: usize, known: &HashSet<String>) -> Option<usize> {
    // 田中 花子 様: a space may stand before the honorific and between the two names.
    let end = if chars
        .get(end.checked_sub(1)?)
        .is_some_and(|c| c.is_whitespace())
    {
        end - 1
    } else {
        end
    };
    let last = *chars.get(end.checked_sub(1)?)?;
    let of: fn(char) -> bool = if is_kanji(last) {
        is_kanji
    } else if is_katakana(last) {
        is_katakana
    } else {
        // Masked names (○○様) are the proper way to write; hiragana is a name too seldom to be worth a hint.
        return None;
    };
    let mut from = run_before(chars, end, of);
    if from
        .checked_sub(1)
        .and_then(|before| chars.get(before))
        .is_some_and(|c| c.is_whitespace() || is_masked(*c))
    {
        let gap = from - 1;
        let earlier = run_before(chars, gap, is_kanji);
        if earlier < gap && end - earlier <= LONGEST_NAME + 1 {
            from = earlier;
        }
    }
    let name: String = chars
        .get(from..end)?
        .iter()
        .filter(|c| !c.is_whitespace())
        .collect();
    let bare = BEFORE
        .iter()
        .find_map(|before| name.strip_prefix(before))
        .filter(|bare| !bare.is_empty());
    let dropped = bare.map_or(0, |bare| name.chars().count() - bare.chars().count());
    let name = bare.unwrap_or(&name);
    let length = name.chars().count();
    let single_katakana = is_katakana(last) && length < 2;
    if length > LONGEST_NAME
        || single_katakana
        || WHOLE.contains(&name)
        || ROLES.iter().any(|role| name.ends_with(role))
        || ends_with_known(name, known)
    {
        return None;
    }
    Some(from + dropped)
}

/// Whether the end of the run is a name of the ledger: 訪問看護師髙﨑 ends with 髙﨑.
fn ends_with_known(name: &str, known: &HashSet<String>) -> bool {
    name.char_indices().any(|(place, _)| {
        name.get(place..)
            .is_some_and(|end| known.contains(&japanese::key::name(end)))
    })
}

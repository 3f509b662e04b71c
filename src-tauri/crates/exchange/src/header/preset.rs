//! Which program wrote a list, by words that stand together in its header only. The words are data:
//! `assets/words/column-presets.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

static PRESETS: LazyLock<BTreeMap<String, Vec<String>>> = LazyLock::new(|| {
    // The file is part of the program; a test reads it, so a mistake in it never reaches a user.
    let words: BTreeMap<String, Vec<String>> = toml::from_str(include_str!(
        "../../../../../assets/words/column-presets.toml"
    ))
    .unwrap_or_default();
    words
        .into_iter()
        .map(|(id, words)| (id, words.iter().map(|word| plain(word)).collect()))
        .collect()
});

/// The program's id; of several the one with the most words.
pub(crate) fn of(header: &[String]) -> Option<String> {
    let header: std::collections::HashSet<String> = header.iter().map(|word| plain(word)).collect();
    PRESETS
        .iter()
        .filter(|(_, words)| !words.is_empty() && words.iter().all(|word| header.contains(word)))
        .max_by_key(|(_, words)| words.len())
        .map(|(id, _)| id.clone())
}

/// Without spaces and letter case: digits count here, other than in column words.
fn plain(word: &str) -> String {
    japanese::key::fold(word)
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_program_is_known_by_its_own_words() {
        assert!(PRESETS.len() >= 8, "{:?}", PRESETS.keys());
        for (id, words) in PRESETS.iter() {
            assert_eq!(of(words).as_ref(), Some(id));
        }
        assert_eq!(of(&["氏名".to_owned(), "所属".to_owned()]), None);
    }
}

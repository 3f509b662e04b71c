//! The fold that every other key begins with.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization as _;

/// The table of kanji variants as it is compiled in: a group a line, the first being the one that keys use;
/// lines that begin with `#` are remarks. Whoever stores keys must make them anew when this text differs.
pub const VARIANTS: &str = include_str!("../../data/variants.txt");

static TO_FIRST: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let mut table = HashMap::new();
    for group in VARIANTS.lines().filter(|line| !line.starts_with('#')) {
        let mut kanji = group.chars();
        if let Some(first) = kanji.next() {
            table.extend(kanji.map(|variant| (variant, first)));
        }
    }
    table
});

/// Folds any text for searching: NFKC, IVS and spaces removed, kanji variants folded to one of their group
/// (髙→高, 﨑→崎, 邉→辺 …), katakana (half-width too) to hiragana, latin to lower case, ヶ/ケ/ヵ and the
/// long marks ー－―‐ each to one. Substring search on folded text finds 髙橋 by 高橋 and タカハシ by たかはし.
/// Control characters are removed, so they can separate folded texts.
/// Property: `fold(fold(x)) == fold(x)`.
#[must_use]
pub fn fold(text: &str) -> String {
    if let Some(folded) = plainly(text) {
        return folded;
    }
    let mut folded = once(text);
    // Taking a space or a selector away can bring a kana and its voicing mark together, which then compose.
    loop {
        let again = once(&folded);
        if again == folded {
            return folded;
        }
        folded = again;
    }
}

/// The same for texts of nothing but kana, the kanji of U+4E00–9FFF, ASCII and spaces, which no normalisation changes or puts
/// together: nearly all there are, and several times as fast. `None`: something else is in it.
fn plainly(text: &str) -> Option<String> {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            ' ' | '\u{3000}' => {}
            'ぁ'..='ゔ' | 'ゝ' | 'ゞ' | 'ー' => folded.push(c),
            'ァ'..='ヶ' | 'ヽ' | 'ヾ' => folded.push(letter(c)),
            '-' => folded.push('ー'),
            '\u{4E00}'..='\u{9FFF}' => folded.push(letter(c)),
            '!'..='~' => folded.push(c.to_ascii_lowercase()),
            _ => return None,
        }
    }
    Some(folded)
}

fn once(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkc() {
        if !vanishes(c) {
            folded.extend(letter(c).to_lowercase());
        }
    }
    folded
}

/// Spaces, variation selectors (IVS too), joiners and control characters.
fn vanishes(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c,
            '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

fn letter(c: char) -> char {
    match c {
        'ヶ' | 'ヵ' | 'ゕ' | 'ゖ' => 'け',
        'ァ'..='ヴ' | 'ヽ' | 'ヾ' => char::from_u32(u32::from(c) - 0x60).unwrap_or(c),
        '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '─' | '━' => 'ー',
        '\0'..='\u{33FF}' => c,
        _ => TO_FIRST.get(&c).copied().unwrap_or(c),
    }
}

/// 中黒 and what is typed for it.
pub(super) fn is_middle_dot(c: char) -> bool {
    matches!(c, '・' | '·' | '•' | '‧' | '∙')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fast_way_gives_what_the_thorough_one_gives() {
        let mut plain = String::new();
        for c in '\0'..='\u{FFFF}' {
            let text = c.to_string();
            if let Some(folded) = plainly(&text) {
                assert_eq!(folded, once(&text), "{c}");
                plain.push(c);
            }
        }
        assert!(plain.chars().count() > 20_000);
        // Nor do neighbours change each other.
        assert_eq!(plainly(&plain), Some(once(&plain)));
        let backwards: String = plain.chars().rev().collect();
        assert_eq!(plainly(&backwards), Some(once(&backwards)));
    }
}

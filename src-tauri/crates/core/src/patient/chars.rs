//! Kinds of letters, and runs of them.

pub(super) fn starts_at(chars: &[char], place: usize, word: &str) -> bool {
    word.chars()
        .enumerate()
        .all(|(offset, c)| chars.get(place + offset) == Some(&c))
}

pub(super) fn is_kanji(c: char) -> bool {
    matches!(c, '々' | '〆' | 'ヶ' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}'
        | '\u{e0100}'..='\u{e01ef}')
}

pub(super) fn is_katakana(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ' | 'ー' | '・')
}

pub(super) fn is_kana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ') || is_katakana(c)
}

pub(super) fn is_masked(c: char) -> bool {
    matches!(c, '○' | '〇' | '●' | '◯' | '△' | '×' | '＊' | '*')
}

pub(super) fn digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

pub(super) fn is_date(c: char) -> bool {
    digit(c) || "年月日/.-／．－昭和大正平成令元明治SsHhTtRr".contains(c)
}

/// The run before `end` whose characters all satisfy `of`.
pub(super) fn run_before(chars: &[char], end: usize, of: fn(char) -> bool) -> usize {
    let run = chars
        .get(..end)
        .unwrap_or_default()
        .iter()
        .rev()
        .take_while(|c| of(**c))
        .count();
    end - run
}

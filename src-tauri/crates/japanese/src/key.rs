//! Keys for searching and matching. A key is never stored in place of what was given: NFC and NFKC
//! silently replace compatibility kanji of family names (U+FA19 神 → U+795E).

mod contact;
mod fold;
mod organisation;

pub use contact::{email, is_mobile, phone};
pub use fold::{VARIANTS, fold};
pub use organisation::organisation;

/// What follows a name without belonging to it, as [`fold`] gives it; the longer ones first.
const HONORIFICS: [&str; 5] = ["先生", "さん", "様", "殿", "氏"];

/// Key of a personal name: [`fold`] without honorifics and middle dots; family and given name run together.
/// An honorific goes only from the end, and only when at least two characters are left.
#[must_use]
pub fn name(name: &str) -> String {
    let mut key = fold(name);
    key.retain(|c| !fold::is_middle_dot(c));
    for honorific in HONORIFICS {
        if let Some(bare) = key.strip_suffix(honorific)
            && bare.chars().count() >= 2
        {
            let length = bare.len();
            key.truncate(length);
            break;
        }
    }
    key
}

/// The characters in which two writings of one name differ, each pair once, in their order (髙／高, 﨑／崎); empty when they
/// differ in more than the forms of single characters. Spaces and variation selectors (U+FE00–FE0F, U+E0100–E01EF) are no
/// characters of a name.
#[must_use]
pub fn variants(one: &str, other: &str) -> Vec<(char, char)> {
    let bare = |name: &str| {
        let is_selector =
            |c: char| matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}');
        let of_name = |c: &char| !c.is_whitespace() && !is_selector(*c);
        name.chars().filter(of_name).collect::<Vec<_>>()
    };
    let (one, other) = (bare(one), bare(other));
    let mut pairs = Vec::new();
    if one.len() != other.len() {
        return pairs;
    }
    for (a, b) in one.into_iter().zip(other) {
        if a == b || pairs.contains(&(a, b)) {
            continue;
        }
        if fold(&a.to_string()) != fold(&b.to_string()) {
            return Vec::new();
        }
        pairs.push((a, b));
    }
    pairs
}

/// Key of a kana reading: only kana, folded to hiragana, long marks removed.
#[must_use]
pub fn kana(kana: &str) -> String {
    fold(kana).chars().filter(|c| is_hiragana(*c)).collect()
}

fn is_hiragana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ' | 'ゝ' | 'ゞ')
}

/// The column of the あかさたな index that a reading belongs to: one of `あかさたなはまやらわ`, else `他`.
#[must_use]
pub fn index_row(kana: &str) -> char {
    match self::kana(kana).chars().next() {
        Some('ぁ'..='お' | 'ゔ') => 'あ',
        Some('か'..='ご' | 'ゕ' | 'ゖ') => 'か',
        Some('さ'..='ぞ') => 'さ',
        Some('た'..='ど') => 'た',
        Some('な'..='の') => 'な',
        Some('は'..='ぽ') => 'は',
        Some('ま'..='も') => 'ま',
        Some('ゃ'..='よ') => 'や',
        Some('ら'..='ろ') => 'ら',
        Some('ゎ'..='ん') => 'わ',
        Some(_) | None => '他',
    }
}

//! Keys for searching and matching. A key is never stored in place of what was given: NFC and NFKC
//! silently replace compatibility kanji of family names (U+FA19 神 → U+795E).

/// Folds any text for searching: NFKC, IVS and spaces removed, kanji variants folded to one of their group
/// (髙→高, 﨑→崎, 邉→辺 …), katakana (half-width too) to hiragana, latin to lower case, ヶ/ケ/ヵ and the
/// long marks ー－―‐ each to one. Substring search on folded text finds 髙橋 by 高橋 and タカハシ by たかはし.
/// Property: `fold(fold(x)) == fold(x)`.
#[must_use]
pub fn fold(_text: &str) -> String {
    todo!()
}

/// Key of a personal name: [`fold`] without honorifics and middle dots; family and given name run together.
#[must_use]
pub fn name(_name: &str) -> String {
    todo!()
}

/// Key of a kana reading: only kana, folded to hiragana, long marks removed.
#[must_use]
pub fn kana(_kana: &str) -> String {
    todo!()
}

/// Key of an organisation: [`fold`] without legal forms (医療法人○○会, (株), ㈱, 社会福祉法人 …); ST and ステーション,
/// ケアプランセンター and 居宅介護支援事業所 folded to one. 診療所, クリニック and 医院 stay different.
#[must_use]
pub fn organisation(_name: &str) -> String {
    todo!()
}

/// Digits of a telephone number in domestic form: full-width folded, +81 → 0, 内線 and (代) dropped.
/// `None` when fewer than 9 digits are left.
#[must_use]
pub fn phone(_typed: &str) -> Option<String> {
    todo!()
}

/// Whether phone digits (as of [`phone`]) are those of a mobile (070, 080, 090): a switchboard never is.
#[must_use]
pub fn is_mobile(_digits: &str) -> bool {
    todo!()
}

/// Key of an e-mail address: trimmed, full-width folded, lower case. `None` without an `@` and a dot after it.
#[must_use]
pub fn email(_typed: &str) -> Option<String> {
    todo!()
}

/// The column of the あかさたな index that a reading belongs to: one of `あかさたなはまやらわ`, else `他`.
#[must_use]
pub fn index_row(_kana: &str) -> char {
    todo!()
}

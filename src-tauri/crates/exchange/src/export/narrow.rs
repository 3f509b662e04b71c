//! CSV for programs that know CP932 only: what can't be written in it is told before, and replaced only when wanted.

use std::borrow::Cow;
use std::collections::BTreeMap;

use encoding_rs::SHIFT_JIS;

use super::{Table, write};

/// A character that CP932 has no place for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unwritable {
    /// With the sign of a kanji's form (IVS) behind it, if there is one.
    pub text: String,
    /// Cells that it stands in.
    pub cells: usize,
    /// The first of these cells.
    pub example: String,
    /// What would be written instead: the kanji's usual form (𠮷 → 吉), letters (㋿ → 令和), else 〓.
    pub instead: String,
}

/// What of a table can't be written in CP932, in the order of the characters. Marks that look the same there (〜 and ～, − and －,
/// — and ―) are none: they are written as their twins.
#[must_use]
pub fn unwritable(table: &Table) -> Vec<Unwritable> {
    let mut found: BTreeMap<String, Unwritable> = BTreeMap::new();
    for cell in std::iter::once(&table.header).chain(&table.rows).flatten() {
        let mut seen: Vec<&str> = Vec::new();
        for text in units(cell) {
            if is_writable(text) || seen.contains(&text) {
                continue;
            }
            seen.push(text);
            found
                .entry(text.to_owned())
                .or_insert_with(|| Unwritable {
                    text: text.to_owned(),
                    cells: 0,
                    example: cell.chars().take(80).collect(),
                    instead: instead(text),
                })
                .cells += 1;
        }
    }
    found.into_values().collect()
}

/// CP932 with CRLF, cells guarded as in [`super::csv`]; what can't be written is replaced as [`unwritable`] says.
#[must_use]
pub fn csv_cp932(table: &Table) -> Vec<u8> {
    // Replaced before it is guarded: `﹦` becomes the `=` that a formula begins with.
    let cells = |row: &Vec<String>| row.iter().map(|cell| narrowed(cell)).collect();
    let table = Table {
        title: String::new(),
        header: cells(&table.header),
        rows: table.rows.iter().map(cells).collect(),
    };
    let mut text = Vec::new();
    write(&mut text, &table);
    let text = String::from_utf8_lossy(&text);
    SHIFT_JIS.encode(&text).0.into_owned()
}

fn narrowed(cell: &str) -> String {
    units(cell)
        .map(|unit| {
            if is_writable(unit) {
                twin(unit)
            } else {
                Cow::Owned(instead(unit))
            }
        })
        .collect()
}

/// Characters, each with the sign of its form behind it.
fn units(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut chars = rest.char_indices();
        chars.next()?;
        let end = chars
            .find(|(_, c)| !is_form(*c))
            .map_or(rest.len(), |(at, _)| at);
        let (unit, tail) = rest.split_at(end);
        rest = tail;
        Some(unit)
    })
}

/// Variation selectors, and marks that stand over the letter before them.
fn is_form(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' | '\u{3099}' | '\u{309a}')
}

/// Marks of which Unicode has two and CP932 one; a kana with its mark behind it as one letter.
fn twin(unit: &str) -> Cow<'_, str> {
    if unit.contains(['\u{3099}', '\u{309a}']) {
        return Cow::Owned(unicode_normalization::UnicodeNormalization::nfc(unit).collect());
    }
    Cow::Borrowed(match unit {
        "〜" => "～",
        "−" => "－",
        "—" => "―",
        "‖" => "∥",
        "¢" => "￠",
        "£" => "￡",
        "¬" => "￢",
        "\u{a0}" => " ",
        other => other,
    })
}

fn is_writable(unit: &str) -> bool {
    // Two signs of ASCII stand for others there, and would come back as those.
    !matches!(unit, "¥" | "‾") && (unit.is_ascii() || !SHIFT_JIS.encode(&twin(unit)).2)
}

/// What stands nearest to a character and can be written.
fn instead(unit: &str) -> String {
    let composed: String = unicode_normalization::UnicodeNormalization::nfc(unit).collect();
    let plain: String = composed.chars().filter(|c| !is_form(*c)).collect();
    let wide = match plain.as_str() {
        "¥" => "￥".to_owned(),
        "‾" => "￣".to_owned(),
        _ => unicode_normalization::UnicodeNormalization::nfkc(plain.as_str()).collect(),
    };
    let usual = japanese::key::fold(&plain);
    [plain, wide, usual]
        .into_iter()
        .find(|text| !text.is_empty() && units(text).all(is_writable))
        .unwrap_or_else(|| "〓".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_becomes_a_formula_by_being_replaced_is_guarded_as_well() {
        for cell in ["﹦1+1", "﹢1+1", "﹫SUM(A1)", "−1+1", "﹣1+1"] {
            let table = Table {
                title: String::new(),
                header: vec!["備考".to_owned()],
                rows: vec![vec![cell.to_owned()]],
            };
            let text = SHIFT_JIS.decode(&csv_cp932(&table)).0.into_owned();
            let written = text.lines().nth(1).unwrap_or_default();
            assert!(
                written.trim_start_matches('"').starts_with('\''),
                "{cell}: {written}"
            );
        }
    }

    #[test]
    fn what_cp932_cannot_hold_is_told_with_its_nearest_kin() {
        let table = Table {
            title: String::new(),
            header: vec!["氏名".to_owned()],
            rows: [
                "𠮷村 いづみ",
                "葛\u{e0100}城",
                "㋿元年",
                "髙﨑①㈱",
                "か\u{3099}ん",
                "10〜12時",
                "𠮷田𠮷",
                "🌸",
                "¥500",
            ]
            .iter()
            .map(|cell| vec![(*cell).to_owned()])
            .collect(),
        };
        let told: Vec<_> = unwritable(&table)
            .into_iter()
            .map(|one| (one.text, one.instead, one.cells))
            .collect();
        let own = |text: &str, instead: &str, cells| (text.to_owned(), instead.to_owned(), cells);
        assert_eq!(
            told,
            [
                own("¥", "￥", 1),
                own("㋿", "令和", 1),
                own("葛\u{e0100}", "葛", 1),
                own("🌸", "〓", 1),
                own("𠮷", "吉", 2),
            ]
        );
        let text = SHIFT_JIS.decode(&csv_cp932(&table)).0.into_owned();
        assert!(
            text.contains("吉村 いづみ")
                && text.contains("髙﨑①㈱")
                && text.contains("10～12時")
                && text.contains("がん"),
            "{text}"
        );
    }
}

//! Words that look as if they told of a patient: this ledger never holds patients. Hints, never a guarantee, never blocking.
//!
//! Looked for: 様・さん・氏 after a name that isn't in the ledger, an age (72歳) that isn't a range, numbers of records and
//! insurance, dates of birth, and a disease beside one of them.

use std::collections::HashSet;

use ledger::Read;

use crate::Result;

/// Longer runs of kanji are compounds, not names.
const LONGEST_NAME: usize = 8;
/// What may lie between a name, an age and a disease of one mention.
const GAP: usize = 3;

const HONORIFICS: [&str; 6] = ["様", "さま", "さん", "氏", "ちゃん", "君"];
/// What follows an honorific that is none: 様式, 様子, 氏名.
const NOT_AFTER: [char; 10] = ['式', '子', '々', '態', '相', '名', '変', '臣', '主', 'ざ'];
/// Words before an honorific that name a role, not a person.
const ROLES: [&str; 62] = [
    "患者",
    "家族",
    "利用者",
    "業者",
    "関係者",
    "担当",
    "担当者",
    "管理者",
    "相手",
    "先方",
    "皆",
    "各位",
    "看護師",
    "薬剤師",
    "保健師",
    "医師",
    "栄養士",
    "福祉士",
    "療法士",
    "聴覚士",
    "衛生士",
    "心理師",
    "相談員",
    "専門員",
    "支援員",
    "介護員",
    "訪問員",
    "職員",
    "隊員",
    "会員",
    "委員",
    "事務",
    "事務局",
    "病院",
    "医院",
    "薬局",
    "事業所",
    "医師会",
    "薬剤師会",
    "施設",
    "役所",
    "包括",
    "訪看",
    "院長",
    "部長",
    "課長",
    "所長",
    "会長",
    "局長",
    "室長",
    "係長",
    "師長",
    "施設長",
    "事務長",
    "主任",
    "先生",
    "ケアマネ",
    "ケアマネジャー",
    "ケアマネージャー",
    "ヘルパー",
    "スタッフ",
    "ボランティア",
];
/// Words that are only as a whole no name.
const WHOLE: [&str; 36] = [
    "同", "仕", "多", "模", "有", "異", "一", "何", "神", "客", "両", "各", "奥", "子", "娘",
    "息子", "孫", "父", "母", "兄", "姉", "弟", "妹", "夫", "妻", "嫁", "婿", "旦那", "主人",
    "本人", "皆", "諸", "彼", "摂", "無", "文",
];
/// Left off before a name: 患者の田中様 stands as 田中, 長女鈴木様 as 鈴木.
const BEFORE: [&str; 10] = [
    "患者",
    "利用者",
    "担当",
    "本人",
    "長女",
    "長男",
    "次女",
    "次男",
    "故",
    "同居",
];
const NUMBERS: [&str; 9] = [
    "患者ID",
    "患者番号",
    "カルテ番号",
    "カルテNo",
    "診察券番号",
    "診察券",
    "被保険者番号",
    "保険証番号",
    "ID",
];
const DISEASES: [&str; 9] = [
    "がん",
    "ガン",
    "癌",
    "肉腫",
    "白血病",
    "リンパ腫",
    "骨髄腫",
    "腫瘍",
    "末期",
];

/// Finds hints. The names of the ledger are read when the first honorific is met.
pub(crate) struct Detector<'a> {
    read: &'a Read<'a>,
    names: Option<HashSet<String>>,
}

impl<'a> Detector<'a> {
    pub(crate) fn new(read: &'a Read<'a>) -> Self {
        Self { read, names: None }
    }

    /// The places in a text, as written, in order, each once.
    ///
    /// # Errors
    /// Of the ledger.
    pub(crate) fn hints(&mut self, text: &str) -> Result<Vec<String>> {
        if self.names.is_none() && HONORIFICS.iter().any(|honorific| text.contains(honorific)) {
            self.names = Some(names(self.read)?);
        }
        let empty = HashSet::new();
        Ok(find(text, self.names.as_ref().unwrap_or(&empty)))
    }
}

/// Keys of all family names and whole names.
fn names(read: &Read<'_>) -> Result<HashSet<String>> {
    let mut names = HashSet::new();
    for person in read.all_people()? {
        names.insert(japanese::key::name(&person.fields.name));
        if !person.fields.family.is_empty() {
            names.insert(japanese::key::name(&person.fields.family));
        }
    }
    names.remove("");
    Ok(names)
}

/// Hints in a text, where `known` holds the keys of names that may be named.
fn find(text: &str, known: &HashSet<String>) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let mut spans = honorific_names(&chars, known);
    spans.extend(ages(&chars));
    spans.extend(numbers(&chars));
    spans.extend(births(&chars));
    spans.sort_unstable();
    let mut joined: Vec<(usize, usize)> = Vec::new();
    for (from, to) in spans {
        match joined.last_mut() {
            Some(last) if from <= last.1 + GAP => last.1 = last.1.max(to),
            Some(_) | None => joined.push((from, to)),
        }
    }
    let mut hints: Vec<String> = Vec::new();
    for (from, to) in joined {
        let to = with_disease(&chars, to);
        let hint: String = chars.get(from..to).unwrap_or_default().iter().collect();
        if !hints.contains(&hint) {
            hints.push(hint);
        }
    }
    hints
}

fn starts_at(chars: &[char], place: usize, word: &str) -> bool {
    word.chars()
        .enumerate()
        .all(|(offset, c)| chars.get(place + offset) == Some(&c))
}

fn is_kanji(c: char) -> bool {
    matches!(c, '々' | '〆' | 'ヶ' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}'
        | '\u{e0100}'..='\u{e01ef}')
}

fn is_katakana(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ' | 'ー' | '・')
}

fn is_masked(c: char) -> bool {
    matches!(c, '○' | '〇' | '●' | '◯' | '△' | '×' | '＊' | '*')
}

/// The run before `end` whose characters all satisfy `of`.
fn run_before(chars: &[char], end: usize, of: fn(char) -> bool) -> usize {
    let run = chars
        .get(..end)
        .unwrap_or_default()
        .iter()
        .rev()
        .take_while(|c| of(**c))
        .count();
    end - run
}

fn honorific_names(chars: &[char], known: &HashSet<String>) -> Vec<(usize, usize)> {
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

fn digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// 72歳, but not 65歳以上 and the like.
fn ages(chars: &[char]) -> Vec<(usize, usize)> {
    const RANGES: [&str; 12] = [
        "以上",
        "以下",
        "未満",
        "代",
        "台",
        "から",
        "まで",
        "〜",
        "～",
        "を超",
        "くらい以",
        "時点",
    ];
    let mut spans = Vec::new();
    for (place, c) in chars.iter().enumerate() {
        if !matches!(c, '歳' | '才') {
            continue;
        }
        let from = run_before(chars, place, digit);
        let digits = place - from;
        let end = place + 1;
        let range_before = from
            .checked_sub(1)
            .and_then(|before| chars.get(before))
            .is_some_and(|c| matches!(c, '〜' | '～' | '-' | '－'));
        if (1..=3).contains(&digits)
            && !range_before
            && !RANGES.iter().any(|range| starts_at(chars, end, range))
        {
            spans.push((from, end));
        }
    }
    spans
}

/// カルテ番号 12345, ID：00123.
fn numbers(chars: &[char]) -> Vec<(usize, usize)> {
    let mut spans = Vec::new();
    let mut place = 0;
    while place < chars.len() {
        let found = NUMBERS.iter().find(|word| starts_at(chars, place, word));
        let Some(word) = found else {
            place += 1;
            continue;
        };
        let behind = place + word.chars().count();
        let rest = chars.get(behind..).unwrap_or_default();
        let marks = rest
            .iter()
            .take_while(|c| c.is_whitespace() || matches!(c, ':' | '：' | '#' | '＃' | '.' | 'は'))
            .count();
        let digits = rest
            .iter()
            .skip(marks)
            .take_while(|c| digit(**c) || **c == '-')
            .count();
        if digits >= 3 {
            spans.push((place, behind + marks + digits));
        }
        place = behind;
    }
    spans
}

/// 生年月日, 昭和20年3月1日生.
fn births(chars: &[char]) -> Vec<(usize, usize)> {
    let mut spans = Vec::new();
    for place in 0..chars.len() {
        if starts_at(chars, place, "生年月日") {
            let rest = chars.get(place + 4..).unwrap_or_default();
            let date = rest
                .iter()
                .take_while(|c| is_date(**c) || matches!(c, ':' | '：' | ' ' | '　' | 'は'))
                .count();
            // The word alone names a column, not a patient.
            if rest.iter().take(date).any(|c| digit(*c)) {
                spans.push((place, place + 4 + date));
            }
        } else if starts_at(chars, place, "日生") && !starts_at(chars, place, "日生活") {
            let from = run_before(chars, place, is_date);
            if chars.get(from..place).unwrap_or_default().contains(&'年') {
                spans.push((from, place + 2));
            }
        }
    }
    spans
}

fn is_date(c: char) -> bool {
    digit(c) || "年月日/.-／．－昭和大正平成令元明治SsHhTtRr".contains(c)
}

/// Where a disease that follows closely ends; else `end`.
fn with_disease(chars: &[char], end: usize) -> usize {
    for gap in 0..=GAP {
        let from = end + gap;
        let word = chars
            .get(from..)
            .unwrap_or_default()
            .iter()
            .take_while(|c| is_kanji(**c) || is_kana(**c))
            .take(10)
            .count();
        for length in (1..=word).rev() {
            if DISEASES.iter().any(|disease| {
                let size = disease.chars().count();
                length >= size && starts_at(chars, from + length - size, disease)
            }) {
                return from + length;
            }
        }
        let passed = chars
            .get(from)
            .is_some_and(|c| c.is_whitespace() || "、,・（(男女性の".contains(*c));
        if !passed {
            break;
        }
    }
    end
}

fn is_kana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ') || is_katakana(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hints(text: &str) -> Vec<String> {
        let known: HashSet<String> = ["髙﨑", "髙﨑 恵", "早乙女", "早乙女 徹", "𠮷村"]
            .into_iter()
            .map(japanese::key::name)
            .collect();
        find(text, &known)
    }

    #[test]
    fn a_patient_told_of_by_name_age_and_disease_is_one_hint() {
        assert_eq!(
            hints("先週の田中様 72歳 膵がんの件を共有した。"),
            ["田中様 72歳 膵がん"]
        );
        assert_eq!(
            hints("木佐貫花子さん（８１歳）は自宅を希望"),
            ["木佐貫花子さん（８１歳"]
        );
    }

    #[test]
    fn colleagues_of_the_ledger_and_roles_are_no_patients() {
        for text in [
            "髙﨑さんが説明した",
            "訪問看護師高崎さん",
            "早乙女 徹様より挨拶",
            "患者様とご家族様へ",
            "ケアマネジャーさんに連絡する",
            "看護師さんの見方",
            "皆様に感謝",
            "同様の様子",
            "事前登録の様式を1枚にする",
            "奥様と娘さん",
            "医師会様の後援",
            "氏名を書く",
            "𠮷村氏に依頼",
            "院長様",
        ] {
            assert_eq!(hints(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn ages_that_are_ranges_are_no_hint() {
        for text in [
            "65歳以上の方",
            "70歳代が多い",
            "40歳〜64歳までの方",
            "40歳から相談できる",
        ] {
            assert_eq!(hints(text), Vec::<String>::new(), "{text}");
        }
        assert_eq!(hints("72歳の独居の方"), ["72歳"]);
    }

    #[test]
    fn numbers_of_records_and_dates_of_birth_are_hints() {
        assert_eq!(hints("カルテ番号：00123 を確認"), ["カルテ番号：00123"]);
        assert_eq!(hints("ID 12345"), ["ID 12345"]);
        assert_eq!(hints("昭和20年3月1日生の方"), ["昭和20年3月1日生"]);
        assert_eq!(hints("生年月日：S20.3.1"), ["生年月日：S20.3.1"]);
        assert_eq!(hints("様式から生年月日の欄を外す"), Vec::<String>::new());
        assert_eq!(hints("IDカードの更新"), Vec::<String>::new());
    }

    #[test]
    fn any_text_at_all_is_looked_through_without_a_fall() {
        use proptest::prelude::*;
        proptest!(|(text in "[田中様さん歳才0-9０-９ 　ID生年月日がん氏ァー○〜]{0,40}")| {
            for hint in hints(&text) {
                prop_assert!(text.contains(&hint), "{hint} is as written");
            }
        });
    }
}

//! Words that look as if they told of a patient: this ledger never holds patients. Hints, never a guarantee, never blocking.
//!
//! Looked for: 様・さん・氏 after a name that isn't in the ledger, an age (72歳) that isn't a range, numbers of records and
//! insurance, dates of birth, and a disease beside one of them.

mod chars;
mod names;
mod numbers;
mod words;

use std::collections::HashSet;

use ledger::Read;

use crate::Result;

use chars::{is_kana, is_kanji, starts_at};
use names::honorific_names;
use numbers::{ages, births, numbers};
use words::{DISEASES, HONORIFICS};

/// What may lie between a name, an age and a disease of one mention.
const GAP: usize = 3;

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

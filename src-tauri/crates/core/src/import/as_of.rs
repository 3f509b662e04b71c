//! Of which day a list is: given by her, else told by the file's name or title, else the day on which it was last saved.

use chrono::{Datelike as _, NaiveDate};
use japanese::date;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use unicode_normalization::UnicodeNormalization as _;

/// What tells of which day a list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AsOfFrom {
    /// She said so.
    Given,
    /// The file's name or a title in it: 「令和7年4月1日現在」.
    Stated,
    /// The day on which the file was last saved: the list can't be younger.
    Saved,
}

/// The day of a list, never after today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct AsOf {
    pub(super) day: NaiveDate,
    pub(super) from: AsOfFrom,
}

impl AsOf {
    /// `texts` are the file's name and the titles in it, `saved` the day on which it was last saved.
    pub(super) fn of(
        given: Option<NaiveDate>,
        texts: &[&str],
        saved: Option<NaiveDate>,
        today: NaiveDate,
    ) -> Option<Self> {
        let saved = saved.map(|day| day.min(today));
        if let Some(day) = given.map(|day| day.min(today)) {
            let from = AsOfFrom::Given;
            return Some(Self { day, from });
        }
        let stated = texts
            .iter()
            .find_map(|text| stated(text, saved).filter(|day| *day <= today));
        if let Some(day) = stated {
            let from = AsOfFrom::Stated;
            return Some(Self { day, from });
        }
        let from = AsOfFrom::Saved;
        saved.map(|day| Self { day, from })
    }
}

/// Longer texts are no titles.
const LONGEST: usize = 200;
/// Letters of the longest day: 令和10年12月31日.
const DAY: usize = 13;

/// The day that a text states: a whole day anywhere in it, else a month (its first day), else a year, which is a fiscal
/// year: the day of `saved` when that lies in it, else the year's first.
fn stated(text: &str, saved: Option<NaiveDate>) -> Option<NaiveDate> {
    let letters: Vec<char> = text.nfkc().take(LONGEST).collect();
    let digit = |at: usize| letters.get(at).is_some_and(char::is_ascii_digit);
    let pieces = |longest: usize| {
        let letters = &letters;
        (0..letters.len())
            .filter(move |at| !(digit(*at) && at.checked_sub(1).is_some_and(digit)))
            .flat_map(move |from| {
                (from + 2..=(from + longest).min(letters.len()))
                    .rev()
                    .filter(move |to| !(digit(to - 1) && digit(*to)))
                    .filter_map(move |to| letters.get(from..to))
            })
            .map(|piece| piece.iter().collect::<String>())
    };
    if let Some(day) = pieces(DAY).find_map(|piece| plausible(date::parse(&piece)?)) {
        return Some(day);
    }
    let month = |piece: &str| -> Option<NaiveDate> {
        let bare = piece.strip_suffix('月')?;
        plausible(date::parse(&format!("{bare}月1日"))?)
    };
    if let Some(day) = pieces(DAY).find_map(|piece| month(&piece)) {
        return Some(day);
    }
    let year = |piece: &str| -> Option<i32> {
        let bare = piece
            .strip_suffix("年度")
            .or_else(|| piece.strip_suffix('年'));
        let era = piece.starts_with(['令', '平', 'R', 'H', 'r', 'h']);
        // A bare number is anything; R7 is a year where no letter stands before it.
        let bare = match bare {
            Some(bare) => bare,
            None if era && piece.ends_with(|c: char| c.is_ascii_digit()) => piece,
            None => return None,
        };
        Some(plausible(date::parse(&format!("{bare}年12月1日"))?)?.year())
    };
    let apart = |from: usize| {
        !from
            .checked_sub(1)
            .and_then(|at| letters.get(at))
            .is_some_and(char::is_ascii_alphabetic)
    };
    let year = (0..letters.len())
        .filter(|from| apart(*from))
        .find_map(|from| {
            (from + 2..=(from + 7).min(letters.len()))
                .rev()
                .filter(|to| !digit(*to) || !digit(to - 1))
                .find_map(|to| year(&letters.get(from..to)?.iter().collect::<String>()))
        })?;
    let (first, last) = date::fiscal_year_days(year);
    Some(
        saved
            .filter(|day| (first..=last).contains(day))
            .unwrap_or(first),
    )
}

/// Lists of contacts are of our time: an eight-digit number is rarely a day.
fn plausible(day: NaiveDate) -> Option<NaiveDate> {
    (1990..2100).contains(&day.year()).then_some(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        #[allow(clippy::unwrap_used)] // a test
        text.parse().unwrap()
    }

    #[test]
    fn a_list_tells_its_day_as_people_write_it() {
        for (text, told) in [
            ("会員名簿（令和7年4月1日現在）.xlsx", "2025-04-01"),
            ("名簿_20250401.csv", "2025-04-01"),
            ("名簿2025-04-01最新.csv", "2025-04-01"),
            ("R7.4.1現在 連絡会.xlsx", "2025-04-01"),
            ("令和元年５月１日 名簿", "2019-05-01"),
            ("名簿 令和7年10月.xlsx", "2025-10-01"),
            ("令和7年度 会員名簿", "2025-04-01"),
            ("西部勉強会R8.xlsx", "2026-04-01"),
            ("2025年度名簿", "2025-04-01"),
        ] {
            assert_eq!(stated(text, None), Some(day(told)), "{text}");
        }
        for text in [
            "名簿.csv",
            "000-1234-5678.vcf",
            "第12回.xlsx",
            "HR2.csv",
            "携帯の連絡先.vcf",
            "",
        ] {
            assert_eq!(stated(text, None), None, "{text}");
        }
    }

    #[test]
    fn a_year_is_narrowed_by_the_day_of_saving_and_the_future_is_not_believed() {
        let saved = Some(day("2026-06-10"));
        assert_eq!(stated("名簿R8.xlsx", saved), saved);
        assert_eq!(stated("名簿R7.xlsx", saved), Some(day("2025-04-01")));
        let told = AsOf::of(None, &["令和9年4月1日.csv"], saved, day("2026-11-22"));
        assert_eq!(told.map(|told| told.from), Some(AsOfFrom::Saved));
    }
}

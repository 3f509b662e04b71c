//! Dates as Japan writes them. Sources: 平成 ends 2019-04-30, 令和 begins 2019-05-01; a fiscal year (年度)
//! runs from 1 April to 31 March and is named by its start.

use chrono::{Datelike as _, NaiveDate, Weekday};
use unicode_normalization::UnicodeNormalization as _;

/// An era by its name, the signs people write for it, and its first day.
struct Era {
    name: &'static str,
    /// After the full name: one kanji, one letter.
    signs: [&'static str; 2],
    first: (i32, u32, u32),
}

/// The newest first. 明治 is counted from the day to which its first year was dated back.
const ERAS: [Era; 5] = [
    Era {
        name: "令和",
        signs: ["令", "r"],
        first: (2019, 5, 1),
    },
    Era {
        name: "平成",
        signs: ["平", "h"],
        first: (1989, 1, 8),
    },
    Era {
        name: "昭和",
        signs: ["昭", "s"],
        first: (1926, 12, 25),
    },
    Era {
        name: "大正",
        signs: ["大", "t"],
        first: (1912, 7, 30),
    },
    Era {
        name: "明治",
        signs: ["明", "m"],
        first: (1868, 1, 25),
    },
];

impl Era {
    fn holds(&self, date: NaiveDate) -> bool {
        let Some(newest) = ERAS.iter().find(|era| era.begins_by(date)) else {
            return false;
        };
        newest.name == self.name
    }

    fn begins_by(&self, date: NaiveDate) -> bool {
        self.first <= (date.year(), date.month(), date.day())
    }

    fn year(&self, western: i32) -> String {
        match western - self.first.0 + 1 {
            1 => "元".to_owned(),
            year => year.to_string(),
        }
    }
}

/// 令和8年11月20日(金); the first year of an era is 元年. Dates before 明治 (1868-01-25) are given as [`iso`].
#[must_use]
pub fn era(date: NaiveDate) -> String {
    let Some(era) = ERAS.iter().find(|era| era.begins_by(date)) else {
        return iso(date);
    };
    format!(
        "{}{}年{}月{}日({})",
        era.name,
        era.year(date.year()),
        date.month(),
        date.day(),
        weekday(date)
    )
}

fn weekday(date: NaiveDate) -> char {
    match date.weekday() {
        Weekday::Mon => '月',
        Weekday::Tue => '火',
        Weekday::Wed => '水',
        Weekday::Thu => '木',
        Weekday::Fri => '金',
        Weekday::Sat => '土',
        Weekday::Sun => '日',
    }
}

/// 2026-11-20.
#[must_use]
pub fn iso(date: NaiveDate) -> String {
    date.format("%Y-%m-%d").to_string()
}

/// The calendar year in which the fiscal year of `date` begins: 2026-03-31 → 2025.
#[must_use]
pub fn fiscal_year(date: NaiveDate) -> i32 {
    if date.month() < 4 {
        date.year() - 1
    } else {
        date.year()
    }
}

/// First and last day of the fiscal year that begins in `year`; years that the calendar can't hold are cut to its ends.
#[must_use]
pub fn fiscal_year_days(year: i32) -> (NaiveDate, NaiveDate) {
    let edge = if year < 0 {
        NaiveDate::MIN
    } else {
        NaiveDate::MAX
    };
    (
        NaiveDate::from_ymd_opt(year, 4, 1).unwrap_or(edge),
        NaiveDate::from_ymd_opt(year.saturating_add(1), 3, 31).unwrap_or(edge),
    )
}

/// 令和8年度; 2019 → 令和元年度, by the era in which most of the year lies; before 明治 1800年度.
#[must_use]
pub fn fiscal_year_name(year: i32) -> String {
    // 1 April 2019 was still 平成31年, yet the year is named 令和元年度, as every office does: the era of its last day.
    let (first, last) = fiscal_year_days(year);
    let named_by = if year == 2019 { last } else { first };
    match ERAS.iter().find(|era| era.begins_by(named_by)) {
        Some(era) => format!("{}{}年度", era.name, era.year(year)),
        None => format!("{year}年度"),
    }
}

/// Reads a date as people type it: 2025/4/1, 2025-04-01, 20250401, R7.4.1, 令7.4.1, 令和7年4月1日, 令和元年5月1日,
/// full-width digits; a weekday or a time of day behind it is passed over.
/// `None` when it is no day of the calendar or lies outside its era.
#[must_use]
pub fn parse(typed: &str) -> Option<NaiveDate> {
    let folded: String = typed.nfkc().collect::<String>().to_lowercase();
    let text = compact(without_time(folded.trim()));
    let text = without_weekday(&text);
    let text = text.strip_prefix("西暦").unwrap_or(text);
    for era in &ERAS {
        let after = std::iter::once(&era.name)
            .chain(&era.signs)
            .find_map(|sign| text.strip_prefix(sign));
        if let Some(after) = after {
            let (year, month, day) = parts(after, 2)?;
            let western = era
                .first
                .0
                .checked_add(i32::try_from(year).ok()?)?
                .checked_sub(1)?;
            return NaiveDate::from_ymd_opt(western, month, day)
                .filter(|date| year > 0 && era.holds(*date));
        }
    }
    let (year, month, day) = parts(text, 4)?;
    (year >= 1000).then(|| NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day))?
}

/// Spreadsheets write 2025-04-01 00:00:00 for a day.
fn without_time(text: &str) -> &str {
    match text.rsplit_once([' ', 't']) {
        Some((date, time))
            if time.contains(':')
                && time
                    .chars()
                    .all(|c| c.is_ascii_digit() || ":.z+".contains(c)) =>
        {
            date
        }
        Some(_) | None => text,
    }
}

fn compact(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| {
            if matches!(c, '‐' | '‑' | '–' | '―' | '−' | 'ー' | '/' | '.') {
                '-'
            } else {
                c
            }
        })
        .collect()
}

fn without_weekday(text: &str) -> &str {
    let bare = match text.rsplit_once('(') {
        Some((date, weekday)) if weekday.ends_with(')') => date,
        Some(_) | None => text,
    };
    bare.strip_suffix("曜日").map_or(bare, |day| {
        let mut letters = day.chars();
        letters.next_back();
        letters.as_str()
    })
}

/// Year, month and day: 7-4-1, 7年4月1日, 元年5月1日, or run together.
/// A year of two digits is one of an era: written apart it may be 元, shorter, or (令和100年) longer.
fn parts(text: &str, year_digits: usize) -> Option<(u32, u32, u32)> {
    if text.chars().all(|c| c.is_ascii_digit()) {
        let (year, rest) = text.split_at_checked(year_digits)?;
        let (month, day) = rest.split_at_checked(2)?;
        return if day.len() == 2 {
            Some((number(year)?, number(month)?, number(day)?))
        } else {
            None
        };
    }
    let (year, rest) = text.split_once(['年', '-'])?;
    let (month, day) = rest.split_once(['月', '-'])?;
    let day = day.strip_suffix('日').unwrap_or(day);
    let year = match (year, year_digits) {
        ("元", 2) => 1,
        (_, 2) => number(year)?,
        (_, _) if year.len() == year_digits => number(year)?,
        (_, _) => return None,
    };
    Some((year, number(month)?, number(day)?))
}

fn number(digits: &str) -> Option<u32> {
    (digits.len() <= 4 && digits.chars().all(|c| c.is_ascii_digit()))
        .then(|| digits.parse().ok())?
}

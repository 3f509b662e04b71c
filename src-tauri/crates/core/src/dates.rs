//! Days, times and distances in time, in words of the session's language and date style.

use chrono::{Datelike as _, Months, NaiveDate, NaiveTime};

use crate::Session;
use crate::session::{DateStyle, Language};
use crate::words::{fill, words};

/// How a session writes: small enough to copy into closures that hold the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    pub language: Language,
    pub dates: DateStyle,
}

/// A day in the session's words. Japanese: 令和8年11月20日(金) or 2026-11-20(金); English: Fri 20 Nov 2026 or 2026-11-20 (Fri).
#[must_use]
pub fn date_words(session: &Session, date: NaiveDate) -> String {
    session.style().date(date)
}

/// Reads a day as people type it: 2026-11-20, 2026/11/20, R8.11.20, 令和8年11月20日.
#[must_use]
pub fn parse(typed: &str) -> Option<NaiveDate> {
    japanese::date::parse(typed)
}

impl Style {
    /// As [`date_words`].
    #[must_use]
    pub fn date(self, date: NaiveDate) -> String {
        match (self.language, self.dates) {
            (Language::Ja, DateStyle::Era) => japanese::date::era(date),
            (Language::Ja, DateStyle::Iso) => {
                format!("{}({})", japanese::date::iso(date), self.weekday(date))
            }
            (Language::En, DateStyle::Era) => {
                format!(
                    "{} {} {} {}",
                    self.weekday(date),
                    date.day(),
                    date.format("%b"),
                    date.year()
                )
            }
            (Language::En, DateStyle::Iso) => {
                format!("{} ({})", japanese::date::iso(date), self.weekday(date))
            }
        }
    }

    /// [`Style::date`], empty without a day.
    #[must_use]
    pub fn date_or_empty(self, date: Option<NaiveDate>) -> String {
        date.map(|date| self.date(date)).unwrap_or_default()
    }

    /// 金 or Fri.
    fn weekday(self, date: NaiveDate) -> String {
        match self.language {
            Language::Ja => {
                let names = ['月', '火', '水', '木', '金', '土', '日'];
                let day = date.weekday().num_days_from_monday() as usize;
                names.get(day).map(char::to_string).unwrap_or_default()
            }
            Language::En => date.format("%a").to_string(),
        }
    }

    /// 18:30
    #[must_use]
    pub fn time(self, time: NaiveTime) -> String {
        time.format("%H:%M").to_string()
    }

    /// 令和8年9月17日(木) 18:30〜20:00; what is not known is left out.
    #[must_use]
    pub fn when(
        self,
        date: NaiveDate,
        starts: Option<NaiveTime>,
        ends: Option<NaiveTime>,
    ) -> String {
        let dash = words(self.language).get("date.dash");
        let times = match (starts, ends) {
            (None, None) => String::new(),
            (Some(starts), None) => format!(" {}{dash}", self.time(starts)),
            (None, Some(ends)) => format!(" {dash}{}", self.time(ends)),
            (Some(starts), Some(ends)) => {
                format!(" {}{dash}{}", self.time(starts), self.time(ends))
            }
        };
        format!("{}{times}", self.date(date))
    }

    /// 令和5年4月1日(土)〜, 〜令和8年3月31日(火); empty when neither day is known.
    #[must_use]
    pub fn period(self, from: Option<NaiveDate>, to: Option<NaiveDate>) -> String {
        if from.is_none() && to.is_none() {
            return String::new();
        }
        format!(
            "{}{}{}",
            self.date_or_empty(from),
            words(self.language).get("date.dash"),
            self.date_or_empty(to)
        )
    }

    /// How long ago: 今日, きのう, 5日前, 3週間前, 3か月前, 2年前. A day to come is worded by [`Style::ahead`].
    #[must_use]
    pub fn ago(self, day: NaiveDate, today: NaiveDate) -> String {
        let days = (today - day).num_days();
        let say = |key: &str, n: i64| fill(self.language, key, &[("n", &n)]);
        match days {
            ..0 => self.ahead(day, today),
            0 => say("date.today", 0),
            1 => say("date.yesterday", 1),
            2..14 => say("date.days_ago", days),
            14..31 => say("date.weeks_ago", days / 7),
            31.. => match whole_months(day, today) {
                months @ ..24 => say("date.months_ago", months.max(1)),
                months => say("date.years_ago", months / 12),
            },
        }
    }

    /// How far ahead: 今日, あした, あさって, 5日後, 3週間後, 2か月後.
    #[must_use]
    pub fn ahead(self, day: NaiveDate, today: NaiveDate) -> String {
        let days = (day - today).num_days();
        let say = |key: &str, n: i64| fill(self.language, key, &[("n", &n)]);
        match days {
            ..0 => self.ago(day, today),
            0 => say("date.today", 0),
            1 => say("date.tomorrow", 1),
            2 => say("date.day_after_tomorrow", 2),
            3..14 => say("date.days_ahead", days),
            14..31 => say("date.weeks_ahead", days / 7),
            31.. => match whole_months(today, day) {
                months @ ..24 => say("date.months_ahead", months.max(1)),
                months => say("date.years_ahead", months / 12),
            },
        }
    }

    /// 令和8年度 or FY2026.
    #[must_use]
    pub fn fiscal_year(self, date: NaiveDate) -> String {
        let year = japanese::date::fiscal_year(date);
        match (self.language, self.dates) {
            (Language::Ja, DateStyle::Era) => japanese::date::fiscal_year_name(year),
            (Language::Ja, DateStyle::Iso) => format!("{year}年度"),
            (Language::En, _) => format!("FY{year}"),
        }
    }

    /// Words of a key.
    #[must_use]
    pub fn word(self, key: &str) -> &str {
        words(self.language).get(key)
    }
}

/// Whole months from one day to a later one.
fn whole_months(from: NaiveDate, to: NaiveDate) -> i64 {
    let months =
        i64::from(to.year() - from.year()) * 12 + i64::from(to.month()) - i64::from(from.month());
    let full = u32::try_from(months)
        .ok()
        .and_then(|months| from.checked_add_months(Months::new(months)));
    if full.is_some_and(|full| full > to) {
        months - 1
    } else {
        months
    }
}

//! Which backups may go. A pure function: names and a moment in, names out.

use std::collections::HashSet;

use chrono::{DateTime, Datelike as _, Days, FixedOffset, NaiveDate, Utc};

use super::name::{Name, Reason};

/// Days of which the newest backup is kept, before today.
const DAYS: u64 = 14;
/// Days of which the newest backup of each week is kept: three months.
const WEEKLY_DAYS: u64 = 92;
/// Days that the state before a restore is kept at least.
const RESTORE_DAYS: i64 = 14;

/// Those of `names` that may be removed; in no order, each once. Kept are:
///
/// - all of today, a day being what it is in `zone`;
/// - the newest of each of the 14 days before;
/// - the newest of each calendar week (from Monday) of the three months before;
/// - the newest of all, however old;
/// - every one that is dated later than that: the clock was set back, and nobody knows how old it really is;
/// - what a restore replaced ([`Reason::Restore`]), for 14 times 24 hours at least.
#[must_use]
pub fn thin(names: &[Name], now: DateTime<Utc>, zone: FixedOffset) -> Vec<Name> {
    let day_of = |name: &Name| name.at().with_timezone(&zone).date_naive();
    let today = now.with_timezone(&zone).date_naive();
    let first_day = back(today, DAYS);
    let first_weekly = back(today, WEEKLY_DAYS);

    let mut newest_first = names.to_vec();
    newest_first.sort_unstable_by(|one, other| other.cmp(one));
    newest_first.dedup();

    let mut days = HashSet::new();
    let mut weeks = HashSet::new();
    let mut gone = Vec::new();
    for (place, name) in newest_first.iter().enumerate() {
        let day = day_of(name);
        // Each is asked whether it is the newest of its day and week, kept or not by another rule.
        let of_its_day = days.insert(day);
        let of_its_week = weeks.insert(monday(day));
        let kept = place == 0
            // Today, or a day to come.
            || day >= today
            || (day >= first_day && of_its_day)
            || (day >= first_weekly && of_its_week)
            || (name.reason() == Reason::Restore && (now - name.at()).num_days() < RESTORE_DAYS);
        if !kept {
            gone.push(*name);
        }
    }
    gone
}

fn back(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(days))
        .unwrap_or(NaiveDate::MIN)
}

fn monday(day: NaiveDate) -> NaiveDate {
    back(day, u64::from(day.weekday().num_days_from_monday()))
}

//! Which backups may go: what must always hold, whatever lies there and whatever the clock says.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on should say where"
)]

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Datelike as _, Duration, FixedOffset, NaiveDate, Utc};
use kaotsunagi_ledger::backup::{Name, Reason, thin};
use proptest::prelude::*;

fn zone() -> FixedOffset {
    FixedOffset::east_opt(9 * 3600).unwrap()
}

fn now() -> DateTime<Utc> {
    "2026-11-22T01:00:00Z".parse().unwrap()
}

fn day(name: &Name) -> NaiveDate {
    name.at().with_timezone(&zone()).date_naive()
}

fn today() -> NaiveDate {
    now().with_timezone(&zone()).date_naive()
}

fn at(hours_ago: i64, reason: Reason) -> Name {
    Name::new(now() - Duration::hours(hours_ago), 1, reason)
}

fn left(names: &[Name]) -> Vec<Name> {
    let gone: HashSet<Name> = thin(names, now(), zone()).into_iter().collect();
    let mut left: Vec<Name> = names
        .iter()
        .copied()
        .filter(|name| !gone.contains(name))
        .collect();
    left.sort();
    left
}

#[test]
fn all_of_today_one_a_day_for_two_weeks_one_a_week_for_three_months() {
    // Every six hours for a year.
    let names: Vec<Name> = (0..365 * 4).map(|n| at(n * 6, Reason::Interval)).collect();
    let left = left(&names);
    let age = |name: &Name| (today() - day(name)).num_days();
    // 22 November 2026 is a Sunday, ten in the morning.
    assert_eq!(left.iter().filter(|name| age(name) == 0).count(), 2);
    for days in 1..=14 {
        let of_day: Vec<_> = left.iter().filter(|name| age(name) == days).collect();
        assert_eq!(of_day.len(), 1, "{days} days ago");
        let newest = names.iter().filter(|name| age(name) == days).max();
        assert_eq!(of_day.first().copied(), newest, "its newest");
    }
    let weekly: Vec<i64> = left.iter().map(age).filter(|days| *days > 14).collect();
    // Sundays, newest last; the oldest less than three months and a day old.
    assert_eq!(weekly, [91, 84, 77, 70, 63, 56, 49, 42, 35, 28, 21]);
    assert_eq!(left.len(), 2 + 14 + 11);
}

#[test]
fn a_day_begins_where_she_sits() {
    // Half past midnight in Japan is still yesterday in UTC.
    let just_after_midnight: DateTime<Utc> = "2026-11-21T15:30:00Z".parse().unwrap();
    let names = [
        Name::new(just_after_midnight, 1, Reason::Start),
        Name::new(just_after_midnight, 2, Reason::Interval),
        at(0, Reason::Interval),
    ];
    assert_eq!(left(&names).len(), 3, "all of today");
}

#[test]
fn what_a_restore_replaced_is_kept_for_two_weeks() {
    let names = [
        at(24 * 10 + 3, Reason::Restore),
        at(24 * 10, Reason::Interval),
        at(24 * 13, Reason::Restore),
        at(24 * 20 + 3, Reason::Restore),
        at(24 * 20, Reason::Interval),
        at(0, Reason::Start),
    ];
    assert_eq!(
        left(&names),
        [names[4], names[2], names[0], names[1], names[5]],
        "not the one of twenty days ago"
    );
}

#[test]
fn a_lone_old_backup_is_never_removed() {
    assert_eq!(thin(&[at(24 * 900, Reason::Start)], now(), zone()), []);
    assert_eq!(thin(&[], now(), zone()), []);
}

fn reason() -> impl Strategy<Value = Reason> {
    prop::sample::select(&Reason::ALL[..])
}

fn names() -> impl Strategy<Value = Vec<Name>> {
    // From three months ahead, by a clock set back, to a year ago.
    let name = (-90 * 86_400_i64..365 * 86_400, 1_u32..4, reason())
        .prop_map(|(ago, place, reason)| Name::new(now() - Duration::seconds(ago), place, reason));
    prop::collection::vec(name, 0..120)
}

proptest! {
    #[test]
    fn what_must_stay_stays(names in names()) {
        let gone = thin(&names, now(), zone());
        let left = left(&names);
        prop_assert_eq!(left.last(), names.iter().max(), "the newest");
        let mut each = gone.clone();
        each.sort();
        each.dedup();
        prop_assert_eq!(each.len(), gone.len(), "each once");
        for name in &gone {
            prop_assert!(names.contains(name));
            prop_assert!(name.at() <= now(), "from the future: {:?}", name);
            prop_assert!(day(name) < today(), "of today: {:?}", name);
            let age = now() - name.at();
            prop_assert!(name.reason() != Reason::Restore || age >= Duration::days(14));
        }
        // Of every day of two weeks and every week of three months that had one, the newest is still there.
        let mut of_day: HashMap<NaiveDate, Name> = HashMap::new();
        let mut of_week: HashMap<_, Name> = HashMap::new();
        for name in &names {
            let day = day(name);
            let newest = of_day.entry(day).or_insert(*name);
            *newest = (*newest).max(*name);
            let week = (day.iso_week().year(), day.iso_week().week());
            let newest = of_week.entry(week).or_insert(*name);
            *newest = (*newest).max(*name);
        }
        for (day, newest) in of_day {
            prop_assert!((today() - day).num_days() > 14 || left.contains(&newest), "{day}");
        }
        for newest in of_week.into_values() {
            prop_assert!((today() - day(&newest)).num_days() > 92 || left.contains(&newest));
        }
    }

    #[test]
    fn thinning_twice_is_thinning_once_and_the_order_does_not_matter(names in names()) {
        let once = left(&names);
        prop_assert_eq!(thin(&once, now(), zone()), Vec::new());
        let reversed: Vec<Name> = names.iter().rev().copied().collect();
        prop_assert_eq!(left(&reversed), once);
    }

    #[test]
    fn what_is_left_stays_few(names in names()) {
        let left = left(&names);
        let old = left.iter().filter(|name| {
            name.at() <= now() && day(name) < today() && name.reason() != Reason::Restore
        });
        prop_assert!(old.count() <= 14 + 14 + 1);
    }
}

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on should say where"
)]

use chrono::NaiveDate;
use kaotsunagi_japanese::date;
use proptest::prelude::*;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

#[test]
fn a_day_is_written_in_its_era() {
    assert_eq!(date::era(day(2026, 11, 20)), "令和8年11月20日(金)");
    assert_eq!(date::era(day(2019, 5, 1)), "令和元年5月1日(水)");
    assert_eq!(date::era(day(2019, 4, 30)), "平成31年4月30日(火)");
    assert_eq!(date::era(day(1989, 1, 7)), "昭和64年1月7日(土)");
    assert_eq!(date::era(day(1800, 1, 1)), "1800-01-01");
}

#[test]
fn a_fiscal_year_begins_in_april_and_is_named_by_its_start() {
    assert_eq!(date::fiscal_year(day(2026, 3, 31)), 2025);
    assert_eq!(date::fiscal_year(day(2026, 4, 1)), 2026);
    assert_eq!(
        date::fiscal_year_days(2026),
        (day(2026, 4, 1), day(2027, 3, 31))
    );
    assert_eq!(date::fiscal_year_name(2026), "令和8年度");
    assert_eq!(date::fiscal_year_name(2019), "令和元年度");
    assert_eq!(date::fiscal_year_name(2018), "平成30年度");
}

#[test]
fn days_are_read_as_people_type_them() {
    for typed in [
        "2025/4/1",
        "2025-04-01",
        "2025.4.1",
        "2025年4月1日",
        "西暦2025年4月1日",
        "20250401",
        "R7.4.1",
        "r7/4/1",
        "令7.4.1",
        "令和7年4月1日",
        "令和7年4月1日(火)",
        "令和７年４月１日（火）",
        "２０２５／４／１",
        "２０２５－０４－０１",
        " 令和 7 年 4 月 1 日 ",
        "㋿7年4月1日",
        "2025-04-01 00:00:00",
        "2025-04-01T09:30:00Z",
        "令和7年4月1日火曜日",
        "R070401",
    ] {
        assert_eq!(date::parse(typed), Some(day(2025, 4, 1)), "{typed}");
    }
    assert_eq!(date::parse("令和元年5月1日"), Some(day(2019, 5, 1)));
    assert_eq!(date::parse("R元.5.1"), Some(day(2019, 5, 1)));
    assert_eq!(date::parse("S60.4.12"), Some(day(1985, 4, 12)));
    assert_eq!(date::parse("Ｓ６０．４．１２"), Some(day(1985, 4, 12)));
    assert_eq!(date::parse("平成31年4月30日"), Some(day(2019, 4, 30)));
}

#[test]
fn what_is_no_day_is_not_read() {
    for typed in [
        "",
        "令和",
        "2025/2/29",
        "2025/13/1",
        "平成31年5月1日",
        "令和元年4月30日",
        "令和0年5月1日",
        "昭和65年1月1日",
        "R7.4",
        "7.4.1",
        "2025",
        "20250",
        "まだ",
        "2025/4/1 まで",
        "25/4/1",
        "2025年4月",
        "0467-12-3456",
    ] {
        assert_eq!(date::parse(typed), None, "{typed}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_written_is_read_again(days in 0..100_000u64) {
        // From 1873-01-01, when Japan took the Gregorian calendar.
        let date = day(1873, 1, 1) + chrono::Days::new(days);
        prop_assert_eq!(date::parse(&date::era(date)), Some(date));
        prop_assert_eq!(date::parse(&date::iso(date)), Some(date));
    }

    #[test]
    fn reading_never_panics(text in any::<String>()) {
        let _ = date::parse(&text);
    }

    #[test]
    fn a_day_lies_within_its_fiscal_year(days in 0..100_000u64) {
        let date = day(1873, 1, 1) + chrono::Days::new(days);
        let (first, last) = date::fiscal_year_days(date::fiscal_year(date));
        prop_assert!(first <= date && date <= last);
    }
}

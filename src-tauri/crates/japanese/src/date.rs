//! Dates as Japan writes them. Sources: 平成 ends 2019-04-30, 令和 begins 2019-05-01; a fiscal year (年度)
//! runs from 1 April to 31 March and is named by its start.

use chrono::NaiveDate;

/// 令和8年11月20日(金); the first year of an era is 元年. Dates before 1868 are given as [`iso`].
#[must_use]
pub fn era(_date: NaiveDate) -> String {
    todo!()
}

/// 2026-11-20.
#[must_use]
pub fn iso(date: NaiveDate) -> String {
    date.format("%Y-%m-%d").to_string()
}

/// The calendar year in which the fiscal year of `date` begins: 2026-03-31 → 2025.
#[must_use]
pub fn fiscal_year(_date: NaiveDate) -> i32 {
    todo!()
}

/// First and last day of the fiscal year that begins in `year`.
#[must_use]
pub fn fiscal_year_days(_year: i32) -> (NaiveDate, NaiveDate) {
    todo!()
}

/// 令和8年度; 2019 → 令和元年度.
#[must_use]
pub fn fiscal_year_name(_year: i32) -> String {
    todo!()
}

/// Reads a date as people type it: 2025/4/1, 2025-04-01, R7.4.1, 令7.4.1, 令和7年4月1日, 令和元年5月1日, full-width digits.
/// `None` when it is no day of the calendar or lies outside its era.
#[must_use]
pub fn parse(_typed: &str) -> Option<NaiveDate> {
    todo!()
}

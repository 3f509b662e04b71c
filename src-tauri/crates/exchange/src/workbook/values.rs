//! A cell's value as the text that a person would have typed.

use calamine::{Data, DataRef, ExcelDateTime};

pub(super) fn text_of_ref(cell: &DataRef<'_>) -> String {
    match cell {
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.clone()
        }
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number_text(*number),
        DataRef::Bool(truth) => truth_text(*truth),
        DataRef::DateTime(date) => date_text(date),
        // #N/A and the like are no values.
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

pub(super) fn text_of(cell: &Data) -> String {
    match cell {
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number_text(*number),
        Data::Bool(truth) => truth_text(*truth),
        Data::DateTime(date) => date_text(date),
        Data::Error(_) | Data::Empty => String::new(),
    }
}

/// A whole number without the decimal point that every number of a sheet has.
pub(super) fn number_text(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        format!("{number:.0}")
    } else {
        number.to_string()
    }
}

pub(super) fn truth_text(truth: bool) -> String {
    if truth { "TRUE" } else { "FALSE" }.to_owned()
}

/// 2026-11-22, with the time when there is one. The calendar of 1904 is already reckoned in.
fn date_text(date: &ExcelDateTime) -> String {
    match date.as_datetime() {
        Some(day) if !date.is_duration() => {
            let midnight = day.time() == chrono::NaiveTime::MIN;
            day.format(if midnight {
                "%Y-%m-%d"
            } else {
                "%Y-%m-%d %H:%M"
            })
            .to_string()
        }
        _ => number_text(date.as_f64()),
    }
}

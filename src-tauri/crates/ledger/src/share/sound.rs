//! Whether what a pack says could have been written by this program. It comes from outside: an id that is none, a day that is none
//! would lie in the ledger's tables and be unreadable for ever.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use super::fields::{Field, Kind, Kinds, MERGED};
use super::stamp::Stamp;
use super::state::{LIFE, State};
use super::take::{Incoming, Record};
use crate::{Error, Result};

/// Longest of the ids that are no UUID: a digest in hexadecimal digits, a table and an id.
const LONGEST_ID: usize = 100;
/// The first moment that no stamp reaches: of a later one no later could be given.
const NEVER: &str = "2200-01-01T00:00:00Z";

/// # Errors
/// `Refused` when something in it can't be.
pub(super) fn check(kinds: &Kinds, incoming: &Incoming) -> Result<()> {
    if incoming
        .records
        .iter()
        .all(|record| is_sound(kinds, record))
    {
        return Ok(());
    }
    Err(unsound())
}

pub(super) fn unsound() -> Error {
    Error::Refused {
        field: "path",
        reason: "refused.pack_damaged".to_owned(),
    }
}

/// Tables that this version doesn't know are passed over.
fn is_sound(kinds: &Kinds, record: &Record) -> bool {
    if record.table == MERGED {
        return is_uuid(&record.id) && is_timely(&record.state) && are_edges(kinds, &record.state);
    }
    let Some(kind) = kinds.get(&record.table) else {
        return true;
    };
    let id = match kind.table {
        "region" => record.id == "region",
        "checklist_mark" | "imported_row" | "map_pin" => {
            (1..=LONGEST_ID).contains(&record.id.len())
                && record.id.chars().all(|c| !c.is_control())
        }
        _ => is_uuid(&record.id),
    };
    id && is_timely(&record.state) && are_values(kind, &record.state)
}

/// Written as this program writes it: of two spellings one would never be found again.
fn is_uuid(text: &str) -> bool {
    Uuid::parse_str(text).is_ok_and(|id| id.to_string() == text)
}

fn is_timely(state: &State) -> bool {
    let never = NEVER
        .parse::<DateTime<Utc>>()
        .map_or(Stamp(u64::MAX), Stamp::at);
    state.fields.values().all(|register| {
        register.seen.values().all(|stamp| *stamp < never)
            && register.entries.iter().all(|entry| entry.dot.stamp < never)
    })
}

fn are_edges(kinds: &Kinds, state: &State) -> bool {
    state.fields.iter().all(|(name, register)| {
        register.entries.iter().all(|entry| match name.as_str() {
            LIFE => entry.value.is_boolean(),
            "kept" => entry.value.as_str().is_some_and(is_uuid),
            "table_name" => entry
                .value
                .as_str()
                .and_then(|table| kinds.get(table))
                .is_some(),
            _ => false,
        })
    })
}

fn are_values(kind: &Kind, state: &State) -> bool {
    state.fields.iter().all(|(name, register)| {
        if name == LIFE {
            return register
                .entries
                .iter()
                .all(|entry| entry.value.is_boolean());
        }
        let Some(field) = kind.place(name).and_then(|at| kind.fields.get(at)) else {
            // A column of a later version.
            return true;
        };
        register
            .entries
            .iter()
            .all(|entry| is_value(kind, field, &entry.value))
    })
}

fn is_value(kind: &Kind, field: &Field, value: &Value) -> bool {
    match (field.columns.as_slice(), value) {
        ([column], value) => is_cell(kind, field, column, value),
        (columns, Value::Array(values)) => {
            columns.len() == values.len()
                && columns
                    .iter()
                    .zip(values)
                    .all(|(column, value)| is_cell(kind, field, column, value))
        }
        (_, _) => false,
    }
}

fn is_cell(kind: &Kind, field: &Field, column: &str, value: &Value) -> bool {
    let text = match value {
        Value::Null | Value::Number(_) | Value::Bool(_) => return true,
        Value::Array(_) | Value::Object(_) => return false,
        Value::String(text) => text,
    };
    if field.refers.is_some_and(|table| !table.is_empty()) && kind.table != "evidence" {
        return is_uuid(text);
    }
    let is_day = column.ends_with("_on")
        || matches!(
            (kind.table, column),
            ("meeting", "date" | "next_date") | ("action", "due") | ("import_log", "as_of")
        );
    let is_time = matches!(
        (kind.table, column),
        ("meeting", "starts" | "ends") | ("attendance", "time")
    );
    if is_day {
        text.parse::<NaiveDate>()
            .is_ok_and(|day| day.to_string() == *text)
    } else if is_time {
        text.parse::<NaiveTime>().is_ok() || NaiveTime::parse_from_str(text, "%H:%M").is_ok()
    } else if column == "at" {
        text.parse::<DateTime<Utc>>().is_ok()
    } else {
        true
    }
}

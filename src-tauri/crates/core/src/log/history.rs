//! The history of a record, in words.

use chrono::NaiveDate;
use ledger::Read;

use super::{History, HistoryRequest, HistoryRow};
use crate::dates::Style;
use crate::vocabulary as lists;
use crate::words::words;
use crate::{Error, Result, Session, request};

/// Tables whose records have a history to show.
const TABLES: [&str; 11] = [
    "person",
    "organisation",
    "affiliation",
    "tie",
    "encounter",
    "series",
    "meeting",
    "attendance",
    "agenda_item",
    "minute_line",
    "action",
];

/// The history of a record, newest first.
///
/// # Errors
/// `Refused` for a table without history.
pub fn history(session: &mut Session, request: HistoryRequest) -> Result<History> {
    if !TABLES.contains(&request.table.as_str()) {
        return Err(Error::refused("table", "refused.table"));
    }
    request::not_blank("id", &request.id)?;
    let style = session.style();
    let words = words(style.language);
    let read = session.ledger()?.read();
    let changes = read
        .history(&request.table, request.id.trim())?
        .into_iter()
        .map(|change| {
            let local = change.at.with_timezone(&session.now.zone);
            let key = format!("column.{}", change.field);
            HistoryRow {
                at: format!(
                    "{} {}",
                    style.date(local.date_naive()),
                    local.format("%H:%M")
                ),
                operation: words.operation(&change.operation),
                operation_id: String::new(),
                who: String::new(),
                file: String::new(),
                part: String::new(),
                deed: String::new(),
                field: if words.has(&key) {
                    words.get(&key).to_owned()
                } else {
                    change.field.clone()
                },
                old: change
                    .old
                    .map(|value| worded(&read, style, &request.table, &change.field, &value))
                    .unwrap_or_default(),
                new: change
                    .new
                    .map(|value| worded(&read, style, &request.table, &change.field, &value))
                    .unwrap_or_default(),
            }
        })
        .collect();
    Ok(History {
        changes,
        more: false,
    })
}

/// A stored value as she knows it: names for ids, words for choices, days written out.
fn worded(read: &Read<'_>, style: Style, table: &str, field: &str, value: &str) -> String {
    let language = style.language;
    let by_id = match field {
        "profession" => Some(lists::professions().name(language, Some(value))),
        "kind" => Some(match table {
            "organisation" => lists::organisation_kinds().name(language, Some(value)),
            "encounter" => lists::encounter_kinds().name(language, Some(value)),
            "meeting" | "series" => lists::meeting_kinds().name(language, Some(value)),
            _ => choice(style, field, value),
        }),
        "side" => Some(lists::sides().name(language, Some(value))),
        "preferred_way" => Some(lists::contact_ways().name(language, Some(value))),
        "consent" | "attended" | "role" | "mode" | "audience" => Some(choice(style, field, value)),
        "key_person" | "is_contact" | "is_main" | "is_final" | "is_case" | "is_forum"
        | "is_community" | "exchange_of_views" | "informal" => Some(choice(style, "flag", value)),
        "person" | "owner" | "recorder" | "speaker" | "proxy_person" | "a" | "b" => value
            .parse()
            .ok()
            .and_then(|id| read.person(id).ok())
            .map(|person| person.fields.name),
        "organisation" | "host" | "secretariat" | "proxy_organisation" => value
            .parse()
            .ok()
            .and_then(|id| read.organisation(id).ok())
            .map(|organisation| organisation.fields.name),
        "series" => value
            .parse()
            .ok()
            .and_then(|id| read.series(id).ok())
            .map(|series| series.fields.name),
        "municipality" => read
            .municipalities()
            .unwrap_or_default()
            .into_iter()
            .find(|municipality| municipality.id.to_string() == value)
            .map(|municipality| municipality.name),
        _ => NaiveDate::parse_from_str(value, "%Y-%m-%d")
            .ok()
            .map(|day| style.date(day)),
    };
    by_id.unwrap_or_else(|| value.to_owned())
}

/// The words of a fixed choice: `choice.consent.yes`.
fn choice(style: Style, field: &str, value: &str) -> String {
    let key = format!("choice.{field}.{value}");
    let words = words(style.language);
    if words.has(&key) {
        words.get(&key).to_owned()
    } else {
        value.to_owned()
    }
}

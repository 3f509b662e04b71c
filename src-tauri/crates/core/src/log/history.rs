//! The history of a record and of what is part of it, field by field, in words.

use ledger::change::{Deed, FieldChange};
use ledger::schema::tables::TABLES;

use super::words::Teller;
use super::{History, HistoryRequest, HistoryRow};
use crate::{Error, Result, Session, request};

/// So many changes are told when nobody says how many.
const USUAL: usize = 500;

/// The history of a record and of what is part of it, newest first.
///
/// # Errors
/// `Refused` for a table without history.
pub fn history(session: &mut Session, request: HistoryRequest) -> Result<History> {
    if !TABLES
        .iter()
        .any(|table| table.logged && table.name == request.table)
    {
        return Err(Error::refused("table", "refused.table"));
    }
    request::not_blank("id", &request.id)?;
    let limit = match request.limit {
        0 => USUAL,
        limit => usize::try_from(limit).unwrap_or(usize::MAX),
    };
    let id = request.id.trim();
    let teller = Teller::of(session)?;
    let mut changes = teller.read().whole_history(&request.table, id)?;
    let more = changes.len() > limit;
    changes.truncate(limit);
    Ok(History {
        changes: changes
            .iter()
            .map(|change| row(&teller, &request.table, id, change))
            .collect(),
        more,
    })
}

fn row(teller: &Teller<'_>, table: &str, id: &str, change: &FieldChange) -> HistoryRow {
    let (who, file) = teller.who(change.operation_id);
    let words = teller.words();
    let deed = match change.deed {
        Deed::Insert => "made",
        Deed::Update => "changed",
        Deed::Delete => "deleted",
    };
    let value = |value: &Option<String>| {
        value
            .as_deref()
            .map(|value| teller.value(&change.table, &change.field, value))
            .unwrap_or_default()
    };
    // An id says nothing: the record was made, or went.
    let (field, old, new) = if change.field == "id" {
        let key = format!("log.deed.{deed}");
        (words.get(&key).to_owned(), String::new(), String::new())
    } else {
        (
            teller.column(&change.table, &change.field),
            value(&change.old),
            value(&change.new),
        )
    };
    HistoryRow {
        at: teller.moment(change.at),
        operation: words.operation(&change.operation),
        operation_id: change.operation_id.to_string(),
        who,
        file,
        part: if (change.table.as_str(), change.record.as_str()) == (table, id) {
            String::new()
        } else {
            teller.part(&change.table, &change.record)
        },
        deed: deed.to_owned(),
        field,
        old,
        new,
    }
}

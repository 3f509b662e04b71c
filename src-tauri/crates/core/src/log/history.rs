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
    request::not_blank("id", &request.id)?;
    let table = table(session, &request)?;
    let limit = match request.limit {
        0 => USUAL,
        limit => usize::try_from(limit).unwrap_or(usize::MAX),
    };
    let id = request.id.trim();
    let teller = Teller::of(session)?;
    let mut changes = teller.read().whole_history(table, id)?;
    let more = changes.len() > limit;
    changes.truncate(limit);
    Ok(History {
        changes: changes
            .iter()
            .map(|change| row(&teller, table, id, change))
            .collect(),
        more,
    })
}

/// The table asked for; the one that knows the id when none is named.
fn table(session: &Session, request: &HistoryRequest) -> Result<&'static str> {
    let read = session.ledger()?.read();
    for table in TABLES.iter().filter(|table| table.logged) {
        let is_it = if request.table.is_empty() {
            read.known(table.name, request.id.trim())?.is_some()
        } else {
            table.name == request.table
        };
        if is_it {
            return Ok(table.name);
        }
    }
    if request.table.is_empty() {
        return Err(ledger::Error::NoRecord {
            kind: "record",
            id: request.id.trim().to_owned(),
        }
        .into());
    }
    Err(Error::refused("table", "refused.table"))
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

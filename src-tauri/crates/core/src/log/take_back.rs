//! Taking back one operation of long ago.

use ledger::OperationId;
use ledger::store as kept;

use super::operations::why_not;
use super::words::Teller;
use super::{KeptThing, TakenBack};
use crate::{ById, Error, Result, Session, request};

/// What taking the operation back would do. Nothing is written.
///
/// # Errors
/// `NoRecord`; `Refused` for one that can't be taken back.
pub fn undo_preview(session: &mut Session, request: ById) -> Result<TakenBack> {
    let id = allowed(session, &request)?;
    let read = session.ledger()?.read();
    let name = kept::undo_of(&read.operation(id)?.name);
    let told = read.undo_preview(id)?;
    tell(session, &name, &told, Vec::new())
}

/// Takes back what is still as the operation left it, and keeps what was changed since: one operation of its own, which
/// undo takes back.
///
/// # Errors
/// As [`undo_preview`].
pub fn undo_operation(session: &mut Session, request: ById) -> Result<TakenBack> {
    let id = allowed(session, &request)?;
    let now = session.now.utc;
    let (name, changes, told) = session.ledger_mut()?.undo_operation(id, now)?;
    tell(session, &name, &told, changes.tables)
}

fn allowed(session: &Session, request: &ById) -> Result<OperationId> {
    let id = request::id("id", &request.id)?;
    let operation = session.ledger()?.read().operation(id)?;
    match why_not(&operation) {
        Some(reason) => Err(Error::refused("operation", reason)),
        None => Ok(id),
    }
}

/// What was taken back, in words.
pub(crate) fn tell(
    session: &Session,
    name: &ledger::OperationName,
    told: &kept::TakenBack,
    tables: Vec<String>,
) -> Result<TakenBack> {
    let teller = Teller::of(session)?;
    let words = teller.words();
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let parts: Vec<String> = [
        ("log.removed", told.removed),
        ("log.put_back", told.put_back),
        ("log.changed", told.changed),
        ("log.kept", told.kept.len()),
    ]
    .into_iter()
    .filter(|(_, count)| *count > 0)
    .map(|(key, count)| words.fill(key, &[("n", &count)]))
    .collect();
    let mut summary = parts.join(words.get("log.and"));
    if told.removed + told.put_back + told.changed == 0 && told.traces > 0 {
        summary = words.get("log.traces_only").to_owned();
    }
    if told.is_nothing() {
        summary = words.get("log.nothing_left").to_owned();
    }
    Ok(TakenBack {
        operation: words.operation(name),
        tables,
        removed: number(told.removed),
        put_back: number(told.put_back),
        changed: number(told.changed),
        summary,
        kept: told.kept.iter().map(|one| thing(&teller, one)).collect(),
    })
}

fn thing(teller: &Teller<'_>, one: &kept::Kept) -> KeptThing {
    let (kind, id) = teller.opens(one.table, &one.record);
    let value = |value: &Option<String>| match (one.field, value) {
        (Some(field), Some(value)) => teller.value(one.table, field, value),
        (_, None) | (None, _) => String::new(),
    };
    KeptThing {
        kind,
        id,
        record: teller.record(one.table, &one.record),
        field: one
            .field
            .map(|field| teller.column(one.table, field))
            .unwrap_or_default(),
        value: value(&one.present),
        earlier: value(&one.earlier),
        why: why(teller, one),
        by: one
            .by
            .as_ref()
            .map(|by| teller.words().operation(&by.name))
            .unwrap_or_default(),
        by_id: one
            .by
            .as_ref()
            .map(|by| by.id.to_string())
            .unwrap_or_default(),
    }
}

/// The reason, and what did it when.
pub(crate) fn why(teller: &Teller<'_>, one: &kept::Kept) -> String {
    use kept::Why;
    let words = teller.words();
    let other = |table: &str, record: &str| teller.record(table, record);
    let reason = match &one.why {
        Why::Changed => words.get("log.why.changed").to_owned(),
        Why::Deleted => words.get("log.why.deleted").to_owned(),
        Why::Used { table, record } => words.fill("log.why.used", &[("by", &other(table, record))]),
        Why::Part { table, record } => words.fill("log.why.part", &[("of", &other(table, record))]),
        Why::Missing { table, record } => {
            words.fill("log.why.missing", &[("what", &other(table, record))])
        }
        Why::Taken { table, record } => {
            words.fill("log.why.taken", &[("by", &other(table, record))])
        }
        Why::Together => words.get("log.why.together").to_owned(),
    };
    match &one.by {
        Some(by) => words.fill(
            "log.why_by",
            &[
                ("reason", &reason),
                ("operation", &words.operation(&by.name)),
                ("at", &teller.moment(by.at)),
            ],
        ),
        None => reason,
    }
}

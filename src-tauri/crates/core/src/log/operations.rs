//! What was done, newest first.

use ledger::store::Operation;

use super::words::Teller;
use super::{OperationRow, Operations, OperationsRequest};
use crate::{Result, Session, request};

/// So many are told when nobody says how many.
const USUAL: usize = 50;

/// Kept operations, newest first.
///
/// # Errors
/// `Refused` for a bad id, `NoRecord` when there is no operation of that id.
pub fn operations(session: &mut Session, request: OperationsRequest) -> Result<Operations> {
    let before = request
        .before
        .as_deref()
        .map(|id| request::id("before", id))
        .transpose()?;
    let limit = match request.limit {
        0 => USUAL,
        limit => usize::try_from(limit).unwrap_or(usize::MAX),
    };
    let teller = Teller::of(session)?;
    let mut operations = teller
        .read()
        .operations_before(before, limit.saturating_add(1))?;
    let more = operations.len() > limit;
    operations.truncate(limit);
    Ok(Operations {
        rows: operations
            .iter()
            .map(|operation| row(&teller, operation))
            .collect::<Result<_>>()?,
        more,
    })
}

fn row(teller: &Teller<'_>, operation: &Operation) -> Result<OperationRow> {
    let words = teller.words();
    let (who, file) = teller.who(operation.id);
    let undone_words = match operation.taken_back_by {
        Some(by) => {
            let by = teller.read().operation(by)?;
            words.fill("log.taken_back_at", &[("at", &teller.moment(by.at))])
        }
        None if operation.undone => words.get("log.undone").to_owned(),
        None => String::new(),
    };
    let number = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
    let why_not = why_not(operation).map(|key| words.get(key).to_owned());
    Ok(OperationRow {
        id: operation.id.to_string(),
        name: words.operation(&operation.name),
        code: operation.name.code.clone(),
        at: teller.moment(operation.at),
        at_iso: teller.moment_iso(operation.at),
        who,
        file,
        records: number(operation.records),
        fields: number(operation.fields),
        size: words.fill(
            "log.size",
            &[
                ("records", &operation.records),
                ("fields", &operation.fields),
            ],
        ),
        undone: operation.undone || operation.taken_back_by.is_some(),
        undone_words,
        can_undo: why_not.is_none(),
        why_not: why_not.unwrap_or_default(),
    })
}

/// Why an operation can't be taken back: a key of the words.
pub(super) fn why_not(operation: &Operation) -> Option<&'static str> {
    match operation.name.code.as_str() {
        "ledger.new" | "sample.make" | "ledger.salvage" | "ledger.salvage_part" => {
            Some("refused.undo_beginning")
        }
        "person.forget" => Some("refused.undo_forget"),
        code if code.ends_with(".export") => Some("refused.undo_export"),
        _ if operation.undone => Some("refused.undo_undone"),
        _ if operation.taken_back_by.is_some() => Some("refused.undo_taken_back"),
        _ => None,
    }
}

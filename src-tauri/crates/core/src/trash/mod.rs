//! The trash: everything deleted that can come back, and taking it out again.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use ledger::{OperationId, OperationName};

use crate::log::{TakenBack, take_back, words::Teller};
use crate::{Nothing, Result, Session, request};

/// Everything deleted that can come back, newest first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Trash {
    pub rows: Vec<TrashRow>,
}

/// What one deletion took away.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TrashRow {
    /// What `restore_from_trash` takes: the id of a person, an organisation, a series, a meeting, or of the operation that
    /// deleted.
    pub id: String,
    /// Table of the first thing: `person`, `affiliation`, `minute_line` …
    pub kind: String,
    /// The kind in words: 人, 所属, 議事録の行 …
    pub kind_words: String,
    /// What it was: 「髙﨑 恵」, 「第3回 みどり野緩和ケア連携会議：金曜の夜の連絡先」.
    pub name: String,
    /// Day and time in words; empty when the log doesn't know.
    pub deleted: String,
    /// The operation that deleted it, in words.
    pub operation: String,
    /// What went away with it and comes back with it, in words; may be empty.
    pub with: Vec<String>,
    /// Who was forgotten in between and other things that can't come back with it; mostly empty.
    pub missing: Vec<String>,
}

/// Takes something out of the trash.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RestoreFromTrash {
    /// [`TrashRow::id`].
    pub id: String,
}

/// Everything deleted that can come back, newest first.
///
/// # Errors
/// Of the ledger.
pub fn trash(session: &mut Session, _request: Nothing) -> Result<Trash> {
    let teller = Teller::of(session)?;
    let mut rows = Vec::new();
    for removed in teller.read().removed()? {
        let operation = match removed.by {
            Some(by) => Some(teller.read().operation(by)?),
            None => None,
        };
        rows.push((
            removed.at,
            TrashRow {
                kind: removed.table.to_owned(),
                kind_words: teller.kind(removed.table),
                name: removed.name,
                deleted: teller.moment(removed.at),
                operation: operation
                    .map(|operation| teller.words().operation(&operation.name))
                    .unwrap_or_default(),
                with: Vec::new(),
                missing: Vec::new(),
                id: removed.record,
            },
        ));
    }
    for deletion in teller.read().deletions()? {
        let mut things = deletion.records.iter();
        let Some((table, record)) = things.next() else {
            continue;
        };
        rows.push((
            deletion.by.at,
            TrashRow {
                id: deletion.by.id.to_string(),
                kind: (*table).to_owned(),
                kind_words: teller.kind(table),
                name: teller.record(table, record),
                deleted: teller.moment(deletion.by.at),
                operation: teller.words().operation(&deletion.by.name),
                with: things
                    .map(|(table, record)| teller.record(table, record))
                    .collect(),
                missing: deletion
                    .missing
                    .iter()
                    .map(|kept| {
                        format!(
                            "{}{}{}",
                            teller.record(kept.table, &kept.record),
                            teller.words().get("log.and"),
                            take_back::why(&teller, kept)
                        )
                    })
                    .collect(),
            },
        ));
    }
    rows.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    Ok(Trash {
        rows: rows.into_iter().map(|(_, row)| row).collect(),
    })
}

/// Takes something out of the trash, with what went away with it: one named operation that undo takes back.
///
/// # Errors
/// `NoRecord` when it doesn't lie there.
pub fn restore_from_trash(session: &mut Session, request: RestoreFromTrash) -> Result<TakenBack> {
    request::not_blank("id", &request.id)?;
    let id = request.id.trim();
    let read = session.ledger()?.read();
    let removed = read.removed()?.into_iter().find(|one| one.record == id);
    let by = match &removed {
        Some(removed) => removed.by,
        None => {
            let by: OperationId = request::id("id", id)?;
            let lies_there = read.deletions()?.iter().any(|one| one.by.id == by);
            Some(by).filter(|_| lies_there)
        }
    };
    let name = match (&removed, by) {
        (_, Some(by)) => restore_of(&read.operation(by)?.name),
        (Some(removed), None) => {
            let code = format!("{}.remove", removed.table);
            restore_of(&OperationName::new(&code, &removed.name))
        }
        (None, None) => {
            return Err(ledger::Error::NoRecord {
                kind: "trash",
                id: id.to_owned(),
            }
            .into());
        }
    };
    let now = session.now.utc;
    let done = session
        .ledger_mut()?
        .operation(&name, now, |write| -> Result<_> {
            // What a removal of its own did is taken back whole; of anything else only the removal.
            let by = by.filter(|_| removed.is_none() || name.code.ends_with(".remove"));
            let told = match by {
                Some(by) => write.take_back(by)?,
                None => ledger::store::TakenBack::default(),
            };
            match &removed {
                Some(removed) if told.changed == 0 => {
                    write.restore_removed(removed)?;
                    Ok(ledger::store::TakenBack { changed: 1, ..told })
                }
                Some(_) | None => Ok(told),
            }
        })?;
    take_back::tell(session, &name, &done.value, done.changes.tables)
}

/// 「…」 out of the trash again.
fn restore_of(name: &OperationName) -> OperationName {
    OperationName::new(&format!("restore/{}", name.code), &name.subject)
}

//! What was done, taking it back, the history of a record, the trash, forgetting.

use serde_json::{Value, json};

use crate::arguments::{Forget, History, Operations, Trash, TrashCommand, Undo};
use crate::choose::is_id;
use crate::failure::Failure;
use crate::output::{Output, list, text};
use crate::sitting::Sitting;

/// So many operations are looked through for a part of a name.
const LOOKED_THROUGH: u32 = 500;

pub(super) fn history(
    sitting: &mut Sitting,
    out: &mut Output,
    request: History,
) -> Result<(), Failure> {
    let (table, id) = match request.record.as_slice() {
        [table, record] => (table.clone(), sitting.record_of(table, record)?),
        [record, ..] => sitting.record(record)?,
        [] => return Ok(()),
    };
    let request = json!({"table": table, "id": id, "limit": request.limit});
    let history = sitting.call("history", request)?;
    // Making a record is a change: one without any was never there.
    if list(&history, "changes").is_empty() {
        return Err(Failure::bad_use(
            "no_record",
            sitting.fill("cli.no_history", &[("typed", &id)]),
        ));
    }
    out.give(&history, |out, history| {
        let mut last = String::new();
        for change in list(history, "changes") {
            let who = [text(change, "who"), text(change, "file")]
                .into_iter()
                .filter(|word| !word.is_empty())
                .collect::<Vec<_>>()
                .join(" · ");
            let heading = format!(
                "{}  {}  [{who}]",
                text(change, "at"),
                text(change, "operation")
            );
            let operation = text(change, "operation_id");
            if operation != last {
                out.line(&heading)?;
                last = operation;
            }
            let part = text(change, "part");
            let what = [part.as_str(), text(change, "field").as_str()]
                .into_iter()
                .filter(|word| !word.is_empty())
                .collect::<Vec<_>>()
                .join(" ");
            let (old, new) = (text(change, "old"), text(change, "new"));
            out.line(&match (old.is_empty(), new.is_empty()) {
                (true, true) => format!("    {what}"),
                _ => format!("    {what}: {old} → {new}"),
            })?;
        }
        Ok(())
    })
}

pub(super) fn operations(
    sitting: &mut Sitting,
    out: &mut Output,
    request: Operations,
) -> Result<(), Failure> {
    let request = json!({"limit": request.limit, "before": request.before});
    let operations = sitting.call("operations", request)?;
    out.give(&operations, |out, operations| {
        for row in list(operations, "rows") {
            let mark = [text(row, "undone_words"), text(row, "file")]
                .into_iter()
                .filter(|word| !word.is_empty())
                .map(|word| format!("  ({word})"))
                .collect::<String>();
            out.line(&format!(
                "{}  {}  {}  {}{mark}",
                text(row, "id"),
                text(row, "at"),
                text(row, "name"),
                text(row, "size")
            ))?;
        }
        Ok(())
    })
}

pub(super) fn undo(sitting: &mut Sitting, out: &mut Output, undo: Undo) -> Result<(), Failure> {
    let Some(typed) = undo.operation else {
        return turn(sitting, out, "undo");
    };
    let id = if is_id(&typed) {
        typed
    } else {
        let all = sitting.call("operations", json!({"limit": LOOKED_THROUGH}))?;
        let rows: Vec<Value> = list(&all, "rows")
            .iter()
            .filter(|row| row.get("can_undo") == Some(&Value::Bool(true)))
            .filter(|row| text(row, "name").contains(&typed))
            .map(|row| json!({"id": text(row, "id"), "name": text(row, "name"), "date": text(row, "at")}))
            .collect();
        sitting.only("cli.kind.operation", &typed, &rows)?
    };
    let name = if undo.preview {
        "undo_preview"
    } else {
        "undo_operation"
    };
    let done = sitting.call(name, json!({"id": id}))?;
    tell_taken_back(out, &done)
}

/// The newest taken back, or done again: `undo` or `redo`.
pub(super) fn turn(sitting: &mut Sitting, out: &mut Output, name: &str) -> Result<(), Failure> {
    let undone = sitting.call(name, json!({}))?;
    out.give(&undone, |out, undone| {
        let operation = text(undone, "operation");
        match (name, operation.is_empty()) {
            (_, true) => out.line(sitting.word("cli.nothing_to_do")),
            ("undo", false) => out.line(&sitting.fill("cli.undone", &[("operation", &operation)])),
            (_, false) => out.line(&sitting.fill("cli.redone", &[("operation", &operation)])),
        }
    })
}

fn tell_taken_back(out: &mut Output, done: &Value) -> Result<(), Failure> {
    out.give(done, |out, done| {
        out.line(&format!(
            "{}  {}",
            text(done, "operation"),
            text(done, "summary")
        ))?;
        for kept in list(done, "kept") {
            let field = [text(kept, "field"), text(kept, "value")]
                .into_iter()
                .filter(|word| !word.is_empty())
                .collect::<Vec<_>>()
                .join(" ");
            out.line(&format!("- {}  {field}", text(kept, "record")))?;
            out.line(&format!("    {}", text(kept, "why")))?;
        }
        Ok(())
    })
}

pub(super) fn trash(sitting: &mut Sitting, out: &mut Output, trash: Trash) -> Result<(), Failure> {
    let rows = sitting.call("trash", json!({}))?;
    let Some(TrashCommand::Restore { what }) = trash.command else {
        return out.give(&rows, |out, trash| {
            for row in list(trash, "rows") {
                out.line(&format!(
                    "{}  {}  {}  {}",
                    text(row, "id"),
                    text(row, "deleted"),
                    text(row, "kind_words"),
                    text(row, "name")
                ))?;
                for with in list(row, "with").iter().filter_map(Value::as_str) {
                    out.line(&format!("    + {with}"))?;
                }
            }
            Ok(())
        });
    };
    let id = if is_id(&what) {
        what
    } else {
        let found: Vec<Value> = list(&rows, "rows")
            .iter()
            .filter(|row| text(row, "name").contains(&what))
            .map(|row| json!({"id": text(row, "id"), "name": text(row, "name"), "date": text(row, "deleted")}))
            .collect();
        sitting.only("cli.kind.trash", &what, &found)?
    };
    let done = sitting.call("restore_from_trash", json!({"id": id}))?;
    tell_taken_back(out, &done)
}

pub(super) fn forget(
    sitting: &mut Sitting,
    out: &mut Output,
    forget: Forget,
) -> Result<(), Failure> {
    let (Some(typed), false) = (&forget.person, forget.receipts) else {
        let receipts = sitting.call("receipts", json!({}))?;
        return out.give(&receipts, |out, receipts| {
            for row in list(receipts, "rows") {
                out.line(&format!("{}\n{}\n", text(row, "id"), text(row, "text")))?;
            }
            Ok(())
        });
    };
    let id = sitting.person_even_removed(typed)?;
    if !forget.yes {
        let preview = sitting.call("forget_preview", json!({"id": id}))?;
        return out.give(&preview, |out, preview| {
            out.line(&format!(
                "{} → {}",
                text(preview, "name"),
                text(preview, "replaced_by")
            ))?;
            for key in ["removed", "replaced"] {
                for row in list(preview, key) {
                    out.line(&format!("- {}", text(row, "words")))?;
                }
            }
            for mention in list(preview, "mentions") {
                out.line(&format!(
                    "? {}: {}",
                    text(mention, "place"),
                    text(mention, "text")
                ))?;
            }
            for warning in list(preview, "warnings").iter().filter_map(Value::as_str) {
                out.line(&format!("! {warning}"))?;
            }
            out.line(sitting.word("cli.forget_yes"))
        });
    }
    let request = json!({"id": id, "backups_too": forget.backups_too});
    let receipt = sitting.call("forget_person", request)?;
    if let Some(path) = &forget.receipt {
        let request = json!({"id": text(&receipt, "id"), "path": path});
        sitting.call("save_receipt", request)?;
    }
    out.give(&receipt, |out, receipt| out.line(&text(receipt, "text")))
}

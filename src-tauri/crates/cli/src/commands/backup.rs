//! Backups, restore, and the way out of a damaged ledger.

use std::path::Path;

use kaotsunagi_core::backup::{
    DamagedRequest, RecoverFrom, RecoverLedger, SetBackupPlace, damaged_ledger, recover_ledger,
    set_backup_place,
};
use serde_json::{Value, json};

use crate::arguments::{Backup, BackupCommand, Recover, Restore};
use crate::failure::Failure;
use crate::output::{Output, at, list, text};
use crate::sitting::Sitting;

pub(super) fn backup(
    sitting: &mut Sitting,
    out: &mut Output,
    request: Backup,
) -> Result<(), Failure> {
    let all = match request.what {
        Some(BackupCommand::List) => sitting.call("backups", json!({}))?,
        None | Some(BackupCommand::Make) => {
            let all = sitting.call("make_backup", json!({}))?;
            return out.give(&all, |out, all| tell_status(out, at(all, "status")));
        }
        Some(BackupCommand::Place { dir, none: _ }) => {
            let path = dir.map(|dir| std::path::absolute(&dir).unwrap_or(dir));
            let all = sitting.ask(set_backup_place, SetBackupPlace { path })?;
            return out.give(&all, |out, all| tell_status(out, at(all, "status")));
        }
    };
    out.give(&all, |out, all| {
        tell_status(out, at(all, "status"))?;
        table(sitting, out, list(all, "backups"))
    })
}

fn tell_status(out: &mut Output, status: &Value) -> Result<(), Failure> {
    for part in ["words", "second_words", "before_restore"] {
        let said = text(status, part);
        if !said.is_empty() {
            out.line(&said)?;
        }
    }
    Ok(())
}

fn table(sitting: &Sitting, out: &mut Output, backups: &[Value]) -> Result<(), Failure> {
    if backups.is_empty() {
        return Ok(());
    }
    let rows: Vec<Vec<String>> = backups
        .iter()
        .map(|row| {
            let trouble = text(row, "trouble");
            vec![
                text(row, "backup"),
                text(row, "at"),
                text(row, "reason"),
                text(row, "people"),
                text(row, "size"),
                if trouble.is_empty() {
                    text(row, "newest")
                } else {
                    trouble
                },
            ]
        })
        .collect();
    let headings = [
        "cli.backup.backup",
        "cli.backup.at",
        "cli.backup.why",
        "cli.backup.people",
        "cli.backup.size",
        "cli.backup.newest",
    ]
    .map(|key| sitting.word(key));
    out.table(&headings, &rows)
}

pub(super) fn restore(
    sitting: &mut Sitting,
    out: &mut Output,
    request: &Restore,
) -> Result<(), Failure> {
    let by = json!({"backup": request.backup.as_deref().unwrap_or_default()});
    if request.compare {
        let compared = sitting.call("compare_backup", by)?;
        return out.give(&compared, |out, compared| {
            tell_compared(sitting, out, compared)
        });
    }
    let restored = if request.back {
        sitting.call("back_to_before_restore", json!({}))?
    } else {
        sitting.call("restore_backup", by)?
    };
    out.give(&restored, |out, restored| {
        out.line(&text(restored, "message"))
    })
}

fn tell_compared(sitting: &Sitting, out: &mut Output, compared: &Value) -> Result<(), Failure> {
    out.line(&text(compared, "summary"))?;
    let counts: Vec<Vec<String>> = list(compared, "counts")
        .iter()
        .map(|one| vec![text(one, "label"), text(one, "then"), text(one, "now")])
        .collect();
    let columns = ["cli.table", "cli.backup.then", "cli.backup.now"];
    out.table(&columns.map(|key| sitting.word(key)), &counts)?;
    for one in list(compared, "differences") {
        let names = |key: &str| {
            let names: Vec<&str> = list(one, key).iter().filter_map(Value::as_str).collect();
            names.join("、")
        };
        for (mark, count, few) in [
            ("+", "added", "added_names"),
            ("*", "changed", "changed_names"),
            ("-", "missing", "missing_names"),
        ] {
            let number = text(one, count);
            if number != "0" {
                out.line(&format!(
                    "{mark} {} {number}  {}",
                    text(one, "label"),
                    names(few)
                ))?;
            }
        }
    }
    for operation in list(compared, "since").iter().filter_map(Value::as_str) {
        out.line(&format!("  {operation}"))?;
    }
    Ok(())
}

/// Without a way out named: what is wrong, and which ways there are.
pub(super) fn recover(
    sitting: &mut Sitting,
    out: &mut Output,
    dir: &Path,
    request: &Recover,
) -> Result<(), Failure> {
    let from = match (&request.from, request.salvage) {
        (Some(backup), _) => Some(RecoverFrom::Backup(backup.clone())),
        (None, true) => Some(RecoverFrom::Salvage),
        (None, false) => None,
    };
    let answer = sitting.with_passphrase(|sitting, passphrase| {
        let (dir, path) = (dir.to_owned(), request.place.clone());
        match &from {
            None => sitting.ask(
                damaged_ledger,
                DamagedRequest {
                    dir,
                    passphrase,
                    path,
                },
            ),
            Some(from) => sitting.ask(
                recover_ledger,
                RecoverLedger {
                    dir,
                    passphrase,
                    from: from.clone(),
                    path,
                },
            ),
        }
    })?;
    if from.is_some() {
        sitting.call("close_ledger", json!({}))?;
    }
    out.give(&answer, |out, answer| {
        out.line(&text(answer, "message"))?;
        for key in ["findings", "lines"] {
            for line in list(answer, key).iter().filter_map(Value::as_str) {
                out.line(&format!("- {line}"))?;
            }
        }
        let salvage = text(answer, "salvage");
        if !salvage.is_empty() {
            out.line(&format!("--salvage: {salvage}"))?;
        }
        table(sitting, out, list(answer, "backups"))?;
        table(sitting, out, list(answer, "bad_backups"))
    })
}

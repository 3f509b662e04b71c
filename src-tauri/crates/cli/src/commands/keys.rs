//! Another passphrase, another recovery sheet.

use std::path::Path;

use kaotsunagi_core::keys::{
    OpenByRecovery, SaveRecoverySheet, open_by_recovery, save_recovery_sheet,
};
use serde_json::{Value, json};

use crate::arguments::Passphrase;
use crate::failure::Failure;
use crate::output::{Output, text};
use crate::sitting::Sitting;

/// By the recovery key, or with the open ledger.
pub(super) fn passphrase(
    sitting: &mut Sitting,
    out: &mut Output,
    dir: &Path,
    request: &Passphrase,
) -> Result<(), Failure> {
    if request.by_recovery {
        let request = OpenByRecovery {
            dir: dir.to_owned(),
            recovery_key: sitting.recovery_key()?,
            new_passphrase: sitting.other_passphrase()?,
        };
        sitting.ask(open_by_recovery, request)?;
    } else if let Some(sheet) = &request.sheet {
        sitting.open_at(dir)?;
        new_sheet(sitting, sheet)?;
    } else {
        let old = sitting.passphrase(false)?;
        sitting.open_with(dir, old.clone())?;
        let new = sitting.other_passphrase()?;
        sitting.call("change_passphrase", json!({"old": old, "new": new}))?;
    }
    let status = sitting.call("status", json!({}))?;
    sitting.call("close_ledger", json!({}))?;
    let ledger = status.get("ledger").cloned().unwrap_or(Value::Null);
    let told = json!({"recovery": ledger.get("recovery"), "sheet": ledger.get("sheet")});
    let done = match (&request.sheet, request.by_recovery) {
        (Some(_), false) => "cli.sheet_changed",
        _ => "cli.passphrase_changed",
    };
    out.give(&told, |out, told| {
        out.line(&sitting.fill(done, &[("sheet", &text(told, "sheet"))]))
    })
}

/// Writes the sheet and tries it out: nothing holds before two groups were typed from it.
fn new_sheet(sitting: &mut Sitting, path: &Path) -> Result<(), Failure> {
    let sheet = sitting.call("recovery_sheet", json!({}))?;
    let request = SaveRecoverySheet {
        path: path.to_owned(),
    };
    sitting.ask(save_recovery_sheet, request)?;
    let asked: Vec<usize> = sheet
        .get("asked")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|number| usize::try_from(number.as_u64()?).ok())
        .collect();
    let numbers: Vec<String> = asked.iter().map(ToString::to_string).collect();
    sitting.note(&sitting.fill(
        "cli.sheet_written",
        &[
            ("path", &path.display()),
            ("groups", &numbers.join(sitting.word("list.separator"))),
        ],
    ));
    let typed = sitting.recovery_key()?;
    let groups: Vec<&str> = typed
        .split([' ', '-', '\u{3000}', '\n'])
        .filter(|group| !group.is_empty())
        .collect();
    // The two groups alone, or the whole key out of a file.
    let given: Vec<&str> = if groups.len() == asked.len() {
        groups
    } else {
        asked
            .iter()
            .map(|number| {
                groups
                    .get(number.saturating_sub(1))
                    .copied()
                    .unwrap_or_default()
            })
            .collect()
    };
    sitting.call("confirm_recovery", json!({"groups": given}))?;
    Ok(())
}

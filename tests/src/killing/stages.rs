//! Work that touches more than one file, a stage at a time, for crashes at named points.

use std::path::Path;

use kaotsunagi_core::{Session, border};
use serde_json::{Value, json};

use super::now;

/// The passphrase before `Rewrap`, and the one after it.
pub const FIRST: &str = "みどり野の春の道";
pub const SECOND: &str = "若葉県の夏の空";

/// The ledger's name in the folder of the stages.
pub const LEDGER: &str = "みどり野.kaotsunagi";

/// One stage; each needs those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Makes the ledger.
    Make,
    /// A person, then a backup that goes to the second place as well.
    BackUp,
    /// Another passphrase.
    Rewrap,
    /// Another person, then back to the backup.
    Restore,
    /// Back to before that.
    GoBack,
    /// Out of a damaged file, by a backup.
    Recover,
    /// Opens a ledger of the first schema.
    Migrate,
}

pub const STAGES: [Stage; 7] = [
    Stage::Make,
    Stage::BackUp,
    Stage::Rewrap,
    Stage::Restore,
    Stage::GoBack,
    Stage::Recover,
    Stage::Migrate,
];

/// Opens the stages' ledger by whichever passphrase it has.
///
/// # Errors
/// What was said when neither opens it.
pub fn open(folder: &Path) -> Result<(Session, &'static str), String> {
    let dir = folder.join(LEDGER);
    let mut said = String::new();
    for passphrase in [FIRST, SECOND] {
        let mut session = Session::new(None, now());
        let request = json!({"dir": dir, "passphrase": passphrase});
        match call(&mut session, "open_ledger", request) {
            Ok(_) => return Ok((session, passphrase)),
            Err(sentence) => said.push_str(&sentence),
        }
    }
    Err(said)
}

/// Does one stage in `folder`; `old` is a ledger of the first schema with the passphrase 「みどり野の春」.
///
/// # Errors
/// What can't be done.
pub fn run(stage: Stage, folder: &Path, old: &Path) -> Result<(), String> {
    let dir = folder.join(LEDGER);
    match stage {
        Stage::Make => {
            let mut session = Session::new(None, now());
            let request = json!({
                "dir": dir, "passphrase": FIRST, "region": "みどり野", "prefecture": "若葉県",
                "municipalities": ["みどり野市"], "coordinator": {"name": "木佐貫 遥", "kind": "hub"},
            });
            call(&mut session, "new_ledger", request)?;
        }
        Stage::BackUp => {
            let mut session = open(folder)?.0;
            let second = folder.join("USB");
            std::fs::create_dir_all(&second).map_err(|error| error.to_string())?;
            call(&mut session, "set_backup_place", json!({"path": second}))?;
            person(&mut session, "早乙女 徹")?;
            call(&mut session, "make_backup", json!({}))?;
        }
        Stage::Rewrap => {
            let mut session = open(folder)?.0;
            call(
                &mut session,
                "change_passphrase",
                json!({"old": FIRST, "new": SECOND}),
            )?;
        }
        Stage::Restore => {
            let mut session = open(folder)?.0;
            person(&mut session, "鴨志田 学")?;
            let rows = call(&mut session, "backups", json!({}))?;
            let first = newest(&rows)?;
            call(&mut session, "restore_backup", json!({"backup": first}))?;
        }
        Stage::GoBack => {
            let mut session = open(folder)?.0;
            call(&mut session, "back_to_before_restore", json!({}))?;
        }
        Stage::Recover => recover(folder)?,
        Stage::Migrate => {
            let mut session = Session::new(None, now());
            let dir = folder.join("前の版.kaotsunagi");
            if !dir.join("ledger.db").exists() {
                let bytes = std::fs::read(old).map_err(|error| error.to_string())?;
                crate::write(&dir.join("ledger.db"), &bytes)?;
            }
            call(
                &mut session,
                "open_ledger",
                json!({"dir": dir, "passphrase": "みどり野の春"}),
            )?;
        }
    }
    Ok(())
}

/// Damages the stages' ledger, unless it was, and recovers it by its newest backup.
///
/// # Errors
/// What can't be done.
pub fn recover(folder: &Path) -> Result<(), String> {
    let dir = folder.join(LEDGER);
    let path = dir.join("ledger.db");
    let mut bytes = std::fs::read(&path).map_err(|error| error.to_string())?;
    for byte in bytes.iter_mut().skip(5_000).step_by(4_096) {
        *byte ^= 0xff;
    }
    crate::write(&path, &bytes)?;
    recover_as_it_is(folder)
}

/// Recovers the stages' ledger by its newest backup.
///
/// # Errors
/// What can't be done.
pub fn recover_as_it_is(folder: &Path) -> Result<(), String> {
    let dir = folder.join(LEDGER);
    let mut said = String::new();
    for passphrase in [FIRST, SECOND] {
        let mut session = Session::new(None, now());
        let request = json!({"dir": dir, "passphrase": passphrase, "path": null});
        let tried = call(&mut session, "damaged_ledger", request).and_then(|found| {
            let from = json!({"backup": newest(&found)?});
            let request = json!({"dir": dir, "passphrase": passphrase, "from": from, "path": null});
            call(&mut session, "recover_ledger", request)
        });
        match tried {
            Ok(_) => return Ok(()),
            Err(sentence) => said.push_str(&sentence),
        }
    }
    Err(said)
}

/// Opens a ledger and keeps a person, a word about how to meet her, a minute line and a draft in it; it stays open.
///
/// # Errors
/// What can't be done.
pub fn hold(dir: &Path, passphrase: &str, kept: &[String]) -> Result<Session, String> {
    let [name, note, text, draft] = kept else {
        return Err("name, note, text and draft".to_owned());
    };
    let mut session = Session::new(None, now());
    call(
        &mut session,
        "open_ledger",
        json!({"dir": dir, "passphrase": passphrase}),
    )?;
    let fields = ledger::person::PersonFields {
        name: name.clone(),
        manner: note.clone(),
        ..Default::default()
    };
    let request = json!({"fields": fields, "organisation": "", "title": ""});
    call(&mut session, "add_person", request)?;
    let fields = ledger::meeting::MeetingFields::new("連携会議", session.today());
    let request = json!({"fields": fields, "new_series": "", "host_name": ""});
    let meeting = call(&mut session, "add_meeting", request)?;
    let fields = json!({
        "agenda_item": null, "kind": "statement", "text": text, "speaker": null, "profession": null, "audience": "shared",
    });
    let request = json!({"meeting": meeting.get("id"), "fields": fields, "action": null});
    call(&mut session, "add_line", request)?;
    call(
        &mut session,
        "keep_draft",
        json!({"id": "person.new", "text": draft}),
    )?;
    Ok(session)
}

fn newest(answer: &Value) -> Result<&Value, String> {
    answer
        .pointer("/backups/0/backup")
        .ok_or_else(|| format!("no backup: {answer}"))
}

fn person(session: &mut Session, name: &str) -> Result<(), String> {
    let fields = ledger::person::PersonFields {
        name: name.to_owned(),
        ..Default::default()
    };
    let request = json!({"fields": fields, "organisation": "", "title": ""});
    call(session, "add_person", request).map(|_| ())
}

pub(super) fn call(session: &mut Session, name: &str, request: Value) -> Result<Value, String> {
    border::call(session, name, request)
        .ok_or_else(|| format!("no command {name}"))?
        .map_err(|problem| {
            format!(
                "{name}: {}: {} {}",
                problem.code, problem.message, problem.detail
            )
        })
}

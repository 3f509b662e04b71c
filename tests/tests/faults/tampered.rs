//! Files that were changed behind the program's back, or by a later version; a place that can't be written; a clock set back.

use std::path::{Path, PathBuf};

use kaotsunagi_core::{Now, Session, border};
use kaotsunagi_tests::killing::stages::{self, FIRST, LEDGER, Stage};
use serde_json::{Value, json};

use crate::world;

/// A ledger with a passphrase, a backup and one at a second place.
fn kept() -> (tempfile::TempDir, PathBuf) {
    let folder = world::quick_folder();
    let nowhere = Path::new("");
    stages::run(Stage::Make, folder.path(), nowhere).expect("made");
    stages::run(Stage::BackUp, folder.path(), nowhere).expect("backed up");
    let dir = folder.path().join(LEDGER);
    (folder, dir)
}

fn open(dir: &Path, passphrase: &str) -> Result<Session, kaotsunagi_core::Problem> {
    let mut session = Session::new(None, world::now(2));
    world::call(
        &mut session,
        "open_ledger",
        json!({"dir": dir, "passphrase": passphrase}),
    )?;
    Ok(session)
}

fn bytes(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn put(path: &Path, bytes: &[u8]) {
    kaotsunagi_tests::write(path, bytes).expect("written");
}

#[test]
fn one_changed_byte_of_the_keys_is_told_as_such_wherever_it_is() {
    let (_folder, dir) = kept();
    let keys = dir.join("keys.age");
    let sound = bytes(&keys);
    for at in (0..sound.len()).step_by(7) {
        let mut changed = sound.clone();
        changed[at] ^= 1;
        put(&keys, &changed);
        let problem = open(&dir, FIRST).map(|_| ()).expect_err("changed");
        // The digit of the version may become a later one's.
        assert!(
            matches!(problem.code.as_str(), "keys_damaged" | "newer"),
            "byte {at}: {problem:?}"
        );
        assert!(bytes(&keys) == changed, "left as it is");
    }
    put(&keys, &sound);
    open(&dir, FIRST).expect("as before");
}

#[test]
fn one_changed_byte_of_a_backup_is_told_and_it_is_not_put_back() {
    let (_folder, dir) = kept();
    let mut session = open(&dir, FIRST).expect("opens");
    let list = world::must(&mut session, "backups", json!({}));
    let name = list["backups"][0]["backup"]
        .as_str()
        .expect("a backup")
        .to_owned();
    let file = std::fs::read_dir(dir.join("backups"))
        .expect("backups")
        .flatten()
        .map(|entry| entry.path())
        .find(|path| name.contains(&*path.file_name().unwrap_or_default().to_string_lossy()))
        .unwrap_or_else(|| panic!("the file of {name}"));
    let sound = bytes(&file);
    let pages = sound.len() / 4096;
    for page in (0..pages).step_by(pages / 12) {
        let mut changed = sound.clone();
        changed[page * 4096 + 1234] ^= 0x40;
        put(&file, &changed);
        let list = world::must(&mut session, "backups", json!({}));
        assert_eq!(list["backups"][0]["sound"], false, "page {page}");
        assert_ne!(list["backups"][0]["trouble"], "", "page {page}");
        let people = world::must(&mut session, "people", json!({}))["total"].clone();
        let problem = world::call(&mut session, "restore_backup", json!({"backup": name}))
            .expect_err("changed");
        assert_eq!(problem.code, "bad_backup", "page {page}: {problem:?}");
        assert_eq!(
            world::must(&mut session, "people", json!({}))["total"],
            people,
            "as it was"
        );
    }
    put(&file, &sound);
    world::must(&mut session, "restore_backup", json!({"backup": name}));
}

#[test]
fn files_of_a_newer_version_are_refused_and_not_touched() {
    let (_folder, dir) = kept();
    // The ledger, and through a copy of it a backup.
    let session = open(&dir, FIRST).expect("opens");
    let key = session.ledger().expect("open").key().to_hex();
    drop(session);
    let backups: Vec<PathBuf> = std::fs::read_dir(dir.join("backups"))
        .expect("backups")
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "db"))
        .collect();
    let newer = |path: &Path| {
        let connection = rusqlite::Connection::open(path).expect("opens");
        connection
            .pragma_update(None, "key", format!("x'{}'", key.as_str()))
            .expect("its key");
        connection
            .pragma_update(None, "user_version", 99)
            .expect("a later version");
        connection.close().expect("closed");
    };
    for backup in &backups {
        newer(backup);
    }
    let kept: Vec<Vec<u8>> = backups.iter().map(|path| bytes(path)).collect();
    let mut session = open(&dir, FIRST).expect("opens");
    let list = world::must(&mut session, "backups", json!({}));
    let name = list["backups"]
        .as_array()
        .expect("rows")
        .iter()
        .find(|row| row["sound"] == false)
        .map(|row| row["backup"].clone())
        .expect("one that is newer");
    let problem =
        world::call(&mut session, "restore_backup", json!({"backup": name})).expect_err("newer");
    assert_eq!(problem.code, "bad_backup", "{problem:?}");
    drop(session);
    for (path, kept) in backups.iter().zip(&kept) {
        assert!(bytes(path) == *kept, "{}", path.display());
    }

    let file = dir.join("ledger.db");
    newer(&file);
    let before = bytes(&file);
    assert_eq!(
        open(&dir, FIRST).map(|_| ()).expect_err("newer").code,
        "newer"
    );
    assert!(bytes(&file) == before, "unharmed");

    let keys = dir.join("keys.age");
    let text = String::from_utf8(bytes(&keys)).expect("text");
    let later = text.replacen("kaotsunagi keys 1", "kaotsunagi keys 2", 1);
    assert_ne!(later, text);
    put(&keys, later.as_bytes());
    assert_eq!(
        open(&dir, FIRST).map(|_| ()).expect_err("newer").code,
        "newer"
    );
    assert_eq!(bytes(&keys), later.as_bytes(), "unharmed");
}

#[test]
fn a_clock_that_was_set_back_disturbs_neither_work_nor_undo_nor_backups() {
    let folder = world::quick_folder();
    let dir = folder.path().join("a.kaotsunagi");
    world::region(&dir);
    let mut session = Session::new(None, world::now(20));
    world::must(
        &mut session,
        "open_ledger",
        json!({"dir": dir, "passphrase": ""}),
    );
    let add = |session: &mut Session, name: &str| {
        let fields = ledger::person::PersonFields {
            name: name.to_owned(),
            ..Default::default()
        };
        let request = json!({"fields": fields, "organisation": "", "title": ""});
        world::must(session, "add_person", request)["operation"].clone()
    };
    let mut names = Vec::new();
    names.push(add(&mut session, "一番 早"));
    let before = world::everything(&session);
    let first = world::must(&mut session, "make_backup", json!({}))["backups"][0].clone();
    // Eighteen days back, and a year.
    for (at, now) in [
        (1, world::now(2)),
        (2, a_year_before(world::now(2))),
        (3, world::now(2)),
    ] {
        session.at(now);
        names.push(add(&mut session, &format!("後の人 {at}")));
        let made = world::must(&mut session, "make_backup", json!({}));
        let rows = made["backups"].as_array().expect("rows");
        assert!(rows.iter().all(|row| row["sound"] == true), "{made}");
        assert!(
            rows.iter().any(|row| row["backup"] == first["backup"]),
            "one made in what is now the future is not thinned away: {made}"
        );
        assert_eq!(
            rows.iter()
                .map(|row| row["people"].as_u64())
                .max()
                .flatten(),
            Some(41 + at),
            "the state of just now is among them: {made}"
        );
    }
    // Undo goes by what was done last, not by what the clock said.
    for name in names.iter().skip(1).rev() {
        assert_eq!(
            world::must(&mut session, "undo", json!({}))["operation"],
            *name
        );
    }
    let undone = world::everything(&session);
    let records = |text: &str| {
        text.lines()
            .take_while(|line| !line.starts_with("Operation"))
            .collect::<Vec<_>>()
            .join("\n")
    };
    assert_eq!(records(&undone), records(&before));
    for name in names.iter().skip(1) {
        assert_eq!(
            world::must(&mut session, "redo", json!({}))["operation"],
            *name
        );
    }
    let report = session.ledger().expect("open").check().expect("a report");
    assert!(report.is_sound(), "{report:?}");
}

fn a_year_before(now: Now) -> Now {
    let year = chrono::TimeDelta::days(365);
    Now {
        utc: now.utc - year,
        today: now.today - year,
        ..now
    }
}

#[test]
fn nothing_of_a_problem_is_a_panic_in_disguise() {
    // Every command, without a ledger, with nothing said.
    let mut session = Session::new(None, world::now(2));
    for name in border::NAMES {
        for request in [
            Value::Null,
            json!({}),
            json!({"dir": "", "path": "", "id": "?"}),
        ] {
            let answer = border::call(&mut session, name, request).expect("a command");
            if let Err(problem) = answer {
                assert!(!problem.message.is_empty(), "{name}");
            }
        }
    }
}

//! Backups, restore and recovery by the built program, from outside.

// Helpers of tests stand outside of #[test] functions, where the floor's exception doesn't reach.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods
)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// A folder with a ledger of the region みどり野, and its passphrase in a file.
struct Desk {
    dir: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("passphrase"), "ひみつの言葉\n").unwrap();
        let desk = Self { dir };
        let made = desk.run(&[
            "new",
            "台帳",
            "--region",
            "みどり野",
            "--coordinator",
            "木佐貫 遥",
        ]);
        assert!(made.status.success(), "{}", words(&made.stderr));
        desk
    }

    fn dir(&self) -> PathBuf {
        self.dir.path().join("台帳.kaotsunagi")
    }

    fn command(&self, program: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(program);
        command
            .args(arguments)
            .current_dir(self.dir.path())
            .env_remove("LC_ALL")
            .env_remove("LC_MESSAGES")
            .env("LANG", "ja_JP.UTF-8")
            .env("KAOTSUNAGI_PASSPHRASE_FILE", "passphrase")
            .stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut all = vec!["--ledger", "台帳"];
        all.extend(arguments);
        self.command(env!("CARGO_BIN_EXE_kaotsunagi"), &all)
            .output()
            .unwrap()
    }

    fn said(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(
            output.status.success(),
            "{arguments:?}: {}",
            words(&output.stderr)
        );
        words(&output.stdout)
    }

    fn json(&self, arguments: &[&str]) -> Value {
        let mut all = vec!["--json"];
        all.extend(arguments);
        serde_json::from_str(&self.said(&all)).unwrap()
    }

    fn problem(&self, arguments: &[&str]) -> String {
        let mut all = vec!["--json"];
        all.extend(arguments);
        let output = self.run(&all);
        assert!(!output.status.success(), "{arguments:?}");
        let problem: Value = serde_json::from_slice(&output.stderr).unwrap();
        problem["code"].as_str().unwrap().to_owned()
    }

    fn backups(&self) -> Vec<Value> {
        self.json(&["backup", "list"])["backups"]
            .as_array()
            .unwrap()
            .clone()
    }

    fn people(&self) -> String {
        self.said(&["people"])
    }
}

fn words(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn name(row: &Value) -> &str {
    row["backup"].as_str().unwrap()
}

fn harm(path: &Path) {
    let mut bytes = std::fs::read(path).unwrap();
    let middle = bytes.len() / 2 + 1000;
    bytes[middle] ^= 1;
    std::fs::write(path, bytes).unwrap();
}

#[test]
fn commands_in_a_row_make_one_backup_not_one_each() {
    let desk = Desk::new();
    for person in ["髙﨑 恵", "早乙女 徹", "𠮷村 いづみ"] {
        desk.said(&["person", "add", person]);
    }
    assert!(desk.backups().len() <= 1, "{:?}", desk.backups());
    let made = desk.said(&["backup"]);
    assert!(made.contains("確認済み"), "{made}");
    let newest = desk.backups().remove(0);
    assert_eq!(newest["people"], 4);
    assert_eq!(newest["sound"], true);
}

#[test]
fn a_backup_is_compared_restored_and_taken_back() {
    let desk = Desk::new();
    desk.said(&["backup", "make"]);
    let backup = name(&desk.backups()[0]).to_owned();
    desk.said(&["person", "add", "髙﨑 恵"]);
    let compared = desk.said(&["restore", &backup, "--compare"]);
    assert!(compared.contains("+ 人 1  髙﨑 恵"), "{compared}");
    assert!(
        desk.people().contains("髙﨑 恵"),
        "comparing changes nothing"
    );
    assert!(desk.said(&["restore", &backup]).contains("復元しました"));
    assert!(!desk.people().contains("髙﨑 恵"));
    assert!(
        desk.said(&["restore", "--back"])
            .contains("復元の前に戻りました")
    );
    assert!(desk.people().contains("髙﨑 恵"));
    assert_eq!(desk.problem(&["restore", "--back"]), "refused");
    assert_eq!(desk.problem(&["restore", "../ledger.db"]), "bad_backup");
}

#[test]
fn a_second_place_is_named_and_filled() {
    let desk = Desk::new();
    let place = desk.dir.path().join("stick");
    assert_eq!(desk.problem(&["backup", "place", "stick"]), "refused");
    std::fs::create_dir(&place).unwrap();
    let said = desk.said(&["backup", "place", "stick"]);
    assert!(said.contains("2か所目"), "{said}");
    let folder = std::fs::read_dir(&place)
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    assert!(folder.join("keys.age").is_file());
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 2);
    let none = desk.json(&["backup", "place", "--none"]);
    assert_eq!(none["place"], "");
}

#[test]
fn a_damaged_ledger_is_told_and_recovered_from_its_backup() {
    let desk = Desk::new();
    desk.said(&["person", "add", "髙﨑 恵"]);
    desk.said(&["backup"]);
    let path = desk.dir().join("ledger.db");
    harm(&path);
    let damaged = std::fs::read(&path).unwrap();
    let told = desk.json(&["recover"]);
    let backup = name(&told["backups"][0]).to_owned();
    assert!(!told["findings"].as_array().unwrap().is_empty());
    let done = desk.json(&["recover", "--from", &backup]);
    let aside = PathBuf::from(done["set_aside"].as_str().unwrap());
    let aside = desk.dir.path().join(aside);
    assert!(std::fs::read(aside.join("ledger.db")).unwrap() == damaged);
    assert!(desk.people().contains("髙﨑 恵"));
    assert!(desk.run(&["check"]).status.success());
}

#[test]
fn without_a_backup_what_can_be_read_is_salvaged_and_counted() {
    let desk = Desk::new();
    for number in 0..3 {
        desk.said(&["person", "add", &format!("髙﨑 恵 {number}")]);
    }
    std::fs::remove_dir_all(desk.dir().join("backups")).ok();
    let path = desk.dir().join("ledger.db");
    let whole = std::fs::read(&path).unwrap();
    // Some page that holds no part of the list of tables: without that list nothing can be read.
    let harmed = (1..whole.len() / 4096).rev().any(|page| {
        let mut bytes = whole.clone();
        bytes[page * 4096 + 1000] ^= 1;
        std::fs::write(&path, &bytes).unwrap();
        let told = desk.json(&["recover"]);
        assert_eq!(told["backups"], Value::Array(Vec::new()));
        told["can_salvage"] == true
    });
    assert!(harmed);
    let done = desk.said(&["recover", "--salvage"]);
    assert!(done.contains("人："), "{done}");
    assert!(desk.run(&["check"]).status.success());
    assert_eq!(desk.problem(&["recover", "--from", "x"]), "bad_backup");
}

#[cfg(unix)]
#[test]
fn when_the_disk_is_full_the_old_backups_stay_and_the_status_says_so() {
    let desk = Desk::new();
    desk.said(&["backup"]);
    let before = desk.backups();
    desk.said(&["person", "add", "髙﨑 恵"]);
    // No file may grow beyond 200 KiB: the ledger's own log can be written, a whole copy can't.
    let size = std::fs::metadata(desk.dir().join("ledger.db"))
        .unwrap()
        .len();
    assert!(size > 300_000, "{size}");
    let script = "trap '' XFSZ; ulimit -f 400; exec \"$0\" --ledger 台帳 --json backup";
    let output = desk
        .command("sh", &["-c", script, env!("CARGO_BIN_EXE_kaotsunagi")])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", words(&output.stderr));
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(told["status"]["ok"], false, "{told}");
    let said = told["status"]["words"].as_str().unwrap();
    assert!(said.contains("控えを作れませんでした"), "{said}");
    assert!(
        said.contains("空き容量") || said.contains("書けません"),
        "{said}"
    );
    let files: Vec<String> = std::fs::read_dir(desk.dir().join("backups"))
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    assert!(
        !files.iter().any(|file| file.contains(".part")),
        "{files:?}"
    );
    let after = desk.backups();
    for row in &before {
        let still = after.iter().find(|one| name(one) == name(row)).unwrap();
        assert_eq!(still["sound"], true);
    }
    // With room again the next one is made, and holds everything.
    desk.said(&["backup"]);
    assert_eq!(desk.backups()[0]["people"], 2);
}

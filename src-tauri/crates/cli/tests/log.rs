//! The change log from outside: history by name, taking back an operation of earlier, the trash, forgetting.

// Helpers of tests stand outside of #[test] functions, where the floor's exception doesn't reach.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// A folder with the sample region's ledger, which has no passphrase.
struct Desk {
    dir: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        #[allow(clippy::disallowed_methods)] // a file of the test's own folder
        std::fs::write(dir.path().join("none"), "").unwrap();
        let desk = Self { dir };
        desk.words(&["sample", "台帳"]);
        desk
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_kaotsunagi"))
            .args(["--ledger", "台帳", "--today", "2026-11-20"])
            .args(arguments)
            .current_dir(self.dir.path())
            .env_remove("LC_ALL")
            .env_remove("LC_MESSAGES")
            .env("LANG", "ja_JP.UTF-8")
            .env("KAOTSUNAGI_PASSPHRASE_FILE", "none")
            .stdin(Stdio::null())
            .output()
            .unwrap()
    }

    fn words(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{arguments:?}: {said}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn json(&self, arguments: &[&str]) -> Value {
        let arguments: Vec<&str> = arguments.iter().copied().chain(["--json"]).collect();
        serde_json::from_str(&self.words(&arguments)).unwrap()
    }
}

#[test]
fn an_operation_of_earlier_is_taken_back_by_its_name_and_the_history_tells_it() {
    let desk = Desk::new();
    desk.words(&[
        "person",
        "add",
        "山吹 蓮",
        "--organisation",
        "訪問看護ステーション なぎ",
    ]);
    desk.words(&["person", "save", "山吹 蓮", "--phone", "000-0000-0001"]);
    desk.words(&["person", "save", "山吹 蓮", "--email", "ren@nagi.example"]);

    let history = desk.words(&["history", "山吹 蓮"]);
    for line in [
        "メール:  → ren@nagi.example",
        "所属「訪問看護ステーションなぎ」 追加",
    ] {
        assert!(history.contains(line), "{line} is missing in\n{history}");
    }
    let id = desk.json(&["people", "山吹"])["rows"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let by_id = desk.json(&["history", &id]);
    assert_eq!(desk.json(&["history", "person", "山吹 蓮"]), by_id);
    assert_eq!(by_id["changes"][0]["operation"], "人「山吹 蓮」を変更");

    let operations = desk.json(&["operations", "--limit", "3"]);
    assert_eq!(operations["rows"].as_array().unwrap().len(), 3);
    let phone = operations["rows"][1]["id"].as_str().unwrap();
    let preview = desk.json(&["undo", phone, "--preview"]);
    let done = desk.json(&["undo", phone]);
    assert_eq!(
        (&preview["changed"], &done["changed"]),
        (&1.into(), &1.into())
    );
    let card = desk.json(&["person", "show", "山吹 蓮"]);
    assert_eq!(
        (&card["fields"]["phone"], &card["fields"]["email"]),
        (&"".into(), &"ren@nagi.example".into())
    );
    let unclear = desk.run(&["undo", "人「山吹 蓮」"]);
    assert_eq!(unclear.status.code(), Some(2), "several bear that name");
    let kept = desk.words(&["undo", "人「山吹 蓮」を追加"]);
    assert!(kept.contains("あとで変更されたので、残します"), "{kept}");
}

#[test]
fn the_trash_gives_back_and_forgetting_says_first_what_it_would_do() {
    let desk = Desk::new();
    desk.words(&[
        "person",
        "add",
        "山吹 蓮",
        "--organisation",
        "訪問看護ステーション なぎ",
    ]);
    desk.words(&["person", "remove", "山吹 蓮"]);
    let trash = desk.words(&["trash"]);
    assert!(trash.contains("山吹 蓮"), "{trash}");
    let history = desk.words(&["history", "山吹 蓮"]);
    assert!(
        history.contains("削除"),
        "also of somebody in the trash: {history}"
    );
    desk.words(&["trash", "restore", "山吹"]);
    assert_eq!(
        desk.json(&["people", "山吹"])["rows"]
            .as_array()
            .unwrap()
            .len(),
        1
    );

    let preview = desk.words(&["forget", "山吹 蓮"]);
    assert!(preview.contains("--yes"), "{preview}");
    assert_eq!(
        desk.json(&["people", "山吹"])["rows"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    let receipt = desk.words(&["forget", "山吹 蓮", "--yes", "--receipt", "記録.txt"]);
    assert!(
        receipt.contains("消去したもの") && !receipt.contains("山吹"),
        "{receipt}"
    );
    let saved = std::fs::read_to_string(desk.dir.path().join("記録.txt")).unwrap();
    assert!(saved.contains("消去したもの"), "{saved}");
    assert!(
        desk.words(&["forget", "--receipts"])
            .contains("消去したもの")
    );
    assert_eq!(desk.run(&["history", "山吹 蓮"]).status.code(), Some(2));
    assert!(
        !desk
            .words(&["operations", "--limit", "100"])
            .contains("山吹")
    );
}

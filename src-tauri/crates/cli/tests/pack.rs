//! Packs between two coordinators through the built program.

// Helpers of tests stand outside of #[test] functions, where the floor's exception doesn't reach.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::process::{Command, Stdio};

use serde_json::Value;

/// A folder with two ledgers.
struct Office {
    dir: tempfile::TempDir,
}

impl Office {
    fn new() -> Self {
        let office = Self {
            dir: tempfile::tempdir().unwrap(),
        };
        #[allow(clippy::disallowed_methods)] // files of the test's own folder
        std::fs::write(office.dir.path().join("secret"), "みどり野の川と橋").unwrap();
        for (ledger, me) in [("中央", "早乙女 徹"), ("若葉", "𠮷村 いづみ")] {
            office.must(
                ledger,
                &["new", ledger, "--region", "みどり野", "--coordinator", me],
            );
        }
        office
    }

    fn must(&self, ledger: &str, arguments: &[&str]) -> Value {
        let output = Command::new(env!("CARGO_BIN_EXE_kaotsunagi"))
            .args(["--ledger", ledger, "--language", "ja", "--json"])
            .args(arguments)
            .current_dir(self.dir.path())
            .env("KAOTSUNAGI_PASSPHRASE_FILE", "secret")
            .env("KAOTSUNAGI_SEAL_FILE", "secret")
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{arguments:?}: {said}");
        serde_json::from_slice(&output.stdout).unwrap_or(Value::Null)
    }
}

#[test]
fn a_pack_goes_from_one_ledger_to_the_other_and_the_number_written_in_both_is_chosen() {
    let office = Office::new();
    let add = ["person", "add", "勅使河原 望", "--consent", "yes"];
    office.must("中央", &add);
    let receipt = office.must(
        "中央",
        &["pack", "give", "--out", "一.kaotsunagi-pack", "--dry-run"],
    );
    assert_eq!(receipt["people"], 1);
    office.must(
        "中央",
        &[
            "pack",
            "give",
            "--out",
            "一.kaotsunagi-pack",
            "--to",
            "𠮷村 いづみ",
        ],
    );
    let desk = office.must("若葉", &["pack", "open", "一.kaotsunagi-pack"]);
    assert_eq!(desk["sender"], "早乙女 徹");
    let taken = office.must("若葉", &["pack", "take", "一.kaotsunagi-pack"]);
    assert_eq!(taken["operation"], "早乙女 徹さんのパックを取り込み");
    for (ledger, phone) in [("中央", "000-0000-0001"), ("若葉", "000-0000-0002")] {
        office.must(ledger, &["person", "save", "勅使河原 望", "--phone", phone]);
    }
    // This time sealed with the other's public key.
    let key = office.must("若葉", &["pack", "key"])["key"].clone();
    let key = key.as_str().unwrap();
    office.must("中央", &["pack", "colleague", "𠮷村 いづみ", "--key", key]);
    office.must(
        "中央",
        &[
            "pack",
            "give",
            "--out",
            "二.kaotsunagi-pack",
            "--to",
            "𠮷村 いづみ",
        ],
    );
    let taken = office.must("若葉", &["pack", "take", "二.kaotsunagi-pack"]);
    assert_eq!(taken["open"], 1);
    let open = office.must("若葉", &["pack", "choose"]);
    let row = &open["rows"][0];
    assert_eq!(row["values"].as_array().unwrap().len(), 2);
    let which = ["table", "id", "field"].map(|key| row[key].as_str().unwrap());
    office.must("若葉", &["pack", "choose", &which.join("/"), "2"]);
    assert_eq!(
        office.must("若葉", &["pack", "choose"])["rows"],
        serde_json::json!([])
    );
    let back = office.must("若葉", &["undo"]);
    assert_eq!(back["operation"], "「勅使河原 望」の値を選択");
}

#[test]
fn through_a_folder_that_both_reach_each_writes_its_own_file() {
    let office = Office::new();
    std::fs::create_dir(office.dir.path().join("共有")).unwrap();
    office.must(
        "中央",
        &["person", "add", "勅使河原 望", "--consent", "yes"],
    );
    let first = office.must(
        "中央",
        &["pack", "folder", "--set", "共有", "--to", "調整員"],
    );
    assert_eq!(first["others"], serde_json::json!([]));
    let second = office.must(
        "若葉",
        &[
            "pack",
            "folder",
            "--set",
            "共有",
            "--to",
            "調整員",
            "--take",
        ],
    );
    assert_eq!(second["others"][0]["state"], "taken");
    assert_eq!(
        office.must("中央", &["pack", "folder"])["others"][0]["sender"],
        "𠮷村 いづみ"
    );
}

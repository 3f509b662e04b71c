//! Two who are one, or only look like it, from outside; a list's day and basis; where values come from.

// Helpers of tests stand outside of #[test] functions, where the floor's exception doesn't reach.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

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
fn two_entries_of_one_person_are_found_made_one_and_taken_apart_again() {
    let desk = Desk::new();
    for (name, number) in [("山吹 蓮", "070-0000-0071"), ("山吹　蓮", "070-0000-0072")] {
        let at = [
            "--organisation",
            "訪問看護ステーション なぎ",
            "--mobile",
            number,
        ];
        desk.words(&[&["person", "add", name][..], &at].concat());
    }
    let rows = desk.json(&["people", "山吹"])["rows"].clone();
    let (a, b) = (
        rows[0]["id"].as_str().unwrap(),
        rows[1]["id"].as_str().unwrap(),
    );
    let (a, b) = (a.min(b), a.max(b));

    let found = desk.words(&["duplicates"]);
    assert!(
        found.contains("山吹 蓮") && found.contains("機関が同じ"),
        "{found}"
    );
    let preview = desk.json(&["merge", a, b, "--dry-run"]);
    assert_eq!(preview["fields"][0]["relation"], "variant");
    let told = desk.words(&["merge", a, b, "--keep", "mobile=b"]);
    assert!(told.contains("を同じ人に"), "{told}");
    assert_eq!(
        desk.json(&["people", "山吹"])["rows"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    let card = desk.json(&["person", "show", a]);
    assert_eq!(card["fields"]["mobile"], "070-0000-0072");
    let provenance = desk.words(&["provenance", a]);
    assert!(provenance.contains("070-0000-0071"), "{provenance}");
    let refused = desk.run(&["merge", a, a]);
    assert!(!refused.status.success());

    desk.words(&["undo"]);
    assert_eq!(
        desk.json(&["people", "山吹"])["rows"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
    let told = desk.words(&["apart", a, b, "--why", "親子"]);
    assert!(told.contains("を別人に"), "{told}");
    assert_eq!(desk.json(&["duplicates"])["groups"], json!([]));
}

#[test]
fn a_list_is_taken_in_with_its_day_its_giver_and_its_basis() {
    let desk = Desk::new();
    let header = "氏名,所属,役職,メール\n";
    let put = |name: &str, row: &str| {
        #[allow(clippy::disallowed_methods)] // a file of the test's own folder
        std::fs::write(desk.dir.path().join(name), format!("{header}{row}")).unwrap();
    };
    put("一.csv", "山吹 蓮,丘の薬局,薬剤師,ren@oka.example\n");
    let given = [
        "--basis",
        "card",
        "--giver",
        "𠮷村 いづみ",
        "--how",
        "名刺で",
    ];
    desk.words(&[&["import", "一.csv", "--as-of", "R7.4.1"][..], &given].concat());
    let imports = desk.json(&["imports"])["rows"][0].clone();
    assert_eq!(
        (&imports["basis"], &imports["giver"], &imports["as_of"]),
        (
            &json!("名刺交換"),
            &json!("𠮷村 いづみ"),
            &json!("令和7年4月1日(火)")
        )
    );
    put("二.csv", "山吹 蓮,川の薬局,管理薬剤師,ren@oka.example\n");
    let run = desk.json(&["import", "二.csv", "--dry-run", "--as-of", "2026-04-01"]);
    assert_eq!(run["rows"][0]["kind"], "moved", "{run:#}");
    let run = desk.json(&["import", "二.csv", "--dry-run", "--as-of", "2024-04-01"]);
    assert_eq!(run["rows"][0]["kind"], "older", "{run:#}");
    assert_eq!(run["as_of_from"], "given");
    let told = desk.json(&["provenance", "山吹 蓮"]);
    let email = told["fields"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["field"] == "email")
        .unwrap();
    assert_eq!(
        (
            &email["source"]["file"],
            &email["source"]["basis"],
            &email["confirmed_on"]
        ),
        (&json!("一.csv"), &json!("名刺交換"), &json!("2025-04-01"))
    );
    let told = desk.words(&["provenance", "山吹 蓮", "--confirm"]);
    assert!(told.contains("山吹 蓮"), "{told}");
    let told = desk.json(&["provenance", "山吹 蓮"]);
    assert_eq!(told["fields"][0]["confirmed_on"], "2026-11-20");
}

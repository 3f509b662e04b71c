//! Foreign files on the command line: looked at, mapped by hand, refused rows saved, lists out in every format.

// Helpers of tests stand outside of #[test] functions, where the floor's exception doesn't reach.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::disallowed_methods)] // fixtures

use std::process::{Command, Stdio};

use serde_json::Value;

struct Desk {
    dir: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self {
            dir: tempfile::tempdir().unwrap(),
        };
        std::fs::write(desk.dir.path().join("none"), "").unwrap();
        desk.run(&["sample", "見本"]);
        desk
    }

    fn file(&self, name: &str, content: &str) {
        std::fs::write(self.dir.path().join(name), content).unwrap();
    }

    fn run(&self, arguments: &[&str]) -> (bool, String) {
        let done = Command::new(env!("CARGO_BIN_EXE_kaotsunagi"))
            .args(["--ledger", "見本", "--today", "2026-11-20"])
            .args(arguments)
            .current_dir(self.dir.path())
            .env("LANG", "ja_JP.UTF-8")
            .env("KAOTSUNAGI_PASSPHRASE_FILE", "none")
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let text = [done.stdout, done.stderr].concat();
        (done.status.success(), String::from_utf8(text).unwrap())
    }

    fn json(&self, arguments: &[&str]) -> Value {
        let (done, text) = self.run(&[arguments, &["--json"]].concat());
        assert!(done, "{text}");
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
    }
}

#[test]
fn a_list_is_looked_at_mapped_by_hand_and_kept() {
    let desk = Desk::new();
    desk.file(
        "list.csv",
        "ひと;しごとば;ばんごう\n早乙女 透子;みどり調剤;なし\n",
    );
    let seen = desk.json(&["import", "list.csv", "--preview"]);
    assert_eq!(seen["delimiter"], ";");
    assert_eq!(seen["columns"][1]["samples"][0], "みどり調剤");
    let (refused, text) = desk.run(&["import", "list.csv", "--dry-run"]);
    assert!(!refused, "{text}");
    let mapped = [
        "import",
        "list.csv",
        "--dry-run",
        "--map",
        "ひと=name",
        "--map",
        "2=organisation",
        "--map",
        "ばんごう=-",
    ];
    let run = desk.json(&[&mapped[..], &["--keep-mapping"]].concat());
    assert_eq!(
        (&run["new"], &run["rejected"]),
        (&1.into(), &0.into()),
        "{run:#}"
    );
    let run = desk.json(&["import", "list.csv", "--dry-run"]);
    assert_eq!(run["rows"][0]["name"], "早乙女 透子", "kept: {run:#}");
    let (done, text) = desk.run(&["import", "list.csv", "--dry-run", "--map", "ない列=name"]);
    assert!(!done && text.contains("ない列"), "{text}");
}

#[test]
fn offers_are_taken_and_left_and_refused_rows_saved() {
    let desk = Desk::new();
    desk.file(
        "list.csv",
        "名簿\n氏名,電話\n佐藤 透子、荻島 澄,312345678\n,\n合計,2名\n",
    );
    let run = desk.json(&[
        "import",
        "list.csv",
        "--dry-run",
        "--accept",
        "several_people",
        "--decline",
        "leading_zero",
        "--header",
        "2",
        "--rejected",
        "直す.csv",
    ]);
    assert_eq!(run["read"], 3, "{run:#}");
    let text = std::fs::read_to_string(desk.dir.path().join("直す.csv")).unwrap();
    assert!(
        text.contains("取り込めなかった理由") && text.contains("合計"),
        "{text}"
    );
    let (done, text) = desk.run(&["import", "list.csv", "--dry-run", "--accept", "magic"]);
    assert!(!done && text.contains("その提案はありません"), "{text}");
}

#[test]
fn lists_go_out_in_every_format_and_cp932_waits_for_her_word() {
    let desk = Desk::new();
    for (name, format) in [
        ("a.vcf", "vcard4"),
        ("b.vcf", "vcard3"),
        ("c.xlsx", "xlsx-by-organisation"),
        ("d.csv", "csv"),
    ] {
        let given = desk.json(&[
            "export",
            "--out",
            name,
            "--format",
            format,
            "--include-unknown",
        ]);
        assert_eq!(given["written"], true, "{given:#}");
        let run = desk.json(&["import", name, "--dry-run"]);
        assert_eq!(
            (&run["new"], &run["updated"]),
            (&0.into(), &0.into()),
            "{name}: {run:#}"
        );
    }
    let (_, text) = desk.run(&[
        "export",
        "--out",
        "e.csv",
        "--format",
        "csv-cp932",
        "--include-unknown",
    ]);
    assert!(
        text.contains("𠮷 → 吉") && !desk.dir.path().join("e.csv").exists(),
        "{text}"
    );
    let (done, _) = desk.run(&[
        "export",
        "--out",
        "e.csv",
        "--format",
        "csv-cp932",
        "--include-unknown",
        "--replace",
    ]);
    assert!(done && desk.dir.path().join("e.csv").exists());
}

/// As [`Desk::run`], with no more memory to ask for than a list needs.
#[cfg(target_os = "linux")]
fn in_little_memory(desk: &Desk, arguments: &[&str]) -> (bool, String) {
    let done = Command::new("sh")
        .args([
            "-c",
            "ulimit -v 700000; exec \"$@\"",
            "sh",
            env!("CARGO_BIN_EXE_kaotsunagi"),
            "--ledger",
            "見本",
            "--today",
            "2026-11-20",
        ])
        .args(arguments)
        .current_dir(desk.dir.path())
        .env("LANG", "ja_JP.UTF-8")
        .env("KAOTSUNAGI_PASSPHRASE_FILE", "none")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let text = [done.stdout, done.stderr].concat();
    (done.status.success(), String::from_utf8(text).unwrap())
}

/// One line of a gigabyte, one of sixty megabytes, and a workbook of five kilobytes that goes round for ever.
#[test]
#[cfg(target_os = "linux")]
fn files_made_to_harm_are_refused_in_words_and_in_little_memory() {
    let desk = Desk::new();
    let place = |name: &str| desk.dir.path().join(name);
    for name in ["line.csv", "line.vcf", "line.xlsx"] {
        let file = std::fs::File::create(place(name)).unwrap();
        file.set_len(1 << 30).unwrap();
        let (taken, told) = in_little_memory(&desk, &["import", name, "--dry-run"]);
        assert!(!taken && told.contains("大きすぎ"), "{name}: {told}");
    }
    let line = [b"a,b\n".to_vec(), vec![b'x'; 60 << 20]].concat();
    for name in ["long.csv", "long.vcf"] {
        std::fs::write(place(name), &line).unwrap();
        let (taken, told) = in_little_memory(&desk, &["import", name, "--dry-run"]);
        assert!(!taken && told.contains("長すぎ"), "{name}: {told}");
    }
    let fixtures = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../tests/fixtures/contacts"
    );
    let mut round = std::fs::read(format!("{fixtures}/hidden.xls")).unwrap();
    let word = |bytes: &[u8], at: usize| {
        usize::try_from(u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap())).unwrap()
    };
    let (table, directory) = (word(&round, 76), word(&round, 48));
    let entry = 512 + table * 512 + directory * 4;
    let itself = u32::try_from(directory).unwrap().to_le_bytes();
    round[entry..entry + 4].copy_from_slice(&itself);
    std::fs::write(place("round.xls"), round).unwrap();
    let (taken, told) = in_little_memory(&desk, &["import", "round.xls", "--dry-run"]);
    assert!(!taken && told.contains("壊れて"), "{told}");
    // What is refused leaves nothing behind, and a good list is taken in as little.
    desk.file("good.csv", "氏名,所属\n早乙女 透子,みどり調剤\n");
    let (taken, told) = in_little_memory(&desk, &["import", "good.csv"]);
    assert!(taken, "{told}");
}

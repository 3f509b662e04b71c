//! The built program, from outside.

// Helpers of tests stand outside of #[test] functions, where the floor's exception doesn't reach.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// A folder with a ledger of the region みどり野, and its passphrase in a file.
struct Desk {
    dir: tempfile::TempDir,
}

impl Desk {
    fn empty() -> Self {
        let dir = tempfile::tempdir().unwrap();
        put(&dir.path().join("passphrase"), "ひみつの言葉\n");
        put(&dir.path().join("none"), "");
        Self { dir }
    }

    fn with_ledger() -> Self {
        let desk = Self::empty();
        let made = desk.run(&[
            "new",
            "台帳",
            "--region",
            "みどり野",
            "--prefecture",
            "若葉県",
            "--municipality",
            "みどり野市",
            "--municipality",
            "早瀬町",
            "--coordinator",
            "木佐貫 遥",
            "--kana",
            "きさぬき はるか",
            "--organisation",
            "みどり野中央病院",
            "--title",
            "地域連携室",
        ]);
        assert!(made.status.success(), "{}", words(&made.stderr));
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        self.command_on("台帳", arguments)
    }

    fn command_on(&self, ledger: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kaotsunagi"));
        command
            .args(["--ledger", ledger, "--today", "2026-11-20"])
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
        self.command(arguments).output().unwrap()
    }

    /// The words of a command that must succeed.
    fn words(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(
            output.status.success(),
            "{arguments:?}: {}",
            words(&output.stderr)
        );
        words(&output.stdout)
    }

    /// The JSON of a command that must succeed.
    fn json(&self, arguments: &[&str]) -> Value {
        let arguments: Vec<&str> = arguments.iter().copied().chain(["--json"]).collect();
        serde_json::from_str(&self.words(&arguments)).unwrap()
    }

    /// Exit code and the problem of a command that must not succeed.
    fn problem(&self, arguments: &[&str]) -> (i32, Value) {
        let arguments: Vec<&str> = arguments.iter().copied().chain(["--json"]).collect();
        let output = self.run(&arguments);
        assert!(
            output.stdout.is_empty(),
            "nothing beside the problem: {}",
            words(&output.stdout)
        );
        let problem = serde_json::from_slice(&output.stderr)
            .unwrap_or_else(|_| panic!("{}", words(&output.stderr)));
        (output.status.code().unwrap(), problem)
    }
}

#[allow(clippy::disallowed_methods)] // a file of the test's own folder
fn put(path: &Path, text: &str) {
    std::fs::write(path, text).unwrap();
}

fn words(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn a_day_of_a_coordinator_without_a_window() {
    let desk = Desk::with_ledger();
    desk.words(&[
        "person",
        "add",
        "髙﨑 恵",
        "--kana",
        "たかさき めぐみ",
        "--profession",
        "薬局薬剤師",
        "--organisation",
        "みどり調剤薬局",
        "--municipality",
        "早瀬町",
        "--email",
        "takasaki@midori.example",
        "--consent",
        "yes",
    ]);
    desk.words(&[
        "person",
        "add",
        "早乙女 徹",
        "--profession",
        "病院長",
        "--organisation",
        "みどり野中央病院",
        "--title",
        "院長",
    ]);
    desk.words(&[
        "person",
        "save",
        "髙﨑恵",
        "--mobile",
        "000-1111-2222",
        "--key-person",
    ]);
    let card = desk.json(&["person", "show", "高崎"]);
    assert_eq!(card["fields"]["name"], "髙﨑 恵");
    assert_eq!(card["fields"]["mobile"], "000-1111-2222");
    assert_eq!(
        card["fields"]["email"], "takasaki@midori.example",
        "what is not given stays"
    );
    assert_eq!(card["row"]["municipality"], "早瀬町");
    for typed in ["高崎", "ﾀｶｻｷ", "みどり調剤"] {
        assert_eq!(
            desk.json(&["people", typed])["rows"][0]["name"],
            "髙﨑 恵",
            "{typed}"
        );
        let hits = desk.json(&["search", typed])["hits"].clone();
        assert!(!hits.as_array().unwrap().is_empty(), "{typed}");
    }
    desk.words(&[
        "tie",
        "record",
        "髙﨑",
        "早乙女",
        "--level",
        "2",
        "--basis",
        "合同研修",
    ]);
    desk.words(&[
        "encounter",
        "add",
        "--person",
        "髙﨑",
        "--kind",
        "電話",
        "--summary",
        "麻薬の供給",
        "--on",
        "2026-11-10",
        "--case",
    ]);
    desk.words(&[
        "affiliation",
        "add",
        "早乙女",
        "みどり野緩和ケア研究会",
        "--title",
        "世話人",
        "--from",
        "R6.4.1",
    ]);

    let new = desk.json(&[
        "meeting",
        "new",
        "--title",
        "みどり野地域緩和ケア連携会議",
        "--date",
        "2026-09-17",
        "--starts",
        "18:30",
        "--ends",
        "20:00",
        "--new-series",
        "連携会議",
        "--host",
        "みどり野市医師会",
        "--place",
        "医師会館",
        "--members",
        "3",
    ]);
    assert_eq!(
        new["operation"],
        "会議「第1回 みどり野地域緩和ケア連携会議」を追加"
    );
    desk.words(&[
        "meeting",
        "attend",
        "連携会議",
        "--person",
        "早乙女",
        "--person",
        "木佐貫",
    ]);
    desk.words(&[
        "meeting",
        "attend",
        "連携会議",
        "--person",
        "髙﨑",
        "--as",
        "late",
        "--time",
        "18:50",
    ]);
    desk.words(&[
        "meeting",
        "attend",
        "連携会議",
        "--guest",
        "宇津木 誠",
        "--guest-organisation",
        "早瀬町役場",
        "--role",
        "observer",
    ]);
    desk.words(&[
        "meeting",
        "agenda",
        "2026-09-17",
        "緊急時の受入れについて",
        "--minutes",
        "25",
    ]);
    desk.words(&[
        "meeting",
        "line",
        "連携会議",
        "事前登録の様式を1枚にする",
        "--kind",
        "decision",
        "--agenda",
        "1",
    ]);
    desk.words(&[
        "meeting",
        "line",
        "連携会議",
        "夜間の連絡先一覧を作る",
        "--kind",
        "action",
        "--agenda",
        "緊急時",
        "--owner",
        "髙﨑",
        "--due",
        "R8.11.18",
    ]);
    desk.words(&[
        "meeting",
        "line",
        "連携会議",
        "院長へは説明ずみ",
        "--internal",
    ]);
    let shown = desk.words(&["meeting", "show", "連携会議"]);
    for part in [
        "令和8年9月17日(木) 18:30〜20:00",
        "遅参 18:50",
        "[決定] 事前登録の様式を1枚にする",
        "委員3人中3人出席により成立",
    ] {
        assert!(shown.contains(part), "{part} in\n{shown}");
    }
    desk.words(&[
        "meeting",
        "new",
        "--series",
        "連携会議",
        "--date",
        "2026-11-26",
    ]);
    let second = desk.json(&["meeting", "show", "第2回"]);
    assert_eq!(second["carried_over"][0]["overdue"], true);
    desk.words(&[
        "meeting",
        "action",
        "第2回",
        "夜間",
        "--done",
        "2026-11-19",
        "--result",
        "配布した",
    ]);
    assert_eq!(
        desk.json(&["meeting", "show", "第2回"])["carried_over"]
            .as_array()
            .unwrap()
            .len(),
        0
    );
    assert_eq!(desk.json(&["meeting", "list"])["total"], 2);
    assert_eq!(desk.json(&["series", "list"])[0]["meetings"], 2);

    let undone = desk.json(&["undo"]);
    assert_eq!(undone["operation"], "宿題「夜間の連絡先一覧を作る」を変更");
    assert_eq!(desk.json(&["redo"])["operation"], undone["operation"]);
    assert!(desk.words(&["check"]).contains("異常はありません"));
    assert_eq!(desk.json(&["check"])["sound"], true);
}

#[test]
fn minutes_and_map_are_written_whole() {
    let desk = Desk::with_ledger();
    desk.words(&[
        "person",
        "add",
        "髙﨑 恵",
        "--organisation",
        "みどり調剤薬局",
    ]);
    desk.words(&[
        "meeting",
        "new",
        "--title",
        "連携会議",
        "--date",
        "2026-09-17",
    ]);
    desk.words(&[
        "meeting",
        "attend",
        "連携会議",
        "--person",
        "髙﨑",
        "--person",
        "木佐貫",
    ]);
    desk.words(&[
        "meeting",
        "line",
        "連携会議",
        "みんなに伝える",
        "--kind",
        "decision",
    ]);
    desk.words(&[
        "meeting",
        "line",
        "連携会議",
        "院長へは説明ずみ",
        "--internal",
    ]);
    let exported = desk.json(&[
        "minutes",
        "連携会議",
        "--format",
        "txt",
        "--audience",
        "shared",
        "--out",
        "議事録.txt",
    ]);
    assert_eq!(exported["left_out"], 1);
    let text = std::fs::read_to_string(desk.path("議事録.txt")).unwrap();
    assert!(text.contains("みんなに伝える") && !text.contains("説明ずみ"));
    desk.words(&[
        "minutes",
        "連携会議",
        "--audience",
        "internal",
        "--out",
        "内部.md",
    ]);
    assert!(
        std::fs::read_to_string(desk.path("内部.md"))
            .unwrap()
            .contains("説明ずみ")
    );
    desk.words(&["map", "--out", "図.svg"]);
    let svg = std::fs::read_to_string(desk.path("図.svg")).unwrap();
    assert!(
        svg.starts_with("<svg") || svg.starts_with("<?xml"),
        "{}",
        svg.chars().take(80).collect::<String>()
    );
    desk.words(&["map", "--out", "図.json", "--kind", "organisation"]);
    let map: Value =
        serde_json::from_str(&std::fs::read_to_string(desk.path("図.json")).unwrap()).unwrap();
    assert!(map["nodes"].as_array().unwrap().len() >= 2);
    let help = desk.words(&["map", "--help"]);
    for of in [&map, &map["nodes"][0], &map["edges"][0]] {
        let keys: Vec<String> = of
            .as_object()
            .unwrap()
            .keys()
            .map(|key| format!("\"{key}\""))
            .collect();
        assert!(
            keys.iter().all(|key| help.contains(key)),
            "{keys:?} in {help}"
        );
    }
    assert!(!help.contains("evidence"));
    let (code, problem) = desk.problem(&["map", "--out", "図.gif"]);
    assert_eq!((code, problem["code"].as_str().unwrap()), (2, "usage"));
    let (code, problem) = desk.problem(&[
        "minutes",
        "連携会議",
        "--format",
        "pdf",
        "--out",
        "ない/議事録.pdf",
    ]);
    assert_eq!((code, problem["code"].as_str().unwrap()), (1, "file"));
    let left: Vec<String> = std::fs::read_dir(desk.dir.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.contains(".part"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn an_import_prints_exactly_what_it_promises_and_the_same_file_again_changes_nothing() {
    let desk = Desk::with_ledger();
    put(
        &desk.path("名簿.csv"),
        "氏名,フリガナ,所属,メール\n髙橋 学,タカハシ マナブ,ケアプラン野の花,takahashi@nonohana.example\n,,,\n𠮷村 いづみ,ヨシムラ イヅミ,訪問看護ST なぎ,\n",
    );
    let keys = [
        "format",
        "encoding",
        "read",
        "new",
        "updated",
        "unchanged",
        "doubtful",
        "rejected",
        "rows",
    ];
    let adds_up = |result: &Value| {
        let found: Vec<&str> = result
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect();
        assert_eq!(found[..keys.len()], keys, "in this order, and more behind");
        let sum: u64 = keys[3..8]
            .iter()
            .map(|key| result[key].as_u64().unwrap())
            .sum();
        assert_eq!(result["read"], sum);
        for row in result["rows"].as_array().unwrap() {
            let found: Vec<&str> = row
                .as_object()
                .unwrap()
                .keys()
                .map(String::as_str)
                .collect();
            assert_eq!(
                found[..6],
                ["row", "outcome", "name", "person", "match", "reason"]
            );
        }
    };
    let dry = desk.json(&["import", "名簿.csv", "--dry-run"]);
    adds_up(&dry);
    assert_eq!(
        (&dry["new"], &dry["format"]),
        (&Value::from(2), &Value::from("csv"))
    );
    assert_eq!(
        desk.json(&["people"])["total"],
        1,
        "a dry run writes nothing"
    );
    adds_up(&desk.json(&["import", "名簿.csv", "--source", "西部勉強会から"]));
    assert_eq!(desk.json(&["people"])["total"], 3);
    let again = desk.json(&["import", "名簿.csv"]);
    assert_eq!(
        (&again["new"], &again["updated"], &again["unchanged"]),
        (&0.into(), &0.into(), &2.into())
    );
    assert_eq!(desk.json(&["people"])["total"], 3);
    put(&desk.path("空.csv"), "");
    let (code, problem) = desk.problem(&["import", "空.csv"]);
    assert_eq!((code, problem["code"].as_str().unwrap()), (1, "unreadable"));
}

#[test]
fn an_ambiguous_name_is_refused_with_the_candidates() {
    let desk = Desk::with_ledger();
    for organisation in ["みどり野中央病院", "早瀬クリニック"] {
        desk.words(&["person", "add", "佐藤 恵", "--organisation", organisation]);
    }
    let (code, problem) = desk.problem(&["person", "show", "佐藤恵"]);
    assert_eq!((code, problem["code"].as_str().unwrap()), (2, "ambiguous"));
    let message = problem["message"].as_str().unwrap();
    assert!(
        message.contains("早瀬クリニック") && message.contains("みどり野中央病院"),
        "{message}"
    );
    let id = desk.json(&["people", "早瀬クリニック"])["rows"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(
        desk.json(&["person", "show", &id])["row"]["organisation"],
        "早瀬クリニック"
    );
    let (code, problem) = desk.problem(&["person", "show", "鴨志田"]);
    assert_eq!((code, problem["code"].as_str().unwrap()), (2, "no_record"));
}

#[test]
fn attendance_keeps_what_is_not_given() {
    let desk = Desk::with_ledger();
    desk.words(&["person", "add", "髙﨑 恵"]);
    desk.words(&["person", "add", "早乙女 徹"]);
    desk.words(&[
        "meeting",
        "new",
        "--title",
        "連携会議",
        "--date",
        "2026-09-17",
    ]);
    let attend = |rest: &[&str]| {
        let arguments: Vec<&str> = ["meeting", "attend", "連携会議"]
            .into_iter()
            .chain(rest.iter().copied())
            .collect();
        desk.words(&arguments);
        let card = desk.json(&["meeting", "show", "連携会議"]);
        let rows: Vec<Value> = card["attendance"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| row["fields"].clone())
            .collect();
        rows
    };
    let first = attend(&["--person", "髙﨑"]);
    assert_eq!(
        (&first[0]["attended"], &first[0]["role"]),
        (&"present".into(), &"member".into())
    );
    attend(&[
        "--person",
        "髙﨑",
        "--as",
        "late",
        "--time",
        "18:50",
        "--role",
        "secretariat",
    ]);
    let proxy = attend(&["--person", "髙﨑", "--proxy", "早乙女"]);
    assert_eq!(proxy[0]["attended"], "late");
    assert_eq!(proxy[0]["role"], "secretariat");
    assert_eq!(proxy[0]["time"], "18:50:00");
    let role = attend(&["--person", "髙﨑", "--role", "observer"]);
    assert_eq!(role[0]["proxy_person"], proxy[0]["proxy_person"]);
    assert!(!role[0]["proxy_person"].is_null());
    assert_eq!(
        (&role[0]["attended"], &role[0]["time"]),
        (&"late".into(), &"18:50:00".into())
    );

    attend(&["--guest", "宇津木 誠", "--guest-organisation", "早瀬町役場"]);
    let guests = attend(&["--guest", "宇津木 誠", "--as", "online"]);
    assert_eq!(guests.len(), 2, "the same guest, not a second one");
    let guest = guests.iter().find(|row| row["person"].is_null()).unwrap();
    assert_eq!(guest["guest_organisation"], "早瀬町役場");
    assert_eq!(guest["attended"], "online");
}

#[test]
fn an_organisation_of_thirty_six_bytes_is_a_name_and_no_id() {
    let desk = Desk::with_ledger();
    let name = "みどり野緩和ケア研究会";
    let name = format!("{name}会");
    assert_eq!(name.len(), 36);
    desk.words(&["affiliation", "add", "木佐貫", &name]);
    assert_eq!(
        desk.json(&["organisations", &name])["rows"][0]["name"],
        name.as_str()
    );
}

#[test]
fn a_meeting_named_by_its_series_is_the_newest_already_held() {
    let desk = Desk::with_ledger();
    let new = |title: &str, series: &[&str], date: &str| {
        let arguments: Vec<&str> = ["meeting", "new", "--title", title, "--date", date]
            .into_iter()
            .chain(series.iter().copied())
            .collect();
        desk.json(&arguments)["id"].as_str().unwrap().to_owned()
    };
    new("顔つなぎの会", &["--new-series", "連携会議"], "2026-07-15");
    let held = new("顔つなぎの会", &["--series", "連携会議"], "2026-09-17");
    new("顔つなぎの会", &["--series", "連携会議"], "2026-11-24");
    for typed in ["連携会議", "連携", "顔つなぎの会"] {
        let output = desk.run(&["meeting", "show", typed, "--json"]);
        assert!(output.status.success(), "{}", words(&output.stderr));
        let card: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(card["id"], held.as_str(), "{typed}");
        let note: Value = serde_json::from_slice(&output.stderr).unwrap();
        assert!(note["note"].as_str().unwrap().contains("第2回"), "{note}");
    }
    new(
        "事例検討会",
        &["--new-series", "西部連携の会"],
        "2026-08-26",
    );
    let (code, problem) = desk.problem(&["meeting", "show", "連携"]);
    assert_eq!((code, problem["code"].as_str().unwrap()), (2, "ambiguous"));
    assert_eq!(
        desk.run(&["meeting", "show", "連携会議"]).status.code(),
        Some(0)
    );
}

#[test]
fn what_does_not_exist_is_bad_use_by_id_as_by_name() {
    let desk = Desk::with_ledger();
    put(&desk.path("名簿.csv"), "氏名\n髙橋 学\n");
    let none = "01a20481-89a3-73f8-a2fe-2adb3d33ddc8";
    for (wrong, code) in [
        (&["person", "show", none][..], "no_record"),
        (&["tie", "remove", none], "no_record"),
        (&["meeting", "show", none], "no_record"),
        (&["history", "person", none], "no_record"),
        (&["mark", "9-9", "--state", "done"], "no_record"),
        (&["import", "名簿.csv", "--encoding", "ebcdic"], "refused"),
    ] {
        let (exit, problem) = desk.problem(wrong);
        assert_eq!(
            (exit, problem["code"].as_str().unwrap()),
            (2, code),
            "{wrong:?}: {problem}"
        );
    }
    let (_, problem) = desk.problem(&["mark", "9-9", "--state", "done"]);
    assert!(
        problem["message"].as_str().unwrap().contains("9-9"),
        "{problem}"
    );
}

#[test]
fn a_passphrase_file_of_another_editor_says_the_same_words() {
    let desk = Desk::with_ledger();
    put(&desk.path("passphrase"), "\u{feff}ひみつの言葉\r\n");
    assert_eq!(desk.json(&["people"])["total"], 1);
}

#[test]
fn bad_use_ends_with_2_and_failure_with_1() {
    let desk = Desk::with_ledger();
    for wrong in [
        &["nonsense"][..],
        &["meeting", "new", "--title", "会", "--date", "きのう"],
        &["meeting", "attend", "会", "--as", "asleep"],
        &["person", "add", "　"],
        &["person", "add", "鴨志田 学", "--profession", "魔法使い"],
        &["tie", "record", "木佐貫", "木佐貫", "--level", "1"],
        &["new", "台帳2", "--region", ""],
    ] {
        let (code, problem) = desk.problem(wrong);
        assert_eq!(code, 2, "{wrong:?}: {problem}");
        assert!(!problem["message"].as_str().unwrap().is_empty());
    }
    assert!(!desk.path("台帳2.kaotsunagi").exists(), "nothing half made");
    let (code, problem) = desk.problem(&["new", "台帳", "--region", "みどり野"]);
    assert_eq!(
        (code, problem["code"].as_str().unwrap()),
        (1, "already_exists")
    );
    let wrong = desk
        .command(&["people", "--json"])
        .env("KAOTSUNAGI_PASSPHRASE_FILE", "none")
        .output()
        .unwrap();
    assert_eq!(wrong.status.code(), Some(1));
    assert!(words(&wrong.stderr).contains("wrong_passphrase"));
    let without = Command::new(env!("CARGO_BIN_EXE_kaotsunagi"))
        .args(["people", "--json"])
        .output()
        .unwrap();
    assert_eq!(without.status.code(), Some(2), "no --ledger");
    let english = desk
        .command_on("どこか", &["--language", "en", "people"])
        .output()
        .unwrap();
    assert_eq!(english.status.code(), Some(1));
    assert!(
        words(&english.stderr).contains("There is no ledger at"),
        "{}",
        words(&english.stderr)
    );
}

#[test]
fn without_a_terminal_and_without_a_file_the_passphrase_is_asked_for_in_words() {
    let desk = Desk::with_ledger();
    let output = desk
        .command(&["people"])
        .env_remove("KAOTSUNAGI_PASSPHRASE_FILE")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(words(&output.stderr).contains("KAOTSUNAGI_PASSPHRASE_FILE"));
}

#[test]
fn the_sample_region_opens_with_an_empty_passphrase_and_says_that_it_is_not_protected() {
    let desk = Desk::empty();
    desk.words(&["sample", "見本"]);
    let open = |arguments: &[&str]| {
        let output = desk
            .command_on("見本", arguments)
            .env("KAOTSUNAGI_PASSPHRASE_FILE", "none")
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", words(&output.stderr));
        words(&output.stdout)
    };
    assert!(open(&["status"]).contains("守られていない"));
    for arguments in [&["people"][..], &["check"]] {
        let unasked = desk
            .command_on("見本", arguments)
            .env_remove("KAOTSUNAGI_PASSPHRASE_FILE")
            .output()
            .unwrap();
        assert!(unasked.status.success(), "{}", words(&unasked.stderr));
    }
    assert!(open(&["stages"]).contains("1-1"));
    open(&[
        "minutes",
        "連携会議",
        "--format",
        "pdf",
        "--audience",
        "shared",
        "--out",
        "議事録.pdf",
    ]);
    assert!(
        std::fs::read(desk.path("議事録.pdf"))
            .unwrap()
            .starts_with(b"%PDF")
    );
    assert!(!open(&["today"]).is_empty());
    let (code, problem) = desk.problem(&["sample", "見本"]);
    assert_eq!(
        (code, problem["code"].as_str().unwrap()),
        (1, "already_exists")
    );
}

#[test]
fn a_conversation_in_json_lines_answers_every_line() {
    let desk = Desk::with_ledger();
    let mut call = desk
        .command(&["call"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = "{\"command\":\"status\"}\n\n{\"command\":\"person\",\"request\":{\"id\":\"x\"}}\nno json\n{\"command\":\"magic\"}\n";
    call.stdin
        .take()
        .unwrap()
        .write_all(lines.as_bytes())
        .unwrap();
    let output = call.wait_with_output().unwrap();
    assert!(output.status.success());
    let answers: Vec<Value> = words(&output.stdout)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(answers.len(), 4);
    assert_eq!(answers[0]["ok"]["ledger"]["me"], "木佐貫 遥");
    for answer in &answers[1..] {
        assert_eq!(answer["problem"]["code"], "refused");
    }
}

#[test]
fn a_reader_who_goes_away_ends_it_quietly() {
    let desk = Desk::with_ledger();
    let mut child = desk
        .command(&["status", "--vocabulary"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    assert_eq!(words(&output.stderr), "");
}

#[test]
fn names_that_would_be_code_elsewhere_are_plain_text() {
    let desk = Desk::with_ledger();
    let name = "<img src=x onerror=alert(1)>";
    desk.words(&["person", "add", name, "--note", "=cmd|' /C calc'!A0"]);
    assert_eq!(
        desk.json(&["person", "show", "<img"])["fields"]["name"],
        name
    );
    desk.words(&["person", "add", "\u{1b}[31m赤い"]);
    assert!(
        !desk.words(&["people"]).contains('\u{1b}'),
        "no escape sequence reaches the terminal"
    );
}

#[test]
fn every_command_tells_its_json() {
    let desk = Desk::empty();
    for command in [
        &["new"][..],
        &["import"],
        &["people"],
        &["organisations"],
        &["minutes"],
        &["map"],
        &["stages"],
        &["search"],
        &["sample"],
        &["check"],
        &["today"],
        &["undo"],
        &["redo"],
        &["history"],
        &["operations"],
        &["trash"],
        &["forget"],
        &["mark"],
        &["export"],
        &["status"],
        &["region"],
        &["meeting", "new"],
        &["meeting", "list"],
        &["meeting", "show"],
        &["meeting", "attend"],
        &["meeting", "line"],
        &["meeting", "action"],
        &["person", "add"],
        &["person", "show"],
        &["person", "save"],
        &["organisation", "add"],
        &["organisation", "show"],
        &["affiliation", "add"],
        &["affiliation", "end"],
        &["tie", "record"],
        &["encounter", "add"],
        &["series", "add"],
        &["series", "list"],
    ] {
        let arguments: Vec<&str> = command.iter().copied().chain(["--help"]).collect();
        let help = desk.words(&arguments);
        assert!(help.contains("JSON:"), "{command:?}");
    }
}

/// The bytes of the ledger's folder, to see that nothing changed.
fn bytes_of(dir: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files: Vec<_> = std::fs::read_dir(dir)
        .unwrap()
        .map(|file| file.unwrap().path())
        .filter(|path| path.is_file())
        .map(|path| (path.clone(), std::fs::read(path).unwrap()))
        .collect();
    files.sort();
    files
}

#[test]
fn a_check_reads_a_damaged_ledger_as_it_lies_and_says_what_to_do() {
    let desk = Desk::with_ledger();
    let dir = desk.path("台帳.kaotsunagi");
    let sound = desk.json(&["check"]);
    assert_eq!(
        (&sound["sound"], sound["findings"].as_array().unwrap().len()),
        (&Value::Bool(true), 0)
    );
    // By its place too, without --ledger.
    assert!(
        desk.command_on("どこか", &["check", "台帳"])
            .output()
            .unwrap()
            .status
            .success()
    );

    let file = dir.join("ledger.db");
    let whole = std::fs::read(&file).unwrap();
    let half = whole.len() / 2 / 4096 * 4096;
    let mut flipped = whole.clone();
    flipped[half + 100] ^= 1;
    let cases: [(&[u8], &str); 5] = [
        (&flipped, "pages"),
        (&whole[..half], "unreadable"),
        (&whole[..half + 100], "unreadable"),
        (b"", "empty"),
        ("氏名,電話\n".as_bytes(), "unreadable"),
    ];
    for (bytes, trouble) in cases {
        std::fs::File::create(&file)
            .unwrap()
            .write_all(bytes)
            .unwrap();
        let before = bytes_of(&dir);
        let output = desk.run(&["check", "--json"]);
        assert_eq!(output.status.code(), Some(1), "{trouble}");
        let told: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(told["sound"], false);
        let findings = told["findings"].as_array().unwrap();
        assert!(
            findings.iter().any(|found| found["trouble"] == trouble),
            "{trouble}: {told}"
        );
        let output = desk.run(&["check"]);
        assert_eq!(output.status.code(), Some(1));
        let said = words(&output.stdout);
        assert!(
            said.contains("異常があります") && said.contains("控え"),
            "{said}"
        );
        assert!(bytes_of(&dir) == before, "{trouble}: not a byte is changed");
    }
    // Any other command on it.
    std::fs::File::create(&file)
        .unwrap()
        .write_all(&whole[..half])
        .unwrap();
    let (code, problem) = desk.problem(&["people"]);
    assert_eq!((code, problem["code"].as_str().unwrap()), (1, "damaged"));
    let (_, problem) = desk.problem(&["people", "--language", "en"]);
    assert!(
        problem["message"]
            .as_str()
            .unwrap()
            .contains("left as it is")
    );
    // A wrong passphrase is an error of its own.
    std::fs::File::create(&file)
        .unwrap()
        .write_all(&whole)
        .unwrap();
    put(&desk.path("passphrase"), "ちがう言葉");
    assert_eq!(desk.problem(&["check"]).1["code"], "wrong_passphrase");
}

/// Names that a Latin-1 or Shift_JIS machine left: no UTF-8, and files all the same.
#[cfg(target_os = "linux")]
#[test]
fn a_file_and_a_ledger_whose_names_are_no_text_open() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let name = |bytes: &'static [u8]| OsStr::from_bytes(bytes);
    let desk = Desk::empty();
    let run = |arguments: &[&OsStr]| {
        Command::new(env!("CARGO_BIN_EXE_kaotsunagi"))
            .args(["--today", "2026-11-20", "--language", "ja"])
            .arg("--ledger")
            .arg(name(b"r\xe9gion"))
            .args(arguments)
            .current_dir(desk.dir.path())
            .env("KAOTSUNAGI_PASSPHRASE_FILE", "passphrase")
            .output()
            .unwrap()
    };
    let words_of = |arguments: &[&OsStr]| {
        let output = run(arguments);
        assert!(output.status.success(), "{}", words(&output.stderr));
        words(&output.stdout)
    };
    let os = OsStr::new;
    words_of(&[
        os("new"),
        name(b"r\xe9gion"),
        os("--region"),
        os("みどり野"),
    ]);
    assert!(
        desk.dir
            .path()
            .join(name(b"r\xe9gion.kaotsunagi"))
            .join("ledger.db")
            .is_file()
    );
    let list = name(b"annuaire d'\xe9t\xe9.csv");
    put(
        &desk.dir.path().join(list),
        "氏名,所属\n髙﨑 恵,みどり調剤薬局\n",
    );
    assert!(words_of(&[os("import"), list, os("--dry-run")]).contains("髙﨑 恵"));
    words_of(&[os("import"), list]);
    assert!(words_of(&[os("people")]).contains("髙﨑 恵"));
    words_of(&[
        os("meeting"),
        os("new"),
        os("--title"),
        os("連絡会"),
        os("--date"),
        os("2026-11-19"),
    ]);
    let minutes = name(b"proc\xe8s-verbal.txt");
    words_of(&[os("minutes"), os("連絡会"), os("--out"), minutes]);
    assert!(desk.dir.path().join(minutes).is_file());
    assert!(words_of(&[os("check")]).contains("異常はありません"));
    assert!(words_of(&[os("status")]).contains("みどり野"));
    for (command, file) in [("map", name(b"\xe9.svg")), ("export", name(b"\xe9.csv"))] {
        words_of(&[os(command), os("--out"), file]);
        assert!(desk.dir.path().join(file).is_file());
    }
}

/// String literals of the code that look like keys of the words are keys.
#[test]
fn every_word_that_the_commands_say_exists_in_both_languages() {
    use kaotsunagi_core::session::Language;
    use kaotsunagi_core::words::words as of;
    fn sources(dir: &Path) -> Vec<PathBuf> {
        std::fs::read_dir(dir)
            .unwrap()
            .flat_map(|entry| {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    sources(&path)
                } else {
                    vec![path]
                }
            })
            .collect()
    }
    let mut seen = 0;
    for file in sources(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))) {
        let text = std::fs::read_to_string(&file).unwrap();
        for literal in text
            .lines()
            .flat_map(|line| line.split('"').skip(1).step_by(2))
        {
            if literal.starts_with("cli.") || literal.starts_with("column.") {
                seen += 1;
                // A key that is put together: some begin as it does.
                let there =
                    |words: &'static kaotsunagi_core::words::Words| match literal.split_once('{') {
                        Some((begin, _)) => words.keys().iter().any(|key| key.starts_with(begin)),
                        None => words.has(literal),
                    };
                assert!(
                    there(of(Language::Ja)) && there(of(Language::En)),
                    "{literal} of {}",
                    file.display()
                );
            }
        }
    }
    assert!(seen > 80, "only {seen} keys seen");
}

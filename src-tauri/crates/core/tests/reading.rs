//! Looking at a file before it is taken in: columns by hand, mappings that are found again, refused rows that come back.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // a test says what it expects by failing
#![allow(clippy::disallowed_methods)] // fixtures

use std::path::PathBuf;

use kaotsunagi_core::{Now, Session, border, sample};
use serde_json::{Value, json};

fn now() -> Now {
    Now {
        utc: "2026-11-22T03:00:00Z".parse().unwrap(),
        zone: chrono::FixedOffset::east_opt(9 * 3600).unwrap(),
        today: "2026-11-22".parse().unwrap(),
    }
}

struct Desk {
    session: Session,
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let dir = folder.path().join("sample.kaotsunagi");
        sample::make(&dir, 0, 0, 0, now()).unwrap();
        let mut desk = Self {
            session: Session::new(None, now()),
            folder,
        };
        desk.call("open_ledger", json!({"dir": dir, "passphrase": ""}));
        desk
    }

    fn call(&mut self, name: &str, request: Value) -> Value {
        self.try_call(name, request)
            .unwrap_or_else(|problem| panic!("{name}: {problem}"))
    }

    fn try_call(&mut self, name: &str, request: Value) -> Result<Value, String> {
        border::call(&mut self.session, name, request)
            .unwrap()
            .map_err(|problem| format!("{problem:?}"))
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        path
    }
}

#[test]
fn a_list_with_words_nobody_knows_is_mapped_by_hand_and_the_next_one_by_itself() {
    let mut desk = Desk::new();
    let january = desk.file(
        "1月.csv",
        "ひと,しごとば,ばんごう\n早乙女 透子,みどり調剤,なし\n",
    );
    let seen = desk.call("preview_contacts", json!({"path": january}));
    assert_eq!(seen["recognised"], false, "{seen:#}");
    assert_eq!(seen["columns"][1]["header"], "しごとば");
    assert_eq!(seen["columns"][1]["samples"][0], "みどり調剤");
    let mapping = json!(["name", "organisation", "phone"]);
    let options = json!({"header": seen["header"], "mapping": mapping});
    let seen = desk.call(
        "preview_contacts",
        json!({"path": january, "options": options}),
    );
    assert_eq!(seen["recognised"], true);
    assert_eq!(seen["rows"][0]["name"], "早乙女 透子");
    assert_eq!(seen["rows"][0]["post"], "みどり調剤");
    let run = desk.call(
        "read_contacts",
        json!({"path": january, "encoding": null, "options": options}),
    );
    assert_eq!(
        (&run["new"], &run["rejected"]),
        (&json!(1), &json!(0)),
        "{run:#}"
    );

    desk.call(
        "keep_mapping",
        json!({"header_print": seen["header_print"], "mapping": mapping}),
    );
    let february = desk.file(
        "2月.csv",
        "ひと,しごとば,ばんごう\n百目鬼 澄,みどり調剤,なし\n",
    );
    let seen = desk.call("preview_contacts", json!({"path": february}));
    assert_eq!(seen["mapping_kept"], true, "{seen:#}");
    let run = desk.call("read_contacts", json!({"path": february, "encoding": null}));
    assert_eq!(run["new"], 1, "a header that was kept is known: {run:#}");
    assert_eq!(run["rows"][0]["name"], "百目鬼 澄");
    desk.call(
        "keep_mapping",
        json!({"header_print": seen["header_print"], "mapping": null}),
    );
    assert!(
        desk.try_call("read_contacts", json!({"path": february, "encoding": null}))
            .is_err(),
        "forgotten"
    );
}

#[test]
fn offers_are_listed_in_words_and_toggled() {
    let mut desk = Desk::new();
    let list = desk.file(
        "list.csv",
        "氏名,所属,電話\n佐藤 透子、荻島 澄,こだま医院,312345678\n",
    );
    let seen = desk.call("preview_contacts", json!({"path": list}));
    let offers = seen["offers"].as_array().unwrap();
    let ids: Vec<_> = offers
        .iter()
        .map(|offer| offer["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, ["leading_zero", "several_people"]);
    assert_eq!(offers[0]["examples"][0], json!(["312345678", "0312345678"]));
    assert!(seen["notices"].as_array().unwrap().len() >= 2, "{seen:#}");
    let options = json!({"accept": ["several_people"], "decline": ["leading_zero"]});
    let run = desk.call(
        "read_contacts",
        json!({"path": list, "encoding": null, "options": options}),
    );
    assert_eq!(run["read"], 2, "{run:#}");
    let refused = desk.try_call(
        "preview_contacts",
        json!({"path": list, "options": {"accept": ["magic"]}}),
    );
    assert!(refused.unwrap_err().contains("その提案はありません"));
}

#[test]
fn refused_rows_are_saved_mended_and_taken_in() {
    for ending in ["csv", "xlsx"] {
        let mut desk = Desk::new();
        let list = desk.file(
            "list.csv",
            "氏名,所属,電話,係\n早乙女 透子,みどり調剤薬局,000-101-7777,受付\n,,,夜勤の人\n合計,1名,,\n",
        );
        let to = desk.folder.path().join(format!("直す.{ending}"));
        let saved = desk.call("save_rejected", json!({"path": list, "to": to}));
        assert!(
            saved["message"].as_str().unwrap().contains("2行"),
            "{saved}"
        );
        let mended = if ending == "csv" {
            let text = std::fs::read_to_string(&to).unwrap();
            assert!(
                text.starts_with('\u{feff}'),
                "Excel opens it by double click"
            );
            assert!(
                text.contains("取り込めなかった理由") && text.contains("夜勤の人"),
                "{text}"
            );
            desk.file(
                "mended.csv",
                text.replace(
                    "\"\",\"\",\"\",\"夜勤の人\"",
                    "\"百目鬼 澄\",\"\",\"000-101-8888\",\"夜勤の人\"",
                ),
            )
        } else {
            to.clone()
        };
        let run = desk.call("read_contacts", json!({"path": mended, "encoding": null}));
        assert_eq!(run["read"], 2);
        if ending == "csv" {
            assert_eq!(
                (&run["new"], &run["rejected"]),
                (&json!(1), &json!(1)),
                "{run:#}"
            );
            let row = &run["rows"][0];
            assert_eq!(
                row["name"], "百目鬼 澄",
                "the reason is passed over: {row:#}"
            );
            let told = run.to_string();
            assert!(
                !told.contains("取り込めなかった理由："),
                "no note of it: {told}"
            );
        } else {
            assert_eq!(run["rejected"], 2, "nothing was mended: {run:#}");
        }
    }
}

#[test]
fn refused_cards_are_saved_as_a_list_that_can_be_mended() {
    let mut desk = Desk::new();
    let cards = desk.file(
        "cards.vcf",
        "BEGIN:VCARD\nN:早乙女;透子\nTEL;CELL:000-9001-7777\nORG:みどり調剤薬局\nBEGIN:VCARD\nN:百目鬼;澄\nEND:VCARD\n",
    );
    let to = desk.folder.path().join("直す.csv");
    desk.call("save_rejected", json!({"path": cards, "to": to}));
    let run = desk.call("read_contacts", json!({"path": to, "encoding": null}));
    assert_eq!(run["rows"][0]["name"], "早乙女 透子", "{run:#}");
    assert_eq!(run["rejected"], 0);
}

#[test]
fn hidden_sheets_are_said_aloud_in_the_dry_run() {
    let mut desk = Desk::new();
    let fixture = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../../tests/fixtures/contacts/meibo.xlsx");
    let run = desk.call("read_contacts", json!({"path": fixture, "encoding": null}));
    let notices = run["notices"].to_string();
    assert!(notices.contains("旧名簿"), "{notices}");
    assert!(notices.contains("先頭の 0 を戻す"), "{notices}");
}

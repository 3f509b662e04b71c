//! Lists out, and back in unchanged.

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
    fn new(people: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let dir = folder.path().join("sample.kaotsunagi");
        sample::make(&dir, people, people / 4, 1, now()).unwrap();
        let mut desk = Self {
            session: Session::new(None, now()),
            folder,
        };
        desk.call("open_ledger", json!({"dir": dir, "passphrase": ""}));
        desk
    }

    fn call(&mut self, name: &str, request: Value) -> Value {
        border::call(&mut self.session, name, request)
            .unwrap()
            .unwrap_or_else(|problem| panic!("{name}: {problem:?}"))
    }

    fn out(&mut self, format: &str, ending: &str) -> (PathBuf, Value) {
        let path = self.folder.path().join(format!("{format}.{ending}"));
        let request =
            json!({"path": path, "include_unknown": true, "format": format, "replace": true});
        let given = self.call("export_people", request);
        (path, given)
    }
}

const FORMATS: [(&str, &str); 6] = [
    ("csv", "csv"),
    ("csv_cp932", "csv"),
    ("xlsx", "xlsx"),
    ("xlsx_by_organisation", "xlsx"),
    ("vcard3", "vcf"),
    ("vcard4", "vcf"),
];

#[test]
fn out_and_back_in_changes_nothing_in_any_format() {
    for people in [0, 200] {
        let mut desk = Desk::new(people);
        for (format, ending) in FORMATS {
            let (path, _) = desk.out(format, ending);
            let run = desk.call("read_contacts", json!({"path": path, "encoding": null}));
            assert!(
                run["unchanged"].as_u64().unwrap() >= 10,
                "{format}: {run:#}"
            );
            let changed: Vec<_> = run["rows"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|row| matches!(row["outcome"].as_str(), Some("new" | "updated")))
                .collect();
            assert!(changed.is_empty(), "{format} of {people}: {changed:#?}");
            if people == 0 {
                assert_eq!(run["doubtful"], 0, "{format}: no namesakes there");
            }
        }
    }
}

/// Who is in a list, each as their fields have them.
fn people_in(path: &PathBuf) -> Vec<String> {
    let name = path.file_name().unwrap().to_string_lossy();
    let file = exchange::read(&std::fs::read(path).unwrap(), &name, None).unwrap();
    let people = file
        .entries
        .iter()
        .filter_map(|entry| entry.person.as_ref().ok());
    let mut people: Vec<String> = people.map(exchange::fingerprint).collect();
    people.sort();
    people
}

#[test]
fn what_goes_into_an_empty_ledger_goes_out_of_it_again_as_it_was() {
    let mut desk = Desk::new(0);
    for (format, ending) in FORMATS {
        let (path, _) = desk.out(format, ending);
        let mut empty = Desk {
            session: Session::new(None, now()),
            folder: tempfile::tempdir().unwrap(),
        };
        let dir = empty.folder.path().join("empty.kaotsunagi");
        empty.call(
            "new_ledger",
            json!({"dir": dir, "passphrase": "みどり野の春は遠い", "region": "みどり野", "prefecture": "", "municipalities": ["みどり野市"],
                "coordinator": {"name": "", "kana": "", "profession": null, "organisation": "", "organisation_kind": null, "title": ""}, "kind": ""}),
        );
        let run = empty.call(
            "import_contacts",
            json!({"path": path, "encoding": null, "source": "", "decisions": []}),
        );
        let run = &run["result"];
        assert_eq!(
            (&run["updated"], &run["doubtful"]),
            (&json!(0), &json!(0)),
            "{format}: {run:#}"
        );
        let (again, _) = empty.out(format, ending);
        let before = people_in(&path);
        assert!(before.len() >= 30, "{format}: {}", before.len());
        assert_eq!(people_in(&again), before, "{format}");
    }
}

#[test]
fn how_to_reach_somebody_goes_out_and_comes_back_where_it_was_blank() {
    let mut desk = Desk::new(0);
    let list = desk.folder.path().join("list.csv");
    std::fs::write(
        &list,
        "氏名,所属,携帯,連絡しやすい方法,連絡しやすい時間\n早乙女 透子,みどり調剤薬局,000-9001-7777,メール,ケアマネタイム 16時から\n",
    )
    .unwrap();
    desk.call(
        "import_contacts",
        json!({"path": list, "encoding": null, "source": "", "decisions": []}),
    );
    let found = desk.call("people", json!({"text": "早乙女 透子"}))["rows"][0]["id"].clone();
    let card = desk.call("person", json!({"id": found}));
    assert_eq!(card["fields"]["preferred_way"], "email");
    assert_eq!(card["fields"]["reachable_hours"], "ケアマネタイム 16時から");
    assert_eq!(card["fields"]["note"], "", "no note of it");
}

#[test]
fn what_cp932_cannot_hold_is_told_first_and_replaced_only_when_she_says_so() {
    let mut desk = Desk::new(0);
    let path = desk.folder.path().join("list.csv");
    let request = json!({"path": path, "include_unknown": true, "format": "csv_cp932"});
    let told = desk.call("export_people", request.clone());
    assert_eq!(told["written"], false, "𠮷村 stands in the sample");
    assert!(!path.exists(), "nothing was written");
    let listed = told["unwritable"].as_array().unwrap();
    let yoshi = listed.iter().find(|one| one["text"] == "𠮷").unwrap();
    assert_eq!(yoshi["instead"], "吉");
    assert!(told["message"].as_str().unwrap().contains("𠮷 → 吉"));
    let mut replace = request;
    replace["replace"] = json!(true);
    let given = desk.call("export_people", replace);
    assert_eq!(given["written"], true);
    let text = encoding_rs_text(&std::fs::read(&path).unwrap());
    assert!(
        text.contains("吉村 いづみ") && text.contains("髙﨑 恵"),
        "{text}"
    );
}

/// By our own reader: what else reads a list here knows CP932 as well.
fn encoding_rs_text(bytes: &[u8]) -> String {
    exchange::encoding::decode(bytes, Some("cp932"))
        .unwrap()
        .text
}

#[test]
fn the_list_for_paper_has_headings_page_numbers_and_a_header_on_every_page() {
    let mut desk = Desk::new(0);
    let (path, _) = desk.out("xlsx_by_organisation", "xlsx");
    let bytes = std::fs::read(path).unwrap();
    let mut parts = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        std::io::Read::read_to_string(&mut parts.by_name(name).unwrap(), &mut text).unwrap();
        text
    };
    let sheet = part("xl/worksheets/sheet1.xml");
    for wanted in [
        "paperSize=\"9\"",
        "orientation=\"landscape\"",
        "&amp;C&amp;P / &amp;N",
        "hidden=\"1\"",
        "fitToHeight=\"0\"",
    ] {
        assert!(sheet.contains(wanted), "{wanted}");
    }
    assert!(
        part("xl/workbook.xml").contains("Print_Titles"),
        "the header row repeats"
    );
    let texts = part("xl/sharedStrings.xml");
    assert!(texts.contains("■ みどり調剤薬局"));
    assert!(
        texts.contains("令和8年11月22日(日)現在"),
        "a list says of which day it is"
    );
    // The workplace stands in the headings, and nobody of the sample has a telephone at work or a FAX.
    assert!(
        sheet.matches("hidden=\"1\"").count() >= 2,
        "empty columns take no room"
    );
    assert!(
        sheet.matches("customHeight=\"1\"").count() > 30,
        "no line of Japanese is cut"
    );
}

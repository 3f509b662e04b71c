//! What is private or stays in the office has no way out, whichever way is tried.
#![allow(clippy::expect_used, clippy::indexing_slicing)] // also in what the tests share: a test may fail loudly

mod midorino;

use std::io::Read as _;

use kaotsunagi_core::export::{ExportPeople, export_people};
use kaotsunagi_core::map::{ExportMap, export_map};
use ledger::person::Consent;
use midorino::Midorino;
use network::NodeKind;

/// Words that stand in columns of the office or in private ones, and nowhere else.
const MARKS: [&str; 6] = [
    "印マナー",
    "印メモ",
    "印接点",
    "印気づき",
    "070-0000-9999",
    "印機関メモ",
];

fn region() -> Midorino {
    let mut region = Midorino::with_coordinator();
    let me = region.me();
    let office = region.organisation("ケアプランみずき", "care_manager_office");
    region.write(|write| {
        let mut fields = write.organisation(office)?.fields;
        fields.note = "印機関メモ".to_owned();
        write.save_organisation(office, &fields)
    });
    let people = ["槇原 さとみ", "仁科 豊"].map(|name| {
        region.person_with(
            name,
            "care_manager",
            office,
            |person| {
                person.consent = Consent::Yes;
                person.manner = "印マナー".to_owned();
                person.note = "印メモ".to_owned();
                person.mobile = "070-0000-9999".to_owned();
                person.key_person = true;
            },
            |_| {},
        )
    });
    region.meeting("勉強会", "2026-06-01", &people, |_| {});
    region.write(|write| {
        write
            .add_encounter(&ledger::encounter::EncounterFields {
                on: "2026-08-02".parse().expect("a day"),
                kind: "phone".to_owned(),
                summary: "印接点".to_owned(),
                insight: "印気づき".to_owned(),
                is_case: false,
                people: people.to_vec(),
                organisations: Vec::new(),
            })
            .map(|_| ())
    });
    region.tie(me, people[0], 3, "2026-09-09");
    region
}

/// All text of a file, also of one that is a ZIP archive inside.
fn text_of(path: &str) -> String {
    let bytes = std::fs::read(path).expect("the file");
    let Ok(mut archive) = zip::ZipArchive::new(std::io::Cursor::new(&bytes)) else {
        return String::from_utf8_lossy(&bytes).into_owned();
    };
    let mut all = String::new();
    for number in 0..archive.len() {
        let mut part = String::new();
        let mut file = archive.by_index(number).expect("a part");
        if file.read_to_string(&mut part).is_ok() {
            all.push_str(&part);
        }
    }
    all
}

#[test]
fn nothing_of_the_office_and_nothing_private_stands_in_a_list_or_a_map_for_others() {
    let mut region = region();
    let mut files = Vec::new();
    for ending in ["csv", "xlsx"] {
        let path = region.path(&format!("名簿.{ending}"));
        let request = ExportPeople {
            path: path.clone().into(),
            include_unknown: false,
        };
        export_people(&mut region.session, request).expect("a list");
        files.push(path);
    }
    for (kind, name) in [
        (NodeKind::Person, "人"),
        (NodeKind::Organisation, "機関"),
        (NodeKind::Profession, "職種"),
        (NodeKind::Municipality, "市町村"),
    ] {
        for ending in ["svg", "json"] {
            let path = region.path(&format!("図_{name}.{ending}"));
            let request = ExportMap {
                path: path.clone().into(),
                kind,
                until: None,
                drawing: None,
            };
            export_map(&mut region.session, request).expect("a map");
            files.push(path);
        }
    }
    for file in files {
        let text = text_of(&file);
        for mark in MARKS {
            assert!(!text.contains(mark), "{mark} in {file}");
        }
        for day in ["2026-08-02", "2026-09-09"] {
            assert!(!text.contains(day), "{day} in {file}");
        }
        if file.contains("名簿") || file.contains("図_人") {
            assert!(text.contains("槇原 さとみ"), "{file} is empty");
        }
    }
}

#[test]
fn her_own_list_has_the_numbers_of_the_office_and_still_nothing_private() {
    let mut region = region();
    let path = region.path("名簿.csv");
    let request = ExportPeople {
        path: path.clone().into(),
        include_unknown: true,
    };
    export_people(&mut region.session, request).expect("a list");
    let text = text_of(&path);
    assert!(text.contains("070-0000-9999"), "{text}");
    assert!(!text.contains("印マナー"), "{text}");
}

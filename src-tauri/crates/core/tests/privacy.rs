//! Whatever leaves the ledger is searched for what has no way out.
#![allow(clippy::expect_used, clippy::indexing_slicing)] // also in what the tests share: a test may fail loudly

mod midorino;

use std::io::Read as _;

use kaotsunagi_core::export::{ExportPeople, PeopleFormat, export_people};
use kaotsunagi_core::map::{ExportMap, export_map};
use kaotsunagi_core::minutes::{ExportMinutes, MinutesFormat, export_minutes};
use kaotsunagi_core::share::{GivePack, HandOver, PackScope, give_pack};
use ledger::checklist::MarkState;
use ledger::log::ImportEntry;
use ledger::meeting::line::{Audience, LineKind};
use ledger::person::Consent;
use ledger::schema::tables::{Privacy, TABLES, privacy};
use ledger::tie::TieLevel;
use ledger::{ImportId, MeetingId};
use midorino::{Midorino, day};
use network::NodeKind;

/// What stands in a column that must not be read by colleagues, and would be recognised anywhere.
const WORDS: [(&str, &str, &str); 21] = [
    ("person", "manner", "朝は話しかけない方がよい"),
    ("person", "note", "覚え書きの印"),
    ("person", "mobile", "000-9876-5432"),
    ("tie_level", "on_day", "2026-07-03"),
    ("tie_level", "basis", "飲み会で打ち解けた"),
    ("organisation", "note", "事務長は気むずかしい"),
    ("encounter", "on_day", "2026-08-04"),
    ("encounter", "summary", "電話で愚痴を聞いた"),
    ("encounter", "insight", "異動を考えているらしい"),
    ("checklist_mark", "note", "まだ根回しの途中"),
    ("evidence", "label", "引き出しの中の控え"),
    ("import_log", "file", "もらい物の名簿"),
    ("import_log", "source", "前任者からこっそり"),
    ("import_log", "format", "変わった形式"),
    ("import_log", "basis", "本人の口約束"),
    ("import_log", "giver", "栗林 和枝からもらった"),
    ("import_log", "giver_organisation", "もらった先の組合"),
    ("import_log", "how", "宴席で手渡し"),
    ("former_value", "value", "旧姓の印"),
    ("distinct_pair", "who", "見分けた人の印"),
    ("distinct_pair", "why", "声を聞けば別人と分かる"),
];

/// Columns without words of their own: who and whom, marks, places, moments. The lines and signs that they would show
/// have tests of their own (`map.rs`).
const WITHOUT_WORDS: [&str; 57] = [
    "pack_taken",
    "pack_effect",
    "shared_record",
    "shared_device",
    "colleague",
    "person.key_person",
    "person.confirmed_on",
    "person.removed_at",
    "organisation.removed_at",
    "coordinator.me",
    "tie.a",
    "tie.b",
    "tie_level.tie",
    "tie_level.level",
    "encounter.kind",
    "encounter.is_case",
    "encounter_person.encounter",
    "encounter_person.person",
    "encounter_person.position",
    "encounter_organisation.encounter",
    "encounter_organisation.organisation",
    "encounter_organisation.position",
    "series.removed_at",
    "meeting.informal",
    "meeting.removed_at",
    "checklist_mark.state",
    "checklist_mark.at",
    "evidence.item",
    "evidence.kind",
    "evidence.record",
    "import_log.at",
    "import_log.encoding",
    "import_log.new",
    "import_log.updated",
    "import_log.unchanged",
    "import_log.doubtful",
    "import_log.rejected",
    "imported_row.import",
    "import_log.digest",
    "import_log.as_of",
    "imported_row.person",
    "imported_row.told",
    "former_value.person",
    "former_value.field",
    "former_value.until_on",
    "former_value.import",
    "distinct_pair.a",
    "distinct_pair.b",
    "distinct_pair.at",
    "map_pin.x",
    "map_pin.y",
    "map_position.x",
    "map_position.y",
    // The log of what was given out: written by what is tested here.
    "export_log",
    // Read by no way out: what is typed, how this ledger is kept, receipts.
    "draft",
    "preference",
    "receipt",
];

fn word(table: &str, column: &str) -> String {
    let mut words = WORDS.iter();
    let found = words.find(|one| (one.0, one.1) == (table, column));
    found.expect("a word").2.to_owned()
}

/// A ledger with a word in every column that has no way out to colleagues.
fn ledger_of_secrets() -> (Midorino, MeetingId) {
    let mut region = Midorino::with_coordinator();
    let me = region.me();
    let hospital = region.organisation("みどり野総合病院", "acute_hospital");
    let station = region.organisation("訪問看護ステーション なぎ", "visiting_nurse_station");
    let secrets = |person: &mut ledger::person::PersonFields| {
        person.manner = word("person", "manner");
        person.note = word("person", "note");
        person.key_person = true;
    };
    let open = region.person_with(
        "槇原 さとみ",
        "discharge_nurse",
        hospital,
        |person| {
            secrets(person);
            person.consent = Consent::Yes;
        },
        |_| {},
    );
    let workplace = region.person_with(
        "𠮷村 いづみ",
        "visiting_nurse",
        station,
        |person| {
            secrets(person);
            person.consent = Consent::WorkplaceOnly;
            person.mobile = word("person", "mobile");
        },
        |_| {},
    );
    region.tie(open, workplace, 3, &word("tie_level", "on_day"));
    region.encounter(
        &word("encounter", "on_day"),
        "phone",
        &[open, workplace],
        |fields| {
            fields.summary = word("encounter", "summary");
            fields.insight = word("encounter", "insight");
            fields.organisations = vec![station];
        },
    );
    let meeting = region.meeting(
        "連携会議",
        "2026-06-01",
        &[me, open, workplace],
        |fields| {
            fields.informal = true;
        },
    );
    region.line(meeting, LineKind::Statement, "退院前に一度来てほしい");
    region.line_with(
        meeting,
        LineKind::Insight,
        "内部だけの気づき",
        |line| {
            line.audience = Audience::Internal;
        },
    );
    region.write(|write| {
        let mut fields = write.organisation(station)?.fields;
        fields.note = word("organisation", "note");
        write.save_organisation(station, &fields)?;
        let level = TieLevel {
            level: 2,
            on: day(&word("tie_level", "on_day")),
            basis: word("tie_level", "basis"),
        };
        write.record_tie(me, workplace, &level)?;
        write.mark("1-1", MarkState::UnderWay, &word("checklist_mark", "note"))?;
        write.add_evidence("1-1", "outside", "", &word("evidence", "label"))?;
        write.add_import(&ImportEntry {
            id: ImportId(uuid::Uuid::nil()),
            at: "2026-11-22T03:00:00Z".parse().expect("a moment"),
            file: word("import_log", "file"),
            format: word("import_log", "format"),
            encoding: "utf-8".to_owned(),
            source: word("import_log", "source"),
            new: 0,
            updated: 0,
            unchanged: 0,
            doubtful: 0,
            rejected: 0,
            basis: word("import_log", "basis"),
            giver: word("import_log", "giver"),
            giver_organisation: word("import_log", "giver_organisation"),
            how: word("import_log", "how"),
            digest: String::new(),
            as_of: None,
        })?;
        write.add_former_value(me, "family", &word("former_value", "value"), None, None)?;
        write.keep_apart(
            me,
            workplace,
            &word("distinct_pair", "who"),
            &word("distinct_pair", "why"),
        )?;
        Ok(())
    });
    (region, meeting)
}

/// Every text that is in a file, packed or not.
fn text_of(path: &str) -> String {
    let bytes = std::fs::read(path).expect("the file");
    if path.ends_with(".pdf") {
        let read = std::process::Command::new("pdftotext")
            .args(["-enc", "UTF-8", path, "-"])
            .output()
            .expect("pdftotext (poppler-utils)");
        return String::from_utf8(read.stdout)
            .expect("UTF-8")
            .replace('\n', "");
    }
    if !bytes.starts_with(b"PK") {
        let text = exchange::encoding::decode(&bytes, None)
            .expect("a text")
            .text;
        // A card's lines are folded wherever they are too long.
        return text.replace("\r\n ", "");
    }
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a ZIP");
    let mut text = String::new();
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).expect("a part");
        if part.name().ends_with(".xml") {
            part.read_to_string(&mut text).expect("UTF-8");
        }
    }
    text
}

/// Everything that the program can write for an audience, by the file's name.
fn everything(
    region: &mut Midorino,
    meeting: MeetingId,
    audience: Audience,
) -> Vec<(String, String)> {
    let mut paths = Vec::new();
    for (name, format) in [
        ("名簿.csv", PeopleFormat::Csv),
        ("名簿932.csv", PeopleFormat::CsvCp932),
        ("名簿.xlsx", PeopleFormat::Xlsx),
        ("名簿機関.xlsx", PeopleFormat::XlsxByOrganisation),
        ("名簿3.vcf", PeopleFormat::Vcard3),
        ("名簿4.vcf", PeopleFormat::Vcard4),
    ] {
        let request = ExportPeople {
            path: region.path(name).into(),
            passphrase: None,
            include_unknown: audience == Audience::Internal,
            format: Some(format),
            replace: true,
        };
        paths.push(
            export_people(&mut region.session, request)
                .expect("a list")
                .path,
        );
    }
    for (kind, name) in [
        (NodeKind::Person, "人"),
        (NodeKind::Organisation, "機関"),
        (NodeKind::Profession, "職種"),
        (NodeKind::Municipality, "市町村"),
    ] {
        for ending in ["svg", "json"] {
            let request = ExportMap {
                path: region.path(&format!("図_{name}.{ending}")).into(),
                passphrase: None,
                kind,
                until: None,
                drawing: None,
            };
            paths.push(
                export_map(&mut region.session, request)
                    .expect("a map")
                    .path,
            );
        }
    }
    for (format, ending) in [
        (MinutesFormat::Md, "md"),
        (MinutesFormat::Txt, "txt"),
        (MinutesFormat::Docx, "docx"),
        (MinutesFormat::Pdf, "pdf"),
    ] {
        let request = ExportMinutes {
            meeting: meeting.to_string(),
            audience,
            format,
            path: region.path(&format!("議事録.{ending}")).into(),
            passphrase: None,
        };
        paths.push(
            export_minutes(&mut region.session, request)
                .expect("minutes")
                .path,
        );
    }
    paths
        .into_iter()
        .map(|path| {
            let text = text_of(&path);
            (path, text)
        })
        .collect()
}

#[test]
fn every_column_without_a_way_out_is_thought_of_here() {
    for table in &TABLES {
        for (column, privacy) in table.columns {
            let name = format!("{}.{column}", table.name);
            let known = WORDS
                .iter()
                .any(|(one, other, _)| (one, other) == (&table.name, column))
                || WITHOUT_WORDS.contains(&name.as_str())
                || WITHOUT_WORDS.contains(&table.name);
            let kept_in = *privacy != Privacy::Shared;
            assert_eq!(known, kept_in, "{name}: {privacy:?}");
        }
    }
}

#[test]
fn what_has_no_way_out_to_colleagues_is_in_no_file_for_them() {
    let (mut region, meeting) = ledger_of_secrets();
    let files = everything(&mut region, meeting, Audience::Shared);
    assert_eq!(files.len(), 18);
    for (path, text) in &files {
        for (table, column, word) in WORDS {
            assert!(!text.contains(word), "{table}.{column} in {path}: {text}");
        }
        for word in [
            "内部だけの気づき",
            "key_person",
            "合同研修",
            "7月3日",
            "8月4日",
        ] {
            assert!(!text.contains(word), "{word} in {path}: {text}");
        }
    }
    let all: String = files.into_iter().map(|(_, text)| text).collect();
    for word in ["槇原 さとみ", "𠮷村 いづみ", "退院前に一度来てほしい"] {
        assert!(all.contains(word), "{word} is looked for");
    }
}

/// What is in a pack, in clear.
fn inside_pack(region: &mut Midorino, hand_over: Option<HandOver>) -> String {
    let path = region.path("同僚へ.kaotsunagi-pack");
    let request = GivePack {
        path: path.clone().into(),
        scope: PackScope {
            hand_over,
            ..PackScope::default()
        },
        colleague: None,
        passphrase: Some(midorino::PASSPHRASE.to_owned()),
        recipient: "川瀬町の調整員".to_owned(),
        basis: String::new(),
    };
    give_pack(&mut region.session, request).expect("a pack");
    let sealed = std::fs::read(&path).expect("the file");
    let passphrase = ledger::Passphrase::new(midorino::PASSPHRASE);
    let inside = ledger::keys::unseal(path.as_ref(), &sealed, &passphrase).expect("opened");
    let deflated = inside
        .splitn(3, |byte| *byte == b'\n')
        .last()
        .expect("three parts");
    let mut text = String::new();
    flate2::read::DeflateDecoder::new(deflated)
        .read_to_string(&mut text)
        .expect("a text");
    text
}

#[test]
fn a_pack_for_a_colleague_holds_nothing_of_the_offices_own_nor_anything_private() {
    let (mut region, _) = ledger_of_secrets();
    let text = inside_pack(&mut region, None);
    for (table, column, word) in WORDS {
        assert!(!text.contains(word), "{table}.{column}: {word}");
    }
    for word in ["内部だけの気づき", "key_person", "removed_at"] {
        assert!(!text.contains(word), "{word}");
    }
    assert!(text.contains("𠮷村 いづみ"), "what is shared is there");
}

#[test]
fn of_what_is_private_the_successor_gets_what_was_ticked_alone() {
    let (mut region, _) = ledger_of_secrets();
    for ticked in [false, true] {
        let hand_over = HandOver {
            manner: ticked,
            ties: ticked,
        };
        let text = inside_pack(&mut region, Some(hand_over));
        for (table, column, word) in WORDS {
            let is_private = privacy(table, column) == Privacy::Private;
            let is_of_a_person = matches!(table, "person" | "tie_level");
            if is_private {
                assert_eq!(
                    text.contains(word),
                    ticked && is_of_a_person,
                    "{table}.{column}: {word}"
                );
            }
        }
        assert!(
            text.contains("内部だけの気づき"),
            "the office's own goes to the office"
        );
    }
}

#[test]
fn what_is_private_is_in_no_file_at_all() {
    let (mut region, meeting) = ledger_of_secrets();
    let files = everything(&mut region, meeting, Audience::Internal);
    for (path, text) in &files {
        for (table, column, word) in WORDS {
            if privacy(table, column) == Privacy::Private {
                assert!(!text.contains(word), "{table}.{column} in {path}: {text}");
            }
        }
    }
    let all: String = files.into_iter().map(|(_, text)| text).collect();
    assert!(all.contains("内部だけの気づき"), "the office reads its own");
}

#[test]
fn her_own_list_has_the_numbers_of_the_office() {
    let mut region = Midorino::with_coordinator();
    let office = region.organisation("ケアプランみずき", "care_manager_office");
    let consent = |person: &mut ledger::person::PersonFields| {
        person.consent = Consent::Yes;
        person.mobile = word("person", "mobile");
    };
    region.person_with("槇原 さとみ", "care_manager", office, consent, |_| {});
    let mut list = |include_unknown| {
        let request = ExportPeople {
            path: region.path("名簿.csv").into(),
            passphrase: None,
            include_unknown,
            ..ExportPeople::default()
        };
        let path = export_people(&mut region.session, request)
            .expect("a list")
            .path;
        text_of(&path)
    };
    assert!(list(true).contains(&word("person", "mobile")));
    assert!(!list(false).contains(&word("person", "mobile")));
}

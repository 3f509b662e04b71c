//! Forgetting a person: nothing of them is left in the file, and the work of the others is.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods
)] // also in what the tests share: a test may fail loudly

mod midorino;

use kaotsunagi_core::border;
use ledger::meeting::attendance::{AttendanceFields, Attended};
use ledger::meeting::line::{Audience, LineKind};
use ledger::{MeetingId, OrganisationId, PersonId};
use midorino::{Midorino, attendance};
use rusqlite::types::Value as Cell;
use serde_json::{Value, json};

fn call(region: &mut Midorino, name: &str, request: Value) -> Value {
    border::call(&mut region.session, name, request)
        .expect("a known command")
        .unwrap_or_else(|problem| panic_with(name, &problem.message))
}

#[allow(clippy::panic, reason = "a test may fail loudly")]
fn panic_with(name: &str, message: &str) -> Value {
    panic!("{name}: {message}")
}

/// Every value of every table of the file as it lies, the log included.
fn dump(region: &Midorino) -> Vec<(String, String)> {
    let ledger = region.session.ledger().expect("open");
    let raw = rusqlite::Connection::open(ledger.dir().join("ledger.db")).expect("the file");
    let key = ledger.key().to_hex();
    raw.pragma_update(None, "key", format!("x'{}'", key.as_str()))
        .expect("the key");
    let tables: Vec<String> = raw
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
        .and_then(|mut all| all.query_map([], |row| row.get(0))?.collect())
        .expect("tables");
    assert!(tables.len() > 30, "{tables:?}");
    let free: i64 = raw
        .query_row("PRAGMA freelist_count", [], |row| row.get(0))
        .expect("free pages");
    assert_eq!(free, 0, "no page is left over");
    let mut values = Vec::new();
    for table in tables {
        let mut all = raw
            .prepare(&format!("SELECT * FROM \"{table}\""))
            .expect("a table");
        let columns = all.column_count();
        let mut rows = all.query([]).expect("rows");
        while let Some(row) = rows.next().expect("a row") {
            for at in 0..columns {
                let text = match row.get::<_, Cell>(at).expect("a value") {
                    Cell::Text(text) => text,
                    Cell::Blob(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
                    Cell::Integer(number) => number.to_string(),
                    Cell::Real(_) | Cell::Null => continue,
                };
                values.push((table.clone(), text));
            }
        }
    }
    values
}

/// Everything that may name somebody, done through the use cases.
struct Left {
    region: Midorino,
    her: PersonId,
    other: PersonId,
    meeting: MeetingId,
    station: OrganisationId,
}

const HERS: [&str; 14] = [
    "髙﨑",
    "高崎",
    "恵",
    "たかさき",
    "タカサキ",
    "めぐみ",
    "000-1234-0001",
    "000-1234-0009",
    "megumi@",
    "朝のうちに",
    "旧姓",
    "山百合",
    "000-1234-0077",
    "声が違う",
];

fn left_behind() -> Left {
    let mut region = Midorino::with_coordinator();
    let station = region.organisation("みどり野訪問看護ステーション", "visiting_nurse_station");
    let other = region.person("𠮷村 いづみ", "visiting_nurse", station);
    let me = region.me();
    let path = region.put(
        "高崎恵の名刺.csv",
        "氏名,フリガナ,職種,所属,電話,メール\n高崎 恵,タカサキ メグミ,訪問看護師,みどり野訪問看護ステーション,000-1234-0009,megumi@old.example\n",
    );
    let request =
        json!({"path": path, "encoding": null, "source": "高崎恵さんご本人から", "decisions": []});
    let taken = call(&mut region, "import_contacts", request);
    let her: PersonId = taken["result"]["rows"][0]["person"]
        .as_str()
        .and_then(|id| id.parse().ok())
        .expect("her");
    let card = call(&mut region, "person", json!({"id": her}));
    let mut fields = card["fields"].clone();
    for (field, value) in [
        ("name", "髙﨑　恵"),
        ("family", "髙﨑"),
        ("given", "恵"),
        ("kana", "たかさき めぐみ"),
        ("phone", "000-1234-0001"),
        ("mobile", "000-1234-0009"),
        ("email", "megumi@nagi.example"),
        ("note", "旧姓は山百合"),
        ("manner", "朝のうちに電話すると話しやすい"),
    ] {
        fields[field] = value.into();
    }
    call(
        &mut region,
        "save_person",
        json!({"id": her, "fields": fields}),
    );
    let meeting = region.meeting(
        "髙﨑恵さんを囲む会",
        "2026-09-17",
        &[her, other],
        |fields| {
            fields.recorder = Some(her);
            fields.handouts = "髙﨑 恵作成の資料".to_owned();
        },
    );
    region.write(|write| {
        write.set_attendance(
            meeting,
            &AttendanceFields {
                attended: Attended::Proxy,
                proxy_person: Some(her),
                ..attendance(me)
            },
        )
    });
    region.line_with(
        meeting,
        LineKind::Statement,
        "金曜の夜が不安。髙﨑恵まで。",
        |line| {
            line.speaker = Some(her);
        },
    );
    region.line(
        meeting,
        LineKind::Information,
        "看護師髙﨑　恵より、タカサキ メグミ名義の案内",
    );
    region.action(
        meeting,
        "髙﨑 恵さんが一覧を作る",
        "髙﨑恵",
        None,
        Audience::Shared,
    );
    let read = region.session.ledger().expect("open").read();
    let action = read.actions_of_meeting(meeting).expect("read").remove(0);
    let mut fields = action.fields;
    fields.owner = Some(her);
    region.write(|write| write.save_action(action.id, &fields));
    region.tie(me, her, 2, "2026-09-17");
    region.encounter("2026-09-18", "phone", &[her], |fields| {
        fields.summary = "髙﨑恵さん（000-1234-0001、megumi@nagi.example）に電話".to_owned();
    });
    region.encounter("2026-09-19", "phone", &[her, other], |_| {});
    // Deleted long ago: the log alone knows.
    let request = json!({"fields": {"on": "2026-09-20", "kind": "phone", "summary": "髙﨑恵の件", "insight": "", "is_case": false, "people": [her], "organisations": []}});
    let added = call(&mut region, "add_encounter", request);
    call(&mut region, "remove_encounter", json!({"id": added["id"]}));
    call(
        &mut region,
        "record_tie",
        json!({"a": her, "b": other, "level": 1, "on": "2026-09-17", "basis": "髙﨑恵の紹介"}),
    );
    let evidence = json!({"item": "1-1", "kind": "person", "record": her, "label": ""});
    call(&mut region, "add_evidence", evidence);
    let mark = json!({"item": "1-2", "state": "done", "note": "高崎 恵さんに確認"});
    call(&mut region, "mark_item", mark);
    let node = format!("person:{her}");
    let positions = json!({"positions": [{"key": node, "x": 1.0, "y": 2.0, "pinned": true}]});
    call(&mut region, "set_positions", positions);
    let path = region.path("議事録 髙﨑恵.md");
    let request = json!({"meeting": meeting, "audience": "shared", "format": "md", "path": path});
    call(&mut region, "export_minutes", request);
    // Typed and not saved yet: on her own card, and in another form.
    let text = json!({"note": "旧姓は山百合"}).to_string();
    call(
        &mut region,
        "keep_draft",
        json!({"id": format!("person:{her}"), "text": text}),
    );
    let text = json!({"lines": ["髙﨑恵さんより \"急ぎ\""]}).to_string();
    call(
        &mut region,
        "keep_draft",
        json!({"id": "line:new", "text": text}),
    );
    // The same person entered twice, made one; and taken for another once.
    let twice = json!({"fields": {"name": "髙﨑 めぐみ", "mobile": "000-1234-0077", "note": "山百合の会"},
        "organisation": "", "title": ""});
    let twice = call(&mut region, "add_person", twice)["id"].clone();
    let pair = json!({"a": twice, "b": other, "why": "髙﨑めぐみさんとは声が違う"});
    call(&mut region, "keep_apart", pair);
    let both = json!({"a": her, "b": twice, "choices": []});
    call(&mut region, "merge_people", both);
    // What could be redone would hold the name as well.
    let card = call(&mut region, "person", json!({"id": other}));
    let mut fields = card["fields"].clone();
    fields["note"] = "髙﨑恵さんの後任".into();
    call(
        &mut region,
        "save_person",
        json!({"id": other, "fields": fields}),
    );
    call(&mut region, "undo", json!({}));
    Left {
        region,
        her,
        other,
        meeting,
        station,
    }
}

/// Nothing that was hers stands in any table, but for what is in `allowed`.
fn assert_forgotten(region: &Midorino, her: PersonId) {
    let id = her.to_string();
    let left: Vec<_> = dump(region)
        .into_iter()
        .filter(|(_, text)| HERS.iter().any(|hers| text.contains(hers)) || text.contains(&id))
        .collect();
    assert_eq!(left, Vec::new());
    for table in ["former_value", "distinct_pair", "merged"] {
        assert!(dump(region).iter().all(|(of, _)| of != table), "{table}");
    }
}

#[test]
fn nothing_of_her_is_left_in_the_file_and_role_and_organisation_stand_in_her_place() {
    let Left {
        mut region,
        her,
        other,
        meeting,
        station,
    } = left_behind();
    assert!(
        dump_names_her(&region),
        "before, the file was full of her: the search finds what is there"
    );
    let preview = call(&mut region, "forget_preview", json!({"id": her}));
    assert_eq!(preview["name"], "髙﨑　恵");
    assert_eq!(
        preview["replaced_by"],
        "訪問看護師（みどり野訪問看護ステーション）"
    );
    assert!(dump_names_her(&region), "a preview writes nothing");
    let receipt = call(&mut region, "forget_person", json!({"id": her}));
    assert_forgotten(&region, her);

    let text = receipt["text"].as_str().expect("words");
    for words in [
        "令和8年11月22日(日) 12:00",
        "所属 1件",
        "つながり 2件",
        "会議の出席者 1件",
        "訪問看護師（みどり野訪問看護ステーション）",
        "控えには",
    ] {
        assert!(text.contains(words), "{words} is missing in\n{text}");
    }
    let card = call(&mut region, "meeting", json!({"id": meeting}));
    let guest = card["attendance"]
        .as_array()
        .expect("rows")
        .iter()
        .find(|row| row["fields"]["person"].is_null())
        .expect("a guest");
    assert_eq!(
        (&guest["name"], &guest["post"]),
        (&json!("訪問看護師"), &json!("みどり野訪問看護ステーション"))
    );
    assert_eq!(
        card["fields"]["title"],
        "訪問看護師（みどり野訪問看護ステーション）さんを囲む会"
    );
    let lines = card["loose_lines"].to_string();
    assert!(
        lines.contains("看護師訪問看護師（みどり野訪問看護ステーション）より"),
        "{lines}"
    );
    let read = region.session.ledger().expect("open").read();
    let encounters = read
        .encounters_between(midorino::day("2026-09-18"), midorino::day("2026-09-18"))
        .expect("read");
    assert_eq!(encounters[0].fields.organisations, [station]);
    assert!(
        encounters[0]
            .fields
            .summary
            .contains("（（連絡先）、（連絡先））に電話"),
        "the call is the station's now: {encounters:?}"
    );

    let drafts = call(&mut region, "drafts", json!({}))["drafts"].clone();
    assert_eq!(drafts.as_array().map(Vec::len), Some(1), "{drafts}");
    let form: Value =
        serde_json::from_str(drafts[0]["text"].as_str().expect("a text")).expect("still a form");
    assert_eq!(
        form["lines"][0],
        "訪問看護師（みどり野訪問看護ステーション）さんより \"急ぎ\""
    );

    // The others go on: what can be taken back is taken back, undo stops at the barrier.
    assert_eq!(call(&mut region, "undo", json!({}))["operation"], "");
    assert_eq!(call(&mut region, "redo", json!({}))["operation"], "");
    let operations = call(&mut region, "operations", json!({"limit": 200}));
    let rows = operations["rows"].as_array().expect("rows");
    assert_eq!(
        (&rows[0]["code"], &rows[0]["can_undo"]),
        (&json!("person.forget"), &json!(false))
    );
    assert!(
        rows.iter()
            .all(|row| !row["name"].as_str().is_none_or(|name| name.contains("恵")))
    );
    for row in rows {
        if row["can_undo"] == true && row["code"] != "test" {
            let before = call(&mut region, "undo_preview", json!({"id": row["id"]}));
            let after = call(&mut region, "undo_operation", json!({"id": row["id"]}));
            assert_eq!(before["kept"], after["kept"], "{row}");
        }
    }
    let person = call(&mut region, "person", json!({"id": other}));
    assert_eq!(person["fields"]["name"], "𠮷村 いづみ");
    let checked = region
        .session
        .ledger()
        .expect("open")
        .check()
        .expect("checked");
    assert!(checked.is_sound(), "{:?}", checked.findings);
    assert_forgotten(&region, her);
}

fn dump_names_her(region: &Midorino) -> bool {
    let ledger = region.session.ledger().expect("open");
    let raw = rusqlite::Connection::open(ledger.dir().join("ledger.db")).expect("the file");
    let key = ledger.key().to_hex();
    raw.pragma_update(None, "key", format!("x'{}'", key.as_str()))
        .expect("the key");
    let named: i64 = raw
        .query_row(
            "SELECT (SELECT count(*) FROM person WHERE name LIKE '%恵%') * \
                (SELECT count(*) FROM change WHERE new LIKE '%山百合%') * \
                (SELECT count(*) FROM operation WHERE subject LIKE '%恵%') * \
                (SELECT count(*) FROM search_key WHERE own LIKE '%恵%')",
            [],
            |row| row.get(0),
        )
        .expect("counted");
    named > 0
}

#[test]
fn somebody_in_the_trash_can_be_forgotten_and_does_not_come_back() {
    let Left {
        mut region, her, ..
    } = left_behind();
    call(&mut region, "remove_person", json!({"id": her}));
    let preview = call(&mut region, "forget_preview", json!({"id": her}));
    assert_eq!(preview["in_trash"], true);
    call(&mut region, "forget_person", json!({"id": her}));
    assert_forgotten(&region, her);
    let trash = call(&mut region, "trash", json!({}));
    for row in trash["rows"].as_array().expect("rows") {
        call(&mut region, "restore_from_trash", json!({"id": row["id"]}));
    }
    assert_forgotten(&region, her);
    let again = border::call(&mut region.session, "forget_preview", json!({"id": her}));
    assert_eq!(again.expect("known").expect_err("gone").code, "no_record");
}

#[test]
fn a_receipt_names_nobody_is_listed_and_can_be_saved() {
    let Left {
        mut region, her, ..
    } = left_behind();
    let receipt = call(&mut region, "forget_person", json!({"id": her}));
    let listed = call(&mut region, "receipts", json!({}));
    assert_eq!(listed["rows"], json!([receipt]));
    let path = region.path("消去の記録.txt");
    let id = &receipt["id"];
    call(&mut region, "save_receipt", json!({"id": id, "path": path}));
    let text = std::fs::read_to_string(path).expect("the file");
    assert!(
        text.contains("過去の値") && HERS.iter().all(|hers| !text.contains(hers)),
        "{text}"
    );
}

#[test]
fn backups_keep_her_until_they_are_thinned_or_go_with_her() {
    let Left {
        mut region, her, ..
    } = left_behind();
    call(&mut region, "make_backup", json!({}));
    let preview = call(&mut region, "forget_preview", json!({"id": her}));
    assert!(
        preview["backups"]
            .as_u64()
            .is_some_and(|backups| backups > 0),
        "{preview}"
    );
    let receipt = call(
        &mut region,
        "forget_person",
        json!({"id": her, "backups_too": true}),
    );
    let text = receipt["text"].as_str().expect("words");
    assert!(text.contains("も削除し、新しい控えを作りました"), "{text}");
    let backups = call(&mut region, "backups", json!({}));
    let rows = backups["backups"].as_array().expect("rows");
    assert_eq!(rows.len(), 1, "{rows:?}");
    let folder = region.session.ledger().expect("open").dir().join("backups");
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|ending| ending == "db") {
            let raw = rusqlite::Connection::open(&path).expect("the file");
            let key = region.session.ledger().expect("open").key().to_hex();
            raw.pragma_update(None, "key", format!("x'{}'", key.as_str()))
                .expect("the key");
            let people: i64 = raw
                .query_row(
                    "SELECT count(*) FROM person WHERE name LIKE '%恵%'",
                    [],
                    |row| row.get(0),
                )
                .expect("read");
            assert_eq!(people, 0);
        }
    }
}

#[test]
fn when_no_new_backup_can_be_made_the_old_ones_stay_and_the_receipt_says_so() {
    let Left {
        mut region, her, ..
    } = left_behind();
    call(&mut region, "make_backup", json!({}));
    let folder = region.session.ledger().expect("open").dir().join("backups");
    let count = || {
        let entries = std::fs::read_dir(&folder).expect("a folder");
        let names = entries.map(|entry| entry.expect("an entry").path());
        names
            .filter(|path| path.extension().is_some_and(|ending| ending == "db"))
            .count()
    };
    let before = count();
    // Where the copy of the keys goes stands a folder: no backup is made without its keys.
    std::fs::remove_file(folder.join("keys.age")).expect("removed");
    std::fs::create_dir_all(folder.join("keys.age/x")).expect("a folder");
    let receipt = call(
        &mut region,
        "forget_person",
        json!({"id": her, "backups_too": true}),
    );
    let text = receipt["text"].as_str().expect("words");
    assert!(text.contains("前の控えは残っています"), "{text}");
    assert!(!text.contains("削除し、新しい控え"), "{text}");
    assert_eq!(count(), before);
    let listed = call(&mut region, "receipts", json!({}));
    assert_eq!(listed["rows"], json!([receipt]), "kept as it was told");
}

#[test]
fn of_two_people_of_one_name_only_the_one_is_forgotten() {
    let mut region = Midorino::new();
    let station = region.organisation("訪問看護ステーション なぎ", "visiting_nurse_station");
    let one = region.person("髙﨑 恵", "visiting_nurse", station);
    let other = region.person("髙﨑 恵", "care_manager", station);
    let meeting = region.meeting("連携会議", "2026-09-17", &[one, other], |_| {});
    region.line(meeting, LineKind::Information, "髙﨑恵さんから");
    let preview = call(&mut region, "forget_preview", json!({"id": one}));
    assert!(
        preview["warnings"].to_string().contains("同じ名前の方"),
        "{preview}"
    );
    assert_eq!(preview["mentioned"], 1);
    call(&mut region, "forget_person", json!({"id": one}));
    let card = call(&mut region, "meeting", json!({"id": meeting}));
    let names: Vec<&str> = card["attendance"]
        .as_array()
        .expect("rows")
        .iter()
        .filter_map(|row| row["name"].as_str())
        .collect();
    assert_eq!(names.len(), 2);
    assert!(
        names.contains(&"髙﨑 恵") && names.contains(&"訪問看護師"),
        "{names:?}"
    );
    assert!(card["loose_lines"].to_string().contains("髙﨑恵さんから"));
}

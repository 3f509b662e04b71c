//! What was done, in words; an import of last week taken back; the history of a person with all its parts; the trash.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods
)] // also in what the tests share: a test may fail loudly

mod midorino;

use kaotsunagi_core::border;
use kaotsunagi_core::session::Language;
use ledger::PersonId;
use ledger::meeting::attendance::{AttendanceFields, Attended};
use ledger::meeting::line::{Audience, LineKind};
use midorino::{Midorino, attendance};
use serde_json::{Value, json};

fn call(region: &mut Midorino, name: &str, request: Value) -> Value {
    let answer = border::call(&mut region.session, name, request).expect("a known command");
    answer.expect("done")
}

fn refused(region: &mut Midorino, name: &str, request: Value) -> String {
    let answer = border::call(&mut region.session, name, request).expect("a known command");
    let problem = answer.expect_err("refused");
    assert_eq!(problem.code, "refused");
    problem.message
}

fn texts<'a>(rows: &'a Value, keys: &[&str]) -> Vec<Vec<&'a str>> {
    rows.as_array()
        .expect("rows")
        .iter()
        .map(|row| {
            keys.iter()
                .map(|key| row[*key].as_str().unwrap_or(""))
                .collect()
        })
        .collect()
}

/// A colleague's file with somebody known and two new people; their ids in the order of the file.
fn import(region: &mut Midorino) -> (String, Vec<String>) {
    let station = region.organisation("訪問看護ステーション なぎ", "visiting_nurse_station");
    region.person_with(
        "髙﨑 恵",
        "visiting_nurse",
        station,
        |fields| fields.email = "takasaki@nagi.example".to_owned(),
        |_| {},
    );
    let text = "氏名,所属,電話,メール\n髙﨑 恵,訪問看護ステーション なぎ,000-0000-0001,takasaki@nagi.example\n\
        𠮷村 いづみ,わかば調剤薬局,000-0000-0002,\n鴨志田 学,わかば調剤薬局,000-0000-0003,\n";
    let path = region.put("名簿.csv", text);
    let request = json!({"path": path, "encoding": null, "source": "早乙女 徹さん（メールで）", "decisions": []});
    let taken = call(region, "import_contacts", request);
    let people = taken["result"]["rows"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| row["person"].as_str().expect("a person").to_owned())
        .collect();
    let operations = call(region, "operations", json!({"limit": 1}));
    (
        operations["rows"][0]["id"]
            .as_str()
            .expect("an id")
            .to_owned(),
        people,
    )
}

fn save(region: &mut Midorino, person: &str, field: &str, value: &str) {
    let card = call(region, "person", json!({"id": person}));
    let mut fields = card["fields"].clone();
    fields[field] = value.into();
    call(
        region,
        "save_person",
        json!({"id": person, "fields": fields}),
    );
}

#[test]
fn an_import_of_last_week_is_taken_back_and_what_stays_is_told_in_words() {
    let mut region = Midorino::with_coordinator();
    let (import, people) = import(&mut region);
    save(&mut region, &people[0], "phone", "000-0000-0009");
    let her: PersonId = people[1].parse().expect("an id");
    region.meeting("連携会議", "2026-11-20", &[her], |_| {});

    let preview = call(&mut region, "undo_preview", json!({"id": import}));
    assert_eq!(preview["tables"], json!([]));
    let done = call(&mut region, "undo_operation", json!({"id": import}));
    assert_eq!(
        preview["kept"], done["kept"],
        "what was shown is what was done"
    );
    assert_eq!(done["operation"], "「「名簿.csv」を取り込み」の取り消し");
    assert_eq!(done["summary"], "2件を取り除く、3件はそのまま残す");
    assert_eq!(
        texts(
            &done["kept"],
            &["kind", "record", "field", "value", "earlier"]
        ),
        [
            vec!["person", "人「髙﨑 恵」", "電話", "000-0000-0009", ""],
            vec!["person", "人「𠮷村 いづみ」", "", "", ""],
            vec!["organisation", "機関「わかば調剤薬局」", "", "", ""],
        ]
    );
    let why = texts(&done["kept"], &["why", "by"]);
    assert_eq!(
        why[0],
        [
            "あとで変更されたので、残します：人「髙﨑 恵」を変更（令和8年11月22日(日) 12:00）",
            "人「髙﨑 恵」を変更"
        ]
    );
    assert!(
        why[1][0].starts_with("「連携会議」の出席者「𠮷村 いづみ」で使われているので、残します"),
        "{why:?}"
    );
    let found = call(&mut region, "people", json!({"text": "鴨志田"}));
    assert_eq!(found["rows"], json!([]));

    let rows = call(&mut region, "operations", json!({}))["rows"].clone();
    let named = |code: &str| {
        rows.as_array()
            .expect("rows")
            .iter()
            .find(|row| row["code"] == code)
            .expect("an operation")
            .clone()
    };
    let taken = named("import");
    assert_eq!(
        texts(
            &json!([taken]),
            &["name", "who", "file", "undone_words", "why_not"]
        )[0],
        [
            "「名簿.csv」を取り込み",
            "早乙女 徹さん（メールで）",
            "名簿.csv",
            "令和8年11月22日(日) 12:00 に取り消し",
            "すでに取り消してあります。その取り消しを取り消すと、元に戻ります"
        ]
    );
    assert_eq!(
        (&taken["undone"], &taken["can_undo"]),
        (&json!(true), &json!(false))
    );
    let said = refused(&mut region, "undo_operation", json!({"id": import}));
    assert!(said.contains("すでに取り消してあります"), "{said}");

    let undoing = named("undo/import");
    assert_eq!(
        (&undoing["who"], &undoing["can_undo"]),
        (&json!("早乙女 徹"), &json!(true))
    );
    let again = call(&mut region, "undo_operation", json!({"id": undoing["id"]}));
    assert_eq!(again["put_back"], 2);
    let found = call(&mut region, "people", json!({"text": "鴨志田"}));
    assert_eq!(
        found["rows"][0]["organisation"], "わかば調剤薬局",
        "and is found by the pharmacy"
    );
}

#[test]
fn operations_come_in_pages_in_both_languages_and_say_what_cannot_be_taken_back() {
    let mut region = Midorino::with_coordinator();
    import(&mut region);
    let all = call(&mut region, "operations", json!({"limit": 100}))["rows"].clone();
    let mut seen = Vec::new();
    let mut before = Value::Null;
    loop {
        let page = call(
            &mut region,
            "operations",
            json!({"limit": 2, "before": before}),
        );
        let rows = page["rows"].as_array().expect("rows").clone();
        before = rows.last().expect("a row")["id"].clone();
        seen.extend(rows);
        if page["more"] == false {
            break;
        }
    }
    assert_eq!(json!(seen), all);
    let first = all
        .as_array()
        .and_then(|rows| rows.last())
        .expect("the first");
    assert_eq!(
        (&first["code"], &first["can_undo"]),
        (&json!("ledger.new"), &json!(false))
    );
    let said = refused(&mut region, "undo_preview", json!({"id": first["id"]}));
    assert!(said.contains("はじまり"), "{said}");
    region.session.speak(Language::En);
    let rows = call(&mut region, "operations", json!({"limit": 1}))["rows"].clone();
    assert_eq!(rows[0]["name"], "Import “名簿.csv”");
    assert!(
        rows[0]["size"]
            .as_str()
            .is_some_and(|size| size.contains("records"))
    );
}

#[test]
fn the_history_of_a_person_tells_who_when_and_out_of_which_file_with_all_its_parts() {
    let mut region = Midorino::with_coordinator();
    let (_, people) = import(&mut region);
    let her: PersonId = people[1].parse().expect("an id");
    let me = region.me();
    save(
        &mut region,
        &people[1],
        "profession",
        "community_pharmacist",
    );
    let meeting = region.meeting("連携会議", "2026-11-20", &[her], |fields| {
        fields.recorder = Some(her);
    });
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
        "金曜の夜が不安です。",
        |line| {
            line.speaker = Some(her);
        },
    );
    region.action(meeting, "一覧を作る", "", None, Audience::Shared);
    region.tie(me, her, 2, "2026-11-20");
    region.encounter("2026-11-21", "phone", &[her], |fields| {
        fields.summary = "電話で相談".to_owned();
    });
    let tie = region
        .session
        .ledger()
        .expect("open")
        .read()
        .all_ties()
        .expect("read")[0]
        .id;
    call(&mut region, "remove_tie", json!({"id": tie}));
    let history = call(
        &mut region,
        "history",
        json!({"table": "person", "id": her}),
    );
    let told = texts(
        &history["changes"],
        &["part", "field", "old", "new", "who", "file"],
    );
    for wanted in [
        [
            "",
            "電話",
            "",
            "000-0000-0002",
            "早乙女 徹さん（メールで）",
            "名簿.csv",
        ],
        ["", "職種", "", "薬局薬剤師", "早乙女 徹", ""],
        [
            "所属「わかば調剤薬局」",
            "追加",
            "",
            "",
            "早乙女 徹さん（メールで）",
            "名簿.csv",
        ],
        [
            "出席者「𠮷村 いづみ」",
            "会議",
            "",
            "連携会議",
            "早乙女 徹",
            "",
        ],
        [
            "出席者「早乙女 徹」",
            "代理の方",
            "",
            "𠮷村 いづみ",
            "早乙女 徹",
            "",
        ],
        [
            "会議「連携会議」",
            "記録者",
            "",
            "𠮷村 いづみ",
            "早乙女 徹",
            "",
        ],
        [
            "記録「金曜の夜が不安です。」",
            "発言者",
            "",
            "𠮷村 いづみ",
            "早乙女 徹",
            "",
        ],
        [
            "つながり「早乙女 徹 と 𠮷村 いづみ」",
            "削除",
            "",
            "",
            "早乙女 徹",
            "",
        ],
        [
            "つながりの段階「早乙女 徹 と 𠮷村 いづみ」",
            "段階",
            "",
            "②考え方・人となりが分かる",
            "早乙女 徹",
            "",
        ],
        [
            "接点「令和8年11月21日(土) 電話で相談」",
            "内容",
            "",
            "電話で相談",
            "早乙女 徹",
            "",
        ],
    ] {
        assert!(
            told.contains(&wanted.to_vec()),
            "{wanted:?} is missing in {told:#?}"
        );
    }
    let other = PersonId(me.0).to_string();
    let id = her.to_string();
    for row in &told {
        assert!(
            !row.iter()
                .any(|text| text.contains(&other) || text.contains(&id)),
            "{row:?}"
        );
    }
    let few = call(
        &mut region,
        "history",
        json!({"table": "person", "id": her, "limit": 3}),
    );
    assert_eq!(
        (few["changes"].as_array().map(Vec::len), &few["more"]),
        (Some(3), &json!(true))
    );
}

#[test]
fn every_table_has_a_history_without_bare_ids_or_keys_in_both_languages() {
    let mut region = Midorino::with_coordinator();
    let (_, people) = import(&mut region);
    let her: PersonId = people[1].parse().expect("an id");
    let meeting = region.meeting("連携会議", "2026-11-20", &[her], |_| {});
    region.action(
        meeting,
        "一覧を作る",
        "事務局",
        Some("2026-12-01"),
        Audience::Internal,
    );
    let me = region.me();
    region.tie(me, her, 1, "2026-11-20");
    region.encounter("2026-11-21", "phone", &[her], |_| {});
    region.write(|write| write.mark("1-1", ledger::checklist::MarkState::Done, ""));
    region.write(|write| write.add_evidence("1-1", "person", &her.to_string(), "会いました"));
    for language in [Language::Ja, Language::En] {
        region.session.speak(language);
        for table in ledger::schema::tables::TABLES
            .iter()
            .filter(|table| table.logged)
        {
            let read = region.session.ledger().expect("open").read();
            let Some(row) = read.rows_as_text(table).expect("rows").into_iter().next() else {
                continue;
            };
            let id = row.split('\'').nth(1).expect("an id").to_owned();
            let history = call(
                &mut region,
                "history",
                json!({"table": table.name, "id": id}),
            );
            let told = texts(
                &history["changes"],
                &["part", "field", "old", "new", "operation"],
            );
            assert!(!told.is_empty(), "{} {id}", table.name);
            for text in told.iter().flatten() {
                let is_id = text.len() == 36 && text.matches('-').count() == 4;
                let is_key = ["log.", "column.", "choice."]
                    .iter()
                    .any(|key| text.contains(key));
                let is_code = text.contains("_") && !text.contains("operation.test");
                assert!(!is_id && !is_key && !is_code, "{}: {text}", table.name);
            }
        }
    }
}

#[test]
fn the_trash_holds_everything_deleted_and_gives_it_back_with_what_went_with_it() {
    let mut region = Midorino::with_coordinator();
    let me = region.me();
    let station = region.organisation("訪問看護ステーション なぎ", "visiting_nurse_station");
    let her = region.person("𠮷村 いづみ", "visiting_nurse", station);
    let series = region.series("連携会議", |_| {});
    let meeting = region.meeting("第3回", "2026-11-20", &[her], |_| {});
    region.action(meeting, "一覧を作る", "", None, Audience::Shared);
    region.tie(me, her, 1, "2026-11-20");
    region.encounter("2026-11-21", "phone", &[her], |fields| {
        fields.summary = "電話で相談".to_owned();
    });
    let item = json!({"meeting": meeting, "fields": {"title": "夜間の連絡", "minutes": null, "presenter": ""}});
    let item = call(&mut region, "add_agenda_item", item)["id"].clone();
    let evidence = json!({"item": "1-1", "kind": "person", "record": her, "label": "会いました"});
    let evidence = call(&mut region, "add_evidence", evidence)["id"].clone();
    let read = region.session.ledger().expect("open").read();
    let post = read.affiliations_of_person(her).expect("read")[0].id;
    let tie = read.all_ties().expect("read")[0].id;
    let line = read.lines(meeting).expect("read")[0].id;
    let row = read.attendance(meeting).expect("read")[0].id;
    let met = read
        .encounters_between(midorino::day("2026-11-21"), midorino::day("2026-11-21"))
        .expect("read")[0]
        .id;
    let before = card(&mut region, meeting);
    assert_eq!(call(&mut region, "trash", json!({}))["rows"], json!([]));
    for (command, id) in [
        ("remove_affiliation", json!(post)),
        ("remove_tie", json!(tie)),
        ("remove_encounter", json!(met)),
        ("remove_evidence", evidence),
        ("remove_line", json!(line)),
        ("remove_agenda_item", item),
        ("remove_attendance", json!(row)),
        ("remove_meeting", json!(meeting)),
        ("remove_series", json!(series)),
        ("remove_organisation", json!(station)),
        ("remove_person", json!(her)),
    ] {
        call(&mut region, command, json!({"id": id}));
    }
    let trash = call(&mut region, "trash", json!({}))["rows"].clone();
    let told = texts(&trash, &["kind", "name"]);
    for wanted in [
        ["person", "𠮷村 いづみ"],
        ["organisation", "訪問看護ステーション なぎ"],
        ["series", "連携会議"],
        ["meeting", "第3回"],
        ["attendance", "「第3回」の出席者「𠮷村 いづみ」"],
        ["agenda_item", "「第3回」の議題「夜間の連絡」"],
        ["minute_line", "「第3回」の記録「一覧を作る」"],
        ["evidence", "会いました"],
        ["encounter", "接点「令和8年11月21日(土) 電話で相談」"],
        ["tie", "つながり「早乙女 徹 と 𠮷村 いづみ」"],
        [
            "affiliation",
            "「𠮷村 いづみ」の所属「訪問看護ステーション なぎ」",
        ],
    ] {
        assert!(
            told.iter()
                .any(|row| row[0] == wanted[0] && row[1].contains(wanted[1])),
            "{wanted:?} is missing in {told:#?}"
        );
    }
    assert_eq!(told.len(), 11, "{told:#?}");
    let line_row = trash
        .as_array()
        .expect("rows")
        .iter()
        .find(|row| row["kind"] == "minute_line");
    assert_eq!(
        line_row.expect("the line")["with"],
        json!(["「第3回」の宿題「一覧を作る」"]),
        "what goes with it comes back with it"
    );
    for row in trash.as_array().expect("rows").iter().rev() {
        let back = call(&mut region, "restore_from_trash", json!({"id": row["id"]}));
        assert!(
            back["operation"]
                .as_str()
                .is_some_and(|name| name.starts_with("ごみ箱から戻す（")),
            "{back}"
        );
        assert_eq!(back["kept"], json!([]), "{row}");
    }
    assert_eq!(call(&mut region, "trash", json!({}))["rows"], json!([]));
    assert_eq!(card(&mut region, meeting), before);
    let read = region.session.ledger().expect("open").read();
    assert_eq!(read.affiliations_of_person(her).expect("read").len(), 1);
    assert_eq!(read.all_ties().expect("read").len(), 1);

    let undone = call(&mut region, "undo", json!({}));
    assert_eq!(
        undone["operation"],
        "ごみ箱から戻す（人「𠮷村 いづみ」を削除）"
    );
    assert_eq!(
        call(&mut region, "trash", json!({}))["rows"][0]["name"],
        "𠮷村 いづみ"
    );
    let nobody = border::call(&mut region.session, "restore_from_trash", json!({"id": me}));
    assert_eq!(
        nobody.expect("known").expect_err("not there").code,
        "no_record"
    );
}

fn card(region: &mut Midorino, meeting: ledger::MeetingId) -> Value {
    call(region, "meeting", json!({"id": meeting}))
}

#[test]
fn what_takes_the_place_of_something_deleted_keeps_it_in_the_trash_out_of_the_list() {
    let mut region = Midorino::with_coordinator();
    let me = region.me();
    let station = region.organisation("訪問看護ステーション なぎ", "visiting_nurse_station");
    let her = region.person("𠮷村 いづみ", "visiting_nurse", station);
    region.tie(me, her, 1, "2026-11-20");
    let tie = region
        .session
        .ledger()
        .expect("open")
        .read()
        .all_ties()
        .expect("read")[0]
        .id;
    call(&mut region, "remove_tie", json!({"id": tie}));
    assert_eq!(
        call(&mut region, "trash", json!({}))["rows"][0]["kind"],
        "tie"
    );
    region.tie(me, her, 2, "2026-11-21");
    assert_eq!(
        call(&mut region, "trash", json!({}))["rows"],
        json!([]),
        "the two have a tie again: the old one has no place to come back to"
    );
}

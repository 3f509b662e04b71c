//! Two who are one: everything of both is kept and moves along, and both come back whenever she wants. Two who only look like
//! one stay two.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods
)] // also in what the tests share: a test may fail loudly

mod midorino;

use kaotsunagi_core::border;
use ledger::meeting::attendance::{AttendanceFields, Attended};
use ledger::meeting::line::LineKind;
use ledger::schema::tables::TABLES;
use ledger::{MeetingId, PersonId};
use midorino::{Midorino, attendance, day};
use serde_json::{Value, json};

fn call(region: &mut Midorino, name: &str, request: Value) -> Value {
    let answer = border::call(&mut region.session, name, request).expect("a known command");
    answer.expect("done")
}

/// Every record of the ledger as text.
fn records(region: &Midorino) -> Vec<String> {
    let read = region.session.ledger().expect("open").read();
    TABLES
        .iter()
        .filter(|table| table.logged)
        .flat_map(|table| {
            let rows = read.rows_as_text(table).expect("rows");
            rows.into_iter()
                .map(|row| format!("{} {row}", table.name))
                .collect::<Vec<_>>()
        })
        .collect()
}

/// 髙橋 恵, entered twice, with everything that can hang on a person.
struct Twice {
    region: Midorino,
    older: PersonId,
    younger: PersonId,
    third: PersonId,
    meeting: MeetingId,
}

fn twice() -> Twice {
    let mut region = Midorino::with_coordinator();
    let me = region.me();
    let station = region.organisation("訪問看護ステーション なぎ", "visiting_nurse_station");
    let clinic = region.organisation("わかば診療所", "clinic");
    let third = region.person("𠮷村 いづみ", "visiting_nurse", station);
    let older = region.person_with(
        "髙橋 恵",
        "visiting_nurse",
        station,
        |fields| {
            fields.family = "髙橋".to_owned();
            fields.given = "恵".to_owned();
            fields.email = "takahashi@nagi.example".to_owned();
            fields.phone = "000-0000-0001".to_owned();
            fields.note = "月曜は休み".to_owned();
            fields.manner = "早口は苦手".to_owned();
        },
        |post| {
            post.from = Some(day("2020-04-01"));
            post.to = Some(day("2024-03-31"));
            post.title = "主任".to_owned();
        },
    );
    let younger = region.person_with(
        "高橋 恵",
        "visiting_nurse",
        station,
        |fields| {
            fields.family = "高橋".to_owned();
            fields.given = "恵".to_owned();
            fields.kana = "たかはし めぐみ".to_owned();
            fields.email = "megumi@wakaba.example".to_owned();
            fields.mobile = "070-0000-0002".to_owned();
            fields.note = "会の世話人".to_owned();
        },
        |post| {
            post.from = Some(day("2022-04-01"));
            post.title = "管理者".to_owned();
        },
    );
    region.write(|write| {
        write.add_affiliation(&ledger::affiliation::AffiliationFields {
            person: younger,
            organisation: clinic,
            department: String::new(),
            title: "非常勤".to_owned(),
            from: None,
            to: None,
            is_contact: true,
            is_main: false,
        })
    });
    region.tie(me, older, 1, "2025-01-10");
    region.tie(me, younger, 2, "2025-06-10");
    region.tie(younger, third, 1, "2025-07-10");
    region.tie(older, younger, 1, "2025-08-10");
    region.encounter("2025-09-01", "phone", &[older, younger], |_| {});
    region.encounter("2025-09-02", "phone", &[younger], |_| {});
    let meeting = region.meeting("連携会議", "2026-05-14", &[younger, third], |fields| {
        fields.recorder = Some(younger);
    });
    region.write(|write| {
        let absent = AttendanceFields {
            attended: Attended::Absent,
            ..attendance(older)
        };
        write.set_attendance(meeting, &absent)?;
        let by_proxy = AttendanceFields {
            attended: Attended::Proxy,
            proxy_person: Some(younger),
            ..attendance(me)
        };
        write.set_attendance(meeting, &by_proxy)
    });
    region.line_with(meeting, LineKind::Statement, "夜間が不安", |line| {
        line.speaker = Some(younger);
    });
    region.action(
        meeting,
        "一覧を作る",
        "",
        None,
        ledger::meeting::line::Audience::Shared,
    );
    let read = region.session.ledger().expect("open").read();
    let mut action = read.actions_of_meeting(meeting).expect("read").remove(0);
    action.fields.owner = Some(younger);
    region.write(|write| write.save_action(action.id, &action.fields));
    let evidence = json!({"item": "1-1", "kind": "person", "record": younger, "label": ""});
    call(&mut region, "add_evidence", evidence);
    let pin = json!({"positions": [{"key": format!("person:{younger}"), "x": 1.0, "y": 2.0, "pinned": true}]});
    call(&mut region, "set_positions", pin);
    Twice {
        region,
        older,
        younger,
        third,
        meeting,
    }
}

fn merge(twice: &mut Twice, choices: Value) -> Value {
    let request = json!({"a": twice.older, "b": twice.younger, "choices": choices});
    call(&mut twice.region, "merge_people", request)
}

#[test]
fn two_who_are_one_keep_every_value_and_all_that_hangs_on_them_moves_along() {
    let mut twice = twice();
    let preview = json!({"a": twice.older, "b": twice.younger});
    let before = records(&twice.region);
    let preview = call(&mut twice.region, "merge_preview", preview);
    assert_eq!(records(&twice.region), before, "a preview writes nothing");
    assert_eq!(preview["operation"], "「髙橋 恵」と「高橋 恵」を同じ人に");
    assert_eq!(preview["meetings"], json!(["連携会議"]));
    let name = &preview["fields"][0];
    assert_eq!(
        (&name["field"], &name["relation"]),
        (&json!("name"), &json!("variant"))
    );
    let told = merge(&mut twice, json!([{"field": "email", "from": "b"}]));
    assert_eq!(told["operation"], preview["operation"]);
    assert_eq!(told["id"], json!(twice.older), "the older record stays");

    let (older, younger, meeting) = (twice.older, twice.younger, twice.meeting);
    let card = call(&mut twice.region, "person", json!({"id": older}));
    let fields = &card["fields"];
    for (field, value) in [
        ("name", "髙橋 恵"),
        ("kana", "たかはし めぐみ"),
        ("email", "megumi@wakaba.example"),
        ("phone", "000-0000-0001"),
        ("mobile", "070-0000-0002"),
        ("note", "月曜は休み\n会の世話人"),
        ("manner", "早口は苦手"),
    ] {
        assert_eq!(fields[field], value, "{field}");
    }
    let provenance = call(&mut twice.region, "provenance", json!({"id": older}));
    let former: Vec<(&str, &str)> = provenance["former"]
        .as_array()
        .expect("values")
        .iter()
        .map(|one| {
            let text = |key: &str| one[key].as_str().expect("a text");
            (text("field"), text("value"))
        })
        .collect();
    for value in [
        ("name", "高橋 恵"),
        ("email", "takahashi@nagi.example"),
        ("post", "訪問看護ステーション なぎ 管理者"),
        ("attendance", "連携会議：欠席"),
    ] {
        assert!(former.contains(&value), "{value:?} in {former:?}");
    }
    assert_eq!(provenance["merged"], 1);

    let posts = card["posts"].as_array().expect("posts");
    assert_eq!(
        posts.len(),
        2,
        "one post at the station, one at the clinic: {posts:?}"
    );
    let station = posts
        .iter()
        .find(|post| post["organisation_name"] == "訪問看護ステーション なぎ")
        .expect("the station");
    assert_eq!(
        (
            &station["fields"]["from"],
            &station["fields"]["to"],
            &station["fields"]["title"]
        ),
        (&json!("2020-04-01"), &Value::Null, &json!("主任"))
    );
    let ties = card["ties"].as_array().expect("ties");
    assert_eq!(ties.len(), 2, "none between the two: {ties:?}");
    let read = twice.region.session.ledger().expect("open").read();
    let of_me = read.ties_of(twice.region.me()).expect("read");
    assert_eq!(of_me[0].levels.len(), 2, "both levels, dated");
    let rows = read.attendance(meeting).expect("read");
    let hers = rows
        .iter()
        .find(|row| row.fields.person == Some(older))
        .expect("there");
    assert_eq!(
        hers.fields.attended,
        Attended::Present,
        "the stronger attendance"
    );
    let text = records(&twice.region).join("\n");
    let named = |line: &&str| line.contains(&younger.to_string()) && !line.starts_with("merged ");
    assert_eq!(
        text.lines().find(named),
        None,
        "nothing names the record that is gone"
    );
    assert!(
        twice
            .region
            .session
            .ledger()
            .expect("open")
            .check()
            .expect("a report")
            .is_sound()
    );
}

#[test]
fn a_value_that_came_with_the_other_record_is_still_of_the_file_that_brought_it() {
    let mut twice = twice();
    let text = "氏名,所属,携帯\n髙橋 恵,訪問看護ステーション なぎ,070-0000-0055\n";
    let path = twice.region.put("名刺_20261101.csv", text);
    let row = json!([{"row": 2, "choice": "new"}]);
    let request = json!({"path": path, "encoding": null, "source": "", "giver": "𠮷村 いづみ", "decisions": row});
    let taken = call(&mut twice.region, "import_contacts", request);
    let third = taken["result"]["rows"][0]["person"].clone();
    let mobile = json!([{"field": "mobile", "from": "b"}]);
    let both = json!({"a": twice.older, "b": third, "choices": mobile});
    call(&mut twice.region, "merge_people", both);
    let told = call(&mut twice.region, "provenance", json!({"id": twice.older}));
    let fields = told["fields"].as_array().expect("fields");
    let mobile = fields
        .iter()
        .find(|one| one["field"] == "mobile")
        .expect("a mobile");
    assert_eq!(
        (
            &mobile["value"],
            &mobile["source"]["file"],
            &mobile["source"]["giver"]
        ),
        (
            &json!("070-0000-0055"),
            &json!("名刺_20261101.csv"),
            &json!("𠮷村 いづみ")
        )
    );
    let request = json!({"table": "person", "id": twice.older});
    let history = call(&mut twice.region, "history", request).to_string();
    assert!(
        history.contains("名刺_20261101.csv"),
        "the past of both: {history}"
    );
}

#[test]
fn at_once_both_are_as_they_were_and_done_again_they_are_one() {
    let mut twice = twice();
    let before = records(&twice.region);
    merge(
        &mut twice,
        json!([{"field": "name", "from": "b"}, {"field": "post", "from": "b"}]),
    );
    let after = records(&twice.region);
    call(&mut twice.region, "undo", json!({}));
    assert_eq!(records(&twice.region), before);
    call(&mut twice.region, "redo", json!({}));
    assert_eq!(records(&twice.region), after);
}

#[test]
fn weeks_later_both_come_back_with_all_that_was_theirs_and_what_was_done_since_stays() {
    let mut twice = twice();
    let (older, younger, third) = (twice.older, twice.younger, twice.third);
    merge(&mut twice, json!([]));
    let operations = call(&mut twice.region, "operations", json!({"limit": 1}));
    let merged = operations["rows"][0]["id"].clone();
    // In between: a new mobile, an encounter, a meeting.
    let card = call(&mut twice.region, "person", json!({"id": older}));
    let mut fields = card["fields"].clone();
    fields["mobile"] = "070-0000-0099".into();
    let save = json!({"id": older, "fields": fields});
    call(&mut twice.region, "save_person", save);
    twice
        .region
        .encounter("2026-11-01", "phone", &[older], |_| {});
    twice
        .region
        .meeting("次の会議", "2026-11-10", &[older, third], |_| {});

    let done = call(&mut twice.region, "undo_operation", json!({"id": merged}));
    let kept = done["kept"].to_string();
    assert!(
        kept.contains("070-0000-0099"),
        "what was changed since is told: {kept}"
    );
    let mut card = |id: PersonId| call(&mut twice.region, "person", json!({"id": id}));
    let (of_older, of_younger) = (card(older), card(younger));
    assert_eq!(
        of_older["fields"]["mobile"], "070-0000-0099",
        "typed since: stays"
    );
    assert_eq!(of_older["fields"]["kana"], "");
    assert_eq!(of_older["fields"]["note"], "月曜は休み");
    assert_eq!(of_younger["fields"]["name"], "高橋 恵");
    assert_eq!(of_younger["fields"]["mobile"], "070-0000-0002");
    assert_eq!(of_younger["posts"].as_array().map(Vec::len), Some(2));
    assert_eq!(of_younger["posts"][0]["fields"]["title"], "管理者");
    assert_eq!(of_younger["ties"].as_array().map(Vec::len), Some(3));
    assert_eq!(of_younger["encounters"].as_array().map(Vec::len), Some(2));
    assert_eq!(of_younger["meetings"].as_array().map(Vec::len), Some(1));
    assert_eq!(
        of_older["encounters"].as_array().map(Vec::len),
        Some(2),
        "with the new one"
    );
    assert_eq!(
        of_older["meetings"].as_array().map(Vec::len),
        Some(2),
        "with the new one"
    );
    let read = twice.region.session.ledger().expect("open").read();
    assert!(read.merged().expect("read").is_empty());
    let lines = read.lines(twice.meeting).expect("read");
    assert_eq!(lines[0].fields.speaker, Some(younger));
    assert!(
        twice
            .region
            .session
            .ledger()
            .expect("open")
            .check()
            .expect("a report")
            .is_sound()
    );
}

#[test]
fn whichever_way_round_she_does_it_the_same_record_stays() {
    let mut twice = twice();
    let request = json!({"a": twice.younger, "b": twice.older, "choices": []});
    let told = call(&mut twice.region, "merge_people", request);
    assert_eq!(told["id"], json!(twice.older));
    let card = call(&mut twice.region, "person", json!({"id": twice.older}));
    assert_eq!(
        card["fields"]["name"], "高橋 恵",
        "the first one's value on top"
    );
    let (older, younger) = (twice.older.to_string(), twice.younger.to_string());
    let read = twice.region.session.ledger().expect("open").read();
    assert_eq!(read.stands_for("person", &younger).expect("read"), older);
}

#[test]
fn two_organisations_become_one_with_their_people_and_come_back() {
    let mut region = Midorino::with_coordinator();
    let one = region.organisation("医療法人わかば会 わかば診療所", "clinic");
    let other = region.organisation("わかばクリニック", "clinic");
    let both = region.person("鴨志田 学", "physician", one);
    region.write(|write| {
        write.add_affiliation(&ledger::affiliation::AffiliationFields {
            person: both,
            organisation: other,
            department: String::new(),
            title: "院長".to_owned(),
            from: Some(day("2021-04-01")),
            to: None,
            is_contact: false,
            is_main: false,
        })
    });
    let only = region.person("荻島 真", "nurse", other);
    region.meeting("連携会議", "2026-05-14", &[only], |fields| {
        fields.host = Some(other)
    });
    let before = records(&region);
    let request = json!({"a": one, "b": other, "choices": [{"field": "name", "from": "b"}]});
    let told = call(&mut region, "merge_organisations", request);
    assert_eq!(
        told["operation"],
        "「医療法人わかば会 わかば診療所」と「わかばクリニック」を同じ機関に"
    );
    let card = call(&mut region, "organisation", json!({"id": one}));
    assert_eq!(card["fields"]["name"], "わかばクリニック");
    let note = card["fields"]["note"].as_str().expect("a note");
    assert!(
        note.contains("名前：医療法人わかば会 わかば診療所"),
        "{note}"
    );
    assert_eq!(card["posts"].as_array().map(Vec::len), Some(2));
    assert!(
        region
            .session
            .ledger()
            .expect("open")
            .check()
            .expect("a report")
            .is_sound()
    );
    call(&mut region, "undo", json!({}));
    assert_eq!(records(&region), before);
}

#[test]
fn whoever_may_be_one_is_found_until_she_says_that_they_are_two() {
    let mut twice = twice();
    let (older, younger) = (twice.older, twice.younger);
    let found = call(&mut twice.region, "duplicates", json!({}));
    let group = &found["groups"][0];
    assert_eq!(
        group["people"].as_array().map(Vec::len),
        Some(2),
        "{found:#}"
    );
    assert_eq!(group["people"][0]["id"], json!(older));
    assert!(
        !group["pairs"][0]["reasons"]
            .as_array()
            .expect("reasons")
            .is_empty()
    );
    let pair = json!({"a": younger, "b": older, "why": "同じ建物の別の方"});
    let told = call(&mut twice.region, "keep_apart", pair);
    assert_eq!(told["operation"], "「高橋 恵」と「髙橋 恵」を別人に");
    let found = call(&mut twice.region, "duplicates", json!({}));
    assert_eq!(found["groups"], json!([]));
    let rows = call(&mut twice.region, "kept_apart", json!({"id": older}))["rows"].clone();
    assert_eq!(
        (&rows[0]["name"], &rows[0]["who"], &rows[0]["why"]),
        (
            &json!("高橋 恵"),
            &json!("早乙女 徹"),
            &json!("同じ建物の別の方")
        )
    );
    let preview = json!({"a": older, "b": younger});
    let preview = call(&mut twice.region, "merge_preview", preview);
    assert!(
        preview["apart"]
            .as_str()
            .expect("words")
            .contains("同じ建物の別の方")
    );
    call(
        &mut twice.region,
        "keep_together",
        json!({"a": older, "b": younger}),
    );
    let found = call(&mut twice.region, "duplicates", json!({}));
    assert_eq!(found["groups"].as_array().map(Vec::len), Some(1));
}

#[test]
fn a_pair_that_may_be_one_is_shown_field_by_field() {
    let mut twice = twice();
    let found = call(&mut twice.region, "duplicates", json!({}));
    let pair = found["groups"][0]["pairs"][0].clone();
    let preview = json!({"a": pair["a"], "b": pair["b"]});
    let preview = call(&mut twice.region, "merge_preview", preview);
    assert_eq!(
        pair["fields"], preview["fields"],
        "the desk and the merge agree"
    );
    let of = |field: &str| {
        let fields = pair["fields"].as_array().expect("fields").iter();
        fields
            .clone()
            .find(|one| one["field"] == field)
            .cloned()
            .expect(field)
    };
    assert_eq!(of("name")["choices"], json!(["a", "b"]));
    assert_eq!(
        of("manner")["kept"],
        json!(false),
        "a private remark has no place behind"
    );
    assert_eq!(found["more"], json!(0));
}

#[test]
fn all_who_are_not_one_are_listed_and_somebody_new_can_be_told_apart_at_once() {
    let mut twice = twice();
    let (older, younger) = (twice.older, twice.younger);
    let fields = json!({"name": "髙橋 恵", "family": "髙橋", "given": "恵"});
    let request =
        json!({"fields": fields, "organisation": "", "title": "", "others": [older, younger]});
    let new = call(&mut twice.region, "add_person", request)["id"].clone();
    let rows = call(&mut twice.region, "pairs_apart", json!({}))["rows"].clone();
    assert_eq!(rows.as_array().map(Vec::len), Some(2), "{rows:#}");
    for row in rows.as_array().expect("rows") {
        assert_eq!((&row["b"], &row["who"]), (&new, &json!("早乙女 徹")));
    }
    call(&mut twice.region, "undo", json!({}));
    let rows = call(&mut twice.region, "pairs_apart", json!({}))["rows"].clone();
    assert_eq!(rows, json!([]), "one operation, taken back as one");
}

#[test]
fn what_two_organisations_say_is_shown_before_they_become_one_and_nothing_is_lost() {
    let mut region = Midorino::with_coordinator();
    let one = region.organisation("医療法人わかば会 わかば診療所", "clinic");
    let other = region.organisation("わかばクリニック", "hospital");
    region.person("鴨志田 学", "physician", other);
    let before = records(&region);
    let pair = json!({"a": one, "b": other});
    let preview = call(&mut region, "merge_organisations_preview", pair);
    assert_eq!(records(&region), before, "a preview writes nothing");
    assert_eq!(preview["moves"][0]["count"], json!(1), "{preview:#}");
    let kind = preview["fields"].as_array().expect("fields").iter();
    let kind = kind
        .clone()
        .find(|one| one["field"] == "kind")
        .expect("kind");
    assert_eq!(kind["relation"], json!("differs"));
    let request = json!({"a": one, "b": other, "choices": [{"field": "kind", "from": "b"}]});
    call(&mut region, "merge_organisations", request);
    let fields = call(&mut region, "organisation", json!({"id": one}))["fields"].clone();
    assert_eq!(fields["kind"], "hospital");
    let note = fields["note"].as_str().expect("note");
    assert!(note.contains(kind["a"].as_str().expect("words")), "{note}");
    assert!(note.contains("わかばクリニック"), "{note}");
}

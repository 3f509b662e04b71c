//! People and organisations in the trash: old minutes still name them and can still be mended.
#![allow(clippy::expect_used, clippy::indexing_slicing)] // also in what the tests share: a test may fail loudly

mod midorino;

use kaotsunagi_core::border;
use ledger::meeting::attendance::{AttendanceFields, Attended};
use ledger::meeting::line::{Audience, LineKind};
use ledger::{MeetingId, OrganisationId, PersonId};
use midorino::{Midorino, attendance, day};
use serde_json::{Value, json};

fn call(region: &mut Midorino, name: &str, request: Value) -> Result<Value, String> {
    border::call(&mut region.session, name, request)
        .expect("a known command")
        .map_err(|problem| problem.code)
}

/// A meeting hosted by a body that was dissolved, written down by somebody who left and was removed.
fn left_behind(region: &mut Midorino) -> (MeetingId, PersonId, OrganisationId) {
    let station = region.organisation("訪問看護ステーション なぎ", "visiting_nurse_station");
    let host = region.organisation("みどり野市医師会", "medical_association");
    let gone = region.person("𠮷村 いづみ", "visiting_nurse", station);
    let away = region.person("鴨志田 学", "visiting_nurse", station);
    let meeting = region.meeting("連携会議", "2026-09-17", &[gone], |fields| {
        fields.host = Some(host);
        fields.recorder = Some(gone);
        fields.members = Some(4);
    });
    region.write(|write| {
        write.set_attendance(
            meeting,
            &AttendanceFields {
                attended: Attended::Proxy,
                proxy_person: Some(gone),
                ..attendance(away)
            },
        )
    });
    region.line_with(
        meeting,
        LineKind::Viewpoint,
        "金曜が不安です。",
        |line| {
            line.speaker = Some(gone);
        },
    );
    region.action(meeting, "連絡先一覧", "", None, Audience::Shared);
    let action = region
        .session
        .ledger()
        .expect("open")
        .read()
        .actions_of_meeting(meeting)
        .expect("read")
        .remove(0);
    let mut fields = action.fields;
    fields.owner = Some(gone);
    region.write(|write| write.save_action(action.id, &fields));
    region.write(|write| {
        write.remove_person(gone)?;
        write.remove_organisation(host)
    });
    (meeting, gone, host)
}

#[test]
fn minutes_that_name_somebody_in_the_trash_can_still_be_mended() {
    let mut region = Midorino::new();
    let (meeting, gone, host) = left_behind(&mut region);
    let card = call(&mut region, "meeting", json!({"id": meeting})).expect("the card");

    let mut fields = card["fields"].clone();
    fields["place"] = "若葉町役場".into();
    let saved = json!({"id": meeting, "fields": fields, "host_name": ""});
    call(&mut region, "save_meeting", saved).expect("another place");

    for row in card["attendance"].as_array().expect("rows") {
        let mut fields = row["fields"].clone();
        fields["role"] = "observer".into();
        let saved = json!({"id": row["id"], "fields": fields});
        call(&mut region, "save_attendance", saved).expect("another role");
        let set = json!({"meeting": meeting, "entries": [row["fields"]]});
        call(&mut region, "set_attendance", set).expect("the first role again");
    }
    for row in card["loose_lines"].as_array().expect("lines") {
        let mut fields = row["fields"].clone();
        fields["audience"] = "internal".into();
        let saved = json!({"id": row["id"], "fields": fields});
        call(&mut region, "save_line", saved).expect("another audience");
        if row["action"].is_object() {
            let mut fields = row["action"]["fields"].clone();
            fields["done_on"] = "2026-11-20".into();
            let saved = json!({"id": row["action"]["id"], "fields": fields});
            call(&mut region, "save_action", saved).expect("done");
        }
    }

    // A reference that is new must be to somebody who is there.
    let other = region.meeting("茶話会", "2026-10-01", &[], |_| {});
    let card = call(&mut region, "meeting", json!({"id": other})).expect("the card");
    for (field, id) in [("recorder", gone.to_string()), ("host", host.to_string())] {
        let mut fields = card["fields"].clone();
        fields[field] = id.into();
        let saved = json!({"id": other, "fields": fields, "host_name": ""});
        assert_eq!(
            call(&mut region, "save_meeting", saved).expect_err(field),
            "no_record"
        );
    }
    let set = json!({"meeting": other, "entries": [attendance(gone)]});
    assert_eq!(
        call(&mut region, "set_attendance", set).expect_err("new there"),
        "no_record"
    );
}

#[test]
fn the_next_meeting_of_a_series_does_not_take_over_a_host_in_the_trash() {
    let mut region = Midorino::new();
    let host = region.organisation("みどり野市医師会", "medical_association");
    let other = region.organisation("若葉町", "municipality");
    let series = region.series("連携会議", |series| series.host = Some(host));
    region.meeting("連携会議", "2026-09-17", &[], |fields| {
        fields.series = Some(series);
        fields.host = Some(host);
        fields.co_hosts = vec![host, other];
    });
    region.write(|write| write.remove_organisation(host));
    let mut fields = ledger::meeting::MeetingFields::new("", day("2026-12-10"));
    fields.series = Some(series);
    let request = json!({"fields": fields, "new_series": "", "host_name": ""});
    let made = call(&mut region, "add_meeting", request).expect("made");
    let card = call(&mut region, "meeting", json!({"id": made["id"]})).expect("the card");
    assert_eq!(card["fields"]["host"], Value::Null);
    assert_eq!(card["fields"]["co_hosts"], json!([other]));
}

#[test]
fn old_minutes_still_name_a_recorder_a_host_and_a_proxy_in_the_trash() {
    let mut region = Midorino::new();
    let (meeting, ..) = left_behind(&mut region);
    let card = call(&mut region, "meeting", json!({"id": meeting})).expect("the card");
    assert_eq!(card["recorder_name"], "𠮷村 いづみ");
    assert_eq!(card["host_name"], "みどり野市医師会");
    let path = region.path("議事録.md");
    let request = json!({"meeting": meeting, "audience": "shared", "format": "md", "path": path});
    call(&mut region, "export_minutes", request).expect("exported");
    let text = std::fs::read_to_string(path).expect("the file");
    for words in ["みどり野市医師会", "代理（𠮷村 いづみ）"] {
        assert!(text.contains(words), "{words} is missing in\n{text}");
    }
    let recorder = text
        .lines()
        .find(|line| line.contains("記録"))
        .expect("a recorder");
    assert!(recorder.contains("𠮷村 いづみ"), "{recorder}");
}

#[test]
fn more_members_than_there_are_is_counted_and_never_called_a_quorum() {
    let mut region = Midorino::new();
    let station = region.organisation("訪問看護ステーション なぎ", "visiting_nurse_station");
    let people = ["𠮷村 いづみ", "鴨志田 学", "髙﨑 恵"]
        .map(|name| region.person(name, "visiting_nurse", station));
    let meeting = region.meeting("連携会議", "2026-09-17", &people, |fields| {
        fields.members = Some(2);
    });
    let card = call(&mut region, "meeting", json!({"id": meeting})).expect("the card");
    assert_eq!(card["counts"]["quorum"], "委員2人・出席3人");
    let path = region.path("議事録.txt");
    let request = json!({"meeting": meeting, "audience": "shared", "format": "txt", "path": path});
    call(&mut region, "export_minutes", request).expect("exported");
    let text = std::fs::read_to_string(path).expect("the file");
    assert!(text.contains("委員2人・出席3人"), "{text}");
    assert!(!text.contains("成立"), "{text}");
}

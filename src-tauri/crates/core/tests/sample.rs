//! The sample region and the large one.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // a test says what it expects by failing

use kaotsunagi_core::{Now, Session, border, sample};
use serde_json::json;

fn now() -> Now {
    Now {
        utc: "2026-11-22T03:00:00Z".parse().unwrap(),
        zone: chrono::FixedOffset::east_opt(9 * 3600).unwrap(),
        today: "2026-11-22".parse().unwrap(),
    }
}

fn call(session: &mut Session, name: &str, request: serde_json::Value) -> serde_json::Value {
    border::call(session, name, request)
        .unwrap()
        .unwrap_or_else(|problem| panic!("{name}: {problem:?}"))
}

#[test]
fn the_sample_region_is_alive_today_and_can_be_made_only_once() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("sample.kaotsunagi");
    sample::make(&dir, 0, 0, 0, now()).unwrap();
    let mut session = Session::new(None, now());
    let status = call(
        &mut session,
        "open_ledger",
        json!({"dir": dir, "passphrase": ""}),
    );
    assert_eq!(status["ledger"]["region"], "みどり野地域");
    assert_eq!(status["ledger"]["me"], "有働 さやか");
    assert_eq!(
        status["ledger"]["undo"], "",
        "the making of the sample itself is nothing to take back"
    );
    let today = call(&mut session, "today", json!({}));
    assert!(
        !today["next_meetings"].as_array().unwrap().is_empty(),
        "a meeting comes within days"
    );
    assert!(
        !today["actions"].as_array().unwrap().is_empty(),
        "something is still to be done"
    );
    assert!(
        sample::make(&dir, 0, 0, 0, now()).is_err(),
        "a ledger is never overwritten"
    );
}

#[test]
fn a_large_sample_has_as_many_people_and_meetings_as_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("large.kaotsunagi");
    sample::make(&dir, 120, 40, 7, now()).unwrap();
    let mut session = Session::new(None, now());
    let status = call(
        &mut session,
        "open_ledger",
        json!({"dir": dir, "passphrase": ""}),
    );
    assert_eq!(status["ledger"]["people"], 120);
    assert_eq!(status["ledger"]["meetings"], 40);
}

#[test]
fn the_committees_of_the_sample_are_larger_than_those_who_came_and_make_their_quorum() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("sample.kaotsunagi");
    sample::make(&dir, 0, 0, 0, now()).unwrap();
    let mut session = Session::new(None, now());
    call(
        &mut session,
        "open_ledger",
        json!({"dir": dir, "passphrase": ""}),
    );
    let list = call(&mut session, "meetings", json!({}));
    let mut quorums = 0;
    for row in list["rows"].as_array().unwrap() {
        let card = call(&mut session, "meeting", json!({"id": row["id"]}));
        let quorum = card["counts"]["quorum"].as_str().unwrap().to_owned();
        if row["future"] == true || quorum.is_empty() {
            continue;
        }
        assert!(
            quorum.starts_with("委員20人中") && quorum.ends_with("により成立"),
            "{quorum}"
        );
        quorums += 1;
    }
    assert!(quorums > 1, "the showcase has meetings with a quorum");
}

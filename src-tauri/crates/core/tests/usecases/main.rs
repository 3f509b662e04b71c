//! The use cases through the public API, on a real ledger.

// Helpers of tests stand outside of #[test] functions, where the floor's exception doesn't reach.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod keys;
mod lock;
mod meetings;
mod people;
mod session;
mod words;

use chrono::{NaiveDate, TimeZone as _, Utc};
use kaotsunagi_core::people::AddPerson;
use kaotsunagi_core::session::{NewCoordinator, NewLedger, new_ledger};
use kaotsunagi_core::{Now, Session};
use ledger::person::PersonFields;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn now() -> Now {
    Now {
        utc: Utc.with_ymd_and_hms(2026, 11, 20, 1, 32, 0).unwrap(),
        zone: chrono::FixedOffset::east_opt(9 * 3600).unwrap(),
        today: day("2026-11-20"),
    }
}

/// A ledger of the region みどり野 with its coordinator, in a folder that goes away.
fn midorino() -> (tempfile::TempDir, Session) {
    let dir = tempfile::tempdir().unwrap();
    let mut session = Session::new(None, now());
    new_ledger(&mut session, request(&dir.path().join("みどり野"))).unwrap();
    (dir, session)
}

fn request(dir: &std::path::Path) -> NewLedger {
    NewLedger {
        dir: dir.to_owned(),
        passphrase: "ひみつの言葉".to_owned(),
        region: "みどり野".to_owned(),
        prefecture: "若葉県".to_owned(),
        municipalities: vec!["みどり野市".to_owned(), "早瀬町".to_owned()],
        coordinator: NewCoordinator {
            name: "木佐貫 遥".to_owned(),
            kana: "きさぬき はるか".to_owned(),
            profession: Some("discharge_nurse".to_owned()),
            organisation: "みどり野中央病院".to_owned(),
            organisation_kind: Some("cancer_hub".to_owned()),
            title: "地域連携室".to_owned(),
            kind: "hub".to_owned(),
        },
    }
}

fn add(
    session: &mut Session,
    name: &str,
    kana: &str,
    profession: &str,
    organisation: &str,
    title: &str,
) -> String {
    kaotsunagi_core::people::add_person(
        session,
        AddPerson {
            fields: PersonFields {
                name: name.to_owned(),
                kana: kana.to_owned(),
                profession: Some(profession.to_owned()),
                ..PersonFields::default()
            },
            organisation: organisation.to_owned(),
            title: title.to_owned(),
            others: Vec::new(),
        },
    )
    .unwrap()
    .id
    .unwrap()
}

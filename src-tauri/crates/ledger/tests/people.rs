//! People, organisations and posts.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on should say where"
)]

mod support;

use kaotsunagi_ledger::Error;
use kaotsunagi_ledger::encounter::EncounterFields;
use kaotsunagi_ledger::meeting::attendance::Attended;
use kaotsunagi_ledger::organisation::{OrganisationFilter, Side};
use kaotsunagi_ledger::person::{PeopleFilter, PersonFields};
use kaotsunagi_ledger::region::Region;
use support::*;

fn with_text(text: &str) -> PeopleFilter {
    PeopleFilter {
        text: text.to_owned(),
        ..PeopleFilter::default()
    }
}

#[test]
fn names_are_kept_byte_for_byte() {
    let mut kept = Kept::new();
    // Compatibility kanji (U+FA19), IVS, a kanji beyond the first plane, decomposed kana: none may be normalised.
    for name in [
        "髙﨑 恵",
        "\u{FA19}谷 実",
        "葛\u{E0100}西 徹",
        "𠮷村　いづみ",
        "か\u{3099}もう",
        "<img src=x onerror=…>",
    ] {
        let id = kept.do_it("person.add", |write| write.add_person(&person(name, "")));
        assert_eq!(
            kept.ledger
                .read()
                .person(id)
                .unwrap()
                .fields
                .name
                .as_bytes(),
            name.as_bytes()
        );
    }
}

#[test]
fn every_field_of_a_person_comes_back() {
    let mut kept = Kept::new();
    let fields = PersonFields {
        name: "髙﨑 恵".into(),
        family: "髙﨑".into(),
        given: "恵".into(),
        kana: "たかさき めぐみ".into(),
        profession: Some("visiting_nurse".into()),
        side: Some(Side::Community),
        municipality: None,
        email: "megumi@hikari.example".into(),
        phone: "000-12-3456".into(),
        mobile: "000-1234-5678".into(),
        fax: "000-12-3457".into(),
        preferred_way: Some("phone".into()),
        reachable_hours: "平日 16時から".into(),
        does: "在宅の看取り".into(),
        key_person: true,
        consent: kaotsunagi_ledger::person::Consent::WorkplaceOnly,
        consent_on: Some(day("2026-04-01")),
        note: "備考".into(),
        manner: "先に電話".into(),
    };
    let id = kept.do_it("person.add", |write| write.add_person(&fields));
    let kept = kept.reopen();
    assert_eq!(kept.ledger.read().person(id).unwrap().fields, fields);
    assert_eq!(kept.ledger.read().all_people().unwrap().len(), 1);
}

#[test]
fn a_blank_name_is_refused_and_nothing_is_kept() {
    let mut kept = Kept::new();
    let refused = kept
        .ledger
        .operation(&"person.add".into_name(), now(), |write| {
            write.add_person(&person("髙﨑 恵", ""))?;
            write.add_person(&person("　", ""))
        });
    assert!(
        matches!(refused, Err(Error::Refused { field: "name", .. })),
        "{refused:?}"
    );
    assert!(
        kept.ledger.read().all_people().unwrap().is_empty(),
        "the first of the two went with the second"
    );
    assert_eq!(
        kept.ledger
            .next_undo_redo()
            .unwrap()
            .0
            .map(|operation| operation.name.code),
        None
    );
}

trait IntoName {
    fn into_name(self) -> kaotsunagi_ledger::OperationName;
}

impl IntoName for &str {
    fn into_name(self) -> kaotsunagi_ledger::OperationName {
        kaotsunagi_ledger::OperationName::new(self, "")
    }
}

#[test]
fn people_are_listed_by_reading_and_those_without_one_last() {
    let mut kept = Kept::new();
    kept.do_it("add", |write| {
        for (name, kana) in [
            ("渡邉 誠", ""),
            ("𠮷村 いづみ", "ヨシムラ イヅミ"),
            ("青木 望", "ｱｵｷ ﾉｿﾞﾐ"),
            ("髙﨑 恵", "たかさき めぐみ"),
        ] {
            write.add_person(&person(name, kana))?;
        }
        Ok(())
    });
    let rows = kept
        .ledger
        .read()
        .people(&PeopleFilter::default(), today())
        .unwrap();
    let names: Vec<&str> = rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["青木 望", "髙﨑 恵", "𠮷村 いづみ", "渡邉 誠"]);
}

#[test]
fn a_list_is_narrowed_by_name_reading_organisation_and_post_together() {
    let mut kept = Kept::new();
    kept.do_it("add", |write| {
        let hikari =
            write.add_organisation(&organisation("ひかりクリニック", "ひかりくりにっく"))?;
        let old = write.add_organisation(&organisation("みどり薬局", ""))?;
        let megumi = write.add_person(&person("髙﨑 恵", "たかさき めぐみ"))?;
        write.add_person(&person("髙橋 実", "たかはし みのる"))?;
        write.add_affiliation(&post(megumi, hikari, "看護師長"))?;
        let mut former = post(megumi, old, "事務");
        former.to = Some(day("2025-03-31"));
        write.add_affiliation(&former)?;
        Ok(())
    });
    let read = kept.ledger.read();
    let found = |text: &str| -> Vec<String> {
        read.people(&with_text(text), today())
            .unwrap()
            .into_iter()
            .map(|row| row.name)
            .collect()
    };
    assert_eq!(found("高").len(), 2);
    assert_eq!(found("ﾀｶﾊｼ"), ["髙橋 実"]);
    assert_eq!(found("高崎 クリニック"), ["髙﨑 恵"]);
    assert_eq!(found("師長"), ["髙﨑 恵"]);
    assert!(
        found("みどり薬局").is_empty(),
        "a post of the past doesn't narrow a list of today"
    );
    assert!(
        found("高橋 クリニック").is_empty(),
        "every word must be found"
    );
}

#[test]
fn a_person_shows_the_main_post_of_the_day_among_several() {
    let mut kept = Kept::new();
    let (megumi, hikari, centre) = kept.do_it("add", |write| {
        let hikari = write.add_organisation(&organisation("ひかりクリニック", ""))?;
        let centre = write.add_organisation(&organisation("みどり野支援センター", ""))?;
        let megumi = write.add_person(&person("髙﨑 恵", ""))?;
        let mut first = post(megumi, hikari, "看護師");
        first.is_main = true;
        first.to = Some(day("2026-03-31"));
        write.add_affiliation(&first)?;
        let mut second = post(megumi, centre, "相談員");
        second.from = Some(day("2025-10-01"));
        second.is_contact = true;
        write.add_affiliation(&second)?;
        Ok((megumi, hikari, centre))
    });
    let read = kept.ledger.read();
    let on = |iso: &str| {
        read.post_on(megumi, day(iso))
            .unwrap()
            .unwrap()
            .fields
            .organisation
    };
    assert_eq!(on("2025-12-01"), hikari, "the main one of two");
    assert_eq!(on("2026-03-31"), hikari, "the last day belongs to it");
    assert_eq!(on("2026-04-01"), centre);
    let row = read.person_row(megumi, day("2025-12-01")).unwrap();
    assert_eq!(
        (row.posts, row.title.as_deref(), row.is_contact),
        (2, Some("看護師"), true)
    );
    let row = read.person_row(megumi, today()).unwrap();
    assert_eq!(
        (row.posts, row.organisation.as_deref()),
        (1, Some("みどり野支援センター"))
    );
    let titles: Vec<String> = read
        .affiliations_of_person(megumi)
        .unwrap()
        .into_iter()
        .map(|post| post.fields.title)
        .collect();
    assert_eq!(titles, ["看護師", "相談員"], "main first");
}

#[test]
fn a_post_does_not_end_before_it_begins() {
    let mut kept = Kept::new();
    let refused = kept.ledger.operation(&"add".into_name(), now(), |write| {
        let hikari = write.add_organisation(&organisation("ひかり", ""))?;
        let megumi = write.add_person(&person("髙﨑 恵", ""))?;
        let mut backwards = post(megumi, hikari, "");
        backwards.from = Some(day("2026-04-01"));
        backwards.to = Some(day("2026-03-31"));
        write.add_affiliation(&backwards)
    });
    assert!(
        matches!(refused, Err(Error::Refused { field: "to", .. })),
        "{refused:?}"
    );
}

#[test]
fn an_organisation_counts_its_people_and_names_its_contact() {
    let mut kept = Kept::new();
    kept.do_it("add", |write| {
        let hikari =
            write.add_organisation(&organisation("医療法人 ひかりクリニック", "ひかり"))?;
        write.add_organisation(&organisation("あおば薬局", "あおば"))?;
        for (name, contact, to) in [
            ("青木 望", false, None),
            ("髙﨑 恵", true, None),
            ("渡邉 誠", true, Some("2026-03-31")),
        ] {
            let someone = write.add_person(&person(name, ""))?;
            let mut held = post(someone, hikari, "");
            held.is_contact = contact;
            held.to = to.map(day);
            write.add_affiliation(&held)?;
        }
        Ok(())
    });
    let rows = kept
        .ledger
        .read()
        .organisations(&OrganisationFilter::default(), today())
        .unwrap();
    let names: Vec<&str> = rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["あおば薬局", "医療法人 ひかりクリニック"]);
    assert_eq!(
        (rows[1].people, rows[1].contact.as_deref()),
        (2, Some("髙﨑 恵"))
    );
    assert_eq!((rows[0].people, rows[0].contact.as_deref()), (0, None));
    let by_key = kept
        .ledger
        .read()
        .organisation_by_key(&organisation_key("ひかりクリニック"))
        .unwrap();
    assert_eq!(by_key, Some(rows[1].id));
}

fn organisation_key(name: &str) -> String {
    japanese::key::organisation(name)
}

#[test]
fn whoever_goes_into_the_trash_is_gone_from_lists_but_still_named_in_old_minutes() {
    let mut kept = Kept::new();
    let (megumi, meeting) = kept.do_it("add", |write| {
        let megumi = write.add_person(&person("髙﨑 恵", ""))?;
        let meeting = write.add_meeting(&meeting("第1回", "2026-05-01"))?;
        write.set_attendance(meeting, &attended(megumi, Attended::Present))?;
        Ok((megumi, meeting))
    });
    kept.do_it("remove", |write| write.remove_person(megumi));
    {
        let read = kept.ledger.read();
        assert!(matches!(
            read.person(megumi),
            Err(Error::NoRecord { kind: "person", .. })
        ));
        assert!(
            read.people(&PeopleFilter::default(), today())
                .unwrap()
                .is_empty()
        );
        assert!(read.search("高崎", 10).unwrap().0.is_empty());
        assert!(
            read.presences(day("2026-01-01"), today())
                .unwrap()
                .is_empty()
        );
        assert_eq!(read.attendance(meeting).unwrap()[0].name, "髙﨑 恵");
    }
    kept.ledger.undo(now()).unwrap();
    let read = kept.ledger.read();
    assert_eq!(
        read.search("高崎", 10).unwrap().1,
        1,
        "the keys follow the undo"
    );
    assert_eq!(read.presences(day("2026-01-01"), today()).unwrap().len(), 1);
}

#[test]
fn the_last_meeting_or_encounter_of_a_person_is_told_but_none_of_the_future() {
    let mut kept = Kept::new();
    let (megumi, makoto) = kept.do_it("add", |write| {
        let megumi = write.add_person(&person("髙﨑 恵", ""))?;
        let makoto = write.add_person(&person("渡邉 誠", ""))?;
        for (date, how) in [
            ("2026-05-01", Attended::Online),
            ("2026-06-01", Attended::Absent),
            ("2027-01-01", Attended::Present),
        ] {
            let held = write.add_meeting(&meeting("会", date))?;
            write.set_attendance(held, &attended(megumi, how))?;
        }
        let held = write.add_meeting(&meeting("会", "2026-07-01"))?;
        let mut proxy = attended(megumi, Attended::Proxy);
        proxy.proxy_person = Some(makoto);
        write.set_attendance(held, &proxy)?;
        Ok((megumi, makoto))
    });
    let last = |kept: &Kept, who| {
        kept.ledger
            .read()
            .person_row(who, today())
            .unwrap()
            .last_met
    };
    assert_eq!(last(&kept, megumi), Some(day("2026-05-01")));
    assert_eq!(
        last(&kept, makoto),
        Some(day("2026-07-01")),
        "who came for another was there"
    );
    kept.do_it("encounter", |write| {
        write.add_encounter(&EncounterFields {
            on: day("2026-08-01"),
            kind: "phone".into(),
            summary: String::new(),
            insight: String::new(),
            is_case: false,
            people: vec![megumi],
            organisations: vec![],
        })
    });
    assert_eq!(last(&kept, megumi), Some(day("2026-08-01")));
    let rows = kept
        .ledger
        .read()
        .people(&PeopleFilter::default(), today())
        .unwrap();
    assert!(
        rows.iter()
            .all(|row| Some(row.last_met) == Some(last(&kept, row.id))),
        "a row and the list agree"
    );
}

#[test]
fn a_municipality_is_not_doubled_and_one_coordinator_is_me() {
    let mut kept = Kept::new();
    kept.do_it("set_up", |write| {
        write.set_region(&Region {
            name: "みどり野".into(),
            prefecture: "青葉県".into(),
            purpose: String::new(),
        })?;
        let city = write.add_municipality("みどり野市", "みどりのし", true)?;
        assert_eq!(write.add_municipality("みどり野市", "", false)?, city);
        write.add_municipality("青葉町", "あおばまち", false)?;
        let megumi = write.add_person(&person("髙﨑 恵", ""))?;
        let toru = write.add_person(&person("早乙女 徹", ""))?;
        write.add_coordinator(megumi, "hub", true)?;
        write.add_coordinator(toru, "community", true)?;
        Ok(())
    });
    let read = kept.ledger.read();
    assert_eq!(read.region().unwrap().name, "みどり野");
    let names: Vec<String> = read
        .municipalities()
        .unwrap()
        .into_iter()
        .map(|one| one.name)
        .collect();
    assert_eq!(names, ["みどり野市", "青葉町"]);
    let me: Vec<bool> = read
        .coordinators()
        .unwrap()
        .into_iter()
        .map(|one| one.me)
        .collect();
    assert_eq!(me, [true, false]);
}

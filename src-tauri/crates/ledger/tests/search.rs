//! Search by folded keys.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on should say where"
)]

mod support;

use kaotsunagi_ledger::meeting::agenda::AgendaFields;
use kaotsunagi_ledger::meeting::line::LineKind;
use kaotsunagi_ledger::meeting::series::SeriesFields;
use support::*;

fn titles(kept: &Kept, text: &str) -> Vec<String> {
    kept.ledger
        .read()
        .search(text, 50)
        .unwrap()
        .0
        .into_iter()
        .map(|hit| hit.title)
        .collect()
}

#[test]
fn a_name_is_found_by_every_way_of_typing_it() {
    let mut kept = Kept::new();
    kept.do_it("add", |write| {
        write.add_person(&person("髙橋 実", "たかはし みのる"))?;
        write.add_person(&person("\u{FA19}谷 葛\u{E0100}", "かみや"))?;
        write.add_person(&person("𠮷村 いづみ", "ヨシムラ イヅミ"))
    });
    for typed in [
        "髙橋",
        "高橋",
        "たかはし",
        "タカハシ",
        "ﾀｶﾊｼ",
        "高",
        "橋 実",
        "たかはし　みのる",
        "はし",
    ] {
        assert_eq!(titles(&kept, typed), ["髙橋 実"], "{typed}");
    }
    for typed in ["神谷", "葛", "\u{FA19}"] {
        assert_eq!(titles(&kept, typed), ["\u{FA19}谷 葛\u{E0100}"], "{typed}");
    }
    assert_eq!(titles(&kept, "吉村"), ["𠮷村 いづみ"]);
    assert!(titles(&kept, "　").is_empty());
    assert!(
        titles(&kept, "高橋 みどり").is_empty(),
        "every word must be found"
    );
}

#[test]
fn people_come_first_and_a_beginning_before_a_middle() {
    let mut kept = Kept::new();
    kept.do_it("add", |write| {
        let held = write.add_meeting(&meeting("高原の会", "2026-05-01"))?;
        write.add_line(held, &line(LineKind::Decision, "高い山に登る"))?;
        add_action(write, held, "高さを測る")?;
        write.add_agenda_item(
            held,
            &AgendaFields {
                title: "高所の話".into(),
                ..AgendaFields::default()
            },
        )?;
        write.add_series(&SeriesFields {
            name: "高原懇話会".into(),
            ..SeriesFields::default()
        })?;
        write.add_organisation(&organisation("みどり高原病院", ""))?;
        write.add_organisation(&organisation("高原クリニック", ""))?;
        write.add_person(&person("日高 望", "ひだか"))?;
        write.add_person(&person("髙﨑 恵", "たかさき"))
    });
    let (hits, total) = kept.ledger.read().search("高", 50).unwrap();
    let found: Vec<(&str, &str)> = hits
        .iter()
        .map(|hit| (hit.kind.as_str(), hit.title.as_str()))
        .collect();
    assert_eq!(total, 9);
    assert_eq!(
        found[..7],
        [
            ("person", "髙﨑 恵"),
            ("person", "日高 望"),
            ("organisation", "高原クリニック"),
            ("organisation", "みどり高原病院"),
            ("series", "高原懇話会"),
            ("meeting", "高原の会"),
            ("agenda_item", "高所の話"),
        ]
    );
    assert_eq!(
        found[7..].iter().map(|(kind, _)| *kind).collect::<Vec<_>>(),
        ["minute_line", "action"]
    );
    assert!(
        hits[7..].iter().all(|hit| hit.open == hits[5].id),
        "a line opens its meeting"
    );
    assert_eq!(hits[7].detail, "2026-05-01 高原の会");
    let (few, total) = kept.ledger.read().search("高", 3).unwrap();
    assert_eq!(
        (few.as_slice(), total),
        (&hits[..3], 9),
        "the first of all, and how many there are"
    );
}

#[test]
fn a_person_is_found_by_post_and_organisation_and_follows_their_change() {
    let mut kept = Kept::new();
    let (hikari, held) = kept.do_it("add", |write| {
        let hikari = write.add_organisation(&organisation("ひかりクリニック", "ひかり"))?;
        let megumi = write.add_person(&person("髙﨑 恵", ""))?;
        Ok((
            hikari,
            write.add_affiliation(&post(megumi, hikari, "看護師長"))?,
        ))
    });
    assert_eq!(titles(&kept, "師長"), ["髙﨑 恵"]);
    assert_eq!(titles(&kept, "ひかり"), ["髙﨑 恵", "ひかりクリニック"]);
    assert_eq!(
        kept.ledger.read().search("師長", 1).unwrap().0[0].detail,
        "ひかりクリニック 看護師長"
    );
    kept.do_it("edit", |write| {
        write.save_organisation(hikari, &organisation("あおばクリニック", ""))
    });
    assert!(titles(&kept, "ひかり").is_empty());
    assert_eq!(titles(&kept, "あおば"), ["髙﨑 恵", "あおばクリニック"]);
    kept.do_it("edit", |write| write.remove_affiliation(held));
    assert!(titles(&kept, "師長").is_empty());
    kept.ledger.undo(now()).unwrap();
    kept.ledger.undo(now()).unwrap();
    assert_eq!(
        titles(&kept, "ひかり"),
        ["髙﨑 恵", "ひかりクリニック"],
        "the keys follow undo"
    );
    let kept = kept.reopen();
    assert_eq!(titles(&kept, "師長"), ["髙﨑 恵"]);
}

#[test]
fn a_telephone_number_is_found_however_it_is_typed() {
    let mut kept = Kept::new();
    kept.do_it("add", |write| {
        let mut megumi = person("髙﨑 恵", "");
        megumi.phone = "０００－１２－３４５６".into();
        megumi.manner = "先に電話".into();
        write.add_person(&megumi)
    });
    for typed in ["000-12-3456", "000123456", "12-34"] {
        assert_eq!(titles(&kept, typed), ["髙﨑 恵"], "{typed}");
    }
    assert!(
        titles(&kept, "先に電話").is_empty(),
        "private words are not searched"
    );
}

#[test]
fn typed_marks_are_only_letters() {
    let mut kept = Kept::new();
    kept.do_it("add", |write| {
        write.add_person(&person("'; DROP TABLE person; --%_", ""))
    });
    assert_eq!(titles(&kept, "drop").len(), 1);
    assert_eq!(titles(&kept, "%_").len(), 1);
    assert!(titles(&kept, "a%").is_empty());
    assert!(titles(&kept, "\u{1f}").is_empty());
}

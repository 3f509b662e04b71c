//! The three stages: what the ledger can tell of each item, and that it never ticks one.
#![allow(clippy::expect_used, clippy::indexing_slicing)] // also in what the tests share: a test may fail loudly

mod midorino;

use std::collections::BTreeMap;

use kaotsunagi_core::stages::checklist::checklists;
use kaotsunagi_core::stages::{self, AddEvidence, Item, Judgement, MarkItem, Verdict};
use kaotsunagi_core::{ById, Nothing, vocabulary};
use ledger::PersonId;
use ledger::checklist::MarkState;
use ledger::meeting::attendance::{Attended, Role};
use ledger::meeting::line::LineKind;
use midorino::{Midorino, attendance, day};

fn items(region: &mut Midorino) -> BTreeMap<String, Item> {
    let stages = stages::stages(&mut region.session, Nothing {}).expect("stages");
    stages
        .stages
        .into_iter()
        .flat_map(|stage| stage.items)
        .map(|item| (item.id.clone(), item))
        .collect()
}

fn judgement(region: &mut Midorino, item: &str) -> Judgement {
    items(region).remove(item).expect("the item").judgement
}

#[test]
fn there_are_three_stages_of_fourteen_items_in_both_languages() {
    let counts: Vec<(u32, usize)> = checklists()
        .iter()
        .map(|stage| (stage.stage, stage.item.len()))
        .collect();
    assert_eq!(counts, [(1, 14), (2, 14), (3, 14)]);
    for (stage, checklist) in (1..).zip(checklists()) {
        for (place, item) in checklist.item.iter().enumerate() {
            assert_eq!(item.id, format!("{stage}-{}", place + 1));
            for words in [&item.ja, &item.en, &item.evidence_ja, &item.evidence_en] {
                assert!(!words.trim().is_empty(), "{} lacks words", item.id);
            }
        }
    }
}

#[test]
fn kinds_that_rules_name_are_those_of_the_vocabulary() {
    let assets = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/checklists/");
    for stage in 1..=3 {
        let text = std::fs::read_to_string(format!("{assets}stage{stage}.toml")).expect("the file");
        let table: toml::Table = toml::from_str(&text).expect("TOML");
        for item in table["item"].as_array().expect("items") {
            for (name, value) in item["rule"].as_table().expect("a rule") {
                for kind in value
                    .as_array()
                    .into_iter()
                    .flatten()
                    .filter_map(toml::Value::as_str)
                {
                    let known = match name.as_str() {
                        "kinds" | "meeting_kinds" => {
                            vocabulary::meeting_kinds().get(kind).is_some()
                        }
                        _ => vocabulary::encounter_kinds().get(kind).is_some(),
                    };
                    assert!(known, "{name} of {} names {kind}", item["id"]);
                }
            }
        }
    }
}

#[test]
fn an_empty_ledger_has_no_data_and_says_where_there_is_no_place_yet() {
    let later = [
        "1-11", "1-13", "2-4", "2-6", "2-7", "2-8", "3-1", "3-2", "3-3", "3-4", "3-5", "3-6",
        "3-7", "3-9", "3-11", "3-12",
    ];
    let mut region = Midorino::new();
    for (id, item) in items(&mut region) {
        if later.contains(&id.as_str()) {
            assert_eq!(item.judgement.verdict, Verdict::NoPlace, "{id}");
            assert_eq!(item.judgement.sentence, "まだ記録する場所がありません");
            assert!(item.judgement.because.is_empty());
        } else if id == "2-2" {
            assert_eq!(
                item.judgement.verdict,
                Verdict::Partly,
                "two municipalities belong to the region from the start"
            );
        } else {
            assert_eq!(
                item.judgement.verdict,
                Verdict::NoData,
                "{id}: {}",
                item.judgement.sentence
            );
        }
        assert_eq!(item.state, MarkState::NotStarted);
        assert!(
            !item.judgement.sentence.contains('{'),
            "{id}: {}",
            item.judgement.sentence
        );
        assert!(
            !item.judgement.sentence.starts_with("stage."),
            "{id}: {}",
            item.judgement.sentence
        );
    }
}

/// A hospital and a community side with people of several professions.
struct Cast {
    doctor: PersonId,
    nurse: PersonId,
    visiting_nurse: PersonId,
    care_manager: PersonId,
}

fn cast(region: &mut Midorino) -> Cast {
    let town = region.municipality("若葉町");
    let city = region.municipality("みどり野市");
    let hospital = region.organisation_in("みどり野中央病院", "cancer_hub", Some(city));
    let station = region.organisation_in(
        "訪問看護ステーション なぎ",
        "visiting_nurse_station",
        Some(city),
    );
    let plan = region.organisation_in("ケアプラン野の花", "care_manager_office", Some(town));
    Cast {
        doctor: region.person_with(
            "髙﨑 恵",
            "palliative_physician",
            hospital,
            |p| p.key_person = true,
            |_| {},
        ),
        nurse: region.person("槇原 さとみ", "discharge_nurse", hospital),
        visiting_nurse: region.person("𠮷村 いづみ", "visiting_nurse", station),
        care_manager: region.person("宇津木 誠", "care_manager", plan),
    }
}

fn forum(region: &mut Midorino) -> ledger::SeriesId {
    region.series("みどり野地域緩和ケア連携会議", |series| {
        series.is_forum = true;
        series.kind = Some("forum".to_owned());
    })
}

/// One thing that the ledger holds, the item it is asked about, and what it should tell.
type Case = (&'static str, &'static str, fn(&mut Midorino), Verdict);

#[test]
fn every_rule_tells_met_from_partly_met() {
    let cases: &[Case] = &[
        (
            "1-1",
            "all six core types",
            |r| {
                for kind in [
                    "cancer_hub",
                    "home_care_clinic",
                    "visiting_nurse_station",
                    "pharmacy",
                    "care_manager_office",
                    "community_support_centre",
                ] {
                    let kind = core_kind(kind);
                    r.organisation(&kind.clone(), &kind);
                }
            },
            Verdict::Met,
        ),
        (
            "1-1",
            "only the hospital",
            |r| {
                r.organisation("みどり野中央病院", "cancer_hub");
            },
            Verdict::Partly,
        ),
        (
            "1-2",
            "six months and five organisations",
            |r| {
                for month in 6..=11 {
                    let office = r.organisation(
                        &format!("訪問看護ステーション {month}号"),
                        "visiting_nurse_station",
                    );
                    let person = r.person(&format!("木佐貫 {month}"), "visiting_nurse", office);
                    r.encounter(
                        &format!("2026-{month:02}-05"),
                        "case_contact",
                        &[person],
                        |e| e.is_case = true,
                    );
                }
            },
            Verdict::Met,
        ),
        (
            "1-2",
            "one case, and one too long ago",
            |r| {
                let c = cast(r);
                r.encounter("2026-10-05", "case_contact", &[c.care_manager], |e| {
                    e.is_case = true
                });
                r.encounter("2025-10-05", "case_contact", &[c.visiting_nurse], |e| {
                    e.is_case = true
                });
            },
            Verdict::Partly,
        ),
        (
            "1-3",
            "three known, two attended",
            |r| {
                let c = cast(r);
                for name in ["西部勉強会", "訪問看護連絡会", "緩和ケア懇話会"] {
                    let series = r.series(name, |s| s.is_community = true);
                    if name != "緩和ケア懇話会" {
                        r.meeting(name, "2026-09-01", &[c.doctor], |m| m.series = Some(series));
                    }
                }
            },
            Verdict::Met,
        ),
        (
            "1-3",
            "known but not visited",
            |r| {
                r.series("西部勉強会", |s| s.is_community = true);
            },
            Verdict::Partly,
        ),
        (
            "1-4",
            "a key person, three professions, both sides",
            |r| {
                let c = cast(r);
                r.meeting(
                    "意見交換会",
                    "2026-09-17",
                    &[c.doctor, c.nurse, c.visiting_nurse],
                    |m| m.exchange_of_views = true,
                );
            },
            Verdict::Met,
        ),
        (
            "1-4",
            "no key person came",
            |r| {
                let c = cast(r);
                r.meeting(
                    "意見交換会",
                    "2026-09-17",
                    &[c.nurse, c.visiting_nurse, c.care_manager],
                    |m| m.exchange_of_views = true,
                );
            },
            Verdict::Partly,
        ),
        (
            "1-5",
            "two hosts together",
            |r| {
                let a = r.organisation("みどり野中央病院", "cancer_hub");
                let b = r.organisation("みどり野市医師会", "medical_association");
                r.meeting("合同研修会", "2026-07-01", &[], |m| {
                    m.kind = Some("joint_training".to_owned());
                    m.host = Some(a);
                    m.co_hosts = vec![b];
                });
            },
            Verdict::Met,
        ),
        (
            "1-5",
            "one host alone",
            |r| {
                let a = r.organisation("みどり野中央病院", "cancer_hub");
                r.meeting("合同研修会", "2026-07-01", &[], |m| {
                    m.kind = Some("joint_training".to_owned());
                    m.host = Some(a);
                });
            },
            Verdict::Partly,
        ),
        (
            "1-6",
            "held lately and planned again",
            |r| {
                let series = r.series("連携会議", |s| s.cycle_months = Some(3));
                r.meeting("第2回", "2026-09-17", &[], |m| m.series = Some(series));
                r.meeting("第3回", "2026-12-10", &[], |m| m.series = Some(series));
            },
            Verdict::Met,
        ),
        (
            "1-6",
            "no next date",
            |r| {
                let series = r.series("連携会議", |s| s.cycle_months = Some(3));
                r.meeting("第2回", "2026-09-17", &[], |m| m.series = Some(series));
            },
            Verdict::Partly,
        ),
        (
            "1-7",
            "a café, so she decides",
            |r| {
                r.meeting("交流会", "2026-06-01", &[], |m| m.informal = true);
            },
            Verdict::Assist,
        ),
        (
            "1-8",
            "a tie of this fiscal year",
            |r| {
                let c = cast(r);
                r.tie(c.doctor, c.care_manager, 1, "2026-06-01");
            },
            Verdict::Met,
        ),
        (
            "1-8",
            "a tie of last year",
            |r| {
                let c = cast(r);
                r.tie(c.doctor, c.care_manager, 1, "2026-03-31");
            },
            Verdict::NoData,
        ),
        (
            "1-9",
            "work noted and tie at level 2",
            |r| {
                let station = r.organisation("訪問看護ステーション なぎ", "visiting_nurse_station");
                let a = r.person_with(
                    "𠮷村 いづみ",
                    "visiting_nurse",
                    station,
                    |p| {
                        p.key_person = true;
                        p.does = "夜間の看取り".to_owned();
                    },
                    |_| {},
                );
                let b = r.person("木佐貫 遥", "visiting_nurse", station);
                r.tie(a, b, 2, "2026-05-01");
            },
            Verdict::Met,
        ),
        (
            "1-9",
            "one of three",
            |r| {
                let station = r.organisation("訪問看護ステーション なぎ", "visiting_nurse_station");
                let a = r.person_with(
                    "𠮷村 いづみ",
                    "visiting_nurse",
                    station,
                    |p| {
                        p.key_person = true;
                        p.does = "夜間の看取り".to_owned();
                    },
                    |_| {},
                );
                let b = r.person_with(
                    "木佐貫 遥",
                    "visiting_nurse",
                    station,
                    |_| {},
                    |post| post.is_contact = true,
                );
                r.person_with(
                    "仁科 豊",
                    "visiting_nurse",
                    station,
                    |p| p.key_person = true,
                    |_| {},
                );
                r.tie(a, b, 2, "2026-05-01");
            },
            Verdict::Partly,
        ),
        (
            "1-10",
            "two professions",
            |r| {
                let c = cast(r);
                let meeting = r.meeting("連携会議", "2026-09-17", &[c.nurse], |_| {});
                r.line_with(
                    meeting,
                    LineKind::Viewpoint,
                    "ふだんの様子が分からないと身構えてしまう",
                    |l| l.profession = Some("ward_nurse".to_owned()),
                );
                r.line_with(
                    meeting,
                    LineKind::Viewpoint,
                    "金曜の夕方がいちばん不安",
                    |l| l.speaker = Some(c.visiting_nurse),
                );
            },
            Verdict::Met,
        ),
        (
            "1-10",
            "one profession",
            |r| {
                let meeting = r.meeting("連携会議", "2026-09-17", &[], |_| {});
                r.line_with(meeting, LineKind::Viewpoint, "身構えてしまう", |l| {
                    l.profession = Some("ward_nurse".to_owned())
                });
            },
            Verdict::Partly,
        ),
        (
            "1-12",
            "one of two meetings",
            |r| {
                let c = cast(r);
                r.meeting("連携会議", "2026-09-17", &[c.nurse, c.care_manager], |_| {});
                r.meeting("勉強会", "2026-10-17", &[c.nurse], |_| {});
            },
            Verdict::Met,
        ),
        (
            "1-12",
            "one of three meetings",
            |r| {
                let c = cast(r);
                r.meeting("連携会議", "2026-09-17", &[c.nurse, c.care_manager], |_| {});
                r.meeting("勉強会", "2026-10-17", &[c.nurse], |_| {});
                r.meeting("勉強会", "2026-11-17", &[c.doctor], |_| {});
            },
            Verdict::Partly,
        ),
        (
            "1-14",
            "an insight of an encounter",
            |r| {
                let c = cast(r);
                r.encounter("2026-10-05", "phone", &[c.care_manager], |e| {
                    e.insight = "三日前に分かれば薬の準備が違う".to_owned()
                });
            },
            Verdict::Met,
        ),
        (
            "2-1",
            "words that no meeting agreed to",
            |r| set_purpose(r),
            Verdict::Partly,
        ),
        (
            "2-1",
            "a decision that quotes the purpose",
            |r| {
                set_purpose(r);
                let meeting = r.meeting("連携会議", "2025-05-01", &[], |_| {});
                r.line(
                    meeting,
                    LineKind::Decision,
                    "目的を「住み慣れた場所で最期まで」とする",
                );
            },
            Verdict::Met,
        ),
        (
            "2-2",
            "attendees of two municipalities",
            |r| {
                let c = cast(r);
                let series = forum(r);
                r.meeting(
                    "連携会議",
                    "2026-09-17",
                    &[c.doctor, c.care_manager],
                    |m| m.series = Some(series),
                );
            },
            Verdict::Met,
        ),
        ("2-3", "a whole charter", |r| charter(r, true), Verdict::Met),
        (
            "2-3",
            "no date of the charter",
            |r| charter(r, false),
            Verdict::Partly,
        ),
        (
            "2-5",
            "only two of six types",
            |r| {
                let c = cast(r);
                let series = forum(r);
                r.meeting(
                    "連携会議",
                    "2026-09-17",
                    &[c.doctor, c.care_manager],
                    |m| m.series = Some(series),
                );
            },
            Verdict::Partly,
        ),
        (
            "2-9",
            "an office with somebody in it",
            |r| charter(r, true),
            Verdict::Met,
        ),
        (
            "2-9",
            "an office without anybody",
            |r| {
                let office = r.organisation("みどり野市医師会", "medical_association");
                r.series("連携会議", |s| s.secretariat = Some(office));
            },
            Verdict::Partly,
        ),
        (
            "2-10",
            "a nurse and a care manager steer",
            |r| {
                let c = cast(r);
                r.meeting(
                    "世話人会",
                    "2026-05-01",
                    &[c.nurse, c.care_manager],
                    |m| m.kind = Some("steering".to_owned()),
                );
            },
            Verdict::Met,
        ),
        (
            "2-10",
            "two of one office",
            |r| {
                let c = cast(r);
                r.meeting("世話人会", "2026-05-01", &[c.nurse, c.doctor], |m| {
                    m.kind = Some("steering".to_owned())
                });
            },
            Verdict::Partly,
        ),
        (
            "2-11",
            "two who met",
            |r| {
                let c = cast(r);
                for person in [c.nurse, c.visiting_nurse] {
                    r.write(|w| w.add_coordinator(person, "hub", false));
                }
                r.meeting("打合せ", "2026-10-01", &[c.nurse, c.visiting_nurse], |_| {});
            },
            Verdict::Met,
        ),
        (
            "2-11",
            "two who did not meet for half a year",
            |r| {
                let c = cast(r);
                for person in [c.nurse, c.visiting_nurse] {
                    r.write(|w| w.add_coordinator(person, "hub", false));
                }
                r.meeting("打合せ", "2026-04-01", &[c.nurse, c.visiting_nurse], |_| {});
            },
            Verdict::Partly,
        ),
        (
            "2-12",
            "held, and its set-up known",
            |r| {
                let series = r.series("連携会議", |s| {
                    s.is_forum = true;
                    s.set_up_on = Some(day("2020-10-01"));
                });
                r.meeting("連携会議", "2026-09-17", &[], |m| {
                    m.series = Some(series)
                });
            },
            Verdict::Met,
        ),
        (
            "2-12",
            "held last fiscal year",
            |r| {
                let series = r.series("連携会議", |s| {
                    s.is_forum = true;
                    s.set_up_on = Some(day("2020-10-01"));
                });
                r.meeting("連携会議", "2026-03-17", &[], |m| {
                    m.series = Some(series)
                });
            },
            Verdict::Partly,
        ),
        (
            "2-13",
            "every cell filled",
            |r| {
                let c = cast(r);
                let host = r.organisation("みどり野市医師会", "medical_association");
                let series = forum(r);
                let meeting = r.meeting(
                    "連携会議",
                    "2026-09-17",
                    &[c.doctor, c.care_manager],
                    |m| {
                        m.series = Some(series);
                        m.place = "医師会館".to_owned();
                        m.host = Some(host);
                    },
                );
                r.write(|w| {
                    w.add_agenda_item(
                        meeting,
                        &ledger::meeting::agenda::AgendaFields {
                            title: "緊急時の受入れ".to_owned(),
                            ..Default::default()
                        },
                    )
                });
            },
            Verdict::Met,
        ),
        (
            "2-13",
            "no place, no agenda",
            |r| {
                let c = cast(r);
                let series = forum(r);
                r.meeting("連携会議", "2026-09-17", &[c.doctor], |m| {
                    m.series = Some(series)
                });
            },
            Verdict::Partly,
        ),
        (
            "2-14",
            "counts are shown, she decides",
            |r| {
                let c = cast(r);
                let series = forum(r);
                r.meeting("連携会議", "2026-09-17", &[c.doctor], |m| {
                    m.series = Some(series)
                });
            },
            Verdict::Assist,
        ),
        (
            "3-8",
            "a case conference",
            |r| {
                r.meeting("事例検討会", "2026-09-17", &[], |m| {
                    m.kind = Some("case_conference".to_owned())
                });
            },
            Verdict::Met,
        ),
        (
            "3-8",
            "one of last fiscal year",
            |r| {
                r.meeting("事例検討会", "2026-03-17", &[], |m| {
                    m.kind = Some("case_conference".to_owned())
                });
            },
            Verdict::NoData,
        ),
        (
            "3-10",
            "both directions",
            |r| {
                let c = cast(r);
                r.encounter(
                    "2026-06-01",
                    "observation_received",
                    &[c.visiting_nurse],
                    |_| {},
                );
                r.encounter("2026-07-01", "joint_visit", &[c.visiting_nurse], |_| {});
            },
            Verdict::Met,
        ),
        (
            "3-10",
            "one direction",
            |r| {
                let c = cast(r);
                r.encounter(
                    "2026-06-01",
                    "observation_received",
                    &[c.visiting_nurse],
                    |_| {},
                );
            },
            Verdict::Partly,
        ),
        (
            "3-13",
            "a training of the ward",
            |r| {
                r.meeting("院内研修", "2026-09-17", &[], |m| {
                    m.kind = Some("in_hospital_training".to_owned())
                });
            },
            Verdict::Met,
        ),
        (
            "3-14",
            "a public lecture",
            |r| {
                r.meeting("市民公開講座", "2026-09-17", &[], |m| {
                    m.kind = Some("public_lecture".to_owned())
                });
            },
            Verdict::Met,
        ),
        (
            "3-14",
            "one to come",
            |r| {
                r.meeting("市民公開講座", "2026-12-17", &[], |m| {
                    m.kind = Some("public_lecture".to_owned())
                });
            },
            Verdict::NoData,
        ),
    ];
    for (item, what, seed, expected) in cases {
        let mut region = Midorino::new();
        seed(&mut region);
        let told = judgement(&mut region, item);
        assert_eq!(
            told.verdict, *expected,
            "{item} with {what}: {}",
            told.sentence
        );
        assert!(
            !told.sentence.contains(['{', '}']),
            "{item}: {}",
            told.sentence
        );
        if *expected != Verdict::NoData {
            assert!(
                !told.because.is_empty(),
                "{item} with {what} has rows behind it"
            );
        }
    }
}

/// A kind of the core type that this kind stands for, whatever the vocabulary calls it.
fn core_kind(kind: &str) -> String {
    let core = match kind {
        "cancer_hub" => "hub",
        "home_care_clinic" => "home_clinic",
        "visiting_nurse_station" => "visiting_nurse",
        "pharmacy" => "pharmacy",
        "care_manager_office" => "care_manager",
        _ => "support_centre",
    };
    let kinds = &vocabulary::organisation_kinds().all;
    kinds
        .iter()
        .find(|kind| kind.core_type.as_deref() == Some(core))
        .expect("a kind of every core type")
        .id
        .clone()
}

fn set_purpose(region: &mut Midorino) {
    let region_now = ledger::region::Region {
        name: "みどり野地域".to_owned(),
        prefecture: String::new(),
        purpose: "住み慣れた場所で最期まで".to_owned(),
    };
    region.write(|write| write.set_region(&region_now));
}

fn charter(region: &mut Midorino, dated: bool) {
    let office = region.organisation("みどり野市医師会", "medical_association");
    region.person("百目鬼 千春", "liaison_clerk", office);
    region.series("みどり野地域緩和ケア連携会議", |series| {
        series.aim = "望む場所での療養を支える".to_owned();
        series.position = "医師会の事業".to_owned();
        series.members = "15人".to_owned();
        series.secretariat = Some(office);
        series.charter_on = dated.then(|| day("2026-06-11"));
    });
}

#[test]
fn the_share_of_meetings_with_welfare_is_said_with_its_threshold() {
    let mut region = Midorino::new();
    let c = cast(&mut region);
    for month in 4..=11 {
        let there = if month < 7 {
            vec![c.nurse, c.care_manager]
        } else {
            vec![c.nurse]
        };
        region.meeting("勉強会", &format!("2026-{month:02}-10"), &there, |_| {});
    }
    let told = judgement(&mut region, "1-12");
    assert_eq!(
        told.sentence,
        "福祉職のいる会議 37％（3／8回、目安 50％・変更可）"
    );
    assert_eq!(told.because.len(), 3);
    assert!(told.because.iter().all(|row| row.kind == "meeting"));
}

#[test]
fn a_deputy_and_an_ended_post_are_shown_for_handover() {
    let mut region = Midorino::new();
    let station = region.organisation("訪問看護ステーション なぎ", "visiting_nurse_station");
    let gone = region.person_with(
        "鴨志田 学",
        "visiting_nurse",
        station,
        |_| {},
        |post| post.to = Some(day("2026-10-31")),
    );
    let other = region.person("木佐貫 遥", "visiting_nurse", station);
    let series = forum(&mut region);
    let meeting = region.meeting("連携会議", "2026-09-17", &[gone], |m| {
        m.series = Some(series)
    });
    let mut by_proxy = attendance(other);
    by_proxy.attended = Attended::Proxy;
    by_proxy.proxy_name = "百目鬼 千春".to_owned();
    by_proxy.role = Role::Member;
    region.write(|write| write.set_attendance(meeting, &by_proxy));
    let told = judgement(&mut region, "2-14");
    assert!(
        told.sentence
            .starts_with("委員 2人のうち所属の終わった方 1人 · 代理出席 50％"),
        "{}",
        told.sentence
    );
    assert!(
        told.because
            .iter()
            .any(|row| row.label.contains("鴨志田 学"))
    );
}

#[test]
fn judging_never_changes_a_mark() {
    let mut region = Midorino::new();
    for kind in ["cancer_hub", "visiting_nurse_station"] {
        region.organisation(kind, kind);
    }
    let mark = MarkItem {
        item: "1-1".to_owned(),
        state: MarkState::UnderWay,
        note: "薬局がまだ".to_owned(),
    };
    let written = stages::mark_item(&mut region.session, mark).expect("marked");
    assert!(
        written.operation.contains("主な機関・職種"),
        "{}",
        written.operation
    );
    for _ in 0..2 {
        let item = items(&mut region).remove("1-1").expect("the item");
        assert_eq!(
            (item.state, item.note.as_str()),
            (MarkState::UnderWay, "薬局がまだ")
        );
    }
    let read = region.session.ledger().expect("open").read();
    assert_eq!(
        read.marks().expect("marks").len(),
        1,
        "no other item was touched"
    );
}

#[test]
fn the_next_step_is_the_item_under_way_that_is_partly_met() {
    let mut region = Midorino::new();
    let next = |region: &mut Midorino| {
        stages::stages(&mut region.session, Nothing {})
            .expect("stages")
            .next_step
    };
    assert_eq!(
        next(&mut region).as_deref(),
        Some("1-1"),
        "stage order when nothing is under way"
    );
    region.organisation("みどり野中央病院", "cancer_hub");
    region.series("西部勉強会", |series| series.is_community = true);
    let mut mark = |item: &str, state| {
        let mark = MarkItem {
            item: item.to_owned(),
            state,
            note: String::new(),
        };
        stages::mark_item(&mut region.session, mark).expect("marked");
    };
    mark("1-3", MarkState::UnderWay);
    mark("1-1", MarkState::Done);
    assert_eq!(
        next(&mut region).as_deref(),
        Some("1-3"),
        "known but unvisited communities, and she is at it"
    );
}

#[test]
fn evidence_is_named_after_its_record_and_can_be_taken_away() {
    let mut region = Midorino::new();
    let meeting = region.meeting("第1回 連携会議", "2026-05-01", &[], |_| {});
    let link = |item: &str, kind: &str, record: &str, label: &str| AddEvidence {
        item: item.to_owned(),
        kind: kind.to_owned(),
        record: record.to_owned(),
        label: label.to_owned(),
    };
    let written = stages::add_evidence(
        &mut region.session,
        link("2-1", "meeting", &meeting.to_string(), ""),
    )
    .expect("linked");
    let row = items(&mut region)
        .remove("2-1")
        .expect("the item")
        .evidence
        .remove(0);
    assert_eq!(
        (row.kind.as_str(), row.label.as_str()),
        ("meeting", "第1回 連携会議")
    );
    stages::remove_evidence(
        &mut region.session,
        ById {
            id: written.id.expect("its id"),
        },
    )
    .expect("taken away");
    assert!(items(&mut region)["2-1"].evidence.is_empty());
    for wrong in [
        link("9-9", "outside", "", "文書"),
        link("2-1", "outside", "", " "),
        link("2-1", "spell", "", "x"),
    ] {
        assert!(stages::add_evidence(&mut region.session, wrong).is_err());
    }
}

#[test]
fn a_linked_meeting_with_a_decision_counts_for_the_purpose() {
    let mut region = Midorino::new();
    set_purpose(&mut region);
    let meeting = region.meeting("第1回 連携会議", "2026-05-01", &[], |_| {});
    region.line(meeting, LineKind::Decision, "目的の文を承認した");
    assert_eq!(judgement(&mut region, "2-1").verdict, Verdict::Partly);
    let link = AddEvidence {
        item: "2-1".to_owned(),
        kind: "meeting".to_owned(),
        record: meeting.to_string(),
        label: String::new(),
    };
    stages::add_evidence(&mut region.session, link).expect("linked");
    assert_eq!(judgement(&mut region, "2-1").verdict, Verdict::Met);
}

use kaotsunagi_core::organisations::{OrganisationsRequest, organisations};
use kaotsunagi_core::people::{
    AddAffiliation, AddEncounter, AddPerson, PeopleRequest, RecordTie, SaveAffiliation, SavePerson,
    SimilarRequest, add_affiliation, add_encounter, add_person, people, person, record_tie,
    remove_person, save_affiliation, save_person, similar_people,
};
use kaotsunagi_core::search::{SearchRequest, search};
use kaotsunagi_core::session::undo;
use kaotsunagi_core::{ById, Error, Nothing, Session};
use ledger::affiliation::AffiliationFields;
use ledger::encounter::EncounterFields;
use ledger::organisation::Side;
use ledger::person::PersonFields;
use uuid::Uuid;

use super::{add, day, midorino};

fn found(session: &mut Session, text: &str) -> Vec<String> {
    let request = PeopleRequest {
        text: text.to_owned(),
        ..PeopleRequest::default()
    };
    people(session, request)
        .unwrap()
        .rows
        .into_iter()
        .map(|row| row.name)
        .collect()
}

#[test]
fn anyone_is_found_by_variant_kanji_kana_of_both_kinds_and_half_width() {
    let (_dir, mut session) = midorino();
    add(
        &mut session,
        "髙橋 学",
        "たかはし まなぶ",
        "care_manager",
        "ケアプラン野の花",
        "",
    );
    for typed in ["高橋", "髙橋", "たかはし", "タカハシ", "ﾀｶﾊｼ", "野の花"] {
        assert_eq!(found(&mut session, typed), ["髙橋 学"], "{typed}");
    }
    assert!(found(&mut session, "鴨志田").is_empty());
    let hits = search(
        &mut session,
        SearchRequest {
            text: "ﾀｶﾊｼ".to_owned(),
            limit: 0,
        },
    )
    .unwrap();
    assert_eq!(hits.hits[0].title, "髙橋 学");
}

#[test]
fn names_are_kept_byte_for_byte() {
    let (_dir, mut session) = midorino();
    // U+FA19 and an ideographic variation sequence: NFC and NFKC would replace the first.
    for name in ["\u{fa19}田 徹", "辻\u{e0100} 恵", "𠮷村　いづみ"] {
        let id = add(&mut session, name, "", "nurse", "", "");
        let card = person(&mut session, ById { id }).unwrap();
        assert_eq!(card.fields.name.as_bytes(), name.as_bytes());
        assert_eq!(card.fields.family, name.split([' ', '　']).next().unwrap());
    }
}

#[test]
fn a_new_person_comes_with_the_first_post_and_the_organisation_is_not_doubled() {
    let (_dir, mut session) = midorino();
    add(
        &mut session,
        "𠮷村 いづみ",
        "よしむら いづみ",
        "visiting_nurse",
        "医療法人みどり会 訪問看護ST なぎ",
        "管理者",
    );
    let id = add(
        &mut session,
        "髙﨑 恵",
        "たかさき めぐみ",
        "visiting_nurse",
        "訪問看護ステーション なぎ",
        "",
    );
    let rows = organisations(&mut session, OrganisationsRequest::default())
        .unwrap()
        .rows;
    let nagi: Vec<_> = rows
        .iter()
        .filter(|row| row.name.contains("なぎ"))
        .collect();
    assert!(
        !nagi.is_empty() && nagi[0].kind == "訪問看護ステーション",
        "{nagi:?}"
    );
    assert_eq!(nagi[0].group, "home");
    let card = person(&mut session, ById { id }).unwrap();
    assert_eq!(
        card.row.side,
        Some(Side::Community),
        "by the kind of the organisation"
    );
    assert_eq!(card.posts.len(), 1);
    assert!(card.posts[0].present && card.posts[0].fields.is_main);
}

#[test]
fn people_are_narrowed_by_side_though_only_the_kind_of_the_organisation_tells_it() {
    let (_dir, mut session) = midorino();
    add(
        &mut session,
        "早乙女 徹",
        "さおとめ とおる",
        "hospital_director",
        "みどり野中央病院",
        "院長",
    );
    add(
        &mut session,
        "百目鬼 千春",
        "どうめき ちはる",
        "chief_care_manager",
        "地域包括支援センター北",
        "",
    );
    let of = |session: &mut Session, side| {
        people(
            session,
            PeopleRequest {
                side: Some(side),
                ..PeopleRequest::default()
            },
        )
        .unwrap()
    };
    let hospital = of(&mut session, Side::Hospital);
    assert_eq!(
        hospital
            .rows
            .iter()
            .map(|row| row.name.as_str())
            .collect::<Vec<_>>(),
        ["木佐貫 遥", "早乙女 徹"]
    );
    assert_eq!(hospital.total, 3);
    assert_eq!(hospital.rows[0].group, "coordinator");
    assert_eq!(of(&mut session, Side::Community).rows[0].group, "care");
}

fn post(person: &str, from: Option<&str>, to: Option<&str>, is_main: bool) -> AddAffiliation {
    AddAffiliation {
        fields: AffiliationFields {
            person: person.parse().unwrap(),
            organisation: ledger::OrganisationId(Uuid::nil()),
            department: String::new(),
            title: "世話人".to_owned(),
            from: from.map(day),
            to: to.map(day),
            is_contact: true,
            is_main,
        },
        organisation_name: "みどり野緩和ケア研究会".to_owned(),
    }
}

#[test]
fn several_posts_at_once_are_held_and_one_of_them_is_the_main_one() {
    let (_dir, mut session) = midorino();
    let id = add(
        &mut session,
        "早乙女 徹",
        "さおとめ とおる",
        "hospital_director",
        "みどり野中央病院",
        "院長",
    );
    add_affiliation(&mut session, post(&id, Some("2024-04-01"), None, false)).unwrap();
    let card = person(&mut session, ById { id: id.clone() }).unwrap();
    assert_eq!(
        (card.row.posts, card.row.organisation.as_str()),
        (2, "みどり野中央病院")
    );
    assert!(card.row.is_contact);
    let society = card
        .posts
        .iter()
        .find(|post| post.organisation_name.contains("研究会"))
        .unwrap();
    assert_eq!(society.period, "令和6年4月1日(月)〜");
    let fields = AffiliationFields {
        is_main: true,
        ..society.fields.clone()
    };
    save_affiliation(
        &mut session,
        SaveAffiliation {
            id: society.id.clone(),
            fields,
        },
    )
    .unwrap();
    let card = person(&mut session, ById { id }).unwrap();
    assert_eq!(
        card.posts.iter().filter(|post| post.fields.is_main).count(),
        1
    );
    assert_eq!(card.row.organisation, "みどり野緩和ケア研究会");
}

#[test]
fn what_is_refused_says_why_and_changes_nothing() {
    let (_dir, mut session) = midorino();
    let id = add(&mut session, "早乙女 徹", "", "hospital_director", "", "");
    let refused = |result: Result<kaotsunagi_core::Written, Error>| match result {
        Err(Error::Refused { reason, .. }) => reason,
        other => panic!("{other:?}"),
    };
    let blank = PersonFields {
        name: "　 ".to_owned(),
        ..PersonFields::default()
    };
    let unknown = PersonFields {
        name: "鴨志田 学".to_owned(),
        profession: Some("wizard".to_owned()),
        ..PersonFields::default()
    };
    let new = |fields| AddPerson {
        fields,
        organisation: "みどり調剤".to_owned(),
        title: String::new(),
        others: Vec::new(),
    };
    assert_eq!(
        refused(add_person(&mut session, new(blank.clone()))),
        "refused.blank"
    );
    assert_eq!(
        refused(add_person(&mut session, new(unknown))),
        "refused.unknown_id"
    );
    assert_eq!(
        refused(save_person(
            &mut session,
            SavePerson {
                id: id.clone(),
                fields: blank
            }
        )),
        "refused.blank"
    );
    assert_eq!(
        refused(remove_person(&mut session, ById { id: "x".to_owned() })),
        "refused.bad_id"
    );
    assert_eq!(
        refused(add_affiliation(
            &mut session,
            post(&id, Some("2026-04-01"), Some("2026-03-31"), false)
        )),
        "refused.to_before_from"
    );
    let tie = |b: &str, level, on| RecordTie {
        a: id.clone(),
        b: b.to_owned(),
        level,
        on,
        basis: String::new(),
    };
    assert_eq!(
        refused(record_tie(&mut session, tie(&id, 1, None))),
        "refused.same_person"
    );
    let other = Uuid::now_v7().to_string();
    assert_eq!(
        refused(record_tie(&mut session, tie(&other, 4, None))),
        "refused.level"
    );
    assert_eq!(
        refused(record_tie(
            &mut session,
            tie(&other, 1, Some(day("2027-01-01")))
        )),
        "refused.future"
    );
    assert!(matches!(
        record_tie(&mut session, tie(&other, 1, None)),
        Err(Error::Ledger(ledger::Error::NoRecord { .. }))
    ));
    assert_eq!(
        undo(&mut session, Nothing {}).unwrap().operation,
        "人「早乙女 徹」を追加",
        "nothing came after it"
    );
    assert_eq!(
        organisations(&mut session, OrganisationsRequest::default())
            .unwrap()
            .rows
            .len(),
        1
    );
}

#[test]
fn ties_and_encounters_stand_on_the_card_and_say_when_we_met() {
    let (_dir, mut session) = midorino();
    let saotome = add(
        &mut session,
        "早乙女 徹",
        "さおとめ とおる",
        "hospital_director",
        "みどり野中央病院",
        "院長",
    );
    let takasaki = add(
        &mut session,
        "髙﨑 恵",
        "たかさき めぐみ",
        "community_pharmacist",
        "みどり調剤",
        "",
    );
    for (level, on) in [(1, "2025-05-01"), (2, "2026-06-01")] {
        let written = record_tie(
            &mut session,
            RecordTie {
                a: saotome.clone(),
                b: takasaki.clone(),
                level,
                on: Some(day(on)),
                basis: "研修".to_owned(),
            },
        )
        .unwrap();
        assert_eq!(written.operation, "つながり「早乙女 徹・髙﨑 恵」を記録");
    }
    let encounter = EncounterFields {
        on: day("2026-08-18"),
        kind: "phone".to_owned(),
        summary: "麻薬の供給".to_owned(),
        insight: String::new(),
        is_case: true,
        people: vec![takasaki.parse().unwrap()],
        organisations: Vec::new(),
    };
    add_encounter(
        &mut session,
        AddEncounter {
            fields: encounter.clone(),
        },
    )
    .unwrap();
    let future = EncounterFields {
        on: day("2026-12-01"),
        ..encounter.clone()
    };
    assert!(add_encounter(&mut session, AddEncounter { fields: future }).is_err());
    let nobody = EncounterFields {
        people: Vec::new(),
        ..encounter
    };
    assert!(add_encounter(&mut session, AddEncounter { fields: nobody }).is_err());
    let card = person(&mut session, ById { id: takasaki }).unwrap();
    assert_eq!(card.ties[0].level_words, "② 考え方・人となりが分かる");
    assert_eq!(card.ties[0].since, "令和7年5月1日(木)");
    assert_eq!(card.ties[0].other_post, "みどり野中央病院 院長");
    assert_eq!(card.last_met, "令和8年8月18日(火)（3か月前）");
    assert_eq!(
        (card.encounters.len(), card.encounters[0].kind.as_str()),
        (1, "電話")
    );
}

#[test]
fn while_a_name_is_typed_the_same_person_is_shown_with_reasons_in_words() {
    let (_dir, mut session) = midorino();
    let id = add(
        &mut session,
        "髙橋 学",
        "たかはし まなぶ",
        "care_manager",
        "ケアプラン野の花",
        "",
    );
    let similar = similar_people(
        &mut session,
        SimilarRequest {
            name: "高橋 学".to_owned(),
            kana: String::new(),
            organisation: "ケアプラン野の花".to_owned(),
            email: String::new(),
            mobile: String::new(),
        },
    )
    .unwrap();
    assert_eq!(similar.rows.len(), 1);
    assert_eq!(similar.rows[0].0.id, id);
    assert!(
        similar.rows[0].1.contains("異体字（高／髙）"),
        "{}",
        similar.rows[0].1
    );
}

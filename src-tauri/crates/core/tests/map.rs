//! The map: four nouns, places that stay, what would break, and levels that never leave the ledger.
#![allow(clippy::expect_used, clippy::indexing_slicing)] // also in what the tests share: a test may fail loudly

mod midorino;

use kaotsunagi_core::map::{
    ExportMap, MapPicture, MapRequest, MovedNode, SetPositions, export_map, map, set_positions,
};
use kaotsunagi_core::session::undo;
use kaotsunagi_core::{Error, Nothing};
use ledger::PersonId;
use midorino::{Midorino, day};
use network::{Evidence, Group, NodeKind};

fn picture(region: &mut Midorino, kind: NodeKind) -> MapPicture {
    map(
        &mut region.session,
        MapRequest {
            kind,
            until: None,
            for_giving_out: false,
        },
    )
    .expect("a map")
}

/// Two of the hospital, two of the community; only 槇原 knows both of those.
fn seed(region: &mut Midorino) -> [PersonId; 5] {
    let me = region.me();
    let town = region.municipality("若葉町");
    let hospital = region.organisation("みどり野総合病院", "acute_hospital");
    let station = region.organisation_in(
        "訪問看護ステーション なぎ",
        "visiting_nurse_station",
        Some(town),
    );
    let plan = region.organisation_in("ケアプラン野の花", "care_manager_office", Some(town));
    let bridge = region.person("槇原 さとみ", "discharge_nurse", hospital);
    let colleague = region.person("天童 亮", "physician", hospital);
    let nurse = region.person("𠮷村 いづみ", "visiting_nurse", station);
    let manager = region.person("宇津木 誠", "care_manager", plan);
    region.meeting("連携会議", "2025-06-01", &[bridge, nurse, manager], |_| {});
    region.meeting("連携会議", "2026-06-01", &[bridge, nurse], |_| {});
    region.meeting("院内の会", "2026-07-01", &[bridge, colleague], |_| {});
    region.encounter("2026-08-01", "phone", &[nurse], |_| {});
    region.tie(bridge, nurse, 3, "2026-09-01");
    [me, bridge, colleague, nurse, manager]
}

fn edge<'a>(
    picture: &'a MapPicture,
    a: &str,
    b: &str,
) -> Option<&'a kaotsunagi_core::map::MapEdge> {
    let place = |label: &str| {
        picture
            .nodes
            .iter()
            .position(|node| node.label == label)
            .expect("a node") as u32
    };
    let (a, b) = (place(a), place(b));
    picture
        .edges
        .iter()
        .find(|edge| (edge.a, edge.b) == (a.min(b), a.max(b)))
}

#[test]
fn people_are_joined_by_meetings_encounters_and_recorded_levels() {
    let mut region = Midorino::with_coordinator();
    seed(&mut region);
    let picture = picture(&mut region, NodeKind::Person);
    assert_eq!(picture.nodes.len(), 5);
    let close = edge(&picture, "槇原 さとみ", "𠮷村 いづみ").expect("joined");
    assert_eq!(
        (close.evidence, close.count, close.last),
        (Evidence::Trust, 2, Some(day("2026-09-01")))
    );
    assert_eq!(close.words, "会議 2回、③信頼して一緒に仕事ができる");
    let phoned = edge(&picture, "早乙女 徹", "𠮷村 いづみ").expect("joined by a call");
    assert_eq!(phoned.words, "接点 1回");
    assert!(edge(&picture, "天童 亮", "宇津木 誠").is_none());
    let me = picture.nodes.iter().find(|node| node.me).expect("me");
    assert_eq!(me.group, Group::Coordinator);
    assert_eq!(picture.first_day, Some(day("2025-06-01")));
}

#[test]
fn what_breaks_when_somebody_leaves_is_said_in_words_with_the_organisations() {
    let mut region = Midorino::with_coordinator();
    seed(&mut region);
    let picture = picture(&mut region, NodeKind::Person);
    let bridge = picture
        .nodes
        .iter()
        .find(|node| node.label == "槇原 さとみ")
        .expect("a node");
    assert_eq!(
        bridge.loss,
        "この方が異動すると、病院と地域の間で2機関とのつながりが切れます"
    );
    let lost: Vec<_> = bridge
        .loss_because
        .iter()
        .filter(|row| row.kind == "organisation")
        .map(|row| row.label.as_str())
        .collect();
    assert_eq!(lost.len(), 2, "{lost:?}");
    let colleague = picture
        .nodes
        .iter()
        .find(|node| node.label == "天童 亮")
        .expect("a node");
    assert!(colleague.loss.is_empty());
}

#[test]
fn organisations_professions_and_municipalities_are_joined_by_the_post_of_the_day() {
    let mut region = Midorino::with_coordinator();
    let [_, bridge, ..] = seed(&mut region);
    // She moves on: what was joined while she was at the hospital stays joined with the hospital.
    let post = region
        .session
        .ledger()
        .expect("open")
        .read()
        .affiliations_of_person(bridge)
        .expect("posts")
        .remove(0);
    let mut ended = post.fields.clone();
    ended.to = Some(day("2026-10-31"));
    region.write(|write| write.save_affiliation(post.id, &ended));
    let organisations = picture(&mut region, NodeKind::Organisation);
    assert_eq!(
        edge(
            &organisations,
            "みどり野総合病院",
            "訪問看護ステーション なぎ"
        )
        .expect("joined")
        .count,
        2
    );
    let professions = picture(&mut region, NodeKind::Profession);
    assert!(edge(&professions, "訪問看護師", "介護支援専門員").is_some());
    let municipalities = picture(&mut region, NodeKind::Municipality);
    assert_eq!(municipalities.nodes.len(), 2);
}

#[test]
fn the_past_shows_only_what_had_happened_and_moves_nobody() {
    let mut region = Midorino::with_coordinator();
    seed(&mut region);
    let past = map(
        &mut region.session,
        MapRequest {
            kind: NodeKind::Person,
            until: Some(day("2025-12-31")),
            for_giving_out: false,
        },
    )
    .expect("a map");
    let then = edge(&past, "槇原 さとみ", "𠮷村 いづみ").expect("joined");
    assert_eq!((then.evidence, then.count), (Evidence::Meeting, 1));
    let now = picture(&mut region, NodeKind::Person);
    for (before, after) in past.nodes.iter().zip(&now.nodes) {
        assert_eq!(
            (&before.key, before.x, before.y),
            (&after.key, after.x, after.y)
        );
    }
}

#[test]
fn places_stay_when_somebody_new_comes_and_undo_knows_only_what_she_moved() {
    let mut region = Midorino::with_coordinator();
    let [_, bridge, ..] = seed(&mut region);
    let newest = |region: &Midorino| {
        region
            .session
            .ledger()
            .expect("open")
            .next_undo_redo()
            .expect("read")
            .0
            .expect("one")
            .id
    };
    let operation = newest(&region);
    let before = picture(&mut region, NodeKind::Person);
    assert_eq!(
        newest(&region),
        operation,
        "computing places is nobody's doing"
    );
    let station = region.organisation("訪問看護ステーション あおば", "visiting_nurse_station");
    region.person("木佐貫 遥", "visiting_nurse", station);
    let after = picture(&mut region, NodeKind::Person);
    for node in &before.nodes {
        let same = after
            .nodes
            .iter()
            .find(|one| one.key == node.key)
            .expect("still there");
        assert_eq!((same.x, same.y), (node.x, node.y), "{} moved", node.label);
    }
    let key = format!("person:{bridge}");
    let moved = MovedNode {
        key: key.clone(),
        x: -300.0,
        y: 12.5,
        pinned: true,
    };
    let written = set_positions(
        &mut region.session,
        SetPositions {
            positions: vec![moved],
        },
    )
    .expect("moved");
    assert_eq!(written.operation, "図の並びを変更");
    let at = |picture: &MapPicture| {
        picture
            .nodes
            .iter()
            .find(|node| node.key == key)
            .map(|node| (node.x, node.y, node.pinned))
            .expect("there")
    };
    assert_eq!(
        at(&picture(&mut region, NodeKind::Person)),
        (-300.0, 12.5, true)
    );
    undo(&mut region.session, Nothing {}).expect("undone");
    let back = picture(&mut region, NodeKind::Person);
    assert!(!at(&back).2, "no longer pinned");
    assert_eq!(at(&back), at(&after));
}

#[test]
fn what_is_given_out_never_tells_a_recorded_level() {
    let mut region = Midorino::with_coordinator();
    let [_, bridge, colleague, nurse, manager] = seed(&mut region);
    let files = |region: &mut Midorino, name: &str| -> Vec<String> {
        let made = ["json", "svg"].map(|ending| {
            let request = ExportMap {
                path: region.path(&format!("{name}.{ending}")).into(),
                passphrase: None,
                kind: NodeKind::Person,
                until: None,
                drawing: None,
            };
            let exported = export_map(&mut region.session, request).expect("exported");
            std::fs::read_to_string(exported.path).expect("the file")
        });
        made.to_vec()
    };
    region.tie(manager, colleague, 1, "2026-09-05");
    let low = files(&mut region, "low");
    assert!(low[0].contains("槇原 さとみ"));
    for words in ["trust", "thinking", "face", "③", "合同研修", "2026-09-01"] {
        assert!(!low[0].contains(words), "{words} in the JSON");
    }
    region.tie(manager, colleague, 3, "2026-09-06");
    region.tie(bridge, nurse, 1, "2026-09-07");
    assert_eq!(
        files(&mut region, "high"),
        low,
        "another level is no other file"
    );
    let exports = region
        .session
        .ledger()
        .expect("open")
        .read()
        .exports()
        .expect("read");
    assert_eq!((exports.len(), exports[0].what.as_str()), (4, "map"));
}

#[test]
fn a_picture_is_a_picture_and_another_ending_is_refused() {
    let mut region = Midorino::with_coordinator();
    seed(&mut region);
    let mut export = |name: &str| {
        let request = ExportMap {
            path: region.path(name).into(),
            passphrase: None,
            kind: NodeKind::Organisation,
            until: None,
            drawing: None,
        };
        export_map(&mut region.session, request)
            .map(|exported| std::fs::read(exported.path).expect("the file"))
    };
    assert!(export("図.png").expect("a picture").starts_with(b"\x89PNG"));
    let svg = String::from_utf8(export("図.svg").expect("a drawing")).expect("UTF-8");
    for words in ["ケアプラン野の花", "台帳に記録された範囲"] {
        assert!(svg.contains(words), "{words} is missing in {svg}");
    }
    assert!(matches!(export("図.pdf"), Err(Error::Refused { .. })));
    assert!(matches!(export("ない/図.svg"), Err(Error::File { .. })));
}

#[test]
fn a_place_that_is_no_number_is_refused() {
    let mut region = Midorino::with_coordinator();
    for (key, x) in [("person:1", f64::NAN), ("spell:1", 0.0)] {
        let moved = MovedNode {
            key: key.to_owned(),
            x,
            y: 0.0,
            pinned: true,
        };
        assert!(
            set_positions(
                &mut region.session,
                SetPositions {
                    positions: vec![moved]
                }
            )
            .is_err()
        );
    }
}

#[test]
fn what_only_she_knows_and_those_who_said_no_stay_out_of_what_is_given_out() {
    let mut region = Midorino::with_coordinator();
    let [me, bridge, _, nurse, manager] = seed(&mut region);
    let office = region.organisation("ケアプランみずき", "care_manager_office");
    let silent = region.person_with(
        "仁科 豊",
        "care_manager",
        office,
        |person| person.consent = ledger::person::Consent::No,
        |_| {},
    );
    region.write(|write| {
        let mut fields = write.person(bridge)?.fields;
        fields.key_person = true;
        write.save_person(bridge, &fields)
    });
    region.meeting("勉強会", "2026-10-01", &[silent, nurse], |_| {});
    region.encounter("2026-08-02", "phone", &[bridge, nurse], |_| {});
    // Recorded between two who shared a meeting: the meeting stays. Between two who never did: left out.
    region.tie(manager, nurse, 2, "2026-09-08");
    region.tie(me, manager, 2, "2026-09-09");
    let path = region.path("図.json");
    let exported = export_map(
        &mut region.session,
        ExportMap {
            path: path.clone().into(),
            passphrase: None,
            kind: NodeKind::Person,
            until: None,
            drawing: None,
        },
    )
    .expect("exported");
    let text = std::fs::read_to_string(path).expect("the file");
    let given: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let label = |place: &serde_json::Value| {
        let place = usize::try_from(place.as_u64().expect("a place")).expect("a place");
        given["nodes"][place]["label"].as_str().expect("a label")
    };
    let mut edges: Vec<(String, u64, String)> = given["edges"]
        .as_array()
        .expect("edges")
        .iter()
        .map(|edge| {
            let mut ends = [label(&edge["a"]), label(&edge["b"])];
            ends.sort_unstable();
            let last = edge["last"].as_str().unwrap_or_default().to_owned();
            (
                ends.join("–"),
                edge["count"].as_u64().expect("a count"),
                last,
            )
        })
        .collect();
    edges.sort();
    let mut wanted: Vec<(String, u64, String)> = [
        (["槇原 さとみ", "𠮷村 いづみ"], 2, "2026-06-01"),
        (["槇原 さとみ", "宇津木 誠"], 1, "2025-06-01"),
        (["宇津木 誠", "𠮷村 いづみ"], 1, "2025-06-01"),
        (["天童 亮", "槇原 さとみ"], 1, "2026-07-01"),
    ]
    .into_iter()
    .map(|(mut ends, count, last)| {
        ends.sort_unstable();
        (ends.join("–"), count, last.to_owned())
    })
    .collect();
    wanted.sort();
    assert_eq!(edges, wanted, "what meetings show, and nothing else");
    for words in ["仁科 豊", "key_person", "2026-08", "2026-10-01"] {
        assert!(!text.contains(words), "{words} in {text}");
    }
    // One person, and the ties of herself with three others.
    assert_eq!(exported.left_out, 4);
    assert!(!exported.message.is_empty());
    let exports = region.session.ledger().expect("open").read().exports();
    assert_eq!(exports.expect("read")[0].left_out, 4);
}

#[test]
fn the_window_draws_what_it_gives_out_from_the_same_picture_with_every_node_where_it_stood() {
    let mut region = Midorino::with_coordinator();
    let [me, bridge, _, nurse, _] = seed(&mut region);
    region.encounter("2026-08-02", "phone", &[bridge, nurse], |_| {});
    region.tie(me, nurse, 3, "2026-09-09");
    let hers = picture(&mut region, NodeKind::Person);
    let given = map(
        &mut region.session,
        MapRequest {
            kind: NodeKind::Person,
            until: None,
            for_giving_out: true,
        },
    )
    .expect("a map");
    let at = |picture: &MapPicture| -> Vec<(String, f64, f64)> {
        let nodes = picture.nodes.iter();
        nodes
            .map(|node| (node.key.clone(), node.x, node.y))
            .collect()
    };
    assert_eq!(at(&hers), at(&given), "nobody moves");
    assert!(given.left_out > 0);
    assert!(given.figures.is_empty());
    for node in &given.nodes {
        assert!(!node.key_person && node.loss.is_empty(), "{}", node.label);
    }
    for edge in &given.edges {
        assert_eq!(edge.evidence, Evidence::Meeting);
        assert!(!edge.words.contains("接点"), "{}", edge.words);
    }
}

//! Every write there is: named in both languages, taken back to the byte, done again to the byte, across restarts.
#![allow(
    clippy::expect_used,
    clippy::disallowed_methods,
    clippy::indexing_slicing
)] // also in what the tests share: a test may fail loudly

mod midorino;

use std::sync::OnceLock;

use kaotsunagi_core::border;
use kaotsunagi_core::session::Language;
use ledger::meeting::Meeting;
use ledger::person::{Consent, PersonFields};
use ledger::schema::tables::{Privacy, TABLES, Table};
use ledger::{MeetingId, Read};
use midorino::{Midorino, attendance, day};
use proptest::prelude::*;
use serde_json::{Value, json};

/// The commands that write something that undo takes back.
const WRITES: [&str; 48] = [
    "add_person",
    "add_organisation",
    "add_affiliation",
    "add_series",
    "add_meeting",
    "set_attendance",
    "add_agenda_item",
    "add_line",
    "save_person",
    "save_organisation",
    "save_affiliation",
    "save_series",
    "save_meeting",
    "save_attendance",
    "save_agenda_item",
    "move_agenda_item",
    "save_line",
    "move_line",
    "save_action",
    "record_tie",
    "add_encounter",
    "mark_item",
    "add_evidence",
    "set_positions",
    "save_region",
    "import_contacts",
    "keep_apart",
    "keep_together",
    "confirm_person",
    "merge_people",
    "merge_organisations",
    "remove_line",
    "remove_agenda_item",
    "remove_attendance",
    "remove_affiliation",
    "remove_tie",
    "remove_encounter",
    "remove_evidence",
    "restore_from_trash",
    "remove_person",
    "remove_organisation",
    "remove_series",
    "remove_meeting",
    "take_pack",
    "choose_value",
    "save_colleague",
    "remove_colleague",
    "undo_operation",
];

/// Those that are told by what they give: a new one has to be tried here.
#[test]
fn no_write_is_left_out() {
    let commands = include_str!("../src/commands.rs");
    let mut writes: Vec<&str> = commands
        .lines()
        .filter(|line| {
            [
                "-> Written;",
                "-> ImportResult;",
                "-> TakenBack;",
                "-> PackTaken;",
            ]
            .iter()
            .any(|gives| line.trim_end().ends_with(gives))
        })
        .filter_map(|line| line.split("::").nth(1)?.split('(').next())
        .filter(|name| *name != "undo_preview")
        .collect();
    let mut tried = WRITES.to_vec();
    writes.sort_unstable();
    tried.sort_unstable();
    assert_eq!(writes, tried);
}

/// What is found by searching, as it lies in the file.
const SEARCH_KEYS: Table = Table {
    name: "search_key",
    logged: false,
    columns: &[
        ("kind", Privacy::Private),
        ("sort", Privacy::Private),
        ("own", Privacy::Private),
        ("others", Privacy::Private),
        ("exact", Privacy::Private),
    ],
};

/// Everything in the tables that are logged and the search keys, as text.
fn state(region: &Midorino) -> Vec<String> {
    let read = region.session.ledger().expect("open").read();
    TABLES
        .iter()
        .filter(|table| table.logged)
        .chain([&SEARCH_KEYS])
        .flat_map(|table| {
            read.rows_as_text(table)
                .expect("rows")
                .into_iter()
                .map(|row| format!("{} {row}", table.name))
        })
        .collect()
}

/// One of several, by lot.
fn pick<T: Clone>(all: &[T], n: usize) -> Option<T> {
    all.get(n % all.len().max(1)).cloned()
}

fn meetings(read: &Read<'_>) -> Vec<Meeting> {
    read.meetings_between(day("2000-01-01"), day("2100-01-01"))
        .expect("read")
}

/// Packs of two colleagues who both changed the number of the same person.
struct Packs {
    files: Vec<(String, Vec<u8>)>,
    person: String,
}

fn packs() -> &'static Packs {
    static PACKS: OnceLock<Packs> = OnceLock::new();
    PACKS.get_or_init(|| {
        let (mut a, mut b) = (Midorino::new(), Midorino::new());
        let person = a.write(|write| {
            write.add_person(&PersonFields {
                name: "勅使河原 望".to_owned(),
                consent: Consent::Yes,
                ..PersonFields::default()
            })
        });
        let call = |region: &mut Midorino, name: &str, request: Value| {
            border::call(&mut region.session, name, request)
                .expect("a known command")
                .expect("done")
        };
        let give = |region: &mut Midorino, name: &str| {
            let path = region.path(name);
            let request =
                json!({"path": path, "scope": {"what": "all"}, "recipient": "川瀬町の調整員", "passphrase": midorino::PASSPHRASE});
            call(region, "give_pack", request);
            std::fs::read(&path).expect("read")
        };
        let first = give(&mut a, "a.kaotsunagi-pack");
        let path = b.path("a.kaotsunagi-pack");
        std::fs::write(&path, first).expect("written");
        let request = json!({"path": path, "passphrase": midorino::PASSPHRASE, "decisions": []});
        call(&mut b, "take_pack", request);
        let mut files = Vec::new();
        for (region, phone) in [(&mut a, "000-0000-0001"), (&mut b, "000-0000-0002")] {
            region.write(|write| {
                let mut fields = write.person(person)?.fields;
                fields.phone = phone.to_owned();
                write.save_person(person, &fields)
            });
            let name = format!("{phone}.kaotsunagi-pack");
            let bytes = give(region, &name);
            files.push((name, bytes));
        }
        Packs {
            files,
            person: person.to_string(),
        }
    })
}

/// A request for the command about records that are there, as `n` draws them; `None` where there is nothing to do it to.
fn request(region: &Midorino, name: &str, n: usize) -> Option<Value> {
    let read = region.session.ledger().expect("open").read();
    let people = read.all_people().expect("read");
    let organisations = read.all_organisations().expect("read");
    let all_series = read.all_series().expect("read");
    let meetings = meetings(&read);
    let person = || pick(&people, n);
    let another = || pick(&people, n / 2 + 1);
    let meeting = || pick(&meetings, n);
    // Most of what is said is said in one meeting: there is something to move.
    let newest = || pick(&meetings, n / 8);
    let new = format!("{}{n}", ["髙﨑 恵", "𠮷村 いづみ", "鴨志田 学"][n % 3]);
    let lines = |meeting: MeetingId| read.lines(meeting).expect("read");
    let with_lines = || {
        let with: Vec<_> = meetings.iter().flat_map(|one| lines(one.id)).collect();
        pick(&with, n)
    };
    let with_items = || {
        let with: Vec<_> = meetings
            .iter()
            .flat_map(|one| read.agenda(one.id).expect("read"))
            .collect();
        pick(&with, n)
    };
    let with_rows = || {
        let with: Vec<_> = meetings
            .iter()
            .flat_map(|one| read.attendance(one.id).expect("read"))
            .collect();
        pick(&with, n)
    };
    Some(match name {
        "add_person" => json!({
            "fields": {"name": new, "kana": "たかさき", "municipality": null},
            "organisation": if n.is_multiple_of(2) { "訪問看護ステーション なぎ" } else { "" },
            "title": "",
        }),
        "save_person" => {
            let person = person()?;
            let mut fields = json!(person.fields);
            fields["name"] = new.into();
            fields["phone"] = format!("000-{n:04}").into();
            json!({"id": person.id, "fields": fields})
        }
        "remove_person" => json!({"id": person()?.id}),
        "add_affiliation" => json!({
            "fields": {"person": person()?.id, "organisation": pick(&organisations, n)?.id, "department": "", "title": new,
                "from": null, "to": null, "is_contact": n.is_multiple_of(2), "is_main": n.is_multiple_of(3)},
            "organisation_name": "",
        }),
        "save_affiliation" => {
            let post = pick(&read.all_affiliations().expect("read"), n)?;
            let mut fields = json!(post.fields);
            fields["title"] = new.into();
            fields["is_main"] = n.is_multiple_of(2).into();
            json!({"id": post.id, "fields": fields})
        }
        "remove_affiliation" => json!({"id": pick(&read.all_affiliations().expect("read"), n)?.id}),
        "record_tie" => {
            let (a, b) = (person()?.id, another()?.id);
            if a == b {
                return None;
            }
            json!({"a": a, "b": b, "level": n % 3 + 1, "on": "2026-05-01", "basis": new})
        }
        "remove_tie" => json!({"id": pick(&read.all_ties().expect("read"), n)?.id}),
        "add_encounter" => {
            json!({"fields": {"on": "2026-05-01", "kind": "phone", "summary": new, "insight": "",
            "is_case": true, "people": [person()?.id], "organisations": []}})
        }
        "remove_encounter" => {
            let all = read
                .encounters_between(day("2000-01-01"), day("2100-01-01"))
                .expect("read");
            json!({"id": pick(&all, n)?.id})
        }
        "add_organisation" => json!({"fields": {"name": format!("機関{n}")}}),
        "save_organisation" => {
            let one = pick(&organisations, n)?;
            let mut fields = json!(one.fields);
            fields["name"] = format!("機関{n}改").into();
            json!({"id": one.id, "fields": fields})
        }
        "remove_organisation" => json!({"id": pick(&organisations, n)?.id}),
        "add_series" => {
            json!({"fields": ledger::meeting::series::SeriesFields { name: new, ..Default::default() }})
        }
        "save_series" => {
            let one = pick(&all_series, n)?;
            let mut fields = json!(one.fields);
            fields["aim"] = new.into();
            fields["host"] = json!(pick(&organisations, n).map(|one| one.id));
            json!({"id": one.id, "fields": fields})
        }
        "remove_series" => json!({"id": pick(&all_series, n)?.id}),
        "add_meeting" => {
            let mut fields = ledger::meeting::MeetingFields::new(&new, day("2026-05-01"));
            fields.series = pick(&all_series, n).map(|one| one.id);
            json!({"fields": fields, "new_series": "", "host_name": if n.is_multiple_of(2) { "みどり野市医師会" } else { "" }})
        }
        "save_meeting" => {
            let one = meeting()?;
            let mut fields = json!(one.fields);
            fields["place"] = new.into();
            fields["date"] = if n.is_multiple_of(2) {
                "2026-03-31"
            } else {
                "2026-04-01"
            }
            .into();
            json!({"id": one.id, "fields": fields, "host_name": ""})
        }
        "remove_meeting" => json!({"id": meeting()?.id}),
        "add_agenda_item" => {
            json!({"meeting": newest()?.id, "fields": {"title": new, "minutes": n, "presenter": ""}})
        }
        "save_agenda_item" => {
            json!({"id": with_items()?.id, "fields": {"title": new, "minutes": null, "presenter": "座長"}})
        }
        "move_agenda_item" => json!({"id": with_items()?.id, "to": n % 3}),
        "remove_agenda_item" => json!({"id": with_items()?.id}),
        "set_attendance" => {
            json!({"meeting": meeting()?.id, "entries": [attendance(person()?.id)]})
        }
        "save_attendance" => {
            let row = with_rows()?;
            let mut fields = json!(row.fields);
            fields["attended"] = if n.is_multiple_of(2) {
                "late"
            } else {
                "absent"
            }
            .into();
            json!({"id": row.id, "fields": fields})
        }
        "remove_attendance" => json!({"id": with_rows()?.id}),
        "add_line" => {
            let meeting = newest()?.id;
            let item = read
                .agenda(meeting)
                .expect("read")
                .first()
                .map(|item| item.id);
            let kind = ["action", "decision", "statement"][n % 3];
            json!({"meeting": meeting, "action": null, "fields": {"agenda_item": item, "kind": kind, "text": new,
                "speaker": person().map(|one| one.id), "profession": null, "audience": "shared"}})
        }
        "save_line" => {
            let line = with_lines()?;
            let mut fields = json!(line.fields);
            fields["kind"] = ["decision", "action"][n % 2].into();
            fields["text"] = new.into();
            json!({"id": line.id, "fields": fields})
        }
        "move_line" => json!({"id": with_lines()?.id, "to": n % 3}),
        "remove_line" => json!({"id": with_lines()?.id}),
        "save_action" => {
            let all: Vec<_> = meetings
                .iter()
                .flat_map(|one| read.actions_of_meeting(one.id).expect("read"))
                .collect();
            let action = pick(&all, n)?;
            let mut fields = json!(action.fields);
            fields["owner"] = json!(person().map(|one| one.id));
            fields["result"] = new.into();
            json!({"id": action.id, "fields": fields})
        }
        "mark_item" => json!({"item": "1-1", "state": (["done", "under_way"][n % 2]), "note": new}),
        "add_evidence" => {
            json!({"item": "1-1", "kind": "person", "record": person()?.id, "label": ""})
        }
        "remove_evidence" => json!({"id": pick(&read.evidence().expect("read"), n)?.id}),
        "set_positions" => json!({"positions": [
            {"key": format!("person:{}", person()?.id), "x": n, "y": 0.5, "pinned": true},
        ]}),
        "save_region" => json!({
            "region": {"name": new, "prefecture": "若葉県", "purpose": ""},
            "add_municipalities": [format!("町{}", n % 3)],
            "add_coordinator": null,
        }),
        "import_contacts" => {
            let text = format!(
                "氏名,所属,電話\n早乙女 徹{},訪問看護ステーション なぎ,000-0000-{n:04}\n",
                n % 5
            );
            let path = region.put(&format!("名簿{}.csv", n % 5), &text);
            json!({"path": path, "encoding": null, "source": "", "decisions": []})
        }
        "keep_apart" => {
            let (a, b) = (person()?.id, another()?.id);
            if a == b {
                return None;
            }
            json!({"a": a, "b": b, "why": new})
        }
        "keep_together" => {
            let pairs = read.distinct_pairs().expect("read");
            let there = |id| people.iter().any(|person| person.id == id);
            let pair = pairs.iter().find(|pair| there(pair.a) && there(pair.b))?;
            json!({"a": pair.a, "b": pair.b})
        }
        "confirm_person" => json!({"id": person()?.id}),
        "merge_people" => {
            let (a, b) = (person()?.id, another()?.id);
            if a == b {
                return None;
            }
            let from = ["a", "b", "both"][n % 3];
            json!({"a": a, "b": b, "choices": [{"field": "name", "from": from}, {"field": "post", "from": from}]})
        }
        "merge_organisations" => {
            let (a, b) = (
                pick(&organisations, n)?.id,
                pick(&organisations, n / 2 + 1)?.id,
            );
            if a == b {
                return None;
            }
            json!({"a": a, "b": b, "choices": []})
        }
        "take_pack" => {
            let packs = packs();
            let (name, bytes) = &packs.files[n % packs.files.len()];
            let path = region.folder.path().join(name);
            std::fs::write(&path, bytes).expect("written");
            json!({"path": path, "passphrase": midorino::PASSPHRASE, "decisions": []})
        }
        "choose_value" => {
            let person = &packs().person;
            people.iter().find(|one| one.id.to_string() == *person)?;
            json!({"table": "person", "id": person, "field": "phone", "value": 1})
        }
        "save_colleague" => json!({"name": format!("同僚{}", n % 3), "organisation": new}),
        "remove_colleague" => {
            json!({"id": pick(&read.colleagues().expect("read"), n)?.id})
        }
        "restore_from_trash" => {
            let removed = read
                .removed()
                .expect("read")
                .into_iter()
                .map(|one| one.record);
            let deleted = read
                .deletions()
                .expect("read")
                .into_iter()
                .map(|one| one.by.id.to_string());
            json!({"id": pick(&removed.chain(deleted).collect::<Vec<_>>(), n)?})
        }
        "undo_operation" => {
            let all: Vec<_> = read
                .operations(30)
                .expect("read")
                .into_iter()
                .filter(|one| !one.undone && one.taken_back_by.is_none())
                .filter(|one| one.name.code != "ledger.new" && one.name.code != "sample.make")
                .collect();
            json!({"id": pick(&all, n)?.id})
        }
        _ => return None,
    })
}

/// Runs a command; whether it changed anything that undo knows. It may be refused, and then changes nothing.
fn run(region: &mut Midorino, name: &str, n: usize) -> Option<bool> {
    let request = request(region, name, n)?;
    let before = region
        .session
        .ledger()
        .expect("open")
        .writes()
        .expect("read");
    let answer = border::call(&mut region.session, name, request.clone()).expect("a known command");
    let after = region
        .session
        .ledger()
        .expect("open")
        .writes()
        .expect("read");
    match answer {
        Ok(written) => {
            let operation = written["operation"].as_str().expect("a name");
            assert!(
                !operation.contains("operation.") && !operation.contains('{'),
                "{name}: {operation}"
            );
            assert_eq!(
                written["tables"]
                    .as_array()
                    .is_some_and(|tables| !tables.is_empty()),
                after > before,
                "{name} {request}: {written}"
            );
            Some(after > before)
        }
        Err(problem) => {
            assert_eq!(problem.code, "refused", "{name} {request}: {problem:?}");
            assert_eq!(after, before, "{name}: what is refused writes nothing");
            None
        }
    }
}

fn turn(region: &mut Midorino, back: bool) -> String {
    let name = if back { "undo" } else { "redo" };
    border::call(&mut region.session, name, json!({}))
        .expect("known")
        .expect("turned")["operation"]
        .as_str()
        .expect("a name")
        .to_owned()
}

fn reopen(region: &mut Midorino) {
    let dir = region.session.ledger().expect("open").dir().to_owned();
    border::call(&mut region.session, "close_ledger", json!({}))
        .expect("known")
        .expect("closed");
    let request = json!({"dir": dir, "passphrase": midorino::PASSPHRASE});
    border::call(&mut region.session, "open_ledger", request)
        .expect("known")
        .expect("opened");
}

/// All taken back, all done again, with every state compared, and closed and opened at the places given.
fn back_and_forth(region: &mut Midorino, states: &[Vec<String>], reopened: &[usize]) {
    let mut steps = 0;
    let mut maybe_reopen = |region: &mut Midorino| {
        steps += 1;
        if reopened.contains(&steps) {
            reopen(region);
        }
    };
    for before in states.iter().rev().skip(1) {
        maybe_reopen(region);
        let operation = turn(region, true);
        assert_ne!(operation, "");
        assert_eq!(&state(region), before, "after taking back {operation}");
    }
    assert_eq!(turn(region, true), "", "nothing is left to take back");
    for after in states.iter().skip(1) {
        maybe_reopen(region);
        let operation = turn(region, false);
        assert_eq!(&state(region), after, "after doing again {operation}");
    }
    assert_eq!(turn(region, false), "");
    let checked = region
        .session
        .ledger()
        .expect("open")
        .check()
        .expect("checked");
    assert!(checked.is_sound(), "{:?}", checked.findings);
}

#[test]
fn each_write_in_turn_is_taken_back_and_done_again() {
    let mut region = Midorino::with_coordinator();
    region.session.brief();
    let mut states = vec![state(&region)];
    let mut missing = WRITES.to_vec();
    // Twice round: what a command needs may be made by a later one.
    for round in 0..2 {
        if round == 1 {
            region.session.speak(Language::En);
        }
        for name in WRITES {
            for n in [4 * round + 3, 4 * round + 4] {
                if run(&mut region, name, n) == Some(true) {
                    states.push(state(&region));
                    missing.retain(|one| *one != name);
                }
            }
        }
    }
    assert_eq!(missing, Vec::<&str>::new(), "each of them wrote something");
    back_and_forth(&mut region, &states, &[5, 60]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3, max_shrink_iters: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_sequence_undone_is_the_beginning_and_redone_is_the_end(
        acts in prop::collection::vec((0..WRITES.len(), 0..60_usize), 30..60),
        reopened in prop::collection::vec(0..80_usize, 3),
    ) {
        let mut region = Midorino::with_coordinator();
        region.session.brief();
        let mut states = vec![state(&region)];
        for name in ["add_person", "add_person", "add_series", "add_meeting"] {
            if run(&mut region, name, states.len()) == Some(true) {
                states.push(state(&region));
            }
        }
        for (at, (which, n)) in acts.iter().enumerate() {
            if reopened.contains(&(at + 20)) {
                reopen(&mut region);
            }
            if run(&mut region, WRITES[*which], *n) == Some(true) {
                states.push(state(&region));
            }
        }
        back_and_forth(&mut region, &states, &reopened);
    }
}

//! Several coordinators with a ledger each, no server: whatever they do and whichever packs get lost or come twice, after a round
//! of packs all know the same.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on should say where"
)]

#[path = "support/acts.rs"]
mod acts;
mod support;

use std::collections::BTreeMap;

use acts::act;
use chrono::{DateTime, TimeDelta, Utc};
use kaotsunagi_ledger::meeting::attendance::Attended;
use kaotsunagi_ledger::share::{
    Decision, Decisions, From, Incoming, LIFE, Reach, Record, Register, Stamp, State,
};
use kaotsunagi_ledger::{OperationName, PersonId, Result, Write};
use proptest::prelude::*;
use serde_json::{Value, json};
use support::*;

/// A coordinator with her ledger, her clock and the packs that she was given before.
struct Desk {
    kept: Kept,
    skew: TimeDelta,
    given: Vec<Incoming>,
}

impl Desk {
    fn new(n: usize) -> Self {
        let mut kept = Kept::new();
        // Ids are later than those of another only when they are: a ledger has its own.
        kept.do_it("any", |write| {
            write.add_municipality("みどり野町", "", true)
        });
        Self {
            kept,
            skew: TimeDelta::hours(i64::try_from(n).unwrap() * 5 - 5),
            given: Vec::new(),
        }
    }

    fn do_it<T>(&mut self, at: DateTime<Utc>, f: impl FnOnce(&Write<'_>) -> Result<T>) -> T {
        self.kept
            .ledger
            .operation(&OperationName::new("any", ""), at + self.skew, f)
            .unwrap()
            .value
    }

    fn known(&mut self, at: DateTime<Utc>, reach: Reach) -> Incoming {
        let records = self.kept.ledger.known(at + self.skew, reach).unwrap();
        Incoming { records, reach }
    }

    fn take(&mut self, at: DateTime<Utc>, pack: &Incoming, decisions: &Decisions) {
        let from = From::default();
        self.do_it(at, |write| write.take(pack, decisions, &from));
        let findings = self.kept.ledger.check().unwrap().findings;
        assert_eq!(findings, vec![], "the ledger is sound");
    }
}

#[derive(Debug, Clone)]
enum Deed {
    Act(usize, u8, usize),
    Undo(usize),
    Redo(usize),
    TakeBack(usize, usize),
    /// Two people of hers are one.
    Merge(usize, usize),
    /// The same by hand in the ledger, as it is done with no colleague in mind.
    MergeByHand(usize, usize),
    /// From one to the other, so many records of it only, what to decide.
    Pack(usize, usize, Option<usize>, u8),
    /// An old pack comes once more.
    Again(usize, usize),
}

fn any_deed(devices: usize) -> impl Strategy<Value = Deed> {
    prop_oneof![
        12 => (0..devices, 0..27_u8, 0..60_usize).prop_map(|(d, what, n)| Deed::Act(d, what, n)),
        2 => (0..devices).prop_map(Deed::Undo),
        1 => (0..devices).prop_map(Deed::Redo),
        1 => (0..devices, 0..8_usize).prop_map(|(d, n)| Deed::TakeBack(d, n)),
        1 => (0..devices, 0..60_usize).prop_map(|(d, n)| Deed::Merge(d, n)),
        1 => (0..devices, 0..60_usize).prop_map(|(d, n)| Deed::MergeByHand(d, n)),
        5 => (0..devices, 0..devices, prop::option::weighted(0.3, 0..20_usize), 0..6_u8)
            .prop_map(|(from, to, part, decide)| Deed::Pack(from, to, part, decide)),
        1 => (0..devices, 0..8_usize).prop_map(|(to, n)| Deed::Again(to, n)),
    ]
}

fn do_deed(desks: &mut [Desk], deed: &Deed, at: DateTime<Utc>, reach: Reach) {
    match deed {
        Deed::Act(who, what, n) => desks[*who].do_it(at, |write| act(write, *what, *n)),
        Deed::Undo(who) => drop(desks[*who].kept.ledger.undo(at).unwrap()),
        Deed::Redo(who) => drop(desks[*who].kept.ledger.redo(at).unwrap()),
        Deed::TakeBack(who, n) => {
            let ledger = &mut desks[*who].kept.ledger;
            let operations = ledger.read().operations(100).unwrap();
            let standing: Vec<_> = operations.iter().filter(|one| !one.undone).collect();
            if let Some(one) = standing.get(n % standing.len().max(1)) {
                ledger.undo_operation(one.id, at).unwrap();
            }
        }
        Deed::Merge(who, n) => {
            let people = desks[*who].kept.ledger.read().all_people().unwrap();
            let one = people.get(n % people.len().max(1));
            let other = people.get((n / 7) % people.len().max(1));
            if let (Some(one), Some(other)) = (one, other)
                && one.id != other.id
            {
                let key = ("person".to_owned(), one.id.to_string());
                let same = Decision::Same(other.id.to_string());
                let decisions = BTreeMap::from([(key, vec![same])]);
                let nothing = Incoming {
                    records: Vec::new(),
                    reach,
                };
                desks[*who].take(at, &nothing, &decisions);
            }
        }
        Deed::MergeByHand(who, n) => {
            let people = desks[*who].kept.ledger.read().all_people().unwrap();
            let one = people.get(n % people.len().max(1));
            let other = people.get((n / 7) % people.len().max(1));
            if let (Some(one), Some(other)) = (one, other)
                && one.id != other.id
            {
                let (kept, gone) = (one.id.min(other.id), one.id.max(other.id));
                desks[*who].do_it(at, |write| {
                    write.merge_people(kept, gone, &one.fields, gone)
                });
            }
        }
        Deed::Pack(from, to, part, decide) => {
            if from == to {
                return;
            }
            let mut pack = desks[*from].known(at, reach);
            if let Some(part) = part {
                let keep = |at: usize| !at.is_multiple_of(3) || at % 20 == *part;
                let mut place = 0;
                pack.records.retain(|_| {
                    place += 1;
                    keep(place)
                });
            }
            let decisions = decided(&pack.records, *decide);
            desks[*to].take(at, &pack, &decisions);
            desks[*to].given.push(pack);
        }
        Deed::Again(to, n) => {
            let desk = &mut desks[*to];
            if let Some(pack) = desk.given.get(n % desk.given.len().max(1)).cloned() {
                desk.take(at, &pack, &Decisions::new());
            }
        }
    }
}

fn decided(records: &[Record], how: u8) -> Decisions {
    let decision = match how {
        0 => Decision::Theirs(None),
        1 => Decision::Mine(None),
        2 => Decision::Later,
        _ => return Decisions::new(),
    };
    records
        .iter()
        .step_by(2)
        .map(|record| {
            let key = (record.table.clone(), record.id.clone());
            (key, vec![decision.clone()])
        })
        .collect()
}

/// Everybody gives to everybody, until nothing is new any more.
fn exchange_all(desks: &mut [Desk], at: DateTime<Utc>, reach: Reach) {
    for round in 0..8 {
        let at = at + TimeDelta::minutes(round);
        let mut quiet = true;
        for to in 0..desks.len() {
            for from in 0..desks.len() {
                if from != to {
                    let pack = desks[from].known(at, reach);
                    let before = desks[to].known(at, reach);
                    desks[to].take(at, &pack, &Decisions::new());
                    quiet &= before == desks[to].known(at, reach);
                }
            }
        }
        if quiet {
            return;
        }
        assert!(round < 7, "packs go back and forth without end");
    }
}

fn cases() -> u32 {
    std::env::var("SHARING_CASES")
        .ok()
        .and_then(|cases| cases.parse().ok())
        .unwrap_or(10)
}

fn start() -> DateTime<Utc> {
    now() + TimeDelta::hours(1)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), max_shrink_iters: 400, ..ProptestConfig::default() })]

    #[test]
    fn after_a_round_of_packs_all_know_the_same(
        devices in 3..=5_usize,
        office: bool,
        deeds in prop::collection::vec(any_deed(5), 10..70),
    ) {
        let reach = Reach { office, manner: office, ties: office };
        let mut desks: Vec<Desk> = (0..devices).map(Desk::new).collect();
        let mut at = start();
        for deed in &deeds {
            let deed = match deed.clone() {
                Deed::Act(who, what, n) => Deed::Act(who % devices, what, n),
                Deed::Undo(who) => Deed::Undo(who % devices),
                Deed::Redo(who) => Deed::Redo(who % devices),
                Deed::TakeBack(who, n) => Deed::TakeBack(who % devices, n),
                Deed::Merge(who, n) => Deed::Merge(who % devices, n),
                Deed::MergeByHand(who, n) => Deed::MergeByHand(who % devices, n),
                Deed::Pack(from, to, part, decide) => Deed::Pack(from % devices, to % devices, part, decide),
                Deed::Again(to, n) => Deed::Again(to % devices, n),
            };
            do_deed(&mut desks, &deed, at, reach);
            at += TimeDelta::minutes(1);
        }
        exchange_all(&mut desks, at, reach);
        let first = desks[0].known(at, reach);
        let shown = desks[0].kept.ledger.shown(at, reach).unwrap();
        for desk in &mut desks[1..] {
            let known = desk.known(at, reach);
            prop_assert_eq!(known.records.len(), first.records.len());
            for (one, other) in known.records.iter().zip(&first.records) {
                prop_assert_eq!(one, other);
            }
            prop_assert_eq!(&desk.kept.ledger.shown(at, reach).unwrap(), &shown);
        }
    }
}

fn two() -> (Desk, Desk) {
    (Desk::new(1), Desk::new(1))
}

fn someone(desk: &mut Desk, name: &str) -> PersonId {
    desk.do_it(start(), |write| write.add_person(&person(name, "")))
}

fn give(from: &mut Desk, to: &mut Desk, at: DateTime<Utc>) {
    let pack = from.known(at, Reach::default());
    to.take(at, &pack, &Decisions::new());
}

#[test]
fn what_she_knows_is_at_the_colleagues_after_one_pack_and_a_second_changes_nothing() {
    let (mut a, mut b) = two();
    let who = someone(&mut a, "髙﨑 恵");
    give(&mut a, &mut b, start());
    assert_eq!(
        b.kept.ledger.read().person(who).unwrap().fields.name,
        "髙﨑 恵"
    );
    let before = b.kept.ledger.read().operations(100).unwrap();
    give(&mut a, &mut b, start() + TimeDelta::hours(1));
    assert_eq!(b.kept.ledger.read().operations(100).unwrap(), before);
}

#[test]
fn two_numbers_written_apart_stay_both_and_the_choice_of_one_holds_for_both() {
    let (mut a, mut b) = two();
    let who = someone(&mut a, "髙﨑 恵");
    give(&mut a, &mut b, start());
    for (desk, phone) in [(&mut a, "000-0000-0001"), (&mut b, "000-0000-0002")] {
        desk.do_it(start() + TimeDelta::hours(1), |write| {
            let mut fields = write.person(who)?.fields;
            fields.phone = phone.to_owned();
            write.save_person(who, &fields)
        });
    }
    let later = start() + TimeDelta::hours(2);
    give(&mut a, &mut b, later);
    give(&mut b, &mut a, later);
    for desk in [&mut a, &mut b] {
        let open = desk.kept.ledger.conflicts(later, Reach::default()).unwrap();
        assert_eq!(open.len(), 1);
        assert_eq!(open[0].field.name, "phone");
        assert_eq!(open[0].field.beside.len(), 1);
    }
    let pack = b.known(later, Reach::default());
    let key = ("person".to_owned(), who.to_string());
    let mine = Decision::Mine(Some("phone".to_owned()));
    let shown = a.kept.ledger.read().person(who).unwrap().fields.phone;
    a.take(later, &pack, &BTreeMap::from([(key, vec![mine])]));
    give(&mut a, &mut b, later + TimeDelta::hours(1));
    for desk in [&mut a, &mut b] {
        assert_eq!(
            desk.kept.ledger.read().person(who).unwrap().fields.phone,
            shown
        );
        let open = desk.kept.ledger.conflicts(later, Reach::default()).unwrap();
        assert_eq!(open, vec![]);
    }
}

#[test]
fn a_pack_that_is_taken_back_neither_deletes_nor_changes_anything_at_the_colleagues() {
    let (mut a, mut b) = two();
    let known = someone(&mut a, "髙﨑 恵");
    give(&mut a, &mut b, start());
    let new = someone(&mut a, "𠮷村 いづみ");
    a.do_it(start() + TimeDelta::hours(1), |write| {
        let mut fields = write.person(known)?.fields;
        fields.phone = "000-0000-0003".to_owned();
        write.save_person(known, &fields)
    });
    give(&mut a, &mut b, start() + TimeDelta::hours(2));
    b.kept.ledger.undo(start()).unwrap().unwrap();
    assert!(b.kept.ledger.read().person(new).is_err());
    give(&mut b, &mut a, start() + TimeDelta::hours(3));
    let read = a.kept.ledger.read();
    assert!(read.person(new).is_ok());
    assert_eq!(read.person(known).unwrap().fields.phone, "000-0000-0003");
}

#[test]
fn what_one_deletes_and_the_other_changes_meanwhile_stays() {
    let (mut a, mut b) = two();
    let who = someone(&mut a, "髙﨑 恵");
    give(&mut a, &mut b, start());
    a.do_it(start() + TimeDelta::hours(1), |write| {
        write.remove_person(who)
    });
    b.do_it(start() + TimeDelta::hours(1), |write| {
        let mut fields = write.person(who)?.fields;
        fields.phone = "000-0000-0004".to_owned();
        write.save_person(who, &fields)
    });
    let later = start() + TimeDelta::hours(2);
    give(&mut a, &mut b, later);
    give(&mut b, &mut a, later);
    for desk in [&a, &b] {
        let fields = desk.kept.ledger.read().person(who).unwrap().fields;
        assert_eq!(
            (fields.name.as_str(), fields.phone.as_str()),
            ("髙﨑 恵", "000-0000-0004")
        );
    }
}

#[test]
fn what_was_deleted_and_nobody_changed_goes_to_the_trash_at_the_colleagues() {
    let (mut a, mut b) = two();
    let who = someone(&mut a, "髙﨑 恵");
    give(&mut a, &mut b, start());
    a.do_it(start() + TimeDelta::hours(1), |write| {
        write.remove_person(who)
    });
    give(&mut a, &mut b, start() + TimeDelta::hours(2));
    assert_eq!(b.kept.ledger.read().removed().unwrap().len(), 1);
    // And an older pack doesn't bring it back.
    b.do_it(start(), |write| write.restore_person(who));
    give(&mut b, &mut a, start() + TimeDelta::hours(3));
    assert!(
        a.kept.ledger.read().person(who).is_ok(),
        "taken out of the trash knowingly"
    );
}

#[test]
fn two_who_merge_the_same_two_the_other_way_round_end_alike() {
    let (mut a, mut b) = two();
    let first = someone(&mut a, "髙﨑 恵");
    let second = someone(&mut a, "髙橋 恵");
    a.do_it(start(), |write| {
        let meeting = write.add_meeting(&meeting("連携会議", "2026-11-20"))?;
        for who in [first, second] {
            write.set_attendance(meeting, &attended(who, Attended::Present))?;
        }
        Ok(())
    });
    give(&mut a, &mut b, start());
    let (kept, gone) = (first.min(second), first.max(second));
    for (desk, on_top) in [(&mut a, first), (&mut b, second)] {
        desk.do_it(start() + TimeDelta::hours(1), |write| {
            let fields = write.person(on_top)?.fields;
            write.merge_people(kept, gone, &fields, on_top)
        });
    }
    let later = start() + TimeDelta::hours(2);
    let mut desks = [a, b];
    exchange_all(&mut desks, later, Reach::default());
    let shown: Vec<_> = desks
        .iter_mut()
        .map(|desk| desk.kept.ledger.shown(later, Reach::default()).unwrap())
        .collect();
    assert_eq!(shown[0], shown[1]);
    for desk in &desks {
        let read = desk.kept.ledger.read();
        assert_eq!(read.all_people().unwrap().len(), 1);
        let meetings = read.meetings_between(day("2026-01-01"), day("2027-01-01"));
        let there = read.attendance(meetings.unwrap()[0].id).unwrap();
        assert_eq!(there.len(), 1, "she was there once");
    }
}

#[test]
fn what_no_ledger_can_have_written_is_refused_and_nothing_of_it_is_kept() {
    let (mut a, mut b) = two();
    let her = someone(&mut a, "髙﨑 恵").to_string();
    give(&mut a, &mut b, start());
    let pack = a.known(start(), Reach::default());
    let at = |pack: &Incoming| {
        let found = pack.records.iter().position(|record| record.id == her);
        found.unwrap()
    };
    type Spoil = fn(&mut Record);
    // Later than what is known already, so that it would be taken in.
    fn put(record: &mut Record, field: &str, value: Value) {
        let mut dot = record.state.fields["name"].entries[0].dot;
        dot.stamp.0 += 1 << 20;
        let register = Register::new(dot, value);
        record.state.fields.insert(field.to_owned(), register);
    }
    let spoils: [(&str, Spoil); 7] = [
        ("an id that is none", |record| record.id = "abc".to_owned()),
        ("an id in capitals", |record| {
            record.id = record.id.to_uppercase();
        }),
        ("a consent that there isn't", |record| {
            put(record, "consent", json!(["perhaps", null]));
        }),
        ("a day that is none", |record| {
            put(record, "consent", json!(["yes", "2026-02-31"]));
        }),
        ("a table in a cell", |record| {
            put(record, "kana", json!({"deep": ["er"]}));
        }),
        ("a write of the far future", |record| {
            let register = record.state.fields.get_mut("name").unwrap();
            let device = register.entries[0].dot.device;
            register.seen.insert(device, Stamp(u64::MAX));
        }),
        ("a person who is part of the region", |record| {
            record.table = "merged".to_owned();
            let (dot, value) = (record.state.fields["name"].entries[0].dot, json!("region"));
            let register = |value| Register::new(dot, value);
            record.state = State {
                fields: BTreeMap::from([
                    (LIFE.to_owned(), register(json!(true))),
                    ("kept".to_owned(), register(value)),
                    ("table_name".to_owned(), register(json!("person"))),
                ]),
            };
        }),
    ];
    let before = b.known(start(), Reach::default());
    for (what, spoil) in spoils {
        let mut spoilt = pack.clone();
        let place = at(&spoilt);
        spoil(&mut spoilt.records[place]);
        let refused = b
            .kept
            .ledger
            .operation(&OperationName::new("any", ""), start(), |write| {
                write.take(&spoilt, &Decisions::new(), &From::default())
            });
        assert!(
            matches!(refused, Err(kaotsunagi_ledger::Error::Refused { .. })),
            "{what}: {refused:?}"
        );
        assert_eq!(
            b.known(start(), Reach::default()).records,
            before.records,
            "{what}"
        );
    }
    b.take(start(), &pack, &Decisions::new());
}

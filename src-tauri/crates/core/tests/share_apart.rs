//! What two ledgers must not do to each other: nobody decided it, so nothing of it happens.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods
)] // also in what the tests share: a test may fail loudly, and writes files of its own

mod midorino;
mod packs;

use kaotsunagi_core::Nothing;
use kaotsunagi_core::session;
use kaotsunagi_core::share::*;
use ledger::PersonId;
use ledger::meeting::agenda::AgendaFields;
use ledger::person::{Consent, PersonFields};
use midorino::{Midorino, attendance};
use packs::*;

fn fields_of(region: &Midorino, person: PersonId) -> PersonFields {
    let read = region.session.ledger().expect("open").read();
    read.person(person).expect("there").fields
}

fn save(region: &mut Midorino, person: PersonId, change: impl FnOnce(&mut PersonFields)) {
    region.write(|write| {
        let mut fields = write.person(person)?.fields;
        change(&mut fields);
        write.save_person(person, &fields)
    });
}

fn merge(region: &mut Midorino, a: PersonId, b: PersonId) {
    let request = kaotsunagi_core::merging::MergePeople {
        a: a.to_string(),
        b: b.to_string(),
        choices: Vec::new(),
    };
    kaotsunagi_core::merging::merge_people(&mut region.session, request).expect("merged");
}

fn hand_on(from: &mut Midorino, to: &mut Midorino) -> PackTaken {
    let pack = give(from, "次");
    take(to, &pack, Vec::new())
}

#[test]
fn an_attendance_that_was_taken_out_and_put_in_again_is_taken_in() {
    let (mut a, mut b) = (Midorino::new(), Midorino::new());
    let who = add(&mut a, &agreed("髙﨑 恵", "", "megumi@nagi.example"));
    let meeting = a.meeting("連携会議", "2026-11-20", &[who], |_| {});
    hand_on(&mut a, &mut b);
    let there = |region: &Midorino| {
        let read = region.session.ledger().expect("open").read();
        read.attendance(meeting).expect("read")
    };
    let first = there(&a)[0].id;
    a.write(|write| write.remove_attendance(first));
    // She looks at what would go: from now on the ledger knows of the removal.
    preview_pack(&mut a.session, scope()).expect("seen");
    a.write(|write| write.set_attendance(meeting, &attendance(who)));
    assert_ne!(there(&a)[0].id, first);
    for _ in 0..2 {
        hand_on(&mut a, &mut b);
        hand_on(&mut b, &mut a);
    }
    for region in [&a, &b] {
        assert_eq!(there(region).len(), 1);
    }
    assert_eq!(there(&a)[0].id, there(&b)[0].id);
}

#[test]
fn what_a_colleague_keeps_apart_is_not_made_one_because_it_came_in_two_packs() {
    let (mut a, mut b) = (Midorino::new(), Midorino::new());
    let meeting = a.meeting("連携会議", "2026-11-20", &[], |_| {});
    let talk = AgendaFields {
        title: "意見交換".to_owned(),
        ..AgendaFields::default()
    };
    a.write(|write| write.add_agenda_item(meeting, &talk));
    hand_on(&mut a, &mut b);
    a.write(|write| write.add_agenda_item(meeting, &talk));
    hand_on(&mut a, &mut b);
    hand_on(&mut b, &mut a);
    for region in [&a, &b] {
        let read = region.session.ledger().expect("open").read();
        assert_eq!(read.agenda(meeting).expect("read").len(), 2);
    }
}

#[test]
fn two_people_whom_a_colleague_has_as_two_are_asked_about_and_not_made_one() {
    let (mut a, mut b) = (Midorino::new(), Midorino::new());
    let clinic = a.organisation("荻島医院", "clinic");
    let consent = |fields: &mut PersonFields| fields.consent = Consent::Yes;
    a.person_with("佐藤 恵子", "nurse", clinic, consent, |_| {});
    hand_on(&mut a, &mut b);
    a.person_with("佐藤 恵子", "nurse", clinic, consent, |_| {});
    let pack = give(&mut a, "二人");
    let desk = look(&mut b, &pack);
    assert_eq!(
        count(&desk.groups, PackOutcome::Perhaps),
        1,
        "{:?}",
        desk.groups
    );
    take(&mut b, &pack, Vec::new());
    assert_eq!(names(&b).len(), 1, "the second one waits for a word");
    hand_on(&mut b, &mut a);
    assert_eq!(names(&a).len(), 2, "nobody made them one");
}

#[test]
fn when_a_colleague_makes_two_one_what_stands_here_alone_stays() {
    let (mut a, mut b) = (Midorino::new(), Midorino::new());
    let one = add(&mut a, &agreed("髙﨑 恵", "", "megumi@nagi.example"));
    let other = add(&mut a, &agreed("高崎 惠美", "", "emi@hana.example"));
    hand_on(&mut a, &mut b);
    save(&mut a, one, |fields| fields.note = "会の世話役".to_owned());
    save(&mut a, other, |fields| {
        fields.note = "電話は夕方に".to_owned();
        fields.manner = "先に要点を".to_owned();
        fields.key_person = true;
        fields.mobile = "070-0000-0001".to_owned();
    });
    merge(&mut b, one, other);
    hand_on(&mut b, &mut a);
    assert_eq!(names(&a).len(), 1);
    let read = a.session.ledger().expect("open").read();
    let left = read.all_people().expect("read").remove(0).fields;
    assert!(
        left.note.contains("会の世話役") && left.note.contains("電話は夕方に"),
        "{}",
        left.note
    );
    assert_eq!(left.manner, "先に要点を");
    assert!(left.key_person);
    assert_eq!(left.mobile, "070-0000-0001");
    // The next look at what would go leaves it as it is.
    open_choices(&mut a.session, Nothing {}).expect("seen");
    let read = a.session.ledger().expect("open").read();
    assert_eq!(read.all_people().expect("read").remove(0).fields, left);
    session::undo(&mut a.session, Nothing {}).expect("undone");
    assert_eq!(fields_of(&a, other).manner, "先に要点を");
}

#[test]
fn who_takes_back_their_consent_at_the_colleagues_is_no_longer_given_on_by_either() {
    let (mut a, mut b) = (Midorino::new(), Midorino::new());
    let who = add(&mut a, &agreed("髙﨑 恵", "", "megumi@nagi.example"));
    hand_on(&mut a, &mut b);
    save(&mut b, who, |fields| fields.consent = Consent::No);
    hand_on(&mut b, &mut a);
    assert_eq!(fields_of(&a, who).consent, Consent::No);
    assert_eq!(
        fields_of(&a, who).email,
        "megumi@nagi.example",
        "hers stays hers"
    );
}

#[test]
fn who_was_deleted_stays_deleted_though_one_ledger_knew_more_of_them() {
    for consent in [Consent::Yes, Consent::WorkplaceOnly] {
        for seen in [false, true] {
            let (mut a, mut b) = (Midorino::new(), Midorino::new());
            let fields = PersonFields {
                consent,
                note: "電話は夕方に".to_owned(),
                manner: "先に要点を".to_owned(),
                ..agreed("髙﨑 恵", "", "megumi@nagi.example")
            };
            let who = add(&mut a, &fields);
            hand_on(&mut a, &mut b);
            if seen {
                open_choices(&mut a.session, Nothing {}).expect("seen");
            }
            b.write(|write| write.remove_person(who));
            for _ in 0..2 {
                hand_on(&mut b, &mut a);
                hand_on(&mut a, &mut b);
            }
            assert_eq!(names(&a), Vec::<String>::new(), "{consent:?} {seen}");
            assert_eq!(names(&b), Vec::<String>::new(), "{consent:?} {seen}");
        }
    }
}

#[test]
fn a_change_that_the_one_who_deleted_did_not_know_of_keeps_the_record() {
    let (mut a, mut b) = (Midorino::new(), Midorino::new());
    let who = add(&mut a, &agreed("髙﨑 恵", "", "megumi@nagi.example"));
    hand_on(&mut a, &mut b);
    save(&mut a, who, |fields| fields.does = "夜間の訪問".to_owned());
    b.write(|write| write.remove_person(who));
    hand_on(&mut b, &mut a);
    hand_on(&mut a, &mut b);
    for region in [&a, &b] {
        assert_eq!(fields_of(region, who).does, "夜間の訪問");
        assert_eq!(fields_of(region, who).email, "megumi@nagi.example");
    }
}

#[test]
fn who_was_forgotten_does_not_come_back_by_the_colleagues_own_entry() {
    let (mut a, mut b) = (Midorino::new(), Midorino::new());
    let fields = agreed("髙﨑 恵", "たかさき めぐみ", "megumi@nagi.example");
    let mine = add(&mut a, &fields);
    let hers = add(&mut b, &fields);
    hand_on(&mut a, &mut b);
    assert_eq!(
        names(&b).len(),
        1,
        "the colleague has them as one: {hers:?}"
    );
    let request = kaotsunagi_core::forget::ForgetPerson {
        id: mine.to_string(),
        backups_too: false,
    };
    kaotsunagi_core::forget::forget_person(&mut a.session, request).expect("forgotten");
    let pack = give(&mut b, "返し");
    let desk = look(&mut a, &pack);
    assert_eq!(
        count(&desk.groups, PackOutcome::New),
        0,
        "{:?}",
        desk.groups
    );
    take(&mut a, &pack, Vec::new());
    assert_eq!(names(&a), Vec::<String>::new());
}

#[test]
fn whom_she_keeps_apart_no_colleague_makes_one_without_her_word() {
    let (mut a, mut b) = (Midorino::new(), Midorino::new());
    let one = add(&mut a, &agreed("髙﨑 恵", "", "megumi@nagi.example"));
    let other = add(&mut a, &agreed("高崎 惠", "", "emi@hana.example"));
    hand_on(&mut a, &mut b);
    b.write(|write| write.keep_apart(one, other, "早乙女 徹", "電話で確かめた"));
    merge(&mut a, one, other);
    let pack = give(&mut a, "一人に");
    let desk = look(&mut b, &pack);
    assert_eq!(
        count(&desk.groups, PackOutcome::Perhaps),
        1,
        "{:?}",
        desk.groups
    );
    let row = desk
        .rows
        .iter()
        .find(|row| row.outcome == PackOutcome::Perhaps);
    let row = row.expect("a question");
    assert!(
        row.candidates[0].reasons[0].contains("別人"),
        "{:?}",
        row.candidates
    );
    take(&mut b, &pack, Vec::new());
    assert_eq!(names(&b).len(), 2);
    assert_eq!(fields_of(&b, other).email, "emi@hana.example");
    assert_eq!(fields_of(&b, one).email, "megumi@nagi.example");
    let same = PackDecision {
        table: row.table.clone(),
        id: row.id.clone(),
        choice: PackChoice::Same,
        field: None,
        with: Some(row.candidates[0].person.clone()),
    };
    take(&mut b, &pack, vec![same]);
    assert_eq!(names(&b), names(&a));
}

#[test]
fn of_what_one_deleted_and_the_other_changed_she_says_which_it_is() {
    for (choice, left) in [(PackChoice::Theirs, 0), (PackChoice::Mine, 1)] {
        let (mut a, mut b) = (Midorino::new(), Midorino::new());
        let who = add(&mut a, &agreed("髙﨑 恵", "", "megumi@nagi.example"));
        hand_on(&mut a, &mut b);
        save(&mut a, who, |fields| fields.does = "夜間の訪問".to_owned());
        b.write(|write| write.remove_person(who));
        let pack = give(&mut b, "削除");
        let desk = look(&mut a, &pack);
        let row = desk
            .rows
            .iter()
            .find(|row| row.outcome == PackOutcome::Kept);
        let row = row.expect("a question");
        assert!(row.is_deleted_there);
        let said = PackDecision {
            table: row.table.clone(),
            id: row.id.clone(),
            choice,
            field: None,
            with: None,
        };
        take(&mut a, &pack, vec![said]);
        hand_on(&mut a, &mut b);
        hand_on(&mut b, &mut a);
        assert_eq!(
            (names(&a).len(), names(&b).len()),
            (left, left),
            "{choice:?}"
        );
    }
}

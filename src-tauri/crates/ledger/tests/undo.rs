//! The change log: undo, redo, history.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on should say where"
)]

#[path = "support/acts.rs"]
mod acts;
mod support;

use acts::{any_operation, state};
use kaotsunagi_ledger::log::ExportEntry;
use kaotsunagi_ledger::map::Position;
use kaotsunagi_ledger::{Changes, Error, OperationName};
use proptest::prelude::*;
use support::*;

fn names(kept: &Kept) -> Vec<String> {
    kept.ledger
        .read()
        .all_people()
        .unwrap()
        .into_iter()
        .map(|person| person.fields.name)
        .collect()
}

#[test]
fn undo_and_redo_survive_a_restart() {
    let mut kept = Kept::new();
    kept.do_it("person.add", |write| {
        write.add_person(&person("髙﨑 恵", ""))
    });
    kept.do_it("person.add", |write| {
        write.add_person(&person("𠮷村 いづみ", ""))
    });
    let mut kept = kept.reopen();
    let (name, changes) = kept.ledger.undo(now()).unwrap().unwrap();
    assert_eq!(
        (name.code.as_str(), changes.tables.as_slice()),
        ("person.add", &["person".to_owned()][..])
    );
    let mut kept = kept.reopen();
    assert_eq!(names(&kept), ["髙﨑 恵"]);
    kept.ledger.undo(now()).unwrap().unwrap();
    assert!(kept.ledger.undo(now()).unwrap().is_none());
    let mut kept = kept.reopen();
    kept.ledger.redo(now()).unwrap().unwrap();
    kept.ledger.redo(now()).unwrap().unwrap();
    assert!(kept.ledger.redo(now()).unwrap().is_none());
    assert_eq!(names(&kept), ["髙﨑 恵", "𠮷村 いづみ"]);
}

#[test]
fn undo_and_redo_say_what_they_would_do() {
    let mut kept = Kept::new();
    kept.ledger
        .operation(
            &OperationName::new("person.add", "髙﨑 恵"),
            now(),
            |write| write.add_person(&person("髙﨑 恵", "")),
        )
        .unwrap();
    let (undo, redo) = kept.ledger.next_undo_redo().unwrap();
    assert_eq!(
        (undo.unwrap().name, redo.is_none()),
        (OperationName::new("person.add", "髙﨑 恵"), true)
    );
    kept.ledger.undo(now()).unwrap();
    let (undo, redo) = kept.ledger.next_undo_redo().unwrap();
    assert_eq!(
        (undo.is_none(), redo.unwrap().name.subject),
        (true, "髙﨑 恵".to_owned())
    );
}

#[test]
fn a_new_operation_drops_what_could_be_redone_but_one_that_changes_nothing_does_not() {
    let mut kept = Kept::new();
    let id = kept.do_it("person.add", |write| {
        write.add_person(&person("髙﨑 恵", ""))
    });
    kept.do_it("person.save", |write| {
        write.save_person(id, &person("高崎 恵", ""))
    });
    kept.ledger.undo(now()).unwrap();
    let same = kept
        .ledger
        .operation(&OperationName::new("person.save", ""), now(), |write| {
            write.save_person(id, &person("髙﨑 恵", ""))
        })
        .unwrap();
    assert_eq!(same.changes, Changes::default());
    assert_eq!(
        kept.ledger.read().operations(10).unwrap().len(),
        2,
        "it is not kept as one"
    );
    assert!(kept.ledger.next_undo_redo().unwrap().1.is_some());
    let other = kept
        .ledger
        .operation(&OperationName::new("person.save", ""), now(), |write| {
            write.save_person(id, &person("髙﨑 めぐみ", "たかさき"))
        })
        .unwrap();
    assert_eq!(
        (other.changes.fields, other.changes.tables),
        (2, vec!["person".to_owned()])
    );
    assert!(kept.ledger.redo(now()).unwrap().is_none());
}

#[test]
fn an_operation_that_fails_keeps_nothing() {
    #[derive(Debug)]
    enum OfTheUseCase {
        Ledger,
        ChangedHerMind,
    }
    impl From<Error> for OfTheUseCase {
        fn from(_: Error) -> Self {
            Self::Ledger
        }
    }
    let mut kept = Kept::new();
    let failed = kept
        .ledger
        .operation(&OperationName::new("add", ""), now(), |write| {
            write
                .add_person(&person("髙﨑 恵", ""))
                .map_err(OfTheUseCase::from)?;
            Err::<(), _>(OfTheUseCase::ChangedHerMind)
        });
    assert!(
        matches!(failed, Err(OfTheUseCase::ChangedHerMind)),
        "{failed:?}"
    );
    assert!(names(&kept).is_empty());
    assert_eq!(kept.ledger.read().search("高崎", 1).unwrap().1, 0);
    kept.do_it("add", |write| write.add_person(&person("𠮷村 いづみ", "")));
    assert_eq!(names(&kept), ["𠮷村 いづみ"], "and the next one works");
}

#[test]
fn the_history_of_a_record_is_told_newest_first() {
    let mut kept = Kept::new();
    let id = kept.do_it("person.add", |write| {
        write.add_person(&person("高崎 恵", ""))
    });
    kept.do_it("person.save", |write| {
        write.save_person(id, &person("髙﨑 恵", ""))
    });
    kept.do_it("person.save", |write| {
        write.save_person(id, &person("誤記", ""))
    });
    kept.ledger.undo(now()).unwrap();
    let history = kept
        .ledger
        .read()
        .history("person", &id.to_string())
        .unwrap();
    let told: Vec<_> = history
        .iter()
        .map(|change| {
            (
                change.operation.code.as_str(),
                change.field.as_str(),
                change.old.as_deref(),
                change.new.as_deref(),
            )
        })
        .collect();
    let made = id.to_string();
    assert_eq!(
        told,
        [
            ("person.save", "name", Some("高崎 恵"), Some("髙﨑 恵")),
            ("person.add", "name", None, Some("高崎 恵")),
            ("person.add", "id", None, Some(made.as_str())),
        ],
        "what was taken back is not part of it"
    );
    assert_eq!(history[0].at, now());
}

#[test]
fn a_document_given_out_stays_in_the_log_whatever_is_undone() {
    let mut kept = Kept::new();
    kept.do_it("person.add", |write| {
        write.add_person(&person("髙﨑 恵", ""))
    });
    let entry = ExportEntry {
        at: now(),
        what: "minutes".into(),
        subject: "第1回".into(),
        format: "pdf".into(),
        audience: "shared".into(),
        file: "第1回.pdf".into(),
        left_out: 2,
    };
    kept.do_it("export", |write| write.add_export(&entry));
    assert_eq!(
        kept.ledger.undo(now()).unwrap().unwrap().0.code,
        "person.add"
    );
    assert_eq!(kept.ledger.read().exports().unwrap(), [entry]);
}

#[test]
fn a_pin_can_be_undone_and_computed_positions_are_no_operation() {
    let mut kept = Kept::new();
    let at = |x: f64, pinned: bool| Position {
        node: "person:1".into(),
        x,
        y: 0.5,
        pinned,
    };
    let done = |kept: &mut Kept, position: Position| {
        kept.ledger
            .operation(&OperationName::new("map.move", ""), now(), |write| {
                write.set_positions(&[position])
            })
            .unwrap()
            .changes
            .fields
    };
    assert_eq!(done(&mut kept, at(1.0, false)), 0);
    assert!(done(&mut kept, at(2.0, true)) > 0);
    assert_eq!(kept.ledger.read().positions().unwrap(), [at(2.0, true)]);
    kept.ledger.undo(now()).unwrap();
    assert_eq!(
        kept.ledger.read().positions().unwrap(),
        [at(1.0, false)],
        "back where it was before the pin"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn all_undone_is_the_beginning_and_all_redone_is_the_end(
        operations in prop::collection::vec(any_operation(), 1..25),
        reopened in prop::collection::vec(0..40_usize, 3),
    ) {
        let mut kept = Kept::new();
        let mut states = vec![state(&kept.ledger)];
        for operation in &operations {
            if operation.run(&mut kept) {
                states.push(state(&kept.ledger));
            }
        }
        let mut steps = 0;
        let mut reopen = |kept: Kept| {
            steps += 1;
            if reopened.contains(&steps) { kept.reopen() } else { kept }
        };
        for at in (0..states.len() - 1).rev() {
            kept = reopen(kept);
            prop_assert!(kept.ledger.undo(now()).unwrap().is_some());
            prop_assert_eq!(&state(&kept.ledger), &states[at]);
        }
        prop_assert!(kept.ledger.undo(now()).unwrap().is_none());
        for redone in states.iter().skip(1) {
            kept = reopen(kept);
            prop_assert!(kept.ledger.redo(now()).unwrap().is_some());
            prop_assert_eq!(&state(&kept.ledger), redone);
        }
        prop_assert!(kept.ledger.redo(now()).unwrap().is_none());
        prop_assert_eq!(kept.ledger.check().unwrap().findings, vec![]);
    }
}

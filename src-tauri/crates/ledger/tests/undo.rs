//! The change log: undo, redo, history.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on should say where"
)]

mod support;

use kaotsunagi_ledger::checklist::MarkState;
use kaotsunagi_ledger::encounter::EncounterFields;
use kaotsunagi_ledger::log::{ExportEntry, ImportEntry};
use kaotsunagi_ledger::map::Position;
use kaotsunagi_ledger::meeting::action::ActionFields;
use kaotsunagi_ledger::meeting::agenda::AgendaFields;
use kaotsunagi_ledger::meeting::attendance::Attended;
use kaotsunagi_ledger::meeting::line::LineKind;
use kaotsunagi_ledger::meeting::series::SeriesFields;
use kaotsunagi_ledger::schema::tables::TABLES;
use kaotsunagi_ledger::tie::TieLevel;
use kaotsunagi_ledger::{Changes, Error, Ledger, OperationName, Result, Write};
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

/// Everything in the tables that are logged, as text, in the order of ids.
fn state(ledger: &Ledger) -> Vec<(String, String)> {
    let read = ledger.read();
    let mut state = Vec::new();
    for table in TABLES.iter().filter(|table| table.logged) {
        for row in read.rows_as_text(table).unwrap() {
            state.push((table.name.to_owned(), row));
        }
    }
    state
}

/// One thing that a coordinator does, to the records that `n` picks.
fn act(write: &Write<'_>, what: u8, n: usize) -> Result<()> {
    let people = write.all_people()?;
    let organisations = write.all_organisations()?;
    let meetings = write.meetings_between(day("2000-01-01"), day("2100-01-01"))?;
    let series = write.all_series()?;
    let someone = people.get(n % people.len().max(1)).map(|person| person.id);
    let another = people
        .get((n / 3) % people.len().max(1))
        .map(|person| person.id);
    let office = organisations
        .get(n % organisations.len().max(1))
        .map(|organisation| organisation.id);
    let held = meetings.get(n % meetings.len().max(1)).cloned();
    let name = format!("髙﨑{n}");
    match what {
        0 => write.add_person(&person(&name, "たかさき")).map(|_| ()),
        1 => write.add_organisation(&organisation(&name, "")).map(|_| ()),
        2 => {
            let first = series.first().map(|one| one.id);
            let mut fields = meeting(&name, "2026-05-01");
            fields.series = first;
            fields.co_hosts = office.into_iter().collect();
            write.add_meeting(&fields).map(|_| ())
        }
        3 => write
            .add_series(&SeriesFields {
                name,
                ..SeriesFields::default()
            })
            .map(|_| ()),
        4 => match (someone, office) {
            (Some(who), Some(at)) => write.add_affiliation(&post(who, at, &name)).map(|_| ()),
            _ => Ok(()),
        },
        5 => match (someone, held) {
            (Some(who), Some(held)) => {
                let how = if n.is_multiple_of(2) {
                    Attended::Present
                } else {
                    Attended::Absent
                };
                write
                    .set_attendance(held.id, &attended(who, how))
                    .map(|_| ())
            }
            _ => Ok(()),
        },
        6 => match held {
            Some(held) => {
                let item = write.add_agenda_item(
                    held.id,
                    &AgendaFields {
                        title: name,
                        ..AgendaFields::default()
                    },
                )?;
                let mut said = line(LineKind::Action, "宿題");
                said.agenda_item = Some(item);
                write.add_line(held.id, &said).map(|_| ())
            }
            None => Ok(()),
        },
        7 => match held {
            Some(mut held) => {
                held.fields.date = day(if n.is_multiple_of(2) {
                    "2026-03-31"
                } else {
                    "2026-04-01"
                });
                held.fields.co_hosts.reverse();
                write.save_meeting(held.id, &held.fields)
            }
            None => Ok(()),
        },
        8 => match someone {
            Some(who) => write.save_person(who, &person(&name, "")),
            None => Ok(()),
        },
        9 => match (someone, n % 3) {
            (Some(who), 0) => write.remove_person(who),
            _ => Ok(()),
        },
        10 => match held {
            Some(held) => {
                for item in write.agenda(held.id)? {
                    write.move_agenda_item(item.id, n % 3)?;
                    if n.is_multiple_of(4) {
                        write.remove_agenda_item(item.id)?;
                    }
                }
                Ok(())
            }
            None => Ok(()),
        },
        11 => {
            for action in write.open_actions()? {
                if n.is_multiple_of(2) {
                    write.save_action(
                        action.id,
                        &ActionFields {
                            owner: someone,
                            ..ActionFields::default()
                        },
                    )?;
                } else {
                    write.remove_line(action.line)?;
                }
            }
            Ok(())
        }
        12 => match (someone, another) {
            (Some(a), Some(b)) if a != b => {
                let level = TieLevel {
                    level: u8::try_from(n % 3 + 1).unwrap(),
                    on: day("2026-05-01"),
                    basis: name,
                };
                let tie = write.record_tie(a, b, &level)?;
                if n.is_multiple_of(5) {
                    write.remove_tie(tie)
                } else {
                    Ok(())
                }
            }
            _ => Ok(()),
        },
        13 => match someone {
            Some(who) => {
                let met = write.add_encounter(&EncounterFields {
                    on: day("2026-05-01"),
                    kind: "phone".into(),
                    summary: name,
                    insight: String::new(),
                    is_case: true,
                    people: vec![who],
                    organisations: office.into_iter().collect(),
                })?;
                if n.is_multiple_of(3) {
                    write.remove_encounter(met)
                } else {
                    Ok(())
                }
            }
            None => Ok(()),
        },
        14 => write.mark(
            "1-1",
            if n.is_multiple_of(2) {
                MarkState::Done
            } else {
                MarkState::UnderWay
            },
            &name,
        ),
        15 => match someone {
            Some(who) => {
                let import = write.add_import(&ImportEntry {
                    id: uuid::Uuid::nil().into(),
                    at: now(),
                    file: name,
                    format: "csv".into(),
                    encoding: "utf-8".into(),
                    source: String::new(),
                    new: 1,
                    updated: 0,
                    unchanged: 0,
                    doubtful: 0,
                    rejected: 0,
                })?;
                write.add_imported_row(import, "a row", who)
            }
            None => Ok(()),
        },
        16 => match office {
            Some(at) if n.is_multiple_of(3) => write.remove_organisation(at),
            Some(at) => write.save_organisation(at, &organisation(&name, "よみ")),
            None => Ok(()),
        },
        _ => match (held, n % 3) {
            (Some(held), 0) => write.remove_meeting(held.id),
            _ => Ok(()),
        },
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn all_undone_is_the_beginning_and_all_redone_is_the_end(
        operations in prop::collection::vec(prop::collection::vec((0..18_u8, 0..60_usize), 1..5), 1..25)
    ) {
        let mut kept = Kept::new();
        let mut states = vec![state(&kept.ledger)];
        let mut searches = vec![kept.ledger.read().search("髙", 1000).unwrap()];
        for steps in &operations {
            let done = kept
                .ledger
                .operation(&OperationName::new("any", ""), now(), |write| {
                    steps.iter().try_for_each(|(what, n)| act(write, *what, *n))
                })
                .unwrap();
            if done.changes.fields > 0 {
                states.push(state(&kept.ledger));
                searches.push(kept.ledger.read().search("髙", 1000).unwrap());
            }
        }
        for at in (0..states.len() - 1).rev() {
            prop_assert!(kept.ledger.undo(now()).unwrap().is_some());
            prop_assert_eq!(&state(&kept.ledger), &states[at]);
            prop_assert_eq!(&kept.ledger.read().search("髙", 1000).unwrap(), &searches[at]);
        }
        prop_assert!(kept.ledger.undo(now()).unwrap().is_none());
        for at in 1..states.len() {
            prop_assert!(kept.ledger.redo(now()).unwrap().is_some());
            prop_assert_eq!(&state(&kept.ledger), &states[at]);
            prop_assert_eq!(&kept.ledger.read().search("髙", 1000).unwrap(), &searches[at]);
        }
        prop_assert!(kept.ledger.redo(now()).unwrap().is_none());
        prop_assert_eq!(kept.ledger.check().unwrap().findings, vec![]);
    }
}

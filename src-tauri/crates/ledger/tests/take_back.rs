//! Taking back an operation of long ago: what was changed or used since stays.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on should say where"
)]

#[path = "support/acts.rs"]
mod acts;
mod support;

use acts::{Act, any_operation, state};
use kaotsunagi_ledger::affiliation::AffiliationFields;
use kaotsunagi_ledger::checklist::MarkState;
use kaotsunagi_ledger::log::ImportEntry;
use kaotsunagi_ledger::meeting::action::ActionFields;
use kaotsunagi_ledger::meeting::attendance::Attended;
use kaotsunagi_ledger::meeting::line::LineKind;
use kaotsunagi_ledger::person::PersonFields;
use kaotsunagi_ledger::store::{Kept as Stays, TakenBack, Why};
use kaotsunagi_ledger::tie::TieLevel;
use kaotsunagi_ledger::{Error, ImportId, OperationId, OperationName, PersonId};
use proptest::prelude::*;
use support::*;

/// The newest operation.
fn newest(kept: &Kept) -> OperationId {
    kept.ledger.read().operations(1).unwrap()[0].id
}

fn take_back(kept: &mut Kept, id: OperationId) -> TakenBack {
    let preview = kept.ledger.read().undo_preview(id).unwrap();
    let (name, _, told) = kept.ledger.undo_operation(id, now()).unwrap();
    assert!(name.code.starts_with("undo/"));
    assert_eq!(preview, told, "what was shown is what was done");
    assert_eq!(kept.ledger.check().unwrap().findings, vec![]);
    told
}

fn told(stays: &[Stays]) -> Vec<(&str, &str, Option<&str>)> {
    stays
        .iter()
        .map(|one| {
            (
                one.table,
                one.field.unwrap_or(""),
                one.by.as_ref().map(|by| by.name.code.as_str()),
            )
        })
        .collect()
}

fn entry() -> ImportEntry {
    ImportEntry {
        id: ImportId(uuid::Uuid::nil()),
        at: now(),
        file: "名簿.csv".into(),
        format: "csv".into(),
        encoding: "utf-8".into(),
        source: "早乙女 徹".into(),
        new: 3,
        updated: 1,
        unchanged: 0,
        doubtful: 0,
        rejected: 0,
        basis: String::new(),
        giver: String::new(),
        giver_organisation: String::new(),
        how: String::new(),
        digest: String::new(),
        as_of: None,
    }
}

/// Somebody known whose phone number the file knows better, and three new people at a new station.
fn import(kept: &mut Kept, known: PersonId) -> (OperationId, Vec<PersonId>) {
    let people = kept.do_it("import", |write| {
        let import = write.add_import(&entry())?;
        let mut fields = write.person(known)?.fields;
        fields.phone = "000-0000-0001".into();
        fields.note = "名簿より".into();
        write.save_person(known, &fields)?;
        write.add_imported_row(import, "known", known, "")?;
        let station = write.add_organisation(&organisation("訪問看護ステーション なぎ", ""))?;
        let mut people = Vec::new();
        for name in ["𠮷村 いづみ", "鴨志田 学", "早乙女 徹"] {
            let who = write.add_person(&person(name, ""))?;
            write.add_affiliation(&AffiliationFields {
                is_main: true,
                ..post(who, station, "")
            })?;
            write.add_imported_row(import, name, who, "")?;
            people.push(who);
        }
        Ok(people)
    });
    (newest(kept), people)
}

#[test]
fn an_import_of_last_week_goes_and_what_was_changed_since_stays_and_is_told() {
    let mut kept = Kept::new();
    let known = kept.do_it("person.add", |write| {
        write.add_person(&person("髙﨑 恵", ""))
    });
    let (import, people) = import(&mut kept, known);
    kept.do_it("person.save", |write| {
        let mut fields = write.person(known)?.fields;
        fields.phone = "000-0000-0002".into();
        write.save_person(known, &fields)
    });
    kept.do_it("person.save", |write| {
        let mut fields = write.person(people[0])?.fields;
        fields.email = "izumi@nagi.example".into();
        write.save_person(people[0], &fields)
    });
    kept.do_it("attendance.set", |write| {
        let meeting = write.add_meeting(&meeting("連携会議", "2026-11-20"))?;
        write.set_attendance(meeting, &attended(people[1], Attended::Present))
    });
    let before = state(&kept.ledger);
    let told_back = take_back(&mut kept, import);
    assert_eq!(
        told(&told_back.kept),
        [
            ("person", "phone", Some("person.save")),
            ("organisation", "", Some("attendance.set")),
            ("person", "email", Some("person.save")),
            ("person", "", Some("attendance.set")),
        ]
    );
    let phone = &told_back.kept[0];
    assert_eq!(
        (phone.present.as_deref(), phone.earlier.as_deref()),
        (Some("000-0000-0002"), Some(""))
    );
    assert!(matches!(
        told_back.kept[1].why,
        Why::Used {
            table: "attendance",
            ..
        }
    ));
    assert_eq!(
        (told_back.removed, told_back.put_back, told_back.changed),
        (2, 0, 1),
        "one person with the post, and one field of somebody known"
    );
    let read = kept.ledger.read();
    assert_eq!(read.person(known).unwrap().fields.note, "");
    assert_eq!(read.affiliations_of_person(people[0]).unwrap().len(), 1);
    assert!(read.person(people[2]).is_err());
    assert!(
        read.imported_row("𠮷村 いづみ").unwrap().is_some(),
        "the same file again knows who stayed"
    );
    assert!(read.imported_row("早乙女 徹").unwrap().is_none());

    let (name, _) = kept.ledger.undo(now()).unwrap().unwrap();
    assert_eq!(name.code, "undo/import");
    assert_eq!(state(&kept.ledger), before);
    kept.ledger.redo(now()).unwrap().unwrap();
    let undoing = newest(&kept);
    take_back(&mut kept, undoing);
    assert_eq!(state(&kept.ledger), before, "the taking back is taken back");
    assert_eq!(
        kept.ledger.read().operations(1).unwrap()[0].name.code,
        "undo/undo/import"
    );
}

#[test]
fn an_import_that_nobody_touched_since_goes_whole() {
    let mut kept = Kept::new();
    let known = kept.do_it("person.add", |write| {
        write.add_person(&person("髙﨑 恵", ""))
    });
    let before = state(&kept.ledger);
    let (import, _) = import(&mut kept, known);
    kept.do_it("organisation.add", |write| {
        write.add_organisation(&organisation("みどり野市医師会", ""))
    });
    let told_back = take_back(&mut kept, import);
    assert_eq!(told_back.kept, vec![]);
    let operations = kept.ledger.read().operations(10).unwrap();
    let of = |id| operations.iter().find(|one| one.id == id).unwrap();
    assert_eq!(of(import).taken_back_by, Some(operations[0].id));
    assert!(!of(import).undone, "it stands in the log where it stood");
    assert_eq!((of(import).records, of(import).fields > 20), (8, true));
    kept.ledger.undo(now()).unwrap();
    assert_eq!(
        kept.ledger.read().operation(import).unwrap().taken_back_by,
        None
    );
    kept.ledger.redo(now()).unwrap();
    let again = kept.ledger.undo_operation(import, now()).unwrap();
    assert!(again.2.is_nothing() && again.1.fields == 0, "{again:?}");
    for _ in 0..2 {
        kept.ledger.undo(now()).unwrap();
    }
    kept.ledger.undo(now()).unwrap();
    assert_eq!(state(&kept.ledger), before);
}

#[test]
fn merging_a_colleagues_row_into_somebody_known_is_taken_back_field_by_field() {
    let mut kept = Kept::new();
    let known = kept.do_it("person.add", |write| {
        write.add_person(&PersonFields {
            family: "高崎".into(),
            given: "恵".into(),
            ..person("高崎 恵", "たかさき めぐみ")
        })
    });
    kept.do_it("import", |write| {
        write.save_person(
            known,
            &PersonFields {
                family: "髙﨑".into(),
                given: "恵".into(),
                email: "takasaki@nagi.example".into(),
                ..person("髙﨑 恵", "たかさき めぐみ")
            },
        )
    });
    let merge = newest(&kept);
    kept.do_it("person.save", |write| {
        let mut fields = write.person(known)?.fields;
        fields.name = "髙﨑 恵子".into();
        write.save_person(known, &fields)
    });
    let told_back = take_back(&mut kept, merge);
    let fields = kept.ledger.read().person(known).unwrap().fields;
    assert_eq!(
        (
            fields.name.as_str(),
            fields.family.as_str(),
            fields.email.as_str()
        ),
        ("髙﨑 恵子", "髙﨑", ""),
        "a name is never half of one and half of another"
    );
    assert_eq!(
        told(&told_back.kept),
        [
            ("person", "name", Some("person.save")),
            ("person", "family", None)
        ]
    );
    assert_eq!(
        kept.ledger.read().search("高崎", 5).unwrap().1,
        1,
        "found by what the name is now"
    );
}

#[test]
fn what_was_deleted_comes_back_unless_what_it_needs_is_gone() {
    let mut kept = Kept::new();
    let (a, b, office) = kept.do_it("add", |write| {
        Ok((
            write.add_person(&person("髙﨑 恵", ""))?,
            write.add_person(&person("鴨志田 学", ""))?,
            write.add_organisation(&organisation("訪問看護ステーション なぎ", ""))?,
        ))
    });
    let made = newest(&kept);
    let level = |level, on| TieLevel {
        level,
        on: day(on),
        basis: String::new(),
    };
    let (tie, first) = kept.do_it("add", |write| {
        let main = |who, title| AffiliationFields {
            is_main: true,
            ..post(who, office, title)
        };
        let tie = write.record_tie(a, b, &level(1, "2026-05-01"))?;
        Ok((tie, write.add_affiliation(&main(a, "所長"))?))
    });
    kept.do_it("remove", |write| {
        write.remove_tie(tie)?;
        write.remove_affiliation(first)
    });
    let removed = newest(&kept);
    kept.do_it("affiliation.add", |write| {
        write.add_affiliation(&AffiliationFields {
            is_main: true,
            ..post(a, office, "顧問")
        })
    });
    kept.do_it("tie.record", |write| {
        write.record_tie(a, b, &level(2, "2026-06-01"))
    });
    let told_back = take_back(&mut kept, removed);
    assert_eq!(
        (told_back.put_back, told(&told_back.kept)),
        (
            1,
            vec![("tie_level", "", None), ("tie", "", Some("tie.record"))]
        ),
        "the two have another tie by now"
    );
    let posts = kept.ledger.read().affiliations_of_person(a).unwrap();
    assert_eq!(
        posts
            .iter()
            .map(|post| (post.fields.title.as_str(), post.fields.is_main))
            .collect::<Vec<_>>(),
        [("顧問", true), ("所長", false)],
        "only one is the main post"
    );
    let told_back = take_back(&mut kept, made);
    assert!(
        told_back.is_nothing() && told_back.kept.len() == 3,
        "{told_back:?}"
    );
}

#[test]
fn a_line_is_an_action_exactly_when_it_has_one() {
    let mut kept = Kept::new();
    let (held, said) = kept.do_it("add", |write| {
        let held = write.add_meeting(&meeting("連携会議", "2026-11-20"))?;
        Ok((
            held,
            write.add_line(held, &line(LineKind::Decision, "一覧を作る"))?,
        ))
    });
    kept.do_it("line.save", |write| {
        write.save_line(said, &line(LineKind::Action, "連絡先の一覧を作る"))
    });
    let saved = newest(&kept);
    let action = kept
        .ledger
        .read()
        .actions_of_meeting(held)
        .unwrap()
        .remove(0);
    kept.do_it("action.save", |write| {
        write.save_action(
            action.id,
            &ActionFields {
                due: Some(day("2026-12-01")),
                ..action.fields
            },
        )
    });
    let told_back = take_back(&mut kept, saved);
    let now = kept.ledger.read().line(said).unwrap().fields;
    assert_eq!(
        (now.text.as_str(), now.kind),
        ("一覧を作る", LineKind::Action)
    );
    assert_eq!(
        told(&told_back.kept),
        [
            ("minute_line", "kind", None),
            ("action", "due", Some("action.save"))
        ]
    );
}

#[test]
fn a_mark_goes_back_though_its_note_was_changed_since() {
    let mut kept = Kept::new();
    kept.do_it("stage.mark", |write| {
        write.mark("1-1", MarkState::UnderWay, "")
    });
    let mut later = |minutes, note: &str| {
        let name = OperationName::new("stage.mark", "");
        let at = now() + chrono::TimeDelta::minutes(minutes);
        kept.ledger
            .operation(&name, at, |write| write.mark("1-1", MarkState::Done, note))
            .unwrap();
        newest(&kept)
    };
    let done = later(1, "");
    later(2, "第3回で確認");
    let told_back = take_back(&mut kept, done);
    assert_eq!((told_back.changed, told_back.kept.len()), (1, 0));
    let mark = kept.ledger.read().marks().unwrap().remove(0);
    assert_eq!(
        (mark.state, mark.note.as_str()),
        (MarkState::UnderWay, "第3回で確認")
    );
}

#[test]
fn no_operation_of_that_id_is_an_error_and_writes_nothing() {
    let mut kept = Kept::new();
    let id = OperationId(uuid::Uuid::nil());
    assert!(matches!(
        kept.ledger.undo_operation(id, now()),
        Err(Error::NoRecord { .. })
    ));
    assert!(kept.ledger.read().operations(1).unwrap().is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    /// Taking back the newest is what undo does; taking back any other leaves a ledger that is sound, and is itself taken back
    /// to the byte.
    #[test]
    fn whatever_is_taken_back_the_ledger_stays_whole(
        operations in prop::collection::vec(any_operation(), 4..20)
    ) {
        let mut kept = Kept::new();
        // People, an office, a series, a meeting with lines: there is something to change from the first act on.
        let some = [0, 0, 0, 1, 1, 3, 2, 6, 6, 4, 5, 12, 13];
        Act::Write(some.iter().copied().zip(1..).collect()).run(&mut kept);
        for operation in &operations {
            operation.run(&mut kept);
        }
        let end = state(&kept.ledger);
        for (place, one) in kept.ledger.read().operations(100).unwrap().into_iter().enumerate() {
            if take_back(&mut kept, one.id).is_nothing() {
                continue;
            }
            prop_assert!(is_whole(&kept));
            let taken = state(&kept.ledger);
            kept.ledger.undo(now()).unwrap().unwrap();
            prop_assert_eq!(&state(&kept.ledger), &end);
            if place == 0 {
                kept.ledger.undo(now()).unwrap().unwrap();
                prop_assert_eq!(&state(&kept.ledger), &taken, "the newest goes whole");
                kept.ledger.redo(now()).unwrap().unwrap();
            }
        }
    }
}

/// A line has an action exactly when it is one.
fn is_whole(kept: &Kept) -> bool {
    let read = kept.ledger.read();
    let all = read
        .meetings_between(day("2000-01-01"), day("2100-01-01"))
        .unwrap();
    all.iter().all(|meeting| {
        let actions = read.actions_of_meeting(meeting.id).unwrap();
        read.lines(meeting.id).unwrap().iter().all(|line| {
            let has_one = actions.iter().any(|action| action.line == line.id);
            has_one == (line.fields.kind == LineKind::Action)
        })
    })
}

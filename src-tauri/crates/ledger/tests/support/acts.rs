//! What a coordinator does, drawn by lot: every write that the ledger knows, and taking one of them back later.
#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "not every test uses all of it, and one that cannot go on should say where"
)]

use kaotsunagi_ledger::checklist::MarkState;
use kaotsunagi_ledger::encounter::EncounterFields;
use kaotsunagi_ledger::log::ImportEntry;
use kaotsunagi_ledger::map::Position;
use kaotsunagi_ledger::meeting::action::ActionFields;
use kaotsunagi_ledger::meeting::agenda::AgendaFields;
use kaotsunagi_ledger::meeting::attendance::Attended;
use kaotsunagi_ledger::meeting::line::LineKind;
use kaotsunagi_ledger::meeting::series::SeriesFields;
use kaotsunagi_ledger::region::Region;
use kaotsunagi_ledger::schema::tables::{Privacy, TABLES, Table};
use kaotsunagi_ledger::tie::TieLevel;
use kaotsunagi_ledger::{Ledger, OperationName, Result, Write};
use proptest::prelude::*;

use crate::support::*;

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

/// Everything in the tables that are logged and the search keys, as text, in the order of ids.
pub(crate) fn state(ledger: &Ledger) -> Vec<(String, String)> {
    let read = ledger.read();
    let mut state = Vec::new();
    for table in TABLES
        .iter()
        .filter(|table| table.logged)
        .chain([&SEARCH_KEYS])
    {
        for row in read.rows_as_text(table).unwrap() {
            state.push((table.name.to_owned(), row));
        }
    }
    state
}

/// One operation.
#[derive(Debug, Clone)]
pub(crate) enum Act {
    /// Several things in one go.
    Write(Vec<(u8, usize)>),
    /// Takes back the so manieth newest.
    TakeBack(usize),
}

pub(crate) fn any_operation() -> impl Strategy<Value = Act> {
    prop_oneof![
        5 => prop::collection::vec((0..27_u8, 0..60_usize), 1..5).prop_map(Act::Write),
        1 => (0..12_usize).prop_map(Act::TakeBack),
    ]
}

impl Act {
    /// Whether it changed anything that is logged.
    pub(crate) fn run(&self, kept: &mut Kept) -> bool {
        match self {
            Self::Write(steps) => {
                let name = OperationName::new("any", "");
                let done = kept
                    .ledger
                    .operation(&name, now(), |write| {
                        steps.iter().try_for_each(|(what, n)| act(write, *what, *n))
                    })
                    .unwrap();
                done.changes.fields > 0
            }
            Self::TakeBack(n) => {
                let operations = kept.ledger.read().operations(100).unwrap();
                let standing: Vec<_> = operations.iter().filter(|one| !one.undone).collect();
                let Some(one) = standing.get(n % standing.len().max(1)) else {
                    return false;
                };
                let preview = kept.ledger.read().undo_preview(one.id).unwrap();
                let (_, changes, told) = kept.ledger.undo_operation(one.id, now()).unwrap();
                assert_eq!(preview, told, "what was shown is what was done");
                assert_eq!(changes.fields == 0, told.is_nothing(), "{told:?}");
                changes.fields > 0
            }
        }
    }
}

/// One thing that a coordinator does, to the records that `n` picks.
pub(crate) fn act(write: &Write<'_>, what: u8, n: usize) -> Result<()> {
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
                    basis: String::new(),
                    giver: String::new(),
                    giver_organisation: String::new(),
                    how: String::new(),
                    digest: String::new(),
                    as_of: None,
                })?;
                write.add_imported_row(import, "a row", who, "")
            }
            None => Ok(()),
        },
        16 => match office {
            Some(at) if n.is_multiple_of(3) => write.remove_organisation(at),
            Some(at) => write.save_organisation(at, &organisation(&name, "よみ")),
            None => Ok(()),
        },
        17 => match (held, n % 3) {
            (Some(held), 0) => write.remove_meeting(held.id),
            _ => Ok(()),
        },
        18 => match someone {
            Some(who) => {
                for mut post in write.affiliations_of_person(who)? {
                    if n.is_multiple_of(4) {
                        write.remove_affiliation(post.id)?;
                    } else {
                        post.fields.is_main = n.is_multiple_of(2);
                        post.fields.title.clone_from(&name);
                        write.save_affiliation(post.id, &post.fields)?;
                    }
                }
                Ok(())
            }
            None => Ok(()),
        },
        19 => match held {
            Some(held) => {
                for mut line in write.lines(held.id)? {
                    line.fields.kind = if n.is_multiple_of(2) {
                        LineKind::Decision
                    } else {
                        LineKind::Action
                    };
                    line.fields.speaker = someone;
                    write.save_line(line.id, &line.fields)?;
                    write.move_line(line.id, n % 3)?;
                }
                Ok(())
            }
            None => Ok(()),
        },
        20 => match held {
            Some(held) => {
                for row in write.attendance(held.id)? {
                    if n.is_multiple_of(3) {
                        write.remove_attendance(row.id)?;
                    } else {
                        let mut fields = row.fields;
                        fields.attended = Attended::Proxy;
                        fields.proxy_person = another;
                        write.save_attendance(row.id, &fields)?;
                    }
                }
                Ok(())
            }
            None => Ok(()),
        },
        21 => {
            if n.is_multiple_of(2) {
                for one in write.evidence()? {
                    write.remove_evidence(one.id)?;
                }
            }
            match someone {
                Some(who) => write
                    .add_evidence("1-1", "person", &who.to_string(), &name)
                    .map(|_| ()),
                None => Ok(()),
            }
        }
        22 => match someone {
            Some(who) => write
                .add_coordinator(who, "hub", n.is_multiple_of(2))
                .map(|_| ()),
            None => Ok(()),
        },
        23 => {
            write.add_municipality(&format!("町{}", n % 3), "", n.is_multiple_of(2))?;
            write.set_region(&Region {
                name,
                ..Region::default()
            })
        }
        24 => match write.removed_people()?.first() {
            Some(person) => write.restore_person(person.id),
            None => Ok(()),
        },
        25 => match series.first() {
            Some(one) if n.is_multiple_of(3) => write.remove_series(one.id),
            Some(one) => {
                let mut fields = one.fields.clone();
                fields.host = office;
                fields.aim = name;
                write.save_series(one.id, &fields)
            }
            None => Ok(()),
        },
        _ => match someone {
            Some(who) => write.set_positions(&[Position {
                node: format!("person:{who}"),
                x: f64::from(u32::try_from(n).unwrap()),
                y: 0.5,
                pinned: !n.is_multiple_of(3),
            }]),
            None => Ok(()),
        },
    }
}

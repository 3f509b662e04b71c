//! A colleague's pack beside the ledger: groups with counts that add up, values with who and when, people who may be one.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use ledger::change::Known;
use ledger::share::Dot;
use ledger::share::{Decision, Decisions, Incoming, Looked, Outcome};
use serde_json::Value;

use super::pack::{self, Opened, Pack};
use super::{
    OpenPack, PackCandidate, PackChoice, PackDecision, PackDesk, PackField, PackGroup, PackOutcome,
    PackRow, PackValue, matching,
};
use super::{apart, folder};
use crate::log::words::Teller;
use crate::words::words;
use crate::{Error, Result, Session, request};

/// Tables in the order in which their rows are looked at; all others come after them.
const FIRST: [&str; 6] = [
    "person",
    "affiliation",
    "organisation",
    "municipality",
    "series",
    "meeting",
];

/// What a new person or organisation is introduced by.
const INTRODUCED_BY: [&str; 11] = [
    "corporation",
    "kana",
    "kind",
    "profession",
    "municipality",
    "address",
    "phone",
    "fax",
    "email",
    "reachable_hours",
    "does",
];

/// Shows what taking the pack in would do, with what she has decided so far.
///
/// # Errors
/// `Refused` for a file that is no pack, damaged, sealed otherwise or of a later version, and for decisions that name nothing; `File`.
pub fn open_pack(session: &mut Session, request: OpenPack) -> Result<PackDesk> {
    let opened = open(session, &request.path, request.passphrase.as_deref())?;
    let judged = judge(session, &opened, &request.decisions)?;
    desk(session, &opened, &judged)
}

pub(super) fn open(session: &mut Session, path: &Path, passphrase: Option<&str>) -> Result<Opened> {
    let path = request::place("path", path)?;
    let bytes = pack::read(path)?;
    let known = match passphrase {
        Some(_) => None,
        None => folder::passphrase_for(session, path)?,
    };
    let key = session.ledger_mut()?.share_key()?;
    pack::open(&bytes, &key, passphrase.or(known.as_deref()))
}

/// The pack with all decisions: hers, and what goes without saying.
pub(super) struct Judged {
    pub(super) decisions: Decisions,
    looked: Vec<Looked>,
    candidates: HashMap<String, Vec<PackCandidate>>,
}

/// Those whom the matcher is sure of are the same, those it isn't wait, unless she says otherwise.
pub(super) fn judge(
    session: &mut Session,
    opened: &Opened,
    decided: &[PackDecision],
) -> Result<Judged> {
    let now = session.now.utc;
    let mut decisions = hers(&opened.incoming, decided)?;
    let looked = session
        .ledger_mut()?
        .look(now, &opened.incoming, &Decisions::new())?;
    let mut candidates = matching::candidates(session, &looked)?;
    let contradictions = apart::contradictions(session, &opened.incoming)?;
    apart::wait(
        session,
        &contradictions,
        decided,
        &mut decisions,
        &mut candidates,
    )?;
    for (id, found) in &candidates {
        let key = ("person".to_owned(), id.clone());
        // A choice between two values says nothing of who it is.
        let said = decided.iter().any(|one| {
            let of_whom = matches!(
                one.choice,
                PackChoice::Same | PackChoice::Other | PackChoice::New | PackChoice::Later
            );
            of_whom && one.table == "person" && one.id == *id
        });
        if said {
            continue;
        }
        let decision = match found.as_slice() {
            [one] if one.sure => Decision::Same(one.person.clone()),
            _ => Decision::Later,
        };
        decisions.entry(key).or_default().push(decision);
    }
    let looked = session
        .ledger_mut()?
        .look(now, &opened.incoming, &decisions)?;
    Ok(Judged {
        decisions,
        looked,
        candidates,
    })
}

fn hers(incoming: &Incoming, decided: &[PackDecision]) -> Result<Decisions> {
    let mut decisions = Decisions::new();
    for one in decided {
        let is_there = incoming
            .records
            .iter()
            .any(|record| record.table == one.table && record.id == one.id);
        let with = || {
            one.with
                .clone()
                .ok_or_else(|| Error::refused("decisions", "refused.nobody"))
        };
        if !is_there {
            return Err(Error::refused("decisions", "refused.unknown_id"));
        }
        let decision = match one.choice {
            PackChoice::Theirs => Decision::Theirs(one.field.clone()),
            PackChoice::Mine => Decision::Mine(one.field.clone()),
            PackChoice::Same => Decision::Same(with()?),
            PackChoice::Other => Decision::Other(with()?),
            PackChoice::Later => Decision::Later,
            PackChoice::Open | PackChoice::New => continue,
        };
        let key = (one.table.clone(), one.id.clone());
        decisions.entry(key).or_default().push(decision);
    }
    Ok(decisions)
}

pub(super) fn desk(session: &Session, opened: &Opened, judged: &Judged) -> Result<PackDesk> {
    let teller = Teller::of(session)?;
    for one in &judged.looked {
        teller.tell_also(&one.table, &one.id, known(one));
    }
    let mut rows = Vec::new();
    for one in &judged.looked {
        let outcome = outcome(judged, one);
        if outcome != PackOutcome::Nothing {
            rows.push(row(session, &teller, &opened.pack, judged, one, outcome)?);
        }
    }
    // People before what hangs on them.
    let rank = |table: &str| {
        let first = FIRST.iter().position(|one| *one == table);
        first.unwrap_or(FIRST.len())
    };
    rows.sort_by_key(|row| (row.outcome, rank(&row.table)));
    Ok(PackDesk {
        digest: opened.digest.clone(),
        sender: opened.pack.name.clone(),
        made_at: teller.moment(opened.pack.made_at),
        scope: opened.pack.scope.clone(),
        hand_over: opened.pack.reach.office,
        left_out: opened.pack.left_out.clone(),
        records: u32::try_from(judged.looked.len()).unwrap_or(u32::MAX),
        groups: groups(session, judged),
        rows,
    })
}

/// Every group that has somebody, in the order in which they are looked at.
pub(super) fn groups(session: &Session, judged: &Judged) -> Vec<PackGroup> {
    let mut counts: BTreeMap<PackOutcome, u32> = BTreeMap::new();
    for one in &judged.looked {
        *counts.entry(outcome(judged, one)).or_default() += 1;
    }
    let words = words(session.language());
    counts
        .into_iter()
        .map(|(outcome, count)| PackGroup {
            outcome,
            name: words.get(key(outcome)).to_owned(),
            count,
        })
        .collect()
}

fn key(outcome: PackOutcome) -> &'static str {
    match outcome {
        PackOutcome::Conflict => "pack.outcome.conflict",
        PackOutcome::Perhaps => "pack.outcome.perhaps",
        PackOutcome::New => "pack.outcome.new",
        PackOutcome::Changed => "pack.outcome.changed",
        PackOutcome::Deleted => "pack.outcome.deleted",
        PackOutcome::Kept => "pack.outcome.kept",
        PackOutcome::Held => "pack.outcome.held",
        PackOutcome::Later => "pack.outcome.later",
        PackOutcome::Forgotten => "pack.outcome.forgotten",
        PackOutcome::Nothing => "pack.outcome.nothing",
    }
}

fn outcome(judged: &Judged, one: &Looked) -> PackOutcome {
    match one.outcome {
        Outcome::New => PackOutcome::New,
        Outcome::Changed => PackOutcome::Changed,
        Outcome::Conflict => PackOutcome::Conflict,
        Outcome::Deleted => PackOutcome::Deleted,
        Outcome::Kept => PackOutcome::Kept,
        Outcome::Nothing => PackOutcome::Nothing,
        Outcome::Held => PackOutcome::Held,
        Outcome::Later if judged.candidates.contains_key(&one.id) => PackOutcome::Perhaps,
        Outcome::Later => PackOutcome::Later,
        Outcome::Forgotten => PackOutcome::Forgotten,
    }
}

/// What the pack says of a record, for its name and for the names of what refers to it.
fn known(one: &Looked) -> Known {
    let mut fields = BTreeMap::new();
    for (name, value) in &one.theirs {
        let value = value.get(0).unwrap_or(value);
        if let Some(text) = plain(value) {
            fields.insert((*name).to_owned(), text);
        }
    }
    Known {
        is_there: false,
        fields,
    }
}

fn plain(value: &Value) -> Option<String> {
    match value {
        Value::Null | Value::Object(_) => None,
        Value::Bool(yes) => Some(i64::from(*yes).to_string()),
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) => Some(text.clone()),
        Value::Array(several) => several.first().and_then(plain),
    }
}

fn row(
    session: &Session,
    teller: &Teller<'_>,
    pack: &Pack,
    judged: &Judged,
    one: &Looked,
    outcome: PackOutcome,
) -> Result<PackRow> {
    let mut fields = Vec::new();
    for field in &one.fields {
        let told = |side: &Option<(Value, Dot)>| {
            side.as_ref().map_or_else(
                || Ok(PackValue::default()),
                |(value, dot)| {
                    told(
                        session,
                        teller,
                        Some(pack),
                        (&one.table, field.name),
                        value,
                        *dot,
                    )
                },
            )
        };
        fields.push(PackField {
            field: field.name.to_owned(),
            label: teller.column(&one.table, field.name),
            mine: told(&field.mine)?,
            theirs: told(&field.theirs)?,
            conflict: field.is_conflict,
        });
    }
    if outcome == PackOutcome::New && matches!(one.table.as_str(), "person" | "organisation") {
        let said = known(one).fields;
        fields.extend(INTRODUCED_BY.into_iter().filter_map(|field| {
            let value = said.get(field).filter(|value| !value.is_empty())?;
            Some(PackField {
                field: field.to_owned(),
                label: teller.column(&one.table, field),
                mine: PackValue::default(),
                theirs: PackValue {
                    value: teller.value(&one.table, field, value),
                    ..PackValue::default()
                },
                conflict: false,
            })
        }));
    }
    Ok(PackRow {
        record: teller.record(&one.table, &one.id),
        name: teller.name(&one.table, &one.id),
        table: one.table.clone(),
        id: one.id.clone(),
        outcome,
        is_deleted_there: one.is_deleted_there,
        is: one.is.clone(),
        fields,
        candidates: judged.candidates.get(&one.id).cloned().unwrap_or_default(),
    })
}

/// A value with who wrote it and when. Whose a device is the pack says, or the ledger knows.
pub(super) fn told(
    session: &Session,
    teller: &Teller<'_>,
    pack: Option<&Pack>,
    (table, field): (&str, &str),
    value: &Value,
    dot: Dot,
) -> Result<PackValue> {
    let read = session.ledger()?.read();
    let device = dot.device.to_string();
    let who = match pack.and_then(|pack| pack.devices.get(&device)) {
        Some(name) if !name.is_empty() => name.clone(),
        Some(_) | None if read.is_own_device(dot.device)? => teller.me().to_owned(),
        Some(_) | None => read.device_name(dot.device)?,
    };
    let value = plain(value).unwrap_or_default();
    Ok(PackValue {
        value: if value.is_empty() {
            value
        } else {
            teller.value(table, field, &value)
        },
        who,
        at: teller.moment(dot.stamp.time()),
    })
}

//! 別人: whom she keeps apart no pack makes one. The colleague did, not knowing of it: she is asked, and until then both stay two.

use std::collections::{HashMap, HashSet};

use ledger::share::{Decision, Decisions, Incoming, LIFE};
use serde_json::Value;

use super::{PackCandidate, PackChoice, PackDecision};
use crate::words::words;
use crate::{Result, Session};

/// Two of hers whom an edge of the pack would make one.
pub(super) struct Contradiction {
    /// The records as the pack names them: the one that became part of the other.
    gone: String,
    kept: String,
    /// The other one as the ledger has it.
    other: String,
}

pub(super) fn contradictions(session: &Session, incoming: &Incoming) -> Result<Vec<Contradiction>> {
    let read = session.ledger()?.read();
    let apart: HashSet<(String, String)> = read
        .distinct_pairs()?
        .into_iter()
        .map(|pair| (pair.a.to_string(), pair.b.to_string()))
        .collect();
    if apart.is_empty() {
        return Ok(Vec::new());
    }
    let part_of: HashMap<String, String> = read
        .merged()?
        .into_iter()
        .map(|one| (one.id, one.kept))
        .collect();
    let here = |id: &str| {
        let mut at = id.to_owned();
        while let Some(kept) = part_of.get(&at) {
            at.clone_from(kept);
        }
        at
    };
    let mut found = Vec::new();
    for record in incoming.records.iter().filter(|one| one.table == "merged") {
        let entries = |field: &str| {
            let register = record.state.fields.get(field);
            register.into_iter().flat_map(|register| &register.entries)
        };
        if !entries(LIFE).any(|entry| entry.value == Value::Bool(true)) {
            continue;
        }
        for kept in entries("kept").filter_map(|entry| entry.value.as_str()) {
            let (gone, other) = (here(&record.id), here(kept));
            if apart.contains(&(gone.clone().min(other.clone()), gone.max(other.clone()))) {
                found.push(Contradiction {
                    gone: record.id.clone(),
                    kept: kept.to_owned(),
                    other,
                });
            }
        }
    }
    Ok(found)
}

/// What waits for her word, unless she says that they are one.
pub(super) fn wait(
    session: &Session,
    contradictions: &[Contradiction],
    decided: &[PackDecision],
    decisions: &mut Decisions,
    candidates: &mut HashMap<String, Vec<PackCandidate>>,
) -> Result<()> {
    let read = session.ledger()?.read();
    for one in contradictions {
        let name = match one.other.parse() {
            Ok(id) => read.person_name_even_removed(id)?,
            Err(_) => None,
        };
        candidates.insert(
            one.gone.clone(),
            vec![PackCandidate {
                person: one.other.clone(),
                name: name.unwrap_or_default(),
                sure: false,
                reasons: vec![words(session.language()).get("pack.known_apart").to_owned()],
            }],
        );
        let are_one = decided.iter().any(|said| {
            said.choice == PackChoice::Same
                && said.table == "person"
                && (said.id == one.gone || said.id == one.kept)
        });
        if are_one {
            continue;
        }
        for (table, id) in [
            ("merged", &one.gone),
            ("person", &one.gone),
            ("person", &one.kept),
        ] {
            decisions
                .entry((table.to_owned(), id.clone()))
                .or_default()
                .push(Decision::Later);
        }
    }
    Ok(())
}

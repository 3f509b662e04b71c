//! People already in the ledger who may be one.

use std::collections::{BTreeMap, HashMap, HashSet};

use ledger::PersonId;

use super::{DuplicateGroup, DuplicatePair, DuplicatePerson, Duplicates};
use crate::people::{index, reason_words};
use crate::words::words;
use crate::{Nothing, Result, Session};

/// More groups than these nobody looks through in one go: the likeliest come first.
const MOST: usize = 500;

/// Groups of people who may be one, the likeliest first; never two whom she knows to be two.
///
/// # Errors
/// Of the ledger.
pub fn duplicates(session: &mut Session, _request: Nothing) -> Result<Duplicates> {
    let doubles = index(session)?.doubles();
    let words = words(session.language());
    let read = session.ledger()?.read();
    let apart: HashSet<(PersonId, PersonId)> = read
        .distinct_pairs()?
        .into_iter()
        .map(|pair| (pair.a, pair.b))
        .collect();
    let mut groups: Vec<Vec<(PersonId, PersonId, Vec<String>)>> = Vec::new();
    let mut of: HashMap<PersonId, usize> = HashMap::new();
    for double in doubles {
        let (Ok(a), Ok(b)) = (
            double.ids.0.parse::<PersonId>(),
            double.ids.1.parse::<PersonId>(),
        ) else {
            continue;
        };
        if apart.contains(&(a.min(b), a.max(b))) {
            continue;
        }
        let group = match (of.get(&a).copied(), of.get(&b).copied()) {
            (Some(one), Some(other)) if one != other => {
                // Two groups that this pair joins: the likelier one takes the other in.
                let (stays, goes) = (one.min(other), one.max(other));
                let moved = groups.get_mut(goes).map(std::mem::take).unwrap_or_default();
                for (a, b, _) in &moved {
                    of.insert(*a, stays);
                    of.insert(*b, stays);
                }
                if let Some(group) = groups.get_mut(stays) {
                    group.extend(moved);
                }
                stays
            }
            (Some(group), _) | (None, Some(group)) => group,
            (None, None) => {
                groups.push(Vec::new());
                groups.len() - 1
            }
        };
        of.insert(a, group);
        of.insert(b, group);
        if let Some(group) = groups.get_mut(group) {
            group.push((a, b, reason_words(words, &double.reasons)));
        }
    }
    let today = session.now.today;
    let mut told = Vec::new();
    for pairs in groups
        .into_iter()
        .filter(|pairs| !pairs.is_empty())
        .take(MOST)
    {
        let mut people: BTreeMap<PersonId, DuplicatePerson> = BTreeMap::new();
        for id in pairs.iter().flat_map(|(a, b, _)| [*a, *b]) {
            if people.contains_key(&id) {
                continue;
            }
            let row = read.person_row(id, today)?;
            let post = [row.organisation, row.title];
            let post: Vec<String> = post.into_iter().flatten().collect();
            people.insert(
                id,
                DuplicatePerson {
                    id: id.to_string(),
                    name: row.name,
                    post: post.join(" "),
                },
            );
        }
        told.push(DuplicateGroup {
            people: people.into_values().collect(),
            pairs: pairs
                .into_iter()
                .map(|(a, b, reasons)| DuplicatePair {
                    a: a.to_string(),
                    b: b.to_string(),
                    reasons,
                })
                .collect(),
        });
    }
    Ok(Duplicates { groups: told })
}

//! People already in the ledger who may be one.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};

use exchange::matching::Reason;
use ledger::PersonId;
use ledger::affiliation::Affiliation;
use ledger::person::Person;

use super::people::compared;
use super::{DuplicateGroup, DuplicatePair, DuplicatePerson, Duplicates};
use crate::log::words::Teller;
use crate::people::{self, index, reason_words};
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
    let mut groups: Vec<Vec<(PersonId, PersonId, Vec<Reason>)>> = Vec::new();
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
            group.push((a, b, double.reasons));
        }
    }
    let today = session.now.today;
    let teller = Teller::of(session)?;
    groups.retain(|pairs| !pairs.is_empty());
    let more = groups.len().saturating_sub(MOST);
    let mut told = Vec::new();
    for pairs in groups.into_iter().take(MOST) {
        let mut people: BTreeMap<PersonId, Somebody> = BTreeMap::new();
        for id in pairs.iter().flat_map(|(a, b, _)| [*a, *b]) {
            if let Entry::Vacant(place) = people.entry(id) {
                place.insert(Somebody::read(session, id)?);
            }
        }
        let pairs = pairs.into_iter().filter_map(|(a, b, reasons)| {
            let (one, other) = (people.get(&a)?, people.get(&b)?);
            let both = [&one.person, &other.person];
            let posts = [one.posts.as_slice(), other.posts.as_slice()];
            Some(DuplicatePair {
                a: a.to_string(),
                b: b.to_string(),
                reasons: reason_words(words, &reasons, &one.told.name, &other.told.name),
                fields: compared(&teller, today, both, posts),
            })
        });
        told.push(DuplicateGroup {
            pairs: pairs.collect(),
            people: people.into_values().map(|one| one.told).collect(),
        });
    }
    Ok(Duplicates {
        groups: told,
        more: u32::try_from(more).unwrap_or(u32::MAX),
    })
}

/// One of a group.
struct Somebody {
    person: Person,
    posts: Vec<Affiliation>,
    told: DuplicatePerson,
}

impl Somebody {
    fn read(session: &Session, id: PersonId) -> Result<Self> {
        let read = session.ledger()?.read();
        let (style, today) = (session.style(), session.today());
        let is_coordinator = people::coordinators(&read)?.contains(&id);
        let row = people::list_row(style, today, is_coordinator, read.person_row(id, today)?);
        let post = [row.organisation, row.title];
        let post: Vec<String> = post.into_iter().filter(|part| !part.is_empty()).collect();
        Ok(Self {
            person: read.person(id)?,
            posts: read.affiliations_of_person(id)?,
            told: DuplicatePerson {
                id: id.to_string(),
                name: row.name,
                kana: row.kana,
                group: row.group,
                post: post.join(" "),
            },
        })
    }
}

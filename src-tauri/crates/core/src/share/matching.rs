//! People of a pack who may be people of the ledger: the same engine as for contact files.

use std::collections::{HashMap, HashSet};

use exchange::matching::Judgement;
use exchange::{ForeignPerson, Phone, PhoneKind};
use ledger::share::{Looked, Outcome};
use serde_json::Value;

use super::PackCandidate;
use crate::people::{index, reason_words};
use crate::vocabulary as lists;
use crate::words::words;
use crate::{Result, Session};

/// For each new person of the pack by id: who it may be. A sure one stands alone. Whom the pack has beside the new one its sender
/// keeps apart from them: that is asked, however alike they are.
pub(super) fn candidates(
    session: &mut Session,
    looked: &[Looked],
) -> Result<HashMap<String, Vec<PackCandidate>>> {
    let organisations = organisations_of(looked);
    let mut people: Vec<(String, ForeignPerson)> = Vec::new();
    for one in looked {
        if one.table == "person" && one.outcome == Outcome::New && one.is.is_none() {
            let organisation = organisations.get(&one.id).cloned().unwrap_or_default();
            people.push((one.id.clone(), foreign(one, organisation)));
        }
    }
    if people.is_empty() {
        return Ok(HashMap::new());
    }
    let told: HashSet<&str> = looked
        .iter()
        .filter(|one| one.table == "person")
        .flat_map(|one| [Some(one.id.as_str()), one.is.as_deref()])
        .flatten()
        .collect();
    let index = index(session)?;
    let rows: Vec<(String, &ForeignPerson)> = people
        .iter()
        .map(|(id, person)| (id.clone(), person))
        .collect();
    let judged = index.judge_all(&rows);
    let words = words(session.language());
    let read = session.ledger()?.read();
    let mut found = HashMap::new();
    for ((id, person), judgement) in people.iter().zip(judged) {
        let (all, sure) = match judgement {
            Judgement::New => continue,
            Judgement::Same { id, reasons } => (vec![(id, reasons)], true),
            Judgement::Doubtful { candidates } => (candidates, false),
        };
        let mut candidates = Vec::new();
        for (known, reasons) in all {
            // Two of one pack: their sender keeps them apart.
            let Ok(known_id) = known.parse() else {
                continue;
            };
            let Some(name) = read.person_name_even_removed(known_id)? else {
                continue;
            };
            candidates.push(PackCandidate {
                reasons: reason_words(words, &reasons, &person.name, &name),
                name,
                sure: sure && !told.contains(known.as_str()),
                person: known,
            });
        }
        if !candidates.is_empty() {
            found.insert(id.clone(), candidates);
        }
    }
    Ok(found)
}

/// The names of a person's organisations in the pack, the main one or the latest.
fn organisations_of(looked: &[Looked]) -> HashMap<String, String> {
    let names: HashMap<&str, &str> = looked
        .iter()
        .filter(|one| one.table == "organisation")
        .flat_map(|one| {
            let name = text(one, "name");
            [
                Some((one.id.as_str(), name)),
                one.is.as_deref().map(|is| (is, name)),
            ]
        })
        .flatten()
        .collect();
    let mut of: HashMap<String, (bool, String)> = HashMap::new();
    for post in looked.iter().filter(|one| one.table == "affiliation") {
        let main = value(post, "is_main").and_then(Value::as_i64) == Some(1);
        let name = names
            .get(text(post, "organisation"))
            .copied()
            .unwrap_or_default();
        let person = text(post, "person").to_owned();
        let known = of.entry(person).or_insert((main, name.to_owned()));
        if main && !known.0 {
            *known = (main, name.to_owned());
        }
    }
    of.into_iter().map(|(id, (_, name))| (id, name)).collect()
}

fn value<'a>(one: &'a Looked, field: &str) -> Option<&'a Value> {
    let found = one.theirs.iter().find(|(name, _)| *name == field);
    found.map(|(_, value)| value)
}

fn text<'a>(one: &'a Looked, field: &str) -> &'a str {
    value(one, field)
        .and_then(Value::as_str)
        .unwrap_or_default()
}

fn foreign(one: &Looked, organisation: String) -> ForeignPerson {
    let name = |at: usize| {
        let name = value(one, "name").and_then(|name| name.get(at)?.as_str());
        name.unwrap_or_default().to_owned()
    };
    let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let phone = |field: &str, kind| filled(text(one, field)).map(|typed| Phone { typed, kind });
    ForeignPerson {
        name: name(0),
        family: name(1),
        given: name(2),
        kana: text(one, "kana").to_owned(),
        organisation,
        profession: lists::professions().name(
            crate::session::Language::Ja,
            value(one, "profession").and_then(Value::as_str),
        ),
        emails: filled(text(one, "email")).into_iter().collect(),
        phones: [
            phone("phone", PhoneKind::Work),
            phone("mobile", PhoneKind::Mobile),
            phone("fax", PhoneKind::Fax),
        ]
        .into_iter()
        .flatten()
        .collect(),
        ..ForeignPerson::default()
    }
}

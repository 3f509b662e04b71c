//! The fields of two people beside each other: which comes on top, and what is kept of the other.

use std::collections::HashMap;

use japanese::key;
use ledger::person::{Consent, PersonFields};

use super::{From, MergeChoice};
use crate::import::Relation;
use crate::{Error, Result};

/// The fields that are chosen between, in the order in which they are shown. `name` goes with its parts, `consent` with its day;
/// `post` is whose main post stays the main one.
pub(super) const FIELDS: [&str; 17] = [
    "name",
    "kana",
    "post",
    "profession",
    "email",
    "mobile",
    "phone",
    "fax",
    "municipality",
    "side",
    "preferred_way",
    "reachable_hours",
    "does",
    "key_person",
    "consent",
    "note",
    "manner",
];

/// Texts that can stand one below the other.
const TEXTS: [&str; 4] = ["reachable_hours", "does", "note", "manner"];

/// Fields whose other value is kept behind the one on top. A private remark never is: it has no place that is as private.
const KEPT: [&str; 14] = [
    "name",
    "kana",
    "profession",
    "email",
    "mobile",
    "phone",
    "fax",
    "municipality",
    "side",
    "preferred_way",
    "reachable_hours",
    "does",
    "consent",
    "note",
];

/// Between what of a field she can choose: of two values only.
pub(super) fn choices(field: &str, relation: Relation) -> Vec<From> {
    match relation {
        Relation::Same | Relation::OnlyTheirs | Relation::OnlyOurs => Vec::new(),
        Relation::Variant | Relation::Differs if TEXTS.contains(&field) => {
            vec![From::A, From::B, From::Both]
        }
        Relation::Variant | Relation::Differs => vec![From::A, From::B],
    }
}

/// Whether what isn't on top stays: behind it, or, of a post, beside it.
pub(super) fn keeps(field: &str) -> bool {
    field == "post" || KEPT.contains(&field)
}

/// The value of a field as it is stored; empty when there is none.
pub(super) fn raw(fields: &PersonFields, field: &str) -> String {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    match field {
        "name" => fields.name.clone(),
        "kana" => fields.kana.clone(),
        "profession" => text(&fields.profession),
        "email" => fields.email.clone(),
        "mobile" => fields.mobile.clone(),
        "phone" => fields.phone.clone(),
        "fax" => fields.fax.clone(),
        "municipality" => fields
            .municipality
            .map(|id| id.to_string())
            .unwrap_or_default(),
        "side" => fields
            .side
            .map(|side| side.as_str().to_owned())
            .unwrap_or_default(),
        "preferred_way" => text(&fields.preferred_way),
        "reachable_hours" => fields.reachable_hours.clone(),
        "does" => fields.does.clone(),
        "key_person" if fields.key_person => "1".to_owned(),
        "consent" if fields.consent != Consent::Unknown => fields.consent.as_str().to_owned(),
        "note" => fields.note.clone(),
        "manner" => fields.manner.clone(),
        _ => String::new(),
    }
}

/// How two values of a field are to each other; `None` when there is neither.
pub(super) fn relation(field: &str, a: &str, b: &str) -> Option<Relation> {
    Some(match (a.trim().is_empty(), b.trim().is_empty()) {
        (true, true) => return None,
        (false, true) => Relation::OnlyTheirs,
        (true, false) => Relation::OnlyOurs,
        (false, false) if a == b => Relation::Same,
        (false, false) if alike(field, a, b) => Relation::Variant,
        (false, false) => Relation::Differs,
    })
}

fn alike(field: &str, a: &str, b: &str) -> bool {
    match field {
        "email" => key::email(a).is_some() && key::email(a) == key::email(b),
        "mobile" | "phone" | "fax" => key::phone(a).is_some() && key::phone(a) == key::phone(b),
        "kana" => key::kana(a) == key::kana(b),
        "name" => key::name(a) == key::name(b),
        _ => key::fold(a) == key::fold(b),
    }
}

/// What comes on top unless she says otherwise: what there is, of two the first, and nothing of a text is dropped. Of two
/// consents the later one, else the narrower.
pub(super) fn proposed(field: &str, a: &PersonFields, b: &PersonFields) -> From {
    let (of_a, of_b) = (raw(a, field), raw(b, field));
    if of_a.trim().is_empty() && !of_b.trim().is_empty() {
        return From::B;
    }
    if of_b.trim().is_empty() || of_a == of_b {
        return From::A;
    }
    if TEXTS.contains(&field) {
        return From::Both;
    }
    if field == "consent" {
        let width = |consent| match consent {
            Consent::No => 0,
            Consent::WorkplaceOnly => 1,
            Consent::Yes => 2,
            Consent::Unknown => 3,
        };
        let later = b.consent_on > a.consent_on;
        let narrower = a.consent_on == b.consent_on && width(b.consent) < width(a.consent);
        if later || narrower {
            return From::B;
        }
    }
    From::A
}

/// Her choices over what is proposed.
///
/// # Errors
/// `Refused` when a field is named that there is none of.
pub(super) fn chosen(
    a: &PersonFields,
    b: &PersonFields,
    choices: &[MergeChoice],
) -> Result<HashMap<&'static str, From>> {
    let mut chosen: HashMap<&'static str, From> = FIELDS
        .iter()
        .map(|field| (*field, proposed(field, a, b)))
        .collect();
    for choice in choices {
        let field = FIELDS.iter().find(|field| **field == choice.field);
        let Some(field) = field else {
            return Err(Error::refused("field", "refused.no_such_field"));
        };
        chosen.insert(field, choice.from);
    }
    Ok(chosen)
}

/// The fields of both in one, and what is kept behind them: field and value.
pub(super) fn joined(
    a: &PersonFields,
    b: &PersonFields,
    chosen: &HashMap<&'static str, From>,
) -> (PersonFields, Vec<(&'static str, String)>) {
    let mut fields = a.clone();
    let mut behind = Vec::new();
    for field in FIELDS {
        let from = chosen.get(field).copied().unwrap_or(From::A);
        let (of_a, of_b) = (raw(a, field), raw(b, field));
        let other = match from {
            From::B => {
                take(&mut fields, b, field);
                of_a
            }
            From::Both if TEXTS.contains(&field) => {
                lay(&mut fields, field, below(&of_a, &of_b));
                String::new()
            }
            From::A | From::Both => of_b,
        };
        let top = raw(&fields, field);
        // The same number typed otherwise is the same; a name in other kanji isn't.
        let same = other == top || field != "name" && alike(field, &other, &top);
        if KEPT.contains(&field) && !other.trim().is_empty() && !same {
            behind.push((field, other));
        }
    }
    let family = match chosen.get("name") {
        Some(From::B) => &a.family,
        Some(From::A | From::Both) | None => &b.family,
    };
    if !family.trim().is_empty() && key::name(family) != key::name(&fields.family) {
        behind.push(("family", family.clone()));
    }
    (fields, behind)
}

fn below(a: &str, b: &str) -> String {
    let known: Vec<&str> = a.lines().map(str::trim).collect();
    let mut text = a.trim_end().to_owned();
    for line in b.lines().filter(|line| !known.contains(&line.trim())) {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(line);
    }
    text
}

fn lay(fields: &mut PersonFields, field: &str, text: String) {
    match field {
        "reachable_hours" => fields.reachable_hours = text,
        "does" => fields.does = text,
        "note" => fields.note = text,
        "manner" => fields.manner = text,
        _ => {}
    }
}

fn take(fields: &mut PersonFields, from: &PersonFields, field: &str) {
    match field {
        "name" => {
            fields.name.clone_from(&from.name);
            fields.family.clone_from(&from.family);
            fields.given.clone_from(&from.given);
        }
        "kana" => fields.kana.clone_from(&from.kana),
        "profession" => fields.profession.clone_from(&from.profession),
        "email" => fields.email.clone_from(&from.email),
        "mobile" => fields.mobile.clone_from(&from.mobile),
        "phone" => fields.phone.clone_from(&from.phone),
        "fax" => fields.fax.clone_from(&from.fax),
        "municipality" => fields.municipality = from.municipality,
        "side" => fields.side = from.side,
        "preferred_way" => fields.preferred_way.clone_from(&from.preferred_way),
        "key_person" => fields.key_person = from.key_person,
        "consent" => {
            fields.consent = from.consent;
            fields.consent_on = from.consent_on;
        }
        _ => lay(fields, field, raw(from, field)),
    }
}

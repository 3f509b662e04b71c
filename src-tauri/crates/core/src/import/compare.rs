//! A row beside a person who it might be, field by field.

use exchange::ForeignPerson;
use japanese::key;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::cards::{Card, words};
use super::facts::Told;
use crate::session::Language;
use crate::vocabulary::{Term as _, professions};

/// How two values are to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    Same,
    /// The same, written otherwise: 髙／高, (株)／株式会社.
    Variant,
    Differs,
    OnlyTheirs,
    OnlyOurs,
}

/// One field of a comparison; a field that neither side has isn't given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Compared {
    /// `name`, `kana`, `post`, `profession`, `email`, `mobile`, `phone`, `fax`.
    pub field: String,
    /// In words.
    pub label: String,
    /// What the file says, or the other person's card.
    pub theirs: String,
    /// What the ledger says.
    pub ours: String,
    pub relation: Relation,
}

/// A field on one side: what is shown of it, and what is compared, in any order.
#[derive(Debug, Default, Clone)]
pub(crate) struct Side {
    pub(crate) shown: String,
    pub(crate) keys: Vec<String>,
}

/// The fields in the order in which they are shown; both sides give them in this order.
pub(crate) const FIELDS: [&str; 8] = [
    "name",
    "kana",
    "post",
    "profession",
    "email",
    "mobile",
    "phone",
    "fax",
];

/// The fields of a card.
pub(super) fn of_card(card: &Card, today: chrono::NaiveDate, language: Language) -> [Side; 8] {
    let fields = &card.fields;
    let also = |field: &str, top: &str| -> Vec<String> {
        let further = card
            .former
            .iter()
            .filter(|one| one.field == field && one.until.is_none())
            .map(|one| one.value.clone());
        std::iter::once(top.to_owned())
            .chain(further)
            .filter(|value| !value.trim().is_empty())
            .collect()
    };
    let posts: Vec<&super::cards::Post> = card
        .posts
        .iter()
        .filter(|post| post.holds_on(today))
        .collect();
    let place = Side {
        shown: posts
            .iter()
            .map(|post| post.words())
            .collect::<Vec<_>>()
            .join("、"),
        keys: posts.iter().map(|post| post.key.clone()).collect(),
    };
    [
        one(&fields.name, key::name),
        one(&fields.kana, key::kana),
        place,
        profession(fields.profession.as_deref(), "", language),
        list(also("email", &fields.email), key::email),
        list(also("mobile", &fields.mobile), key::phone),
        list(also("phone", &fields.phone), key::phone),
        list(also("fax", &fields.fax), key::phone),
    ]
}

/// The fields of a row.
pub(super) fn of_row(foreign: &ForeignPerson, told: &Told, language: Language) -> [Side; 8] {
    let fields = &told.fields;
    let also = |field: &str, top: &str| -> Vec<String> {
        let further = told.also.iter().filter(|(of, _)| *of == field);
        std::iter::once(top.to_owned())
            .chain(further.map(|(_, value)| value.clone()))
            .filter(|value| !value.trim().is_empty())
            .collect()
    };
    let place = Side {
        shown: words([&foreign.organisation, &foreign.department, &foreign.title]),
        keys: Some(key::organisation(&foreign.organisation))
            .filter(|key| !key.is_empty())
            .into_iter()
            .collect(),
    };
    [
        one(&fields.name, key::name),
        one(&fields.kana, key::kana),
        place,
        profession(fields.profession.as_deref(), &foreign.profession, language),
        list(also("email", &fields.email), key::email),
        list(also("mobile", &fields.mobile), key::phone),
        list(also("phone", &fields.phone), key::phone),
        list(also("fax", &fields.fax), key::phone),
    ]
}

fn one(value: &str, key: fn(&str) -> String) -> Side {
    Side {
        shown: value.trim().to_owned(),
        keys: Some(key(value))
            .filter(|key| !key.is_empty())
            .into_iter()
            .collect(),
    }
}

fn list(values: Vec<String>, key: fn(&str) -> Option<String>) -> Side {
    Side {
        keys: values.iter().filter_map(|value| key(value)).collect(),
        shown: values.join("、"),
    }
}

fn profession(id: Option<&str>, words: &str, language: Language) -> Side {
    match id {
        Some(id) => Side {
            shown: professions()
                .get(id)
                .map_or(id, |known| known.name(language))
                .to_owned(),
            keys: vec![id.to_owned()],
        },
        None => one(words, key::fold),
    }
}

/// Both sides beside each other.
pub(crate) fn compared(
    theirs: &[Side; 8],
    ours: &[Side; 8],
    label: impl Fn(&str) -> String,
) -> Vec<Compared> {
    FIELDS
        .iter()
        .zip(theirs.iter().zip(ours))
        .filter_map(|(field, (theirs, ours))| {
            let relation = relation(theirs, ours)?;
            Some(Compared {
                field: (*field).to_owned(),
                label: label(field),
                theirs: theirs.shown.clone(),
                ours: ours.shown.clone(),
                relation,
            })
        })
        .collect()
}

fn relation(theirs: &Side, ours: &Side) -> Option<Relation> {
    Some(match (theirs.shown.is_empty(), ours.shown.is_empty()) {
        (true, true) => return None,
        (false, true) => Relation::OnlyTheirs,
        (true, false) => Relation::OnlyOurs,
        (false, false) if theirs.shown == ours.shown => Relation::Same,
        (false, false) if theirs.keys.iter().any(|key| ours.keys.contains(key)) => {
            Relation::Variant
        }
        (false, false) => Relation::Differs,
    })
}

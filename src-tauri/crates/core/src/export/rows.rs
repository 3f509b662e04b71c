//! Who is in a list that is given out, and what of them.

use std::collections::HashMap;

use exchange::{ForeignPerson, Phone, PhoneKind};
use ledger::person::{Consent, Person};
use ledger::schema::tables::{Privacy, privacy};

use crate::vocabulary::{Term as _, contact_ways, professions};
use crate::{Result, Session};

/// The columns of the list in their order: word, and the table and column of the ledger they come from.
pub(super) const COLUMNS: [(&str, &str, &str); 13] = [
    ("name", "person", "name"),
    ("kana", "person", "kana"),
    ("profession", "person", "profession"),
    ("organisation", "organisation", "name"),
    ("department", "affiliation", "department"),
    ("title", "affiliation", "title"),
    ("municipality", "municipality", "name"),
    ("phone", "person", "phone"),
    ("mobile", "person", "mobile"),
    ("fax", "person", "fax"),
    ("email", "person", "email"),
    ("way", "person", "preferred_way"),
    ("hours", "person", "reachable_hours"),
];

/// Where the workplace stands in [`COLUMNS`].
const ORGANISATION: usize = 3;

/// People in the order of their readings.
pub(super) struct Rows {
    pub(super) rows: Vec<Row>,
    /// Which of [`COLUMNS`] there are.
    pub(super) columns: Vec<bool>,
    /// How many have not agreed.
    pub(super) left_out: u32,
}

pub(super) struct Row {
    /// Of the columns that there are.
    pub(super) cells: Vec<String>,
    /// The workplace and its reading.
    pub(super) organisation: (String, String),
    /// The same as a card has it.
    pub(super) card: ForeignPerson,
}

impl Rows {
    /// Place of the workplace among the columns that there are.
    pub(super) fn organisation_column(&self) -> Option<usize> {
        let there = self.columns.get(ORGANISATION).copied().unwrap_or_default();
        there.then(|| {
            self.columns
                .iter()
                .take(ORGANISATION)
                .filter(|c| **c)
                .count()
        })
    }
}

/// Reads them. `own_use`: also those whose consent is unknown, and what stays in the office.
///
/// # Errors
/// Of the ledger.
pub(super) fn rows(session: &Session, own_use: bool) -> Result<Rows> {
    let language = session.language();
    let today = session.now.today;
    let read = session.ledger()?.read();
    let all = read.all_people()?;
    let municipalities: HashMap<_, _> = read
        .municipalities()?
        .into_iter()
        .map(|municipality| (municipality.id, municipality.name))
        .collect();
    let readings: HashMap<_, _> = read
        .all_organisations()?
        .into_iter()
        .map(|organisation| (organisation.id, organisation.fields.kana))
        .collect();
    let total = all.len();
    let columns: Vec<bool> = COLUMNS
        .iter()
        .map(|(_, table, column)| may_stand(own_use, privacy(table, column)))
        .collect();
    let mut rows = Vec::new();
    for person in all.into_iter().filter(|person| listed(person, own_use)) {
        let post = read.post_on(person.id, today)?;
        let fields = person.fields;
        let own = |text: String| {
            if fields.consent == Consent::WorkplaceOnly {
                String::new()
            } else {
                text
            }
        };
        let place = post.map(|post| {
            let reading = readings.get(&post.fields.organisation).cloned();
            (
                post.organisation_name,
                reading.unwrap_or_default(),
                post.fields.department,
                post.fields.title,
            )
        });
        let (organisation, reading, department, title) = place.unwrap_or_default();
        let profession = fields
            .profession
            .as_deref()
            .and_then(|id| professions().get(id));
        let way = fields
            .preferred_way
            .as_deref()
            .and_then(|id| contact_ways().get(id));
        let municipality = fields
            .municipality
            .and_then(|id| municipalities.get(&id).cloned());
        let values = [
            fields.name,
            fields.kana,
            profession
                .map_or("", |known| known.name(language))
                .to_owned(),
            organisation.clone(),
            department,
            title,
            municipality.unwrap_or_default(),
            fields.phone,
            own(fields.mobile),
            fields.fax,
            own(fields.email),
            way.map_or("", |known| known.name(language)).to_owned(),
            fields.reachable_hours,
        ];
        let card = card(&values, &columns, fields.family, fields.given);
        rows.push(Row {
            cells: kept(values, &columns),
            organisation: (organisation, reading),
            card,
        });
    }
    rows.sort_by_cached_key(|row| japanese::key::kana(&row.card.kana));
    let left_out = u32::try_from(total - rows.len()).unwrap_or(u32::MAX);
    Ok(Rows {
        rows,
        columns,
        left_out,
    })
}

/// What of the values a card has a place for, and may hold.
fn card(
    values: &[String; COLUMNS.len()],
    columns: &[bool],
    family: String,
    given: String,
) -> ForeignPerson {
    let value = |word: &str| {
        COLUMNS
            .iter()
            .zip(values.iter().zip(columns))
            .find(|((own, _, _), (_, there))| *own == word && **there)
            .map(|(_, (value, _))| value.trim().to_owned())
            .unwrap_or_default()
    };
    let phones = [
        ("phone", PhoneKind::Work),
        ("mobile", PhoneKind::Mobile),
        ("fax", PhoneKind::Fax),
    ];
    ForeignPerson {
        name: value("name"),
        family,
        given,
        kana: value("kana"),
        organisation: value("organisation"),
        department: value("department"),
        title: value("title"),
        profession: value("profession"),
        emails: Some(value("email"))
            .into_iter()
            .filter(|email| !email.is_empty())
            .collect(),
        phones: phones
            .into_iter()
            .map(|(word, kind)| Phone {
                typed: value(word),
                kind,
            })
            .filter(|phone| !phone.typed.is_empty())
            .collect(),
        ..ForeignPerson::default()
    }
}

fn may_stand(own_use: bool, privacy: Privacy) -> bool {
    match privacy {
        Privacy::Shared => true,
        Privacy::Office => own_use,
        Privacy::Private => false,
    }
}

pub(super) fn kept(values: [String; COLUMNS.len()], columns: &[bool]) -> Vec<String> {
    let values = values.into_iter().zip(columns);
    values
        .filter_map(|(value, stays)| stays.then_some(value))
        .collect()
}

/// Nobody who said no is ever listed; those not asked yet only for her own use.
fn listed(person: &Person, include_unknown: bool) -> bool {
    match person.fields.consent {
        Consent::Yes | Consent::WorkplaceOnly => true,
        Consent::Unknown => include_unknown,
        Consent::No => false,
    }
}

//! While a new person is typed: who might it already be?

use std::collections::HashMap;

use exchange::matching::{Index, Judgement, Known, Reason};
use exchange::{ForeignPerson, Phone, PhoneKind};
use ledger::affiliation::Affiliation;
use ledger::person::{Person, PersonFields};
use ledger::{PersonId, Read};

use super::list::{coordinators, list_row};
use super::save::with_name_parts;
use super::{Similar, SimilarRequest};
use crate::words::words;
use crate::{Result, Session};

/// More than these are no help.
const MOST: usize = 8;

/// People who might be the same, the nearest first.
///
/// # Errors
/// Of the ledger.
pub fn similar_people(session: &mut Session, request: SimilarRequest) -> Result<Similar> {
    let (style, today) = (session.style(), session.today());
    let read = session.ledger()?.read();
    let typed = with_name_parts(PersonFields {
        name: request.name,
        ..PersonFields::default()
    });
    let person = ForeignPerson {
        name: typed.name,
        family: typed.family,
        given: typed.given,
        kana: request.kana,
        organisation: request.organisation,
        emails: filled(request.email),
        phones: filled(request.mobile)
            .into_iter()
            .map(|typed| Phone {
                typed,
                kind: PhoneKind::Mobile,
            })
            .collect(),
        ..ForeignPerson::default()
    };
    let candidates = match Index::new(known_people(&read)?).judge(&person) {
        Judgement::New => Vec::new(),
        Judgement::Same { id, reasons } => vec![(id, reasons)],
        Judgement::Doubtful { candidates } => candidates,
    };
    let coordinators = coordinators(&read)?;
    let words = words(style.language);
    let mut rows = Vec::new();
    for (id, reasons) in candidates.into_iter().take(MOST) {
        let Ok(id) = id.parse::<PersonId>() else {
            continue;
        };
        let row = list_row(
            style,
            today,
            coordinators.contains(&id),
            read.person_row(id, today)?,
        );
        let reasons: Vec<&str> = reasons
            .into_iter()
            .map(|reason| words.get(reason_key(reason)))
            .collect();
        rows.push((row, reasons.join(words.get("list.separator"))));
    }
    Ok(Similar { rows })
}

fn filled(text: String) -> Vec<String> {
    if text.trim().is_empty() {
        Vec::new()
    } else {
        vec![text]
    }
}

/// Everybody as the matcher sees them.
pub(crate) fn known_people(read: &Read<'_>) -> Result<Vec<Known>> {
    Ok(known(read.all_people()?, read.all_affiliations()?))
}

/// Those who lie in the trash, as the matcher sees them.
pub(crate) fn known_removed_people(read: &Read<'_>) -> Result<Vec<Known>> {
    Ok(known(
        read.removed_people()?,
        read.affiliations_of_removed_people()?,
    ))
}

fn known(people: Vec<Person>, posts: Vec<Affiliation>) -> Vec<Known> {
    let mut organisations: HashMap<PersonId, Vec<String>> = HashMap::new();
    for post in posts {
        organisations
            .entry(post.fields.person)
            .or_default()
            .push(post.organisation_name);
    }
    people
        .into_iter()
        .map(|person| Known {
            id: person.id.to_string(),
            organisations: organisations.remove(&person.id).unwrap_or_default(),
            emails: filled(person.fields.email),
            phones: [person.fields.mobile, person.fields.phone]
                .into_iter()
                .flat_map(filled)
                .collect(),
            name: person.fields.name,
            family: person.fields.family,
            kana: person.fields.kana,
        })
        .collect()
}

/// The words of a reason.
pub(crate) fn reason_key(reason: Reason) -> &'static str {
    match reason {
        Reason::SameRowBefore => "similar.same_row_before",
        Reason::SameEmail => "similar.same_email",
        Reason::SameMobile => "similar.same_mobile",
        Reason::SameFamilyName => "similar.same_family_name",
        Reason::SameName => "similar.same_name",
        Reason::NameVariant => "similar.name_variant",
        Reason::SameKana => "similar.same_kana",
        Reason::SameOrganisation => "similar.same_organisation",
        Reason::OtherOrganisation => "similar.other_organisation",
        Reason::OtherFamilyName => "similar.other_family_name",
        Reason::OtherGivenName => "similar.other_given_name",
        Reason::SamePhone => "similar.same_phone",
        Reason::SeveralFit => "similar.several_fit",
        Reason::SameFile => "similar.same_file",
    }
}

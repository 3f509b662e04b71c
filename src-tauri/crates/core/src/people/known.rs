//! Everybody as the matcher sees them: by what they are called and reached by now, and by what they were before.

use std::collections::HashMap;
use std::sync::Arc;

use exchange::matching::{Index, Known, Reason};
use ledger::affiliation::Affiliation;
use ledger::former::FormerValue;
use ledger::person::Person;
use ledger::{PersonId, Read};

use crate::vocabulary::{Term as _, professions};
use crate::words::Words;
use crate::{Result, Session};

/// The index of everybody not in the trash. It is kept until the ledger is written in: typing a name asks it at each key.
pub(crate) fn index(session: &mut Session) -> Result<Arc<Index>> {
    let ledger = session.ledger()?;
    let stands = (ledger.dir().to_owned(), ledger.writes()?);
    if let Some((of, index)) = &session.index
        && *of == stands
    {
        return Ok(Arc::clone(index));
    }
    let index = Arc::new(Index::new(known_people(&ledger.read())?));
    session.index = Some((stands, Arc::clone(&index)));
    Ok(index)
}

/// The coordinator whose ledger it is, by name; empty before she named herself.
pub(crate) fn my_name(session: &Session) -> Result<String> {
    let read = session.ledger()?.read();
    let me = read.coordinators()?.into_iter().find(|one| one.me);
    let name = me
        .map(|me| read.person_name_even_removed(me.person))
        .transpose()?;
    Ok(name.flatten().unwrap_or_default())
}

/// Everybody not in the trash, by id.
///
/// # Errors
/// Of the ledger.
pub(crate) fn known_people(read: &Read<'_>) -> Result<Vec<Known>> {
    Ok(known(
        read.all_people()?,
        read.all_affiliations()?,
        read.all_former_values()?,
    ))
}

/// Those who lie in the trash.
///
/// # Errors
/// Of the ledger.
pub(crate) fn known_removed_people(read: &Read<'_>) -> Result<Vec<Known>> {
    Ok(known(
        read.removed_people()?,
        read.affiliations_of_removed_people()?,
        read.all_former_values()?,
    ))
}

fn known(people: Vec<Person>, posts: Vec<Affiliation>, former: Vec<FormerValue>) -> Vec<Known> {
    let mut by_person: HashMap<PersonId, Vec<Affiliation>> = HashMap::new();
    for post in posts {
        by_person.entry(post.fields.person).or_default().push(post);
    }
    let mut before: HashMap<PersonId, Vec<FormerValue>> = HashMap::new();
    for value in former {
        before.entry(value.person).or_default().push(value);
    }
    people
        .into_iter()
        .map(|person| {
            let posts = by_person.remove(&person.id).unwrap_or_default();
            let former = before.remove(&person.id).unwrap_or_default();
            one(person, posts, former)
        })
        .collect()
}

fn one(person: Person, posts: Vec<Affiliation>, former: Vec<FormerValue>) -> Known {
    let fields = person.fields;
    let standing = posts
        .iter()
        .filter(|post| post.fields.to.is_none())
        .max_by_key(|post| (post.fields.is_main, post.fields.from, post.id));
    let (department, title) = standing.map_or_else(Default::default, |post| {
        (post.fields.department.clone(), post.fields.title.clone())
    });
    let mut known = Known {
        id: person.id.to_string(),
        name: fields.name,
        family: fields.family,
        given: fields.given,
        kana: fields.kana,
        organisations: posts
            .into_iter()
            .map(|post| post.organisation_name)
            .collect(),
        emails: filled(fields.email),
        phones: [fields.mobile, fields.phone]
            .into_iter()
            .flat_map(filled)
            .collect(),
        profession: fields
            .profession
            .and_then(|id| professions().get(&id))
            .map(|term| term.name(crate::session::Language::Ja).to_owned())
            .unwrap_or_default(),
        department,
        title,
        ..Known::default()
    };
    for value in former {
        match value.field.as_str() {
            "family" => known.former_families.push(value.value),
            "email" => known.emails.push(value.value),
            "mobile" | "phone" => known.phones.push(value.value),
            _ => {}
        }
    }
    known
}

pub(super) fn filled(text: String) -> Vec<String> {
    if text.trim().is_empty() {
        Vec::new()
    } else {
        vec![text]
    }
}

/// Reasons in words; `one` and `other` are the two names, as they are written.
pub(crate) fn reason_words(
    words: &Words,
    reasons: &[Reason],
    one: &str,
    other: &str,
) -> Vec<String> {
    let told = |reason: &Reason| {
        let glyphs: Vec<String> = match reason {
            Reason::NameVariant => japanese::key::variants(one, other),
            _ => Vec::new(),
        }
        .into_iter()
        .map(|(a, b)| format!("{a}／{b}"))
        .collect();
        match glyphs.as_slice() {
            [] => words.get(reason_key(*reason)).to_owned(),
            glyphs => {
                let glyphs = glyphs.join(words.get("list.separator"));
                words.fill("similar.name_variant_of", &[("glyphs", &glyphs)])
            }
        }
    };
    reasons.iter().map(told).collect()
}

/// The words of a reason.
fn reason_key(reason: Reason) -> &'static str {
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
        Reason::NameNear => "similar.name_near",
        Reason::KanaOnly => "similar.kana_only",
        Reason::OtherKanji => "similar.other_kanji",
        Reason::ReadOtherwise => "similar.read_otherwise",
        Reason::FormerFamilyName => "similar.former_family_name",
        Reason::EmailNear => "similar.email_near",
        Reason::MobileNear => "similar.mobile_near",
        Reason::SameMailbox => "similar.same_mailbox",
        Reason::OtherEmail => "similar.other_email",
        Reason::OtherMobile => "similar.other_mobile",
        Reason::OrganisationNear => "similar.organisation_near",
        Reason::SameAddress => "similar.same_address",
        Reason::SameProfession => "similar.same_profession",
        Reason::OtherProfession => "similar.other_profession",
        Reason::Shared => "similar.shared",
        Reason::SeveralFit => "similar.several_fit",
        Reason::SameFile => "similar.same_file",
    }
}

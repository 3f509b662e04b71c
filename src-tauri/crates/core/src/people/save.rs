//! Adding, changing and removing people.

use ledger::PersonId;
use ledger::affiliation::AffiliationFields;
use ledger::person::PersonFields;

use super::posts::organisation_by_name;
use super::{AddPerson, SavePerson};
use crate::vocabulary::{contact_ways, professions};
use crate::{ById, Result, Session, Written, request};

/// A new person, with the first post when an organisation is named.
///
/// # Errors
/// `Refused` when the name is blank or a choice is unknown.
pub fn add_person(session: &mut Session, request: AddPerson) -> Result<Written> {
    let fields = checked(request.fields)?;
    let name = fields.name.clone();
    let others = request.others.iter().map(|id| request::id("others", id));
    let others: Vec<PersonId> = others.collect::<Result<_>>()?;
    let me = super::my_name(session)?;
    session.write("person.add", &name, |write| {
        let person = write.add_person(&fields)?;
        for other in &others {
            write.keep_apart(person, *other, &me, "")?;
        }
        if !request.organisation.trim().is_empty() {
            write.add_affiliation(&AffiliationFields {
                person,
                organisation: organisation_by_name(write, &request.organisation)?,
                department: String::new(),
                title: request.title,
                from: None,
                to: None,
                is_contact: false,
                is_main: true,
            })?;
        }
        Ok(person)
    })
}

/// # Errors
/// `Refused` when the name is blank or a choice is unknown, `NoRecord`.
pub fn save_person(session: &mut Session, request: SavePerson) -> Result<Written> {
    let id: PersonId = request::id("person", &request.id)?;
    let fields = checked(request.fields)?;
    session.ledger()?.read().person(id)?;
    let name = fields.name.clone();
    session.write("person.save", &name, |write| {
        write.save_person(id, &fields)?;
        Ok(id)
    })
}

/// # Errors
/// `NoRecord`.
pub fn remove_person(session: &mut Session, request: ById) -> Result<Written> {
    let id: PersonId = request::id("person", &request.id)?;
    let name = session.ledger()?.read().person(id)?.fields.name;
    session.write("person.remove", &name, |write| {
        write.remove_person(id)?;
        Ok(id)
    })
}

fn checked(fields: PersonFields) -> Result<PersonFields> {
    let mut fields = with_name_parts(fields);
    fields.profession = fields.profession.filter(|id| !id.is_empty());
    fields.preferred_way = fields.preferred_way.filter(|id| !id.is_empty());
    request::not_blank("name", &fields.name)?;
    request::of_vocabulary("profession", professions(), fields.profession.as_deref())?;
    request::of_vocabulary(
        "preferred_way",
        contact_ways(),
        fields.preferred_way.as_deref(),
    )?;
    for (field, text) in [
        ("text", &fields.note),
        ("text", &fields.manner),
        ("text", &fields.does),
    ] {
        request::not_too_long(field, text)?;
    }
    Ok(fields)
}

/// Fills what is empty of the whole name and its two parts out of the other; what was given stays byte for byte.
pub(crate) fn with_name_parts(mut fields: PersonFields) -> PersonFields {
    if fields.name.is_empty() && !(fields.family.is_empty() && fields.given.is_empty()) {
        fields.name = [fields.family.as_str(), fields.given.as_str()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
    }
    if fields.family.is_empty()
        && fields.given.is_empty()
        && let Some((family, given)) = fields.name.trim().split_once(char::is_whitespace)
    {
        let (family, given) = (family.to_owned(), given.trim().to_owned());
        fields.family = family;
        fields.given = given;
    }
    fields
}

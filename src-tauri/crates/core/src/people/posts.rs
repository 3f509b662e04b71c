//! Posts: several at once, each with its days.

use chrono::NaiveDate;
use ledger::affiliation::{Affiliation, AffiliationFields};
use ledger::organisation::OrganisationFields;
use ledger::{AffiliationId, OrganisationId, Write};

use super::{AddAffiliation, PostRow, SaveAffiliation};
use crate::dates::Style;
use crate::vocabulary::kind_by_name;
use crate::{ById, Error, Result, Session, Written, organisations, request};

/// A post in words.
pub(crate) fn post_row(style: Style, today: NaiveDate, post: Affiliation) -> PostRow {
    PostRow {
        id: post.id.to_string(),
        period: style.period(post.fields.from, post.fields.to),
        present: post.fields.holds_on(today),
        fields: post.fields,
        organisation_name: post.organisation_name,
        person_name: post.person_name,
    }
}

/// A new post.
///
/// # Errors
/// `Refused` when the end lies before the beginning or no organisation is named, `NoRecord`.
pub fn add_affiliation(session: &mut Session, request: AddAffiliation) -> Result<Written> {
    check(&request.fields)?;
    let by_name = request.fields.organisation.0.is_nil();
    if by_name {
        request::not_blank("organisation", &request.organisation_name)?;
    }
    let read = session.ledger()?.read();
    let name = read.person(request.fields.person)?.fields.name;
    if !by_name {
        read.organisation(request.fields.organisation)?;
    }
    session.write("affiliation.add", &name, |write| {
        let mut fields = request.fields;
        if by_name {
            fields.organisation = organisation_by_name(write, &request.organisation_name)?;
        }
        demote_others(write, None, &fields)?;
        Ok(write.add_affiliation(&fields)?)
    })
}

/// An organisation of that name: found by its key, else made, with the kind that its name tells.
pub(crate) fn organisation_by_name(write: &Write<'_>, name: &str) -> Result<OrganisationId> {
    let fields = OrganisationFields {
        name: name.trim().to_owned(),
        kind: kind_by_name(name).map(|kind| kind.id.clone()),
        ..OrganisationFields::default()
    };
    organisations::find_or_add(write, &fields)
}

/// # Errors
/// `Refused` when the end lies before the beginning, `NoRecord`.
pub fn save_affiliation(session: &mut Session, request: SaveAffiliation) -> Result<Written> {
    let id: AffiliationId = request::id("id", &request.id)?;
    check(&request.fields)?;
    let read = session.ledger()?.read();
    let name = read.affiliation(id)?.person_name;
    read.organisation(request.fields.organisation)?;
    session.write("affiliation.save", &name, |write| {
        demote_others(write, Some(id), &request.fields)?;
        write.save_affiliation(id, &request.fields)?;
        Ok(id)
    })
}

/// # Errors
/// `NoRecord`.
pub fn remove_affiliation(session: &mut Session, request: ById) -> Result<Written> {
    let id: AffiliationId = request::id("id", &request.id)?;
    let name = session.ledger()?.read().affiliation(id)?.person_name;
    session.write("affiliation.remove", &name, |write| {
        write.remove_affiliation(id)?;
        Ok(id)
    })
}

fn check(fields: &AffiliationFields) -> Result<()> {
    match (fields.from, fields.to) {
        (Some(from), Some(to)) if to < from => Err(Error::refused("to", "refused.to_before_from")),
        _ => Ok(()),
    }
}

/// Of posts held at the same time at most one is the main one: the newest said so.
fn demote_others(
    write: &Write<'_>,
    id: Option<AffiliationId>,
    fields: &AffiliationFields,
) -> Result<()> {
    if !fields.is_main {
        return Ok(());
    }
    let first = fields.from.unwrap_or(NaiveDate::MIN);
    let last = fields.to.unwrap_or(NaiveDate::MAX);
    for other in write.affiliations_of_person(fields.person)? {
        let begins = other.fields.from.unwrap_or(NaiveDate::MIN);
        let ends = other.fields.to.unwrap_or(NaiveDate::MAX);
        if Some(other.id) != id && other.fields.is_main && begins <= last && first <= ends {
            write.save_affiliation(
                other.id,
                &AffiliationFields {
                    is_main: false,
                    ..other.fields
                },
            )?;
        }
    }
    Ok(())
}

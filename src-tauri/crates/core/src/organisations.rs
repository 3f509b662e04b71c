//! Organisations.

use ledger::organisation::{OrganisationFields, OrganisationFilter, OrganisationRow, Side};
use ledger::{OrganisationId, Write};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::dates::Style;
use crate::people::{PostRow, post_row};
use crate::vocabulary::{group_id, organisation_group, organisation_kinds, side_of};
use crate::{ById, Result, Session, Written, request};

/// What the list is narrowed to.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct OrganisationsRequest {
    pub text: String,
    pub side: Option<Side>,
    pub kind: Option<String>,
    pub municipality: Option<String>,
}

/// The list, by kana.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Organisations {
    pub rows: Vec<OrganisationListRow>,
    pub total: u32,
}

/// One row of the list.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct OrganisationListRow {
    pub id: String,
    pub name: String,
    pub kana: String,
    pub index: String,
    /// In words.
    pub kind: String,
    pub side: Option<Side>,
    pub group: String,
    pub municipality: String,
    pub people: u32,
    pub contact: String,
    pub phone: String,
}

/// Everything about one organisation.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct OrganisationCard {
    pub id: String,
    pub fields: OrganisationFields,
    pub row: OrganisationListRow,
    /// Present ones first.
    pub posts: Vec<PostRow>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AddOrganisation {
    pub fields: OrganisationFields,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SaveOrganisation {
    pub id: String,
    pub fields: OrganisationFields,
}

/// The list, by kana.
///
/// # Errors
/// `Refused` for an id of a municipality that is none.
pub fn organisations(
    session: &mut Session,
    request: OrganisationsRequest,
) -> Result<Organisations> {
    let (style, today) = (session.style(), session.today());
    let read = session.ledger()?.read();
    let filter = OrganisationFilter {
        text: request.text,
        // The ledger doesn't know the sides of kinds: narrowed below.
        side: None,
        kind: request::chosen(request.kind.as_deref()).map(str::to_owned),
        municipality: match request::chosen(request.municipality.as_deref()) {
            Some(id) => Some(request::id("municipality", id)?),
            None => None,
        },
    };
    let rows = read
        .organisations(&filter, today)?
        .into_iter()
        .map(|row| list_row(style, row))
        .filter(|row| request.side.is_none_or(|side| row.side == Some(side)))
        .collect();
    Ok(Organisations {
        rows,
        total: read.counts()?.organisations,
    })
}

fn list_row(style: Style, row: OrganisationRow) -> OrganisationListRow {
    let kind = row.kind.as_deref();
    OrganisationListRow {
        id: row.id.to_string(),
        index: japanese::key::index_row(&row.kana).to_string(),
        kind: organisation_kinds().name(style.language, kind),
        side: side_of(row.side, kind),
        group: group_id(organisation_group(row.side, kind)).to_owned(),
        municipality: row.municipality.unwrap_or_default(),
        people: u32::try_from(row.people).unwrap_or_default(),
        contact: row.contact.unwrap_or_default(),
        name: row.name,
        kana: row.kana,
        phone: row.phone,
    }
}

/// Everything about one organisation.
///
/// # Errors
/// `NoRecord`.
pub fn organisation(session: &mut Session, request: ById) -> Result<OrganisationCard> {
    let id: OrganisationId = request::id("organisation", &request.id)?;
    let (style, today) = (session.style(), session.today());
    let read = session.ledger()?.read();
    let fields = read.organisation(id)?.fields;
    let mut posts: Vec<PostRow> = read
        .affiliations_of_organisation(id)?
        .into_iter()
        .map(|post| post_row(style, today, post))
        .collect();
    // Stable: the ledger's order within those present and those past.
    posts.sort_by_key(|post| !post.present);
    let municipality = match fields.municipality {
        Some(id) => read
            .municipalities()?
            .into_iter()
            .find(|known| known.id == id)
            .map(|known| known.name),
        None => None,
    };
    let row = list_row(
        style,
        OrganisationRow {
            id,
            name: fields.name.clone(),
            kana: fields.kana.clone(),
            kind: fields.kind.clone(),
            side: fields.side,
            municipality,
            people: i64::try_from(posts.iter().filter(|post| post.present).count())
                .unwrap_or_default(),
            contact: posts
                .iter()
                .find(|post| post.present && post.fields.is_contact)
                .map(|post| post.person_name.clone()),
            contact_id: None,
            phone: fields.phone.clone(),
        },
    );
    Ok(OrganisationCard {
        id: id.to_string(),
        fields,
        row,
        posts,
    })
}

/// # Errors
/// `Refused` when the name is blank or a choice is unknown.
pub fn add_organisation(session: &mut Session, request: AddOrganisation) -> Result<Written> {
    let fields = checked(request.fields)?;
    session.write("organisation.add", &fields.name, |write| {
        Ok(write.add_organisation(&fields)?)
    })
}

/// # Errors
/// `Refused` when the name is blank or a choice is unknown, `NoRecord`.
pub fn save_organisation(session: &mut Session, request: SaveOrganisation) -> Result<Written> {
    let id: OrganisationId = request::id("organisation", &request.id)?;
    let fields = checked(request.fields)?;
    session.ledger()?.read().organisation(id)?;
    session.write("organisation.save", &fields.name, |write| {
        write.save_organisation(id, &fields)?;
        Ok(id)
    })
}

/// # Errors
/// `NoRecord`.
pub fn remove_organisation(session: &mut Session, request: ById) -> Result<Written> {
    let id: OrganisationId = request::id("organisation", &request.id)?;
    let name = session.ledger()?.read().organisation(id)?.fields.name;
    session.write("organisation.remove", &name, |write| {
        write.remove_organisation(id)?;
        Ok(id)
    })
}

fn checked(mut fields: OrganisationFields) -> Result<OrganisationFields> {
    fields.kind = fields.kind.filter(|id| !id.is_empty());
    request::not_blank("name", &fields.name)?;
    request::of_vocabulary("kind", organisation_kinds(), fields.kind.as_deref())?;
    request::not_too_long("text", &fields.note)?;
    request::not_too_long("text", &fields.does)?;
    Ok(fields)
}

/// As [`find_or_add`]; a known one gets what it lacks, and remarks that it hasn't.
///
/// # Errors
/// Of the ledger.
pub(crate) fn find_or_fill(
    write: &Write<'_>,
    fields: &OrganisationFields,
) -> Result<OrganisationId> {
    let Some(id) = write.organisation_by_key(&japanese::key::organisation(&fields.name))? else {
        return Ok(write.add_organisation(fields)?);
    };
    let known = write.organisation(id)?.fields;
    let filled = filled(&known, fields);
    if filled != known {
        write.save_organisation(id, &filled)?;
    }
    Ok(id)
}

/// What is known with what is told, where nothing is known.
pub(crate) fn filled(known: &OrganisationFields, told: &OrganisationFields) -> OrganisationFields {
    let text = |known: &String, told: &String| {
        let known_is_blank = known.trim().is_empty();
        if known_is_blank {
            told.clone()
        } else {
            known.clone()
        }
    };
    let mut note: Vec<&str> = known.note.lines().collect();
    for line in told.note.lines() {
        if !note.contains(&line) {
            note.push(line);
        }
    }
    OrganisationFields {
        corporation: text(&known.corporation, &told.corporation),
        municipality: known.municipality.or(told.municipality),
        postal: text(&known.postal, &told.postal),
        address: text(&known.address, &told.address),
        phone: text(&known.phone, &told.phone),
        fax: text(&known.fax, &told.fax),
        email: text(&known.email, &told.email),
        note: note.join("\n"),
        ..known.clone()
    }
}

/// The organisation whose name has the same key, else a new one of these fields.
///
/// # Errors
/// Of the ledger.
pub(crate) fn find_or_add(
    write: &Write<'_>,
    fields: &OrganisationFields,
) -> Result<OrganisationId> {
    match write.organisation_by_key(&japanese::key::organisation(&fields.name))? {
        Some(known) => Ok(known),
        None => Ok(write.add_organisation(fields)?),
    }
}

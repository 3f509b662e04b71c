//! Organisations.

use kaotsunagi_core::vocabulary::{kind_by_name, organisation_kinds};
use serde_json::{Value, json};

use super::{Fields, write};
use crate::arguments::{Organisation, OrganisationFields, Organisations};
use crate::failure::Failure;
use crate::output::{Output, at, list as rows_of, text};
use crate::sitting::Sitting;

pub(super) fn list(
    sitting: &mut Sitting,
    out: &mut Output,
    request: Organisations,
) -> Result<(), Failure> {
    let kind = request
        .kind
        .as_deref()
        .map(|typed| sitting.term(organisation_kinds(), typed))
        .transpose()?;
    let municipality = request
        .municipality
        .as_deref()
        .map(|typed| sitting.municipality(typed))
        .transpose()?;
    let organisations = sitting.call(
        "organisations",
        json!({"text": request.query, "side": request.side, "kind": kind, "municipality": municipality}),
    )?;
    out.give(&organisations, |out, organisations| {
        let rows: Vec<Vec<String>> = rows_of(organisations, "rows")
            .iter()
            .map(|row| {
                ["name", "kind", "municipality", "people", "contact", "phone"]
                    .into_iter()
                    .map(|key| text(row, key))
                    .collect()
            })
            .collect();
        let headings = [
            "column.name",
            "column.kind",
            "column.municipality",
            "column.person",
            "column.is_contact",
            "column.phone",
        ];
        out.table(&headings.map(|key| sitting.word(key)), &rows)?;
        out.line(&sitting.fill(
            "cli.shown_of",
            &[
                ("shown", &rows.len()),
                ("total", &text(organisations, "total")),
            ],
        ))
    })
}

pub(super) fn organisation(
    sitting: &mut Sitting,
    out: &mut Output,
    command: Organisation,
) -> Result<(), Failure> {
    match command {
        Organisation::Add { name, fields } => {
            let told = kind_by_name(&name).map(|kind| kind.id.as_str());
            let fields = merged(sitting, &json!({"name": name, "kind": told}), fields)?;
            write(sitting, out, "add_organisation", json!({"fields": fields}))
        }
        Organisation::Save {
            organisation,
            name,
            fields,
        } => {
            let id = sitting.organisation(&organisation)?;
            let card = sitting.call("organisation", json!({"id": id}))?;
            let mut kept = Fields::over(at(&card, "fields"));
            kept.set("name", name);
            let fields = merged(sitting, &kept.value(), fields)?;
            write(
                sitting,
                out,
                "save_organisation",
                json!({"id": id, "fields": fields}),
            )
        }
        Organisation::Remove { organisation } => {
            let id = sitting.organisation(&organisation)?;
            write(sitting, out, "remove_organisation", json!({"id": id}))
        }
        Organisation::Show { organisation } => {
            let id = sitting.organisation(&organisation)?;
            let card = sitting.call("organisation", json!({"id": id}))?;
            out.give(&card, |out, card| {
                let row = at(card, "row");
                out.line(&format!(
                    "{}  {}  {}",
                    text(row, "name"),
                    text(row, "kind"),
                    text(row, "municipality")
                ))?;
                for post in rows_of(card, "posts") {
                    let title = text(at(post, "fields"), "title");
                    out.line(&format!(
                        "  {} {title}  {}",
                        text(post, "person_name"),
                        text(post, "period")
                    ))?;
                }
                out.line(&format!("  {}", text(card, "id")))
            })
        }
    }
}

fn merged(
    sitting: &mut Sitting,
    kept: &Value,
    given: OrganisationFields,
) -> Result<Value, Failure> {
    let kind = given
        .kind
        .as_deref()
        .map(|typed| sitting.term(organisation_kinds(), typed))
        .transpose()?;
    let municipality = given
        .municipality
        .as_deref()
        .map(|typed| sitting.municipality(typed))
        .transpose()?;
    let mut fields = Fields::over(kept);
    fields
        .set("corporation", given.corporation)
        .set("kana", given.kana)
        .set("kind", kind)
        .set("side", given.side)
        .set("municipality", municipality)
        .set("postal", given.postal)
        .set("address", given.address)
        .set("phone", given.phone)
        .set("fax", given.fax)
        .set("email", given.email)
        .set("does", given.does)
        .set("note", given.note);
    Ok(fields.value())
}

//! People and their posts.

use kaotsunagi_core::vocabulary::contact_ways;
use serde_json::{Value, json};

use super::{Fields, write};
use crate::arguments::{Affiliation, People, Person, PersonFields};
use crate::choose::is_id;
use crate::failure::Failure;
use crate::output::{Output, at, list as rows_of, text};
use crate::sitting::Sitting;

pub(super) fn list(
    sitting: &mut Sitting,
    out: &mut Output,
    request: People,
) -> Result<(), Failure> {
    let profession = request
        .profession
        .as_deref()
        .map(|typed| sitting.profession(typed))
        .transpose()?;
    let municipality = request
        .municipality
        .as_deref()
        .map(|typed| sitting.municipality(typed))
        .transpose()?;
    let people = sitting.call(
        "people",
        json!({
            "text": request.query,
            "side": request.side,
            "profession": profession,
            "municipality": municipality,
            "key_person": request.key.then_some(true),
        }),
    )?;
    out.give(&people, |out, people| {
        let rows: Vec<Vec<String>> = rows_of(people, "rows")
            .iter()
            .map(|row| {
                [
                    "name",
                    "kana",
                    "profession",
                    "organisation",
                    "title",
                    "last_met_words",
                ]
                .into_iter()
                .map(|key| text(row, key))
                .collect()
            })
            .collect();
        let headings = [
            "column.name",
            "column.kana",
            "column.profession",
            "column.organisation",
            "column.title",
            "cli.last_met",
        ];
        out.table(&headings.map(|key| sitting.word(key)), &rows)?;
        out.line(&sitting.fill(
            "cli.shown_of",
            &[("shown", &rows.len()), ("total", &text(people, "total"))],
        ))
    })
}

pub(super) fn person(
    sitting: &mut Sitting,
    out: &mut Output,
    command: Person,
) -> Result<(), Failure> {
    match command {
        Person::Add {
            name,
            fields,
            organisation,
            title,
        } => {
            let fields = merged(sitting, &json!({"name": name}), fields)?;
            write(
                sitting,
                out,
                "add_person",
                json!({"fields": fields, "organisation": organisation, "title": title}),
            )
        }
        Person::Save {
            person,
            name,
            fields,
        } => {
            let id = sitting.person(&person)?;
            let card = sitting.call("person", json!({"id": id}))?;
            let mut kept = Fields::over(at(&card, "fields"));
            if name.is_some() {
                // The parts belong to the old name; core fills them anew.
                kept.set("family", Some("")).set("given", Some(""));
            }
            kept.set("name", name);
            let fields = merged(sitting, &kept.value(), fields)?;
            write(
                sitting,
                out,
                "save_person",
                json!({"id": id, "fields": fields}),
            )
        }
        Person::Remove { person } => {
            let id = sitting.person(&person)?;
            write(sitting, out, "remove_person", json!({"id": id}))
        }
        Person::Show { person } => {
            let id = sitting.person(&person)?;
            let card = sitting.call("person", json!({"id": id}))?;
            out.give(&card, |out, card| tell(sitting, out, card))
        }
        Person::Similar {
            name,
            kana,
            organisation,
            email,
            mobile,
        } => {
            let request = json!({"name": name, "kana": kana, "organisation": organisation, "email": email, "mobile": mobile});
            let similar = sitting.call("similar_people", request)?;
            out.give(&similar, |out, similar| {
                for row in rows_of(similar, "rows") {
                    let (Some(found), Some(reasons)) = (row.get(0), row.get(1)) else {
                        continue;
                    };
                    out.line(&format!(
                        "{}  {}  {}",
                        text(found, "name"),
                        text(found, "organisation"),
                        reasons.as_str().unwrap_or_default()
                    ))?;
                }
                Ok(())
            })
        }
    }
}

/// The fields that are given, laid over what is kept.
fn merged(sitting: &mut Sitting, kept: &Value, given: PersonFields) -> Result<Value, Failure> {
    let profession = given
        .profession
        .as_deref()
        .map(|typed| sitting.profession(typed))
        .transpose()?;
    let way = given
        .preferred_way
        .as_deref()
        .map(|typed| sitting.term(contact_ways(), typed))
        .transpose()?;
    let municipality = given
        .municipality
        .as_deref()
        .map(|typed| sitting.municipality(typed))
        .transpose()?;
    let mut fields = Fields::over(kept);
    fields
        .set("family", given.family)
        .set("given", given.given)
        .set("kana", given.kana)
        .set("profession", profession)
        .set("side", given.side)
        .set("municipality", municipality)
        .set("email", given.email)
        .set("phone", given.phone)
        .set("mobile", given.mobile)
        .set("fax", given.fax)
        .set("preferred_way", way)
        .set("reachable_hours", given.reachable_hours)
        .set("does", given.does)
        .set("key_person", given.key_person)
        .set("consent", given.consent)
        .set("consent_on", given.consent_on)
        .set("note", given.note)
        .set("manner", given.manner);
    Ok(fields.value())
}

fn tell(sitting: &Sitting, out: &mut Output, card: &Value) -> Result<(), Failure> {
    let row = at(card, "row");
    out.line(&format!(
        "{}  {}  {}",
        text(row, "name"),
        text(row, "kana"),
        text(row, "profession")
    ))?;
    for post in rows_of(card, "posts") {
        let title = text(at(post, "fields"), "title");
        out.line(&format!(
            "  {} {title}  {}",
            text(post, "organisation_name"),
            text(post, "period")
        ))?;
    }
    for key in [
        "email",
        "phone",
        "mobile",
        "fax",
        "reachable_hours",
        "does",
        "note",
    ] {
        let value = text(at(card, "fields"), key);
        if !value.is_empty() {
            out.line(&format!("  {}: {value}", sitting.word(column(key))))?;
        }
    }
    let met = text(card, "last_met");
    if !met.is_empty() {
        out.line(&format!("  {}: {met}", sitting.word("cli.last_met")))?;
    }
    for tie in rows_of(card, "ties") {
        out.line(&format!(
            "  {}  {}  {}",
            text(tie, "other_name"),
            text(tie, "level_words"),
            text(tie, "basis")
        ))?;
    }
    for meeting in rows_of(card, "meetings") {
        out.line(&format!(
            "  {}  {}  {}",
            text(meeting, "date"),
            text(meeting, "title"),
            text(meeting, "attended")
        ))?;
    }
    for encounter in rows_of(card, "encounters") {
        out.line(&format!(
            "  {}  {}  {}",
            text(encounter, "date"),
            text(encounter, "kind"),
            text(encounter, "summary")
        ))?;
    }
    out.line(&format!("  {}", text(card, "id")))
}

fn column(key: &str) -> &'static str {
    match key {
        "email" => "column.email",
        "phone" => "column.phone",
        "mobile" => "column.mobile",
        "fax" => "column.fax",
        "reachable_hours" => "column.reachable_hours",
        "does" => "column.does",
        _ => "column.note",
    }
}

/// An id of no record: the organisation is then named.
const NIL: &str = "00000000-0000-0000-0000-000000000000";

pub(super) fn affiliation(
    sitting: &mut Sitting,
    out: &mut Output,
    command: Affiliation,
) -> Result<(), Failure> {
    match command {
        Affiliation::Add {
            person,
            organisation,
            department,
            title,
            from,
            to,
            contact,
            main,
        } => {
            let fields = json!({
                "person": sitting.person(&person)?,
                "organisation": if is_id(&organisation) { organisation.as_str() } else { NIL },
                "department": department,
                "title": title,
                "from": from,
                "to": to,
                "is_contact": contact,
                "is_main": main,
            });
            write(
                sitting,
                out,
                "add_affiliation",
                json!({"fields": fields, "organisation_name": organisation}),
            )
        }
        Affiliation::End {
            person,
            organisation,
            to,
        } => {
            let id = sitting.person(&person)?;
            let card = sitting.call("person", json!({"id": id}))?;
            let posts: Vec<&Value> = rows_of(&card, "posts")
                .iter()
                .filter(|post| at(post, "present") == true)
                .filter(|post| {
                    text(post, "id") == organisation
                        || text(post, "organisation_name").contains(&organisation)
                })
                .collect();
            match posts.as_slice() {
                [post] => {
                    let mut fields = Fields::over(at(post, "fields"));
                    fields.set("to", Some(to.unwrap_or(sitting.now().today)));
                    write(
                        sitting,
                        out,
                        "save_affiliation",
                        json!({"id": text(post, "id"), "fields": fields.value()}),
                    )
                }
                found => {
                    let candidates: Vec<String> = found
                        .iter()
                        .map(|post| {
                            format!(
                                "  {}  {}",
                                text(post, "organisation_name"),
                                text(post, "id")
                            )
                        })
                        .collect();
                    let key = if found.is_empty() {
                        "cli.no_post"
                    } else {
                        "cli.several_posts"
                    };
                    let code = if found.is_empty() {
                        "no_record"
                    } else {
                        "ambiguous"
                    };
                    Err(Failure::bad_use(
                        code,
                        sitting.fill(key, &[("candidates", &candidates.join("\n"))]),
                    ))
                }
            }
        }
    }
}

//! Two organisations made one.

use japanese::key;
use ledger::OrganisationId;
use ledger::backup::Reason;
use ledger::organisation::OrganisationFields;

use super::{From, MergeField, MergeMove, MergePair, MergePeople, MergePreview};
use crate::import::Relation;
use crate::log::words::Teller;
use crate::words::words;
use crate::{Error, Result, Session, Written, backup, request};

/// The fields that are chosen between, in the order in which they are shown; what isn't on top goes into the note.
const FIELDS: [&str; 12] = [
    "name",
    "corporation",
    "kana",
    "kind",
    "side",
    "municipality",
    "postal",
    "address",
    "phone",
    "fax",
    "email",
    "does",
];

/// The value of a field as it is stored; empty when there is none.
fn raw(fields: &OrganisationFields, field: &str) -> String {
    match field {
        "name" => fields.name.clone(),
        "corporation" => fields.corporation.clone(),
        "kana" => fields.kana.clone(),
        "kind" => fields.kind.clone().unwrap_or_default(),
        "side" => fields
            .side
            .map(|side| side.as_str().to_owned())
            .unwrap_or_default(),
        "municipality" => fields
            .municipality
            .map(|id| id.to_string())
            .unwrap_or_default(),
        "postal" => fields.postal.clone(),
        "address" => fields.address.clone(),
        "phone" => fields.phone.clone(),
        "fax" => fields.fax.clone(),
        "email" => fields.email.clone(),
        "does" => fields.does.clone(),
        "note" => fields.note.clone(),
        _ => String::new(),
    }
}

fn take(fields: &mut OrganisationFields, from: &OrganisationFields, field: &str) {
    match field {
        "name" => fields.name.clone_from(&from.name),
        "corporation" => fields.corporation.clone_from(&from.corporation),
        "kana" => fields.kana.clone_from(&from.kana),
        "kind" => fields.kind.clone_from(&from.kind),
        "side" => fields.side = from.side,
        "municipality" => fields.municipality = from.municipality,
        "postal" => fields.postal.clone_from(&from.postal),
        "address" => fields.address.clone_from(&from.address),
        "phone" => fields.phone.clone_from(&from.phone),
        "fax" => fields.fax.clone_from(&from.fax),
        "email" => fields.email.clone_from(&from.email),
        "does" => fields.does.clone_from(&from.does),
        _ => {}
    }
}

fn relation(field: &str, a: &str, b: &str) -> Option<Relation> {
    let alike = || match field {
        "email" => key::email(a).is_some() && key::email(a) == key::email(b),
        "phone" | "fax" => key::phone(a).is_some() && key::phone(a) == key::phone(b),
        "kana" => key::kana(a) == key::kana(b),
        "name" => key::organisation(a) == key::organisation(b),
        _ => key::fold(a) == key::fold(b),
    };
    Some(match (a.trim().is_empty(), b.trim().is_empty()) {
        (true, true) => return None,
        (false, true) => Relation::OnlyTheirs,
        (true, false) => Relation::OnlyOurs,
        (false, false) if a == b => Relation::Same,
        (false, false) if alike() => Relation::Variant,
        (false, false) => Relation::Differs,
    })
}

fn both_ids(a: &str, b: &str) -> Result<(OrganisationId, OrganisationId)> {
    let (a, b): (OrganisationId, OrganisationId) = (request::id("a", a)?, request::id("b", b)?);
    if a == b {
        return Err(Error::refused("b", "refused.same_record"));
    }
    Ok((a, b))
}

/// Field by field what would come on top, and what would move along. Nothing is written.
///
/// # Errors
/// `Refused` when both are one already, `NoRecord`.
pub fn merge_organisations_preview(
    session: &mut Session,
    request: MergePair,
) -> Result<MergePreview> {
    let (a, b) = both_ids(&request.a, &request.b)?;
    let read = session.ledger()?.read();
    let (of_a, of_b) = (read.organisation(a)?.fields, read.organisation(b)?.fields);
    let teller = Teller::of(session)?;
    let words = teller.words();
    let row = |field: &str| {
        let (in_a, in_b) = (raw(&of_a, field), raw(&of_b, field));
        let relation = relation(field, &in_a, &in_b)?;
        let shown = |value: &str| match value {
            "" => String::new(),
            value => teller.value("organisation", field, value),
        };
        let two = matches!(relation, Relation::Variant | Relation::Differs);
        Some(MergeField {
            field: field.to_owned(),
            label: teller.column("organisation", field),
            a: shown(&in_a),
            b: shown(&in_b),
            relation,
            from: match field {
                "note" if two => From::Both,
                _ if in_a.trim().is_empty() => From::B,
                _ => From::A,
            },
            choices: if two && field != "note" {
                vec![From::A, From::B]
            } else {
                Vec::new()
            },
            kept: true,
        })
    };
    let moves = read.organisation_moves(a.max(b))?;
    let moves = [
        ("merge.people", moves.posts),
        ("log.kind.series", moves.series),
        ("log.kind.meeting", moves.meetings),
        ("log.kind.attendance", moves.attendances),
        ("log.kind.encounter", moves.encounters),
    ];
    let subject = words.fill("merge.both", &[("a", &of_a.name), ("b", &of_b.name)]);
    Ok(MergePreview {
        operation: words.fill("operation.organisation.merge", &[("subject", &subject)]),
        name_a: of_a.name.clone(),
        name_b: of_b.name.clone(),
        apart: String::new(),
        fields: FIELDS.into_iter().chain(["note"]).filter_map(row).collect(),
        moves: moves
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .map(|(key, count)| MergeMove {
                label: words.get(key).to_owned(),
                count: u32::try_from(count).unwrap_or(u32::MAX),
            })
            .collect(),
        meetings: Vec::new(),
    })
}

/// Makes two organisations one: one operation, with a backup before it. The values of `a` come on top where nothing else is
/// chosen; those of the other that differ become lines of the note.
///
/// # Errors
/// `Refused` when both are one already or a field is named that there is none of, `NoRecord`.
pub fn merge_organisations(session: &mut Session, request: MergePeople) -> Result<Written> {
    let (a, b) = both_ids(&request.a, &request.b)?;
    for choice in &request.choices {
        if !FIELDS.contains(&choice.field.as_str()) {
            return Err(Error::refused("field", "refused.no_such_field"));
        }
    }
    let read = session.ledger()?.read();
    let (of_a, of_b) = (read.organisation(a)?.fields, read.organisation(b)?.fields);
    let mut top = of_a.clone();
    let teller = Teller::of(session)?;
    let mut lines = Vec::new();
    for field in FIELDS {
        let choice = request.choices.iter().find(|choice| choice.field == field);
        let (in_a, in_b) = (raw(&of_a, field), raw(&of_b, field));
        let chosen_b = choice.is_some_and(|choice| choice.from == From::B);
        let from_b = in_a.trim().is_empty() || chosen_b && !in_b.trim().is_empty();
        let (above, other) = if from_b {
            take(&mut top, &of_b, field);
            (in_b, in_a)
        } else {
            (in_a, in_b)
        };
        if !other.trim().is_empty() && other != above {
            let label = teller.column("organisation", field);
            let value = teller.value("organisation", field, &other);
            lines.push(format!("{label}：{value}"));
        }
    }
    for line in of_b.note.lines().map(str::to_owned).chain(lines) {
        if !top.note.lines().any(|known| known == line) {
            if !top.note.is_empty() {
                top.note.push('\n');
            }
            top.note.push_str(&line);
        }
    }
    let subject =
        words(session.language()).fill("merge.both", &[("a", &of_a.name), ("b", &of_b.name)]);
    let (kept, gone) = (a.min(b), a.max(b));
    backup::before(session, Reason::Merge);
    session.write("organisation.merge", &subject, |write| {
        write.merge_organisations(kept, gone, &top)?;
        Ok(kept)
    })
}

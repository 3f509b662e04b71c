//! Two organisations made one.

use ledger::OrganisationId;
use ledger::backup::Reason;
use ledger::organisation::OrganisationFields;

use super::{From, MergePeople};
use crate::log::words::Teller;
use crate::words::words;
use crate::{Error, Result, Session, Written, backup, request};

/// The texts that are chosen between; what isn't on top goes into the note.
const FIELDS: [&str; 9] = [
    "name",
    "corporation",
    "kana",
    "postal",
    "address",
    "phone",
    "fax",
    "email",
    "does",
];

fn text<'a>(fields: &'a mut OrganisationFields, field: &str) -> Option<&'a mut String> {
    Some(match field {
        "name" => &mut fields.name,
        "corporation" => &mut fields.corporation,
        "kana" => &mut fields.kana,
        "postal" => &mut fields.postal,
        "address" => &mut fields.address,
        "phone" => &mut fields.phone,
        "fax" => &mut fields.fax,
        "email" => &mut fields.email,
        "does" => &mut fields.does,
        _ => return None,
    })
}

/// Makes two organisations one: one operation, with a backup before it. The values of `a` come on top where nothing else is
/// chosen; those of the other that differ become lines of the note.
///
/// # Errors
/// `Refused` when both are one already or a field is named that there is none of, `NoRecord`.
pub fn merge_organisations(session: &mut Session, request: MergePeople) -> Result<Written> {
    let a: OrganisationId = request::id("a", &request.a)?;
    let b: OrganisationId = request::id("b", &request.b)?;
    if a == b {
        return Err(Error::refused("b", "refused.same_record"));
    }
    for choice in &request.choices {
        if !FIELDS.contains(&choice.field.as_str()) {
            return Err(Error::refused("field", "refused.no_such_field"));
        }
    }
    let read = session.ledger()?.read();
    let mut top = read.organisation(a)?.fields;
    let mut other = read.organisation(b)?.fields;
    let subject =
        words(session.language()).fill("merge.both", &[("a", &top.name), ("b", &other.name)]);
    let mut lines = Vec::new();
    {
        let teller = Teller::of(session)?;
        for field in FIELDS {
            let chosen = request
                .choices
                .iter()
                .find(|choice| choice.field == field)
                .map(|choice| choice.from);
            let (Some(ours), Some(theirs)) = (text(&mut top, field), text(&mut other, field))
            else {
                continue;
            };
            if chosen == Some(From::B) && !theirs.trim().is_empty() || ours.trim().is_empty() {
                std::mem::swap(ours, theirs);
            }
            if !theirs.trim().is_empty() && theirs != ours {
                let label = teller.column("organisation", field);
                lines.push(format!("{label}：{theirs}"));
            }
        }
    }
    top.kind = top.kind.or(other.kind);
    top.side = top.side.or(other.side);
    top.municipality = top.municipality.or(other.municipality);
    for line in other.note.lines().map(str::to_owned).chain(lines) {
        if !top.note.lines().any(|known| known == line) {
            if !top.note.is_empty() {
                top.note.push('\n');
            }
            top.note.push_str(&line);
        }
    }
    let (kept, gone) = (a.min(b), a.max(b));
    backup::before(session, Reason::Merge);
    session.write("organisation.merge", &subject, |write| {
        write.merge_organisations(kept, gone, &top)?;
        Ok(kept)
    })
}

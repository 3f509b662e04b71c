//! A plan in words: rows, counts that add up, reasons.

use exchange::matching::Reason;
use exchange::{Broken, ForeignPerson, Format, Rejection};
use ledger::PersonId;

use super::plan::{Plan, Planned, Why, row_id};
use super::{DryRun, ImportRow, Match, Outcome, file_name};
use crate::people::reason_key;
use crate::vocabulary::{Term as _, professions};
use crate::words::{Words, words};
use crate::{Result, Session};

/// The plan as the window and `--json` show it.
pub(super) fn dry_run(
    session: &mut Session,
    path: &std::path::Path,
    digest: String,
    plan: &Plan,
) -> Result<DryRun> {
    let words = words(session.language());
    let language = session.language();
    let mut rows = Vec::with_capacity(plan.rows.len());
    let read = session.ledger()?.read();
    let names: std::collections::HashMap<PersonId, String> = read
        .all_people()?
        .into_iter()
        .map(|person| (person.id, person.fields.name))
        .collect();
    let mut names_of_rows = std::collections::HashMap::new();
    for (entry, planned) in plan.file.entries.iter().zip(&plan.rows) {
        let foreign = entry.person.as_ref().ok();
        let name = foreign
            .map(shown_name)
            .unwrap_or_else(|| entry.name_hint.clone());
        if planned.outcome == Outcome::New {
            names_of_rows.insert(row_id(entry.row), name.clone());
        }
        let matched = planned.candidates.first().map(|(id, reasons)| {
            let person = id.parse::<PersonId>().ok();
            let removed = match &planned.why {
                Why::Removed(name) => Some(name.clone()),
                Why::Matched
                | Why::Nobody
                | Why::OrganisationOnly
                | Why::Rejected(_)
                | Why::LeftOut => None,
            };
            Match {
                removed: removed.is_some(),
                name: person
                    .and_then(|person| names.get(&person).cloned())
                    .or(removed)
                    .or_else(|| names_of_rows.get(id).cloned())
                    .unwrap_or_default(),
                person: person.map(|person| person.to_string()).unwrap_or_default(),
                reasons: reasons
                    .iter()
                    .map(|reason| words.get(reason_key(*reason)).to_owned())
                    .collect(),
            }
        });
        let changes = planned
            .changes
            .iter()
            .map(|change| {
                let shown = |value: &str| match change.field {
                    "profession" => professions()
                        .get(value)
                        .map_or(value, |known| known.name(language))
                        .to_owned(),
                    _ => value.to_owned(),
                };
                (
                    words
                        .get(&format!("import.field.{}", change.field))
                        .to_owned(),
                    shown(&change.old),
                    shown(&change.new),
                )
            })
            .collect();
        rows.push(ImportRow {
            row: u32::try_from(entry.row).unwrap_or(u32::MAX),
            outcome: planned.outcome,
            name,
            post: foreign.map(shown_post).unwrap_or_default(),
            person: planned.person.map(|person| person.to_string()),
            reason: reason(words, planned, matched.as_ref()),
            matched,
            changes,
        });
    }
    let count = |outcome| {
        u32::try_from(rows.iter().filter(|row| row.outcome == outcome).count()).unwrap_or(u32::MAX)
    };
    let dropped = plan
        .file
        .entries
        .iter()
        .filter_map(|entry| entry.person.as_ref().ok())
        .map(|person| person.dropped.len())
        .sum::<usize>();
    Ok(DryRun {
        file_name: file_name(path),
        digest,
        format: format_id(plan.file.format).to_owned(),
        encoding: plan.file.encoding.clone(),
        columns: plan
            .file
            .columns
            .iter()
            .map(|(header, field)| (header.clone(), field.and_then(field_id)))
            .collect(),
        read: u32::try_from(rows.len()).unwrap_or(u32::MAX),
        new: count(Outcome::New),
        updated: count(Outcome::Updated),
        unchanged: count(Outcome::Unchanged),
        doubtful: count(Outcome::Doubtful),
        rejected: count(Outcome::Rejected),
        dropped: u32::try_from(dropped).unwrap_or(u32::MAX),
        notices: super::preview::notices(words, &plan.file),
        rows,
    })
}

pub(super) fn format_id(format: Format) -> &'static str {
    match format {
        Format::Vcard => "vcard",
        Format::Csv => "csv",
        Format::Xlsx => "xlsx",
    }
}

/// A field's id as serde writes it.
fn field_id(field: exchange::header::Field) -> Option<String> {
    serde_json::to_value(field)
        .ok()?
        .as_str()
        .map(str::to_owned)
}

fn shown_name(foreign: &ForeignPerson) -> String {
    let name = super::facts::fields(foreign).name;
    if foreign.name.trim().is_empty()
        && foreign.family.trim().is_empty()
        && !foreign.organisation.trim().is_empty()
    {
        foreign.organisation.clone()
    } else {
        name
    }
}

pub(super) fn shown_post(foreign: &ForeignPerson) -> String {
    [&foreign.organisation, &foreign.department, &foreign.title]
        .into_iter()
        .filter(|word| !word.trim().is_empty())
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(" ")
}

fn reason(words: &Words, planned: &Planned, matched: Option<&Match>) -> String {
    match &planned.why {
        Why::Rejected(rejection) => rejected(words, rejection),
        Why::Removed(_) if planned.outcome == Outcome::Updated => {
            words.get("import.restored").to_owned()
        }
        Why::Removed(_) => words.get("import.removed").to_owned(),
        Why::LeftOut => words.get("import.left_out").to_owned(),
        Why::Nobody => words.get("import.nobody").to_owned(),
        Why::OrganisationOnly if planned.outcome == Outcome::New => {
            words.get("import.organisation_new").to_owned()
        }
        Why::OrganisationOnly => words.get("import.organisation_known").to_owned(),
        Why::Matched => {
            let reasons = matched
                .map(|matched| matched.reasons.join(words.get("list.separator")))
                .unwrap_or_default();
            let key = match planned.outcome {
                Outcome::Updated => "import.updated",
                Outcome::Unchanged => "import.unchanged",
                Outcome::Doubtful if several(planned) => "import.several",
                Outcome::New | Outcome::Doubtful | Outcome::Rejected => "import.doubtful",
            };
            words.fill(
                key,
                &[("reasons", &reasons), ("count", &planned.candidates.len())],
            )
        }
    }
}

fn several(planned: &Planned) -> bool {
    planned.candidates.len() > 1
        || planned
            .candidates
            .iter()
            .any(|(_, reasons)| reasons.contains(&Reason::SeveralFit))
}

pub(super) fn rejected(words: &Words, rejection: &Rejection) -> String {
    match rejection {
        Rejection::NothingToKeep => words.get("import.nothing_to_keep").to_owned(),
        Rejection::NoPerson { text } => words.fill("import.no_person", &[("text", text)]),
        Rejection::Broken { what } => words
            .get(match what {
                Broken::NoEndBeforeNext => "import.broken.no_end_before_next",
                Broken::NoEndOfLast => "import.broken.no_end_of_last",
                Broken::OpenQuote => "import.broken.open_quote",
            })
            .to_owned(),
        Rejection::Undecodable { encoding } => {
            words.fill("import.undecodable", &[("encoding", encoding)])
        }
        Rejection::TooLong { length } => words.fill("import.too_long", &[("length", length)]),
        Rejection::TooManyCells { cells } => {
            words.fill("import.too_many_cells", &[("cells", cells)])
        }
    }
}

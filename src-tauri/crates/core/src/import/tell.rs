//! A plan in words: rows, counts that add up, reasons.

use exchange::matching::Reason;
use exchange::{Broken, ForeignPerson, Format, Rejection};

use super::cards::{Who, words as in_one_line};
use super::facts::Change;
use super::plan::{Deed, Plan, Planned, Why};
use super::resolve::row_name;
use super::{Candidate, DryRun, ImportRow, Kind, Match, Outcome, file_name};
use crate::people::reason_words;
use crate::vocabulary::{Term as _, contact_ways, professions, sides};
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
    let style = session.style();
    let mut rows = Vec::with_capacity(plan.rows.len());
    let number = |at: usize| {
        plan.file
            .entries
            .get(at)
            .and_then(|entry| u32::try_from(entry.row).ok())
    };
    let shown = |change: &Change| {
        let value = |value: &str| match change.field {
            "profession" => professions()
                .get(value)
                .map_or(value, |known| known.name(style.language))
                .to_owned(),
            "side" => sides()
                .get(value)
                .map_or(value, |known| known.name(style.language))
                .to_owned(),
            "preferred_way" => contact_ways()
                .get(value)
                .map_or(value, |known| known.name(style.language))
                .to_owned(),
            _ => value.to_owned(),
        };
        let field = words
            .get(&format!("import.field.{}", change.field))
            .to_owned();
        (field, value(&change.old), value(&change.new))
    };
    for (entry, planned) in plan.file.entries.iter().zip(&plan.rows) {
        let foreign = entry.person.as_ref().ok();
        let name = foreign
            .map(shown_name)
            .unwrap_or_else(|| entry.name_hint.clone());
        let removed = matches!(planned.why, Why::Removed);
        let candidates: Vec<Candidate> = planned
            .candidates
            .iter()
            .map(|one| Candidate {
                person: one
                    .who
                    .person()
                    .map(|id| id.to_string())
                    .unwrap_or_default(),
                key: match one.who {
                    Who::Person(id) => id.to_string(),
                    Who::Row(at) => row_name(at),
                },
                row: match one.who {
                    Who::Row(at) => number(at),
                    Who::Person(_) => None,
                },
                name: one.name.clone(),
                post: one.post.clone(),
                removed,
                reasons: reason_words(words, &one.reasons, &name, &one.name),
                compare: one.compare.clone(),
            })
            .collect();
        let named = candidates
            .first()
            .filter(|_| !matches!(planned.why, Why::Namesake(_)));
        let matched = named.map(|one| Match {
            person: one.person.clone(),
            name: one.name.clone(),
            removed,
            reasons: one.reasons.clone(),
        });
        rows.push(ImportRow {
            row: u32::try_from(entry.row).unwrap_or(u32::MAX),
            part: u32::try_from(entry.part).unwrap_or(u32::MAX),
            outcome: planned.outcome,
            kind: planned.kind,
            name,
            post: foreign
                .map(|foreign| {
                    in_one_line([&foreign.organisation, &foreign.department, &foreign.title])
                })
                .unwrap_or_default(),
            person: planned
                .who
                .and_then(Who::person)
                .map(|person| person.to_string()),
            reason: reason(words, style, plan, planned, matched.as_ref()),
            candidates: if planned.outcome == Outcome::Doubtful
                || matches!(planned.why, Why::Namesake(_))
            {
                candidates
            } else {
                Vec::new()
            },
            matched,
            changes: planned.changes.iter().map(shown).collect(),
            stays: planned.stays.iter().map(shown).collect(),
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
    let confirms = plan.rows.iter();
    let confirms = confirms
        .filter(|row| matches!(row.deed, Deed::Confirm))
        .count();
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
        confirms: u32::try_from(confirms).unwrap_or(u32::MAX),
        notices: super::preview::notices(words, &plan.file),
        as_of: plan.as_of.map(|as_of| as_of.day),
        as_of_from: plan.as_of.map(|as_of| as_of.from),
        as_of_words: plan
            .as_of
            .map(|as_of| style.date(as_of.day))
            .unwrap_or_default(),
        again: plan.again,
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

/// The name, else the organisation, else how the row reaches somebody.
pub(super) fn shown_name(foreign: &ForeignPerson) -> String {
    if !foreign.name.trim().is_empty() {
        return foreign.name.clone();
    }
    let parts = [foreign.family.trim(), foreign.given.trim()];
    let whole = parts.into_iter().filter(|part| !part.is_empty());
    let whole = whole.collect::<Vec<_>>().join(" ");
    if !whole.is_empty() {
        return whole;
    }
    if !foreign.organisation.trim().is_empty() {
        return foreign.organisation.clone();
    }
    let phones = foreign.phones.iter().map(|phone| phone.typed.clone());
    phones
        .chain(foreign.emails.iter().cloned())
        .next()
        .unwrap_or_default()
}

fn reason(
    words: &Words,
    style: crate::dates::Style,
    plan: &Plan,
    planned: &Planned,
    matched: Option<&Match>,
) -> String {
    let reasons = || {
        matched
            .map(|matched| matched.reasons.join(words.get("list.separator")))
            .filter(|reasons| !reasons.is_empty())
            .unwrap_or_else(|| words.get("import.by_her").to_owned())
    };
    let with = |key: &str| words.fill(key, &[("reasons", &reasons())]);
    let sentence = match &planned.why {
        Why::Rejected(rejection) => rejected(words, rejection),
        Why::Removed if planned.outcome == Outcome::Updated => {
            words.get("import.restored").to_owned()
        }
        Why::Removed => words.get("import.removed").to_owned(),
        Why::LeftOut => words.get("import.left_out").to_owned(),
        Why::Later => words.get("import.later").to_owned(),
        Why::Other => words.get("import.other").to_owned(),
        Why::Namesake(row) => words.fill("import.namesake", &[("row", row)]),
        Why::Nobody => words.get("import.nobody").to_owned(),
        Why::OrganisationOnly if planned.outcome == Outcome::New => {
            words.get("import.organisation_new").to_owned()
        }
        Why::OrganisationOnly => words.get("import.organisation_known").to_owned(),
        Why::Matched => match (planned.kind, &planned.moved) {
            (Kind::Moved, Some((from, to))) => words.fill(
                "import.moved",
                &[("reasons", &reasons()), ("from", from), ("to", to)],
            ),
            (Kind::Renamed, _) => with("import.renamed"),
            (Kind::Older, _) => with("import.older"),
            _ => match planned.outcome {
                Outcome::Updated => with("import.updated"),
                Outcome::Unchanged => with("import.unchanged"),
                Outcome::Doubtful if several(planned) => words.fill(
                    "import.several",
                    &[
                        ("reasons", &reasons()),
                        ("count", &planned.candidates.len()),
                    ],
                ),
                Outcome::New | Outcome::Doubtful | Outcome::Rejected => with("import.doubtful"),
            },
        },
    };
    if planned.stays.is_empty() {
        return sentence;
    }
    let day = plan
        .as_of
        .map(|as_of| style.date(as_of.day))
        .unwrap_or_default();
    let fields: Vec<String> = planned
        .stays
        .iter()
        .map(|change| {
            words
                .get(&format!("import.field.{}", change.field))
                .to_owned()
        })
        .collect();
    let stays = words.fill(
        "import.stays",
        &[
            ("day", &day),
            ("fields", &fields.join(words.get("list.separator"))),
        ],
    );
    format!("{sentence}{stays}")
}

fn several(planned: &Planned) -> bool {
    planned.candidates.len() > 1
        || planned
            .candidates
            .iter()
            .any(|one| one.reasons.contains(&Reason::SeveralFit))
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

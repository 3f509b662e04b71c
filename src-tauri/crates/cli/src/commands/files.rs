//! Files in and out: contacts, minutes, the map, lists.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use kaotsunagi_core::export::{ExportPeople, PeopleFormat, export_people};
use kaotsunagi_core::import::{
    AsOfFrom, Candidate, Choice, Decision, DryRun, ImportContacts, ImportRow, Kind, Outcome,
    ReadContacts, import_contacts, read_contacts,
};
use kaotsunagi_core::keys::{OpenSealed, open_sealed};
use kaotsunagi_core::map::{ExportMap, export_map};
use kaotsunagi_core::minutes::{Audience, ExportMinutes, MinutesFormat, export_minutes};
use serde::Serialize;
use serde_json::{Value, json};

use super::reading;
use crate::arguments::{Export, Import, Map, Minutes, Unseal};
use crate::failure::Failure;
use crate::output::{Output, list, text};
use crate::sitting::Sitting;

pub(super) fn import(
    sitting: &mut Sitting,
    out: &mut Output,
    import: Import,
) -> Result<(), Failure> {
    let options = reading::options(sitting, &import)?;
    if import.keep_mapping {
        reading::keep(sitting, &import, &options)?;
    }
    if import.preview {
        return reading::preview(sitting, out, import, options);
    }
    if let Some(to) = &import.rejected {
        reading::save_rejected(sitting, &import, &options, full(to.clone()))?;
    }
    let result = if import.dry_run {
        let request = ReadContacts {
            path: import.file,
            encoding: import.encoding,
            options,
            as_of: import.as_of,
        };
        sitting.ask_for(read_contacts, request)?
    } else {
        let request = ImportContacts {
            decisions: decisions(sitting, &import)?,
            path: import.file,
            encoding: import.encoding,
            options,
            source: import.source,
            basis: import.basis,
            giver: import.giver,
            giver_organisation: import.giver_organisation,
            how: import.how,
            as_of: import.as_of,
            digest: None,
        };
        sitting.ask_for(import_contacts, request)?.result
    };
    out.give(&told(&result), |out, _| {
        let rows: Vec<Vec<String>> = result
            .rows
            .iter()
            .map(|row| {
                let outcome = sitting.word(match row.outcome {
                    Outcome::New => "cli.outcome.new",
                    Outcome::Updated => "cli.outcome.updated",
                    Outcome::Unchanged => "cli.outcome.unchanged",
                    Outcome::Doubtful => "cli.outcome.doubtful",
                    Outcome::Rejected => "cli.outcome.rejected",
                });
                vec![
                    row.row.to_string(),
                    outcome.to_owned(),
                    row.name.clone(),
                    row.reason.clone(),
                ]
            })
            .collect();
        out.table(
            &["cli.row", "cli.outcome", "column.name", "cli.reason"].map(|key| sitting.word(key)),
            &rows,
        )?;
        out.line(&sitting.fill(
            "cli.import",
            &[
                ("format", &result.format.clone()),
                ("encoding", &result.encoding.clone()),
                ("read", &result.read.to_string()),
                ("new", &result.new.to_string()),
                ("updated", &result.updated.to_string()),
                ("unchanged", &result.unchanged.to_string()),
                ("doubtful", &result.doubtful.to_string()),
                ("rejected", &result.rejected.to_string()),
            ],
        ))
    })
}

/// Exactly what `import --json` promises.
#[derive(Serialize)]
struct Told<'a> {
    format: &'a str,
    encoding: &'a str,
    read: u32,
    new: u32,
    updated: u32,
    unchanged: u32,
    doubtful: u32,
    rejected: u32,
    rows: Vec<ToldRow<'a>>,
    as_of: Option<NaiveDate>,
    as_of_from: Option<AsOfFrom>,
    again: bool,
}

#[derive(Serialize)]
struct ToldRow<'a> {
    row: u32,
    outcome: Outcome,
    name: &'a str,
    person: Option<&'a str>,
    #[serde(rename = "match")]
    matched: Option<ToldMatch<'a>>,
    reason: &'a str,
    kind: Kind,
    changes: &'a [(String, String, String)],
    stays: &'a [(String, String, String)],
    candidates: &'a [Candidate],
}

#[derive(Serialize)]
struct ToldMatch<'a> {
    person: &'a str,
    reasons: &'a [String],
}

fn told(result: &DryRun) -> Told<'_> {
    fn told_row(row: &ImportRow) -> ToldRow<'_> {
        let ImportRow {
            row,
            part: _,
            outcome,
            kind,
            name,
            post: _,
            person,
            matched,
            reason,
            changes,
            stays,
            candidates,
        } = row;
        ToldRow {
            row: *row,
            outcome: *outcome,
            name,
            person: person.as_deref(),
            matched: matched.as_ref().map(|one| ToldMatch {
                person: &one.person,
                reasons: &one.reasons,
            }),
            reason,
            kind: *kind,
            changes,
            stays,
            candidates,
        }
    }
    Told {
        format: &result.format,
        encoding: &result.encoding,
        read: result.read,
        new: result.new,
        updated: result.updated,
        unchanged: result.unchanged,
        doubtful: result.doubtful,
        rejected: result.rejected,
        rows: result.rows.iter().map(told_row).collect(),
        as_of: result.as_of,
        as_of_from: result.as_of_from,
        again: result.again,
    }
}

fn decisions(sitting: &mut Sitting, import: &Import) -> Result<Vec<Decision>, Failure> {
    let mut decisions = Vec::new();
    for same in &import.same {
        let (row, person) = same.split_once('=').unwrap_or((same, ""));
        let Ok(row) = row.trim().parse::<u32>() else {
            return Err(Failure::bad_use(
                "usage",
                sitting.fill("cli.bad_decision", &[("typed", same)]),
            ));
        };
        decisions.push(Decision {
            part: 0,
            row,
            choice: Choice::Same,
            person: Some(sitting.person(person)?),
            why: None,
        });
    }
    for (rows, choice) in [(&import.other, Choice::Other), (&import.skip, Choice::Skip)] {
        decisions.extend(rows.iter().map(|row| Decision {
            part: 0,
            row: *row,
            choice,
            person: None,
            why: (choice == Choice::Other).then(|| import.why.clone()),
        }));
    }
    Ok(decisions)
}

pub(super) fn imports(sitting: &mut Sitting, out: &mut Output) -> Result<(), Failure> {
    let imports = sitting.call("imports", json!({}))?;
    out.give(&imports, |out, imports| {
        let keys = [
            "at",
            "file",
            "source",
            "new",
            "updated",
            "unchanged",
            "doubtful",
            "rejected",
        ];
        let rows: Vec<Vec<String>> = list(imports, "rows")
            .iter()
            .map(|row| keys.into_iter().map(|key| text(row, key)).collect())
            .collect();
        let headings = [
            "column.date",
            "cli.file",
            "cli.source",
            "cli.outcome.new",
            "cli.outcome.updated",
            "cli.outcome.unchanged",
            "cli.outcome.doubtful",
            "cli.outcome.rejected",
        ];
        out.table(&headings.map(|key| sitting.word(key)), &rows)
    })
}

pub(super) fn minutes(
    sitting: &mut Sitting,
    out: &mut Output,
    request: Minutes,
) -> Result<(), Failure> {
    let (ending, passphrase) = sealed(sitting, &request.out)?;
    let format = match request.format.as_deref().unwrap_or(&ending) {
        "pdf" => MinutesFormat::Pdf,
        "docx" => MinutesFormat::Docx,
        "md" => MinutesFormat::Md,
        "txt" => MinutesFormat::Txt,
        _ => {
            return Err(Failure::bad_use(
                "usage",
                sitting.word("cli.no_format").to_owned(),
            ));
        }
    };
    let meeting = sitting.meeting(&request.meeting)?;
    let request = ExportMinutes {
        meeting,
        audience: match request.audience.as_str() {
            "internal" => Audience::Internal,
            _ => Audience::Shared,
        },
        format,
        path: full(request.out),
        passphrase,
    };
    let exported = sitting.ask(export_minutes, request)?;
    told_exported(out, &exported)
}

pub(super) fn map(sitting: &mut Sitting, out: &mut Output, request: Map) -> Result<(), Failure> {
    let (ending, passphrase) = sealed(sitting, &request.out)?;
    if !["svg", "png", "json"].contains(&ending.as_str()) {
        return Err(Failure::bad_use(
            "usage",
            sitting.word("cli.map_ending").to_owned(),
        ));
    }
    // The noun's id is the border's; the path need be no text and comes by itself.
    let drawn: ExportMap = serde_json::from_value(json!({"path": "", "kind": request.kind}))?;
    let drawn = ExportMap {
        path: full(request.out),
        passphrase,
        ..drawn
    };
    let exported = sitting.ask(export_map, drawn)?;
    told_exported(out, &exported)
}

pub(super) fn export(
    sitting: &mut Sitting,
    out: &mut Output,
    request: Export,
) -> Result<(), Failure> {
    let (_, passphrase) = sealed(sitting, &request.out)?;
    let format = request.format.as_deref().map(|format| match format {
        "csv" => PeopleFormat::Csv,
        "csv-cp932" => PeopleFormat::CsvCp932,
        "xlsx" => PeopleFormat::Xlsx,
        "xlsx-by-organisation" => PeopleFormat::XlsxByOrganisation,
        "vcard4" => PeopleFormat::Vcard4,
        _ => PeopleFormat::Vcard3,
    });
    let request = ExportPeople {
        path: full(request.out),
        passphrase,
        include_unknown: request.include_unknown,
        format,
        replace: request.replace,
    };
    let exported = sitting.ask(export_people, request)?;
    told_exported(out, &exported)
}

/// The ending that tells what the file is, and the passphrase over it when it ends in `.age` as well.
fn sealed(sitting: &Sitting, out: &Path) -> Result<(String, Option<String>), Failure> {
    let ending = |path: &Path| {
        let ending = path.extension().and_then(|ending| ending.to_str());
        ending.unwrap_or_default().to_lowercase()
    };
    Ok(match ending(out).as_str() {
        "age" => (
            ending(&out.with_extension("")),
            Some(sitting.seal_passphrase()?),
        ),
        clear => (clear.to_owned(), None),
    })
}

pub(super) fn unseal(
    sitting: &mut Sitting,
    out: &mut Output,
    request: &Unseal,
) -> Result<(), Failure> {
    let passphrase = sitting.sealed_passphrase()?;
    let request = OpenSealed {
        path: full(request.file.clone()),
        to: full(request.out.clone()),
        passphrase,
    };
    let exported = sitting.ask(open_sealed, request)?;
    told_exported(out, &exported)
}

pub(super) fn full(path: PathBuf) -> PathBuf {
    std::path::absolute(&path).unwrap_or(path)
}

fn told_exported(out: &mut Output, exported: &Value) -> Result<(), Failure> {
    out.give(exported, |out, exported| {
        out.line(&text(exported, "path"))?;
        let message = text(exported, "message");
        if message.is_empty() {
            Ok(())
        } else {
            out.line(&message)
        }
    })
}

//! The ledger as a whole: making, checking, undo, the region.

use std::process::ExitCode;

use std::path::Path;

use kaotsunagi_core::session::{NewCoordinator, NewLedger, check_at, make_sample, new_ledger};
use kaotsunagi_core::vocabulary::{coordinator_kinds, organisation_kinds};
use serde_json::{Value, json};

use super::Fields;
use crate::arguments::{New, Region, Sample, Status};
use crate::failure::Failure;
use crate::output::{Output, at, list, text};
use crate::sitting::Sitting;

/// Lines of one trouble that are told in words; JSON has them all.
const TOLD: usize = 5;

pub(super) fn new(sitting: &mut Sitting, out: &mut Output, new: &New) -> Result<(), Failure> {
    let profession = new
        .profession
        .as_deref()
        .map(|typed| sitting.profession(typed))
        .transpose()?;
    let kind = new
        .organisation_kind
        .as_deref()
        .map(|typed| sitting.term(organisation_kinds(), typed))
        .transpose()?;
    let passphrase = sitting.passphrase(true)?;
    let request = NewLedger {
        dir: new.dir.clone(),
        passphrase,
        region: new.region.clone(),
        prefecture: new.prefecture.clone(),
        municipalities: new.municipality.clone(),
        coordinator: NewCoordinator {
            name: new.coordinator.clone(),
            kana: new.kana.clone(),
            profession,
            organisation: new.organisation.clone(),
            organisation_kind: kind,
            title: new.title.clone(),
            kind: sitting.term(coordinator_kinds(), &new.coordinator_kind)?,
        },
    };
    let status = sitting.ask(new_ledger, request)?;
    sitting.call("close_ledger", json!({}))?;
    out.give(&status, |out, status| tell_status(sitting, out, status))
}

pub(super) fn status(
    sitting: &mut Sitting,
    out: &mut Output,
    request: Status,
) -> Result<(), Failure> {
    if !request.vocabulary {
        let status = sitting.call("status", json!({}))?;
        return out.give(&status, |out, status| tell_status(sitting, out, status));
    }
    let lists = sitting.call("vocabulary", json!({}))?;
    out.give(&lists, |out, lists| {
        for (name, _) in lists.as_object().into_iter().flatten() {
            out.line(&format!("[{name}]"))?;
            let rows: Vec<Vec<String>> = list(lists, name)
                .iter()
                .map(|row| vec![text(row, "id"), text(row, "name"), text(row, "group")])
                .collect();
            out.table(
                &["id", sitting.word("cli.word"), sitting.word("cli.group")],
                &rows,
            )?;
            out.line("")?;
        }
        Ok(())
    })
}

fn tell_status(sitting: &Sitting, out: &mut Output, status: &Value) -> Result<(), Failure> {
    let Some(ledger) = status.get("ledger").filter(|ledger| !ledger.is_null()) else {
        return Ok(());
    };
    out.line(&sitting.fill(
        "cli.status",
        &[
            ("region", &text(ledger, "region")),
            ("year", &text(ledger, "fiscal_year")),
            ("people", &text(ledger, "people")),
            ("organisations", &text(ledger, "organisations")),
            ("meetings", &text(ledger, "meetings")),
        ],
    ))?;
    out.line(&text(ledger, "dir"))?;
    if ledger.get("unprotected") == Some(&Value::Bool(true)) {
        out.line(sitting.word("cli.unprotected"))?;
    }
    Ok(())
}

pub(super) fn sample(sitting: &Sitting, out: &mut Output, sample: &Sample) -> Result<(), Failure> {
    let dir = make_sample(
        &sample.dir,
        sample.people,
        sample.meetings,
        sample.seed,
        sitting.now(),
    )
    .map_err(|error| Failure::from(error.problem_at(sitting.language, sitting.session.zone())))?;
    out.give(&json!({"dir": dir.display().to_string()}), |out, value| {
        out.line(&sitting.fill("cli.sample", &[("dir", &text(value, "dir"))]))
    })
}

/// The file as it lies: a damaged one can't be opened, and is told all the same.
pub(super) fn check(
    sitting: &mut Sitting,
    out: &mut Output,
    dir: &Path,
) -> Result<ExitCode, Failure> {
    let checked = sitting.with_passphrase(|sitting, passphrase| {
        check_at(dir, &passphrase, sitting.language).map_err(|error| {
            Failure::from(error.problem_at(sitting.language, sitting.session.zone()))
        })
    })?;
    out.give(&serde_json::to_value(&checked)?, |out, _| {
        out.line(sitting.word(if checked.sound {
            "cli.sound"
        } else {
            "cli.not_sound"
        }))?;
        for found in &checked.findings {
            out.line(&format!("- {}", found.message))?;
            for line in found.lines.iter().take(TOLD) {
                out.line(&format!("    {line}"))?;
            }
            if let Some(more) = found.count.checked_sub(TOLD).filter(|more| *more > 0) {
                out.line(&format!("    (+{more})"))?;
            }
        }
        if !checked.advice.is_empty() {
            out.line(&checked.advice)?;
        }
        let rows: Vec<Vec<String>> = checked
            .rows
            .iter()
            .map(|(table, count)| vec![table.clone(), count.to_string()])
            .collect();
        if rows.is_empty() {
            return Ok(());
        }
        out.table(
            &[sitting.word("cli.table"), sitting.word("cli.rows")],
            &rows,
        )
    })?;
    Ok(if checked.sound {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

pub(super) fn region(
    sitting: &mut Sitting,
    out: &mut Output,
    change: Region,
) -> Result<(), Failure> {
    let card = sitting.call("region", json!({}))?;
    let changes = change.name.is_some()
        || change.prefecture.is_some()
        || change.purpose.is_some()
        || change.add_coordinator.is_some()
        || !change.add_municipality.is_empty();
    if changes {
        let mut region = Fields::over(at(&card, "region"));
        region
            .set("name", change.name)
            .set("prefecture", change.prefecture)
            .set("purpose", change.purpose);
        let coordinator = match change.add_coordinator {
            Some(typed) => json!({
                "person": sitting.person(&typed)?,
                "name": typed,
                "kind": sitting.term(coordinator_kinds(), &change.coordinator_kind)?,
                "me": change.me,
            }),
            None => Value::Null,
        };
        return super::write(
            sitting,
            out,
            "save_region",
            json!({
                "region": region.value(),
                "add_municipalities": change.add_municipality,
                "add_coordinator": coordinator,
            }),
        );
    }
    out.give(&card, |out, card| {
        out.line(&format!(
            "{} {}",
            text(at(card, "region"), "prefecture"),
            text(at(card, "region"), "name")
        ))?;
        out.line(&text(at(card, "region"), "purpose"))?;
        let towns: Vec<String> = list(card, "municipalities")
            .iter()
            .map(|row| text(row, "name"))
            .collect();
        out.line(&towns.join(sitting.word("list.separator")))?;
        for row in list(card, "coordinators") {
            out.line(&format!("{}  {}", text(row, "name"), text(row, "kind")))?;
        }
        Ok(())
    })
}

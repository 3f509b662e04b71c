//! Today, the stages, searching, the history of a record.

use serde_json::{Value, json};

use super::write;
use crate::arguments::{Mark, Search};
use crate::failure::Failure;
use crate::output::{Output, at, list, text};
use crate::sitting::Sitting;

pub(super) fn today(sitting: &mut Sitting, out: &mut Output) -> Result<(), Failure> {
    let today = sitting.call("today", json!({}))?;
    out.give(&today, |out, today| {
        for step in list(today, "first_steps") {
            out.line(step.as_str().unwrap_or_default())?;
        }
        for meeting in list(today, "next_meetings") {
            out.line(&format!(
                "{}  {}  {}",
                text(meeting, "when"),
                text(meeting, "title"),
                text(meeting, "place")
            ))?;
        }
        for action in list(today, "actions") {
            out.line(&format!(
                "[{}] {}  {}",
                text(action, "chip"),
                text(action, "text"),
                text(action, "owner")
            ))?;
        }
        for row in list(today, "not_met") {
            let person = at(row, "person");
            out.line(&format!(
                "{}  {}  {}",
                text(person, "name"),
                text(person, "post"),
                text(row, "last")
            ))?;
        }
        for stage in list(today, "stages") {
            out.line(&format!(
                "{}  {}/{}",
                text(stage, "name"),
                text(stage, "done"),
                text(stage, "items")
            ))?;
        }
        let step = at(today, "next_step");
        if !step.is_null() {
            out.line(&format!(
                "→ {}  {}",
                text(step, "title"),
                text(step, "sentence")
            ))?;
        }
        for figure in list(today, "figures") {
            out.line(&format!(
                "{}  {}",
                text(figure, "label"),
                text(figure, "value")
            ))?;
        }
        Ok(())
    })
}

pub(super) fn stages(sitting: &mut Sitting, out: &mut Output) -> Result<(), Failure> {
    let stages = sitting.call("stages", json!({}))?;
    out.give(&stages, |out, stages| {
        out.line(&text(stages, "goal"))?;
        for stage in list(stages, "stages") {
            out.line("")?;
            let meter = at(stage, "meter");
            out.line(&format!(
                "{}  {}/{}",
                text(stage, "name"),
                text(meter, "done"),
                text(meter, "items")
            ))?;
            for item in list(stage, "items") {
                let state = match text(item, "state").as_str() {
                    "done" => "✓",
                    "under_way" => "…",
                    "not_applicable" => "/",
                    _ => " ",
                };
                out.line(&format!(
                    "[{state}] {:>4} {}",
                    text(item, "id"),
                    text(item, "title")
                ))?;
                let judgement = at(item, "judgement");
                let verdict = match text(judgement, "verdict").as_str() {
                    "met" => "◎",
                    "partly" => "△",
                    "no_data" => "−",
                    _ => "・",
                };
                out.line(&format!(
                    "         {verdict} {}",
                    text(judgement, "sentence")
                ))?;
            }
        }
        Ok(())
    })
}

pub(super) fn mark(sitting: &mut Sitting, out: &mut Output, mark: Mark) -> Result<(), Failure> {
    let stages = sitting.call("stages", json!({}))?;
    let kept = list(&stages, "stages")
        .iter()
        .flat_map(|stage| list(stage, "items"))
        .find(|item| text(item, "id") == mark.item);
    let Some(kept) = kept else {
        return Err(Failure::bad_use(
            "no_record",
            sitting.fill("cli.no_item", &[("typed", &mark.item)]),
        ));
    };
    let note = mark.note.unwrap_or_else(|| text(kept, "note"));
    write(
        sitting,
        out,
        "mark_item",
        json!({"item": mark.item, "state": mark.state, "note": note}),
    )
}

pub(super) fn search(
    sitting: &mut Sitting,
    out: &mut Output,
    request: Search,
) -> Result<(), Failure> {
    let found = sitting.call(
        "search",
        json!({"text": request.text, "limit": request.limit}),
    )?;
    out.give(&found, |out, found| {
        let rows: Vec<Vec<String>> = list(found, "hits")
            .iter()
            .map(|hit| {
                vec![
                    kind(sitting, hit).to_owned(),
                    text(hit, "title"),
                    text(hit, "detail"),
                ]
            })
            .collect();
        out.table(
            &["column.kind", "cli.found", "cli.detail"].map(|key| sitting.word(key)),
            &rows,
        )?;
        out.line(&sitting.fill(
            "cli.shown_of",
            &[("shown", &rows.len()), ("total", &text(found, "total"))],
        ))
    })
}

fn kind(sitting: &Sitting, hit: &Value) -> &'static str {
    sitting.word(match text(hit, "kind").as_str() {
        "person" => "column.person",
        "organisation" => "column.organisation",
        "series" => "column.series",
        "meeting" => "column.meeting",
        "agenda_item" => "column.agenda_item",
        "action" => "cli.line.action",
        _ => "column.line",
    })
}

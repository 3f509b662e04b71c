//! Meetings in words.

use serde_json::Value;

use crate::failure::Failure;
use crate::output::{Output, at, list as rows_of, text};
use crate::sitting::Sitting;

pub(super) fn list(sitting: &Sitting, out: &mut Output, meetings: &Value) -> Result<(), Failure> {
    let rows: Vec<Vec<String>> = rows_of(meetings, "rows")
        .iter()
        .map(|row| {
            [
                "date",
                "title",
                "place",
                "present",
                "decisions",
                "open_actions",
            ]
            .into_iter()
            .map(|key| text(row, key))
            .collect()
        })
        .collect();
    let headings = [
        "column.date",
        "column.meeting",
        "column.place",
        "cli.present",
        "cli.decisions",
        "cli.open_actions",
    ];
    out.table(&headings.map(|key| sitting.word(key)), &rows)?;
    out.line(&sitting.fill(
        "cli.shown_of",
        &[("shown", &rows.len()), ("total", &text(meetings, "total"))],
    ))
}

pub(super) fn show(sitting: &Sitting, out: &mut Output, card: &Value) -> Result<(), Failure> {
    out.line(&text(card, "heading"))?;
    out.line(&format!(
        "{}  {}  {}",
        text(card, "when"),
        text(at(card, "fields"), "place"),
        text(card, "host_name")
    ))?;
    for (number, item) in (1..).zip(rows_of(card, "agenda")) {
        out.line(&format!("{number}  {}", text(at(item, "fields"), "title")))?;
        lines(sitting, out, item, "lines")?;
    }
    lines(sitting, out, card, "loose_lines")?;
    let rows: Vec<Vec<String>> = rows_of(card, "attendance")
        .iter()
        .map(|row| vec![text(row, "name"), text(row, "post"), text(row, "attended")])
        .collect();
    if !rows.is_empty() {
        out.line("")?;
        out.table(
            &["column.name", "column.organisation", "column.attended"].map(|key| sitting.word(key)),
            &rows,
        )?;
        out.line(&text(at(card, "counts"), "quorum"))?;
    }
    for action in rows_of(card, "carried_over") {
        let line = format!(
            "{}  {}  {}",
            text(action, "text"),
            text(action, "owner"),
            text(action, "due")
        );
        out.line(&format!("{}: {line}", sitting.word("cli.carried_over")))?;
    }
    for check in rows_of(card, "checks") {
        if at(check, "attention") == true {
            out.line(&format!(
                "! {}: {}",
                text(check, "label"),
                text(check, "count")
            ))?;
        }
    }
    out.line(&text(card, "id"))
}

fn lines(sitting: &Sitting, out: &mut Output, of: &Value, key: &str) -> Result<(), Failure> {
    for line in rows_of(of, key) {
        let fields = at(line, "fields");
        let kind = sitting.word(match text(fields, "kind").as_str() {
            "information" => "cli.line.information",
            "statement" => "cli.line.statement",
            "decision" => "cli.line.decision",
            "action" => "cli.line.action",
            "handover" => "cli.line.handover",
            "insight" => "cli.line.insight",
            _ => "cli.line.viewpoint",
        });
        let internal = if at(fields, "audience") == "internal" {
            sitting.word("cli.internal")
        } else {
            ""
        };
        let who = text(line, "who");
        let gap = if who.is_empty() { "" } else { "  " };
        let action = at(line, "action");
        let owner = if action.is_null() {
            String::new()
        } else {
            format!(
                "  ({} {} {})",
                text(action, "owner"),
                text(action, "due"),
                text(action, "done")
            )
        };
        out.line(&format!(
            "   [{kind}{internal}] {who}{gap}{}{owner}",
            text(fields, "text")
        ))?;
    }
    Ok(())
}

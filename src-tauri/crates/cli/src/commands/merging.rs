//! Two who are one, or only look like it; where values come from.

use serde_json::{Value, json};

use super::write;
use crate::arguments::{Apart, Merge, Provenance};
use crate::failure::Failure;
use crate::output::{Output, at, list, text};
use crate::sitting::Sitting;

pub(super) fn merge(
    sitting: &mut Sitting,
    out: &mut Output,
    request: Merge,
) -> Result<(), Failure> {
    let mut choices = Vec::new();
    for typed in &request.keep {
        let chosen = typed
            .split_once('=')
            .map(|(field, from)| (field.trim(), from.trim()));
        match chosen {
            Some((field, from @ ("a" | "b" | "both"))) => {
                choices.push(json!({"field": field, "from": from}));
            }
            Some(_) | None => {
                let told = sitting.fill("cli.bad_decision", &[("typed", typed)]);
                return Err(Failure::bad_use("usage", told));
            }
        }
    }
    if request.organisations {
        let a = sitting.organisation(&request.a)?;
        let b = sitting.organisation(&request.b)?;
        let request = json!({"a": a, "b": b, "choices": choices});
        return write(sitting, out, "merge_organisations", request);
    }
    let (a, b) = (sitting.person(&request.a)?, sitting.person(&request.b)?);
    if !request.dry_run {
        let request = json!({"a": a, "b": b, "choices": choices});
        return write(sitting, out, "merge_people", request);
    }
    let preview = sitting.call("merge_preview", json!({"a": a, "b": b}))?;
    out.give(&preview, |out, preview| {
        out.line(&text(preview, "operation"))?;
        let rows: Vec<Vec<String>> = list(preview, "fields")
            .iter()
            .map(|row| {
                ["label", "a", "b", "from"]
                    .map(|key| text(row, key))
                    .to_vec()
            })
            .collect();
        let (a, b) = (text(preview, "name_a"), text(preview, "name_b"));
        let headings = [
            sitting.word("column.field"),
            &a,
            &b,
            sitting.word("cli.on_top"),
        ];
        out.table(&headings, &rows)?;
        for row in list(preview, "moves") {
            out.line(&format!("{}: {}", text(row, "label"), text(row, "count")))?;
        }
        match text(preview, "apart") {
            apart if apart.is_empty() => Ok(()),
            apart => out.line(&apart),
        }
    })
}

pub(super) fn duplicates(sitting: &mut Sitting, out: &mut Output) -> Result<(), Failure> {
    let found = sitting.call("duplicates", json!({}))?;
    out.give(&found, |out, found| {
        let mut rows = Vec::new();
        for group in list(found, "groups") {
            let name = |id: &str| {
                list(group, "people")
                    .iter()
                    .find(|person| text(person, "id") == id)
                    .map(|person| format!("{}  {}", text(person, "name"), text(person, "post")))
                    .unwrap_or_default()
            };
            for pair in list(group, "pairs") {
                let reasons: Vec<&str> = list(pair, "reasons")
                    .iter()
                    .filter_map(Value::as_str)
                    .collect();
                rows.push(vec![
                    name(&text(pair, "a")),
                    name(&text(pair, "b")),
                    reasons.join(sitting.word("list.separator")),
                ]);
            }
        }
        let headings = ["column.name", "column.name", "cli.reason"];
        out.table(&headings.map(|key| sitting.word(key)), &rows)
    })
}

pub(super) fn apart(
    sitting: &mut Sitting,
    out: &mut Output,
    request: Apart,
) -> Result<(), Failure> {
    let (a, b) = (sitting.person(&request.a)?, sitting.person(&request.b)?);
    if request.together {
        return write(sitting, out, "keep_together", json!({"a": a, "b": b}));
    }
    let request = json!({"a": a, "b": b, "why": request.why});
    write(sitting, out, "keep_apart", request)
}

pub(super) fn provenance(
    sitting: &mut Sitting,
    out: &mut Output,
    request: Provenance,
) -> Result<(), Failure> {
    let person = sitting.person(&request.person)?;
    if request.confirm {
        return write(sitting, out, "confirm_person", json!({"id": person}));
    }
    let told = sitting.call("provenance", json!({"id": person}))?;
    out.give(&told, |out, told| {
        let rows: Vec<Vec<String>> = list(told, "fields")
            .iter()
            .map(|row| {
                let source = at(row, "source");
                let from = ["file", "from", "basis"].map(|key| text(source, key));
                let from: Vec<String> = from.into_iter().filter(|part| !part.is_empty()).collect();
                vec![
                    text(row, "label"),
                    text(row, "value"),
                    from.join(" "),
                    text(row, "confirmed"),
                ]
            })
            .collect();
        let headings = [
            "column.field",
            "column.value",
            "cli.from",
            "column.confirmed_on",
        ];
        out.table(&headings.map(|key| sitting.word(key)), &rows)?;
        let former: Vec<Vec<String>> = list(told, "former")
            .iter()
            .map(|row| {
                ["label", "value", "file", "until"]
                    .map(|key| text(row, key))
                    .to_vec()
            })
            .collect();
        if former.is_empty() {
            return Ok(());
        }
        let headings = [
            "log.kind.former_value",
            "column.value",
            "cli.from",
            "column.until_on",
        ];
        out.table(&headings.map(|key| sitting.word(key)), &former)
    })
}

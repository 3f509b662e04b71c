//! Packs between colleagues.

use std::io::Read as _;
use std::path::Path;

use serde_json::{Value, json};

use super::files::full;
use super::write;
use crate::arguments::{Pack, PackChoose, PackColleague, PackFolder, PackGive, PackOpen};
use crate::failure::Failure;
use crate::output::{Output, at, list, text};
use crate::sitting::Sitting;

/// So many names are told of those who stay; all of them in JSON.
const NAMES: usize = 20;

pub(super) fn pack(sitting: &mut Sitting, out: &mut Output, pack: Pack) -> Result<(), Failure> {
    match pack {
        Pack::Give(request) => give(sitting, out, request),
        Pack::Open(request) => open(sitting, out, request),
        Pack::Take(request) => take(sitting, out, request),
        Pack::Key => {
            let known = sitting.call("colleagues", json!({}))?;
            out.give(&json!({"key": at(&known, "key")}), |out, told| {
                out.line(&text(told, "key"))
            })
        }
        Pack::Colleague(request) => colleague(sitting, out, request),
        Pack::Folder(request) => folder(sitting, out, request),
        Pack::Choose(request) => choose(sitting, out, request),
    }
}

fn give(sitting: &mut Sitting, out: &mut Output, request: PackGive) -> Result<(), Failure> {
    let mut people = Vec::new();
    for typed in &request.person {
        people.push(sitting.person(typed)?);
    }
    let (what, id) = if let Some(typed) = &request.series {
        ("series", sitting.series(typed)?)
    } else if let Some(typed) = &request.municipality {
        ("municipality", sitting.municipality(typed)?)
    } else if let Some(typed) = &request.profession {
        ("profession", sitting.profession(typed)?)
    } else if people.is_empty() {
        ("all", String::new())
    } else {
        ("people", String::new())
    };
    let hand_over = request
        .hand_over
        .then(|| json!({"manner": request.manner, "ties": request.ties}));
    let scope = json!({"what": what, "id": id, "people": people, "hand_over": hand_over});
    if request.dry_run {
        let receipt = sitting.call("preview_pack", scope)?;
        return out.give(&receipt, |out, receipt| told_receipt(sitting, out, receipt));
    }
    let known = sitting.call("colleagues", json!({}))?;
    let colleague = list(&known, "colleagues").iter().find(|one| {
        request.to.as_deref() == Some(&text(one, "name")) && !text(one, "key").is_empty()
    });
    let passphrase = match colleague {
        Some(_) => None,
        None => Some(sitting.seal_passphrase()?),
    };
    let given = sitting.call(
        "give_pack",
        json!({
            "path": full(request.out),
            "scope": scope,
            "colleague": colleague.map(|one| text(one, "id")),
            "passphrase": passphrase,
            "recipient": request.to.unwrap_or_default(),
            "basis": request.basis,
        }),
    )?;
    out.give(&given, |out, given| {
        out.line(&text(given, "path"))?;
        told_receipt(sitting, out, at(given, "receipt"))?;
        out.line(&text(given, "message"))
    })
}

fn told_receipt(sitting: &Sitting, out: &mut Output, receipt: &Value) -> Result<(), Failure> {
    for row in list(receipt, "goes") {
        let part = |at: usize| match row.get(at) {
            Some(Value::String(word)) => word.clone(),
            Some(other) => other.to_string(),
            None => String::new(),
        };
        out.line(&format!("{}: {}", part(0), part(1)))?;
    }
    for sentence in list(receipt, "left_out") {
        out.line(sentence.as_str().unwrap_or_default())?;
    }
    let all: Vec<&str> = list(receipt, "names")
        .iter()
        .filter_map(Value::as_str)
        .collect();
    let (names, others) = all.split_at(all.len().min(NAMES));
    if names.is_empty() {
        return Ok(());
    }
    let mut told = names.join(sitting.word("list.separator"));
    if !others.is_empty() {
        told.push_str(&sitting.fill("cli.pack.others", &[("count", &others.len())]));
    }
    out.line(&format!("{}: {told}", sitting.word("cli.pack.names")))
}

/// Asked for only when it is a passphrase that seals it.
fn passphrase(sitting: &Sitting, path: &Path) -> Result<Option<String>, Failure> {
    let mut head = Vec::new();
    // What can't be read is told by the use case.
    if let Ok(file) = std::fs::File::open(path) {
        let _ = file.take(64).read_to_end(&mut head);
    }
    if String::from_utf8_lossy(&head).contains("-> scrypt ") {
        return sitting.sealed_passphrase().map(Some);
    }
    Ok(None)
}

fn decisions(sitting: &Sitting, typed: &[String]) -> Result<Vec<Value>, Failure> {
    typed
        .iter()
        .map(|one| {
            decision(one).ok_or_else(|| {
                let told = sitting.fill("cli.bad_decision", &[("typed", one)]);
                Failure::bad_use("usage", told)
            })
        })
        .collect()
}

fn decision(typed: &str) -> Option<Value> {
    let (record, choice) = typed.split_once('=')?;
    let mut parts = record.splitn(3, '/');
    let (table, id, field) = (parts.next()?, parts.next()?, parts.next());
    let (choice, with) = match choice.split_once(':') {
        Some((choice @ ("same" | "other"), with)) => (choice, Some(with)),
        Some(_) => return None,
        None => (choice, None),
    };
    let known = ["theirs", "mine", "open", "later", "new", "same", "other"];
    known
        .contains(&choice)
        .then(|| json!({"table": table, "id": id, "choice": choice, "field": field, "with": with}))
}

fn open(sitting: &mut Sitting, out: &mut Output, request: PackOpen) -> Result<(), Failure> {
    let path = full(request.file);
    let passphrase = passphrase(sitting, &path)?;
    let decisions = decisions(sitting, &request.decide)?;
    let desk = sitting.call(
        "open_pack",
        json!({"path": path, "passphrase": passphrase, "decisions": decisions}),
    )?;
    out.give(&desk, |out, desk| {
        out.line(&format!(
            "{}  {}  {}",
            text(desk, "sender"),
            text(desk, "made_at"),
            text(desk, "scope")
        ))?;
        told_groups(out, desk)?;
        for row in list(desk, "rows") {
            let key = format!("pack.outcome.{}", text(row, "outcome"));
            let record = format!("{}/{}", text(row, "table"), text(row, "id"));
            out.line(&format!(
                "{}  {}  {record}",
                sitting.fill(&key, &[]),
                text(row, "record")
            ))?;
            for field in list(row, "fields") {
                let side = |side: &str| {
                    let value = at(field, side);
                    format!(
                        "{}（{} {}）",
                        text(value, "value"),
                        text(value, "who"),
                        text(value, "at")
                    )
                };
                out.line(&format!(
                    "    {}: {} → {}",
                    text(field, "label"),
                    side("mine"),
                    side("theirs")
                ))?;
            }
            for one in list(row, "candidates") {
                let reasons: Vec<&str> = list(one, "reasons")
                    .iter()
                    .filter_map(Value::as_str)
                    .collect();
                out.line(&format!(
                    "    {}  {}  {}",
                    text(one, "name"),
                    reasons.join(sitting.word("list.separator")),
                    text(one, "person")
                ))?;
            }
        }
        for sentence in list(desk, "left_out") {
            out.line(sentence.as_str().unwrap_or_default())?;
        }
        Ok(())
    })
}

fn told_groups(out: &mut Output, of: &Value) -> Result<(), Failure> {
    for group in list(of, "groups") {
        out.line(&format!(
            "{}: {}",
            text(group, "name"),
            text(group, "count")
        ))?;
    }
    Ok(())
}

fn take(sitting: &mut Sitting, out: &mut Output, request: PackOpen) -> Result<(), Failure> {
    let path = full(request.file);
    let passphrase = passphrase(sitting, &path)?;
    let decisions = decisions(sitting, &request.decide)?;
    let taken = sitting.call(
        "take_pack",
        json!({"path": path, "passphrase": passphrase, "decisions": decisions, "basis": request.basis}),
    )?;
    out.give(&taken, |out, taken| {
        out.line(&text(taken, "operation"))?;
        told_groups(out, taken)
    })
}

fn colleague(
    sitting: &mut Sitting,
    out: &mut Output,
    request: PackColleague,
) -> Result<(), Failure> {
    if let Some(name) = request.name {
        let request =
            json!({"name": name, "organisation": request.organisation, "key": request.key});
        return write(sitting, out, "save_colleague", request);
    }
    let known = sitting.call("colleagues", json!({}))?;
    out.give(&known, |out, known| {
        for one in list(known, "colleagues") {
            out.line(&format!(
                "{}  {}  {}",
                text(one, "name"),
                text(one, "organisation"),
                text(one, "key")
            ))?;
        }
        Ok(())
    })
}

fn folder(sitting: &mut Sitting, out: &mut Output, request: PackFolder) -> Result<(), Failure> {
    if let Some(path) = request.set {
        let passphrase = sitting.seal_passphrase()?;
        let request = json!({
            "path": full(path),
            "passphrase": passphrase,
            "recipient": request.to,
            "basis": request.basis,
        });
        sitting.call("set_share_folder", request)?;
    }
    let exchanged = sitting.call("exchange_folder", json!({"take": request.take}))?;
    out.give(&exchanged, |out, exchanged| {
        out.line(&text(exchanged, "own"))?;
        let problem = text(exchanged, "problem");
        if !problem.is_empty() {
            out.line(&problem)?;
        }
        for other in list(exchanged, "others") {
            out.line(&format!(
                "{}  {}  {}",
                text(other, "path"),
                text(other, "sender"),
                text(other, "message")
            ))?;
            told_groups(out, other)?;
        }
        Ok(())
    })
}

fn choose(sitting: &mut Sitting, out: &mut Output, request: PackChoose) -> Result<(), Failure> {
    let Some(which) = request.which else {
        let open = sitting.call("open_choices", json!({}))?;
        return out.give(&open, |out, open| {
            for row in list(open, "rows") {
                let key = ["table", "id", "field"].map(|key| text(row, key)).join("/");
                out.line(&format!(
                    "{}  {}  {key}",
                    text(row, "record"),
                    text(row, "label")
                ))?;
                for (value, place) in list(row, "values").iter().zip(1..) {
                    out.line(&format!(
                        "    {place}. {}（{} {}）",
                        text(value, "value"),
                        text(value, "who"),
                        text(value, "at")
                    ))?;
                }
            }
            Ok(())
        });
    };
    let mut parts = which.splitn(3, '/');
    let (Some(table), Some(id), Some(field)) = (parts.next(), parts.next(), parts.next()) else {
        let told = sitting.fill("cli.bad_decision", &[("typed", &which)]);
        return Err(Failure::bad_use("usage", told));
    };
    let value = request.value.saturating_sub(1);
    let request = json!({"table": table, "id": id, "field": field, "value": value});
    write(sitting, out, "choose_value", request)
}

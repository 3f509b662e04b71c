//! What was said, and what was promised.

use serde_json::{Value, json};

use super::person_or_name;
use crate::arguments::{Done, EndAction, NewLine};
use crate::commands::{Fields, write};
use crate::failure::Failure;
use crate::output::{Output, at, list as rows_of, text};
use crate::sitting::Sitting;

pub(super) fn line(sitting: &mut Sitting, out: &mut Output, given: NewLine) -> Result<(), Failure> {
    let NewLine {
        meeting,
        text,
        kind,
        agenda,
        speaker,
        profession,
        internal,
        owner,
        due,
    } = given;
    let id = sitting.meeting(&meeting)?;
    let card = sitting.call("meeting", json!({"id": id}))?;
    let item = agenda
        .map(|typed| agenda_item(sitting, &card, &typed))
        .transpose()?;
    let speaker = speaker
        .as_deref()
        .map(|typed| sitting.person(typed))
        .transpose()?;
    let profession = profession
        .as_deref()
        .map(|typed| sitting.profession(typed))
        .transpose()?;
    let action = match (&owner, due) {
        (None, None) => Value::Null,
        (owner, due) => {
            let (person, name) = person_or_name(sitting, owner.as_deref().unwrap_or_default())?;
            json!({"owner": person, "owner_text": name, "due": due})
        }
    };
    let fields = json!({
        "agenda_item": item, "kind": kind, "text": text, "speaker": speaker, "profession": profession,
        "audience": if internal { "internal" } else { "shared" },
    });
    write(
        sitting,
        out,
        "add_line",
        json!({"meeting": id, "fields": fields, "action": action}),
    )
}

pub(super) fn action(
    sitting: &mut Sitting,
    out: &mut Output,
    given: EndAction,
) -> Result<(), Failure> {
    let EndAction {
        meeting,
        action,
        owner,
        due,
        done,
        reopen,
        result,
    } = given;
    let id = sitting.meeting(&meeting)?;
    let card = sitting.call("meeting", json!({"id": id}))?;
    let found = find_action(sitting, &card, &action)?;
    let mut fields = Fields::over(at(&found, "fields"));
    if let Some(owner) = owner {
        let (person, name) = person_or_name(sitting, &owner)?;
        fields
            .set("owner", Some(person))
            .set("owner_text", Some(name));
    }
    let done = done.map(|done| match done {
        Done::Today => sitting.now().today,
        Done::On(day) => day,
    });
    fields
        .set("due", due)
        .set("done_on", done)
        .set("result", result);
    if reopen {
        fields.set("done_on", Some(Value::Null));
    }
    write(
        sitting,
        out,
        "save_action",
        json!({"id": text(&found, "id"), "fields": fields.value()}),
    )
}

/// By its number from 1, or a part of its title.
fn agenda_item(sitting: &Sitting, card: &Value, typed: &str) -> Result<String, Failure> {
    let items = rows_of(card, "agenda");
    let by_number = typed
        .parse::<usize>()
        .ok()
        .and_then(|number| items.get(number.checked_sub(1)?));
    let by_title: Vec<&Value> = items
        .iter()
        .filter(|item| text(at(item, "fields"), "title").contains(typed))
        .collect();
    match (by_number, by_title.as_slice()) {
        (Some(item), _) => Ok(text(item, "id")),
        (None, [item]) => Ok(text(item, "id")),
        (None, _) => Err(Failure::bad_use(
            "no_record",
            sitting.fill("cli.no_agenda", &[("typed", &typed)]),
        )),
    }
}

/// An action of the meeting or carried over into it: by id, or the only one that holds the words.
fn find_action(sitting: &Sitting, card: &Value, typed: &str) -> Result<Value, Failure> {
    let lines = rows_of(card, "agenda")
        .iter()
        .flat_map(|item| rows_of(item, "lines"))
        .chain(rows_of(card, "loose_lines"))
        .map(|line| at(line, "action"));
    let found: Vec<&Value> = lines
        .chain(rows_of(card, "carried_over"))
        .filter(|action| !action.is_null())
        .filter(|action| text(action, "id") == typed || text(action, "text").contains(typed))
        .collect();
    match found.as_slice() {
        [action] => Ok((*action).clone()),
        [] => Err(Failure::bad_use(
            "no_record",
            sitting.fill("cli.no_action", &[("typed", &typed)]),
        )),
        several => {
            let candidates: Vec<String> = several
                .iter()
                .map(|action| format!("  {}  {}", text(action, "text"), text(action, "id")))
                .collect();
            Err(Failure::bad_use(
                "ambiguous",
                sitting.fill(
                    "cli.several_actions",
                    &[("typed", &typed), ("candidates", &candidates.join("\n"))],
                ),
            ))
        }
    }
}

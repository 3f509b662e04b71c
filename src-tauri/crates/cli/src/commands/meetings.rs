//! Meetings and series.

mod attend;
mod keep;
mod lines;
mod series;
mod tell;

use serde_json::json;

use super::write;
use crate::arguments::Meeting;
use crate::failure::Failure;
use crate::output::Output;
use crate::sitting::Sitting;

use attend::attend;
use keep::{add, save};
use lines::{action, line};
use tell::{list, show};

pub(super) use series::series;

pub(super) fn meeting(
    sitting: &mut Sitting,
    out: &mut Output,
    command: Meeting,
) -> Result<(), Failure> {
    match command {
        Meeting::New(given) => add(sitting, out, given),
        Meeting::Save(given) => save(sitting, out, given),
        Meeting::Remove { meeting } => {
            let id = sitting.meeting(&meeting)?;
            write(sitting, out, "remove_meeting", json!({"id": id}))
        }
        Meeting::List { query, series } => {
            let series = series
                .as_deref()
                .map(|typed| sitting.series(typed))
                .transpose()?;
            let meetings = sitting.call("meetings", json!({"text": query, "series": series}))?;
            out.give(&meetings, |out, meetings| list(sitting, out, meetings))
        }
        Meeting::Show { meeting } => {
            let id = sitting.meeting(&meeting)?;
            let card = sitting.call("meeting", json!({"id": id}))?;
            out.give(&card, |out, card| show(sitting, out, card))
        }
        Meeting::Attend(given) => attend(sitting, out, given),
        Meeting::Agenda {
            meeting,
            title,
            minutes,
            presenter,
        } => {
            let id = sitting.meeting(&meeting)?;
            let fields = json!({"title": title, "minutes": minutes, "presenter": presenter});
            write(
                sitting,
                out,
                "add_agenda_item",
                json!({"meeting": id, "fields": fields}),
            )
        }
        Meeting::Line(given) => line(sitting, out, given),
        Meeting::Action(given) => action(sitting, out, given),
    }
}

/// A person of the ledger, or the words as they are; an ambiguous name is still refused.
fn person_or_name(sitting: &mut Sitting, typed: &str) -> Result<(Option<String>, String), Failure> {
    if typed.is_empty() {
        return Ok((None, String::new()));
    }
    match sitting.person(typed) {
        Ok(id) => Ok((Some(id), String::new())),
        Err(Failure::Use(problem)) if problem.code == "no_record" => Ok((None, typed.to_owned())),
        Err(failure) => Err(failure),
    }
}

//! Ties and encounters.

use kaotsunagi_core::vocabulary::encounter_kinds;
use serde_json::json;

use super::write;
use crate::arguments::{Encounter, Tie};
use crate::failure::Failure;
use crate::output::Output;
use crate::sitting::Sitting;

pub(super) fn tie(sitting: &mut Sitting, out: &mut Output, command: Tie) -> Result<(), Failure> {
    match command {
        Tie::Record {
            a,
            b,
            level,
            on,
            basis,
        } => {
            let (a, b) = (sitting.person(&a)?, sitting.person(&b)?);
            write(
                sitting,
                out,
                "record_tie",
                json!({"a": a, "b": b, "level": level, "on": on, "basis": basis}),
            )
        }
        Tie::Remove { id } => write(sitting, out, "remove_tie", json!({"id": id})),
    }
}

pub(super) fn encounter(
    sitting: &mut Sitting,
    out: &mut Output,
    command: Encounter,
) -> Result<(), Failure> {
    match command {
        Encounter::Add {
            person,
            organisation,
            kind,
            on,
            summary,
            insight,
            case,
        } => {
            let people = person
                .iter()
                .map(|typed| sitting.person(typed))
                .collect::<Result<Vec<_>, _>>()?;
            let organisations = organisation
                .iter()
                .map(|typed| sitting.organisation(typed))
                .collect::<Result<Vec<_>, _>>()?;
            let fields = json!({
                "on": on.unwrap_or(sitting.now().today),
                "kind": sitting.term(encounter_kinds(), &kind)?,
                "summary": summary,
                "insight": insight,
                "is_case": case,
                "people": people,
                "organisations": organisations,
            });
            write(sitting, out, "add_encounter", json!({"fields": fields}))
        }
        Encounter::Remove { id } => write(sitting, out, "remove_encounter", json!({"id": id})),
    }
}

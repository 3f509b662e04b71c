//! Series.

use kaotsunagi_core::vocabulary::meeting_kinds;
use serde_json::{Value, json};

use crate::arguments::{Series, SeriesFields};
use crate::commands::{Fields, write};
use crate::failure::Failure;
use crate::output::{Output, at, list as rows_of, text};
use crate::sitting::Sitting;

pub(crate) fn series(
    sitting: &mut Sitting,
    out: &mut Output,
    command: Series,
) -> Result<(), Failure> {
    match command {
        Series::Add { name, fields } => {
            let fields = series_fields(sitting, &json!({"name": name}), fields)?;
            write(sitting, out, "add_series", json!({"fields": fields}))
        }
        Series::Save {
            series,
            name,
            fields,
        } => {
            let id = sitting.series(&series)?;
            let all = sitting.call("meetings", json!({}))?;
            let kept = rows_of(&all, "series")
                .iter()
                .find(|row| text(row, "id") == id);
            let mut kept = Fields::over(kept.map_or(&Value::Null, |row| at(row, "fields")));
            kept.set("name", name);
            let fields = series_fields(sitting, &kept.value(), fields)?;
            write(
                sitting,
                out,
                "save_series",
                json!({"id": id, "fields": fields}),
            )
        }
        Series::Remove { series } => {
            let id = sitting.series(&series)?;
            write(sitting, out, "remove_series", json!({"id": id}))
        }
        Series::List => {
            let all = sitting.call("meetings", json!({}))?;
            out.give(at(&all, "series"), |out, series| {
                let rows: Vec<Vec<String>> = series
                    .as_array()
                    .into_iter()
                    .flatten()
                    .map(|row| {
                        vec![
                            text(at(row, "fields"), "name"),
                            text(row, "meetings"),
                            text(row, "last"),
                            text(row, "next"),
                        ]
                    })
                    .collect();
                let headings = ["column.series", "column.meeting", "cli.last", "cli.next"];
                out.table(&headings.map(|key| sitting.word(key)), &rows)
            })
        }
    }
}

fn series_fields(
    sitting: &mut Sitting,
    kept: &Value,
    given: SeriesFields,
) -> Result<Value, Failure> {
    let kind = given
        .kind
        .as_deref()
        .map(|typed| sitting.term(meeting_kinds(), typed))
        .transpose()?;
    let host = given
        .host
        .as_deref()
        .map(|typed| sitting.organisation(typed))
        .transpose()?;
    let secretariat = given
        .secretariat
        .as_deref()
        .map(|typed| sitting.organisation(typed))
        .transpose()?;
    let mut fields = Fields::over(kept);
    fields
        .set("kind", kind)
        .set("is_forum", given.forum)
        .set("is_community", given.community)
        .set("cycle_months", given.cycle_months)
        .set("host", host)
        .set("secretariat", secretariat)
        .set("aim", given.aim)
        .set("position", given.position)
        .set("members", given.members)
        .set("charter_on", given.charter_on)
        .set("set_up_on", given.set_up_on)
        .set("ended_on", given.ended_on);
    Ok(fields.value())
}

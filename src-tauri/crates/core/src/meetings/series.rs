//! Series (会の場).

use ledger::SeriesId;
use ledger::meeting::series::SeriesFields;

use super::{AddSeries, SaveSeries};
use crate::vocabulary::meeting_kinds;
use crate::{ById, Error, Result, Session, Written, request};

/// # Errors
/// `Refused` when the name is blank, the kind unknown, the interval not above 0 or the end before the beginning.
pub fn add_series(session: &mut Session, request: AddSeries) -> Result<Written> {
    let fields = checked(request.fields)?;
    session.write("series.add", &fields.name, |write| {
        Ok(write.add_series(&fields)?)
    })
}

/// # Errors
/// As [`add_series`], and `NoRecord`.
pub fn save_series(session: &mut Session, request: SaveSeries) -> Result<Written> {
    let id: SeriesId = request::id("id", &request.id)?;
    let fields = checked(request.fields)?;
    session.ledger()?.read().series(id)?;
    session.write("series.save", &fields.name, |write| {
        write.save_series(id, &fields)?;
        Ok(id)
    })
}

/// Its meetings stay.
///
/// # Errors
/// `NoRecord`.
pub fn remove_series(session: &mut Session, request: ById) -> Result<Written> {
    let id: SeriesId = request::id("id", &request.id)?;
    let name = session.ledger()?.read().series(id)?.fields.name;
    session.write("series.remove", &name, |write| {
        write.remove_series(id)?;
        Ok(id)
    })
}

fn checked(mut fields: SeriesFields) -> Result<SeriesFields> {
    fields.kind = fields.kind.filter(|id| !id.is_empty());
    request::not_blank("name", &fields.name)?;
    request::of_vocabulary("kind", meeting_kinds(), fields.kind.as_deref())?;
    if fields.cycle_months.is_some_and(|months| months < 1) {
        return Err(Error::refused("cycle_months", "refused.negative"));
    }
    match (fields.set_up_on, fields.ended_on) {
        (Some(from), Some(to)) if to < from => {
            Err(Error::refused("ended_on", "refused.to_before_from"))
        }
        _ => Ok(fields),
    }
}

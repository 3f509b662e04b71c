//! The list of meetings and of series.

use chrono::NaiveDate;
use ledger::meeting::MeetingRow;
use ledger::meeting::series::Series;
use ledger::{Read, SeriesId};

use super::card::organisation_name;
use super::wording::numbered;
use super::{MeetingListRow, Meetings, MeetingsRequest, SeriesRow};
use crate::dates::Style;
use crate::vocabulary::meeting_kinds;
use crate::{Result, Session, request};

/// Meetings, newest first, and all series.
///
/// # Errors
/// `Refused` for an id of a series that is none.
pub fn meetings(session: &mut Session, request: MeetingsRequest) -> Result<Meetings> {
    let series: Option<SeriesId> = match request::chosen(request.series.as_deref()) {
        Some(id) => Some(request::id("series", id)?),
        None => None,
    };
    let (style, today) = (session.style(), session.today());
    let read = session.ledger()?.read();
    let all = read.meetings("")?;
    let rows = if request.text.trim().is_empty() {
        all.clone()
    } else {
        read.meetings(&request.text)?
    };
    Ok(Meetings {
        total: u32::try_from(all.len()).unwrap_or(u32::MAX),
        series: read
            .all_series()?
            .into_iter()
            .map(|series| series_row(&read, style, today, &all, series))
            .collect(),
        rows: rows
            .into_iter()
            .filter(|row| series.is_none() || row.series == series)
            .map(|row| list_row(style, today, row))
            .collect(),
    })
}

fn list_row(style: Style, today: NaiveDate, row: MeetingRow) -> MeetingListRow {
    let count = |number: i64| u32::try_from(number).unwrap_or_default();
    MeetingListRow {
        id: row.id.to_string(),
        title: numbered(style, row.number, &row.title),
        series_name: row.series_name.unwrap_or_default(),
        kind: meeting_kinds().name(style.language, row.kind.as_deref()),
        date_iso: row.date,
        date: style.date(row.date),
        place: row.place,
        host: row.host.unwrap_or_default(),
        present: count(row.present),
        decisions: count(row.decisions),
        open_actions: count(row.open_actions),
        is_final: row.is_final,
        future: row.date > today,
    }
}

/// A series beside its meetings: how many, the last held and the next to come.
fn series_row(
    read: &Read<'_>,
    style: Style,
    today: NaiveDate,
    meetings: &[MeetingRow],
    series: Series,
) -> SeriesRow {
    let of_it = || {
        meetings
            .iter()
            .filter(|meeting| meeting.series == Some(series.id))
            .map(|meeting| meeting.date)
    };
    let last = of_it().filter(|date| *date <= today).max();
    let next = of_it().filter(|date| *date > today).min();
    SeriesRow {
        id: series.id.to_string(),
        meetings: u32::try_from(of_it().count()).unwrap_or(u32::MAX),
        last: style.date_or_empty(last),
        next: style.date_or_empty(next),
        host_name: organisation_name(read, series.fields.host),
        secretariat_name: organisation_name(read, series.fields.secretariat),
        fields: series.fields,
    }
}

/// The series of a meeting with its health, and the meetings before and after it.
pub(super) fn series_of(
    read: &Read<'_>,
    style: Style,
    today: NaiveDate,
    meetings: &[MeetingRow],
    id: SeriesId,
) -> Result<SeriesRow> {
    Ok(series_row(read, style, today, meetings, read.series(id)?))
}

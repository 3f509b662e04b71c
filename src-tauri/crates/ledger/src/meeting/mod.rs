//! Meetings (会議), the series they belong to (会の場), agenda, attendance, minute lines and actions.

pub mod action;
pub mod agenda;
pub mod attendance;
pub mod line;
pub mod series;

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use crate::{MeetingId, OrganisationId, PersonId, Read, Result, SeriesId, Write};

/// How people take part: 参集, Web, 併用.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    #[default]
    InPerson,
    Online,
    Hybrid,
}

/// What is kept of a meeting.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingFields {
    pub series: Option<SeriesId>,
    /// 第○回 within the fiscal year; `None` for a meeting without number.
    pub number: Option<i64>,
    pub title: String,
    /// Id in `assets/vocabulary/meeting_kinds.toml`.
    pub kind: Option<String>,
    pub date: NaiveDate,
    pub starts: Option<NaiveTime>,
    pub ends: Option<NaiveTime>,
    pub place: String,
    pub mode: Mode,
    pub host: Option<OrganisationId>,
    pub co_hosts: Vec<OrganisationId>,
    /// 意見交換の時間があった.
    pub exchange_of_views: bool,
    /// 堅苦しくない交流の場だった.
    pub informal: bool,
    /// Members entitled to be counted for the quorum (委員の数); `None` when there is no quorum.
    pub members: Option<i64>,
    pub recorder: Option<PersonId>,
    /// 配布資料, one a line.
    pub handouts: String,
    pub next_date: Option<NaiveDate>,
    pub next_note: String,
    /// The minutes are 確定, not 案.
    pub is_final: bool,
}

impl MeetingFields {
    /// A meeting of that title on that day; everything else empty.
    #[must_use]
    pub fn new(title: &str, date: NaiveDate) -> Self {
        Self {
            series: None, number: None, title: title.to_owned(), kind: None, date, starts: None, ends: None,
            place: String::new(), mode: Mode::default(), host: None, co_hosts: Vec::new(), exchange_of_views: false,
            informal: false, members: None, recorder: None, handouts: String::new(), next_date: None,
            next_note: String::new(), is_final: false,
        }
    }
}

/// A kept meeting.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    pub id: MeetingId,
    pub fields: MeetingFields,
}

/// One row of a list.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingRow {
    pub id: MeetingId,
    pub title: String,
    pub number: Option<i64>,
    pub series: Option<SeriesId>,
    pub series_name: Option<String>,
    pub kind: Option<String>,
    pub date: NaiveDate,
    pub starts: Option<NaiveTime>,
    pub place: String,
    pub host: Option<String>,
    /// Those who were there, in any way.
    pub present: i64,
    pub decisions: i64,
    pub open_actions: i64,
    pub is_final: bool,
}

impl Read<'_> {
    pub fn meeting(&self, _id: MeetingId) -> Result<Meeting> {
        todo!()
    }

    /// Newest first; `text` narrows by title, place, series and host.
    pub fn meetings(&self, _text: &str) -> Result<Vec<MeetingRow>> {
        todo!()
    }

    /// From `from` to `to`, both inclusive, oldest first; for stages and reports.
    pub fn meetings_between(&self, _from: NaiveDate, _to: NaiveDate) -> Result<Vec<Meeting>> {
        todo!()
    }

    /// The number that the next meeting of a series on that day gets: one more than the greatest of its fiscal year.
    pub fn next_number(&self, _series: SeriesId, _date: NaiveDate) -> Result<i64> {
        todo!()
    }
}

impl Write<'_> {
    /// # Errors
    /// `Refused` when the title is blank.
    pub fn add_meeting(&self, _fields: &MeetingFields) -> Result<MeetingId> {
        todo!()
    }

    /// Replaces the fields. When the date changed, the posts of the attendance are taken anew as of that day.
    pub fn save_meeting(&self, _id: MeetingId, _fields: &MeetingFields) -> Result<()> {
        todo!()
    }

    pub fn remove_meeting(&self, _id: MeetingId) -> Result<()> {
        todo!()
    }
}

//! Meetings (会議), the series they belong to (会の場), agenda, attendance, minute lines and actions.

pub mod action;
pub mod agenda;
pub mod attendance;
pub mod line;
mod list;
pub mod series;

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::store::record::{Values, not_blank};
use crate::value::{Columns, text_enum};
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

text_enum!(Mode { InPerson = "in_person", Online = "online", Hybrid = "hybrid" });

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
            series: None,
            number: None,
            title: title.to_owned(),
            kind: None,
            date,
            starts: None,
            ends: None,
            place: String::new(),
            mode: Mode::default(),
            host: None,
            co_hosts: Vec::new(),
            exchange_of_views: false,
            informal: false,
            members: None,
            recorder: None,
            handouts: String::new(),
            next_date: None,
            next_note: String::new(),
            is_final: false,
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

/// The columns of a meeting `m`, as [`meeting`] reads them; the co-hosts are a list of ids between spaces.
const COLUMNS: &str = "SELECT m.id, m.series, m.number, m.title, m.kind, m.date, m.starts, m.ends, m.place, m.mode, m.host, \
    coalesce((SELECT group_concat(c.organisation, ' ') FROM \
        (SELECT organisation FROM meeting_co_host WHERE meeting = m.id ORDER BY position) c), ''), \
    m.exchange_of_views, m.informal, m.members, m.recorder, m.handouts, m.next_date, m.next_note, m.is_final";

fn meeting(row: &Columns<'_>) -> rusqlite::Result<Meeting> {
    Ok(Meeting {
        id: row.next()?,
        fields: MeetingFields {
            series: row.next()?,
            number: row.next()?,
            title: row.next()?,
            kind: row.next()?,
            date: row.next()?,
            starts: row.next()?,
            ends: row.next()?,
            place: row.next()?,
            mode: row.next()?,
            host: row.next()?,
            co_hosts: row.next_list()?,
            exchange_of_views: row.next()?,
            informal: row.next()?,
            members: row.next()?,
            recorder: row.next()?,
            handouts: row.next()?,
            next_date: row.next()?,
            next_note: row.next()?,
            is_final: row.next()?,
        },
    })
}

impl Read<'_> {
    /// # Errors
    /// `NoRecord` when there is none, or it lies in the trash.
    pub fn meeting(&self, id: MeetingId) -> Result<Meeting> {
        let sql = format!("{COLUMNS} FROM meeting m WHERE m.id = ?1 AND m.removed_at IS NULL");
        self.one("meeting", &id, &sql, |row| meeting(&Columns::of(row)))
    }

    /// From `from` to `to`, both inclusive, oldest first; for stages and reports.
    ///
    /// # Errors
    /// Of the database.
    pub fn meetings_between(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<Meeting>> {
        let sql = format!(
            "{COLUMNS} FROM meeting m WHERE m.date BETWEEN ?1 AND ?2 AND m.removed_at IS NULL \
             ORDER BY m.date, m.starts, m.id"
        );
        self.all(&sql, (from, to), |row| meeting(&Columns::of(row)))
    }

    /// The number that the next meeting of a series on that day gets: one more than the greatest of its fiscal year.
    ///
    /// # Errors
    /// Of the database.
    pub fn next_number(&self, series: SeriesId, date: NaiveDate) -> Result<i64> {
        let (first, last) = japanese::date::fiscal_year_days(japanese::date::fiscal_year(date));
        let sql = "SELECT max(number) FROM meeting \
            WHERE series = ?1 AND date BETWEEN ?2 AND ?3 AND removed_at IS NULL";
        let greatest: Option<i64> = self
            .first(sql, (series, first, last), |row| row.get(0))?
            .flatten();
        Ok(greatest.unwrap_or(0) + 1)
    }
}

impl MeetingFields {
    /// All but the co-hosts, which are records of their own.
    fn with_values<T>(&self, f: impl FnOnce(&Values<'_>) -> Result<T>) -> Result<T> {
        not_blank("title", &self.title)?;
        f(&[
            ("series", &self.series),
            ("number", &self.number),
            ("title", &self.title),
            ("kind", &self.kind),
            ("date", &self.date),
            ("starts", &self.starts),
            ("ends", &self.ends),
            ("place", &self.place),
            ("mode", &self.mode),
            ("host", &self.host),
            ("exchange_of_views", &self.exchange_of_views),
            ("informal", &self.informal),
            ("members", &self.members),
            ("recorder", &self.recorder),
            ("handouts", &self.handouts),
            ("next_date", &self.next_date),
            ("next_note", &self.next_note),
            ("is_final", &self.is_final),
        ])
    }
}

impl Write<'_> {
    /// # Errors
    /// `Refused` when the title is blank.
    pub fn add_meeting(&self, fields: &MeetingFields) -> Result<MeetingId> {
        let id = self.new_id();
        fields.with_values(|values| self.insert("meeting", &id, values))?;
        self.set_co_hosts(id, &fields.co_hosts)?;
        Ok(id)
    }

    /// Replaces the fields. When the date changed, the posts of the attendance are taken anew as of that day.
    ///
    /// # Errors
    /// `NoRecord`; `Refused` when the title is blank.
    pub fn save_meeting(&self, id: MeetingId, fields: &MeetingFields) -> Result<()> {
        let kept = self.meeting(id)?.fields;
        fields.with_values(|values| self.update("meeting", &id, values))?;
        if kept.co_hosts != fields.co_hosts {
            self.delete_all("meeting_co_host", "meeting", &id)?;
            self.set_co_hosts(id, &fields.co_hosts)?;
        }
        if kept.date != fields.date {
            self.take_posts_anew(id, fields.date)?;
        }
        Ok(())
    }

    /// Into the trash with all that belongs to it.
    ///
    /// # Errors
    /// `NoRecord`.
    pub fn remove_meeting(&self, id: MeetingId) -> Result<()> {
        self.trash("meeting", &id)
    }

    fn set_co_hosts(&self, meeting: MeetingId, organisations: &[OrganisationId]) -> Result<()> {
        for (organisation, position) in organisations.iter().zip(0_i64..) {
            let id: Uuid = self.new_id();
            self.insert(
                "meeting_co_host",
                &id.to_string(),
                &[
                    ("meeting", &meeting),
                    ("organisation", organisation),
                    ("position", &position),
                ],
            )?;
        }
        Ok(())
    }
}

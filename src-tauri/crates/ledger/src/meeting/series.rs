//! A series (会の場): meetings that continue, with what its charter says.

use chrono::NaiveDate;
use rusqlite::Row;
use serde::{Deserialize, Serialize};

use crate::schema::keys::SERIES;
use crate::store::record::{Values, not_blank};
use crate::value::Columns;
use crate::{OrganisationId, Read, Result, SeriesId, Write};

/// What is kept of a series.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SeriesFields {
    pub name: String,
    /// Id in `assets/vocabulary/meeting_kinds.toml`.
    pub kind: Option<String>,
    /// 緩和ケアについて検討する場 (the forum that the 3rd basic plan asks for).
    pub is_forum: bool,
    /// An existing community (職能団体・勉強会) rather than one of her own.
    pub is_community: bool,
    /// Months between meetings; `None` when irregular.
    pub cycle_months: Option<i64>,
    pub host: Option<OrganisationId>,
    /// 事務局.
    pub secretariat: Option<OrganisationId>,
    /// 目的・趣旨.
    pub aim: String,
    /// 位置づけ.
    pub position: String,
    /// 構成員, in words.
    pub members: String,
    /// 会則・要綱の日付.
    pub charter_on: Option<NaiveDate>,
    /// 設置日.
    pub set_up_on: Option<NaiveDate>,
    /// Ended series are not asked to continue.
    pub ended_on: Option<NaiveDate>,
}

/// A kept series.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Series {
    pub id: SeriesId,
    pub fields: SeriesFields,
}

const SELECT: &str = "SELECT s.id, s.name, s.kind, s.is_forum, s.is_community, s.cycle_months, s.host, s.secretariat, \
    s.aim, s.position, s.members, s.charter_on, s.set_up_on, s.ended_on FROM series s";

fn series(row: &Row<'_>) -> rusqlite::Result<Series> {
    let row = Columns::of(row);
    Ok(Series {
        id: row.next()?,
        fields: SeriesFields {
            name: row.next()?,
            kind: row.next()?,
            is_forum: row.next()?,
            is_community: row.next()?,
            cycle_months: row.next()?,
            host: row.next()?,
            secretariat: row.next()?,
            aim: row.next()?,
            position: row.next()?,
            members: row.next()?,
            charter_on: row.next()?,
            set_up_on: row.next()?,
            ended_on: row.next()?,
        },
    })
}

impl Read<'_> {
    /// # Errors
    /// `NoRecord` when there is none, or it lies in the trash.
    pub fn series(&self, id: SeriesId) -> Result<Series> {
        self.one(
            "series",
            &id,
            &format!("{SELECT} WHERE s.id = ?1 AND s.removed_at IS NULL"),
            series,
        )
    }

    /// All series not in the trash, by name.
    ///
    /// # Errors
    /// Of the database.
    pub fn all_series(&self) -> Result<Vec<Series>> {
        let sql = format!(
            "{SELECT} JOIN search_key k ON k.id = s.id WHERE k.kind = ?1 ORDER BY k.sort, s.id"
        );
        self.all(&sql, [SERIES], series)
    }
}

impl SeriesFields {
    fn with_values<T>(&self, f: impl FnOnce(&Values<'_>) -> Result<T>) -> Result<T> {
        not_blank("name", &self.name)?;
        f(&[
            ("name", &self.name),
            ("kind", &self.kind),
            ("is_forum", &self.is_forum),
            ("is_community", &self.is_community),
            ("cycle_months", &self.cycle_months),
            ("host", &self.host),
            ("secretariat", &self.secretariat),
            ("aim", &self.aim),
            ("position", &self.position),
            ("members", &self.members),
            ("charter_on", &self.charter_on),
            ("set_up_on", &self.set_up_on),
            ("ended_on", &self.ended_on),
        ])
    }
}

impl Write<'_> {
    /// # Errors
    /// `Refused` when the name is blank.
    pub fn add_series(&self, fields: &SeriesFields) -> Result<SeriesId> {
        let id = self.new_id();
        fields.with_values(|values| self.insert("series", &id, values))?;
        Ok(id)
    }

    /// # Errors
    /// `NoRecord`; `Refused` when the name is blank.
    pub fn save_series(&self, id: SeriesId, fields: &SeriesFields) -> Result<()> {
        fields.with_values(|values| self.update("series", &id, values))
    }

    /// Into the trash; its meetings stay.
    ///
    /// # Errors
    /// `NoRecord`.
    pub fn remove_series(&self, id: SeriesId) -> Result<()> {
        self.trash("series", &id)
    }
}

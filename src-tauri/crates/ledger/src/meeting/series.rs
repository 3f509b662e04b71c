//! A series (会の場): meetings that continue, with what its charter says.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

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

impl Read<'_> {
    pub fn series(&self, _id: SeriesId) -> Result<Series> {
        todo!()
    }

    /// All series not in the trash, by name.
    pub fn all_series(&self) -> Result<Vec<Series>> {
        todo!()
    }
}

impl Write<'_> {
    pub fn add_series(&self, _fields: &SeriesFields) -> Result<SeriesId> {
        todo!()
    }

    pub fn save_series(&self, _id: SeriesId, _fields: &SeriesFields) -> Result<()> {
        todo!()
    }

    pub fn remove_series(&self, _id: SeriesId) -> Result<()> {
        todo!()
    }
}

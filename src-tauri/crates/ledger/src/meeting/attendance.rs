//! Attendance (出欠), with the post as of the day of the meeting.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use crate::{AttendanceId, MeetingId, OrganisationId, PersonId, Read, Result, Write};

/// 出席・欠席・代理・オンライン・遅参・早退.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Attended {
    Present,
    Absent,
    /// Somebody else came in this person's place: `proxy_name` says who. This person was not there.
    Proxy,
    Online,
    Late,
    LeftEarly,
}

impl Attended {
    /// Whether the person was there in any way: a meeting that makes ties.
    #[must_use]
    pub fn was_there(self) -> bool {
        match self {
            Self::Present | Self::Online | Self::Late | Self::LeftEarly => true,
            Self::Absent | Self::Proxy => false,
        }
    }
}

/// 委員・事務局・オブザーバー.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    #[default]
    Member,
    Secretariat,
    Observer,
}

/// What is kept of one person's attendance. A guest has no `person` but a name.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttendanceFields {
    pub person: Option<PersonId>,
    pub guest_name: String,
    pub guest_organisation: String,
    pub attended: Attended,
    /// When a late one came or an early one left.
    pub time: Option<NaiveTime>,
    /// Who came in the person's place (代理); another person of the ledger, or a name.
    pub proxy_person: Option<PersonId>,
    pub proxy_name: String,
    pub role: Role,
}

/// A kept attendance with the post as of the day, taken when it was recorded.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendance {
    pub id: AttendanceId,
    pub meeting: MeetingId,
    pub fields: AttendanceFields,
    /// The person's or the guest's name as stored now.
    pub name: String,
    pub kana: String,
    pub profession: Option<String>,
    /// As of the day of the meeting.
    pub organisation: Option<OrganisationId>,
    pub organisation_name: String,
    pub organisation_kind: Option<String>,
    pub title: String,
}

/// Who was at which meeting, for the map and the stages: one row per person who was there (a proxy of the ledger counts as there).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Presence {
    pub meeting: MeetingId,
    pub date: NaiveDate,
    pub person: PersonId,
    /// As of the day.
    pub organisation: Option<OrganisationId>,
}

impl Read<'_> {
    /// By role, organisation's kana, person's kana.
    pub fn attendance(&self, _meeting: MeetingId) -> Result<Vec<Attendance>> {
        todo!()
    }

    /// Meetings of a person with how they attended, newest first, future ones included.
    pub fn attendances_of_person(&self, _person: PersonId) -> Result<Vec<(crate::meeting::Meeting, Attended)>> {
        todo!()
    }

    /// Of meetings not in the trash from `from` to `to`, both inclusive, ordered by date, meeting, person.
    pub fn presences(&self, _from: NaiveDate, _to: NaiveDate) -> Result<Vec<Presence>> {
        todo!()
    }
}

impl Write<'_> {
    /// Adds or replaces a person's attendance (one per person and meeting); guests are added.
    ///
    /// # Errors
    /// `Refused` when there is neither a person nor a guest's name.
    pub fn set_attendance(&self, _meeting: MeetingId, _fields: &AttendanceFields) -> Result<AttendanceId> {
        todo!()
    }

    /// Replaces an attendance by its id: a guest's, too.
    pub fn save_attendance(&self, _id: AttendanceId, _fields: &AttendanceFields) -> Result<()> {
        todo!()
    }

    pub fn remove_attendance(&self, _id: AttendanceId) -> Result<()> {
        todo!()
    }
}

//! Actions (宿題): a minute line's owner, due date and end. Carried over live: never a copy.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{ActionId, MeetingId, MinuteLineId, PersonId, Read, Result, Write, meeting::line::Audience};

/// What is kept of an action beside its line.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ActionFields {
    pub owner: Option<PersonId>,
    /// An owner who is not in the ledger, or a group, in words.
    pub owner_text: String,
    pub due: Option<NaiveDate>,
    pub done_on: Option<NaiveDate>,
    /// How it ended.
    pub result: String,
}

/// A kept action with the line and the meeting that it comes from.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    pub id: ActionId,
    pub line: MinuteLineId,
    pub meeting: MeetingId,
    pub meeting_title: String,
    pub meeting_date: NaiveDate,
    pub text: String,
    pub audience: Audience,
    pub owner_name: Option<String>,
    pub fields: ActionFields,
}

impl Read<'_> {
    pub fn action(&self, _id: ActionId) -> Result<Action> {
        todo!()
    }

    /// The actions of one meeting, in the order of its lines.
    pub fn actions_of_meeting(&self, _meeting: MeetingId) -> Result<Vec<Action>> {
        todo!()
    }

    /// Those carried over into a meeting: of earlier meetings of the same series, not done before the meeting's day.
    pub fn carried_over(&self, _meeting: MeetingId) -> Result<Vec<Action>> {
        todo!()
    }

    /// All open ones, the earliest due first, those without a date last.
    pub fn open_actions(&self) -> Result<Vec<Action>> {
        todo!()
    }

    /// Open and done ones that a person owns, open first.
    pub fn actions_of_person(&self, _person: PersonId) -> Result<Vec<Action>> {
        todo!()
    }
}

impl Write<'_> {
    pub fn save_action(&self, _id: ActionId, _fields: &ActionFields) -> Result<()> {
        todo!()
    }
}

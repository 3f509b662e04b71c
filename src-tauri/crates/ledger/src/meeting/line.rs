//! Minute lines (議事の行) by kind.

use serde::{Deserialize, Serialize};

use crate::{AgendaItemId, MeetingId, MinuteLineId, PersonId, Read, Result, Write};

/// 情報・発言・決定・宿題・申し送り・気づき・立場ごとの見方.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineKind {
    Information,
    Statement,
    Decision,
    /// 宿題: has an action with owner and due date.
    Action,
    /// 申し送り
    Handover,
    /// 気づき
    Insight,
    /// 立場ごとの見方
    Viewpoint,
}

/// Who may read a line.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Goes into the shared edition.
    #[default]
    Shared,
    /// 内部: only in the office's own edition.
    Internal,
}

/// What is kept of a line.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineFields {
    pub agenda_item: Option<AgendaItemId>,
    pub kind: LineKind,
    pub text: String,
    pub speaker: Option<PersonId>,
    /// For 立場ごとの見方 (and statements without a name): profession id.
    pub profession: Option<String>,
    pub audience: Audience,
}

/// A kept line.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MinuteLine {
    pub id: MinuteLineId,
    pub meeting: MeetingId,
    pub fields: LineFields,
    pub speaker_name: Option<String>,
}

impl Read<'_> {
    /// In order.
    pub fn lines(&self, _meeting: MeetingId) -> Result<Vec<MinuteLine>> {
        todo!()
    }

    /// Lines of a kind in meetings from `from` to `to`, both inclusive, newest meeting first; for Today and the stages.
    pub fn lines_of_kind(&self, _kind: LineKind, _from: chrono::NaiveDate, _to: chrono::NaiveDate) -> Result<Vec<MinuteLine>> {
        todo!()
    }
}

impl Write<'_> {
    /// At the end of its agenda item. A line of kind `Action` gets an open action without owner and due date.
    pub fn add_line(&self, _meeting: MeetingId, _fields: &LineFields) -> Result<MinuteLineId> {
        todo!()
    }

    /// Replaces the fields. A line that becomes an `Action` gets one; the action of a line that no longer is one goes
    /// away (undo brings it back).
    pub fn save_line(&self, _id: MinuteLineId, _fields: &LineFields) -> Result<()> {
        todo!()
    }

    /// To place `to` among the lines of its agenda item, counted from 0.
    pub fn move_line(&self, _id: MinuteLineId, _to: usize) -> Result<()> {
        todo!()
    }

    pub fn remove_line(&self, _id: MinuteLineId) -> Result<()> {
        todo!()
    }
}

//! 今日: whom do I meet next, what is overdue, whom have I not met for long, what does the next step of the stage need?

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Because, Nothing, Result, Session};

/// Today's page.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Today {
    /// Meetings from today on, the nearest first, at most 3.
    pub next_meetings: Vec<NextMeeting>,
    /// Open actions, overdue first, at most 8; `open_actions` counts all.
    pub actions: Vec<DueAction>,
    pub open_actions: u32,
    /// Key persons and contacts not met for half a year, the longest first, at most 6.
    pub not_met: Vec<NotMet>,
    pub not_met_count: u32,
    pub stages: Vec<StageMeter>,
    pub next_step: Option<NextStep>,
    /// This fiscal year: first meetings across the sides, and so on.
    pub figures: Vec<Figure>,
    /// The newest 気づき, at most 2.
    pub insights: Vec<Insight>,
    /// What a new ledger needs first; empty once people and a meeting are there.
    pub first_steps: Vec<String>,
}

/// A meeting to come.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct NextMeeting {
    pub id: String,
    pub title: String,
    /// あさって, 5日後 …
    pub when: String,
    pub date: String,
    pub place: String,
    pub host: String,
    /// People on the list of attendance who have met nobody... first faces: no shared meeting with me before.
    pub first_faces: Vec<PersonLine>,
    pub expected: u32,
    /// Open actions carried over into it.
    pub carried_over: Vec<DueAction>,
}

/// A person in one line.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PersonLine {
    pub id: String,
    pub name: String,
    /// `hospital`, `home`, `care`, `public`, `body`, `coordinator`, `unknown`.
    pub group: String,
    pub post: String,
}

/// An open action.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DueAction {
    pub id: String,
    pub meeting: String,
    pub meeting_title: String,
    pub text: String,
    pub owner: String,
    /// In words; empty without a date.
    pub due: String,
    /// Negative when overdue; `None` without a date.
    pub days_left: Option<i32>,
    /// 2日過ぎ, 今週, 期限なし …
    pub chip: String,
}

/// A key person or contact not met for long.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct NotMet {
    pub person: PersonLine,
    /// 令和8年4月9日（7か月前）, or まだ会っていません.
    pub last: String,
    /// The next shared meeting on the ledger, or empty.
    pub next_chance: String,
}

/// How far a stage is, by her own marks.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct StageMeter {
    pub stage: u32,
    pub name: String,
    pub done: u32,
    pub under_way: u32,
    /// Items that count (without 対象外).
    pub items: u32,
}

/// The next step of the stage.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct NextStep {
    pub item: String,
    pub title: String,
    pub sentence: String,
    pub because: Vec<Because>,
}

/// One figure with the rows it was counted from.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Figure {
    pub label: String,
    /// With its unit: 27組.
    pub value: String,
    pub because: Vec<Because>,
}

/// A line of kind 気づき.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Insight {
    pub text: String,
    pub source: String,
    pub meeting: String,
}

pub fn today(_session: &mut Session, _request: Nothing) -> Result<Today> {
    todo!()
}

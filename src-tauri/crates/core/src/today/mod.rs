//! 今日: whom do I meet next, what is overdue, whom have I not met for long, what does the next step of the stage need?

mod ahead;
mod year;

use chrono::Months;
use ledger::Read;
use ledger::meeting::line::LineKind;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::because::Teller;
use crate::records::Records;
use crate::stages::{look, next_step, number};
use crate::vocabulary;
use crate::{Because, Nothing, Result, Session};

const MOST_ACTIONS: usize = 8;
const MOST_INSIGHTS: usize = 2;

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
    /// First faces: people on the list of attendance who were at no earlier meeting with me.
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

/// Today's page.
///
/// # Errors
/// Of the ledger.
pub fn today(session: &mut Session, _request: Nothing) -> Result<Today> {
    let (style, today) = (session.style(), session.today());
    let read = session.ledger()?.read();
    let records = Records::read(&read, today)?;
    let tell = Teller {
        records: &records,
        style,
    };
    let stages = look(&read, &records, style)?;
    let open = read.open_actions()?;
    let (not_met, not_met_count) = ahead::not_met(&read, tell)?;
    let step = next_step(&stages.stages).map(|item| NextStep {
        item: item.id.clone(),
        title: item.title.clone(),
        sentence: item.judgement.sentence.clone(),
        because: item.judgement.because.clone(),
    });
    Ok(Today {
        next_meetings: ahead::next_meetings(&read, tell)?,
        actions: open
            .iter()
            .take(MOST_ACTIONS)
            .map(|action| ahead::due_action(tell, action))
            .collect(),
        open_actions: number(open.len()),
        not_met,
        not_met_count,
        stages: stages.stages.into_iter().map(|stage| stage.meter).collect(),
        next_step: step,
        figures: year::figures(tell),
        insights: insights(&read, tell)?,
        first_steps: first_steps(tell),
    })
}

/// The newest insights of a year.
fn insights(read: &Read<'_>, tell: Teller<'_>) -> Result<Vec<Insight>> {
    let today = tell.records.today;
    let from = today.checked_sub_months(Months::new(12)).unwrap_or(today);
    let lines = read.lines_of_kind(LineKind::Insight, from, today)?;
    let mut insights = Vec::new();
    for line in lines.into_iter().take(MOST_INSIGHTS) {
        let meeting = tell
            .records
            .meetings
            .iter()
            .find(|meeting| meeting.id == line.meeting);
        let profession = line.fields.profession.as_deref();
        let profession = profession.or_else(|| {
            line.fields
                .speaker
                .and_then(|speaker| tell.records.profession(speaker))
        });
        let who = vocabulary::professions().name(tell.style.language, profession);
        let title = meeting
            .map(|meeting| tell.meeting_title(meeting))
            .unwrap_or_default();
        let source: Vec<String> = [who, title]
            .into_iter()
            .filter(|word| !word.is_empty())
            .collect();
        insights.push(Insight {
            text: line.fields.text,
            source: source.join(" · "),
            meeting: line.meeting.to_string(),
        });
    }
    Ok(insights)
}

/// What a new ledger needs before it can be of use.
fn first_steps(tell: Teller<'_>) -> Vec<String> {
    let records = tell.records;
    let others = records
        .people
        .keys()
        .filter(|person| Some(**person) != records.me())
        .count();
    [
        (records.me().is_none(), "today.first.me"),
        (others == 0, "today.first.people"),
        (records.meetings.is_empty(), "today.first.meeting"),
    ]
    .into_iter()
    .filter(|(needed, _)| *needed)
    .map(|(_, key)| tell.say(key, &[]))
    .collect()
}

//! Actions (宿題): a minute line's owner, due date and end. Carried over live: never a copy.

use chrono::NaiveDate;
use rusqlite::Row;
use serde::{Deserialize, Serialize};

use super::line::IN_ORDER;
use crate::value::Columns;
use crate::{
    ActionId, MeetingId, MinuteLineId, PersonId, Read, Result, Write, meeting::line::Audience,
};

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

/// Of meetings that aren't in the trash.
const SELECT: &str = "SELECT a.id, a.line, l.meeting, m.title, m.date, l.text, l.audience, p.name, a.owner, a.owner_text, \
    a.due, a.done_on, a.result \
    FROM action a \
    JOIN minute_line l ON l.id = a.line \
    JOIN meeting m ON m.id = l.meeting AND m.removed_at IS NULL \
    LEFT JOIN agenda_item i ON i.id = l.agenda_item \
    LEFT JOIN person p ON p.id = a.owner";

/// The earliest due first, those without a date last.
const BY_DUE: &str = "a.due ASC NULLS LAST, m.date, m.id";

fn action(row: &Row<'_>) -> rusqlite::Result<Action> {
    let row = Columns::of(row);
    Ok(Action {
        id: row.next()?,
        line: row.next()?,
        meeting: row.next()?,
        meeting_title: row.next()?,
        meeting_date: row.next()?,
        text: row.next()?,
        audience: row.next()?,
        owner_name: row.next()?,
        fields: ActionFields {
            owner: row.next()?,
            owner_text: row.next()?,
            due: row.next()?,
            done_on: row.next()?,
            result: row.next()?,
        },
    })
}

impl Read<'_> {
    /// # Errors
    /// `NoRecord` when there is none, or its meeting lies in the trash.
    pub fn action(&self, id: ActionId) -> Result<Action> {
        self.one("action", &id, &format!("{SELECT} WHERE a.id = ?1"), action)
    }

    /// The actions of one meeting, in the order of its lines.
    ///
    /// # Errors
    /// Of the database.
    pub fn actions_of_meeting(&self, meeting: MeetingId) -> Result<Vec<Action>> {
        self.all(
            &format!("{SELECT} WHERE l.meeting = ?1 ORDER BY {IN_ORDER}"),
            [meeting],
            action,
        )
    }

    /// Those carried over into a meeting: of earlier meetings of the same series, not done before the meeting's day;
    /// the earliest due first.
    ///
    /// # Errors
    /// Of the database.
    pub fn carried_over(&self, meeting: MeetingId) -> Result<Vec<Action>> {
        let sql = format!(
            "{SELECT} JOIN meeting this ON this.id = ?1 \
             WHERE m.series = this.series AND m.date < this.date AND (a.done_on IS NULL OR a.done_on >= this.date) \
             ORDER BY {BY_DUE}, {IN_ORDER}"
        );
        self.all(&sql, [meeting], action)
    }

    /// All open ones, the earliest due first, those without a date last.
    ///
    /// # Errors
    /// Of the database.
    pub fn open_actions(&self) -> Result<Vec<Action>> {
        self.all(
            &format!("{SELECT} WHERE a.done_on IS NULL ORDER BY {BY_DUE}, {IN_ORDER}"),
            [],
            action,
        )
    }

    /// Open and done ones that a person owns, open first.
    ///
    /// # Errors
    /// Of the database.
    pub fn actions_of_person(&self, person: PersonId) -> Result<Vec<Action>> {
        let sql = format!(
            "{SELECT} WHERE a.owner = ?1 ORDER BY a.done_on IS NOT NULL, a.done_on DESC, {BY_DUE}, {IN_ORDER}"
        );
        self.all(&sql, [person], action)
    }
}

impl Write<'_> {
    /// # Errors
    /// `NoRecord`.
    pub fn save_action(&self, id: ActionId, fields: &ActionFields) -> Result<()> {
        self.update(
            "action",
            &id,
            &[
                ("owner", &fields.owner),
                ("owner_text", &fields.owner_text),
                ("due", &fields.due),
                ("done_on", &fields.done_on),
                ("result", &fields.result),
            ],
        )
    }
}

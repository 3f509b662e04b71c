//! Minute lines (議事の行) by kind.

use rusqlite::Row;
use serde::{Deserialize, Serialize};

use crate::store::record::Values;
use crate::value::{Columns, text_enum};
use crate::{ActionId, AgendaItemId, MeetingId, MinuteLineId, PersonId, Read, Result, Write};

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

text_enum!(LineKind {
    Information = "information",
    Statement = "statement",
    Decision = "decision",
    Action = "action",
    Handover = "handover",
    Insight = "insight",
    Viewpoint = "viewpoint",
});

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

text_enum!(Audience { Shared = "shared", Internal = "internal" });

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

const SELECT: &str = "SELECT l.id, l.meeting, l.agenda_item, l.kind, l.text, l.speaker, l.profession, l.audience, p.name \
    FROM minute_line l LEFT JOIN agenda_item i ON i.id = l.agenda_item LEFT JOIN person p ON p.id = l.speaker";

/// In the order of the agenda; lines without an item come last.
pub(super) const IN_ORDER: &str = "i.position IS NULL, i.position, i.id, l.position, l.id";

fn line(row: &Row<'_>) -> rusqlite::Result<MinuteLine> {
    let row = Columns::of(row);
    Ok(MinuteLine {
        id: row.next()?,
        meeting: row.next()?,
        fields: LineFields {
            agenda_item: row.next()?,
            kind: row.next()?,
            text: row.next()?,
            speaker: row.next()?,
            profession: row.next()?,
            audience: row.next()?,
        },
        speaker_name: row.next()?,
    })
}

impl Read<'_> {
    /// # Errors
    /// `NoRecord`.
    pub fn line(&self, id: MinuteLineId) -> Result<MinuteLine> {
        self.one(
            "minute_line",
            &id,
            &format!("{SELECT} WHERE l.id = ?1"),
            line,
        )
    }

    /// In order of the agenda, those without an item last.
    ///
    /// # Errors
    /// Of the database.
    pub fn lines(&self, meeting: MeetingId) -> Result<Vec<MinuteLine>> {
        self.all(
            &format!("{SELECT} WHERE l.meeting = ?1 ORDER BY {IN_ORDER}"),
            [meeting],
            line,
        )
    }

    /// Lines of a kind in meetings from `from` to `to`, both inclusive, newest meeting first; for Today and the stages.
    ///
    /// # Errors
    /// Of the database.
    pub fn lines_of_kind(
        &self,
        kind: LineKind,
        from: chrono::NaiveDate,
        to: chrono::NaiveDate,
    ) -> Result<Vec<MinuteLine>> {
        let sql = format!(
            "{SELECT} JOIN meeting m ON m.id = l.meeting AND m.removed_at IS NULL \
             WHERE l.kind = ?1 AND m.date BETWEEN ?2 AND ?3 ORDER BY m.date DESC, m.id DESC, {IN_ORDER}"
        );
        self.all(&sql, (kind, from, to), line)
    }
}

impl Write<'_> {
    /// At the end of its agenda item. A line of kind `Action` gets an open action without owner and due date.
    ///
    /// # Errors
    /// `NoRecord` without the meeting.
    pub fn add_line(&self, meeting: MeetingId, fields: &LineFields) -> Result<MinuteLineId> {
        self.must_exist("meeting", &meeting)?;
        let id = self.new_id();
        let position = self.end_of_item(meeting, fields.agenda_item)?;
        let mut values = vec![
            ("meeting", &meeting as &dyn rusqlite::ToSql),
            ("position", &position),
        ];
        fields.with_values(|more| {
            values.extend_from_slice(more);
            self.insert("minute_line", &id, &values)
        })?;
        self.action_follows(id, fields.kind)?;
        Ok(id)
    }

    /// Replaces the fields; in another agenda item it goes to the end. A line that becomes an `Action` gets one; the
    /// action of a line that no longer is one goes away (undo brings it back).
    ///
    /// # Errors
    /// `NoRecord`.
    pub fn save_line(&self, id: MinuteLineId, fields: &LineFields) -> Result<()> {
        let kept = self.line(id)?;
        if kept.fields.agenda_item != fields.agenda_item {
            let position = self.end_of_item(kept.meeting, fields.agenda_item)?;
            self.update("minute_line", &id, &[("position", &position)])?;
        }
        fields.with_values(|values| self.update("minute_line", &id, values))?;
        self.action_follows(id, fields.kind)
    }

    /// To place `to` among the lines of its agenda item, counted from 0; beyond the last it becomes the last.
    ///
    /// # Errors
    /// `NoRecord`.
    pub fn move_line(&self, id: MinuteLineId, to: usize) -> Result<()> {
        let kept = self.line(id)?;
        let sql = "SELECT id FROM minute_line WHERE meeting = ?1 AND agenda_item IS ?2 AND id <> ?3 ORDER BY position, id";
        let mut order: Vec<MinuteLineId> =
            self.all(sql, (kept.meeting, kept.fields.agenda_item, id), |row| {
                row.get(0)
            })?;
        order.insert(to.min(order.len()), id);
        self.number("minute_line", &order)
    }

    /// With its action.
    ///
    /// # Errors
    /// `NoRecord`.
    pub fn remove_line(&self, id: MinuteLineId) -> Result<()> {
        self.delete_all("action", "line", &id)?;
        self.delete("minute_line", &id)
    }

    /// Before an agenda item goes: its lines join those without one, in their order, at the end.
    pub(super) fn lines_lose_their_item(&self, item: AgendaItemId) -> Result<()> {
        let sql =
            "SELECT id, meeting FROM minute_line WHERE agenda_item = ?1 ORDER BY position, id";
        let lines: Vec<(MinuteLineId, MeetingId)> =
            self.all(sql, [item], |row| Ok((row.get(0)?, row.get(1)?)))?;
        for (line, meeting) in lines {
            let position = self.end_of_item(meeting, None)?;
            let none: Option<AgendaItemId> = None;
            self.update(
                "minute_line",
                &line,
                &[("agenda_item", &none), ("position", &position)],
            )?;
        }
        Ok(())
    }

    fn end_of_item(&self, meeting: MeetingId, item: Option<AgendaItemId>) -> Result<i64> {
        let sql = "SELECT max(position) FROM minute_line WHERE meeting = ?1 AND agenda_item IS ?2";
        self.next_position(sql, (meeting, item))
    }

    /// Makes or removes the action of a line, as its kind asks.
    fn action_follows(&self, line: MinuteLineId, kind: LineKind) -> Result<()> {
        if kind != LineKind::Action {
            return self.delete_all("action", "line", &line);
        }
        let known = self.first("SELECT 1 FROM action WHERE line = ?1", [line], |_| Ok(()))?;
        if known.is_none() {
            let id: ActionId = self.new_id();
            self.insert("action", &id, &[("line", &line)])?;
        }
        Ok(())
    }
}

impl LineFields {
    fn with_values<'a, T>(&'a self, f: impl FnOnce(&Values<'a>) -> Result<T>) -> Result<T> {
        f(&[
            ("agenda_item", &self.agenda_item),
            ("kind", &self.kind),
            ("text", &self.text),
            ("speaker", &self.speaker),
            ("profession", &self.profession),
            ("audience", &self.audience),
        ])
    }
}

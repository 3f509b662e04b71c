//! Agenda items (次第), in order.

use serde::{Deserialize, Serialize};

use crate::value::Columns;
use crate::{AgendaItemId, MeetingId, Read, Result, Write};

/// What is kept of an agenda item.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AgendaFields {
    pub title: String,
    /// 所要, minutes.
    pub minutes: Option<i64>,
    /// 説明, in words.
    pub presenter: String,
}

/// A kept agenda item.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaItem {
    pub id: AgendaItemId,
    pub meeting: MeetingId,
    pub fields: AgendaFields,
}

impl Read<'_> {
    /// In order.
    ///
    /// # Errors
    /// Of the database.
    pub fn agenda(&self, meeting: MeetingId) -> Result<Vec<AgendaItem>> {
        let sql = "SELECT id, meeting, title, minutes, presenter FROM agenda_item WHERE meeting = ?1 ORDER BY position, id";
        self.all(sql, [meeting], |row| {
            let row = Columns::of(row);
            Ok(AgendaItem {
                id: row.next()?,
                meeting: row.next()?,
                fields: AgendaFields {
                    title: row.next()?,
                    minutes: row.next()?,
                    presenter: row.next()?,
                },
            })
        })
    }
}

impl Write<'_> {
    /// At the end.
    ///
    /// # Errors
    /// `NoRecord` without the meeting.
    pub fn add_agenda_item(
        &self,
        meeting: MeetingId,
        fields: &AgendaFields,
    ) -> Result<AgendaItemId> {
        self.must_exist("meeting", &meeting)?;
        let id = self.new_id();
        let position = self.next_position(
            "SELECT max(position) FROM agenda_item WHERE meeting = ?1",
            [meeting],
        )?;
        self.insert(
            "agenda_item",
            &id,
            &[
                ("meeting", &meeting),
                ("position", &position),
                ("title", &fields.title),
                ("minutes", &fields.minutes),
                ("presenter", &fields.presenter),
            ],
        )?;
        Ok(id)
    }

    /// # Errors
    /// `NoRecord`.
    pub fn save_agenda_item(&self, id: AgendaItemId, fields: &AgendaFields) -> Result<()> {
        self.update(
            "agenda_item",
            &id,
            &[
                ("title", &fields.title),
                ("minutes", &fields.minutes),
                ("presenter", &fields.presenter),
            ],
        )
    }

    /// To place `to`, counted from 0; beyond the last it becomes the last.
    ///
    /// # Errors
    /// `NoRecord`.
    pub fn move_agenda_item(&self, id: AgendaItemId, to: usize) -> Result<()> {
        self.must_exist("agenda_item", &id)?;
        let sql = "SELECT id FROM agenda_item WHERE meeting = (SELECT meeting FROM agenda_item WHERE id = ?1) \
            AND id <> ?1 ORDER BY position, id";
        let mut order: Vec<AgendaItemId> = self.all(sql, [id], |row| row.get(0))?;
        order.insert(to.min(order.len()), id);
        self.number("agenda_item", &order)
    }

    /// Its lines stay, without an item.
    ///
    /// # Errors
    /// `NoRecord`.
    pub fn remove_agenda_item(&self, id: AgendaItemId) -> Result<()> {
        self.lines_lose_their_item(id)?;
        self.delete("agenda_item", &id)
    }
}

//! Agenda items (次第), in order.

use serde::{Deserialize, Serialize};

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
    pub fn agenda(&self, _meeting: MeetingId) -> Result<Vec<AgendaItem>> {
        todo!()
    }
}

impl Write<'_> {
    /// At the end.
    pub fn add_agenda_item(&self, _meeting: MeetingId, _fields: &AgendaFields) -> Result<AgendaItemId> {
        todo!()
    }

    pub fn save_agenda_item(&self, _id: AgendaItemId, _fields: &AgendaFields) -> Result<()> {
        todo!()
    }

    /// To place `to`, counted from 0.
    pub fn move_agenda_item(&self, _id: AgendaItemId, _to: usize) -> Result<()> {
        todo!()
    }

    /// Its lines stay, without an item.
    pub fn remove_agenda_item(&self, _id: AgendaItemId) -> Result<()> {
        todo!()
    }
}

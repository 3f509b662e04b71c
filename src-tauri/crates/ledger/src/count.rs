//! How much there is, and which meeting a part of one belongs to.

use rusqlite::OptionalExtension as _;

use crate::{AgendaItemId, AttendanceId, Error, MeetingId, MinuteLineId, Read, Result};

/// Records not in the trash.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub people: u32,
    pub organisations: u32,
    pub meetings: u32,
}

impl Read<'_> {
    /// How many people, organisations and meetings the ledger has.
    pub fn counts(&self) -> Result<Counts> {
        let sql = "SELECT (SELECT count(*) FROM person WHERE removed_at IS NULL),
                          (SELECT count(*) FROM organisation WHERE removed_at IS NULL),
                          (SELECT count(*) FROM meeting WHERE removed_at IS NULL)";
        let counts = self.connection.prepare_cached(sql)?.query_row([], |row| {
            Ok(Counts {
                people: row.get(0)?,
                organisations: row.get(1)?,
                meetings: row.get(2)?,
            })
        })?;
        Ok(counts)
    }

    /// The meeting that a minute line belongs to.
    ///
    /// # Errors
    /// `NoRecord` when there is no such line.
    pub fn meeting_of_line(&self, line: MinuteLineId) -> Result<MeetingId> {
        self.meeting_of("minute_line", &line.to_string())
    }

    /// The meeting that an agenda item belongs to.
    ///
    /// # Errors
    /// `NoRecord` when there is no such item.
    pub fn meeting_of_agenda_item(&self, item: AgendaItemId) -> Result<MeetingId> {
        self.meeting_of("agenda_item", &item.to_string())
    }

    /// The meeting that an attendance belongs to.
    ///
    /// # Errors
    /// `NoRecord` when there is no such attendance.
    pub fn meeting_of_attendance(&self, attendance: AttendanceId) -> Result<MeetingId> {
        self.meeting_of("attendance", &attendance.to_string())
    }

    fn meeting_of(&self, table: &'static str, id: &str) -> Result<MeetingId> {
        let sql = format!("SELECT meeting FROM {table} WHERE id = ?1");
        let meeting: Option<String> = self
            .connection
            .prepare_cached(&sql)?
            .query_row([id], |row| row.get(0))
            .optional()?;
        meeting
            .and_then(|meeting| meeting.parse().ok())
            .ok_or_else(|| Error::NoRecord {
                kind: table,
                id: id.to_owned(),
            })
    }
}

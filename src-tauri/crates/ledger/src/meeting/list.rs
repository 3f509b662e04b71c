//! Lists of meetings: each with what came out of it.

use super::MeetingRow;
use crate::search::Words;
use crate::value::Columns;
use crate::{Read, Result};

impl Read<'_> {
    /// Newest first; `text` narrows by title, place, series and host: words between spaces must all be found.
    ///
    /// # Errors
    /// Of the database.
    pub fn meetings(&self, text: &str) -> Result<Vec<MeetingRow>> {
        let words = Words::of(text);
        let mut statement = self
            .connection
            .prepare_cached(include_str!("meetings.sql"))?;
        let mut rows = statement.query([])?;
        let mut meetings = Vec::new();
        while let Some(row) = rows.next()? {
            if words.all_in(&[row.get_ref(0)?, row.get_ref(1)?, row.get_ref(2)?]) {
                let row = Columns::after(row, 3);
                meetings.push(MeetingRow {
                    id: row.next()?,
                    title: row.next()?,
                    number: row.next()?,
                    series: row.next()?,
                    series_name: row.next()?,
                    kind: row.next()?,
                    date: row.next()?,
                    starts: row.next()?,
                    place: row.next()?,
                    host: row.next()?,
                    present: row.next()?,
                    decisions: row.next()?,
                    open_actions: row.next()?,
                    is_final: row.next()?,
                });
            }
        }
        Ok(meetings)
    }
}

//! The coordinator's own marks on the checklist items of the three stages, and the evidence she links.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::value::{Columns, Moment, text_enum};
use crate::{EvidenceId, Read, Result, Write};

/// The state that she gives an item; the app never ticks by itself.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MarkState {
    /// 未着手
    #[default]
    NotStarted,
    /// 取組中
    UnderWay,
    /// できている
    Done,
    /// 対象外
    NotApplicable,
}

text_enum!(MarkState {
    NotStarted = "not_started",
    UnderWay = "under_way",
    Done = "done",
    NotApplicable = "not_applicable",
});

/// A mark on an item, by the item's id (`1-4`).
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    pub item: String,
    pub state: MarkState,
    pub note: String,
    pub at: DateTime<Utc>,
}

/// A link from an item to a record, or to something outside in words.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    pub id: EvidenceId,
    pub item: String,
    /// Table of the record (`meeting`, `person`, `organisation`, `series`), or `outside`.
    pub kind: String,
    /// Id of the record; empty for `outside`.
    pub record: String,
    /// What it shows, in her words.
    pub label: String,
}

impl Read<'_> {
    /// By item; items without a mark are not given.
    ///
    /// # Errors
    /// Of the database.
    pub fn marks(&self) -> Result<Vec<Mark>> {
        self.all(
            "SELECT id, state, note, at FROM checklist_mark ORDER BY id",
            [],
            |row| {
                let row = Columns::of(row);
                let (item, state, note) = (row.next()?, row.next()?, row.next()?);
                let Moment(at) = row.next()?;
                Ok(Mark {
                    item,
                    state,
                    note,
                    at,
                })
            },
        )
    }

    /// By item, in the order in which they were added.
    ///
    /// # Errors
    /// Of the database.
    pub fn evidence(&self) -> Result<Vec<Evidence>> {
        self.all(
            "SELECT id, item, kind, record, label FROM evidence ORDER BY item, id",
            [],
            |row| {
                let row = Columns::of(row);
                Ok(Evidence {
                    id: row.next()?,
                    item: row.next()?,
                    kind: row.next()?,
                    record: row.next()?,
                    label: row.next()?,
                })
            },
        )
    }
}

impl Write<'_> {
    /// Sets state and note of an item; the same again changes nothing.
    ///
    /// # Errors
    /// Of the database.
    pub fn mark(&self, item: &str, state: MarkState, note: &str) -> Result<()> {
        let sql = "INSERT INTO checklist_mark (id, state, note, at) VALUES (?1, ?2, ?3, ?4) \
            ON CONFLICT (id) DO UPDATE SET state = excluded.state, note = excluded.note, at = excluded.at \
            WHERE state <> excluded.state OR note <> excluded.note";
        self.connection
            .prepare_cached(sql)?
            .execute((item, state, note, Moment(self.now)))?;
        Ok(())
    }

    /// Links an item to a record, or with kind `outside` to something in words.
    ///
    /// # Errors
    /// Of the database.
    pub fn add_evidence(
        &self,
        item: &str,
        kind: &str,
        record: &str,
        label: &str,
    ) -> Result<EvidenceId> {
        let id = self.new_id();
        self.insert(
            "evidence",
            &id,
            &[
                ("item", &item),
                ("kind", &kind),
                ("record", &record),
                ("label", &label),
            ],
        )?;
        Ok(id)
    }

    /// # Errors
    /// `NoRecord`.
    pub fn remove_evidence(&self, id: EvidenceId) -> Result<()> {
        self.delete("evidence", &id)
    }
}

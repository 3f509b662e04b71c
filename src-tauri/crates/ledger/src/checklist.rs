//! The coordinator's own marks on the checklist items of the three stages, and the evidence she links.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

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
    pub fn marks(&self) -> Result<Vec<Mark>> {
        todo!()
    }

    pub fn evidence(&self) -> Result<Vec<Evidence>> {
        todo!()
    }
}

impl Write<'_> {
    /// Sets state and note of an item.
    pub fn mark(&self, _item: &str, _state: MarkState, _note: &str) -> Result<()> {
        todo!()
    }

    pub fn add_evidence(&self, _item: &str, _kind: &str, _record: &str, _label: &str) -> Result<EvidenceId> {
        todo!()
    }

    pub fn remove_evidence(&self, _id: EvidenceId) -> Result<()> {
        todo!()
    }
}

//! The three stages: her marks beside what the ledger can tell. The app never ticks by itself.

use ledger::checklist::MarkState;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Because, ById, Nothing, Result, Session, Written};

/// The stages.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Stages {
    /// すべてのがん患者・家族が自身の意向に沿った療養が可能な限りできるよう…
    pub goal: String,
    pub stages: Vec<Stage>,
    /// The item that Today calls the next step, or null.
    pub next_step: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Stage {
    pub stage: u32,
    pub name: String,
    pub meter: crate::today::StageMeter,
    pub items: Vec<Item>,
}

/// One item of the checklist.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Item {
    /// `1-4`
    pub id: String,
    pub title: String,
    /// What counts as evidence, in words.
    pub evidence_hint: String,
    pub state: MarkState,
    pub note: String,
    pub evidence: Vec<EvidenceRow>,
    pub judgement: Judgement,
}

/// 「台帳からの判定」
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Judgement {
    pub verdict: Verdict,
    /// What was counted and against which threshold, in words: 福祉職のいる会議 38％（目安 50％）.
    pub sentence: String,
    pub because: Vec<Because>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// ◎ 満たす
    Met,
    /// △ 一部
    Partly,
    /// − データなし
    NoData,
    /// Counts are shown, she decides (B items).
    Assist,
    /// まだ記録する場所がありません
    NoPlace,
}

/// A linked piece of evidence.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct EvidenceRow {
    pub id: String,
    pub kind: String,
    pub record: String,
    pub label: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MarkItem {
    pub item: String,
    pub state: MarkState,
    pub note: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AddEvidence {
    pub item: String,
    /// `meeting`, `person`, `organisation`, `series`, `outside`.
    pub kind: String,
    pub record: String,
    pub label: String,
}

pub fn stages(_session: &mut Session, _request: Nothing) -> Result<Stages> {
    todo!()
}
pub fn mark_item(_session: &mut Session, _request: MarkItem) -> Result<Written> {
    todo!()
}
pub fn add_evidence(_session: &mut Session, _request: AddEvidence) -> Result<Written> {
    todo!()
}
pub fn remove_evidence(_session: &mut Session, _request: ById) -> Result<Written> {
    todo!()
}

//! The three stages: her marks beside what the ledger can tell. The app never ticks by itself.

pub mod checklist;
mod rules;

use std::collections::HashMap;

use ledger::checklist::{Mark, MarkState};
use ledger::{EvidenceId, Read};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::because::Teller;
use crate::dates::Style;
use crate::records::Records;
use crate::session::Language;
use crate::today::StageMeter;
use crate::{Because, ById, Error, Nothing, Result, Session, Written};

use checklist::checklists;
use rules::{Proofs, judge};

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

/// Everything that the page of the stages shows: the items with her marks, and what the ledger can tell of each.
///
/// # Errors
/// Of the ledger.
pub fn stages(session: &mut Session, _request: Nothing) -> Result<Stages> {
    let (style, today) = (session.style(), session.today());
    let read = session.ledger()?.read();
    let records = Records::read(&read, today)?;
    look(&read, &records, style)
}

/// [`stages`] over records that are already there; Today asks for the same.
pub(crate) fn look(read: &Read<'_>, records: &Records, style: Style) -> Result<Stages> {
    let proofs = Proofs::read(read, records)?;
    let tell = Teller { records, style };
    let mut marks: HashMap<String, Mark> = read
        .marks()?
        .into_iter()
        .map(|mark| (mark.item.clone(), mark))
        .collect();
    let mut evidence: HashMap<&str, Vec<EvidenceRow>> = HashMap::new();
    for link in proofs.evidence() {
        let row = EvidenceRow {
            id: link.id.to_string(),
            kind: link.kind.clone(),
            record: link.record.clone(),
            label: link.label.clone(),
        };
        evidence.entry(link.item.as_str()).or_default().push(row);
    }
    let mut stages = Vec::new();
    for checklist in checklists() {
        let items: Vec<Item> = checklist
            .item
            .iter()
            .map(|item| {
                let mark = marks.remove(&item.id);
                let (state, note) = mark.map_or((MarkState::default(), String::new()), |mark| {
                    (mark.state, mark.note)
                });
                Item {
                    id: item.id.clone(),
                    title: item.title(style.language).to_owned(),
                    evidence_hint: item.evidence_hint(style.language).to_owned(),
                    state,
                    note,
                    evidence: evidence.remove(item.id.as_str()).unwrap_or_default(),
                    judgement: judge(records, &proofs, tell, &item.id, item.kind, &item.rule),
                }
            })
            .collect();
        let name = checklist.name(style.language).to_owned();
        let meter = meter(checklist.stage, &name, &items);
        stages.push(Stage {
            stage: checklist.stage,
            name,
            meter,
            items,
        });
    }
    let next_step = next_step(&stages).map(|item| item.id.clone());
    Ok(Stages {
        goal: style.word("stage.goal").to_owned(),
        stages,
        next_step,
    })
}

fn meter(stage: u32, name: &str, items: &[Item]) -> StageMeter {
    let count = |state: MarkState| items.iter().filter(|item| item.state == state).count();
    StageMeter {
        stage,
        name: name.to_owned(),
        done: number(count(MarkState::Done)),
        under_way: number(count(MarkState::UnderWay)),
        items: number(items.len() - count(MarkState::NotApplicable)),
    }
}

/// The next step: of the items neither done nor 対象外, in the order of the stages, the first that is under way and partly
/// met by the ledger, else the first of all.
pub(crate) fn next_step(stages: &[Stage]) -> Option<&Item> {
    let open = || {
        stages
            .iter()
            .flat_map(|stage| &stage.items)
            .filter(|item| match item.state {
                MarkState::NotStarted | MarkState::UnderWay => true,
                MarkState::Done | MarkState::NotApplicable => false,
            })
    };
    open()
        .find(|item| item.state == MarkState::UnderWay && item.judgement.verdict == Verdict::Partly)
        .or_else(|| open().next())
}

/// Sets her mark on an item.
///
/// # Errors
/// `Refused` when there is no item of that id.
pub fn mark_item(session: &mut Session, request: MarkItem) -> Result<Written> {
    let title = title_of(&request.item, session.language())?;
    let (MarkItem { item, state, note }, subject) = (request, title);
    session.write("stage.mark", &subject, |write| {
        write.mark(&item, state, &note)?;
        Ok(item)
    })
}

/// Links evidence to an item.
///
/// # Errors
/// `Refused` when there is no item of that id, the kind is none of those listed, the record is missing, or a link to
/// something outside has no words.
pub fn add_evidence(session: &mut Session, request: AddEvidence) -> Result<Written> {
    let title = title_of(&request.item, session.language())?;
    let AddEvidence {
        item,
        kind,
        record,
        label,
    } = request;
    let label = match kind.as_str() {
        "outside" if label.trim().is_empty() => {
            return Err(Error::refused("text", "refused.blank"));
        }
        "outside" => label,
        _ => label_of(session, &kind, &record, label)?,
    };
    session.write("stage.evidence.add", &title, |write| {
        Ok(write.add_evidence(&item, &kind, &record, &label)?)
    })
}

/// Takes a link away; the record stays.
///
/// # Errors
/// `NoRecord`, `Refused` for an id that is none.
pub fn remove_evidence(session: &mut Session, request: ById) -> Result<Written> {
    let id: EvidenceId = request
        .id
        .parse()
        .map_err(|_| Error::refused("id", "refused.bad_id"))?;
    let evidence = session.ledger()?.read().evidence()?;
    let item = evidence
        .into_iter()
        .find(|one| one.id == id)
        .map(|one| one.item)
        .unwrap_or_default();
    let title = title_of(&item, session.language()).unwrap_or_default();
    session.write("stage.evidence.remove", &title, |write| {
        write.remove_evidence(id)?;
        Ok(id)
    })
}

/// What a linked record is called, unless she gave it words of her own.
fn label_of(session: &Session, kind: &str, record: &str, label: String) -> Result<String> {
    let read = session.ledger()?.read();
    let bad = |_| Error::refused("id", "refused.bad_id");
    let name = match kind {
        "meeting" => read.meeting(record.parse().map_err(bad)?)?.fields.title,
        "person" => read.person(record.parse().map_err(bad)?)?.fields.name,
        "organisation" => read.organisation(record.parse().map_err(bad)?)?.fields.name,
        "series" => read.series(record.parse().map_err(bad)?)?.fields.name,
        _ => return Err(Error::refused("kind", "refused.unknown_id")),
    };
    Ok(if label.trim().is_empty() { name } else { label })
}

/// The words of a checklist item.
///
/// # Errors
/// `Refused` when there is no item of that id.
pub(crate) fn title_of(item: &str, language: Language) -> Result<String> {
    checklists()
        .iter()
        .flat_map(|checklist| &checklist.item)
        .find(|one| one.id == item)
        .map(|one| one.title(language).to_owned())
        .ok_or_else(|| Error::refused("kind", "refused.unknown_id"))
}

/// Counts cross the border as `u32`.
pub(crate) fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

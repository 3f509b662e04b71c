//! The relationship map.

use chrono::NaiveDate;
use network::{Evidence, Group, NodeKind};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Exported, Result, Session, Written};

/// What the map shows: 人 / 機関 / 職種 / 市町村.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MapRequest {
    pub kind: NodeKind,
    /// Only what had happened by that day; `null`: today.
    pub until: Option<NaiveDate>,
}

/// The map: every node with its kept position; filters and focus are the window's.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MapPicture {
    pub nodes: Vec<MapNode>,
    pub edges: Vec<MapEdge>,
    /// Edges last touched before are dotted.
    pub faded_before: NaiveDate,
    /// The first day anything was recorded, for the slider over the fiscal years.
    pub first_day: Option<NaiveDate>,
    /// Sentences about what is recorded, with their rows.
    pub figures: Vec<crate::today::Figure>,
}

/// A node.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MapNode {
    /// `person:UUID` …
    pub key: String,
    pub label: String,
    pub detail: String,
    pub group: Group,
    pub key_person: bool,
    pub me: bool,
    /// Map units: about 1000 × 640, origin at the centre, y downwards.
    pub x: f64,
    pub y: f64,
    pub pinned: bool,
    pub degree: u32,
    /// 「この方が異動すると、病院と地域の間で3機関とのつながりが切れます」; empty when nothing is cut. Persons only.
    pub loss: String,
    pub loss_because: Vec<crate::Because>,
    /// 0–1, for the order of labels and of the table.
    pub weight: f64,
}

/// An edge between two places in `nodes`.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MapEdge {
    pub a: u32,
    pub b: u32,
    pub evidence: Evidence,
    pub count: u32,
    pub last: Option<NaiveDate>,
    /// In words: 会議 3回、②考え方 …
    pub words: String,
}

/// Nodes she moved.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SetPositions {
    pub positions: Vec<MovedNode>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MovedNode {
    pub key: String,
    pub x: f64,
    pub y: f64,
    pub pinned: bool,
}

/// Exports a drawing. The window gives what is on the screen as `drawing` (the display list of `documents::drawing`); without
/// one the whole map is drawn as the command line does.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ExportMap {
    /// Ends in .svg, .png or .json.
    pub path: String,
    pub kind: NodeKind,
    pub drawing: Option<documents::drawing::Drawing>,
}

pub fn map(_session: &mut Session, _request: MapRequest) -> Result<MapPicture> {
    todo!()
}
pub fn set_positions(_session: &mut Session, _request: SetPositions) -> Result<Written> {
    todo!()
}
pub fn export_map(_session: &mut Session, _request: ExportMap) -> Result<Exported> {
    todo!()
}

//! The relationship map.

mod figures;
mod give;
mod place;
mod weave;

use std::collections::HashMap;
use std::path::PathBuf;

use chrono::{Months, NaiveDate};
use ledger::log::ExportEntry;
use ledger::map::Position;
use ledger::{OrganisationId, PersonId};
use network::measure::{Loss, betweenness, losses as all_losses};
use network::{Edge, Evidence, Group, Network, NodeKind};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::because::Teller;
use crate::records::Records;
use crate::stages::number;
use crate::{Error, Exported, Result, Session, Written, file, request};

use give::{Given, given};
use place::{Place, places};
use weave::{Eyes, Woven, weave};

/// What the map shows: 人 / 機関 / 職種 / 市町村.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MapRequest {
    pub kind: NodeKind,
    /// Only what had happened by that day; `null`: today.
    pub until: Option<NaiveDate>,
    /// The map as it may leave the ledger: without those who said no, without what only she has recorded.
    #[serde(default)]
    pub for_giving_out: bool,
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
    /// People and ties that are left out because they must not leave; 0 on her own screen.
    pub left_out: u32,
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

/// Exports a drawing. The window gives what is on the screen as `drawing` (the display list of `documents::drawing`), made
/// from a map for giving out; without one the whole map is drawn as the command line does.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ExportMap {
    /// Ends in .svg, .png or .json.
    pub path: PathBuf,
    /// Over the file, which then ends in `.age` as well; `null`: the file lies in clear.
    #[serde(default)]
    pub passphrase: Option<String>,
    pub kind: NodeKind,
    /// The day of the drawing; `null`: today.
    #[serde(default)]
    pub until: Option<NaiveDate>,
    pub drawing: Option<documents::drawing::Drawing>,
}

/// The map of a noun. Positions of nodes that had none are computed around those that have, and kept.
///
/// # Errors
/// Of the ledger.
pub fn map(session: &mut Session, request: MapRequest) -> Result<MapPicture> {
    let (style, today) = (session.style(), session.today());
    let until = request.until.map_or(today, |day| day.min(today));
    let records = Records::read(&session.ledger()?.read(), today)?;
    let tell = Teller {
        records: &records,
        style,
    };
    if request.for_giving_out {
        let Given {
            woven,
            places,
            people,
            ties,
            ..
        } = given(session, tell, request.kind, until)?;
        let mut picture = picture(tell, request.kind, until, &woven, &places);
        // Sentences about single persons are for her alone.
        for node in &mut picture.nodes {
            node.loss.clear();
            node.loss_because.clear();
        }
        picture.figures.clear();
        picture.first_day = None;
        picture.left_out = people + ties;
        return Ok(picture);
    }
    let woven = weave(tell, request.kind, until, Eyes::Hers);
    let places = standing(session, tell, request.kind, until, &woven)?;
    Ok(picture(tell, request.kind, until, &woven, &places))
}

/// New nodes find their place by all that is known today: a look into the past must not decide where they stay.
fn standing(
    session: &mut Session,
    tell: Teller<'_>,
    kind: NodeKind,
    until: NaiveDate,
    woven: &Woven,
) -> Result<Vec<Place>> {
    let today = session.today();
    if until == today {
        places(session, &woven.network)
    } else {
        places(session, &weave(tell, kind, today, Eyes::Hers).network)
    }
}

fn picture(
    tell: Teller<'_>,
    kind: NodeKind,
    until: NaiveDate,
    woven: &Woven,
    places: &[Place],
) -> MapPicture {
    let network = &woven.network;
    let (people, organisations, losses) = match kind {
        NodeKind::Person => losses(tell, woven, until),
        NodeKind::Organisation | NodeKind::Profession | NodeKind::Municipality => {
            (Vec::new(), Vec::new(), Vec::new())
        }
    };
    let mut degrees = vec![0_u32; network.nodes.len()];
    for place in network.edges.iter().flat_map(|edge| [edge.a, edge.b]) {
        if let Some(degree) = degrees.get_mut(place) {
            *degree += 1;
        }
    }
    let weights = weights(network, &degrees);
    let nodes = network
        .nodes
        .iter()
        .zip(places)
        .zip(degrees.iter().zip(weights))
        .enumerate();
    let nodes = nodes
        .map(|(place, ((node, at), (degree, weight)))| {
            let (loss, loss_because) = losses
                .get(place)
                .map(|loss| figures::loss_words(tell, loss, &organisations, &people))
                .unwrap_or_default();
            MapNode {
                key: node.key.clone(),
                label: node.label.clone(),
                detail: node.detail.clone(),
                group: node.group,
                key_person: node.key_person,
                me: node.me,
                x: at.point.x,
                y: at.point.y,
                pinned: at.pinned,
                degree: *degree,
                loss,
                loss_because,
                weight,
            }
        })
        .collect();
    // A crowded map has tens of thousands of edges and few different sentences.
    let mut said: HashMap<(u32, u32, Evidence), String> = HashMap::new();
    let edges = network
        .edges
        .iter()
        .map(|edge| {
            let encounters = woven
                .encounters
                .get(&(edge.a, edge.b))
                .copied()
                .unwrap_or(0);
            let words = said
                .entry((edge.count, encounters, edge.evidence))
                .or_insert_with(|| edge_words(tell, edge, encounters));
            MapEdge {
                a: number(edge.a),
                b: number(edge.b),
                evidence: edge.evidence,
                count: edge.count,
                last: edge.last,
                words: words.clone(),
            }
        })
        .collect();
    MapPicture {
        nodes,
        edges,
        faded_before: faded_before(until),
        first_day: first_day(tell.records),
        figures: figures::figures(tell, woven, kind, &losses),
        left_out: 0,
    }
}

/// What the loss of every person would cut, with the people and organisations that its numbers mean.
fn losses(
    tell: Teller<'_>,
    woven: &Woven,
    until: NaiveDate,
) -> (Vec<PersonId>, Vec<OrganisationId>, Vec<Loss>) {
    let records = tell.records;
    let mut people: Vec<(usize, PersonId)> = woven
        .node_of
        .iter()
        .map(|(person, place)| (*place, *person))
        .collect();
    people.sort_unstable();
    let people: Vec<PersonId> = people.into_iter().map(|(_, person)| person).collect();
    let mut organisations: Vec<OrganisationId> = records.organisations.keys().copied().collect();
    organisations.sort_unstable();
    let organisation_of: Vec<Option<usize>> = people
        .iter()
        .map(|person| {
            let organisation = records.post_on(*person, until)?.fields.organisation;
            organisations.binary_search(&organisation).ok()
        })
        .collect();
    let losses = all_losses(&woven.network, &organisation_of);
    (people, organisations, losses)
}

/// Betweenness where it can be had at once, else the share of the greatest degree: 0–1.
fn weights(network: &Network, degrees: &[u32]) -> Vec<f64> {
    // Brandes' algorithm is linear in nodes × edges; this bound is some 20 ms.
    if network.nodes.len().saturating_mul(network.edges.len()) <= 500_000 {
        return betweenness(network);
    }
    let most = f64::from(degrees.iter().copied().max().unwrap_or(0).max(1));
    degrees
        .iter()
        .map(|degree| f64::from(*degree) / most)
        .collect()
}

/// 会議 3回、接点 2回、②考え方が分かる
fn edge_words(tell: Teller<'_>, edge: &Edge, encounters: u32) -> String {
    let meetings = edge.count.saturating_sub(encounters);
    let mut words = Vec::new();
    if meetings > 0 {
        words.push(tell.say("map.meetings", &[("count", &meetings)]));
    }
    if encounters > 0 {
        words.push(tell.say("map.encounters", &[("count", &encounters)]));
    }
    let level = match edge.evidence {
        Evidence::Post => Some("map.post"),
        Evidence::Meeting => None,
        Evidence::Face => Some("map.level.1"),
        Evidence::Thinking => Some("map.level.2"),
        Evidence::Trust => Some("map.level.3"),
    };
    words.extend(level.map(|key| tell.say(key, &[])));
    tell.list(&words)
}

/// A year without touch.
fn faded_before(until: NaiveDate) -> NaiveDate {
    until.checked_sub_months(Months::new(12)).unwrap_or(until)
}

fn first_day(records: &Records) -> Option<NaiveDate> {
    let meetings = records.meetings.iter().map(|meeting| meeting.fields.date);
    let encounters = records
        .encounters
        .iter()
        .map(|encounter| encounter.fields.on);
    let ties = records
        .ties
        .iter()
        .filter_map(|tie| tie.levels.first())
        .map(|level| level.on);
    meetings
        .chain(encounters)
        .chain(ties)
        .filter(|day| *day <= records.today)
        .min()
}

/// Keeps where she put nodes.
///
/// # Errors
/// `Refused` for a key that no node can have, or a place that is no number.
pub fn set_positions(session: &mut Session, request: SetPositions) -> Result<Written> {
    let mut positions = Vec::new();
    for MovedNode { key, x, y, pinned } in request.positions {
        let known = ["person:", "organisation:", "profession:", "municipality:"];
        if !known.iter().any(|kind| key.starts_with(kind)) || !x.is_finite() || !y.is_finite() {
            return Err(Error::refused("positions", "refused.request"));
        }
        positions.push(Position {
            node: key,
            x,
            y,
            pinned,
        });
    }
    let ((), written) = session.operation("map.positions", "", |write| {
        Ok(write.set_positions(&positions)?)
    })?;
    Ok(written)
}

/// Writes the map to a file and keeps in the log that it was given out, and how much was left out: those who said no, and
/// ties that only she has recorded. A `drawing` is written as it is given; the window makes it from a map for giving out.
///
/// # Errors
/// `Refused` for another ending than .svg, .png and .json, `Document`; `File` when the place can't be written: nothing
/// is left there then, and nothing is logged.
pub fn export_map(session: &mut Session, request: ExportMap) -> Result<Exported> {
    let path = request::place("path", &request.path)?;
    let format = give::Format::of(&file::inside(path, request.passphrase.is_some())?)
        .ok_or_else(|| Error::refused("path", "refused.ending"))?;
    let (style, today) = (session.style(), session.today());
    let until = request.until.map_or(today, |day| day.min(today));
    let title = style.word(give::title_key(request.kind)).to_owned();
    let records = Records::read(&session.ledger()?.read(), today)?;
    let tell = Teller {
        records: &records,
        style,
    };
    let given = given(session, tell, request.kind, until)?;
    let bytes = match (&request.drawing, format) {
        (Some(drawing), give::Format::Svg | give::Format::Png) => format.draw(drawing)?,
        (Some(_) | None, give::Format::Json) => give::json(&given, request.kind)?,
        (None, give::Format::Svg | give::Format::Png) => {
            let under = style.word("map.under").to_owned();
            format.draw(&give::drawing(
                tell,
                &given,
                faded_before(until),
                &title,
                under,
            ))?
        }
    };
    file::give(path, &bytes, request.passphrase.as_deref())?;
    let left_out = given.people + given.ties;
    let entry = ExportEntry {
        at: session.now.utc,
        what: "map".to_owned(),
        subject: title.clone(),
        format: format.ending().to_owned(),
        audience: String::new(),
        file: path.display().to_string(),
        left_out: i64::from(left_out),
    };
    session.operation("map.export", &title, |write| Ok(write.add_export(&entry)?))?;
    Ok(Exported {
        path: path.display().to_string(),
        left_out,
        message: give::left_out_words(tell, &given),
    })
}

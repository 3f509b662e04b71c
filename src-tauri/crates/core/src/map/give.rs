//! The map given out: what of it may leave, as a picture, or as nodes and edges.

use std::collections::HashMap;
use std::path::Path;

use chrono::NaiveDate;
use documents::drawing::{Drawing, Mark, png, svg};
use ledger::person::Consent;
use network::draw::{self, Theme};
use network::layout::Point;
use network::{Group, Network, NodeKind};
use serde::Serialize;

use super::place::Place;
use super::standing;
use super::weave::{Eyes, Woven, weave};
use crate::because::Teller;
use crate::vocabulary;
use crate::{Error, Result, Session};

/// Pixels of a picture that no window was there for: A4 sideways, near enough.
const WIDTH: f64 = 1684.0;
const HEIGHT: f64 = 1190.0;

/// What may leave, and how much was left out for it.
pub(super) struct Given {
    pub(super) woven: Woven,
    pub(super) places: Vec<Place>,
    /// Those who said no.
    pub(super) people: u32,
    /// Ties between two who are shown that no shared meeting proves.
    pub(super) ties: u32,
    /// Those on it whose consent nobody has asked for yet: for her to ask before she hands it on.
    pub(super) unasked: u32,
}

/// The map of a day as it may leave the ledger; every node stands where it stands on her screen.
///
/// # Errors
/// Of the ledger.
pub(super) fn given(
    session: &mut Session,
    tell: Teller<'_>,
    kind: NodeKind,
    until: NaiveDate,
) -> Result<Given> {
    let hers = weave(tell, kind, until, Eyes::Hers);
    let standing = standing(session, tell, kind, until, &hers)?;
    let woven = weave(tell, kind, until, Eyes::Anyone);
    let at: HashMap<&str, Place> = hers
        .network
        .nodes
        .iter()
        .map(|node| node.key.as_str())
        .zip(standing)
        .collect();
    let places: Vec<Place> = woven
        .network
        .nodes
        .iter()
        .filter_map(|node| at.get(node.key.as_str()).copied())
        .collect();
    let there: HashMap<&str, usize> = woven
        .network
        .nodes
        .iter()
        .enumerate()
        .map(|(place, node)| (node.key.as_str(), place))
        .collect();
    let here = |place: usize| {
        let node = hers.network.nodes.get(place)?;
        there.get(node.key.as_str()).copied()
    };
    let both_shown = hers.network.edges.iter();
    let both_shown = both_shown
        .filter(|edge| here(edge.a).is_some() && here(edge.b).is_some())
        .count();
    let fewer =
        |all: usize, left: usize| u32::try_from(all.saturating_sub(left)).unwrap_or(u32::MAX);
    let unasked = match kind {
        NodeKind::Person => tell
            .records
            .people
            .values()
            .filter(|person| person.fields.consent == Consent::Unknown)
            .count(),
        NodeKind::Organisation | NodeKind::Profession | NodeKind::Municipality => 0,
    };
    Ok(Given {
        unasked: fewer(unasked, 0),
        people: fewer(hers.network.nodes.len(), woven.network.nodes.len()),
        ties: fewer(both_shown, woven.network.edges.len()),
        woven,
        places,
    })
}

/// What was left out, in words; empty when nothing was.
pub(super) fn left_out_words(tell: Teller<'_>, given: &Given) -> String {
    let counted = [
        ("map.left_out.people", given.people),
        ("map.left_out.ties", given.ties),
        ("map.unasked", given.unasked),
    ];
    counted
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(key, count)| tell.say(key, &[("count", &count)]))
        .collect::<Vec<String>>()
        .join(" ")
}

/// By the ending of the file's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Svg,
    Png,
    Json,
}

impl Format {
    pub(super) fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_lowercase();
        [Self::Svg, Self::Png, Self::Json]
            .into_iter()
            .find(|format| format.ending() == ending)
    }

    pub(super) fn ending(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Json => "json",
        }
    }

    /// The drawing as a file; JSON is no drawing and gives its display list.
    pub(super) fn draw(self, drawing: &Drawing) -> Result<Vec<u8>> {
        match self {
            Self::Svg => Ok(svg(drawing)?.into_bytes()),
            Self::Png => Ok(png(drawing, 2.0)?),
            Self::Json => as_json(drawing),
        }
    }
}

/// The title of the map of a noun.
pub(super) fn title_key(kind: NodeKind) -> &'static str {
    match kind {
        NodeKind::Person => "map.title.person",
        NodeKind::Organisation => "map.title.organisation",
        NodeKind::Profession => "map.title.profession",
        NodeKind::Municipality => "map.title.municipality",
    }
}

/// The whole map as the command line draws it.
pub(super) fn drawing(
    tell: Teller<'_>,
    given: &Given,
    faded_before: NaiveDate,
    title: &str,
    under: String,
) -> Drawing {
    let network: &Network = &given.woven.network;
    let mut groups: Vec<Group> = network.nodes.iter().map(|node| node.group).collect();
    groups.sort_unstable();
    groups.dedup();
    let legend = groups
        .into_iter()
        .map(|group| (group, group_words(tell, group)))
        .collect();
    let words = draw::Words {
        title: title.to_owned(),
        hospital_side: vocabulary::sides().name(tell.style.language, Some("hospital")),
        community_side: vocabulary::sides().name(tell.style.language, Some("community")),
        legend,
        under,
    };
    let points: Vec<Point> = given.places.iter().map(|place| place.point).collect();
    of_network(draw::draw(
        network,
        &points,
        faded_before,
        &words,
        Theme::Light,
        WIDTH,
        HEIGHT,
    ))
}

fn group_words(tell: Teller<'_>, group: Group) -> String {
    tell.say(&format!("group.{}", vocabulary::group_id(group)), &[])
}

/// The two rooms don't know each other: the same list in the words of the other.
fn of_network(drawing: draw::Drawing) -> Drawing {
    let draw::Drawing {
        width,
        height,
        background,
        title,
        marks,
    } = drawing;
    Drawing {
        width,
        height,
        background,
        title,
        marks: marks.into_iter().map(mark).collect(),
    }
}

fn mark(mark: draw::Mark) -> Mark {
    match mark {
        draw::Mark::Ground {
            x,
            y,
            width,
            height,
            radius,
            fill,
        } => Mark::Ground {
            x,
            y,
            width,
            height,
            radius,
            fill,
        },
        draw::Mark::Line {
            x1,
            y1,
            cx,
            cy,
            x2,
            y2,
            width,
            colour,
            opacity,
            dotted,
        } => Mark::Line {
            x1,
            y1,
            cx,
            cy,
            x2,
            y2,
            width,
            colour,
            opacity,
            dotted,
        },
        draw::Mark::Shape {
            shape,
            x,
            y,
            r,
            fill,
            stroke,
            stroke_width,
        } => Mark::Shape {
            shape,
            x,
            y,
            r,
            fill,
            stroke,
            stroke_width,
        },
        draw::Mark::Text {
            x,
            y,
            text,
            size,
            bold,
            anchor,
            colour,
            halo,
        } => Mark::Text {
            x,
            y,
            text,
            size,
            bold,
            anchor,
            colour,
            halo,
        },
    }
}

#[derive(Serialize)]
struct JsonMap<'a> {
    kind: NodeKind,
    nodes: Vec<JsonNode<'a>>,
    edges: Vec<JsonEdge>,
}

#[derive(Serialize)]
struct JsonNode<'a> {
    key: &'a str,
    label: &'a str,
    detail: &'a str,
    group: Group,
    x: f64,
    y: f64,
}

/// `a` and `b` are places in `nodes`; `count` is of shared meetings, `last` the day of the last one.
#[derive(Serialize)]
struct JsonEdge {
    a: usize,
    b: usize,
    count: u32,
    last: Option<NaiveDate>,
}

/// Nodes, and ties that shared meetings prove.
pub(super) fn json(given: &Given, kind: NodeKind) -> Result<Vec<u8>> {
    let network = &given.woven.network;
    let nodes = network.nodes.iter().zip(&given.places);
    let nodes = nodes
        .map(|(node, place)| JsonNode {
            key: &node.key,
            label: &node.label,
            detail: &node.detail,
            group: node.group,
            x: place.point.x,
            y: place.point.y,
        })
        .collect();
    let edges = network.edges.iter();
    let edges = edges
        .map(|edge| JsonEdge {
            a: edge.a,
            b: edge.b,
            count: edge.count,
            last: edge.last,
        })
        .collect();
    as_json(&JsonMap { kind, nodes, edges })
}

fn as_json(value: &impl Serialize) -> Result<Vec<u8>> {
    serde_json::to_vec_pretty(value)
        .map_err(|wrong| Error::Document(documents::Error::Picture(wrong.to_string())))
}

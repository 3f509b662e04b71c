//! The map given out: as a picture, or as nodes and edges.

use std::path::Path;

use chrono::NaiveDate;
use documents::drawing::{Drawing, Mark, png, svg};
use network::draw::{self, Theme};
use network::layout::Point;
use network::{Group, Network, NodeKind};
use serde::Serialize;

use super::place::Place;
use super::weave::Woven;
use crate::because::Teller;
use crate::vocabulary;
use crate::{Error, Result};

/// Pixels of a picture that no window was there for: A4 sideways, near enough.
const WIDTH: f64 = 1684.0;
const HEIGHT: f64 = 1190.0;

/// By the ending of the file's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Svg,
    Png,
    Json,
}

impl Format {
    pub(super) fn of(path: &str) -> Option<Self> {
        let ending = Path::new(path).extension()?.to_str()?.to_lowercase();
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
    network: &Network,
    places: &[Place],
    faded_before: NaiveDate,
    title: &str,
    under: String,
) -> Drawing {
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
    let points: Vec<Point> = places.iter().map(|place| place.point).collect();
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
    key_person: bool,
    x: f64,
    y: f64,
}

/// `a` and `b` are places in `nodes`; `count` is of shared meetings and encounters, 0 for a tie that is only recorded.
#[derive(Serialize)]
struct JsonEdge {
    a: usize,
    b: usize,
    count: u32,
    last: Option<NaiveDate>,
}

/// Nodes and edges without levels.
pub(super) fn json(woven: &Woven, kind: NodeKind, places: &[Place]) -> Result<Vec<u8>> {
    let nodes = woven
        .network
        .nodes
        .iter()
        .zip(places)
        .map(|(node, place)| JsonNode {
            key: &node.key,
            label: &node.label,
            detail: &node.detail,
            group: node.group,
            key_person: node.key_person,
            x: place.point.x,
            y: place.point.y,
        })
        .collect();
    let edges = woven.network.edges.iter();
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

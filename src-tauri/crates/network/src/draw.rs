//! The map as a list of things to draw, labels placed without collision: what the command line exports. The window makes
//! the same kind of list from what is on the screen.

mod colour;
mod edges;
mod frame;
mod label;
mod nodes;

use serde::{Deserialize, Serialize};

use crate::graph::Neighbours;
use crate::{Network, layout::Point};

use colour::Palette;
use frame::Frame;

pub use label::text_width;

/// One thing to draw, in pixels, painted in order. Colours are `#rrggbb` or `#rrggbbaa`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "draw", rename_all = "snake_case")]
pub enum Mark {
    /// A rounded rectangle: the ground of a side.
    Ground {
        x: f64,
        y: f64,
        width: f64,
        height: f64,
        radius: f64,
        fill: String,
    },
    /// An edge: a quadratic curve, or straight when the control point lies between.
    Line {
        x1: f64,
        y1: f64,
        cx: f64,
        cy: f64,
        x2: f64,
        y2: f64,
        width: f64,
        colour: String,
        opacity: f64,
        dotted: bool,
    },
    /// A node: `circle`, `square`, `diamond`, `triangle`, `pentagon` of radius `r`.
    Shape {
        shape: String,
        x: f64,
        y: f64,
        r: f64,
        fill: String,
        stroke: String,
        stroke_width: f64,
    },
    /// Text; `anchor` is `start`, `middle` or `end`; `halo` is the ground's colour behind it, or empty.
    Text {
        x: f64,
        y: f64,
        text: String,
        size: f64,
        bold: bool,
        anchor: String,
        colour: String,
        halo: String,
    },
}

/// A drawing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Drawing {
    /// Pixels.
    pub width: f64,
    pub height: f64,
    pub background: String,
    /// For screen readers and the file's title.
    pub title: String,
    pub marks: Vec<Mark>,
}

/// Colours of a drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    Light,
    Dark,
}

/// Words that the drawing shows: names of the sides, the legend, the line under every figure (「台帳に記録された範囲」).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Words {
    pub title: String,
    pub hospital_side: String,
    pub community_side: String,
    /// One per group that occurs, in the order of [`crate::Group`].
    pub legend: Vec<(crate::Group, String)>,
    pub under: String,
}

/// Draws the whole network into `width` × `height` pixels: grounds, edges, nodes, labels (nearer and more important ones
/// win, none overlap), legend. Edges older than `faded_before` are dotted. `points` are in the order of the nodes; a node
/// without one is left out, as is one whose point is no number or lies beyond [`crate::layout::FARTHEST`].
#[must_use]
pub fn draw(
    network: &Network,
    points: &[Point],
    faded_before: chrono::NaiveDate,
    words: &Words,
    theme: Theme,
    width: f64,
    height: f64,
) -> Drawing {
    let palette = Palette::of(theme);
    let neighbours = Neighbours::of(network);
    let frame = Frame::new(network, points, words, width, height);
    let mut marks = Vec::new();
    frame.grounds(words, &palette, &mut marks);
    edges::draw(network, &frame, faded_before, &palette, &mut marks);
    nodes::draw(network, &frame, &palette, &mut marks);
    label::draw(network, &neighbours, &frame, &palette, &mut marks);
    frame.around(words, &palette, &mut marks);
    Drawing {
        width: frame.width,
        height: frame.height,
        background: palette.paper.hex(),
        title: words.title.clone(),
        marks,
    }
}

//! Edges: colour by evidence, width by how often, dotted when long untouched; the weakest lie lowest.

use chrono::NaiveDate;

use crate::Network;
use crate::graph::{Edge, Evidence};
use crate::layout::Point;
use crate::numbers::{at, real};

use super::Mark;
use super::colour::{Colour, Palette};
use super::frame::Frame;

pub(super) fn draw(
    network: &Network,
    frame: &Frame,
    faded_before: NaiveDate,
    palette: &Palette,
    marks: &mut Vec<Mark>,
) {
    let mut order: Vec<&Edge> = network.edges.iter().collect();
    order.sort_by_key(|edge| (edge.evidence, edge.count, edge.a, edge.b));
    // The ink that the edges of a page may take together: many thin ones must leave the nodes to be seen.
    let crowd = (900.0 / real(order.len().max(1)))
        .powf(0.6)
        .clamp(0.16, 1.0);
    for edge in order {
        let me = [edge.a, edge.b]
            .iter()
            .any(|node| network.nodes.get(*node).is_some_and(|node| node.me));
        let (Some(a), Some(b)) = (at(&frame.points, edge.a), at(&frame.points, edge.b)) else {
            continue;
        };
        let ink = ink(edge.evidence, me, palette);
        let bend = bend(a, b);
        marks.push(Mark::Line {
            x1: tenth(a.x),
            y1: tenth(a.y),
            cx: tenth(bend.x),
            cy: tenth(bend.y),
            x2: tenth(b.x),
            y2: tenth(b.y),
            width: width(edge, me, crowd),
            colour: ink.colour.hex(),
            opacity: hundredth(ink.opacity * if ink.strong { crowd.sqrt() } else { crowd }),
            dotted: edge.last.is_some_and(|last| last < faded_before),
        });
    }
}

struct Ink {
    colour: Colour,
    opacity: f64,
    /// Stays to be seen in a crowd.
    strong: bool,
}

/// The recorded levels stand out in the accent, what only meetings tell stays grey. The coordinator's own ties are
/// thin and light: they are many and say little.
fn ink(evidence: Evidence, me: bool, palette: &Palette) -> Ink {
    let light = if me { 0.75 } else { 1.0 };
    match evidence {
        Evidence::Post => Ink {
            colour: palette.faint,
            opacity: 0.35 * light,
            strong: false,
        },
        Evidence::Meeting => Ink {
            colour: palette.faint,
            opacity: 0.5 * light,
            strong: false,
        },
        Evidence::Face => Ink {
            colour: palette.accent.over(palette.faint, 0.45),
            opacity: 0.6 * light,
            strong: true,
        },
        Evidence::Thinking => Ink {
            colour: palette.accent.over(palette.faint, 0.75),
            opacity: 0.75 * light,
            strong: true,
        },
        Evidence::Trust => Ink {
            colour: palette.accent,
            opacity: 0.92 * light,
            strong: true,
        },
    }
}

/// Pixels: 1.2 for one meeting, 5 at most, thinner in a crowd.
fn width(edge: &Edge, me: bool, crowd: f64) -> f64 {
    let full = 1.2 + 0.75 * f64::from(edge.count.max(1)).log2();
    let full = if me { full.min(1.6) } else { full.min(5.0) };
    hundredth((full * (0.45 + 0.55 * crowd)).max(0.6))
}

/// A slight bow, always to the same side, keeps two lines through one node apart.
fn bend(a: Point, b: Point) -> Point {
    Point {
        x: (a.x + b.x) / 2.0 + (b.y - a.y) * 0.06,
        y: (a.y + b.y) / 2.0 - (b.x - a.x) * 0.06,
    }
}

fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

fn hundredth(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

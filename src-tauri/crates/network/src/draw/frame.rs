//! Where the map lies on the page: title above, grounds and names of the sides, legend and last line below.

use crate::layout::Point;
use crate::numbers::{at, real};
use crate::{Group, Network};

use super::colour::Palette;
use super::label::{Box, text_width};
use super::{Mark, Words};

/// Around the page.
const MARGIN: f64 = 28.0;
const TITLE: f64 = 22.0;
const SIDE: f64 = 15.0;
const LEGEND: f64 = 13.5;
const LEGEND_ROW: f64 = 24.0;
const UNDER: f64 = 12.0;

/// The page, and the points on it.
pub(super) struct Frame {
    pub(super) width: f64,
    pub(super) height: f64,
    /// Pixel positions, in the order of the nodes; `None` when a node has no place.
    pub(super) points: Vec<Option<Point>>,
    /// Usual distance between two nodes in pixels.
    pub(super) spacing: f64,
    /// Labels stay inside of it.
    pub(super) inner: Box,
    /// Top of the legend.
    legend: f64,
    hospital: Option<Box>,
    community: Option<Box>,
}

impl Frame {
    pub(super) fn new(
        network: &Network,
        points: &[Point],
        words: &Words,
        width: f64,
        height: f64,
    ) -> Self {
        let size = |wish: f64| {
            if wish.is_finite() {
                wish.clamp(320.0, 20_000.0)
            } else {
                1000.0
            }
        };
        let (width, height) = (size(width), size(height));
        let under = if words.under.is_empty() {
            0.0
        } else {
            UNDER * 1.9
        };
        let legend = height - MARGIN * 0.7 - under - LEGEND_ROW * real(legend_rows(words, width));
        let title = if words.title.is_empty() {
            MARGIN
        } else {
            MARGIN + TITLE * 1.6
        };
        // Room for the names of the sides above their grounds.
        let inner = Box {
            left: MARGIN,
            top: title + SIDE * 1.7,
            right: width - MARGIN,
            bottom: legend - 12.0,
        };
        let known = |node: usize| points.get(node).copied().filter(|point| point.is_place());
        let known: Vec<Option<Point>> = (0..network.nodes.len()).map(known).collect();
        let fit = Fit::new(&known, &inner);
        let points: Vec<Option<Point>> = known
            .into_iter()
            .map(|point| point.map(|point| fit.pixel(point)))
            .collect();
        let spacing = (inner.width() * inner.height() / real(network.nodes.len().max(12))).sqrt();
        let (hospital, community) = grounds(network, &points, &fit, &inner);
        Self {
            width,
            height,
            points,
            spacing,
            inner,
            legend,
            hospital,
            community,
        }
    }

    /// The grounds of the sides with their names.
    pub(super) fn grounds(&self, words: &Words, palette: &Palette, marks: &mut Vec<Mark>) {
        let sides = [
            (self.hospital, palette.hospital, &words.hospital_side),
            (self.community, palette.home, &words.community_side),
        ];
        for (ground, colour, name) in sides {
            let Some(ground) = ground else { continue };
            marks.push(Mark::Ground {
                x: ground.left,
                y: ground.top,
                width: ground.width(),
                height: ground.height(),
                radius: 22.0,
                fill: colour.over(palette.paper, palette.ground).hex(),
            });
            let colour = palette.muted.hex();
            marks.push(text(
                ground.left + 20.0,
                ground.top - SIDE * 0.6,
                name,
                SIDE,
                true,
                "start",
                colour,
            ));
        }
    }

    /// Title, legend and the line under every figure.
    pub(super) fn around(&self, words: &Words, palette: &Palette, marks: &mut Vec<Mark>) {
        if !words.title.is_empty() {
            let y = MARGIN + TITLE * 0.85;
            marks.push(text(
                MARGIN,
                y,
                &words.title,
                TITLE,
                true,
                "start",
                palette.ink.hex(),
            ));
        }
        let (mut x, mut y) = (MARGIN, self.legend + LEGEND);
        for (group, name) in &words.legend {
            let step = legend_step(name);
            if x > MARGIN && x + step > self.width - MARGIN {
                x = MARGIN;
                y += LEGEND_ROW;
            }
            let colour = palette.group(*group);
            marks.push(match group {
                Group::Coordinator | Group::Unknown => shape(
                    "circle",
                    x + 7.0,
                    y - 4.8,
                    6.0,
                    palette.surface.hex(),
                    colour.hex(),
                    2.0,
                ),
                Group::Hospital | Group::Home | Group::Care | Group::Public | Group::Body => shape(
                    shape_of(*group),
                    x + 7.0,
                    y - 4.8,
                    6.0,
                    colour.hex(),
                    colour.hex(),
                    0.0,
                ),
            });
            marks.push(text(
                x + 19.0,
                y,
                name,
                LEGEND,
                false,
                "start",
                palette.ink.hex(),
            ));
            x += step;
        }
        if !words.under.is_empty() {
            let y = self.height - MARGIN * 0.7;
            marks.push(text(
                MARGIN,
                y,
                &words.under,
                UNDER,
                false,
                "start",
                palette.muted.hex(),
            ));
        }
    }
}

/// ■●◆▲⬟: told apart without colour.
pub(super) fn shape_of(group: Group) -> &'static str {
    match group {
        Group::Hospital => "square",
        Group::Home | Group::Coordinator | Group::Unknown => "circle",
        Group::Care => "diamond",
        Group::Public => "triangle",
        Group::Body => "pentagon",
    }
}

pub(super) fn shape(
    shape: &str,
    x: f64,
    y: f64,
    r: f64,
    fill: String,
    stroke: String,
    stroke_width: f64,
) -> Mark {
    Mark::Shape {
        shape: shape.to_owned(),
        x,
        y,
        r,
        fill,
        stroke,
        stroke_width,
    }
}

fn text(x: f64, y: f64, text: &str, size: f64, bold: bool, anchor: &str, colour: String) -> Mark {
    Mark::Text {
        x,
        y,
        text: text.to_owned(),
        size,
        bold,
        anchor: anchor.to_owned(),
        colour,
        halo: String::new(),
    }
}

fn legend_step(name: &str) -> f64 {
    19.0 + text_width(name, LEGEND) + 26.0
}

fn legend_rows(words: &Words, width: f64) -> usize {
    let (mut rows, mut x) = (usize::from(!words.legend.is_empty()), MARGIN);
    for (_, name) in &words.legend {
        let step = legend_step(name);
        if x > MARGIN && x + step > width - MARGIN {
            rows += 1;
            x = MARGIN;
        }
        x += step;
    }
    rows
}

/// Map units to pixels, the same in both directions.
struct Fit {
    scale: f64,
    left: f64,
    top: f64,
}

impl Fit {
    fn new(points: &[Option<Point>], inner: &Box) -> Self {
        let around = points
            .iter()
            .flatten()
            .fold(None, |around: Option<Box>, point| {
                let one = Box {
                    left: point.x,
                    right: point.x,
                    top: point.y,
                    bottom: point.y,
                };
                Some(around.map_or(one, |around| around.with(&one)))
            });
        let around = around.unwrap_or(Box {
            left: 0.0,
            right: 0.0,
            top: 0.0,
            bottom: 0.0,
        });
        // Outermost nodes keep room for their ring and a label below.
        let (room_x, room_y) = (
            56.0_f64.min(inner.width() * 0.1),
            44.0_f64.min(inner.height() * 0.1),
        );
        let wide = (inner.width() - 2.0 * room_x) / around.width().max(1.0);
        let high = (inner.height() - 2.0 * room_y) / around.height().max(1.0);
        let scale = wide.min(high).clamp(1e-6, 4.0);
        let centre = |low: f64, high: f64, from: f64, to: f64| {
            (from + to) / 2.0 - (low + high) / 2.0 * scale
        };
        Self {
            scale,
            left: centre(around.left, around.right, inner.left, inner.right),
            top: centre(around.top, around.bottom, inner.top, inner.bottom),
        }
    }

    fn pixel(&self, point: Point) -> Point {
        Point {
            x: point.x * self.scale + self.left,
            y: point.y * self.scale + self.top,
        }
    }
}

/// The grounds from the page's edge to their innermost nodes, never across the middle.
fn grounds(
    network: &Network,
    points: &[Option<Point>],
    fit: &Fit,
    inner: &Box,
) -> (Option<Box>, Option<Box>) {
    let mut hospital: Vec<f64> = Vec::new();
    let mut community: Vec<f64> = Vec::new();
    for (node, point) in network.nodes.iter().zip(points) {
        let Some(point) = point else { continue };
        match node.group {
            Group::Hospital => hospital.push(point.x),
            Group::Home | Group::Care => community.push(point.x),
            Group::Public | Group::Body | Group::Coordinator | Group::Unknown => {}
        }
    }
    hospital.sort_unstable_by(f64::total_cmp);
    community.sort_unstable_by(f64::total_cmp);
    // One in fifty may have been dragged away.
    let strays = |nodes: &[f64]| nodes.len() / 50;
    let innermost = hospital.len().saturating_sub(1 + strays(&hospital));
    let middle = fit.left;
    let gap = (30.0 * fit.scale).min(inner.width() * 0.06);
    let (around, least) = (48.0, inner.width() * 0.2);
    let left = (!hospital.is_empty()).then(|| Box {
        left: inner.left - 8.0,
        right: (at(&hospital, innermost) + around)
            .min(middle - gap)
            .max(inner.left + least),
        ..*inner
    });
    let right = (!community.is_empty()).then(|| Box {
        left: (at(&community, strays(&community)) - around)
            .max(middle + gap)
            .min(inner.right - least),
        right: inner.right + 8.0,
        ..*inner
    });
    (left, right)
}

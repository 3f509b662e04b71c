//! A drawing (display list in pixels) to SVG and PNG, as drawn on the screen, with Japanese labels.
//!
//! The display list comes as JSON-shaped data so that this room needs to know nothing of the map.

use serde::{Deserialize, Serialize};

use crate::Error;

/// One thing to draw, in pixels, painted in order. Colours are `#rrggbb` or `#rrggbbaa`.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "draw", rename_all = "snake_case")]
pub enum Mark {
    /// A rounded rectangle.
    Ground { x: f64, y: f64, width: f64, height: f64, radius: f64, fill: String },
    /// A quadratic curve.
    Line { x1: f64, y1: f64, cx: f64, cy: f64, x2: f64, y2: f64, width: f64, colour: String, opacity: f64, dotted: bool },
    /// `circle`, `square`, `diamond`, `triangle`, `pentagon` of radius `r`.
    Shape { shape: String, x: f64, y: f64, r: f64, fill: String, stroke: String, stroke_width: f64 },
    /// `anchor` is `start`, `middle` or `end`; `halo` is painted behind the letters unless empty.
    Text { x: f64, y: f64, text: String, size: f64, bold: bool, anchor: String, colour: String, halo: String },
}

/// A drawing.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Drawing {
    /// Pixels.
    pub width: f64,
    pub height: f64,
    pub background: String,
    pub title: String,
    pub marks: Vec<Mark>,
}

/// SVG 1.1 with real `<text>` in a font stack that begins with Noto Sans JP, `<title>` first, every text escaped; colours that
/// are no colours are refused.
///
/// # Errors
/// `Picture` when a number is not finite or a colour is none.
pub fn svg(_drawing: &Drawing) -> Result<String, Error> {
    todo!()
}

/// PNG at `scale` (2.0: twice the pixels) with the embedded font.
///
/// # Errors
/// `Picture`; more than 60 million pixels are refused.
pub fn png(_drawing: &Drawing, _scale: f32) -> Result<Vec<u8>, Error> {
    todo!()
}

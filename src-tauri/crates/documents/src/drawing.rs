//! A drawing (display list in pixels) to SVG and PNG, as drawn on the screen, with Japanese labels.
//!
//! The display list comes as JSON-shaped data so that this room needs to know nothing of the map.

use std::fmt::Write as _;
use std::sync::{Arc, OnceLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, fontdb};
use serde::{Deserialize, Serialize};

use crate::{Error, font};

/// One thing to draw, in pixels, painted in order. Colours are `#rrggbb` or `#rrggbbaa`.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "draw", rename_all = "snake_case")]
pub enum Mark {
    /// A rounded rectangle.
    Ground {
        x: f64,
        y: f64,
        width: f64,
        height: f64,
        radius: f64,
        fill: String,
    },
    /// A quadratic curve.
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
    /// `circle`, `square`, `diamond`, `triangle`, `pentagon` of radius `r`; `fill` and `stroke` may be empty: none.
    Shape {
        shape: String,
        x: f64,
        y: f64,
        r: f64,
        fill: String,
        stroke: String,
        stroke_width: f64,
    },
    /// `anchor` is `start`, `middle` or `end`; `halo` is painted behind the letters unless empty.
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

/// The letters of a page that is opened where Noto Sans JP is missing; the same as in the window.
const FAMILIES: &str = "'Noto Sans JP', 'Noto Sans CJK JP', 'Hiragino Kaku Gothic ProN', 'Yu Gothic UI', Meiryo, sans-serif";

/// A picture larger than this would take most of a small machine's memory.
const MOST_PIXELS: f64 = 60_000_000.0;

/// SVG 1.1 with real `<text>` in a font stack that begins with Noto Sans JP, `<title>` first, every text escaped; colours that
/// are no colours are refused. Characters that XML forbids are left out.
///
/// # Errors
/// `Picture` when a number is not finite, a size is negative, a colour is none, or a shape or an anchor is unknown.
pub fn svg(drawing: &Drawing) -> Result<String, Error> {
    let (width, height) = (size(drawing.width)?, size(drawing.height)?);
    let title = escaped(&drawing.title);
    let mut page = Page::default();
    page.put(&format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\" font-family=\"{FAMILIES}\">\n<title>{title}</title>\n"
    ));
    if !drawing.background.is_empty() {
        let fill = paint("fill", &drawing.background)?;
        page.put(&format!(
            "<rect width=\"{width}\" height=\"{height}\" {fill}/>\n"
        ));
    }
    for mark in &drawing.marks {
        page.mark(mark)?;
    }
    page.close();
    page.put("</svg>\n");
    Ok(page.text)
}

/// PNG at `scale` (2.0: twice the pixels) with the embedded font.
///
/// # Errors
/// `Picture`; more than 60 million pixels are refused.
pub fn png(drawing: &Drawing, scale: f32) -> Result<Vec<u8>, Error> {
    if !scale.is_finite() || scale <= 0.0 {
        return Err(wrong("scale", &scale.to_string()));
    }
    let pixels = |length: f64| (length * f64::from(scale)).ceil().max(1.0);
    let (wide, high) = (pixels(drawing.width), pixels(drawing.height));
    if wide * high > MOST_PIXELS {
        return Err(Error::Picture(format!(
            "{wide} × {high} pixels are too many"
        )));
    }
    let options = usvg::Options {
        font_family: font::FAMILY.to_owned(),
        fontdb: fonts(),
        // Nothing of a drawing lies in another file.
        resources_dir: None,
        ..usvg::Options::default()
    };
    let picture = |problem: String| Error::Picture(problem);
    let tree = usvg::Tree::from_str(&svg(drawing)?, &options)
        .map_err(|problem| picture(problem.to_string()))?;
    // Both are between 1 and 60 million here.
    let mut pixmap = Pixmap::new(wide as u32, high as u32)
        .ok_or_else(|| picture(format!("{wide} × {high} pixels")))?;
    resvg::render(
        &tree,
        Transform::from_scale(scale, scale),
        &mut pixmap.as_mut(),
    );
    pixmap
        .encode_png()
        .map_err(|problem| picture(problem.to_string()))
}

/// The embedded fonts only: the same picture on every machine.
fn fonts() -> Arc<fontdb::Database> {
    static FONTS: OnceLock<Arc<fontdb::Database>> = OnceLock::new();
    let read = || {
        let mut fonts = fontdb::Database::new();
        for face in [font::REGULAR, font::BOLD] {
            fonts.load_font_source(fontdb::Source::Binary(Arc::new(face)));
        }
        // Where the family asked for is missing, the embedded one stands in for it.
        fonts.set_sans_serif_family(font::FAMILY);
        fonts.set_serif_family(font::FAMILY);
        Arc::new(fonts)
    };
    Arc::clone(FONTS.get_or_init(read))
}

/// The text of the file, with the group of equal lines that is open.
#[derive(Default)]
struct Page {
    text: String,
    /// Attributes of the open group; empty when none is open. Equal lines follow each other by the thousand, and the
    /// file is a third as long when they share these.
    group: String,
}

impl Page {
    fn put(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn close(&mut self) {
        if !self.group.is_empty() {
            self.put("</g>\n");
            self.group.clear();
        }
    }

    fn mark(&mut self, mark: &Mark) -> Result<(), Error> {
        if !matches!(mark, Mark::Line { .. }) {
            self.close();
        }
        match mark {
            Mark::Ground {
                x,
                y,
                width,
                height,
                radius,
                fill,
            } => {
                let (x, y, width, height) =
                    (number(*x)?, number(*y)?, size(*width)?, size(*height)?);
                let (radius, fill) = (size(*radius)?, paint("fill", fill)?);
                self.put(&format!(
                    "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"{radius}\" {fill}/>\n"
                ));
            }
            Mark::Line {
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
            } => {
                let group = line_style(*width, colour, *opacity, *dotted)?;
                if group != self.group {
                    self.close();
                    self.put(&format!("<g {group}>\n"));
                    self.group = group;
                }
                let [x1, y1, cx, cy, x2, y2] = [
                    number(*x1)?,
                    number(*y1)?,
                    number(*cx)?,
                    number(*cy)?,
                    number(*x2)?,
                    number(*y2)?,
                ];
                self.put(&format!("<path d=\"M{x1} {y1}Q{cx} {cy} {x2} {y2}\"/>\n"));
            }
            Mark::Shape {
                shape,
                x,
                y,
                r,
                fill,
                stroke,
                stroke_width,
            } => {
                let fill = paint("fill", fill)?;
                let stroke = if *stroke_width == 0.0 || stroke.is_empty() {
                    String::new()
                } else {
                    format!(
                        " {} stroke-width=\"{}\"",
                        paint("stroke", stroke)?,
                        size(*stroke_width)?
                    )
                };
                let outline = outline(shape, *x, *y, *r)?;
                self.put(&format!("<{outline} {fill}{stroke}/>\n"));
            }
            Mark::Text {
                x,
                y,
                text,
                size: letters,
                bold,
                anchor,
                colour,
                halo,
            } => {
                let (x, y, letters, colour) = (
                    number(*x)?,
                    number(*y)?,
                    size(*letters)?,
                    paint("fill", colour)?,
                );
                let anchor = match anchor.as_str() {
                    "start" => "",
                    "middle" => " text-anchor=\"middle\"",
                    "end" => " text-anchor=\"end\"",
                    other => return Err(wrong("anchor", other)),
                };
                let weight = if *bold { " font-weight=\"700\"" } else { "" };
                let text = escaped(text);
                let place = format!(
                    "x=\"{x}\" y=\"{y}\" font-size=\"{letters}\"{weight}{anchor} xml:space=\"preserve\""
                );
                if !halo.is_empty() {
                    // A text of its own: many office programs don't know paint-order and would paint the halo over the
                    // letters.
                    let halo = format!("{} {}", paint("fill", halo)?, paint("stroke", halo)?);
                    self.put(&format!(
                        "<text {place} {halo} stroke-width=\"4\" stroke-linejoin=\"round\" paint-order=\"stroke\" \
                         aria-hidden=\"true\">{text}</text>\n"
                    ));
                }
                self.put(&format!("<text {place} {colour}>{text}</text>\n"));
            }
        }
        Ok(())
    }
}

fn line_style(width: f64, colour: &str, opacity: f64, dotted: bool) -> Result<String, Error> {
    let mut style = format!(
        "fill=\"none\" stroke-linecap=\"round\" {} stroke-width=\"{}\"",
        paint("stroke", colour)?,
        size(width)?
    );
    let opacity = finite(opacity)?.clamp(0.0, 1.0);
    if opacity < 1.0 {
        // Writing into a string does not fail.
        let _ = write!(style, " stroke-opacity=\"{}\"", number(opacity)?);
    }
    if dotted {
        // Round ends of strokes without length: dots that look alike at every width.
        let _ = write!(
            style,
            " stroke-dasharray=\"0.1 {}\"",
            number(width * 1.6 + 3.0)?
        );
    }
    Ok(style)
}

/// The element and its geometry: the same corners as in the window.
fn outline(shape: &str, x: f64, y: f64, r: f64) -> Result<String, Error> {
    let (x, y) = (finite(x)?, finite(y)?);
    let radius = size(r)?;
    let pentagon =
        || (0..5).map(|corner| (f64::from(corner) * std::f64::consts::TAU / 5.0).sin_cos());
    let corners: Vec<(f64, f64)> = match shape {
        "circle" => {
            return Ok(format!(
                "circle cx=\"{}\" cy=\"{}\" r=\"{radius}\"",
                number(x)?,
                number(y)?
            ));
        }
        "square" => vec![(-0.86, -0.86), (0.86, -0.86), (0.86, 0.86), (-0.86, 0.86)],
        "diamond" => vec![(0.0, -1.15), (1.15, 0.0), (0.0, 1.15), (-1.15, 0.0)],
        "triangle" => vec![(0.0, -1.1), (1.05, 0.8), (-1.05, 0.8)],
        "pentagon" => pentagon()
            .map(|(sine, cosine)| (1.08 * sine, -1.08 * cosine))
            .collect(),
        other => return Err(wrong("shape", other)),
    };
    let mut points = String::new();
    for (across, down) in corners {
        let gap = if points.is_empty() { "" } else { " " };
        let _ = write!(
            points,
            "{gap}{},{}",
            number(x + across * r)?,
            number(y + down * r)?
        );
    }
    Ok(format!("polygon points=\"{points}\""))
}

/// `#rrggbb` or `#rrggbbaa` as an attribute; SVG 1.1 wants the transparency apart. Empty: none.
fn paint(attribute: &str, colour: &str) -> Result<String, Error> {
    if colour.is_empty() {
        return Ok(format!("{attribute}=\"none\""));
    }
    let digits = colour
        .strip_prefix('#')
        .filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
    let (solid, clear) = match digits.and_then(|digits| digits.split_at_checked(6)) {
        Some((solid, clear)) if clear.is_empty() || clear.len() == 2 => (solid, clear),
        Some(_) | None => return Err(wrong("colour", colour)),
    };
    match u8::from_str_radix(clear, 16) {
        Ok(clear) => {
            let opacity = number(f64::from(clear) / 255.0)?;
            Ok(format!(
                "{attribute}=\"#{solid}\" {attribute}-opacity=\"{opacity}\""
            ))
        }
        Err(_) => Ok(format!("{attribute}=\"#{solid}\"")),
    }
}

/// Text for XML 1.0: escaped; without the control characters and non-characters that no XML may hold.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\t' | '\n' | '\r' => safe.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            control if control.is_control() => {}
            other => safe.push(other),
        }
    }
    safe
}

fn wrong(what: &str, value: &str) -> Error {
    let short: String = value.chars().take(40).collect();
    Error::Picture(format!("{what}: {short}"))
}

/// Beyond this no renderer keeps its precision.
fn finite(value: f64) -> Result<f64, Error> {
    if value.is_finite() && value.abs() <= 1e6 {
        Ok(value)
    } else {
        Err(wrong("number", &value.to_string()))
    }
}

/// At most two decimals, in the shortest form.
fn number(value: f64) -> Result<String, Error> {
    let rounded = (finite(value)? * 100.0).round() / 100.0;
    // No minus before a zero.
    Ok((rounded + 0.0).to_string())
}

/// A number that must not be negative.
fn size(value: f64) -> Result<String, Error> {
    if value < 0.0 {
        Err(wrong("size", &value.to_string()))
    } else {
        number(value)
    }
}

//! Labels that never collide: the more important one is placed first and keeps its place; one that fits nowhere is left
//! out.

use std::collections::HashMap;

use crate::graph::{Neighbours, Node};

use crate::{Group, Network};

use super::Mark;
use super::colour::Palette;
use super::frame::Frame;
use super::nodes::radius;

/// Height of a line in letter sizes.
const LINE: f64 = 1.22;
/// Where the base line lies in it.
const BASE: f64 = 0.95;
/// A line longer than this many letter sizes is broken or cut.
const LONGEST: f64 = 11.0;
const CELL: f64 = 40.0;

/// Width of a text in pixels at a letter size: a full-width character is as wide as it is high, others about half. Rather
/// too wide than too narrow: a label measured too narrow would collide.
#[must_use]
pub fn text_width(text: &str, size: f64) -> f64 {
    text.chars().map(em).sum::<f64>() * size
}

fn em(character: char) -> f64 {
    match character {
        ' ' | 'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '|' | '\'' | '!' | '(' | ')' | '['
        | ']' => 0.36,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '&' => 0.95,
        'A'..='Z' | '+' | '=' | '<' | '>' | '~' | '#' => 0.7,
        '\u{21}'..='\u{7e}' => 0.6,
        // Half-width katakana.
        '\u{ff61}'..='\u{ff9f}' => 0.5,
        // Latin, Greek and Cyrillic letters with their marks.
        '\u{a0}'..='\u{24f}' | '\u{370}'..='\u{52f}' => 0.72,
        // Marks that sit on the letter before, variation selectors, joiners.
        '\u{300}'..='\u{36f}'
        | '\u{3099}'
        | '\u{309a}'
        | '\u{200b}'..='\u{200f}'
        | '\u{fe00}'..='\u{fe0f}' => 0.0,
        '\u{e0100}'..='\u{e01ef}' => 0.0,
        _ => 1.0,
    }
}

/// A rectangle in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Box {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Box {
    pub(super) fn width(&self) -> f64 {
        self.right - self.left
    }

    pub(super) fn height(&self) -> f64 {
        self.bottom - self.top
    }

    pub(super) fn with(&self, other: &Box) -> Box {
        Box {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    fn meets(&self, other: &Box) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    fn holds(&self, other: &Box) -> bool {
        other.left >= self.left
            && other.right <= self.right
            && other.top >= self.top
            && other.bottom <= self.bottom
    }
}

/// A label that would like to be shown.
struct Wish {
    node: usize,
    x: f64,
    y: f64,
    r: f64,
    lines: Vec<Line>,
    /// May cover the discs of lesser nodes.
    urgent: bool,
    colour: String,
}

struct Line {
    text: String,
    size: f64,
    bold: bool,
    muted: bool,
}

pub(super) fn draw(
    network: &Network,
    neighbours: &Neighbours,
    frame: &Frame,
    palette: &Palette,
    marks: &mut Vec<Mark>,
) {
    let mut taken = Cells::default();
    let mut discs = Cells::default();
    let wishes = wishes(network, neighbours, frame, palette);
    for wish in &wishes {
        let disc = Box {
            left: wish.x - wish.r,
            right: wish.x + wish.r,
            top: wish.y - wish.r,
            bottom: wish.y + wish.r,
        };
        discs.add(disc, wish.node, wish.urgent);
    }
    for wish in &wishes {
        if wish.lines.is_empty() {
            continue;
        }
        let Some((place, anchor)) = spot(wish, frame, &taken, &discs) else {
            continue;
        };
        taken.add(place, wish.node, wish.urgent);
        let x = match anchor {
            "start" => place.left + 1.0,
            "end" => place.right - 1.0,
            _ => (place.left + place.right) / 2.0,
        };
        let mut top = place.top;
        for line in &wish.lines {
            marks.push(Mark::Text {
                x,
                y: top + line.size * BASE,
                text: line.text.clone(),
                size: line.size,
                bold: line.bold,
                anchor: anchor.to_owned(),
                colour: if line.muted {
                    palette.muted.hex()
                } else {
                    wish.colour.clone()
                },
                halo: palette.paper.hex(),
            });
            top += line.size * LINE;
        }
    }
}

/// Who would like a label, the coordinator and key persons first, then who knows most.
fn wishes(
    network: &Network,
    neighbours: &Neighbours,
    frame: &Frame,
    palette: &Palette,
) -> Vec<Wish> {
    let size = (frame.spacing * 0.115).clamp(11.5, 17.0);
    let mut order: Vec<usize> = (0..network.nodes.len()).collect();
    let rank = |node: usize| {
        let of = network.nodes.get(node);
        let first = of.is_some_and(|node| node.me);
        let key = of.is_some_and(|node| node.key_person || node.group == Group::Coordinator);
        (
            !first,
            !key,
            std::cmp::Reverse(neighbours.degree(node)),
            node,
        )
    };
    order.sort_by_key(|node| rank(*node));
    let wish = |number: usize| {
        let node = network.nodes.get(number)?;
        let point = frame.points.get(number).copied().flatten()?;
        Some(Wish {
            node: number,
            x: point.x,
            y: point.y,
            r: radius(node, frame.spacing),
            lines: lines(node, size, frame.spacing),
            urgent: node.me || node.key_person,
            colour: if node.me {
                palette.accent.hex()
            } else {
                palette.ink.hex()
            },
        })
    };
    order.into_iter().filter_map(wish).collect()
}

fn lines(node: &Node, size: f64, spacing: f64) -> Vec<Line> {
    let bold = node.me || node.key_person;
    let mut lines: Vec<Line> = broken(node.label.trim())
        .into_iter()
        .map(|text| Line {
            text,
            size,
            bold,
            muted: false,
        })
        .collect();
    if !lines.is_empty() && bold && spacing > 60.0 && !node.detail.trim().is_empty() {
        let text = cut(node.detail.trim(), LONGEST * 1.2);
        lines.push(Line {
            text,
            size: (size * 0.86).max(10.5),
            bold: false,
            muted: true,
        });
    }
    lines
}

/// A long label on two lines, broken near its middle: best at a space, else where the kind of letters changes (みどり野いづみ /
/// 訪問看護), else anywhere.
fn broken(label: &str) -> Vec<String> {
    if label.is_empty() {
        return Vec::new();
    }
    let whole = text_width(label, 1.0);
    if whole <= LONGEST {
        return vec![label.to_owned()];
    }
    let mut far = 0.0;
    let mut before = None;
    let mut best = (f64::INFINITY, 0);
    for (place, character) in label.char_indices() {
        let cost = match before {
            Some(before) => whole * breaking(before, character),
            None => f64::INFINITY,
        };
        let off = (far - whole / 2.0).abs() + cost;
        if off < best.0 {
            best = (off, place);
        }
        far += em(character);
        before = Some(character);
    }
    let (first, second) = label.split_at_checked(best.1).unwrap_or((label, ""));
    let halves = [first.trim(), second.trim()]
        .into_iter()
        .filter(|half| !half.is_empty());
    halves.map(|half| cut(half, LONGEST)).collect()
}

/// How bad a break between two characters looks, in shares of the whole width away from the middle.
fn breaking(before: char, after: char) -> f64 {
    let letters = |character: char| match character {
        '\u{3041}'..='\u{309f}' => 1,
        '\u{30a0}'..='\u{30ff}' => 2,
        '\u{21}'..='\u{24f}' => 3,
        _ => 0,
    };
    if em(after) == 0.0 || matches!(after, 'ー' | '々' | '、' | '。' | '）' | ')') {
        f64::INFINITY
    } else if matches!(before, ' ' | '\u{3000}' | '・') {
        0.0
    } else if letters(before) != letters(after) && letters(after) != 1 {
        0.08
    } else {
        0.3
    }
}

/// At most `longest` letter sizes wide; what is missing shows as ….
fn cut(text: &str, longest: f64) -> String {
    if text_width(text, 1.0) <= longest {
        return text.to_owned();
    }
    let mut short = String::new();
    let mut wide = 1.0;
    for character in text.chars() {
        wide += em(character);
        if wide > longest {
            break;
        }
        short.push(character);
    }
    short.push('…');
    short
}

/// Below, above, right, left, then the corners.
fn spot(wish: &Wish, frame: &Frame, taken: &Cells, discs: &Cells) -> Option<(Box, &'static str)> {
    let wide = wish
        .lines
        .iter()
        .map(|line| text_width(&line.text, line.size))
        .fold(0.0, f64::max)
        + 2.0;
    let high: f64 = wish.lines.iter().map(|line| line.size * LINE).sum();
    let away = wish.r + 2.5;
    let slant = away * 0.75;
    let (x, y) = (wish.x, wish.y);
    let places = [
        (x - wide / 2.0, y + away, "middle"),
        (x - wide / 2.0, y - away - high, "middle"),
        (x + away, y - high / 2.0, "start"),
        (x - away - wide, y - high / 2.0, "end"),
        (x + slant, y + slant, "start"),
        (x - slant - wide, y + slant, "end"),
        (x + slant, y - slant - high, "start"),
        (x - slant - wide, y - slant - high, "end"),
    ];
    let mut places = places.into_iter().map(|(left, top, anchor)| {
        (
            Box {
                left,
                top,
                right: left + wide,
                bottom: top + high,
            },
            anchor,
        )
    });
    places.find(|(place, _)| {
        frame.inner.holds(place)
            && !taken.meets(place, |_, _| true)
            && !discs.meets(place, |node, urgent| {
                node != wish.node && (urgent || !wish.urgent)
            })
    })
}

/// A rectangle, whose it is, and whether that node is urgent.
type Taken = (Box, usize, bool);

/// Rectangles in cells, so that a new one is compared with its neighbours only.
#[derive(Default)]
struct Cells {
    cells: HashMap<(i64, i64), Vec<Taken>>,
}

impl Cells {
    fn keys(place: &Box) -> impl Iterator<Item = (i64, i64)> {
        let cell = |value: f64| (value / CELL).floor() as i64;
        let (top, bottom) = (cell(place.top), cell(place.bottom));
        (cell(place.left)..=cell(place.right))
            .flat_map(move |column| (top..=bottom).map(move |row| (column, row)))
    }

    fn add(&mut self, place: Box, node: usize, urgent: bool) {
        for key in Self::keys(&place) {
            self.cells
                .entry(key)
                .or_default()
                .push((place, node, urgent));
        }
    }

    fn meets(&self, place: &Box, minds: impl Fn(usize, bool) -> bool) -> bool {
        Self::keys(place).any(|key| {
            let others = self.cells.get(&key).map_or(&[][..], Vec::as_slice);
            others
                .iter()
                .any(|(other, node, urgent)| other.meets(place) && minds(*node, *urgent))
        })
    }
}

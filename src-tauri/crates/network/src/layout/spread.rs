//! The last step: nobody stands on anybody's feet. Only nodes that were not kept move.

use std::collections::HashMap;

use crate::numbers::{at, put, real};

use super::Point;
use super::region::{Area, Regions};

/// What the points are moved in.
pub(super) struct Field<'a> {
    pub(super) regions: &'a Regions,
    /// Kept by the user.
    pub(super) fixed: &'a [bool],
    /// Without an edge: stands in a row.
    pub(super) alone: &'a [bool],
    /// The least distance of two nodes in map units.
    pub(super) least: f64,
}

impl Field<'_> {
    /// Where a node may be while there is room.
    fn area(&self, node: usize) -> Area {
        let part = self.regions.part(node);
        if at(self.alone, node) {
            self.regions.area(part)
        } else {
            self.regions.joined_area(part)
        }
    }
}

/// Pushes close nodes apart, a little more than needed, without leaving their parts of the map.
pub(super) fn relax(points: &mut [Point], field: &Field<'_>) {
    let wanted = field.least * 1.3;
    for _ in 0..70 {
        let cells = Cells::of(points, wanted);
        let mut moved = 0.0_f64;
        let mut pushes = vec![Point::default(); points.len()];
        for (node, point) in points.iter().enumerate() {
            cells.near(*point, |other| {
                if other <= node {
                    return;
                }
                let there = at(points, other);
                // Labels lie across: neighbours side by side need more room than one above the other.
                let (across, down) = ((point.x - there.x) / 1.12, (point.y - there.y) * 1.08);
                let apart = across.hypot(down);
                if apart >= wanted {
                    return;
                }
                let (across, down) = if apart > 1e-9 {
                    (across / apart, down / apart)
                } else {
                    angle(node + other)
                };
                let push = (wanted - apart) * 0.5;
                let heavy = |one: usize| at(field.fixed, one) || at(field.alone, one);
                let (mine, theirs) = match (heavy(node), heavy(other)) {
                    (true, true) => (0.0, 0.0),
                    (true, false) => (0.0, push * 1.6),
                    (false, true) => (push * 1.6, 0.0),
                    (false, false) => (push, push),
                };
                add(&mut pushes, node, across * mine * 0.8, down * mine * 0.8);
                add(
                    &mut pushes,
                    other,
                    -across * theirs * 0.8,
                    -down * theirs * 0.8,
                );
            });
        }
        for (node, push) in pushes.iter().enumerate() {
            let length = push.x.hypot(push.y);
            if length < 1e-9 {
                continue;
            }
            let shorter = (wanted / length).min(1.0);
            let old = at(points, node);
            let new = field.area(node).clamp(Point {
                x: old.x + push.x * shorter,
                y: old.y + push.y * shorter,
            });
            moved = moved.max(old.distance(new));
            put(points, node, new);
        }
        if moved < field.least * 0.02 {
            break;
        }
    }
}

/// Makes sure of the least distance: whoever still stands too close goes to the nearest free place of her part; when
/// there is none the part grows outwards.
pub(super) fn part(points: &mut [Point], field: &Field<'_>) {
    let count = points.len();
    let mut taken = Cells::empty(field.least);
    // Kept ones first, then rows, which should stay rows.
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_key(|node| (!at(field.fixed, *node), !at(field.alone, *node), *node));
    for node in order {
        let wish = at(points, node);
        let free = |spot: Point, taken: &Cells| {
            let mut free = true;
            taken.near(spot, |other| {
                free = free && at(points, other).distance(spot) >= field.least
            });
            free
        };
        if !at(field.fixed, node) && !free(wish, &taken) {
            let spot = nearest(wish, field, node, |spot| free(spot, &taken));
            put(points, node, spot);
        }
        taken.add(node, at(points, node));
    }
}

/// The nearest place that is free, looked for in rings around the wish.
fn nearest(wish: Point, field: &Field<'_>, node: usize, free: impl Fn(Point) -> bool) -> Point {
    let step = field.least * 0.5;
    let part = field.regions.part(node);
    let mut grown = 0.0;
    loop {
        let area = if grown == 0.0 {
            field.area(node)
        } else {
            field.regions.reserve(part, grown)
        };
        let from = area.clamp(wish);
        let reach = area.width().hypot(area.height());
        let mut ring = 0.0;
        while ring <= reach {
            let places = ((ring / step * 6.3).ceil() as usize).max(1);
            let mut best: Option<(f64, Point)> = None;
            for place in 0..places {
                let turn = real(place) / real(places) * std::f64::consts::TAU;
                let spot = Point {
                    x: from.x + ring * turn.cos(),
                    y: from.y + ring * turn.sin(),
                };
                let away = spot.distance(wish);
                if area.holds(spot) && best.is_none_or(|(least, _)| away < least) && free(spot) {
                    best = Some((away, spot));
                }
            }
            if let Some((_, spot)) = best {
                return spot;
            }
            ring += step;
        }
        // Ends: the reserve grows without bound and the nodes are finitely many.
        grown = if grown == 0.0 { 0.05 } else { grown * 1.6 };
    }
}

fn add(pushes: &mut [Point], node: usize, across: f64, down: f64) {
    if let Some(push) = pushes.get_mut(node) {
        push.x += across;
        push.y += down;
    }
}

/// A direction for two nodes on the same spot.
fn angle(salt: usize) -> (f64, f64) {
    // The golden angle: no two salts in a row point the same way.
    let turn = real(salt % 1024) * 2.399_963;
    (turn.cos(), turn.sin())
}

/// Nodes by square cells, so that only neighbours are compared.
struct Cells {
    size: f64,
    cells: HashMap<(i64, i64), Vec<usize>>,
}

impl Cells {
    fn empty(size: f64) -> Self {
        Self {
            size,
            cells: HashMap::new(),
        }
    }

    fn of(points: &[Point], size: f64) -> Self {
        let mut cells = Self::empty(size);
        for (node, point) in points.iter().enumerate() {
            cells.add(node, *point);
        }
        cells
    }

    fn cell(&self, point: Point) -> (i64, i64) {
        (
            (point.x / self.size).floor() as i64,
            (point.y / self.size).floor() as i64,
        )
    }

    fn add(&mut self, node: usize, point: Point) {
        self.cells.entry(self.cell(point)).or_default().push(node);
    }

    /// Every node that may be closer than the size of a cell.
    fn near(&self, point: Point, mut visit: impl FnMut(usize)) {
        let (column, row) = self.cell(point);
        for across in -1..=1 {
            for down in -1..=1 {
                let key = (column.saturating_add(across), row.saturating_add(down));
                for node in self.cells.get(&key).map_or(&[][..], Vec::as_slice) {
                    visit(*node);
                }
            }
        }
    }
}

//! Which part of the map a node stands in, and how large the parts are.

use crate::graph::Neighbours;
use crate::numbers::{put, real};
use crate::{Group, Network};

use super::{HEIGHT, Point, WIDTH, least_distance};

/// Half the width of the strip of the coordinators.
const STRIP: f64 = 40.0;
/// Where the sides begin, left and right of the middle.
const EDGE: f64 = 70.0;

/// A part of the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Hospital,
    Community,
    Middle,
    /// Bodies, above the community side.
    Upper,
    /// Public offices, below the community side.
    Lower,
}

impl Part {
    pub(super) const ALL: [Part; 5] = [
        Part::Hospital,
        Part::Community,
        Part::Middle,
        Part::Upper,
        Part::Lower,
    ];

    pub(super) fn of(group: Group) -> Self {
        match group {
            Group::Hospital => Part::Hospital,
            Group::Home | Group::Care | Group::Unknown => Part::Community,
            Group::Public => Part::Lower,
            Group::Body => Part::Upper,
            Group::Coordinator => Part::Middle,
        }
    }
}

/// A rectangle in map units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
}

impl Area {
    pub(super) fn width(&self) -> f64 {
        self.right - self.left
    }

    pub(super) fn height(&self) -> f64 {
        self.bottom - self.top
    }

    pub(super) fn centre(&self) -> Point {
        Point {
            x: (self.left + self.right) / 2.0,
            y: (self.top + self.bottom) / 2.0,
        }
    }

    pub(super) fn clamp(&self, point: Point) -> Point {
        Point {
            x: point.x.clamp(self.left, self.right.max(self.left)),
            y: point.y.clamp(self.top, self.bottom.max(self.top)),
        }
    }

    pub(super) fn holds(&self, point: Point) -> bool {
        (self.left..=self.right).contains(&point.x) && (self.top..=self.bottom).contains(&point.y)
    }
}

/// The parts of one map. They don't overlap, and grow with the number of nodes in them.
pub(super) struct Regions {
    parts: Vec<Part>,
    /// Whole parts, in the order of [`Part::ALL`].
    areas: [Area; 5],
    /// The upper end of each, for nodes with edges.
    joined: [Area; 5],
    least: f64,
    /// No node stands on a side or between them: the map of municipalities.
    sideless: bool,
}

impl Regions {
    pub(super) fn of(network: &Network, neighbours: &Neighbours) -> Self {
        let parts: Vec<Part> = network
            .nodes
            .iter()
            .map(|node| Part::of(node.group))
            .collect();
        let count = |part: Part| real(parts.iter().filter(|one| **one == part).count());
        let sideless = count(Part::Hospital) + count(Part::Community) + count(Part::Middle) == 0.0;
        let least = least_distance(parts.len());
        let areas = areas(count, sideless);
        let joined = [0, 1, 2, 3, 4].map(|place: usize| {
            let (Some(part), Some(area)) = (Part::ALL.get(place), areas.get(place)) else {
                return Area {
                    left: 0.0,
                    right: 0.0,
                    top: 0.0,
                    bottom: 0.0,
                };
            };
            let alone = (0..parts.len())
                .filter(|node| at_part(&parts, *node) == *part && neighbours.degree(*node) == 0)
                .count();
            upper_end(*area, alone, count(*part) as usize, least)
        });
        Self {
            parts,
            areas,
            joined,
            least,
            sideless,
        }
    }

    pub(super) fn part(&self, node: usize) -> Part {
        at_part(&self.parts, node)
    }

    pub(super) fn area(&self, part: Part) -> Area {
        pick(&self.areas, part)
    }

    /// Where nodes with edges of that part stand.
    pub(super) fn joined_area(&self, part: Part) -> Area {
        pick(&self.joined, part)
    }

    /// Where a node of that part may still stand when its area is full: outwards, never on another side.
    pub(super) fn reserve(&self, part: Part, grown: f64) -> Area {
        let area = self.area(part);
        let (wide, high) = (area.width() * grown, area.height() * grown);
        let out = |left: bool, right: bool, up: bool, down: bool| Area {
            left: if left { area.left - wide } else { area.left },
            right: if right { area.right + wide } else { area.right },
            top: if up { area.top - high } else { area.top },
            bottom: if down {
                area.bottom + high
            } else {
                area.bottom
            },
        };
        match part {
            Part::Hospital => out(true, false, true, true),
            Part::Community => out(false, true, false, false),
            Part::Middle => out(false, false, true, true),
            Part::Upper => out(self.sideless, true, true, false),
            Part::Lower => out(self.sideless, true, false, true),
        }
    }

    /// Distance between two nodes in a row: room for a label, more across than down.
    pub(super) fn pitch(&self) -> (f64, f64) {
        (self.least * 1.5, self.least * 1.15)
    }

    /// Puts the nodes without an edge in rows below those with edges, in the order of their groups and numbers.
    pub(super) fn rows(&self, points: &mut [Point], neighbours: &Neighbours) {
        for part in Part::ALL {
            let (area, above) = (self.area(part), self.joined_area(part));
            let mut members: Vec<usize> = (0..self.parts.len())
                .filter(|node| self.part(*node) == part && neighbours.degree(*node) == 0)
                .collect();
            if members.is_empty() {
                continue;
            }
            let (across, down) = row_pitch(area, above, members.len(), self.pitch());
            let columns = ((area.width() / across).floor() as usize + 1).max(1);
            let everyone = above.height() <= 0.0;
            let top = if everyone {
                area.top
            } else {
                area.bottom - down * real(members.len().div_ceil(columns) - 1)
            };
            members.sort_unstable();
            for (place, node) in members.into_iter().enumerate() {
                let (row, column) = (place / columns, place % columns);
                let point = Point {
                    x: area.left + across * real(column),
                    y: top.max(area.top) + down * real(row),
                };
                put(points, node, point);
            }
        }
    }
}

fn at_part(parts: &[Part], node: usize) -> Part {
    parts.get(node).copied().unwrap_or(Part::Community)
}

fn pick(areas: &[Area; 5], part: Part) -> Area {
    let [hospital, community, middle, upper, lower] = *areas;
    match part {
        Part::Hospital => hospital,
        Part::Community => community,
        Part::Middle => middle,
        Part::Upper => upper,
        Part::Lower => lower,
    }
}

fn areas(count: impl Fn(Part) -> f64, sideless: bool) -> [Area; 5] {
    let (half, low) = (HEIGHT / 2.0, -HEIGHT / 2.0);
    let (upper, lower, community) = (
        count(Part::Upper),
        count(Part::Lower),
        count(Part::Community),
    );
    let right = upper + lower + community;
    let left = count(Part::Hospital);
    // Each side gets room by its number, but never so little that its name has no ground to stand on.
    let room = WIDTH - 2.0 * EDGE;
    let wide = if right + left > 0.0 {
        (room * left / (left + right)).clamp(room * 0.36, room * 0.64)
    } else {
        room / 2.0
    };
    let from = if sideless { -WIDTH / 2.0 } else { EDGE };
    let to = if sideless {
        WIDTH / 2.0
    } else {
        EDGE + room - wide
    };
    let band = |members: f64| {
        if members == 0.0 {
            0.0
        } else {
            (HEIGHT * members / right).clamp(if community > 0.0 { 64.0 } else { 0.0 }, HEIGHT)
        }
    };
    let (mut above, mut below) = (band(upper), band(lower));
    if community > 0.0 {
        let most = HEIGHT * 0.7;
        let sum = above + below;
        if sum > most {
            above *= most / sum;
            below *= most / sum;
        }
    }
    // A gap keeps the bands apart from the side between them.
    let gap = |high: f64| {
        if high > 0.0 && community > 0.0 {
            high + 14.0
        } else {
            high
        }
    };
    let side = Area {
        left: from,
        right: to,
        top: low + gap(above),
        bottom: half - gap(below),
    };
    [
        Area {
            left: -EDGE - wide,
            right: -EDGE,
            top: low,
            bottom: half,
        },
        side,
        Area {
            left: -STRIP,
            right: STRIP,
            top: low * 0.8,
            bottom: half * 0.8,
        },
        Area {
            left: from,
            right: to,
            top: low,
            bottom: low + above,
        },
        Area {
            left: from,
            right: to,
            top: half - below,
            bottom: half,
        },
    ]
}

/// The area less the rows of `alone` nodes.
fn upper_end(area: Area, alone: usize, all: usize, least: f64) -> Area {
    if alone == 0 {
        return area;
    }
    let (across, down) = (least * 1.5, least * 1.15);
    let rows = real(alone.div_ceil((area.width() / across).floor() as usize + 1));
    let share = real(alone) / real(all.max(1));
    // Those who are joined are what the map is about: they keep at least their share of the area.
    let high = (rows * down + down).min(area.height() * share);
    let bottom = if alone == all {
        area.top
    } else {
        area.bottom - high
    };
    Area { bottom, ..area }
}

/// The usual pitch, tightened when the rows would not fit below the joined nodes, widened when a whole part is rows.
fn row_pitch(area: Area, above: Area, alone: usize, usual: (f64, f64)) -> (f64, f64) {
    let room = (area.bottom - above.bottom.min(area.bottom)).max(1.0);
    let (across, down) = usual;
    let fits = |scale: f64| {
        let columns = (area.width() / (across * scale)).floor() + 1.0;
        (real(alone) / columns).ceil() * down * scale <= room
    };
    let mut scale = 1.0;
    while !fits(scale) && scale > 0.68 {
        scale -= 0.04;
    }
    while above.height() <= 0.0 && fits(scale + 0.05) && scale < 2.4 {
        scale += 0.05;
    }
    (across * scale, down * scale)
}

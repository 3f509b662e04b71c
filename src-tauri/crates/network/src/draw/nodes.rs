//! Nodes: a ring with the shape of the group, only the shape where there is no room for a ring.

use crate::graph::Node;
use crate::{Group, Network};

use super::Mark;
use super::colour::Palette;
use super::frame::{Frame, shape, shape_of};

/// Radius of a node in pixels when `spacing` is the usual distance between two.
pub(super) fn radius(node: &Node, spacing: f64) -> f64 {
    let base = (spacing * 0.13).clamp(3.4, 17.0);
    if node.me {
        (base * 1.45).max(9.0)
    } else if node.key_person {
        (base * 1.35).max(5.0)
    } else {
        base
    }
}

pub(super) fn draw(network: &Network, frame: &Frame, palette: &Palette, marks: &mut Vec<Mark>) {
    // Key persons and the coordinator lie above the others.
    let order = |node: &Node| (node.me, node.key_person);
    for turn in [(false, false), (false, true), (true, false), (true, true)] {
        for (node, point) in network.nodes.iter().zip(&frame.points) {
            if order(node) != turn {
                continue;
            }
            let Some(point) = point else { continue };
            one(
                node,
                point.x,
                point.y,
                radius(node, frame.spacing),
                palette,
                marks,
            );
        }
    }
}

fn one(node: &Node, x: f64, y: f64, r: f64, palette: &Palette, marks: &mut Vec<Mark>) {
    let colour = palette.group(node.group).hex();
    let ring = |r: f64, width: f64| {
        shape(
            "circle",
            x,
            y,
            r,
            palette.surface.hex(),
            colour.clone(),
            width,
        )
    };
    if node.me || node.group == Group::Coordinator {
        // A disc in a ring: no shape of a group.
        let accent = palette.accent.hex();
        marks.push(shape(
            "circle",
            x,
            y,
            r,
            palette.surface.hex(),
            accent.clone(),
            (r * 0.16).clamp(1.2, 2.8),
        ));
        marks.push(shape("circle", x, y, r * 0.5, accent.clone(), accent, 0.0));
        return;
    }
    if node.group == Group::Unknown {
        marks.push(ring(r, (r * 0.16).clamp(1.0, 1.8)));
        return;
    }
    if r < 6.5 {
        // The paper's colour around keeps shapes apart where lines are many.
        marks.push(shape(
            shape_of(node.group),
            x,
            y,
            r,
            colour,
            palette.paper.hex(),
            0.8,
        ));
        return;
    }
    let width = if node.key_person {
        (r * 0.18).clamp(1.8, 3.0)
    } else {
        (r * 0.13).clamp(1.2, 1.8)
    };
    marks.push(ring(r, width));
    marks.push(shape(
        shape_of(node.group),
        x,
        y,
        r * 0.5,
        colour.clone(),
        colour,
        0.0,
    ));
}

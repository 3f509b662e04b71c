//! Positions that stay where she learned them: kept ones never move, new ones are laid out around them and kept as well.
//! Only what she moves by hand is an operation that undo knows; keeping a computed position is nobody's doing.

use std::collections::HashMap;

use ledger::map::Position;
use network::Network;
use network::layout::{Point, layout};

use crate::{Result, Session};

/// The layout knows no other randomness: the same ledger gives the same picture.
const SEED: u64 = 0x6b61_6f74;

/// A position and whether she pinned it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) point: Point,
    pub(super) pinned: bool,
}

/// The place of every node of the network, in its order. Those that had none yet are computed and kept.
///
/// # Errors
/// Of the ledger.
pub(super) fn places(session: &mut Session, network: &Network) -> Result<Vec<Place>> {
    let kept: HashMap<String, Place> = session
        .ledger()?
        .read()
        .positions()?
        .into_iter()
        .map(|one| {
            (
                one.node,
                Place {
                    point: Point { x: one.x, y: one.y },
                    pinned: one.pinned,
                },
            )
        })
        .collect();
    let known: Vec<Option<Place>> = network
        .nodes
        .iter()
        .map(|node| kept.get(&node.key).copied())
        .collect();
    if let Some(all) = known.iter().copied().collect::<Option<Vec<Place>>>() {
        return Ok(all);
    }
    let fixed: Vec<Option<Point>> = known
        .iter()
        .map(|place| place.map(|place| place.point))
        .collect();
    let points = layout(network, &fixed, SEED);
    let mut fresh = Vec::new();
    let mut places = Vec::new();
    for ((node, known), point) in network.nodes.iter().zip(&known).zip(points) {
        places.push(known.unwrap_or(Place {
            point,
            pinned: false,
        }));
        if known.is_none() {
            fresh.push(Position {
                node: node.key.clone(),
                x: point.x,
                y: point.y,
                pinned: false,
            });
        }
    }
    session.operation(
        "map.positions",
        "",
        |write| Ok(write.set_positions(&fresh)?),
    )?;
    Ok(places)
}

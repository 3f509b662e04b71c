//! What the picture says in words: what would break, who is alone. Every figure describes what is recorded, not the region.

use std::collections::HashMap;

use ledger::{OrganisationId, PersonId};
use network::measure::{Loss, figures as measured};
use network::{Group, Network, NodeKind};

use super::weave::Woven;
use crate::Because;
use crate::because::{Rows, Teller, plain};
use crate::today::Figure;

/// A loss in words with the rows behind it; empty when nothing is cut.
pub(super) fn loss_words(
    tell: Teller<'_>,
    loss: &Loss,
    organisations: &[OrganisationId],
    people: &[PersonId],
) -> (String, Vec<Because>) {
    if loss.organisations.is_empty() {
        return (String::new(), Vec::new());
    }
    let mut rows = Rows::default();
    for organisation in loss
        .organisations
        .iter()
        .filter_map(|place| organisations.get(*place))
    {
        rows.add(|| tell.organisation(*organisation, ""));
    }
    for (place, count) in &loss.other_bridges {
        if let Some(person) = people.get(*place) {
            rows.add(|| tell.person(*person, &tell.say("map.other_bridge", &[("count", count)])));
        }
    }
    let sentence = tell.say("map.loss", &[("count", &loss.organisations.len())]);
    (sentence, rows.listed(tell.style))
}

/// Figures of the whole picture.
pub(super) fn figures(
    tell: Teller<'_>,
    woven: &Woven,
    kind: NodeKind,
    losses: &[Loss],
) -> Vec<Figure> {
    let network = &woven.network;
    let counted = measured(network);
    let unit = match kind {
        NodeKind::Person => "map.unit.person",
        NodeKind::Organisation => "map.unit.organisation",
        NodeKind::Profession => "map.unit.profession",
        NodeKind::Municipality => "map.unit.municipality",
    };
    let mut figures = Vec::new();
    if matches!(kind, NodeKind::Person | NodeKind::Organisation) {
        let value = tell.say(
            "map.across.value",
            &[
                ("across", &counted.across),
                ("possible", &counted.possible_across),
            ],
        );
        figures.push(Figure {
            label: tell.say("map.across", &[]),
            value,
            because: across(tell, network),
        });
    }
    let alone = alone(network);
    figures.push(Figure {
        label: tell.say("map.alone", &[]),
        value: tell.say(unit, &[("count", &alone.len())]),
        because: alone.listed(tell.style),
    });
    if kind == NodeKind::Person {
        let mut people: HashMap<usize, PersonId> = HashMap::new();
        people.extend(
            woven
                .node_of
                .iter()
                .map(|(person, place)| (*place, *person)),
        );
        let mut rows = Rows::default();
        for (place, loss) in losses
            .iter()
            .enumerate()
            .filter(|(_, loss)| !loss.organisations.is_empty())
        {
            if let Some(person) = people.get(&place) {
                rows.add(|| {
                    tell.person(
                        *person,
                        &tell.say(
                            "map.unit.organisation",
                            &[("count", &loss.organisations.len())],
                        ),
                    )
                });
            }
        }
        figures.push(Figure {
            label: tell.say("map.bridges", &[]),
            value: tell.say("map.unit.person", &[("count", &rows.len())]),
            because: rows.listed(tell.style),
        });
    }
    figures
}

/// Pairs joined across the two sides.
fn across(tell: Teller<'_>, network: &Network) -> Vec<Because> {
    let mut rows = Rows::default();
    for edge in &network.edges {
        let (Some(a), Some(b)) = (network.nodes.get(edge.a), network.nodes.get(edge.b)) else {
            continue;
        };
        let joined = (is_hospital(a.group) && is_community(b.group))
            || (is_community(a.group) && is_hospital(b.group));
        if joined {
            rows.add(|| plain(tell.say("because.pair", &[("a", &a.label), ("b", &b.label)])));
        }
    }
    rows.listed(tell.style)
}

fn alone(network: &Network) -> Rows {
    let mut joined = vec![false; network.nodes.len()];
    for place in network.edges.iter().flat_map(|edge| [edge.a, edge.b]) {
        if let Some(node) = joined.get_mut(place) {
            *node = true;
        }
    }
    let mut rows = Rows::default();
    for (node, _) in network
        .nodes
        .iter()
        .zip(joined)
        .filter(|(_, joined)| !joined)
    {
        rows.add(|| match node.key.split_once(':') {
            Some((kind @ ("person" | "organisation"), id)) => Because {
                kind: kind.to_owned(),
                id: id.to_owned(),
                label: node.label.clone(),
            },
            Some(_) | None => plain(node.label.clone()),
        });
    }
    rows
}

/// The hospital side of the map.
fn is_hospital(group: Group) -> bool {
    match group {
        Group::Hospital => true,
        Group::Home
        | Group::Care
        | Group::Public
        | Group::Body
        | Group::Coordinator
        | Group::Unknown => false,
    }
}

/// The community side of the map.
fn is_community(group: Group) -> bool {
    match group {
        Group::Home | Group::Care => true,
        Group::Hospital | Group::Public | Group::Body | Group::Coordinator | Group::Unknown => {
            false
        }
    }
}

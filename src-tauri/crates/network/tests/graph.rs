//! From meetings to edges, from people to other nouns, and who is near.

#![allow(
    clippy::indexing_slicing,
    reason = "a test stops where the graph is not as expected"
)]

mod arbitrary;
mod region;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use kaotsunagi_network::graph::{co_presence, merge_edges};
use kaotsunagi_network::{Evidence, Group, Network, Node};
use proptest::prelude::*;

fn occasions() -> impl Strategy<Value = Vec<(NaiveDate, Vec<usize>)>> {
    let present = proptest::collection::vec(0..25_usize, 0..14);
    proptest::collection::vec((arbitrary::day(), present), 0..12)
}

/// Counted the slow way, pair by pair.
fn pairs(
    occasions: &[(NaiveDate, Vec<usize>)],
    largest: usize,
) -> BTreeMap<(usize, usize), (u32, Option<NaiveDate>)> {
    let mut pairs = BTreeMap::new();
    for (day, present) in occasions {
        let present: BTreeSet<usize> = present.iter().copied().collect();
        if present.len() > largest {
            continue;
        }
        for a in &present {
            for b in present.range(a + 1..) {
                let (count, last) = pairs.entry((*a, *b)).or_insert((0, None));
                *count += 1;
                *last = Some(*day).max(*last);
            }
        }
    }
    pairs
}

proptest! {
    #[test]
    fn every_pair_of_an_occasion_counts_once_and_a_lecture_not_at_all(
        occasions in occasions(),
        largest in 0..14_usize,
    ) {
        let edges = co_presence(&occasions, largest);
        prop_assert!(edges.iter().all(|edge| edge.evidence == Evidence::Meeting));
        let order: Vec<_> = edges.iter().map(|edge| (edge.a, edge.b)).collect();
        prop_assert!(order.is_sorted());
        let found: BTreeMap<_, _> = edges
            .iter()
            .map(|edge| ((edge.a, edge.b), (edge.count, edge.last)))
            .collect();
        prop_assert_eq!(found.len(), edges.len());
        prop_assert_eq!(found, pairs(&occasions, largest));
    }

    #[test]
    fn edges_merged_again_stay_as_they_are(edges in arbitrary::edges(12, 40)) {
        let merged = merge_edges(edges);
        prop_assert_eq!(merge_edges(merged.clone()), merged);
    }

    #[test]
    fn the_order_in_which_edges_come_and_which_end_is_named_first_say_nothing(
        (edges, shuffled) in arbitrary::edges(8, 30)
            .prop_flat_map(|edges| (Just(edges.clone()), Just(edges).prop_shuffle())),
    ) {
        let turned = shuffled.into_iter().map(|mut edge| {
            std::mem::swap(&mut edge.a, &mut edge.b);
            edge
        });
        prop_assert_eq!(merge_edges(turned.collect()), merge_edges(edges));
    }

    #[test]
    fn merging_loses_no_meeting(edges in arbitrary::edges(8, 30)) {
        let sum = |edges: &[kaotsunagi_network::Edge]| -> u32 {
            edges.iter().filter(|edge| edge.a != edge.b).map(|edge| edge.count).sum()
        };
        let before = sum(&edges);
        let strongest = edges.iter().filter(|edge| edge.a != edge.b).map(|edge| edge.evidence).max();
        let merged = merge_edges(edges);
        prop_assert_eq!(sum(&merged), before);
        prop_assert_eq!(merged.iter().map(|edge| edge.evidence).max(), strongest);
        prop_assert!(merged.iter().all(|edge| edge.a < edge.b));
        prop_assert!(merged.windows(2).all(|two| (two[0].a, two[0].b) < (two[1].a, two[1].b)));
    }

    #[test]
    fn an_organisation_has_no_edge_with_itself(
        people in arbitrary::network(30),
        into in proptest::collection::vec(proptest::option::of(0..6_usize), 0..30),
    ) {
        let organisations: Vec<Node> =
            (0..5).map(|number| region::node(number, Group::Home, "")).collect();
        let seen = people.project(organisations, &into);
        prop_assert_eq!(seen.nodes.len(), 5);
        prop_assert!(seen.edges.iter().all(|edge| edge.a < edge.b && edge.b < 5));
        // Every edge between two organisations is one of people who belong to them.
        let of = |person: usize| into.get(person).copied().flatten().filter(|new| *new < 5);
        let between: u32 = people
            .edges
            .iter()
            .filter(|edge| matches!((of(edge.a), of(edge.b)), (Some(a), Some(b)) if a != b))
            .map(|edge| edge.count)
            .sum();
        prop_assert_eq!(seen.edges.iter().map(|edge| edge.count).sum::<u32>(), between);
    }

    #[test]
    fn without_a_step_there_is_only_oneself_and_each_step_reaches_the_neighbours(
        network in arbitrary::network(25),
        focus in 0..30_usize,
    ) {
        let itself: Vec<usize> = (focus < network.nodes.len()).then_some(focus).into_iter().collect();
        prop_assert_eq!(network.within(focus, 0), itself.clone());
        let mut near: BTreeSet<usize> = itself.into_iter().collect();
        for steps in 1..5 {
            let mut wider = near.clone();
            for edge in &network.edges {
                if near.contains(&edge.a) || near.contains(&edge.b) {
                    wider.extend([edge.a, edge.b]);
                }
            }
            let found = network.within(focus, steps);
            prop_assert!(found.is_sorted());
            prop_assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), wider.clone());
            near = wider;
        }
    }
}

#[test]
fn a_lecture_of_two_hundred_makes_no_face_known() {
    let day = NaiveDate::default();
    let lecture: Vec<usize> = (0..200).collect();
    let edges = co_presence(&[(day, lecture), (day, vec![3, 9, 3])], 60);
    assert_eq!(edges.len(), 1);
    assert_eq!((edges[0].a, edges[0].b, edges[0].count), (3, 9, 1));
}

#[test]
fn nobody_is_near_who_is_not_there() {
    assert!(Network::default().within(0, 3).is_empty());
    assert!(region::people(40, 1).within(40, 3).is_empty());
}

//! Networks of every shape: lonely nodes, crowds, several islands, groups missing altogether.

#![allow(dead_code, reason = "each test uses its own part")]

use chrono::{Days, NaiveDate};
use kaotsunagi_network::graph::merge_edges;
use kaotsunagi_network::{Edge, Evidence, Group, Network, Node, NodeKind};
use proptest::prelude::*;

pub(crate) fn group() -> impl Strategy<Value = Group> {
    prop_oneof![
        3 => Just(Group::Hospital),
        3 => Just(Group::Home),
        3 => Just(Group::Care),
        1 => Just(Group::Public),
        1 => Just(Group::Body),
        1 => Just(Group::Coordinator),
        1 => Just(Group::Unknown),
    ]
}

pub(crate) fn day() -> impl Strategy<Value = NaiveDate> {
    (0..2000_u64).prop_map(|days| NaiveDate::default() + Days::new(20_000 + days))
}

fn evidence() -> impl Strategy<Value = Evidence> {
    prop_oneof![
        Just(Evidence::Post),
        Just(Evidence::Meeting),
        Just(Evidence::Face),
        Just(Evidence::Thinking),
        Just(Evidence::Trust),
    ]
}

/// As they come in: the same pair twice, either end first, a node with itself.
pub(crate) fn edges(nodes: usize, most: usize) -> impl Strategy<Value = Vec<Edge>> {
    let end = 0..nodes.max(1);
    let edge = (
        end.clone(),
        end,
        evidence(),
        1..40_u32,
        proptest::option::of(day()),
    )
        .prop_map(|(a, b, evidence, count, last)| Edge {
            a,
            b,
            evidence,
            count,
            last,
        });
    proptest::collection::vec(edge, 0..=most)
}

/// Any number and what is none, the largest ones more often than they would come.
pub(crate) fn coordinate() -> impl Strategy<Value = f64> {
    prop_oneof![
        4 => proptest::num::f64::ANY,
        1 => Just(f64::MAX),
        1 => Just(f64::MIN),
        2 => -500.0..500.0,
    ]
}

pub(crate) fn nodes(most: usize) -> impl Strategy<Value = Vec<Node>> {
    let node = (group(), "[早乙女髙﨑𠮷村恵A-Za-z ・]{0,30}", any::<bool>()).prop_map(
        |(group, label, key_person)| Node {
            key: String::new(),
            kind: NodeKind::Person,
            group,
            detail: if key_person {
                "退院調整看護師".to_owned()
            } else {
                String::new()
            },
            label,
            key_person,
            me: group == Group::Coordinator,
        },
    );
    proptest::collection::vec(node, 0..=most)
}

pub(crate) fn network(most: usize) -> impl Strategy<Value = Network> {
    nodes(most).prop_flat_map(|nodes| {
        let most = if nodes.is_empty() { 0 } else { nodes.len() * 3 };
        edges(nodes.len(), most).prop_map(move |edges| Network {
            nodes: nodes.clone(),
            edges: merge_edges(edges),
        })
    })
}

//! Figures of what is recorded, and what would be cut.

#![allow(
    clippy::indexing_slicing,
    reason = "a test stops where a measure is not as expected"
)]

mod arbitrary;
mod region;

use kaotsunagi_network::measure::{betweenness, figures, loss, losses};
use kaotsunagi_network::{Edge, Evidence, Group, Network};
use proptest::prelude::*;

fn tie(a: usize, b: usize) -> Edge {
    Edge {
        a,
        b,
        evidence: Evidence::Meeting,
        count: 1,
        last: None,
    }
}

/// The discharge nurse 早乙女 (0) of みどり野中央病院 (organisation 0) knows one of each of three organisations; her
/// colleague 槇原 (1) knows nobody over there.
fn one_bridge() -> (Network, Vec<Option<usize>>) {
    let nodes = vec![
        region::node(0, Group::Hospital, "早乙女 徹"),
        region::node(1, Group::Hospital, "槇原 直美"),
        region::node(2, Group::Home, "髙﨑 恵"),
        region::node(3, Group::Care, "𠮷村 いづみ"),
        region::node(4, Group::Care, "鵜飼 豊"),
    ];
    let edges = vec![tie(0, 1), tie(0, 2), tie(0, 3), tie(0, 4)];
    let organisation_of = vec![Some(0), Some(0), Some(1), Some(2), Some(3)];
    (Network { nodes, edges }, organisation_of)
}

#[test]
fn when_the_only_bridge_leaves_three_organisations_are_cut() {
    let (people, organisation_of) = one_bridge();
    let cut = loss(&people, &organisation_of, 0);
    assert_eq!(cut.organisations, [1, 2, 3]);
    // Whoever knows her from over there bridges to the hospital alike, and none of the three can replace her.
    assert_eq!(cut.other_bridges, [(2, 1), (3, 1), (4, 1)]);
    assert!(loss(&people, &organisation_of, 1).organisations.is_empty());
}

#[test]
fn what_a_colleague_reaches_too_is_not_cut() {
    let (mut people, organisation_of) = one_bridge();
    people.edges.push(tie(1, 3));
    let cut = loss(&people, &organisation_of, 0);
    assert_eq!(cut.organisations, [1, 3]);
    assert_eq!(
        cut.other_bridges[0],
        (1, 1),
        "the colleague comes first among equals"
    );
}

#[test]
fn neither_a_post_nor_the_coordinator_is_a_bridge() {
    let (mut people, mut organisation_of) = one_bridge();
    people
        .nodes
        .push(region::node(5, Group::Coordinator, "調整 花"));
    organisation_of.push(None);
    people.edges.extend((0..5).map(|other| tie(other, 5)));
    people.edges.push(Edge {
        evidence: Evidence::Post,
        ..tie(1, 2)
    });
    assert_eq!(loss(&people, &organisation_of, 0).organisations, [1, 2, 3]);
    assert_eq!(loss(&people, &organisation_of, 5), Default::default());
}

#[test]
fn the_node_in_the_middle_of_a_star_lies_on_every_path() {
    let nodes = (0..6)
        .map(|number| region::node(number, Group::Home, ""))
        .collect();
    let edges = (1..6).map(|leaf| tie(0, leaf)).collect();
    let found = betweenness(&Network { nodes, edges });
    assert!((found[0] - 1.0).abs() < 1e-9);
    assert!(found[1..].iter().all(|leaf| leaf.abs() < 1e-9));
}

#[test]
fn in_a_large_region_too_who_bridges_most_comes_first_and_the_same_each_time() {
    // Two crowds of 450 around their centres (0 and 1), joined by one person (2).
    let nodes = (0..903)
        .map(|number| region::node(number, Group::Home, ""))
        .collect();
    let mut edges = vec![tie(0, 2), tie(1, 2)];
    edges.extend((3..903).map(|number| tie(number % 2, number)));
    let network = Network { nodes, edges };
    let found = betweenness(&network);
    assert!(found.iter().all(|share| (0.0..=1.0).contains(share)));
    let mut order: Vec<usize> = (0..903).collect();
    order.sort_by(|a, b| found[*b].total_cmp(&found[*a]));
    order.truncate(3);
    order.sort_unstable();
    assert_eq!(order, [0, 1, 2]);
    assert_eq!(betweenness(&network), found);
}

#[test]
fn nobody_recorded_gives_figures_of_nothing() {
    let none = figures(&Network::default());
    assert_eq!((none.nodes, none.edges, none.alone), (0, 0, 0));
    assert_eq!(none.density, 0.0);
    let one = Network {
        nodes: vec![region::node(0, Group::Home, "")],
        edges: Vec::new(),
    };
    assert_eq!((figures(&one).density, figures(&one).alone), (0.0, 1));
}

proptest! {
    #[test]
    fn figures_and_shares_lie_between_nothing_and_all(network in arbitrary::network(30)) {
        let found = figures(&network);
        prop_assert!((0.0..=1.0).contains(&found.density), "density {}", found.density);
        prop_assert!(found.across <= found.possible_across);
        prop_assert!(found.across <= found.edges);
        prop_assert_eq!((found.nodes, found.edges), (network.nodes.len(), network.edges.len()));
        let lonely = (0..network.nodes.len()).filter(|node| network.within(*node, 1).len() == 1);
        prop_assert_eq!(found.alone, lonely.count());
        for share in betweenness(&network) {
            prop_assert!((0.0..=1.0).contains(&share), "betweenness {share}");
        }
    }

    #[test]
    fn asking_for_all_losses_says_the_same_as_asking_one_by_one(
        people in arbitrary::network(20),
        organisation_of in proptest::collection::vec(proptest::option::of(0..6_usize), 0..20),
    ) {
        let all = losses(&people, &organisation_of);
        prop_assert_eq!(all.len(), people.nodes.len());
        for (node, one) in all.iter().enumerate() {
            prop_assert_eq!(&loss(&people, &organisation_of, node), one);
            prop_assert!(one.other_bridges.len() <= 3);
            prop_assert!(one.other_bridges.iter().all(|(other, reach)| *other != node && *reach > 0));
        }
    }

    #[test]
    fn what_is_cut_was_reached_and_is_reached_by_no_colleague_of_the_side_any_more(
        people in arbitrary::network(16),
        organisation_of in proptest::collection::vec(proptest::option::of(0..5_usize), 16),
    ) {
        let side = |node: usize| match people.nodes[node].group {
            Group::Hospital => Some(0),
            Group::Home | Group::Care => Some(1),
            Group::Public | Group::Body | Group::Coordinator | Group::Unknown => None,
        };
        // Counted from the person, the slow way.
        let reaches = |node: usize, organisation: usize| {
            people.edges.iter().filter(|edge| edge.evidence != Evidence::Post).any(|edge| {
                let other = match (edge.a == node, edge.b == node) {
                    (true, _) => edge.b,
                    (false, true) => edge.a,
                    (false, false) => return false,
                };
                let across = matches!((side(node), side(other)), (Some(one), Some(two)) if one != two);
                across
                    && organisation_of[other] == Some(organisation)
                    && organisation_of[node] != Some(organisation)
            })
        };
        for (node, found) in losses(&people, &organisation_of).iter().enumerate() {
            let expected: Vec<usize> = (0..5)
                .filter(|organisation| reaches(node, *organisation))
                .filter(|organisation| {
                    !(0..people.nodes.len()).any(|other| {
                        other != node && side(other) == side(node) && reaches(other, *organisation)
                    })
                })
                .collect();
            prop_assert_eq!(&found.organisations, &expected);
        }
    }
}

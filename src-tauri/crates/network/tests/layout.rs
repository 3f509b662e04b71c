//! Where everybody stands on the map.

#![allow(
    clippy::indexing_slicing,
    reason = "a test stops where the map is not as expected"
)]

mod arbitrary;
mod region;

use kaotsunagi_network::layout::{HEIGHT, Point, WIDTH, layout, least_distance};
use kaotsunagi_network::{Edge, Evidence, Group, Network};
use proptest::prelude::*;

/// Rounding of sums and square roots.
const ROUNDING: f64 = 1e-6;

fn known(reach: f64) -> impl Strategy<Value = Vec<Option<Point>>> {
    let along = move || -reach..reach;
    let point = (along(), along()).prop_map(|(x, y)| Point { x, y });
    proptest::collection::vec(proptest::option::of(point), 0..40)
}

fn sides_are_kept(network: &Network, points: &[Point], placed: impl Fn(usize) -> bool) {
    for (node, point) in points.iter().enumerate().filter(|(node, _)| placed(*node)) {
        let x = point.x;
        match network.nodes[node].group {
            Group::Hospital => assert!(x < 0.0, "{node} of a hospital at {x}"),
            Group::Home | Group::Care | Group::Unknown => {
                assert!(x > 0.0, "{node} of the community at {x}");
            }
            Group::Coordinator => assert!(x.abs() < 60.0, "coordinator {node} at {x}"),
            // Without any side these have the whole width.
            Group::Public | Group::Body => {}
        }
    }
}

fn nobody_on_anybodys_feet(points: &[Point], kept: impl Fn(usize) -> bool) {
    let least = least_distance(points.len()) - ROUNDING;
    for (a, one) in points.iter().enumerate() {
        for (b, two) in points.iter().enumerate().skip(a + 1) {
            let apart = (one.x - two.x).hypot(one.y - two.y);
            assert!(
                apart >= least || (kept(a) && kept(b)),
                "{a} and {b} are {apart} apart, not {least}"
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_first_map_has_a_place_for_everybody_on_their_own_side(
        network in arbitrary::network(40),
        seed in any::<u64>(),
    ) {
        let points = layout(&network, &[], seed);
        prop_assert_eq!(points.len(), network.nodes.len());
        prop_assert!(points.iter().all(|point| point.x.is_finite() && point.y.is_finite()));
        sides_are_kept(&network, &points, |_| true);
        nobody_on_anybodys_feet(&points, |_| false);
        prop_assert_eq!(layout(&network, &[], seed), points);
    }

    #[test]
    fn what_the_user_learned_stays_where_it_is_and_new_people_find_room(
        network in arbitrary::network(40),
        kept in prop_oneof![known(20.0), known(600.0), known(1e5)],
        seed in any::<u64>(),
    ) {
        let points = layout(&network, &kept, seed);
        prop_assert_eq!(points.len(), network.nodes.len());
        let place = |node: usize| kept.get(node).copied().flatten();
        for (node, point) in points.iter().enumerate() {
            prop_assert!(point.x.is_finite() && point.y.is_finite());
            prop_assert!(place(node).is_none_or(|place| place == *point), "{} moved", node);
        }
        sides_are_kept(&network, &points, |node| place(node).is_none());
        nobody_on_anybodys_feet(&points, |node| place(node).is_some());
        prop_assert_eq!(layout(&network, &kept, seed), points);
    }

    #[test]
    fn a_kept_place_that_is_no_place_never_spoils_the_map(
        network in arbitrary::network(12),
        kept in proptest::collection::vec(proptest::option::of((arbitrary::coordinate(), arbitrary::coordinate())), 0..12),
    ) {
        let kept: Vec<Option<Point>> =
            kept.into_iter().map(|place| place.map(|(x, y)| Point { x, y })).collect();
        let points = layout(&network, &kept, 1);
        prop_assert!(points.iter().all(|point| point.x.is_finite() && point.y.is_finite()));
    }
}

#[test]
fn at_the_size_of_a_region_everybody_has_room() {
    for people in [40, 200, 700] {
        let network = region::people(people, 3);
        let points = layout(&network, &[], 1);
        sides_are_kept(&network, &points, |_| true);
        nobody_on_anybodys_feet(&points, |_| false);
        let kept: Vec<Option<Point>> = points
            .iter()
            .enumerate()
            .map(|(node, point)| (node % 20 != 7).then_some(*point))
            .collect();
        let later = layout(&network, &kept, 1);
        sides_are_kept(&network, &later, |_| true);
        nobody_on_anybodys_feet(&later, |node| kept[node].is_some());
        for (node, point) in points.iter().enumerate().filter(|(node, _)| node % 20 != 7) {
            assert_eq!(later[node], *point);
        }
    }
}

#[test]
fn who_is_new_between_two_places_out_of_this_world_stands_on_the_map() {
    let nodes = (0..3).map(|number| region::node(number, Group::Home, ""));
    let tie = |a: usize| Edge {
        a,
        b: 2,
        evidence: Evidence::Meeting,
        count: 1,
        last: None,
    };
    let network = Network {
        nodes: nodes.collect(),
        edges: vec![tie(0), tie(1)],
    };
    let far = |x: f64| Some(Point { x, y: x });
    for point in layout(&network, &[far(f64::MAX), far(f64::MIN)], 1) {
        assert!(
            point.x.abs() <= WIDTH && point.y.abs() <= HEIGHT,
            "{point:?}"
        );
    }
}

#[test]
fn the_more_people_the_closer_they_may_stand() {
    assert_eq!(least_distance(0), least_distance(12));
    let least: Vec<f64> = [12, 40, 200, 2000].map(least_distance).to_vec();
    assert!(least.is_sorted_by(|few, many| few >= many));
    assert!(least_distance(2000) > 8.0);
}

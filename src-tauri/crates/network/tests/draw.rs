//! The map as it is given out.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops where the drawing is not as expected"
)]

mod arbitrary;
mod region;

use chrono::{Days, NaiveDate};
use kaotsunagi_network::draw::{Drawing, Mark, Theme, draw, text_width};
use kaotsunagi_network::layout::{Point, layout};
use kaotsunagi_network::{Edge, Evidence, Group, Network};
use proptest::prelude::*;

/// Left, top, right, bottom.
type Rectangle = [f64; 4];

/// Rounding of sums.
const ROUNDING: f64 = 1e-6;

/// What the lines of the labels cover. A label has a halo; title, legend and names of the sides have none.
fn labels(drawing: &Drawing) -> Vec<(String, Rectangle)> {
    let label = |mark: &Mark| match mark {
        Mark::Text {
            x,
            y,
            text,
            size,
            anchor,
            halo,
            ..
        } if !halo.is_empty() => {
            let wide = text_width(text, *size);
            let left = match anchor.as_str() {
                "start" => *x,
                "middle" => x - wide / 2.0,
                "end" => x - wide,
                other => panic!("anchor {other}"),
            };
            let top = y - size * 0.95;
            Some((text.clone(), [left, top, left + wide, top + size * 1.2]))
        }
        Mark::Text { .. } | Mark::Ground { .. } | Mark::Line { .. } | Mark::Shape { .. } => None,
    };
    drawing.marks.iter().filter_map(label).collect()
}

fn labels_keep_apart_and_on_the_page(drawing: &Drawing) {
    let labels = labels(drawing);
    for (place, (text, one)) in labels.iter().enumerate() {
        assert!(
            one[0] >= 0.0 && one[1] >= 0.0 && one[2] <= drawing.width && one[3] <= drawing.height,
            "{text} leaves the page: {one:?}"
        );
        for (other, two) in labels.iter().skip(place + 1) {
            let across = one[2].min(two[2]) - one[0].max(two[0]);
            let down = one[3].min(two[3]) - one[1].max(two[1]);
            assert!(
                across <= ROUNDING || down <= ROUNDING,
                "{text} {one:?} lies on {other} {two:?}"
            );
        }
    }
}

fn colours_are_colours(drawing: &Drawing) {
    let good = |colour: &str| {
        colour.strip_prefix('#').is_some_and(|digits| {
            matches!(digits.len(), 6 | 8) && digits.chars().all(|digit| digit.is_ascii_hexdigit())
        })
    };
    assert!(good(&drawing.background));
    for mark in &drawing.marks {
        let all: Vec<&str> = match mark {
            Mark::Ground { fill, .. } => vec![fill],
            Mark::Line { colour, .. } => vec![colour],
            Mark::Shape { fill, stroke, .. } => vec![fill, stroke],
            Mark::Text { colour, halo, .. } => vec![colour, halo],
        };
        for colour in all {
            assert!(colour.is_empty() || good(colour), "{mark:?}");
        }
    }
}

fn page(network: &Network, points: &[Point], width: f64, height: f64) -> Drawing {
    let words = region::words(network);
    let faded = NaiveDate::default() + Days::new(21_000);
    draw(network, points, faded, &words, Theme::Light, width, height)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn labels_never_lie_on_one_another(
        network in arbitrary::network(60),
        places in proptest::collection::vec((-500.0..500.0, -320.0..320.0), 60),
        width in 320.0..2000.0,
        height in 320.0..1400.0,
    ) {
        // Dragged anywhere by hand: closer together than any layout would place them.
        let points: Vec<Point> = places.into_iter().map(|(x, y)| Point { x, y }).collect();
        let drawing = page(&network, &points, width, height);
        labels_keep_apart_and_on_the_page(&drawing);
        colours_are_colours(&drawing);
    }

    #[test]
    fn a_page_of_any_size_with_places_of_any_kind_holds_only_numbers(
        network in arbitrary::network(12),
        places in proptest::collection::vec((arbitrary::coordinate(), arbitrary::coordinate()), 0..12),
        width in arbitrary::coordinate(),
        height in arbitrary::coordinate(),
    ) {
        let points: Vec<Point> = places.into_iter().map(|(x, y)| Point { x, y }).collect();
        let drawing = page(&network, &points, width, height);
        prop_assert!(drawing.width > 0.0 && drawing.height > 0.0);
        for mark in &drawing.marks {
            let numbers = match mark {
                Mark::Ground { x, y, width, height, radius, .. } => vec![*x, *y, *width, *height, *radius],
                Mark::Line { x1, y1, cx, cy, x2, y2, width, opacity, .. } => {
                    vec![*x1, *y1, *cx, *cy, *x2, *y2, *width, *opacity]
                }
                Mark::Shape { x, y, r, stroke_width, .. } => vec![*x, *y, *r, *stroke_width],
                Mark::Text { x, y, size, .. } => vec![*x, *y, *size],
            };
            prop_assert!(numbers.iter().all(|number| number.is_finite()), "{:?}", mark);
        }
    }
}

#[test]
fn on_the_map_of_a_region_labels_keep_apart_and_the_coordinator_has_hers() {
    for people in [40, 200, 700] {
        let network = region::people(people, 5);
        let points = layout(&network, &[], 1);
        let drawing = page(&network, &points, 1684.0, 1190.0);
        labels_keep_apart_and_on_the_page(&drawing);
        let shown = labels(&drawing);
        assert!(shown.iter().any(|(text, _)| text == "調整 花"));
        assert!(shown.len() > 20, "only {} labels", shown.len());
        let (organisations, places) = region::organisations(&network, people);
        labels_keep_apart_and_on_the_page(&page(&organisations, &places, 1684.0, 1190.0));
    }
}

#[test]
fn a_tie_long_untouched_is_dotted_and_one_without_a_day_is_not() {
    let faded = NaiveDate::default() + Days::new(21_000);
    let nodes = (0..4)
        .map(|number| region::node(number, Group::Home, "髙﨑 恵"))
        .collect();
    let tie = |b: usize, last: Option<NaiveDate>| Edge {
        a: 0,
        b,
        evidence: Evidence::Meeting,
        count: 1,
        last,
    };
    let edges = vec![
        tie(1, Some(faded - Days::new(1))),
        tie(2, Some(faded)),
        tie(3, None),
    ];
    let network = Network { nodes, edges };
    let drawing = page(&network, &layout(&network, &[], 1), 800.0, 600.0);
    let dotted = drawing.marks.iter().filter_map(|mark| match mark {
        Mark::Line { dotted, .. } => Some(*dotted),
        Mark::Text { .. } | Mark::Ground { .. } | Mark::Shape { .. } => None,
    });
    let dotted: Vec<bool> = dotted.collect();
    assert_eq!(dotted.len(), 3);
    assert_eq!(dotted.iter().filter(|dotted| **dotted).count(), 1);
}

#[test]
fn the_line_under_every_figure_and_the_legend_are_on_the_page() {
    let network = region::people(40, 5);
    let drawing = page(&network, &layout(&network, &[], 1), 1000.0, 700.0);
    let has = |wanted: &str| {
        let same = |mark: &Mark| matches!(mark, Mark::Text { text, .. } if text == wanted);
        drawing.marks.iter().any(same)
    };
    for words in [
        "つながりの図（人）",
        "台帳に記録された範囲",
        "在宅医療",
        "地域側",
    ] {
        assert!(has(words), "{words} is missing");
    }
    assert_eq!(drawing.title, "つながりの図（人）");
}

//! A drawing as a file: nothing of a label becomes markup, and Japanese letters are on the picture.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops where the picture is not as expected"
)]

use kaotsunagi_documents::Error;
use kaotsunagi_documents::drawing::{Drawing, Mark, png, svg};
use proptest::prelude::*;
use resvg::tiny_skia::Pixmap;
use resvg::usvg::roxmltree::Document;

fn page(marks: Vec<Mark>) -> Drawing {
    Drawing {
        width: 200.0,
        height: 80.0,
        background: "#ffffff".to_owned(),
        title: "つながりの図".to_owned(),
        marks,
    }
}

fn label(text: &str) -> Mark {
    Mark::Text {
        x: 100.0,
        y: 50.0,
        text: text.to_owned(),
        size: 30.0,
        bold: false,
        anchor: "middle".to_owned(),
        colour: "#1f2430".to_owned(),
        halo: "#fbfaf7".to_owned(),
    }
}

fn circle(fill: &str) -> Mark {
    Mark::Shape {
        shape: "circle".to_owned(),
        x: 20.0,
        y: 20.0,
        r: 8.0,
        fill: fill.to_owned(),
        stroke: String::new(),
        stroke_width: 0.0,
    }
}

fn line(y1: f64, y2: f64) -> Mark {
    Mark::Line {
        x1: 10.0,
        y1,
        cx: 100.0,
        cy: (y1 + y2) / 2.0,
        x2: 190.0,
        y2,
        width: 8.0,
        colour: "#000000".to_owned(),
        opacity: 0.5,
        dotted: false,
    }
}

fn refused<T>(answer: Result<T, Error>) -> bool {
    matches!(answer, Err(Error::Picture(_)))
}

/// Anything that can be typed or pasted, and more often what XML minds.
fn words() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("<".to_owned()),
        Just("&".to_owned()),
        Just("\"".to_owned()),
        Just("'".to_owned()),
        Just("]]>".to_owned()),
        Just("<!--".to_owned()),
        Just("</text><script>".to_owned()),
        Just("&#0;".to_owned()),
        Just("\u{fffe}\u{ffff}".to_owned()),
        (0..0xa0_u8).prop_map(|code| char::from(code).to_string()),
        any::<char>().prop_map(String::from),
        Just("髙﨑 恵".to_owned()),
        Just("𠮷村 いづみ".to_owned()),
    ];
    proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

/// What of a text XML 1.0 can hold, on one line.
fn on_one_line(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '\t' | '\n' | '\r' => ' ',
            other => other,
        })
        .filter(|character| {
            !character.is_control() && !matches!(character, '\u{fffe}' | '\u{ffff}')
        })
        .collect()
}

proptest! {
    #[test]
    fn any_words_stay_words(title in words(), name in words()) {
        let drawing = Drawing { title: title.clone(), ..page(vec![label(&name)]) };
        let file = svg(&drawing).expect("an SVG");
        let read = Document::parse(&file);
        prop_assert!(read.is_ok(), "{:?} in {}", read.err(), file);
        let read = read.expect("read above");
        let tags: Vec<&str> = read
            .root_element()
            .descendants()
            .filter(|node| node.is_element())
            .map(|node| node.tag_name().name())
            .collect();
        // The name and its halo.
        prop_assert_eq!(tags, ["svg", "title", "rect", "text", "text"]);
        let texts: Vec<String> = read
            .descendants()
            .filter(|node| node.is_element() && matches!(node.tag_name().name(), "title" | "text"))
            .map(|node| node.text().unwrap_or_default().to_owned())
            .collect();
        let (title, name) = (on_one_line(&title), on_one_line(&name));
        prop_assert_eq!(texts, [title, name.clone(), name]);
    }

    #[test]
    fn what_is_no_colour_is_refused(colour in "#?[0-9a-fg\"<> ]{0,9}|[a-z]{3,9}|#[0-9あ]{2,3}|url\\(#x\\)") {
        let digits = colour.strip_prefix('#').unwrap_or("no");
        let good = colour.is_empty()
            || matches!(digits.len(), 6 | 8) && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        prop_assert_eq!(refused(svg(&page(vec![circle(&colour)]))), !good, "{:?}", colour);
        let ground = Drawing { background: colour.clone(), ..page(Vec::new()) };
        prop_assert_eq!(refused(svg(&ground)), !good, "{:?}", colour);
    }
}

#[test]
fn colours_and_clear_colours_are_taken() {
    for (colour, attributes) in [
        ("#3c4fa0", "fill=\"#3c4fa0\"/>"),
        ("#3c4fa080", "fill=\"#3c4fa0\" fill-opacity=\"0.5\"/>"),
        ("", "fill=\"none\"/>"),
    ] {
        let file = svg(&page(vec![circle(colour)])).expect("an SVG");
        assert!(file.contains(attributes), "{colour}: {file}");
    }
}

#[test]
fn a_number_that_is_none_is_refused_wherever_it_stands() {
    for bad in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e300] {
        let Mark::Text { y, .. } = label("") else {
            panic!("a label is a text");
        };
        let ground = |[x, y, width, height, radius]: [f64; 5]| Mark::Ground {
            x,
            y,
            width,
            height,
            radius,
            fill: "#ffffff".to_owned(),
        };
        let curve = |[x1, y1, cx, cy, x2, y2, width, opacity]: [f64; 8]| Mark::Line {
            x1,
            y1,
            cx,
            cy,
            x2,
            y2,
            width,
            colour: "#000000".to_owned(),
            opacity,
            dotted: true,
        };
        let shape = |kind: &str, [x, y, r, stroke_width]: [f64; 4]| Mark::Shape {
            shape: kind.to_owned(),
            x,
            y,
            r,
            fill: String::new(),
            stroke: "#000000".to_owned(),
            stroke_width,
        };
        let text = |[x, y, size]: [f64; 3]| Mark::Text {
            x,
            y,
            text: "髙﨑".to_owned(),
            size,
            bold: true,
            anchor: "start".to_owned(),
            colour: "#000000".to_owned(),
            halo: String::new(),
        };
        let mut marks = Vec::new();
        marks.extend(spoilt([y; 5], bad).map(ground));
        marks.extend(spoilt([0.5; 8], bad).map(curve));
        for kind in ["circle", "square", "diamond", "triangle", "pentagon"] {
            marks.extend(spoilt([y; 4], bad).map(|numbers| shape(kind, numbers)));
        }
        marks.extend(spoilt([y; 3], bad).map(text));
        for mark in marks {
            assert!(refused(svg(&page(vec![mark.clone()]))), "{mark:?}");
        }
        for (width, height) in [(bad, 80.0), (200.0, bad)] {
            let drawing = Drawing {
                width,
                height,
                ..page(Vec::new())
            };
            assert!(refused(svg(&drawing)), "{width} × {height}");
            assert!(refused(png(&drawing, 1.0)), "{width} × {height}");
        }
    }
    for scale in [f32::NAN, f32::INFINITY, 0.0, -1.0] {
        assert!(refused(png(&page(Vec::new()), scale)), "scale {scale}");
    }
}

/// The numbers with one of them bad, each in turn.
fn spoilt<const N: usize>(numbers: [f64; N], bad: f64) -> impl Iterator<Item = [f64; N]> {
    (0..N).map(move |place| {
        let mut numbers = numbers;
        numbers[place] = bad;
        numbers
    })
}

#[test]
fn a_shape_or_an_anchor_nobody_knows_is_refused() {
    let Mark::Shape { x, y, r, .. } = circle("") else {
        panic!("a circle is a shape");
    };
    let star = Mark::Shape {
        shape: "star\"/><script>".to_owned(),
        x,
        y,
        r,
        fill: String::new(),
        stroke: String::new(),
        stroke_width: 0.0,
    };
    let mut left = label("髙﨑");
    if let Mark::Text { anchor, .. } = &mut left {
        *anchor = "left".to_owned();
    }
    assert!(refused(svg(&page(vec![star]))));
    assert!(refused(svg(&page(vec![left]))));
}

/// Width and height as the file says.
fn size_of(file: &[u8]) -> (u32, u32) {
    assert_eq!(file[..8], *b"\x89PNG\r\n\x1a\n");
    assert_eq!(file[12..16], *b"IHDR");
    let number = |from: usize| {
        let bytes = file[from..from + 4].try_into().expect("four bytes");
        u32::from_be_bytes(bytes)
    };
    (number(16), number(20))
}

fn picture(marks: Vec<Mark>) -> Pixmap {
    let file = png(&page(marks), 1.0).expect("a PNG");
    Pixmap::decode_png(&file).expect("a PNG that can be read")
}

/// Pixels darker than any halo.
fn ink(picture: &Pixmap) -> usize {
    let dark = |pixel: &&resvg::tiny_skia::PremultipliedColorU8| pixel.red() < 128;
    picture.pixels().iter().filter(dark).count()
}

#[test]
fn a_picture_has_the_pixels_asked_for() {
    let drawing = page(vec![label("早乙女 徹")]);
    for (scale, size) in [(1.0, (200, 80)), (2.0, (400, 160)), (0.001, (1, 1))] {
        assert_eq!(size_of(&png(&drawing, scale).expect("a PNG")), size);
    }
}

#[test]
fn japanese_labels_are_on_the_picture_with_rare_letters_too() {
    assert_eq!(ink(&picture(Vec::new())), 0);
    let letters = ["髙", "﨑", "𠮷", "早", "ア", "ー", "a", "\u{10ffff}"];
    let pictures = letters.map(|letter| picture(vec![label(letter)]));
    for (place, (letter, one)) in letters.iter().zip(&pictures).enumerate() {
        // The last is a letter that no font has: whatever stands for it, the others don't look like it.
        assert!(
            place + 1 == letters.len() || ink(one) > 20,
            "{letter} left no ink"
        );
        for (other, two) in letters.iter().zip(&pictures).skip(place + 1) {
            assert!(one.data() != two.data(), "{letter} looks like {other}");
        }
    }
    let mut bold = label("髙");
    if let Mark::Text { bold, .. } = &mut bold {
        *bold = true;
    }
    assert!(ink(&picture(vec![bold])) > ink(&pictures[0]));
}

#[test]
fn where_two_clear_lines_cross_it_is_darker() {
    let crossing = picture(vec![line(10.0, 70.0), line(70.0, 10.0)]);
    let red = |x: u32, y: u32| crossing.pixel(x, y).expect("a pixel").red();
    // Alike lines share a group in the file; it is each line that is clear and not the group.
    assert!((120..136).contains(&red(55, 25)), "{}", red(55, 25));
    assert!((56..72).contains(&red(100, 40)), "{}", red(100, 40));
}

#[test]
fn too_many_pixels_are_refused_before_they_take_memory() {
    let wide = |width: f64, height: f64| Drawing {
        width,
        height,
        ..page(Vec::new())
    };
    assert!(refused(png(&wide(10_000.0, 6_001.0), 1.0)));
    assert!(refused(png(&wide(1_000.0, 700.0), 10.0)));
    assert!(refused(png(&wide(1_000_000.0, 1_000_000.0), 1.0)));
    assert!(refused(png(&wide(200.0, 80.0), f32::MAX)));
    assert!(svg(&wide(10_000.0, 6_001.0)).is_ok());
}

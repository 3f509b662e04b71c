//! The Word file, opened as what it is: a zip of XML.

use std::io::{Cursor, Read as _}; // only for read_to_string

use kaotsunagi_documents::minutes::{Minutes, docx};
use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;

use crate::sample;

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let mut text = String::new();
    archive
        .by_name(name)
        .expect("the part")
        .read_to_string(&mut text)
        .expect("UTF-8");
    text
}

fn word(minutes: &Minutes) -> Vec<u8> {
    docx::docx(minutes).expect("a Word file")
}

/// The text of all `w:t`, one line a paragraph; fails when the XML is broken.
fn text_of(xml: &str) -> String {
    let mut reader = Reader::from_str(xml);
    let (mut text, mut inside) = (String::new(), false);
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Eof => return text,
            Event::Start(start) if start.name().as_ref() == "w:t" => inside = true,
            Event::End(end) if end.name().as_ref() == "w:t" => inside = false,
            Event::End(end) if end.name().as_ref() == "w:p" => text.push('\n'),
            Event::Text(found) if inside => text.push_str(&found),
            Event::GeneralRef(found) if inside => text.push_str(match &*found {
                "lt" => "<",
                "gt" => ">",
                "amp" => "&",
                "quot" => "\"",
                "apos" => "'",
                other => panic!("&{other};"),
            }),
            _ => {}
        }
    }
}

#[test]
fn everything_of_the_minutes_is_in_the_word_file() {
    let minutes = sample::short();
    let text = text_of(&part(&word(&minutes), "word/document.xml"));
    for (key, value) in &minutes.header {
        assert!(text.contains(key) && text.contains(value), "{key} {value}");
    }
    for one in minutes
        .attendees
        .iter()
        .flat_map(|group| &group.people)
        .chain(&minutes.absent)
    {
        for expected in [&one.organisation, &one.title, &one.name, &one.remark] {
            assert!(text.contains(expected.as_str()), "{expected}");
        }
    }
    for part in &minutes.agenda {
        assert!(
            text.contains(&part.title) && text.contains(&part.detail),
            "{}",
            part.title
        );
        for line in &part.lines {
            assert!(
                text.contains(&line.text) && text.contains(&format!("［{}］", line.kind_word)),
                "{}",
                line.text
            );
        }
    }
    for decision in &minutes.decisions {
        assert!(text.contains(decision), "{decision}");
    }
    for one in minutes.actions.iter().chain(&minutes.carried_over) {
        for expected in [&one.what, &one.owner, &one.due, &one.state] {
            assert!(text.contains(expected.as_str()), "{expected}");
        }
    }
    assert!(
        text.contains("【内部】院長へは事前に説明ずみ。") || text.contains("【内部】"),
        "{text}"
    );
    assert!(text.contains(&minutes.next));
}

#[test]
fn names_keep_their_own_kanji_byte_for_byte() {
    let xml = part(&word(&sample::short()), "word/document.xml");
    for name in ["𠮷村 いづみ", "髙﨑 恵", "\u{fa19}谷 望", "邊見 \u{f9dc}"] {
        assert!(xml.contains(name), "{name}");
    }
}

#[test]
fn styles_are_words_own_and_the_letters_are_east_asian() {
    let bytes = word(&sample::short());
    let styles = part(&bytes, "word/styles.xml");
    for expected in [
        r#"<w:name w:val="Title"/>"#,
        r#"<w:name w:val="heading 1"/>"#,
        r#"<w:name w:val="heading 2"/>"#,
        r#"w:eastAsia="游明朝""#,
        r#"w:eastAsia="游ゴシック""#,
        r#"w:eastAsia="ja-JP""#,
    ] {
        assert!(styles.contains(expected), "{expected}");
    }
    let fonts = part(&bytes, "word/fontTable.xml");
    assert!(
        fonts.contains(r#"<w:altName w:val="MS 明朝"/>"#),
        "for a machine without 游明朝"
    );
    let document = part(&bytes, "word/document.xml");
    for used in document
        .split("w:pStyle w:val=\"")
        .chain(document.split("w:rStyle w:val=\""))
        .skip(1)
    {
        let name = used.split('"').next().unwrap_or_default();
        if name.starts_with('<') {
            continue;
        }
        assert!(
            styles.contains(&format!("w:styleId=\"{name}\"")),
            "{name} is used and must be there"
        );
    }
}

#[test]
fn properties_stand_in_the_order_that_word_expects() {
    let xml = part(&word(&sample::long()), "word/document.xml");
    for properties in xml.split("<w:pPr>").skip(1) {
        assert!(
            properties.starts_with("<w:pStyle"),
            "{}",
            properties.chars().take(80).collect::<String>()
        );
    }
    for properties in xml.split("<w:tblPr>").skip(1) {
        assert!(
            properties.starts_with("<w:tblStyle"),
            "{}",
            properties.chars().take(80).collect::<String>()
        );
    }
    assert!(
        xml.contains("<w:sectPr><w:headerReference"),
        "references come first in a section"
    );
    assert!(
        !xml.contains("w:tblBorders"),
        "the table style draws the lines"
    );
}

#[test]
fn heads_of_tables_come_along_on_every_page_and_pages_are_counted() {
    let bytes = word(&sample::short());
    // attendees, absent, carried over, actions
    assert_eq!(
        part(&bytes, "word/document.xml")
            .matches("<w:tblHeader/>")
            .count(),
        4
    );
    for footer in ["word/footer1.xml", "word/footer2.xml"] {
        let footer = part(&bytes, footer);
        assert!(
            footer.contains("PAGE") && footer.contains("NUMPAGES") && footer.contains("共有用"),
            "{footer}"
        );
    }
}

#[test]
fn markup_and_forbidden_letters_typed_into_a_name_break_nothing() {
    let typed = "#text[*x*] $x$ <b> \"\\ </w:t> &amp; ]]> '";
    let mut minutes = sample::short();
    minutes.title = typed.to_owned();
    minutes.foot = typed.to_owned();
    minutes.attendees[0].people[0].name = typed.to_owned();
    minutes.agenda[0].lines[0].text = "一\u{0}行\u{b}目\r\n二行目\tあと\u{ffff}".to_owned();
    let bytes = word(&minutes);
    let xml = part(&bytes, "word/document.xml");
    let text = text_of(&xml);
    assert_eq!(text.matches(typed).count(), 2, "{text}");
    assert!(text.contains("一行目二行目あと"), "{text}");
    assert!(xml.contains("<w:br"), "a typed line end is a line end");
    assert!(text_of(&part(&bytes, "word/footer1.xml")).contains(typed));
    assert!(part(&bytes, "docProps/core.xml").contains("&lt;/w:t&gt; &amp;amp;"));
}

#[test]
fn the_same_minutes_give_the_same_bytes() {
    let minutes = sample::short();
    assert!(word(&minutes) == word(&minutes));
    word(&Minutes::default());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_text_comes_back_as_typed(typed in r"[^\p{Cc}\u{fffe}\u{ffff}]{0,40}") {
        let mut minutes = Minutes { title: "題".into(), ..Minutes::default() };
        minutes.decisions.push(typed.clone());
        let text = text_of(&part(&word(&minutes), "word/document.xml"));
        // XML readers see U+2028 and the like as they are.
        prop_assert!(text.contains(&typed), "{:?} in {:?}", typed, text);
    }
}

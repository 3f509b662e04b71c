//! The page itself: what pdftotext and pdffonts read back from it. Both tools belong to the machine's set-up.

use std::path::Path;
use std::process::Command;

use kaotsunagi_documents::minutes::{AgendaPart, AttendeeGroup, Minutes, pdf};
use proptest::prelude::*;

use crate::sample;

fn read_by(tool: &str, arguments: &[&str], bytes: &[u8], to_stdout: &[&str]) -> String {
    let folder = tempfile::tempdir().expect("a folder for one file");
    let file = folder.path().join("minutes.pdf");
    put(&file, bytes);
    let output = Command::new(tool)
        .args(arguments)
        .arg(&file)
        .args(to_stdout)
        .output()
        .unwrap_or_else(|found| {
            panic!("{tool} (Debian package poppler-utils) is needed to read the page back: {found}")
        });
    assert!(
        output.status.success(),
        "{tool}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn put(file: &Path, bytes: &[u8]) {
    use std::io::Write as _; // only for write_all
    std::fs::File::create(file)
        .and_then(|mut open| open.write_all(bytes))
        .expect("a file in the test's own folder");
}

fn text_of(minutes: &Minutes) -> String {
    let bytes = pdf::pdf(minutes).expect("a page");
    read_by("pdftotext", &["-layout", "-enc", "UTF-8"], &bytes, &["-"])
}

/// The page without the spaces and line ends that layout puts in.
fn dense(text: &str) -> String {
    text.chars()
        .filter(|letter| !letter.is_whitespace())
        .collect()
}

#[test]
fn every_word_of_the_minutes_is_on_the_page_and_can_be_searched() {
    let minutes = sample::short();
    let page = text_of(&minutes);
    for expected in [
        "議事録（案）",
        "令和8年度 第2回 みどり野地域緩和ケア連携会議",
        "令和8年9月17日(木) 18:30〜20:00",
        "事前登録の様式を1枚にし、12月から試行する。",
        "【内部】",
        "令和8年12月3日(木) 18:30〜20:00",
    ] {
        assert!(page.contains(expected), "{expected} in:\n{page}");
    }
    let dense_page = dense(&page);
    for action in minutes.carried_over.iter().chain(&minutes.actions) {
        assert!(dense_page.contains(&dense(&action.what)), "{}", action.what);
    }
    for heading in [
        "出席者",
        "欠席者",
        "前回までの宿題",
        "決定事項",
        "宿題",
        "次回",
    ] {
        assert!(page.contains(heading), "{heading}");
    }
}

#[test]
fn names_keep_their_own_kanji() {
    let page = text_of(&sample::short());
    // U+20BB7, U+9AD9 U+FA11, U+FA19, U+F9DC: none is exchanged for its everyday form.
    for name in ["𠮷村", "髙﨑", "\u{fa19}谷", "邊見 \u{f9dc}"] {
        assert!(page.contains(name), "{name} in:\n{page}");
    }
    assert!(
        !page.contains("神谷") && !page.contains("高崎"),
        "an exchanged kanji"
    );
}

#[test]
fn markup_typed_into_a_name_is_printed_as_it_was_typed() {
    let typed = r#"#text[*x*] $x$ <b> "\ _y_ = @z `w` // https://a.example ~ -- '"#;
    let mut minutes = sample::short();
    minutes.title = typed.to_owned();
    minutes.foot = typed.to_owned();
    minutes.header.push((typed.to_owned(), typed.to_owned()));
    minutes.attendees[0].people[0].name = typed.to_owned();
    minutes.attendees[0].role = typed.to_owned();
    minutes.agenda[0].title = typed.to_owned();
    minutes.agenda[0].lines[1].who = typed.to_owned();
    minutes.agenda[0].lines[1].text = typed.to_owned();
    minutes.decisions.push(typed.to_owned());
    minutes.actions[0].what = typed.to_owned();
    let page = dense(&text_of(&minutes));
    let found = page.matches(&dense(typed)).count();
    // Narrow cells wrap, so that pdftotext mixes them with their neighbours: the wide places are counted.
    assert!(found >= 6, "{found} times in:\n{page}");
}

#[test]
fn line_ends_and_strange_letters_do_no_harm() {
    let mut minutes = sample::short();
    minutes.agenda[0].lines[0].text = "一行目\r\n二行目\n\n四行目\u{7}\u{0}\t終わり".to_owned();
    minutes.attendees[0].people[0].remark = "a".repeat(400);
    minutes.next = "🙂 葛\u{e0100}城 العربية".to_owned();
    let page = text_of(&minutes);
    assert!(
        page.contains("一行目") && page.contains("二行目") && page.contains("四行目"),
        "{page}"
    );
    assert!(!page.contains("一行目二行目"), "a typed line end stays one");
}

#[test]
fn letters_that_the_page_cannot_show_are_named_beforehand() {
    let mut minutes = sample::long();
    assert_eq!(
        pdf::unprintable(&minutes).expect("letters"),
        Vec::<char>::new()
    );
    minutes.next = "🙂 葛\u{e0100}城 さん🙂".to_owned();
    assert_eq!(pdf::unprintable(&minutes).expect("letters"), vec!['🙂']);
}

#[test]
fn both_fonts_are_embedded_and_nothing_else_is_used() {
    let bytes = pdf::pdf(&sample::short()).expect("a page");
    let table = read_by("pdffonts", &[], &bytes, &[]);
    let fonts: Vec<&str> = table.lines().skip(2).collect();
    assert_eq!(fonts.len(), 2, "{table}");
    for font in fonts {
        let columns: Vec<&str> = font.split_whitespace().collect();
        assert!(font.contains("NotoSansJP"), "{font}");
        // name, type (two words), encoding, emb, sub, uni
        assert_eq!(columns[4..7], ["yes", "yes", "yes"], "{font}");
    }
}

#[test]
fn every_page_says_which_of_how_many_it_is() {
    let minutes = sample::long();
    let pages: Vec<String> = text_of(&minutes)
        .split('\u{c}')
        .map(str::to_owned)
        .filter(|page| !page.is_empty())
        .collect();
    assert!(pages.len() >= 4, "{} pages", pages.len());
    for (index, page) in pages.iter().enumerate() {
        let number = format!("{}/{}", index + 1, pages.len());
        assert!(page.contains(&number), "{number} at the foot of:\n{page}");
        assert!(
            page.contains("令和8年11月22日作成"),
            "the foot is on every page"
        );
    }
    // Forty people run over the page: the head of the table comes along, with the role.
    assert!(
        pages[1].contains("機関") && pages[1].contains("氏名"),
        "{}",
        pages[1]
    );
}

#[test]
fn the_same_minutes_give_the_same_bytes() {
    let minutes = sample::short();
    assert!(pdf::pdf(&minutes).expect("a page") == pdf::pdf(&minutes).expect("a page"));
    let info = read_by("pdfinfo", &[], &pdf::pdf(&minutes).expect("a page"), &[]);
    assert!(
        info.contains(&format!("Title:           {}", minutes.title)),
        "{info}"
    );
    assert!(!info.contains("CreationDate"), "no clock: {info}");
    assert!(info.contains("A4"), "{info}");
}

#[test]
fn the_preview_has_the_pages_of_the_pdf() {
    let minutes = sample::long();
    let info = read_by("pdfinfo", &[], &pdf::pdf(&minutes).expect("a page"), &[]);
    let previews = pdf::pages(&minutes).expect("pictures");
    assert!(
        info.contains(&format!("Pages:           {}", previews.len())),
        "{info}"
    );
    for page in &previews {
        assert!(
            page.starts_with("<svg") && page.contains("viewBox=\"0 0 595.2"),
            "{}",
            &page[..80]
        );
        assert!(
            !page.contains("<script") && !page.contains("http:")
                || page.contains("http://www.w3.org/"),
            "only a picture"
        );
    }
}

#[test]
fn empty_parts_leave_no_heading_behind() {
    let mut minutes = sample::short();
    minutes.attendees = vec![AttendeeGroup {
        role: "オブザーバー".into(),
        people: Vec::new(),
    }];
    minutes.absent.clear();
    minutes.carried_over.clear();
    minutes.decisions.clear();
    minutes.actions.clear();
    minutes.agenda.clear();
    minutes.next.clear();
    let page = text_of(&minutes);
    for heading in [
        "出席者",
        "欠席者",
        "前回までの宿題",
        "議事\n",
        "決定事項",
        "次回",
        "オブザーバー",
    ] {
        assert!(!page.contains(heading), "{heading} in:\n{page}");
    }
    pdf::pdf(&Minutes::default()).expect("a page even of nothing");
}

#[test]
fn english_minutes_are_english_all_through() {
    let page = text_of(&sample::english());
    for expected in [
        "Minutes (draft)",
        "Attendees",
        "Decision",
        "[Internal]",
        "Next meeting",
    ] {
        assert!(page.contains(expected), "{expected} in:\n{page}");
    }
}

proptest! {
    // A page takes long without optimisation: few cases, long texts.
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn whatever_is_typed_there_is_a_page(typed in r"\PC{0,60}", control in r"[\p{Cc}\u{2028}\u{202e}\u{fff9}\u{fffe}]{0,5}") {
        let typed = format!("{control}{typed}{control}");
        let minutes = Minutes {
            title: typed.clone(),
            header: vec![(typed.clone(), typed.clone())],
            agenda: vec![AgendaPart {
                title: typed.clone(),
                detail: typed.clone(),
                lines: vec![sample::line(&typed, &typed, &typed, &typed)],
            }],
            foot: typed,
            ..Minutes::default()
        };
        prop_assert!(pdf::pdf(&minutes).is_ok());
    }
}

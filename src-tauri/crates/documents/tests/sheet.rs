//! The recovery sheet as a reader of QR codes sees it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use kaotsunagi_documents::sheet::{RecoverySheet, pdf, picture};
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Options, Tree};

fn sheet(code: &str) -> RecoverySheet {
    let word = |text: &str| text.to_owned();
    RecoverySheet {
        lang: word("ja"),
        title: word("台帳の復旧キー"),
        mark_word: word("用紙"),
        mark: word("D26B70"),
        rows: vec![(word("台帳"), word("みどり野 #1 *強調*"))],
        purpose: word("忘れたときに"),
        key_word: word("復旧キー"),
        groups: code.split('-').map(word).collect(),
        key_note: word("五文字目"),
        code_word: word("QRコード"),
        code: word(code),
        keep_word: word("しまい方"),
        keep: vec![word("封筒に")],
        use_word: word("使い方"),
        steps: vec![word("開く")],
        foot: word("顔つなぎ"),
    }
}

#[test]
fn the_code_on_the_page_reads_as_the_key() {
    let key = "NEWZE-KWM2A-QP61Z-S0PY4-H2X76-FC8P5-8WAE9";
    let page = picture(&sheet(key)).unwrap();
    let tree = Tree::from_str(&page, &Options::default()).unwrap();
    // As a camera sees it: about 100 dots to the inch, grey.
    let (width, height) = (827, 1170);
    let scale = 827.0 / tree.size().width();
    let mut photo = Pixmap::new(width, height).unwrap();
    photo.fill(Color::WHITE);
    resvg::render(
        &tree,
        Transform::from_scale(scale, scale),
        &mut photo.as_mut(),
    );
    let grey = |x: usize, y: usize| {
        let at = u32::try_from(x).unwrap();
        photo.pixel(at, u32::try_from(y).unwrap()).unwrap().red()
    };
    let mut seen =
        rqrr::PreparedImage::prepare_from_greyscale(width as usize, height as usize, grey);
    let codes = seen.detect_grids();
    assert_eq!(codes.len(), 1, "one code on the page");
    assert_eq!(codes[0].decode().unwrap().1, key);
}

#[test]
fn the_same_sheet_gives_the_same_bytes_and_fits_one_page() {
    let one = sheet("NEWZE-KWM2A");
    assert_eq!(pdf(&one).unwrap(), pdf(&one).unwrap());
    let mut long = one.clone();
    long.keep = vec!["とても長い言葉".repeat(200); 20];
    assert!(
        picture(&long).is_err(),
        "two pages are no sheet: one would be lost"
    );
}

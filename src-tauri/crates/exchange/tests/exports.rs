//! What goes out can't become a formula, and comes back as it was.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "helpers of tests fail as tests do"
)]

use calamine::{Data, Reader, Xlsx};
use kaotsunagi_exchange::export::{Table, csv, xlsx};
use kaotsunagi_exchange::read;
use proptest::prelude::*;

fn table(cells: &[&str]) -> Table {
    Table {
        title: "名簿: 令和8年度 [西部]/全員の長い長い長い長い長い長い題".to_owned(),
        header: vec!["氏名".to_owned(), "備考".to_owned()],
        rows: cells
            .iter()
            .map(|cell| vec!["髙﨑 恵".to_owned(), (*cell).to_owned()])
            .collect(),
    }
}

#[test]
fn a_cell_that_could_be_a_formula_gets_an_apostrophe_and_a_telephone_number_does_not() {
    let text = |cell: &str| String::from_utf8(csv(&table(&[cell]))).expect("UTF-8");
    for formula in [
        "=1+1",
        "=cmd|' /C calc'!A0",
        "@SUM(A1)",
        "+1+1",
        "-2+3",
        "-1",
        "\t=1",
        "\r=1",
        "＝1+1",
        "＋cmd|x",
        "-",
    ] {
        assert!(
            text(formula).contains(&format!("\"'{formula}")),
            "{formula:?}"
        );
    }
    for plain in [
        "+81-3-0000-0000",
        "000-100-1000",
        "髙﨑",
        "a=b",
        "1-2",
        "'引用'",
    ] {
        assert!(text(plain).contains(&format!("\"{plain}\"")), "{plain:?}");
    }
    let whole = csv(&table(&["a"]));
    assert!(whole.starts_with(b"\xef\xbb\xbf") && whole.ends_with(b"\r\n"));
}

#[test]
fn a_workbook_holds_text_only() {
    let bytes = xlsx(&table(&[
        "=1+1",
        "0312345678",
        "+81-3-0000-0000",
        "2026-11-22",
        "https://midori.example",
    ]))
    .expect("writes");
    let mut workbook = Xlsx::new(std::io::Cursor::new(bytes)).expect("opens");
    let name = workbook.sheet_names()[0].clone();
    let range = workbook.worksheet_range(&name).expect("sheet");
    assert!(
        range
            .used_cells()
            .all(|(_, _, cell)| matches!(cell, Data::String(_)))
    );
    assert!(
        workbook
            .worksheet_formula(&name)
            .expect("formulas")
            .used_cells()
            .next()
            .is_none()
    );
    assert_eq!(
        range.get_value((1, 1)),
        Some(&Data::String("=1+1".to_owned()))
    );
}

fn exported(note: &str) -> String {
    let bytes = csv(&table(&[note]));
    let file = read(&bytes, "export.csv", None).expect("reads");
    file.entries[0]
        .person
        .as_ref()
        .expect("a person")
        .note
        .clone()
}

#[test]
fn apostrophes_that_were_there_before_stay() {
    for cell in [
        "=1+1",
        "'=1+1",
        "''@x",
        "'引用'",
        "+81-3-0000-0000",
        "'+81-3-0000-0000",
        "-x",
        "a\"b,c;d\ne",
    ] {
        assert_eq!(exported(cell), cell);
    }
}

proptest! {
    #[test]
    fn our_own_list_read_again_gives_the_cells_that_went_out(cell in "['=@+\\-a-z0-9あ髙\", ;\n（）]{1,20}") {
        prop_assert_eq!(exported(&cell), cell.trim());
    }
}

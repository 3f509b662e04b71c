//! Markdown and plain text.

use kaotsunagi_documents::minutes::{Minutes, text};
use proptest::prelude::*;

use crate::sample;

#[test]
fn a_name_cannot_break_the_table_or_become_markup() {
    let mut minutes = sample::short();
    minutes.attendees[0].people[0].name = "早乙女 | 徹\n# 見出し".to_owned();
    minutes.attendees[0].people[0].title = "<script> **太字** [x](y) `z` \\ ~~a~~ &lt;".to_owned();
    minutes.decisions = vec!["1. 一つ目\r\n- 二つ目".to_owned(), "- 線".to_owned()];
    let page = text::markdown(&minutes);
    let row = page
        .lines()
        .find(|line| line.contains("早乙女"))
        .expect("the row");
    assert!(row.contains(r"早乙女 \| 徹<br>\# 見出し"), "{row}");
    assert!(
        row.contains(r"\<script\> \*\*太字\*\* \[x\](y) \`z\` \\ \~\~a\~\~ \&lt;"),
        "{row}"
    );
    assert_eq!(unescaped_bars(row), 5, "four columns: {row}");
    assert!(
        page.contains("1. 1\\. 一つ目<br>\\- 二つ目\n2. \\- 線\n"),
        "{page}"
    );
}

fn unescaped_bars(row: &str) -> usize {
    row.replace(r"\\", "")
        .replace(r"\|", "")
        .matches('|')
        .count()
}

#[test]
fn every_row_of_every_table_has_the_columns_of_its_head() {
    for minutes in [sample::short(), sample::long(), sample::english()] {
        let page = text::markdown(&minutes);
        for table in page.split("\n\n").filter(|block| block.starts_with('|')) {
            let columns: Vec<usize> = table.lines().map(unescaped_bars).collect();
            assert!(columns.windows(2).all(|pair| pair[0] == pair[1]), "{table}");
        }
    }
}

#[test]
fn plain_text_reads_like_a_mail() {
    let page = text::plain(&sample::short());
    assert!(page.starts_with("議事録（案）\r\n令和8年度 第2回 みどり野地域緩和ケア連携会議\r\n\r\n開催日時　令和8年9月17日(木)"));
    for expected in [
        "\r\n【出席者】\r\n＜委員＞\r\n　みどり野市医師会　理事　早乙女 徹 先生（座長）\r\n",
        "　ケアプランセンター あおば　主任介護支援専門員　鴨志田 学 様　代理（\u{fa19}谷 望）\r\n",
        "　［発言］訪問看護師　金曜の夕方から月曜の朝までが、いちばん不安です。\r\n",
        "　［情報］【内部】院長へは事前に説明ずみ。\r\n",
        "・様式の記入例を2つ用意する\r\n　　担当：未定　期限：未定　状態：未\r\n",
        "【次回】\r\n令和8年12月3日(木)",
    ] {
        assert!(page.contains(expected), "{expected:?} in:\n{page}");
    }
    assert_eq!(
        page.matches('\n').count(),
        page.matches("\r\n").count(),
        "CRLF all through"
    );
    assert!(page.contains("𠮷村") && page.contains("髙﨑") && page.contains('\u{f9dc}'));
}

#[test]
fn english_plain_text_has_no_japanese_brackets_of_its_own() {
    let page = text::plain(&sample::english());
    assert!(
        page.contains("[Attendees]\r\n") && page.contains("[Statement] Visiting nurse  From"),
        "{page}"
    );
    assert!(!page.contains('【') && !page.contains('［'), "{page}");
}

#[test]
fn nothing_gives_nothing() {
    assert_eq!(text::markdown(&Minutes::default()), "");
    assert_eq!(text::plain(&Minutes::default()), "");
}

proptest! {
    #[test]
    fn no_typed_text_changes_the_shape_of_the_page(typed in r"[#*_`|\[\]<>&~$\\+=.)0-9 \n\r\t-]{1,40}") {
        let mut minutes = sample::short();
        let calm = text::markdown(&minutes).lines().count();
        minutes.attendees[0].people[0].name = typed.clone();
        minutes.agenda[0].title = typed.clone();
        minutes.agenda[0].lines[0].text = typed.clone();
        minutes.actions[0].what = typed.clone();
        minutes.header[0].1 = typed;
        let page = text::markdown(&minutes);
        prop_assert_eq!(page.lines().count(), calm);
        for table in page.split("\n\n").filter(|block| block.starts_with('|')) {
            let columns: Vec<usize> = table.lines().map(unescaped_bars).collect();
            prop_assert!(columns.windows(2).all(|pair| pair[0] == pair[1]), "{}", table);
        }
    }
}

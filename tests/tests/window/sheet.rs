use kaotsunagi_tests::outside;
use kaotsunagi_tests::steps::{hold, ledger};
use kaotsunagi_tests::window::{Step, Window};

use crate::in_a_window;

const GROUPS: usize = 7;
const OTHER: &str = "くもりの日は 川へ 行かない";

/// The seven groups as they stand on the printed sheet, in order.
fn groups_of(text: &str) -> Vec<String> {
    let mut groups: Vec<(String, String)> = Vec::new();
    let words: Vec<&str> = text.split_whitespace().collect();
    for pair in words.windows(2) {
        let [number, group] = pair else { continue };
        let is_group = group.len() == 5
            && group
                .chars()
                .all(|letter| letter.is_ascii_uppercase() || letter.is_ascii_digit());
        let number = number.trim_end_matches(['.', '．']);
        if is_group && number.len() == 1 && number.chars().all(|digit| digit.is_ascii_digit()) {
            groups.push((number.to_owned(), (*group).to_owned()));
        }
    }
    groups.sort();
    groups.dedup();
    groups.into_iter().map(|(_, group)| group).collect()
}

/// As somebody types who copies from paper: small, full width, with a space.
fn carelessly(group: &str) -> String {
    group
        .chars()
        .enumerate()
        .flat_map(|(at, letter)| {
            let small = letter.to_ascii_lowercase();
            let wide = char::from_u32(u32::from(small) + 0xfee0).unwrap_or(small);
            (at == 2).then_some(' ').into_iter().chain([wide])
        })
        .collect()
}

async fn print_and_read(window: &Window) -> Step<Vec<String>> {
    let file = window.home.join("sheet.pdf");
    window.find(".screen-sheet .paper img[src]").await?;
    window.click_words_in(".screen-sheet", "PDFに保存").await?;
    window.answer_dialog(&file).await?;
    window
        .says(".screen-sheet", "印刷したら、このファイルは消してください")
        .await?;
    let text = outside::text_of_pdf(&file)?;
    let groups = groups_of(&text);
    hold(groups.len() == GROUPS, || {
        format!("the sheet has {groups:?}: {text}")
    })?;
    Ok(groups)
}

/// The number in the label of the first or second field.
async fn asked(window: &Window, place: usize) -> Step<usize> {
    let number = window
        .script(
            "return Number(document.querySelectorAll('.screen-sheet .groups label span')[arguments[0]].textContent.match(/\\d+/)[0])",
            vec![place.into()],
        )
        .await?;
    number
        .as_u64()
        .and_then(|number| usize::try_from(number).ok())
        .ok_or_else(|| "no number is asked for".to_owned())
}

#[test]
fn two_groups_are_copied_back_and_the_sheet_then_opens_the_ledger() {
    in_a_window(&[], async |window| {
        ledger::make(window).await?;
        window
            .click_words_in("footer.status", "復旧キーの用紙がまだです")
            .await?;
        let groups = print_and_read(window).await?;
        let [first, second] = [asked(window, 0).await?, asked(window, 1).await?];
        let of = |number: usize| {
            groups
                .get(number.saturating_sub(1))
                .cloned()
                .unwrap_or_default()
        };
        let (one, two) = (format!("{first}組目"), format!("{second}組目"));
        // Another group than the one that was asked for is no proof.
        let wrong = of(if first == 1 { 2 } else { 1 });
        window.write(".screen-sheet", &one, &wrong).await?;
        window.write(".screen-sheet", &two, &of(second)).await?;
        window
            .click_words_in(".screen-sheet form", "確かめる")
            .await?;
        window.says(".screen-sheet form [role=alert]", &one).await?;
        window
            .write(".screen-sheet", &one, &carelessly(&of(first)))
            .await?;
        window
            .write(".screen-sheet", &two, &carelessly(&of(second)))
            .await?;
        window
            .click_words_in(".screen-sheet form", "確かめる")
            .await?;
        window.says(".toasts", "用紙を確かめました").await?;
        window
            .says(".screen-settings", "復旧キーの用紙 確認済み")
            .await?;
        hold(
            window
                .count("footer.status button.attention:not(.backup)")
                .await?
                == 0,
            || "the status line still asks for the sheet".to_owned(),
        )?;
        // The passphrase is forgotten.
        window
            .click_words_in(".screen-settings", "台帳を閉じる")
            .await?;
        window
            .click_words_in(".screen-start", "復旧キーで開く")
            .await?;
        let whole: Vec<String> = groups.iter().map(|group| carelessly(group)).collect();
        window
            .write("dialog[open]", "復旧キー", &whole.join(" "))
            .await?;
        window
            .write("dialog[open]", "新しいパスフレーズ", OTHER)
            .await?;
        window.write("dialog[open]", "もう一度", OTHER).await?;
        window
            .click_words_in("dialog[open] form .row", "開く")
            .await?;
        window.says("nav.rail", "みどり野地域").await?;
        // And the new passphrase holds.
        window.click_words_in("footer.status", "鍵をかける").await?;
        window.find(".screen-locked").await?;
        window.watch_anew().await?;
        window
            .write(".screen-locked", "パスフレーズ", OTHER)
            .await?;
        window.click_words_in(".screen-locked", "開く").await?;
        window.says("nav.rail", "みどり野地域").await
    });
}

#[test]
fn another_passphrase_is_chosen_in_the_settings() {
    in_a_window(&[], async |window| {
        ledger::make(window).await?;
        window.click_words_in("footer.status", "設定").await?;
        window
            .click_words_in(".screen-settings", "パスフレーズを変える")
            .await?;
        let form = ".screen-settings .small-form";
        window
            .write(form, "今のパスフレーズ", "ちがう言葉です")
            .await?;
        window.write(form, "新しいパスフレーズ", OTHER).await?;
        window.write(form, "もう一度", OTHER).await?;
        window.click_words_in(form, "変える").await?;
        window.says(form, "パスフレーズが違います").await?;
        window
            .write(form, "今のパスフレーズ", ledger::PASSPHRASE)
            .await?;
        window.click_words_in(form, "変える").await?;
        window.says(".toasts", "パスフレーズを変えました").await?;
        window.click_words_in("footer.status", "鍵をかける").await?;
        window.find(".screen-locked").await?;
        window.watch_anew().await?;
        window
            .write(".screen-locked", "パスフレーズ", OTHER)
            .await?;
        window.click_words_in(".screen-locked", "開く").await?;
        window.find(".screen-settings").await.map(|_| ())
    });
}

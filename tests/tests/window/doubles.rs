use kaotsunagi_tests::steps::{exchange, hold, key, people, sample_file};
use kaotsunagi_tests::window::{Step, Window};

use crate::axe::{Look, dress};
use crate::in_a_window;

const PAIR: &str = "[data-pair]";

async fn doubles(window: &Window) -> Step {
    window.rail("人").await?;
    window.click("[data-doubles]").await?;
    window.says("#screen h1", "重なりを探す").await
}

/// So many pairs stand under a heading of the desk.
async fn counted(window: &Window, view: &str, number: usize) -> Step {
    window
        .until(
            &format!("{number} {view}"),
            "return document.querySelector(`[data-view=${arguments[0]}] .number`)?.textContent === arguments[1]",
            vec![view.into(), number.to_string().into()],
        )
        .await
}

#[test]
fn two_records_of_one_person_are_found_told_apart_merged_and_parted_again() {
    in_a_window(&["--sample"], async |window| {
        // While a new person is typed, who it might be is shown with the reasons; that she is another is remembered.
        let before = window.rail_count("people").await?;
        window.rail("人").await?;
        window.click_words_in(".master", "人を加える").await?;
        window.write(".new-record", "名前", "高崎 恵").await?;
        window.says(".similar", "髙﨑 恵").await?;
        window.says(".similar .chip.due", "異体字").await?;
        window.click("[data-not]").await?;
        window
            .says(".similar", "加えるときに、別の人として覚えます")
            .await?;
        window.click_words_in(".new-record", "人を加える").await?;
        window
            .says(".record-card h1, .record-card h2", "高崎 恵")
            .await?;
        hold(window.rail_count("people").await? == before + 1, || {
            "nobody was added".to_owned()
        })?;
        doubles(window).await?;
        counted(window, "open", 0).await?;
        counted(window, "apart", 1).await?;

        // Taken back, the two stand beside each other with what speaks for it.
        window.click("[data-view=apart]").await?;
        window.click_words_in(".doubles li", "取り消す").await?;
        counted(window, "apart", 0).await?;
        window.click("[data-view=open]").await?;
        counted(window, "open", 1).await?;
        window.says(PAIR, "髙﨑 恵").await?;
        window.says(&format!("{PAIR} .reasons"), "異体字").await?;

        // By the keyboard alone: later, back again, another person, undone.
        let pair = window.find(PAIR).await?;
        pair.send_keys("3")
            .await
            .map_err(|error| error.to_string())?;
        counted(window, "later", 1).await?;
        window.click("[data-view=later]").await?;
        let pair = window.find(PAIR).await?;
        pair.send_keys("3")
            .await
            .map_err(|error| error.to_string())?;
        counted(window, "later", 0).await?;
        window.click("[data-view=open]").await?;
        let pair = window.find(PAIR).await?;
        pair.send_keys("2")
            .await
            .map_err(|error| error.to_string())?;
        counted(window, "apart", 1).await?;
        counted(window, "open", 0).await?;
        window.undo().await?;
        counted(window, "open", 1).await?;

        // Merged: one fewer, everything of both kept; taken back: two again.
        let pair = window.find(PAIR).await?;
        pair.send_keys("1")
            .await
            .map_err(|error| error.to_string())?;
        window.says("dialog.merge", "一人にまとめる").await?;
        let mut look = Look::begin(window, "light ja").await?;
        look.at("the merge").await?;
        window
            .keys(&format!("{}{}{}", key::CONTROL, key::ENTER, key::RELEASE))
            .await?;
        counted(window, "open", 0).await?;
        hold(window.rail_count("people").await? == before, || {
            "the two are still two".to_owned()
        })?;
        window.undo().await?;
        counted(window, "open", 1).await?;
        hold(window.rail_count("people").await? == before + 1, || {
            "the two did not come back".to_owned()
        })?;
        look.at("duplicates").await?;
        look.done()?;
        dress(window, "dark", "en").await?;
        let mut look = Look::begin(window, "dark en").await?;
        window.go("#/people/duplicates").await?;
        let pair = window.find(PAIR).await?;
        look.at("duplicates").await?;
        pair.send_keys("1")
            .await
            .map_err(|error| error.to_string())?;
        window.find("dialog.merge").await?;
        look.at("the merge").await?;
        look.done()
    });
}

#[test]
fn each_fact_of_a_person_knows_its_file_and_when_it_was_confirmed() {
    in_a_window(&["--sample"], async |window| {
        exchange::look_at(window, &sample_file("みどり野市医師会名簿_cp932.csv")).await?;
        exchange::take_in(window, "医師会の事務局").await?;
        people::search(window, "佐藤 健一").await?;
        window.keys(key::ENTER).await?;
        window.says(".record-card h1", "佐藤").await?;
        window.click(".provenance summary").await?;
        window.says(".provenance .facts", "list.csv").await?;
        window.says(".provenance .facts", "医師会の事務局").await?;
        window.click("[data-confirm]").await?;
        window.says(".confirm", "最後に確かめた日：令和").await?;
        window.click(".facts-open").await?;
        window.says(".facts-of", "list.csv").await?;
        let mut look = Look::begin(window, "light ja").await?;
        look.at("sources of facts").await?;
        look.done()
    });
}

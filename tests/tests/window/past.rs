use kaotsunagi_tests::steps::{hold, people};
use kaotsunagi_tests::window::{Step, Window};

use crate::in_a_window;

const NAME: &str = "仁平 さゆり";

async fn add(window: &Window) -> Step {
    people::add(
        window,
        NAME,
        "にへい さゆり",
        "保健師",
        "みどり野市 高齢福祉課",
        "係長",
    )
    .await
}

#[test]
fn an_older_operation_is_taken_back_on_its_own() {
    in_a_window(&["--sample"], async |window| {
        let before = window.rail_count("people").await?;
        add(window).await?;
        // Something else comes after it and stays.
        window.rail("機関").await?;
        window.click_words_in(".master", "機関を加える").await?;
        window
            .write(".new-record", "事業所名", "川瀬の家 診療所")
            .await?;
        window.click_words_in(".new-record", "機関を加える").await?;
        window.says(".record-card h1", "川瀬の家 診療所").await?;
        let organisations = window.rail_count("organisations").await?;
        window.go("#/operations").await?;
        window.click_words_in(".operations", NAME).await?;
        window
            .click_words_in(".under-operation:not([hidden])", "これだけ取り消す")
            .await?;
        window.says(".toasts", "取り消し").await?;
        window.rail_counts("people", before).await?;
        window.rail_counts("organisations", organisations).await?;
        // Taking back is an operation like any other.
        window.undo().await?;
        hold(window.rail_count("people").await? == before + 1, || {
            "taking back was not taken back".to_owned()
        })
    });
}

#[test]
fn what_was_deleted_lies_in_the_trash_and_comes_back() {
    in_a_window(&["--sample"], async |window| {
        add(window).await?;
        let with_her = window.rail_count("people").await?;
        window.click(".card-end .danger").await?;
        window.says(".toasts", "取り消す").await?;
        window.go("#/trash").await?;
        window.says(".screen-past .list", NAME).await?;
        window
            .click(&format!("[aria-label='{NAME}を戻す']"))
            .await?;
        window.says(".toasts", "ごみ箱から戻す").await?;
        window.rail_counts("people", with_her).await?;
        people::find(window, NAME, &["にへい"]).await?;
        window.says(".record-card", "みどり野市 高齢福祉課").await
    });
}

#[test]
fn somebody_forgotten_is_nowhere_and_the_receipt_names_nobody() {
    in_a_window(&["--sample"], async |window| {
        add(window).await?;
        let with_her = window.rail_count("people").await?;
        window.click(".forget-link").await?;
        window.says("dialog.forget[open]", "消えるもの").await?;
        // It asks first, and the harmless answer is at hand.
        window
            .until(
                "the focus on leaving",
                "return document.activeElement?.textContent === 'やめる'",
                Vec::new(),
            )
            .await?;
        window.click("dialog.forget button.danger").await?;
        window.says("dialog.forget[open]", "消しました").await?;
        let receipt = window.words().await?;
        hold(!receipt.contains("仁平"), || {
            format!("the receipt names her: {receipt}")
        })?;
        window.click("dialog.forget .row .primary").await?;
        window.rail_counts("people", with_her - 1).await?;
        let hits = people::search(window, "にへい").await?;
        hold(!hits.iter().any(|hit| hit.contains("仁平")), || {
            format!("she is found: {hits:?}")
        })?;
        for page in ["#/operations", "#/trash"] {
            window.go(page).await?;
            window.find(".screen-past").await?;
            tokio::time::sleep(std::time::Duration::from_millis(400)).await;
            let words = window.words().await?;
            hold(!words.contains("仁平"), || {
                format!("{page} names her: {words}")
            })?;
        }
        window.click_words_in("footer.status", "設定").await?;
        window.says(".screen-settings", "消去の証").await
    });
}

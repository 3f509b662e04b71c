use kaotsunagi_tests::steps::{hold, key, ledger};
use kaotsunagi_tests::window::{Step, Window};
use serde_json::json;

use crate::in_a_window;

/// Everything that the locked page holds: what can be read, its attributes, its title and its address.
async fn all_of_it(window: &Window) -> Step<String> {
    let all = window
        .script(
            "return [document.documentElement.outerHTML, document.body.innerText, document.title, location.href, JSON.stringify(history.state), JSON.stringify(localStorage), JSON.stringify(sessionStorage)].join('\\n')",
            Vec::new(),
        )
        .await?;
    Ok(all.as_str().unwrap_or_default().to_owned())
}

async fn lock(window: &Window) -> Step {
    window
        .page_keys(&format!("{}l{}", key::CONTROL, key::RELEASE))
        .await?;
    window.find(".screen-locked").await?;
    window.watch_anew().await
}

#[test]
fn a_locked_window_shows_nothing_of_the_ledger_and_opens_where_it_was() {
    in_a_window(&[], async |window| {
        ledger::make(window).await?;
        window.rail("人").await?;
        window
            .write(".master", "名前・かな・所属で絞る", "有働")
            .await?;
        window.click_words_in(".master", "人を加える").await?;
        window.write(".new-record", "名前", "仁平 さゆり").await?;
        lock(window).await?;
        let all = all_of_it(window).await?;
        for words in [
            "みどり野",
            "midori",
            "有働",
            "うどう",
            "仁平",
            "川瀬",
            "取り消",
            "保存済み",
        ] {
            hold(!all.contains(words), || {
                format!("the locked window holds {words}: {all}")
            })?;
        }
        window.says(".screen-locked", "鍵がかかっています").await?;
        window
            .write(".screen-locked", "パスフレーズ", "ちがう言葉")
            .await?;
        window.keys(key::ENTER).await?;
        window
            .says(".screen-locked [role=alert]", "台帳はそのままです")
            .await?;
        // No key and no address leads past it.
        window.go("#/people").await?;
        window
            .page_keys(&format!("{}k{}", key::CONTROL, key::RELEASE))
            .await?;
        window.says(".screen-locked", "鍵がかかっています").await?;
        window
            .write(".screen-locked", "パスフレーズ", ledger::PASSPHRASE)
            .await?;
        window.keys(key::ENTER).await?;
        window.says(".master", ledger::ME).await?;
        window.click_words_in(".master", "人を加える").await?;
        let typed = window.value(".new-record", "名前").await?;
        hold(typed == "仁平 さゆり", || {
            format!("typed before locking, and now 「{typed}」")
        })
    });
}

#[test]
fn a_sample_is_locked_and_opened_without_a_passphrase() {
    in_a_window(&["--sample"], async |window| {
        window.rail("段階").await?;
        window.find("li.item").await?;
        window.click_words_in("footer.status", "鍵をかける").await?;
        window.find(".screen-locked").await?;
        window.watch_anew().await?;
        let all = all_of_it(window).await?;
        hold(!all.contains("みどり野"), || all.clone())?;
        window.click_words_in(".screen-locked", "開く").await?;
        window.find("li.item").await?;
        let hash = window.script("return location.hash", Vec::new()).await?;
        hold(hash == json!("#/stages"), || format!("opened at {hash}"))
    });
}

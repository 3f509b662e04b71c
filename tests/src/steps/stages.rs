//! The three stages: marked by hand, judged from the ledger, never by themselves.

use crate::steps::hold;
use crate::window::{Step, Window};

/// Opens the stages.
///
/// # Errors
/// With what went wrong.
pub async fn open(window: &Window) -> Step {
    window.rail("段階").await?;
    window
        .until(
            "three times fourteen items",
            "return document.querySelectorAll('li.item').length === 42",
            Vec::new(),
        )
        .await?;
    window
        .says("li.item.no-place", "まだ記録する場所がありません")
        .await?;
    hold(window.count("li.item .why").await? > 5, || {
        "too few items show their rows".to_owned()
    })
}

/// Marks an item, writes a note, links a meeting and a paper outside the ledger.
///
/// # Errors
/// With what went wrong.
pub async fn mark(window: &Window, id: &str) -> Step {
    let item = format!("[data-item='{id}']");
    window.click(&format!("{item} .item-head")).await?;
    window
        .click_words_in(&format!("{item} .states"), "取組中")
        .await?;
    window
        .says(&format!("{item} .state-chip"), "取組中")
        .await?;
    window
        .write(&item, "メモ", "12月の連携会議で様式を決める。")
        .await?;
    window
        .pick(&item, "裏づけを加える", "西部事例", "西部事例検討会")
        .await?;
    window
        .says(&format!("{item} .evidence"), "西部事例検討会")
        .await?;
    window
        .pick(&item, "裏づけを加える", "会則（紙）", "台帳の外の資料")
        .await?;
    window
        .says(&format!("{item} .evidence"), "会則（紙）")
        .await?;
    window.says(&format!("{item} .title"), "裏づけ2").await
}

/// What was marked stands there again after a visit to another screen.
///
/// # Errors
/// With what went wrong.
pub async fn kept(window: &Window, id: &str) -> Step {
    let item = format!("[data-item='{id}']");
    window.rail("今日").await?;
    open(window).await?;
    window
        .says(&format!("{item} .state-chip"), "取組中")
        .await?;
    window.click(&format!("{item} .item-head")).await?;
    let note = window.value(&item, "メモ").await?;
    hold(
        note == "12月の連携会議で様式を決める。",
        || format!("the note is {note}"),
    )
}

/// Opens the rows behind the judgement of the first item that has some.
///
/// # Errors
/// With what went wrong.
pub async fn why(window: &Window) -> Step {
    window.click_words_in(".stage-grid", "なぜ？").await?;
    let rows = window
        .count("li.item .under .rows:not([hidden]) li")
        .await?;
    hold(rows > 0, || "なぜ？ shows no rows".to_owned())
}

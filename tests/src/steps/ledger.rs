//! A ledger of her own: made, closed, opened with its passphrase.

use std::path::PathBuf;

use crate::steps::hold;
use crate::window::{Step, Window};

pub const PASSPHRASE: &str = "まどべの鉢に 水を 3日おき";
pub const ME: &str = "有働 さやか";

/// Makes a ledger through the start screen and its native dialog; gives its place.
///
/// # Errors
/// With what went wrong.
pub async fn make(window: &Window) -> Step<PathBuf> {
    let place = window.home.join("midori.kaotsunagi");
    let form = "form.new-ledger";
    window.write(form, "圏域の名前", "みどり野地域").await?;
    window.write(form, "都道府県", "若葉県").await?;
    window
        .write(form, "市町村", "みどり野市\n川瀬町\n東雲町")
        .await?;
    window.write(form, "氏名", ME).await?;
    window.write(form, "よみ", "うどう さやか").await?;
    window
        .choose(form, "職種", "医療ソーシャルワーカー")
        .await?;
    window
        .write(form, "所属", "みどり野中央病院 地域連携室")
        .await?;
    window.write(form, "役職", "主任").await?;
    window.write(form, "パスフレーズ", PASSPHRASE).await?;
    window.write(form, "もう一度", "まちがい").await?;
    window.says(form, "2つのパスフレーズが違います").await?;
    window.write(form, "もう一度", PASSPHRASE).await?;
    window
        .click_words_in(form, "保存する場所を選んで作る")
        .await?;
    window.answer_dialog(&place).await?;
    // The recovery sheet comes first; it can wait, and the status line then reminds of it.
    window.says(".screen-sheet", "復旧キーの用紙").await?;
    window.find(".screen-sheet .paper:not([aria-busy])").await?;
    window.click_words_in(".screen-sheet", "あとで").await?;
    window
        .says("footer.status", "復旧キーの用紙がまだです")
        .await?;
    window.says(".screen-today", "はじめに").await?;
    window.says("nav.rail", "みどり野地域").await?;
    hold(place.exists(), || {
        format!("no ledger at {}", place.display())
    })?;
    hold(window.rail_count("people").await? == 1, || {
        "a new ledger holds nobody but herself".to_owned()
    })?;
    window.rail("人").await?;
    window.says(".master", ME).await?;
    Ok(place)
}

/// Closes the ledger that is open and opens it again, after a wrong passphrase.
///
/// # Errors
/// With what went wrong.
pub async fn close_and_reopen(window: &Window) -> Step {
    window.click_words_in("footer.status", "設定").await?;
    window
        .click_words_in(".screen-settings", "台帳を閉じる")
        .await?;
    window.says(".screen-start", "midori.kaotsunagi").await?;
    hold(window.count("nav.rail").await? == 0, || {
        "the rail stands without a ledger".to_owned()
    })?;
    window
        .write(".screen-start", "パスフレーズ", "ひらけごま")
        .await?;
    window
        .click_words_in(".screen-start .start-grid", "開く")
        .await?;
    window
        .says(".screen-start [role=alert]", "台帳はそのままです")
        .await?;
    window
        .write(".screen-start", "パスフレーズ", PASSPHRASE)
        .await?;
    window
        .click_words_in(
            ".screen-start .start-grid form .primary, .screen-start .start-grid form",
            "開く",
        )
        .await?;
    window.says("nav.rail", "みどり野地域").await?;
    window.says(".screen-today", "はじめに").await
}

/// From any ledger to the sample region, through the start screen.
///
/// # Errors
/// With what went wrong.
pub async fn sample(window: &Window) -> Step {
    window.click_words_in("footer.status", "台帳を開く").await?;
    window
        .click_words_in(".screen-start", "見本の圏域で試す")
        .await?;
    window
        .says(".screen-today", "みどり野地域緩和ケア連携会議")
        .await
}

//! 今日: the next meeting, what is overdue, who was not met for long, the next step.

use crate::steps::hold;
use crate::window::{Step, Window};

/// Looks at the four answers of the first screen on the sample region.
///
/// # Errors
/// With the answer that is missing.
pub async fn look(window: &Window) -> Step {
    window.rail("今日").await?;
    window
        .says("[aria-label='次に会う']", "みどり野地域緩和ケア連携会議")
        .await?;
    window
        .says("[aria-label='次に会う']", "みどり野市医師会館")
        .await?;
    window
        .says("[aria-label='手を打つこと'] .chip.due", "")
        .await?;
    window
        .says(
            "[aria-label='手を打つこと']",
            "夜間の連絡先一覧（案）を作る",
        )
        .await?;
    let not_met = window
        .count("[aria-label='しばらく会っていない方'] li")
        .await?;
    hold(not_met > 0, || {
        "nobody is shown as not met for long".to_owned()
    })?;
    window.says("[aria-label='段階の歩み']", "次の一歩").await?;
    hold(
        window
            .count("[aria-label='段階の歩み'] .step button")
            .await?
            == 1,
        || "the next step cannot be opened".to_owned(),
    )?;
    hold(
        window.count("[aria-label='今年度のつながり'] .why").await? > 0,
        || "no figure shows its rows".to_owned(),
    )
}

/// The rows behind the first figure, and away again.
///
/// # Errors
/// With what went wrong.
pub async fn why(window: &Window) -> Step {
    window
        .click_words_in("[aria-label='今年度のつながり']", "なぜ？")
        .await?;
    window.says("dialog[open]", "数えたもの").await?;
    hold(window.count("dialog[open] li").await? > 0, || {
        "なぜ？ shows no rows".to_owned()
    })?;
    window.click("dialog[open] header button").await
}

use kaotsunagi_tests::steps::{meeting, minutes};

use crate::in_a_window;

#[test]
fn a_meeting_is_held_written_given_out_and_carried_over() {
    in_a_window(&["--sample"], async |window| {
        meeting::make(
            window,
            meeting::SERIES,
            "11/20",
            "みどり野市医師会館 3階",
            true,
        )
        .await?;
        meeting::attendance(window).await?;
        meeting::item(window, "夜間の連絡先").await?;
        meeting::lines(window).await?;
        meeting::who(window, "髙﨑 恵", "訪問看護師").await?;
        meeting::action(window, "髙﨑 恵", "12/10").await?;
        minutes::pages(window).await?;
        minutes::export_all(window, &window.home.join("out")).await?;
        window.click_words_in("dialog[open]", "閉じる").await?;
        meeting::carried_over(window, "12/18").await?;
        // Done here is done there: the action is one, never a copy.
        window.click(".carried input[type=checkbox]").await?;
        window.says(".carried", "残り 0").await?;
        window.click_words_in(".neighbours", "第1回").await?;
        window.until("the action done in its own meeting", "return document.querySelector('li.line[data-kind=action] .action input[type=checkbox]')?.checked === true", Vec::new()).await
    });
}

use kaotsunagi_tests::steps::{hold, key, meeting, minutes};

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

#[test]
fn a_line_emptied_to_be_written_anew_complains_of_nothing_and_keeps_the_new_words() {
    const BEFORE: &str = "昨年度は4回開いた。参加は延べ48人。";
    const LINE: &str = "return [...document.querySelectorAll('li.line textarea')].some((text) => text.value === arguments[0])";
    in_a_window(&["--sample"], async |window| {
        let open = async || {
            window.rail("会議").await?;
            window.find(".meeting-row").await?;
            window.script("[...document.querySelectorAll('.meeting-row')].findLast((row) => row.textContent.includes('緩和ケア連携会議')).click()", Vec::new()).await
        };
        open().await?;
        window.until("the line", LINE, vec![BEFORE.into()]).await?;
        window
            .script("[...document.querySelectorAll('li.line textarea')].find((text) => text.value === arguments[0]).focus()", vec![BEFORE.into()])
            .await?;
        window
            .keys(&format!("{}a{}{}", key::CONTROL, key::RELEASE, key::DELETE))
            .await?;
        // Longer than a draft waits.
        tokio::time::sleep(std::time::Duration::from_millis(1500)).await;
        hold(window.count(".toast.bad").await? == 0, || {
            "an emptied line was complained of".to_owned()
        })?;
        window.keys("昨年度は5回開いた。").await?;
        window.rail("今日").await?;
        window.says("#screen", "次に会う").await?;
        open().await?;
        window
            .until("the new words", LINE, vec!["昨年度は5回開いた。".into()])
            .await
    });
}

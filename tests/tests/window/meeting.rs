use kaotsunagi_tests::steps::{hold, key, meeting, minutes, people};

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

#[test]
fn a_series_is_found_by_its_name_and_what_its_charter_says_is_kept() {
    in_a_window(&["--sample"], async |window| {
        people::search(window, "西部事例検討会").await?;
        const TAKE: &str = "const hit = [...document.querySelectorAll('#hits [role=option]')].find((e) => e.querySelector('.kind').textContent === '会の場');\
            hit?.dispatchEvent(new MouseEvent('mousedown', { bubbles: true, cancelable: true }));\
            return Boolean(hit);";
        let taken = window.script(TAKE, Vec::new()).await?;
        hold(taken == true, || "no hit is a series".to_owned())?;
        let card = ".series-card";
        window.says(".series-card h1", "西部事例検討会").await?;
        window.write(card, "会則・要綱の日付", "R8.4.1").await?;
        window.write(card, "開く間隔（か月）", "３").await?;
        window
            .write(card, "構成員", "西部の病院・診療所・薬局")
            .await?;
        window
            .pick(card, "事務局", "みどり野中央病院", "みどり野中央病院")
            .await?;
        window.says("footer.status", "西部事例検討会").await?;

        window.click(".series-card ul.list button.link").await?;
        window.find("article.meeting .title-input").await?;
        window.click(".neighbours .series-of").await?;
        window.says(".series-card h1", "西部事例検討会").await?;
        for (label, kept) in [
            ("会則・要綱の日付", "令和8年4月1日(水)"),
            ("開く間隔（か月）", "3"),
            ("構成員", "西部の病院・診療所・薬局"),
            ("事務局", "みどり野中央病院"),
        ] {
            let value = window.value(card, label).await?;
            hold(value.contains(kept), || format!("{label}: {value}"))?;
        }
        Ok(())
    });
}

#[test]
fn those_who_host_together_stand_in_the_heading_and_can_be_taken_off() {
    in_a_window(&["--sample"], async |window| {
        window.rail("会議").await?;
        window.click(".meeting-row").await?;
        window.click("button.sentence").await?;
        let form = "#meeting-facts";
        for host in ["みどり野中央病院", "みどり野市医師会"] {
            window.pick(form, "共催", host, host).await?;
            window.says(".co-hosts", host).await?;
            window.says("button.sentence", host).await?;
        }
        window.click(".co-hosts .remove").await?;
        window
            .until(
                "one co-host left",
                "return document.querySelectorAll('.co-hosts .chip').length === 1 && !document.querySelector('button.sentence').textContent.includes('みどり野中央病院')",
                Vec::new(),
            )
            .await
    });
}

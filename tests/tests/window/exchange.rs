use kaotsunagi_tests::steps::{exchange, hold, key, people, sample_file};
use kaotsunagi_tests::window::{Step, Window};

use crate::in_a_window;

#[test]
fn a_list_in_cp932_is_taken_in_changes_nothing_again_and_is_taken_back() {
    in_a_window(&["--sample"], async |window| {
        there_and_back(window, "みどり野市医師会名簿_cp932.csv").await?;
        const ENCODING: &str =
            "return document.querySelector('.desk-head select').selectedOptions[0].text";
        let encoding = window.script(ENCODING, Vec::new()).await?;
        hold(
            encoding
                .as_str()
                .is_some_and(|words| words.to_uppercase().contains("CP932")),
            || format!("read as {encoding}"),
        )
    });
}

#[test]
fn contacts_of_a_mobile_are_taken_in_change_nothing_again_and_are_taken_back() {
    in_a_window(&["--sample"], async |window| {
        there_and_back(window, "携帯の連絡先.vcf").await
    });
}

#[test]
fn a_workbook_is_taken_in_changes_nothing_again_and_is_taken_back() {
    in_a_window(&["--sample"], async |window| {
        there_and_back(window, "西部勉強会R8.xlsx").await
    });
}

/// Dry run, taken in, the same again, undo; ends on the desk with the second dry run.
async fn there_and_back(window: &Window, name: &str) -> Step {
    let before = window.rail_count("people").await?;
    let first = exchange::look_at(window, &sample_file(name)).await?;
    hold(window.rail_count("people").await? == before, || {
        "a dry run has written".to_owned()
    })?;
    hold(first.new + first.updated > 0, || {
        format!("{name} brings nothing: {first:?}")
    })?;
    exchange::take_in(window, "同僚から、会議の名簿として").await?;
    let after = window.rail_count("people").await?;
    hold(after == before + first.new, || {
        format!("{before} people and {} new are {after}", first.new)
    })?;

    let again = exchange::look_at_again(window).await?;
    hold(again.new == 0 && again.updated == 0, || {
        format!("the same file again: {again:?}")
    })?;
    hold(
        again.unchanged == first.new + first.updated + first.unchanged
            && again.doubtful == first.doubtful,
        || format!("{first:?}, then {again:?}"),
    )?;
    window
        .says(".desk-foot", "取り込むものはありません")
        .await?;

    window.undo().await?;
    let back = window.rail_count("people").await?;
    hold(back == before, || {
        format!("{before} people before, {back} after taking back")
    })?;
    let third = exchange::look_at_again(window).await?;
    hold(third == first, || {
        format!("first {first:?}, after taking back {third:?}")
    })
}

#[test]
fn a_doubtful_row_waits_for_her_and_follows_her_word() {
    in_a_window(&["--sample"], async |window| {
        let mut found = None;
        for name in [
            "携帯の連絡先.vcf",
            "西部勉強会R8.xlsx",
            "みどり野市医師会名簿_cp932.csv",
        ] {
            let counts = exchange::look_at(window, &sample_file(name)).await?;
            if counts.doubtful > 0 {
                found = Some(counts);
                break;
            }
            exchange::leave(window).await?;
        }
        let before = found.ok_or("no file of the sample has a doubtful row")?;
        // The desk opens with what waits for her, and says that there is more.
        window.says(".banner", "隠しています").await?;
        window
            .click_words_in("tr[data-kind=doubtful]", "別の人")
            .await?;
        let after = exchange::counts(window).await?;
        hold(
            after.new == before.new + 1 && after.doubtful == before.doubtful - 1,
            || format!("{before:?}, then {after:?}"),
        )?;
        hold(after.add_up(), || {
            format!("the five no longer add up: {after:?}")
        })
    });
}

#[test]
fn a_file_that_is_none_is_refused_in_words_and_nothing_is_lost() {
    in_a_window(&["--sample"], async |window| {
        let before = window.rail_count("people").await?;
        let pdf = window.home.join("list.csv");
        kaotsunagi_tests::write(
            &pdf,
            b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n",
        )?;
        window.rail("取り込み／書き出し").await?;
        window.click_words_in("#screen", "ファイルを選ぶ").await?;
        window.answer_dialog(&pdf).await?;
        window.says("#screen [role=alert]", "PDF").await?;
        window.says("#screen", "ファイルを選ぶ").await?;
        hold(window.rail_count("people").await? == before, || {
            "a file that is none changed the ledger".to_owned()
        })
    });
}

#[test]
fn somebody_she_deleted_is_asked_about_and_put_back_from_the_desk() {
    in_a_window(&["--sample"], async |window| {
        let file = sample_file("みどり野市医師会名簿_cp932.csv");
        exchange::look_at(window, &file).await?;
        exchange::take_in(window, "同僚から").await?;
        let before = window.rail_count("people").await?;
        people::search(window, "佐藤 健一").await?;
        window.keys(key::ENTER).await?;
        window.says(".record-card h1", "佐藤").await?;
        window.click(".card-end .danger").await?;
        window.says(".toasts", "取り消す").await?;
        hold(window.rail_count("people").await? == before - 1, || {
            "nobody was deleted".to_owned()
        })?;

        let again = exchange::look_at(window, &file).await?;
        hold(again.new == 0 && again.doubtful == 1, || {
            format!("after deleting: {again:?}")
        })?;
        window
            .says("tr[data-kind=doubtful]", "削除した人です")
            .await?;
        window
            .click_words_in("tr[data-kind=doubtful]", "元に戻す")
            .await?;
        exchange::take_in(window, "同僚から").await?;
        hold(window.rail_count("people").await? == before, || {
            "the person did not come back".to_owned()
        })
    });
}

use kaotsunagi_tests::steps::{hold, people};
use serde_json::json;

use crate::in_a_window;

#[test]
fn somebody_with_posts_at_two_places_is_found_by_kanji_kana_and_half_width_kana() {
    in_a_window(&["--sample"], async |window| {
        let name = "朝比奈 渚";
        people::add(
            window,
            name,
            "あさひな なぎさ",
            "訪問看護師",
            "訪問看護ステーションなぎ",
            "看護師",
        )
        .await?;
        people::first_post_begins(
            window,
            "訪問看護ステーションなぎ",
            "R8.4.1",
            "令和8年4月1日",
        )
        .await?;
        people::second_post(window, "がん患者・家族の会せせらぎ", "世話人", "R8.6.1", "").await?;
        people::second_post(window, "みどり調剤薬局", "相談員", "R6.4.1", "R8.3.31").await?;
        people::find(
            window,
            name,
            &["朝比奈 渚", "あさひななぎさ", "アサヒナ", "ｱｻﾋﾅ ﾅｷﾞｻ"],
        )
        .await?;
        window
            .says("[aria-label='所属'].card", "令和8年6月1日")
            .await?;
        // A usual form of a character finds the one that is written.
        people::find(
            window,
            "髙﨑 恵",
            &["髙﨑", "高崎", "たかさき", "タカサキ", "ﾀｶｻｷ"],
        )
        .await?;
        people::find(window, "𠮷村 いづみ", &["吉村", "𠮷村", "よしむら"]).await
    });
}

#[test]
fn markup_in_a_name_is_a_name_and_nothing_runs() {
    const NAME: &str = "<img src=x onerror=\"window.ran=1\"> <script>window.ran=1</script>";
    in_a_window(&["--sample"], async |window| {
        people::add(
            window,
            NAME,
            "しるし",
            "看護師",
            "みどり野中央病院",
            "<b>係</b>",
        )
        .await?;
        window.says(".record-card h1", "<img src=x").await?;
        window.says(".record-card", "<b>係</b>").await?;
        window.rail("機関").await?;
        window
            .write(
                ".master",
                "名前・かな・法人名で絞る",
                "みどりのちゅうおうびょういん",
            )
            .await?;
        window.says(".master", "みどり野中央病院").await?;
        let hits = people::search(window, "しるし").await?;
        hold(hits.iter().any(|hit| hit.contains("<img src=x")), || {
            format!("the search shows {hits:?}")
        })?;
        window.rail("つながり").await?;
        window.click_words_in(".map-do", "表で見る").await?;
        window.says(".map-rows", "<img src=x").await?;
        window.rail("会議").await?;
        let ran = window.script("return [window.ran ?? null, document.querySelectorAll('img[src=x], #screen script').length]", Vec::new()).await?;
        hold(ran == json!([null, 0]), || {
            format!("a name became markup: {ran}")
        })
    });
}

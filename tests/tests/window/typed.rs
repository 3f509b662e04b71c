use kaotsunagi_tests::steps::{hold, key};
use kaotsunagi_tests::window::{Step, Window};
use serde_json::json;

use crate::{alone, watched};

/// Puts text into a field as an IME does before its word is settled.
async fn compose(window: &Window, css: &str, text: &str) -> Step {
    const COMPOSE: &str = "const [css, text] = arguments; const all = document.querySelectorAll(css); const field = all[all.length - 1];\
        field.focus(); field.value = text;\
        field.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true, data: text, inputType: 'insertCompositionText' }));";
    window
        .script(COMPOSE, vec![json!(css), json!(text)])
        .await
        .map(|_| ())
}

async fn stands(window: &Window, css: &str, label: &str, text: &str) -> Step {
    let value = window.value(css, label).await?;
    hold(value == text, || {
        format!("「{label}」 says 「{value}」, not 「{text}」")
    })
}

#[test]
fn what_was_typed_a_second_before_a_kill_stands_again() {
    alone(async {
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        let window = Window::open_in(folder.path(), &["--sample"]).await?;
        watched(&window, async {
            // A person and an organisation that nobody has added yet.
            window.rail("人").await?;
            window.click_words_in(".master", "人を加える").await?;
            window.write(".new-record", "名前", "仁平 さゆり").await?;
            window.write(".new-record", "役職", "係長").await?;
            window.rail("機関").await?;
            window.click_words_in(".master", "機関を加える").await?;
            window
                .write(".new-record", "事業所名", "川瀬診療所")
                .await?;
            // A meeting that is not made yet.
            window.rail("会議").await?;
            window
                .click_words_in(".meeting-list header", "会議を作る")
                .await?;
            window
                .write("form.new-meeting", "会議", "川瀬町の夜を話す会")
                .await?;
            // A contact being logged, its dialog closed again.
            window
                .page_keys(&format!("{}n{}", key::CONTROL, key::RELEASE))
                .await?;
            window
                .write("dialog[open]", "ひとこと", "退院の支度について")
                .await?;
            window.click("dialog[open] header button").await?;
            window.click(".meeting-pane .back").await?;
            // At last a word that the IME has not settled, in a line that the ledger does not have.
            window
                .click_words_in(".meeting-rows", "顔つなぎ茶話会")
                .await?;
            window
                .find("article.meeting:not([aria-busy]) li.line.tail")
                .await?;
            compose(&window, "li.line.tail textarea.text", "つぎはみなとで").await?;
            tokio::time::sleep(std::time::Duration::from_millis(1_200)).await;
            Ok(())
        })
        .await?;
        window.kill()?;

        let window = Window::open_in(folder.path(), &["--sample"]).await?;
        watched(&window, async {
            window.page_keys(&format!("{}n{}", key::CONTROL, key::RELEASE)).await?;
            window.says("dialog[open]", "書きかけを戻しました").await?;
            stands(&window, "dialog[open]", "ひとこと", "退院の支度について").await?;
            window.click("dialog[open] header button").await?;
            window.rail("人").await?;
            window.click_words_in(".master", "人を加える").await?;
            stands(&window, ".new-record", "名前", "仁平 さゆり").await?;
            stands(&window, ".new-record", "役職", "係長").await?;
            // Thrown away, and brought back after all.
            window.click_words_in(".new-record .restored", "消す").await?;
            stands(&window, ".new-record", "名前", "").await?;
            window.click_words_in(".new-record .restored", "元に戻す").await?;
            stands(&window, ".new-record", "名前", "仁平 さゆり").await?;
            window.rail("機関").await?;
            window.click_words_in(".master", "機関を加える").await?;
            stands(&window, ".new-record", "事業所名", "川瀬診療所").await?;
            window.rail("会議").await?;
            window.click_words_in(".meeting-list header", "会議を作る").await?;
            stands(&window, "form.new-meeting", "会議", "川瀬町の夜を話す会").await?;
            window.click(".meeting-pane .back").await?;
            window.click_words_in(".meeting-rows", "顔つなぎ茶話会").await?;
            window.says("article.meeting .restored", "書きかけを戻しました").await?;
            let lines = window
                .script(
                    "return [...document.querySelectorAll('li.line textarea.text')].filter((e) => e.value === 'つぎはみなとで').length",
                    Vec::new(),
                )
                .await?;
            hold(lines == json!(1), || format!("{lines} lines stand again"))?;
            // Saved by itself now: an operation that undo takes back, and no draft any more.
            window.says("footer.status", "取り消せる操作").await
        })
        .await?;
        window.close().await
    });
}

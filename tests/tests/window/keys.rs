use kaotsunagi_tests::steps::{hold, key, people};
use kaotsunagi_tests::window::{Step, Window};
use serde_json::json;

use crate::{alone, in_a_window, watched};

/// A key as an IME leaves it: first composing, then, as WebKit does, after it with key code 229. Without `composes` as typed.
async fn press(window: &Window, name: &str, control: bool, composes: bool) -> Step {
    const PRESS: &str = "const [key, ctrlKey, composes] = arguments;\
        const send = (more, code) => {\
            const event = new KeyboardEvent('keydown', { key, code: key, ctrlKey, bubbles: true, cancelable: true, ...more });\
            if (code) Object.defineProperty(event, 'keyCode', { get: () => code });\
            document.activeElement.dispatchEvent(event);\
        };\
        if (composes) { send({ isComposing: true }, 0); send({}, 229); } else send({}, 0);";
    window
        .script(PRESS, vec![json!(name), json!(control), json!(composes)])
        .await?;
    tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    Ok(())
}

#[test]
fn while_an_ime_composes_no_key_means_anything() {
    in_a_window(&["--sample"], async |window| {
        people::search(window, "たかさき").await?;
        press(window, "Enter", false, true).await?;
        press(window, "Escape", false, true).await?;
        hold(window.count("#hits [role=option]").await? > 0, || {
            "a composing key closed the hits".to_owned()
        })?;
        press(window, "Enter", false, false).await?;
        window.says(".record-card h1", "髙﨑 恵").await?;

        window
            .page_keys(&format!("{}n{}", key::CONTROL, key::RELEASE))
            .await?;
        window
            .write("dialog[open]", "ひとこと", "電話で相談")
            .await?;
        // Escape closes a dialog by the browser's own hand, which no made-up key can test.
        press(window, "Enter", true, true).await?;
        hold(window.count("dialog[open]").await? == 1, || {
            "a composing key closed the quick dialog".to_owned()
        })?;
        press(window, "Enter", true, false).await?;
        // Refused for want of a person, in words: the key arrived this time.
        window.says("dialog[open] [role=alert]", "相手").await?;
        window.click("dialog[open] header button").await?;

        window.rail("会議").await?;
        window
            .click_words_in(".meeting-rows", "顔つなぎ茶話会")
            .await?;
        window
            .write("article.meeting li.line.tail", "記録", "みなと")
            .await?;
        let lines = window.count("li.line").await?;
        press(window, "Enter", false, true).await?;
        hold(window.count("li.line").await? == lines, || {
            "a composing Enter began a line".to_owned()
        })?;
        let still = window
            .script("return document.activeElement.value", Vec::new())
            .await?;
        hold(still == json!("みなと"), || {
            format!("a composing Enter left the line for one with {still}")
        })?;
        press(window, "Enter", false, false).await?;
        let left = window
            .script("return document.activeElement.value", Vec::new())
            .await?;
        hold(left == json!(""), || {
            "Enter no longer leads to the next line".to_owned()
        })
    });
}

#[test]
fn the_last_write_is_taken_back_also_after_the_app_was_closed() {
    alone(async {
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        let window = Window::open_in(folder.path(), &["--sample"]).await?;
        let steps = async {
            let before = window.rail_count("people").await?;
            people::add(
                &window,
                "仁平 さゆり",
                "にへい さゆり",
                "保健師",
                "みどり野市 高齢福祉課",
                "係長",
            )
            .await?;
            window.undo().await?;
            let back = window.rail_count("people").await?;
            hold(back == before, || {
                format!("{before} people before, {back} after taking back")
            })?;
            people::add(
                &window,
                "仁平 さゆり",
                "にへい さゆり",
                "保健師",
                "みどり野市 高齢福祉課",
                "係長",
            )
            .await
        };
        watched(&window, steps).await?;
        let with_her = window.rail_count("people").await?;
        window.close().await?;

        let window = Window::open_in(folder.path(), &["--sample"]).await?;
        let steps = async {
            window.says("footer.status", "取り消せる操作").await?;
            let kept = window.rail_count("people").await?;
            hold(kept == with_her, || {
                format!("{with_her} people were closed in, {kept} came out")
            })?;
            window.undo().await?;
            let back = window.rail_count("people").await?;
            hold(back == with_her - 1, || {
                format!("{with_her} people, and {back} after taking back")
            })?;
            window
                .page_keys(&format!("{}y{}", key::CONTROL, key::RELEASE))
                .await?;
            window.says(".toasts", "やり直しました").await?;
            hold(window.rail_count("people").await? == with_her, || {
                "what was taken back did not come again".to_owned()
            })
        };
        watched(&window, steps).await?;
        window.close().await
    });
}

#[test]
fn an_encounter_is_logged_in_a_few_keys() {
    in_a_window(&["--sample"], async |window| {
        window.says("#screen", "次に会う").await?;
        window
            .page_keys(&format!("{}n{}", key::CONTROL, key::RELEASE))
            .await?;
        window.until("the caret in the dialog", "return document.activeElement?.closest('dialog[open]') !== null && document.activeElement.getAttribute('role') === 'combobox'", Vec::new()).await?;
        window.keys("つくい").await?;
        window.says("dialog[open] .choices", "津久井 翠").await?;
        window.keys(key::ENTER).await?;
        window.says("dialog[open] .chip", "津久井 翠").await?;
        window
            .write("dialog[open]", "ひとこと", "退院の支度について電話で相談")
            .await?;
        window
            .keys(&format!("{}{}{}", key::CONTROL, key::ENTER, key::RELEASE))
            .await?;
        window.says(".toasts", "接点を記録しました").await?;
        people::find(window, "津久井 翠", &["つくい"]).await?;
        window
            .says(".record-card", "退院の支度について電話で相談")
            .await
    });
}

use kaotsunagi_tests::steps::hold;
use kaotsunagi_tests::window::{Step, Window};

use crate::in_a_window;

/// Every screen of the rail and of the footer.
const SCREENS: &[&str] = &[
    "today",
    "people",
    "organisations",
    "map",
    "meetings",
    "issues",
    "stages",
    "resources",
    "exchange",
    "settings",
    "start",
];

/// Chooses a language in the settings.
pub(crate) async fn speak(window: &Window, language: &str) -> Step {
    window.go("#/settings").await?;
    window
        .click(&format!("input[name=language][value={language}]"))
        .await?;
    window
        .until(
            "the other language",
            "return document.documentElement.lang === arguments[0]",
            vec![language.into()],
        )
        .await
}

#[test]
fn english_leaves_no_japanese_word_in_the_frame() {
    // Words of the frame and of headings and controls; names of records and of places are Japanese in any language.
    const JAPANESE: &str = "const isJapanese = /[\\u3041-\\u30ff\\u3400-\\u9fff]/;\
        const own = (e) => [...e.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data.trim()).join(' ');\
        const frame = [...document.querySelectorAll('nav.rail, nav.rail *:not(small), .top, .top *, footer.status, footer.status *')];\
        const inside = [...document.querySelectorAll('#screen h1, #screen h2, #screen th, #screen legend, #screen label > span:first-child, #screen .chip-select option:first-child')];\
        const words = [];\
        for (const e of [...frame, ...inside]) {\
            if (!e.checkVisibility() || e.closest('[lang=ja]') || e.closest('fieldset')?.querySelector('[name=language]')) continue;\
            for (const said of [own(e), e.getAttribute('aria-label'), e.getAttribute('placeholder'), e.getAttribute('title')]) if (said && isJapanese.test(said)) words.push(`${e.tagName}.${e.className}: ${said}`);\
        }\
        return words;";
    in_a_window(&["--sample"], async |window| {
        speak(window, "en").await?;
        let mut left = Vec::new();
        for screen in SCREENS {
            window.go(&format!("#/{screen}")).await?;
            window
                .until(
                    "the screen",
                    "return document.querySelector('#screen').dataset.screen === arguments[0]",
                    vec![(*screen).into()],
                )
                .await?;
            tokio::time::sleep(std::time::Duration::from_millis(600)).await;
            let words = window.script(JAPANESE, Vec::new()).await?;
            left.extend(
                words
                    .as_array()
                    .into_iter()
                    .flatten()
                    .map(|word| format!("{screen}: {word}")),
            );
        }
        hold(left.is_empty(), || {
            format!("Japanese in English:\n{}", left.join("\n"))
        })?;
        speak(window, "ja").await?;
        window.says("nav.rail", "つながり").await
    });
}

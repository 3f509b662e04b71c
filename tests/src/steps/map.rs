//! The map: switched, focused by keys, filtered by its legend, read as a table, given out as drawn.

use std::path::Path;

use crate::outside;
use crate::steps::{hold, key};
use crate::window::{Step, Window};

/// Opens the map and waits until it is drawn.
///
/// # Errors
/// With what went wrong.
pub async fn open(window: &Window) -> Step {
    window.rail("つながり").await?;
    window.says(".map-note", "台帳に記録された範囲").await?;
    window
        .until(
            "people on the map",
            "return /[1-9]\\d*人/.test(document.querySelector('.map-note').textContent)",
            Vec::new(),
        )
        .await
}

/// People, organisations, people.
///
/// # Errors
/// With what went wrong.
pub async fn switch(window: &Window) -> Step {
    window.click("[data-kind=organisation]").await?;
    window.says(".map-note", "機関").await?;
    hold(
        window
            .count("[data-kind=organisation][aria-checked=true]")
            .await?
            == 1,
        || "the switch does not show 機関".to_owned(),
    )?;
    window.click("[data-kind=person]").await?;
    window.says(".map-note", "人").await
}

/// From herself, by keys alone: near, one step further, all again.
///
/// # Errors
/// With what went wrong.
pub async fn focus(window: &Window) -> Step {
    let stage = window.find(".map-stage").await?;
    let keys = async |keys: &str| {
        stage
            .send_keys(keys)
            .await
            .map_err(|error| format!("keys on the map: {error}"))
    };
    keys(key::HOME).await?;
    window.says(".map-card", "有働 さやか").await?;
    keys(key::ENTER).await?;
    window.says(".hidden-banner", "有働 さやかから1歩").await?;
    keys("+").await?;
    window.says(".hidden-banner", "有働 さやかから2歩").await?;
    keys("-").await?;
    window.says(".hidden-banner", "有働 さやかから1歩").await
}

/// Takes focus and filters away with Escape.
///
/// # Errors
/// With what went wrong.
pub async fn all_again(window: &Window) -> Step {
    let stage = window.find(".map-stage").await?;
    for _ in 0..3 {
        stage
            .send_keys(key::ESCAPE)
            .await
            .map_err(|error| error.to_string())?;
    }
    window
        .until(
            "no banner",
            "return document.querySelector('.hidden-banner').hidden",
            Vec::new(),
        )
        .await
}

/// A sign of the legend hides its group; the banner says how many, one click shows them.
///
/// # Errors
/// With what went wrong.
pub async fn legend(window: &Window) -> Step {
    window.click(".map-legend [data-group=hospital]").await?;
    window.says(".hidden-banner", "隠しています").await?;
    hold(
        window
            .count(".map-legend [data-group=hospital][aria-pressed=false]")
            .await?
            == 1,
        || "the legend does not show what it hides".to_owned(),
    )?;
    window.click(".hidden-banner").await?;
    window
        .until(
            "no banner",
            "return document.querySelector('.hidden-banner').hidden",
            Vec::new(),
        )
        .await
}

/// The same as a table.
///
/// # Errors
/// With what went wrong.
pub async fn table(window: &Window) -> Step {
    window.click_words_in(".map-do", "表で見る").await?;
    window.says(".map-rows", "髙﨑 恵").await?;
    hold(window.count(".map-rows tbody tr").await? >= 10, || {
        "the table shows too few rows".to_owned()
    })
}

/// The picture again.
///
/// # Errors
/// With what went wrong.
pub async fn picture(window: &Window) -> Step {
    window.click_words_in(".map-do", "図で見る").await?;
    window
        .until(
            "the picture",
            "return !document.querySelector('.map-stage').hidden",
            Vec::new(),
        )
        .await
}

/// As drawn, into `map.svg` and `map.png` of a folder.
///
/// # Errors
/// With what went wrong.
pub async fn export(window: &Window, folder: &Path) -> Step {
    for (ending, words) in [("svg", "SVG"), ("png", "PNG")] {
        let file = folder.join(format!("map.{ending}"));
        window.click(".map-do summary").await?;
        window.click_words_in(".map-do .menu-items", words).await?;
        window.answer_dialog(&file).await?;
        window.says(".toasts", &format!("map.{ending}")).await?;
    }
    let text = outside::text_of_svg(&folder.join("map.svg"))?;
    for words in [
        "有働 さやか",
        "がん治療病院側",
        "地域側",
        "台帳に記録された範囲",
    ] {
        hold(text.contains(words), || {
            format!("{words} is not in the drawing")
        })?;
    }
    for words in ["①", "②", "③", "信頼", "考え方"] {
        hold(!text.contains(words), || {
            format!("the drawing tells a level: {words}")
        })?;
    }
    let png = std::fs::read(folder.join("map.png")).map_err(|error| error.to_string())?;
    hold(png.starts_with(b"\x89PNG") && png.len() > 10_000, || {
        "map.png is no picture".to_owned()
    })
}

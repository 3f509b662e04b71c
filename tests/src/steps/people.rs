//! Somebody new with two posts, found again by kanji, kana and half-width kana.

use serde_json::json;

use crate::steps::{hold, key};
use crate::window::{Step, Window};

/// Adds a person with kana, profession and a first post, through the form.
///
/// # Errors
/// With what went wrong.
pub async fn add(
    window: &Window,
    name: &str,
    kana: &str,
    profession: &str,
    organisation: &str,
    title: &str,
) -> Step {
    let before = window.rail_count("people").await?;
    window.rail("人").await?;
    window.click_words_in(".master", "人を加える").await?;
    let form = ".new-record";
    window.write(form, "名前", name).await?;
    window.write(form, "ふりがな", kana).await?;
    window.choose(form, "職種", profession).await?;
    window
        .pick(form, "機関", organisation, organisation)
        .await?;
    window.write(form, "役職", title).await?;
    window.keys(key::ENTER).await?;
    window
        .says(".record-card h1, .record-card h2", name)
        .await?;
    hold(window.rail_count("people").await? == before + 1, || {
        format!("{name} is not counted in the rail")
    })
}

/// Gives the open person a second post from one day to another; an empty `to` leaves it lasting.
///
/// # Errors
/// With what went wrong.
pub async fn second_post(
    window: &Window,
    organisation: &str,
    title: &str,
    from: &str,
    to: &str,
) -> Step {
    let posts = "[aria-label='所属'].card";
    window.click_words_in(posts, "所属を加える").await?;
    let form = "[aria-label='所属を加える']";
    window
        .pick(form, "機関", organisation, organisation)
        .await?;
    window.write(form, "役職", title).await?;
    window.write(form, "いつから", from).await?;
    if !to.is_empty() {
        window.write(form, "いつまで", to).await?;
    }
    window.click_words_in(form, "加える").await?;
    if !to.is_empty() {
        window.click_words_in(posts, "過去の所属").await?;
    }
    window.says(posts, organisation).await
}

/// The first post of the open person begins on a day.
///
/// # Errors
/// With what went wrong.
pub async fn first_post_begins(
    window: &Window,
    organisation: &str,
    from: &str,
    shown: &str,
) -> Step {
    let posts = "[aria-label='所属'].card";
    window
        .click(&format!("[aria-label='{organisation}の所属を直す']"))
        .await?;
    window
        .write(&format!("{posts} li.post"), "いつから", from)
        .await?;
    window.keys(key::ENTER).await?;
    window.says(posts, shown).await?;
    window
        .click_words_in(&format!("{posts} li.post"), "閉じる")
        .await
}

/// Types into the search box; the words of the hits, best first.
///
/// # Errors
/// With what went wrong.
pub async fn search(window: &Window, text: &str) -> Step<Vec<String>> {
    window
        .page_keys(&format!("{}k{}", key::CONTROL, key::RELEASE))
        .await?;
    window
        .until(
            "the focus in the search box",
            "return document.activeElement?.type === 'search'",
            Vec::new(),
        )
        .await?;
    window
        .script(
            "window.heard = document.querySelector('[role=status]').textContent",
            Vec::new(),
        )
        .await?;
    window.fill(".search input", text).await?;
    window
        .until(
            &format!("hits of {text}"),
            "return !document.querySelector('#hits').hidden",
            Vec::new(),
        )
        .await?;
    // The list follows the last letter a moment later.
    tokio::time::sleep(std::time::Duration::from_millis(250)).await;
    let hits = window
        .script(
            "return [...document.querySelectorAll('#hits [role=option]')].map((e) => e.innerText)",
            Vec::new(),
        )
        .await?;
    Ok(hits
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|hit| hit.as_str().map(str::to_owned))
        .collect())
}

/// Finds somebody by each of the texts and opens the card with Enter.
///
/// # Errors
/// When one of them does not find the person.
pub async fn find(window: &Window, name: &str, texts: &[&str]) -> Step {
    for text in texts {
        window.rail("今日").await?;
        let hits = search(window, text).await?;
        let place = hits
            .iter()
            .position(|hit| hit.contains(name))
            .ok_or_else(|| format!("{text} does not find {name}, only {hits:?}"))?;
        window
            .keys(&format!("{}{}", key::DOWN.repeat(place), key::ENTER))
            .await?;
        window
            .says(".record-card h1, .record-card h2", name)
            .await?;
    }
    window
        .until(
            "an empty search box",
            "return document.querySelector('.search input').value === arguments[0]",
            vec![json!("")],
        )
        .await
}

//! Between two coordinators: a pack given, looked at and taken in.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::steps::hold;
use crate::window::{Step, Window, built};

/// Runs the command line on a ledger that no window has open; packs are sealed with what `secret` has in it.
///
/// # Errors
/// With what it said.
pub fn by_command_line(ledger: &Path, secret: &Path, words: &[&str]) -> Step<Value> {
    let done = Command::new(built("kaotsunagi")?)
        .args(["--json", "--language", "ja", "--ledger"])
        .arg(ledger)
        .args(words)
        .env("KAOTSUNAGI_SEAL_FILE", secret)
        .env("KAOTSUNAGI_HOME", secret.parent().unwrap_or(ledger))
        .output()
        .map_err(|error| format!("kaotsunagi: {error}"))?;
    if done.status.success() {
        Ok(serde_json::from_slice(&done.stdout).unwrap_or(Value::Null))
    } else {
        let said = String::from_utf8_lossy(&done.stderr);
        Err(format!("kaotsunagi {words:?}: {said}"))
    }
}

/// Writes a pack for a colleague, sealed with a passphrase, after the receipt was seen.
///
/// # Errors
/// With what went wrong.
pub async fn give(window: &Window, recipient: &str, secret: &str, file: &Path) -> Step {
    window.rail("取り込み／書き出し").await?;
    window.click_words_in(".colleagues", "同僚へ渡す").await?;
    window.says(".receipt", "件（うち人").await?;
    window.says(".receipt", "入らないもの").await?;
    window.write(".pack", "相手", recipient).await?;
    for place in ["first-of-type", "last-of-type"] {
        window
            .fill(&format!(".pack input[type=password]:{place}"), secret)
            .await?;
    }
    window.click("[data-give]").await?;
    window.answer_dialog(file).await?;
    window.says(".toasts", "kaotsunagi-pack").await
}

/// Opens a pack with the passphrase and waits for its desk.
///
/// # Errors
/// With what went wrong.
pub async fn open(window: &Window, secret: &str, file: &Path) -> Step {
    window.rail("取り込み／書き出し").await?;
    window
        .click_words_in(".colleagues", "受け取ったパックを開く")
        .await?;
    window.answer_dialog(file).await?;
    let field = ".colleagues form input[type=password]";
    window.fill(field, secret).await?;
    window.click(".colleagues form .primary").await?;
    window.says(".desk-head h2", "さんから").await?;
    const ADD_UP: &str = "const number = (one) => Number(one.querySelector('.number').textContent);\
        const groups = [...document.querySelectorAll('.desk-groups [data-outcome]')];\
        return groups.reduce((sum, one) => sum + number(one), 0) === number(document.querySelector('[data-group=null]'));";
    let adds_up = window.script(ADD_UP, Vec::new()).await?;
    hold(adds_up == Value::Bool(true), || {
        "the groups of the pack don't add up".to_owned()
    })
}

//! A colleague's file: looked at row by row, taken in, again without a change, taken back.

use std::path::Path;

use serde_json::Value;

use crate::steps::hold;
use crate::window::{Step, Window};

/// Rows by outcome, as the desk shows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    pub read: u64,
    pub new: u64,
    pub updated: u64,
    pub unchanged: u64,
    pub doubtful: u64,
    pub rejected: u64,
}

impl Counts {
    /// Whether the five make up all that was read.
    #[must_use]
    pub fn add_up(&self) -> bool {
        self.read == self.new + self.updated + self.unchanged + self.doubtful + self.rejected
    }
}

/// Chooses a file in the native dialog and waits for the desk with its rows. The file is first copied beside the ledger under
/// a name of Latin letters: the keys of a virtual display know no others.
///
/// # Errors
/// With what went wrong.
pub async fn look_at(window: &Window, file: &Path) -> Step<Counts> {
    let ending = file
        .extension()
        .map(|ending| ending.to_string_lossy().into_owned())
        .unwrap_or_default();
    let name = format!("list.{ending}");
    let bytes = std::fs::read(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let copy = window.home.join(&name);
    crate::write(&copy, &bytes)?;
    window.rail("取り込み／書き出し").await?;
    window.click_words_in("#screen", "ファイルを選ぶ").await?;
    window.answer_dialog(&copy).await?;
    on_the_desk(window, &name).await
}

/// The file on the desk read anew, against the ledger as it is now.
///
/// # Errors
/// With what went wrong.
pub async fn look_at_again(window: &Window) -> Step<Counts> {
    const FILE: &str = "return document.querySelector('.desk-head h2').textContent";
    let name = window
        .script(FILE, Vec::new())
        .await?
        .as_str()
        .unwrap_or_default()
        .to_owned();
    // The way of a file dropped onto the window; the dialog has handed its path out already.
    let path = window.home.join(&name);
    window.go("#/today").await?;
    window.says("#screen", "次に会う").await?;
    window
        .script(
            "location.hash = `#/exchange?${new URLSearchParams({ file: arguments[0] })}`",
            vec![path.to_string_lossy().into()],
        )
        .await?;
    on_the_desk(window, &name).await
}

async fn on_the_desk(window: &Window, name: &str) -> Step<Counts> {
    window.says(".desk-head h2", name).await?;
    let counts = counts(window).await?;
    hold(counts.add_up(), || {
        format!("{name}: the five do not add up to what was read: {counts:?}")
    })?;
    hold(counts.read > 0, || format!("{name}: nothing was read"))?;
    Ok(counts)
}

/// The numbers on the desk.
///
/// # Errors
/// Of the driver, or when one is missing.
pub async fn counts(window: &Window) -> Step<Counts> {
    const READ: &str = "const number = (words) => Number(/\\d+/.exec(words ?? '')?.[0] ?? -1);\
        const of = (kind) => number(document.querySelector(`[data-outcome=${kind}]`)?.textContent);\
        return [number([...document.querySelectorAll('.desk-head span')].find((e) => e.textContent.includes('読みました'))?.textContent),\
            of('new'), of('updated'), of('unchanged'), of('doubtful'), of('rejected')];";
    let numbers: Vec<u64> = window
        .script(READ, Vec::new())
        .await?
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_u64)
        .collect();
    match numbers.as_slice() {
        &[read, new, updated, unchanged, doubtful, rejected] => Ok(Counts {
            read,
            new,
            updated,
            unchanged,
            doubtful,
            rejected,
        }),
        other => Err(format!("the desk shows no counts: {other:?}")),
    }
}

/// Takes in what stands on the desk.
///
/// # Errors
/// With what went wrong.
pub async fn take_in(window: &Window, source: &str) -> Step {
    window.write(".desk-foot", "誰から", source).await?;
    window.click("[data-import]").await?;
    window.says(".desk-foot", "取り込みました").await
}

/// Leaves the desk.
///
/// # Errors
/// With what went wrong.
pub async fn leave(window: &Window) -> Step {
    window.click_words_in(".desk-head", "閉じる").await?;
    window.says("#screen", "これまでに取り込んだファイル").await
}

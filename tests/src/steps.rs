//! What a coordinator can do at the end, done by clicking and typing in the real window. The tour and the tests share it.

pub mod exchange;
pub mod ledger;
pub mod map;
pub mod meeting;
pub mod minutes;
pub mod pack;
pub mod people;
pub mod stages;
pub mod today;

use std::path::PathBuf;

use crate::window::{Step, Window};

/// Keys as WebDriver names them.
pub mod key {
    pub const ENTER: &str = "\u{E007}";
    pub const ESCAPE: &str = "\u{E00C}";
    pub const HOME: &str = "\u{E011}";
    pub const DELETE: &str = "\u{E017}";
    pub const DOWN: &str = "\u{E015}";
    /// Held until [`RELEASE`].
    pub const CONTROL: &str = "\u{E009}";
    /// Held until [`RELEASE`].
    pub const SHIFT: &str = "\u{E008}";
    /// Held until [`RELEASE`].
    pub const ALT: &str = "\u{E00A}";
    pub const RELEASE: &str = "\u{E000}";
}

/// `Ok` when it holds, otherwise the sentence.
///
/// # Errors
/// With the sentence.
pub fn hold(holds: bool, sentence: impl FnOnce() -> String) -> Step {
    if holds { Ok(()) } else { Err(sentence()) }
}

/// A file of the sample region.
#[must_use]
pub fn sample_file(name: &str) -> PathBuf {
    let file = PathBuf::from(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../assets/sample-region"
    ))
    .join(name);
    file.canonicalize().unwrap_or(file)
}

impl Window {
    /// Keys on the page itself, not in a field.
    ///
    /// # Errors
    /// Of the driver.
    pub async fn page_keys(&self, keys: &str) -> Step {
        self.script("document.activeElement?.blur()", Vec::new())
            .await?;
        self.find("body")
            .await?
            .send_keys(keys)
            .await
            .map_err(|error| format!("keys: {error}"))
    }

    /// Takes the last operation back with Ctrl+Z.
    ///
    /// # Errors
    /// When nothing is said to be taken back.
    pub async fn undo(&self) -> Step {
        self.page_keys(&format!("{}z{}", key::CONTROL, key::RELEASE))
            .await?;
        self.says(".toasts", "取り消しました").await
    }

    /// The number beside a word of the rail, waited for.
    ///
    /// # Errors
    /// When there is none in time.
    pub async fn rail_count(&self, screen: &str) -> Step<u64> {
        const COUNT: &str = "const words = document.querySelector(`nav.rail a[href='#/${arguments[0]}'] span`)?.textContent;\
            return words ? Number(words) : null;";
        for _ in 0..100 {
            if let Some(count) = self.script(COUNT, vec![screen.into()]).await?.as_u64() {
                return Ok(count);
            }
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
        Err(format!("the rail does not count {screen}"))
    }

    /// The rail counts so many, at once or soon: it follows a change when the frame has heard of it.
    pub async fn rail_counts(&self, screen: &str, wanted: u64) -> Step {
        let mut seen = 0;
        for _ in 0..100 {
            seen = self.rail_count(screen).await?;
            if seen == wanted {
                return Ok(());
            }
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
        Err(format!("{seen} {screen} in the rail, not {wanted}"))
    }
}

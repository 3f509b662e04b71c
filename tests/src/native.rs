//! The native file dialogs of the window: GTK windows of their own, which only keys of the display reach.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::window::{PATIENCE, Step, Window};

impl Window {
    /// Types a path into the native file dialog that is open now, and accepts it.
    ///
    /// # Errors
    /// When no dialog comes or it does not close.
    pub async fn answer_dialog(&self, path: &Path) -> Step {
        let window = self.dialog().await?;
        let path = path.to_string_lossy().into_owned();
        let xdotool = |words: &[&str]| self.xdotool(words);
        xdotool(&["windowfocus", &window])?;
        tokio::time::sleep(Duration::from_millis(400)).await;
        // Ctrl+L opens GTK's field for a place, Ctrl+A takes whatever was suggested in it. Opening takes a moment, in which
        // letters would be lost.
        xdotool(&["key", "ctrl+l"])?;
        tokio::time::sleep(Duration::from_millis(700)).await;
        xdotool(&["key", "ctrl+a"])?;
        xdotool(&["type", "--delay", "15", &path])?;
        tokio::time::sleep(Duration::from_millis(400)).await;
        xdotool(&["key", "Return"])?;
        let end = std::time::Instant::now() + PATIENCE;
        while std::time::Instant::now() < end {
            if self.dialogs()?.is_empty() {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(300)).await;
            // The first Return may only have closed the list of completions.
            let _ = xdotool(&["key", "Return"]);
        }
        Err(format!("the file dialog did not take {path}"))
    }

    async fn dialog(&self) -> Step<String> {
        let end = std::time::Instant::now() + PATIENCE;
        while std::time::Instant::now() < end {
            if let Some(window) = self.dialogs()?.into_iter().next() {
                return Ok(window);
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        Err("no file dialog came".to_owned())
    }

    /// Visible windows of the display beside the app's own.
    fn dialogs(&self) -> Step<Vec<String>> {
        let all = self.xdotool(&["search", "--onlyvisible", "--name", "."]).unwrap_or_default();
        Ok(all
            .lines()
            .filter(|window| self.xdotool(&["getwindowname", window]).is_ok_and(|name| !name.contains("顔つなぎ")))
            .map(str::to_owned)
            .collect())
    }

    fn xdotool(&self, words: &[&str]) -> Step<String> {
        let output = Command::new("xdotool")
            .args(words)
            .env("DISPLAY", &self.display.name)
            .output()
            .map_err(|error| format!("xdotool: {error}"))?;
        if output.status.success() {
            Ok(String::from_utf8_lossy(&output.stdout).into_owned())
        } else {
            Err(format!("xdotool {}: {}", words.join(" "), String::from_utf8_lossy(&output.stderr)))
        }
    }
}

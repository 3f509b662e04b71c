//! The native file dialogs of the window: GTK windows of their own, which only keys of the display reach.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::window::{PATIENCE, Step, Window};

/// Settings of GTK for the dialogs of one window, in a folder to be named by `XDG_CONFIG_HOME`: the field for a place is open
/// from the beginning, and nothing of whoever runs the tests is read or changed.
pub(crate) fn settings_of_dialogs(config: &Path) -> Step {
    const SETTINGS: &[u8] =
        b"[org/gtk/settings/file-chooser]\nlocation-mode='filename-entry'\nstartup-mode='cwd'\n";
    crate::write(&config.join("glib-2.0/settings/keyfile"), SETTINGS)
}

impl Window {
    /// Types a path into the native file dialog that is open now, and accepts it.
    ///
    /// # Errors
    /// When no dialog comes or it does not close.
    pub async fn answer_dialog(&self, path: &Path) -> Step {
        let path = path.to_string_lossy().into_owned();
        // A busy machine may lose keys while the dialog still builds itself up: then all is typed again.
        for _ in 0..4 {
            let window = self.dialog().await?;
            self.focus_on(&window).await?;
            tokio::time::sleep(Duration::from_millis(300)).await;
            // The field for a place stands open (see `settings_of_dialogs`); Ctrl+A takes whatever was suggested in it.
            self.xdotool(&["key", "ctrl+a"])?;
            self.xdotool(&["type", "--delay", "12", &path])?;
            tokio::time::sleep(Duration::from_millis(300)).await;
            // The first Return may only close the list of completions.
            for _ in 0..6 {
                let _ = self.xdotool(&["key", "Return"]);
                tokio::time::sleep(Duration::from_millis(300)).await;
                if self.dialogs()?.is_empty() {
                    return Ok(());
                }
            }
        }
        Err(format!("the file dialog did not take {path}"))
    }

    /// Gives a window the keys; without a window manager nobody else does.
    async fn focus_on(&self, window: &str) -> Step {
        for _ in 0..40 {
            let _ = self.xdotool(&["windowfocus", window]);
            tokio::time::sleep(Duration::from_millis(100)).await;
            if self
                .xdotool(&["getwindowfocus"])
                .is_ok_and(|now| now.trim() == window)
            {
                return Ok(());
            }
        }
        Err("the file dialog does not take the keys".to_owned())
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
        let all = self
            .xdotool(&["search", "--onlyvisible", "--name", "."])
            .unwrap_or_default();
        Ok(all
            .lines()
            .filter(|window| {
                self.xdotool(&["getwindowname", window])
                    .is_ok_and(|name| !name.contains("顔つなぎ"))
            })
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
            Err(format!(
                "xdotool {}: {}",
                words.join(" "),
                String::from_utf8_lossy(&output.stderr)
            ))
        }
    }
}

//! A virtual display of our own: windows of the tests never land on the desk of whoever runs them.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

/// A running Xvfb; ends with the value.
pub struct Display {
    server: Child,
    /// `:N`
    pub name: String,
}

impl Display {
    /// Starts Xvfb on the first free number, `width` × `height` pixels.
    ///
    /// # Errors
    /// When Xvfb is missing or does not start.
    pub fn start(width: u32, height: u32) -> Result<Self, String> {
        let screen = format!("{width}x{height}x24");
        let mut server = Command::new("Xvfb")
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                &screen,
                "-nolisten",
                "tcp",
                "-noreset",
            ])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("Xvfb: {error}"))?;
        let mut number = String::new();
        let read = server
            .stdout
            .take()
            .map(|stdout| BufReader::new(stdout).read_line(&mut number));
        match read {
            Some(Ok(length)) if length > 0 => Ok(Self {
                server,
                name: format!(":{}", number.trim()),
            }),
            _ => {
                let _ = server.kill();
                Err("Xvfb did not start".to_owned())
            }
        }
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

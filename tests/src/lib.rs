//! What the whole-program tests share: a virtual display, the real window, files and programs to look at results from outside.

pub mod clear;
pub mod display;
mod fields;
pub mod killing;
mod native;
pub mod outside;
pub mod steps;
pub mod window;

use std::path::Path;

/// Writes a file, its folder too.
///
/// # Errors
/// With the path and the system's words.
#[allow(clippy::disallowed_methods)] // pictures and fixtures: half a file harms nobody
pub fn write(file: &Path, bytes: &[u8]) -> Result<(), String> {
    let written = file
        .parent()
        .map_or(Ok(()), std::fs::create_dir_all)
        .and_then(|()| std::fs::write(file, bytes));
    written.map_err(|error| format!("{}: {error}", file.display()))
}

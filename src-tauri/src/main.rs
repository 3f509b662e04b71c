//! The shell: one window, native dialogs, and a thread that owns the ledger. No rules, no SQL.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod desk;
mod dialogs;
mod invoke;
mod opener;
mod paths;
mod window;

use std::path::PathBuf;

/// What the command line of the window says: which ledger to open first.
enum First {
    /// The start screen.
    Start,
    /// `--sample`: the sample region, made when it is not there.
    Sample,
    /// `DIR`: a ledger; the window asks for its passphrase.
    Ledger(PathBuf),
}

fn main() {
    prefer_quick_canvas();
    let first = match std::env::args_os().nth(1) {
        None => First::Start,
        Some(word) if word == "--sample" => First::Sample,
        Some(dir) => First::Ledger(PathBuf::from(dir)),
    };
    if let Err(error) = window::run(first) {
        eprintln!("顔つなぎの窓を開けませんでした / the window could not be opened: {error}");
        std::process::exit(1);
    }
}

/// Without a graphics card WebKitGTK's DMABUF renderer makes canvas several times slower, or the window blank.
/// Set only when unset, so that an override wins (screenshots by WebDriver need it on).
#[cfg(target_os = "linux")]
#[allow(unsafe_code)] // nothing else runs yet: the first line of main
fn prefer_quick_canvas() {
    const RENDERER: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
    if std::env::var_os(RENDERER).is_none() {
        // SAFETY: no other thread has been started that could read the environment at the same time.
        unsafe { std::env::set_var(RENDERER, "1") };
    }
}

#[cfg(not(target_os = "linux"))]
fn prefer_quick_canvas() {}

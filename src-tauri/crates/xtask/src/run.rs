//! The app, opened; or, where there is no display, the tour.

use crate::command::{Done, cargo, command, run as say_and_run, target};

/// Builds and opens the window.
pub(crate) fn run(words: &[String]) -> Done {
    let release = words.iter().any(|word| word == "--release");
    // The window is started from the top of the repository: a place typed elsewhere must stay where it was meant.
    let ledger = words
        .iter()
        .find(|word| !word.starts_with("--"))
        .map(|typed| {
            std::path::absolute(typed)
                .map_or_else(|_| typed.clone(), |path| path.display().to_string())
        });
    let display = ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()));
    if !display && cfg!(target_os = "linux") {
        println!("xtask: no display here; the app runs under a virtual one and shows itself");
        return tour();
    }
    build(release)?;
    let window = target()
        .join(if release { "release" } else { "debug" })
        .join("kaotsunagi-window");
    say_and_run(command(
        &window.to_string_lossy(),
        &[ledger.as_deref().unwrap_or("--sample")],
    ))
}

/// The nine steps by themselves, in the real window under a virtual display.
pub(crate) fn tour() -> Done {
    build(false)?;
    let tour = target().join("debug/tour");
    say_and_run(command(
        &tour.to_string_lossy(),
        &[&target().join("tour").to_string_lossy()],
    ))
}

/// The whole workspace: with a smaller selection of packages the next command would build what lies below them anew.
pub(crate) fn build(release: bool) -> Done {
    println!("xtask: building; the first time takes some minutes");
    let mut words = vec!["build", "--workspace"];
    if release {
        words.push("--release");
    }
    say_and_run(cargo(&words))
}

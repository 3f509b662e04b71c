//! All that CI runs, in the order in which a fault is cheapest to find.
//!
//! Every call of cargo names the whole workspace: with another selection of packages their features, and so everything below
//! them, would be built a second time.

use std::path::PathBuf;

use crate::advice::advice;
use crate::command::{Done, cargo, command, run, top};
use crate::run::build;

const PARTS: &[&str] = &["ui", "style", "rust", "window"];

/// Runs the named parts, or all.
pub(crate) fn test(words: &[String]) -> Done {
    if let Some(unknown) = words.iter().find(|word| !PARTS.contains(&word.as_str())) {
        return Err(format!(
            "no part {unknown}; there are: {}",
            PARTS.join(", ")
        ));
    }
    let wanted = |part: &str| words.is_empty() || words.iter().any(|word| word == part);
    if wanted("ui") {
        ui()?;
    }
    if wanted("style") {
        advice()?;
        run(cargo(&["fmt", "--all", "--check"]))?;
        run(cargo(&[
            "clippy",
            "--workspace",
            "--all-targets",
            "--quiet",
            "--",
            "-D",
            "warnings",
        ]))?;
    }
    if wanted("rust") {
        // The whole-program tests call the built command line.
        build(false)?;
        // Every test but those named `window`, which drive the real one below.
        run(cargo(&[
            "test",
            "--workspace",
            "--lib",
            "--bins",
            "--test",
            "[!w]*",
        ]))?;
    }
    if wanted("window") {
        build(false)?;
        run(cargo(&["test", "--workspace", "--test", "window"]))?;
    }
    Ok(())
}

/// The window's own code: types against those made from Rust, then its unit tests.
fn ui() -> Done {
    let tests = top().join("tests");
    let mut types = command(
        "node",
        &[
            "node_modules/typescript/bin/tsc",
            "--noEmit",
            "--project",
            "tsconfig.json",
        ],
    );
    types.current_dir(&tests);
    run(types)?;
    let mut files: Vec<PathBuf> = std::fs::read_dir(tests.join("ui"))
        .map_err(|error| format!("tests/ui: {error}"))?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    files.sort();
    let mut units = command("node", &["--test"]);
    units.args(files);
    run(units)
}

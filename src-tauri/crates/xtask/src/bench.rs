//! Figures, in release, each printed beside what it is compared with. Nothing here fails for being slow: machines differ.

use crate::command::{Done, cargo, command, run, target};
use crate::run::build;

/// Builds in release and prints the figures; `--faults`: rounds of faults survived.
pub(crate) fn bench(words: &[String]) -> Done {
    if words.iter().any(|word| word == "--faults") {
        return faults();
    }
    build(true)?;
    let figures = target().join("release/figures");
    run(command(&figures.to_string_lossy(), &[]))?;
    // By itself: its feature, ledgers in clear, must not come into any other build.
    let ledger = "--package kaotsunagi-ledger --features figures --example trust_figures";
    let words: Vec<&str> = ["run", "--quiet", "--release"]
        .into_iter()
        .chain(ledger.split(' '))
        .collect();
    run(cargo(&words))
}

/// In the build that has the points to crash at.
fn faults() -> Done {
    build(false)?;
    let program = target().join("debug/faults");
    run(command(&program.to_string_lossy(), &["500"]))?;
    let mut disk = cargo(&[
        "test",
        "--workspace",
        "--test",
        "faults",
        "--",
        "--nocapture",
        "nth::",
        "crash::",
    ]);
    disk.env("KAOTSUNAGI_ALL_FAULTS", "1");
    run(disk)
}

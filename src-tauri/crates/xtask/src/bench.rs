//! Figures, in release, each printed beside what it is compared with. Nothing here fails for being slow: machines differ.

use crate::command::{Done, cargo, command, run, target};
use crate::run::build;

/// Builds in release and prints the figures.
pub(crate) fn bench() -> Done {
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

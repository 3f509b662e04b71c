//! Figures, in release, each printed beside what it is compared with. Nothing here fails for being slow: machines differ.

use crate::command::{Done, cargo, command, run, target};
use crate::run::build;

/// Builds in release and prints the figures; `--faults`: rounds of faults survived; `--reading`: foreign files alone; `--matching [FOLDER]`: how well
/// people are told apart, on made lists and on the FEBRL sets in FOLDER, and how long a whole dry run takes.
pub(crate) fn bench(words: &[String]) -> Done {
    if words.iter().any(|word| word == "--faults") {
        return faults();
    }
    if words.iter().any(|word| word == "--reading") {
        return reading();
    }
    if let Some(at) = words.iter().position(|word| word == "--matching") {
        return matching(words.get(at + 1).map(String::as_str));
    }
    build(true)?;
    let figures = target().join("release/figures");
    run(command(&figures.to_string_lossy(), &[]))?;
    reading()?;
    // By itself: its feature, ledgers in clear, must not come into any other build.
    let ledger = "--package kaotsunagi-ledger --features figures --example trust_figures";
    let words: Vec<&str> = ["run", "--quiet", "--release"]
        .into_iter()
        .chain(ledger.split(' '))
        .collect();
    run(cargo(&words))
}

/// Reading 10,000 contacts in every format, and files made to harm.
fn reading() -> Done {
    run(cargo(&[
        "build",
        "--quiet",
        "--release",
        "--workspace",
        "--example",
        "reading",
    ]))?;
    let program = target().join("release/examples/reading");
    run(command(&program.to_string_lossy(), &[]))
}

/// Who is who: made Japanese lists, and the public FEBRL sets when their folder is named.
fn matching(febrl: Option<&str>) -> Done {
    run(cargo(&[
        "build",
        "--quiet",
        "--release",
        "--workspace",
        "--example",
        "matching",
    ]))?;
    let program = target().join("release/examples/matching");
    let judge = |words: &[&str]| run(command(&program.to_string_lossy(), words));
    judge(&["japanese", "1000", "1", "5"])?;
    judge(&["japanese", "10000", "1"])?;
    judge(&["japanese", "10000", "2.5"])?;
    judge(&["japanese", "10000", "1", "1", "--few-columns"])?;
    dry_run(&program)?;
    febrl.map_or(Ok(()), |folder| judge(&["febrl", folder]))
}

/// The whole way: a list against a ledger of 10,000, through the command line.
fn dry_run(matching: &std::path::Path) -> Done {
    run(cargo(&[
        "build",
        "--quiet",
        "--release",
        "--workspace",
        "--bin",
        "kaotsunagi",
        "--bin",
        "dry_run",
    ]))?;
    let lists = target().join("bench-lists");
    std::fs::create_dir_all(&lists).map_err(|error| format!("{}: {error}", lists.display()))?;
    let lists = lists.to_string_lossy();
    let make = ["japanese", "10000", "1", "1", "--write", &lists];
    run(command(&matching.to_string_lossy(), &make))?;
    let program = target().join("release/dry_run");
    run(command(&program.to_string_lossy(), &[&lists]))
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

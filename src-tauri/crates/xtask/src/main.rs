//! `cargo xtask run | test | tour | bench | setup`: everything that a newcomer needs, in one word each.
//! Knows nothing but the standard library, so that it builds at once.

mod advice;
mod bench;
mod command;
mod run;
mod setup;
mod test;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask run [--release] [LEDGER]   set up what is missing, build, open the app on the sample region or on LEDGER;
                                       without a display: the tour
cargo xtask test [PART…]               set up, then all that CI runs; PART: style, rust, ui, window
cargo xtask tour                       the nine steps by themselves in a real window; pictures and documents in target/tour
cargo xtask bench                      figures in release: screens, search, start, layout, reading, documents
cargo xtask bench --faults             500 rounds of kill -9 and every fault of the disk, none left out; takes its time
cargo xtask bench --matching [FOLDER]  precision, recall and F1 of who is who: made lists, and the FEBRL sets in FOLDER
cargo xtask setup                      only set up what is missing";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let rest = words.get(1..).unwrap_or_default();
    let done = match words.first().map(String::as_str) {
        Some("run") => setup::all().and_then(|()| run::run(rest)),
        Some("tour") => setup::all().and_then(|()| run::tour()),
        Some("test") => setup::all().and_then(|()| test::test(rest)),
        Some("bench") => setup::all().and_then(|()| bench::bench(rest)),
        Some("setup") => setup::all(),
        Some("help" | "--help" | "-h") => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        Some(_) | None => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("\nxtask: {message}");
            ExitCode::FAILURE
        }
    }
}

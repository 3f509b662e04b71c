//! `faults [ROUNDS] [SEED]`: kills the writer so often and says how often everything was as it has to be. 500 rounds when
//! nothing is said.

use std::path::Path;
use std::process::ExitCode;

use kaotsunagi_tests::killing::rounds;
use kaotsunagi_tests::window::built;

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let mut number = |otherwise| {
        words
            .next()
            .and_then(|word| word.parse().ok())
            .unwrap_or(otherwise)
    };
    let (wanted, seed) = (number(500), number(20_261_122));
    let done = || -> Result<(), String> {
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        let old =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/ledgers/schema-1-passphrase.db");
        let began = std::time::Instant::now();
        let wanted = u32::try_from(wanted).unwrap_or(u32::MAX);
        let result = rounds(&built("writer")?, &old, folder.path(), wanted, seed);
        if result.is_err() {
            // To be looked at.
            let _ = folder.keep();
        }
        let report = result?;
        println!(
            "kill -9: {} of {wanted} rounds survived, {} of them in the middle of a piece of work ({} found done), {} acknowledged; {:.0} s",
            report.survived,
            report.in_the_middle,
            report.done_untold,
            report.acknowledged,
            began.elapsed().as_secs_f64(),
        );
        Ok(())
    };
    match done() {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("faults: {sentence}");
            ExitCode::FAILURE
        }
    }
}

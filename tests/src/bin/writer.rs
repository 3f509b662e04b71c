//! `writer DIR PASSPHRASE SEED PIECES`: works in a ledger and says so, line by line, until it is done or killed.

use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use kaotsunagi_tests::killing::{Said, work::Writer};

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [dir, passphrase, seed, pieces] = words.as_slice() else {
        eprintln!("writer DIR PASSPHRASE SEED PIECES");
        return ExitCode::from(2);
    };
    let mut say = |said: &Said| {
        let mut out = std::io::stdout().lock();
        let line = serde_json::to_string(said).unwrap_or_default();
        // Whoever listened has gone: then nobody asks for more either.
        let _ = writeln!(out, "{line}").and_then(|()| out.flush());
    };
    let seed = seed.parse().unwrap_or(0);
    let worked = Writer::open(Path::new(dir), passphrase, seed, &mut say)
        .and_then(|mut writer| writer.work(pieces.parse().unwrap_or(0)));
    match worked {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

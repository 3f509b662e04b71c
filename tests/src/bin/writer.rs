//! `writer DIR PASSPHRASE SEED PIECES`: works in a ledger and says so, line by line, until it is done or killed.
//! `writer --held DIR PASSPHRASE NAME NOTE TEXT DRAFT`: keeps a person, a word about her, a line and a draft, says `held` and waits.
//! `writer --stage STAGE FOLDER OLD`: does one stage of the work that touches several files.

use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use kaotsunagi_tests::killing::stages::{self, STAGES};
use kaotsunagi_tests::killing::{Said, work::Writer};

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if let [word, wanted, folder, old] = words.as_slice()
        && word == "--stage"
    {
        let stage = STAGES
            .into_iter()
            .find(|stage| format!("{stage:?}") == *wanted);
        let done = stage
            .ok_or_else(|| format!("no stage {wanted}"))
            .and_then(|stage| stages::run(stage, Path::new(folder), Path::new(old)));
        return ended(done);
    }
    if let [word, dir, passphrase, kept @ ..] = words.as_slice()
        && word == "--held"
    {
        let done = stages::hold(Path::new(dir), passphrase, kept).map(|session| {
            println!("held");
            // Until it is killed; for an hour, should that be forgotten.
            std::thread::sleep(std::time::Duration::from_secs(3600));
            drop(session);
        });
        return ended(done);
    }
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
    ended(worked)
}

fn ended(done: Result<(), String>) -> ExitCode {
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

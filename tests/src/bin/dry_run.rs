//! Figures, printed: a list of 10,000 people against a ledger of 10,000, end to end through the command line: an encrypted
//! ledger, a CSV file, the answer as JSON. `dry_run FOLDER`: with `known.csv`, `rows.csv` and `truth.txt` as the example
//! `matching japanese N NOISE --write FOLDER` makes them. Built in release by `cargo xtask bench --matching`.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use kaotsunagi_tests::window::built;
use serde_json::Value;

type Done<T = ()> = Result<T, String>;

/// The median of so many.
const TIMES: usize = 5;

fn main() -> ExitCode {
    let Some(folder) = std::env::args_os().nth(1) else {
        eprintln!("dry_run FOLDER");
        return ExitCode::FAILURE;
    };
    match figures(Path::new(&folder)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("dry_run: {message}");
            ExitCode::FAILURE
        }
    }
}

struct Told {
    answer: Value,
    time: Duration,
    /// The most memory that the program ever had, in MB.
    memory: u64,
}

/// The command line with a ledger in a folder of its own.
struct Line {
    program: PathBuf,
    home: tempfile::TempDir,
}

impl Line {
    fn run(&self, words: &[&str]) -> Done<Told> {
        let begun = Instant::now();
        let mut running = Command::new(&self.program)
            .arg("--json")
            .args(words)
            .env("KAOTSUNAGI_HOME", self.home.path())
            .env("KAOTSUNAGI_PASSPHRASE_FILE", self.home.path().join("words"))
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| error.to_string())?;
        let status = PathBuf::from(format!("/proc/{}/status", running.id()));
        let answer = running.stdout.take().ok_or("no output")?;
        let reader =
            std::thread::spawn(move || serde_json::from_reader(std::io::BufReader::new(answer)));
        let mut memory = 0;
        let ended = loop {
            memory = memory.max(high_water(&status));
            if let Some(ended) = running.try_wait().map_err(|error| error.to_string())? {
                break ended;
            }
            std::thread::sleep(Duration::from_millis(2));
        };
        let time = begun.elapsed();
        if !ended.success() {
            return Err(format!("{words:?} ended with {ended}"));
        }
        let answer = reader
            .join()
            .map_err(|_| "the answer could not be read".to_owned())?
            .map_err(|error| error.to_string())?;
        Ok(Told {
            answer,
            time,
            memory,
        })
    }
}

/// `VmHWM` of Linux, in MB; 0 elsewhere.
fn high_water(status: &Path) -> u64 {
    std::fs::read_to_string(status)
        .ok()
        .and_then(|text| {
            let line = text.lines().find(|line| line.starts_with("VmHWM:"))?;
            line.split_whitespace().nth(1)?.parse::<u64>().ok()
        })
        .unwrap_or(0)
        / 1024
}

fn figures(folder: &Path) -> Done {
    let home = tempfile::tempdir().map_err(|error| error.to_string())?;
    kaotsunagi_tests::write(&home.path().join("words"), "はるのみちをあるく".as_bytes())?;
    let line = Line {
        program: built("kaotsunagi")?,
        home,
    };
    let dir = line.home.path().join("x.kaotsunagi");
    let dir = dir.to_string_lossy();
    line.run(&["new", &dir, "--region", "みどり野"])?;
    let known = folder.join("known.csv").to_string_lossy().into_owned();
    let rows = folder.join("rows.csv").to_string_lossy().into_owned();
    let taken = line.run(&["--ledger", &dir, "import", &known])?;
    let people = number(&taken.answer, "new");
    println!(
        "  a ledger of {people} people made of a list in {:.2} s",
        taken.time.as_secs_f64()
    );
    let opening = median(&line, &["--ledger", &dir, "status"])?;
    let dry = median(&line, &["--ledger", &dir, "import", &rows, "--dry-run"])?;
    let (all, alone) = (dry.time.as_secs_f64(), opening.time.as_secs_f64());
    println!(
        "  dry run of {} rows: {all:.2} s with opening the ledger ({alone:.2} s), {:.2} of the 1.5 s that is asked; {} MB, {:.2} of 300",
        number(&dry.answer, "read"),
        all / 1.5,
        dry.memory,
        f64::from(u32::try_from(dry.memory).unwrap_or(u32::MAX)) / 300.0,
    );
    let truth = std::fs::read_to_string(folder.join("truth.txt"))
        .map_err(|error| format!("truth.txt: {error}"))?;
    let again = line.run(&["--ledger", &dir, "import", &known, "--dry-run"])?;
    judged(&dry.answer, &again.answer, &truth);
    Ok(())
}

fn median(line: &Line, words: &[&str]) -> Done<Told> {
    let mut told = (0..TIMES)
        .map(|_| line.run(words))
        .collect::<Done<Vec<Told>>>()?;
    told.sort_by_key(|one| one.time);
    Ok(told.swap_remove(TIMES / 2))
}

fn number(answer: &Value, key: &str) -> u64 {
    answer.get(key).and_then(Value::as_u64).unwrap_or(0)
}

fn rows_of(answer: &Value) -> impl Iterator<Item = &Value> {
    answer
        .get("rows")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
}

fn person_of(row: &Value) -> Option<&str> {
    row.pointer("/match/person")
        .and_then(Value::as_str)
        .filter(|id| !id.is_empty())
}

/// `truth` has a line for each row: `p` and the place of the known person from 0, anything else for a stranger.
fn judged(dry: &Value, known: &Value, truth: &str) {
    let line_of: HashMap<&str, u64> = rows_of(known)
        .filter_map(|row| Some((person_of(row)?, number(row, "row"))))
        .collect();
    let first = rows_of(known)
        .map(|row| number(row, "row"))
        .min()
        .unwrap_or(0);
    let truth: Vec<Option<u64>> = truth
        .lines()
        .map(|line| line.strip_prefix('p')?.parse().ok())
        .collect();
    let pairs = truth.iter().flatten().count();
    let (mut named, mut right, mut sure, mut sure_right) = (0_usize, 0_usize, 0_usize, 0_usize);
    for (row, truly) in rows_of(dry).zip(&truth) {
        let Some(person) = person_of(row) else {
            continue;
        };
        let is_right = truly.is_some() && line_of.get(person).map(|line| line - first) == *truly;
        named += 1;
        right += usize::from(is_right);
        let outcome = row.get("outcome").and_then(Value::as_str);
        if matches!(outcome, Some("updated" | "unchanged")) {
            sure += 1;
            sure_right += usize::from(is_right);
        }
    }
    let share = |part: usize, whole: usize| {
        let whole = u32::try_from(whole.max(1)).unwrap_or(u32::MAX);
        f64::from(u32::try_from(part).unwrap_or(u32::MAX)) / f64::from(whole)
    };
    let (precision, recall) = (share(right, named), share(right, pairs));
    println!(
        "  pairs {pairs}: precision {precision:.4}, recall {recall:.4}, F1 {:.4}; sure: precision {:.4}, recall {:.4}",
        2.0 * precision * recall / (precision + recall).max(f64::EPSILON),
        share(sure_right, sure),
        share(sure_right, pairs),
    );
}

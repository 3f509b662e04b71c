//! Rounds of killing: the writer is stopped at a random moment, and what it left is opened and compared.

use std::io::{BufRead as _, BufReader, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use kaotsunagi_core::{Session, border};
use serde_json::json;

use super::{Chance, Counts, Said, State, now, state};

const FIRST: &str = "みどり野の春";
/// Crash after crash on one ledger, then a new one.
const SAME_LEDGER: u32 = 10;
/// A piece of work is never waited for longer.
const LONGEST: Duration = Duration::from_millis(400);

/// What the rounds came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Rounds after which everything was as it has to be.
    pub survived: u32,
    /// Rounds in which a piece of work was under way when the writer was killed.
    pub in_the_middle: u32,
    /// Of those: work that was found done although nobody had been told so.
    pub done_untold: u32,
    /// Pieces of work that were acknowledged.
    pub acknowledged: u32,
}

/// The ledger of a row of rounds, and what is known of it.
struct Kept {
    dir: PathBuf,
    passphrase: String,
    /// `None`: no one has seen it yet.
    state: Option<State>,
}

/// What one sitting of the writer said until it was killed.
struct Heard {
    passphrase: String,
    state: Option<State>,
    /// What was under way: kind, rows that it would have come to, passphrase that it would have had.
    under_way: Option<(String, Counts, String)>,
    acknowledged: u32,
    /// What it complained about.
    complaint: String,
}

/// `number` rounds; the same seed kills at about the same places. `old` is a ledger of the first schema with the passphrase
/// 「みどり野の春」: every other row of rounds begins with it, so that migrations are killed too.
///
/// # Errors
/// What was not as it has to be, with the round and its ledger left on the disk.
pub fn rounds(
    writer: &Path,
    old: &Path,
    folder: &Path,
    number: u32,
    seed: u64,
) -> Result<Report, String> {
    let mut chance = Chance::new(seed);
    let mut report = Report::default();
    let mut kept = None;
    for round in 0..number {
        if round % SAME_LEDGER == 0 {
            kept = Some(fresh(old, folder, round)?);
        }
        let Some(kept) = kept.as_mut() else {
            return Err("no ledger".to_owned());
        };
        one(writer, kept, round, seed, &mut chance, &mut report).map_err(|sentence| {
            format!(
                "round {round}, seed {seed}, {}: {sentence}",
                kept.dir.display()
            )
        })?;
        report.survived += 1;
        if round % SAME_LEDGER == SAME_LEDGER - 1 {
            // Nothing to look at any more.
            let _ = std::fs::remove_dir_all(&kept.dir);
        }
    }
    Ok(report)
}

fn fresh(old: &Path, folder: &Path, round: u32) -> Result<Kept, String> {
    let dir = folder.join(format!("round-{round}.kaotsunagi"));
    if round.is_multiple_of(2 * SAME_LEDGER) {
        let bytes = std::fs::read(old).map_err(|error| format!("{}: {error}", old.display()))?;
        crate::write(&dir.join("ledger.db"), &bytes)?;
    } else {
        let mut session = Session::new(None, now());
        let request = json!({
            "dir": dir, "passphrase": FIRST, "region": "みどり野", "prefecture": "若葉県", "municipalities": ["みどり野市"],
            "coordinator": {"name": "木佐貫 遥", "kind": "hub"},
        });
        call(&mut session, "new_ledger", request)?;
        call(&mut session, "close_ledger", json!({}))?;
    }
    Ok(Kept {
        dir,
        passphrase: FIRST.to_owned(),
        state: None,
    })
}

fn one(
    writer: &Path,
    kept: &mut Kept,
    round: u32,
    seed: u64,
    chance: &mut Chance,
    report: &mut Report,
) -> Result<(), String> {
    let heard = kill(writer, kept, seed * 10_000 + u64::from(round), chance)?;
    report.acknowledged += heard.acknowledged;
    report.in_the_middle += u32::from(heard.under_way.is_some());
    if !heard.complaint.is_empty() {
        return Err(format!("the writer could not go on: {}", heard.complaint));
    }
    let (mut session, passphrase) = open(&kept.dir, &heard)?;
    sound(&session)?;
    let found = state(&session)?;
    if let Some(told) = &heard.state
        && *told != found
    {
        let Some((kind, counts, _)) = &heard.under_way else {
            return Err(format!("acknowledged {told:?}, found {found:?}"));
        };
        if *counts != found.counts {
            return Err(format!(
                "{kind} is there by half: {found:?}, wanted {counts:?} or {told:?}"
            ));
        }
        report.done_untold += 1;
        taken_back(&mut session, kind, told, &found)?;
    }
    backups_are_backups(&mut session)?;
    let after = state(&session)?;
    call(&mut session, "close_ledger", json!({}))?;
    *kept = Kept {
        dir: kept.dir.clone(),
        passphrase,
        state: Some(after),
    };
    Ok(())
}

/// Runs the writer, and kills it in or after the piece of work that chance says.
fn kill(writer: &Path, kept: &Kept, seed: u64, chance: &mut Chance) -> Result<Heard, String> {
    let mut child = Command::new(writer)
        .arg(&kept.dir)
        .args([&kept.passphrase, &seed.to_string(), "40"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("{}: {error}", writer.display()))?;
    let lines = child.stdout.take().map(BufReader::new);
    let mut heard = Heard {
        passphrase: kept.passphrase.clone(),
        state: kept.state.clone(),
        under_way: None,
        acknowledged: 0,
        complaint: String::new(),
    };
    let fatal = chance.below(9);
    let mut tries = 0;
    let mut began = Instant::now();
    let mut longest = Duration::from_millis(20);
    let mut killed = false;
    for line in lines
        .into_iter()
        .flat_map(BufReader::lines)
        .map_while(Result::ok)
    {
        // The last line may be cut off.
        let Ok(said) = serde_json::from_str(&line) else {
            continue;
        };
        match said {
            Said::Try {
                kind,
                counts,
                passphrase,
            } => {
                heard.under_way = Some((kind, counts, passphrase));
                if tries == fatal && !killed {
                    let most = longest.min(LONGEST).as_micros();
                    let wait = chance.below(u64::try_from(most).unwrap_or(u64::MAX));
                    std::thread::sleep(Duration::from_micros(wait));
                    child.kill().map_err(|error| error.to_string())?;
                    killed = true;
                }
                tries += 1;
                began = Instant::now();
            }
            Said::Open { state, passphrase } => {
                if let Some(before) = &heard.state
                    && *before != state
                {
                    return Err(format!("closed {before:?}, opened {state:?}"));
                }
                heard.state = Some(state);
                heard.passphrase = passphrase;
                heard.under_way = None;
            }
            Said::Done { state } => {
                longest = longest.max(began.elapsed());
                heard.state = Some(state);
                if let Some((_, _, passphrase)) = heard.under_way.take() {
                    heard.passphrase = passphrase;
                }
                heard.acknowledged += 1;
            }
        }
    }
    if let Some(mut stderr) = child.stderr.take() {
        // What can't be read was no complaint.
        let _ = stderr.read_to_string(&mut heard.complaint);
    }
    child.wait().map_err(|error| error.to_string())?;
    Ok(heard)
}

/// By the passphrase that was acknowledged; when it was just being changed by the one or the other, never by both.
fn open(dir: &Path, heard: &Heard) -> Result<(Session, String), String> {
    let mut opened = Vec::new();
    let mut said = String::new();
    let mut passphrases = vec![heard.passphrase.clone()];
    if let Some((_, _, passphrase)) = &heard.under_way
        && *passphrase != heard.passphrase
    {
        passphrases.push(passphrase.clone());
    }
    for passphrase in passphrases {
        let mut session = Session::new(None, now());
        let request = json!({"dir": dir, "passphrase": passphrase});
        match call(&mut session, "open_ledger", request) {
            Ok(_) => {
                // Closed, so that the other one may try.
                call(&mut session, "close_ledger", json!({}))?;
                opened.push(passphrase);
            }
            Err(sentence) => said.push_str(&sentence),
        }
    }
    let [passphrase] = opened.as_slice() else {
        return Err(format!("opened by {opened:?}; {said}"));
    };
    let mut session = Session::new(None, now());
    call(
        &mut session,
        "open_ledger",
        json!({"dir": dir, "passphrase": passphrase}),
    )?;
    Ok((session, passphrase.clone()))
}

fn sound(session: &Session) -> Result<(), String> {
    let ledger = session.ledger().map_err(|error| error.to_string())?;
    let report = ledger.check().map_err(|error| error.to_string())?;
    if report.is_sound() {
        Ok(())
    } else {
        Err(format!("{:?}", report.findings))
    }
}

/// Whatever has the name of a backup is one.
fn backups_are_backups(session: &mut Session) -> Result<(), String> {
    let found = call(session, "backups", json!({}))?;
    let rows = found.get("backups").and_then(serde_json::Value::as_array);
    match rows
        .into_iter()
        .flatten()
        .find(|row| row.get("sound") != Some(&json!(true)))
    {
        Some(bad) => Err(format!("no backup: {bad}")),
        None => Ok(()),
    }
}

/// Work that nobody was told of is one whole operation: taken back, everything is as it was acknowledged.
fn taken_back(
    session: &mut Session,
    kind: &str,
    told: &State,
    found: &State,
) -> Result<(), String> {
    let (there, back) = match kind {
        "Undo" => ("redo", "undo"),
        "Redo" | "Person" | "Import" | "Meeting" | "Attend" | "Line" | "Final" => ("undo", "redo"),
        _ => return Ok(()),
    };
    for (step, wanted) in [(there, told), (back, found)] {
        call(session, step, json!({}))?;
        let now = state(session)?;
        if now != *wanted {
            return Err(format!(
                "{step} after {kind}: {now:?} instead of {wanted:?}"
            ));
        }
    }
    Ok(())
}

fn call(
    session: &mut Session,
    name: &str,
    request: serde_json::Value,
) -> Result<serde_json::Value, String> {
    border::call(session, name, request)
        .ok_or_else(|| format!("no command {name}"))?
        .map_err(|problem| format!("{name}: {} {}", problem.message, problem.detail))
}

//! The way out of a damaged ledger, in words.

use std::path::Path;

use ledger::backup::Name;
use ledger::recovery::{self, From, Salvaged};
use ledger::{Error as Trouble, Passphrase};

use super::compare::label;
use super::{
    BackupRow, DamagedLedger, DamagedRequest, RecoverFrom, RecoverLedger, Recovered, automatic,
    tell,
};
use crate::session::{finding_words, frame};
use crate::words::{Words, words};
use crate::{Error, Result, Session, request};

/// What is wrong with a ledger that can't be opened, and which good backups there are; nothing is touched.
///
/// # Errors
/// `NotFound`, `WrongPassphrase`, `keys_damaged` when no copy of the keys is any better, `Busy`, `File`.
pub fn damaged_ledger(session: &mut Session, request: DamagedRequest) -> Result<DamagedLedger> {
    let dir = frame::lying_at(request::place("dir", &request.dir)?);
    close_if_open(session, &dir)?;
    let passphrase = Passphrase::new(&request.passphrase);
    let damaged = recovery::look(&dir, &passphrase, request.path.as_deref())?;
    let words = words(session.language());
    let mut findings: Vec<String> = damaged
        .report
        .findings
        .iter()
        .map(|finding| finding_words(words, finding))
        .collect();
    if damaged.keys.is_some() {
        findings.insert(0, words.get("recover.keys").to_owned());
    }
    let (good, bad): (Vec<_>, Vec<_>) = damaged
        .backups
        .iter()
        .map(|(kept, second)| tell::row(session, kept, *second))
        .partition(|row: &BackupRow| row.sound);
    let message = match (findings.is_empty(), good.first(), damaged.can_salvage) {
        (true, _, _) => words.get("recover.sound").to_owned(),
        (false, Some(newest), _) => words.fill("recover.backup", &[("at", &newest.at)]),
        (false, None, true) => words.get("recover.no_backup").to_owned(),
        (false, None, false) => words.get("recover.nothing").to_owned(),
    };
    let salvage = if damaged.can_salvage {
        words.get("recover.salvage").to_owned()
    } else {
        String::new()
    };
    Ok(DamagedLedger {
        dir: dir.display().to_string(),
        message,
        findings,
        backups: good,
        bad_backups: bad,
        can_salvage: damaged.can_salvage,
        salvage,
    })
}

/// Sets the damaged files aside untouched and makes a ledger of a backup or of what can still be read; opens it.
///
/// # Errors
/// Those of [`damaged_ledger`]; the damaged ledger is then as it was.
pub fn recover_ledger(session: &mut Session, request: RecoverLedger) -> Result<Recovered> {
    let dir = frame::lying_at(request::place("dir", &request.dir)?);
    close_if_open(session, &dir)?;
    let from = match &request.from {
        RecoverFrom::Backup(backup) => from_backup(backup.trim())?,
        RecoverFrom::Salvage => From::Salvage,
    };
    let passphrase = Passphrase::new(&request.passphrase);
    let now = session.now.utc;
    let place = request.path.as_deref();
    let recovered = recovery::recover(&dir, &passphrase, &from, place, now)?;
    let words = words(session.language());
    let lines: Vec<String> = recovered
        .salvaged
        .iter()
        .map(|one| line(words, one))
        .collect();
    let set_aside = recovered.set_aside.display().to_string();
    let key = match (&from, whole(&recovered.salvaged)) {
        (From::Backup { .. }, _) => "recover.done_backup",
        (From::Salvage, true) => "recover.done_whole",
        (From::Salvage, false) => "recover.done_part",
    };
    let ledger = recovered.ledger;
    let status = frame::open_by(session, &dir, |_| Ok(ledger))?;
    Ok(Recovered {
        message: words.fill(key, &[("aside", &set_aside)]),
        lines,
        set_aside,
        status,
    })
}

/// The lock would be in the way; one that was found damaged while it was open is closed as well as it can be.
fn close_if_open(session: &mut Session, dir: &Path) -> Result<()> {
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let open = session
        .ledger
        .as_ref()
        .is_some_and(|open| real(open.dir()) == real(dir));
    if open {
        automatic::finish(session);
        // Back to a single file when it can be; dropped it is closed in any case.
        if let Some(ledger) = session.ledger.take() {
            let _ = ledger.close();
        }
        frame::close(session)?;
    }
    Ok(())
}

fn from_backup(backup: &str) -> Result<From> {
    let (name, second) = match backup.strip_prefix(tell::SECOND) {
        Some(name) => (name, true),
        None => (backup, false),
    };
    match Name::parse(name) {
        Some(name) => Ok(From::Backup { name, second }),
        None => Err(Error::from(Trouble::BadBackup {
            backup: backup.to_owned(),
            why: Box::new(Trouble::NotFound(backup.into())),
        })),
    }
}

fn whole(salvaged: &[Salvaged]) -> bool {
    salvaged
        .iter()
        .all(|one| one.lost + one.left_out + one.cut == 0)
}

/// 人：救えた 318件、記録から作り直した 2件、失われた 0件 …; what is nothing is not said.
fn line(words: &Words, one: &Salvaged) -> String {
    let parts: Vec<String> = [
        ("recover.saved", one.saved),
        ("recover.rebuilt", one.rebuilt),
        ("recover.lost", one.lost),
        ("recover.left_out", one.left_out),
        ("recover.cut", one.cut),
    ]
    .into_iter()
    .filter(|(key, count)| *count > 0 || *key == "recover.saved")
    .map(|(key, count)| words.fill(key, &[("count", &count)]))
    .collect();
    words.fill(
        "recover.line",
        &[
            ("kind", &label(words, &one.table)),
            ("parts", &parts.join(words.get("recover.comma"))),
        ],
    )
}

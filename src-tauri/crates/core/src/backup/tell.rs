//! Backups in words.

use chrono::{DateTime, Utc};
use ledger::backup::{self, Kept, Name, Reason};
use ledger::store::Operation;
use ledger::{Error, Ledger};

use super::automatic::SecondPlace;
use super::{BackupRow, BackupStatus};
use crate::Session;
use crate::error::bad_backup_key;
use crate::words::words;

/// Stands before the name of a backup that lies at the second place.
pub(super) const SECOND: &str = "second/";

/// What the status line says.
pub(crate) fn status(session: &Session, ledger: &Ledger) -> BackupStatus {
    let words = words(session.language());
    let newest = ledger.newest_backup().ok().flatten();
    let at = newest
        .map(|name| when(session, name.at()))
        .unwrap_or_default();
    let said = match (&session.backups.failed, newest) {
        (None, None) => words.get("backup.none").to_owned(),
        (None, Some(_)) => words.fill("backup.checked", &[("at", &at)]),
        (Some(error), last) => {
            let why = words.get(why_not(error));
            match last {
                None => words.fill("backup.failed", &[("why", &why)]),
                Some(_) => words.fill("backup.failed_last", &[("why", &why), ("at", &at)]),
            }
        }
    };
    let (second_words, second_ok) = second(session, ledger, newest);
    let before_restore = backup::before_restore(ledger).ok().flatten().map(|before| {
        words.fill(
            "backup.before_restore",
            &[("at", &when(session, before.name.at()))],
        )
    });
    BackupStatus {
        words: said,
        ok: newest.is_some() && session.backups.failed.is_none(),
        second_words,
        second_ok,
        before_restore: before_restore.unwrap_or_default(),
    }
}

fn second(session: &Session, ledger: &Ledger, newest: Option<Name>) -> (String, bool) {
    let words = words(session.language());
    if ledger.backup_place().ok().flatten().is_none() {
        return (String::new(), true);
    }
    match &session.backups.second {
        SecondPlace::Done(name) => {
            let at = when(session, name.at());
            (
                words.fill("backup.second.done", &[("at", &at)]),
                Some(*name) == newest,
            )
        }
        SecondPlace::Unknown | SecondPlace::Nothing => {
            (words.get("backup.second.waiting").to_owned(), false)
        }
        SecondPlace::Missing => (words.get("backup.second.missing").to_owned(), false),
        SecondPlace::Failed(error) => (
            words.fill(
                "backup.second.failed",
                &[("why", &words.get(why_not(error)))],
            ),
            false,
        ),
    }
}

/// Why none could be made, as a key of the words.
fn why_not(error: &Error) -> &'static str {
    use std::io::ErrorKind as Kind;
    if error.is_full() {
        return "backup.why.full";
    }
    match error {
        Error::File { source, .. } => match source.kind() {
            Kind::PermissionDenied | Kind::ReadOnlyFilesystem => "backup.why.not_allowed",
            Kind::NotFound | Kind::NotADirectory | Kind::AlreadyExists => "backup.why.gone",
            _ => "backup.why.file",
        },
        Error::BadBackup { .. } => "backup.why.unchecked",
        Error::Damaged(_) | Error::WrongPassphrase(_) => "backup.why.damaged",
        Error::NotFound(_)
        | Error::AlreadyExists(_)
        | Error::Newer { .. }
        | Error::WrongRecoveryKey { .. }
        | Error::KeysMissing(_)
        | Error::KeysDamaged(_)
        | Error::Busy
        | Error::HeldBy(_)
        | Error::NoRecord { .. }
        | Error::Refused { .. }
        | Error::Database(_)
        | Error::Migration(_) => "backup.why.file",
    }
}

/// 今日 10:15, きのう 17:40, 令和8年11月20日(金) 9:05.
pub(super) fn when(session: &Session, at: DateTime<Utc>) -> String {
    let style = session.style();
    let local = at.with_timezone(&session.now.zone);
    let (day, today) = (local.date_naive(), session.now.today);
    let day = match (today - day).num_days() {
        0 | 1 => style.ago(day, today),
        _ => style.date(day),
    };
    format!("{day} {}", local.format("%H:%M"))
}

/// 会議「…」を追加（今日 10:15）
pub(super) fn operation(session: &Session, operation: &Operation) -> String {
    let words = words(session.language());
    words.fill(
        "backup.operation",
        &[
            ("operation", &words.operation(&operation.name)),
            ("at", &when(session, operation.at)),
        ],
    )
}

pub(super) fn row(session: &Session, kept: &Kept, second: bool) -> BackupRow {
    let words = words(session.language());
    let file = kept.name.file();
    let mut row = BackupRow {
        backup: if second {
            format!("{SECOND}{file}")
        } else {
            file
        },
        at: when(session, kept.name.at()),
        reason: words.get(reason(kept.name.reason())).to_owned(),
        second,
        sound: false,
        trouble: String::new(),
        people: 0,
        organisations: 0,
        meetings: 0,
        newest: String::new(),
        size: String::new(),
    };
    match &kept.holds {
        Ok(holds) => {
            row.sound = true;
            row.people = holds.counts.people;
            row.organisations = holds.counts.organisations;
            row.meetings = holds.counts.meetings;
            row.newest = holds
                .newest
                .as_ref()
                .map(|newest| operation(session, newest))
                .unwrap_or_default();
            row.size = size(holds.bytes);
        }
        Err(why) => words.get(bad_backup_key(why)).clone_into(&mut row.trouble),
    }
    row
}

fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Start => "backup.reason.start",
        Reason::Interval => "backup.reason.interval",
        Reason::Import => "backup.reason.import",
        Reason::Merge => "backup.reason.merge",
        Reason::Migration => "backup.reason.migration",
        Reason::Restore => "backup.reason.restore",
        Reason::Hand => "backup.reason.hand",
        Reason::Close => "backup.reason.close",
    }
}

/// 640 KB, 3.2 MB.
pub(super) fn size(bytes: u64) -> String {
    let tenths = bytes / 100_000;
    if tenths < 10 {
        format!("{} KB", bytes.div_ceil(1000))
    } else {
        format!("{}.{} MB", tenths / 10, tenths % 10)
    }
}

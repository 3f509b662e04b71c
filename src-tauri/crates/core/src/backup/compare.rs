//! A backup beside what is open now, in words.

use ledger::Error as Trouble;
use ledger::backup::{self, Comparison, Difference, Kept, Name};

use super::{BackupComparison, ByBackup, KindDifference, ThenAndNow, list, tell};
use crate::words::{Words, words};
use crate::{Error, Result, Session};

/// Kinds whose numbers are shown side by side.
const COUNTED: [&str; 10] = [
    "person",
    "organisation",
    "affiliation",
    "tie",
    "encounter",
    "series",
    "meeting",
    "attendance",
    "minute_line",
    "action",
];

/// What a backup holds beside what is open now; nothing is changed.
///
/// # Errors
/// `bad_backup`, [`Error::NoLedger`].
pub fn compare_backup(session: &mut Session, request: ByBackup) -> Result<BackupComparison> {
    let ledger = session.ledger()?;
    let (path, second) = list::file_of(ledger, request.backup.trim())?;
    let bad = |why: Trouble| {
        Error::from(Trouble::BadBackup {
            backup: request.backup.clone(),
            why: Box::new(why),
        })
    };
    let name = Name::of(&path).ok_or_else(|| bad(Trouble::NotFound(path.clone())))?;
    let compared = backup::compare(ledger, &path).map_err(bad)?;
    let words = words(session.language());
    let told = |operation| tell::operation(session, operation);
    let since = compared.since.iter().map(told).collect();
    let newest_now = compared.newest_now.as_ref().map(told).unwrap_or_default();
    let summary = summary(words, &compared);
    let counts = COUNTED
        .iter()
        .filter_map(|kind| {
            let (_, then, now) = compared.counts.iter().find(|(table, _, _)| table == kind)?;
            Some(ThenAndNow {
                kind: (*kind).to_owned(),
                label: label(words, kind),
                then: small(*then),
                now: small(*now),
            })
        })
        .collect();
    let since_count = u32::try_from(compared.since_count).unwrap_or(u32::MAX);
    let differences = compared
        .differences
        .into_iter()
        .map(|one| difference(words, one))
        .collect();
    let kept = Kept {
        name,
        path,
        holds: Ok(compared.then),
    };
    Ok(BackupComparison {
        backup: tell::row(session, &kept, second),
        summary,
        counts,
        newest_now,
        since,
        since_count,
        differences,
    })
}

fn summary(words: &Words, compared: &Comparison) -> String {
    let sum = |of: fn(&Difference) -> u64| -> u64 { compared.differences.iter().map(of).sum() };
    let (added, changed, missing) = (
        sum(|one| one.added),
        sum(|one| one.changed),
        sum(|one| one.missing),
    );
    let mut said = if added + changed + missing == 0 {
        words.get("backup.same").to_owned()
    } else {
        words.fill(
            "backup.summary",
            &[
                ("operations", &compared.since_count),
                ("added", &added),
                ("changed", &changed),
                ("missing", &missing),
            ],
        )
    };
    if compared.forgotten_since > 0 {
        said.push_str(&words.fill(
            "backup.forgotten_since",
            &[("count", &compared.forgotten_since)],
        ));
    }
    said
}

fn difference(words: &Words, one: Difference) -> KindDifference {
    KindDifference {
        kind: one.table.to_owned(),
        label: label(words, one.table),
        added: small(one.added),
        changed: small(one.changed),
        missing: small(one.missing),
        added_names: one.added_names,
        changed_names: one.changed_names,
        missing_names: one.missing_names,
    }
}

/// A table as she knows it.
pub(super) fn label(words: &Words, table: &str) -> String {
    let key = format!("backup.kind.{table}");
    if words.has(&key) {
        words.get(&key).to_owned()
    } else {
        table.to_owned()
    }
}

fn small(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

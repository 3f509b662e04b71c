//! The recovery sheet: made at set-up or anew, printed, and tried out by typing two of its groups.

use documents::sheet;
use ledger::keys::{self, GROUPS, RecoveryKey};

use super::{ConfirmRecovery, Pending, Recovery, RecoverySheet, SaveRecoverySheet};
use crate::session::{Language, Status, status};
use crate::words::words;
use crate::{Error, Exported, Nothing, Result, Session, file, request};

/// The mark of the sheet that was tried out.
const TRIED: &str = "recovery.tried";

/// The sheet of this ledger: the one that set-up made, or a new one. A new one opens nothing before it was tried out: until
/// then the old one holds.
///
/// # Errors
/// `NoLedger`, `Refused` for a sample, `Document`.
pub fn recovery_sheet(session: &mut Session, _request: Nothing) -> Result<RecoverySheet> {
    let key = pending(session)?;
    let page = sheet::picture(&compose(session, &key)?)?;
    Ok(RecoverySheet {
        mark: key.mark(),
        page,
        asked: asked(&key).map(|at| u32::try_from(at + 1).unwrap_or(0)),
        groups: u32::try_from(GROUPS).unwrap_or(0),
        file_name: format!(
            "{}_{}.pdf",
            words(session.language()).get("sheet.file_name"),
            key.mark()
        ),
    })
}

/// Writes the sheet as PDF. It is a clear document and belongs on paper.
///
/// # Errors
/// As [`recovery_sheet`]; `Refused` for another ending and inside a ledger's folder, `File`.
pub fn save_recovery_sheet(session: &mut Session, request: SaveRecoverySheet) -> Result<Exported> {
    let path = request::place("path", &request.path)?;
    let pdf = path
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("pdf"));
    if !pdf {
        return Err(Error::refused("path", "refused.ending"));
    }
    let key = pending(session)?;
    file::write(path, &sheet::pdf(&compose(session, &key)?)?)?;
    Ok(Exported {
        path: path.display().to_string(),
        left_out: 0,
        message: words(session.language()).get("sheet.saved").to_owned(),
    })
}

/// Takes the two groups that were asked for; from now on this sheet opens the ledger, and no other.
///
/// # Errors
/// `NoLedger`, `Refused` when no sheet is being made, [`Error::Group`] for the first group that isn't the sheet's, `KeysDamaged`,
/// `File`; the old sheet then still holds.
pub fn confirm_recovery(session: &mut Session, request: ConfirmRecovery) -> Result<Status> {
    let Some(Pending { key }) = &session.sheet else {
        return Err(Error::refused("recovery_key", "refused.no_sheet"));
    };
    for (at, typed) in asked(key).into_iter().zip(&request.groups) {
        if !key.has_group(at, typed) {
            return Err(Error::Group {
                group: at + 1,
                of: GROUPS,
            });
        }
    }
    let key = key.clone();
    let ledger = session.ledger_mut()?;
    let dir = ledger.dir().to_owned();
    let mark = key.mark();
    if keys::sheet(&dir)?.as_ref() != Some(&mark) {
        keys::set_recovery(&dir, ledger.key(), &key)?;
    }
    ledger.set_preference(TRIED, Some(&mark))?;
    session.sheet = None;
    status(session, Nothing {})
}

/// Whether there is a sheet, and its mark.
pub(crate) fn state(ledger: &ledger::Ledger) -> Result<(Recovery, String)> {
    if ledger.key().is_sample() {
        return Ok((Recovery::None, String::new()));
    }
    // Keys that are gone or damaged while the ledger is open are told at the next opening; the frame still stands.
    let Ok(Some(mark)) = keys::sheet(ledger.dir()) else {
        return Ok((Recovery::None, String::new()));
    };
    let tried = ledger.read().preference(TRIED)?.as_ref() == Some(&mark);
    let state = if tried {
        Recovery::Tried
    } else {
        Recovery::Untried
    };
    Ok((state, mark))
}

fn pending(session: &mut Session) -> Result<RecoveryKey> {
    if session.ledger()?.key().is_sample() {
        return Err(Error::refused("recovery_key", "refused.sample"));
    }
    let key = match session.sheet.take() {
        Some(Pending { key }) => key,
        None => RecoveryKey::random()?,
    };
    session.sheet = Some(Pending { key: key.clone() });
    Ok(key)
}

/// Two different groups, counted from 0 and in order; always the same of one sheet, others of another.
fn asked(key: &RecoveryKey) -> [usize; 2] {
    let lot = usize::from_str_radix(&key.mark(), 16).unwrap_or(0);
    let first = lot % GROUPS;
    let second = (first + 1 + (lot / GROUPS) % (GROUPS - 1)) % GROUPS;
    [first.min(second), first.max(second)]
}

fn compose(session: &Session, key: &RecoveryKey) -> Result<sheet::RecoverySheet> {
    let words = words(session.language());
    let ledger = session.ledger()?;
    let read = ledger.read();
    let me = read.coordinators()?.into_iter().find(|one| one.me);
    let me = me.and_then(|me| read.person(me.person).ok());
    let say = |key: &str| words.get(&format!("sheet.{key}")).to_owned();
    let lines = |key: &str| -> Vec<String> { say(key).split('\n').map(str::to_owned).collect() };
    let name = ledger.dir().file_stem().unwrap_or_default();
    let mut rows = vec![
        (say("ledger"), name.to_string_lossy().into_owned()),
        (say("region"), read.region()?.name),
        (say("me"), me.map(|me| me.fields.name).unwrap_or_default()),
        (say("day"), session.style().date(session.today())),
    ];
    rows.retain(|(_, value)| !value.is_empty());
    Ok(sheet::RecoverySheet {
        lang: match session.language() {
            Language::Ja => "ja",
            Language::En => "en",
        }
        .to_owned(),
        title: say("title"),
        mark_word: say("mark"),
        mark: key.mark(),
        rows,
        purpose: say("purpose"),
        key_word: say("key"),
        groups: key.groups().iter().map(|group| group.to_string()).collect(),
        key_note: say("key_note"),
        code_word: say("code"),
        code: key.line().to_string(),
        keep_word: say("keep_head"),
        keep: lines("keep"),
        use_word: say("use_head"),
        steps: lines("steps"),
        foot: say("foot"),
    })
}

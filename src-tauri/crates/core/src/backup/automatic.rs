//! Backups that make themselves: at opening, after a quarter of an hour of changes, before what is hard to take back, at closing.
//! None of it ever breaks the work at hand: what went wrong is kept, and said on the status line.

use chrono::{DateTime, TimeDelta, Utc};
use ledger::Ledger;
use ledger::backup::{Job, Name, Outcome, Reason, Running, Second};

use crate::Session;

/// Between two backups while she works.
const INTERVAL: TimeDelta = TimeDelta::minutes(15);

/// Between two attempts after one that failed, and between two looks for a second place that isn't there.
const AGAIN: TimeDelta = TimeDelta::minutes(1);

/// What is known of the backups of the open ledger.
#[derive(Default)]
pub(crate) struct Automatic {
    /// Going on beside her work.
    running: Option<Running>,
    /// The ledger was opened, and not yet looked at.
    just_opened: bool,
    /// As much was written when the newest backup was made; `None` when that isn't known.
    backed_up: Option<i64>,
    /// When the last attempt began.
    tried: Option<DateTime<Utc>>,
    /// Why the last attempt failed.
    pub(super) failed: Option<ledger::Error>,
    pub(super) second: SecondPlace,
    /// One command: no backup for each.
    pub(super) brief: bool,
}

/// How the second place stood when it was looked at last.
#[derive(Default)]
pub(super) enum SecondPlace {
    /// Not yet looked at.
    #[default]
    Unknown,
    /// The newest backup lies there.
    Done(Name),
    /// There is nothing to bring yet.
    Nothing,
    Missing,
    Failed(ledger::Error),
}

impl Session {
    /// For a session of one command or a few: a backup at its beginning only when the last is older than a quarter of an
    /// hour, and none at its end.
    pub fn brief(&mut self) {
        self.backups.brief = true;
    }
}

/// To be called when no request came for a moment: starts a backup that is due on a thread of its own, and takes in the result of
/// one that is over. Cheap when nothing is due.
pub fn idle(session: &mut Session) {
    if session
        .backups
        .running
        .as_ref()
        .is_some_and(|running| !running.is_over())
    {
        return;
    }
    collect(session);
    let Some(reason) = due(session) else { return };
    let Some(job) = job(session, reason) else {
        return;
    };
    match job.start() {
        Ok(running) => session.backups.running = Some(running),
        Err(error) => session.backups.failed = Some(error),
    }
}

/// Whether a backup is being made beside the work.
#[must_use]
pub fn is_running(session: &Session) -> bool {
    session.backups.running.is_some()
}

/// After a ledger was opened.
pub(crate) fn opened(session: &mut Session) {
    let brief = session.backups.brief;
    session.backups = Automatic {
        just_opened: true,
        brief,
        ..Automatic::default()
    };
    let before_migration = session
        .ledger
        .as_mut()
        .and_then(Ledger::take_backup_before_migration);
    if let Some(Err(error)) = before_migration {
        session.backups.failed = Some(error);
    }
    if brief && let Some(Some(Reason::Start)) = due(session) {
        now(session, Reason::Start);
    }
}

/// Before something that is hard to take back: the state before it is backed up, unless the newest backup holds it already.
pub(crate) fn before(session: &mut Session, reason: Reason) {
    finish(session);
    let changed = session
        .ledger
        .as_ref()
        .is_some_and(|ledger| ledger.changed_since_backup().unwrap_or(true));
    if changed {
        now(session, reason);
    }
}

/// Before the ledger is closed.
pub(crate) fn closing(session: &mut Session) {
    finish(session);
    if session.backups.brief {
        return;
    }
    before(session, Reason::Close);
}

/// A backup on this thread, at the second place as well.
pub(crate) fn now(session: &mut Session, reason: Reason) {
    finish(session);
    if let Some(job) = job(session, Some(reason)) {
        let outcome = job.run();
        take_in(session, outcome);
    }
}

/// The newest backup to the second place, on this thread.
pub(super) fn second_now(session: &mut Session) {
    finish(session);
    session.backups.second = SecondPlace::Unknown;
    if let Some(job) = job(session, None) {
        let outcome = job.run();
        take_in(session, outcome);
    }
}

/// Waits for one that is going on.
pub(crate) fn finish(session: &mut Session) {
    if let Some(running) = session.backups.running.take() {
        let outcome = running.finish();
        take_in(session, outcome);
    }
}

/// After a restore nothing is known any more.
pub(super) fn forget(session: &mut Session) {
    session.backups.backed_up = None;
    session.backups.just_opened = false;
    session.backups.failed = None;
}

fn collect(session: &mut Session) {
    if session
        .backups
        .running
        .as_ref()
        .is_some_and(Running::is_over)
    {
        finish(session);
    }
}

/// What is due: a backup, or (`Some(None)`) only the way to the second place.
fn due(session: &mut Session) -> Option<Option<Reason>> {
    let now = session.now.utc;
    let ledger = session.ledger.as_ref()?;
    let backups = &mut session.backups;
    // The clock may have been set back: a moment to come is no reason to wait for it.
    let lately = |since: Option<DateTime<Utc>>, span: TimeDelta| {
        since.is_some_and(|since| (now - since).abs() < span)
    };
    if std::mem::take(&mut backups.just_opened) {
        let newest = ledger.newest_backup().ok().flatten().map(Name::at);
        let enough = backups.brief && lately(newest, INTERVAL);
        if !enough && ledger.changed_since_backup().unwrap_or(true) {
            return Some(Some(Reason::Start));
        }
        backups.backed_up = ledger.writes().ok();
        backups.tried = Some(now);
    }
    let span = if backups.failed.is_some() {
        AGAIN
    } else {
        INTERVAL
    };
    if !lately(backups.tried, span) && backups.backed_up != ledger.writes().ok() {
        return Some(Some(Reason::Interval));
    }
    let behind = match &backups.second {
        SecondPlace::Unknown => true,
        SecondPlace::Missing | SecondPlace::Failed(_) => !lately(backups.tried, AGAIN),
        SecondPlace::Done(_) | SecondPlace::Nothing => false,
    };
    let named = ledger.backup_place().ok().flatten().is_some();
    (behind && named && !backups.brief).then_some(None)
}

fn job(session: &mut Session, reason: Option<Reason>) -> Option<Job> {
    let now = session.now;
    let ledger = session.ledger.as_ref()?;
    match ledger.backup_job(reason, now.utc, now.zone) {
        Ok(job) => {
            session.backups.tried = Some(now.utc);
            if reason.is_some() {
                session.backups.backed_up = ledger.writes().ok();
            }
            Some(job)
        }
        Err(error) => {
            session.backups.failed = Some(error);
            None
        }
    }
}

fn take_in(session: &mut Session, outcome: Outcome) {
    match outcome.made {
        Some(Ok(_)) => session.backups.failed = None,
        Some(Err(error)) => {
            session.backups.backed_up = None;
            session.backups.failed = Some(error);
        }
        None => {}
    }
    session.backups.second = match outcome.second {
        Some(Second::Done(name)) => SecondPlace::Done(name),
        Some(Second::Nothing) => SecondPlace::Nothing,
        Some(Second::Missing) => SecondPlace::Missing,
        Some(Second::Failed(error)) => SecondPlace::Failed(error),
        None => SecondPlace::Unknown,
    };
}

//! One round of backing up: make, thin, bring to the second place; on this thread or on another, while she goes on typing.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;

use chrono::{DateTime, FixedOffset, Utc};

use super::make::{Made, make};
use super::name::{Name, Reason};
use super::{FOLDER, look, place, second, thin};
use crate::keys::DataKey;
use crate::{Error, Ledger, Result};

/// All that a round needs to know, without the ledger's connection.
#[derive(Debug, Clone)]
pub struct Job {
    dir: PathBuf,
    key: DataKey,
    ledger_id: String,
    /// Why a backup is made; `None` only brings the newest to the second place.
    pub reason: Option<Reason>,
    pub now: DateTime<Utc>,
    /// Where a day begins, for thinning.
    pub zone: FixedOffset,
    /// The folder that she named as second place.
    pub place: Option<PathBuf>,
}

/// How a round went.
#[derive(Debug)]
pub struct Outcome {
    /// `None` when none was to be made, or it was stopped.
    pub made: Option<Result<Made>>,
    /// `None` when no second place is named.
    pub second: Option<Second>,
}

/// How the second place stands.
#[derive(Debug)]
pub enum Second {
    /// The newest backup lies there, read back byte for byte.
    Done(Name),
    /// There is no backup yet that could be brought there.
    Nothing,
    /// The place isn't there: the stick is not plugged in, the share not connected.
    Missing,
    Failed(Error),
}

impl Ledger {
    /// A round for this ledger as it is now. It works through a connection of its own, and has to be over before the ledger is
    /// closed.
    ///
    /// # Errors
    /// Of the database.
    pub fn backup_job(
        &self,
        reason: Option<Reason>,
        now: DateTime<Utc>,
        zone: FixedOffset,
    ) -> Result<Job> {
        let (ledger_id, _) = look::mark(&self.connection)?;
        Ok(Job {
            dir: self.dir.clone(),
            key: self.key.clone(),
            ledger_id,
            reason,
            now,
            zone,
            place: self.backup_place()?,
        })
    }

    /// The newest backup in the ledger's own folder.
    ///
    /// # Errors
    /// [`Error::File`] when the folder can't be read.
    pub fn newest_backup(&self) -> Result<Option<Name>> {
        Ok(place::names(&self.dir.join(FOLDER))?.pop())
    }

    /// Whether anything was written since the newest backup, or there is none that can be read.
    ///
    /// # Errors
    /// Of the database.
    pub fn changed_since_backup(&self) -> Result<bool> {
        let (ledger_id, writes) = look::mark(&self.connection)?;
        let newest = self.newest_backup()?.and_then(|name| {
            let path = self.dir.join(FOLDER).join(name.file());
            look::mark_of(&path, &self.key).ok()
        });
        Ok(newest != Some((ledger_id, writes)))
    }

    /// How much was written so far: a number that grows with every operation, undo and redo.
    ///
    /// # Errors
    /// Of the database.
    pub fn writes(&self) -> Result<i64> {
        Ok(look::mark(&self.connection)?.1)
    }
}

impl Job {
    /// Does the round on this thread.
    #[must_use]
    pub fn run(&self) -> Outcome {
        self.run_until(&AtomicBool::new(false))
    }

    /// Does the round on a thread of its own.
    ///
    /// # Errors
    /// [`Error::File`] when the system gives no thread.
    pub fn start(self) -> Result<Running> {
        let stop = Arc::new(AtomicBool::new(false));
        let seen = Arc::clone(&stop);
        let thread = std::thread::Builder::new()
            .name("backup".to_owned())
            .spawn(move || self.run_until(&seen))
            .map_err(|source| Error::File {
                action: "start",
                path: "backup".into(),
                source,
            })?;
        Ok(Running {
            stop,
            thread: Some(thread),
        })
    }

    fn run_until(&self, stop: &AtomicBool) -> Outcome {
        let made = self.reason.and_then(|reason| {
            make(&self.dir, &self.key, reason, self.now, stop)
                .inspect(|_| self.thin())
                .transpose()
        });
        let second = match &self.place {
            Some(place) if !stop.load(Ordering::Relaxed) => Some(second::bring(self, place)),
            Some(_) | None => None,
        };
        Outcome { made, second }
    }

    /// What can't be removed now is removed the next time.
    fn thin(&self) {
        let folder = self.dir.join(FOLDER);
        self.thin_in(&folder);
    }

    pub(super) fn thin_in(&self, folder: &std::path::Path) {
        let names = place::names(folder).unwrap_or_default();
        for name in thin::thin(&names, self.now, self.zone) {
            let _ = std::fs::remove_file(folder.join(name.file()));
        }
    }

    pub(super) fn dir(&self) -> &std::path::Path {
        &self.dir
    }

    pub(super) fn ledger_id(&self) -> &str {
        &self.ledger_id
    }
}

/// A round that is going on. Dropping it stops it and waits.
#[derive(Debug)]
pub struct Running {
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<Outcome>>,
}

impl Running {
    /// Whether the result is there.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.thread.as_ref().is_none_or(JoinHandle::is_finished)
    }

    /// Waits for the result.
    #[must_use]
    pub fn finish(mut self) -> Outcome {
        let nothing = Outcome {
            made: None,
            second: None,
        };
        let Some(thread) = self.thread.take() else {
            return nothing;
        };
        thread.join().unwrap_or_else(|_| Outcome {
            made: Some(Err(Error::File {
                action: "write",
                path: FOLDER.into(),
                source: std::io::Error::other("a fault inside the program"),
            })),
            second: None,
        })
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            // Nobody wants its result any more.
            let _ = thread.join();
        }
    }
}

//! One process at a time: an advisory lock of the operating system on the file `lock`, which goes with the process,
//! so that a crash leaves no stale one.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use super::holder;
use crate::{Error, Result};

/// Held as long as the ledger is open.
pub(crate) struct Lock {
    file: File,
    /// Where it is written who holds it; `None` for one who only looks.
    named: Option<PathBuf>,
}

impl Lock {
    /// # Errors
    /// [`Error::HeldBy`] when another ledger, of this process or another, holds it, [`Error::Busy`] when it can't be told whose.
    pub(crate) fn take(dir: &Path) -> Result<Self> {
        let path = dir.join("lock");
        let failed = |source| Error::File {
            action: "lock",
            path: path.clone(),
            source,
        };
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(failed)?;
        let mut lock =
            Self::hold(file).map_err(|error| error.map_or_else(|| holder::refusal(dir), failed))?;
        holder::write(dir);
        lock.named = Some(dir.to_owned());
        Ok(lock)
    }

    /// Makes no file: without one nobody holds the ledger. `None` as well where the file can't be locked, on a medium that
    /// can only be read.
    ///
    /// # Errors
    /// [`Error::HeldBy`], [`Error::Busy`].
    pub(crate) fn take_if_there(dir: &Path) -> Result<Option<Self>> {
        let Ok(file) = File::open(dir.join("lock")) else {
            return Ok(None);
        };
        match Self::hold(file) {
            Ok(lock) => Ok(Some(lock)),
            Err(None) => Err(holder::refusal(dir)),
            Err(Some(_)) => Ok(None),
        }
    }

    /// `None` as error: somebody else holds it.
    fn hold(file: File) -> Result<Self, Option<std::io::Error>> {
        match file.try_lock() {
            Ok(()) => Ok(Self { file, named: None }),
            Err(TryLockError::WouldBlock) => Err(None),
            Err(TryLockError::Error(source)) => Err(Some(source)),
        }
    }
}

impl Drop for Lock {
    /// Given up by word, not only by closing: a program that is just being started (the window starts some) holds a copy of
    /// every open file for a moment, and with it a lock that was only closed.
    fn drop(&mut self) {
        if let Some(dir) = &self.named {
            holder::remove(dir);
        }
        // Nothing more can be done; closing gives it up too, if later.
        let _ = self.file.unlock();
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_copy_that_a_starting_program_still_holds_keeps_nobody_out() {
        let folder = tempfile::tempdir().unwrap();
        let lock = Lock::take(folder.path()).unwrap();
        let copy = lock.file.try_clone().unwrap();
        assert!(matches!(Lock::take(folder.path()), Err(Error::HeldBy(_))));
        drop(lock);
        Lock::take(folder.path()).unwrap();
        drop(copy);
    }
}

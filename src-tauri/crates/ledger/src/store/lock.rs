//! One process at a time: an advisory lock of the operating system on the file `lock`, which goes with the process,
//! so that a crash leaves no stale one.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

use crate::{Error, Result};

/// Held as long as the ledger is open.
pub(super) struct Lock {
    file: File,
}

impl Lock {
    /// # Errors
    /// [`Error::Busy`] when another ledger, of this process or another, holds it.
    pub(super) fn take(dir: &Path) -> Result<Self> {
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
        match file.try_lock() {
            Ok(()) => Ok(Self { file }),
            Err(TryLockError::WouldBlock) => Err(Error::Busy),
            Err(TryLockError::Error(source)) => Err(failed(source)),
        }
    }
}

impl Drop for Lock {
    /// Given up by word, not only by closing: a program that is just being started (the window starts some) holds a copy of
    /// every open file for a moment, and with it a lock that was only closed.
    fn drop(&mut self) {
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
        assert!(matches!(Lock::take(folder.path()), Err(Error::Busy)));
        drop(lock);
        Lock::take(folder.path()).unwrap();
        drop(copy);
    }
}

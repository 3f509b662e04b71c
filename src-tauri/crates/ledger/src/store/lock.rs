//! One process at a time: an advisory lock of the operating system on the file `lock`, which goes with the process,
//! so that a crash leaves no stale one.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

use crate::{Error, Result};

/// Held as long as the ledger is open.
pub(super) struct Lock {
    _file: File,
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
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(Error::Busy),
            Err(TryLockError::Error(source)) => Err(failed(source)),
        }
    }
}

//! Backups hold what was forgotten until they are thinned, unless she wants them gone as well.

use std::path::Path;

use crate::backup::{FOLDER, Name, place, second_folder};
use crate::{Error, Ledger, Result};

/// What became of the older backups.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cleared {
    /// Removed, in both places.
    pub removed: usize,
    /// A second place is named and isn't there: what lies on it stays.
    pub second_missing: bool,
}

impl Ledger {
    /// Backups in the ledger's own folder and, when it is there, at the second place; each counted.
    ///
    /// # Errors
    /// [`Error::File`] when a folder can't be read.
    pub fn count_backups(&self) -> Result<usize> {
        let second = self.second_folder()?;
        let mut count = place::names(&self.dir.join(FOLDER))?.len();
        if let Some(Some(folder)) = second {
            count += place::names(&folder)?.len();
        }
        Ok(count)
    }

    /// Removes all backups but one: after forgetting, when a new one was made.
    ///
    /// # Errors
    /// [`Error::File`] when one can't be removed.
    pub fn remove_backups(&self, but: Option<Name>) -> Result<Cleared> {
        let mut cleared = Cleared {
            removed: clear(&self.dir.join(FOLDER), but)?,
            second_missing: false,
        };
        match self.second_folder()? {
            Some(Some(folder)) => cleared.removed += clear(&folder, but)?,
            Some(None) => cleared.second_missing = true,
            None => {}
        }
        Ok(cleared)
    }

    /// The ledger's folder at the second place: `None` when none is named, `Some(None)` when the place isn't there.
    fn second_folder(&self) -> Result<Option<Option<std::path::PathBuf>>> {
        let Some(place) = self.backup_place()? else {
            return Ok(None);
        };
        if !place.is_dir() {
            return Ok(Some(None));
        }
        let folder = second_folder(&place, &self.dir, &self.read().ledger_id()?)?;
        Ok(Some(Some(folder)))
    }
}

fn clear(folder: &Path, but: Option<Name>) -> Result<usize> {
    let mut removed = 0;
    for name in place::names(folder)? {
        if Some(name) == but {
            continue;
        }
        let path = folder.join(name.file());
        std::fs::remove_file(&path).map_err(|source| Error::File {
            action: "remove",
            path,
            source,
        })?;
        removed += 1;
    }
    Ok(removed)
}

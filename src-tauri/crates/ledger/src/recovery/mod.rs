//! The way out of a damaged ledger: what is wrong, which good backups there are, and a new ledger out of one of them or out of
//! what can still be read. The damaged files are set aside byte for byte as they are, never written to.

mod aside;
mod recover;
mod salvage;

use std::path::{Path, PathBuf};

use crate::backup::{self, Kept, look as backup_look, place, second};
use crate::keys::{self, DataKey, Passphrase};
use crate::store::lock::Lock;
use crate::store::{CheckReport, Trouble, check, open};
use crate::{Error, Read, Result};

pub use recover::{From, Recovered, recover};
pub use salvage::Salvaged;

/// The folder of what was set aside, in the ledger's own.
pub const ASIDE: &str = "set-aside";

/// A ledger that can't be opened, looked at.
#[derive(Debug)]
pub struct Damaged {
    /// What the check found in the file; sound when only the keys are damaged.
    pub report: CheckReport,
    /// Why `keys.age` can't be used, when it can't; the key was then found in a copy of it.
    pub keys: Option<Error>,
    /// Newest first, each opened with the ledger's key and checked; the good and the bad. `true`: at the second place.
    pub backups: Vec<(Kept, bool)>,
    /// The file opens with the key and has tables: there is something to read.
    pub can_salvage: bool,
}

/// Looks at the ledger in `dir` as it lies; nothing is changed. `place` is a folder with backups to look into as well: a second
/// place, or the ledger's own folder there.
///
/// # Errors
/// [`Error::NotFound`] when neither a ledger nor a backup is there; [`Error::WrongPassphrase`]; [`Error::KeysMissing`] and
/// [`Error::KeysDamaged`] when no copy of the keys is any better; [`Error::Busy`]; [`Error::File`].
pub fn look(dir: &Path, passphrase: &Passphrase, place: Option<&Path>) -> Result<Damaged> {
    let _lock = Lock::take_if_there(dir)?;
    let found = find(dir, passphrase, place)?;
    let report = if dir.join(open::FILE).is_file() {
        match check::check_with(dir, &found.key) {
            // A sample whose beginning is damaged: that backups open with its key proves whose it is.
            Err(error @ Error::WrongPassphrase(_))
                if found.backups.iter().any(|(kept, _)| kept.holds.is_ok()) =>
            {
                CheckReport::unreadable(error.to_string())
            }
            report => report?,
        }
    } else {
        // An attempt that was cut off, or somebody tidied up.
        CheckReport::unreadable(format!("no {}", open::FILE))
    };
    let can_salvage = !report.is_sound() && salvage::is_worth_trying(dir, &found.key);
    Ok(Damaged {
        report,
        keys: found.keys,
        backups: found.backups,
        can_salvage,
    })
}

impl CheckReport {
    fn unreadable(said: String) -> Self {
        Self {
            rows: Vec::new(),
            findings: vec![crate::store::Finding {
                trouble: Trouble::Unreadable,
                lines: vec![said],
            }],
        }
    }
}

/// The key, and the backups that it opens.
struct Found {
    key: DataKey,
    /// Why the ledger's own `keys.age` can't be used, and the folder whose copy was used instead.
    keys: Option<Error>,
    keys_from: Option<PathBuf>,
    backups: Vec<(Kept, bool)>,
}

fn find(dir: &Path, passphrase: &Passphrase, place: Option<&Path>) -> Result<Found> {
    let own = backup::folder(dir);
    if !dir.join(open::FILE).is_file() && place::names(&own)?.is_empty() && place.is_none() {
        return Err(Error::NotFound(dir.to_owned()));
    }
    let mut folders: Vec<(PathBuf, bool)> = vec![(own, false)];
    folders.extend(
        place
            .into_iter()
            .flat_map(beneath)
            .map(|folder| (folder, true)),
    );

    let (key, keys, keys_from) = match keys::unwrap(dir, passphrase) {
        Ok(key) => (key, None, None),
        Err(
            why @ (Error::KeysMissing(_)
            | Error::KeysDamaged(_)
            | Error::Damaged(_)
            | Error::File { .. }),
        ) => {
            let (key, from) = key_of_copies(&folders, passphrase, why.to_string())?;
            (key, Some(why), Some(from))
        }
        Err(other) => return Err(other),
    };
    let mut backups = listed(&folders, &key);
    // The place that she had named stands in what was backed up.
    if place.is_none() {
        let named = backups
            .iter()
            .find_map(|(kept, _)| kept.holds.is_ok().then_some(&kept.path))
            .and_then(|path| place_named_in(path, &key));
        if let Some(named) = named {
            let more: Vec<_> = beneath(&named)
                .into_iter()
                .map(|path| (path, true))
                .collect();
            backups.extend(listed(&more, &key));
        }
    }
    backups.sort_by_key(|(kept, _)| std::cmp::Reverse(kept.name));
    Ok(Found {
        key,
        keys,
        keys_from,
        backups,
    })
}

/// The key out of the first copy of `keys.age` that is as it was written.
fn key_of_copies(
    folders: &[(PathBuf, bool)],
    passphrase: &Passphrase,
    why: String,
) -> Result<(DataKey, PathBuf)> {
    for (folder, _) in folders {
        if keys::sound(folder).is_ok() {
            return Ok((keys::unwrap(folder, passphrase)?, folder.clone()));
        }
    }
    Err(Error::KeysDamaged(why))
}

/// Where backups may lie at a second place: in it, or in a folder of ours there.
fn beneath(place: &Path) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = std::fs::read_dir(place)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| second::is_ours(path))
        .collect();
    folders.sort();
    folders.insert(0, place.to_owned());
    folders
}

/// Of a second place only those that the key opens: the others are another ledger's.
fn listed(folders: &[(PathBuf, bool)], key: &DataKey) -> Vec<(Kept, bool)> {
    let mut all = Vec::new();
    for (folder, at_second) in folders {
        let kept = backup_look::list(folder, key).unwrap_or_default();
        let foreign = |kept: &Kept| matches!(kept.holds, Err(Error::WrongPassphrase(_)));
        let ours = kept
            .into_iter()
            .filter(|kept| !(*at_second && foreign(kept)))
            .map(|kept| (kept, *at_second));
        all.extend(ours);
    }
    all
}

fn place_named_in(backup: &Path, key: &DataKey) -> Option<PathBuf> {
    let (connection, _) = backup_look::opened(backup, key).ok()?;
    let read = Read {
        connection: &connection,
    };
    let place = read.preference(second::PREFERENCE).ok().flatten()?;
    let place = PathBuf::from(place);
    place.is_dir().then_some(place)
}

//! The second place: a USB stick, a share of the office. The newest backup and the keys are copied there and read back.
//!
//! Everything lies in one folder there, `<name of the ledger>-<8 digits of its id>`; no other file is ever touched.

use std::path::{Path, PathBuf};

use super::look::{Kept, list as list_in};
use super::run::{Job, Second};
use super::{FOLDER, make, place};
use crate::keys::DataKey;
use crate::{Error, Ledger, Result, crash};

/// Id of the preference that says where it is.
pub(crate) const PREFERENCE: &str = "backup.place";

/// Digits of the ledger's id in the name of its folder.
const DIGITS: usize = 8;

impl Ledger {
    /// The folder that she named as second place for backups.
    ///
    /// # Errors
    /// Of the database.
    pub fn backup_place(&self) -> Result<Option<PathBuf>> {
        Ok(self.read().preference(PREFERENCE)?.map(PathBuf::from))
    }

    /// Names it, or none.
    ///
    /// # Errors
    /// [`Error::Refused`] for a path that is no text; of the database.
    pub fn set_backup_place(&mut self, place: Option<&Path>) -> Result<()> {
        let text = place
            .map(|place| {
                place.to_str().ok_or_else(|| Error::Refused {
                    field: "path",
                    reason: "is no text".to_owned(),
                })
            })
            .transpose()?;
        self.set_preference(PREFERENCE, text)
    }
}

/// The ledger's folder at the second place: the one that bears its id, by whatever name the ledger had when it was made, else
/// the one to make.
///
/// # Errors
/// [`Error::File`] when the place can't be read.
pub fn folder_of(place: &Path, dir: &Path, ledger_id: &str) -> Result<PathBuf> {
    let mark: String = ledger_id.chars().take(DIGITS).collect();
    let ending = format!("-{mark}");
    let entries = std::fs::read_dir(place).map_err(|source| failed(place, source))?;
    let mut there: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_dir() && mark.len() == DIGITS)
        .filter(|path| {
            path.file_name()
                .and_then(|name| name.to_str())
                .is_some_and(|name| name.ends_with(&ending))
        })
        .collect();
    there.sort();
    let mut name = dir.file_stem().unwrap_or_default().to_owned();
    name.push(&ending);
    let own = place.join(name);
    if there.contains(&own) {
        return Ok(own);
    }
    Ok(there.into_iter().next().unwrap_or(own))
}

/// Whether a folder bears the kind of name that the folders of ledgers have at a second place.
pub(crate) fn is_ours(path: &Path) -> bool {
    let mark = path
        .file_name()
        .and_then(|name| name.to_str())
        .and_then(|name| name.rsplit_once('-'))
        .map(|(_, mark)| mark);
    path.is_dir()
        && mark.is_some_and(|mark| {
            mark.len() == DIGITS && mark.chars().all(|digit| digit.is_ascii_hexdigit())
        })
}

/// The backups at the second place, newest first, each opened and checked; none when nothing lies there.
///
/// # Errors
/// [`Error::File`] when the place can't be read.
pub fn list(place: &Path, dir: &Path, ledger_id: &str, key: &DataKey) -> Result<Vec<Kept>> {
    list_in(&folder_of(place, dir, ledger_id)?, key)
}

/// Brings the newest backup there.
pub(super) fn bring(job: &Job, place: &Path) -> Second {
    if !place.is_dir() {
        return Second::Missing;
    }
    match try_to_bring(job, place) {
        Ok(second) => second,
        // Pulled out meanwhile.
        Err(_) if !place.is_dir() => Second::Missing,
        Err(error) => Second::Failed(error),
    }
}

fn try_to_bring(job: &Job, place: &Path) -> Result<Second> {
    let own = job.dir().join(FOLDER);
    let Some(newest) = place::names(&own)?.pop() else {
        return Ok(Second::Nothing);
    };
    let folder = folder_of(place, job.dir(), job.ledger_id())?;
    place::make_folder(&folder)?;
    place::sweep(&folder);
    make::copy_keys(job.dir(), &folder)?;
    let (from, to) = (own.join(newest.file()), folder.join(newest.file()));
    let lies_there = to.is_file() && place::same(&from, &to)?;
    if !lies_there {
        place::copy_verified(&from, &to)?;
    }
    crash::point("second.copied");
    job.thin_in(&folder);
    Ok(Second::Done(newest))
}

fn failed(path: &Path, source: std::io::Error) -> Error {
    place::failed("read", path, source)
}

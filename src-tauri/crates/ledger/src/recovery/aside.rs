//! Setting damaged files aside: every byte as it was, under `set-aside/<stamp>/`.

use std::fs::File;
use std::io::{ErrorKind, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use super::ASIDE;
use crate::backup::{name, place};
use crate::{Result, file};

/// Bytes of a page, and of what is given up when a part of the disk can't be read.
const PAGE: usize = 4096;

/// Lays a copy of each of `files` that is there into a new folder of `dir`, read back byte for byte; gives the folder. The
/// files themselves stay where they are, so that a power cut finds them.
///
/// # Errors
/// [`crate::Error::File`]; nothing was changed then.
pub(super) fn set_aside(dir: &Path, files: &[String], now: DateTime<Utc>) -> Result<PathBuf> {
    let folder = free(&dir.join(ASIDE), now);
    place::make_folder(&folder)?;
    for name in files {
        let (from, to) = (dir.join(name), folder.join(name));
        if !from.exists() {
            continue;
        }
        // A disk that is full, or can't be read in some place: the file itself is given a second name there.
        if let Err(error) = place::copy_verified(&from, &to) {
            std::fs::hard_link(&from, &to).map_err(|_| error)?;
        }
    }
    file::sync_folder(&folder).map_err(|source| place::failed("write", &folder, source))?;
    Ok(folder)
}

fn free(aside: &Path, now: DateTime<Utc>) -> PathBuf {
    let stamp = name::stamp(now);
    let first = aside.join(&stamp);
    if !first.exists() {
        return first;
    }
    (2..)
        .map(|number: u32| aside.join(format!("{stamp}.{number}")))
        .find(|folder| !folder.exists())
        .unwrap_or(first)
}

/// Copies a file that can't be read everywhere: what can't is nothing but zeros in the copy. `whole_pages` fills the last
/// page up.
pub(super) fn copy_what_can_be_read(from: &Path, to: &Path, whole_pages: bool) -> Result<()> {
    let failed = |source| place::failed("read", from, source);
    let mut source = File::open(from).map_err(failed)?;
    let length = source.metadata().map_err(failed)?.len();
    let mut copy = File::create(to).map_err(|source| place::failed("write", to, source))?;
    let mut page = [0; PAGE];
    let mut at = 0;
    while at < length {
        page.fill(0);
        let wanted = usize::try_from(length - at).unwrap_or(PAGE).min(PAGE);
        source.seek(SeekFrom::Start(at)).map_err(failed)?;
        if let Some(part) = page.get_mut(..wanted) {
            match source.read_exact(part) {
                Ok(()) => {}
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(_) => part.fill(0),
            }
        }
        let length = if whole_pages { PAGE } else { wanted };
        copy.write_all(page.get(..length).unwrap_or_default())
            .map_err(|source| place::failed("write", to, source))?;
        at += PAGE as u64;
    }
    Ok(())
}

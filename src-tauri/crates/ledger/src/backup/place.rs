//! Files of backups: which are ours, and how one gets its name.

use std::fs::{File, OpenOptions};
use std::io::Read as _;
use std::path::Path;

use sha2::{Digest as _, Sha256};

use super::name::Name;
use crate::{Error, Result, file};

/// Ending of what isn't whole yet.
pub(crate) const PART: &str = ".part";

/// Names of the backups in `folder`, oldest first; none where there is no folder.
///
/// # Errors
/// [`Error::File`] when the folder is there and can't be read.
pub(crate) fn names(folder: &Path) -> Result<Vec<Name>> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(source) => return Err(failed("read", folder, source)),
    };
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|source| failed("read", folder, source))?;
        names.extend(Name::of(&entry.path()));
    }
    names.sort_unstable();
    Ok(names)
}

/// Makes the folder, and lets it outlive a power cut.
pub(crate) fn make_folder(folder: &Path) -> Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    std::fs::create_dir_all(folder).map_err(|source| failed("make", folder, source))?;
    let parent = folder.parent().unwrap_or(Path::new("."));
    file::sync_folder(parent).map_err(|source| failed("make", folder, source))
}

/// Removes what an interrupted attempt left in `folder`: only parts of names that are ours.
pub(crate) fn sweep(folder: &Path) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let ours = name
            .to_str()
            .and_then(|name| name.split_once(PART))
            .is_some_and(|(name, rest)| {
                let rest_of_sqlite = ["", "-journal", "-wal", "-shm"].contains(&rest);
                rest_of_sqlite && (Name::parse(name).is_some() || name == crate::keys::FILE)
            });
        if ours {
            // What can't be removed does no harm.
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// What was written is on the disk, not only on its way.
pub(crate) fn sync_file(path: &Path) -> Result<()> {
    OpenOptions::new()
        .read(true)
        .write(true)
        .open(path)
        .and_then(|file| file.sync_all())
        .map_err(|source| failed("write", path, source))
}

/// Gives a whole file its name, in one step that outlives a power cut.
pub(crate) fn rename(from: &Path, to: &Path) -> Result<()> {
    std::fs::rename(from, to)
        .and_then(|()| file::sync_folder(to.parent().unwrap_or(Path::new("."))))
        .map_err(|source| failed("write", to, source))
}

/// Copies a file beside its new place, reads it back, and renames it only when every byte is the same.
///
/// # Errors
/// [`Error::File`]; a file that was at the new place is then as it was.
pub(crate) fn copy_verified(from: &Path, to: &Path) -> Result<()> {
    let mut name = to.file_name().unwrap_or_default().to_owned();
    name.push(PART);
    let part = to.with_file_name(name);
    let copied = std::fs::copy(from, &part)
        .map_err(|source| failed("write", to, source))
        .and_then(|_| sync_file(&part))
        .and_then(|()| same(from, &part))
        .and_then(|same| {
            if same {
                rename(&part, to)
            } else {
                let source = std::io::Error::other("what was written reads back otherwise");
                Err(failed("write", to, source))
            }
        });
    if copied.is_err() {
        let _ = std::fs::remove_file(&part);
    }
    copied
}

/// Whether two files have the same content.
pub(crate) fn same(one: &Path, other: &Path) -> Result<bool> {
    Ok(digest(one)? == digest(other)?)
}

/// SHA-256 of a file's content.
pub(crate) fn digest(path: &Path) -> Result<[u8; 32]> {
    let mut digest = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    let mut file = File::open(path).map_err(|source| failed("read", path, source))?;
    loop {
        match file.read(&mut buffer) {
            Ok(0) => return Ok(digest.finalize().into()),
            Ok(length) => digest.update(buffer.get(..length).unwrap_or_default()),
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(source) => return Err(failed("read", path, source)),
        }
    }
}

pub(crate) fn failed(action: &'static str, path: &Path, source: std::io::Error) -> Error {
    Error::File {
        action,
        path: path.to_owned(),
        source,
    }
}

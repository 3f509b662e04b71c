//! Files are written beside and renamed: a reader sees the old one or the new one, never half of it.

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::{Error, Result, keys};

/// How the folder of a ledger ends, and the file that makes a folder one.
const ENDING: &str = ".kaotsunagi";
const LEDGER: &str = "ledger.db";

/// Writes `bytes` to `path`, replacing a file of that name in one step. For what is given out: a ledger's folder is no
/// place for it.
///
/// # Errors
/// `Refused` inside a ledger's folder, [`Error::File`]; a file that was there is then as it was.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    outside_ledgers("path", path)?;
    replace(path, bytes)
}

/// How a file ends over which a passphrase lies.
const SEALED: &str = "age";

/// What the file is without the passphrase over it: `名簿.csv` for `名簿.csv.age`.
///
/// # Errors
/// `Refused` when it is to be sealed and doesn't end in `.age`, or the other way round: nobody could tell what it is.
pub(crate) fn inside(path: &Path, sealed: bool) -> Result<PathBuf> {
    let ends = path
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case(SEALED));
    if ends != sealed {
        return Err(Error::refused("path", "refused.ending"));
    }
    Ok(if sealed {
        path.with_extension("")
    } else {
        path.to_owned()
    })
}

/// [`write`], with a passphrase over it if there is one: any program that knows age opens it, and this one.
///
/// # Errors
/// As [`write`]; `Refused` for a short passphrase.
pub(crate) fn give(path: &Path, bytes: &[u8], passphrase: Option<&str>) -> Result<()> {
    let Some(typed) = passphrase else {
        return write(path, bytes);
    };
    let passphrase = keys::good_passphrase("passphrase", typed)?;
    write(path, &ledger::keys::seal(bytes, &passphrase)?)
}

/// # Errors
/// `Refused` when a folder above `path` is a ledger's, by its name or by what it holds; links are followed, folders that
/// aren't there yet are judged by their names.
pub(crate) fn outside_ledgers(field: &str, path: &Path) -> Result<()> {
    let here = std::env::current_dir().unwrap_or_default().join(path);
    let mut missing = Vec::new();
    let mut there = None;
    for folder in here.ancestors().skip(1) {
        match folder.canonicalize() {
            Ok(real) => {
                there = Some(real);
                break;
            }
            Err(_) => missing.extend(folder.file_name()),
        }
    }
    let named = |name: &std::ffi::OsStr| name.to_string_lossy().to_lowercase().ends_with(ENDING);
    let inside = missing.into_iter().any(named)
        || there.is_some_and(|there| {
            there.ancestors().any(|folder| {
                folder.file_name().is_some_and(named) || folder.join(LEDGER).is_file()
            })
        });
    if inside {
        Err(Error::refused(field, "refused.inside_ledger"))
    } else {
        Ok(())
    }
}

/// Writes `bytes` to `path` in one step, wherever it is.
///
/// # Errors
/// As [`write`], but for the place.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<()> {
    let failed = |source| Error::File {
        action: "write",
        path: path.display().to_string(),
        source,
    };
    let Some(name) = path.file_name() else {
        return Err(failed(std::io::Error::from(
            std::io::ErrorKind::InvalidInput,
        )));
    };
    let mut beside = std::ffi::OsString::from(".");
    beside.push(name);
    beside.push(format!(".{}.part", std::process::id()));
    let beside = path.with_file_name(beside);
    let written = File::create(&beside)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| std::fs::rename(&beside, path));
    written.map_err(|source| {
        // What is left of the attempt is of no use; that it could not be removed is not worth another error.
        let _ = std::fs::remove_file(&beside);
        failed(source)
    })
}

//! Files are written beside and renamed: a reader sees the old one or the new one, never half of it.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;

use crate::{Error, Result};

/// Writes `bytes` to `path`, replacing a file of that name in one step.
///
/// # Errors
/// [`Error::File`]; a file that was there is then as it was.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
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

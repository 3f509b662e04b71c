//! Files beside the database are written beside and renamed: after a power cut there is the old one or the new one.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;

use crate::{Error, Result};

/// Replaces the file in one step, and is done when it would outlive a power cut.
///
/// # Errors
/// [`Error::File`]; a file that was there is then as it was.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<()> {
    let failed = |source| Error::File {
        action: "write",
        path: path.to_owned(),
        source,
    };
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    let beside = path.with_file_name(name);
    let written = File::create(&beside)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| std::fs::rename(&beside, path));
    if let Err(source) = written {
        // Of no use; the error that led here is the one to tell.
        let _ = std::fs::remove_file(&beside);
        return Err(failed(source));
    }
    sync_folder(path.parent().unwrap_or(Path::new("."))).map_err(failed)
}

/// A rename outlives a power cut only when its folder is written too. Windows keeps folders by itself and can't open one.
pub(crate) fn sync_folder(dir: &Path) -> std::io::Result<()> {
    if cfg!(windows) {
        Ok(())
    } else {
        File::open(dir)?.sync_all()
    }
}

//! The ZIP around a workbook, unpacked once and never further than may be: what its directory says of sizes is not believed.

use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::damaged;
use crate::ReadError;

/// Bytes that all parts of a workbook together may unpack to.
const UNPACKED: u64 = 192 * 1024 * 1024;
/// A small file may unpack to this much, and to so many times its own size besides: a list of people shrinks to a tenth, a
/// sheet of formatted empty rows to a thirtieth.
const UNPACKED_BEFORE: u64 = 32 * 1024 * 1024;
const UNPACKED_TIMES: u64 = 64;
/// More parts than any workbook has.
const PARTS: usize = 20_000;

/// A part's name and content.
pub(super) type Part = (String, Vec<u8>);

/// The parts whose name is wanted, in the order of the directory.
///
/// # Errors
/// `Explodes`; `Damaged` when the container is cut off or a part is not what its checksum says.
pub(super) fn unpack(bytes: &[u8], wanted: fn(&str) -> bool) -> Result<Vec<Part>, ReadError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if archive.len() > PARTS {
        return Err(damaged("too many parts"));
    }
    let most = UNPACKED.min(UNPACKED_BEFORE + UNPACKED_TIMES * bytes.len() as u64);
    let mut left = most;
    let mut parts = Vec::new();
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(damaged)?;
        let name = part.name().map_err(damaged)?.into_owned();
        if part.is_dir() || !wanted(&name) {
            continue;
        }
        // What it says of itself is good for a first guess of the room only; a little more, so that its end is seen without
        // making all of it anew.
        let room = part.size().min(left) + 64;
        let mut content = Vec::with_capacity(usize::try_from(room).unwrap_or_default());
        part.take(left + 1)
            .read_to_end(&mut content)
            .map_err(damaged)?;
        content.shrink_to_fit();
        left = left
            .checked_sub(content.len() as u64)
            .ok_or(ReadError::Explodes { bytes: most })?;
        parts.push((name, content));
    }
    Ok(parts)
}

/// The same parts as a container without compression, for a reader that wants a container.
///
/// # Errors
/// `Damaged` when two parts have one name.
pub(super) fn stored(parts: &[Part]) -> Result<Vec<u8>, ReadError> {
    let size = parts.iter().map(|(_, content)| content.len() + 200).sum();
    let mut writer = ZipWriter::new(Cursor::new(Vec::with_capacity(size)));
    let plain = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, content) in parts {
        writer.start_file(name.as_str(), plain).map_err(damaged)?;
        writer.write_all(content).map_err(damaged)?;
    }
    Ok(writer.finish().map_err(damaged)?.into_inner())
}

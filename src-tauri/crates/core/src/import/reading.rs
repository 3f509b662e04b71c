//! How a contact file is read: as she says, as she said of the last file of this shape, else as guessed.

use std::io::Read as _;
use std::path::Path;

use exchange::header::Field;
use exchange::{ForeignFile, OfferKind, ReadOptions};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use ts_rs::TS;

use crate::{Error, Nothing, Result, Session, request};

/// What she says of a file beside its encoding; everything left out is guessed.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ContactOptions {
    /// `,` `;` `|` or `tab`.
    pub delimiter: Option<String>,
    /// Name of the sheet.
    pub sheet: Option<String>,
    pub header: Option<HeaderAt>,
    /// Field id of each column, `null`: kept in the note under its header. The whole `null`: as kept for files of this shape,
    /// else as guessed.
    pub mapping: Option<Vec<Option<String>>>,
    /// Offers to do, by their ids; and not to do.
    pub accept: Vec<String>,
    pub decline: Vec<String>,
}

/// Where the header stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HeaderAt {
    /// Line of the file or row of the sheet, from 1.
    pub first: u32,
    /// 1 or 2; 0: no header, people begin in this row.
    pub rows: u32,
}

/// Keeps what the columns of files with this header hold; `mapping: null` forgets it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct KeepMapping {
    /// [`super::ContactPreview::header_print`].
    pub header_print: String,
    pub mapping: Option<Vec<Option<String>>>,
    #[serde(default)]
    pub accept: Vec<String>,
    #[serde(default)]
    pub decline: Vec<String>,
}

/// As it lies in the ledger.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    mapping: Vec<Option<String>>,
    accept: Vec<String>,
    decline: Vec<String>,
}

/// A file, read.
pub(super) struct Opened {
    /// SHA-256 of the file, in hexadecimal digits.
    pub(super) digest: String,
    pub(super) file: ForeignFile,
    /// Whether a kept mapping was used.
    pub(super) by_kept: bool,
    /// As it was read in the end, kept mapping and all.
    pub(super) options: ReadOptions,
    pub(super) bytes: Vec<u8>,
}

/// Keeps a mapping for the next file of its shape. How files are read is no content: it is neither logged nor undone.
///
/// # Errors
/// `Refused` for a print that no header has, or a field or offer that there is none of.
pub fn keep_mapping(session: &mut Session, asked: KeepMapping) -> Result<Nothing> {
    let print = asked.header_print.trim();
    if print.len() != 64 || !print.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(Error::refused("header_print", "refused.bad_id"));
    }
    let value = match asked.mapping {
        None => None,
        Some(mapping) => {
            fields(&mapping)?;
            offers("accept", &asked.accept)?;
            offers("decline", &asked.decline)?;
            let kept = Kept {
                mapping,
                accept: asked.accept,
                decline: asked.decline,
            };
            serde_json::to_string(&kept).ok()
        }
    };
    session
        .ledger_mut()?
        .set_preference(&preference(print), value.as_deref())?;
    Ok(Nothing {})
}

fn preference(print: &str) -> String {
    format!("mapping:{print}")
}

/// Reads a file. Never more of it is read than may be, however it grows meanwhile.
///
/// # Errors
/// `Read` when nothing of the file can be read, `File` when it is not there, `Refused` for options that there are none of.
pub(super) fn open(
    session: &mut Session,
    path: &Path,
    encoding: Option<&str>,
    said: &ContactOptions,
) -> Result<Opened> {
    let options = options(encoding, said)?;
    let bytes = bytes(path)?;
    let digest = Sha256::digest(&bytes);
    let digest = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    let name = super::file_name(path);
    let mut options = options;
    let file = match exchange::read_with(&bytes, &name, &options) {
        Err(error @ exchange::ReadError::NoHeader { .. }) if options.header.is_none() => {
            // Words that nobody knows, but she may have said of them what they mean.
            options.header = Some(exchange::HeaderRows { first: 1, rows: 1 });
            let file = exchange::read_with(&bytes, &name, &options)?;
            if said.mapping.is_none() && kept(session, &file.seen.header_print)?.is_none() {
                return Err(error.into());
            }
            file
        }
        read => read?,
    };
    let kept = if said.mapping.is_some() || file.seen.header_print.is_empty() {
        None
    } else {
        kept(session, &file.seen.header_print)?
    };
    let Some(kept) = kept else {
        return Ok(Opened {
            digest,
            file,
            by_kept: false,
            options,
            bytes,
        });
    };
    let mut again = options;
    again.mapping = Some(kept.mapping.iter().map(|id| field(id.as_deref())).collect());
    // What she says now wins over what she said last time.
    for (now, other, last) in [
        (&said.accept, &said.decline, (&kept.accept, true)),
        (&said.decline, &said.accept, (&kept.decline, false)),
    ] {
        for id in last
            .0
            .iter()
            .filter(|id| !now.contains(id) && !other.contains(id))
        {
            let list = if last.1 {
                &mut again.accept
            } else {
                &mut again.decline
            };
            list.extend(offer(id));
        }
    }
    let file = exchange::read_with(&bytes, &name, &again)?;
    Ok(Opened {
        digest,
        file,
        by_kept: true,
        options: again,
        bytes,
    })
}

/// Larger files are refused before they are read into memory.
const LARGEST: u64 = 64 * 1024 * 1024;

fn bytes(path: &Path) -> Result<Vec<u8>> {
    let failed = |source| Error::File {
        action: "read",
        path: path.display().to_string(),
        source,
    };
    // A folder or a pipe opens as well, and a pipe would be waited for without end.
    let about = std::fs::metadata(path).map_err(failed)?;
    if !about.is_file() {
        return Err(failed(std::io::Error::other("not a regular file")));
    }
    if about.len() > LARGEST {
        let bytes = usize::try_from(about.len()).unwrap_or(usize::MAX);
        return Err(exchange::ReadError::TooLarge { bytes }.into());
    }
    let mut bytes = Vec::new();
    std::fs::File::open(path)
        .and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes))
        .map_err(failed)?;
    if bytes.len() as u64 > LARGEST {
        return Err(exchange::ReadError::TooLarge { bytes: bytes.len() }.into());
    }
    Ok(bytes)
}

fn kept(session: &mut Session, print: &str) -> Result<Option<Kept>> {
    let text = session.ledger()?.read().preference(&preference(print))?;
    // One that this version can't read is as good as none.
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
}

pub(super) fn options(encoding: Option<&str>, said: &ContactOptions) -> Result<ReadOptions> {
    Ok(ReadOptions {
        encoding: encoding.map(str::to_owned),
        delimiter: said.delimiter.as_deref().map(delimiter).transpose()?,
        sheet: said.sheet.clone(),
        header: said.header.map(|at| exchange::HeaderRows {
            first: usize::try_from(at.first).unwrap_or(usize::MAX),
            rows: usize::try_from(at.rows).unwrap_or(1),
        }),
        mapping: said.mapping.as_deref().map(fields).transpose()?,
        accept: offers("accept", &said.accept)?,
        decline: offers("decline", &said.decline)?,
        keep_cells: false,
    })
}

fn delimiter(typed: &str) -> Result<char> {
    let mut chars = typed.chars();
    match (
        typed.trim().to_lowercase().as_str(),
        chars.next(),
        chars.next(),
    ) {
        ("tab" | "\\t", _, _) => Ok('\t'),
        (_, Some(c), None) if c.is_ascii() && !matches!(c, '"' | '\r' | '\n') => Ok(c),
        _ => Err(Error::refused("delimiter", "refused.delimiter")),
    }
}

fn field(id: Option<&str>) -> Option<Field> {
    id.and_then(Field::of_id)
}

fn fields(mapping: &[Option<String>]) -> Result<Vec<Option<Field>>> {
    if mapping.len() > 5_000 {
        return Err(Error::refused("mapping", "refused.too_long"));
    }
    mapping
        .iter()
        .map(|id| match id.as_deref().filter(|id| !id.is_empty()) {
            None => Ok(None),
            Some(id) => Field::of_id(id)
                .map(Some)
                .ok_or_else(|| Error::refused("mapping", "refused.no_such_column_field")),
        })
        .collect()
}

fn offer(id: &str) -> Option<OfferKind> {
    OfferKind::ALL.into_iter().find(|kind| kind.id() == id)
}

fn offers(name: &str, ids: &[String]) -> Result<Vec<OfferKind>> {
    ids.iter()
        .map(|id| {
            request::not_too_long(name, id)?;
            offer(id).ok_or_else(|| Error::refused(name, "refused.no_such_offer"))
        })
        .collect()
}

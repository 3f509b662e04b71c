//! The same packs through a shared folder: an office's NAS, a memory stick. Each ledger writes its own file only, reads the others', and
//! passes over what is half copied. No database ever lies there.

use std::path::{Path, PathBuf};

use super::desk::{self, Judged};
use super::pack::{self, ENDING, Opened};
use super::{
    ExchangeFolder, FolderExchanged, FolderPack, FolderState, PackOutcome, PackScope,
    SetShareFolder, give, take,
};
use crate::words::words;
use crate::{Error, Nothing, Result, Session, file, keys, request};

/// Id of the preference that names the folder; the passphrase lies beside it, within the encrypted ledger.
pub(super) const FOLDER: &str = "share.folder";
const PASSPHRASE: &str = "share.folder.passphrase";

/// Names the folder, or takes it away; what lies there stays.
///
/// # Errors
/// `Refused` when there is no such folder, it is a ledger's, or the passphrase is too short.
pub fn set_share_folder(session: &mut Session, request: SetShareFolder) -> Result<Nothing> {
    let Some(path) = &request.path else {
        let ledger = session.ledger_mut()?;
        ledger.set_preference(FOLDER, None)?;
        ledger.set_preference(PASSPHRASE, None)?;
        return Ok(Nothing {});
    };
    let path = request::place("path", path)?;
    if !path.is_dir() {
        return Err(Error::refused("path", "refused.no_folder"));
    }
    file::outside_ledgers("path", &path.join(ENDING))?;
    keys::good_passphrase("passphrase", &request.passphrase)?;
    let text = path.display().to_string();
    let ledger = session.ledger_mut()?;
    ledger.set_preference(FOLDER, Some(&text))?;
    ledger.set_preference(PASSPHRASE, Some(&request.passphrase))?;
    Ok(Nothing {})
}

/// Takes in the others' packs as far as nothing has to be decided, if she wants that; then writes her own, with what she learned.
///
/// # Errors
/// `Refused` when no folder is named or it isn't there now; `File` when it can't be read. Where her own pack can't be written (a stick
/// that is locked) the others' are looked at all the same, and the answer says why.
pub fn exchange_folder(session: &mut Session, request: ExchangeFolder) -> Result<FolderExchanged> {
    let read = session.ledger()?.read();
    let (folder, passphrase) = (read.preference(FOLDER)?, read.preference(PASSPHRASE)?);
    let (Some(folder), Some(passphrase)) = (folder, passphrase) else {
        return Err(Error::refused("path", "refused.share_folder"));
    };
    let folder = PathBuf::from(folder);
    if !folder.is_dir() {
        return Err(Error::refused("path", "refused.no_folder"));
    }
    let own_name = format!("{}.{ENDING}", session.ledger_mut()?.device()?);
    let mut others = Vec::new();
    for path in packs(&folder, &own_name)? {
        // What it was called before the ledger was moved or restored.
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let read = session.ledger()?.read();
        if stem
            .parse()
            .is_ok_and(|device| read.is_own_device(device).unwrap_or(false))
        {
            continue;
        }
        others.push(other(session, &path, &passphrase, request.take)?);
    }
    let own = folder.join(own_name);
    let scope = PackScope::default();
    let selection = give::select(session, &scope)?;
    let receipt = give::receipt(session, &selection)?;
    let bytes = give::pack(session, &scope, &selection, &receipt)?.bytes()?;
    let passphrase = keys::good_passphrase("passphrase", &passphrase)?;
    let problem = match file::write(&own, &ledger::keys::seal(&bytes, &passphrase)?) {
        Ok(()) => {
            session.ledger_mut()?.mark_given(&selection.pack.records)?;
            None
        }
        Err(error @ Error::File { .. }) => Some(error.problem(session.language()).message),
        Err(error) => return Err(error),
    };
    Ok(FolderExchanged {
        own: own.display().to_string(),
        problem,
        receipt,
        others,
    })
}

/// The passphrase under which the packs of the shared folder lie, if `path` is one of them.
pub(super) fn passphrase_for(session: &Session, path: &Path) -> Result<Option<String>> {
    let read = session.ledger()?.read();
    let folder = read.preference(FOLDER)?.map(PathBuf::from);
    if folder.is_some_and(|folder| path.parent() == Some(&folder)) {
        return Ok(read.preference(PASSPHRASE)?);
    }
    Ok(None)
}

/// The others' files by name. What is being written there has another ending.
fn packs(folder: &Path, own: &str) -> Result<Vec<PathBuf>> {
    let failed = |source| Error::File {
        action: "read",
        path: folder.display().to_string(),
        source,
    };
    let mut packs = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.extension().is_some_and(|ending| ending == ENDING)
            && !name.starts_with('.')
            && name != own
        {
            packs.push(path);
        }
    }
    packs.sort();
    Ok(packs)
}

/// One file; what can't be read is told and passed over.
fn other(
    session: &mut Session,
    path: &Path,
    passphrase: &str,
    take_it: bool,
) -> Result<FolderPack> {
    let words = words(session.language());
    let mut row = FolderPack {
        path: path.display().to_string(),
        sender: path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned(),
        message: String::new(),
        state: FolderState::Skipped,
        groups: Vec::new(),
    };
    let opened = pack::read(path).and_then(|bytes| {
        let key = session.ledger_mut()?.share_key()?;
        pack::open(&bytes, &key, Some(passphrase))
    });
    let opened = match opened {
        Ok(opened) => opened,
        Err(error @ (Error::Refused { .. } | Error::File { .. })) => {
            let problem = error.problem(session.language());
            row.message = words.fill("pack.folder.skipped", &[("why", &problem.message)]);
            return Ok(row);
        }
        Err(error) => return Err(error),
    };
    row.sender.clone_from(&opened.pack.name);
    if is_known(session, &opened)? {
        row.state = FolderState::Unchanged;
        words
            .get("pack.folder.unchanged")
            .clone_into(&mut row.message);
        return Ok(row);
    }
    let judged = desk::judge(session, &opened, &[])?;
    row.groups = desk::groups(session, &judged);
    let nothing = row
        .groups
        .iter()
        .all(|group| group.outcome == PackOutcome::Nothing);
    if nothing {
        row.state = FolderState::Unchanged;
        words
            .get("pack.folder.unchanged")
            .clone_into(&mut row.message);
    } else if take_it {
        taken(session, path, &opened, &judged)?;
        row.state = FolderState::Taken;
        words.get("pack.folder.taken").clone_into(&mut row.message);
    } else {
        row.state = FolderState::New;
        words.get("pack.folder.new").clone_into(&mut row.message);
    }
    Ok(row)
}

fn taken(session: &mut Session, path: &Path, opened: &Opened, judged: &Judged) -> Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    take::take(session, opened, judged, name.into_owned(), String::new()).map(|_| ())
}

/// Whether that very file was taken in last from its device.
fn is_known(session: &Session, opened: &Opened) -> Result<bool> {
    let Ok(device) = opened.pack.device.parse() else {
        return Ok(false);
    };
    Ok(session.ledger()?.read().device_digest(device)? == opened.digest)
}

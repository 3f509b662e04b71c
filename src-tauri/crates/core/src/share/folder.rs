//! The same packs through a shared folder: an office's NAS, a memory stick. Each ledger writes its own file only, reads the others', and
//! passes over what is half copied. No database ever lies there.

use std::path::{Path, PathBuf};

use ledger::share::{Device, Selection};

use super::desk;
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

/// For whom and on which basis; what was given there last, by its digest.
const RECIPIENT: &str = "share.folder.recipient";
const BASIS: &str = "share.folder.basis";
const GIVEN: &str = "share.folder.given";

/// Names the folder, or takes it away; what lies there stays.
///
/// # Errors
/// `Refused` when there is no such folder, it is a ledger's, nobody is named who uses it, or the passphrase is too short.
pub fn set_share_folder(session: &mut Session, request: SetShareFolder) -> Result<Nothing> {
    let Some(path) = &request.path else {
        let ledger = session.ledger_mut()?;
        for id in [FOLDER, PASSPHRASE, RECIPIENT, BASIS, GIVEN] {
            ledger.set_preference(id, None)?;
        }
        return Ok(Nothing {});
    };
    let path = request::place("path", path)?;
    if !path.is_dir() {
        return Err(Error::refused("path", "refused.no_folder"));
    }
    file::outside_ledgers("path", &path.join(ENDING))?;
    keys::good_passphrase("passphrase", &request.passphrase)?;
    request::not_blank("recipient", &request.recipient)?;
    let text = path.display().to_string();
    let ledger = session.ledger_mut()?;
    for (id, value) in [
        (FOLDER, text.as_str()),
        (PASSPHRASE, &request.passphrase),
        (RECIPIENT, request.recipient.trim()),
        (BASIS, &request.basis),
    ] {
        ledger.set_preference(id, Some(value))?;
    }
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
    let device = session.ledger_mut()?.device()?;
    let own_name = format!("{device}.{ENDING}");
    let mut others = Vec::new();
    for path in packs(&folder, &own_name)? {
        if !is_old_own(session, &path)? {
            others.push(other(session, &path, &passphrase, request.take)?);
        }
    }
    let own = folder.join(own_name);
    let scope = PackScope::default();
    let selection = give::select(session, &scope)?;
    let receipt = give::receipt(session, &selection)?;
    let bytes = give::pack(session, &scope, &selection, &receipt)?.bytes()?;
    let passphrase = keys::good_passphrase("passphrase", &passphrase)?;
    let sealed = ledger::keys::seal(&bytes, &passphrase)?;
    let problem = match file::write(&own, &sealed) {
        Ok(()) => {
            give::mark_given(session, &selection)?;
            given(session, &selection, &own, device, &pack::digest(&sealed))?;
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

/// What was her own before the ledger was moved or restored, as she left it. Somebody who copied the ledger writes there still:
/// then it is another one's.
fn is_old_own(session: &Session, path: &Path) -> Result<bool> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let Ok(device) = stem.parse() else {
        return Ok(false);
    };
    let read = session.ledger()?.read();
    if !read.is_own_device(device)? {
        return Ok(false);
    }
    let left = read.device_digest(device)?;
    Ok(pack::read(path).is_ok_and(|bytes| pack::digest(&bytes) == left))
}

/// Keeps what lies there now, and that it went, to whom and on which basis, when it is something else than the last time.
fn given(
    session: &mut Session,
    selection: &Selection,
    own: &Path,
    device: Device,
    digest: &str,
) -> Result<()> {
    let records: Vec<_> = selection
        .pack
        .records
        .iter()
        .map(|record| (&record.table, &record.id, record.state.to_json()))
        .collect();
    let now = pack::digest(&serde_json::to_vec(&records).unwrap_or_default());
    let read = session.ledger()?.read();
    let is_new = read.preference(GIVEN)?.as_deref() != Some(&now);
    let to = read.preference(RECIPIENT)?.unwrap_or_default();
    let basis = read.preference(BASIS)?.unwrap_or_default();
    let subject = give::scope_words(session, &PackScope::default())?;
    let entry = give::entry(session, selection, subject, (&to, &basis), own);
    session.operation("pack.export", &to, |write| {
        write.remember_digest(device, digest)?;
        if is_new {
            write.add_export(&entry)?;
        }
        Ok(())
    })?;
    session.ledger_mut()?.set_preference(GIVEN, Some(&now))?;
    Ok(())
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
    if let Err(error) = look(session, path, &opened, take_it, &mut row) {
        let problem = error.problem(session.language());
        row.state = FolderState::Skipped;
        row.message = words.fill("pack.folder.skipped", &[("why", &problem.message)]);
    }
    Ok(row)
}

/// What is new in a pack; taken in as far as nothing has to be decided, if she wants that.
fn look(
    session: &mut Session,
    path: &Path,
    opened: &Opened,
    take_it: bool,
    row: &mut FolderPack,
) -> Result<()> {
    let words = words(session.language());
    let judged = desk::judge(session, opened, &[])?;
    row.groups = desk::groups(session, &judged);
    let has = |wanted: fn(PackOutcome) -> bool| row.groups.iter().any(|one| wanted(one.outcome));
    let comes = has(|outcome| {
        !matches!(outcome, PackOutcome::Nothing | PackOutcome::Forgotten) && !waits(outcome)
    });
    let waits = has(waits);
    let takes = comes && take_it;
    if takes {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        take::take(session, opened, &judged, name.into_owned(), String::new())?;
    }
    let (state, key) = match (comes, takes, waits) {
        (false, _, false) => (FolderState::Unchanged, "pack.folder.unchanged"),
        (_, true, false) => (FolderState::Taken, "pack.folder.taken"),
        (_, true, true) => (FolderState::New, "pack.folder.taken_rest"),
        (false, false, true) => (FolderState::New, "pack.folder.waits"),
        (true, false, _) => (FolderState::New, "pack.folder.new"),
    };
    row.state = state;
    words.get(key).clone_into(&mut row.message);
    Ok(())
}

/// Nothing comes of it without a word of hers, or of what it refers to.
fn waits(outcome: PackOutcome) -> bool {
    matches!(
        outcome,
        PackOutcome::Perhaps | PackOutcome::Later | PackOutcome::Held
    )
}

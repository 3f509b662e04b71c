//! Taking a pack in: one operation, undone as one at any later time.

use ledger::share::{Device, From, Reach};

use super::desk::{self, Judged};
use super::pack::Opened;
use super::{PackTaken, TakePack};
use crate::backup;
use crate::{Error, Result, Session};
use ledger::backup::Reason;

/// Takes in what the desk shows. Conflicts that she didn't decide stay open, people who may be one and aren't decided wait.
///
/// # Errors
/// As [`super::open_pack`]; `Refused` when the file is another than the one that was looked at. Then nothing is written.
pub fn take_pack(session: &mut Session, request: TakePack) -> Result<PackTaken> {
    let opened = desk::open(session, &request.path, request.passphrase.as_deref())?;
    if request
        .digest
        .is_some_and(|looked_at| looked_at != opened.digest)
    {
        return Err(Error::refused("path", "refused.file_changed"));
    }
    let judged = desk::judge(session, &opened, &request.decisions)?;
    let file = request
        .path
        .file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    take(session, &opened, &judged, file, request.basis)
}

pub(super) fn take(
    session: &mut Session,
    opened: &Opened,
    judged: &Judged,
    file: String,
    basis: String,
) -> Result<PackTaken> {
    backup::before(session, Reason::Import);
    let groups = desk::groups(session, judged);
    let from = From {
        device: opened.pack.device.clone(),
        name: opened.pack.name.clone(),
        file,
        basis,
    };
    let ((), written) = session.operation("pack.take", &opened.pack.name, |write| {
        write.take(&opened.incoming, &judged.decisions, &from)?;
        for (device, name) in &opened.pack.devices {
            if let (Ok(device), false) = (device.parse::<Device>(), name.is_empty()) {
                write.name_device(device, name)?;
            }
        }
        if let Ok(device) = opened.pack.device.parse::<Device>() {
            write.name_device(device, &opened.pack.name)?;
        }
        Ok(())
    })?;
    let now = session.now.utc;
    let open = session
        .ledger_mut()?
        .conflicts(now, Reach::default())?
        .len();
    Ok(PackTaken {
        operation: if written.tables.is_empty() {
            String::new()
        } else {
            written.operation
        },
        tables: written.tables,
        groups,
        open: u32::try_from(open).unwrap_or(u32::MAX),
    })
}

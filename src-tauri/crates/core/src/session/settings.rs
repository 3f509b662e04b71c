//! settings.json in `home`: what she chose on this computer, and where the last ledger lies.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{Session, Settings, Status, status};
use crate::{Error, Nothing, Result};

const FILE: &str = "settings.json";

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Kept {
    pub(super) settings: Settings,
    pub(super) last_ledger: String,
    pub(super) remembered: Vec<String>,
}

/// What is kept in `home`; the defaults when there is nothing, or nothing that can be read: settings are never worth an error.
pub(super) fn read(home: &Path) -> Kept {
    std::fs::read(home.join(FILE))
        .ok()
        .and_then(|bytes| serde_json::from_slice(&bytes).ok())
        .unwrap_or_default()
}

/// Keeps settings and the place of the last ledger, if there is a home.
pub(crate) fn keep(session: &Session) -> Result<()> {
    let Some(home) = &session.home else {
        return Ok(());
    };
    let kept = Kept {
        settings: session.settings.clone(),
        last_ledger: session.last_ledger.clone(),
        remembered: session.remembered.clone(),
    };
    let text = serde_json::to_vec_pretty(&kept).map_err(|wrong| Error::Refused {
        field: "settings".to_owned(),
        reason: wrong.to_string(),
    })?;
    std::fs::create_dir_all(home).map_err(|source| Error::File {
        action: "write",
        path: home.display().to_string(),
        source,
    })?;
    crate::file::replace(&home.join(FILE), &text)
}

/// Keeps the settings in `home`.
///
/// # Errors
/// `Refused` for a size of letters or a time that isn't offered, `File` when they can't be kept; the old ones then hold.
pub fn save_settings(session: &mut Session, request: Settings) -> Result<Status> {
    if !matches!(request.zoom, 0 | 100 | 125 | 150 | 200) {
        return Err(Error::refused("zoom", "refused.zoom"));
    }
    if !matches!(request.auto_lock, 0 | 5 | 10 | 15 | 30 | 60) {
        return Err(Error::refused("auto_lock", "refused.auto_lock"));
    }
    let before = std::mem::replace(&mut session.settings, request);
    if let Err(error) = keep(session) {
        session.settings = before;
        return Err(error);
    }
    status(session, Nothing {})
}

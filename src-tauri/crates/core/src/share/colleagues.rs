//! Colleagues and keys: hers to hand on, theirs to seal for.

use ledger::ColleagueId;
use ledger::share::{Colleague, is_public_key};
use qrcode::{Color, EcLevel, QrCode};

use super::{ColleagueRow, Colleagues, SaveColleague};
use crate::{ById, Error, Nothing, Result, Session, Written, request};

/// The ledger's own key and all colleagues. The key is made when it is first asked for.
///
/// # Errors
/// Of the ledger.
pub fn colleagues(session: &mut Session, _request: Nothing) -> Result<Colleagues> {
    let key = session.ledger_mut()?.share_key()?.public();
    let read = session.ledger()?.read();
    Ok(Colleagues {
        code: code(&key),
        key,
        colleagues: read
            .colleagues()?
            .into_iter()
            .map(|colleague| ColleagueRow {
                id: colleague.id.to_string(),
                name: colleague.name,
                organisation: colleague.organisation,
                key: colleague.recipient,
            })
            .collect(),
        folder: read.preference(super::folder::FOLDER)?.unwrap_or_default(),
    })
}

/// Half of the code may be hidden; a key always fits into one.
fn code(key: &str) -> Vec<Vec<bool>> {
    let Ok(code) = QrCode::with_error_correction_level(key.as_bytes(), EcLevel::M) else {
        return Vec::new();
    };
    let colours = code.to_colors();
    colours
        .chunks(code.width().max(1))
        .map(|row| row.iter().map(|colour| *colour == Color::Dark).collect())
        .collect()
}

/// Adds a colleague, or gives the one of that name another key.
///
/// # Errors
/// `Refused` for a blank name, or a key that is none.
pub fn save_colleague(session: &mut Session, request: SaveColleague) -> Result<Written> {
    request::not_blank("name", &request.name)?;
    let key = request.key.trim();
    if !key.is_empty() && !is_public_key(key) {
        return Err(Error::refused("key", "refused.public_key"));
    }
    let name = request.name.trim();
    session.write("colleague.save", name, |write| {
        Ok(write.save_colleague(name, request.organisation.trim(), key)?)
    })
}

/// Removes a colleague; packs that were exchanged stay.
///
/// # Errors
/// `NoRecord`.
pub fn remove_colleague(session: &mut Session, request: ById) -> Result<Written> {
    let colleague = find(session, &request.id)?;
    let ((), written) = session.operation("colleague.remove", &colleague.name, |write| {
        Ok(write.remove_colleague(colleague.id)?)
    })?;
    Ok(written)
}

pub(super) fn find(session: &Session, id: &str) -> Result<Colleague> {
    let wanted: ColleagueId = request::id("colleague", id)?;
    let all = session.ledger()?.read().colleagues()?;
    all.into_iter()
        .find(|colleague| colleague.id == wanted)
        .ok_or_else(|| {
            ledger::Error::NoRecord {
                kind: "colleague",
                id: id.to_owned(),
            }
            .into()
        })
}

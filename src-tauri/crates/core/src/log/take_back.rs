//! Taking back one operation of long ago.

use super::TakenBack;
use crate::{ById, Result, Session};

/// What taking the operation back would do. Nothing is written.
///
/// # Errors
/// `NoRecord`; `Refused` for one that can't be taken back.
pub fn undo_preview(session: &mut Session, request: ById) -> Result<TakenBack> {
    let _ = (session, request);
    todo!()
}

/// Takes back what is still as the operation left it, and keeps what was changed since: one operation of its own, which
/// undo takes back.
///
/// # Errors
/// As [`undo_preview`].
pub fn undo_operation(session: &mut Session, request: ById) -> Result<TakenBack> {
    let _ = (session, request);
    todo!()
}

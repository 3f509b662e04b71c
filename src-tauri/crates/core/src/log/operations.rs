//! What was done, newest first.

use super::{Operations, OperationsRequest};
use crate::{Result, Session};

/// Kept operations, newest first.
///
/// # Errors
/// `Refused` for a bad id; of the ledger.
pub fn operations(session: &mut Session, request: OperationsRequest) -> Result<Operations> {
    let _ = (session, request);
    todo!()
}

//! Lists out again: who may be listed is decided by consent; no cell can become a formula.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Exported, Result, Session};

/// A list of people as CSV (UTF-8 with BOM) or XLSX, by the path's ending. People without consent are absent; those who
/// agreed for their workplace only are listed without mobile and e-mail. Private columns have no way out.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ExportPeople {
    pub path: String,
    /// Also those whose consent is still unknown (for her own use).
    pub include_unknown: bool,
}

pub fn export_people(_session: &mut Session, _request: ExportPeople) -> Result<Exported> {
    todo!()
}

//! Vocabularies out of `assets/vocabulary/*.toml`: stable ids, Japanese and English words, editable without code.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One entry, worded in the session's language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Entry {
    pub id: String,
    pub name: String,
    /// Heading to group long lists by; empty for short ones.
    pub group: String,
}

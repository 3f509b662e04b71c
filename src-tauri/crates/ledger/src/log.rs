//! What came in and what went out: ImportLog and ExportLog.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{ImportId, PersonId, Read, Result, Write};

/// One file taken in.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportEntry {
    pub id: ImportId,
    pub at: DateTime<Utc>,
    pub file: String,
    pub format: String,
    pub encoding: String,
    /// From whom, and how she got it (個人情報保護法 30条の確認・記録).
    pub source: String,
    pub new: i64,
    pub updated: i64,
    pub unchanged: i64,
    pub doubtful: i64,
    pub rejected: i64,
}

/// One document given out.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportEntry {
    pub at: DateTime<Utc>,
    /// `minutes`, `map`, `people`.
    pub what: String,
    pub subject: String,
    pub format: String,
    pub audience: String,
    pub file: String,
    /// Lines or records left out for this audience.
    pub left_out: i64,
}

impl Read<'_> {
    /// Newest first.
    pub fn imports(&self) -> Result<Vec<ImportEntry>> {
        todo!()
    }

    /// Newest first.
    pub fn exports(&self) -> Result<Vec<ExportEntry>> {
        todo!()
    }

    /// The person that a row of a file became, by the row's fingerprint; people in the trash are not given.
    pub fn imported_row(&self, _fingerprint: &str) -> Result<Option<PersonId>> {
        todo!()
    }

    /// All fingerprints with their persons, for matching a whole file.
    pub fn imported_rows(&self) -> Result<Vec<(String, PersonId)>> {
        todo!()
    }
}

impl Write<'_> {
    /// Keeps one import; `id` and `at` of the entry are made here.
    pub fn add_import(&self, _entry: &ImportEntry) -> Result<ImportId> {
        todo!()
    }

    /// Remembers which person a row became. A known fingerprint is moved to the newest import.
    pub fn add_imported_row(&self, _import: ImportId, _fingerprint: &str, _person: PersonId) -> Result<()> {
        todo!()
    }

    pub fn add_export(&self, _entry: &ExportEntry) -> Result<()> {
        todo!()
    }
}

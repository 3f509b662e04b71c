//! What came in and what went out: ImportLog and ExportLog.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::value::{Columns, Moment};
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
    /// On which basis she has it: id in `assets/vocabulary/bases.toml`, or her words.
    pub basis: String,
    /// Who gave it.
    pub giver: String,
    pub giver_organisation: String,
    /// How it came to her: by mail, on paper …
    pub how: String,
    /// SHA-256 of the file in hexadecimal digits.
    pub digest: String,
    /// The day as of which the list is; `None` when nothing tells.
    pub as_of: Option<NaiveDate>,
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
    ///
    /// # Errors
    /// Of the database.
    pub fn imports(&self) -> Result<Vec<ImportEntry>> {
        let sql = "SELECT id, at, file, format, encoding, source, new, updated, unchanged, doubtful, rejected, \
            basis, giver, giver_organisation, how, digest, as_of FROM import_log ORDER BY at DESC, id DESC";
        self.all(sql, [], |row| {
            let row = Columns::of(row);
            let id = row.next()?;
            let Moment(at) = row.next()?;
            Ok(ImportEntry {
                id,
                at,
                file: row.next()?,
                format: row.next()?,
                encoding: row.next()?,
                source: row.next()?,
                new: row.next()?,
                updated: row.next()?,
                unchanged: row.next()?,
                doubtful: row.next()?,
                rejected: row.next()?,
                basis: row.next()?,
                giver: row.next()?,
                giver_organisation: row.next()?,
                how: row.next()?,
                digest: row.next()?,
                as_of: row.next()?,
            })
        })
    }

    /// Newest first.
    ///
    /// # Errors
    /// Of the database.
    pub fn exports(&self) -> Result<Vec<ExportEntry>> {
        let sql = "SELECT at, what, subject, format, audience, file, left_out FROM export_log ORDER BY at DESC, id DESC";
        self.all(sql, [], |row| {
            let row = Columns::of(row);
            let Moment(at) = row.next()?;
            Ok(ExportEntry {
                at,
                what: row.next()?,
                subject: row.next()?,
                format: row.next()?,
                audience: row.next()?,
                file: row.next()?,
                left_out: row.next()?,
            })
        })
    }

    /// The person that a row of a file became, by the row's fingerprint; people in the trash are not given.
    ///
    /// # Errors
    /// Of the database.
    pub fn imported_row(&self, fingerprint: &str) -> Result<Option<PersonId>> {
        let sql = "SELECT r.person FROM imported_row r JOIN person p ON p.id = r.person AND p.removed_at IS NULL \
            WHERE r.id = ?1";
        self.first(sql, [fingerprint], |row| row.get(0))
    }

    /// All fingerprints with their persons, for matching a whole file; people in the trash are not given.
    ///
    /// # Errors
    /// Of the database.
    pub fn imported_rows(&self) -> Result<Vec<(String, PersonId)>> {
        let sql = "SELECT r.id, r.person FROM imported_row r \
            JOIN person p ON p.id = r.person AND p.removed_at IS NULL ORDER BY r.id";
        self.all(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))
    }
}

impl Read<'_> {
    /// Fingerprints of rows whose person lies in the trash.
    ///
    /// # Errors
    /// Of the database.
    pub fn imported_rows_of_removed(&self) -> Result<Vec<(String, PersonId)>> {
        let sql = "SELECT r.id, r.person FROM imported_row r \
            JOIN person p ON p.id = r.person AND p.removed_at IS NOT NULL ORDER BY r.id";
        self.all(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))
    }
}

impl Write<'_> {
    /// Keeps one import; `id` and `at` of the entry are made here.
    ///
    /// # Errors
    /// Of the database.
    pub fn add_import(&self, entry: &ImportEntry) -> Result<ImportId> {
        let id = self.new_id();
        self.insert(
            "import_log",
            &id,
            &[
                ("at", &Moment(self.now)),
                ("file", &entry.file),
                ("format", &entry.format),
                ("encoding", &entry.encoding),
                ("source", &entry.source),
                ("new", &entry.new),
                ("updated", &entry.updated),
                ("unchanged", &entry.unchanged),
                ("doubtful", &entry.doubtful),
                ("rejected", &entry.rejected),
                ("basis", &entry.basis),
                ("giver", &entry.giver),
                ("giver_organisation", &entry.giver_organisation),
                ("how", &entry.how),
                ("digest", &entry.digest),
                ("as_of", &entry.as_of),
            ],
        )?;
        Ok(id)
    }

    /// Remembers which person a row became, and of which fields it spoke (`told`, between commas). A known fingerprint is
    /// moved to the newest import.
    ///
    /// # Errors
    /// Of the database.
    pub fn add_imported_row(
        &self,
        import: ImportId,
        fingerprint: &str,
        person: PersonId,
        told: &str,
    ) -> Result<()> {
        let sql = "INSERT INTO imported_row (id, import, person, told) VALUES (?1, ?2, ?3, ?4) \
            ON CONFLICT (id) DO UPDATE SET import = excluded.import, person = excluded.person, told = excluded.told";
        self.connection
            .prepare_cached(sql)?
            .execute((fingerprint, import, person, told))?;
        Ok(())
    }

    /// Keeps that a document was given out, as of now. It isn't logged: what was given out can't be taken back, and an
    /// operation that does nothing else isn't one that undo knows.
    ///
    /// # Errors
    /// Of the database.
    pub fn add_export(&self, entry: &ExportEntry) -> Result<()> {
        let id: Uuid = self.new_id();
        self.insert(
            "export_log",
            &id.to_string(),
            &[
                ("at", &Moment(self.now)),
                ("what", &entry.what),
                ("subject", &entry.subject),
                ("format", &entry.format),
                ("audience", &entry.audience),
                ("file", &entry.file),
                ("left_out", &entry.left_out),
            ],
        )
    }
}

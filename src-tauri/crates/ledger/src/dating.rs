//! Since when the ledger says what it says: out of the change log, and of which day a list was that brought it.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};

use crate::value::{Columns, Moment};
use crate::{ImportId, OperationId, PersonId, Read, Result};

/// The last change of one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastChange {
    pub field: String,
    pub at: DateTime<Utc>,
    pub operation: OperationId,
    /// It took away what stood there before.
    pub erased: bool,
}

/// What the ledger remembers of one row of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedRow {
    pub fingerprint: String,
    pub import: ImportId,
    pub person: PersonId,
    /// The fields that the row confirmed, between commas.
    pub told: String,
}

impl Read<'_> {
    /// When each field of a record was last set; a field that was never set isn't given. What was taken back doesn't count.
    ///
    /// # Errors
    /// Of the database.
    pub fn last_changes(&self, table: &str, record: &str) -> Result<Vec<LastChange>> {
        let sql = "SELECT c.field, max(c.seq), o.at, o.id, c.kind = 'update' AND coalesce(c.new, '') = '' FROM change c JOIN operation o ON o.seq = c.operation \
            WHERE c.record = ?1 AND c.table_name = ?2 AND o.undone = 0 GROUP BY c.field";
        self.all(sql, (record, table), |row| {
            let row = Columns::after(row, 0);
            let field = row.next()?;
            let _: i64 = row.next()?;
            let Moment(at) = row.next()?;
            Ok(LastChange {
                field,
                at,
                operation: row.next()?,
                erased: row.next()?,
            })
        })
    }

    /// The operations that took a file in or confirmed by one, with the file's import.
    ///
    /// # Errors
    /// Of the database.
    pub fn imports_by_operation(&self) -> Result<HashMap<OperationId, ImportId>> {
        let sql = "SELECT o.id, i.id FROM import_log i \
            CROSS JOIN change c ON c.record = i.id AND c.table_name = 'import_log' AND c.field = 'id' AND c.kind = 'insert' \
            CROSS JOIN operation o ON o.seq = c.operation";
        Ok(self
            .all(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?
            .into_iter()
            .collect())
    }

    /// What is remembered of the rows that became a person, by import, the newest first.
    ///
    /// # Errors
    /// Of the database.
    pub fn imported_rows_of(&self, person: PersonId) -> Result<Vec<ImportedRow>> {
        let sql = "SELECT id, import, person, told FROM imported_row WHERE person = ?1 ORDER BY import DESC, id";
        self.all(sql, [person], |row| {
            let row = Columns::of(row);
            Ok(ImportedRow {
                fingerprint: row.next()?,
                import: row.next()?,
                person: row.next()?,
                told: row.next()?,
            })
        })
    }

    /// What is remembered of all rows, also of people in the trash, by fingerprint.
    ///
    /// # Errors
    /// Of the database.
    pub fn imported_rows_with_import(&self) -> Result<Vec<ImportedRow>> {
        let sql = "SELECT id, import, person, told FROM imported_row ORDER BY id";
        self.all(sql, [], |row| {
            let row = Columns::of(row);
            Ok(ImportedRow {
                fingerprint: row.next()?,
                import: row.next()?,
                person: row.next()?,
                told: row.next()?,
            })
        })
    }

    /// The day on which she last found the person's card right.
    ///
    /// # Errors
    /// Of the database.
    pub fn confirmed_on(&self, person: PersonId) -> Result<Option<NaiveDate>> {
        Ok(self
            .first(
                "SELECT confirmed_on FROM person WHERE id = ?1",
                [person],
                |row| row.get(0),
            )?
            .flatten())
    }
}

impl crate::Write<'_> {
    /// She went through the person's card and found it right.
    ///
    /// # Errors
    /// `NoRecord`.
    pub fn confirm_person(&self, person: PersonId, day: NaiveDate) -> Result<()> {
        self.update("person", &person, &[("confirmed_on", &day)])
    }
}

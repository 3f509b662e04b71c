//! Whether the file is sound.

use rusqlite::Connection;

use super::{CheckReport, Ledger, Read};
use crate::Result;
use crate::schema::tables::{TABLES, Table};

impl Ledger {
    /// Checks the file: encryption, structure, references; counts rows.
    ///
    /// # Errors
    /// Only when the file can't be read at all.
    pub fn check(&self) -> Result<CheckReport> {
        let mut report = CheckReport::default();
        for table in &TABLES {
            let sql = format!("SELECT count(*) FROM {}", table.name);
            match self.connection.query_row(&sql, [], |row| row.get(0)) {
                Ok(rows) => report.rows.push((table.name.to_owned(), rows)),
                Err(error) => report.problems.push(format!("{}: {error}", table.name)),
            }
        }
        for check in ["cipher_integrity_check", "quick_check", "foreign_key_check"] {
            match said(&self.connection, check) {
                Ok(said) => report
                    .problems
                    .extend(said.into_iter().filter(|line| line != "ok")),
                Err(error) => report.problems.push(format!("{check}: {error}")),
            }
        }
        Ok(report)
    }
}

impl Read<'_> {
    /// The rows of a table as text, by id, each its id and columns in the order of the list: to compare two ledgers,
    /// or one with itself before and after.
    ///
    /// # Errors
    /// Of the database.
    pub fn rows_as_text(&self, table: &Table) -> Result<Vec<String>> {
        let columns: String = table
            .columns
            .iter()
            .map(|(column, _)| format!(", quote({column})"))
            .collect();
        let sql = format!(
            "SELECT concat_ws(' ', quote(id){columns}) FROM {} ORDER BY id",
            table.name
        );
        self.all(&sql, [], |row| row.get(0))
    }
}

/// The rows of a checking pragma, each with the pragma's name unless it says ok.
fn said(connection: &Connection, check: &str) -> Result<Vec<String>> {
    let mut statement = connection.prepare(&format!("PRAGMA {check}"))?;
    let columns = statement.column_count();
    let mut rows = statement.query([])?;
    let mut lines = Vec::new();
    while let Some(row) = rows.next()? {
        let mut cells = Vec::with_capacity(columns);
        for at in 0..columns {
            cells.push(match row.get_ref(at)? {
                rusqlite::types::ValueRef::Null => String::new(),
                rusqlite::types::ValueRef::Integer(number) => number.to_string(),
                rusqlite::types::ValueRef::Real(number) => number.to_string(),
                rusqlite::types::ValueRef::Text(text) | rusqlite::types::ValueRef::Blob(text) => {
                    String::from_utf8_lossy(text).into_owned()
                }
            });
        }
        let line = cells.join(" ");
        lines.push(if line == "ok" {
            line
        } else {
            format!("{check}: {line}")
        });
    }
    Ok(lines)
}

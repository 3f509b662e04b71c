//! Whether the file is sound.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::lock::Lock;
use super::{CheckReport, Finding, Ledger, Read, Trouble, open};
use crate::keys::{self, DataKey, Passphrase};
use crate::schema::{self, tables::TABLES, tables::Table};
use crate::{Error, Result};

/// Checks the file of the ledger in `dir` as it lies: it is only read, never migrated, and what is damaged is reported, not
/// an error.
///
/// # Errors
/// [`Error::NotFound`], [`Error::WrongPassphrase`], [`Error::KeysMissing`], [`Error::KeysDamaged`], [`Error::Busy`],
/// [`Error::File`].
pub fn check_at(dir: &Path, passphrase: &Passphrase) -> Result<CheckReport> {
    let path = dir.join(open::FILE);
    if !path.is_file() {
        return Err(Error::NotFound(dir.to_owned()));
    }
    let _lock = Lock::take_if_there(dir)?;
    let mut report = CheckReport::default();
    if is_empty(&path)? {
        report.found(Trouble::Empty, vec!["0 bytes".to_owned()]);
        return Ok(report);
    }
    match keys::unwrap(dir, passphrase) {
        Err(Error::Damaged(said)) => {
            report.found(Trouble::Unreadable, vec![said]);
            Ok(report)
        }
        key => check_with(dir, &key?),
    }
}

fn is_empty(path: &Path) -> Result<bool> {
    path.metadata()
        .map(|file| file.len() == 0)
        .map_err(|source| Error::File {
            action: "read",
            path: path.to_owned(),
            source,
        })
}

/// As [`check_at`], with the key, and without asking for the lock.
///
/// # Errors
/// [`Error::WrongPassphrase`] for a sample's key that isn't meant, [`Error::File`].
pub(crate) fn check_with(dir: &Path, key: &DataKey) -> Result<CheckReport> {
    let path = dir.join(open::FILE);
    let mut report = CheckReport::default();
    if is_empty(&path)? {
        report.found(Trouble::Empty, vec!["0 bytes".to_owned()]);
        return Ok(report);
    }
    let _beside = Beside::of(dir);
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY;
    let connection = open::with_key(&path, key, flags)?;
    if let Err(error) = open::prove(&connection, &path) {
        let proved = if key.is_sample() {
            error
        } else {
            // The keys are right: it is the file that is not theirs, or not as it was.
            Error::Damaged(error.to_string())
        };
        return match proved {
            Error::Damaged(said) => {
                report.found(Trouble::Unreadable, vec![said]);
                let pages = said_by(&connection, "cipher_integrity_check");
                report.found(Trouble::Pages, pages.unwrap_or_default());
                Ok(report)
            }
            other => Err(other),
        };
    }
    let result = open::set_up(&connection).and_then(|()| kind(&connection, &mut report));
    report.heard(Trouble::Unreadable, result);
    inside(&connection, &mut report, log_beside(dir));
    Ok(report)
}

/// Whether a log lies beside the file: its pages count, not those of the file that they replace.
fn log_beside(dir: &Path) -> bool {
    dir.join(format!("{}-wal", open::FILE))
        .metadata()
        .is_ok_and(|log| log.len() > 0)
}

impl Ledger {
    /// Checks the file: encryption, structure, references; counts rows.
    ///
    /// # Errors
    /// None any more: what can't be read is a finding.
    pub fn check(&self) -> Result<CheckReport> {
        let mut report = CheckReport::default();
        // The log goes into the file first: a page that a crash left half written there is whole in the log. When that
        // fails the pages are not judged.
        let moved = self
            .connection
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| {
                row.get::<_, i64>(0)
            })
            .is_ok_and(|busy| busy == 0);
        inside(&self.connection, &mut report, !moved);
        Ok(report)
    }
}

impl CheckReport {
    /// Whether nothing was found.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.findings.is_empty()
    }

    fn found(&mut self, trouble: Trouble, lines: Vec<String>) {
        if !lines.is_empty() {
            self.findings.push(Finding { trouble, lines });
        }
    }

    fn heard(&mut self, trouble: Trouble, result: Result<Vec<String>>) {
        let lines = result.unwrap_or_else(|error| vec![error.to_string()]);
        self.found(trouble, lines);
    }
}

/// Files that SQLite makes beside a file in WAL mode even to read it; those that weren't there go again. A
/// function drops what it declared last first: declared before the connection, this goes when that is closed.
struct Beside {
    made: Vec<PathBuf>,
}

impl Beside {
    fn of(dir: &Path) -> Self {
        let made = ["-wal", "-shm"]
            .map(|ending| dir.join(format!("{}{ending}", open::FILE)))
            .into_iter()
            .filter(|path| !path.exists())
            .collect();
        Self { made }
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        for path in &self.made {
            // An index of the log, or a log with nothing in it; what can't be removed does no harm.
            let empty_log = path.metadata().is_ok_and(|file| file.len() == 0);
            if empty_log || path.to_string_lossy().ends_with("-shm") {
                let _ = std::fs::remove_file(path);
            }
        }
    }
}

/// Whose file it is, and of which version.
fn kind(connection: &Connection, report: &mut CheckReport) -> Result<Vec<String>> {
    let number = |pragma: &str| -> Result<i64> {
        Ok(connection.query_row(&format!("PRAGMA {pragma}"), [], |row| row.get(0))?)
    };
    let application = number("application_id")?;
    if application != i64::from(schema::APPLICATION) {
        report.found(
            Trouble::NoLedger,
            vec![format!("application_id {application}")],
        );
    }
    match schema::refuse_newer(connection) {
        Err(error @ Error::Newer { .. }) => {
            report.found(Trouble::Newer, vec![error.to_string()]);
            Ok(Vec::new())
        }
        other => other.map(|()| Vec::new()),
    }
}

/// `replaced`: a log beside the file holds newer pages. `cipher_integrity_check` knows only the file, and would take one that
/// is half moved into it for damaged; `integrity_check` reads every page in use through the log, and its code with it.
fn inside(connection: &Connection, report: &mut CheckReport, replaced: bool) {
    for (trouble, check) in [
        (Trouble::Pages, "cipher_integrity_check"),
        (Trouble::Structure, "integrity_check"),
        (Trouble::References, "foreign_key_check"),
    ] {
        if !(replaced && trouble == Trouble::Pages) {
            report.heard(trouble, said_by(connection, check));
        }
    }
    let mut lost = Vec::new();
    for table in &TABLES {
        // A file of another version need not have them all.
        let there = connection.query_row(
            "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ?1",
            [table.name],
            |row| row.get::<_, i64>(0),
        );
        let sql = format!("SELECT count(*) FROM {}", table.name);
        match there {
            Ok(0) => {}
            Ok(_) => match connection.query_row(&sql, [], |row| row.get(0)) {
                Ok(rows) => report.rows.push((table.name.to_owned(), rows)),
                Err(error) => lost.push(format!("{}: {error}", table.name)),
            },
            Err(error) => lost.push(format!("{}: {error}", table.name)),
        }
    }
    report.found(Trouble::Tables, lost);
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

/// The rows of a checking pragma but for its `ok`, each in one line.
pub(crate) fn said_by(connection: &Connection, check: &str) -> Result<Vec<String>> {
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
        if line != "ok" {
            lines.push(line);
        }
    }
    Ok(lines)
}

//! One operation, one transaction, one name.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension as _, TransactionBehavior};

use super::{Changes, Done, Ledger, Operation, OperationName, Read, Write};
use crate::value::{Columns, Moment};
use crate::{Error, OperationId, Result};

/// What undo takes back, newest first. Not the making of the ledger itself: nothing would be left to stand on. Not what was
/// given out either: the paper is in somebody's hands, and the log of it has to stay. Never past a person who was forgotten
/// or a ledger that was salvaged in part: the log before that has holes.
pub(super) const UNDOABLE: &str = "WHERE undone = 0 AND code NOT IN ('ledger.new', 'sample.make', 'ledger.salvage') \
    AND code NOT LIKE '%.export' \
    AND seq > coalesce((SELECT max(seq) FROM operation WHERE code IN ('person.forget', 'ledger.salvage_part')), 0) \
    ORDER BY seq DESC";

/// Codes of what a recovery does, which can't be taken back; behind the second nothing can, because parts of the log are lost.
pub(crate) const SALVAGED: &str = "ledger.salvage";
pub(crate) const SALVAGED_IN_PART: &str = "ledger.salvage_part";

/// The columns of [`operation`], in its order.
pub(super) const COLUMNS: &str = "seq, id, code, subject, at, undone, records, fields";

impl Ledger {
    /// One operation, one transaction, one name. Nothing is kept when `f` fails. A new operation drops what could be
    /// redone; one that changed no field that is logged isn't kept as an operation, and drops nothing.
    ///
    /// # Errors
    /// Those of `f`, and those of the commit.
    pub fn operation<T, E: From<Error>>(
        &mut self,
        name: &OperationName,
        now: DateTime<Utc>,
        f: impl FnOnce(&Write<'_>) -> Result<T, E>,
    ) -> Result<Done<T>, E> {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(Error::from)?;
        let write = Write {
            read: Read {
                connection: &transaction,
            },
            now,
            ids: &self.ids,
        };
        let seq = begin(&write, name)?;
        let value = f(&write)?;
        let changes = end(&transaction, seq)?;
        transaction.commit().map_err(Error::from)?;
        Ok(Done { value, changes })
    }

    /// The operation that undo would take back, and the one that redo would do again.
    ///
    /// # Errors
    /// Of the database.
    pub fn next_undo_redo(&self) -> Result<(Option<Operation>, Option<Operation>)> {
        let next = |order: &str| {
            let sql = format!("SELECT {COLUMNS} FROM operation {order} LIMIT 1");
            self.connection
                .prepare_cached(&sql)?
                .query_row([], operation)
                .optional()
        };
        let undo = next(UNDOABLE)?;
        let redo = next("WHERE undone = 1 ORDER BY seq")?;
        Ok((
            undo.map(|(_, operation)| operation),
            redo.map(|(_, operation)| operation),
        ))
    }
}

impl Read<'_> {
    /// Kept operations, newest first, those taken back included; at most `limit`.
    ///
    /// # Errors
    /// Of the database.
    pub fn operations(&self, limit: usize) -> Result<Vec<Operation>> {
        self.operations_before(None, limit)
    }

    /// As [`Read::operations`], those done before another.
    ///
    /// # Errors
    /// `NoRecord` when there is no such other.
    pub fn operations_before(
        &self,
        before: Option<OperationId>,
        limit: usize,
    ) -> Result<Vec<Operation>> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let before = match before {
            Some(id) => self.seq(id)?,
            None => i64::MAX,
        };
        let sql =
            format!("SELECT {COLUMNS} FROM operation WHERE seq < ?1 ORDER BY seq DESC LIMIT ?2");
        let mut operations = self.all(&sql, (before, limit), operation)?;
        for (seq, operation) in &mut operations {
            operation.taken_back_by = self.taken_back_by(*seq)?.map(|(_, by)| by);
        }
        Ok(operations
            .into_iter()
            .map(|(_, operation)| operation)
            .collect())
    }

    /// One kept operation.
    ///
    /// # Errors
    /// `NoRecord`.
    pub fn operation(&self, id: OperationId) -> Result<Operation> {
        let (seq, mut operation) = self.one(
            "operation",
            &id,
            &format!("SELECT {COLUMNS} FROM operation WHERE id = ?1"),
            operation,
        )?;
        operation.taken_back_by = self.taken_back_by(seq)?.map(|(_, by)| by);
        Ok(operation)
    }

    /// The place of an operation in the log.
    pub(super) fn seq(&self, id: OperationId) -> Result<i64> {
        self.one(
            "operation",
            &id,
            "SELECT seq FROM operation WHERE id = ?1",
            |row| row.get(0),
        )
    }

    /// The newest operation that takes this one back and wasn't itself taken back.
    fn taken_back_by(&self, seq: i64) -> Result<Option<(i64, OperationId)>> {
        let sql =
            "SELECT seq, id FROM operation WHERE undoes = ?1 AND undone = 0 ORDER BY seq DESC";
        for (by, id) in self.all(sql, [seq], |row| Ok((row.get(0)?, row.get(1)?)))? {
            if self.taken_back_by(by)?.is_none() {
                return Ok(Some((by, id)));
            }
        }
        Ok(None)
    }
}

/// A row of [`COLUMNS`]. Whether another operation took it back is asked for apart.
pub(super) fn operation(row: &rusqlite::Row<'_>) -> rusqlite::Result<(i64, Operation)> {
    let row = Columns::of(row);
    let seq = row.next()?;
    let id: OperationId = row.next()?;
    let name = OperationName {
        code: row.next()?,
        subject: row.next()?,
    };
    let Moment(at) = row.next()?;
    Ok((
        seq,
        Operation {
            id,
            name,
            at,
            undone: row.next()?,
            records: row.next()?,
            fields: row.next()?,
            taken_back_by: None,
        },
    ))
}

fn begin(write: &Write<'_>, name: &OperationName) -> Result<i64> {
    let id: OperationId = write.new_id();
    let connection = write.connection;
    connection
        .prepare_cached("INSERT INTO operation (id, code, subject, at) VALUES (?1, ?2, ?3, ?4)")?
        .execute((id, &name.code, &name.subject, Moment(write.now)))?;
    let seq = connection.last_insert_rowid();
    connection
        .prepare_cached("UPDATE state SET operation = ?1")?
        .execute([seq])?;
    Ok(seq)
}

fn end(connection: &Connection, seq: i64) -> Result<Changes> {
    connection
        .prepare_cached("UPDATE state SET operation = NULL")?
        .execute([])?;
    let changes = changes(connection, seq)?;
    if changes.fields > 0 {
        count_write(connection)?;
    }
    count_size(connection, seq)?;
    let superfluous = if changes.fields == 0 {
        "DELETE FROM operation WHERE seq = ?1"
    } else {
        "DELETE FROM operation WHERE undone = 1 AND seq <> ?1"
    };
    connection.prepare_cached(superfluous)?.execute([seq])?;
    Ok(changes)
}

/// Keeps how much the operation did; what an import remembers of its rows isn't counted among the records.
pub(crate) fn count_size(connection: &Connection, seq: i64) -> Result<()> {
    connection
        .prepare_cached(
            "UPDATE operation SET (records, fields) = (\
                SELECT count(DISTINCT iif(table_name IN ('import_log', 'imported_row'), NULL, record)), count(*) \
                FROM change WHERE change.operation = ?1) WHERE seq = ?1",
        )?
        .execute([seq])?;
    Ok(())
}

/// Something changed: a backup is worth making.
pub(crate) fn count_write(connection: &Connection) -> Result<()> {
    connection
        .prepare_cached("UPDATE state SET writes = writes + 1")?
        .execute([])?;
    Ok(())
}

/// What an operation changed, out of its log.
pub(super) fn changes(connection: &Connection, seq: i64) -> Result<Changes> {
    let mut statement = connection.prepare_cached(
        "SELECT table_name, count(*) FROM change WHERE operation = ?1 GROUP BY table_name ORDER BY table_name",
    )?;
    let mut changes = Changes::default();
    let mut rows = statement.query([seq])?;
    while let Some(row) = rows.next()? {
        changes.tables.push(row.get(0)?);
        changes.fields += usize::try_from(row.get::<_, i64>(1)?).unwrap_or(usize::MAX);
    }
    Ok(changes)
}

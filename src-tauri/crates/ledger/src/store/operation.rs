//! One operation, one transaction, one name.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension as _, TransactionBehavior};

use super::{Changes, Done, Ledger, Operation, OperationName, Read, Write};
use crate::value::{Columns, Moment};
use crate::{Error, OperationId, Result};

/// What undo takes back, newest first. Not the making of the ledger itself: nothing would be left to stand on. Not what was
/// given out either: the paper is in somebody's hands, and the log of it has to stay.
pub(super) const UNDOABLE: &str = "WHERE undone = 0 AND code NOT IN ('ledger.new', 'sample.make', 'ledger.salvage') \
    AND code NOT LIKE '%.export' \
    AND seq > (SELECT coalesce(max(seq), 0) FROM operation WHERE code = 'ledger.salvage_part') ORDER BY seq DESC";

/// Codes of what a recovery does, which can't be taken back; behind the second nothing can, because parts of the log are lost.
pub(crate) const SALVAGED: &str = "ledger.salvage";
pub(crate) const SALVAGED_IN_PART: &str = "ledger.salvage_part";

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
            let sql =
                format!("SELECT seq, id, code, subject, at, undone FROM operation {order} LIMIT 1");
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
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let sql =
            "SELECT seq, id, code, subject, at, undone FROM operation ORDER BY seq DESC LIMIT ?1";
        self.all(sql, [limit], |row| {
            operation(row).map(|(_, operation)| operation)
        })
    }
}

/// A row `seq, id, code, subject, at, undone`.
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
    let superfluous = if changes.fields == 0 {
        "DELETE FROM operation WHERE seq = ?1"
    } else {
        "DELETE FROM operation WHERE undone = 1 AND seq <> ?1"
    };
    connection.prepare_cached(superfluous)?.execute([seq])?;
    Ok(changes)
}

/// Something changed: a backup is worth making.
pub(super) fn count_write(connection: &Connection) -> Result<()> {
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

//! Taking back one operation of long ago: what is still as it left it goes back, what was changed since stays and is told.

use chrono::{DateTime, Utc};
use rusqlite::params_from_iter;
use rusqlite::types::Value;

use super::super::operation::{COLUMNS, operation};
use super::super::{Changes, Ledger, Operation, OperationName, Read, Write};
use super::plan::{Key, Plan, Stays, plan};
use super::rules;
use crate::schema::shape::{Shape, Shaped};
use crate::{OperationId, Result};

/// What taking an operation back did, or would do.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TakenBack {
    /// Records that went away, were put back, got earlier values back: what an import remembers of its rows isn't counted.
    pub removed: usize,
    pub put_back: usize,
    pub changed: usize,
    /// What an import remembers of its rows, taken back along with them or alone.
    pub traces: usize,
    /// What stays, field by field, in the order in which the operation did it.
    pub kept: Vec<Kept>,
}

impl TakenBack {
    /// Nothing was left to take back.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.removed + self.put_back + self.changed + self.traces == 0
    }
}

/// Something that isn't taken back.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    pub table: &'static str,
    pub record: String,
    /// `None`: the record as a whole.
    pub field: Option<&'static str>,
    /// The field's value now, and the one it would have got back; as text.
    pub present: Option<String>,
    pub earlier: Option<String>,
    pub why: Why,
    /// The newest later operation that changed it, or made what refers to it.
    pub by: Option<Operation>,
}

/// Why something stays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// It was changed since.
    Changed,
    /// The record was deleted since.
    Deleted,
    /// Another record refers to it.
    Used { table: &'static str, record: String },
    /// It is part of a record that stays.
    Part { table: &'static str, record: String },
    /// It would refer to a record that is gone.
    Missing { table: &'static str, record: String },
    /// By now another record has the place that only one can have.
    Taken { table: &'static str, record: String },
    /// It goes together with something that stays.
    Together,
}

/// The name of what takes an operation back.
#[must_use]
pub fn undo_of(name: &OperationName) -> OperationName {
    OperationName::new(&format!("undo/{}", name.code), &name.subject)
}

impl Why {
    pub(super) fn used(by: &Key) -> Self {
        Self::Used {
            table: by.0,
            record: by.1.clone(),
        }
    }
}

impl Read<'_> {
    /// What taking an operation back would do. Nothing is written.
    ///
    /// # Errors
    /// `NoRecord` when there is no such operation.
    pub fn undo_preview(&self, id: OperationId) -> Result<TakenBack> {
        self.undo_preview_with(&Shape::of(self.connection)?, id)
    }

    /// [`Read::undo_preview`] for many operations.
    pub(crate) fn undo_preview_with(&self, shape: &Shape, id: OperationId) -> Result<TakenBack> {
        let seq = self.seq(id)?;
        let plan = plan(self.connection, shape, seq)?;
        self.told(shape, seq, &plan)
    }

    fn told(&self, shape: &Shape, seq: i64, plan: &Plan) -> Result<TakenBack> {
        let count = |keys: &mut dyn Iterator<Item = &Key>| {
            keys.filter(|(table, _)| !rules::is_quiet(table)).count()
        };
        Ok(TakenBack {
            removed: count(&mut plan.remove.iter()),
            put_back: count(&mut plan.put_back.iter().map(|(key, _)| key)),
            changed: count(&mut plan.change.iter().map(|(key, _)| key)),
            traces: plan
                .remove
                .iter()
                .chain(plan.put_back.iter().map(|(key, _)| key))
                .chain(plan.change.iter().map(|(key, _)| key))
                .filter(|(table, _)| rules::is_quiet(table))
                .count(),
            kept: plan
                .kept
                .iter()
                .map(|stays| self.kept(shape, seq, stays))
                .collect::<Result<_>>()?,
        })
    }

    fn kept(&self, shape: &Shape, seq: i64, stays: &Stays) -> Result<Kept> {
        let (table, record) = stays.key.clone();
        let field = stays
            .field
            .and_then(|at| Some(shape.get(table)?.column(at)));
        let by = match (&stays.why, field) {
            (Why::Changed | Why::Deleted, field) => self.later(seq, table, &record, field)?,
            (
                Why::Used { table, record }
                | Why::Missing { table, record }
                | Why::Taken { table, record },
                _,
            ) => self.later(seq, table, record, None)?,
            (Why::Part { .. } | Why::Together, _) => None,
        };
        Ok(Kept {
            table,
            record,
            field,
            present: stays.present.clone().and_then(crate::change::text),
            earlier: stays.earlier.clone().and_then(crate::change::text),
            why: stays.why.clone(),
            by,
        })
    }

    /// The newest operation after `seq` that touched the record, or one field of it.
    fn later(
        &self,
        seq: i64,
        table: &str,
        record: &str,
        field: Option<&str>,
    ) -> Result<Option<Operation>> {
        let sql = format!(
            "SELECT {} FROM change c JOIN operation o ON o.seq = c.operation \
             WHERE c.record = ?1 AND c.table_name = ?2 AND c.operation > ?3 AND (?4 IS NULL OR c.field = ?4) \
             AND o.undone = 0 ORDER BY c.seq DESC LIMIT 1",
            COLUMNS
                .split(", ")
                .map(|column| format!("o.{column}"))
                .collect::<Vec<_>>()
                .join(", ")
        );
        self.first(&sql, (record, table, seq, field), |row| {
            operation(row).map(|(_, operation)| operation)
        })
    }
}

impl Ledger {
    /// Takes back what is still as the operation left it, and keeps what was changed since. It is an operation of its own,
    /// `undo/` and the other's code, which undo takes back; none when nothing was left to take back.
    ///
    /// # Errors
    /// `NoRecord` when there is no such operation.
    pub fn undo_operation(
        &mut self,
        id: OperationId,
        now: DateTime<Utc>,
    ) -> Result<(OperationName, Changes, TakenBack)> {
        let name = self.read().operation(id)?.name;
        let name = undo_of(&name);
        let (changes, told) = self.undo_operation_as(id, &name, now)?;
        Ok((name, changes, told))
    }

    /// [`Ledger::undo_operation`] under another name: out of the trash again.
    ///
    /// # Errors
    /// As there.
    pub fn undo_operation_as(
        &mut self,
        id: OperationId,
        name: &OperationName,
        now: DateTime<Utc>,
    ) -> Result<(Changes, TakenBack)> {
        let done = self.operation(name, now, |write| write.take_back(id))?;
        Ok((done.changes, done.value))
    }
}

impl Write<'_> {
    /// Takes an operation back within this one.
    ///
    /// # Errors
    /// `NoRecord` when there is no such operation.
    pub fn take_back(&self, id: OperationId) -> Result<TakenBack> {
        let connection = self.connection;
        let seq = self.seq(id)?;
        let shape = Shape::of(connection)?;
        let plan = plan(connection, &shape, seq)?;
        // Told before it is written: what this operation itself writes isn't what was changed since.
        let told = self.told(&shape, seq, &plan)?;
        // References may dangle until the last step: they are checked at the commit.
        connection.execute_batch("PRAGMA defer_foreign_keys = ON")?;
        for (table, record) in &plan.remove {
            let sql = format!("DELETE FROM {table} WHERE id = ?1");
            connection.prepare_cached(&sql)?.execute([record])?;
        }
        for ((table, record), fields) in &plan.change {
            if let Some(shaped) = shape.get(table) {
                self.set(shaped, record, fields)?;
            }
        }
        for ((table, record), row) in &plan.put_back {
            if let Some(shaped) = shape.get(table) {
                self.put_back(shaped, record, row)?;
            }
        }
        connection
            .prepare_cached(
                "UPDATE operation SET undoes = ?1 WHERE seq = (SELECT operation FROM state)",
            )?
            .execute([seq])?;
        Ok(told)
    }

    fn set(&self, shaped: &Shaped, record: &str, fields: &[(usize, Value)]) -> Result<()> {
        let columns: Vec<String> = fields
            .iter()
            .zip(2..)
            .map(|((at, _), hole)| format!("{} = ?{hole}", shaped.column(*at)))
            .collect();
        let sql = format!(
            "UPDATE {} SET {} WHERE id = ?1",
            shaped.table.name,
            columns.join(", ")
        );
        let record = Value::Text(record.to_owned());
        let values = std::iter::once(&record).chain(fields.iter().map(|(_, value)| value));
        self.connection
            .prepare_cached(&sql)?
            .execute(params_from_iter(values))?;
        Ok(())
    }

    fn put_back(&self, shaped: &Shaped, record: &str, row: &[Value]) -> Result<()> {
        let table = shaped.table;
        let columns: String = table
            .columns
            .iter()
            .map(|(column, _)| format!(", {column}"))
            .collect();
        let holes: String = (2..row.len() + 2)
            .map(|hole| format!(", ?{hole}"))
            .collect();
        let sql = format!(
            "INSERT INTO {} (id{columns}) VALUES (?1{holes})",
            table.name
        );
        let record = Value::Text(record.to_owned());
        self.connection
            .prepare_cached(&sql)?
            .execute(params_from_iter(std::iter::once(&record).chain(row)))?;
        Ok(())
    }
}

//! Undo and redo: the log of an operation applied backwards or forwards (method: sqlite.org/undoredo.html), and taking back
//! one operation of long ago, which compares what it left with what is there now.

mod effect;
mod plan;
mod rules;
mod step;
mod take_back;
mod whole;

pub use take_back::{Kept, TakenBack, Why, undo_of};

use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension as _, TransactionBehavior};

use self::step::{Direction, steps};
use super::operation::{COLUMNS, UNDOABLE, changes, count_write, operation};
use super::{Changes, Ledger, OperationName};
use crate::Result;

impl Ledger {
    /// Takes the newest operation back; `None` when there is none. `_now` is for the log of a later version.
    ///
    /// # Errors
    /// Of the database.
    pub fn undo(&mut self, _now: DateTime<Utc>) -> Result<Option<(OperationName, Changes)>> {
        self.walk(Direction::Back)
    }

    /// Does again what was taken back last; `None` when there is nothing.
    ///
    /// # Errors
    /// Of the database.
    pub fn redo(&mut self, _now: DateTime<Utc>) -> Result<Option<(OperationName, Changes)>> {
        self.walk(Direction::Forward)
    }

    fn walk(&mut self, direction: Direction) -> Result<Option<(OperationName, Changes)>> {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        // References may dangle until the last step: they are checked at the commit.
        transaction.execute_batch("PRAGMA defer_foreign_keys = ON")?;
        let next = match direction {
            Direction::Back => UNDOABLE,
            Direction::Forward => "WHERE undone = 1 ORDER BY seq",
        };
        let sql = format!("SELECT {COLUMNS} FROM operation {next} LIMIT 1");
        let Some((seq, operation)) = transaction
            .prepare_cached(&sql)?
            .query_row([], operation)
            .optional()?
        else {
            return Ok(None);
        };
        let mut steps = steps(&transaction, seq)?;
        match direction {
            Direction::Back => steps.reverse(),
            Direction::Forward => {}
        }
        for step in &steps {
            step.apply(&transaction, direction)?;
        }
        let undone = matches!(direction, Direction::Back);
        transaction.execute(
            "UPDATE operation SET undone = ?2 WHERE seq = ?1",
            (seq, undone),
        )?;
        let changes = changes(&transaction, seq)?;
        count_write(&transaction)?;
        transaction.commit()?;
        Ok(Some((operation.name, changes)))
    }
}

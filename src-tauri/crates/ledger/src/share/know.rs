//! What this ledger knows: all records with their registers, and what they show.

use chrono::{DateTime, Utc};
use rusqlite::TransactionBehavior;
use serde_json::Value;

use super::capture::{Captured, capture};
use super::fields::{MERGED, Reach};
use super::register::Register;
use super::scope::within;
use super::stamp::{Device, Dot};
use super::take::Record;
use crate::{Ledger, Result};

/// A record as the registers show it.
#[derive(Debug, Clone, PartialEq)]
pub struct ShownRecord {
    pub table: &'static str,
    pub id: String,
    pub fields: Vec<ShownField>,
}

/// A field that somebody wrote.
#[derive(Debug, Clone, PartialEq)]
pub struct ShownField {
    pub name: &'static str,
    pub value: Value,
    pub dot: Dot,
    /// Other values of an open conflict, the latest first.
    pub beside: Vec<(Value, Dot)>,
}

/// A choice between values that stand side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    pub table: &'static str,
    pub id: String,
    pub field: ShownField,
}

impl Ledger {
    /// Everything that may go to a colleague within that reach, as it is now. What she wrote since is stamped; that is no
    /// operation, and nothing of the ledger's records changes.
    ///
    /// # Errors
    /// Of the database.
    pub fn known(&mut self, now: DateTime<Utc>, reach: Reach) -> Result<Vec<Record>> {
        let Captured { kinds, store, .. } = self.captured(now, reach)?;
        let mut records = Vec::new();
        for ((table, id), state) in &store.states {
            let state = if *table == MERGED {
                state.clone()
            } else {
                match kinds.get(table).filter(|kind| kind.is_within(reach)) {
                    Some(kind) => within(kind, reach, state),
                    None => continue,
                }
            };
            records.push(Record {
                table: (*table).to_owned(),
                id: id.clone(),
                state,
            });
        }
        Ok(records)
    }

    /// What the registers show, of records that are there; within that reach.
    ///
    /// # Errors
    /// Of the database.
    pub fn shown(&mut self, now: DateTime<Utc>, reach: Reach) -> Result<Vec<ShownRecord>> {
        let Captured { kinds, store, .. } = self.captured(now, reach)?;
        let mut records = Vec::new();
        for kind in kinds.0.iter().filter(|kind| kind.is_within(reach)) {
            for id in store.records(kind.table) {
                if !store.is_alive(kind.table, &id) {
                    continue;
                }
                let fields = kind
                    .within(reach)
                    .filter_map(|(_, field)| {
                        let shown = store.shown(kind, &id, field)?;
                        Some(ShownField {
                            name: field.name,
                            value: shown.value,
                            dot: shown.dot,
                            beside: shown.beside,
                        })
                    })
                    .collect();
                records.push(ShownRecord {
                    table: kind.table,
                    id,
                    fields,
                });
            }
        }
        Ok(records)
    }

    /// Values that stand side by side until she chooses.
    ///
    /// # Errors
    /// Of the database.
    pub fn conflicts(&mut self, now: DateTime<Utc>, reach: Reach) -> Result<Vec<Conflict>> {
        let shown = self.shown(now, reach)?;
        Ok(shown
            .into_iter()
            .flat_map(|record| {
                record
                    .fields
                    .into_iter()
                    .filter(|field| !field.beside.is_empty())
                    .map(move |field| Conflict {
                        table: record.table,
                        id: record.id.clone(),
                        field,
                    })
            })
            .collect())
    }

    /// Which device this ledger is.
    ///
    /// # Errors
    /// Of the database.
    pub fn device(&mut self) -> Result<Device> {
        let pen = super::store::Pen::of(&self.connection)?;
        pen.save(&self.connection)?;
        Ok(pen.device)
    }

    pub(crate) fn captured(&mut self, now: DateTime<Utc>, reach: Reach) -> Result<Captured> {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let captured = capture(&transaction, now, reach)?;
        transaction.commit()?;
        Ok(captured)
    }
}

/// The latest of a register, by which a value is told.
#[must_use]
pub fn latest(register: &Register) -> Option<(&Value, Dot)> {
    register
        .entries
        .last()
        .map(|entry| (&entry.value, entry.dot))
}

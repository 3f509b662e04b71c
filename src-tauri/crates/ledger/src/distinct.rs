//! 別人: two people who look like one and are not. Remembered for ever, with who said so and why.

use chrono::{DateTime, Utc};
use rusqlite::Row;

use crate::value::{Columns, Moment};
use crate::{DistinctPairId, Error, PersonId, Read, Result, Write};

/// One pair, `a < b`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DistinctPair {
    pub id: DistinctPairId,
    pub a: PersonId,
    pub b: PersonId,
    pub at: DateTime<Utc>,
    /// Who said so; empty when the ledger has no coordinator of her own.
    pub who: String,
    /// In her words; may be empty.
    pub why: String,
}

const SELECT: &str = "SELECT d.id, d.a, d.b, d.at, d.who, d.why FROM distinct_pair d";

fn pair(row: &Row<'_>) -> rusqlite::Result<DistinctPair> {
    let row = Columns::of(row);
    let (id, a, b) = (row.next()?, row.next()?, row.next()?);
    let Moment(at) = row.next()?;
    Ok(DistinctPair {
        id,
        a,
        b,
        at,
        who: row.next()?,
        why: row.next()?,
    })
}

impl Read<'_> {
    /// All pairs, the oldest first; also of people in the trash.
    ///
    /// # Errors
    /// Of the database.
    pub fn distinct_pairs(&self) -> Result<Vec<DistinctPair>> {
        self.all(&format!("{SELECT} ORDER BY d.id"), [], pair)
    }

    /// Those of one person, the oldest first.
    ///
    /// # Errors
    /// Of the database.
    pub fn distinct_pairs_of(&self, person: PersonId) -> Result<Vec<DistinctPair>> {
        self.all(
            &format!("{SELECT} WHERE d.a = ?1 OR d.b = ?1 ORDER BY d.id"),
            [person],
            pair,
        )
    }
}

impl Write<'_> {
    /// Remembers that two are not one. A pair that is already known gets the newer reason, unless that is empty.
    ///
    /// # Errors
    /// `Refused` when the two are one person; `NoRecord` without one of them.
    pub fn keep_apart(
        &self,
        a: PersonId,
        b: PersonId,
        who: &str,
        why: &str,
    ) -> Result<DistinctPairId> {
        if a == b {
            return Err(Error::Refused {
                field: "b",
                reason: "must be another person".to_owned(),
            });
        }
        let (a, b) = (a.min(b), a.max(b));
        let known: Option<DistinctPairId> = self.first(
            "SELECT id FROM distinct_pair WHERE a = ?1 AND b = ?2",
            (a, b),
            |row| row.get(0),
        )?;
        if let Some(id) = known {
            if !why.trim().is_empty() {
                self.update("distinct_pair", &id, &[("who", &who), ("why", &why.trim())])?;
            }
            return Ok(id);
        }
        let id: DistinctPairId = self.new_id();
        self.insert(
            "distinct_pair",
            &id,
            &[
                ("a", &a),
                ("b", &b),
                ("at", &Moment(self.now)),
                ("who", &who),
                ("why", &why.trim()),
            ],
        )?;
        Ok(id)
    }

    /// Forgets that two are not one; whether there was such a pair.
    ///
    /// # Errors
    /// Of the database.
    pub fn keep_together(&self, a: PersonId, b: PersonId) -> Result<bool> {
        let rows = self
            .connection
            .prepare_cached("DELETE FROM distinct_pair WHERE a = ?1 AND b = ?2")?
            .execute((a.min(b), a.max(b)))?;
        Ok(rows > 0)
    }
}

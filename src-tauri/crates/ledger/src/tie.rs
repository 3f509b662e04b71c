//! Ties (つながり) that the coordinator records herself: between two persons, at a level after Morita (森田) 2012:
//! 1 name and face known, 2 way of thinking known, 3 working together in trust. Private: has no way out per person.

use chrono::NaiveDate;
use rusqlite::Params;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::value::Columns;
use crate::{Error, PersonId, Read, Result, TieId, Write};

/// One dated level of a tie.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TieLevel {
    /// 1–3.
    pub level: u8,
    pub on: NaiveDate,
    /// What it rests on, in her words.
    pub basis: String,
}

/// A tie between two persons (`a < b`) with its levels, oldest first; at least one.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tie {
    pub id: TieId,
    pub a: PersonId,
    pub b: PersonId,
    pub levels: Vec<TieLevel>,
}

/// One row per level, those of a tie together and oldest first.
const SELECT: &str = "SELECT t.id, t.a, t.b, l.level, l.on_day, l.basis FROM tie t \
    JOIN person pa ON pa.id = t.a AND pa.removed_at IS NULL \
    JOIN person pb ON pb.id = t.b AND pb.removed_at IS NULL \
    JOIN tie_level l ON l.tie = t.id";

const ORDER: &str = "ORDER BY t.id, l.on_day, l.id";

impl Read<'_> {
    /// All ties whose two persons are not in the trash, by id.
    ///
    /// # Errors
    /// Of the database.
    pub fn all_ties(&self) -> Result<Vec<Tie>> {
        self.ties(&format!("{SELECT} {ORDER}"), [])
    }

    /// A person's ties, by id.
    ///
    /// # Errors
    /// Of the database.
    pub fn ties_of(&self, person: PersonId) -> Result<Vec<Tie>> {
        self.ties(
            &format!("{SELECT} WHERE t.a = ?1 OR t.b = ?1 {ORDER}"),
            [person],
        )
    }

    fn ties(&self, sql: &str, params: impl Params) -> Result<Vec<Tie>> {
        let mut ties: Vec<Tie> = Vec::new();
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params)?;
        while let Some(row) = rows.next()? {
            let row = Columns::of(row);
            let (id, a, b) = (row.next()?, row.next()?, row.next()?);
            let level = TieLevel {
                level: row.next()?,
                on: row.next()?,
                basis: row.next()?,
            };
            match ties.last_mut() {
                Some(tie) if tie.id == id => tie.levels.push(level),
                Some(_) | None => ties.push(Tie {
                    id,
                    a,
                    b,
                    levels: vec![level],
                }),
            }
        }
        Ok(ties)
    }
}

impl Write<'_> {
    /// Adds a dated level; makes the tie when the two have none yet. The same level on the same day replaces its basis.
    ///
    /// # Errors
    /// `Refused` when the two are one person or the level is not 1–3; `NoRecord` without one of them.
    pub fn record_tie(&self, a: PersonId, b: PersonId, level: &TieLevel) -> Result<TieId> {
        if a == b {
            return Err(Error::Refused {
                field: "b",
                reason: "must be another person".to_owned(),
            });
        }
        if !(1..=3).contains(&level.level) {
            return Err(Error::Refused {
                field: "level",
                reason: "must be 1, 2 or 3".to_owned(),
            });
        }
        self.must_exist("person", &a)?;
        self.must_exist("person", &b)?;
        let (a, b) = (a.min(b), a.max(b));
        let known = self.first(
            "SELECT id FROM tie WHERE a = ?1 AND b = ?2",
            (a, b),
            |row| row.get(0),
        )?;
        let tie: TieId = match known {
            Some(tie) => tie,
            None => {
                let tie = self.new_id();
                self.insert("tie", &tie, &[("a", &a), ("b", &b)])?;
                tie
            }
        };
        let known: Option<String> = self.first(
            "SELECT id FROM tie_level WHERE tie = ?1 AND level = ?2 AND on_day = ?3",
            (tie, level.level, level.on),
            |row| row.get(0),
        )?;
        match known {
            Some(id) => self.update("tie_level", &id, &[("basis", &level.basis)])?,
            None => {
                let id: Uuid = self.new_id();
                self.insert(
                    "tie_level",
                    &id.to_string(),
                    &[
                        ("tie", &tie),
                        ("level", &level.level),
                        ("on_day", &level.on),
                        ("basis", &level.basis),
                    ],
                )?;
            }
        }
        Ok(tie)
    }

    /// With all its levels.
    ///
    /// # Errors
    /// `NoRecord`.
    pub fn remove_tie(&self, id: TieId) -> Result<()> {
        self.delete_all("tie_level", "tie", &id)?;
        self.delete("tie", &id)
    }
}

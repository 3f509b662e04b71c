//! Ties (つながり) that the coordinator records herself: between two persons, at a level after Morita (森田) 2012:
//! 1 name and face known, 2 way of thinking known, 3 working together in trust. Private: has no way out per person.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{PersonId, Read, Result, TieId, Write};

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

impl Read<'_> {
    /// All ties whose two persons are not in the trash.
    pub fn all_ties(&self) -> Result<Vec<Tie>> {
        todo!()
    }

    pub fn ties_of(&self, _person: PersonId) -> Result<Vec<Tie>> {
        todo!()
    }
}

impl Write<'_> {
    /// Adds a dated level; makes the tie when the two have none yet. The same level on the same day replaces its basis.
    ///
    /// # Errors
    /// `Refused` when the two are one person or the level is not 1–3.
    pub fn record_tie(&self, _a: PersonId, _b: PersonId, _level: &TieLevel) -> Result<TieId> {
        todo!()
    }

    pub fn remove_tie(&self, _id: TieId) -> Result<()> {
        todo!()
    }
}

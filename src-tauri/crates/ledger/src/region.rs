//! The region (圏域), its municipalities, and the coordinators who work in it.

use serde::{Deserialize, Serialize};

use crate::{CoordinatorId, MunicipalityId, PersonId, Read, Result, Write};

/// The region of this ledger; there is exactly one after set-up.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Region {
    pub name: String,
    pub prefecture: String,
    /// The purpose in the region's own words (同じ目的); empty until they have been found.
    pub purpose: String,
}

/// A municipality (市町村).
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Municipality {
    pub id: MunicipalityId,
    pub name: String,
    pub kana: String,
    /// Whether it belongs to the region; others are known only as addresses.
    pub in_region: bool,
}

/// A coordinator (調整員) of the region; `me` marks whose ledger this is.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coordinator {
    pub id: CoordinatorId,
    pub person: PersonId,
    /// 調整員区分: `hub`, `community`, `centre`, `other`.
    pub kind: String,
    pub me: bool,
}

impl Read<'_> {
    /// The region; its default before set-up.
    pub fn region(&self) -> Result<Region> {
        todo!()
    }

    /// Municipalities in the order they were listed.
    pub fn municipalities(&self) -> Result<Vec<Municipality>> {
        todo!()
    }

    /// Coordinators, me first.
    pub fn coordinators(&self) -> Result<Vec<Coordinator>> {
        todo!()
    }
}

impl Write<'_> {
    /// Sets the region's own fields.
    pub fn set_region(&self, _region: &Region) -> Result<()> {
        todo!()
    }

    /// Adds a municipality at the end; one of the same name is returned instead of doubled.
    pub fn add_municipality(&self, _name: &str, _kana: &str, _in_region: bool) -> Result<MunicipalityId> {
        todo!()
    }

    /// Names a person as coordinator; with `me`, nobody else is `me` any longer.
    pub fn add_coordinator(&self, _person: PersonId, _kind: &str, _me: bool) -> Result<CoordinatorId> {
        todo!()
    }
}

//! Encounters (接点): a call, a visit, a word in passing. A case is recorded without the patient.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{EncounterId, OrganisationId, PersonId, Read, Result, Write};

/// What is kept of an encounter.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EncounterFields {
    pub on: NaiveDate,
    /// Id in `assets/vocabulary/encounter_kinds.toml`.
    pub kind: String,
    pub summary: String,
    /// 気づき・良かった体験.
    pub insight: String,
    /// One case's contact (ケースを通したつながり); never with a patient's name.
    pub is_case: bool,
    pub people: Vec<PersonId>,
    pub organisations: Vec<OrganisationId>,
}

/// A kept encounter.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Encounter {
    pub id: EncounterId,
    pub fields: EncounterFields,
}

impl Read<'_> {
    /// Encounters with a person, newest first.
    pub fn encounters_of_person(&self, _person: PersonId) -> Result<Vec<Encounter>> {
        todo!()
    }

    /// Encounters from `from` to `to`, both inclusive, newest first.
    pub fn encounters_between(&self, _from: NaiveDate, _to: NaiveDate) -> Result<Vec<Encounter>> {
        todo!()
    }
}

impl Write<'_> {
    /// # Errors
    /// `Refused` when nobody and no organisation is named.
    pub fn add_encounter(&self, _fields: &EncounterFields) -> Result<EncounterId> {
        todo!()
    }

    pub fn remove_encounter(&self, _id: EncounterId) -> Result<()> {
        todo!()
    }
}

//! Encounters (接点): a call, a visit, a word in passing. A case is recorded without the patient.

use chrono::NaiveDate;
use rusqlite::Params;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::value::Columns;
use crate::{EncounterId, Error, OrganisationId, PersonId, Read, Result, Write};

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

/// Narrowed by a condition on `e`, newest first; the people and organisations are lists of ids between spaces.
const SELECT: &str = "SELECT e.id, e.on_day, e.kind, e.summary, e.insight, e.is_case, \
    coalesce((SELECT group_concat(x.person, ' ') FROM \
        (SELECT person FROM encounter_person WHERE encounter = e.id ORDER BY position) x), ''), \
    coalesce((SELECT group_concat(x.organisation, ' ') FROM \
        (SELECT organisation FROM encounter_organisation WHERE encounter = e.id ORDER BY position) x), '') \
    FROM encounter e";

const NEWEST_FIRST: &str = "ORDER BY e.on_day DESC, e.id DESC";

impl Read<'_> {
    /// Encounters with a person, newest first.
    ///
    /// # Errors
    /// Of the database.
    pub fn encounters_of_person(&self, person: PersonId) -> Result<Vec<Encounter>> {
        let sql = format!(
            "{SELECT} WHERE e.id IN (SELECT encounter FROM encounter_person WHERE person = ?1) {NEWEST_FIRST}"
        );
        self.encounters(&sql, [person])
    }

    /// Encounters from `from` to `to`, both inclusive, newest first.
    ///
    /// # Errors
    /// Of the database.
    pub fn encounters_between(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<Encounter>> {
        self.encounters(
            &format!("{SELECT} WHERE e.on_day BETWEEN ?1 AND ?2 {NEWEST_FIRST}"),
            (from, to),
        )
    }

    fn encounters(&self, sql: &str, params: impl Params) -> Result<Vec<Encounter>> {
        self.all(sql, params, |row| {
            let row = Columns::of(row);
            Ok(Encounter {
                id: row.next()?,
                fields: EncounterFields {
                    on: row.next()?,
                    kind: row.next()?,
                    summary: row.next()?,
                    insight: row.next()?,
                    is_case: row.next()?,
                    people: row.next_list()?,
                    organisations: row.next_list()?,
                },
            })
        })
    }
}

impl Write<'_> {
    /// # Errors
    /// `Refused` when nobody and no organisation is named; `NoRecord` when one of them isn't kept.
    pub fn add_encounter(&self, fields: &EncounterFields) -> Result<EncounterId> {
        if fields.people.is_empty() && fields.organisations.is_empty() {
            return Err(Error::Refused {
                field: "people",
                reason: "must name somebody".to_owned(),
            });
        }
        let id = self.new_id();
        self.insert(
            "encounter",
            &id,
            &[
                ("on_day", &fields.on),
                ("kind", &fields.kind),
                ("summary", &fields.summary),
                ("insight", &fields.insight),
                ("is_case", &fields.is_case),
            ],
        )?;
        for (person, position) in fields.people.iter().zip(0_i64..) {
            self.must_exist("person", person)?;
            let link: Uuid = self.new_id();
            let values: [(_, &dyn rusqlite::ToSql); 3] = [
                ("encounter", &id),
                ("person", person),
                ("position", &position),
            ];
            self.insert("encounter_person", &link.to_string(), &values)?;
        }
        for (organisation, position) in fields.organisations.iter().zip(0_i64..) {
            self.must_exist("organisation", organisation)?;
            let link: Uuid = self.new_id();
            let values: [(_, &dyn rusqlite::ToSql); 3] = [
                ("encounter", &id),
                ("organisation", organisation),
                ("position", &position),
            ];
            self.insert("encounter_organisation", &link.to_string(), &values)?;
        }
        Ok(id)
    }

    /// # Errors
    /// `NoRecord`.
    pub fn remove_encounter(&self, id: EncounterId) -> Result<()> {
        self.delete_all("encounter_person", "encounter", &id)?;
        self.delete_all("encounter_organisation", "encounter", &id)?;
        self.delete("encounter", &id)
    }
}

//! The region (圏域), its municipalities, and the coordinators who work in it.

use serde::{Deserialize, Serialize};

use crate::store::record::not_blank;
use crate::value::Columns;
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

/// There is one region: its id is this word.
const REGION: &str = "region";

impl Read<'_> {
    /// The region; its default before set-up.
    ///
    /// # Errors
    /// Of the database.
    pub fn region(&self) -> Result<Region> {
        let region = self.first("SELECT name, prefecture, purpose FROM region", [], |row| {
            let row = Columns::of(row);
            Ok(Region {
                name: row.next()?,
                prefecture: row.next()?,
                purpose: row.next()?,
            })
        })?;
        Ok(region.unwrap_or_default())
    }

    /// Municipalities in the order they were listed.
    ///
    /// # Errors
    /// Of the database.
    pub fn municipalities(&self) -> Result<Vec<Municipality>> {
        self.all(
            "SELECT id, name, kana, in_region FROM municipality ORDER BY position, id",
            [],
            |row| {
                let row = Columns::of(row);
                Ok(Municipality {
                    id: row.next()?,
                    name: row.next()?,
                    kana: row.next()?,
                    in_region: row.next()?,
                })
            },
        )
    }

    /// Coordinators, me first; those whose person lies in the trash are not given.
    ///
    /// # Errors
    /// Of the database.
    pub fn coordinators(&self) -> Result<Vec<Coordinator>> {
        let sql = "SELECT c.id, c.person, c.kind, c.me FROM coordinator c \
            JOIN person p ON p.id = c.person AND p.removed_at IS NULL ORDER BY c.me DESC, c.id";
        self.all(sql, [], |row| {
            let row = Columns::of(row);
            Ok(Coordinator {
                id: row.next()?,
                person: row.next()?,
                kind: row.next()?,
                me: row.next()?,
            })
        })
    }
}

impl Write<'_> {
    /// Sets the region's own fields.
    ///
    /// # Errors
    /// Of the database.
    pub fn set_region(&self, region: &Region) -> Result<()> {
        let sql = "INSERT INTO region (id, name, prefecture, purpose) VALUES (?1, ?2, ?3, ?4) \
            ON CONFLICT (id) DO UPDATE SET name = ?2, prefecture = ?3, purpose = ?4";
        self.connection.prepare_cached(sql)?.execute((
            REGION,
            &region.name,
            &region.prefecture,
            &region.purpose,
        ))?;
        Ok(())
    }

    /// Adds a municipality at the end; one of the same name is returned instead of doubled, and becomes one of the
    /// region when `in_region` says so.
    ///
    /// # Errors
    /// `Refused` when the name is blank.
    pub fn add_municipality(
        &self,
        name: &str,
        kana: &str,
        in_region: bool,
    ) -> Result<MunicipalityId> {
        not_blank("name", name)?;
        let known: Option<MunicipalityId> = self.first(
            "SELECT id FROM municipality WHERE name = ?1",
            [name],
            |row| row.get(0),
        )?;
        if let Some(id) = known {
            if in_region {
                self.update("municipality", &id, &[("in_region", &true)])?;
            }
            return Ok(id);
        }
        let id = self.new_id();
        let position = self.next_position("SELECT max(position) FROM municipality", [])?;
        self.insert(
            "municipality",
            &id,
            &[
                ("name", &name),
                ("kana", &kana),
                ("in_region", &in_region),
                ("position", &position),
            ],
        )?;
        Ok(id)
    }

    /// Names a person as coordinator, once; with `me`, nobody else is `me` any longer.
    ///
    /// # Errors
    /// `NoRecord` without the person.
    pub fn add_coordinator(&self, person: PersonId, kind: &str, me: bool) -> Result<CoordinatorId> {
        self.must_exist("person", &person)?;
        if me {
            self.connection.execute(
                "UPDATE coordinator SET me = 0 WHERE me AND person <> ?1",
                [person],
            )?;
        }
        let known: Option<CoordinatorId> = self.first(
            "SELECT id FROM coordinator WHERE person = ?1",
            [person],
            |row| row.get(0),
        )?;
        if let Some(id) = known {
            self.update("coordinator", &id, &[("kind", &kind), ("me", &me)])?;
            return Ok(id);
        }
        let id = self.new_id();
        self.insert(
            "coordinator",
            &id,
            &[("person", &person), ("kind", &kind), ("me", &me)],
        )?;
        Ok(id)
    }
}

//! Organisations (機関).

mod list;

use rusqlite::Row;
use serde::{Deserialize, Serialize};

use crate::schema::keys::ORGANISATION;
use crate::store::record::{Values, not_blank};
use crate::value::{Columns, text_enum};
use crate::{MunicipalityId, OrganisationId, PersonId, Read, Result, Write};

/// Which side of the region: がん治療病院側, 地域側, 両方, 行政・団体.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// がん治療病院側
    Hospital,
    /// 地域側
    Community,
    /// 両方
    Both,
    /// 行政・団体
    Public,
}

text_enum!(Side { Hospital = "hospital", Community = "community", Both = "both", Public = "public" });

/// What is kept of an organisation.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OrganisationFields {
    /// 事業所名, as given. Never empty once kept.
    pub name: String,
    /// 法人名.
    pub corporation: String,
    pub kana: String,
    /// Id in `assets/vocabulary/organisation_kinds.toml`.
    pub kind: Option<String>,
    /// Overrides the side of the kind.
    pub side: Option<Side>,
    pub municipality: Option<MunicipalityId>,
    pub postal: String,
    pub address: String,
    pub phone: String,
    pub fax: String,
    pub email: String,
    /// していること・できること.
    pub does: String,
    pub note: String,
}

/// A kept organisation.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    pub id: OrganisationId,
    pub fields: OrganisationFields,
}

/// One row of a list.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganisationRow {
    pub id: OrganisationId,
    pub name: String,
    pub kana: String,
    pub kind: Option<String>,
    pub side: Option<Side>,
    pub municipality: Option<String>,
    /// People with a present post.
    pub people: i64,
    /// Name of the first present 窓口.
    pub contact: Option<String>,
    pub contact_id: Option<PersonId>,
    pub phone: String,
}

/// What a list of organisations is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct OrganisationFilter {
    pub text: String,
    pub side: Option<Side>,
    pub kind: Option<String>,
    pub municipality: Option<MunicipalityId>,
}

const SELECT: &str = "SELECT id, name, corporation, kana, kind, side, municipality, postal, address, phone, fax, \
    email, does, note FROM organisation";

fn organisation(row: &Row<'_>) -> rusqlite::Result<Organisation> {
    let row = Columns::of(row);
    Ok(Organisation {
        id: row.next()?,
        fields: OrganisationFields {
            name: row.next()?,
            corporation: row.next()?,
            kana: row.next()?,
            kind: row.next()?,
            side: row.next()?,
            municipality: row.next()?,
            postal: row.next()?,
            address: row.next()?,
            phone: row.next()?,
            fax: row.next()?,
            email: row.next()?,
            does: row.next()?,
            note: row.next()?,
        },
    })
}

impl Read<'_> {
    /// # Errors
    /// `NoRecord` when there is none, or it lies in the trash.
    pub fn organisation(&self, id: OrganisationId) -> Result<Organisation> {
        self.one(
            "organisation",
            &id,
            &format!("{SELECT} WHERE id = ?1 AND removed_at IS NULL"),
            organisation,
        )
    }

    /// The name alone, also of one in the trash: old minutes still name it.
    ///
    /// # Errors
    /// Of the database.
    pub fn organisation_name_even_removed(&self, id: OrganisationId) -> Result<Option<String>> {
        let sql = "SELECT name FROM organisation WHERE id = ?1";
        self.first(sql, [id], |row| row.get(0))
    }

    /// All organisations not in the trash, by id.
    ///
    /// # Errors
    /// Of the database.
    pub fn all_organisations(&self) -> Result<Vec<Organisation>> {
        self.all(
            &format!("{SELECT} WHERE removed_at IS NULL ORDER BY id"),
            [],
            organisation,
        )
    }

    /// The organisation whose name has this key (as of `japanese::key::organisation`), the oldest first; for imports.
    ///
    /// # Errors
    /// Of the database.
    pub fn organisation_by_key(&self, key: &str) -> Result<Option<OrganisationId>> {
        self.first(
            "SELECT min(id) FROM search_key WHERE kind = ?1 AND exact = ?2 HAVING min(id) IS NOT NULL",
            (ORGANISATION, key),
            |row| row.get(0),
        )
    }
}

impl OrganisationFields {
    fn with_values<T>(&self, f: impl FnOnce(&Values<'_>) -> Result<T>) -> Result<T> {
        not_blank("name", &self.name)?;
        f(&[
            ("name", &self.name),
            ("corporation", &self.corporation),
            ("kana", &self.kana),
            ("kind", &self.kind),
            ("side", &self.side),
            ("municipality", &self.municipality),
            ("postal", &self.postal),
            ("address", &self.address),
            ("phone", &self.phone),
            ("fax", &self.fax),
            ("email", &self.email),
            ("does", &self.does),
            ("note", &self.note),
        ])
    }
}

impl Write<'_> {
    /// # Errors
    /// `Refused` when the name is empty or blank.
    pub fn add_organisation(&self, fields: &OrganisationFields) -> Result<OrganisationId> {
        let id = self.new_id();
        fields.with_values(|values| self.insert("organisation", &id, values))?;
        Ok(id)
    }

    /// Replaces the fields; the log keeps only those that differ.
    ///
    /// # Errors
    /// `NoRecord`; `Refused` when the name is empty or blank.
    pub fn save_organisation(&self, id: OrganisationId, fields: &OrganisationFields) -> Result<()> {
        fields.with_values(|values| self.update("organisation", &id, values))
    }

    /// Into the trash: gone from lists and search, still named in old minutes.
    ///
    /// # Errors
    /// `NoRecord`.
    pub fn remove_organisation(&self, id: OrganisationId) -> Result<()> {
        self.trash("organisation", &id)
    }
}

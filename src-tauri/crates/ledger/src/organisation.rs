//! Organisations (機関).

use serde::{Deserialize, Serialize};

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

impl Read<'_> {
    pub fn organisation(&self, _id: OrganisationId) -> Result<Organisation> {
        todo!()
    }

    /// All organisations not in the trash, by id.
    pub fn all_organisations(&self) -> Result<Vec<Organisation>> {
        todo!()
    }

    /// Rows by kana key, then name; posts counted as of `today`.
    pub fn organisations(&self, _filter: &OrganisationFilter, _today: chrono::NaiveDate) -> Result<Vec<OrganisationRow>> {
        todo!()
    }

    /// The organisation whose name has this key (as of `japanese::key::organisation`), the oldest first; for imports.
    pub fn organisation_by_key(&self, _key: &str) -> Result<Option<OrganisationId>> {
        todo!()
    }
}

impl Write<'_> {
    pub fn add_organisation(&self, _fields: &OrganisationFields) -> Result<OrganisationId> {
        todo!()
    }

    pub fn save_organisation(&self, _id: OrganisationId, _fields: &OrganisationFields) -> Result<()> {
        todo!()
    }

    pub fn remove_organisation(&self, _id: OrganisationId) -> Result<()> {
        todo!()
    }
}

//! Organisations.

use ledger::organisation::{OrganisationFields, Side};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{ById, Result, Session, Written, people::PostRow};

/// What the list is narrowed to.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct OrganisationsRequest {
    pub text: String,
    pub side: Option<Side>,
    pub kind: Option<String>,
    pub municipality: Option<String>,
}

/// The list, by kana.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Organisations {
    pub rows: Vec<OrganisationListRow>,
    pub total: u32,
}

/// One row of the list.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct OrganisationListRow {
    pub id: String,
    pub name: String,
    pub kana: String,
    pub index: String,
    /// In words.
    pub kind: String,
    pub side: Option<Side>,
    pub group: String,
    pub municipality: String,
    pub people: u32,
    pub contact: String,
    pub phone: String,
}

/// Everything about one organisation.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct OrganisationCard {
    pub id: String,
    pub fields: OrganisationFields,
    pub row: OrganisationListRow,
    /// Present ones first.
    pub posts: Vec<PostRow>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AddOrganisation {
    pub fields: OrganisationFields,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SaveOrganisation {
    pub id: String,
    pub fields: OrganisationFields,
}

pub fn organisations(_session: &mut Session, _request: OrganisationsRequest) -> Result<Organisations> {
    todo!()
}
pub fn organisation(_session: &mut Session, _request: ById) -> Result<OrganisationCard> {
    todo!()
}
pub fn add_organisation(_session: &mut Session, _request: AddOrganisation) -> Result<Written> {
    todo!()
}
pub fn save_organisation(_session: &mut Session, _request: SaveOrganisation) -> Result<Written> {
    todo!()
}
pub fn remove_organisation(_session: &mut Session, _request: ById) -> Result<Written> {
    todo!()
}

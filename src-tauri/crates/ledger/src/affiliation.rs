//! Affiliations (所属): a person's posts, several at once, each with its days.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{AffiliationId, OrganisationId, PersonId, Read, Result, Write};

/// What is kept of a post.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AffiliationFields {
    pub person: PersonId,
    pub organisation: OrganisationId,
    pub department: String,
    pub title: String,
    /// First day; `None` when unknown: held since ever.
    pub from: Option<NaiveDate>,
    /// Last day, inclusive; `None` while it lasts.
    pub to: Option<NaiveDate>,
    /// 窓口: whom to ask at this organisation.
    pub is_contact: bool,
    /// The main post among several: the one that lists show.
    pub is_main: bool,
}

impl AffiliationFields {
    /// Whether the post is held on that day.
    #[must_use]
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// A kept post, with the names to show beside it.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Affiliation {
    pub id: AffiliationId,
    pub fields: AffiliationFields,
    pub organisation_name: String,
    pub person_name: String,
}

impl Read<'_> {
    pub fn affiliation(&self, _id: AffiliationId) -> Result<Affiliation> {
        todo!()
    }

    /// A person's posts: main first, then the newest.
    pub fn affiliations_of_person(&self, _person: PersonId) -> Result<Vec<Affiliation>> {
        todo!()
    }

    /// An organisation's posts: 窓口 first, then by kana of the person.
    pub fn affiliations_of_organisation(&self, _organisation: OrganisationId) -> Result<Vec<Affiliation>> {
        todo!()
    }

    /// Every post of people and organisations not in the trash; for the map, matching and stages.
    pub fn all_affiliations(&self) -> Result<Vec<Affiliation>> {
        todo!()
    }

    /// The post that stands for a person on a day: the main one among those held, else the newest begun.
    pub fn post_on(&self, _person: PersonId, _day: NaiveDate) -> Result<Option<Affiliation>> {
        todo!()
    }
}

impl Write<'_> {
    /// # Errors
    /// `Refused` when `to` lies before `from`.
    pub fn add_affiliation(&self, _fields: &AffiliationFields) -> Result<AffiliationId> {
        todo!()
    }

    pub fn save_affiliation(&self, _id: AffiliationId, _fields: &AffiliationFields) -> Result<()> {
        todo!()
    }

    pub fn remove_affiliation(&self, _id: AffiliationId) -> Result<()> {
        todo!()
    }
}

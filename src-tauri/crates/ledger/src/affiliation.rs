//! Affiliations (所属): a person's posts, several at once, each with its days.

use chrono::NaiveDate;
use rusqlite::Row;
use serde::{Deserialize, Serialize};

use crate::store::record::Values;
use crate::value::Columns;
use crate::{AffiliationId, Error, OrganisationId, PersonId, Read, Result, Write};

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

/// Posts at organisations and of people that aren't in the trash.
const SELECT: &str = "SELECT a.id, a.person, a.organisation, a.department, a.title, a.from_on, a.to_on, a.is_contact, \
    a.is_main, o.name, p.name \
    FROM affiliation a \
    JOIN organisation o ON o.id = a.organisation AND o.removed_at IS NULL \
    JOIN person p ON p.id = a.person AND p.removed_at IS NULL";

/// The same of people in the trash.
const SELECT_REMOVED: &str = "SELECT a.id, a.person, a.organisation, a.department, a.title, a.from_on, a.to_on, \
    a.is_contact, a.is_main, o.name, p.name \
    FROM affiliation a \
    JOIN organisation o ON o.id = a.organisation AND o.removed_at IS NULL \
    JOIN person p ON p.id = a.person AND p.removed_at IS NOT NULL";

/// The main post first, then the newest begun.
const STANDING_FIRST: &str = "ORDER BY a.is_main DESC, a.from_on DESC NULLS LAST, a.id DESC";

fn affiliation(row: &Row<'_>) -> rusqlite::Result<Affiliation> {
    let row = Columns::of(row);
    Ok(Affiliation {
        id: row.next()?,
        fields: AffiliationFields {
            person: row.next()?,
            organisation: row.next()?,
            department: row.next()?,
            title: row.next()?,
            from: row.next()?,
            to: row.next()?,
            is_contact: row.next()?,
            is_main: row.next()?,
        },
        organisation_name: row.next()?,
        person_name: row.next()?,
    })
}

impl Read<'_> {
    /// # Errors
    /// `NoRecord` when there is none, or its person or organisation lies in the trash.
    pub fn affiliation(&self, id: AffiliationId) -> Result<Affiliation> {
        self.one(
            "affiliation",
            &id,
            &format!("{SELECT} WHERE a.id = ?1"),
            affiliation,
        )
    }

    /// A person's posts: main first, then the newest.
    ///
    /// # Errors
    /// Of the database.
    pub fn affiliations_of_person(&self, person: PersonId) -> Result<Vec<Affiliation>> {
        self.all(
            &format!("{SELECT} WHERE a.person = ?1 {STANDING_FIRST}"),
            [person],
            affiliation,
        )
    }

    /// An organisation's posts: 窓口 first, then by kana of the person.
    ///
    /// # Errors
    /// Of the database.
    pub fn affiliations_of_organisation(
        &self,
        organisation: OrganisationId,
    ) -> Result<Vec<Affiliation>> {
        let sql = format!(
            "{SELECT} JOIN search_key k ON k.id = p.id WHERE a.organisation = ?1 ORDER BY a.is_contact DESC, k.sort, a.id"
        );
        self.all(&sql, [organisation], affiliation)
    }

    /// Every post of people and organisations not in the trash, by id; for the map, matching and stages.
    ///
    /// # Errors
    /// Of the database.
    pub fn all_affiliations(&self) -> Result<Vec<Affiliation>> {
        self.all(&format!("{SELECT} ORDER BY a.id"), [], affiliation)
    }

    /// Every post of people in the trash at organisations that aren't, by id; for matching.
    ///
    /// # Errors
    /// Of the database.
    pub fn affiliations_of_removed_people(&self) -> Result<Vec<Affiliation>> {
        self.all(&format!("{SELECT_REMOVED} ORDER BY a.id"), [], affiliation)
    }

    /// The post that stands for a person on a day: the main one among those held, else the newest begun.
    ///
    /// # Errors
    /// Of the database.
    pub fn post_on(&self, person: PersonId, day: NaiveDate) -> Result<Option<Affiliation>> {
        let sql = format!(
            "{SELECT} WHERE a.person = ?1 AND (a.from_on IS NULL OR a.from_on <= ?2) \
             AND (a.to_on IS NULL OR a.to_on >= ?2) {STANDING_FIRST} LIMIT 1"
        );
        self.first(&sql, (person, day), affiliation)
    }
}

impl Read<'_> {
    /// The name of the organisation that a person belongs to on a day, or belonged to last; also of people and organisations
    /// in the trash.
    ///
    /// # Errors
    /// Of the database.
    pub fn last_organisation(&self, person: PersonId, day: NaiveDate) -> Result<Option<String>> {
        let sql = "SELECT o.name FROM affiliation a JOIN organisation o ON o.id = a.organisation WHERE a.person = ?1 \
            ORDER BY (a.from_on IS NULL OR a.from_on <= ?2) AND (a.to_on IS NULL OR a.to_on >= ?2) DESC, \
            a.is_main DESC, a.to_on IS NULL DESC, a.to_on DESC, a.from_on DESC, a.id DESC LIMIT 1";
        self.first(sql, (person, day), |row| row.get(0))
    }
}

impl AffiliationFields {
    fn with_values<T>(&self, f: impl FnOnce(&Values<'_>) -> Result<T>) -> Result<T> {
        if let (Some(from), Some(to)) = (self.from, self.to)
            && to < from
        {
            return Err(Error::Refused {
                field: "to",
                reason: "must not be before the first day".to_owned(),
            });
        }
        f(&[
            ("person", &self.person),
            ("organisation", &self.organisation),
            ("department", &self.department),
            ("title", &self.title),
            ("from_on", &self.from),
            ("to_on", &self.to),
            ("is_contact", &self.is_contact),
            ("is_main", &self.is_main),
        ])
    }
}

impl Write<'_> {
    /// # Errors
    /// `Refused` when `to` lies before `from`; `NoRecord` without the person or the organisation.
    pub fn add_affiliation(&self, fields: &AffiliationFields) -> Result<AffiliationId> {
        self.must_exist("person", &fields.person)?;
        self.must_exist("organisation", &fields.organisation)?;
        let id = self.new_id();
        fields.with_values(|values| self.insert("affiliation", &id, values))?;
        Ok(id)
    }

    /// # Errors
    /// As [`Write::add_affiliation`]; `NoRecord`.
    pub fn save_affiliation(&self, id: AffiliationId, fields: &AffiliationFields) -> Result<()> {
        self.must_exist("person", &fields.person)?;
        self.must_exist("organisation", &fields.organisation)?;
        fields.with_values(|values| self.update("affiliation", &id, values))
    }

    /// # Errors
    /// `NoRecord`.
    pub fn remove_affiliation(&self, id: AffiliationId) -> Result<()> {
        self.delete("affiliation", &id)
    }
}

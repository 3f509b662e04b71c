//! People (関係者): professionals and citizens who take part. Never patients.

mod list;

use chrono::NaiveDate;
use rusqlite::Row;
use serde::{Deserialize, Serialize};

use crate::organisation::Side;
use crate::store::record::{Values, not_blank};
use crate::value::{Columns, text_enum};
use crate::{MunicipalityId, PersonId, Read, Result, Write};

/// 名簿掲載の同意: whether a person agreed to be listed where others read it.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Consent {
    /// 未確認
    #[default]
    Unknown,
    /// 可
    Yes,
    /// 勤務先のみ
    WorkplaceOnly,
    /// 不可
    No,
}

text_enum!(Consent { Unknown = "unknown", Yes = "yes", WorkplaceOnly = "workplace_only", No = "no" });

/// What is kept of a person. Names are kept byte for byte as given.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PersonFields {
    /// The whole name as it is written: 髙﨑 恵. Never empty once kept.
    pub name: String,
    pub family: String,
    pub given: String,
    /// The whole reading: たかさき めぐみ.
    pub kana: String,
    /// Id in `assets/vocabulary/professions.toml`.
    pub profession: Option<String>,
    /// Overrides the side of the present post's organisation.
    pub side: Option<Side>,
    pub municipality: Option<MunicipalityId>,
    pub email: String,
    pub phone: String,
    pub mobile: String,
    pub fax: String,
    /// 連絡しやすい方法: id in `assets/vocabulary/contact_ways.toml`.
    pub preferred_way: Option<String>,
    /// 連絡しやすい曜日・時間帯, as typed.
    pub reachable_hours: String,
    /// していること・できること.
    pub does: String,
    pub key_person: bool,
    pub consent: Consent,
    pub consent_on: Option<NaiveDate>,
    pub note: String,
    /// 接し方メモ: private, has no way out.
    pub manner: String,
}

/// A kept person.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    pub id: PersonId,
    pub fields: PersonFields,
}

/// One row of a list: the person beside the present main post.
#[cfg_attr(feature = "border", derive(ts_rs::TS))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRow {
    pub id: PersonId,
    pub name: String,
    pub kana: String,
    pub profession: Option<String>,
    /// The person's own side, else that of the present main organisation.
    pub side: Option<Side>,
    pub municipality: Option<String>,
    pub organisation: Option<String>,
    pub organisation_kind: Option<String>,
    pub title: Option<String>,
    /// Number of present posts (兼務 when over 1).
    pub posts: i64,
    /// 窓口 of at least one present post.
    pub is_contact: bool,
    pub key_person: bool,
    /// The last day on or before `today` with a shared meeting (attended, in person or online) or an encounter.
    pub last_met: Option<NaiveDate>,
}

/// What a list of people is narrowed to; every `None` and empty text lets everyone through.
#[derive(Debug, Clone, Default)]
pub struct PeopleFilter {
    /// Kanji, kana or reading, part of a name, of an organisation or of a post; words between spaces must all be found.
    pub text: String,
    pub side: Option<Side>,
    pub profession: Option<String>,
    pub municipality: Option<MunicipalityId>,
    pub key_person: Option<bool>,
}

const SELECT: &str = "SELECT id, name, family, given, kana, profession, side, municipality, email, phone, mobile, fax, \
    preferred_way, reachable_hours, does, key_person, consent, consent_on, note, manner FROM person";

fn person(row: &Row<'_>) -> rusqlite::Result<Person> {
    let row = Columns::of(row);
    Ok(Person {
        id: row.next()?,
        fields: PersonFields {
            name: row.next()?,
            family: row.next()?,
            given: row.next()?,
            kana: row.next()?,
            profession: row.next()?,
            side: row.next()?,
            municipality: row.next()?,
            email: row.next()?,
            phone: row.next()?,
            mobile: row.next()?,
            fax: row.next()?,
            preferred_way: row.next()?,
            reachable_hours: row.next()?,
            does: row.next()?,
            key_person: row.next()?,
            consent: row.next()?,
            consent_on: row.next()?,
            note: row.next()?,
            manner: row.next()?,
        },
    })
}

impl Read<'_> {
    /// # Errors
    /// `NoRecord` when there is none, or it lies in the trash.
    pub fn person(&self, id: PersonId) -> Result<Person> {
        self.one(
            "person",
            &id,
            &format!("{SELECT} WHERE id = ?1 AND removed_at IS NULL"),
            person,
        )
    }

    /// The name alone, also of somebody in the trash: old minutes still name them.
    ///
    /// # Errors
    /// Of the database.
    pub fn person_name_even_removed(&self, id: PersonId) -> Result<Option<String>> {
        self.first("SELECT name FROM person WHERE id = ?1", [id], |row| {
            row.get(0)
        })
    }

    /// All people not in the trash, by id; for matching and the map.
    pub fn all_people(&self) -> Result<Vec<Person>> {
        self.all(
            &format!("{SELECT} WHERE removed_at IS NULL ORDER BY id"),
            [],
            person,
        )
    }

    /// All people in the trash, by id: somebody who was removed doesn't come back as somebody new.
    ///
    /// # Errors
    /// Of the database.
    pub fn removed_people(&self) -> Result<Vec<Person>> {
        self.all(
            &format!("{SELECT} WHERE removed_at IS NOT NULL ORDER BY id"),
            [],
            person,
        )
    }
}

impl PersonFields {
    fn with_values<T>(&self, f: impl FnOnce(&Values<'_>) -> Result<T>) -> Result<T> {
        not_blank("name", &self.name)?;
        f(&[
            ("name", &self.name),
            ("family", &self.family),
            ("given", &self.given),
            ("kana", &self.kana),
            ("profession", &self.profession),
            ("side", &self.side),
            ("municipality", &self.municipality),
            ("email", &self.email),
            ("phone", &self.phone),
            ("mobile", &self.mobile),
            ("fax", &self.fax),
            ("preferred_way", &self.preferred_way),
            ("reachable_hours", &self.reachable_hours),
            ("does", &self.does),
            ("key_person", &self.key_person),
            ("consent", &self.consent),
            ("consent_on", &self.consent_on),
            ("note", &self.note),
            ("manner", &self.manner),
        ])
    }
}

impl Write<'_> {
    /// # Errors
    /// `Refused` when the name is empty or blank.
    pub fn add_person(&self, fields: &PersonFields) -> Result<PersonId> {
        let id = self.new_id();
        fields.with_values(|values| self.insert("person", &id, values))?;
        Ok(id)
    }

    /// Replaces the fields; the log keeps only those that differ.
    ///
    /// # Errors
    /// `NoRecord`; `Refused` when the name is empty or blank.
    pub fn save_person(&self, id: PersonId, fields: &PersonFields) -> Result<()> {
        fields.with_values(|values| self.update("person", &id, values))
    }

    /// Takes a person out of the trash, with all that was theirs.
    ///
    /// # Errors
    /// `NoRecord` when the person doesn't lie there.
    pub fn restore_person(&self, id: PersonId) -> Result<()> {
        self.restore("person", &id)
    }

    /// Into the trash: gone from lists and search, still named in old minutes.
    ///
    /// # Errors
    /// `NoRecord`.
    pub fn remove_person(&self, id: PersonId) -> Result<()> {
        self.trash("person", &id)
    }
}

//! People (関係者): professionals and citizens who take part. Never patients.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::organisation::Side;
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

impl Read<'_> {
    /// # Errors
    /// `NoRecord` when there is none, or it lies in the trash.
    pub fn person(&self, _id: PersonId) -> Result<Person> {
        todo!()
    }

    /// All people not in the trash, by id; for matching and the map.
    pub fn all_people(&self) -> Result<Vec<Person>> {
        todo!()
    }

    /// Rows in the order of their kana keys, those without kana last by name.
    pub fn people(&self, _filter: &PeopleFilter, _today: NaiveDate) -> Result<Vec<PersonRow>> {
        todo!()
    }

    /// One row of [`Read::people`].
    pub fn person_row(&self, _id: PersonId, _today: NaiveDate) -> Result<PersonRow> {
        todo!()
    }
}

impl Write<'_> {
    /// # Errors
    /// `Refused` when the name is empty or blank.
    pub fn add_person(&self, _fields: &PersonFields) -> Result<PersonId> {
        todo!()
    }

    /// Replaces the fields; the log keeps only those that differ.
    pub fn save_person(&self, _id: PersonId, _fields: &PersonFields) -> Result<()> {
        todo!()
    }

    /// Into the trash: gone from lists and search, still named in old minutes.
    pub fn remove_person(&self, _id: PersonId) -> Result<()> {
        todo!()
    }
}

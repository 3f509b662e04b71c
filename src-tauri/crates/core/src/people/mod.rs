//! People, their posts, ties and encounters.

mod card;
mod encounters;
mod known;
mod list;
mod posts;
mod save;
mod similar;
mod ties;

use chrono::NaiveDate;
use ledger::affiliation::AffiliationFields;
use ledger::encounter::EncounterFields;
use ledger::organisation::Side;
use ledger::person::PersonFields;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use card::person;
pub use encounters::{add_encounter, remove_encounter};
pub(crate) use known::{index, known_people, known_removed_people, my_name, reason_words};
pub use list::people;
pub(crate) use list::{coordinators, list_row};
pub(crate) use posts::post_row;
pub use posts::{add_affiliation, remove_affiliation, save_affiliation};
pub(crate) use save::with_name_parts;
pub use save::{add_person, remove_person, save_person};
pub use similar::similar_people;
pub use ties::{record_tie, remove_tie};

/// What the list is narrowed to; empty texts and `null` let everyone through.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct PeopleRequest {
    pub text: String,
    pub side: Option<Side>,
    pub profession: Option<String>,
    pub municipality: Option<String>,
    pub key_person: Option<bool>,
}

/// The list, by kana.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct People {
    pub rows: Vec<PersonListRow>,
    /// All people of the ledger: `total - rows.len()` are hidden by the filter.
    pub total: u32,
}

/// One row of the list.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PersonListRow {
    pub id: String,
    pub name: String,
    pub kana: String,
    /// あかさたなはまやらわ or 他.
    pub index: String,
    /// In words.
    pub profession: String,
    pub side: Option<Side>,
    /// `hospital`, `home`, `care`, `public`, `body`, `coordinator`, `unknown`.
    pub group: String,
    pub municipality: String,
    pub organisation: String,
    pub title: String,
    pub posts: u32,
    pub is_contact: bool,
    pub key_person: bool,
    /// ISO or null.
    pub last_met: Option<NaiveDate>,
    /// In words: 3か月前; empty when never.
    pub last_met_words: String,
}

/// Everything about one person.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PersonCard {
    pub id: String,
    pub fields: PersonFields,
    pub row: PersonListRow,
    pub posts: Vec<PostRow>,
    pub ties: Vec<TieRow>,
    pub meetings: Vec<PersonMeetingRow>,
    pub encounters: Vec<EncounterRow>,
    pub actions: Vec<crate::meetings::ActionRow>,
    /// In words; empty when never.
    pub last_met: String,
    pub next_chance: String,
    pub is_me: bool,
}

/// One post.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PostRow {
    pub id: String,
    pub fields: AffiliationFields,
    pub organisation_name: String,
    pub person_name: String,
    /// 令和5年4月1日(土)〜
    pub period: String,
    pub present: bool,
}

/// One recorded tie, seen from the person.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TieRow {
    pub id: String,
    pub other: String,
    pub other_name: String,
    pub other_post: String,
    /// 1–3.
    pub level: u32,
    /// 名前と顔が分かる …
    pub level_words: String,
    pub since: String,
    pub basis: String,
}

/// One meeting of the person.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PersonMeetingRow {
    pub id: String,
    pub title: String,
    pub date: String,
    pub attended: String,
    pub future: bool,
}

/// One encounter in words.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct EncounterRow {
    pub id: String,
    pub date: String,
    pub kind: String,
    pub summary: String,
    pub insight: String,
    pub is_case: bool,
    pub with: Vec<crate::Named>,
}

/// A new person, with the first post when an organisation is named: an existing one of that name key is taken, else made.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AddPerson {
    pub fields: PersonFields,
    pub organisation: String,
    pub title: String,
    /// 別人: people who look like the new one and are not; remembered with the same operation.
    #[serde(default)]
    pub others: Vec<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SavePerson {
    pub id: String,
    pub fields: PersonFields,
}

/// While a new person is typed: who might it already be?
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SimilarRequest {
    pub name: String,
    pub kana: String,
    pub organisation: String,
    pub email: String,
    pub mobile: String,
}

/// People who might be the same, with reasons in words.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Similar {
    pub rows: Vec<(PersonListRow, String)>,
}

/// A new post. `organisation_name` is taken when `fields.organisation` is the nil UUID: found by key, else made.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AddAffiliation {
    pub fields: AffiliationFields,
    pub organisation_name: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SaveAffiliation {
    pub id: String,
    pub fields: AffiliationFields,
}

/// A level 1–3 between two persons, on a day.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RecordTie {
    pub a: String,
    pub b: String,
    pub level: u32,
    /// `null`: today.
    pub on: Option<NaiveDate>,
    pub basis: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AddEncounter {
    pub fields: EncounterFields,
}

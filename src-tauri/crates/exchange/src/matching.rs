//! Who is who: a careful first matcher. Sure only by e-mail or mobile with the family name, or by name key with
//! organisation key; the rest is doubtful, never merged by itself. A shared switchboard proves nothing.

use serde::{Deserialize, Serialize};

use crate::ForeignPerson;

/// A person of the ledger as the matcher sees them; `id` is the caller's.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    pub id: String,
    pub name: String,
    pub family: String,
    pub kana: String,
    /// All present and past organisations' names.
    pub organisations: Vec<String>,
    pub emails: Vec<String>,
    pub phones: Vec<String>,
}

/// Why two records are held to be one person, or might be. Words are core's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    SameRowBefore,
    SameEmail,
    SameMobile,
    SameFamilyName,
    SameName,
    /// Same key, written with a variant kanji (髙/高).
    NameVariant,
    SameKana,
    SameOrganisation,
    OtherOrganisation,
    OtherFamilyName,
    OtherGivenName,
    SamePhone,
    /// Several people of the ledger fit.
    SeveralFit,
    /// An earlier row of the same file.
    SameFile,
}

/// What the matcher says of one entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Judgement {
    New,
    Same { id: String, reasons: Vec<Reason> },
    /// The nearest candidate first.
    Doubtful { candidates: Vec<(String, Vec<Reason>)> },
}

/// All known people by their keys; blocking keeps the cost of a judgement independent of their number.
#[derive(Debug, Default)]
pub struct Index {}

impl Index {
    #[must_use]
    pub fn new(_people: impl IntoIterator<Item = Known>) -> Self {
        todo!()
    }

    /// Adds one more: a row of the same file that was judged new, so that its repetition is seen.
    pub fn add(&mut self, _person: Known) {
        todo!()
    }

    #[must_use]
    pub fn judge(&self, _person: &ForeignPerson) -> Judgement {
        todo!()
    }
}

//! Who is who. Every pair that shares a key is compared field by field and weighed (Fellegi and Sunter 1969, see `model`);
//! what is sure, asked or new follows from the chance and from guards that no chance overrides: a shared switchboard proves
//! nothing, another given name is never sure, a name alone is asked.

mod block;
mod census;
mod compare;
mod decide;
mod lexicon;
mod link;
mod model;
mod nameless;
mod parallel;
mod record;
mod similar;
mod word;

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::ForeignPerson;
use link::Prepared;
use record::Record;

/// A person of the ledger as the matcher sees them; `id` is the caller's.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    pub id: String,
    pub name: String,
    pub family: String,
    pub given: String,
    pub kana: String,
    /// Family names of before (旧姓).
    pub former_families: Vec<String>,
    /// All present and past organisations' names.
    pub organisations: Vec<String>,
    /// Of now and of before.
    pub emails: Vec<String>,
    /// Of now and of before; no facsimile numbers.
    pub phones: Vec<String>,
    /// 職種 in the words that rows are given in.
    pub profession: String,
    /// Of the present main post.
    pub department: String,
    pub title: String,
    /// Of the person, not of a workplace; mostly empty.
    pub postal: String,
    pub address: String,
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
    /// Part of the name is a slip of the pen away (高橋／高梁).
    NameNear,
    /// One side is written in kana only.
    KanaOnly,
    /// Read alike, written with other kanji (沙織／佐織).
    OtherKanji,
    /// The same kanji, read otherwise.
    ReadOtherwise,
    /// A family name of before.
    FormerFamilyName,
    /// An address or a number that is a slip away.
    EmailNear,
    MobileNear,
    /// What stands before the @ is the same, at another organisation.
    SameMailbox,
    OtherEmail,
    OtherMobile,
    /// One organisation's name within the other's, or nearly the same.
    OrganisationNear,
    SameAddress,
    SameProfession,
    OtherProfession,
    /// The number or address is shared by several people: it tells nothing of one.
    Shared,
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
    Same {
        id: String,
        reasons: Vec<Reason>,
    },
    /// The nearest candidate first, ten at most.
    Doubtful {
        candidates: Vec<(String, Vec<Reason>)>,
    },
}

/// More candidates than these nobody looks through.
const CANDIDATES: usize = 10;

/// All known people by their keys; blocking keeps the cost of a judgement independent of their number.
#[derive(Debug, Default)]
pub struct Index {
    ids: Vec<String>,
    people: Vec<Known>,
    /// Made when first needed, and made anew after somebody was added.
    prepared: OnceLock<Prepared>,
}

/// Two known people who may be one.
#[derive(Debug, Clone, PartialEq)]
pub struct Double {
    /// In the order of their ids.
    pub ids: (String, String),
    pub reasons: Vec<Reason>,
    /// The chance that they are one, 0 to 1: for the order of a list, never to be shown.
    pub chance: f32,
}

impl Index {
    #[must_use]
    pub fn new(people: impl IntoIterator<Item = Known>) -> Self {
        let mut index = Self::default();
        for person in people {
            index.add(person);
        }
        index
    }

    /// Adds one more: a row of the same file that was judged new, so that its repetition is seen. A second record with
    /// an `id` that is already known adds to what is known of that person.
    pub fn add(&mut self, person: Known) {
        self.ids.push(person.id.clone());
        self.people.push(person);
        self.prepared.take();
    }

    /// Judges one entry by itself. The result doesn't depend on the order in which the known people were added.
    #[must_use]
    pub fn judge(&self, person: &ForeignPerson) -> Judgement {
        let prepared = self.prepared();
        let own = prepared.part(Record::of_foreign(person, &mut record::Places::default()));
        let linked = prepared.beside(&own);
        let fitting = prepared.doors.fitting(&prepared.known, &own);
        decide::judgement(&self.ids, prepared, &own, &linked, &fitting)
    }

    /// Judges all entries of a file, each under a name of the caller's: what agreements are worth is learned from the file and
    /// the known people together, and nobody is two rows' person without being asked. Somebody who stands in the file twice
    /// and whom nobody knows is the same as the earlier row, under its name.
    #[must_use]
    pub fn judge_all(&self, rows: &[(String, &ForeignPerson)]) -> Vec<Judgement> {
        decide::all(&self.ids, self.records(), rows)
    }

    /// Known people who may be one, the likeliest first.
    #[must_use]
    pub fn doubles(&self) -> Vec<Double> {
        decide::doubles(&self.ids, self.prepared())
    }

    fn prepared(&self) -> &Prepared {
        self.prepared
            .get_or_init(|| Prepared::new(self.records(), Vec::new()))
    }

    fn records(&self) -> Vec<Record> {
        parallel::map(&self.people, |people| {
            let mut places = record::Places::default();
            people
                .iter()
                .map(|person| Record::of_known(person, &mut places))
                .collect()
        })
    }
}

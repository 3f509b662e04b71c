//! Two records of the ledger that are one, or only look like it: finding them, making them one, keeping them apart.

mod apart;
mod duplicates;
mod fields;
mod organisations;
mod people;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::import::Relation;

pub use apart::{keep_apart, keep_together, kept_apart, pairs_apart};
pub use duplicates::duplicates;
pub use organisations::{merge_organisations, merge_organisations_preview};
pub use people::{merge_people, merge_preview};

/// Two records by their ids.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MergePair {
    pub a: String,
    pub b: String,
}

/// Makes two one. The older record stays, whichever values come on top: two coordinators who merge the same two come to the
/// same end.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MergePeople {
    pub a: String,
    pub b: String,
    /// Where she wants it otherwise than [`MergePreview`] proposes.
    #[serde(default)]
    pub choices: Vec<MergeChoice>,
}

/// Whose value of a field comes on top.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MergeChoice {
    /// [`MergeField::field`].
    pub field: String,
    pub from: From,
}

/// One of the two, or both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum From {
    A,
    B,
    /// Texts one below the other; of addresses and numbers that of `a` on top.
    Both,
}

/// What making them one would do. Nothing is written.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MergePreview {
    /// The operation's name in words.
    pub operation: String,
    pub name_a: String,
    pub name_b: String,
    /// 別人: she said once that they are two; when and why, in words. Empty otherwise.
    pub apart: String,
    /// Fields that at least one of them has.
    pub fields: Vec<MergeField>,
    /// What moves along with the younger record: posts, ties, meetings …; only what there is.
    pub moves: Vec<MergeMove>,
    /// Meetings at which both are named, in words: the stronger attendance stays, the other as a remark.
    pub meetings: Vec<String>,
}

/// One field of the two.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MergeField {
    pub field: String,
    /// In words.
    pub label: String,
    /// In words; empty when there is none.
    pub a: String,
    pub b: String,
    pub relation: Relation,
    /// What comes on top unless she chooses otherwise.
    pub from: From,
    /// Between what she can choose; empty when there is nothing to choose.
    pub choices: Vec<From>,
    /// Whether the value that isn't on top is kept behind it.
    pub kept: bool,
}

/// How much of a kind moves along.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MergeMove {
    /// In words.
    pub label: String,
    pub count: u32,
}

/// 別人: two who look like one and are not.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct KeepApart {
    pub a: String,
    pub b: String,
    /// What tells them apart, in her words; may be empty.
    #[serde(default)]
    pub why: String,
}

/// With whom somebody is never to be mistaken.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct KeptApart {
    pub rows: Vec<KeptApartRow>,
}

/// One of them.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct KeptApartRow {
    pub person: String,
    pub name: String,
    /// When it was said, in words.
    pub at: String,
    pub who: String,
    pub why: String,
}

/// All who look like one and are not, the last said first; without those who lie in the trash.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PairsApart {
    pub rows: Vec<PairApart>,
}

/// Two of them.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PairApart {
    pub a: String,
    pub b: String,
    pub name_a: String,
    pub name_b: String,
    /// When it was said, in words.
    pub at: String,
    pub who: String,
    pub why: String,
}

/// People of the ledger who may be one, the likeliest first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Duplicates {
    pub groups: Vec<DuplicateGroup>,
    /// So many groups more there are; they come when these are told apart.
    pub more: u32,
}

/// Two or more who may be one.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DuplicateGroup {
    pub people: Vec<DuplicatePerson>,
    /// Why, pair by pair, the likeliest first.
    pub pairs: Vec<DuplicatePair>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DuplicatePerson {
    pub id: String,
    pub name: String,
    pub kana: String,
    /// Whose sign stands before the name.
    pub group: String,
    /// The present post in one line.
    pub post: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DuplicatePair {
    pub a: String,
    pub b: String,
    /// In words.
    pub reasons: Vec<String>,
    /// The two beside each other, in the order of [`MergePreview::fields`].
    pub fields: Vec<MergeField>,
}

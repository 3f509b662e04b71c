//! Two coordinators, no server: packs to colleagues and from them, through a file or a shared folder, and the hand-over to a successor.
//!
//! What is exchanged and how it is joined is the ledger's (`ledger::share`). Here it becomes a file, a desk on which everything is seen before
//! it is taken in, and words.

mod apart;
mod choose;
mod colleagues;
mod desk;
mod folder;
mod give;
mod matching;
mod pack;
mod take;

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use choose::{choose_value, open_choices};
pub use colleagues::{colleagues, remove_colleague, save_colleague};
pub use desk::open_pack;
pub use folder::{exchange_folder, set_share_folder};
pub use give::{give_pack, preview_pack};
pub use take::take_pack;

/// What goes into a pack.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct PackScope {
    pub what: ScopeKind,
    /// Of the series, the municipality or the profession; empty else.
    #[serde(default)]
    pub id: String,
    /// For `people`.
    #[serde(default)]
    pub people: Vec<String>,
    /// `null`: for a colleague elsewhere. Else for the successor in her own office: everything, the office's own columns as well.
    #[serde(default)]
    pub hand_over: Option<HandOver>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ScopeKind {
    #[default]
    All,
    Series,
    Municipality,
    Profession,
    People,
}

/// The private remarks that she ticks. What isn't ticked stays with her.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, TS)]
pub struct HandOver {
    /// 接し方メモ.
    #[serde(default)]
    pub manner: bool,
    /// つながり with their levels.
    #[serde(default)]
    pub ties: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct GivePack {
    pub path: PathBuf,
    pub scope: PackScope,
    /// Id of the colleague whose key seals it; `null`: `passphrase` does.
    #[serde(default)]
    pub colleague: Option<String>,
    #[serde(default)]
    pub passphrase: Option<String>,
    /// To whom it goes, in words; with `colleague` her name.
    #[serde(default)]
    pub recipient: String,
    /// On which basis (個人情報保護法 27条): id in `assets/vocabulary/bases.toml`, or her words.
    #[serde(default)]
    pub basis: String,
}

/// What goes and what stays, before it goes.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PackReceipt {
    /// What goes, by kind: word and number, in the order of the ledger.
    pub goes: Vec<(String, u32)>,
    /// Records in all.
    pub records: u32,
    pub people: u32,
    /// What stays and why, a sentence each.
    pub left_out: Vec<String>,
    /// Names of those who stay for want of consent: for her own eyes, they aren't in the pack.
    pub names: Vec<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PackGiven {
    pub path: String,
    pub receipt: PackReceipt,
    /// For the colleague, how it is opened; in one sentence.
    pub message: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct OpenPack {
    pub path: PathBuf,
    /// `null`: it is sealed for this ledger's own key.
    #[serde(default)]
    pub passphrase: Option<String>,
    /// What she has decided so far: the desk shows what follows.
    #[serde(default)]
    pub decisions: Vec<PackDecision>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TakePack {
    pub path: PathBuf,
    #[serde(default)]
    pub passphrase: Option<String>,
    #[serde(default)]
    pub decisions: Vec<PackDecision>,
    /// [`PackDesk::digest`] of the desk on which she decided; `null`: none was looked at.
    #[serde(default)]
    pub digest: Option<String>,
    #[serde(default)]
    pub basis: String,
}

/// What she decides about one record of a pack.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PackDecision {
    /// [`PackRow::table`] and [`PackRow::id`].
    pub table: String,
    pub id: String,
    pub choice: PackChoice,
    /// For `theirs` and `mine`: which field; `null`: all of them.
    #[serde(default)]
    pub field: Option<String>,
    /// For `same` and `other`: which record of hers.
    #[serde(default)]
    pub with: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PackChoice {
    Theirs,
    Mine,
    /// Both values stay, until somebody chooses.
    Open,
    Same,
    Other,
    /// Taken in as a new record although it looks like one that is there; nothing is remembered.
    New,
    Later,
}

/// A colleague's pack beside the ledger. Nothing is written.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PackDesk {
    /// SHA-256 of the file, in hexadecimal digits.
    pub digest: String,
    /// Whose it is.
    pub sender: String,
    /// When it was made, in words.
    pub made_at: String,
    /// What it holds, in words.
    pub scope: String,
    pub hand_over: bool,
    /// What was left out there and why, as the sender's program says it.
    pub left_out: Vec<String>,
    /// Number of records; the sum of the groups.
    pub records: u32,
    pub groups: Vec<PackGroup>,
    /// All but those of which nothing is new.
    pub rows: Vec<PackRow>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PackGroup {
    pub outcome: PackOutcome,
    /// In words.
    pub name: String,
    pub count: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PackOutcome {
    Conflict,
    /// Perhaps the same person as one who is here.
    Perhaps,
    New,
    Changed,
    Deleted,
    /// Deleted by one, changed by the other: it stays.
    Kept,
    Held,
    Later,
    Forgotten,
    Nothing,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PackRow {
    pub table: String,
    pub id: String,
    /// 人「髙﨑 恵」.
    pub record: String,
    /// The bare name.
    pub name: String,
    pub outcome: PackOutcome,
    /// The colleague deleted it; of what stays because only one of both did: which of them.
    pub is_deleted_there: bool,
    /// Id of the record here that it is or becomes part of, when that has another.
    pub is: Option<String>,
    /// Of somebody or something new: what introduces it.
    pub fields: Vec<PackField>,
    pub candidates: Vec<PackCandidate>,
}

/// One field that would change, or that both changed.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PackField {
    pub field: String,
    pub label: String,
    pub mine: PackValue,
    pub theirs: PackValue,
    pub conflict: bool,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct PackValue {
    /// As she reads it; empty for none.
    pub value: String,
    /// Who wrote it and when, in words.
    pub who: String,
    pub at: String,
}

/// Somebody of the ledger who may be the person.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PackCandidate {
    pub person: String,
    pub name: String,
    pub reasons: Vec<String>,
    /// Taken as the same unless she says otherwise.
    pub sure: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PackTaken {
    /// The operation's name in words, as undo shows it; it is empty when nothing was new.
    pub operation: String,
    pub tables: Vec<String>,
    /// As on the desk, before.
    pub groups: Vec<PackGroup>,
    /// Fields of which two values stand side by side now.
    pub open: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Colleagues {
    /// This ledger's public key, to hand on as text.
    pub key: String,
    /// The same as a QR code: dark is true, row by row.
    pub code: Vec<Vec<bool>>,
    pub colleagues: Vec<ColleagueRow>,
    /// Where packs are exchanged; empty when no folder is named.
    pub folder: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ColleagueRow {
    pub id: String,
    pub name: String,
    pub organisation: String,
    /// Her public key; empty while she gave none.
    pub key: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SaveColleague {
    pub name: String,
    #[serde(default)]
    pub organisation: String,
    #[serde(default)]
    pub key: String,
}

/// Names the shared folder and the passphrase that all its colleagues use. A `null` path takes it away.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SetShareFolder {
    pub path: Option<PathBuf>,
    #[serde(default)]
    pub passphrase: String,
    /// Who uses it, and the basis on which she gives there: for the list of what went out.
    #[serde(default)]
    pub recipient: String,
    #[serde(default)]
    pub basis: String,
}

/// Writes her own pack into the shared folder and looks at the others'.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct ExchangeFolder {
    /// Takes in what the others' packs hold that asks for no decision.
    #[serde(default)]
    pub take: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct FolderExchanged {
    /// Her own file there.
    pub own: String,
    /// Why it could not be written; what lay there before is as it was.
    pub problem: Option<String>,
    pub receipt: PackReceipt,
    pub others: Vec<FolderPack>,
}

/// A colleague's file in the shared folder.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct FolderPack {
    pub path: String,
    /// Who gave it; the file's name where it can't be read.
    pub sender: String,
    /// In words: unchanged, what is new, or why it was passed over.
    pub message: String,
    pub state: FolderState,
    pub groups: Vec<PackGroup>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FolderState {
    /// There is something to look at.
    New,
    Taken,
    Unchanged,
    /// Half copied, locked, of another passphrase: left as it is.
    Skipped,
}

/// Open choices: two values of one field.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct OpenChoices {
    pub rows: Vec<OpenChoice>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct OpenChoice {
    pub table: String,
    pub id: String,
    pub record: String,
    pub field: String,
    pub label: String,
    /// The one that is shown first.
    pub values: Vec<PackValue>,
}

/// Which of the values holds.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ChooseValue {
    pub table: String,
    pub id: String,
    pub field: String,
    /// Place in [`OpenChoice::values`], from 0.
    pub value: u32,
}

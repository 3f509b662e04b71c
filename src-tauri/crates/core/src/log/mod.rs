//! The change log as she reads it: what was done, by whom and out of which file, and taking one thing of it back later on.

mod history;
mod operations;
pub(crate) mod take_back;
pub(crate) mod words;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use history::history;
pub use operations::operations;
pub use take_back::{undo_operation, undo_preview};

/// Asks for what was done, newest first.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct OperationsRequest {
    /// Id of an operation: those done before it; `null`: from the newest.
    pub before: Option<String>,
    /// At most so many; 0: 50.
    pub limit: u32,
}

/// What was done, newest first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Operations {
    pub rows: Vec<OperationRow>,
    /// There are older ones: ask again with the last row's id as `before`.
    pub more: bool,
}

/// One kept operation.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct OperationRow {
    /// What `undo_operation` takes.
    pub id: String,
    /// Its name in words.
    pub name: String,
    /// `person.save`, `import`, `undo/import` …: for a picture beside it.
    pub code: String,
    /// Day and time in words.
    pub at: String,
    /// `2026-11-20T10:32`, local time: for grouping by day.
    pub at_iso: String,
    /// In words: the coordinator whose ledger it is, or where an imported file came from.
    pub who: String,
    /// The file it came out of; empty for what was typed.
    pub file: String,
    /// Records it made, changed or deleted.
    pub records: u32,
    /// Changed fields.
    pub fields: u32,
    /// In words: 「23件・112項目」.
    pub size: String,
    /// Taken back, by undo or by `undo_operation`.
    pub undone: bool,
    /// In words, how it was taken back: 「11月20日 10:40 に取り消し」; empty when it stands.
    pub undone_words: String,
    /// `undo_operation` can be asked for.
    pub can_undo: bool,
    /// In words, why not; empty when it can.
    pub why_not: String,
}

/// What taking something back did, or would do.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TakenBack {
    /// The name in words of the operation that did it, as undo shows it; of the one that would do it in a preview.
    pub operation: String,
    /// Tables that changed; empty in a preview, and when nothing was left to take back.
    pub tables: Vec<String>,
    /// Records that went away again, were put back, or got an earlier value back.
    pub removed: u32,
    pub put_back: u32,
    pub changed: u32,
    /// The three and what is kept in one sentence.
    pub summary: String,
    /// What stays as it is, because it was changed or used since: all of it.
    pub kept: Vec<KeptThing>,
}

/// Something that is not taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct KeptThing {
    /// A record to open: `person`, `organisation`, `series`, `meeting`, or `none`.
    pub kind: String,
    pub id: String,
    /// What it is: 「人「髙﨑 恵」」, 「髙﨑 恵 の所属（訪問看護ステーション なぎ）」.
    pub record: String,
    /// The field in words; empty when it is the record as a whole.
    pub field: String,
    /// Its present value in words; empty for a whole record.
    pub value: String,
    /// The value that it would have got back, in words.
    pub earlier: String,
    /// A whole sentence: 「あとで変更されたので残します：人「髙﨑 恵」を変更（令和8年11月20日(金) 10:32）」.
    pub why: String,
    /// The later operation in words; empty when none is known.
    pub by: String,
    /// Its id; empty when none is known.
    pub by_id: String,
}

/// Asks for the history of a record.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct HistoryRequest {
    /// Any table with a log: `person`, `organisation`, `affiliation`, `meeting`, `checklist_mark` …; empty: whichever has the id.
    pub table: String,
    pub id: String,
    /// At most so many changes; 0: 500.
    #[serde(default)]
    pub limit: u32,
}

/// The history of a record and of what is part of it, newest first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct History {
    pub changes: Vec<HistoryRow>,
    /// There are older ones: ask again with a higher limit.
    pub more: bool,
}

/// One change of one field, in words.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct HistoryRow {
    pub at: String,
    pub operation: String,
    /// What `undo_operation` takes.
    pub operation_id: String,
    /// In words: the coordinator whose ledger it is, or where the imported file came from.
    pub who: String,
    /// The file it came out of; empty for what was typed.
    pub file: String,
    /// What was changed, when it is a part of the record: 「所属（訪問看護ステーション なぎ）」; empty for the record itself.
    pub part: String,
    /// `made`, `changed`, `deleted`: the record or the part.
    pub deed: String,
    /// The field in words; of a record that was made or deleted first one row with 「追加」 or 「削除」 and no values.
    pub field: String,
    pub old: String,
    pub new: String,
}

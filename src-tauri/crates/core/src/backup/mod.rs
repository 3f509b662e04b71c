//! Backups as the coordinator sees them: made by themselves, looked at beside what is open, put back, and the way out of a
//! damaged ledger.

mod automatic;
mod compare;
mod list;
mod recover;
mod restore;
mod tell;

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::session::Status;

pub(crate) use automatic::{Automatic, before, closing, finish, now, opened};
pub use automatic::{idle, is_running};
pub use compare::compare_backup;
pub use list::{backups, make_backup, set_backup_place};
pub use recover::{damaged_ledger, recover_ledger};
pub use restore::{back_to_before_restore, restore_backup};
pub(crate) use tell::status;

/// What the status line says of backups, in words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BackupStatus {
    /// 「控え 今日 10:15 確認済み」, or why there is none.
    pub words: String,
    /// The newest backup is there and was checked; false before the first and after a failure.
    pub ok: bool,
    /// The same of the second place; empty when none is named.
    pub second_words: String,
    /// The newest backup lies at the second place as well; true when none is named.
    pub second_ok: bool,
    /// A restore can be taken back in one step: 「復元の前（今日 10:15）に戻す」; empty when there is nothing to go back to.
    pub before_restore: String,
}

/// All backups, newest first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Backups {
    pub status: BackupStatus,
    /// Where the second place is; empty when none is named.
    pub place: String,
    pub backups: Vec<BackupRow>,
}

/// One backup. What it holds is read from the encrypted file itself.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct BackupRow {
    /// What `compare_backup`, `restore_backup` and `recover_ledger` take.
    pub backup: String,
    /// When it was made, in words.
    pub at: String,
    /// Why: 15分ごと, 取り込みの前 ….
    pub reason: String,
    /// It lies at the second place, not in the ledger's own folder.
    pub second: bool,
    /// It was opened just now, and every page of it is as it was written. Only such a one is offered.
    pub sound: bool,
    /// What is wrong with it, in words; empty when it is sound.
    pub trouble: String,
    pub people: u32,
    pub organisations: u32,
    pub meetings: u32,
    /// Its newest operation in words, with when it was done; empty before the first.
    pub newest: String,
    /// Bytes of the file, in words.
    pub size: String,
}

/// Names the second place for backups: a USB stick, a share of the office.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SetBackupPlace {
    /// A folder that is there; `None` keeps backups in the ledger's own folder only.
    pub path: Option<PathBuf>,
}

/// A request about one backup.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ByBackup {
    /// [`BackupRow::backup`].
    pub backup: String,
}

/// What a backup holds beside what is open now.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct BackupComparison {
    pub backup: BackupRow,
    /// In one sentence: what going back to it would change.
    pub summary: String,
    /// People, organisations, meetings and so on: how many then and now.
    pub counts: Vec<ThenAndNow>,
    /// The newest operation of what is open now, with when it was done.
    pub newest_now: String,
    /// Operations since, newest first, in words with their time; at most 50.
    pub since: Vec<String>,
    /// How many there are since, those beyond the list included.
    pub since_count: u32,
    /// Records that differ, by kind; only kinds that have any.
    pub differences: Vec<KindDifference>,
}

/// How many of one kind the backup has, and how many are there now; not counting the trash.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ThenAndNow {
    /// `person`, `organisation`, `meeting`, ….
    pub kind: String,
    /// In words: 人, 機関, 会議.
    pub label: String,
    pub then: u32,
    pub now: u32,
}

/// Records of one kind that differ between a backup and what is open now.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct KindDifference {
    /// Name of the table.
    pub kind: String,
    /// In words.
    pub label: String,
    /// Made since: they would be gone.
    pub added: u32,
    /// Changed since: they would be as they were.
    pub changed: u32,
    /// Deleted since: they would come back.
    pub missing: u32,
    /// Names of some of them, at most 5 each.
    pub added_names: Vec<String>,
    pub changed_names: Vec<String>,
    pub missing_names: Vec<String>,
}

/// What a restore did.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Restored {
    /// What happened, in words, and how to go back.
    pub message: String,
    /// The frame anew: everything on the screen has to be fetched again.
    pub status: Status,
}

/// Asks what is wrong with a ledger that can't be opened.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DamagedRequest {
    pub dir: PathBuf,
    pub passphrase: String,
    /// A folder with backups (the second place) to look into as well.
    #[serde(default)]
    pub path: Option<PathBuf>,
}

/// A ledger that can't be opened, and the ways out. Nothing was touched.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DamagedLedger {
    pub dir: String,
    /// What happened, what is kept, what to do next.
    pub message: String,
    /// What is wrong, each in words; empty when the file is sound after all.
    pub findings: Vec<String>,
    /// Good backups, newest first, each opened and checked just now.
    pub backups: Vec<BackupRow>,
    /// Backups that can't be used, and why.
    pub bad_backups: Vec<BackupRow>,
    /// Whether something of the damaged file can be read, so that salvaging is worth trying.
    pub can_salvage: bool,
    /// What salvaging would do, in words.
    pub salvage: String,
}

/// The way out of a damaged ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RecoverFrom {
    /// [`BackupRow::backup`] of a good backup.
    Backup(String),
    /// All that can still be read of the damaged file itself.
    Salvage,
}

/// Makes a ledger of a damaged one, and opens it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RecoverLedger {
    pub dir: PathBuf,
    pub passphrase: String,
    pub from: RecoverFrom,
    /// As in [`DamagedRequest`].
    #[serde(default)]
    pub path: Option<PathBuf>,
}

/// What recovering did.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Recovered {
    /// What happened, in words.
    pub message: String,
    /// What was saved and what was lost, a line for each kind of record; empty after a backup.
    pub lines: Vec<String>,
    /// Where the damaged files lie now, byte for byte as they were.
    pub set_aside: String,
    /// The recovered ledger is open.
    pub status: Status,
}

//! What opens a ledger: passphrase, recovery sheet, the system's keychain; and what locks it.

mod keychain;
mod open;
mod passphrase;
mod sealed;
mod sheet;

use std::path::PathBuf;

use ledger::RecoveryKey;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use zeroize::{Zeroize, ZeroizeOnDrop};

pub use keychain::{open_remembered, remember_key};
pub use open::{lock, open_by_recovery};
pub use passphrase::change_passphrase;
pub use sealed::open_sealed;
pub use sheet::{confirm_recovery, recovery_sheet, save_recovery_sheet};

pub(crate) use passphrase::good_passphrase;
pub(crate) use sheet::state;

/// A sheet that was made and not yet tried out; gone with the sitting.
pub(crate) struct Pending {
    pub(crate) key: RecoveryKey,
}

/// Whether the ledger could be opened without its passphrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Recovery {
    /// No sheet was ever made. So are all samples.
    None,
    /// A sheet was made, and nobody has shown yet that it was kept.
    Untried,
    /// Two groups were typed from the sheet.
    Tried,
}

/// The sheet that is being made.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RecoverySheet {
    /// Six letters at the top right of the sheet.
    pub mark: String,
    /// The page as it will be printed, SVG.
    pub page: String,
    /// The numbers (1–7, ascending) of the two groups that are asked back.
    pub asked: [u32; 2],
    /// Groups of a whole key.
    pub groups: u32,
    /// A file name to begin with, with its ending.
    pub file_name: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SaveRecoverySheet {
    /// Where to, ending in `.pdf`; not into the ledger's own folder.
    pub path: PathBuf,
}

/// The two groups that were asked for, as typed from the sheet.
#[derive(Debug, Clone, Serialize, Deserialize, TS, Zeroize, ZeroizeOnDrop)]
pub struct ConfirmRecovery {
    pub groups: [String; 2],
}

#[derive(Debug, Clone, Serialize, Deserialize, TS, Zeroize, ZeroizeOnDrop)]
pub struct ChangePassphrase {
    pub old: String,
    pub new: String,
}

/// Opens a ledger whose passphrase was forgotten, and gives it a new one.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct OpenByRecovery {
    pub dir: PathBuf,
    /// All seven groups, as typed from the sheet or read from its code.
    pub recovery_key: String,
    pub new_passphrase: String,
}

/// Whether this computer remembers the open ledger's key.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct RememberKey {
    pub on: bool,
}

/// Opens a ledger whose key this computer remembers.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct OpenRemembered {
    pub dir: PathBuf,
}

/// Takes the passphrase off a file that a colleague gave.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct OpenSealed {
    /// The file, ending in `.age`.
    pub path: PathBuf,
    /// Where the clear file goes.
    pub to: PathBuf,
    pub passphrase: String,
}

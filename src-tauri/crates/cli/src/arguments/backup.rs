//! Backups: listing, making, the second place, restoring, and the way out of a damaged ledger.

use std::path::PathBuf;

use clap::{Args, Subcommand};

#[derive(Debug, Args)]
pub(crate) struct Backup {
    #[command(subcommand)]
    pub(crate) what: Option<BackupCommand>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum BackupCommand {
    /// Makes one now; the same as without a word.
    Make,
    /// All backups, newest first, each opened and checked.
    List,
    /// Names a second place (a USB stick, a share of the office), or none.
    Place {
        /// A folder that is there.
        #[arg(required_unless_present = "none")]
        dir: Option<PathBuf>,
        /// Backups lie in the ledger's own folder only.
        #[arg(long, conflicts_with = "dir")]
        none: bool,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Restore {
    /// The backup's name, as `backup list` gives it.
    #[arg(required_unless_present = "back")]
    pub(crate) backup: Option<String>,
    /// Only shows what it holds beside what is there now; nothing is changed.
    #[arg(long, conflicts_with = "back")]
    pub(crate) compare: bool,
    /// Back to before the last restore.
    #[arg(long, conflicts_with = "backup")]
    pub(crate) back: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Recover {
    /// The ledger's folder; --ledger when left out.
    pub(crate) dir: Option<PathBuf>,
    /// Puts this backup in the place of the damaged file, which is set aside untouched.
    #[arg(long, value_name = "BACKUP")]
    pub(crate) from: Option<String>,
    /// Makes a ledger of what can still be read; the damaged file is set aside untouched.
    #[arg(long, conflicts_with = "from")]
    pub(crate) salvage: bool,
    /// A folder with backups to look into as well (the second place).
    #[arg(long, value_name = "DIR")]
    pub(crate) place: Option<PathBuf>,
}

//! The ledger as a whole: making, checking, its region, its history, what it tells.

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
pub(crate) struct New {
    /// Folder to make; .kaotsunagi is appended when missing.
    pub(crate) dir: PathBuf,
    #[arg(long)]
    pub(crate) region: String,
    #[arg(long, default_value = "")]
    pub(crate) prefecture: String,
    /// A municipality of the region; may be given several times.
    #[arg(long)]
    pub(crate) municipality: Vec<String>,
    /// Herself.
    #[arg(long, default_value = "", value_name = "NAME")]
    pub(crate) coordinator: String,
    /// Her reading.
    #[arg(long, default_value = "")]
    pub(crate) kana: String,
    /// Her profession: id or word.
    #[arg(long)]
    pub(crate) profession: Option<String>,
    /// Her organisation.
    #[arg(long, default_value = "")]
    pub(crate) organisation: String,
    /// The organisation's kind: id or word.
    #[arg(long)]
    pub(crate) organisation_kind: Option<String>,
    #[arg(long, default_value = "")]
    pub(crate) title: String,
    /// hub, community, centre or other.
    #[arg(long, default_value = "other")]
    pub(crate) coordinator_kind: String,
}

#[derive(Debug, Args)]
pub(crate) struct Region {
    #[arg(long)]
    pub(crate) name: Option<String>,
    #[arg(long)]
    pub(crate) prefecture: Option<String>,
    /// The purpose in the region's own words.
    #[arg(long)]
    pub(crate) purpose: Option<String>,
    #[arg(long)]
    pub(crate) add_municipality: Vec<String>,
    /// Names a person as coordinator.
    #[arg(long, value_name = "PERSON")]
    pub(crate) add_coordinator: Option<String>,
    /// hub, community, centre or other.
    #[arg(long, default_value = "other")]
    pub(crate) coordinator_kind: String,
    /// The coordinator named is the ledger's owner.
    #[arg(long)]
    pub(crate) me: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Status {
    /// All ids and words that other commands take.
    #[arg(long)]
    pub(crate) vocabulary: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Sample {
    /// Folder to make; .kaotsunagi is appended when missing.
    pub(crate) dir: PathBuf,
    /// Over 0: a generated ledger of so many people.
    #[arg(long, default_value_t = 0)]
    pub(crate) people: usize,
    #[arg(long, default_value_t = 0)]
    pub(crate) meetings: usize,
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
}

#[derive(Debug, Args)]
pub(crate) struct Check {
    /// The ledger's folder; that of --ledger when left out.
    pub(crate) dir: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Passphrase {
    /// The old one is forgotten: the recovery key of the printed sheet opens the ledger.
    #[arg(long, conflicts_with = "sheet")]
    pub(crate) by_recovery: bool,
    /// Writes a new recovery sheet as PDF, and asks for two groups of it back; the old sheet then opens nothing.
    #[arg(long, value_name = "FILE.pdf")]
    pub(crate) sheet: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Call {
    /// Folder for settings and the sample's ledger.
    #[arg(long)]
    pub(crate) home: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Mark {
    /// 1-1 … 3-14
    pub(crate) item: String,
    #[arg(long, value_parser = ["not_started", "under_way", "done", "not_applicable"])]
    pub(crate) state: String,
    /// Left out: the note stays as it is.
    #[arg(long)]
    pub(crate) note: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Search {
    pub(crate) text: String,
    #[arg(long, default_value_t = 20)]
    pub(crate) limit: u32,
}

//! Packs between colleagues.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::about;

#[derive(Debug, Subcommand)]
pub(crate) enum Pack {
    /// Writes a pack for a colleague: a sealed file, without private columns and people who didn't agree.
    #[command(after_long_help = about::PACK_GIVE)]
    Give(PackGive),
    /// Shows what taking a colleague's pack in would do. Nothing is written.
    #[command(after_long_help = about::PACK_OPEN)]
    Open(PackOpen),
    /// Takes a colleague's pack in: one operation, undone as one at any later time.
    #[command(after_long_help = about::PACK_TAKE)]
    Take(PackOpen),
    /// This ledger's public key, to hand on; packs sealed for it need no passphrase.
    Key,
    /// Saves a colleague with her public key; without a name lists all.
    Colleague(PackColleague),
    /// Writes this ledger's pack into the shared folder and looks at the others'.
    #[command(after_long_help = about::PACK_FOLDER)]
    Folder(PackFolder),
    /// Values that both wrote, not knowing of each other; chooses one.
    Choose(PackChoose),
}

#[derive(Debug, Args)]
pub(crate) struct PackGive {
    /// Ends in .kaotsunagi-pack.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    /// Only this series, with its meetings and who was there.
    #[arg(long, group = "scope")]
    pub(crate) series: Option<String>,
    /// Only people and organisations of this municipality.
    #[arg(long, group = "scope")]
    pub(crate) municipality: Option<String>,
    /// Only people of this profession.
    #[arg(long, group = "scope")]
    pub(crate) profession: Option<String>,
    /// Only this person; may be given several times.
    #[arg(long, group = "scope")]
    pub(crate) person: Vec<String>,
    /// Everything, for the successor in the same office (引継ぎ).
    #[arg(long, group = "scope")]
    pub(crate) hand_over: bool,
    /// In a hand-over also the remarks on how to approach people.
    #[arg(long, requires = "hand_over")]
    pub(crate) manner: bool,
    /// In a hand-over also the ties with their levels.
    #[arg(long, requires = "hand_over")]
    pub(crate) ties: bool,
    /// The colleague for whose key it is sealed; without it, and for one without a key, a passphrase is asked for.
    #[arg(long)]
    pub(crate) to: Option<String>,
    /// On which basis it is given: id of the bases (status --vocabulary), or words.
    #[arg(long, default_value = "")]
    pub(crate) basis: String,
    /// Only says what would go and what would stay.
    #[arg(long)]
    pub(crate) dry_run: bool,
}

#[derive(Debug, Args)]
pub(crate) struct PackOpen {
    pub(crate) file: PathBuf,
    /// A decision: TABLE/ID=theirs|mine|open|later|new, TABLE/ID/FIELD=theirs|mine, TABLE/ID=same:ID, TABLE/ID=other:ID.
    #[arg(long = "decide", value_name = "WHAT")]
    pub(crate) decide: Vec<String>,
    #[arg(long, default_value = "")]
    pub(crate) basis: String,
}

#[derive(Debug, Args)]
pub(crate) struct PackColleague {
    pub(crate) name: Option<String>,
    #[arg(long, default_value = "")]
    pub(crate) organisation: String,
    /// age1…
    #[arg(long, default_value = "")]
    pub(crate) key: String,
}

#[derive(Debug, Args)]
pub(crate) struct PackFolder {
    /// Names the folder; its passphrase is asked for.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) set: Option<PathBuf>,
    /// Who uses it, with --set.
    #[arg(long, default_value = "")]
    pub(crate) to: String,
    /// On which basis it is given there: id of the bases (status --vocabulary), or words.
    #[arg(long, default_value = "")]
    pub(crate) basis: String,
    /// Takes in what asks for no decision.
    #[arg(long)]
    pub(crate) take: bool,
}

#[derive(Debug, Args)]
pub(crate) struct PackChoose {
    /// TABLE/ID/FIELD; without it all open choices are listed.
    pub(crate) which: Option<String>,
    /// The so manieth of the values listed, from 1.
    #[arg(default_value_t = 1)]
    pub(crate) value: u32,
}

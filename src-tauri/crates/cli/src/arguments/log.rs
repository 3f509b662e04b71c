//! The change log: what was done, taking it back, the trash, forgetting.

use std::path::PathBuf;

use clap::{Args, Subcommand};

#[derive(Debug, Args)]
pub(crate) struct History {
    /// A name, a meeting's day or title, or an id; before it, where that isn't clear, what it is: person, organisation, series,
    /// meeting, affiliation, tie, encounter, attendance, agenda_item, minute_line, action …
    #[arg(required = true, num_args = 1..=2, value_names = ["KIND", "RECORD"])]
    pub(crate) record: Vec<String>,
    /// At most so many changes.
    #[arg(long, default_value_t = 0)]
    pub(crate) limit: u32,
}

#[derive(Debug, Args)]
pub(crate) struct Operations {
    /// At most so many.
    #[arg(long, default_value_t = 0)]
    pub(crate) limit: u32,
    /// Those done before this one, by id.
    #[arg(long, value_name = "OPERATION")]
    pub(crate) before: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Undo {
    /// By id or by a part of its name, as `operations` lists them; without it the newest.
    pub(crate) operation: Option<String>,
    /// Only tells what it would do.
    #[arg(long, requires = "operation")]
    pub(crate) preview: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Trash {
    #[command(subcommand)]
    pub(crate) command: Option<TrashCommand>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum TrashCommand {
    /// Out of the trash again, with what went away with it.
    Restore {
        /// By id or by a part of its name, as `trash` lists them.
        what: String,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Forget {
    /// By name or id, also one in the trash.
    #[arg(required_unless_present = "receipts")]
    pub(crate) person: Option<String>,
    /// Does it. It can't be taken back.
    #[arg(long)]
    pub(crate) yes: bool,
    /// Removes the backups made before as well, here and at the second place; a new one is made.
    #[arg(long)]
    pub(crate) backups_too: bool,
    /// Writes the receipt into this text file as well.
    #[arg(long, value_name = "FILE")]
    pub(crate) receipt: Option<PathBuf>,
    /// Lists the receipts kept.
    #[arg(long)]
    pub(crate) receipts: bool,
}

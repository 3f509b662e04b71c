//! Two who are one, or only look like it.

use clap::Args;

#[derive(Debug, Args)]
pub(crate) struct Merge {
    /// Name or id.
    pub(crate) a: String,
    /// Name or id.
    pub(crate) b: String,
    /// Whose value of a field comes on top: FIELD=a, FIELD=b or FIELD=both; may be given several times.
    #[arg(long, value_name = "FIELD=WHOSE")]
    pub(crate) keep: Vec<String>,
    /// Says what it would do; writes nothing.
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// They are organisations, not people.
    #[arg(long, conflicts_with = "dry_run")]
    pub(crate) organisations: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Apart {
    /// Name or id.
    pub(crate) a: String,
    /// Name or id.
    pub(crate) b: String,
    /// What tells them apart.
    #[arg(long, default_value = "")]
    pub(crate) why: String,
    /// Forgets it: they may be one after all.
    #[arg(long)]
    pub(crate) together: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Provenance {
    /// Name or id.
    pub(crate) person: String,
    /// Keeps that she went through the card today and found it right.
    #[arg(long)]
    pub(crate) confirm: bool,
}

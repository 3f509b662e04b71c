//! Organisations.

use clap::{Args, Subcommand};

use super::{SIDES, about};

#[derive(Debug, Args)]
pub(crate) struct Organisations {
    #[arg(default_value = "")]
    pub(crate) query: String,
    #[arg(long, value_parser = SIDES)]
    pub(crate) side: Option<String>,
    #[arg(long)]
    pub(crate) kind: Option<String>,
    #[arg(long)]
    pub(crate) municipality: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Organisation {
    #[command(about = "Adds an organisation.", after_long_help = about::WRITTEN)]
    Add {
        name: String,
        #[command(flatten)]
        fields: OrganisationFields,
    },
    #[command(about = "Everything about an organisation.", after_long_help = about::ORGANISATION)]
    Show { organisation: String },
    #[command(about = "Changes the fields that are given.", after_long_help = about::WRITTEN)]
    Save {
        organisation: String,
        #[arg(long)]
        name: Option<String>,
        #[command(flatten)]
        fields: OrganisationFields,
    },
    #[command(about = "Into the trash; undo brings it back.", after_long_help = about::WRITTEN)]
    Remove { organisation: String },
}

#[derive(Debug, Default, Args)]
pub(crate) struct OrganisationFields {
    #[arg(long)]
    pub(crate) corporation: Option<String>,
    #[arg(long)]
    pub(crate) kana: Option<String>,
    /// Id or word; read from the name when left out and the name tells it.
    #[arg(long)]
    pub(crate) kind: Option<String>,
    #[arg(long, value_parser = SIDES)]
    pub(crate) side: Option<String>,
    #[arg(long)]
    pub(crate) municipality: Option<String>,
    #[arg(long)]
    pub(crate) postal: Option<String>,
    #[arg(long)]
    pub(crate) address: Option<String>,
    #[arg(long)]
    pub(crate) phone: Option<String>,
    #[arg(long)]
    pub(crate) fax: Option<String>,
    #[arg(long)]
    pub(crate) email: Option<String>,
    /// していること・できること
    #[arg(long)]
    pub(crate) does: Option<String>,
    #[arg(long)]
    pub(crate) note: Option<String>,
}

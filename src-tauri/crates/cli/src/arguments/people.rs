//! People, their posts and ties, and encounters.

use chrono::NaiveDate;
use clap::{Args, Subcommand};

use super::{SIDES, about, day};

#[derive(Debug, Args)]
pub(crate) struct People {
    /// Kanji, kana or reading, part of a name, an organisation or a post.
    #[arg(default_value = "")]
    pub(crate) query: String,
    #[arg(long, value_parser = SIDES)]
    pub(crate) side: Option<String>,
    #[arg(long)]
    pub(crate) profession: Option<String>,
    #[arg(long)]
    pub(crate) municipality: Option<String>,
    /// Key persons only.
    #[arg(long)]
    pub(crate) key: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Person {
    /// Adds a person, with the first post when an organisation is named.
    #[command(after_long_help = about::WRITTEN)]
    Add {
        name: String,
        #[command(flatten)]
        fields: PersonFields,
        /// First post: an organisation of that name is taken, else made.
        #[arg(long, default_value = "")]
        organisation: String,
        #[arg(long, default_value = "")]
        title: String,
    },
    /// Everything about a person.
    #[command(after_long_help = about::PERSON)]
    Show { person: String },
    /// Changes the fields that are given.
    #[command(after_long_help = about::WRITTEN)]
    Save {
        person: String,
        #[arg(long)]
        name: Option<String>,
        #[command(flatten)]
        fields: PersonFields,
    },
    /// Into the trash; undo brings it back.
    #[command(after_long_help = about::WRITTEN)]
    Remove { person: String },
    /// Who might it already be?
    #[command(after_long_help = about::SIMILAR)]
    Similar {
        name: String,
        #[arg(long, default_value = "")]
        kana: String,
        #[arg(long, default_value = "")]
        organisation: String,
        #[arg(long, default_value = "")]
        email: String,
        #[arg(long, default_value = "")]
        mobile: String,
    },
}

#[derive(Debug, Default, Args)]
pub(crate) struct PersonFields {
    #[arg(long)]
    pub(crate) family: Option<String>,
    #[arg(long)]
    pub(crate) given: Option<String>,
    #[arg(long)]
    pub(crate) kana: Option<String>,
    /// Id or word: 薬局薬剤師, ケアマネ, MSW …
    #[arg(long)]
    pub(crate) profession: Option<String>,
    #[arg(long, value_parser = SIDES)]
    pub(crate) side: Option<String>,
    #[arg(long)]
    pub(crate) municipality: Option<String>,
    #[arg(long)]
    pub(crate) email: Option<String>,
    #[arg(long)]
    pub(crate) phone: Option<String>,
    #[arg(long)]
    pub(crate) mobile: Option<String>,
    #[arg(long)]
    pub(crate) fax: Option<String>,
    /// Id or word: phone, email, fax, visit …
    #[arg(long)]
    pub(crate) preferred_way: Option<String>,
    #[arg(long)]
    pub(crate) reachable_hours: Option<String>,
    /// していること・できること
    #[arg(long)]
    pub(crate) does: Option<String>,
    #[arg(long, num_args = 0..=1, default_missing_value = "true")]
    pub(crate) key_person: Option<bool>,
    #[arg(long, value_parser = ["unknown", "yes", "workplace_only", "no"])]
    pub(crate) consent: Option<String>,
    #[arg(long, value_parser = day)]
    pub(crate) consent_on: Option<NaiveDate>,
    #[arg(long)]
    pub(crate) note: Option<String>,
    /// 接し方メモ: private, has no way out.
    #[arg(long)]
    pub(crate) manner: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Affiliation {
    #[command(about = "Adds a post.", after_long_help = about::WRITTEN)]
    Add {
        person: String,
        /// By id or name; made when there is none of that name.
        organisation: String,
        #[arg(long, default_value = "")]
        department: String,
        #[arg(long, default_value = "")]
        title: String,
        #[arg(long, value_parser = day)]
        from: Option<NaiveDate>,
        #[arg(long, value_parser = day)]
        to: Option<NaiveDate>,
        /// 窓口
        #[arg(long)]
        contact: bool,
        /// The main one of several posts.
        #[arg(long)]
        main: bool,
    },
    #[command(about = "Ends a post: gives it its last day.", after_long_help = about::WRITTEN)]
    End {
        person: String,
        /// Which, when there are several: a part of the organisation's name, or the post's id.
        #[arg(default_value = "")]
        organisation: String,
        /// Last day; today when left out.
        #[arg(long, value_parser = day)]
        to: Option<NaiveDate>,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Tie {
    #[command(about = "Records a level 1-3 between two persons (Morita 2012).", after_long_help = about::WRITTEN)]
    Record {
        a: String,
        b: String,
        #[arg(long)]
        level: u32,
        #[arg(long, value_parser = day)]
        on: Option<NaiveDate>,
        #[arg(long, default_value = "")]
        basis: String,
    },
    #[command(about = "Removes a tie by its id.", after_long_help = about::WRITTEN)]
    Remove { id: String },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Encounter {
    #[command(about = "Records an encounter; never with a patient's name.", after_long_help = about::WRITTEN)]
    Add {
        /// Person; may be given several times.
        #[arg(long)]
        person: Vec<String>,
        /// Organisation; may be given several times.
        #[arg(long)]
        organisation: Vec<String>,
        /// Id or word: phone, greeting_visit, case_contact …
        #[arg(long, default_value = "phone")]
        kind: String,
        #[arg(long, value_parser = day)]
        on: Option<NaiveDate>,
        #[arg(long, default_value = "")]
        summary: String,
        /// 気づき・良かった体験
        #[arg(long, default_value = "")]
        insight: String,
        /// One case (ケースを通したつながり).
        #[arg(long)]
        case: bool,
    },
    #[command(about = "Removes an encounter by its id.", after_long_help = about::WRITTEN)]
    Remove { id: String },
}

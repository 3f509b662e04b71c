//! Series, meetings, attendance, agenda, lines and actions.

use chrono::{NaiveDate, NaiveTime};
use clap::{Args, Subcommand};

use super::{Done, about, day, done, time};

#[derive(Debug, Subcommand)]
pub(crate) enum Series {
    #[command(about = "Adds a series.", after_long_help = about::WRITTEN)]
    Add {
        name: String,
        #[command(flatten)]
        fields: SeriesFields,
    },
    #[command(about = "Lists series.", after_long_help = about::SERIES)]
    List,
    #[command(about = "Changes the fields that are given.", after_long_help = about::WRITTEN)]
    Save {
        series: String,
        #[arg(long)]
        name: Option<String>,
        #[command(flatten)]
        fields: SeriesFields,
    },
    #[command(about = "Into the trash; its meetings stay.", after_long_help = about::WRITTEN)]
    Remove { series: String },
}

#[derive(Debug, Default, Args)]
pub(crate) struct SeriesFields {
    /// Id or word.
    #[arg(long)]
    pub(crate) kind: Option<String>,
    /// 緩和ケアについて検討する場
    #[arg(long, num_args = 0..=1, default_missing_value = "true")]
    pub(crate) forum: Option<bool>,
    /// An existing community rather than one of her own.
    #[arg(long, num_args = 0..=1, default_missing_value = "true")]
    pub(crate) community: Option<bool>,
    /// Months between meetings.
    #[arg(long)]
    pub(crate) cycle_months: Option<i64>,
    #[arg(long)]
    pub(crate) host: Option<String>,
    #[arg(long)]
    pub(crate) secretariat: Option<String>,
    /// 目的・趣旨
    #[arg(long)]
    pub(crate) aim: Option<String>,
    /// 位置づけ
    #[arg(long)]
    pub(crate) position: Option<String>,
    /// 構成員
    #[arg(long)]
    pub(crate) members: Option<String>,
    #[arg(long, value_parser = day)]
    pub(crate) charter_on: Option<NaiveDate>,
    #[arg(long, value_parser = day)]
    pub(crate) set_up_on: Option<NaiveDate>,
    #[arg(long, value_parser = day)]
    pub(crate) ended_on: Option<NaiveDate>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Meeting {
    #[command(about = "A new meeting; what is left out is taken from its series.", after_long_help = about::WRITTEN)]
    New(NewMeeting),
    #[command(about = "Lists meetings, newest first.", after_long_help = about::MEETINGS)]
    List {
        #[arg(default_value = "")]
        query: String,
        #[arg(long)]
        series: Option<String>,
    },
    #[command(about = "Everything about a meeting.", after_long_help = about::MEETING)]
    Show {
        /// Id, day, title or series, or a part of them.
        meeting: String,
    },
    #[command(about = "Changes the fields that are given.", after_long_help = about::WRITTEN)]
    Save(SaveMeeting),
    #[command(about = "Records who attends, and how; what is left out stays as recorded before.", after_long_help = about::WRITTEN)]
    Attend(Attend),
    #[command(about = "Adds an agenda item.", after_long_help = about::WRITTEN)]
    Agenda {
        meeting: String,
        title: String,
        #[arg(long)]
        minutes: Option<i64>,
        #[arg(long, default_value = "")]
        presenter: String,
    },
    #[command(about = "Adds a minute line; never with a patient's name.", after_long_help = about::WRITTEN)]
    Line(NewLine),
    #[command(about = "Owner, due date and end of an action.", after_long_help = about::WRITTEN)]
    Action(EndAction),
    #[command(about = "Into the trash; undo brings it back.", after_long_help = about::WRITTEN)]
    Remove { meeting: String },
}

#[derive(Debug, Default, Args)]
pub(crate) struct MeetingFields {
    /// By id or name.
    #[arg(long)]
    pub(crate) series: Option<String>,
    /// 第○回; that of the series when left out.
    #[arg(long)]
    pub(crate) number: Option<i64>,
    /// Id or word.
    #[arg(long)]
    pub(crate) kind: Option<String>,
    #[arg(long, value_parser = time)]
    pub(crate) starts: Option<NaiveTime>,
    #[arg(long, value_parser = time)]
    pub(crate) ends: Option<NaiveTime>,
    #[arg(long)]
    pub(crate) place: Option<String>,
    #[arg(long, value_parser = ["in_person", "online", "hybrid"])]
    pub(crate) mode: Option<String>,
    /// Organisation; made when there is none of that name.
    #[arg(long)]
    pub(crate) host: Option<String>,
    /// Organisation of the ledger; may be given several times.
    #[arg(long)]
    pub(crate) co_host: Vec<String>,
    /// 意見交換の時間があった
    #[arg(long, num_args = 0..=1, default_missing_value = "true")]
    pub(crate) exchange_of_views: Option<bool>,
    /// 堅苦しくない交流の場だった
    #[arg(long, num_args = 0..=1, default_missing_value = "true")]
    pub(crate) informal: Option<bool>,
    /// Members counted for the quorum.
    #[arg(long)]
    pub(crate) members: Option<i64>,
    #[arg(long)]
    pub(crate) recorder: Option<String>,
    /// A handout; may be given several times.
    #[arg(long)]
    pub(crate) handout: Vec<String>,
    #[arg(long, value_parser = day)]
    pub(crate) next_date: Option<NaiveDate>,
    #[arg(long)]
    pub(crate) next_note: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct NewMeeting {
    /// Left out: that of the series.
    #[arg(long)]
    pub(crate) title: Option<String>,
    #[arg(long, value_parser = day)]
    pub(crate) date: NaiveDate,
    /// Makes a series of that name on the way.
    #[arg(long, default_value = "", conflicts_with = "series")]
    pub(crate) new_series: String,
    #[command(flatten)]
    pub(crate) fields: MeetingFields,
}

#[derive(Debug, Args)]
pub(crate) struct SaveMeeting {
    pub(crate) meeting: String,
    #[arg(long)]
    pub(crate) title: Option<String>,
    #[arg(long, value_parser = day)]
    pub(crate) date: Option<NaiveDate>,
    /// The minutes are 確定, not 案.
    #[arg(long = "final", num_args = 0..=1, default_missing_value = "true")]
    pub(crate) is_final: Option<bool>,
    #[command(flatten)]
    pub(crate) fields: MeetingFields,
}

#[derive(Debug, Args)]
pub(crate) struct Attend {
    pub(crate) meeting: String,
    /// By id or name; may be given several times.
    #[arg(long)]
    pub(crate) person: Vec<String>,
    /// Somebody who is not in the ledger.
    #[arg(long, default_value = "")]
    pub(crate) guest: String,
    #[arg(long)]
    pub(crate) guest_organisation: Option<String>,
    /// Left out: as recorded before, else present.
    #[arg(long = "as", value_parser = ["present", "absent", "proxy", "online", "late", "left_early"])]
    pub(crate) attended: Option<String>,
    /// When a late one came or an early one left.
    #[arg(long, value_parser = time)]
    pub(crate) time: Option<NaiveTime>,
    /// Who came instead: a person of the ledger, or any name.
    #[arg(long)]
    pub(crate) proxy: Option<String>,
    /// Left out: as recorded before, else member.
    #[arg(long, value_parser = ["member", "secretariat", "observer"])]
    pub(crate) role: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct NewLine {
    pub(crate) meeting: String,
    pub(crate) text: String,
    #[arg(long, default_value = "information", value_parser = ["information", "statement", "decision", "action", "handover", "insight", "viewpoint"])]
    pub(crate) kind: String,
    /// Agenda item: its number from 1, or a part of its title.
    #[arg(long)]
    pub(crate) agenda: Option<String>,
    #[arg(long)]
    pub(crate) speaker: Option<String>,
    #[arg(long)]
    pub(crate) profession: Option<String>,
    /// Left out of the shared edition.
    #[arg(long)]
    pub(crate) internal: bool,
    /// For an action: a person of the ledger, or any words.
    #[arg(long)]
    pub(crate) owner: Option<String>,
    #[arg(long, value_parser = day)]
    pub(crate) due: Option<NaiveDate>,
}

#[derive(Debug, Args)]
pub(crate) struct EndAction {
    pub(crate) meeting: String,
    /// The action: a part of its text, or its id. Actions carried over into the meeting count as well.
    pub(crate) action: String,
    #[arg(long)]
    pub(crate) owner: Option<String>,
    #[arg(long, value_parser = day)]
    pub(crate) due: Option<NaiveDate>,
    /// The day it was done; today when no day is given.
    #[arg(long, value_name = "DAY", num_args = 0..=1, value_parser = done, default_missing_value = "today")]
    pub(crate) done: Option<Done>,
    /// It is open again.
    #[arg(long, conflicts_with = "done")]
    pub(crate) reopen: bool,
    #[arg(long)]
    pub(crate) result: Option<String>,
}

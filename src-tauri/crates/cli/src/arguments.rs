//! The command line. What each command gives as JSON stands below its `--help`.

mod about;

use std::path::PathBuf;

use chrono::{NaiveDate, NaiveTime};
use clap::{Args, Parser, Subcommand, ValueEnum};

/// Kaotsunagi without a window: one coordinator's ledger of people, meetings and ties.
#[derive(Debug, Parser)]
#[command(name = "kaotsunagi", version, after_long_help = about::ALL, propagate_version = true)]
pub(crate) struct Arguments {
    /// The ledger's folder (NAME.kaotsunagi).
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) ledger: Option<PathBuf>,
    /// Answers as JSON; errors as {"code","message","detail"} on the standard error.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Language of words; that of the environment when left out, else Japanese.
    #[arg(long, global = true, value_enum)]
    pub(crate) language: Option<Spoken>,
    /// Tries another day.
    #[arg(long, global = true, hide = true, value_parser = day)]
    pub(crate) today: Option<NaiveDate>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Spoken {
    Ja,
    En,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Makes a ledger: region, municipalities, herself as coordinator.
    #[command(after_long_help = about::NEW)]
    New(New),
    /// Takes in a contact file: vCard, CSV or XLSX.
    #[command(after_long_help = about::IMPORT)]
    Import(Import),
    /// Lists people.
    #[command(after_long_help = about::PEOPLE)]
    People(People),
    /// Lists organisations.
    #[command(after_long_help = about::ORGANISATIONS)]
    Organisations(Organisations),
    /// One person: add, show, save, remove.
    #[command(subcommand)]
    Person(Person),
    /// One organisation: add, show, save, remove.
    #[command(subcommand)]
    Organisation(Organisation),
    /// Posts of people: add, end.
    #[command(subcommand)]
    Affiliation(Affiliation),
    /// Ties between people.
    #[command(subcommand)]
    Tie(Tie),
    /// Encounters: calls, visits, words in passing.
    #[command(subcommand)]
    Encounter(Encounter),
    /// Series of meetings (会の場): add, list, save.
    #[command(subcommand)]
    Series(Series),
    /// Meetings: new, list, show, save, attend, agenda, line, action, remove.
    #[command(subcommand)]
    Meeting(Meeting),
    /// Gives out the minutes of a meeting.
    #[command(after_long_help = about::MINUTES)]
    Minutes(Minutes),
    /// Draws the relationship map into a file.
    #[command(after_long_help = about::MAP)]
    Map(Map),
    /// The three stages: her marks beside what the ledger can tell.
    #[command(after_long_help = about::STAGES)]
    Stages,
    /// Sets state and note of an item of the stages.
    #[command(after_long_help = about::WRITTEN)]
    Mark(Mark),
    /// Whom to meet next, what is overdue, whom nobody met for long.
    #[command(after_long_help = about::TODAY)]
    Today,
    /// Searches everything.
    #[command(after_long_help = about::SEARCH)]
    Search(Search),
    /// Writes a list of people who may be listed, as CSV or XLSX.
    #[command(after_long_help = about::EXPORT)]
    Export(Export),
    /// The region, or a change of it.
    #[command(after_long_help = about::REGION)]
    Region(Region),
    /// Files taken in before.
    #[command(after_long_help = about::IMPORTS)]
    Imports,
    /// The history of a record.
    #[command(after_long_help = about::HISTORY)]
    History(History),
    /// Takes the newest operation back.
    #[command(after_long_help = about::UNDONE)]
    Undo,
    /// Does again what was taken back last.
    #[command(after_long_help = about::UNDONE)]
    Redo,
    /// State of the ledger, and the lists to choose from with --vocabulary.
    #[command(after_long_help = about::STATUS)]
    Status(Status),
    /// Makes the sample region's ledger, or a large one for measuring. No passphrase.
    #[command(after_long_help = about::SAMPLE)]
    Sample(Sample),
    /// Checks the ledger's file as it lies: encryption, structure, references. It is only read; exit code 1 when it isn't sound.
    #[command(after_long_help = about::CHECK)]
    Check(Check),
    /// Answers {"command","request"} lines from the standard input with {"ok"} or {"problem"} lines.
    #[command(hide = true)]
    Call(Call),
}

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
pub(crate) struct Import {
    pub(crate) file: PathBuf,
    /// Says what every row would be; writes nothing.
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// utf-8, cp932, utf-16le …; guessed when left out.
    #[arg(long)]
    pub(crate) encoding: Option<String>,
    /// From whom, and how she got it.
    #[arg(long, default_value = "")]
    pub(crate) source: String,
    /// It is this person: ROW=PERSON; may be given several times.
    #[arg(long, value_name = "ROW=PERSON")]
    pub(crate) same: Vec<String>,
    /// It is somebody else: make a new person of this row.
    #[arg(long, value_name = "ROW")]
    pub(crate) other: Vec<u32>,
    /// Leave this row out.
    #[arg(long, value_name = "ROW")]
    pub(crate) skip: Vec<u32>,
}

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

pub(crate) const SIDES: [&str; 4] = ["hospital", "community", "both", "public"];

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
    New {
        /// Left out: that of the series.
        #[arg(long)]
        title: Option<String>,
        #[arg(long, value_parser = day)]
        date: NaiveDate,
        /// Makes a series of that name on the way.
        #[arg(long, default_value = "", conflicts_with = "series")]
        new_series: String,
        #[command(flatten)]
        fields: MeetingFields,
    },
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
    Save {
        meeting: String,
        #[arg(long)]
        title: Option<String>,
        #[arg(long, value_parser = day)]
        date: Option<NaiveDate>,
        /// The minutes are 確定, not 案.
        #[arg(long = "final", num_args = 0..=1, default_missing_value = "true")]
        is_final: Option<bool>,
        #[command(flatten)]
        fields: MeetingFields,
    },
    #[command(about = "Records who attends, and how; what is left out stays as recorded before.", after_long_help = about::WRITTEN)]
    Attend {
        meeting: String,
        /// By id or name; may be given several times.
        #[arg(long)]
        person: Vec<String>,
        /// Somebody who is not in the ledger.
        #[arg(long, default_value = "")]
        guest: String,
        #[arg(long)]
        guest_organisation: Option<String>,
        /// Left out: as recorded before, else present.
        #[arg(long = "as", value_parser = ["present", "absent", "proxy", "online", "late", "left_early"])]
        attended: Option<String>,
        /// When a late one came or an early one left.
        #[arg(long, value_parser = time)]
        time: Option<NaiveTime>,
        /// Who came instead: a person of the ledger, or any name.
        #[arg(long)]
        proxy: Option<String>,
        /// Left out: as recorded before, else member.
        #[arg(long, value_parser = ["member", "secretariat", "observer"])]
        role: Option<String>,
    },
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
    Line {
        meeting: String,
        text: String,
        #[arg(long, default_value = "information", value_parser = ["information", "statement", "decision", "action", "handover", "insight", "viewpoint"])]
        kind: String,
        /// Agenda item: its number from 1, or a part of its title.
        #[arg(long)]
        agenda: Option<String>,
        #[arg(long)]
        speaker: Option<String>,
        #[arg(long)]
        profession: Option<String>,
        /// Left out of the shared edition.
        #[arg(long)]
        internal: bool,
        /// For an action: a person of the ledger, or any words.
        #[arg(long)]
        owner: Option<String>,
        #[arg(long, value_parser = day)]
        due: Option<NaiveDate>,
    },
    #[command(about = "Owner, due date and end of an action.", after_long_help = about::WRITTEN)]
    Action {
        meeting: String,
        /// The action: a part of its text, or its id. Actions carried over into the meeting count as well.
        action: String,
        #[arg(long)]
        owner: Option<String>,
        #[arg(long, value_parser = day)]
        due: Option<NaiveDate>,
        /// The day it was done; today when no day is given.
        #[arg(long, value_name = "DAY", num_args = 0..=1, value_parser = done, default_missing_value = "today")]
        done: Option<Done>,
        /// It is open again.
        #[arg(long, conflicts_with = "done")]
        reopen: bool,
        #[arg(long)]
        result: Option<String>,
    },
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
pub(crate) struct Minutes {
    /// Id, day, title or series, or a part of them.
    pub(crate) meeting: String,
    /// Left out: by the file's ending.
    #[arg(long, value_parser = ["pdf", "docx", "md", "txt"])]
    pub(crate) format: Option<String>,
    #[arg(long, default_value = "shared", value_parser = ["shared", "internal"])]
    pub(crate) audience: String,
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Map {
    /// Ends in .svg, .png or .json.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    #[arg(long, default_value = "person", value_parser = ["person", "organisation", "profession", "municipality"])]
    pub(crate) kind: String,
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

#[derive(Debug, Args)]
pub(crate) struct Export {
    /// Ends in .csv or .xlsx.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    /// Also those whose consent is still unknown.
    #[arg(long)]
    pub(crate) include_unknown: bool,
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
pub(crate) struct History {
    /// person, organisation, affiliation, tie, encounter, series, meeting, attendance, agenda_item, minute_line, action
    pub(crate) table: String,
    pub(crate) id: String,
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
pub(crate) struct Call {
    /// Folder for settings and the sample's ledger.
    #[arg(long)]
    pub(crate) home: Option<PathBuf>,
}

/// The day an action was done.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Done {
    Today,
    On(NaiveDate),
}

fn done(typed: &str) -> Result<Done, String> {
    if typed == "today" {
        Ok(Done::Today)
    } else {
        day(typed).map(Done::On)
    }
}

fn day(typed: &str) -> Result<NaiveDate, String> {
    kaotsunagi_core::dates::parse(typed)
        .ok_or_else(|| "no day: write 2026-11-20 or R8.11.20".to_owned())
}

fn time(typed: &str) -> Result<NaiveTime, String> {
    NaiveTime::parse_from_str(typed, "%H:%M").map_err(|_| "no time of day: write 18:30".to_owned())
}

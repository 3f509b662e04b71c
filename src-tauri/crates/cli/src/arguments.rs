//! The command line. What each command gives as JSON stands below its `--help`.

mod about;
mod backup;
mod files;
mod ledger;
mod log;
mod meetings;
mod merging;
mod organisations;
mod pack;
mod people;

use std::path::PathBuf;

use chrono::{NaiveDate, NaiveTime};
use clap::{Parser, Subcommand, ValueEnum};

pub(crate) use backup::{Backup, BackupCommand, Recover, Restore};
pub(crate) use files::{Export, Import, Map, Minutes, Unseal};
pub(crate) use ledger::{Call, Check, Mark, New, Passphrase, Region, Sample, Search, Status};
pub(crate) use log::{Forget, History, Operations, Trash, TrashCommand, Undo};
pub(crate) use meetings::{
    Attend, EndAction, Meeting, MeetingFields, NewLine, NewMeeting, SaveMeeting, Series,
    SeriesFields,
};
pub(crate) use merging::{Apart, Merge, Provenance};
pub(crate) use organisations::{Organisation, OrganisationFields, Organisations};
pub(crate) use pack::{Pack, PackChoose, PackColleague, PackFolder, PackGive, PackOpen};
pub(crate) use people::{Affiliation, Encounter, People, Person, PersonFields, Tie};

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
    /// Takes in a contact file: vCard, CSV, XLSX, XLS or ODS.
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
    /// Writes a list of people who may be listed: CSV, XLSX or vCard.
    #[command(after_long_help = about::EXPORT)]
    Export(Export),
    /// The region, or a change of it.
    #[command(after_long_help = about::REGION)]
    Region(Region),
    /// Files taken in before.
    #[command(after_long_help = about::IMPORTS)]
    Imports,
    /// Makes two people one, with everything of both; undo puts both back, at once or weeks later.
    #[command(after_long_help = about::MERGE)]
    Merge(Merge),
    /// People of the ledger who may be one, the likeliest first.
    #[command(after_long_help = about::DUPLICATES)]
    Duplicates,
    /// Remembers that two are different people (別人): they are never proposed as one again.
    #[command(after_long_help = about::WRITTEN)]
    Apart(Apart),
    /// Where each value of a person's card comes from, and when it was last confirmed.
    #[command(after_long_help = about::PROVENANCE)]
    Provenance(Provenance),
    /// Packs to colleagues and from them: give, open, take, key, colleague, folder, choose.
    #[command(subcommand)]
    Pack(Pack),
    /// The history of a record and of all its parts: who, when, out of which file.
    #[command(after_long_help = about::HISTORY)]
    History(History),
    /// What was done, newest first.
    #[command(after_long_help = about::OPERATIONS)]
    Operations(Operations),
    /// Takes the newest operation back; or one of long ago, as far as nothing was changed since.
    #[command(after_long_help = about::UNDONE)]
    Undo(Undo),
    /// Does again what was taken back last.
    #[command(after_long_help = about::UNDONE)]
    Redo,
    /// What was deleted and can come back; takes it out again.
    #[command(after_long_help = about::TRASH)]
    Trash(Trash),
    /// Forgets a person for good: data, past values, the name in old minutes. Tells first what it would do.
    #[command(after_long_help = about::FORGET)]
    Forget(Forget),
    /// State of the ledger, and the lists to choose from with --vocabulary.
    #[command(after_long_help = about::STATUS)]
    Status(Status),
    /// Makes the sample region's ledger, or a large one for measuring. No passphrase.
    #[command(after_long_help = about::SAMPLE)]
    Sample(Sample),
    /// Checks the ledger's file as it lies: encryption, structure, references. It is only read; exit code 1 when it isn't sound.
    #[command(after_long_help = about::CHECK)]
    Check(Check),
    /// Takes the passphrase off a file that a colleague gave (minutes, map or export with an --out that ended in .age).
    Unseal(Unseal),
    /// Changes the passphrase, opens by the recovery key when it is forgotten, or makes a new recovery sheet.
    #[command(after_long_help = about::PASSPHRASE)]
    Passphrase(Passphrase),
    /// Makes a backup, lists them, names a second place for them.
    #[command(after_long_help = about::BACKUP)]
    Backup(Backup),
    /// Puts a backup in the place of the ledger, which is backed up first; or only compares.
    #[command(after_long_help = about::RESTORE)]
    Restore(Restore),
    /// The way out of a damaged ledger: what is wrong, which good backups there are; with --from or --salvage a new one.
    #[command(after_long_help = about::RECOVER)]
    Recover(Recover),
    /// Answers {"command","request"} lines from the standard input with {"ok"} or {"problem"} lines.
    #[command(hide = true)]
    Call(Call),
}

pub(crate) const SIDES: [&str; 4] = ["hospital", "community", "both", "public"];

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

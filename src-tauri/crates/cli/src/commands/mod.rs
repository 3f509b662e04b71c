//! One function for each command: arguments to requests, answers to JSON or words.

mod backup;
mod encounters;
mod files;
mod keys;
mod ledger;
mod log;
mod meetings;
mod merging;
mod organisations;
mod pack;
mod people;
mod reading;
mod reports;
mod talk;

use std::process::ExitCode;

use serde_json::{Map, Value, json};

use crate::arguments::{Arguments, Command};
use crate::failure::Failure;
use crate::output::{Output, text};
use crate::sitting::Sitting;

/// Runs one command.
pub(crate) fn run(arguments: Arguments) -> Result<ExitCode, Failure> {
    let mut out = Output::new(arguments.json);
    match &arguments.command {
        Command::New(new) => {
            return ledger::new(&mut Sitting::new(&arguments, None), &mut out, new)
                .map(|()| ExitCode::SUCCESS);
        }
        Command::Sample(sample) => {
            return ledger::sample(&Sitting::new(&arguments, None), &mut out, sample)
                .map(|()| ExitCode::SUCCESS);
        }
        Command::Check(check) => {
            let mut sitting = Sitting::new(&arguments, None);
            let dir = match &check.dir {
                Some(dir) => dir,
                None => sitting.named(&arguments)?,
            };
            return ledger::check(&mut sitting, &mut out, dir);
        }
        Command::Unseal(request) => {
            return files::unseal(&mut Sitting::new(&arguments, None), &mut out, request)
                .map(|()| ExitCode::SUCCESS);
        }
        Command::Passphrase(request) => {
            let mut sitting = Sitting::new(&arguments, None);
            let dir = sitting.named(&arguments)?.to_owned();
            return keys::passphrase(&mut sitting, &mut out, &dir, request)
                .map(|()| ExitCode::SUCCESS);
        }
        Command::Recover(request) => {
            let mut sitting = Sitting::new(&arguments, None);
            let dir = match &request.dir {
                Some(dir) => dir,
                None => sitting.named(&arguments)?,
            };
            return backup::recover(&mut sitting, &mut out, dir, request)
                .map(|()| ExitCode::SUCCESS);
        }
        Command::Call(call) => {
            let mut sitting = Sitting::new(&arguments, call.home.clone());
            if let Some(dir) = &arguments.ledger {
                sitting.open_at(dir)?;
            }
            return talk::call(&mut sitting, &mut out).map(|()| ExitCode::SUCCESS);
        }
        _ => {}
    }
    let mut sitting = Sitting::open(&arguments)?;
    let done = with_ledger(&mut sitting, &mut out, arguments.command);
    let closed = sitting.call("close_ledger", json!({}));
    done?;
    closed?;
    Ok(ExitCode::SUCCESS)
}

fn with_ledger(sitting: &mut Sitting, out: &mut Output, command: Command) -> Result<(), Failure> {
    match command {
        // Have no ledger to open: done above.
        Command::New(_)
        | Command::Sample(_)
        | Command::Call(_)
        | Command::Check(_)
        | Command::Unseal(_)
        | Command::Passphrase(_)
        | Command::Recover(_) => {}
        Command::Import(import) => files::import(sitting, out, import)?,
        Command::Imports => files::imports(sitting, out)?,
        Command::People(request) => people::list(sitting, out, request)?,
        Command::Person(command) => people::person(sitting, out, command)?,
        Command::Organisations(request) => organisations::list(sitting, out, request)?,
        Command::Organisation(command) => organisations::organisation(sitting, out, command)?,
        Command::Affiliation(command) => people::affiliation(sitting, out, command)?,
        Command::Tie(command) => encounters::tie(sitting, out, command)?,
        Command::Encounter(command) => encounters::encounter(sitting, out, command)?,
        Command::Series(command) => meetings::series(sitting, out, command)?,
        Command::Meeting(command) => meetings::meeting(sitting, out, command)?,
        Command::Minutes(request) => files::minutes(sitting, out, request)?,
        Command::Map(request) => files::map(sitting, out, request)?,
        Command::Export(request) => files::export(sitting, out, request)?,
        Command::Stages => reports::stages(sitting, out)?,
        Command::Mark(mark) => reports::mark(sitting, out, mark)?,
        Command::Today => reports::today(sitting, out)?,
        Command::Search(request) => reports::search(sitting, out, request)?,
        Command::Region(region) => ledger::region(sitting, out, region)?,
        Command::Merge(request) => merging::merge(sitting, out, request)?,
        Command::Duplicates => merging::duplicates(sitting, out)?,
        Command::Apart(request) => merging::apart(sitting, out, request)?,
        Command::Provenance(request) => merging::provenance(sitting, out, request)?,
        Command::Pack(command) => pack::pack(sitting, out, command)?,
        Command::History(request) => log::history(sitting, out, request)?,
        Command::Operations(request) => log::operations(sitting, out, request)?,
        Command::Undo(request) => log::undo(sitting, out, request)?,
        Command::Redo => log::turn(sitting, out, "redo")?,
        Command::Trash(request) => log::trash(sitting, out, request)?,
        Command::Forget(request) => log::forget(sitting, out, request)?,
        Command::Backup(request) => backup::backup(sitting, out, request)?,
        Command::Restore(request) => backup::restore(sitting, out, &request)?,
        Command::Status(request) => ledger::status(sitting, out, request)?,
    }
    Ok(())
}

/// A write, told by its operation and the record's id.
fn write(
    sitting: &mut Sitting,
    out: &mut Output,
    name: &str,
    request: Value,
) -> Result<(), Failure> {
    let written = sitting.call(name, request)?;
    out.give(&written, |out, written| {
        out.line(&format!(
            "{}  {}",
            text(written, "operation"),
            text(written, "id")
        ))
    })
}

/// Fields that are given, laid over what is kept.
struct Fields(Map<String, Value>);

impl Fields {
    fn over(kept: &Value) -> Self {
        Self(kept.as_object().cloned().unwrap_or_default())
    }

    fn set(&mut self, key: &str, given: Option<impl serde::Serialize>) -> &mut Self {
        if let Some(value) = given {
            self.0.insert(key.to_owned(), json!(value));
        }
        self
    }

    fn value(self) -> Value {
        Value::Object(self.0)
    }
}

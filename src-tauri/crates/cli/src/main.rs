//! `kaotsunagi`: every use case without a window. Calls core and nothing below it.

mod arguments;
mod choose;
mod commands;
mod failure;
mod output;
mod sitting;

use std::process::ExitCode;

use clap::Parser as _;

use arguments::Arguments;
use failure::Failure;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return failure::usage(&error),
    };
    let json = arguments.json;
    match commands::run(arguments) {
        Ok(code) => code,
        Err(Failure::Closed) => ExitCode::SUCCESS,
        Err(failure) => failure.report(json),
    }
}

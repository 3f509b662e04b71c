//! What can end a command: bad use (2), failure (1), or a reader who went away (quietly).

use std::io::Write as _;
use std::process::ExitCode;

use kaotsunagi_core::Problem;

/// Why a command ends early.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The command was used wrongly: exit code 2.
    Use(Problem),
    /// It was used well but failed: exit code 1.
    Failed(Problem),
    /// Whoever read the output has gone.
    Closed,
}

impl Failure {
    /// Bad use, in the language of the sitting.
    pub(crate) fn bad_use(code: &str, message: String) -> Self {
        Self::Use(Problem {
            code: code.to_owned(),
            message,
            detail: String::new(),
        })
    }

    /// The problem's code; empty when the reader went away.
    pub(crate) fn code(&self) -> &str {
        match self {
            Self::Use(problem) | Self::Failed(problem) => &problem.code,
            Self::Closed => "",
        }
    }

    /// Tells it on the standard error, in words or as `{"code","message","detail"}`.
    pub(crate) fn report(self, json: bool) -> ExitCode {
        let (problem, code) = match self {
            Self::Use(problem) => (problem, 2),
            Self::Failed(problem) => (problem, 1),
            Self::Closed => return ExitCode::SUCCESS,
        };
        say(&problem, json);
        ExitCode::from(code)
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        // A value that is refused, an id of no record: both were given on the command line.
        if matches!(problem.code.as_str(), "refused" | "no_record") {
            Self::Use(problem)
        } else {
            Self::Failed(problem)
        }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::BrokenPipe {
            return Self::Closed;
        }
        Self::Failed(Problem {
            code: "file".to_owned(),
            message: error.to_string(),
            detail: String::new(),
        })
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::Failed(Problem {
            code: "inside".to_owned(),
            message: error.to_string(),
            detail: String::new(),
        })
    }
}

/// Nothing is left to do when even the standard error is gone.
fn say(problem: &Problem, json: bool) {
    let mut stderr = std::io::stderr().lock();
    let _ = if json {
        let text = serde_json::to_string(problem).unwrap_or_default();
        writeln!(stderr, "{text}")
    } else if problem.detail.is_empty() {
        writeln!(stderr, "{}", problem.message)
    } else {
        writeln!(stderr, "{}\n  ({})", problem.message, problem.detail)
    };
}

/// What clap says: help and version go out with 0, bad use with 2.
pub(crate) fn usage(error: &clap::Error) -> ExitCode {
    let asked = !error.use_stderr();
    if asked || !std::env::args_os().any(|argument| argument == "--json") {
        let _ = error.print();
    } else {
        let text = error.to_string();
        let message = text
            .lines()
            .next()
            .unwrap_or_default()
            .trim_start_matches("error: ")
            .to_owned();
        say(
            &Problem {
                code: "usage".to_owned(),
                message,
                detail: text.trim_end().to_owned(),
            },
            true,
        );
    }
    if asked {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(2)
    }
}

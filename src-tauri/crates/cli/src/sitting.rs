//! One command's sitting: language, day, passphrase, the open ledger.

use std::io::{IsTerminal as _, Write as _};
use std::path::Path;

use kaotsunagi_core::session::{Language, OpenLedger, open_ledger};
use kaotsunagi_core::words::{fill, words};
use kaotsunagi_core::{Now, Problem, Session, border};
use serde_json::{Value, json};

use crate::arguments::{Arguments, Spoken};
use crate::failure::Failure;

/// The variable that names a file with the passphrase.
const PASSPHRASE_FILE: &str = "KAOTSUNAGI_PASSPHRASE_FILE";

/// As [`PASSPHRASE_FILE`], for the passphrase that takes the old one's place.
const NEW_PASSPHRASE_FILE: &str = "KAOTSUNAGI_NEW_PASSPHRASE_FILE";

/// As [`PASSPHRASE_FILE`], for the passphrase over a file that is given out.
const SEAL_FILE: &str = "KAOTSUNAGI_SEAL_FILE";

/// As [`PASSPHRASE_FILE`], for a recovery key.
const RECOVERY_KEY_FILE: &str = "KAOTSUNAGI_RECOVERY_KEY_FILE";

/// The problem of a passphrase that doesn't fit.
const WRONG: &str = "wrong_passphrase";

/// A session and the language of its words.
pub(crate) struct Sitting {
    pub(crate) session: Session,
    pub(crate) language: Language,
    today: Option<chrono::NaiveDate>,
    json: bool,
}

impl Sitting {
    /// Without a ledger.
    pub(crate) fn new(arguments: &Arguments, home: Option<std::path::PathBuf>) -> Self {
        let language = arguments
            .language
            .map_or_else(of_environment, |spoken| match spoken {
                Spoken::Ja => Language::Ja,
                Spoken::En => Language::En,
            });
        let mut session = Session::new(home, now(arguments.today));
        session.speak(language);
        session.brief();
        Self {
            session,
            language,
            today: arguments.today,
            json: arguments.json,
        }
    }

    /// With the ledger that `--ledger` names.
    pub(crate) fn open(arguments: &Arguments) -> Result<Self, Failure> {
        let mut sitting = Self::new(arguments, None);
        let dir = sitting.named(arguments)?;
        sitting.open_at(dir)?;
        Ok(sitting)
    }

    pub(crate) fn open_at(&mut self, dir: &Path) -> Result<(), Failure> {
        self.with_passphrase(|sitting, passphrase| sitting.open_with(dir, passphrase))
    }

    pub(crate) fn open_with(&mut self, dir: &Path, passphrase: String) -> Result<(), Failure> {
        let request = OpenLedger {
            dir: dir.to_owned(),
            passphrase,
        };
        self.ask(open_ledger, request).map(|_| ())
    }

    /// A ledger without one (the sample) asks for none: only when that fails is she asked.
    pub(crate) fn with_passphrase<T>(
        &mut self,
        mut open: impl FnMut(&mut Self, String) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        if std::env::var_os(PASSPHRASE_FILE).is_none() {
            match open(self, String::new()) {
                Err(Failure::Failed(problem)) if problem.code == WRONG => {}
                done => return done,
            }
        }
        let passphrase = self.passphrase(false)?;
        open(self, passphrase)
    }

    /// The ledger that `--ledger` names; bad use without one.
    pub(crate) fn named<'a>(&self, arguments: &'a Arguments) -> Result<&'a Path, Failure> {
        arguments
            .ledger
            .as_deref()
            .ok_or_else(|| Failure::bad_use("usage", self.word("cli.no_ledger").to_owned()))
    }

    /// One use case by itself: for requests with paths, whose names need not be text and could not cross as JSON.
    pub(crate) fn ask<Request, Response: serde::Serialize>(
        &mut self,
        use_case: impl FnOnce(&mut Session, Request) -> kaotsunagi_core::Result<Response>,
        request: Request,
    ) -> Result<Value, Failure> {
        Ok(serde_json::to_value(self.ask_for(use_case, request)?)?)
    }

    /// The same as it is: answers of thousands of rows are told without a copy of each.
    pub(crate) fn ask_for<Request, Response>(
        &mut self,
        use_case: impl FnOnce(&mut Session, Request) -> kaotsunagi_core::Result<Response>,
        request: Request,
    ) -> Result<Response, Failure> {
        self.session.at(now(self.today));
        use_case(&mut self.session, request)
            .map_err(|error| Failure::from(error.problem_at(self.language, self.session.zone())))
    }

    /// One use case by its name.
    pub(crate) fn call(&mut self, name: &str, request: Value) -> Result<Value, Failure> {
        Ok(self.answer(name, request)?)
    }

    /// One use case by its name, at the present moment; an unknown name is a problem like any other.
    pub(crate) fn answer(&mut self, name: &str, request: Value) -> Result<Value, Problem> {
        self.session.at(now(self.today));
        border::call(&mut self.session, name, request).unwrap_or_else(|| {
            Err(Problem {
                code: "refused".to_owned(),
                message: self.fill("cli.no_command", &[("name", &name)]),
                detail: String::new(),
            })
        })
    }

    /// A remark beside the answer, on the standard error: in words or as `{"note"}`.
    pub(crate) fn note(&self, text: &str) {
        let mut stderr = std::io::stderr().lock();
        // A remark that nobody can read is none: the answer still goes out.
        let _ = if self.json {
            writeln!(stderr, "{}", json!({"note": text}))
        } else {
            writeln!(stderr, "{text}")
        };
    }

    pub(crate) fn now(&self) -> Now {
        now(self.today)
    }

    pub(crate) fn word(&self, key: &'static str) -> &'static str {
        words(self.language).get(key)
    }

    pub(crate) fn fill(&self, key: &str, holes: &[(&str, &dyn std::fmt::Display)]) -> String {
        fill(self.language, key, holes)
    }

    /// The passphrase out of the file that the variable names, else asked on the terminal; for a new ledger twice.
    pub(crate) fn passphrase(&self, new: bool) -> Result<String, Failure> {
        if new {
            self.new_secret(PASSPHRASE_FILE)
        } else {
            self.secret(PASSPHRASE_FILE, self.word("cli.ask_passphrase"))
        }
    }

    /// The passphrase that takes the old one's place.
    pub(crate) fn other_passphrase(&self) -> Result<String, Failure> {
        self.new_secret(NEW_PASSPHRASE_FILE)
    }

    /// A recovery key, as it is typed from the sheet.
    pub(crate) fn recovery_key(&self) -> Result<String, Failure> {
        self.secret(RECOVERY_KEY_FILE, self.word("cli.ask_recovery_key"))
    }

    /// The passphrase to lay over a file that is given out.
    pub(crate) fn seal_passphrase(&self) -> Result<String, Failure> {
        self.new_secret(SEAL_FILE)
    }

    /// The passphrase over a file that was given.
    pub(crate) fn sealed_passphrase(&self) -> Result<String, Failure> {
        self.secret(SEAL_FILE, self.word("cli.ask_passphrase"))
    }

    fn new_secret(&self, variable: &str) -> Result<String, Failure> {
        let first = self.secret(variable, self.word("cli.ask_new_passphrase"))?;
        if std::env::var_os(variable).is_none() {
            if first.is_empty() {
                return Err(Failure::bad_use(
                    "usage",
                    self.word("cli.empty_passphrase").to_owned(),
                ));
            }
            if rpassword::prompt_password(self.word("cli.ask_again"))? != first {
                return Err(Failure::bad_use(
                    "usage",
                    self.word("cli.passphrases_differ").to_owned(),
                ));
            }
        }
        Ok(first)
    }

    /// Out of the file that the variable names, else asked on the terminal; never out of an argument, which others can read.
    fn secret(&self, variable: &str, asking: &str) -> Result<String, Failure> {
        if let Some(file) = std::env::var_os(variable) {
            let text = std::fs::read_to_string(&file).map_err(|error| {
                Failure::Failed(Problem {
                    code: "file".to_owned(),
                    message: self.fill(
                        "cli.passphrase_file",
                        &[("path", &Path::new(&file).display())],
                    ),
                    detail: error.to_string(),
                })
            })?;
            // Editors of Windows put a mark before the text.
            let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
            return Ok(text.trim_end_matches(['\r', '\n']).to_owned());
        }
        if !std::io::stdin().is_terminal() && !std::io::stderr().is_terminal() {
            return Err(Failure::bad_use(
                "usage",
                self.fill("cli.no_terminal", &[("variable", &variable)]),
            ));
        }
        Ok(rpassword::prompt_password(asking)?)
    }
}

/// The outermost edge: here the clock is read.
fn now(today: Option<chrono::NaiveDate>) -> Now {
    let here = chrono::Local::now();
    Now {
        utc: here.to_utc(),
        zone: *here.offset(),
        today: today.unwrap_or_else(|| here.date_naive()),
    }
}

/// Japanese, unless the environment speaks English.
fn of_environment() -> Language {
    let spoken = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty())
        .unwrap_or_default();
    if spoken.starts_with("en") {
        Language::En
    } else {
        Language::Ja
    }
}

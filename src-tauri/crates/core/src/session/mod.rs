//! The session: which ledger is open, in which language, at what time.

mod check;
pub(crate) mod frame;
pub(crate) mod settings;

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset, NaiveDate, Utc};
use ledger::{Ledger, OperationName, Write};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::backup::{Automatic, BackupStatus};
use crate::dates::Style;
use crate::keys::{Pending, Recovery};
use crate::words::words;
use crate::{Error, Result, Written, vocabulary::Entry};

pub(crate) use check::finding_words;
pub use check::{CheckFinding, Checked, check_at};
pub use frame::{
    close_ledger, make_sample, new_ledger, open_ledger, open_sample, redo, status, undo, vocabulary,
};
pub use settings::save_settings;

/// The moment a request is answered at; passed in by the shell and the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    pub utc: DateTime<Utc>,
    /// The clock's distance from UTC there: times of day are written by it.
    pub zone: FixedOffset,
    /// The day where the coordinator sits.
    pub today: NaiveDate,
}

/// Language of everything that is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    #[default]
    Ja,
    En,
}

/// How dates are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DateStyle {
    /// 令和8年11月20日(金)
    #[default]
    Era,
    /// 2026-11-20
    Iso,
}

/// Light, dark, or as the system has it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

/// What she chose on this computer; holds nothing of any ledger but where the last one lies.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Settings {
    pub language: Language,
    pub date_style: DateStyle,
    pub theme: Theme,
    /// 100, 125, 150 or 200: the size of letters in percent; 0 means 100.
    pub zoom: u32,
    /// Minutes without a key or a click after which the ledger is locked: 5, 10, 15, 30 or 60; 0 never.
    pub auto_lock: u32,
}

/// The state of the window's frame.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Status {
    /// `None` when no ledger is open: the window shows the start screen.
    pub ledger: Option<LedgerStatus>,
    /// The last ledger was locked in this sitting, not closed: the window asks for its passphrase and shows nothing of it.
    pub locked: bool,
    /// The locked ledger is a sample: it opens without a passphrase.
    pub locked_sample: bool,
    /// This computer remembers the key of the last ledger.
    pub remembered: bool,
    pub settings: Settings,
    /// Where the last ledger lies, to offer it on the start screen; empty when there was none.
    pub last_ledger: String,
    /// Today in words, in the chosen style, and as ISO.
    pub today: String,
    pub today_iso: String,
    pub version: String,
}

/// The open ledger in the window's frame.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LedgerStatus {
    pub dir: String,
    pub region: String,
    /// 令和8年度
    pub fiscal_year: String,
    /// The coordinator whose ledger it is; empty before she named herself.
    pub me: String,
    pub people: u32,
    pub organisations: u32,
    pub meetings: u32,
    /// Opened with the empty passphrase: not protected, for samples only.
    pub unprotected: bool,
    /// A warning in words when the ledger lies in a folder that a service copies to the internet.
    pub cloud: Option<String>,
    /// Whether it could be opened without the passphrase, and the mark of the sheet that would do it.
    pub recovery: Recovery,
    pub sheet: String,
    /// HH:MM of the newest kept operation, local time; empty before the first.
    pub saved_at: String,
    /// Name in words of what undo takes back; empty when nothing.
    pub undo: String,
    pub redo: String,
    pub backup: BackupStatus,
}

/// 2: make a ledger.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct NewLedger {
    /// Folder to make; `.kaotsunagi` is appended when missing.
    pub dir: PathBuf,
    pub passphrase: String,
    pub region: String,
    pub prefecture: String,
    pub municipalities: Vec<String>,
    /// Herself; an empty name leaves the coordinator for later.
    pub coordinator: NewCoordinator,
}

/// Herself as coordinator, with her post.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct NewCoordinator {
    pub name: String,
    pub kana: String,
    pub profession: Option<String>,
    pub organisation: String,
    pub organisation_kind: Option<String>,
    pub title: String,
    /// `hub`, `community`, `centre`, `other`.
    pub kind: String,
}

/// Opens a ledger.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct OpenLedger {
    pub dir: PathBuf,
    pub passphrase: String,
}

/// What undo or redo did.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Undone {
    /// In words; empty when there was nothing to do.
    pub operation: String,
    pub tables: Vec<String>,
}

/// All lists to choose from, in the session's language.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Vocabulary {
    pub professions: Vec<Entry>,
    pub organisation_kinds: Vec<Entry>,
    pub meeting_kinds: Vec<Entry>,
    pub encounter_kinds: Vec<Entry>,
    pub contact_ways: Vec<Entry>,
    pub coordinator_kinds: Vec<Entry>,
    pub sides: Vec<Entry>,
    /// 名簿を持っている根拠.
    pub bases: Vec<Entry>,
}

/// One coordinator's sitting: the open ledger and how she wants to read it.
pub struct Session {
    // Dropped before the ledger: one that is going on has to be over.
    pub(crate) backups: Automatic,
    pub(crate) ledger: Option<Ledger>,
    pub(crate) settings: Settings,
    pub(crate) now: Now,
    /// Folder for settings and the sample's ledger; `None` keeps neither (command line).
    pub(crate) home: Option<PathBuf>,
    /// Where the last ledger lies; empty when there was none.
    pub(crate) last_ledger: String,
    /// The open ledger has the empty passphrase.
    pub(crate) unprotected: bool,
    /// The service that copies the open ledger's folder.
    pub(crate) cloud: Option<crate::place::Cloud>,
    /// Locked, not closed.
    pub(crate) locked: bool,
    /// Places of ledgers whose key lies in this computer's keychain.
    pub(crate) remembered: Vec<String>,
    /// A recovery sheet that was not yet tried out.
    pub(crate) sheet: Option<Pending>,
    /// Everybody as the matcher sees them, with where and at which write it was made.
    pub(crate) index: Option<((PathBuf, i64), std::sync::Arc<exchange::matching::Index>)>,
}

impl Session {
    /// A session without a ledger. `home` is where settings.json and the sample ledger lie; its settings are read.
    #[must_use]
    pub fn new(home: Option<PathBuf>, now: Now) -> Self {
        let kept = home.as_deref().map(settings::read).unwrap_or_default();
        Self {
            backups: Automatic::default(),
            ledger: None,
            settings: kept.settings,
            now,
            home,
            last_ledger: kept.last_ledger,
            remembered: kept.remembered,
            unprotected: false,
            cloud: None,
            locked: false,
            sheet: None,
            index: None,
        }
    }

    /// Sets the language for this sitting without keeping it; for the command line.
    pub fn speak(&mut self, language: Language) {
        self.settings.language = language;
    }

    /// Sets the moment for the requests that follow.
    pub fn at(&mut self, now: Now) {
        self.now = now;
    }

    /// The open ledger.
    ///
    /// # Errors
    /// [`Error::NoLedger`].
    pub fn ledger(&self) -> Result<&Ledger> {
        self.ledger.as_ref().ok_or(Error::NoLedger)
    }

    /// The open ledger, to write in.
    ///
    /// # Errors
    /// [`Error::NoLedger`].
    pub fn ledger_mut(&mut self) -> Result<&mut Ledger> {
        self.ledger.as_mut().ok_or(Error::NoLedger)
    }

    /// How dates and words are written; copied into closures that hold the ledger.
    #[must_use]
    pub fn style(&self) -> Style {
        Style {
            language: self.settings.language,
            dates: self.settings.date_style,
        }
    }

    /// The clock's distance from UTC where she sits.
    #[must_use]
    pub fn zone(&self) -> FixedOffset {
        self.now.zone
    }

    /// The day where the coordinator sits.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.now.today
    }

    /// One named operation: `code` is a key of `assets/words` without its prefix `operation.`. The closure's value stands
    /// beside what was written; nothing is kept when it fails. `Written::id` is left to the caller.
    ///
    /// # Errors
    /// Those of `f`, of the commit, and [`Error::NoLedger`].
    pub(crate) fn operation<T>(
        &mut self,
        code: &str,
        subject: &str,
        f: impl FnOnce(&Write<'_>) -> Result<T>,
    ) -> Result<(T, Written)> {
        let now = self.now.utc;
        let language = self.settings.language;
        let name = OperationName::new(code, subject);
        let done = self.ledger_mut()?.operation(&name, now, f)?;
        let written = Written {
            id: None,
            operation: words(language).operation(&name),
            tables: done.changes.tables,
        };
        Ok((done.value, written))
    }

    /// [`Session::operation`] whose closure gives the id of the record made or changed.
    ///
    /// # Errors
    /// As [`Session::operation`].
    pub(crate) fn write<Id: std::fmt::Display>(
        &mut self,
        code: &str,
        subject: &str,
        f: impl FnOnce(&Write<'_>) -> Result<Id>,
    ) -> Result<Written> {
        let (id, written) = self.operation(code, subject, f)?;
        Ok(Written {
            id: Some(id.to_string()),
            ..written
        })
    }

    /// The language that problems and sentences are worded in.
    #[must_use]
    pub fn language(&self) -> Language {
        self.settings.language
    }
}

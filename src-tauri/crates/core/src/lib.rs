//! The use cases: one function each, a request in, a response out. The only place where the rooms of floor 1 meet.
//! The shell and the command line call this and nothing below it.

pub mod backup;
mod because;
pub mod border;
pub mod dates;
pub mod drafts;
pub mod error;
pub mod export;
pub mod file;
pub mod forget;
mod holder;
pub mod import;
pub mod keys;
pub mod log;
pub mod map;
pub mod meetings;
pub mod merging;
pub mod minutes;
pub mod organisations;
mod patient;
pub mod people;
pub mod place;
pub mod provenance;
mod records;
pub mod region;
mod request;
pub mod sample;
pub mod search;
pub mod session;
pub mod share;
pub mod stages;
pub mod today;
pub mod trash;
pub mod vocabulary;
pub mod words;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use error::{Error, Problem, Result};
pub use session::{Now, Session};

/// A request without anything in it.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, TS)]
pub struct Nothing {}

/// A request about one record.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ById {
    pub id: String,
}

/// A record to another place in its list, counted from 0.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MoveTo {
    pub id: String,
    pub to: u32,
}

/// What a write gives: the window fetches anew what shows one of `tables`.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct Written {
    /// Id of the record made or changed.
    pub id: Option<String>,
    /// The operation's name in words, as undo shows it: 会議「第3回」に出席者を追加.
    pub operation: String,
    /// Tables that changed; empty when nothing did.
    pub tables: Vec<String>,
}

/// A row behind a figure or a sentence (「なぜ？」), to open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Because {
    /// `person`, `organisation`, `meeting`, `series`, `encounter`, `tie`, or `none` for a plain sentence.
    pub kind: String,
    pub id: String,
    /// In words, dates written out.
    pub label: String,
}

/// A thing chosen from a vocabulary or a list: its id and what to show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Named {
    pub id: String,
    pub name: String,
}

/// A document written to a file.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Exported {
    pub path: String,
    /// Lines or records left out for this audience.
    pub left_out: u32,
    /// In words: 「内部の2行を除きました」; empty when nothing was left out.
    pub message: String,
}

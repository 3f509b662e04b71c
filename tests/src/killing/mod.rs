//! Programs that are killed in the middle of their work, and what is left on the disk: the writer that is killed
//! (`src/bin/writer.rs`) says before each piece of work what it will come to and after it that it is done; whoever killed it
//! opens the ledger and compares.

mod rounds;
pub mod stages;
pub mod work;

pub use rounds::{Report, rounds};

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use kaotsunagi_core::{Now, Session};
use ledger::schema::tables::TABLES;
use serde::{Deserialize, Serialize};

/// Rows of each table, by name.
pub type Counts = BTreeMap<String, i64>;

/// A line of the writer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Said {
    /// The ledger is open, in this state.
    Open { state: State, passphrase: String },
    /// Now comes this work; when it is done the tables have these rows.
    Try {
        kind: String,
        counts: Counts,
        passphrase: String,
    },
    /// It is done, and this is the state.
    Done { state: State },
}

/// What a ledger holds, to be compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// Of all records of all tables.
    pub records: u64,
    pub counts: Counts,
}

/// What an open ledger holds.
///
/// # Errors
/// In the words of the database.
pub fn state(session: &Session) -> Result<State, String> {
    let ledger = session.ledger().map_err(|error| error.to_string())?;
    let read = ledger.read();
    let mut hasher = DefaultHasher::new();
    let mut counts = Counts::new();
    for table in TABLES.iter().filter(|table| table.logged) {
        let rows = read
            .rows_as_text(table)
            .map_err(|error| format!("{}: {error}", table.name))?;
        counts.insert(
            table.name.to_owned(),
            i64::try_from(rows.len()).unwrap_or(i64::MAX),
        );
        rows.hash(&mut hasher);
    }
    Ok(State {
        records: hasher.finish(),
        counts,
    })
}

/// The present moment, in Japan.
#[must_use]
pub fn now() -> Now {
    let here = chrono::Local::now();
    Now {
        utc: here.to_utc(),
        zone: *here.offset(),
        today: here.date_naive(),
    }
}

/// Numbers that are the same for the same seed (SplitMix64).
#[derive(Debug, Clone)]
pub struct Chance(u64);

impl Chance {
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// One of `0..below`; 0 when there is none.
    pub fn below(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)).checked_rem(below).unwrap_or(0)
    }
}

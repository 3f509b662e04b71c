//! Who holds the lock, for whoever is kept out: a file beside it. The lock alone decides; this only names.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::path::Path;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::Error;

const FILE: &str = "lock-holder.json";

/// A longer file is none of ours.
const LONGEST: u64 = 4096;

/// Who has the ledger open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The program's file name without its ending: `kaotsunagi-window`, `kaotsunagi`.
    pub program: String,
    /// The computer's name in its network.
    pub computer: String,
    /// Who is logged in there; may be empty.
    pub user: String,
    /// Since when, by the clock of the file system.
    pub since: DateTime<Utc>,
}

impl std::fmt::Display for Holder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            program,
            computer,
            user,
            since,
        } = self;
        write!(f, "{program}, {user}@{computer}, since {since}")
    }
}

#[derive(Serialize, Deserialize)]
struct Written {
    program: String,
    computer: String,
    user: String,
}

/// Best effort: the ledger can be worked in although nobody could be told who does.
pub(super) fn write(dir: &Path) {
    let written = Written {
        program: std::env::current_exe()
            .ok()
            .and_then(|path| Some(path.file_stem()?.to_string_lossy().into_owned()))
            .unwrap_or_default(),
        computer: gethostname::gethostname().to_string_lossy().into_owned(),
        user: ["USER", "USERNAME", "LOGNAME"]
            .iter()
            .filter_map(|name| std::env::var(name).ok())
            .find(|user| !user.is_empty())
            .unwrap_or_default(),
    };
    let Ok(text) = serde_json::to_vec(&written) else {
        return;
    };
    let _ = File::create(dir.join(FILE)).and_then(|mut file| file.write_all(&text));
}

pub(super) fn remove(dir: &Path) {
    // One that is left names nobody who is kept out by it: the lock decides.
    let _ = std::fs::remove_file(dir.join(FILE));
}

/// What to tell somebody who is kept out.
pub(super) fn refusal(dir: &Path) -> Error {
    read(dir).map_or(Error::Busy, Error::HeldBy)
}

/// `None` when it isn't there, can't be read or is none of ours.
fn read(dir: &Path) -> Option<Holder> {
    let file = File::open(dir.join(FILE)).ok()?;
    let since = file.metadata().ok()?.modified().ok()?;
    let mut text = Vec::new();
    file.take(LONGEST).read_to_end(&mut text).ok()?;
    let Written {
        program,
        computer,
        user,
    } = serde_json::from_slice(&text).ok()?;
    let named = !program.trim().is_empty() && !computer.trim().is_empty();
    named.then(|| Holder {
        program: one_line(&program),
        computer: one_line(&computer),
        user: one_line(&user),
        since: since.into(),
    })
}

/// It comes from a file that anybody could have written, and goes into a sentence.
fn one_line(text: &str) -> String {
    text.chars()
        .filter(|sign| !sign.is_control())
        .take(80)
        .collect()
}

//! Is the file sound?

use std::path::Path;

use ledger::Passphrase;
use ledger::store::{Finding, Trouble};
use serde::{Deserialize, Serialize};

use super::{Language, frame};
use crate::Result;
use crate::words::{Words, words};

/// What the check found.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Checked {
    /// Nothing was found.
    pub sound: bool,
    /// What is wrong, in words; each trouble once.
    pub findings: Vec<CheckFinding>,
    /// What to do now, in words; empty when the file is sound.
    pub advice: String,
    /// Row counts of the tables that could be read, by name.
    pub rows: Vec<(String, i64)>,
}

/// One trouble of the file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CheckFinding {
    /// `empty`, `unreadable`, `no_ledger`, `newer`, `pages`, `structure`, `references`, `tables`.
    pub trouble: String,
    /// Pages, references, tables …; at least 1.
    pub count: usize,
    /// In words, with the count.
    pub message: String,
    /// In SQLite's and SQLCipher's own words.
    pub lines: Vec<String>,
}

/// Checks the ledger's file as it lies: nothing is opened for writing, nothing migrated, not a byte changed. What is damaged is
/// a finding, not an error.
///
/// # Errors
/// `NotFound`, `WrongPassphrase` (or the very beginning of the file is damaged: nobody can tell), `Busy`, `File`.
pub fn check_at(dir: &Path, passphrase: &str, language: Language) -> Result<Checked> {
    let report = ledger::check_at(&frame::lying_at(dir), &Passphrase::new(passphrase))?;
    let words = words(language);
    let advice = match report.findings.as_slice() {
        [] => "",
        [only] if only.trouble == Trouble::Newer => words.get("check.advice_newer"),
        _ => words.get("check.advice"),
    };
    Ok(Checked {
        sound: report.is_sound(),
        findings: report
            .findings
            .into_iter()
            .map(|finding| CheckFinding {
                trouble: id(finding.trouble).to_owned(),
                count: finding.lines.len(),
                message: finding_words(words, &finding),
                lines: finding.lines,
            })
            .collect(),
        advice: advice.to_owned(),
        rows: report.rows,
    })
}

/// One trouble in words, with its count.
pub(crate) fn finding_words(words: &Words, finding: &Finding) -> String {
    let key = format!("check.{}", id(finding.trouble));
    words.fill(&key, &[("count", &finding.lines.len())])
}

fn id(trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::Empty => "empty",
        Trouble::Unreadable => "unreadable",
        Trouble::NoLedger => "no_ledger",
        Trouble::Newer => "newer",
        Trouble::Pages => "pages",
        Trouble::Structure => "structure",
        Trouble::References => "references",
        Trouble::Tables => "tables",
    }
}

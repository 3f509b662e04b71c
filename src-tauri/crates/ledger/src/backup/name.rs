//! Names of backups: when and why, nothing else. `20261122T011500Z-interval.db`; a second one of the same second is
//! `20261122T011500Z.2-import.db`.

use std::path::Path;

use chrono::{DateTime, NaiveDateTime, Utc};

/// Why a backup was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    /// At opening, when something had changed since the last.
    Start,
    /// A quarter of an hour of changes.
    Interval,
    /// Before a contact file is taken in.
    Import,
    /// Before two records become one, or a colleague's file is taken in.
    Merge,
    /// Before the schema is brought up to date.
    Migration,
    /// The state that a restore replaced: what "back to before the restore" goes back to.
    Restore,
    /// She asked for one.
    Hand,
    /// At closing, when something had changed since the last.
    Close,
}

impl Reason {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Start,
        Self::Interval,
        Self::Import,
        Self::Merge,
        Self::Migration,
        Self::Restore,
        Self::Hand,
        Self::Close,
    ];

    /// Its word in names of files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Interval => "interval",
            Self::Import => "import",
            Self::Merge => "merge",
            Self::Migration => "migration",
            Self::Restore => "restore",
            Self::Hand => "hand",
            Self::Close => "close",
        }
    }
}

/// The name of a backup. Ordered by when it was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Name {
    /// Whole seconds.
    at: DateTime<Utc>,
    /// 1 for the first of its second.
    place: u32,
    reason: Reason,
}

const STAMP: &str = "%Y%m%dT%H%M%SZ";
const ENDING: &str = ".db";

impl Name {
    /// `place` counts those of one second from 1.
    #[must_use]
    pub fn new(at: DateTime<Utc>, place: u32, reason: Reason) -> Self {
        let whole = DateTime::from_timestamp(at.timestamp(), 0).unwrap_or(at);
        Self {
            at: whole,
            place: place.max(1),
            reason,
        }
    }

    /// A name that none of `taken` has, after all of the same second.
    #[must_use]
    pub fn free(at: DateTime<Utc>, reason: Reason, taken: &[Self]) -> Self {
        let first = Self::new(at, 1, reason);
        let last = taken
            .iter()
            .filter(|name| name.at == first.at)
            .map(|name| name.place)
            .max()
            .unwrap_or(0);
        Self::new(at, last.saturating_add(1), reason)
    }

    /// Reads the name of a file; `None` for every file that isn't a backup's. Gives back exactly what [`Name::file`] makes:
    /// a file of any other spelling is somebody else's, and never touched.
    #[must_use]
    pub fn parse(file: &str) -> Option<Self> {
        let (stamp, reason) = file.strip_suffix(ENDING)?.split_once('-')?;
        let (stamp, place) = match stamp.split_once('.') {
            Some((stamp, place)) => (stamp, place.parse().ok()?),
            None => (stamp, 1),
        };
        let at = NaiveDateTime::parse_from_str(stamp, STAMP).ok()?.and_utc();
        let reason = Reason::ALL.into_iter().find(|one| one.as_str() == reason)?;
        let name = Self::new(at, place, reason);
        (name.file() == file).then_some(name)
    }

    /// As [`Name::parse`], of the last part of a path.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        Self::parse(path.file_name()?.to_str()?)
    }

    /// The name of the file.
    #[must_use]
    pub fn file(self) -> String {
        let stamp = stamp(self.at);
        let reason = self.reason.as_str();
        match self.place {
            0 | 1 => format!("{stamp}-{reason}{ENDING}"),
            place => format!("{stamp}.{place}-{reason}{ENDING}"),
        }
    }

    /// When it was made, by the clock of that moment; whole seconds.
    #[must_use]
    pub fn at(self) -> DateTime<Utc> {
        self.at
    }

    /// Why.
    #[must_use]
    pub fn reason(self) -> Reason {
        self.reason
    }
}

/// The moment as it stands in names: `20261122T011500Z`.
pub(crate) fn stamp(at: DateTime<Utc>) -> String {
    at.format(STAMP).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_back_and_any_other_file_is_not_ours() {
        let at = "2026-11-22T01:15:07.900Z".parse().unwrap();
        for reason in Reason::ALL {
            for place in [1, 2, 13] {
                let name = Name::new(at, place, reason);
                assert_eq!(Name::parse(&name.file()), Some(name));
            }
        }
        assert_eq!(
            Name::new(at, 1, Reason::Hand).file(),
            "20261122T011507Z-hand.db"
        );
        for other in [
            "",
            "keys.age",
            "20261122T011507Z-hand.db.part",
            "20261122T011507Z-holiday.db",
            "20261122T011507Z.1-hand.db",
            "20261122T011507Z.02-hand.db",
            "20261122T011507-hand.db",
            "写真-hand.db",
            "20261322T011507Z-hand.db",
        ] {
            assert_eq!(Name::parse(other), None, "{other}");
        }
    }

    #[test]
    fn two_reasons_within_one_second_have_two_names_in_their_order() {
        let at = "2026-11-22T01:15:07Z".parse().unwrap();
        let mut taken = Vec::new();
        for reason in [Reason::Import, Reason::Interval, Reason::Import] {
            taken.push(Name::free(at, reason, &taken));
        }
        let mut sorted = taken.clone();
        sorted.sort();
        assert_eq!(sorted, taken, "in the order in which they were made");
        assert!(taken.is_sorted_by(|one, next| one.file() != next.file()));
    }
}

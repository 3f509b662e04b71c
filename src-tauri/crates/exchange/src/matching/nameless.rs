//! Rows and records that name only an organisation, a number or an address. They are never one with a person, but may be asked
//! about.

use super::Reason;
use super::record::Record;
use super::word::{ByHash, Word, together};

/// How near a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Nearness {
    Same,
    Reached,
    Place,
}

/// A record that fits, by its place in the list.
pub(super) struct Fitting {
    pub(super) at: usize,
    pub(super) nearness: Nearness,
    pub(super) reasons: Vec<Reason>,
}

/// Records by what somebody without a name can be met by, so that nobody is laid beside everybody.
#[derive(Debug, Default)]
pub(super) struct Doors {
    by_key: ByHash<Vec<u32>>,
}

impl Doors {
    pub(super) fn of(records: &[Record]) -> Self {
        let mut doors = Self::default();
        for (at, record) in (0_u32..).zip(records) {
            keys(record, |key| doors.by_key.entry(key).or_default().push(at));
        }
        doors
    }

    /// All records that fit where one of the two sides has no personal name, in their order.
    pub(super) fn fitting(&self, records: &[Record], own: &Record) -> Vec<Fitting> {
        let mut met: Vec<usize> = Vec::new();
        keys(own, |key| {
            let behind = self.by_key.get(&key).map(Vec::as_slice).unwrap_or_default();
            met.extend(behind.iter().filter_map(|at| usize::try_from(*at).ok()));
        });
        met.sort_unstable();
        met.dedup();
        met.into_iter()
            .filter_map(|at| {
                let known = records.get(at)?;
                if !own.nameless && !known.nameless {
                    return None;
                }
                let (nearness, reasons) = near(own, known)?;
                Some(Fitting {
                    at,
                    nearness,
                    reasons,
                })
            })
            .collect()
    }
}

/// What a record is met by: whoever has a name by an address or a mobile only.
fn keys(record: &Record, mut give: impl FnMut(u64)) {
    for email in &record.emails {
        give(together(&[1, email.whole.hash()]));
    }
    for mobile in &record.mobiles {
        give(together(&[2, mobile.hash()]));
    }
    if record.nameless {
        for line in &record.lines {
            give(together(&[3, line.hash()]));
        }
        for place in &record.organisations {
            give(together(&[4, place.hash()]));
        }
    }
}

fn near(own: &Record, known: &Record) -> Option<(Nearness, Vec<Reason>)> {
    let email = own
        .emails
        .iter()
        .any(|one| known.emails.iter().any(|other| one.whole == other.whole));
    let mobile = shared(&own.mobiles, &known.mobiles);
    let line = shared(&own.lines, &known.lines);
    let place = shared(&own.organisations, &known.organisations);
    let silent = |record: &Record| {
        record.emails.is_empty() && record.lines.is_empty() && record.mobiles.is_empty()
    };
    let nearness = if own.nameless && known.nameless {
        let reached = email || line || mobile;
        let both_unnamed = own.organisations.is_empty() && known.organisations.is_empty();
        if (place && (reached || silent(own) || silent(known))) || (both_unnamed && reached) {
            Nearness::Same
        } else if place {
            Nearness::Place
        } else if email || mobile {
            Nearness::Reached
        } else {
            return None;
        }
    } else if email || mobile {
        Nearness::Reached
    } else {
        return None;
    };
    let mut reasons: Vec<Reason> = [
        (email, Reason::SameEmail),
        (mobile, Reason::SameMobile),
        (line, Reason::SamePhone),
        (place, Reason::SameOrganisation),
    ]
    .into_iter()
    .filter_map(|(holds, reason)| holds.then_some(reason))
    .collect();
    reasons.sort_unstable();
    Some((nearness, reasons))
}

fn shared(own: &[Word], known: &[Word]) -> bool {
    own.iter().any(|word| known.contains(word))
}

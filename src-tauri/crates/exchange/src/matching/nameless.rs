//! Rows and records that name only an organisation, a number or an address. They are never one with a person, but may be asked
//! about.

use super::Reason;
use super::record::Record;
use super::word::Word;

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

/// All records that fit where one of the two sides has no personal name.
pub(super) fn fitting(records: &[Record], own: &Record) -> Vec<Fitting> {
    records
        .iter()
        .enumerate()
        .filter(|(_, known)| own.nameless || known.nameless)
        .filter_map(|(at, known)| {
            let (nearness, reasons) = near(own, known)?;
            Some(Fitting {
                at,
                nearness,
                reasons,
            })
        })
        .collect()
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

//! Joining what several devices know: the order doesn't matter, nor how often (the laws of a semilattice), and nothing that nobody
//! overwrote is lost.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on should say where"
)]

use chrono::{DateTime, TimeDelta, Utc};
use kaotsunagi_ledger::share::{Device, Dot, LIFE, Register, Stamp, State};
use proptest::prelude::*;
use serde_json::{Value, json};

const DEVICES: usize = 4;
const FIELDS: [&str; 3] = [LIFE, "name", "phone"];

fn clock() -> DateTime<Utc> {
    "2026-11-22T01:00:00Z".parse().unwrap()
}

/// What a device does with the record.
#[derive(Debug, Clone)]
enum Act {
    /// Writes over everything it sees in a field.
    Write(usize, usize, u8),
    /// Writes over the latest value alone.
    Over(usize, usize, u8),
    /// Learns what another knows; of one field only, when the other withholds the rest.
    Learn(usize, usize, Option<usize>),
}

fn any_act() -> impl Strategy<Value = Act> {
    prop_oneof![
        (0..DEVICES, 0..FIELDS.len(), 0..4_u8).prop_map(|(d, f, v)| Act::Write(d, f, v)),
        (0..DEVICES, 0..FIELDS.len(), 0..4_u8).prop_map(|(d, f, v)| Act::Over(d, f, v)),
        (
            0..DEVICES,
            0..DEVICES,
            prop::option::weighted(0.2, 0..FIELDS.len())
        )
            .prop_map(|(a, b, f)| Act::Learn(a, b, f)),
    ]
}

/// The devices' states after the acts; their clocks differ by hours.
fn lived(acts: &[Act]) -> Vec<State> {
    let mut states = vec![State::default(); DEVICES];
    let mut last = [Stamp::default(); DEVICES];
    for (at, act) in acts.iter().enumerate() {
        match act {
            Act::Write(device, field, value) | Act::Over(device, field, value) => {
                let register = states[*device]
                    .fields
                    .entry(FIELDS[*field].to_owned())
                    .or_default();
                let skew = i64::try_from(*device).unwrap() * 3_600_000;
                let now = clock() + TimeDelta::milliseconds(skew + i64::try_from(at).unwrap());
                let stamp = Stamp::after(now, [register.latest(), last[*device]]);
                last[*device] = stamp;
                let dot = Dot {
                    device: Device(*device as u64),
                    stamp,
                };
                let newest = register.entries.last().map(|entry| entry.dot);
                let all = matches!(act, Act::Write(..));
                register.write(dot, json!(value), |entry| all || Some(entry.dot) == newest);
            }
            Act::Learn(device, from, field) => {
                let mut known = states[*from].clone();
                if let Some(field) = field {
                    known.fields.retain(|name, _| name == FIELDS[*field]);
                }
                states[*device] = states[*device].join(&known);
            }
        }
    }
    states
}

proptest! {
    #[test]
    fn the_order_of_joining_and_repeating_it_change_nothing(
        acts in prop::collection::vec(any_act(), 0..40),
    ) {
        let states = lived(&acts);
        let (a, b, c) = (&states[0], &states[1], &states[2]);
        prop_assert_eq!(a.join(b), b.join(a));
        prop_assert_eq!(a.join(b).join(c), a.join(&b.join(c)));
        prop_assert_eq!(&a.join(a), a);
        prop_assert_eq!(a.join(b).join(b), a.join(b));
        prop_assert_eq!(&a.join(&State::default()), a);
    }

    #[test]
    fn what_nobody_wrote_over_is_there_in_the_end(acts in prop::collection::vec(any_act(), 0..40)) {
        let states = lived(&acts);
        let all = states.iter().skip(1).fold(states[0].clone(), |all, one| all.join(one));
        for field in FIELDS {
            let register = all.fields.get(field).cloned().unwrap_or_default();
            for state in &states {
                let Some(own) = state.fields.get(field) else { continue };
                for entry in &own.entries {
                    let overwritten = states.iter().any(|other| {
                        other.fields.get(field).is_some_and(|register| {
                            register.has_seen(entry.dot)
                                && !register.entries.iter().any(|one| one.dot == entry.dot)
                        })
                    });
                    prop_assert_eq!(register.entries.contains(entry), !overwritten);
                }
            }
        }
    }

    #[test]
    fn a_state_is_the_same_after_it_was_sent(acts in prop::collection::vec(any_act(), 0..40)) {
        for state in lived(&acts) {
            let text = state.to_json().to_string();
            let read: Value = serde_json::from_str(&text).unwrap();
            prop_assert_eq!(State::from_json(&read), Some(state));
        }
    }
}

#[test]
fn two_who_write_without_knowing_of_each_other_both_stay_until_one_chooses() {
    let dot = |device, stamp| Dot {
        device: Device(device),
        stamp: Stamp(stamp),
    };
    let first = Register::new(dot(1, 1), json!("000-0000-0001"));
    let mut mine = first.clone();
    mine.write(dot(1, 2), json!("000-0000-0002"), |_| true);
    let mut theirs = first;
    theirs.write(dot(2, 9), json!("000-0000-0003"), |_| true);
    let mut both = mine.join(&theirs);
    assert_eq!(both.entries.len(), 2);
    both.write(dot(1, 10), json!("000-0000-0002"), |_| true);
    assert_eq!(both.join(&theirs).join(&mine), both, "chosen once for all");
}

#[test]
fn a_stamp_is_later_than_all_that_was_seen_even_when_the_clock_runs_behind() {
    let ahead = Stamp::at(clock() + TimeDelta::days(400));
    let stamp = Stamp::after(clock(), [ahead, Stamp::at(clock())]);
    assert!(stamp > ahead);
    assert_eq!(Stamp::at(clock()).time(), clock());
}

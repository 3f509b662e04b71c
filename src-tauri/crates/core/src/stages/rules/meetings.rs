//! Rules about what happens at meetings: 1-4, 1-5, 1-6, 1-7, 1-10, 1-12, 1-14.

use std::collections::{BTreeSet, HashMap};

use chrono::{Days, NaiveDate};
use ledger::meeting::Meeting;
use ledger::meeting::attendance::Presence;
use ledger::meeting::line::{Audience, MinuteLine};
use ledger::{OrganisationId, SeriesId};

use super::{Asked, enough, enough_share, of_kind, percent};
use crate::Because;
use crate::because::Rows;
use crate::records::{on_community_side, on_hospital_side};
use crate::stages::{Judgement, Verdict};
use crate::vocabulary;

/// 1-4
pub(super) fn exchange_of_views(
    asked: &Asked<'_>,
    kinds: &[String],
    key_persons: usize,
    professions: usize,
) -> Judgement {
    let records = asked.records;
    let mut rows = Rows::default();
    let mut met = 0_usize;
    let exchanged = |meeting: &&Meeting| {
        meeting.fields.exchange_of_views || of_kind(meeting.fields.kind.as_deref(), kinds)
    };
    for meeting in records.held_in_year().filter(exchanged) {
        let there = records.present(meeting.id);
        let keys = there
            .iter()
            .filter(|one| {
                records
                    .people
                    .get(&one.person)
                    .is_some_and(|person| person.fields.key_person)
            })
            .count();
        let heard = professions_of(asked, there).len();
        let sides = || {
            there
                .iter()
                .map(|one| records.side(one.person, one.organisation))
        };
        let hospital = sides().filter(|side| on_hospital_side(*side)).count();
        let community = sides().filter(|side| on_community_side(*side)).count();
        met += usize::from(
            keys >= key_persons && heard >= professions && hospital > 0 && community > 0,
        );
        rows.add(|| {
            let holes: [(&str, &dyn std::fmt::Display); 4] = [
                ("keys", &keys),
                ("professions", &heard),
                ("hospital", &hospital),
                ("community", &community),
            ];
            asked
                .tell
                .meeting(meeting, &asked.say("stage.exchange_of_views.row", &holes))
        });
    }
    let verdict = match (rows.is_empty(), met) {
        (true, _) => Verdict::NoData,
        (false, 0) => Verdict::Partly,
        (false, _) => Verdict::Met,
    };
    let sentence = asked.say(
        "stage.exchange_of_views",
        &[
            ("met", &met),
            ("meetings", &rows.len()),
            ("keys", &key_persons),
            ("professions", &professions),
        ],
    );
    asked.judged(verdict, sentence, rows)
}

/// 1-5
pub(super) fn joint_training(
    asked: &Asked<'_>,
    kinds: &[String],
    hosts: usize,
    meetings: usize,
) -> Judgement {
    let mut rows = Rows::default();
    let mut met = 0_usize;
    for meeting in asked
        .records
        .held_in_year()
        .filter(|meeting| of_kind(meeting.fields.kind.as_deref(), kinds))
    {
        let together: BTreeSet<OrganisationId> = meeting
            .fields
            .host
            .into_iter()
            .chain(meeting.fields.co_hosts.iter().copied())
            .collect();
        met += usize::from(together.len() >= hosts);
        rows.add(|| {
            let names: Vec<&str> = together
                .iter()
                .map(|host| asked.records.organisation_name(*host))
                .collect();
            asked.tell.meeting(meeting, &asked.tell.list(&names))
        });
    }
    let verdict = if met < meetings && !rows.is_empty() {
        Verdict::Partly
    } else {
        enough(met, meetings)
    };
    let sentence = asked.say(
        "stage.joint_training",
        &[
            ("met", &met),
            ("meetings", &rows.len()),
            ("hosts", &hosts),
            ("target", &meetings),
        ],
    );
    asked.judged(verdict, sentence, rows)
}

/// 1-6: only her own series that have a cycle; an existing community continues without her.
pub(super) fn continuity(asked: &Asked<'_>, cycles: f64) -> Judgement {
    let records = asked.records;
    let mut last: HashMap<SeriesId, &Meeting> = HashMap::new();
    let mut next: HashMap<SeriesId, NaiveDate> = HashMap::new();
    for meeting in &records.meetings {
        let Some(series) = meeting.fields.series else {
            continue;
        };
        if meeting.fields.date <= records.today {
            last.insert(series, meeting);
        } else {
            next.entry(series).or_insert(meeting.fields.date);
        }
    }
    let mut rows = Rows::default();
    let (mut asked_for, mut met, mut held) = (0_usize, 0_usize, 0_usize);
    for series in records.series.iter().filter(|series| {
        !series.fields.is_community
            && series
                .fields
                .ended_on
                .is_none_or(|day| day >= records.today)
    }) {
        let Some(cycle) = series.fields.cycle_months.filter(|months| *months > 0) else {
            rows.add(|| {
                asked
                    .tell
                    .series(series, &asked.say("stage.continuity.irregular", &[]))
            });
            continue;
        };
        asked_for += 1;
        let Some(meeting) = last.get(&series.id) else {
            rows.add(|| {
                asked
                    .tell
                    .series(series, &asked.say("stage.continuity.never", &[]))
            });
            continue;
        };
        held += 1;
        // A mean month of the Gregorian calendar: 365.2425 / 12 days.
        let allowed = (cycle as f64 * cycles * 30.436_875).ceil() as u64;
        let in_time = meeting
            .fields
            .date
            .checked_add_days(Days::new(allowed))
            .is_none_or(|limit| records.today <= limit);
        let planned = next
            .get(&series.id)
            .copied()
            .or(meeting.fields.next_date.filter(|day| *day >= records.today));
        met += usize::from(in_time && planned.is_some());
        rows.add(|| {
            let latest = asked.tell.date(meeting.fields.date);
            let remark = match planned {
                Some(day) => asked.say(
                    "stage.continuity.row",
                    &[("last", &latest), ("next", &asked.tell.date(day))],
                ),
                None => asked.say("stage.continuity.no_next", &[("last", &latest)]),
            };
            asked.tell.series(series, &remark)
        });
    }
    let verdict = match (asked_for, held) {
        (0, _) | (_, 0) => Verdict::NoData,
        (all, _) if met == all => Verdict::Met,
        (_, _) => Verdict::Partly,
    };
    let sentence = match verdict {
        Verdict::Met => asked.say("stage.continuity.all", &[("series", &asked_for)]),
        Verdict::Partly | Verdict::NoData | Verdict::Assist | Verdict::NoPlace => asked.say(
            "stage.continuity",
            &[("met", &met), ("series", &asked_for), ("cycles", &cycles)],
        ),
    };
    asked.judged(verdict, sentence, rows)
}

/// 1-7
pub(super) fn informal(asked: &Asked<'_>, kinds: &[String], target: u32) -> Judgement {
    let mut rows = Rows::default();
    let mut held = 0_usize;
    for meeting in asked.records.held_in_year() {
        held += 1;
        if meeting.fields.informal || of_kind(meeting.fields.kind.as_deref(), kinds) {
            rows.add(|| asked.tell.meeting(meeting, ""));
        }
    }
    let found = rows.len();
    let share = percent(found, held);
    let sentence = asked.say(
        "stage.informal",
        &[
            ("share", &share),
            ("met", &found),
            ("meetings", &held),
            ("target", &target),
        ],
    );
    asked.judged(enough_share(found, held, target), sentence, rows)
}

/// 1-10
pub(super) fn viewpoints(asked: &Asked<'_>, professions: usize) -> Judgement {
    let records = asked.records;
    let mut rows = Rows::default();
    let mut most = 0_usize;
    for meeting in records.held_in_year() {
        let Some(lines) = asked.proofs.viewpoints.get(&meeting.id) else {
            continue;
        };
        let whose = |line: &MinuteLine| {
            let speaker = || {
                line.fields
                    .speaker
                    .and_then(|speaker| records.profession(speaker))
                    .map(str::to_owned)
            };
            line.fields.profession.clone().or_else(speaker)
        };
        let heard: BTreeSet<String> = lines.iter().filter_map(whose).collect();
        most = most.max(heard.len());
        rows.add(|| {
            let names: Vec<String> = heard
                .iter()
                .map(|id| vocabulary::professions().name(asked.tell.style.language, Some(id)))
                .collect();
            asked.tell.meeting(meeting, &asked.tell.list(&names))
        });
    }
    let verdict = match (rows.is_empty(), most >= professions) {
        (true, _) => Verdict::NoData,
        (false, true) => Verdict::Met,
        (false, false) => Verdict::Partly,
    };
    let sentence = asked.say(
        "stage.viewpoints",
        &[
            ("meetings", &rows.len()),
            ("most", &most),
            ("target", &professions),
        ],
    );
    asked.judged(verdict, sentence, rows)
}

/// 1-12: of the meetings whose attendance is recorded.
pub(super) fn welfare(asked: &Asked<'_>, target: u32) -> Judgement {
    let records = asked.records;
    let mut rows = Rows::default();
    let mut attended = 0_usize;
    for meeting in records.held_in_year() {
        let there = records.present(meeting.id);
        if there.is_empty() {
            continue;
        }
        attended += 1;
        let is_welfare = |id: &str| {
            vocabulary::professions()
                .get(id)
                .is_some_and(|profession| profession.welfare)
        };
        let count = there
            .iter()
            .filter(|one| records.profession(one.person).is_some_and(is_welfare))
            .count();
        if count > 0 {
            rows.add(|| {
                asked.tell.meeting(
                    meeting,
                    &asked.say("stage.welfare.row", &[("count", &count)]),
                )
            });
        }
    }
    let with = rows.len();
    let share = percent(with, attended);
    let sentence = asked.say(
        "stage.welfare",
        &[
            ("share", &share),
            ("met", &with),
            ("meetings", &attended),
            ("target", &target),
        ],
    );
    asked.judged(enough_share(with, attended, target), sentence, rows)
}

/// 1-14
pub(super) fn insights(asked: &Asked<'_>, insights: usize) -> Judgement {
    let records = asked.records;
    let meetings: HashMap<_, _> = records
        .meetings
        .iter()
        .map(|meeting| (meeting.id, meeting))
        .collect();
    let mut rows = Rows::default();
    let mut shared = 0_usize;
    for line in &asked.proofs.insights {
        let Some(meeting) = meetings.get(&line.meeting) else {
            continue;
        };
        shared += usize::from(line.fields.audience == Audience::Shared);
        rows.add(|| asked.tell.meeting(meeting, &line.fields.text));
    }
    let noted = |encounter: &&ledger::encounter::Encounter| {
        records.in_year(encounter.fields.on) && !encounter.fields.insight.trim().is_empty()
    };
    for encounter in records.encounters.iter().filter(noted) {
        rows.add(|| -> Because { asked.tell.encounter(encounter, &encounter.fields.insight) });
    }
    let found = rows.len();
    let sentence = asked.say(
        "stage.insights",
        &[
            ("insights", &found),
            ("shared", &shared),
            ("target", &insights),
        ],
    );
    asked.judged(enough(found, insights), sentence, rows)
}

fn professions_of<'a>(asked: &'a Asked<'_>, there: &[Presence]) -> BTreeSet<&'a str> {
    there
        .iter()
        .filter_map(|one| asked.records.profession(one.person))
        .collect()
}

//! Rules about the forum (検討の場) and its members: 2-5, 2-12, 2-13, 2-14.

use std::collections::BTreeSet;

use ledger::meeting::attendance::{Attendance, Attended, Role};

use super::actors::CORE_TYPES;
use super::organisation::own_series;
use super::{Asked, percent};
use crate::because::Rows;
use crate::records::{on_community_side, on_hospital_side};
use crate::stages::{Judgement, Verdict};
use crate::vocabulary;

/// 2-5: members are those with the role 委員 at the latest meeting of the forum, present or not.
pub(super) fn members(asked: &Asked<'_>) -> Judgement {
    let records = asked.records;
    let mut rows = Rows::default();
    let Some(latest) = asked.proofs.forum.last() else {
        return asked.judged(
            Verdict::NoData,
            asked.say("stage.forum.not_held", &[]),
            rows,
        );
    };
    let members: Vec<&Attendance> = latest
        .attendance
        .iter()
        .filter(|one| one.fields.role == Role::Member)
        .collect();
    let side = |member: &&Attendance| match member.fields.person {
        Some(person) => records.side(person, member.organisation),
        None => member
            .organisation
            .and_then(|organisation| records.side_of_organisation(organisation)),
    };
    let hospital = members
        .iter()
        .filter(|member| on_hospital_side(side(member)))
        .count();
    let community = members
        .iter()
        .filter(|member| on_community_side(side(member)))
        .count();
    let core = |member: &Attendance| {
        let kind = member
            .organisation_kind
            .as_deref()
            .and_then(|kind| vocabulary::organisation_kinds().get(kind));
        kind.and_then(|kind| kind.core_type.as_deref())
    };
    let covered: BTreeSet<&str> = members.iter().filter_map(|member| core(member)).collect();
    let missing: Vec<String> = CORE_TYPES
        .iter()
        .filter(|one| !covered.contains(**one))
        .map(|one| asked.say(&format!("stage.core.{one}"), &[]))
        .collect();
    rows.add(|| asked.tell.meeting(&latest.meeting, ""));
    for one in CORE_TYPES {
        let count = members
            .iter()
            .filter(|member| core(member) == Some(one))
            .count();
        rows.add(|| asked.count_row(&asked.say(&format!("stage.core.{one}"), &[]), count));
    }
    for member in &members {
        if let Some(person) = member.fields.person {
            rows.add(|| asked.tell.person(person, ""));
        }
    }
    let (found, types) = (CORE_TYPES.len() - missing.len(), CORE_TYPES.len());
    let missing_words = if missing.is_empty() {
        asked.say("stage.nothing", &[])
    } else {
        asked.tell.list(&missing)
    };
    let sentence = asked.say(
        "stage.members",
        &[
            ("members", &members.len()),
            ("hospital", &hospital),
            ("community", &community),
            ("found", &found),
            ("types", &types),
            ("missing", &missing_words),
        ],
    );
    let verdict = if members.is_empty() {
        Verdict::NoData
    } else if missing.is_empty() && hospital > 0 && community > 0 {
        Verdict::Met
    } else {
        Verdict::Partly
    };
    asked.judged(verdict, sentence, rows)
}

/// 2-12
pub(super) fn forum(asked: &Asked<'_>, meetings: usize) -> Judgement {
    let mut rows = Rows::default();
    for held in &asked.proofs.forum {
        rows.add(|| asked.tell.meeting(&held.meeting, ""));
    }
    let held = asked.proofs.forum.len();
    let set_up = own_series(asked)
        .filter(|series| series.fields.is_forum)
        .filter_map(|series| series.fields.set_up_on)
        .min();
    for series in own_series(asked).filter(|series| series.fields.is_forum) {
        let remark = match series.fields.set_up_on {
            Some(day) => asked.say("stage.forum.set_up", &[("date", &asked.tell.date(day))]),
            None => asked.say("stage.forum.no_set_up", &[]),
        };
        rows.add(|| asked.tell.series(series, &remark));
    }
    let since = match set_up {
        Some(day) => asked.say("stage.forum.set_up", &[("date", &asked.tell.date(day))]),
        None => asked.say("stage.forum.no_set_up", &[]),
    };
    let sentence = asked.say(
        "stage.forum",
        &[
            ("meetings", &held),
            ("since", &since),
            ("target", &meetings),
        ],
    );
    let verdict = match (held, set_up) {
        (0, None) => Verdict::NoData,
        (held, Some(_)) if held >= meetings => Verdict::Met,
        (_, _) => Verdict::Partly,
    };
    asked.judged(verdict, sentence, rows)
}

/// 2-13: every cell that the yearly report needs, for every meeting of the forum in the current fiscal year.
pub(super) fn report(asked: &Asked<'_>) -> Judgement {
    let records = asked.records;
    let mut rows = Rows::default();
    let mut whole = 0_usize;
    for held in &asked.proofs.forum {
        let fields = &held.meeting.fields;
        let there: Vec<&Attendance> = held
            .attendance
            .iter()
            .filter(|one| one.fields.attended.was_there())
            .collect();
        let kind = fields.kind.is_some()
            || records
                .series(fields.series)
                .is_some_and(|series| series.fields.kind.is_some());
        // A guest has no profession on the ledger.
        let professions = there
            .iter()
            .all(|one| one.profession.is_some() || one.fields.person.is_none());
        let organisations = there.iter().all(|one| {
            !one.organisation_name.is_empty() || !one.fields.guest_organisation.is_empty()
        });
        let cells = [
            ("place", !fields.place.trim().is_empty()),
            ("host", fields.host.is_some()),
            ("kind", kind),
            ("attendance", !there.is_empty()),
            ("professions", professions),
            ("organisations", organisations),
            ("agenda", !held.agenda.is_empty()),
        ];
        let missing: Vec<String> = cells
            .iter()
            .filter(|(_, there)| !there)
            .map(|(cell, _)| asked.say(&format!("stage.report.{cell}"), &[]))
            .collect();
        whole += usize::from(missing.is_empty());
        let remark = if missing.is_empty() {
            asked.say("stage.report.whole", &[])
        } else {
            asked.say(
                "stage.report.missing",
                &[("missing", &asked.tell.list(&missing))],
            )
        };
        rows.add(|| asked.tell.meeting(&held.meeting, &remark));
    }
    let all = asked.proofs.forum.len();
    let (verdict, sentence) = match (all, whole) {
        (0, _) => (Verdict::NoData, asked.say("stage.forum.not_held", &[])),
        (all, whole) => {
            let verdict = if all == whole {
                Verdict::Met
            } else {
                Verdict::Partly
            };
            (
                verdict,
                asked.say("stage.report", &[("whole", &whole), ("meetings", &all)]),
            )
        }
    };
    asked.judged(verdict, sentence, rows)
}

/// 2-14: what the ledger knows of it: members whose post has ended since, and how many came by proxy. To whom the minutes
/// were given is recorded in a later version, so she decides.
pub(super) fn handover(asked: &Asked<'_>) -> Judgement {
    let records = asked.records;
    let mut rows = Rows::default();
    let Some(latest) = asked.proofs.forum.last() else {
        return asked.judged(
            Verdict::NoData,
            asked.say("stage.forum.not_held", &[]),
            rows,
        );
    };
    let members: Vec<&Attendance> = latest
        .attendance
        .iter()
        .filter(|one| one.fields.role == Role::Member)
        .collect();
    let mut ended = 0_usize;
    for member in &members {
        let (Some(person), Some(organisation)) = (member.fields.person, member.organisation) else {
            continue;
        };
        let mut posts = records.posts.get(&person).into_iter().flatten();
        if !posts.any(|post| {
            post.fields.organisation == organisation && post.fields.holds_on(records.today)
        }) {
            ended += 1;
            rows.add(|| {
                let remark = asked.say(
                    "stage.handover.ended",
                    &[("organisation", &member.organisation_name)],
                );
                asked.tell.person(person, &remark)
            });
        }
    }
    let (mut invited, mut proxies) = (0_usize, 0_usize);
    for held in &asked.proofs.forum {
        let of_members = || {
            held.attendance
                .iter()
                .filter(|one| one.fields.role == Role::Member)
        };
        let here = of_members()
            .filter(|one| one.fields.attended == Attended::Proxy)
            .count();
        invited += of_members().count();
        proxies += here;
        rows.add(|| {
            asked.tell.meeting(
                &held.meeting,
                &asked.say("stage.handover.proxies", &[("count", &here)]),
            )
        });
    }
    let share = percent(proxies, invited);
    let sentence = asked.say(
        "stage.handover",
        &[
            ("members", &members.len()),
            ("ended", &ended),
            ("share", &share),
        ],
    );
    let judgement = asked.judged(Verdict::Partly, sentence, rows);
    Judgement {
        verdict: Verdict::Assist,
        ..judgement
    }
}

//! Rules about the organisation of the work: 2-1, 2-2, 2-3, 2-9, 2-10, 2-11.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Months;
use ledger::meeting::attendance::Role;
use ledger::meeting::series::Series;
use ledger::{MeetingId, MunicipalityId, OrganisationId, PersonId};

use super::{Asked, enough, of_kind};
use crate::because::{Rows, plain};
use crate::stages::{Judgement, Verdict};

/// 2-1: the words of the purpose, and a decision that agreed to them: one that quotes the purpose, or one of a meeting that
/// she linked to this item as evidence.
pub(super) fn purpose(asked: &Asked<'_>) -> Judgement {
    let records = asked.records;
    let purpose = records.region.purpose.trim();
    let mut rows = Rows::default();
    if purpose.is_empty() {
        return asked.judged(Verdict::NoData, asked.say("stage.purpose.none", &[]), rows);
    }
    rows.add(|| plain(purpose.to_owned()));
    let links = asked
        .proofs
        .evidence
        .iter()
        .filter(|link| link.item == asked.item && link.kind == "meeting");
    let links: Vec<MeetingId> = links.filter_map(|link| link.record.parse().ok()).collect();
    let mut agreed = 0_usize;
    for meeting in &records.meetings {
        let linked = links.contains(&meeting.id);
        for line in asked
            .proofs
            .decisions
            .get(&meeting.id)
            .into_iter()
            .flatten()
        {
            if linked || line.fields.text.contains(purpose) {
                agreed += 1;
                rows.add(|| asked.tell.meeting(meeting, &line.fields.text));
            }
        }
    }
    let verdict = if agreed > 0 {
        Verdict::Met
    } else {
        Verdict::Partly
    };
    let sentence = if agreed > 0 {
        "stage.purpose.agreed"
    } else {
        "stage.purpose.not_agreed"
    };
    asked.judged(
        verdict,
        asked.say(sentence, &[("decisions", &agreed)]),
        rows,
    )
}

/// 2-2
pub(super) fn scope(asked: &Asked<'_>, municipalities: usize) -> Judgement {
    let records = asked.records;
    let in_region = records
        .municipalities
        .iter()
        .filter(|municipality| municipality.in_region)
        .count();
    let mut from: BTreeMap<MunicipalityId, BTreeSet<OrganisationId>> = BTreeMap::new();
    for held in &asked.proofs.forum {
        for organisation in records
            .present(held.meeting.id)
            .iter()
            .filter_map(|one| one.organisation)
        {
            let municipality = records
                .organisations
                .get(&organisation)
                .and_then(|one| one.fields.municipality);
            if let Some(municipality) = municipality {
                from.entry(municipality).or_default().insert(organisation);
            }
        }
    }
    let mut rows = Rows::default();
    for municipality in &records.municipalities {
        let organisations = from.get(&municipality.id).map_or(0, BTreeSet::len);
        if municipality.in_region || organisations > 0 {
            rows.add(|| {
                let holes: [(&str, &dyn std::fmt::Display); 2] = [
                    ("municipality", &municipality.name),
                    ("organisations", &organisations),
                ];
                plain(asked.say("stage.scope.row", &holes))
            });
        }
    }
    let sentence = asked.say(
        "stage.scope",
        &[
            ("region", &in_region),
            ("forum", &from.len()),
            ("target", &municipalities),
        ],
    );
    asked.judged(
        enough(in_region, municipalities).and(enough(from.len(), municipalities)),
        sentence,
        rows,
    )
}

/// Her own series that have not ended.
pub(super) fn own_series<'a>(asked: &'a Asked<'_>) -> impl Iterator<Item = &'a Series> {
    let today = asked.records.today;
    asked.records.series.iter().filter(move |series| {
        !series.fields.is_community && series.fields.ended_on.is_none_or(|day| day >= today)
    })
}

/// 2-3
pub(super) fn charter(asked: &Asked<'_>) -> Judgement {
    let mut rows = Rows::default();
    let mut whole: Option<&Series> = None;
    let mut begun = false;
    let mut least: Option<(usize, Vec<String>)> = None;
    for series in own_series(asked) {
        let fields = &series.fields;
        let parts = [
            ("aim", !fields.aim.trim().is_empty()),
            ("position", !fields.position.trim().is_empty()),
            ("members", !fields.members.trim().is_empty()),
            ("secretariat", fields.secretariat.is_some()),
            ("date", fields.charter_on.is_some()),
        ];
        let missing: Vec<String> = parts
            .iter()
            .filter(|(_, there)| !there)
            .map(|(part, _)| asked.say(&format!("stage.charter.{part}"), &[]))
            .collect();
        begun |= missing.len() < parts.len();
        let remark = match (missing.is_empty(), fields.charter_on) {
            (true, Some(day)) => {
                asked.say("stage.charter.whole", &[("date", &asked.tell.date(day))])
            }
            (true, None) | (false, _) => asked.say(
                "stage.charter.missing",
                &[("missing", &asked.tell.list(&missing))],
            ),
        };
        rows.add(|| asked.tell.series(series, &remark));
        if missing.is_empty() {
            whole = whole.or(Some(series));
        }
        if least
            .as_ref()
            .is_none_or(|(count, _)| missing.len() < *count)
        {
            least = Some((missing.len(), missing));
        }
    }
    let (verdict, sentence) = match (
        whole.and_then(|series| Some((series, series.fields.charter_on?))),
        begun,
        least,
    ) {
        (Some((series, day)), _, _) => {
            let holes: [(&str, &dyn std::fmt::Display); 2] = [
                ("name", &series.fields.name),
                ("date", &asked.tell.date(day)),
            ];
            (Verdict::Met, asked.say("stage.charter.met", &holes))
        }
        (None, true, Some((_, missing))) => (
            Verdict::Partly,
            asked.say(
                "stage.charter.partly",
                &[("missing", &asked.tell.list(&missing))],
            ),
        ),
        (None, false, _) | (None, true, None) => {
            (Verdict::NoData, asked.say("stage.charter.none", &[]))
        }
    };
    asked.judged(verdict, sentence, rows)
}

/// 2-9
pub(super) fn secretariat(asked: &Asked<'_>, people: usize) -> Judgement {
    let records = asked.records;
    let offices: BTreeSet<OrganisationId> = own_series(asked)
        .filter_map(|series| series.fields.secretariat)
        .collect();
    let mut rows = Rows::default();
    let mut staff = BTreeSet::new();
    for office in &offices {
        rows.add(|| asked.tell.organisation(*office, ""));
        for post in records.posts.values().flatten() {
            if post.fields.organisation == *office && post.fields.holds_on(records.today) {
                staff.insert(post.fields.person);
            }
        }
    }
    for person in &staff {
        rows.add(|| asked.tell.person(*person, ""));
    }
    let names: Vec<&str> = offices
        .iter()
        .map(|office| records.organisation_name(*office))
        .collect();
    let (verdict, sentence) = if offices.is_empty() {
        (Verdict::NoData, asked.say("stage.secretariat.none", &[]))
    } else {
        let holes: [(&str, &dyn std::fmt::Display); 3] = [
            ("offices", &asked.tell.list(&names)),
            ("people", &staff.len()),
            ("target", &people),
        ];
        let verdict = if staff.len() >= people {
            Verdict::Met
        } else {
            Verdict::Partly
        };
        (verdict, asked.say("stage.secretariat", &holes))
    };
    asked.judged(verdict, sentence, rows)
}

/// 2-10: those with the role 事務局 at the forum, and everybody present at steering meetings, in the current fiscal year.
pub(super) fn team(
    asked: &Asked<'_>,
    kinds: &[String],
    people: usize,
    professions: usize,
    organisations: usize,
) -> Judgement {
    let records = asked.records;
    let mut team: BTreeMap<PersonId, Option<OrganisationId>> = BTreeMap::new();
    for one in asked.proofs.forum.iter().flat_map(|held| &held.attendance) {
        let runs_it = one.fields.role == Role::Secretariat && one.fields.attended.was_there();
        if let Some(person) = one.fields.person.filter(|_| runs_it) {
            team.insert(person, one.organisation);
        }
    }
    for meeting in records
        .held_in_year()
        .filter(|meeting| of_kind(meeting.fields.kind.as_deref(), kinds))
    {
        for one in records.present(meeting.id) {
            team.insert(one.person, one.organisation);
        }
    }
    let mut rows = Rows::default();
    for person in team.keys() {
        rows.add(|| asked.tell.person(*person, ""));
    }
    let heard: BTreeSet<&str> = team
        .keys()
        .filter_map(|person| records.profession(*person))
        .collect();
    let from: BTreeSet<OrganisationId> = team
        .values()
        .filter_map(|organisation| *organisation)
        .collect();
    let sentence = asked.say(
        "stage.team",
        &[
            ("people", &team.len()),
            ("professions", &heard.len()),
            ("organisations", &from.len()),
            ("target_people", &people),
            ("target_professions", &professions),
            ("target_organisations", &organisations),
        ],
    );
    let verdict = match (team.len(), heard.len(), from.len()) {
        (0, _, _) => Verdict::NoData,
        (found, heard, from)
            if found >= people && heard >= professions && from >= organisations =>
        {
            Verdict::Met
        }
        (_, _, _) => Verdict::Partly,
    };
    asked.judged(verdict, sentence, rows)
}

/// 2-11
pub(super) fn coordinators(asked: &Asked<'_>, coordinators: usize, months: u32) -> Judgement {
    let records = asked.records;
    let since = records
        .today
        .checked_sub_months(Months::new(months))
        .unwrap_or(records.today);
    let active: BTreeSet<PersonId> = records
        .coordinators
        .iter()
        .map(|one| one.person)
        .filter(|person| records.people.contains_key(person))
        .collect();
    let mut rows = Rows::default();
    for person in &active {
        rows.add(|| asked.tell.person(*person, ""));
    }
    let mut together = 0_usize;
    for meeting in records
        .meetings
        .iter()
        .filter(|one| one.fields.date >= since && one.fields.date <= records.today)
    {
        if records
            .present(meeting.id)
            .iter()
            .filter(|one| active.contains(&one.person))
            .count()
            >= 2
        {
            together += 1;
            rows.add(|| asked.tell.meeting(meeting, ""));
        }
    }
    let mut lists = 0_usize;
    for import in &asked.proofs.imports {
        let day = import.at.date_naive();
        if day >= since && day <= records.today && !import.source.trim().is_empty() {
            lists += 1;
            rows.add(|| {
                let holes: [(&str, &dyn std::fmt::Display); 3] = [
                    ("date", &asked.tell.date(day)),
                    ("file", &import.file),
                    ("source", &import.source),
                ];
                plain(asked.say("stage.coordinators.import", &holes))
            });
        }
    }
    let sentence = asked.say(
        "stage.coordinators",
        &[
            ("coordinators", &active.len()),
            ("meetings", &together),
            ("lists", &lists),
            ("target", &coordinators),
            ("months", &months),
        ],
    );
    let verdict = match (active.len(), together + lists) {
        (0, _) => Verdict::NoData,
        (found, joint) if found >= coordinators && joint > 0 => Verdict::Met,
        (_, _) => Verdict::Partly,
    };
    asked.judged(verdict, sentence, rows)
}

//! Rules about who is known: 1-1, 1-2, 1-3, 1-8, 1-9.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use chrono::{Datelike, Months};
use ledger::meeting::Meeting;
use ledger::{OrganisationId, PersonId};

use super::{Asked, enough, enough_share, percent};
use crate::because::Rows;
use crate::stages::Judgement;
use crate::vocabulary;

/// The core types of item 1-1, as the vocabulary of organisation kinds names them, in the order they are listed.
pub(crate) const CORE_TYPES: [&str; 6] = [
    "hub",
    "home_clinic",
    "visiting_nurse",
    "pharmacy",
    "care_manager",
    "support_centre",
];

/// 1-1
pub(super) fn core_organisations(asked: &Asked<'_>, each: usize) -> Judgement {
    let mut by_type: BTreeMap<&str, Vec<OrganisationId>> = BTreeMap::new();
    for organisation in asked.records.organisations.values() {
        let kind = organisation
            .fields
            .kind
            .as_deref()
            .and_then(|kind| vocabulary::organisation_kinds().get(kind));
        if let Some(core) = kind.and_then(|kind| kind.core_type.as_deref()) {
            by_type.entry(core).or_default().push(organisation.id);
        }
    }
    let mut rows = Rows::default();
    let mut missing = Vec::new();
    for core in CORE_TYPES {
        let found = by_type.get(core).map_or(0, Vec::len);
        let name = asked.say(&format!("stage.core.{core}"), &[]);
        rows.add(|| asked.count_row(&name, found));
        if found < each {
            missing.push(name);
        }
    }
    for core in CORE_TYPES {
        let mut listed = by_type.remove(core).unwrap_or_default();
        listed.sort_unstable();
        let name = asked.say(&format!("stage.core.{core}"), &[]);
        for organisation in listed {
            rows.add(|| asked.tell.organisation(organisation, &name));
        }
    }
    let all = asked.records.organisations.len();
    let needed = CORE_TYPES.len();
    let found = needed - missing.len();
    let sentence = if missing.is_empty() {
        asked.say(
            "stage.core_organisations.all",
            &[("types", &needed), ("organisations", &all), ("each", &each)],
        )
    } else {
        let missing = asked.tell.list(&missing);
        asked.say(
            "stage.core_organisations.some",
            &[
                ("found", &found),
                ("types", &needed),
                ("organisations", &all),
                ("missing", &missing),
                ("each", &each),
            ],
        )
    };
    asked.judged(enough(found, needed), sentence, rows)
}

/// 1-2
pub(super) fn case_encounters(asked: &Asked<'_>, months: usize, organisations: usize) -> Judgement {
    let records = asked.records;
    let from = records
        .today
        .checked_sub_months(Months::new(12))
        .unwrap_or(records.today);
    let mut with_case = BTreeSet::new();
    let mut reached = HashSet::new();
    let mut rows = Rows::default();
    for encounter in records
        .encounters
        .iter()
        .filter(|encounter| encounter.fields.is_case && encounter.fields.on > from)
    {
        let fields = &encounter.fields;
        with_case.insert((fields.on.year(), fields.on.month()));
        reached.extend(fields.organisations.iter().copied());
        let posts = fields
            .people
            .iter()
            .filter_map(|person| records.post_on(*person, fields.on));
        reached.extend(posts.map(|post| post.fields.organisation));
        rows.add(|| asked.tell.encounter(encounter, ""));
    }
    // A span of twelve months that begins in the middle of one touches thirteen calendar months.
    let found = with_case.len().min(12);
    let sentence = asked.say(
        "stage.case_encounters",
        &[
            ("months", &found),
            ("organisations", &reached.len()),
            ("target_months", &months),
            ("target", &organisations),
        ],
    );
    asked.judged(
        enough(found, months).and(enough(reached.len(), organisations)),
        sentence,
        rows,
    )
}

/// 1-3
pub(super) fn communities(asked: &Asked<'_>, known: usize, used_percent: u32) -> Judgement {
    let records = asked.records;
    let mut rows = Rows::default();
    let (mut listed, mut used) = (0_usize, 0_usize);
    for series in records
        .series
        .iter()
        .filter(|series| series.fields.is_community)
    {
        if series
            .fields
            .ended_on
            .is_some_and(|day| day < records.today)
        {
            continue;
        }
        listed += 1;
        let of_series = |meeting: &&Meeting| meeting.fields.series == Some(series.id);
        let attended = records
            .held_in_year()
            .filter(of_series)
            .any(|meeting| !records.present(meeting.id).is_empty());
        let contacted = || {
            records
                .encounters
                .iter()
                .filter(|encounter| records.in_year(encounter.fields.on))
                .any(|encounter| {
                    series
                        .fields
                        .host
                        .is_some_and(|host| encounter.fields.organisations.contains(&host))
                })
        };
        let is_used = attended || contacted();
        used += usize::from(is_used);
        let remark = asked.say(
            if is_used {
                "stage.communities.used"
            } else {
                "stage.communities.unused"
            },
            &[],
        );
        rows.add(|| asked.tell.series(series, &remark));
    }
    let share = percent(used, listed);
    let sentence = asked.say(
        "stage.communities",
        &[
            ("known", &listed),
            ("used", &used),
            ("share", &share),
            ("target", &known),
            ("target_share", &used_percent),
        ],
    );
    asked.judged(
        enough(listed, known).and(enough_share(used, listed, used_percent)),
        sentence,
        rows,
    )
}

/// 1-8
pub(super) fn new_ties(asked: &Asked<'_>, ties: usize) -> Judgement {
    let records = asked.records;
    let mut rows = Rows::default();
    let mut by_group: BTreeMap<network::Group, usize> = BTreeMap::new();
    let me = records.me();
    for tie in &records.ties {
        let Some(first) = tie.levels.first().filter(|first| records.in_year(first.on)) else {
            continue;
        };
        for person in [tie.a, tie.b]
            .into_iter()
            .filter(|person| Some(*person) != me)
        {
            let organisation = records
                .post_on(person, records.today)
                .map(|post| post.fields.organisation);
            *by_group
                .entry(records.group(person, organisation))
                .or_default() += 1;
        }
        rows.add(|| asked.tell.tie(tie, &asked.tell.date(first.on)));
    }
    let groups: Vec<String> = by_group
        .into_iter()
        .map(|(group, count)| {
            asked.say(
                "stage.new_ties.group",
                &[
                    (
                        "group",
                        &asked.say(&format!("group.{}", vocabulary::group_id(group)), &[]),
                    ),
                    ("count", &count),
                ],
            )
        })
        .collect();
    let found = rows.len();
    let sentence = if groups.is_empty() {
        asked.say("stage.new_ties.none", &[("target", &ties)])
    } else {
        let groups = asked.tell.list(&groups);
        asked.say(
            "stage.new_ties",
            &[("ties", &found), ("groups", &groups), ("target", &ties)],
        )
    };
    asked.judged(enough(found, ties), sentence, rows)
}

/// 1-9
pub(super) fn known_work(asked: &Asked<'_>, level: u8, target: u32) -> Judgement {
    let records = asked.records;
    let known: HashSet<PersonId> = records
        .ties
        .iter()
        .filter(|tie| {
            tie.levels
                .iter()
                .rfind(|at| at.on <= records.today)
                .is_some_and(|last| last.level >= level)
        })
        .flat_map(|tie| [tie.a, tie.b])
        .collect();
    let coordinators: HashSet<PersonId> = records
        .coordinators
        .iter()
        .map(|coordinator| coordinator.person)
        .collect();
    let mut contacts: Vec<_> = records
        .people
        .values()
        .filter(|person| !coordinators.contains(&person.id))
        .filter(|person| {
            let mut posts = records.posts.get(&person.id).into_iter().flatten();
            let held =
                |post: &&ledger::affiliation::Affiliation| post.fields.holds_on(records.today);
            if person.fields.key_person {
                posts.any(|post| held(&post))
            } else {
                posts.filter(held).any(|post| post.fields.is_contact)
            }
        })
        .collect();
    contacts.sort_by_key(|person| person.id);
    let mut rows = Rows::default();
    let mut met = 0_usize;
    for person in &contacts {
        let noted = !person.fields.does.trim().is_empty();
        let tied = known.contains(&person.id);
        met += usize::from(noted && tied);
        let remark = match (noted, tied) {
            (true, true) => "stage.known_work.both",
            (true, false) => "stage.known_work.no_tie",
            (false, true) => "stage.known_work.no_note",
            (false, false) => "stage.known_work.neither",
        };
        rows.add(|| asked.tell.person(person.id, &asked.say(remark, &[])));
    }
    let share = percent(met, contacts.len());
    let sentence = asked.say(
        "stage.known_work",
        &[
            ("share", &share),
            ("met", &met),
            ("contacts", &contacts.len()),
            ("level", &level),
            ("target", &target),
        ],
    );
    asked.judged(enough_share(met, contacts.len(), target), sentence, rows)
}

//! 「台帳からの判定」: every rule as a function over the records. Nothing here marks an item.

mod actors;
mod community;
mod forum;
mod meetings;
mod organisation;

use std::collections::HashMap;

use ledger::checklist::Evidence;
use ledger::log::ImportEntry;
use ledger::meeting::Meeting;
use ledger::meeting::agenda::AgendaItem;
use ledger::meeting::attendance::Attendance;
use ledger::meeting::line::{LineKind, MinuteLine};
use ledger::{MeetingId, Read};

use super::checklist::{Kind, Rule};
use super::{Judgement, Verdict};
use crate::Because;
use crate::Result;
use crate::because::{Rows, Teller, plain};
use crate::records::{Records, lines_by_meeting, whole_time};

/// What only the stages ask for, beside [`Records`].
pub(crate) struct Proofs {
    /// Of the current fiscal year.
    viewpoints: HashMap<MeetingId, Vec<MinuteLine>>,
    insights: Vec<MinuteLine>,
    /// Of all time: a purpose is agreed once.
    decisions: HashMap<MeetingId, Vec<MinuteLine>>,
    evidence: Vec<Evidence>,
    imports: Vec<ImportEntry>,
    /// Lists and agendas of the forum's meetings in the current fiscal year.
    forum: Vec<ForumMeeting>,
}

/// One held meeting of the forum.
struct ForumMeeting {
    meeting: Meeting,
    attendance: Vec<Attendance>,
    agenda: Vec<AgendaItem>,
}

impl Proofs {
    /// All links that she made.
    pub(crate) fn evidence(&self) -> &[Evidence] {
        &self.evidence
    }

    /// # Errors
    /// Of the ledger.
    pub(crate) fn read(read: &Read<'_>, records: &Records) -> Result<Self> {
        let (from, to) = (records.year.0, records.year.1.min(records.today));
        let (first, _) = whole_time();
        let mut forum = Vec::new();
        for meeting in records
            .held_in_year()
            .filter(|meeting| records.is_forum(meeting))
        {
            forum.push(ForumMeeting {
                meeting: meeting.clone(),
                attendance: read.attendance(meeting.id)?,
                agenda: read.agenda(meeting.id)?,
            });
        }
        // Without words of a purpose no decision can have agreed to them.
        let decisions = match records.region.purpose.trim() {
            "" => HashMap::new(),
            _ => lines_by_meeting(read, LineKind::Decision, first, records.today)?,
        };
        Ok(Self {
            viewpoints: lines_by_meeting(read, LineKind::Viewpoint, from, to)?,
            insights: read.lines_of_kind(LineKind::Insight, from, to)?,
            decisions,
            evidence: read.evidence()?,
            imports: read.imports()?,
            forum,
        })
    }
}

/// One question to the ledger.
struct Asked<'a> {
    records: &'a Records,
    proofs: &'a Proofs,
    tell: Teller<'a>,
    item: &'a str,
    kind: Kind,
}

impl Asked<'_> {
    fn say(&self, key: &str, holes: &[(&str, &dyn std::fmt::Display)]) -> String {
        self.tell.say(key, holes)
    }

    fn count_row(&self, what: &str, count: usize) -> Because {
        plain(self.say("stage.count", &[("what", &what), ("count", &count)]))
    }

    fn judged(&self, verdict: Verdict, sentence: String, rows: Rows) -> Judgement {
        let verdict = match (self.kind, verdict) {
            (Kind::B | Kind::C, Verdict::Met | Verdict::Partly) => Verdict::Assist,
            (Kind::A, Verdict::Met | Verdict::Partly)
            | (Kind::A | Kind::B | Kind::C, Verdict::NoData | Verdict::Assist | Verdict::NoPlace) => {
                verdict
            }
        };
        Judgement {
            verdict,
            sentence,
            because: rows.listed(self.tell.style),
        }
    }

    fn no_place(&self) -> Judgement {
        Judgement {
            verdict: Verdict::NoPlace,
            sentence: self.say("stage.no_place", &[]),
            because: Vec::new(),
        }
    }
}

/// Asks the ledger about one item. `item` is its id: evidence linked to it counts where the rule says so.
pub(crate) fn judge(
    records: &Records,
    proofs: &Proofs,
    tell: Teller<'_>,
    item: &str,
    kind: Kind,
    rule: &Rule,
) -> Judgement {
    let asked = &Asked {
        records,
        proofs,
        tell,
        item,
        kind,
    };
    match rule {
        Rule::CoreOrganisations { each } => actors::core_organisations(asked, *each),
        Rule::CaseEncounters {
            months,
            organisations,
        } => actors::case_encounters(asked, *months, *organisations),
        Rule::Communities {
            known,
            used_percent,
        } => actors::communities(asked, *known, *used_percent),
        Rule::NewTies { ties } => actors::new_ties(asked, *ties),
        Rule::KnownWork { level, percent } => actors::known_work(asked, *level, *percent),
        Rule::ExchangeOfViews {
            kinds,
            key_persons,
            professions,
        } => meetings::exchange_of_views(asked, kinds, *key_persons, *professions),
        Rule::JointTraining {
            kinds,
            hosts,
            meetings,
        } => meetings::joint_training(asked, kinds, *hosts, *meetings),
        Rule::Continuity { cycles } => meetings::continuity(asked, *cycles),
        Rule::Informal { kinds, percent } => meetings::informal(asked, kinds, *percent),
        Rule::Viewpoints { professions } => meetings::viewpoints(asked, *professions),
        Rule::Welfare { percent } => meetings::welfare(asked, *percent),
        Rule::Insights { insights } => meetings::insights(asked, *insights),
        Rule::Purpose {} => organisation::purpose(asked),
        Rule::Scope { municipalities } => organisation::scope(asked, *municipalities),
        Rule::Charter {} => organisation::charter(asked),
        Rule::Members {} => forum::members(asked),
        Rule::Secretariat { people } => organisation::secretariat(asked, *people),
        Rule::Team {
            kinds,
            people,
            professions,
            organisations,
        } => organisation::team(asked, kinds, *people, *professions, *organisations),
        Rule::Coordinators {
            coordinators,
            months,
        } => organisation::coordinators(asked, *coordinators, *months),
        Rule::Forum { meetings } => forum::forum(asked, *meetings),
        Rule::Report {} => forum::report(asked),
        Rule::Handover {} => forum::handover(asked),
        Rule::DifficultCases {
            meeting_kinds,
            encounter_kinds,
            times,
        } => community::times(
            asked,
            "stage.difficult_cases",
            meeting_kinds,
            encounter_kinds,
            *times,
        ),
        Rule::ExchangeVisits {
            received,
            made,
            times,
        } => community::exchange_visits(asked, received, made, *times),
        Rule::OutreachToHospitals {
            meeting_kinds,
            times,
        } => community::times(
            asked,
            "stage.outreach_to_hospitals",
            meeting_kinds,
            &[],
            *times,
        ),
        Rule::OutreachToResidents {
            meeting_kinds,
            encounter_kinds,
            times,
        } => community::times(
            asked,
            "stage.outreach_to_residents",
            meeting_kinds,
            encounter_kinds,
            *times,
        ),
        Rule::RoleTable {}
        | Rule::Introductions {}
        | Rule::Groundwork {}
        | Rule::Replies {}
        | Rule::BackingOfDirector {}
        | Rule::BackingOfAssociation {}
        | Rule::Issues {}
        | Rule::IssuesShared {}
        | Rule::IssuesPlanned {}
        | Rule::WorkingGroups {}
        | Rule::Capabilities {}
        | Rule::Directory {}
        | Rule::Agreements {}
        | Rule::SpecialistRoutes {}
        | Rule::Rules {}
        | Rule::RulesKnown {} => asked.no_place(),
    }
}

impl Verdict {
    /// Both must be met; nothing at all only when both found nothing.
    fn and(self, other: Self) -> Self {
        if self == other { self } else { Self::Partly }
    }
}

/// Whether a count reaches its threshold.
fn enough(found: usize, needed: usize) -> Verdict {
    if found >= needed {
        Verdict::Met
    } else if found == 0 {
        Verdict::NoData
    } else {
        Verdict::Partly
    }
}

/// Rounded down, so that a share is never shown as reached before it is.
fn percent(part: usize, whole: usize) -> usize {
    (part * 100).checked_div(whole).unwrap_or(0)
}

/// Whether a share reaches `target` percent; nothing when there is nothing to share.
fn enough_share(part: usize, whole: usize, target: u32) -> Verdict {
    if part == 0 {
        Verdict::NoData
    } else if part * 100 >= whole * target as usize {
        Verdict::Met
    } else {
        Verdict::Partly
    }
}

/// Whether a kind is among those that a rule names.
fn of_kind(kind: Option<&str>, kinds: &[String]) -> bool {
    kind.is_some_and(|kind| kinds.iter().any(|one| one == kind))
}

//! The 3 × 14 items as data (`assets/checklists/*.toml`) and the rules they name, each with its editable numbers.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::session::Language;

/// One stage's file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StageChecklist {
    /// 1–3.
    pub stage: u32,
    pub ja: String,
    pub en: String,
    pub item: Vec<ChecklistItem>,
}

/// One item of a stage's file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChecklistItem {
    /// `1-4`
    pub id: String,
    pub ja: String,
    pub en: String,
    pub evidence_ja: String,
    pub evidence_en: String,
    pub kind: Kind,
    pub rule: Rule,
}

/// Who can tell whether an item is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Kind {
    /// The ledger.
    A,
    /// The ledger shows counts, she decides.
    B,
    /// Only she.
    C,
}

/// The rules of the items, by name, with their numbers: defaults of this app that the file may change.
///
/// Those named after records of later versions (introductions, backing, issues …) are answered with 「まだ記録する場所がありません」.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(tag = "name", rename_all = "snake_case", deny_unknown_fields)]
pub enum Rule {
    /// Organisations per core type.
    CoreOrganisations {
        each: usize,
    },
    /// Of the last 12 months, those with a case; distinct organisations.
    CaseEncounters {
        months: usize,
        organisations: usize,
    },
    Communities {
        known: usize,
        used_percent: u32,
    },
    ExchangeOfViews {
        kinds: Vec<String>,
        key_persons: usize,
        professions: usize,
    },
    /// Meetings of these kinds with at least `hosts` organisations that host together.
    JointTraining {
        kinds: Vec<String>,
        hosts: usize,
        meetings: usize,
    },
    /// How many cycles may pass since the last meeting.
    Continuity {
        cycles: f64,
    },
    Informal {
        kinds: Vec<String>,
        percent: u32,
    },
    NewTies {
        ties: usize,
    },
    KnownWork {
        level: u8,
        percent: u32,
    },
    Viewpoints {
        professions: usize,
    },
    RoleTable {},
    Welfare {
        percent: u32,
    },
    Introductions {},
    Insights {
        insights: usize,
    },
    Purpose {},
    Scope {
        municipalities: usize,
    },
    Charter {},
    Groundwork {},
    Members {},
    Replies {},
    BackingOfDirector {},
    BackingOfAssociation {},
    Secretariat {
        people: usize,
    },
    /// `kinds`: meetings at which everybody present runs the group.
    Team {
        kinds: Vec<String>,
        people: usize,
        professions: usize,
        organisations: usize,
    },
    Coordinators {
        coordinators: usize,
        months: u32,
    },
    Forum {
        meetings: usize,
    },
    Report {},
    Handover {},
    Issues {},
    IssuesShared {},
    IssuesPlanned {},
    WorkingGroups {},
    Capabilities {},
    Directory {},
    Agreements {},
    DifficultCases {
        meeting_kinds: Vec<String>,
        encounter_kinds: Vec<String>,
        times: usize,
    },
    SpecialistRoutes {},
    /// Encounter kinds by direction.
    ExchangeVisits {
        received: Vec<String>,
        made: Vec<String>,
        times: usize,
    },
    Rules {},
    RulesKnown {},
    OutreachToHospitals {
        meeting_kinds: Vec<String>,
        times: usize,
    },
    OutreachToResidents {
        meeting_kinds: Vec<String>,
        encounter_kinds: Vec<String>,
        times: usize,
    },
}

impl StageChecklist {
    /// The stage's name.
    #[must_use]
    pub fn name(&self, language: Language) -> &str {
        match language {
            Language::Ja => &self.ja,
            Language::En => &self.en,
        }
    }
}

impl ChecklistItem {
    /// The item in words.
    #[must_use]
    pub fn title(&self, language: Language) -> &str {
        match language {
            Language::Ja => &self.ja,
            Language::En => &self.en,
        }
    }

    /// What counts as evidence, in words.
    #[must_use]
    pub fn evidence_hint(&self, language: Language) -> &str {
        match language {
            Language::Ja => &self.evidence_ja,
            Language::En => &self.evidence_en,
        }
    }
}

/// The three stages in order. A file that can't be read is absent here and fails a test.
#[must_use]
pub fn checklists() -> &'static [StageChecklist] {
    static CHECKLISTS: LazyLock<Vec<StageChecklist>> = LazyLock::new(|| {
        [
            include_str!("../../../../../assets/checklists/stage1.toml"),
            include_str!("../../../../../assets/checklists/stage2.toml"),
            include_str!("../../../../../assets/checklists/stage3.toml"),
        ]
        .into_iter()
        .filter_map(|text| toml::from_str(text).ok())
        .collect()
    });
    &CHECKLISTS
}

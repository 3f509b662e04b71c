//! Vocabularies out of `assets/vocabulary/*.toml`: stable ids, Japanese and English words, editable without code.

use std::collections::HashMap;
use std::sync::LazyLock;

use ledger::organisation::Side;
use network::Group;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::session::Language;

/// One entry, worded in the session's language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Entry {
    pub id: String,
    pub name: String,
    /// Heading to group long lists by; empty for short ones.
    pub group: String,
}

/// A list of terms in its order, found by id.
#[derive(Debug)]
pub struct Terms<T> {
    pub all: Vec<T>,
    groups: Vec<Heading>,
    by_id: HashMap<String, usize>,
}

/// A heading of a list.
#[derive(Debug, Clone, Deserialize)]
struct Heading {
    id: String,
    ja: String,
    en: String,
}

/// What every vocabulary's entry has.
pub trait Term {
    fn id(&self) -> &str;
    fn ja(&self) -> &str;
    fn en(&self) -> &str;
    /// Id of its heading; empty without.
    fn group(&self) -> &str;

    /// The word in a language.
    fn name(&self, language: Language) -> &str {
        match language {
            Language::Ja => self.ja(),
            Language::En => self.en(),
        }
    }
}

macro_rules! term {
    ($name:ident) => {
        impl Term for $name {
            fn id(&self) -> &str {
                &self.id
            }
            fn ja(&self) -> &str {
                &self.ja
            }
            fn en(&self) -> &str {
                &self.en
            }
            fn group(&self) -> &str {
                &self.group
            }
        }
    };
}

/// 職種.
#[derive(Debug, Clone, Deserialize)]
pub struct Profession {
    pub id: String,
    pub ja: String,
    pub en: String,
    pub group: String,
    /// Where the person stands on the map when the organisation doesn't say.
    pub map: Group,
    /// 福祉職
    #[serde(default)]
    pub welfare: bool,
    /// 医師
    #[serde(default)]
    pub physician: bool,
    /// 管理者, whose backing counts.
    #[serde(default)]
    pub manager: bool,
    /// An expert in palliative care to ask.
    #[serde(default)]
    pub specialist: bool,
    /// 先生 or 様.
    #[serde(default = "sama")]
    pub honorific: String,
    /// Other words for it in colleagues' lists.
    #[serde(default)]
    pub aliases: Vec<String>,
}

fn sama() -> String {
    "様".to_owned()
}

impl Profession {
    /// 介護支援専門員, 主任 included.
    #[must_use]
    pub fn is_care_manager(&self) -> bool {
        matches!(self.id.as_str(), "care_manager" | "chief_care_manager")
    }
}

/// 機関種別.
#[derive(Debug, Clone, Deserialize)]
pub struct OrganisationKind {
    pub id: String,
    pub ja: String,
    pub en: String,
    pub group: String,
    pub side: Side,
    pub map: Group,
    /// The core type of checklist item 1-1: `hub`, `home_clinic`, `visiting_nurse`, `pharmacy`, `care_manager`, `support_centre`.
    #[serde(default)]
    pub core_type: Option<String>,
    #[serde(default)]
    name_hints: Vec<String>,
}

impl OrganisationKind {
    /// A hospital of either side.
    #[must_use]
    pub fn is_hospital(&self) -> bool {
        matches!(self.group.as_str(), "hospital" | "regional_hospital")
            || self.id == "palliative_care_unit"
    }
}

/// Whom outreach is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outreach {
    /// 急性期病院の医療従事者へ
    Acute,
    /// 地域住民へ（患者・家族を含む）
    Residents,
}

/// Which way an exchange visit went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Exchange {
    /// We received somebody.
    In,
    /// We went there.
    Out,
}

/// 会議の種類.
#[derive(Debug, Clone, Deserialize)]
pub struct MeetingKind {
    pub id: String,
    pub ja: String,
    pub en: String,
    pub group: String,
    #[serde(default)]
    pub forum: bool,
    /// 合同の研修・講演
    #[serde(default)]
    pub joint_learning: bool,
    #[serde(default)]
    pub informal: bool,
    /// 事例への対応を話す
    #[serde(default)]
    pub case: bool,
    /// 見学・同行など相互の行き来
    #[serde(default)]
    pub exchange: bool,
    #[serde(default)]
    pub outreach: Option<Outreach>,
}

/// 接点の種類.
#[derive(Debug, Clone, Deserialize)]
pub struct EncounterKind {
    pub id: String,
    pub ja: String,
    pub en: String,
    pub group: String,
    #[serde(default)]
    pub case: bool,
    /// 困難事例への対応を話した
    #[serde(default)]
    pub case_talk: bool,
    #[serde(default)]
    pub exchange: Option<Exchange>,
    #[serde(default)]
    pub outreach: Option<Outreach>,
}

/// An entry of a short list: a way to reach somebody, a kind of coordinator, a side.
#[derive(Debug, Clone, Deserialize)]
pub struct Plain {
    pub id: String,
    pub ja: String,
    pub en: String,
    #[serde(default)]
    pub group: String,
}

term!(Profession);
term!(OrganisationKind);
term!(MeetingKind);
term!(EncounterKind);
term!(Plain);

#[derive(Deserialize)]
#[serde(bound = "T: DeserializeOwned")]
struct File<T> {
    #[serde(default)]
    groups: Vec<Heading>,
    entries: Vec<T>,
}

impl<T: Term + DeserializeOwned> Terms<T> {
    /// A broken file gives an empty list; a test reads every file.
    fn read(text: &str) -> Self {
        let File { groups, entries } = toml::from_str::<File<T>>(text).unwrap_or(File {
            groups: Vec::new(),
            entries: Vec::new(),
        });
        let by_id = entries
            .iter()
            .enumerate()
            .map(|(place, term)| (term.id().to_owned(), place))
            .collect();
        Self {
            all: entries,
            groups,
            by_id,
        }
    }

    /// The term of that id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&T> {
        self.by_id.get(id).and_then(|place| self.all.get(*place))
    }

    /// The term's word; an unknown id gives itself (a word of a later version), none gives nothing.
    #[must_use]
    pub fn name(&self, language: Language, id: Option<&str>) -> String {
        id.map(|id| {
            self.get(id)
                .map_or(id, |term| term.name(language))
                .to_owned()
        })
        .unwrap_or_default()
    }

    /// The list to choose from.
    #[must_use]
    pub fn entries(&self, language: Language) -> Vec<Entry> {
        self.all
            .iter()
            .map(|term| Entry {
                id: term.id().to_owned(),
                name: term.name(language).to_owned(),
                group: self
                    .groups
                    .iter()
                    .find(|heading| heading.id == term.group())
                    .map(|heading| match language {
                        Language::Ja => heading.ja.clone(),
                        Language::En => heading.en.clone(),
                    })
                    .unwrap_or_default(),
            })
            .collect()
    }
}

macro_rules! vocabularies {
    ($($(#[$doc:meta])* $name:ident: $term:ident, $file:literal;)*) => {$(
        $(#[$doc])*
        #[must_use]
        pub fn $name() -> &'static Terms<$term> {
            static TERMS: LazyLock<Terms<$term>> =
                LazyLock::new(|| Terms::read(include_str!(concat!("../../../../assets/vocabulary/", $file))));
            &TERMS
        }
    )*};
}

vocabularies! {
    /// 職種.
    professions: Profession, "professions.toml";
    /// 機関種別.
    organisation_kinds: OrganisationKind, "organisation_kinds.toml";
    /// 会議の種類.
    meeting_kinds: MeetingKind, "meeting_kinds.toml";
    /// 接点の種類.
    encounter_kinds: EncounterKind, "encounter_kinds.toml";
    /// 連絡しやすい方法.
    contact_ways: Plain, "contact_ways.toml";
    /// 調整員区分.
    coordinator_kinds: Plain, "coordinator_kinds.toml";
    /// 側.
    sides: Plain, "sides.toml";
}

/// The profession that a list's words mean: its word in either language or one of its aliases, by search keys. `None` when unknown.
#[must_use]
pub fn profession_by_words(typed: &str) -> Option<&'static Profession> {
    static BY_KEY: LazyLock<HashMap<String, &'static Profession>> = LazyLock::new(|| {
        let mut by_key = HashMap::new();
        for profession in &professions().all {
            let words = [&profession.ja, &profession.en, &profession.id]
                .into_iter()
                .chain(&profession.aliases);
            for word in words {
                by_key
                    .entry(japanese::key::fold(word))
                    .or_insert(profession);
            }
        }
        by_key
    });
    let key = japanese::key::fold(typed);
    if key.is_empty() {
        None
    } else {
        BY_KEY.get(&key).copied()
    }
}

/// The kind that an organisation's own name tells: 訪問看護ステーション なぎ → `visiting_nurse_station`. The longest hint wins;
/// `None` when the name tells nothing.
#[must_use]
pub fn kind_by_name(name: &str) -> Option<&'static OrganisationKind> {
    static HINTS: LazyLock<Vec<(String, &'static OrganisationKind)>> = LazyLock::new(|| {
        let mut hints: Vec<_> = organisation_kinds()
            .all
            .iter()
            .flat_map(|kind| {
                kind.name_hints
                    .iter()
                    .map(move |hint| (japanese::key::fold(hint), kind))
            })
            .collect();
        // Stable: of equally long hints the one listed first.
        hints.sort_by_key(|(hint, _)| std::cmp::Reverse(hint.chars().count()));
        hints
    });
    let key = japanese::key::fold(name);
    HINTS
        .iter()
        .find(|(hint, _)| key.contains(hint.as_str()))
        .map(|(_, kind)| *kind)
}

/// The id of a side in `assets/vocabulary/sides.toml`.
#[must_use]
pub fn side_id(side: Side) -> &'static str {
    match side {
        Side::Hospital => "hospital",
        Side::Community => "community",
        Side::Both => "both",
        Side::Public => "public",
    }
}

/// The side: what is kept, else that of the organisation's kind.
#[must_use]
pub fn side_of(kept: Option<Side>, organisation_kind: Option<&str>) -> Option<Side> {
    kept.or_else(|| {
        organisation_kind
            .and_then(|id| organisation_kinds().get(id))
            .map(|kind| kind.side)
    })
}

/// Where an organisation stands on the map: by its kind, unless its side says otherwise.
#[must_use]
pub fn organisation_group(side: Option<Side>, kind: Option<&str>) -> Group {
    let by_kind = kind
        .and_then(|id| organisation_kinds().get(id))
        .map(|kind| kind.map);
    match (by_kind, side) {
        (Some(group), None | Some(Side::Both)) => group,
        (Some(Group::Hospital) | None, Some(Side::Community)) => Group::Home,
        (Some(group @ (Group::Public | Group::Body)), Some(Side::Community | Side::Public)) => {
            group
        }
        (Some(group), Some(Side::Community)) => group,
        (_, Some(Side::Hospital)) => Group::Hospital,
        (_, Some(Side::Public)) => Group::Public,
        (None, Some(Side::Both) | None) => Group::Unknown,
    }
}

/// Where a person stands on the map. A coordinator stands between the sides; else the present main organisation says it, else
/// the profession. `side` is the person's own or the organisation's, as [`ledger::person::PersonRow::side`] gives it.
#[must_use]
pub fn person_group(
    coordinator: bool,
    side: Option<Side>,
    organisation_kind: Option<&str>,
    profession: Option<&str>,
) -> Group {
    if coordinator {
        return Group::Coordinator;
    }
    let by_profession = profession
        .and_then(|id| professions().get(id))
        .map(|profession| profession.map);
    match (
        organisation_group(side, organisation_kind),
        organisation_kind,
        by_profession,
    ) {
        // A side alone doesn't tell home care from welfare: the profession does.
        (Group::Home, None, Some(group @ (Group::Home | Group::Care))) => group,
        (Group::Unknown, _, Some(group)) => group,
        (group, _, _) => group,
    }
}

/// The group's id as rows carry it.
#[must_use]
pub fn group_id(group: Group) -> &'static str {
    match group {
        Group::Hospital => "hospital",
        Group::Home => "home",
        Group::Care => "care",
        Group::Public => "public",
        Group::Body => "body",
        Group::Coordinator => "coordinator",
        Group::Unknown => "unknown",
    }
}

//! Vocabularies out of `assets/vocabulary/*.toml`: stable ids, Japanese and English words, editable without code.

mod ground;
mod meant;
mod terms;

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::session::Language;

pub use ground::{group_id, organisation_group, person_group, side_id, side_of};
pub use meant::{contact_way_by_words, kind_by_name, profession_by_words, side_by_words};
pub use terms::{
    EncounterKind, Exchange, MeetingKind, OrganisationKind, Outreach, Plain, Profession,
};

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
    /// 名簿を持っている根拠.
    bases: Plain, "bases.toml";
}

//! `assets/sample-region/region.toml` as it is written. Days are counted from today.

use chrono::NaiveTime;
use ledger::checklist::MarkState;
use ledger::meeting::Mode;
use ledger::meeting::line::LineKind;
use ledger::person::Consent;
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Sample {
    pub(super) region: RegionPart,
    pub(super) organisations: Vec<OrganisationPart>,
    pub(super) people: Vec<PersonPart>,
    pub(super) series: Vec<SeriesPart>,
    pub(super) meetings: Vec<MeetingPart>,
    pub(super) encounters: Vec<EncounterPart>,
    pub(super) ties: Vec<TiePart>,
    pub(super) marks: Vec<MarkPart>,
}

#[derive(Deserialize)]
pub(super) struct RegionPart {
    pub(super) name: String,
    pub(super) prefecture: String,
    pub(super) purpose: String,
    pub(super) municipalities: Vec<(String, String)>,
}

#[derive(Deserialize)]
pub(super) struct OrganisationPart {
    pub(super) key: String,
    pub(super) name: String,
    pub(super) kana: String,
    pub(super) kind: String,
    pub(super) municipality: String,
    #[serde(default)]
    pub(super) corporation: String,
    #[serde(default)]
    pub(super) phone: String,
    #[serde(default)]
    pub(super) fax: String,
    #[serde(default)]
    pub(super) does: String,
}

#[derive(Deserialize)]
pub(super) struct PersonPart {
    pub(super) name: String,
    pub(super) kana: String,
    pub(super) profession: String,
    #[serde(default)]
    pub(super) key_person: bool,
    #[serde(default)]
    pub(super) email: String,
    #[serde(default)]
    pub(super) mobile: String,
    pub(super) preferred: Option<String>,
    #[serde(default)]
    pub(super) hours: String,
    #[serde(default)]
    pub(super) does: String,
    #[serde(default)]
    pub(super) consent: Consent,
    /// Kind of coordinator: the owner of the ledger, or another one.
    pub(super) me: Option<String>,
    pub(super) coordinator: Option<String>,
    pub(super) posts: Vec<(String, String, String, i64, i64, bool)>,
}

#[derive(Deserialize)]
pub(super) struct SeriesPart {
    pub(super) key: String,
    pub(super) name: String,
    pub(super) kind: String,
    #[serde(default)]
    pub(super) is_forum: bool,
    #[serde(default)]
    pub(super) is_community: bool,
    pub(super) cycle: Option<i64>,
    pub(super) host: String,
    pub(super) secretariat: Option<String>,
    #[serde(default)]
    pub(super) aim: String,
    #[serde(default)]
    pub(super) position: String,
    #[serde(default)]
    pub(super) members: String,
    pub(super) charter: Option<i64>,
    pub(super) set_up: Option<i64>,
}

#[derive(Deserialize)]
pub(super) struct MeetingPart {
    pub(super) series: Option<String>,
    pub(super) title: String,
    pub(super) kind: String,
    pub(super) day: i64,
    pub(super) starts: NaiveTimePart,
    pub(super) ends: NaiveTimePart,
    pub(super) place: String,
    #[serde(default)]
    pub(super) mode: Mode,
    pub(super) host: String,
    #[serde(default)]
    pub(super) co_hosts: Vec<String>,
    #[serde(default)]
    pub(super) views: bool,
    #[serde(default)]
    pub(super) informal: bool,
    pub(super) members: Option<i64>,
    pub(super) recorder: Option<String>,
    #[serde(default)]
    pub(super) handouts: String,
    #[serde(default, rename = "final")]
    pub(super) is_final: bool,
    #[serde(default)]
    pub(super) present: Vec<String>,
    #[serde(default)]
    pub(super) online: Vec<String>,
    #[serde(default)]
    pub(super) absent: Vec<String>,
    #[serde(default)]
    pub(super) late: Vec<(String, NaiveTimePart)>,
    #[serde(default)]
    pub(super) left_early: Vec<(String, NaiveTimePart)>,
    #[serde(default)]
    pub(super) proxy: Vec<(String, String)>,
    #[serde(default)]
    pub(super) guests: Vec<(String, String)>,
    #[serde(default)]
    pub(super) agenda: Vec<AgendaPart>,
}

/// HH:MM
#[derive(Deserialize)]
#[serde(try_from = "String")]
pub(super) struct NaiveTimePart(pub(super) NaiveTime);

impl TryFrom<String> for NaiveTimePart {
    type Error = chrono::ParseError;
    fn try_from(text: String) -> std::result::Result<Self, Self::Error> {
        NaiveTime::parse_from_str(&text, "%H:%M").map(Self)
    }
}

#[derive(Deserialize)]
pub(super) struct AgendaPart {
    pub(super) title: String,
    pub(super) minutes: Option<i64>,
    #[serde(default)]
    pub(super) presenter: String,
    #[serde(default)]
    pub(super) lines: Vec<LinePart>,
}

#[derive(Deserialize)]
pub(super) struct LinePart {
    pub(super) kind: LineKind,
    pub(super) text: String,
    pub(super) speaker: Option<String>,
    pub(super) profession: Option<String>,
    #[serde(default)]
    pub(super) internal: bool,
    pub(super) owner: Option<String>,
    pub(super) due: Option<i64>,
    pub(super) done: Option<i64>,
}

#[derive(Deserialize)]
pub(super) struct EncounterPart {
    pub(super) day: i64,
    pub(super) kind: String,
    pub(super) with: Vec<String>,
    pub(super) summary: String,
    #[serde(default)]
    pub(super) insight: String,
    #[serde(default)]
    pub(super) case: bool,
}

#[derive(Deserialize)]
pub(super) struct TiePart {
    pub(super) a: String,
    pub(super) b: String,
    pub(super) levels: Vec<(u8, i64, String)>,
}

#[derive(Deserialize)]
pub(super) struct MarkPart {
    pub(super) item: String,
    pub(super) state: MarkState,
    pub(super) note: String,
}

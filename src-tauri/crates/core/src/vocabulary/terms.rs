//! What the entries of each vocabulary hold.

use ledger::organisation::Side;
use network::Group;
use serde::Deserialize;

use super::Term;

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
    pub(super) name_hints: Vec<String>,
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

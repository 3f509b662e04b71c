//! The minutes (議事録) as plain data, and every form it is given out in: PDF, page pictures, Word, Markdown, plain text.
//!
//! What may be read by whom is decided before: this room prints what it is given.

pub mod docx;
pub mod pdf;
pub mod text;

use serde::{Deserialize, Serialize};

/// The minutes of one meeting, every date and name already in words. Empty texts and lists leave their row or part out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Minutes {
    /// `ja` or `en`: chooses line breaking and the font's language, not the words.
    pub language: String,
    /// Every fixed word on the page, by key: see [`Words`].
    pub words: Words,
    /// 議事録（案） …
    pub heading: String,
    /// 令和8年度 第2回 みどり野地域緩和ケア連携会議
    pub title: String,
    /// Rows of the header table: 開催日時, 会場・開催形式, 主催, 出席 (counts, quorum), 記録者, 配布資料 …
    pub header: Vec<(String, String)>,
    /// Attendees by role and organisation.
    pub attendees: Vec<AttendeeGroup>,
    pub absent: Vec<Attendee>,
    /// 前回までの宿題 carried over.
    pub carried_over: Vec<ActionRow>,
    pub agenda: Vec<AgendaPart>,
    /// 決定事項, collected.
    pub decisions: Vec<String>,
    /// 宿題 of this meeting, collected.
    pub actions: Vec<ActionRow>,
    /// 次回 …
    pub next: String,
    /// Small at the foot of every page: organisation of the ledger, audience (共有用／内部用), date of making.
    pub foot: String,
}

impl Minutes {
    /// The language for line breaking: `ja` unless it says `en`.
    fn lang(&self) -> &'static str {
        if self.language.starts_with("en") {
            "en"
        } else {
            "ja"
        }
    }

    /// 【内部】 or [Internal], before the text of an internal line.
    fn internal_mark(&self) -> String {
        let english = self.lang() == "en";
        let word = match (self.words.internal.as_str(), english) {
            ("", true) => "Internal",
            ("", false) => "内部",
            (word, _) => word,
        };
        if english {
            format!("[{word}] ")
        } else {
            format!("【{word}】")
        }
    }
}

/// Fixed words, in the language of the page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Words {
    pub attendees: String,
    pub absent: String,
    pub carried_over: String,
    pub agenda: String,
    pub decisions: String,
    pub actions: String,
    pub next: String,
    /// Columns of the table of actions.
    pub what: String,
    pub owner: String,
    pub due: String,
    pub state: String,
    /// Columns of the table of attendees: 機関, 役職, 氏名, 備考.
    pub organisation: String,
    pub title: String,
    pub name: String,
    pub remark: String,
    /// Stands in the table of actions where nobody or no day is named.
    pub none: String,
    /// Marks internal lines: 内部. Empty: 内部 or Internal by the language.
    pub internal: String,
}

/// Those of one role (委員, 事務局, オブザーバー), ordered by organisation, then name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttendeeGroup {
    pub role: String,
    pub people: Vec<Attendee>,
}

/// One attendee as of the day.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Attendee {
    pub organisation: String,
    pub title: String,
    /// With honorific when wanted.
    pub name: String,
    /// 代理（百目鬼 千春）, オンライン, 遅参 18:50 …
    pub remark: String,
}

/// One agenda item with its lines.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AgendaPart {
    /// 1　緊急時の受入れについて; empty for lines that belong to no item.
    pub title: String,
    /// 25分 · 説明 早乙女
    pub detail: String,
    pub lines: Vec<Line>,
}

/// One minute line.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Line {
    /// `information`, `statement`, `decision`, `action`, `handover`, `insight`, `viewpoint`: chooses the look.
    pub kind: String,
    /// The kind in words: 発言, 決定 …
    pub kind_word: String,
    /// Speaker or profession; may be empty.
    pub who: String,
    pub text: String,
    /// Internal lines are marked in the internal edition.
    pub internal: bool,
}

/// One action in a table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ActionRow {
    pub what: String,
    pub owner: String,
    pub due: String,
    /// 済 令和8年10月1日, 未, 期限超過 …
    pub state: String,
}

//! Meetings: series, agenda, attendance, minute lines, actions.

mod agenda;
mod attendance;
mod card;
mod checks;
mod counts;
mod lines;
mod list;
mod save;
mod series;
mod wording;

use chrono::NaiveDate;
use ledger::meeting::MeetingFields;
use ledger::meeting::action::ActionFields;
use ledger::meeting::agenda::AgendaFields;
use ledger::meeting::attendance::AttendanceFields;
use ledger::meeting::line::LineFields;
use ledger::meeting::series::SeriesFields;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use agenda::{add_agenda_item, move_agenda_item, remove_agenda_item, save_agenda_item};
pub use attendance::{remove_attendance, save_attendance, set_attendance};
pub use card::meeting;
pub(crate) use counts::quorum;
pub use lines::{add_line, move_line, remove_line, save_action, save_line};
pub use list::meetings;
pub use save::{add_meeting, remove_meeting, save_meeting};
pub use series::{add_series, remove_series, save_series};
pub(crate) use wording::{action_row, attended_words, heading};

#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct MeetingsRequest {
    pub text: String,
    pub series: Option<String>,
}

/// Meetings, newest first, and all series.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Meetings {
    pub rows: Vec<MeetingListRow>,
    pub total: u32,
    pub series: Vec<SeriesRow>,
}

/// One row of the list.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MeetingListRow {
    pub id: String,
    /// With its number: 第2回 ….
    pub title: String,
    pub series_name: String,
    pub kind: String,
    pub date_iso: NaiveDate,
    pub date: String,
    pub place: String,
    pub host: String,
    pub present: u32,
    pub decisions: u32,
    pub open_actions: u32,
    pub is_final: bool,
    pub future: bool,
}

/// A series and its health.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SeriesRow {
    pub id: String,
    pub fields: SeriesFields,
    pub host_name: String,
    pub secretariat_name: String,
    pub meetings: u32,
    pub last: String,
    pub next: String,
}

/// Everything about one meeting.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MeetingCard {
    pub id: String,
    pub fields: MeetingFields,
    /// 第2回 みどり野地域緩和ケア連携会議
    pub heading: String,
    /// 令和8年9月17日(木) 18:30〜20:00
    pub when: String,
    pub series: Option<SeriesRow>,
    pub host_name: String,
    pub co_host_names: Vec<crate::Named>,
    pub recorder_name: String,
    pub agenda: Vec<AgendaRow>,
    /// Lines that belong to no agenda item.
    pub loose_lines: Vec<LineRow>,
    pub attendance: Vec<AttendanceRow>,
    pub counts: AttendanceCounts,
    /// Open actions of earlier meetings of the series, live.
    pub carried_over: Vec<ActionRow>,
    /// Before it is given out: what is missing, in words.
    pub checks: Vec<MeetingCheck>,
    /// Lines that the shared edition leaves out.
    pub internal_lines: u32,
    /// The neighbours in the series, or null.
    pub previous: Option<crate::Named>,
    pub next: Option<crate::Named>,
}

/// An agenda item with its lines.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AgendaRow {
    pub id: String,
    pub fields: AgendaFields,
    pub lines: Vec<LineRow>,
}

/// A minute line.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LineRow {
    pub id: String,
    pub fields: LineFields,
    /// Speaker's name or profession in words; may be empty.
    pub who: String,
    /// For a line of kind `action`.
    pub action: Option<ActionRow>,
    /// Words that look as if they told of a patient; empty when none (a hint, never a guarantee).
    pub patient_hints: Vec<String>,
}

/// An action in words.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ActionRow {
    pub id: String,
    pub line: String,
    pub meeting: String,
    pub meeting_title: String,
    pub text: String,
    pub fields: ActionFields,
    pub owner: String,
    pub due: String,
    pub done: String,
    pub overdue: bool,
}

/// One person's or guest's attendance.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AttendanceRow {
    pub id: String,
    pub fields: AttendanceFields,
    pub name: String,
    /// As of the day.
    pub post: String,
    pub group: String,
    /// 遅参 18:50, 代理（…）
    pub attended: String,
    /// First shared meeting with me.
    pub first_time: bool,
}

/// Who came, counted.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct AttendanceCounts {
    /// There in any way, proxies and guests included.
    pub present: u32,
    pub absent: u32,
    pub organisations: u32,
    /// Group (`hospital`, `home` …) and how many.
    pub by_group: Vec<(String, u32)>,
    /// Profession in words and how many.
    pub by_profession: Vec<(String, u32)>,
    /// 委員15人中13人出席により成立; empty without members.
    pub quorum: String,
}

/// One check before giving out.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MeetingCheck {
    /// `attendees`, `actions`, `decisions`, `patient`, `first_pairs`.
    pub code: String,
    pub label: String,
    pub count: u32,
    pub attention: bool,
    pub because: Vec<crate::Because>,
}

/// A new meeting; with a series, empty fields are taken from the series and its last meeting (place, times, host, members,
/// attendance list as `absent`-less invitation is not copied).
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AddMeeting {
    pub fields: MeetingFields,
    /// Makes a series of that name on the way; empty: none.
    pub new_series: String,
    /// Host by name when `fields.host` is null: found by key, else made; empty: none.
    pub host_name: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SaveMeeting {
    pub id: String,
    pub fields: MeetingFields,
    /// As in [`AddMeeting`].
    pub host_name: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AddSeries {
    pub fields: SeriesFields,
}
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SaveSeries {
    pub id: String,
    pub fields: SeriesFields,
}
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AddAgendaItem {
    pub meeting: String,
    pub fields: AgendaFields,
}
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SaveAgendaItem {
    pub id: String,
    pub fields: AgendaFields,
}
/// One attendance, or many people at once with the same one.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SetAttendance {
    pub meeting: String,
    pub entries: Vec<AttendanceFields>,
}
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SaveAttendance {
    pub id: String,
    pub fields: AttendanceFields,
}
/// A new line; for kind `action` with its action's fields.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AddLine {
    pub meeting: String,
    pub fields: LineFields,
    pub action: Option<ActionFields>,
}
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SaveLine {
    pub id: String,
    pub fields: LineFields,
}
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SaveAction {
    pub id: String,
    pub fields: ActionFields,
}

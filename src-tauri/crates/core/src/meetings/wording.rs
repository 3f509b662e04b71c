//! Meetings, attendance and actions in words.

use chrono::NaiveDate;
use ledger::meeting::MeetingFields;
use ledger::meeting::action::Action;
use ledger::meeting::attendance::{AttendanceFields, Attended};

use super::ActionRow;
use crate::dates::Style;
use crate::words::fill;

/// 第2回 みどり野地域緩和ケア連携会議
pub(crate) fn heading(style: Style, fields: &MeetingFields) -> String {
    numbered(style, fields.number, &fields.title)
}

pub(super) fn numbered(style: Style, number: Option<i64>, title: &str) -> String {
    match number {
        Some(number) => fill(
            style.language,
            "meeting.numbered",
            &[("number", &number), ("title", &title)],
        ),
        None => title.to_owned(),
    }
}

/// 出席, 欠席, 代理 …
pub(crate) fn attended_words(style: Style, attended: Attended) -> &'static str {
    let key = match attended {
        Attended::Present => "choice.attended.present",
        Attended::Absent => "choice.attended.absent",
        Attended::Proxy => "choice.attended.proxy",
        Attended::Online => "choice.attended.online",
        Attended::Late => "choice.attended.late",
        Attended::LeftEarly => "choice.attended.left_early",
    };
    crate::words::words(style.language).get(key)
}

/// 遅参 18:50, 代理（百目鬼 千春）
pub(super) fn attendance_words(style: Style, fields: &AttendanceFields, proxy: &str) -> String {
    let word = attended_words(style, fields.attended);
    match fields.attended {
        Attended::Late | Attended::LeftEarly => match fields.time {
            Some(time) => format!("{word} {}", style.time(time)),
            None => word.to_owned(),
        },
        Attended::Proxy if !proxy.is_empty() => fill(
            style.language,
            "attendance.proxy",
            &[("word", &word), ("name", &proxy)],
        ),
        Attended::Proxy | Attended::Present | Attended::Absent | Attended::Online => {
            word.to_owned()
        }
    }
}

/// An action in words; overdue when it is open and its day has passed.
pub(crate) fn action_row(style: Style, today: NaiveDate, action: Action) -> ActionRow {
    ActionRow {
        id: action.id.to_string(),
        line: action.line.to_string(),
        meeting: action.meeting.to_string(),
        meeting_title: action.meeting_title,
        text: action.text,
        owner: action
            .owner_name
            .unwrap_or_else(|| action.fields.owner_text.clone()),
        due: style.date_or_empty(action.fields.due),
        done: style.date_or_empty(action.fields.done_on),
        overdue: action.fields.done_on.is_none()
            && action.fields.due.is_some_and(|due| due < today),
        fields: action.fields,
    }
}

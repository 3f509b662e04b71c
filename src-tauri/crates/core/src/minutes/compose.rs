//! The minutes out of the ledger. Who may read what is decided here, once for all forms: the shared edition holds no line
//! that is marked internal, no action of one, also none carried over from an earlier meeting; items of the agenda stay.
//! Private columns (接し方メモ, levels of ties) are never read.

mod agenda;
mod attendees;
mod frame;

use chrono::NaiveDate;
use documents::minutes::{Minutes, Words};
use ledger::meeting::Meeting;
use ledger::meeting::action::Action;
use ledger::meeting::attendance::Attended;
use ledger::meeting::line::{Audience, LineKind, MinuteLine};
use ledger::{MeetingId, OrganisationId, PersonId, Read};

use crate::Result;
use crate::dates::Style;
use crate::session::Language;
use crate::stages::number;
use crate::words::fill;

/// Minutes for one audience.
pub(super) struct Composed {
    pub(super) minutes: Minutes,
    /// Lines and carried-over actions that the audience doesn't get.
    pub(super) left_out: u32,
    /// Without ending.
    pub(super) file_name: String,
}

/// Composes the minutes of a meeting as of `today`.
pub(super) fn compose(
    read: &Read<'_>,
    style: Style,
    today: NaiveDate,
    id: MeetingId,
    audience: Audience,
) -> Result<Composed> {
    let meeting = read.meeting(id)?;
    let fields = &meeting.fields;
    let page = Page {
        read,
        style,
        today,
        audience,
    };
    let attendance = read.attendance(id)?;
    let mut left_out = 0_usize;
    let mut may_read = |one: Audience| {
        let may = page.may_read(one);
        left_out += usize::from(!may);
        may
    };
    let lines: Vec<MinuteLine> = read
        .lines(id)?
        .into_iter()
        .filter(|line| may_read(line.fields.audience))
        .collect();
    let carried_over: Vec<Action> = read
        .carried_over(id)?
        .into_iter()
        .filter(|action| may_read(action.audience))
        .collect();
    let actions = read
        .actions_of_meeting(id)?
        .into_iter()
        .filter(|action| page.may_read(action.audience));
    let numbered = numbered(style, &meeting);
    let title = match fields.number {
        Some(_) => fill(
            style.language,
            "minutes.title",
            &[
                ("year", &style.fiscal_year(fields.date)),
                ("title", &numbered),
            ],
        ),
        None => numbered.clone(),
    };
    let heading = if fields.is_final {
        "minutes.heading.final"
    } else {
        "minutes.heading.draft"
    };
    let minutes = Minutes {
        language: match style.language {
            Language::Ja => "ja".to_owned(),
            Language::En => "en".to_owned(),
        },
        words: words(style),
        heading: style.word(heading).to_owned(),
        title,
        header: page.header(fields, &attendance)?,
        attendees: page.attendees(&attendance),
        absent: attendance
            .iter()
            .filter(|one| one.fields.attended == Attended::Absent)
            .map(|one| page.attendee(one))
            .collect(),
        carried_over: carried_over
            .iter()
            .map(|action| page.action(action, true))
            .collect(),
        decisions: lines
            .iter()
            .filter(|line| line.fields.kind == LineKind::Decision)
            .map(|line| line.fields.text.clone())
            .collect(),
        actions: actions.map(|action| page.action(&action, false)).collect(),
        agenda: page.agenda(id, lines)?,
        next: page.next(&meeting)?,
        foot: page.foot()?,
    };
    let file_name = file_name(style, fields.date, &numbered);
    Ok(Composed {
        minutes,
        left_out: number(left_out),
        file_name,
    })
}

/// 第2回 …, unless the title says so itself.
fn numbered(style: Style, meeting: &Meeting) -> String {
    let title = meeting.fields.title.trim();
    match meeting.fields.number {
        Some(number) if !title.contains(&format!("第{number}回")) => fill(
            style.language,
            "minutes.numbered",
            &[("number", &number), ("title", &title)],
        ),
        Some(_) | None => title.to_owned(),
    }
}

/// 議事録_20260917_第2回…: only what every file system takes.
fn file_name(style: Style, date: NaiveDate, title: &str) -> String {
    let title: String = title
        .chars()
        .filter(|c| !c.is_control() && !r#"\\/:*?"<>|"#.contains(*c))
        .map(|c| if c.is_whitespace() { '_' } else { c })
        .take(60)
        .collect();
    format!(
        "{}_{}_{}",
        style.word("minutes.file"),
        date.format("%Y%m%d"),
        title.trim_matches(['.', '_'])
    )
}

fn words(style: Style) -> Words {
    let word = |key: &str| style.word(&format!("minutes.word.{key}")).to_owned();
    Words {
        attendees: word("attendees"),
        absent: word("absent"),
        carried_over: word("carried_over"),
        agenda: word("agenda"),
        decisions: word("decisions"),
        actions: word("actions"),
        next: word("next"),
        what: word("what"),
        owner: word("owner"),
        due: word("due"),
        state: word("state"),
        organisation: word("organisation"),
        name: word("name"),
        title: word("post"),
        remark: word("remark"),
        internal: word("internal"),
        none: word("none"),
    }
}

/// What every part of the page is worded with.
struct Page<'a> {
    read: &'a Read<'a>,
    style: Style,
    today: NaiveDate,
    audience: Audience,
}

impl Page<'_> {
    fn may_read(&self, one: Audience) -> bool {
        match (self.audience, one) {
            (Audience::Internal, Audience::Internal | Audience::Shared)
            | (Audience::Shared, Audience::Shared) => true,
            (Audience::Shared, Audience::Internal) => false,
        }
    }

    fn say(&self, key: &str, holes: &[(&str, &dyn std::fmt::Display)]) -> String {
        fill(self.style.language, key, holes)
    }

    fn word(&self, key: &str) -> String {
        self.style.word(key).to_owned()
    }

    /// Who lies in the trash is still named in old minutes.
    fn person_name(&self, person: PersonId) -> Option<String> {
        self.read.person_name_even_removed(person).ok().flatten()
    }

    fn organisation_name(&self, organisation: OrganisationId) -> Option<String> {
        self.read
            .organisation_name_even_removed(organisation)
            .ok()
            .flatten()
    }
}

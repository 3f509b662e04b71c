//! The minutes out of the ledger. Who may read what is decided here, once for all forms: the shared edition holds no line
//! that is marked internal, no action of one, also none carried over from an earlier meeting; items of the agenda stay.
//! Private columns (接し方メモ, levels of ties) are never read.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use documents::minutes::{ActionRow, AgendaPart, Attendee, AttendeeGroup, Line, Minutes, Words};
use ledger::meeting::action::Action;
use ledger::meeting::attendance::{Attendance, Attended, Role};
use ledger::meeting::line::{Audience, LineKind, MinuteLine};
use ledger::meeting::{Meeting, MeetingFields, Mode};
use ledger::{AgendaItemId, MeetingId, OrganisationId, PersonId, Read};

use crate::Result;
use crate::dates::Style;
use crate::meetings::quorum;
use crate::records::whole_time;
use crate::session::Language;
use crate::stages::number;
use crate::vocabulary;
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

    fn header(
        &self,
        fields: &MeetingFields,
        attendance: &[Attendance],
    ) -> Result<Vec<(String, String)>> {
        let mode = match fields.mode {
            Mode::InPerson => "minutes.mode.in_person",
            Mode::Online => "minutes.mode.online",
            Mode::Hybrid => "minutes.mode.hybrid",
        };
        let place = match fields.place.trim() {
            "" => self.word(mode),
            place => self.say(
                "minutes.place",
                &[("place", &place), ("mode", &self.style.word(mode))],
            ),
        };
        let host = fields.host.and_then(|host| self.organisation_name(host));
        let co_hosts: Vec<String> = fields
            .co_hosts
            .iter()
            .filter_map(|host| self.organisation_name(*host))
            .collect();
        let recorder = fields.recorder.and_then(|person| self.person_name(person));
        let handouts: Vec<&str> = fields
            .handouts
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .collect();
        let comma = self.style.word("list.comma");
        Ok([
            (
                "when",
                self.style.when(fields.date, fields.starts, fields.ends),
            ),
            ("place", place),
            ("host", host.unwrap_or_default()),
            ("co_hosts", co_hosts.join(comma)),
            ("attendance", self.counted(fields, attendance)),
            ("recorder", recorder.unwrap_or_default()),
            ("handouts", handouts.join(comma)),
        ]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(key, value)| (self.word(&format!("minutes.header.{key}")), value))
        .collect())
    }

    /// 19人（14機関）　委員15人中13人出席により成立
    fn counted(&self, fields: &MeetingFields, attendance: &[Attendance]) -> String {
        let came: Vec<&Attendance> = attendance.iter().filter(|one| came(one)).collect();
        if came.is_empty() {
            return String::new();
        }
        let mut organisations: Vec<&str> = came
            .iter()
            .map(|one| {
                if one.organisation_name.is_empty() {
                    one.fields.guest_organisation.as_str()
                } else {
                    one.organisation_name.as_str()
                }
            })
            .filter(|name| !name.is_empty())
            .collect();
        organisations.sort_unstable();
        organisations.dedup();
        let counted = self.say(
            "minutes.counted",
            &[
                ("people", &came.len()),
                ("organisations", &organisations.len()),
            ],
        );
        let quorum = quorum(self.style, fields.members, attendance);
        if quorum.is_empty() {
            return counted;
        }
        self.say(
            "minutes.counted_quorum",
            &[("counted", &counted), ("quorum", &quorum)],
        )
    }

    fn attendees(&self, attendance: &[Attendance]) -> Vec<AttendeeGroup> {
        let of = |role: &str, there: &dyn Fn(&Attendance) -> bool| {
            let people: Vec<Attendee> = attendance
                .iter()
                .filter(|one| came(one) && there(one))
                .map(|one| self.attendee(one))
                .collect();
            AttendeeGroup {
                role: self.word(&format!("minutes.role.{role}")),
                people,
            }
        };
        // A guest is no member of the committee, whatever the list took for granted.
        let is_guest =
            |one: &Attendance| one.fields.person.is_none() && one.fields.role == Role::Member;
        [
            of("member", &|one| {
                one.fields.role == Role::Member && !is_guest(one)
            }),
            of("secretariat", &|one| one.fields.role == Role::Secretariat),
            of("observer", &|one| one.fields.role == Role::Observer),
            of("guest", &is_guest),
        ]
        .into_iter()
        .filter(|group| !group.people.is_empty())
        .collect()
    }

    fn attendee(&self, one: &Attendance) -> Attendee {
        let organisation = if one.organisation_name.is_empty() {
            &one.fields.guest_organisation
        } else {
            &one.organisation_name
        };
        Attendee {
            organisation: organisation.clone(),
            title: one.title.clone(),
            name: one.name.clone(),
            remark: self.remark(one),
        }
    }

    /// 代理（百目鬼 千春）, オンライン, 遅参 18:50, 早退; nothing for those simply there or absent.
    fn remark(&self, one: &Attendance) -> String {
        let at = |key: &str| match one.fields.time {
            Some(time) => format!("{} {}", self.style.word(key), self.style.time(time)),
            None => self.word(key),
        };
        match one.fields.attended {
            Attended::Present | Attended::Absent => String::new(),
            Attended::Online => self.word("minutes.attended.online"),
            Attended::Late => at("minutes.attended.late"),
            Attended::LeftEarly => at("minutes.attended.left_early"),
            Attended::Proxy => {
                let named = one
                    .fields
                    .proxy_person
                    .and_then(|person| self.person_name(person));
                let name = named.unwrap_or_else(|| one.fields.proxy_name.clone());
                if name.is_empty() {
                    self.word("minutes.attended.proxy")
                } else {
                    self.say("minutes.attended.proxy_of", &[("name", &name)])
                }
            }
        }
    }

    fn agenda(&self, meeting: MeetingId, lines: Vec<MinuteLine>) -> Result<Vec<AgendaPart>> {
        let mut by_item: HashMap<Option<AgendaItemId>, Vec<Line>> = HashMap::new();
        for line in lines {
            by_item
                .entry(line.fields.agenda_item)
                .or_default()
                .push(self.line(line));
        }
        let mut parts = Vec::new();
        for (place, item) in self.read.agenda(meeting)?.into_iter().enumerate() {
            let minutes = item
                .fields
                .minutes
                .map(|minutes| self.say("minutes.agenda.minutes", &[("minutes", &minutes)]));
            let presenter = match item.fields.presenter.trim() {
                "" => None,
                presenter => {
                    Some(self.say("minutes.agenda.presenter", &[("presenter", &presenter)]))
                }
            };
            let detail: Vec<String> = minutes.into_iter().chain(presenter).collect();
            parts.push(AgendaPart {
                title: self.say(
                    "minutes.agenda.title",
                    &[("number", &(place + 1)), ("title", &item.fields.title)],
                ),
                detail: detail.join(" · "),
                lines: by_item.remove(&Some(item.id)).unwrap_or_default(),
            });
        }
        let loose = by_item.remove(&None).unwrap_or_default();
        if !loose.is_empty() {
            parts.push(AgendaPart {
                lines: loose,
                ..AgendaPart::default()
            });
        }
        Ok(parts)
    }

    fn line(&self, line: MinuteLine) -> Line {
        let kind = line_kind_id(line.fields.kind);
        let who = line.speaker_name.unwrap_or_else(|| {
            vocabulary::professions().name(self.style.language, line.fields.profession.as_deref())
        });
        Line {
            kind: kind.to_owned(),
            kind_word: self.word(&format!("minutes.kind.{kind}")),
            who,
            text: line.fields.text,
            internal: line.fields.audience == Audience::Internal,
        }
    }

    fn action(&self, action: &Action, carried_over: bool) -> ActionRow {
        let fields = &action.fields;
        let state = match (fields.done_on, fields.due) {
            (Some(day), _) => self.say("minutes.state.done", &[("date", &self.style.date(day))]),
            (None, Some(due)) if due < self.today => self.word("minutes.state.overdue"),
            (None, Some(_) | None) => self.word("minutes.state.open"),
        };
        let what = if carried_over {
            let from = self.style.date(action.meeting_date);
            self.say(
                "minutes.carried_over_from",
                &[("what", &action.text), ("date", &from)],
            )
        } else {
            action.text.clone()
        };
        ActionRow {
            what,
            owner: action
                .owner_name
                .clone()
                .unwrap_or_else(|| fields.owner_text.clone()),
            due: self.style.date_or_empty(fields.due),
            state,
        }
    }

    /// What the meeting says of the next one, else the next meeting of the series on the ledger.
    fn next(&self, meeting: &Meeting) -> Result<String> {
        let fields = &meeting.fields;
        let note = fields.next_note.trim();
        let joined = |when: String, where_to: &str| {
            if where_to.is_empty() {
                when
            } else {
                self.say("minutes.next", &[("when", &when), ("note", &where_to)])
            }
        };
        if let Some(day) = fields.next_date {
            return Ok(joined(self.style.date(day), note));
        }
        let Some(series) = fields.series else {
            return Ok(note.to_owned());
        };
        let (_, last) = whole_time();
        let from = fields.date.checked_add_days(Days::new(1)).unwrap_or(last);
        let planned = self.read.meetings_between(from, last)?;
        Ok(
            match planned
                .into_iter()
                .find(|one| one.fields.series == Some(series))
            {
                Some(next) => {
                    let when =
                        self.style
                            .when(next.fields.date, next.fields.starts, next.fields.ends);
                    joined(
                        when,
                        if note.is_empty() {
                            next.fields.place.trim()
                        } else {
                            note
                        },
                    )
                }
                None => note.to_owned(),
            },
        )
    }

    fn foot(&self) -> Result<String> {
        let audience = match self.audience {
            Audience::Shared => "minutes.audience.shared",
            Audience::Internal => "minutes.audience.internal",
        };
        let region = self.read.region()?.name;
        let made = self.style.date(self.today);
        let holes: [(&str, &dyn std::fmt::Display); 3] = [
            ("region", &region),
            ("audience", &self.style.word(audience)),
            ("date", &made),
        ];
        Ok(self.say("minutes.foot", &holes).trim().to_owned())
    }
}

/// Whether the list of attendees names this one: there in any way, or represented.
fn came(one: &Attendance) -> bool {
    one.fields.attended.was_there() || one.fields.attended == Attended::Proxy
}

fn line_kind_id(kind: LineKind) -> &'static str {
    match kind {
        LineKind::Information => "information",
        LineKind::Statement => "statement",
        LineKind::Decision => "decision",
        LineKind::Action => "action",
        LineKind::Handover => "handover",
        LineKind::Insight => "insight",
        LineKind::Viewpoint => "viewpoint",
    }
}

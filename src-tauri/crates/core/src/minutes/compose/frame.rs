//! Above and below: the heading, the next meeting, the foot.

use chrono::Days;
use ledger::meeting::attendance::Attendance;
use ledger::meeting::line::Audience;
use ledger::meeting::{Meeting, MeetingFields, Mode};

use super::Page;
use crate::Result;
use crate::records::whole_time;

impl Page<'_> {
    pub(super) fn header(
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

    /// What the meeting says of the next one, else the next meeting of the series on the ledger.
    pub(super) fn next(&self, meeting: &Meeting) -> Result<String> {
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

    pub(super) fn foot(&self) -> Result<String> {
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

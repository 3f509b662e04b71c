//! Who came, and how.

use documents::minutes::{Attendee, AttendeeGroup};
use ledger::meeting::MeetingFields;
use ledger::meeting::attendance::{Attendance, Attended, Role};

use super::Page;
use crate::meetings::quorum;

impl Page<'_> {
    /// 19人（14機関）　委員15人中13人出席により成立
    pub(super) fn counted(&self, fields: &MeetingFields, attendance: &[Attendance]) -> String {
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

    pub(super) fn attendees(&self, attendance: &[Attendance]) -> Vec<AttendeeGroup> {
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

    pub(super) fn attendee(&self, one: &Attendance) -> Attendee {
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
}

/// Whether the list of attendees names this one: there in any way, or represented.
fn came(one: &Attendance) -> bool {
    one.fields.attended.was_there() || one.fields.attended == Attended::Proxy
}

//! What several use cases count over, fetched in one pass: the people of the ledger with their posts, the meetings with
//! who was there, ties and encounters. Judging a stage, Today and the map read from here and ask the ledger no more.

use std::collections::HashMap;

use chrono::NaiveDate;
use ledger::affiliation::Affiliation;
use ledger::encounter::Encounter;
use ledger::meeting::Meeting;
use ledger::meeting::attendance::Presence;
use ledger::meeting::line::{LineKind, MinuteLine};
use ledger::meeting::series::Series;
use ledger::organisation::{Organisation, Side};
use ledger::person::Person;
use ledger::region::{Coordinator, Municipality, Region};
use ledger::tie::Tie;
use ledger::{MeetingId, OrganisationId, PersonId, Read, SeriesId};
use network::Group;

use crate::Result;
use crate::vocabulary;

/// The whole ledger as far as it is counted over. Lists keep the ledger's order.
pub(crate) struct Records {
    pub(crate) today: NaiveDate,
    /// First and last day of the current fiscal year (W of the checklists).
    pub(crate) year: (NaiveDate, NaiveDate),
    pub(crate) region: Region,
    pub(crate) municipalities: Vec<Municipality>,
    pub(crate) coordinators: Vec<Coordinator>,
    pub(crate) people: HashMap<PersonId, Person>,
    pub(crate) organisations: HashMap<OrganisationId, Organisation>,
    /// By person, in the ledger's order.
    pub(crate) posts: HashMap<PersonId, Vec<Affiliation>>,
    pub(crate) ties: Vec<Tie>,
    /// Newest first, up to today.
    pub(crate) encounters: Vec<Encounter>,
    pub(crate) series: Vec<Series>,
    /// Oldest first, future ones included.
    pub(crate) meetings: Vec<Meeting>,
    /// Who was there, up to today.
    pub(crate) present: HashMap<MeetingId, Vec<Presence>>,
}

impl Records {
    /// Reads everything once.
    ///
    /// # Errors
    /// Of the ledger.
    pub(crate) fn read(read: &Read<'_>, today: NaiveDate) -> Result<Self> {
        let (first, last) = whole_time();
        let mut posts: HashMap<PersonId, Vec<Affiliation>> = HashMap::new();
        for post in read.all_affiliations()? {
            posts.entry(post.fields.person).or_default().push(post);
        }
        let mut present: HashMap<MeetingId, Vec<Presence>> = HashMap::new();
        for presence in read.presences(first, today)? {
            present.entry(presence.meeting).or_default().push(presence);
        }
        Ok(Self {
            today,
            year: japanese::date::fiscal_year_days(japanese::date::fiscal_year(today)),
            region: read.region()?,
            municipalities: read.municipalities()?,
            coordinators: read.coordinators()?,
            people: read
                .all_people()?
                .into_iter()
                .map(|person| (person.id, person))
                .collect(),
            organisations: read
                .all_organisations()?
                .into_iter()
                .map(|organisation| (organisation.id, organisation))
                .collect(),
            posts,
            ties: read.all_ties()?,
            encounters: read.encounters_between(first, today)?,
            series: read.all_series()?,
            meetings: read.meetings_between(first, last)?,
            present,
        })
    }

    /// The coordinator whose ledger it is.
    pub(crate) fn me(&self) -> Option<PersonId> {
        self.coordinators
            .iter()
            .find(|coordinator| coordinator.me)
            .map(|coordinator| coordinator.person)
    }

    /// Whether the day lies in the current fiscal year and is not still to come.
    pub(crate) fn in_year(&self, day: NaiveDate) -> bool {
        self.year.0 <= day && day <= self.year.1.min(self.today)
    }

    /// Meetings of the current fiscal year that have been held, oldest first.
    pub(crate) fn held_in_year(&self) -> impl Iterator<Item = &Meeting> {
        self.meetings
            .iter()
            .filter(|meeting| self.in_year(meeting.fields.date))
    }

    /// Those who were there.
    pub(crate) fn present(&self, meeting: MeetingId) -> &[Presence] {
        self.present.get(&meeting).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn series(&self, id: Option<SeriesId>) -> Option<&Series> {
        id.and_then(|id| self.series.iter().find(|series| series.id == id))
    }

    /// The post that stands for a person on a day: the main one among those held, else the newest begun.
    pub(crate) fn post_on(&self, person: PersonId, day: NaiveDate) -> Option<&Affiliation> {
        self.posts
            .get(&person)?
            .iter()
            .filter(|post| post.fields.holds_on(day))
            .max_by_key(|post| (post.fields.is_main, post.fields.from, post.id))
    }

    /// The person's own profession.
    pub(crate) fn profession(&self, person: PersonId) -> Option<&str> {
        self.people.get(&person)?.fields.profession.as_deref()
    }

    /// The side of an organisation: its own, else that of its kind.
    pub(crate) fn side_of_organisation(&self, organisation: OrganisationId) -> Option<Side> {
        let fields = &self.organisations.get(&organisation)?.fields;
        vocabulary::side_of(fields.side, fields.kind.as_deref())
    }

    /// The side of a person: the own one, else that of the organisation.
    pub(crate) fn side(
        &self,
        person: PersonId,
        organisation: Option<OrganisationId>,
    ) -> Option<Side> {
        let own = self
            .people
            .get(&person)
            .and_then(|person| person.fields.side);
        own.or_else(|| self.side_of_organisation(organisation?))
    }

    /// Whether a meeting is one of the forum (検討の場): by its series or by its own kind.
    pub(crate) fn is_forum(&self, meeting: &Meeting) -> bool {
        let by_kind = || {
            let kind = meeting.fields.kind.as_deref()?;
            Some(vocabulary::meeting_kinds().get(kind)?.forum)
        };
        self.series(meeting.fields.series)
            .is_some_and(|series| series.fields.is_forum)
            || by_kind() == Some(true)
    }

    /// The map group of an organisation.
    pub(crate) fn group_of_organisation(&self, organisation: OrganisationId) -> Group {
        self.organisations
            .get(&organisation)
            .map_or(Group::Unknown, |organisation| {
                vocabulary::organisation_group(
                    organisation.fields.side,
                    organisation.fields.kind.as_deref(),
                )
            })
    }

    /// The map group of a person with this post.
    pub(crate) fn group(&self, person: PersonId, organisation: Option<OrganisationId>) -> Group {
        vocabulary::person_group(
            self.coordinators
                .iter()
                .any(|coordinator| coordinator.person == person),
            self.side(person, organisation),
            organisation.and_then(|id| self.organisations.get(&id)?.fields.kind.as_deref()),
            self.profession(person),
        )
    }

    pub(crate) fn person_name(&self, person: PersonId) -> &str {
        self.people
            .get(&person)
            .map_or("", |person| person.fields.name.as_str())
    }

    pub(crate) fn organisation_name(&self, organisation: OrganisationId) -> &str {
        self.organisations
            .get(&organisation)
            .map_or("", |organisation| organisation.fields.name.as_str())
    }

    /// Organisation and title on a day, with a space between; empty without a post.
    pub(crate) fn post_words(&self, person: PersonId, day: NaiveDate) -> String {
        self.post_on(person, day).map_or_else(String::new, |post| {
            [post.organisation_name.as_str(), post.fields.title.as_str()]
                .into_iter()
                .filter(|word| !word.is_empty())
                .collect::<Vec<_>>()
                .join(" ")
        })
    }
}

/// Lines of a kind in a span of days, by meeting.
pub(crate) fn lines_by_meeting(
    read: &Read<'_>,
    kind: LineKind,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<HashMap<MeetingId, Vec<MinuteLine>>> {
    let mut lines: HashMap<MeetingId, Vec<MinuteLine>> = HashMap::new();
    for line in read.lines_of_kind(kind, from, to)? {
        lines.entry(line.meeting).or_default().push(line);
    }
    Ok(lines)
}

/// From long before to long after any record: dates are compared as text in the ledger, so years keep four digits.
pub(crate) fn whole_time() -> (NaiveDate, NaiveDate) {
    (
        NaiveDate::from_ymd_opt(1000, 1, 1).unwrap_or(NaiveDate::MIN),
        NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or(NaiveDate::MAX),
    )
}

/// Whether a person or an organisation of this side stands on the hospital side.
pub(crate) fn on_hospital_side(side: Option<Side>) -> bool {
    match side {
        Some(Side::Hospital | Side::Both) => true,
        Some(Side::Community | Side::Public) | None => false,
    }
}

/// Whether a person or an organisation of this side stands on the community side.
pub(crate) fn on_community_side(side: Option<Side>) -> bool {
    match side {
        Some(Side::Community | Side::Both) => true,
        Some(Side::Hospital | Side::Public) | None => false,
    }
}

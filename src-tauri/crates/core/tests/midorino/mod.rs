//! A small region to try things in: みどり野, on 22 November 2026. Nobody in it is real.
#![allow(dead_code)] // every test file uses a part of it

use chrono::{DateTime, NaiveDate, Utc};
use kaotsunagi_core::session::{self, NewCoordinator, NewLedger};
use kaotsunagi_core::{Now, Session};
use ledger::affiliation::AffiliationFields;
use ledger::encounter::EncounterFields;
use ledger::meeting::MeetingFields;
use ledger::meeting::action::ActionFields;
use ledger::meeting::attendance::{AttendanceFields, Attended, Role};
use ledger::meeting::line::{Audience, LineFields, LineKind};
use ledger::meeting::series::SeriesFields;
use ledger::organisation::OrganisationFields;
use ledger::person::PersonFields;
use ledger::tie::TieLevel;
use ledger::{
    MeetingId, MinuteLineId, MunicipalityId, OperationName, OrganisationId, PersonId, SeriesId,
    Write,
};

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day as 2026-11-22")
}

fn noon() -> Now {
    let utc: DateTime<Utc> = "2026-11-22T03:00:00Z".parse().expect("a moment");
    Now {
        utc,
        zone: chrono::FixedOffset::east_opt(9 * 3600).expect("Japan"),
        today: day(TODAY),
    }
}

pub(crate) const PASSPHRASE: &str = "みどり野の春";

pub(crate) const TODAY: &str = "2026-11-22";

pub(crate) struct Midorino {
    pub(crate) session: Session,
    pub(crate) folder: tempfile::TempDir,
}

impl Midorino {
    /// An empty ledger without a coordinator.
    pub(crate) fn new() -> Self {
        Self::of("")
    }

    /// With 早乙女 徹 as the coordinator of みどり野中央病院.
    pub(crate) fn with_coordinator() -> Self {
        Self::of("早乙女 徹")
    }

    fn of(coordinator: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut session = Session::new(None, noon());
        let dir = folder.path().join("みどり野").display().to_string();
        let coordinator = NewCoordinator {
            name: coordinator.to_owned(),
            profession: Some("medical_social_worker".to_owned()),
            organisation: "みどり野中央病院".to_owned(),
            organisation_kind: Some("cancer_hub".to_owned()),
            kind: "hub".to_owned(),
            ..NewCoordinator::default()
        };
        let coordinator = if coordinator.name.is_empty() {
            NewCoordinator::default()
        } else {
            coordinator
        };
        let new = NewLedger {
            dir: dir.into(),
            passphrase: PASSPHRASE.to_owned(),
            region: "みどり野地域".to_owned(),
            prefecture: String::new(),
            municipalities: vec!["みどり野市".to_owned(), "若葉町".to_owned()],
            coordinator,
        };
        session::new_ledger(&mut session, new).expect("a new ledger");
        Self { session, folder }
    }

    /// A copy of the folder somewhere else, opened; this one stays open too.
    #[allow(clippy::disallowed_methods)] // files of the test's own folders
    pub(crate) fn copied(&mut self) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let from = self.session.ledger().expect("open").dir().to_owned();
        let to = folder.path().join(from.file_name().expect("a name"));
        session::close_ledger(&mut self.session, kaotsunagi_core::Nothing {}).expect("closed");
        let mut folders = vec![(from.clone(), to.clone())];
        while let Some((from, to)) = folders.pop() {
            std::fs::create_dir_all(&to).expect("made");
            for entry in std::fs::read_dir(&from).expect("read") {
                let path = entry.expect("an entry").path();
                let to = to.join(path.file_name().expect("a name"));
                if path.is_dir() {
                    folders.push((path, to));
                } else {
                    std::fs::copy(&path, &to).expect("copied");
                }
            }
        }
        let open = |session: &mut Session, dir: std::path::PathBuf| {
            let request = session::OpenLedger {
                dir,
                passphrase: PASSPHRASE.to_owned(),
            };
            session::open_ledger(session, request).expect("opened");
        };
        open(&mut self.session, from);
        let mut session = Session::new(None, noon());
        open(&mut session, to);
        Self { session, folder }
    }

    pub(crate) fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    /// A file in the folder of the test; gives its path.
    #[allow(clippy::disallowed_methods)] // a file of the test's own folder
    pub(crate) fn put(&self, name: &str, text: &str) -> String {
        let path = self.path(name);
        std::fs::write(&path, text).expect("a file");
        path
    }

    pub(crate) fn write<T>(&mut self, f: impl FnOnce(&Write<'_>) -> ledger::Result<T>) -> T {
        let now = "2026-11-22T03:00:00Z".parse().expect("a moment");
        let name = OperationName::new("test", "");
        self.session
            .ledger_mut()
            .expect("open")
            .operation(&name, now, f)
            .expect("written")
            .value
    }

    pub(crate) fn me(&self) -> PersonId {
        let coordinators = self
            .session
            .ledger()
            .expect("open")
            .read()
            .coordinators()
            .expect("read");
        coordinators.first().expect("a coordinator").person
    }

    pub(crate) fn municipality(&mut self, name: &str) -> MunicipalityId {
        self.write(|write| write.add_municipality(name, "", true))
    }

    pub(crate) fn organisation(&mut self, name: &str, kind: &str) -> OrganisationId {
        self.organisation_in(name, kind, None)
    }

    pub(crate) fn organisation_in(
        &mut self,
        name: &str,
        kind: &str,
        municipality: Option<MunicipalityId>,
    ) -> OrganisationId {
        let fields = OrganisationFields {
            name: name.to_owned(),
            kind: Some(kind.to_owned()),
            municipality,
            ..OrganisationFields::default()
        };
        self.write(|write| write.add_organisation(&fields))
    }

    pub(crate) fn person(
        &mut self,
        name: &str,
        profession: &str,
        organisation: OrganisationId,
    ) -> PersonId {
        self.person_with(name, profession, organisation, |_| {}, |_| {})
    }

    pub(crate) fn person_with(
        &mut self,
        name: &str,
        profession: &str,
        organisation: OrganisationId,
        change: impl FnOnce(&mut PersonFields),
        change_post: impl FnOnce(&mut AffiliationFields),
    ) -> PersonId {
        let mut fields = PersonFields {
            name: name.to_owned(),
            profession: Some(profession.to_owned()),
            ..PersonFields::default()
        };
        change(&mut fields);
        self.write(|write| {
            let person = write.add_person(&fields)?;
            let mut post = AffiliationFields {
                person,
                organisation,
                department: String::new(),
                title: String::new(),
                from: None,
                to: None,
                is_contact: false,
                is_main: true,
            };
            change_post(&mut post);
            write.add_affiliation(&post)?;
            Ok(person)
        })
    }

    pub(crate) fn series(
        &mut self,
        name: &str,
        change: impl FnOnce(&mut SeriesFields),
    ) -> SeriesId {
        let mut fields = SeriesFields {
            name: name.to_owned(),
            ..SeriesFields::default()
        };
        change(&mut fields);
        self.write(|write| write.add_series(&fields))
    }

    pub(crate) fn meeting(
        &mut self,
        title: &str,
        on: &str,
        there: &[PersonId],
        change: impl FnOnce(&mut MeetingFields),
    ) -> MeetingId {
        let mut fields = MeetingFields::new(title, day(on));
        change(&mut fields);
        self.write(|write| {
            let meeting = write.add_meeting(&fields)?;
            for person in there {
                write.set_attendance(meeting, &attendance(*person))?;
            }
            Ok(meeting)
        })
    }

    pub(crate) fn line(&mut self, meeting: MeetingId, kind: LineKind, text: &str) -> MinuteLineId {
        self.line_with(meeting, kind, text, |_| {})
    }

    pub(crate) fn line_with(
        &mut self,
        meeting: MeetingId,
        kind: LineKind,
        text: &str,
        change: impl FnOnce(&mut LineFields),
    ) -> MinuteLineId {
        let mut fields = LineFields {
            agenda_item: None,
            kind,
            text: text.to_owned(),
            speaker: None,
            profession: None,
            audience: Audience::Shared,
        };
        change(&mut fields);
        self.write(|write| write.add_line(meeting, &fields))
    }

    /// A 宿題 with an owner in words and a due date.
    pub(crate) fn action(
        &mut self,
        meeting: MeetingId,
        text: &str,
        owner: &str,
        due: Option<&str>,
        audience: Audience,
    ) {
        let line = self.line_with(meeting, LineKind::Action, text, |fields| {
            fields.audience = audience
        });
        let read = self.session.ledger().expect("open").read();
        let actions = read.actions_of_meeting(meeting).expect("read");
        let action = actions
            .into_iter()
            .find(|action| action.line == line)
            .expect("a line's action");
        let fields = ActionFields {
            owner_text: owner.to_owned(),
            due: due.map(day),
            ..action.fields
        };
        self.write(|write| write.save_action(action.id, &fields));
    }

    pub(crate) fn tie(&mut self, a: PersonId, b: PersonId, level: u8, on: &str) {
        let level = TieLevel {
            level,
            on: day(on),
            basis: "合同研修".to_owned(),
        };
        self.write(|write| write.record_tie(a, b, &level));
    }

    pub(crate) fn encounter(
        &mut self,
        on: &str,
        kind: &str,
        people: &[PersonId],
        change: impl FnOnce(&mut EncounterFields),
    ) {
        let mut fields = EncounterFields {
            on: day(on),
            kind: kind.to_owned(),
            summary: String::new(),
            insight: String::new(),
            is_case: false,
            people: people.to_vec(),
            organisations: Vec::new(),
        };
        change(&mut fields);
        self.write(|write| write.add_encounter(&fields));
    }
}

pub(crate) fn attendance(person: PersonId) -> AttendanceFields {
    AttendanceFields {
        person: Some(person),
        guest_name: String::new(),
        guest_organisation: String::new(),
        attended: Attended::Present,
        time: None,
        proxy_person: None,
        proxy_name: String::new(),
        role: Role::Member,
    }
}

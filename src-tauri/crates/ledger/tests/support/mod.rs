//! What the tests of the ledger share: a ledger in a folder of its own, days, and short ways to keep records.
#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "not every test uses all of it, and one that cannot go on should say where"
)]

use chrono::{DateTime, Days, NaiveDate, Utc};
use kaotsunagi_ledger::affiliation::AffiliationFields;
use kaotsunagi_ledger::meeting::MeetingFields;
use kaotsunagi_ledger::meeting::attendance::{AttendanceFields, Attended, Role};
use kaotsunagi_ledger::meeting::line::{Audience, LineFields, LineKind};
use kaotsunagi_ledger::organisation::OrganisationFields;
use kaotsunagi_ledger::person::PersonFields;
use kaotsunagi_ledger::{
    Ledger, MeetingId, OperationName, OrganisationId, Passphrase, PersonId, Result, Write,
};

pub(crate) struct Kept {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) ledger: Ledger,
}

impl Kept {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let ledger =
            Ledger::create(&folder.path().join("region.kaotsunagi"), &sample(), now()).unwrap();
        Self { folder, ledger }
    }

    pub(crate) fn do_it<T>(&mut self, code: &str, f: impl FnOnce(&Write<'_>) -> Result<T>) -> T {
        self.ledger
            .operation(&OperationName::new(code, ""), now(), f)
            .unwrap()
            .value
    }

    pub(crate) fn reopen(self) -> Self {
        let Self { folder, ledger } = self;
        let dir = ledger.dir().to_owned();
        ledger.close().unwrap();
        Self {
            folder,
            ledger: Ledger::open(&dir, &sample()).unwrap(),
        }
    }
}

pub(crate) fn sample() -> Passphrase {
    Passphrase::new("")
}

pub(crate) fn now() -> DateTime<Utc> {
    "2026-11-22T01:00:00Z".parse().unwrap()
}

pub(crate) fn today() -> NaiveDate {
    day("2026-11-22")
}

pub(crate) fn day(iso: &str) -> NaiveDate {
    iso.parse().unwrap()
}

pub(crate) fn before(day: NaiveDate) -> NaiveDate {
    day.checked_sub_days(Days::new(1)).unwrap()
}

pub(crate) fn person(name: &str, kana: &str) -> PersonFields {
    PersonFields {
        name: name.to_owned(),
        kana: kana.to_owned(),
        ..PersonFields::default()
    }
}

pub(crate) fn organisation(name: &str, kana: &str) -> OrganisationFields {
    OrganisationFields {
        name: name.to_owned(),
        kana: kana.to_owned(),
        ..OrganisationFields::default()
    }
}

pub(crate) fn post(
    person: PersonId,
    organisation: OrganisationId,
    title: &str,
) -> AffiliationFields {
    AffiliationFields {
        person,
        organisation,
        department: String::new(),
        title: title.to_owned(),
        from: None,
        to: None,
        is_contact: false,
        is_main: false,
    }
}

pub(crate) fn meeting(title: &str, date: &str) -> MeetingFields {
    MeetingFields::new(title, day(date))
}

pub(crate) fn attended(person: PersonId, attended: Attended) -> AttendanceFields {
    AttendanceFields {
        person: Some(person),
        guest_name: String::new(),
        guest_organisation: String::new(),
        attended,
        time: None,
        proxy_person: None,
        proxy_name: String::new(),
        role: Role::Member,
    }
}

pub(crate) fn guest(name: &str, organisation: &str) -> AttendanceFields {
    AttendanceFields {
        person: None,
        guest_name: name.to_owned(),
        guest_organisation: organisation.to_owned(),
        attended: Attended::Present,
        time: None,
        proxy_person: None,
        proxy_name: String::new(),
        role: Role::Observer,
    }
}

pub(crate) fn line(kind: LineKind, text: &str) -> LineFields {
    LineFields {
        agenda_item: None,
        kind,
        text: text.to_owned(),
        speaker: None,
        profession: None,
        audience: Audience::Shared,
    }
}

pub(crate) fn add_action(write: &Write<'_>, meeting: MeetingId, text: &str) -> Result<()> {
    write
        .add_line(meeting, &line(LineKind::Action, text))
        .map(|_| ())
}

//! Packs from one ledger to another, as the tests give and take them.
#![allow(dead_code)] // every test file uses a part of it

use std::path::{Path, PathBuf};

use kaotsunagi_core::share::*;
use ledger::PersonId;
use ledger::person::{Consent, PersonFields};

use crate::midorino::Midorino;

pub(crate) const SECRET: &str = "みどり野の川と橋";

pub(crate) fn person(name: &str, kana: &str) -> PersonFields {
    PersonFields {
        name: name.to_owned(),
        kana: kana.to_owned(),
        ..PersonFields::default()
    }
}

pub(crate) fn agreed(name: &str, kana: &str, email: &str) -> PersonFields {
    PersonFields {
        name: name.to_owned(),
        kana: kana.to_owned(),
        email: email.to_owned(),
        consent: Consent::Yes,
        ..PersonFields::default()
    }
}

pub(crate) fn add(region: &mut Midorino, fields: &PersonFields) -> PersonId {
    region.write(|write| write.add_person(fields))
}

pub(crate) fn scope() -> PackScope {
    PackScope::default()
}

pub(crate) fn give_to(region: &mut Midorino, path: &Path, scope: PackScope) -> PackGiven {
    let request = GivePack {
        path: path.to_owned(),
        scope,
        colleague: None,
        passphrase: Some(SECRET.to_owned()),
        recipient: "𠮷村 いづみ".to_owned(),
        basis: String::new(),
    };
    give_pack(&mut region.session, request).expect("given")
}

pub(crate) fn give(region: &mut Midorino, name: &str) -> PathBuf {
    let path = region.folder.path().join(format!("{name}.kaotsunagi-pack"));
    give_to(region, &path, scope());
    path
}

pub(crate) fn look(region: &mut Midorino, path: &Path) -> PackDesk {
    let request = OpenPack {
        path: path.to_owned(),
        passphrase: Some(SECRET.to_owned()),
        decisions: Vec::new(),
    };
    open_pack(&mut region.session, request).expect("opened")
}

pub(crate) fn take(region: &mut Midorino, path: &Path, decisions: Vec<PackDecision>) -> PackTaken {
    let request = TakePack {
        path: path.to_owned(),
        passphrase: Some(SECRET.to_owned()),
        decisions,
        digest: None,
        basis: String::new(),
    };
    take_pack(&mut region.session, request).expect("taken")
}

pub(crate) fn names(region: &Midorino) -> Vec<String> {
    let people = region.session.ledger().expect("open").read().all_people();
    let mut names: Vec<String> = people
        .expect("read")
        .into_iter()
        .map(|person| person.fields.name)
        .collect();
    names.sort();
    names
}

pub(crate) fn count(desk: &[PackGroup], outcome: PackOutcome) -> u32 {
    desk.iter()
        .filter(|group| group.outcome == outcome)
        .map(|group| group.count)
        .sum()
}

//! A backup looked at beside what is open now, put in its place, and taken back again.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that cannot go on should say where; files are harmed on purpose"
)]

mod support;

use std::path::{Path, PathBuf};

use chrono::FixedOffset;
use kaotsunagi_ledger::backup::{self, Made, Reason};
use kaotsunagi_ledger::meeting::line::LineKind;
use kaotsunagi_ledger::schema::tables::TABLES;
use kaotsunagi_ledger::{Error, Ledger, PersonId, check_at};
use support::*;

fn zone() -> FixedOffset {
    FixedOffset::east_opt(9 * 3600).unwrap()
}

fn back_up(ledger: &Ledger) -> (Made, PathBuf) {
    let job = ledger
        .backup_job(Some(Reason::Hand), now(), zone())
        .unwrap();
    let made = job.run().made.unwrap().unwrap();
    let path = backup::folder(ledger.dir()).join(made.name.file());
    (made, path)
}

fn names(ledger: &Ledger) -> Vec<String> {
    let mut names: Vec<String> = ledger
        .read()
        .all_people()
        .unwrap()
        .into_iter()
        .map(|person| person.fields.name)
        .collect();
    names.sort();
    names
}

/// All of the logged tables.
fn content(ledger: &Ledger) -> Vec<Vec<String>> {
    let read = ledger.read();
    TABLES
        .iter()
        .filter(|table| table.logged)
        .map(|table| read.rows_as_text(table).unwrap())
        .collect()
}

fn add(kept: &mut Kept, name: &str) -> PersonId {
    kept.do_it("person.add", |write| write.add_person(&person(name, "")))
}

/// A ledger with two people and a backup of it; then one more person, one changed, one removed, and a meeting.
fn then_and_now() -> (Kept, PathBuf) {
    let mut kept = Kept::new();
    add(&mut kept, "髙﨑 恵");
    let gone = add(&mut kept, "早乙女 徹");
    let changed = add(&mut kept, "木佐貫 遥");
    let (_, path) = back_up(&kept.ledger);
    add(&mut kept, "𠮷村 いづみ");
    kept.do_it("person.remove", |write| write.remove_person(gone));
    kept.do_it("person.save", |write| {
        write.save_person(changed, &person("木佐貫 はるか", ""))
    });
    kept.do_it("meeting.add", |write| {
        let meeting = write.add_meeting(&meeting("第3回 連携会議", "2026-11-20"))?;
        write.add_line(meeting, &line(LineKind::Decision, "次回は12月とする"))
    });
    (kept, path)
}

#[test]
fn a_backup_is_shown_beside_what_is_open_now() {
    let (kept, path) = then_and_now();
    let before = content(&kept.ledger);
    let compared = backup::compare(&kept.ledger, &path).unwrap();
    assert_eq!((compared.then.counts.people, compared.now.people), (3, 3));
    assert_eq!(
        (compared.then.counts.meetings, compared.now.meetings),
        (0, 1)
    );
    assert_eq!(compared.newest_now.unwrap().name.code, "meeting.add");
    let since: Vec<&str> = compared
        .since
        .iter()
        .map(|one| one.name.code.as_str())
        .collect();
    assert_eq!(
        since,
        ["meeting.add", "person.save", "person.remove", "person.add"]
    );
    assert_eq!(compared.since_count, 4);
    let people = compared
        .differences
        .iter()
        .find(|one| one.table == "person")
        .unwrap();
    assert_eq!((people.added, people.changed, people.missing), (1, 1, 1));
    assert_eq!(people.added_names, ["𠮷村 いづみ"]);
    assert_eq!(people.changed_names, ["木佐貫 はるか"]);
    assert_eq!(
        people.missing_names,
        ["早乙女 徹"],
        "as she is called in the backup"
    );
    let lines = compared
        .differences
        .iter()
        .find(|one| one.table == "minute_line")
        .unwrap();
    assert_eq!(lines.added_names, ["次回は12月とする"]);
    assert!(
        compared
            .differences
            .iter()
            .all(|one| one.table != "organisation")
    );
    assert!(content(&kept.ledger) == before, "nothing was changed");
}

#[test]
fn a_restored_backup_is_what_it_was_with_its_undo() {
    let (mut kept, path) = then_and_now();
    let present = content(&kept.ledger);
    let replaced = kept.ledger.restore(&path, now()).unwrap();
    assert_eq!(replaced.name.reason(), Reason::Restore);
    assert_eq!(names(&kept.ledger), ["早乙女 徹", "木佐貫 遥", "髙﨑 恵"]);
    assert!(kept.ledger.check().unwrap().is_sound());
    // What was undone before the backup can be, and only that.
    let (undone, _) = kept.ledger.undo(now()).unwrap().unwrap();
    assert_eq!(undone.code, "person.add");
    assert_eq!(names(&kept.ledger), ["早乙女 徹", "髙﨑 恵"]);

    // Back to before the restore, in one call; the redone future is there again too.
    assert_eq!(
        backup::before_restore(&kept.ledger).unwrap().unwrap().name,
        replaced.name
    );
    kept.ledger.back_to_before_restore(now()).unwrap().unwrap();
    assert!(content(&kept.ledger) == present);
    assert_eq!(
        kept.ledger.undo(now()).unwrap().unwrap().0.code,
        "meeting.add"
    );
    assert_eq!(backup::before_restore(&kept.ledger).unwrap(), None);
    assert!(kept.ledger.back_to_before_restore(now()).unwrap().is_none());
    let kept = kept.reopen();
    assert!(
        check_at(kept.ledger.dir(), &sample()).is_err(),
        "it is open"
    );
    assert!(kept.ledger.check().unwrap().is_sound());
}

#[test]
fn the_way_back_survives_a_restart_and_later_work() {
    let (mut kept, path) = then_and_now();
    let present = content(&kept.ledger);
    kept.ledger.restore(&path, now()).unwrap();
    let mut kept = kept.reopen();
    add(&mut kept, "その後の人");
    kept.ledger.back_to_before_restore(now()).unwrap().unwrap();
    assert!(content(&kept.ledger) == present);
    // The work in between is a backup like any other.
    let listed = backup::list(&backup::folder(kept.ledger.dir()), kept.ledger.key()).unwrap();
    let newest = &listed[0];
    assert_eq!(newest.name.reason(), Reason::Restore);
    kept.ledger.restore(&newest.path, now()).unwrap();
    assert!(names(&kept.ledger).contains(&"その後の人".to_owned()));
}

#[test]
fn after_a_restore_the_ledger_counts_as_changed_even_when_as_much_is_written_as_before() {
    let mut kept = Kept::new();
    add(&mut kept, "髙﨑 恵");
    let (_, path) = back_up(&kept.ledger);
    add(&mut kept, "早乙女 徹");
    back_up(&kept.ledger);
    kept.ledger.restore(&path, now()).unwrap();
    for name in ["一", "二", "三", "四"] {
        assert!(kept.ledger.changed_since_backup().unwrap());
        add(&mut kept, name);
    }
    assert!(kept.ledger.changed_since_backup().unwrap());
}

#[test]
fn choices_for_the_ledger_stay_as_they_are_now() {
    let mut kept = Kept::new();
    let (_, path) = back_up(&kept.ledger);
    let place = tempfile::tempdir().unwrap();
    kept.ledger.set_backup_place(Some(place.path())).unwrap();
    kept.ledger.restore(&path, now()).unwrap();
    let again = kept.ledger.restore(&path, now()).unwrap();
    let before = backup::before_restore(&kept.ledger).unwrap().unwrap();
    assert_eq!(
        before.name, again.name,
        "the newer of two restores is taken back"
    );
    assert_eq!(
        kept.ledger.backup_place().unwrap().as_deref(),
        Some(place.path())
    );
    kept.ledger.back_to_before_restore(now()).unwrap().unwrap();
    assert!(kept.ledger.backup_place().unwrap().is_some());
}

#[test]
fn a_damaged_backup_is_refused_and_nothing_changes() {
    let (mut kept, path) = then_and_now();
    let present = content(&kept.ledger);
    let good = std::fs::read(&path).unwrap();
    for at in [3, 5000, good.len() - 2000] {
        let mut bad = good.clone();
        bad[at] ^= 1;
        std::fs::write(&path, &bad).unwrap();
        let refused = kept.ledger.restore(&path, now());
        assert!(
            matches!(refused, Err(Error::BadBackup { .. })),
            "{refused:?}"
        );
        assert!(std::fs::read(&path).unwrap() == bad, "left as it is");
    }
    let missing = kept.ledger.restore(Path::new("nowhere.db"), now());
    assert!(matches!(missing, Err(Error::BadBackup { .. })));
    assert!(content(&kept.ledger) == present);
    assert_eq!(
        std::fs::read_dir(path.parent().unwrap()).unwrap().count(),
        1,
        "not even a backup was made"
    );
}

#[test]
fn a_backup_of_a_newer_version_is_refused_unharmed() {
    let (mut kept, path) = then_and_now();
    set_version(&path, 99);
    let bytes = std::fs::read(&path).unwrap();
    match kept.ledger.restore(&path, now()) {
        Err(Error::BadBackup { why, .. }) => {
            assert!(matches!(*why, Error::Newer { found: 99, .. }))
        }
        other => panic!("{other:?}"),
    }
    assert!(matches!(
        backup::look(&path, kept.ledger.key()),
        Err(Error::Newer { .. })
    ));
    assert!(std::fs::read(&path).unwrap() == bytes);
    assert_eq!(names(&kept.ledger).len(), 3);
}

#[test]
fn a_backup_of_another_ledger_is_refused() {
    let (mut kept, _) = then_and_now();
    let mut other = Kept::new();
    add(&mut other, "よその人");
    let (_, path) = back_up(&other.ledger);
    match kept.ledger.restore(&path, now()) {
        Err(Error::BadBackup { why, .. }) => assert!(why.to_string().contains("another"), "{why}"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_lock_is_never_given_up_and_no_file_is_left_beside() {
    let (mut kept, path) = then_and_now();
    kept.ledger.restore(&path, now()).unwrap();
    assert!(matches!(
        Ledger::open(kept.ledger.dir(), &sample()),
        Err(Error::Busy | Error::HeldBy(_))
    ));
    let dir = kept.ledger.dir().to_owned();
    kept.ledger.close().unwrap();
    let mut files: Vec<_> = std::fs::read_dir(&dir)
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "lock" && name != "lock-holder.json")
        .collect();
    files.sort();
    assert_eq!(files, ["backups", "ledger.db"]);
}

#[test]
fn when_the_present_cannot_be_backed_up_it_is_not_replaced() {
    let (mut kept, path) = then_and_now();
    let outside = kept.folder.path().join("elsewhere.db");
    std::fs::copy(&path, &outside).unwrap();
    let folder = backup::folder(kept.ledger.dir());
    std::fs::remove_dir_all(&folder).unwrap();
    std::fs::write(&folder, "in the way").unwrap();
    let present = content(&kept.ledger);
    assert!(kept.ledger.restore(&outside, now()).is_err());
    assert!(kept.ledger.stands());
    assert!(content(&kept.ledger) == present);
}

fn set_version(path: &Path, version: i64) {
    let connection = rusqlite::Connection::open(path).unwrap();
    connection.pragma_update(None, "key", SAMPLE_KEY).unwrap();
    connection
        .pragma_update(None, "user_version", version)
        .unwrap();
    connection.close().unwrap();
}

/// Published: `kaotsunagi sample key protectsno`.
const SAMPLE_KEY: &str = "x'6b616f7473756e6167692073616d706c65206b65792070726f74656374736e6f'";

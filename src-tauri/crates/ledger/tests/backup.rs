//! Backups: made while the ledger is open, known to work, thinned, and brought to a second place.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that cannot go on should say where; files are harmed on purpose"
)]

mod support;

use std::path::{Path, PathBuf};

use chrono::{DateTime, Duration, FixedOffset, Utc};
use kaotsunagi_ledger::backup::{self, Job, Made, Name, Outcome, Reason, Second};
use kaotsunagi_ledger::{Error, Ledger, Passphrase, keys};
use support::*;

fn zone() -> FixedOffset {
    FixedOffset::east_opt(9 * 3600).unwrap()
}

fn job(ledger: &Ledger, reason: Reason, at: DateTime<Utc>) -> Job {
    ledger.backup_job(Some(reason), at, zone()).unwrap()
}

fn made(outcome: Outcome) -> Made {
    outcome.made.unwrap().unwrap()
}

fn back_up(ledger: &Ledger, reason: Reason) -> Made {
    made(job(ledger, reason, now()).run())
}

fn folder(kept: &Kept) -> PathBuf {
    backup::folder(kept.ledger.dir())
}

fn path(kept: &Kept, made: &Made) -> PathBuf {
    folder(kept).join(made.name.file())
}

fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn region(passphrase: &str) -> Kept {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("みどり野.kaotsunagi");
    let ledger = Ledger::create(&dir, &Passphrase::new(passphrase), now()).unwrap();
    let mut kept = Kept { folder, ledger };
    kept.do_it("person.add", |write| {
        for number in 0..200 {
            write.add_person(&person(&format!("髙﨑 恵 {number}"), "たかさき めぐみ"))?;
        }
        Ok(())
    });
    kept
}

#[test]
fn a_backup_holds_every_row_of_the_open_ledger_and_stands_alone() {
    for passphrase in ["", "春の道"] {
        let mut kept = region(passphrase);
        let first = back_up(&kept.ledger, Reason::Start);
        assert!(first.rows.contains(&("person".to_owned(), 200)));
        assert!(first.rows.contains(&("search_key".to_owned(), 200)));
        assert!(
            first
                .rows
                .iter()
                .any(|(table, rows)| table == "change" && *rows > 400)
        );

        // The ledger goes on; the backup stays as it was.
        kept.do_it("person.add", |write| {
            write.add_person(&person("早乙女 徹", ""))
        });
        let holds = backup::look(&path(&kept, &first), kept.ledger.key()).unwrap();
        assert_eq!(holds.counts.people, 200);
        assert_eq!(holds.newest.unwrap().name.code, "person.add");
        assert_eq!(holds.ledger_id, kept.ledger.read().ledger_id().unwrap());

        let second = back_up(&kept.ledger, Reason::Hand);
        assert!(second.rows.contains(&("person".to_owned(), 201)));
        let mut names = vec![first.name.file(), second.name.file()];
        if !passphrase.is_empty() {
            names.push("keys.age".to_owned());
        }
        assert_eq!(files(&folder(&kept)), names, "no log, no part beside them");
    }
}

#[test]
fn nothing_of_the_content_lies_in_clear_in_a_backup() {
    let kept = region("春の道");
    let made = back_up(&kept.ledger, Reason::Start);
    for file in [path(&kept, &made), folder(&kept).join("keys.age")] {
        let bytes = std::fs::read(&file).unwrap();
        for text in ["髙﨑", "SQLite format 3", "person"] {
            assert!(
                !bytes
                    .windows(text.len())
                    .any(|window| window == text.as_bytes()),
                "{text} in {}",
                file.display()
            );
        }
    }
}

#[test]
fn the_copied_keys_open_the_backup_with_the_same_passphrase() {
    let kept = region("春の道");
    let made = back_up(&kept.ledger, Reason::Start);
    let key = keys::unwrap(&folder(&kept), &Passphrase::new("春の道")).unwrap();
    assert!(backup::look(&path(&kept, &made), &key).is_ok());
    // A new passphrase reaches the copy with the next backup at the latest.
    keys::set_passphrase(
        kept.ledger.dir(),
        kept.ledger.key(),
        &Passphrase::new("夏の道"),
    )
    .unwrap();
    back_up(&kept.ledger, Reason::Hand);
    assert!(keys::unwrap(&folder(&kept), &Passphrase::new("夏の道")).is_ok());
    assert!(keys::unwrap(&folder(&kept), &Passphrase::new("春の道")).is_err());
}

#[test]
fn damaged_keys_never_replace_the_good_copy_beside_the_backups() {
    let kept = region("春の道");
    back_up(&kept.ledger, Reason::Start);
    let good = std::fs::read(folder(&kept).join("keys.age")).unwrap();
    let mut bad = good.clone();
    bad[100] ^= 1;
    std::fs::write(kept.ledger.dir().join("keys.age"), bad).unwrap();
    back_up(&kept.ledger, Reason::Hand);
    assert!(std::fs::read(folder(&kept).join("keys.age")).unwrap() == good);
}

#[test]
fn a_changed_byte_anywhere_in_a_backup_is_told() {
    let kept = region("春の道");
    let made = back_up(&kept.ledger, Reason::Start);
    let path = path(&kept, &made);
    let good = std::fs::read(&path).unwrap();
    let step = (good.len() / 40).max(1);
    for at in (0..good.len()).step_by(step) {
        let mut bad = good.clone();
        bad[at] ^= 1;
        std::fs::write(&path, bad).unwrap();
        let listed = backup::list(&folder(&kept), kept.ledger.key()).unwrap();
        assert_eq!(listed.len(), 1);
        assert!(listed[0].holds.is_err(), "byte {at}");
    }
    for cut in [0, 1, 4096, good.len() - 1, good.len() - 4096] {
        std::fs::write(&path, &good[..cut]).unwrap();
        assert!(
            backup::look(&path, kept.ledger.key()).is_err(),
            "{cut} bytes"
        );
    }
    std::fs::write(&path, &good).unwrap();
    assert!(backup::look(&path, kept.ledger.key()).is_ok());
}

#[test]
fn something_changed_since_the_last_backup_or_nothing_did() {
    let mut kept = region("");
    assert!(
        kept.ledger.changed_since_backup().unwrap(),
        "there is none yet"
    );
    back_up(&kept.ledger, Reason::Start);
    assert!(!kept.ledger.changed_since_backup().unwrap());
    kept.do_it("person.add", |write| {
        write.add_person(&person("早乙女 徹", ""))
    });
    assert!(kept.ledger.changed_since_backup().unwrap());
    let last = back_up(&kept.ledger, Reason::Interval);
    kept.ledger.undo(now()).unwrap();
    assert!(
        kept.ledger.changed_since_backup().unwrap(),
        "undo is a change"
    );
    kept.ledger.redo(now()).unwrap();
    assert!(kept.ledger.changed_since_backup().unwrap());
    back_up(&kept.ledger, Reason::Interval);
    let mut kept = kept.reopen();
    assert!(
        !kept.ledger.changed_since_backup().unwrap(),
        "nor by opening"
    );
    kept.ledger
        .set_preference("sheet.tried", Some("yes"))
        .unwrap();
    assert!(
        !kept.ledger.changed_since_backup().unwrap(),
        "nor by a choice"
    );
    // The newest one is gone or broken: another is wanted.
    for made in [kept.ledger.newest_backup().unwrap().unwrap(), last.name] {
        std::fs::remove_file(folder(&kept).join(made.file())).unwrap();
    }
    assert!(kept.ledger.changed_since_backup().unwrap());
}

#[test]
fn two_backups_of_one_second_do_not_collide() {
    let kept = region("");
    let names: Vec<Name> = [
        Reason::Import,
        Reason::Interval,
        Reason::Import,
        Reason::Hand,
    ]
    .map(|reason| back_up(&kept.ledger, reason).name)
    .to_vec();
    assert_eq!(files(&folder(&kept)).len(), 4);
    assert!(names.is_sorted());
    assert_eq!(kept.ledger.newest_backup().unwrap(), names.last().copied());
}

#[test]
fn with_the_clock_set_back_backups_go_on_and_none_is_lost() {
    let mut kept = region("");
    let ahead = back_up(&kept.ledger, Reason::Start);
    kept.do_it("person.add", |write| {
        write.add_person(&person("早乙女 徹", ""))
    });
    let back = now() - Duration::days(400);
    let made = made(job(&kept.ledger, Reason::Interval, back).run());
    assert!(made.rows.contains(&("person".to_owned(), 201)));
    let names: Vec<Name> = backup::list(&folder(&kept), kept.ledger.key())
        .unwrap()
        .into_iter()
        .map(|one| one.name)
        .collect();
    assert_eq!(names, [ahead.name, made.name]);
}

#[test]
fn she_goes_on_writing_while_a_backup_is_made_and_it_shows_one_moment() {
    let mut kept = region("");
    for round in 0..5 {
        let running = job(
            &kept.ledger,
            Reason::Interval,
            now() + Duration::minutes(round),
        )
        .start()
        .unwrap();
        let mut written = 0;
        while !running.is_over() || written < 3 {
            kept.do_it("person.add", |write| {
                write.add_person(&person("早乙女 徹", ""))?;
                write.add_person(&person("𠮷村 いづみ", ""))
            });
            written += 1;
        }
        let made = made(running.finish());
        let people = made
            .rows
            .iter()
            .find(|(table, _)| table == "person")
            .unwrap()
            .1;
        assert!(people % 2 == 0, "never half of an operation: {people}");
        assert!(backup::look(&path(&kept, &made), kept.ledger.key()).is_ok());
    }
    kept.ledger.close().unwrap();
}

#[test]
fn a_backup_that_is_stopped_leaves_nothing() {
    let kept = region("");
    drop(job(&kept.ledger, Reason::Interval, now()).start().unwrap());
    let left = files(&folder(&kept));
    assert!(
        left.iter().all(|file| Name::parse(file).is_some()),
        "a whole one or none: {left:?}"
    );
    kept.ledger.close().unwrap();
}

#[test]
fn a_folder_that_cant_be_written_is_told_and_harms_nothing() {
    let kept = region("");
    std::fs::write(folder(&kept), "in the way").unwrap();
    let outcome = job(&kept.ledger, Reason::Interval, now()).run();
    assert!(
        matches!(outcome.made, Some(Err(Error::File { .. }))),
        "{outcome:?}"
    );
    std::fs::remove_file(folder(&kept)).unwrap();
    back_up(&kept.ledger, Reason::Interval);
}

#[test]
fn what_an_interrupted_backup_left_goes_and_what_is_not_ours_stays() {
    let kept = region("");
    let folder = folder(&kept);
    std::fs::create_dir(&folder).unwrap();
    let ours = [
        "20261101T000000Z-start.db.part",
        "20261101T000000Z-start.db.part-journal",
    ];
    let others = [
        "写真.db",
        "20261101T000000Z-holiday.db",
        "x.part",
        "20261101T000000Z-start.db.parts",
    ];
    for name in ours.iter().chain(&others) {
        std::fs::write(folder.join(name), "x").unwrap();
    }
    let made = back_up(&kept.ledger, Reason::Start);
    let mut wanted: Vec<String> = others.iter().map(|name| (*name).to_owned()).collect();
    wanted.push(made.name.file());
    wanted.sort();
    assert_eq!(files(&folder), wanted);
}

#[test]
fn old_backups_are_thinned_when_a_new_one_is_there() {
    let kept = region("");
    let days = [120, 100, 30, 29, 28, 27, 26, 25, 24, 5, 4];
    for hours in days
        .into_iter()
        .flat_map(|day| [day * 24 + 2, day * 24 + 1])
        .chain([3, 2])
    {
        made(
            job(
                &kept.ledger,
                Reason::Interval,
                now() - Duration::hours(hours),
            )
            .run(),
        );
    }
    let made = back_up(&kept.ledger, Reason::Hand);
    let left: Vec<Name> = files(&folder(&kept))
        .iter()
        .filter_map(|file| Name::parse(file))
        .collect();
    assert_eq!(left.last(), Some(&made.name));
    // One of each of two weeks, one of each of two days, all of today (since midnight, nine hours before now).
    assert_eq!(left.len(), 2 + 2 + 3, "{left:?}");
    assert!(left[0].at() > now() - Duration::days(93));
}

// --- the second place

fn with_second(passphrase: &str) -> (Kept, tempfile::TempDir) {
    let mut kept = region(passphrase);
    let place = tempfile::tempdir().unwrap();
    kept.ledger.set_backup_place(Some(place.path())).unwrap();
    (kept, place)
}

fn second_of(kept: &Kept, place: &Path) -> PathBuf {
    let id = kept.ledger.read().ledger_id().unwrap();
    backup::second_folder(place, kept.ledger.dir(), &id).unwrap()
}

#[test]
fn the_newest_backup_and_the_keys_lie_at_the_second_place_too() {
    let (kept, place) = with_second("春の道");
    std::fs::write(place.path().join("休暇の写真.txt"), "hers").unwrap();
    let outcome = job(&kept.ledger, Reason::Start, now()).run();
    let Some(Second::Done(name)) = outcome.second else {
        panic!("{outcome:?}");
    };
    let folder = second_of(&kept, place.path());
    assert!(
        folder
            .file_name()
            .unwrap()
            .to_str()
            .unwrap()
            .starts_with("みどり野-")
    );
    assert_eq!(files(&folder), [name.file(), "keys.age".to_owned()]);
    let key = keys::unwrap(&folder, &Passphrase::new("春の道")).unwrap();
    assert!(backup::look(&folder.join(name.file()), &key).is_ok());
    assert_eq!(files(place.path()).len(), 2, "nothing else is touched");
    assert!(std::fs::read(place.path().join("休暇の写真.txt")).unwrap() == b"hers");
}

#[test]
fn a_missing_second_place_is_caught_up_with_later() {
    let (kept, place) = with_second("");
    let there = place.path().to_owned();
    let away = there.with_extension("away");
    std::fs::rename(&there, &away).unwrap();
    let first = job(&kept.ledger, Reason::Start, now()).run();
    assert!(matches!(first.second, Some(Second::Missing)), "{first:?}");
    assert!(first.made.unwrap().is_ok(), "the backup at home is made");
    std::fs::rename(&away, &there).unwrap();
    let later = kept.ledger.backup_job(None, now(), zone()).unwrap().run();
    assert!(matches!(later.second, Some(Second::Done(_))), "{later:?}");
    assert!(later.made.is_none());
    assert_eq!(files(&second_of(&kept, &there)).len(), 1);
}

#[test]
fn a_changed_byte_at_the_second_place_is_put_right_again() {
    let (kept, place) = with_second("");
    let made = back_up(&kept.ledger, Reason::Start);
    let there = second_of(&kept, place.path()).join(made.name.file());
    let mut bytes = std::fs::read(&there).unwrap();
    bytes[5000] ^= 1;
    std::fs::write(&there, bytes).unwrap();
    let id = kept.ledger.read().ledger_id().unwrap();
    let listed =
        backup::list_second(place.path(), kept.ledger.dir(), &id, kept.ledger.key()).unwrap();
    assert!(listed[0].holds.is_err());
    let _ = kept.ledger.backup_job(None, now(), zone()).unwrap().run();
    assert!(backup::look(&there, kept.ledger.key()).is_ok());
}

#[test]
fn a_renamed_ledger_keeps_its_folder_at_the_second_place() {
    let (kept, place) = with_second("");
    back_up(&kept.ledger, Reason::Start);
    let before = second_of(&kept, place.path());
    let Kept { folder, ledger } = kept;
    let dir = ledger.dir().to_owned();
    ledger.close().unwrap();
    let renamed = dir.with_file_name("若葉.kaotsunagi");
    std::fs::rename(&dir, &renamed).unwrap();
    let ledger = Ledger::open(&renamed, &sample()).unwrap();
    let kept = Kept { folder, ledger };
    back_up(&kept.ledger, Reason::Hand);
    assert_eq!(second_of(&kept, place.path()), before);
    assert_eq!(files(place.path()).len(), 1);
}

#[test]
fn two_ledgers_of_one_name_do_not_mix_at_the_second_place() {
    let (one, place) = with_second("");
    let mut other = region("");
    other.ledger.set_backup_place(Some(place.path())).unwrap();
    back_up(&one.ledger, Reason::Start);
    back_up(&other.ledger, Reason::Start);
    assert_eq!(files(place.path()).len(), 2);
    assert_ne!(
        second_of(&one, place.path()),
        second_of(&other, place.path())
    );
}

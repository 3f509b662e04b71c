//! Backups as the coordinator meets them: they make themselves, the status line tells, a restore can be taken back.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test that cannot go on should say where; files are harmed on purpose"
)]

use std::path::{Path, PathBuf};

use chrono::{Duration, FixedOffset, TimeZone as _, Utc};
use kaotsunagi_core::backup::{
    BackupStatus, Backups, ByBackup, SetBackupPlace, back_to_before_restore, backups,
    compare_backup, idle, is_running, make_backup, restore_backup, set_backup_place,
};
use kaotsunagi_core::merging::{
    KeepApart, MergePair, duplicates, keep_apart, keep_together, pairs_apart,
};
use kaotsunagi_core::people::{AddPerson, PeopleRequest, add_person, people};
use kaotsunagi_core::session::{
    Language, NewCoordinator, NewLedger, OpenLedger, close_ledger, new_ledger, open_ledger, status,
    undo,
};
use kaotsunagi_core::{Error, Nothing, Now, Session};
use ledger::person::PersonFields;

const PASSPHRASE: &str = "春の道を歩く";

fn at(minutes: i64) -> Now {
    let utc = Utc.with_ymd_and_hms(2026, 11, 20, 1, 15, 0).unwrap() + Duration::minutes(minutes);
    let zone = FixedOffset::east_opt(9 * 3600).unwrap();
    Now {
        utc,
        zone,
        today: utc.with_timezone(&zone).date_naive(),
    }
}

/// A ledger of the region みどり野 that was just made, without its backups looked at.
fn midorino() -> (tempfile::TempDir, PathBuf, Session) {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("みどり野.kaotsunagi");
    let mut session = Session::new(None, at(0));
    let request = NewLedger {
        dir: dir.clone(),
        passphrase: PASSPHRASE.to_owned(),
        region: "みどり野".to_owned(),
        prefecture: "若葉県".to_owned(),
        municipalities: vec!["みどり野市".to_owned()],
        coordinator: NewCoordinator {
            name: "木佐貫 遥".to_owned(),
            kind: "hub".to_owned(),
            ..NewCoordinator::default()
        },
    };
    new_ledger(&mut session, request).unwrap();
    (folder, dir, session)
}

fn reopen(session: &mut Session, dir: &Path) {
    close_ledger(session, Nothing {}).unwrap();
    open(session, dir).unwrap();
}

fn open(session: &mut Session, dir: &Path) -> Result<(), Error> {
    let request = OpenLedger {
        dir: dir.to_owned(),
        passphrase: PASSPHRASE.to_owned(),
    };
    open_ledger(session, request).map(|_| ())
}

fn add(session: &mut Session, name: &str) {
    let request = AddPerson {
        fields: PersonFields {
            name: name.to_owned(),
            ..PersonFields::default()
        },
        organisation: String::new(),
        title: String::new(),
        others: Vec::new(),
    };
    add_person(session, request).unwrap();
}

fn names(session: &mut Session) -> Vec<String> {
    let found = people(session, PeopleRequest::default()).unwrap();
    found.rows.into_iter().map(|row| row.name).collect()
}

fn told(session: &mut Session) -> BackupStatus {
    status(session, Nothing {}).unwrap().ledger.unwrap().backup
}

/// Quiet moments until nothing is going on any more.
fn rest(session: &mut Session) {
    loop {
        idle(session);
        if !is_running(session) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
}

fn listed(session: &mut Session) -> Backups {
    backups(session, Nothing {}).unwrap()
}

fn reasons(session: &mut Session) -> Vec<String> {
    listed(session)
        .backups
        .into_iter()
        .map(|row| row.reason)
        .collect()
}

fn folder(dir: &Path) -> PathBuf {
    dir.join("backups")
}

#[test]
fn a_backup_makes_itself_at_opening_and_the_status_line_says_when_and_that_it_was_checked() {
    let (_folder, _dir, mut session) = midorino();
    assert_eq!(told(&mut session).words, "控えはまだありません");
    assert!(!told(&mut session).ok);
    rest(&mut session);
    let said = told(&mut session);
    assert_eq!(said.words, "控え 今日 10:15 確認済み");
    assert!(said.ok && said.second_ok && said.second_words.is_empty());
    session.speak(Language::En);
    assert!(
        told(&mut session).words.contains("checked"),
        "{:?}",
        told(&mut session)
    );
}

#[test]
fn after_a_quarter_of_an_hour_of_changes_another_is_made_and_none_without_changes() {
    let (_folder, dir, mut session) = midorino();
    rest(&mut session);
    session.at(at(20));
    rest(&mut session);
    assert_eq!(reasons(&mut session), ["開いたとき"], "nothing changed");
    add(&mut session, "髙﨑 恵");
    rest(&mut session);
    assert_eq!(reasons(&mut session), ["15分ごと", "開いたとき"]);
    session.at(at(30));
    add(&mut session, "早乙女 徹");
    rest(&mut session);
    assert_eq!(reasons(&mut session).len(), 2, "only ten minutes later");
    session.at(at(36));
    undo(&mut session, Nothing {}).unwrap();
    rest(&mut session);
    assert_eq!(reasons(&mut session).len(), 3, "undo is a change too");
    // Nothing since the last: opening again makes none.
    reopen(&mut session, &dir);
    rest(&mut session);
    assert_eq!(reasons(&mut session).len(), 3);
}

#[test]
fn closing_keeps_what_was_done_since_the_last_backup() {
    let (_folder, dir, mut session) = midorino();
    rest(&mut session);
    add(&mut session, "髙﨑 恵");
    reopen(&mut session, &dir);
    let all = listed(&mut session);
    assert_eq!(all.backups[0].reason, "閉じたとき");
    assert_eq!(all.backups[0].people, 2);
    assert!(
        all.backups[0].newest.contains("髙﨑 恵"),
        "{:?}",
        all.backups[0]
    );
    assert!(all.backups[0].sound && all.backups[0].trouble.is_empty());
    assert!(
        all.backups[0].size.ends_with("KB"),
        "{}",
        all.backups[0].size
    );
}

#[test]
fn one_command_after_another_makes_no_backup_for_each() {
    let (_folder, dir, mut session) = midorino();
    close_ledger(&mut session, Nothing {}).unwrap();
    drop(session);
    let commands = |minutes: i64| {
        let mut session = Session::new(None, at(minutes));
        session.brief();
        open(&mut session, &dir).unwrap();
        add(&mut session, "髙﨑 恵");
        close_ledger(&mut session, Nothing {}).unwrap();
        std::fs::read_dir(folder(&dir)).unwrap().count() - 1
    };
    let first = commands(1);
    for minute in 2..10 {
        assert_eq!(
            commands(minute),
            first,
            "the last is younger than a quarter of an hour"
        );
    }
    assert_eq!(commands(30), first + 1);
}

#[test]
fn a_clock_set_back_stops_no_backup() {
    let (_folder, _dir, mut session) = midorino();
    rest(&mut session);
    session.at(at(-3 * 24 * 60));
    add(&mut session, "髙﨑 恵");
    rest(&mut session);
    assert_eq!(listed(&mut session).backups.len(), 2);
}

#[test]
fn a_failure_is_said_in_words_and_the_work_goes_on() {
    let (_folder, dir, mut session) = midorino();
    std::fs::write(folder(&dir), "in the way").unwrap();
    rest(&mut session);
    let said = told(&mut session);
    assert!(!said.ok);
    assert!(
        said.words.contains("控えを作れませんでした") && said.words.contains("保存されています"),
        "{said:?}"
    );
    add(&mut session, "髙﨑 恵");
    assert_eq!(names(&mut session).len(), 2);
    // Put right: the next attempt takes the words away.
    std::fs::remove_file(folder(&dir)).unwrap();
    session.at(at(2));
    rest(&mut session);
    assert!(told(&mut session).ok);
}

#[test]
fn a_changed_byte_in_a_backup_is_told_and_it_is_not_restored() {
    let (_folder, dir, mut session) = midorino();
    make_backup(&mut session, Nothing {}).unwrap();
    let row = listed(&mut session).backups[0].clone();
    assert!(row.sound);
    let path = folder(&dir).join(&row.backup);
    let mut bytes = std::fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    let bad = listed(&mut session).backups[0].clone();
    assert!(!bad.sound);
    assert!(bad.trouble.contains("壊れて"), "{bad:?}");
    let by = || ByBackup {
        backup: row.backup.clone(),
    };
    for code in [
        compare_backup(&mut session, by()).map(|_| ()),
        restore_backup(&mut session, by()).map(|_| ()),
    ] {
        let problem = code.unwrap_err().problem(Language::Ja);
        assert_eq!(problem.code, "bad_backup");
        assert!(
            problem.message.contains("台帳はそのままです"),
            "{}",
            problem.message
        );
    }
    assert_eq!(names(&mut session), ["木佐貫 遥"]);
}

#[test]
fn no_name_leads_out_of_the_folder_of_backups() {
    let (_folder, _dir, mut session) = midorino();
    for backup in [
        "",
        "../ledger.db",
        "second/../x",
        "/etc/passwd",
        "20260101T000000Z-hand.db",
    ] {
        let request = ByBackup {
            backup: backup.to_owned(),
        };
        let refused = restore_backup(&mut session, request).unwrap_err();
        assert_eq!(refused.problem(Language::Ja).code, "bad_backup", "{backup}");
    }
}

#[test]
fn a_backup_is_compared_restored_and_the_restore_taken_back() {
    let (_folder, _dir, mut session) = midorino();
    let made = make_backup(&mut session, Nothing {}).unwrap();
    let backup = made.backups[0].backup.clone();
    add(&mut session, "髙﨑 恵");
    add(&mut session, "𠮷村 いづみ");
    let by = || ByBackup {
        backup: backup.clone(),
    };
    let compared = compare_backup(&mut session, by()).unwrap();
    assert_eq!(compared.since_count, 2);
    assert!(
        compared.since[0].contains("𠮷村 いづみ"),
        "{:?}",
        compared.since
    );
    let people = compared
        .counts
        .iter()
        .find(|one| one.kind == "person")
        .unwrap();
    assert_eq!(
        (people.label.as_str(), people.then, people.now),
        ("人", 1, 3)
    );
    let people = compared
        .differences
        .iter()
        .find(|one| one.kind == "person")
        .unwrap();
    assert_eq!(people.added_names, ["髙﨑 恵", "𠮷村 いづみ"]);
    assert!(compared.summary.contains("操作2件"), "{}", compared.summary);

    let restored = restore_backup(&mut session, by()).unwrap();
    assert!(restored.message.contains("復元しました"));
    let said = restored.status.ledger.unwrap();
    assert_eq!(said.people, 1);
    assert!(
        said.backup.before_restore.contains("今日 10:15"),
        "{said:?}"
    );
    assert_eq!(names(&mut session), ["木佐貫 遥"]);

    let back = back_to_before_restore(&mut session, Nothing {}).unwrap();
    assert_eq!(back.status.ledger.unwrap().backup.before_restore, "");
    assert_eq!(names(&mut session).len(), 3);
    let nothing = back_to_before_restore(&mut session, Nothing {}).unwrap_err();
    assert_eq!(nothing.problem(Language::Ja).code, "refused");
    let newest = make_backup(&mut session, Nothing {})
        .unwrap()
        .backups
        .remove(0);
    let same = compare_backup(
        &mut session,
        ByBackup {
            backup: newest.backup,
        },
    );
    assert_eq!(same.unwrap().summary, "今の台帳と同じ内容です。");
}

#[test]
fn that_two_are_not_one_is_in_the_backup_and_comes_back_with_it() {
    let (_folder, _dir, mut session) = midorino();
    add(&mut session, "髙﨑 恵");
    add(&mut session, "高崎 恵");
    let open = |session: &mut Session| duplicates(session, Nothing {}).unwrap().groups.len();
    assert_eq!(open(&mut session), 1);
    let found = people(&mut session, PeopleRequest::default()).unwrap();
    let [a, b] = ["髙﨑 恵", "高崎 恵"].map(|name| {
        let row = found.rows.iter().find(|row| row.name == name);
        row.unwrap().id.clone()
    });
    let apart = KeepApart {
        a: a.clone(),
        b: b.clone(),
        why: "別の病院の方".to_owned(),
    };
    keep_apart(&mut session, apart).unwrap();
    let backup = make_backup(&mut session, Nothing {}).unwrap().backups[0]
        .backup
        .clone();
    keep_together(&mut session, MergePair { a, b }).unwrap();
    assert_eq!(open(&mut session), 1);
    restore_backup(&mut session, ByBackup { backup }).unwrap();
    assert_eq!(open(&mut session), 0);
    let apart = pairs_apart(&mut session, Nothing {}).unwrap().rows;
    assert_eq!(apart[0].why, "別の病院の方");
}

#[test]
fn the_second_place_is_told_quietly_and_caught_up_with() {
    let (holder, dir, mut session) = midorino();
    let place = holder.path().join("stick");
    let request = |path: Option<&Path>| SetBackupPlace {
        path: path.map(Path::to_owned),
    };
    let missing = set_backup_place(&mut session, request(Some(&place))).unwrap_err();
    assert_eq!(missing.problem(Language::Ja).code, "refused");
    let inside = set_backup_place(&mut session, request(Some(&dir))).unwrap_err();
    assert_eq!(
        inside.problem(Language::Ja).code,
        "refused",
        "not in the ledger itself"
    );
    std::fs::create_dir(&place).unwrap();
    let set = set_backup_place(&mut session, request(Some(&place))).unwrap();
    assert_eq!(Path::new(&set.place), place.canonicalize().unwrap());
    assert!(set.status.second_ok, "{:?}", set.status);
    assert_eq!(set.status.second_words, "2か所目 今日 10:15 まで");

    // Pulled out; the backup at home goes on.
    let away = holder.path().join("away");
    std::fs::rename(&place, &away).unwrap();
    session.at(at(16));
    add(&mut session, "髙﨑 恵");
    rest(&mut session);
    let said = told(&mut session);
    assert!(said.ok && !said.second_ok);
    assert!(said.second_words.contains("つながっていません"), "{said:?}");

    std::fs::rename(&away, &place).unwrap();
    session.at(at(18));
    rest(&mut session);
    let said = told(&mut session);
    assert!(said.second_ok, "{said:?}");
    assert_eq!(said.second_words, "2か所目 今日 10:31 まで");

    // The ledger's own folder of backups is lost: those of the second place can be restored.
    std::fs::remove_dir_all(folder(&dir)).unwrap();
    let rows = listed(&mut session).backups;
    assert!(rows.iter().all(|row| row.second && row.sound), "{rows:?}");
    let oldest = rows.last().unwrap().backup.clone();
    restore_backup(&mut session, ByBackup { backup: oldest }).unwrap();
    assert_eq!(names(&mut session), ["木佐貫 遥"]);

    let none = set_backup_place(&mut session, request(None)).unwrap();
    assert!(none.place.is_empty() && none.status.second_ok);
}

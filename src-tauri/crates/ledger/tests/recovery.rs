//! A damaged ledger is never a dead app: it is set aside untouched, and a new one is made of a good backup or of what can
//! still be read.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test that cannot go on should say where; files are harmed on purpose"
)]

mod support;

use std::path::{Path, PathBuf};

use chrono::{Duration, FixedOffset};
use kaotsunagi_ledger::backup::{self, Name, Reason};
use kaotsunagi_ledger::meeting::line::LineKind;
use kaotsunagi_ledger::recovery::{self, From, Recovered, Salvaged};
use kaotsunagi_ledger::schema::tables::TABLES;
use kaotsunagi_ledger::{Error, Ledger, OperationName, Passphrase, check_at, keys};
use support::*;

const PAGE: usize = 4096;

/// Every logged table, by name and rows.
type Content = Vec<(&'static str, Vec<String>)>;

struct Region {
    _folder: tempfile::TempDir,
    dir: PathBuf,
    passphrase: Passphrase,
}

fn content(ledger: &Ledger) -> Content {
    let read = ledger.read();
    TABLES
        .iter()
        .filter(|table| table.logged)
        .map(|table| (table.name, read.rows_as_text(table).unwrap()))
        .collect()
}

fn fill(ledger: &mut Ledger) {
    let mut people = Vec::new();
    let mut do_it = |code: &str, f: &mut dyn FnMut(&kaotsunagi_ledger::Write<'_>)| {
        ledger
            .operation(&OperationName::new(code, ""), now(), |write| {
                f(write);
                Ok::<_, Error>(())
            })
            .unwrap();
    };
    for round in 0..40 {
        do_it("people.add", &mut |write| {
            let place = organisation(&format!("みどり野第{round}診療所"), "みどりの");
            let place = write.add_organisation(&place).unwrap();
            for number in 0..8 {
                let mut fields = person(&format!("髙﨑 恵 {round}-{number}"), "たかさき めぐみ");
                fields.note = "在宅の看取りに熱心。".repeat(6);
                let one = write.add_person(&fields).unwrap();
                write.add_affiliation(&post(one, place, "看護師")).unwrap();
                people.push(one);
            }
        });
    }
    for round in 0..12_u32 {
        do_it("meeting.add", &mut |write| {
            let day = format!("2026-{:02}-15", round + 1);
            let held = write
                .add_meeting(&meeting(&format!("第{round}回 連携会議"), &day))
                .unwrap();
            for one in people.iter().skip(round as usize * 7).take(20) {
                let there = attended(
                    *one,
                    kaotsunagi_ledger::meeting::attendance::Attended::Present,
                );
                write.set_attendance(held, &there).unwrap();
            }
            for number in 0..10 {
                let text =
                    format!("{number}: 退院前の連絡は二日前までにファクスで行うこととする。");
                write
                    .add_line(held, &line(LineKind::Decision, &text))
                    .unwrap();
            }
        });
    }
    // Changed, removed, and taken back: what the log knows last is what counts.
    do_it("person.save", &mut |write| {
        write
            .save_person(people[3], &person("早乙女 徹", "さおとめ とおる"))
            .unwrap();
    });
    do_it("person.remove", &mut |write| {
        write.remove_person(people[4]).unwrap()
    });
    do_it("person.save", &mut |write| {
        write.save_person(people[5], &person("誤り", "")).unwrap();
    });
    ledger.undo(now()).unwrap();
}

impl Region {
    fn new(passphrase: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let dir = folder.path().join("みどり野.kaotsunagi");
        let passphrase = Passphrase::new(passphrase);
        let mut ledger = Ledger::create(&dir, &passphrase, now()).unwrap();
        fill(&mut ledger);
        ledger.close().unwrap();
        Self {
            _folder: folder,
            dir,
            passphrase,
        }
    }

    fn open(&self) -> Ledger {
        Ledger::open(&self.dir, &self.passphrase).unwrap()
    }

    fn content(&self) -> Content {
        content(&self.open())
    }

    fn back_up(&self, hours: i64) -> Name {
        let ledger = self.open();
        let zone = FixedOffset::east_opt(9 * 3600).unwrap();
        let job = ledger
            .backup_job(Some(Reason::Hand), now() + Duration::hours(hours), zone)
            .unwrap();
        let made = job.run().made.unwrap().unwrap();
        ledger.close().unwrap();
        made.name
    }

    fn file(&self) -> PathBuf {
        self.dir.join("ledger.db")
    }

    fn bytes(&self) -> Vec<u8> {
        std::fs::read(self.file()).unwrap()
    }

    fn look(&self) -> Result<recovery::Damaged, Error> {
        recovery::look(&self.dir, &self.passphrase, None)
    }

    fn recover(&self, from: &From) -> Result<Recovered, Error> {
        recovery::recover(&self.dir, &self.passphrase, from, None, now())
    }

    fn newest_good(&self) -> From {
        let damaged = self.look().unwrap();
        let (kept, second) = damaged
            .backups
            .iter()
            .find(|(kept, _)| kept.holds.is_ok())
            .unwrap();
        From::Backup {
            name: kept.name,
            second: *second,
        }
    }
}

fn flip(bytes: &[u8], pages: &[usize]) -> Vec<u8> {
    let mut bad = bytes.to_vec();
    for page in pages {
        bad[page * PAGE + 1000] ^= 1;
    }
    bad
}

fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap())
        .map(|file| {
            let name = file.file_name().into_string().unwrap();
            (name, std::fs::read(file.path()).unwrap())
        })
        .collect();
    files.sort();
    files
}

#[test]
fn whatever_the_damage_the_newest_good_backup_is_offered_and_put_in_place() {
    for passphrase in ["春の道", ""] {
        let region = Region::new(passphrase);
        let older = region.back_up(-1);
        let newest = region.back_up(0);
        let good = region.bytes();
        let wanted = region.content();
        let harmed: [Vec<u8>; 7] = [
            flip(&good, &[0]),
            flip(&good, &[5, 9, good.len() / PAGE - 1]),
            good[..good.len() / 2 + 77].to_vec(),
            good[..PAGE].to_vec(),
            Vec::new(),
            vec![0; good.len()],
            "氏名,電話\n".repeat(900).into_bytes(),
        ];
        for (number, bad) in harmed.iter().enumerate() {
            std::fs::write(region.file(), bad).unwrap();
            let damaged = region.look().unwrap();
            assert!(!damaged.report.is_sound(), "{number}");
            let names: Vec<Name> = damaged.backups.iter().map(|(kept, _)| kept.name).collect();
            assert_eq!(names[..2], [newest, older], "{number}");
            assert!(region.bytes() == *bad, "looking changes nothing");

            let from = From::Backup {
                name: newest,
                second: false,
            };
            let recovered = region.recover(&from).unwrap();
            let aside = files(&recovered.set_aside);
            assert!(
                aside == [("ledger.db".to_owned(), bad.clone())],
                "{number}: every byte"
            );
            assert!(content(&recovered.ledger) == wanted);
            assert!(recovered.ledger.check().unwrap().is_sound());
            assert_eq!(recovered.salvaged, []);
            recovered.ledger.close().unwrap();
            assert!(
                check_at(&region.dir, &region.passphrase)
                    .unwrap()
                    .is_sound()
            );
            assert!(region.look().unwrap().report.is_sound());
            let mut ledger = region.open();
            assert!(ledger.changed_since_backup().unwrap(), "a new state");
            assert!(
                ledger.undo(now()).unwrap().is_some(),
                "its undo came with it"
            );
        }
        let folders = std::fs::read_dir(region.dir.join("set-aside"))
            .unwrap()
            .count();
        assert_eq!(folders, harmed.len(), "each in a folder of its own");
    }
}

#[test]
fn a_bad_backup_is_never_offered_as_good() {
    let region = Region::new("春の道");
    let older = region.back_up(-1);
    let newest = region.back_up(0);
    let path = backup::folder(&region.dir).join(newest.file());
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[20_000] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    std::fs::write(region.file(), flip(&region.bytes(), &[7])).unwrap();
    assert_eq!(
        region.newest_good(),
        From::Backup {
            name: older,
            second: false
        }
    );
    let bad = From::Backup {
        name: newest,
        second: false,
    };
    let before = files_of_ledger(&region.dir);
    assert!(matches!(region.recover(&bad), Err(Error::BadBackup { .. })));
    assert!(
        files_of_ledger(&region.dir) == before,
        "nothing was touched"
    );
}

fn files_of_ledger(dir: &Path) -> Vec<(String, Vec<u8>)> {
    ["ledger.db", "ledger.db-wal", "keys.age", "ledger.db.part"]
        .into_iter()
        .filter_map(|name| Some((name.to_owned(), std::fs::read(dir.join(name)).ok()?)))
        .collect()
}

#[test]
fn with_damaged_keys_the_copy_beside_the_backups_opens_the_ledger() {
    let region = Region::new("春の道");
    region.back_up(0);
    let good = std::fs::read(region.dir.join("keys.age")).unwrap();
    let mut bad = good.clone();
    bad[150] ^= 1;
    for harmed in [Some(bad), Some(Vec::new()), None] {
        let path = region.dir.join("keys.age");
        match &harmed {
            Some(bytes) => std::fs::write(&path, bytes).unwrap(),
            None => std::fs::remove_file(&path).unwrap(),
        }
        assert!(Ledger::open(&region.dir, &region.passphrase).is_err());
        let damaged = region.look().unwrap();
        assert!(damaged.keys.is_some());
        assert!(damaged.report.is_sound(), "the file itself is sound");
        let wrong = recovery::look(&region.dir, &Passphrase::new("夏の道"), None);
        assert!(matches!(wrong, Err(Error::WrongPassphrase(_))), "{wrong:?}");

        let recovered = region.recover(&region.newest_good()).unwrap();
        let aside = files(&recovered.set_aside);
        let kept = aside
            .iter()
            .find(|(name, _)| name == "keys.age")
            .map(|(_, bytes)| bytes);
        assert_eq!(kept, harmed.as_ref(), "the damaged keys are kept too");
        recovered.ledger.close().unwrap();
        assert!(std::fs::read(&path).unwrap() == good);
        region.open();
    }
}

#[test]
fn damaged_keys_without_any_copy_are_told_as_such() {
    let region = Region::new("春の道");
    let path = region.dir.join("keys.age");
    let mut bad = std::fs::read(&path).unwrap();
    bad[150] ^= 1;
    std::fs::write(&path, bad).unwrap();
    assert!(matches!(region.look(), Err(Error::KeysDamaged(_))));
}

#[test]
fn backups_of_the_second_place_are_found_when_nothing_is_left_at_home() {
    let region = Region::new("春の道");
    let place = tempfile::tempdir().unwrap();
    let mut ledger = region.open();
    ledger.set_backup_place(Some(place.path())).unwrap();
    ledger.close().unwrap();
    let name = region.back_up(0);
    let wanted = region.content();
    let good = region.bytes();

    // The list at home names the place by itself.
    std::fs::write(region.file(), flip(&good, &[0])).unwrap();
    let places: Vec<bool> = region
        .look()
        .unwrap()
        .backups
        .iter()
        .map(|(_, second)| *second)
        .collect();
    assert_eq!(places.len(), 2);
    assert!(places.contains(&true) && places.contains(&false));

    // Without it she points there; ledger and keys are gone as well.
    std::fs::remove_dir_all(backup::folder(&region.dir)).unwrap();
    std::fs::remove_file(region.dir.join("keys.age")).unwrap();
    for pointed in [
        place.path().to_owned(),
        std::fs::read_dir(place.path())
            .unwrap()
            .next()
            .unwrap()
            .unwrap()
            .path(),
    ] {
        let damaged = recovery::look(&region.dir, &region.passphrase, Some(&pointed)).unwrap();
        assert_eq!(damaged.backups.len(), 1, "{}", pointed.display());
    }
    std::fs::remove_file(region.file()).unwrap();
    let from = From::Backup { name, second: true };
    let recovered = recovery::recover(
        &region.dir,
        &region.passphrase,
        &from,
        Some(place.path()),
        now(),
    )
    .unwrap();
    assert!(content(&recovered.ledger) == wanted);
    recovered.ledger.close().unwrap();
    assert!(keys::sound(&region.dir).is_ok());
    region.open();
}

#[test]
fn another_ledgers_backups_at_the_same_place_are_not_offered() {
    let (one, other) = (Region::new("春の道"), Region::new("夏の道"));
    let place = tempfile::tempdir().unwrap();
    for region in [&one, &other] {
        let mut ledger = region.open();
        ledger.set_backup_place(Some(place.path())).unwrap();
        ledger.close().unwrap();
        region.back_up(0);
    }
    let damaged = recovery::look(&one.dir, &one.passphrase, Some(place.path())).unwrap();
    assert_eq!(
        damaged.backups.iter().filter(|(_, second)| *second).count(),
        1
    );
}

// --- salvage

fn count(salvaged: &[Salvaged], of: fn(&Salvaged) -> u64) -> u64 {
    salvaged.iter().map(of).sum()
}

#[test]
fn a_damaged_page_outside_the_list_of_tables_costs_no_record() {
    costs_no_record(53);
}

#[test]
#[ignore = "each page of the file takes a second"]
fn any_damaged_page_outside_the_list_of_tables_costs_no_record() {
    costs_no_record(1);
}

fn costs_no_record(step: usize) {
    let region = Region::new("");
    let wanted = region.content();
    let good = region.bytes();
    let pages = good.len() / PAGE;
    let (mut salvaged, mut rebuilt) = (0, 0);
    for page in (0..pages).step_by(step) {
        let bad = flip(&good, &[page]);
        std::fs::write(region.file(), &bad).unwrap();
        if !region.look().unwrap().can_salvage {
            continue;
        }
        salvaged += 1;
        let recovered = region.recover(&From::Salvage).unwrap();
        for ((table, wanted), (_, found)) in wanted.iter().zip(content(&recovered.ledger)) {
            assert!(
                *wanted == found,
                "page {page}: {table} of {} rows, {} found: {:?}",
                wanted.len(),
                found.len(),
                recovered.salvaged
            );
        }
        assert!(recovered.ledger.check().unwrap().is_sound(), "page {page}");
        assert!(files(&recovered.set_aside) == [("ledger.db".to_owned(), bad)]);
        rebuilt += count(&recovered.salvaged, |one| one.rebuilt);
        recovered.ledger.close().unwrap();
        std::fs::remove_dir_all(region.dir.join("set-aside")).unwrap();
    }
    assert!(salvaged > pages / step / 2, "{salvaged} of {pages} pages");
    assert!(rebuilt > 0, "pages of records were hit");
}

#[test]
fn with_many_damaged_pages_what_is_saved_is_true_and_what_is_lost_is_told() {
    let region = Region::new("春の道");
    let wanted = region.content();
    let good = region.bytes();
    let pages = good.len() / PAGE;
    let mut lost_any = false;
    // Behind the pages with the list of tables.
    for (first, step) in [(160, 11), (161, 5), (162, 2)] {
        let bad: Vec<usize> = (first..pages).step_by(step).collect();
        std::fs::write(region.file(), flip(&good, &bad)).unwrap();
        assert!(region.look().unwrap().can_salvage, "{first} {step}");
        let recovered = region.recover(&From::Salvage).unwrap();
        let told = &recovered.salvaged;
        assert!(
            recovered.ledger.check().unwrap().is_sound(),
            "no reference dangles"
        );
        let mut unread = 0;
        for ((table, wanted), (_, found)) in wanted.iter().zip(content(&recovered.ledger)) {
            let one = told
                .iter()
                .find(|one| one.table == *table)
                .cloned()
                .unwrap_or_default();
            assert_eq!(
                found.len() as u64,
                one.saved + one.rebuilt - one.left_out,
                "{table}: the counts add up: {one:?}"
            );
            // A row that was read is the row that was written, but for references that are cut.
            let strange = found.iter().filter(|row| !wanted.contains(row)).count() as u64;
            assert!(
                strange <= one.cut + one.rebuilt,
                "{table}: {strange} {one:?}"
            );
            unread += wanted.len() - found.len().min(wanted.len());
        }
        let saved = count(told, |one| one.saved);
        assert!(saved > 0, "{told:?}");
        lost_any |= unread > 0;
        // Half of an operation is never taken back.
        let mut ledger = recovered.ledger;
        assert!(ledger.undo(now()).unwrap().is_none());
        assert!(ledger.redo(now()).unwrap().is_none());
        let newest = ledger.read().operations(1).unwrap().remove(0);
        assert_eq!(newest.name.code, "ledger.salvage_part");
        ledger
            .operation(&OperationName::new("person.add", ""), now(), |write| {
                write.add_person(&person("その後の人", ""))
            })
            .unwrap();
        assert!(
            ledger.undo(now()).unwrap().is_some(),
            "what comes after can"
        );
        assert!(ledger.undo(now()).unwrap().is_none());
        ledger.close().unwrap();
    }
    assert!(lost_any, "so much damage costs something");
}

#[test]
fn what_only_the_log_beside_the_file_holds_is_salvaged_too() {
    let region = Region::new("春の道");
    let mut ledger = region.open();
    ledger
        .operation(&OperationName::new("person.add", ""), now(), |write| {
            write.add_person(&person("𠮷村 いづみ", ""))
        })
        .unwrap();
    let wanted = content(&ledger);
    // The disk as a power cut would find it, with a damaged page on top.
    let disk: Vec<_> = ["ledger.db", "ledger.db-wal"]
        .map(|name| {
            (
                name.to_owned(),
                std::fs::read(region.dir.join(name)).unwrap(),
            )
        })
        .into();
    ledger.close().unwrap();
    let bad = flip(&disk[0].1, &[150]);
    std::fs::write(region.file(), &bad).unwrap();
    std::fs::write(region.dir.join("ledger.db-wal"), &disk[1].1).unwrap();
    assert!(region.look().unwrap().can_salvage);
    let recovered = region.recover(&From::Salvage).unwrap();
    assert!(content(&recovered.ledger) == wanted);
    let aside = files(&recovered.set_aside);
    assert!(aside.contains(&("ledger.db".to_owned(), bad)));
    assert!(
        aside.contains(&disk[1]),
        "the log is set aside byte for byte"
    );
    recovered.ledger.close().unwrap();
    assert!(!region.dir.join("salvage.part").exists());
    assert!(!region.dir.join("ledger.db-wal").exists());
}

#[test]
fn a_cut_off_file_gives_what_its_pages_hold() {
    let region = Region::new("春の道");
    let good = region.bytes();
    std::fs::write(region.file(), &good[..good.len() * 3 / 4 + 100]).unwrap();
    assert!(region.look().unwrap().can_salvage);
    let recovered = region.recover(&From::Salvage).unwrap();
    assert!(count(&recovered.salvaged, |one| one.saved) > 100);
    assert!(recovered.ledger.check().unwrap().is_sound());
}

#[test]
fn when_nothing_can_be_read_salvage_says_so_and_leaves_everything() {
    let region = Region::new("春の道");
    let bad = flip(&region.bytes(), &[0]);
    std::fs::write(region.file(), &bad).unwrap();
    assert!(!region.look().unwrap().can_salvage);
    assert!(matches!(
        region.recover(&From::Salvage),
        Err(Error::Damaged(_))
    ));
    assert!(region.bytes() == bad);
    assert!(!region.dir.join("set-aside").exists());
    assert!(!region.dir.join("ledger.db.part").exists());
}

#[test]
fn a_ledger_that_is_open_elsewhere_is_not_recovered() {
    let region = Region::new("春の道");
    region.back_up(0);
    let open = region.open();
    assert!(matches!(region.look(), Err(Error::HeldBy(_))));
    assert!(matches!(
        region.recover(&From::Salvage),
        Err(Error::HeldBy(_))
    ));
    drop(open);
    assert!(matches!(
        recovery::look(&region.dir.join("nowhere"), &region.passphrase, None),
        Err(Error::NotFound(_) | Error::KeysMissing(_))
    ));
}

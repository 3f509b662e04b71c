//! The 1st, 2nd, … Nth write, sync, truncation, deletion or opening of the database's files fails, until none does.

use std::path::Path;

use serde_json::json;

use crate::disk::{self, Ending};
use crate::world::{self, WORK, Work, everything, parting};

const ENDINGS: [Ending; 3] = [Ending::Once, Ending::ForGood, Ending::Full];

/// The states that the work goes through on a sound disk: before it, and after each of its steps.
fn states(work: &Work, prepared: &Path, place: &Path) -> Vec<String> {
    world::copy(prepared, place);
    let mut session = world::open(place).expect("opens");
    let mut kept = Vec::new();
    let mut states = vec![everything(&session)];
    for step in work.steps {
        step(&mut session, &mut kept)
            .unwrap_or_else(|problem| panic!("{}: {problem:?}", work.name));
        states.push(everything(&session));
    }
    drop(session);
    remove(place);
    states
}

fn remove(place: &Path) {
    std::fs::remove_dir_all(place).expect("goes");
}

/// The ledger with all done that comes before the work, closed.
fn prepare(work: &Work, folder: &Path) -> std::path::PathBuf {
    let prepared = folder.join("prepared.kaotsunagi");
    world::region(&prepared);
    let mut session = world::open(&prepared).expect("opens");
    for step in work.before {
        step(&mut session, &mut Vec::new()).expect("what comes before");
    }
    drop(session);
    prepared
}

/// Does the work on a disk whose `nth` call fails and looks at what is left; `false` when the work never came to it.
fn once(
    work: &Work,
    prepared: &Path,
    place: &Path,
    states: &[String],
    nth: u64,
    ending: Ending,
) -> bool {
    let what = || format!("{}, call {nth}, {ending:?}", work.name);
    world::copy(prepared, place);
    let mut session = world::open(place).expect("opens");
    let mut kept = Vec::new();
    let mut done = 0;
    let mut told = false;
    disk::fail(nth, ending);
    for step in work.steps {
        match step(&mut session, &mut kept) {
            Ok(_) => done += 1,
            Err(problem) => {
                told = true;
                assert!(!problem.message.is_empty(), "{}: told in words", what());
                assert!(
                    matches!(problem.code.as_str(), "disk" | "disk_full")
                        // A log that could not be removed looks like somebody else's, and a restore keeps off.
                        || (problem.code == "busy" && work.name.contains("restore")),
                    "{}: a failing disk is neither a fault of hers nor a damaged ledger: {problem:?}",
                    what()
                );
                break;
            }
        }
    }
    let mut fired = false;
    // A restore whose disk fails at the worst moment ends at the first screen.
    if told && ending == Ending::Once && session.ledger().is_ok() {
        // The disk works again: so does the sitting, without being opened anew.
        fired = disk::heal();
        let seen = everything(&session);
        assert!(
            seen == states[done],
            "{}: taken back: {}",
            what(),
            parting(&seen, &states[done])
        );
        let step = work.steps[done];
        step(&mut session, &mut kept)
            .unwrap_or_else(|problem| panic!("{}, again: {problem:?}", what()));
        done += 1;
        told = false;
    }
    // A disk that is gone is still gone while the program ends.
    drop(session);
    fired |= disk::heal();

    let session = world::open(place).unwrap_or_else(|problem| panic!("{}: {problem:?}", what()));
    let report = session.ledger().expect("open").check().expect("a report");
    assert!(report.is_sound(), "{}: {report:?}", what());
    let left = everything(&session);
    // What was acknowledged is there; what failed is there whole, or not at all.
    let whole = left == states[done] || (told && left == states[done + 1]);
    assert!(whole, "{}: {}", what(), parting(&left, &states[done]));
    drop(session);
    remove(place);
    fired
}

fn walk(work: &Work) {
    disk::put_in();
    let folder = world::quick_folder();
    world::list(folder.path());
    let prepared = prepare(work, folder.path());
    let place = folder.path().join("tried.kaotsunagi");
    let states = states(work, &prepared, &place);
    for ending in ENDINGS {
        let mut nth = 1;
        while once(work, &prepared, &place, &states, nth, ending) {
            nth += stride(nth);
        }
        assert!(nth > 3, "{}: {ending:?} fired {nth} times only", work.name);
        println!("{}: {ending:?}, up to call {nth}", work.name);
    }
}

/// Every call at first, where beginnings and headers are written; of the hundreds of pages after them every eleventh, or all
/// with the variable that `cargo xtask bench --faults` sets.
fn stride(nth: u64) -> u64 {
    if nth < 20 || std::env::var_os("KAOTSUNAGI_ALL_FAULTS").is_some() {
        1
    } else {
        11
    }
}

macro_rules! each {
    ($($test:ident = $at:literal;)*) => {
        $(#[test] fn $test() { walk(&WORK[$at]); })*
        #[test]
        fn every_work_is_walked() {
            assert_eq!([$($at),*].len(), WORK.len());
        }
    };
}

each! {
    a_failing_disk_under_a_new_person = 0;
    a_failing_disk_under_a_meeting = 1;
    a_failing_disk_under_an_import = 2;
    a_failing_disk_under_undo = 3;
    a_failing_disk_under_redo = 4;
    a_failing_disk_under_a_removal = 5;
    a_failing_disk_under_the_map = 6;
    a_failing_disk_under_a_backup = 7;
    a_failing_disk_under_a_restore = 8;
    a_failing_disk_under_the_way_back = 9;
}

/// Opens and closes a ledger on a disk that fails; whatever becomes of that, nothing of it changes.
#[test]
fn a_failing_disk_under_opening_and_closing() {
    disk::put_in();
    let folder = world::quick_folder();
    let prepared = folder.path().join("prepared.kaotsunagi");
    world::region(&prepared);
    let place = folder.path().join("tried.kaotsunagi");
    let before = everything(&world::open(&prepared).expect("opens"));
    for ending in ENDINGS {
        let mut nth = 1;
        loop {
            let what = format!("call {nth}, {ending:?}");
            world::copy(&prepared, &place);
            disk::fail(nth, ending);
            let told = match world::open(&place) {
                Ok(mut session) => world::call(&mut session, "close_ledger", json!({})).err(),
                Err(problem) => Some(problem),
            };
            let fired = disk::heal();
            if let Some(problem) = told {
                assert!(
                    matches!(problem.code.as_str(), "disk" | "disk_full"),
                    "{what}: {problem:?}"
                );
            }
            let session =
                world::open(&place).unwrap_or_else(|problem| panic!("{what}: {problem:?}"));
            let report = session.ledger().expect("open").check().expect("a report");
            assert!(report.is_sound(), "{what}: {report:?}");
            assert!(everything(&session) == before, "{what}");
            drop(session);
            remove(&place);
            if !fired {
                break;
            }
            nth += stride(nth);
        }
        assert!(nth > 1, "{ending:?} never fired");
        println!("open and close: {ending:?}, up to call {nth}");
    }
}

/// What was acknowledged outlives a disk that fails while the ledger is closed.
#[test]
fn a_failing_disk_under_closing_after_work() {
    disk::put_in();
    let folder = world::quick_folder();
    world::list(folder.path());
    let prepared = folder.path().join("prepared.kaotsunagi");
    world::region(&prepared);
    let place = folder.path().join("tried.kaotsunagi");
    for ending in ENDINGS {
        let mut nth = 1;
        loop {
            let what = format!("call {nth}, {ending:?}");
            world::copy(&prepared, &place);
            let mut session = world::open(&place).expect("opens");
            for step in WORK[2].steps {
                step(&mut session, &mut Vec::new()).expect("the disk is sound");
            }
            let acknowledged = everything(&session);
            disk::fail(nth, ending);
            let told = world::call(&mut session, "close_ledger", json!({})).err();
            drop(session);
            let fired = disk::heal();
            if let Some(problem) = told {
                assert!(
                    matches!(problem.code.as_str(), "disk" | "disk_full"),
                    "{what}: {problem:?}"
                );
            }
            let session =
                world::open(&place).unwrap_or_else(|problem| panic!("{what}: {problem:?}"));
            let report = session.ledger().expect("open").check().expect("a report");
            assert!(report.is_sound(), "{what}: {report:?}");
            assert!(everything(&session) == acknowledged, "{what}");
            drop(session);
            remove(&place);
            if !fired {
                break;
            }
            nth += stride(nth);
        }
        assert!(nth > 1, "{ending:?} never fired");
        println!("closing: {ending:?}, up to call {nth}");
    }
}

/// A ledger of an earlier schema is opened on a failing disk: it is brought up to date whole, or is still of that schema.
#[test]
fn a_failing_disk_under_a_migration() {
    for schema in ["schema-1.db", "schema-2.db"] {
        a_failing_disk_under_a_migration_from(schema);
    }
}

fn a_failing_disk_under_a_migration_from(schema: &str) {
    disk::put_in();
    let folder = world::quick_folder();
    let prepared = folder.path().join("prepared.kaotsunagi");
    let old = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures/ledgers")
        .join(schema);
    let bytes = std::fs::read(old).expect("the fixture");
    kaotsunagi_tests::write(&prepared.join("ledger.db"), &bytes).expect("a ledger");
    let place = folder.path().join("tried.kaotsunagi");
    world::copy(&prepared, &place);
    let migrated = everything(&world::open(&place).expect("opens"));
    remove(&place);
    for ending in ENDINGS {
        let mut nth = 1;
        loop {
            let what = format!("call {nth}, {ending:?}");
            world::copy(&prepared, &place);
            disk::fail(nth, ending);
            let told = world::open(&place).map(drop).err();
            let fired = disk::heal();
            if let Some(problem) = told {
                assert!(
                    matches!(problem.code.as_str(), "disk" | "disk_full"),
                    "{what}: {problem:?}"
                );
            }
            let session =
                world::open(&place).unwrap_or_else(|problem| panic!("{what}: {problem:?}"));
            let report = session.ledger().expect("open").check().expect("a report");
            assert!(report.is_sound(), "{what}: {report:?}");
            let found = everything(&session);
            assert!(found == migrated, "{what}: {}", parting(&found, &migrated));
            drop(session);
            remove(&place);
            if !fired {
                break;
            }
            nth += stride(nth);
        }
        assert!(nth > 20, "{ending:?} fired {nth} times only");
        println!("migration from {schema}: {ending:?}, up to call {nth}");
    }
}

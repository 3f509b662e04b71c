//! The program stops at each of the named points between two files, in every stage of the work that comes to it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use kaotsunagi_core::{Session, border};
use kaotsunagi_tests::killing::stages::{self, LEDGER, STAGES, Stage};
use kaotsunagi_tests::window::built;
use ledger::crash::POINTS;
use serde_json::json;

use crate::world;

fn old() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/ledgers/schema-1-passphrase.db")
}

/// Whether the program was stopped in the stage.
fn stopped(stage: Stage, point: &str, folder: &Path) -> bool {
    let done = Command::new(built("writer").expect("the writer"))
        .arg("--stage")
        .arg(format!("{stage:?}"))
        .args([folder, &old()])
        .env("KAOTSUNAGI_CRASH_AT", point)
        .output()
        .expect("runs");
    let said = String::from_utf8_lossy(&done.stderr);
    // Neither done nor failed: gone.
    assert!(
        done.status.success() || done.status.code().is_none(),
        "{stage:?} at {point}: {said}"
    );
    !done.status.success()
}

fn people(session: &mut Session) -> u64 {
    border::call(session, "people", json!({}))
        .and_then(Result::ok)
        .and_then(|people| people["total"].as_u64())
        .expect("people")
}

/// What has to be so whenever the program was stopped. `after` is the folder as the stage would have left it.
fn whole(stage: Stage, point: &str, folder: &Path, before: &Path, after: &Path) {
    let what = format!("{stage:?} at {point}");
    if stage == Stage::Migrate {
        stages::run(stage, folder, &old()).unwrap_or_else(|said| panic!("{what}: {said}"));
        return;
    }
    if stage == Stage::Make && !folder.join(LEDGER).exists() {
        // Nothing was promised yet, and what was left of it is in nobody's way.
        stages::run(stage, folder, &old()).unwrap_or_else(|said| panic!("{what}, again: {said}"));
    }
    if stage == Stage::Recover && stages::open(folder).is_err() {
        stages::recover_as_it_is(folder).unwrap_or_else(|said| panic!("{what}, again: {said}"));
    }
    let (mut session, _) = stages::open(folder).unwrap_or_else(|said| panic!("{what}: {said}"));
    let report = session.ledger().expect("open").check().expect("a report");
    assert!(report.is_sound(), "{what}: {report:?}");
    let found = people(&mut session);
    let wanted: Vec<u64> = [before, after]
        .iter()
        .filter_map(|folder| Some(people(&mut stages::open(folder).ok()?.0)))
        .collect();
    // A restore adds somebody first.
    let between = (stage == Stage::Restore).then(|| wanted[0] + 1);
    assert!(
        wanted.contains(&found) || between == Some(found),
        "{what}: {found}, wanted {wanted:?}"
    );
    // Every backup that has its name is one.
    let backups = border::call(&mut session, "backups", json!({}))
        .and_then(Result::ok)
        .expect("backups");
    for backup in backups["backups"].as_array().expect("rows") {
        assert_eq!(backup["sound"], true, "{what}: {backup}");
    }
    // And everything goes on from there.
    border::call(&mut session, "make_backup", json!({}))
        .expect("a command")
        .unwrap_or_else(|problem| panic!("{what}: {problem:?}"));
}

#[test]
fn stopped_at_every_named_point_nothing_is_lost() {
    let folder = world::quick_folder();
    let mut before = folder.path().join("start");
    std::fs::create_dir_all(&before).expect("a folder");
    let mut reached = BTreeSet::new();
    for stage in STAGES {
        let after = folder.path().join(format!("{stage:?}"));
        world::copy(&before, &after);
        if let Err(said) = stages::run(stage, &after, &old()) {
            assert!(
                stage == Stage::Recover && said.contains("no_ledger"),
                "{stage:?}: {said}"
            );
            println!("not there yet: {stage:?}: {said}");
            reached.extend(POINTS.iter().filter(|point| point.starts_with("recover.")));
            std::fs::remove_dir_all(&after).expect("goes");
            world::copy(&before, &after);
            before = after;
            continue;
        }
        for point in POINTS {
            let tried = folder.path().join("tried");
            world::copy(&before, &tried);
            if stopped(stage, point, &tried) {
                reached.insert(point);
                println!("{stage:?} at {point}");
                whole(stage, point, &tried, &before, &after);
            }
            std::fs::remove_dir_all(&tried).expect("goes");
        }
        before = after;
    }
    let missed: Vec<_> = POINTS
        .iter()
        .filter(|point| !reached.contains(**point))
        .collect();
    assert!(missed.is_empty(), "no stage comes to {missed:?}");
}

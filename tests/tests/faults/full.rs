//! A disk without room, and a place that can only be read; both by the system itself, not by our own failing disk.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use kaotsunagi_tests::window::built;
use serde_json::Value;

use crate::world;

/// The command line on a ledger, behind `limit`: words for a shell that end in `exec "$@"`.
fn behind(limit: &str, folder: &Path, words: &[&str]) -> Output {
    Command::new("sh")
        .args(["-c", &format!("{limit} exec \"$@\""), "sh"])
        .arg(built("kaotsunagi").expect("the command line"))
        .args(["--ledger", "a.kaotsunagi", "--json"])
        .args(words)
        .current_dir(folder)
        .env("LANG", "ja_JP.UTF-8")
        .output()
        .expect("runs")
}

fn problem(done: &Output) -> Value {
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    let line = said
        .lines()
        .rev()
        .find(|line| line.contains("\"code\""))
        .unwrap_or(&said);
    assert_eq!(done.status.code(), Some(1), "told, not killed: {said}");
    serde_json::from_str(line).unwrap_or_else(|_| panic!("{said}"))
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("a folder")
        .flatten()
        .map(|entry| entry.path())
        .collect();
    found.sort();
    found
}

/// No file may grow beyond so many blocks of 512 bytes; the signal that goes with it is ignored, as on a full disk.
fn room(bytes: u64) -> String {
    format!("trap '' XFSZ; ulimit -f {};", bytes / 512)
}

#[test]
fn what_is_given_out_onto_a_full_disk_is_told_and_leaves_nothing_half() {
    let folder = tempfile::tempdir().expect("a folder");
    world::region(&folder.path().join("a.kaotsunagi"));
    let before = files(folder.path());
    // Larger than the ledger, which has to be written as well, and smaller than the picture.
    let room = room(1 << 20);
    let words = ["map", "--out", "図.png"];
    let done = behind(&room, folder.path(), &words);
    let problem = problem(&done);
    assert_eq!(problem["code"], "file", "{words:?}: {problem}");
    assert_eq!(
        files(folder.path()),
        before,
        "{words:?}: nothing is left of it"
    );
    let fine = behind("", folder.path(), &words);
    assert!(
        fine.status.success(),
        "{words:?}: {}",
        String::from_utf8_lossy(&fine.stderr)
    );
    std::fs::remove_file(folder.path().join(words[2])).expect("it was made");
}

#[test]
fn an_import_onto_a_full_disk_is_told_and_nothing_of_it_is_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let dir = folder.path().join("a.kaotsunagi");
    world::region(&dir);
    world::list(folder.path());
    let before = world::everything(&world::open(&dir).expect("opens"));
    let length = std::fs::metadata(dir.join("ledger.db"))
        .expect("the file")
        .len();
    let words = ["import", "meibo.csv", "--source", "前任者"];
    let mut failed = 0;
    // Room for the log to begin, but not to end.
    for room_for in [4096, 16 * 4096, 40 * 4096] {
        let done = behind(&room(room_for), folder.path(), &words);
        if !done.status.success() {
            failed += 1;
            let problem = problem(&done);
            assert!(
                matches!(problem["code"].as_str(), Some("disk_full" | "disk")),
                "{room_for}: {problem}"
            );
            let session = world::open(&dir).expect("opens");
            let report = session.ledger().expect("open").check().expect("a report");
            assert!(report.is_sound(), "{room_for}: {report:?}");
            let after = world::everything(&session);
            assert!(
                after == before,
                "{room_for}: {}",
                world::parting(&after, &before)
            );
        }
    }
    assert!(failed > 0, "a file of {length} bytes had room");
    let fine = behind("", folder.path(), &words);
    assert!(
        fine.status.success(),
        "{}",
        String::from_utf8_lossy(&fine.stderr)
    );
}

#[test]
fn a_database_that_may_not_grow_refuses_and_keeps_what_it_has() {
    // What the file system doesn't limit SQLite can: the ledger's own connection has no such limit, so the import of a
    // long list runs against a limit to the file instead, page by page.
    let folder = tempfile::tempdir().expect("a folder");
    let dir = folder.path().join("a.kaotsunagi");
    world::region(&dir);
    let length = std::fs::metadata(dir.join("ledger.db"))
        .expect("the file")
        .len();
    let mut text = "氏名,所属\n".to_owned();
    for number in 0..600 {
        text.push_str(&format!("新田 {number}番,訪問看護ステーション {number}\n"));
    }
    kaotsunagi_tests::write(&folder.path().join("long.csv"), text.as_bytes()).expect("the list");
    let before = world::everything(&world::open(&dir).expect("opens"));
    let done = behind(&room(length), folder.path(), &["import", "long.csv"]);
    let problem = problem(&done);
    assert!(
        matches!(problem["code"].as_str(), Some("disk_full" | "disk")),
        "{problem}"
    );
    let after = world::everything(&world::open(&dir).expect("opens"));
    assert!(after == before, "{}", world::parting(&after, &before));
}

/// Root may write anywhere: then as `nobody`.
fn without_rights(folder: &Path, words: &[&str]) -> Option<Output> {
    let root = Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|id| id.stdout == b"0\n");
    if !root {
        return Some(behind("", folder, words));
    }
    let mut command = Command::new("setpriv");
    command
        .args(["--reuid=65534", "--regid=65534", "--clear-groups"])
        .arg(built("kaotsunagi").expect("the command line"))
        .args(["--ledger", "a.kaotsunagi", "--json"])
        .args(words)
        .current_dir(folder)
        .env("LANG", "ja_JP.UTF-8");
    let done = command.output().ok()?;
    // A program in somebody's own folder can't be started by nobody.
    (done.status.code() != Some(127) && done.status.code() != Some(126)).then_some(done)
}

#[cfg(unix)]
#[test]
fn a_folder_that_can_only_be_read_is_told_and_nothing_is_changed() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().expect("a folder");
    let dir = folder.path().join("a.kaotsunagi");
    world::region(&dir);
    // The lock is made by whoever opens it first.
    let mode = |path: &Path, mode: u32| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("permissions");
    };
    let bytes = std::fs::read(dir.join("ledger.db")).expect("the file");
    for file in files(&dir) {
        if file.is_file() {
            mode(&file, 0o444);
        }
    }
    mode(&dir, 0o555);
    mode(folder.path(), 0o755);
    let Some(done) = without_rights(folder.path(), &["people"]) else {
        println!("SKIPPED: nobody can't start the program from here; not tried");
        mode(&dir, 0o755);
        return;
    };
    let told = problem(&done);
    assert!(
        matches!(told["code"].as_str(), Some("file" | "disk")),
        "{told}"
    );
    assert!(
        std::fs::read(dir.join("ledger.db")).expect("the file") == bytes,
        "unchanged"
    );
    // Looking whether it is sound needs no right to write.
    let checked = without_rights(folder.path(), &["check"]).expect("as before");
    assert!(
        checked.status.success(),
        "{}",
        String::from_utf8_lossy(&checked.stderr)
    );
    mode(&dir, 0o755);
}

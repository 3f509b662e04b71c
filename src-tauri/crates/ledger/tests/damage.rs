//! A damaged file: said by name, never taken for a wrong passphrase, never touched.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on should say where"
)]

mod support;

use std::path::{Path, PathBuf};

use kaotsunagi_ledger::store::Trouble;
use kaotsunagi_ledger::{Error, Ledger, OperationName, Passphrase, check_at};
use support::*;

const PAGE: usize = 4096;

/// A ledger of some hundred people and its bytes.
fn filled(passphrase: &Passphrase) -> (tempfile::TempDir, PathBuf, Vec<u8>) {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("region.kaotsunagi");
    let mut ledger = Ledger::create(&dir, passphrase, now()).unwrap();
    ledger
        .operation(&OperationName::new("add", ""), now(), |write| {
            for number in 0..300 {
                write.add_person(&person(&format!("髙﨑 恵 {number}"), ""))?;
            }
            Ok::<_, Error>(())
        })
        .unwrap();
    ledger.close().unwrap();
    let bytes = std::fs::read(dir.join("ledger.db")).unwrap();
    (folder, dir, bytes)
}

fn put(dir: &Path, bytes: &[u8]) {
    std::fs::File::create(dir.join("ledger.db"))
        .and_then(|mut file| std::io::Write::write_all(&mut file, bytes))
        .unwrap();
}

/// Another program with the key, as SQLCipher takes it.
fn unlock(connection: &rusqlite::Connection, dir: &Path, passphrase: &str) {
    let key = kaotsunagi_ledger::keys::unwrap(dir, &Passphrase::new(passphrase)).unwrap();
    let raw = format!("x'{}'", key.to_hex().as_str());
    connection.pragma_update(None, "key", raw).unwrap();
}

/// What the check finds; the folder is afterwards as it was before.
fn check(dir: &Path, passphrase: &Passphrase) -> Result<Vec<Trouble>, Error> {
    let all = || {
        let mut files: Vec<_> = std::fs::read_dir(dir)
            .unwrap()
            .map(|file| file.unwrap().path())
            .map(|path| (path.clone(), std::fs::read(path).unwrap()))
            .collect();
        files.sort();
        files
    };
    let before = all();
    let found = check_at(dir, passphrase);
    assert!(all() == before, "not a byte is changed, no file is made");
    let found = found?;
    assert_eq!(found.is_sound(), found.findings.is_empty());
    Ok(found
        .findings
        .into_iter()
        .map(|finding| {
            assert!(!finding.lines.is_empty(), "a finding has something to say");
            finding.trouble
        })
        .collect())
}

/// Opens and reads all there is to read.
fn read_all(dir: &Path, passphrase: &Passphrase) -> Result<(), Error> {
    let ledger = Ledger::open(dir, passphrase)?;
    let read = ledger.read();
    read.all_people()?;
    read.operations(1000)?;
    for person in read.all_people()? {
        read.history("person", &person.id.to_string())?;
    }
    ledger.close()
}

#[test]
fn a_sound_file_has_no_findings_and_a_wrong_passphrase_is_none() {
    for passphrase in [Passphrase::new("春の道"), sample()] {
        let (_folder, dir, _) = filled(&passphrase);
        assert_eq!(check(&dir, &passphrase).unwrap(), []);
        assert!(matches!(
            check(&dir, &Passphrase::new("夏の道")),
            Err(Error::WrongPassphrase(_))
        ));
        let open = Ledger::open(&dir, &passphrase).unwrap();
        assert!(matches!(check_at(&dir, &passphrase), Err(Error::HeldBy(_))));
        drop(open);
        std::fs::remove_file(dir.join("lock")).unwrap();
        assert_eq!(check(&dir, &passphrase).unwrap(), [], "without a lock too");
    }
}

#[test]
fn a_flipped_byte_in_any_page_is_damage_never_a_wrong_passphrase() {
    for passphrase in [Passphrase::new("春の道"), sample()] {
        let (_folder, dir, bytes) = filled(&passphrase);
        let pages = bytes.len() / PAGE;
        // Every page of the sample, whose key costs nothing; some of the other.
        let step = if passphrase.is_empty() { 1 } else { pages / 4 };
        let mut met = 0;
        for page in (0..pages).step_by(step) {
            let mut bad = bytes.clone();
            bad[page * PAGE + 1000] ^= 1;
            put(&dir, &bad);
            let found = check(&dir, &passphrase).unwrap();
            assert!(found.contains(&Trouble::Pages), "page {page}: {found:?}");
            // Not every page is read by every command.
            match read_all(&dir, &passphrase) {
                Ok(()) => {}
                Err(Error::Damaged(_)) => met += 1,
                Err(other) => panic!("page {page}: {other:?}"),
            }
        }
        assert!(met > 2, "the pages of the people are read: {met}");
    }
}

#[test]
fn a_lost_beginning_is_damage_too_because_the_keys_lie_apart() {
    let passphrase = Passphrase::new("春の道");
    let (_folder, dir, mut bytes) = filled(&passphrase);
    // The salt of the file's key: without it no page can be read.
    bytes[3] ^= 1;
    put(&dir, &bytes);
    let found = check(&dir, &passphrase).unwrap();
    assert_eq!(found.first(), Some(&Trouble::Unreadable));
}

#[test]
fn a_cut_file_is_damaged() {
    for passphrase in [Passphrase::new("春の道"), sample()] {
        let (_folder, dir, bytes) = filled(&passphrase);
        for length in [1, 15, 1000, PAGE, 3 * PAGE, bytes.len() / 2 + 7] {
            put(&dir, &bytes[..length]);
            let found = check(&dir, &passphrase).unwrap();
            assert_ne!(found, [], "{length} bytes");
            let opened = read_all(&dir, &passphrase);
            assert!(
                matches!(opened, Err(Error::Damaged(_))),
                "{length} bytes: {opened:?}"
            );
            assert!(std::fs::read(dir.join("ledger.db")).unwrap() == bytes[..length]);
        }
    }
}

#[test]
fn an_empty_file_and_a_text_are_no_ledger() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().to_owned();
    for (text, trouble) in [("", Trouble::Empty), ("氏名,電話\n", Trouble::Unreadable)] {
        put(&dir, text.as_bytes());
        for passphrase in [Passphrase::new("春の道"), sample()] {
            assert_eq!(check(&dir, &passphrase).unwrap().first(), Some(&trouble));
            assert!(matches!(
                Ledger::open(&dir, &passphrase),
                Err(Error::Damaged(_))
            ));
        }
    }
    std::fs::remove_file(dir.join("ledger.db")).unwrap();
    assert!(matches!(check(&dir, &sample()), Err(Error::NotFound(_))));
}

#[test]
fn a_newer_file_is_told_as_newer_and_otherwise_sound() {
    let passphrase = Passphrase::new("春の道");
    let (_folder, dir, _) = filled(&passphrase);
    let connection = rusqlite::Connection::open(dir.join("ledger.db")).unwrap();
    unlock(&connection, &dir, "春の道");
    connection.pragma_update(None, "user_version", 99).unwrap();
    connection.close().unwrap();
    assert_eq!(check(&dir, &passphrase).unwrap(), [Trouble::Newer]);
}

#[test]
fn broken_references_are_counted() {
    let (_folder, dir, _) = filled(&Passphrase::new("春の道"));
    let connection = rusqlite::Connection::open(dir.join("ledger.db")).unwrap();
    unlock(&connection, &dir, "春の道");
    connection
        .execute_batch(
            "PRAGMA foreign_keys = OFF;
             UPDATE change SET operation = operation + 1000 WHERE seq <= 3;",
        )
        .unwrap();
    connection.close().unwrap();
    let report = check_at(&dir, &Passphrase::new("春の道")).unwrap();
    let broken: Vec<_> = report
        .findings
        .iter()
        .filter(|finding| finding.trouble == Trouble::References)
        .collect();
    assert_eq!(broken.len(), 1, "{report:?}");
    assert_eq!(broken[0].lines.len(), 3);
}

#[test]
fn after_a_power_cut_the_check_reads_the_log_beside_the_file_and_leaves_both() {
    let (_folder, dir, _) = filled(&sample());
    let cut = tempfile::tempdir().unwrap();
    let mut ledger = Ledger::open(&dir, &sample()).unwrap();
    ledger
        .operation(&OperationName::new("add", ""), now(), |write| {
            write.add_person(&person("早乙女 徹", ""))
        })
        .unwrap();
    // The disk as a power cut would find it.
    for name in ["ledger.db", "ledger.db-wal"] {
        std::fs::copy(dir.join(name), cut.path().join(name)).unwrap();
    }
    assert_eq!(check(cut.path(), &sample()).unwrap(), []);
    let report = check_at(cut.path(), &sample()).unwrap();
    assert!(
        report.rows.contains(&("person".to_owned(), 301)),
        "what only the log holds is counted: {report:?}"
    );
    std::fs::remove_file(cut.path().join("ledger.db-wal")).unwrap();
    assert_eq!(check(cut.path(), &sample()).unwrap(), [], "the log is lost");
}

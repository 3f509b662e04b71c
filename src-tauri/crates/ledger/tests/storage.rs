//! The file: encrypted, one process at a time, never half made, never touched by an older version.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on should say where"
)]

mod support;

use kaotsunagi_ledger::schema::tables::TABLES;
use kaotsunagi_ledger::{Error, Ledger, OperationName, Passphrase};
use rusqlite::Connection;
use support::*;

fn secret() -> Passphrase {
    Passphrase::new("みどり野の春 '\"; --\n")
}

fn key(path: &std::path::Path) -> Connection {
    let connection = Connection::open(path).unwrap();
    let key = kaotsunagi_ledger::keys::unwrap(path.parent().unwrap(), &secret()).unwrap();
    connection
        .pragma_update(None, "key", format!("x'{}'", key.to_hex().as_str()))
        .unwrap();
    connection
}

#[test]
fn the_file_tells_nothing_without_the_passphrase() {
    for passphrase in [secret(), sample()] {
        let folder = tempfile::tempdir().unwrap();
        let dir = folder.path().join("a/b/region.kaotsunagi");
        let mut ledger = Ledger::create(&dir, &passphrase, now()).unwrap();
        ledger
            .operation(
                &OperationName::new("person.add", "takasaki"),
                now(),
                |write| write.add_person(&person("Takasaki Megumi 髙﨑 恵", "")),
            )
            .unwrap();
        ledger.close().unwrap();
        let bytes = std::fs::read(dir.join("ledger.db")).unwrap();
        let holds = |text: &str| {
            bytes
                .windows(text.len())
                .any(|window| window == text.as_bytes())
        };
        assert!(!bytes.starts_with(b"SQLite format 3"));
        assert!(!holds("Takasaki") && !holds("髙﨑") && !holds("takasaki"));
        let files: Vec<_> = std::fs::read_dir(&dir)
            .unwrap()
            .map(|file| file.unwrap().file_name())
            .collect();
        assert_eq!(
            files.len(),
            if passphrase.is_empty() { 2 } else { 3 },
            "ledger.db, lock and keys.age, no log beside it: {files:?}"
        );
    }
}

#[test]
fn only_the_right_passphrase_opens() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("region.kaotsunagi");
    Ledger::create(&dir, &secret(), now())
        .unwrap()
        .close()
        .unwrap();
    for wrong in ["", "みどり野の夏", "みどり野の春"] {
        let refused = Ledger::open(&dir, &Passphrase::new(wrong));
        assert!(
            matches!(refused, Err(Error::WrongPassphrase(_))),
            "{wrong}: {refused:?}"
        );
    }
    assert!(Ledger::open(&dir, &secret()).is_ok());
}

#[test]
fn what_is_no_ledger_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(
        Ledger::open(folder.path(), &sample()),
        Err(Error::NotFound(_))
    ));
    let file = folder.path().join("ledger.db");
    for bytes in [&b""[..], b"%PDF-1.7", &[7; 9000], &[7; 8192]] {
        std::fs::File::create(&file)
            .and_then(|mut file| std::io::Write::write_all(&mut file, bytes))
            .unwrap();
        let refused = Ledger::open(folder.path(), &sample());
        // Whole pages of noise may be a ledger with another passphrase; anything else can't be one.
        let whole = !bytes.is_empty() && bytes.len() % 4096 == 0;
        assert!(
            match &refused {
                Err(Error::WrongPassphrase(_)) => whole,
                Err(Error::Damaged(_)) => !whole,
                _ => false,
            },
            "{refused:?}"
        );
        assert_eq!(std::fs::read(&file).unwrap(), bytes);
    }
}

#[test]
fn a_ledger_is_never_made_over_another() {
    let kept = Kept::new();
    let dir = kept.ledger.dir().to_owned();
    assert!(matches!(
        Ledger::create(&dir, &sample(), now()),
        Err(Error::AlreadyExists(_))
    ));
}

#[test]
fn what_cannot_be_made_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("a/region.kaotsunagi");
    // A folder stands where the file of keys goes.
    std::fs::create_dir_all(dir.join("keys.age/x")).unwrap();
    let refused = Ledger::create(&dir, &secret(), now());
    assert!(refused.is_err(), "{refused:?}");
    let left: Vec<_> = std::fs::read_dir(&dir)
        .unwrap()
        .map(|file| file.unwrap().file_name())
        .collect();
    assert_eq!(left, ["keys.age"], "what was there before stays alone");
    let file = folder.path().join("file");
    std::fs::File::create(&file).unwrap();
    assert!(matches!(
        Ledger::create(&file.join("x"), &sample(), now()),
        Err(Error::File { .. })
    ));
}

#[test]
fn an_interrupted_making_is_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::File::create(folder.path().join("ledger.db.new"))
        .and_then(|mut file| std::io::Write::write_all(&mut file, b"half"))
        .unwrap();
    assert!(matches!(
        Ledger::open(folder.path(), &sample()),
        Err(Error::NotFound(_))
    ));
    assert!(Ledger::create(folder.path(), &sample(), now()).is_ok());
}

#[test]
fn a_second_opening_is_busy_until_the_first_is_closed() {
    let kept = Kept::new();
    let dir = kept.ledger.dir().to_owned();
    assert!(matches!(
        Ledger::open(&dir, &sample()),
        Err(Error::HeldBy(_))
    ));
    kept.ledger.close().unwrap();
    assert!(Ledger::open(&dir, &sample()).is_ok());
}

#[test]
fn a_newer_schema_is_refused_and_the_file_is_unharmed() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("region.kaotsunagi");
    Ledger::create(&dir, &secret(), now())
        .unwrap()
        .close()
        .unwrap();
    let file = dir.join("ledger.db");
    let connection = key(&file);
    connection.pragma_update(None, "user_version", 99).unwrap();
    connection.close().unwrap();
    let before = std::fs::read(&file).unwrap();
    let refused = Ledger::open(&dir, &secret());
    assert!(
        matches!(
            refused,
            Err(Error::Newer {
                found: 99,
                known: 3
            })
        ),
        "{refused:?}"
    );
    assert_eq!(std::fs::read(&file).unwrap(), before, "byte for byte");
}

#[test]
fn an_encrypted_file_of_another_program_is_no_ledger() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ledger.db");
    let connection = Connection::open(&file).unwrap();
    connection
        .pragma_update(None, "key", "みどり野の春 '\"; --")
        .unwrap();
    connection
        .execute_batch("CREATE TABLE person (name TEXT)")
        .unwrap();
    connection.close().unwrap();
    let before = std::fs::read(&file).unwrap();
    assert!(matches!(
        Ledger::open(folder.path(), &secret()),
        Err(Error::Damaged(_))
    ));
    assert_eq!(std::fs::read(&file).unwrap(), before);
}

#[test]
fn dropping_without_closing_loses_nothing_and_leaves_one_file() {
    let mut kept = Kept::new();
    let dir = kept.ledger.dir().to_owned();
    kept.do_it("add", |write| write.add_person(&person("髙﨑 恵", "")));
    drop(kept.ledger);
    assert!(!dir.join("ledger.db-wal").exists());
    assert_eq!(
        Ledger::open(&dir, &sample())
            .unwrap()
            .read()
            .all_people()
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn a_sound_ledger_has_no_findings() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("region.kaotsunagi");
    let mut ledger = Ledger::create(&dir, &secret(), now()).unwrap();
    ledger
        .operation(&OperationName::new("add", ""), now(), |write| {
            write.add_person(&person("髙﨑 恵", ""))
        })
        .unwrap();
    let report = ledger.check().unwrap();
    assert_eq!(report.findings, vec![]);
    assert!(report.rows.contains(&("person".to_owned(), 1)));
}

#[test]
fn the_list_of_tables_is_the_schema() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("region.kaotsunagi");
    Ledger::create(&dir, &secret(), now())
        .unwrap()
        .close()
        .unwrap();
    let connection = key(&dir.join("ledger.db"));
    let mut tables: Vec<String> = connection
        .prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%' AND strict")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let all: i64 = connection
        .query_row(
            "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(
        i64::try_from(tables.len()).unwrap(),
        all,
        "every table is STRICT"
    );
    tables
        .retain(|table| !["state", "operation", "change", "search_key"].contains(&table.as_str()));
    tables.sort();
    let mut listed: Vec<&str> = TABLES.iter().map(|table| table.name).collect();
    listed.sort_unstable();
    assert_eq!(tables, listed);
    for table in &TABLES {
        let columns: Vec<String> = connection
            .prepare("SELECT name FROM pragma_table_info(?1)")
            .unwrap()
            .query_map([table.name], |row| row.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        let listed: Vec<&str> = std::iter::once("id")
            .chain(table.columns.iter().map(|(name, _)| *name))
            .collect();
        assert_eq!(columns, listed, "{}", table.name);
    }
}

#[test]
fn a_ledger_can_go_to_another_thread() {
    fn goes<T: Send>() {}
    goes::<Ledger>();
}

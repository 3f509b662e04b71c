//! Ledgers of earlier schemas: brought up to date when they are opened, with everything that was in them.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test lays files down, and says where it cannot go on"
)]

use std::path::Path;

use kaotsunagi_ledger::{Ledger, OperationName, Passphrase};

fn opened(folder: &Path, fixture: &str) -> Ledger {
    let dir = folder.join("earlier.kaotsunagi");
    std::fs::create_dir_all(&dir).unwrap();
    let from = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../tests/fixtures/ledgers")
        .join(fixture);
    std::fs::copy(from, dir.join("ledger.db")).unwrap();
    Ledger::open(&dir, &Passphrase::new("")).unwrap()
}

#[test]
fn a_ledger_of_every_earlier_schema_opens_and_is_sound() {
    for fixture in ["schema-1.db", "schema-2.db"] {
        let folder = tempfile::tempdir().unwrap();
        let ledger = opened(folder.path(), fixture);
        assert!(ledger.check().unwrap().is_sound(), "{fixture}");
        let people = ledger.read().all_people().unwrap();
        assert!(!people.is_empty(), "{fixture}");
        assert!(ledger.read().merged().unwrap().is_empty(), "{fixture}");
    }
}

#[test]
fn what_was_taken_in_before_the_upgrade_is_known_and_can_be_taken_back_after_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut ledger = opened(folder.path(), "schema-2.db");
    let now = "2026-12-01T01:00:00Z".parse().unwrap();
    let imports = ledger.read().imports().unwrap();
    assert_eq!(imports.len(), 1);
    assert_eq!(imports[0].source, "みどり野の研究会から");
    assert_eq!((imports[0].basis.as_str(), imports[0].as_of), ("", None));
    assert_eq!(ledger.read().receipts().unwrap().len(), 1);

    let before = ledger.read().all_people().unwrap();
    let takasaki = before
        .iter()
        .find(|person| person.fields.name == "髙﨑 恵")
        .unwrap();
    ledger
        .operation(&OperationName::new("person.save", ""), now, |write| {
            write.add_former_value(takasaki.id, "family", "黒木", None, None)
        })
        .unwrap();
    assert_eq!(ledger.read().former_values(takasaki.id).unwrap().len(), 1);
    assert_eq!(
        ledger
            .read()
            .history(
                "former_value",
                &ledger.read().former_values(takasaki.id).unwrap()[0]
                    .id
                    .to_string()
            )
            .unwrap()
            .len(),
        4,
        "the triggers know the new table"
    );
}

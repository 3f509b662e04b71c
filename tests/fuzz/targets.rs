//! What is tried with any bytes at all: one function for each parser. cargo-fuzz drives them with bytes of its own making
//! (`fuzz_targets/`), the normal tests with those of `corpus/` (`tests/fuzz_corpus.rs`).
//!
//! Nothing here may panic or take long; where a parser promises more, that is asserted.

#![allow(
    unreachable_pub,
    reason = "the drivers of cargo-fuzz and the tests each take this file in as a module of their own"
)]

use std::path::Path;

/// A target's name, which is that of its folder in `corpus/`, and what it does.
pub type Target = (&'static str, fn(&[u8]));

/// All of them.
pub const TARGETS: [Target; 12] = [
    ("table", table),
    ("vcard", vcard),
    ("xlsx", xlsx),
    ("ods", ods),
    ("xls", xls),
    ("encoding", encoding),
    ("dates", dates),
    ("names", names),
    ("keys", keys),
    ("recovery", recovery),
    ("backup_name", backup_name),
    ("request", request),
];

/// A colleague's list under a name that says so.
pub fn table(bytes: &[u8]) {
    read(bytes, "名簿.csv");
}

/// Cards.
pub fn vcard(bytes: &[u8]) {
    read(bytes, "連絡先.vcf");
}

/// A spreadsheet.
pub fn xlsx(bytes: &[u8]) {
    read(bytes, "名簿.xlsx");
}

/// A spreadsheet of LibreOffice.
pub fn ods(bytes: &[u8]) {
    read(bytes, "名簿.ods");
}

/// A spreadsheet of before 2007.
pub fn xls(bytes: &[u8]) {
    read(bytes, "名簿.xls");
}

fn read(bytes: &[u8], name: &str) {
    for forced in [None, Some("cp932"), Some("utf-16le")] {
        let Ok(file) = exchange::read(bytes, name, forced) else {
            continue;
        };
        let again = exchange::read(bytes, name, forced);
        assert!(
            again.is_ok_and(|again| again == file),
            "the same bytes read the same"
        );
    }
}

/// Bytes of whatever encoding.
pub fn encoding(bytes: &[u8]) {
    for forced in [
        None,
        Some("utf-8"),
        Some("cp932"),
        Some("euc-jp"),
        Some("iso-2022-jp"),
        Some("utf-16be"),
    ] {
        let _ = exchange::encoding::decode(bytes, forced);
    }
}

/// A date as typed.
pub fn dates(bytes: &[u8]) {
    let typed = String::from_utf8_lossy(bytes);
    if let Some(date) = japanese::date::parse(&typed) {
        assert_eq!(
            japanese::date::parse(&japanese::date::iso(date)),
            Some(date)
        );
        let _ = japanese::date::era(date);
    }
}

/// A name, its reading, a number, an address.
pub fn names(bytes: &[u8]) {
    let typed = String::from_utf8_lossy(bytes);
    let folded = japanese::key::fold(&typed);
    assert_eq!(japanese::key::fold(&folded), folded);
    let _ = japanese::key::name(&typed);
    let _ = japanese::key::kana(&typed);
    let _ = japanese::key::index_row(&typed);
    let _ = japanese::key::organisation(&typed);
    let _ = japanese::key::phone(&typed);
    let _ = japanese::key::email(&typed);
}

/// A file of keys: as it is, and with a digest that fits, so that what comes after it is read as well.
pub fn keys(bytes: &[u8]) {
    use sha2::Digest as _;
    let Ok(folder) = tempfile::tempdir() else {
        return;
    };
    let title = "kaotsunagi keys 1";
    let mut digest = sha2::Sha256::new();
    digest.update(title.as_bytes());
    digest.update(bytes);
    let digest: String = digest
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let whole = [format!("{title}\nsha256 {digest}\n").as_bytes(), bytes].concat();
    for content in [bytes, &whole] {
        if put(&folder.path().join(ledger::keys::FILE), content) {
            let _ = ledger::keys::sheet(folder.path());
            let _ = ledger::keys::unwrap(folder.path(), &ledger::Passphrase::new("みどり野の春"));
        }
    }
}

fn put(path: &Path, bytes: &[u8]) -> bool {
    use std::io::Write as _;
    std::fs::File::create(path)
        .and_then(|mut file| file.write_all(bytes))
        .is_ok()
}

/// A recovery key as typed.
pub fn recovery(bytes: &[u8]) {
    let typed = String::from_utf8_lossy(bytes);
    if let Ok(key) = ledger::RecoveryKey::parse(&typed) {
        let again = ledger::RecoveryKey::parse(&key.line());
        assert!(again.is_ok_and(|again| again == key));
    }
}

/// The name of a file in a folder of backups.
pub fn backup_name(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Some(name) = ledger::backup::Name::parse(&text) {
        assert_eq!(ledger::backup::Name::parse(&name.file()), Some(name));
    }
}

/// What the page could send: the first line names the command, the rest is the request. Without a ledger and a home nothing can
/// be written.
pub fn request(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (name, rest) = text.split_once('\n').unwrap_or((&text, ""));
    let Ok(request) = serde_json::from_str::<serde_json::Value>(rest) else {
        return;
    };
    // These make a ledger where they are told to.
    if ["new_ledger", "make_sample"].contains(&name) {
        return;
    }
    let utc = chrono::DateTime::UNIX_EPOCH;
    let now = kaotsunagi_core::Now {
        utc,
        zone: chrono::Offset::fix(&chrono::Utc),
        today: utc.date_naive(),
    };
    let mut session = kaotsunagi_core::Session::new(None, now);
    if let Some(Err(problem)) = kaotsunagi_core::border::call(&mut session, name, request) {
        assert!(!problem.message.is_empty(), "{name}");
    }
}

//! The data key and its two wrappings: what opens a ledger, what no longer does, and what is told.
#![allow(
    clippy::unwrap_used,
    clippy::string_slice,
    clippy::disallowed_methods,
    reason = "also in what the tests share; files of the tests' own folders"
)]

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use kaotsunagi_ledger::keys::{self, GROUPS, WrongGroup};
use kaotsunagi_ledger::region::Region;
use kaotsunagi_ledger::{Error, Ledger, OperationName, Passphrase, RecoveryKey};
use proptest::prelude::*;

fn now() -> DateTime<Utc> {
    "2026-11-20T01:00:00Z".parse().unwrap()
}

fn made(passphrase: &str, recovery: Option<&RecoveryKey>) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("みどり野.kaotsunagi");
    let mut ledger =
        Ledger::create_with(&dir, &Passphrase::new(passphrase), recovery, now()).unwrap();
    let region = Region {
        name: "みどり野".to_owned(),
        ..Region::default()
    };
    ledger
        .operation(&OperationName::new("region.save", ""), now(), |write| {
            write.set_region(&region)
        })
        .unwrap();
    ledger.close().unwrap();
    (folder, dir)
}

fn opens(dir: &Path, passphrase: &str) -> Result<String, Error> {
    let ledger = Ledger::open(dir, &Passphrase::new(passphrase))?;
    Ok(ledger.read().region()?.name)
}

#[test]
fn a_new_passphrase_wraps_the_key_anew_and_touches_no_data() {
    let recovery = RecoveryKey::random().unwrap();
    let (_folder, dir) = made("春の道", Some(&recovery));
    let data = std::fs::read(dir.join("ledger.db")).unwrap();

    let key = keys::unwrap(&dir, &Passphrase::new("春の道")).unwrap();
    keys::set_passphrase(&dir, &key, &Passphrase::new("秋の坂")).unwrap();

    assert_eq!(std::fs::read(dir.join("ledger.db")).unwrap(), data);
    assert_eq!(opens(&dir, "秋の坂").unwrap(), "みどり野");
    assert!(matches!(
        opens(&dir, "春の道"),
        Err(Error::WrongPassphrase(_))
    ));
    assert_eq!(keys::unwrap_by_recovery(&dir, &recovery).unwrap(), key);
}

#[test]
fn the_sheet_opens_the_ledger_when_the_passphrase_is_forgotten() {
    let recovery = RecoveryKey::random().unwrap();
    let (_folder, dir) = made("春の道", Some(&recovery));
    for between in ["-", "　 ", "ー", "－", "\n", ""] {
        let typed = recovery.line().to_lowercase().replace('-', between);
        assert_eq!(RecoveryKey::parse(&typed).unwrap(), recovery, "{typed}");
    }
    let key = keys::unwrap_by_recovery(&dir, &recovery).unwrap();
    let ledger = Ledger::open_with_key(&dir, key).unwrap();
    assert_eq!(ledger.read().region().unwrap().name, "みどり野");
}

#[test]
fn a_new_sheet_makes_the_old_one_worthless_and_says_which_is_wanted() {
    let old = RecoveryKey::random().unwrap();
    let (_folder, dir) = made("春の道", Some(&old));
    let new = RecoveryKey::random().unwrap();
    let key = keys::unwrap(&dir, &Passphrase::new("春の道")).unwrap();
    keys::set_recovery(&dir, &key, &new).unwrap();
    match keys::unwrap_by_recovery(&dir, &old) {
        Err(Error::WrongRecoveryKey { wanted, given }) => {
            assert_eq!((wanted, given), (new.mark(), old.mark()));
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(keys::unwrap_by_recovery(&dir, &new).unwrap(), key);
    assert_eq!(keys::sheet(&dir).unwrap(), Some(new.mark()));
    assert_eq!(opens(&dir, "春の道").unwrap(), "みどり野");
}

#[test]
fn a_changed_byte_in_the_keys_is_told_wherever_it_is() {
    let recovery = RecoveryKey::random().unwrap();
    let (_folder, dir) = made("春の道", Some(&recovery));
    let path = dir.join(keys::FILE);
    let whole = std::fs::read(&path).unwrap();
    for at in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        std::fs::write(&path, &bytes).unwrap();
        let told = keys::sheet(&dir);
        assert!(
            matches!(told, Err(Error::KeysDamaged(_) | Error::Newer { .. })),
            "byte {at}: {told:?}"
        );
        assert_eq!(std::fs::read(&path).unwrap(), bytes, "it is left as it is");
    }
    for length in 0..whole.len() {
        std::fs::write(&path, &whole[..length]).unwrap();
        assert!(matches!(keys::sheet(&dir), Err(Error::KeysDamaged(_))));
    }
    std::fs::write(&path, &whole).unwrap();
    assert_eq!(opens(&dir, "春の道").unwrap(), "みどり野");
}

#[test]
fn lost_keys_are_not_taken_for_a_wrong_passphrase() {
    let (_folder, dir) = made("春の道", None);
    std::fs::remove_file(dir.join(keys::FILE)).unwrap();
    for passphrase in ["春の道", "ちがう"] {
        assert!(matches!(
            opens(&dir, passphrase),
            Err(Error::KeysMissing(_))
        ));
    }
    assert!(!dir.join(keys::FILE).exists(), "none is made up");
}

#[test]
fn keys_of_a_later_version_are_refused_unharmed() {
    let (_folder, dir) = made("春の道", None);
    let path = dir.join(keys::FILE);
    let later = std::fs::read_to_string(&path)
        .unwrap()
        .replacen("keys 1", "keys 2", 1);
    std::fs::write(&path, &later).unwrap();
    assert!(matches!(
        opens(&dir, "春の道"),
        Err(Error::Newer { found: 2, .. })
    ));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), later);
}

#[test]
fn the_keys_of_another_ledger_open_nothing_here() {
    let (_here, dir) = made("春の道", None);
    let (_there, other) = made("春の道", None);
    std::fs::copy(other.join(keys::FILE), dir.join(keys::FILE)).unwrap();
    // The passphrase fits the keys, the keys no page of the file.
    assert!(matches!(opens(&dir, "春の道"), Err(Error::Damaged(_))));
}

#[test]
fn a_damaged_first_page_is_no_wrong_passphrase_any_more() {
    let (_folder, dir) = made("春の道", None);
    let path = dir.join("ledger.db");
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[3] ^= 1;
    std::fs::write(&path, &bytes).unwrap();
    assert!(matches!(opens(&dir, "春の道"), Err(Error::Damaged(_))));
    assert!(matches!(
        opens(&dir, "ちがう"),
        Err(Error::WrongPassphrase(_))
    ));
}

#[test]
fn a_sample_has_no_keys_and_needs_none() {
    let (_folder, dir) = made("", None);
    assert!(!dir.join(keys::FILE).exists());
    assert_eq!(opens(&dir, "").unwrap(), "みどり野");
    assert!(matches!(
        opens(&dir, "春の道"),
        Err(Error::WrongPassphrase(_))
    ));
    assert!(!dir.join(keys::FILE).exists(), "none are made up");
}

#[test]
fn a_ledger_of_before_there_were_keys_opens_as_it_did_and_gets_them() {
    let (_folder, dir) = made("春の道", None);
    // As it was then: SQLCipher derived the key from the passphrase itself.
    let key = keys::unwrap(&dir, &Passphrase::new("春の道")).unwrap();
    let connection = rusqlite::Connection::open(dir.join("ledger.db")).unwrap();
    let raw = format!("x'{}'", key.to_hex().as_str());
    connection.pragma_update(None, "key", raw).unwrap();
    connection.pragma_update(None, "rekey", "春の道").unwrap();
    connection.close().unwrap();
    std::fs::remove_file(dir.join(keys::FILE)).unwrap();
    let data = std::fs::read(dir.join("ledger.db")).unwrap();

    assert!(opens(&dir, "ちがう").is_err());
    assert!(!dir.join(keys::FILE).exists());
    assert_eq!(std::fs::read(dir.join("ledger.db")).unwrap(), data);

    for _ in 0..2 {
        assert_eq!(opens(&dir, "春の道").unwrap(), "みどり野");
        assert!(dir.join(keys::FILE).exists());
    }
    assert!(matches!(
        opens(&dir, "ちがう"),
        Err(Error::WrongPassphrase(_))
    ));
}

/// Any program that knows the format opens the parts: nothing depends on this one alone.
#[test]
fn either_part_is_an_age_file_of_its_own() {
    let recovery = RecoveryKey::random().unwrap();
    let (_folder, dir) = made("春の道", Some(&recovery));
    let text = std::fs::read_to_string(dir.join(keys::FILE)).unwrap();
    let starts: Vec<usize> = text
        .match_indices("-----BEGIN AGE")
        .map(|(at, _)| at)
        .collect();
    assert_eq!(starts.len(), 2);
    for (start, secret) in starts.into_iter().zip(["春の道", recovery.line().as_str()]) {
        let secret = age::secrecy::SecretString::from(secret.to_owned());
        let identity = age::scrypt::Identity::new(secret);
        let end = start
            + text[start..]
                .find("-----END AGE ENCRYPTED FILE-----\n")
                .unwrap()
            + 33;
        let inside = age::decrypt(&identity, &text.as_bytes()[start..end]).unwrap();
        assert!(inside.starts_with(b"kaotsunagi data key 1\n"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// What is typed from paper goes wrong in these ways.
    #[test]
    fn a_slip_of_the_pen_is_told_in_its_group(place in 0..GROUPS * 5, other in 0..32_usize, swap in any::<bool>()) {
        let key = RecoveryKey::random().unwrap();
        let line = key.line();
        let mut letters: Vec<char> = line.chars().filter(|letter| *letter != '-').collect();
        if swap {
            let beside = if place % 5 == 4 { place - 1 } else { place + 1 };
            letters.swap(place, beside);
        } else {
            letters[place] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".chars().nth(other).unwrap();
        }
        let typed: String = letters.into_iter().collect();
        let changed = typed != line.replace('-', "");
        match RecoveryKey::parse(&typed) {
            Ok(parsed) => prop_assert!(!changed && parsed == key),
            Err(wrong) => prop_assert!(changed && wrong == WrongGroup::At(place / 5 + 1), "{wrong}"),
        }
    }

    #[test]
    fn two_groups_in_each_others_place_are_told(a in 0..GROUPS, b in 0..GROUPS) {
        let key = RecoveryKey::random().unwrap();
        let mut groups: Vec<String> = key.groups().iter().map(|group| group.to_string()).collect();
        let alike = groups[a] == groups[b];
        groups.swap(a, b);
        let parsed = RecoveryKey::parse(&groups.join(" "));
        prop_assert_eq!(parsed.is_ok(), a == b || alike);
    }
}

#[test]
fn the_groups_are_asked_back_as_they_are_typed() {
    let key = RecoveryKey::random().unwrap();
    let group = key.groups()[2].to_string();
    let full_width: String = group
        .chars()
        .map(|letter| char::from_u32(u32::from(letter) + 0xFEE0).unwrap())
        .collect();
    for typed in [
        group.clone(),
        group.to_lowercase(),
        format!(" {group} "),
        full_width,
    ] {
        assert!(key.has_group(2, &typed), "{typed}");
    }
    assert!(!key.has_group(3, &group), "another group's place");
    assert!(!key.has_group(2, ""), "nothing typed");
    assert_eq!(
        RecoveryKey::parse("K7QF").unwrap_err(),
        WrongGroup::Letters(4)
    );
}

//! After a ledger is closed its key is nowhere in the program's memory: a laptop that sleeps while locked tells nothing.
//! Alone in its file, so that no other test has a key of its own in the same memory.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::io::{Read as _, Seek as _, SeekFrom};

use kaotsunagi_ledger::person::PersonFields;
use kaotsunagi_ledger::{Ledger, OperationName, Passphrase};

/// What is looked for, never lying in memory as it is: the search itself would find it.
struct Masked(Vec<u8>);

const MASK: u8 = 0x5A;

impl Masked {
    fn of(bytes: &[u8]) -> Self {
        Self(bytes.iter().map(|byte| byte ^ MASK).collect())
    }

    fn is_at(&self, window: &[u8]) -> bool {
        self.0
            .iter()
            .zip(window)
            .all(|(masked, byte)| masked ^ MASK == *byte)
    }

    /// How often it lies in the writable memory of this process.
    fn found(&self) -> usize {
        let maps = std::fs::read_to_string("/proc/self/maps").unwrap();
        let mut memory = std::fs::File::open("/proc/self/mem").unwrap();
        let mut found = 0;
        let mut page = Vec::new();
        for line in maps.lines().filter(|line| line.contains(" rw")) {
            let (from, rest) = line.split_once('-').unwrap();
            let (to, _) = rest.split_once(' ').unwrap();
            let from = u64::from_str_radix(from, 16).unwrap();
            let length = u64::from_str_radix(to, 16).unwrap() - from;
            page.clear();
            page.resize(usize::try_from(length).unwrap(), 0);
            if memory.seek(SeekFrom::Start(from)).is_err() || memory.read_exact(&mut page).is_err()
            {
                continue;
            }
            found += page
                .windows(self.0.len())
                .filter(|window| self.is_at(window))
                .count();
            // The copy that was searched must not be found in the next mapping.
            page.fill(0);
        }
        found
    }
}

#[test]
fn the_key_is_wiped_when_the_ledger_is_closed() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("みどり野.kaotsunagi");
    let now = "2026-11-20T01:00:00Z".parse().unwrap();
    let passphrase = Passphrase::new("ひみつの言葉");
    Ledger::create(&dir, &passphrase, now)
        .unwrap()
        .close()
        .unwrap();
    let mut ledger = Ledger::open(&dir, &passphrase).unwrap();
    let fields = PersonFields {
        name: "髙﨑 恵".to_owned(),
        ..PersonFields::default()
    };
    ledger
        .operation(&OperationName::new("person.add", ""), now, |write| {
            write.add_person(&fields)
        })
        .unwrap();

    let hex = ledger.key().to_hex();
    let raw: zeroize::Zeroizing<Vec<u8>> = zeroize::Zeroizing::new(
        hex.as_bytes()
            .chunks(2)
            .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
            .collect(),
    );
    let (as_hex, as_bytes) = (Masked::of(hex.as_bytes()), Masked::of(&raw));
    drop((hex, raw));
    assert!(
        as_bytes.found() > 0,
        "the search finds it while the ledger is open"
    );
    ledger.close().unwrap();
    drop(passphrase);
    assert_eq!(
        (as_bytes.found(), as_hex.found()),
        (0, 0),
        "raw, in hexadecimal digits"
    );
}

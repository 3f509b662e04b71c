//! Every parser against the bytes that are kept for it, and against those bytes cut off and changed.

#![allow(clippy::expect_used, clippy::indexing_slicing)] // a test may fail loudly

#[path = "../fuzz/targets.rs"]
mod targets;

use std::path::{Path, PathBuf};

use kaotsunagi_tests::killing::Chance;
use targets::TARGETS;

/// Changes tried of each file; each is the same in every run.
const CHANGES: u64 = 40;

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus")
}

fn files(target: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files: Vec<_> = std::fs::read_dir(corpus().join(target))
        .expect("a folder for each target")
        .flatten()
        .map(|entry| entry.path())
        .map(|path| (path.clone(), std::fs::read(path).expect("a file")))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "{target} has something to begin with");
    files
}

fn run(name: &str) {
    let (_, target) = TARGETS
        .iter()
        .find(|(target, _)| *target == name)
        .expect("a target");
    for (path, bytes) in files(name) {
        // Said before, so that a panic shows at what.
        println!("{}", path.display());
        target(&bytes);
        let mut chance = Chance::new(bytes.len() as u64);
        let mut place =
            |below: usize| usize::try_from(chance.below(below as u64)).expect("a place");
        for change in 0..CHANGES {
            let mut changed = bytes.clone();
            match change % 4 {
                0 => changed.truncate(place(bytes.len() + 1)),
                1 => {
                    for _ in 0..=place(4) {
                        let at = place(changed.len().max(1));
                        if let Some(byte) = changed.get_mut(at) {
                            *byte = u8::try_from(place(256)).expect("a byte");
                        }
                    }
                }
                2 => {
                    let at = place(bytes.len() + 1);
                    let more: Vec<u8> = [
                        &b"\"\r\n"[..],
                        b",,,",
                        b"\xff\xfe",
                        b"\0",
                        "髙".as_bytes(),
                        b"\x1b$B",
                    ][place(6)]
                    .to_vec();
                    changed.splice(at..at, more);
                }
                _ => {
                    let (a, b) = (place(bytes.len() + 1), place(bytes.len() + 1));
                    let piece = bytes[a.min(b)..a.max(b)].to_vec();
                    changed.extend(piece);
                }
            }
            target(&changed);
        }
    }
}

macro_rules! each {
    ($($target:ident)*) => {
        $(#[test] fn $target() { run(stringify!($target)); })*
        #[test]
        fn every_target_is_replayed_and_driven() {
            let names: Vec<&str> = TARGETS.iter().map(|(name, _)| *name).collect();
            assert_eq!(names, [$(stringify!($target)),*]);
            let mut driven: Vec<String> = std::fs::read_dir(corpus().join("../fuzz_targets"))
                .expect("the targets")
                .flatten()
                .filter_map(|entry| Some(entry.path().file_stem()?.to_string_lossy().into_owned()))
                .collect();
            driven.sort();
            let mut names = names;
            names.sort_unstable();
            assert_eq!(driven, names);
        }
    };
}

each! { table vcard xlsx ods xls encoding dates names keys recovery backup_name request }

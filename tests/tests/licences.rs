//! Whatever is built into the app may be given away with it: no GPL, no AGPL, nothing that isn't on the list of `.cargo/deny.toml`.

// Helpers of tests stand outside of #[test] functions, where the floor's exception doesn't reach.
#![allow(clippy::expect_used, clippy::indexing_slicing)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The list `allow` of `.cargo/deny.toml`.
fn allowed() -> Vec<String> {
    let text = std::fs::read_to_string(top().join(".cargo/deny.toml")).expect("deny.toml");
    let (_, list) = text.split_once("allow = [").expect("a list");
    let (list, _) = list.split_once(']').expect("its end");
    list.split('"')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

/// Crates of a program with what they say of their licence; what builds it counts as well.
fn licences(package: &str) -> BTreeMap<String, String> {
    let output = Command::new(env!("CARGO"))
        .args([
            "tree",
            "--offline",
            "--edges",
            "normal,build",
            "--prefix",
            "none",
            "--no-dedupe",
        ])
        .args(["--package", package, "--format", "{p}|{l}"])
        .current_dir(top())
        .output()
        .expect("cargo runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .filter_map(|line| line.split_once('|'))
        .map(|(name, licence)| (name.to_owned(), licence.to_owned()))
        .collect()
}

/// Whether an expression of SPDX can be kept to with the allowed licences alone.
fn may(expression: &str, allowed: &[String]) -> bool {
    // Older crates write a stroke for OR.
    let spaced = expression
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    let holds = either(&words, &mut at, allowed);
    holds && at == words.len()
}

fn either(words: &[&str], at: &mut usize, allowed: &[String]) -> bool {
    let mut holds = both(words, at, allowed);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        holds |= both(words, at, allowed);
    }
    holds
}

fn both(words: &[&str], at: &mut usize, allowed: &[String]) -> bool {
    let mut holds = one(words, at, allowed);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        holds &= one(words, at, allowed);
    }
    holds
}

fn one(words: &[&str], at: &mut usize, allowed: &[String]) -> bool {
    let Some(word) = words.get(*at) else {
        return false;
    };
    *at += 1;
    if *word == "(" {
        let holds = either(words, at, allowed);
        *at += 1;
        return holds;
    }
    let mut name = (*word).to_owned();
    if words.get(*at) == Some(&"WITH") {
        name.push_str(" WITH ");
        name.push_str(words.get(*at + 1).unwrap_or(&""));
        *at += 2;
    }
    allowed.contains(&name)
}

#[test]
fn everything_in_the_app_may_be_given_away_with_it() {
    let allowed = allowed();
    assert!(
        allowed.iter().all(|name| !name.contains("GPL")),
        "{allowed:?}"
    );
    for package in ["kaotsunagi-window", "kaotsunagi-cli"] {
        let crates = licences(package);
        assert!(crates.len() > 100, "the tree of {package} was read");
        let others: Vec<_> = crates
            .iter()
            .filter(|(_, licence)| !may(licence, &allowed))
            .collect();
        assert!(others.is_empty(), "{package}: {others:?}");
    }
}

#[test]
fn a_licence_is_judged_by_what_it_says_not_by_its_letters() {
    let allowed: Vec<String> = [
        "MIT",
        "Apache-2.0",
        "Unicode-3.0",
        "Apache-2.0 WITH LLVM-exception",
    ]
    .map(str::to_owned)
    .to_vec();
    for fine in [
        "MIT",
        "MIT/Apache-2.0",
        "GPL-3.0-only OR MIT",
        "(MIT OR Apache-2.0) AND Unicode-3.0",
        "Apache-2.0 WITH LLVM-exception OR GPL-2.0-only",
    ] {
        assert!(may(fine, &allowed), "{fine}");
    }
    for not in [
        "",
        "GPL-3.0-only",
        "AGPL-3.0-or-later",
        "MIT AND GPL-3.0-only",
        "(MIT OR Apache-2.0) AND AGPL-3.0-only",
        "GPL-2.0-only WITH Classpath-exception-2.0",
        "MIT Apache-2.0",
    ] {
        assert!(!may(not, &allowed), "{not}");
    }
}

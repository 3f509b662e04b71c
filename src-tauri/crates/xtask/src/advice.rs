//! What others know of the crates that are built in: licences and bans by `cargo deny`, known faults by `cargo audit`, each
//! where it is installed. Licences and network crates are tested without them, too.

use std::path::PathBuf;

use crate::command::{Done, cargo, command, run, succeeds};

/// Runs what is there; says aloud what isn't.
pub(crate) fn advice() -> Done {
    if succeeds(command("cargo", &["deny", "--version"])) {
        run(cargo(&[
            "deny",
            "--offline",
            "check",
            "licenses",
            "bans",
            "sources",
        ]))?;
        if database("advisory-dbs") {
            run(cargo(&["deny", "--offline", "check", "advisories"]))?;
        } else {
            println!(
                "xtask: no advisories on this computer (~/.cargo/advisory-dbs); `cargo deny fetch` brings them"
            );
        }
    } else {
        println!(
            "xtask: cargo-deny is not installed; licences are tested by tests/tests/licences.rs alone"
        );
    }
    if !succeeds(command("cargo", &["audit", "--version"])) {
        println!("xtask: cargo-audit is not installed; no known faults were looked for");
    } else if database("advisory-db") {
        run(cargo(&["audit", "--no-fetch"]))?;
    } else {
        println!(
            "xtask: no advisories on this computer (~/.cargo/advisory-db); `cargo audit` brings them"
        );
    }
    Ok(())
}

fn database(name: &str) -> bool {
    let home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    home.is_some_and(|home| home.join(name).is_dir())
}

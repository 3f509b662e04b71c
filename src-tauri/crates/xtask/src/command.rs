//! Running other programs, said aloud.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What every task gives: nothing, or a sentence about what went wrong.
pub(crate) type Done<T = ()> = Result<T, String>;

/// The top of the repository.
pub(crate) fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(3)
        .unwrap_or(Path::new("."))
        .to_path_buf()
}

/// Where cargo puts what it builds.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| top().join("target"), PathBuf::from)
}

/// A command in the repository's top folder.
pub(crate) fn command(program: &str, words: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(words).current_dir(top());
    command
}

/// Cargo as it was called; without the variables of the `cargo run` we are inside, so that nothing is built twice.
pub(crate) fn cargo(words: &[&str]) -> Command {
    let mut command = command(
        &std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()),
        words,
    );
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy().into_owned();
        if name.starts_with("CARGO_PKG_")
            || name.starts_with("CARGO_MANIFEST_")
            || name == "CARGO_CRATE_NAME"
        {
            command.env_remove(name);
        }
    }
    command
}

/// Says what is run, runs it, and fails when it fails.
pub(crate) fn run(mut command: Command) -> Done {
    println!("\n» {}", words(&command));
    let status = command
        .status()
        .map_err(|error| format!("{}: {error}", words(&command)))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("{} ended with {status}", words(&command)))
    }
}

/// Whether a command runs without failing; its output is thrown away.
pub(crate) fn succeeds(mut command: Command) -> bool {
    command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

fn words(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(
        command
            .get_args()
            .map(|word| word.to_string_lossy().into_owned()),
    );
    words.join(" ")
}

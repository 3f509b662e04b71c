//! The one way out of the window to other programs: a letter to somebody, a folder to look into. Nothing else is opened, no
//! shell reads the words, and what is opened goes over as one word that can't be taken for an option.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What may be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    /// A new letter, in whatever program writes them here.
    Mail(String),
    /// A folder, in the system's file manager.
    Folder(PathBuf),
}

/// A letter to one address: `mailto:` and nothing after it, so that nobody writes subject, copies or attachments for her.
pub(crate) fn mail(address: &str) -> Option<Target> {
    let address = address.trim();
    let (name, host) = address.split_once('@')?;
    let plain = |text: &str, signs: &str| {
        !text.is_empty()
            && text.len() <= 200
            && !text.starts_with(['.', '-'])
            && text
                .chars()
                .all(|sign| sign.is_ascii_alphanumeric() || signs.contains(sign))
    };
    (plain(name, "._+-") && plain(host, ".-")).then(|| Target::Mail(address.to_owned()))
}

/// The folder at `path`, or the one that the file at `path` lies in.
pub(crate) fn folder(path: &str) -> Option<Target> {
    let path = Path::new(path);
    if !path.is_absolute() {
        return None;
    }
    let real = path.canonicalize().ok()?;
    let folder = if real.is_dir() {
        real
    } else {
        real.parent()?.to_owned()
    };
    Some(Target::Folder(folder))
}

/// Hands the target over to the system's own program for it, and doesn't wait for that.
///
/// # Errors
/// When that program isn't there.
pub(crate) fn open(target: &Target) -> std::io::Result<()> {
    let (program, words) = hand_over(target, std::env::consts::OS);
    let mut child = Command::new(program)
        .args(words)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    // Somebody has to take note of its end.
    std::thread::spawn(move || child.wait());
    Ok(())
}

/// The program and its words; none of them is a shell.
fn hand_over(target: &Target, system: &str) -> (&'static str, Vec<OsString>) {
    let word = match target {
        Target::Mail(address) => OsString::from(format!("mailto:{address}")),
        Target::Folder(path) => path.as_os_str().to_owned(),
    };
    match (system, target) {
        ("windows", Target::Mail(_)) => (
            "rundll32.exe",
            vec![OsStr::new("url.dll,FileProtocolHandler").to_owned(), word],
        ),
        ("windows", Target::Folder(_)) => ("explorer.exe", vec![word]),
        ("macos", _) => ("/usr/bin/open", vec![word]),
        (_, _) => ("xdg-open", vec![word]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_plain_address_becomes_a_letter() {
        for address in [
            "haruka@midorino.example",
            "h.kisanuki+renkei@mail.midorino.example",
            " a@b.example ",
        ] {
            assert_eq!(mail(address), Some(Target::Mail(address.trim().to_owned())));
        }
        for address in [
            "",
            "haruka",
            "@midorino.example",
            "haruka@",
            "a@b@c.example",
            "a@b.example?cc=other@b.example",
            "a@b.example?attach=/etc/passwd",
            "a@b.example&subject=x",
            "a@b.example;rm -rf ~",
            "a@b.example\nBcc: c@d.example",
            "a b@c.example",
            "-a@b.example",
            "a@-b.example",
            "a%0d@b.example",
            "$(id)@b.example",
            "`id`@b.example",
            "早乙女@midorino.example",
            "http://midorino.example",
            "https://a@midorino.example",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "mailto:a@b.example",
            "tel:000-1234-5678",
            "smb://a@b.example/c",
        ] {
            assert_eq!(mail(address), None, "{address}");
        }
        assert_eq!(mail(&format!("{}@b.example", "a".repeat(300))), None);
    }

    #[test]
    fn only_a_folder_of_this_computer_is_shown() {
        let here = env!("CARGO_MANIFEST_DIR");
        let real = Path::new(here).canonicalize().unwrap();
        assert_eq!(folder(here), Some(Target::Folder(real.clone())));
        let file = format!("{here}/Cargo.toml");
        assert_eq!(
            folder(&file),
            Some(Target::Folder(real)),
            "never the file itself"
        );
        for path in [
            "",
            ".",
            "src",
            "--help",
            "https://midorino.example",
            "file:///etc",
            "/no/such/folder",
            "smb://server/share",
        ] {
            assert_eq!(folder(path), None, "{path}");
        }
    }

    #[test]
    fn no_shell_reads_the_words_and_none_is_an_option() {
        for system in ["linux", "macos", "windows", "freebsd"] {
            for target in [
                Target::Mail("a@b.example".to_owned()),
                Target::Folder(PathBuf::from("/tmp/連携 & $(id); x")),
            ] {
                let (program, words) = hand_over(&target, system);
                assert!(
                    ["xdg-open", "/usr/bin/open", "explorer.exe", "rundll32.exe"]
                        .contains(&program),
                    "{program}"
                );
                let last = words.last().unwrap().to_string_lossy().into_owned();
                assert!(
                    last.starts_with("mailto:") || last.starts_with('/'),
                    "{last}"
                );
                assert!(
                    words
                        .iter()
                        .all(|word| !word.to_string_lossy().starts_with('-'))
                );
            }
        }
    }
}

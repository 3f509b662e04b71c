//! Two at once: the second is refused, and told by whom.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use kaotsunagi_core::session::Language;
use kaotsunagi_core::{Problem, Session};
use kaotsunagi_tests::window::built;
use serde_json::json;

use crate::world;

fn refused(dir: &std::path::Path, language: Language) -> Problem {
    let mut session = Session::new(None, world::now(2));
    session.speak(language);
    let request = json!({"dir": dir, "passphrase": ""});
    world::call(&mut session, "open_ledger", request).expect_err("somebody else has it")
}

/// Another program that works in the ledger; it has opened it when this returns.
fn another(dir: &std::path::Path) -> Child {
    let mut child = Command::new(built("writer").expect("the writer"))
        .arg(dir)
        .args(["", "1", "100000"])
        .stdout(Stdio::piped())
        .spawn()
        .expect("starts");
    let stdout = child.stdout.take().expect("its words");
    let (open, wait) = std::sync::mpsc::channel();
    // It goes on talking: somebody has to listen.
    std::thread::spawn(move || {
        for line in BufReader::new(stdout).lines().map_while(Result::ok) {
            if line.contains("\"open\":{\"state\"") {
                open.send(()).expect("heard");
            }
        }
    });
    wait.recv().expect("it opens");
    child
}

#[test]
fn whoever_comes_second_is_told_by_which_program_on_which_computer_and_since_when() {
    let folder = world::quick_folder();
    let dir = folder.path().join("a.kaotsunagi");
    world::region(&dir);
    let mut child = another(&dir);
    let computer = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    for (language, words) in [
        (Language::Ja, "もう一度開いてください"),
        (Language::En, "open it again"),
    ] {
        let problem = refused(&dir, language);
        assert_eq!(problem.code, "busy");
        for word in [words, "writer", computer.trim(), ":"] {
            assert!(problem.message.contains(word), "{word}: {problem:?}");
        }
    }
    child.kill().expect("killed");
    child.wait().expect("gone");
    assert!(
        dir.join("lock-holder.json").exists(),
        "nobody could take it away"
    );
    // Nobody holds it any more, whatever that file says.
    let session = world::open(&dir).expect("taken over");
    let problem = refused(&dir, Language::En);
    assert!(
        !problem.message.contains("writer"),
        "it names the one who has it now: {problem:?}"
    );
    drop(session);
    assert!(
        !dir.join("lock-holder.json").exists(),
        "taken away when it is closed"
    );
}

#[test]
fn where_it_can_t_be_read_who_it_is_it_is_open_elsewhere() {
    let folder = world::quick_folder();
    let dir = folder.path().join("a.kaotsunagi");
    world::region(&dir);
    let session = world::open(&dir).expect("opens");
    let holder = dir.join("lock-holder.json");
    assert!(
        refused(&dir, Language::En).message.contains("since"),
        "named"
    );
    let garbage: [&[u8]; 6] = [
        b"",
        b"{",
        b"\xff\xfe\x00",
        b"{\"program\": \"a\"}",
        b"{\"program\": \"\", \"computer\": \" \", \"user\": \"\"}",
        &[b'['; 100_000],
    ];
    for bytes in garbage {
        kaotsunagi_tests::write(&holder, bytes).expect("written");
        let problem = refused(&dir, Language::En);
        assert_eq!(problem.code, "busy");
        assert!(problem.message.contains("another window"), "{problem:?}");
    }
    std::fs::remove_file(&holder).expect("goes");
    std::fs::create_dir(&holder).expect("a folder in its place");
    assert_eq!(refused(&dir, Language::Ja).code, "busy");
    drop(session);
    // It is in nobody's way.
    world::open(&dir).expect("opens");
    let long = "あ".repeat(1000);
    std::fs::remove_dir(&holder).expect("goes");
    let session = world::open(&dir).expect("opens");
    let text = json!({"program": "a\nb", "computer": long, "user": "haruka"}).to_string();
    kaotsunagi_tests::write(&holder, text.as_bytes()).expect("written");
    let problem = refused(&dir, Language::Ja);
    assert!(
        !problem.message.contains('\n') && problem.message.chars().count() < 300,
        "{problem:?}"
    );
    drop(session);
}

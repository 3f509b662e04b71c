//! Passphrase, recovery key and keychain, through the built program.

// Helpers of tests stand outside of #[test] functions, where the floor's exception doesn't reach.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

struct Desk {
    dir: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self {
            dir: tempfile::tempdir().unwrap(),
        };
        desk.put("old", "ひみつの言葉");
        desk.put("new", "あたらしい言葉");
        desk.must(&["new", "台帳", "--region", "みどり野"], "old");
        desk
    }

    #[allow(clippy::disallowed_methods)] // a file of the test's own folder
    fn put(&self, name: &str, text: &str) {
        std::fs::write(self.dir.path().join(name), text).unwrap();
    }

    fn command(&self, passphrase: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kaotsunagi"));
        command
            .args(["--ledger", "台帳", "--language", "en", "--json"])
            .current_dir(self.dir.path())
            .env("KAOTSUNAGI_PASSPHRASE_FILE", passphrase)
            .env("KAOTSUNAGI_NEW_PASSPHRASE_FILE", "new")
            .env("KAOTSUNAGI_RECOVERY_KEY_FILE", "key")
            .stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str], passphrase: &str) -> Result<Value, Value> {
        let output = self.command(passphrase).args(arguments).output().unwrap();
        let last = |text: &[u8]| {
            let text = String::from_utf8_lossy(text).into_owned();
            let mut values = serde_json::Deserializer::from_str(&text).into_iter::<Value>();
            values
                .by_ref()
                .map_while(Result::ok)
                .last()
                .unwrap_or_else(|| panic!("{text}"))
        };
        if output.status.success() {
            Ok(last(&output.stdout))
        } else {
            Err(last(&output.stderr))
        }
    }

    fn must(&self, arguments: &[&str], passphrase: &str) -> Value {
        self.run(arguments, passphrase).unwrap()
    }

    /// The key on a sheet, as another program reads the PDF.
    fn on_paper(&self, sheet: &str) -> String {
        let text = Command::new("pdftotext")
            .args(["-layout", sheet, "-"])
            .current_dir(self.dir.path())
            .output()
            .unwrap();
        let text = String::from_utf8(text.stdout).unwrap();
        let words: Vec<&str> = text.split_whitespace().collect();
        let groups: Vec<&str> = (1..=7)
            .map(|number: u32| {
                let number = number.to_string();
                let mut pairs = words.windows(2);
                let pair = pairs.find(|pair| pair[0] == number && pair[1].len() == 5);
                pair.unwrap_or_else(|| panic!("{text}"))[1]
            })
            .collect();
        groups.join("-")
    }

    /// A conversation with the use cases; settings lie in `home`.
    fn talk(&self, wrapped: &mut Command, lines: &[Value]) -> Vec<Value> {
        let mut child = wrapped
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = child.stdin.take().unwrap();
        for line in lines {
            writeln!(input, "{line}").unwrap();
        }
        drop(input);
        let output = child.wait_with_output().unwrap();
        String::from_utf8(output.stdout)
            .unwrap()
            .lines()
            .filter_map(|line| serde_json::from_str(line).ok())
            .collect()
    }
}

#[test]
fn the_passphrase_is_changed_and_the_sheet_made_anew_and_used() {
    let desk = Desk::new();
    desk.must(&["passphrase"], "old");
    assert_eq!(
        desk.run(&["status"], "old").unwrap_err()["code"],
        "wrong_passphrase"
    );
    desk.must(&["status"], "new");

    // The sheet is written before its groups are asked for; what is typed comes out of a file here, so it is made twice:
    // a first time to see that a wrong group changes nothing.
    desk.put("key", "AAAAA BBBBB");
    let refused = desk
        .run(&["passphrase", "--sheet", "用紙.pdf"], "new")
        .unwrap_err();
    assert_eq!(refused["code"], "wrong_group");
    assert_eq!(
        desk.must(&["status"], "new")["ledger"]["recovery"],
        "untried"
    );

    desk.put("key", &desk.on_paper("用紙.pdf"));
    let unknown = desk
        .run(&["passphrase", "--by-recovery"], "none")
        .unwrap_err();
    assert_eq!(
        unknown["code"], "wrong_recovery_key",
        "nobody typed it back"
    );
}

#[test]
fn a_list_with_a_passphrase_over_it_is_opened_by_who_was_told_it() {
    let desk = Desk::new();
    desk.put("told", "電話でつたえた言葉");
    desk.put("wrong", "ちがう言葉です");
    desk.must(&["person", "add", "髙﨑 恵"], "old");
    let run = |arguments: &[&str], told: &str| {
        let output = desk
            .command("old")
            .args(arguments)
            .env("KAOTSUNAGI_SEAL_FILE", told)
            .output()
            .unwrap();
        let code = serde_json::from_slice::<Value>(&output.stderr);
        code.map_or(String::new(), |problem| {
            problem["code"].as_str().unwrap().to_owned()
        })
    };
    let given = ["export", "--include-unknown", "--out", "名簿.csv.age"];
    assert_eq!(run(&given, "told"), "");
    let sealed = std::fs::read(desk.dir.path().join("名簿.csv.age")).unwrap();
    assert!(sealed.starts_with(b"age-encryption.org/v1"));
    let name = "髙﨑".as_bytes();
    assert!(!sealed.windows(name.len()).any(|window| window == name));

    let back = ["unseal", "名簿.csv.age", "--out", "clear.csv"];
    assert_eq!(run(&back, "wrong"), "refused");
    assert!(!desk.dir.path().join("clear.csv").exists());
    assert_eq!(run(&back, "told"), "");
    let clear = std::fs::read_to_string(desk.dir.path().join("clear.csv")).unwrap();
    assert!(clear.contains("髙﨑 恵"));
    // A passphrase nobody could remember to type is no protection, and half a file is none.
    desk.put("short", "abc");
    assert_eq!(run(&given, "short"), "refused");
    desk.put("half", "");
    #[allow(clippy::disallowed_methods)] // a file of the test's own folder
    std::fs::write(
        desk.dir.path().join("half.csv.age"),
        &sealed[..sealed.len() - 9],
    )
    .unwrap();
    assert_eq!(
        run(&["unseal", "half.csv.age", "--out", "half.csv"], "told"),
        "refused"
    );
    assert!(!desk.dir.path().join("half.csv").exists());
}

#[test]
fn without_a_keychain_it_says_so_and_the_passphrase_opens() {
    let desk = Desk::new();
    let place = desk.dir.path().join("台帳.kaotsunagi");
    let mut command = desk.command("old");
    command
        .args(["call", "--home", "home"])
        .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere");
    let answers = desk.talk(
        &mut command,
        &[
            json!({"command": "remember_key", "request": {"on": true}}),
            json!({"command": "status"}),
            json!({"command": "lock"}),
            json!({"command": "open_remembered", "request": {"dir": place}}),
            json!({"command": "open_ledger", "request": {"dir": place, "passphrase": "ひみつの言葉"}}),
        ],
    );
    assert_eq!(answers[0]["problem"]["code"], "no_keychain", "{answers:?}");
    assert_eq!(answers[1]["ok"]["remembered"], false);
    assert_eq!(answers[3]["problem"]["code"], "refused");
    assert_eq!(answers[4]["ok"]["locked"], false);
}

/// A real keychain on a bus of its own, in a home of its own.
#[test]
fn with_a_keychain_the_ledger_opens_without_a_word_until_it_is_locked() {
    let desk = Desk::new();
    let place = desk.dir.path().join("台帳.kaotsunagi");
    std::fs::create_dir_all(desk.dir.path().join("run")).unwrap();
    let script = "printf x | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; exec \"$0\" \"$@\"";
    let command = |arguments: &[&str]| {
        let mut command = Command::new("dbus-run-session");
        command
            .args(["--", "sh", "-c", script, env!("CARGO_BIN_EXE_kaotsunagi")])
            .args(arguments)
            .current_dir(desk.dir.path())
            .env("KAOTSUNAGI_PASSPHRASE_FILE", "old")
            .env("HOME", desk.dir.path())
            .env("XDG_DATA_HOME", desk.dir.path().join("data"))
            .env("XDG_RUNTIME_DIR", desk.dir.path().join("run"))
            .env_remove("DISPLAY")
            .env_remove("DBUS_SESSION_BUS_ADDRESS");
        command
    };
    let first = desk.talk(
        &mut command(&["--ledger", "台帳", "call", "--home", "home"]),
        &[json!({"command": "remember_key", "request": {"on": true}})],
    );
    assert_eq!(first[0]["ok"]["remembered"], true, "{first:?}");
    let open = json!({"command": "open_remembered", "request": {"dir": place}});
    let second = desk.talk(
        &mut command(&["call", "--home", "home"]),
        &[
            open.clone(),
            json!({"command": "lock"}),
            open.clone(),
            json!({"command": "open_ledger", "request": {"dir": place, "passphrase": "ひみつの言葉"}}),
            json!({"command": "remember_key", "request": {"on": false}}),
            json!({"command": "close_ledger"}),
            open,
        ],
    );
    assert_eq!(
        second[0]["ok"]["ledger"]["region"], "みどり野",
        "{second:?}"
    );
    assert_eq!(second[2]["problem"]["code"], "refused", "locked is locked");
    assert_eq!(second[4]["ok"]["remembered"], false);
    assert_eq!(second[6]["problem"]["code"], "refused", "taken away again");
    let settings = std::fs::read_to_string(desk.dir.path().join("home/settings.json")).unwrap();
    assert!(
        !settings.to_lowercase().contains("key"),
        "no key in the settings"
    );
}

//! Nothing of a ledger lies in clear anywhere: its folder, the folder for temporary files, the homes of all programs are
//! searched byte by byte for the words that it holds, while it is open, after it is closed, and after a kill.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use kaotsunagi_tests::clear::search;
use kaotsunagi_tests::window::built;

const PASSPHRASE: &str = "土手の桜は 4月の はじめ";

/// What is put in: in the list, by hand, in minutes, in drafts.
const WORDS: [&str; 9] = [
    "髙瀨 みをつくし",
    "たかせ みをつくし",
    "訪問看護ステーション 波打際",
    "000-8642-9753",
    "鵜飼 澪子",
    "朝の電話は避けてほしい",
    "看取りの場をふたりで選んだ",
    "書きかけの言葉はここまで",
    "事例の会うしお",
];

/// A computer of its own: what programs write lies in `own`, what she gave and took in `hers`.
struct Computer {
    _folder: tempfile::TempDir,
    own: PathBuf,
    hers: PathBuf,
}

impl Computer {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let (own, hers) = (folder.path().join("own"), folder.path().join("hers"));
        for place in [
            "tmp",
            "home",
            "data",
            "cache",
            "config",
            "runtime",
            "kaotsunagi",
        ] {
            std::fs::create_dir_all(own.join(place)).expect("a folder");
        }
        std::fs::create_dir_all(&hers).expect("a folder");
        kaotsunagi_tests::write(&hers.join("passphrase"), PASSPHRASE.as_bytes()).expect("written");
        let list = format!(
            "氏名,ふりがな,所属,電話\n{},{},{},{}\n",
            WORDS[0], WORDS[1], WORDS[2], WORDS[3]
        );
        kaotsunagi_tests::write(&hers.join("meibo.csv"), list.as_bytes()).expect("written");
        Self {
            _folder: folder,
            own,
            hers,
        }
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(built(program).expect("built"));
        command
            .current_dir(&self.own)
            .env("KAOTSUNAGI_PASSPHRASE_FILE", self.hers.join("passphrase"))
            .env("KAOTSUNAGI_HOME", self.own.join("kaotsunagi"))
            .env("HOME", self.own.join("home"))
            .env("TMPDIR", self.own.join("tmp"))
            .env("SQLITE_TMPDIR", self.own.join("tmp"))
            .env("XDG_DATA_HOME", self.own.join("data"))
            .env("XDG_CACHE_HOME", self.own.join("cache"))
            .env("XDG_CONFIG_HOME", self.own.join("config"))
            .env("LANG", "ja_JP.UTF-8");
        command
    }

    fn cli(&self, words: &[&str]) {
        let done = self
            .command("kaotsunagi")
            .args(["--ledger", "a.kaotsunagi"])
            .args(words)
            .output()
            .expect("runs");
        assert!(
            done.status.success(),
            "{words:?}: {}",
            String::from_utf8_lossy(&done.stderr)
        );
    }

    fn nothing_in_clear(&self, when: &str) {
        let mut words = WORDS.to_vec();
        words.push(PASSPHRASE);
        let found = search(&self.own, &words).expect("searched");
        assert!(found.is_empty(), "{when}: {found:#?}");
    }
}

#[test]
fn the_search_itself_finds_what_lies_in_clear() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = |name: &str| folder.path().join("a/b").join(name);
    let utf16: Vec<u8> = WORDS[0].encode_utf16().flat_map(u16::to_le_bytes).collect();
    let (cp932, _, _) = encoding_rs::SHIFT_JIS.encode(WORDS[0]);
    for (name, bytes) in [
        ("utf8", WORDS[0].as_bytes()),
        ("utf16", &utf16),
        ("cp932", &cp932),
        (
            "json",
            br"{\u9ad9\u7028\u0020\u307f\u3092\u3064\u304f\u3057}",
        ),
    ] {
        let around = [&[0xE9, 0xAB, 0x00, 0x42][..], bytes, &[0xE9]].concat();
        kaotsunagi_tests::write(&place(name), &around).expect("written");
        assert_eq!(
            search(folder.path(), &[WORDS[0]]).expect("searched").len(),
            1,
            "{name}"
        );
        std::fs::remove_file(place(name)).expect("goes");
    }
    std::fs::create_dir(place(WORDS[0])).expect("a folder");
    assert_eq!(
        search(folder.path(), &WORDS).expect("searched").len(),
        1,
        "by its name"
    );
}

#[test]
fn nothing_of_a_days_work_lies_in_clear() {
    let computer = Computer::new();
    computer.cli(&[
        "new",
        "a",
        "--region",
        "みどり野",
        "--coordinator",
        WORDS[4],
    ]);
    let list = computer.hers.join("meibo.csv");
    computer.cli(&["import", &list.to_string_lossy(), "--source", "前任者"]);
    computer.nothing_in_clear("after an import");
    computer.cli(&[
        "meeting",
        "new",
        "--title",
        WORDS[8],
        "--date",
        "2026-11-20",
    ]);
    computer.cli(&["meeting", "attend", WORDS[8], "--person", WORDS[0]]);
    computer.cli(&["meeting", "line", WORDS[8], WORDS[6]]);
    computer.cli(&["undo"]);
    computer.cli(&["redo"]);
    computer.cli(&["check"]);
    computer.cli(&["search", "みをつくし"]);
    // What she gives out lies in clear where she put it, and nowhere else.
    let out = computer.hers.join("議事録.pdf");
    computer.cli(&["minutes", WORDS[8], "--out", &out.to_string_lossy()]);
    let out = computer.hers.join("人.csv");
    computer.cli(&[
        "export",
        "--include-unknown",
        "--out",
        &out.to_string_lossy(),
    ]);
    let given = search(&computer.hers, &WORDS).expect("searched");
    assert!(
        given.iter().any(|place| place.contains("人.csv")),
        "{given:?}"
    );
    computer.nothing_in_clear("after a day");
    let backups = std::fs::read_dir(computer.own.join("a.kaotsunagi/backups"));
    assert!(
        backups.is_ok_and(|files| files.count() > 0),
        "backups were searched, too"
    );
}

/// Lines of a program that works until it is killed.
fn killed_at(computer: &Computer, line: &str, while_open: impl FnOnce(&Path)) {
    let mut child = computer
        .command("writer")
        .args(["--held", "a.kaotsunagi", PASSPHRASE])
        .args(&WORDS[4..8])
        .stdout(Stdio::piped())
        .spawn()
        .expect("starts");
    let stdout = child.stdout.take().expect("its words");
    let stands = BufReader::new(stdout)
        .lines()
        .map_while(Result::ok)
        .any(|said| said == line);
    assert!(stands, "the writer came to its work");
    while_open(&computer.own);
    child.kill().expect("killed");
    child.wait().expect("gone");
}

#[test]
fn nothing_lies_in_clear_while_it_is_open_or_after_a_kill() {
    let computer = Computer::new();
    computer.cli(&[
        "new",
        "a",
        "--region",
        "みどり野",
        "--coordinator",
        WORDS[4],
    ]);
    let list = computer.hers.join("meibo.csv");
    computer.cli(&["import", &list.to_string_lossy(), "--source", "前任者"]);
    killed_at(&computer, "held", |own| {
        let log = own.join("a.kaotsunagi/ledger.db-wal");
        assert!(
            log.metadata().is_ok_and(|log| log.len() > 0),
            "the log was searched, too"
        );
        computer.nothing_in_clear("while it is open");
    });
    computer.nothing_in_clear("after a kill");
    let log = computer.own.join("a.kaotsunagi/ledger.db-wal");
    assert!(
        log.metadata().is_ok_and(|log| log.len() > 0),
        "the log is still there"
    );
    computer.cli(&["check"]);
    computer.cli(&["people"]);
    computer.nothing_in_clear("opened again");
}

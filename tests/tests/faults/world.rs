//! A region's ledger to work in, the work itself, and how two states of it are compared.

#![allow(clippy::ptr_arg, reason = "steps of all kinds of work have one type")]

use std::path::{Path, PathBuf};

use kaotsunagi_core::{Now, Problem, Session, border, sample};
use ledger::schema::tables::TABLES;
use serde_json::{Value, json};

/// Noon of the `day`th day of December 2026, in Japan.
pub(crate) fn now(day: u32) -> Now {
    let today = chrono::NaiveDate::from_ymd_opt(2026, 12, day).expect("a day");
    let zone = chrono::FixedOffset::east_opt(9 * 3600).expect("a zone");
    let noon = today.and_hms_opt(12, 0, 0).expect("noon");
    Now {
        utc: noon
            .and_local_timezone(zone)
            .single()
            .expect("a moment")
            .to_utc(),
        zone,
        today,
    }
}

/// A use case by its name.
pub(crate) fn call(session: &mut Session, name: &str, request: Value) -> Result<Value, Problem> {
    border::call(session, name, request).unwrap_or_else(|| panic!("no command {name}"))
}

/// A use case that must work.
pub(crate) fn must(session: &mut Session, name: &str, request: Value) -> Value {
    call(session, name, request).unwrap_or_else(|problem| panic!("{name}: {problem:?}"))
}

/// A folder in memory where there is one: what is tried a thousand times need not wait for a real disk.
pub(crate) fn quick_folder() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    let made = if memory.is_dir() {
        tempfile::tempdir_in(memory)
    } else {
        tempfile::tempdir()
    };
    made.expect("a folder")
}

/// A small seeded region of 40 people, closed.
pub(crate) fn region(dir: &Path) {
    sample::make(dir, 40, 4, 7, now(1)).expect("the region's ledger");
}

/// The ledger in `dir`, open for work on the second day: its ids come after those of the first.
pub(crate) fn open(dir: &Path) -> Result<Session, Problem> {
    let mut session = Session::new(None, now(2));
    call(
        &mut session,
        "open_ledger",
        json!({"dir": dir, "passphrase": ""}),
    )?;
    Ok(session)
}

/// A copy of a closed ledger.
pub(crate) fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("the ledger").flatten() {
        let place = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &place);
        } else {
            std::fs::copy(entry.path(), place).expect("a copy");
        }
    }
}

/// All that the ledger holds: every record, every operation and what it would undo and redo. Ids are replaced by the order
/// in which they appear, so that two runs of the same work give the same text.
pub(crate) fn everything(session: &Session) -> String {
    let ledger = session.ledger().expect("an open ledger");
    let read = ledger.read();
    let mut text = String::new();
    for table in &TABLES {
        text.push_str(table.name);
        text.push('\n');
        for row in read.rows_as_text(table).expect("the rows") {
            // Which backup that is: tried again, it is another one.
            let row = match row.split_once("'restore.before'") {
                Some(_) => "a backup of before the restore",
                None => &row,
            };
            // By lot, tried again it is another one.
            let row = match (table.name, row.split_once(' ')) {
                ("shared_device", Some((_, rest))) => rest,
                _ => row,
            };
            text.push_str(row);
            text.push('\n');
        }
    }
    for operation in read.operations(1000).expect("the operations") {
        text.push_str(&format!("{operation:?}\n"));
    }
    text.push_str(&format!("{:?}\n", ledger.next_undo_redo().expect("undo")));
    without_ids(&text)
}

fn without_ids(text: &str) -> String {
    const LENGTH: usize = 36;
    let is_id = |piece: &[u8]| {
        piece.iter().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => *byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
    };
    let bytes = text.as_bytes();
    let mut known = std::collections::HashMap::new();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        match bytes.get(at..at + LENGTH) {
            Some(piece) if is_id(piece) => {
                let next = known.len();
                let number = *known.entry(piece.to_vec()).or_insert(next);
                out.extend(format!("#{number}").bytes());
                at += LENGTH;
            }
            _ => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(out).expect("text")
}

/// Where two texts part, to read in a failure.
pub(crate) fn parting(a: &str, b: &str) -> String {
    a.lines().zip(b.lines()).find(|(a, b)| a != b).map_or_else(
        || format!("{} lines against {}", a.lines().count(), b.lines().count()),
        |(a, b)| format!("{a}\n{b}"),
    )
}

/// One kind of work: a row of commands, each one operation. What a command needs of an earlier one's answer is in the
/// second argument.
pub(crate) type Step = fn(&mut Session, &mut Vec<Value>) -> Result<Value, Problem>;

/// Some work with what has to be done before it.
pub(crate) struct Work {
    pub(crate) name: &'static str,
    pub(crate) before: &'static [Step],
    pub(crate) steps: &'static [Step],
}

pub(crate) const WORK: &[Work] = &[
    Work {
        name: "add a person",
        before: &[],
        steps: &[add_person],
    },
    Work {
        name: "hold a meeting",
        before: &[],
        steps: &[add_meeting, attend, line, line, decide],
    },
    Work {
        name: "take 30 people in",
        before: &[],
        steps: &[import],
    },
    Work {
        name: "undo the import",
        before: &[import],
        steps: &[undo],
    },
    Work {
        name: "redo the import",
        before: &[import, undo],
        steps: &[redo],
    },
    Work {
        name: "put into the trash",
        before: &[],
        steps: &[remove],
    },
    Work {
        name: "move on the map",
        before: &[],
        steps: &[move_on_the_map],
    },
    Work {
        name: "back up",
        before: &[],
        steps: &[back_up],
    },
    Work {
        name: "restore",
        before: &[back_up, add_person],
        steps: &[restore],
    },
    Work {
        name: "back to before the restore",
        before: &[back_up, add_person, restore],
        steps: &[go_back],
    },
];

fn add_person(session: &mut Session, _: &mut Vec<Value>) -> Result<Value, Problem> {
    let fields = ledger::person::PersonFields {
        name: "早乙女 徹".to_owned(),
        kana: "さおとめ とおる".to_owned(),
        phone: "000-1234-5678".to_owned(),
        ..Default::default()
    };
    call(
        session,
        "add_person",
        json!({"fields": fields, "organisation": "みどり野中央病院", "title": "院長"}),
    )
}

fn add_meeting(session: &mut Session, kept: &mut Vec<Value>) -> Result<Value, Problem> {
    let fields = ledger::meeting::MeetingFields::new("連携会議", now(2).today);
    let written = call(
        session,
        "add_meeting",
        json!({"fields": fields, "new_series": "みどり野連携会議", "host_name": "みどり野市医師会"}),
    )?;
    kept.push(written["id"].clone());
    Ok(written)
}

fn attend(session: &mut Session, kept: &mut Vec<Value>) -> Result<Value, Problem> {
    let rows = must(session, "people", json!({}))["rows"].clone();
    let entries: Vec<Value> = rows
        .as_array()
        .into_iter()
        .flatten()
        .take(8)
        .map(|row| {
            json!({
                "person": row["id"], "guest_name": "", "guest_organisation": "", "attended": "present",
                "time": null, "proxy_person": null, "proxy_name": "", "role": "member",
            })
        })
        .collect();
    assert_eq!(entries.len(), 8, "people to attend");
    call(
        session,
        "set_attendance",
        json!({"meeting": kept[0], "entries": entries}),
    )
}

fn line(session: &mut Session, kept: &mut Vec<Value>) -> Result<Value, Problem> {
    add_line(session, kept, "statement")
}

fn decide(session: &mut Session, kept: &mut Vec<Value>) -> Result<Value, Problem> {
    add_line(session, kept, "decision")
}

fn add_line(session: &mut Session, kept: &[Value], kind: &str) -> Result<Value, Problem> {
    let fields = json!({
        "agenda_item": null, "kind": kind, "text": "退院前に一度来てほしい", "speaker": null, "profession": null,
        "audience": "shared",
    });
    call(
        session,
        "add_line",
        json!({"meeting": kept[0], "fields": fields, "action": null}),
    )
}

/// The colleague's file of 30 people, beside the ledgers.
pub(crate) fn list(folder: &Path) -> PathBuf {
    let path = folder.join("meibo.csv");
    let mut text = "氏名,ふりがな,所属,職名,電話\n".to_owned();
    for number in 0..30 {
        let letter = char::from_u32(0x4E00 + number * 7).expect("a letter");
        text.push_str(&format!(
            "新田 {letter}子,にった {number},訪問看護ステーション なぎ{},看護師,000-55-{number:04}\n",
            number % 5
        ));
    }
    kaotsunagi_tests::write(&path, text.as_bytes()).expect("the list");
    path
}

fn import(session: &mut Session, _: &mut Vec<Value>) -> Result<Value, Problem> {
    let folder = session
        .ledger()
        .expect("open")
        .dir()
        .parent()
        .expect("a folder")
        .to_owned();
    call(
        session,
        "import_contacts",
        json!({"path": folder.join("meibo.csv"), "encoding": null, "source": "前任者", "decisions": []}),
    )
}

fn undo(session: &mut Session, _: &mut Vec<Value>) -> Result<Value, Problem> {
    call(session, "undo", json!({}))
}

fn redo(session: &mut Session, _: &mut Vec<Value>) -> Result<Value, Problem> {
    call(session, "redo", json!({}))
}

fn remove(session: &mut Session, _: &mut Vec<Value>) -> Result<Value, Problem> {
    let id = must(session, "people", json!({}))["rows"][3]["id"].clone();
    call(session, "remove_person", json!({"id": id}))
}

fn move_on_the_map(session: &mut Session, _: &mut Vec<Value>) -> Result<Value, Problem> {
    let rows = must(session, "people", json!({}))["rows"].clone();
    let positions: Vec<Value> = rows
        .as_array()
        .into_iter()
        .flatten()
        .take(10)
        .map(|row| json!({"key": format!("person:{}", row["id"].as_str().unwrap_or_default()), "x": 12.5, "y": -3.0, "pinned": true}))
        .collect();
    call(session, "set_positions", json!({"positions": positions}))
}

fn back_up(session: &mut Session, _: &mut Vec<Value>) -> Result<Value, Problem> {
    call(session, "make_backup", json!({}))
}

fn restore(session: &mut Session, _: &mut Vec<Value>) -> Result<Value, Problem> {
    let list = must(session, "backups", json!({}));
    // The first that was made: before the person.
    let oldest = list["backups"]
        .as_array()
        .and_then(|rows| rows.last())
        .expect("a backup");
    call(
        session,
        "restore_backup",
        json!({"backup": oldest["backup"]}),
    )
}

fn go_back(session: &mut Session, _: &mut Vec<Value>) -> Result<Value, Problem> {
    call(session, "back_to_before_restore", json!({}))
}

//! Figures, printed: how quickly a ledger of 2,000 people and 600 meetings answers. Built in release by `cargo xtask bench`.
//! Nothing fails for being slow: machines differ. Each figure stands beside the one that interface and issue ask for.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use kaotsunagi_core::{Now, Session, border, sample};
use kaotsunagi_tests::display::Display;
use kaotsunagi_tests::window::built;
use serde_json::{Value, json};

const PEOPLE: usize = 2_000;
const MEETINGS: usize = 600;
const TIMES: usize = 9;

type Done<T = ()> = Result<T, String>;

fn main() -> ExitCode {
    match figures() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("figures: {message}");
            ExitCode::FAILURE
        }
    }
}

fn figures() -> Done {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let dir = folder.path().join("large.kaotsunagi");
    let here = chrono::Local::now();
    let now = Now {
        utc: here.to_utc(),
        zone: *here.offset(),
        today: here.date_naive(),
    };
    println!(
        "{PEOPLE} people × {MEETINGS} meetings, seed 1; median and slowest of {TIMES}, milliseconds\n"
    );
    let begun = Instant::now();
    sample::make(&dir, PEOPLE, MEETINGS, 1, now).map_err(|error| error.to_string())?;
    line("making the ledger, once", begun.elapsed(), None, None);
    let mut session = Session::new(None, now);
    let begun = Instant::now();
    call(
        &mut session,
        "open_ledger",
        &json!({"dir": dir, "passphrase": ""}),
    )?;
    line("opening it (sample key)", begun.elapsed(), None, None);

    println!("\nscreens (asked: under 100)");
    let begun = Instant::now();
    call(
        &mut session,
        "map",
        &json!({"kind": "person", "until": null}),
    )?;
    line(
        "map, people: the very first time, laid out",
        begun.elapsed(),
        None,
        None,
    );
    let person = first(&call(&mut session, "people", &people(""))?)?;
    let meeting = first(&call(
        &mut session,
        "meetings",
        &json!({"text": "", "series": null}),
    )?)?;
    let organisation = first(&call(&mut session, "organisations", &json!({"text": ""}))?)?;
    for (label, name, request) in [
        ("today", "today", json!({})),
        ("people, all", "people", people("")),
        ("person's card", "person", json!({"id": person})),
        ("organisations, all", "organisations", json!({"text": ""})),
        (
            "organisation's card",
            "organisation",
            json!({"id": organisation}),
        ),
        (
            "meetings, all",
            "meetings",
            json!({"text": "", "series": null}),
        ),
        ("meeting's card", "meeting", json!({"id": meeting})),
        (
            "map, people",
            "map",
            json!({"kind": "person", "until": null}),
        ),
        (
            "map, organisations",
            "map",
            json!({"kind": "organisation", "until": null}),
        ),
        (
            "map, professions",
            "map",
            json!({"kind": "profession", "until": null}),
        ),
        ("stages", "stages", json!({})),
        ("status", "status", json!({})),
    ] {
        measure(&mut session, label, name, &request, Some(100.0))?;
    }

    println!("\nsearch as she types (asked: under 16)");
    for text in [
        "た",
        "たか",
        "たかは",
        "たかはし",
        "髙橋",
        "高",
        "連携",
        "ﾜﾀﾅﾍﾞ",
        "夜間の連絡先",
        "どこにもない言葉",
    ] {
        measure(
            &mut session,
            &format!("「{text}」"),
            "search",
            &json!({"text": text, "limit": 20}),
            Some(16.0),
        )?;
    }
    measure(
        &mut session,
        "list of people, 「たか」",
        "people",
        &people("たか"),
        Some(16.0),
    )?;

    println!("\nwho it might be");
    for name in ["髙橋", "渡邉 恵", "わたなべ"] {
        measure(
            &mut session,
            &format!("a new person, 「{name}」 typed"),
            "similar_people",
            &json!({"name": name, "kana": "", "organisation": "", "email": "", "mobile": ""}),
            Some(100.0),
        )?;
    }
    measure(
        &mut session,
        "duplicates of the whole ledger",
        "duplicates",
        &json!({}),
        Some(1_000.0),
    )?;

    println!("\nwriting and documents");
    let list = folder.path().join("list.csv");
    kaotsunagi_tests::write(&list, colleagues_list().as_bytes())?;
    measure(
        &mut session,
        "dry run of a list of 2,000",
        "read_contacts",
        &json!({"path": list, "encoding": null}),
        None,
    )?;
    for format in ["pdf", "docx", "md", "txt"] {
        let path = folder.path().join(format!("minutes.{format}"));
        measure(
            &mut session,
            &format!("minutes as {format}"),
            "export_minutes",
            &json!({"meeting": meeting, "audience": "shared", "format": format, "path": path}),
            None,
        )?;
    }
    drop(session);

    println!("\nfrom the start of the program to the first screen (asked: under 1,500)");
    start("sample region", folder.path(), "--sample")?;
    start(
        &format!("{PEOPLE} people"),
        folder.path(),
        &dir.to_string_lossy(),
    )
}

fn people(text: &str) -> Value {
    json!({"text": text, "side": null, "profession": null, "municipality": null, "key_person": null})
}

fn colleagues_list() -> String {
    let rows = (0..PEOPLE).map(|number| {
        format!(
            "山田 太郎{number},やまだ たろう,第{}診療所,y{number}@list.example\n",
            number % 90
        )
    });
    std::iter::once("氏名,ふりがな,所属,メール\n".to_owned())
        .chain(rows)
        .collect()
}

fn first(list: &Value) -> Done<String> {
    list.pointer("/rows/0/id")
        .and_then(Value::as_str)
        .map(str::to_owned)
        .ok_or_else(|| "an empty list".to_owned())
}

fn call(session: &mut Session, name: &str, request: &Value) -> Done<Value> {
    border::call(session, name, request.clone())
        .ok_or_else(|| format!("no command {name}"))?
        .map_err(|problem| format!("{name}: {} {}", problem.message, problem.detail))
}

fn measure(
    session: &mut Session,
    label: &str,
    name: &str,
    request: &Value,
    asked: Option<f64>,
) -> Done {
    let mut taken = Vec::new();
    for _ in 0..TIMES {
        let begun = Instant::now();
        // As the window gets it: text, not taken apart again.
        border::call_text(session, name, request.clone())
            .ok_or_else(|| format!("no command {name}"))?
            .map_err(|problem| format!("{name}: {} {}", problem.message, problem.detail))?;
        taken.push(begun.elapsed());
    }
    taken.sort();
    let median = taken.get(TIMES / 2).copied().unwrap_or_default();
    line(label, median, taken.last().copied(), asked);
    Ok(())
}

fn line(label: &str, median: Duration, slowest: Option<Duration>, asked: Option<f64>) {
    let milliseconds = |time: Duration| time.as_secs_f64() * 1_000.0;
    let slowest = slowest.map_or_else(String::new, |time| format!("{:10.1}", milliseconds(time)));
    let ratio = asked.map_or_else(String::new, |asked| {
        format!("   {:.2} of what is asked", milliseconds(median) / asked)
    });
    println!("  {label:<46}{:10.1}{slowest}{ratio}", milliseconds(median));
}

/// The real window on a display of its own, until it says that its first screen stands.
fn start(label: &str, home: &Path, word: &str) -> Done {
    let display = Display::start(1280, 800)?;
    let mut taken = Vec::new();
    for _ in 0..5 {
        let begun = Instant::now();
        let mut window = Command::new(built("kaotsunagi-window")?)
            .arg(word)
            .env("DISPLAY", &display.name)
            .env("KAOTSUNAGI_HOME", home)
            .env("KAOTSUNAGI_REPORT_START", "1")
            .env("NO_AT_BRIDGE", "1")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| error.to_string())?;
        let mut said = String::new();
        let read = window
            .stdout
            .take()
            .map(|stdout| BufReader::new(stdout).read_line(&mut said));
        let time = begun.elapsed();
        let _ = window.kill();
        let _ = window.wait();
        match read {
            Some(Ok(length)) if length > 0 => taken.push(time),
            _ => return Err("the window ended before its first screen".to_owned()),
        }
    }
    taken.sort();
    line(
        label,
        taken.get(2).copied().unwrap_or_default(),
        taken.last().copied(),
        Some(1_500.0),
    );
    Ok(())
}

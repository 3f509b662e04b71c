//! Prints what encryption and the change log cost, and how long a large ledger takes to open, to write in, to back up. In
//! release: `cargo run --release -p kaotsunagi-ledger --features figures --example trust_figures`.
#![allow(
    clippy::unwrap_used,
    reason = "an example that cannot go on should say where"
)]

use std::path::Path;
use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset, Utc};
use kaotsunagi_ledger::affiliation::AffiliationFields;
use kaotsunagi_ledger::backup::Reason;
use kaotsunagi_ledger::log::ImportEntry;
use kaotsunagi_ledger::organisation::OrganisationFields;
use kaotsunagi_ledger::person::PersonFields;
use kaotsunagi_ledger::{ImportId, Ledger, OperationName, Passphrase};

const PEOPLE: usize = 10_000;
const ORGANISATIONS: usize = 800;
const ROUNDS: usize = 3;
const COMMITS: usize = 500;

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str, round: usize| folder.path().join(format!("{name}{round}.kaotsunagi"));
    let (mut whole, mut clear, mut unlogged, mut neither) = (vec![], vec![], vec![], vec![]);
    for round in 0..ROUNDS {
        let make = |name: &str| Ledger::create(&at(name, round), &secret(), now()).unwrap();
        whole.push(import(&mut make("whole")));
        let mut ledger = Ledger::create_in_clear(&at("clear", round), now()).unwrap();
        clear.push(import(&mut ledger));
        let mut ledger = make("unlogged");
        ledger.without_log().unwrap();
        unlogged.push(import(&mut ledger));
        let mut ledger = Ledger::create_in_clear(&at("neither", round), now()).unwrap();
        ledger.without_log().unwrap();
        neither.push(import(&mut ledger));
    }
    let whole = median(whole);
    println!("taking in {PEOPLE} people with their posts, one operation, median of {ROUNDS}:");
    line("as it is", whole);
    for (name, times) in [
        ("without encryption", clear),
        ("without the change log", unlogged),
        ("without both", neither),
    ] {
        let time = median(times);
        let ratio = whole.as_secs_f64() / time.as_secs_f64();
        println!("  {name:<28} {:>9.1} ms   × {ratio:.2}", ms(time));
    }

    let dir = at("whole", 0);
    println!("\nthe ledger of {PEOPLE} people:");
    size("its size, log included", &dir.join("ledger.db"));
    size(
        "in clear and without log",
        &at("neither", 0).join("ledger.db"),
    );
    let opened = (0..5).map(|_| {
        let begun = Instant::now();
        let ledger = Ledger::open(&dir, &secret()).unwrap();
        let time = begun.elapsed();
        ledger.close().unwrap();
        time
    });
    line("opening, passphrase and all", median(opened.collect()));
    let key = kaotsunagi_ledger::keys::unwrap(&dir, &secret()).unwrap();
    let opened = (0..5).map(|_| {
        let begun = Instant::now();
        let ledger = Ledger::open_with_key(&dir, key.clone()).unwrap();
        let time = begun.elapsed();
        ledger.close().unwrap();
        time
    });
    line("opening, key at hand", median(opened.collect()));

    let mut ledger = Ledger::open(&dir, &secret()).unwrap();
    let people = ledger.read().all_people().unwrap();
    let mut commits: Vec<Duration> = people
        .iter()
        .take(COMMITS)
        .map(|person| {
            let fields = PersonFields {
                note: "電話は午後".to_owned(),
                ..person.fields.clone()
            };
            let begun = Instant::now();
            ledger
                .operation(
                    &OperationName::new("person.save", &fields.name),
                    now(),
                    |write| write.save_person(person.id, &fields),
                )
                .unwrap();
            begun.elapsed()
        })
        .collect();
    commits.sort();
    line(
        "one change kept, p50",
        commits.get(COMMITS / 2).copied().unwrap_or_default(),
    );
    line(
        "one change kept, p95",
        commits.get(COMMITS * 95 / 100).copied().unwrap_or_default(),
    );

    let zone = FixedOffset::east_opt(9 * 3600).unwrap();
    let begun = Instant::now();
    let outcome = ledger
        .backup_job(Some(Reason::Hand), now(), zone)
        .unwrap()
        .run();
    let time = begun.elapsed();
    assert!(matches!(outcome.made, Some(Ok(_))), "{outcome:?}");
    line("a backup, checked and counted", time);

    let begun = Instant::now();
    for _ in 0..COMMITS {
        ledger.undo(now()).unwrap().unwrap();
    }
    line(
        "undoing such a change",
        begun.elapsed() / u32::try_from(COMMITS).unwrap(),
    );
    let begun = Instant::now();
    ledger.undo(now()).unwrap().unwrap();
    line("undoing the import", begun.elapsed());
    assert_eq!(ledger.read().all_people().unwrap().len(), 0);
}

fn now() -> DateTime<Utc> {
    "2026-11-20T01:00:00Z".parse().unwrap()
}

fn secret() -> Passphrase {
    Passphrase::new("ひみつの言葉")
}

/// What an import of a list does, in one operation.
fn import(ledger: &mut Ledger) -> Duration {
    let begun = Instant::now();
    ledger
        .operation(&OperationName::new("import", "名簿.csv"), now(), |write| {
            let mut organisations = Vec::new();
            for number in 0..ORGANISATIONS {
                organisations.push(write.add_organisation(&OrganisationFields {
                    name: format!("みどり野第{number}訪問看護ステーション"),
                    phone: format!("000-{number:04}-0000"),
                    ..OrganisationFields::default()
                })?);
            }
            let import = write.add_import(&ImportEntry {
                id: ImportId(uuid::Uuid::nil()),
                at: now(),
                file: "名簿.csv".to_owned(),
                format: "csv".to_owned(),
                encoding: "cp932".to_owned(),
                source: String::new(),
                new: i64::try_from(PEOPLE).unwrap_or_default(),
                updated: 0,
                unchanged: 0,
                doubtful: 0,
                rejected: 0,
                basis: String::new(),
                giver: String::new(),
                giver_organisation: String::new(),
                how: String::new(),
                digest: String::new(),
                as_of: None,
            })?;
            for number in 0..PEOPLE {
                let person = write.add_person(&PersonFields {
                    name: format!("髙﨑 恵{number}"),
                    family: "髙﨑".to_owned(),
                    given: format!("恵{number}"),
                    kana: "たかさき めぐみ".to_owned(),
                    profession: Some("visiting_nurse".to_owned()),
                    email: format!("megumi{number}@midorino.example"),
                    phone: format!("000-{:04}-{:04}", number / 10_000, number % 10_000),
                    ..PersonFields::default()
                })?;
                if let Some(organisation) = organisations.get(number % ORGANISATIONS) {
                    write.add_affiliation(&AffiliationFields {
                        person,
                        organisation: *organisation,
                        department: String::new(),
                        title: "主任".to_owned(),
                        from: None,
                        to: None,
                        is_contact: false,
                        is_main: true,
                    })?;
                }
                write.add_imported_row(import, &format!("{number:064}"), person, "")?;
            }
            Ok::<(), kaotsunagi_ledger::Error>(())
        })
        .unwrap();
    begun.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn line(name: &str, time: Duration) {
    println!("  {name:<28} {:>9.1} ms", ms(time));
}

fn size(name: &str, path: &Path) {
    let bytes = path.metadata().unwrap().len();
    println!("  {name:<28} {:>9.1} MB", bytes as f64 / 1e6);
}

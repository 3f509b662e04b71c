//! The public FEBRL sets: names and addresses only.

use std::collections::HashMap;
use std::path::Path;
use std::time::Instant;

use kaotsunagi_exchange::ForeignPerson;
use kaotsunagi_exchange::matching::{Index, Judgement, Known};

use super::share;

struct Row {
    id: String,
    person: String,
    fields: HashMap<String, String>,
}

fn read(path: &Path) -> Vec<Row> {
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_path(path)
        .unwrap();
    let headers = reader.headers().unwrap().clone();
    reader
        .records()
        .map(|record| {
            let record = record.unwrap();
            let fields: HashMap<String, String> = headers
                .iter()
                .map(str::to_owned)
                .zip(record.iter().map(str::to_owned))
                .collect();
            let id = fields["rec_id"].clone();
            let person = id.split('-').nth(1).unwrap().to_owned();
            Row { id, person, fields }
        })
        .collect()
}

fn whole(row: &Row) -> (String, String) {
    let of = |name: &str| row.fields[name].as_str();
    let name = format!("{} {}", of("surname"), of("given_name"))
        .trim()
        .to_owned();
    let number = of("street_number");
    let number = if number.is_empty() {
        String::new()
    } else {
        format!("no{number}")
    };
    let address = [
        number.as_str(),
        of("address_1"),
        of("address_2"),
        of("suburb"),
        of("state"),
    ]
    .join(" ");
    (name, address)
}

fn known(row: &Row) -> Known {
    let (name, address) = whole(row);
    Known {
        id: row.id.clone(),
        name,
        family: row.fields["surname"].clone(),
        given: row.fields["given_name"].clone(),
        postal: row.fields["postcode"].clone(),
        address,
        ..Known::default()
    }
}

pub(crate) fn run(folder: &Path) {
    for set in ["dataset2.csv", "dataset3.csv"] {
        let rows = read(&folder.join(set));
        let mut of: HashMap<&str, usize> = HashMap::new();
        for row in &rows {
            *of.entry(&row.person).or_default() += 1;
        }
        let truth: usize = of.values().map(|n| n * (n - 1) / 2).sum();
        let start = Instant::now();
        let doubles = Index::new(rows.iter().map(known)).doubles();
        let person: HashMap<&str, &str> = rows
            .iter()
            .map(|row| (row.id.as_str(), row.person.as_str()))
            .collect();
        let right = doubles
            .iter()
            .filter(|double| person[double.ids.0.as_str()] == person[double.ids.1.as_str()])
            .count();
        tell(set, right, doubles.len(), truth, start);
    }
    let (a, b) = (
        read(&folder.join("dataset4a.csv")),
        read(&folder.join("dataset4b.csv")),
    );
    let person: HashMap<&str, &str> = a
        .iter()
        .map(|row| (row.id.as_str(), row.person.as_str()))
        .collect();
    let truth = b
        .iter()
        .filter(|row| a.iter().any(|other| other.person == row.person))
        .count();
    let foreign: Vec<ForeignPerson> = b
        .iter()
        .map(|row| {
            let known = known(row);
            ForeignPerson {
                name: known.name,
                family: known.family,
                given: known.given,
                postal: known.postal,
                address: known.address,
                ..ForeignPerson::default()
            }
        })
        .collect();
    let start = Instant::now();
    let rows: Vec<(String, &ForeignPerson)> = foreign
        .iter()
        .enumerate()
        .map(|(at, one)| (format!("row:{at}"), one))
        .collect();
    let judgements = Index::new(a.iter().map(known)).judge_all(&rows);
    if std::env::args().any(|word| word == "--misses") {
        for (row, judgement) in b.iter().zip(&judgements) {
            let truly = a.iter().find(|other| other.person == row.person).map(whole);
            let said = match judgement {
                Judgement::New => String::new(),
                Judgement::Same { id, .. } => id.clone(),
                Judgement::Doubtful { candidates } => candidates[0].0.clone(),
            };
            if person.get(said.as_str()) != Some(&row.person.as_str()) {
                println!(
                    "MISSED {:?} {}\n  truly {truly:?}  said {said}",
                    whole(row),
                    row.fields["postcode"]
                );
            }
        }
    }
    let (mut right, mut named) = (0, 0);
    for (row, judgement) in b.iter().zip(&judgements) {
        let id = match judgement {
            Judgement::New => continue,
            Judgement::Same { id, .. } => id,
            Judgement::Doubtful { candidates } => &candidates[0].0,
        };
        named += 1;
        right += usize::from(person.get(id.as_str()) == Some(&row.person.as_str()));
    }
    tell("dataset4a.csv ↔ dataset4b.csv", right, named, truth, start);
}

fn tell(set: &str, right: usize, named: usize, truth: usize, start: Instant) {
    let (precision, recall) = (share(right, named), share(right, truth));
    println!(
        "{set}: pairs {truth}  precision {precision:.4} recall {recall:.4} F1 {:.4}  {:.2} s",
        2.0 * precision * recall / (precision + recall),
        start.elapsed().as_secs_f64()
    );
}

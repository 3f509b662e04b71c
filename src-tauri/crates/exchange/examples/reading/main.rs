//! Figures: how long reading 10,000 contacts takes in each format, and whether time grows with the file's size only.
//! `cargo run --release -p kaotsunagi-exchange --example reading`; part of `cargo xtask bench`.

mod lists;

use std::time::{Duration, Instant};

use kaotsunagi_exchange::{ForeignFile, ReadError, read};

const CONTACTS: usize = 10_000;
const TIMES: usize = 9;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let half = lists::contacts(CONTACTS / 2, 1);
    let whole = lists::contacts(CONTACTS, 1);
    println!(
        "{CONTACTS} contacts, parse only; median, fastest and slowest of {TIMES}, milliseconds; twice the contacts takes … times as long"
    );
    let cases = [
        (
            "vCard 3.0, UTF-8",
            "a.vcf",
            100.0,
            lists::vcard_3(&half),
            lists::vcard_3(&whole),
        ),
        (
            "vCard 2.1, quoted-printable Shift_JIS",
            "a.vcf",
            150.0,
            lists::vcard_2_1(&half),
            lists::vcard_2_1(&whole),
        ),
        (
            "CSV, CP932",
            "a.csv",
            30.0,
            lists::cp932(&lists::csv(&half)),
            lists::cp932(&lists::csv(&whole)),
        ),
        (
            "CSV, UTF-8",
            "a.csv",
            30.0,
            lists::csv(&half).into_bytes(),
            lists::csv(&whole).into_bytes(),
        ),
        (
            "XLSX",
            "a.xlsx",
            120.0,
            lists::xlsx(&half)?,
            lists::xlsx(&whole)?,
        ),
    ];
    for (label, name, asked, half, bytes) in cases {
        let (before, _, _, _) = measured(&half, name)?;
        let (median, fastest, slowest, file) = measured(&bytes, name)?;
        let right = file
            .entries
            .iter()
            .filter_map(|entry| entry.person.as_ref().ok())
            .zip(&whole)
            .filter(|(read, contact)| read.family == contact.family && read.given == contact.given)
            .count();
        let milliseconds = |time: Duration| time.as_secs_f64() * 1_000.0;
        println!(
            "  {label:<40}{:9.1}{:9.1}{:9.1}   {:.2} of what is asked   ×{:.2}   {right} names right",
            milliseconds(median),
            milliseconds(fastest),
            milliseconds(slowest),
            milliseconds(median) / asked,
            median.as_secs_f64() / before.as_secs_f64(),
        );
    }
    println!("\nfiles made to harm; milliseconds, and twice the size takes … times as long");
    for (label, name, make) in HARM {
        let mut taken = [0.0; 2];
        for (taken, size) in taken.iter_mut().zip([1, 2]) {
            let bytes = make(size * 2_000_000);
            let begun = Instant::now();
            let _ = read(&bytes, name, None);
            *taken = begun.elapsed().as_secs_f64() * 1_000.0;
        }
        let [half, whole] = taken;
        println!("  {label:<46}{whole:9.1}   ×{:.2}", whole / half);
    }
    Ok(())
}

/// What it is, its name, and how to make so many bytes of it.
type Harm = (&'static str, &'static str, fn(usize) -> Vec<u8>);

const HARM: [Harm; 9] = [
    ("CSV of quotation marks", "a.csv", |size| {
        text("氏名,所属\n", "\"a\"b\n\"\n", size, "")
    }),
    ("CSV of commas", "a.csv", |size| {
        text("氏名,所属\n", ",", size, "")
    }),
    ("CSV of short rows", "a.csv", |size| {
        text("氏名,電話\n", "a,1\n", size, "")
    }),
    ("CSV, a cell of e-mail addresses", "a.csv", |size| {
        text(
            "氏名,メール\n髙﨑 恵,",
            "a@b.example ",
            size.min(900_000),
            "\n",
        )
    }),
    ("cards in cards", "a.vcf", |size| {
        text("BEGIN:VCARD\n", "AGENT:\nBEGIN:VCARD\n", size, "")
    }),
    ("cards of one property", "a.vcf", |size| {
        text("", "BEGIN:VCARD\nN:a\nEND:VCARD\n", size, "")
    }),
    ("a card of properties", "a.vcf", |size| {
        text("BEGIN:VCARD\n", "EMAIL:a@b\n", size, "END:VCARD\n")
    }),
    ("a property of folds", "a.vcf", |size| {
        text("BEGIN:VCARD\nNOTE:", "\n ", size, "\nEND:VCARD\n")
    }),
    ("a property of soft breaks", "a.vcf", |size| {
        text(
            "BEGIN:VCARD\nNOTE;QUOTED-PRINTABLE:",
            "=82=\n",
            size,
            "\nEND:VCARD\n",
        )
    }),
];

fn text(begin: &str, middle: &str, size: usize, end: &str) -> Vec<u8> {
    format!("{begin}{}{end}", middle.repeat(size / middle.len())).into_bytes()
}

fn measured(
    bytes: &[u8],
    name: &str,
) -> Result<(Duration, Duration, Duration, ForeignFile), ReadError> {
    let mut taken = Vec::new();
    let mut file = read(bytes, name, None)?;
    for _ in 0..TIMES {
        let begun = Instant::now();
        let read = read(bytes, name, None)?;
        taken.push(begun.elapsed());
        file = read;
    }
    taken.sort();
    Ok((
        taken.get(TIMES / 2).copied().unwrap_or_default(),
        taken.first().copied().unwrap_or_default(),
        taken.last().copied().unwrap_or_default(),
        file,
    ))
}

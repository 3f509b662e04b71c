//! Fixtures by name, and the people of a file.

// Each test program uses its own part of these.
#![allow(dead_code, reason = "shared between test programs")]
#![allow(
    clippy::panic,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "helpers of tests fail as tests do"
)]

pub(crate) mod xls;

use std::path::Path;

use kaotsunagi_exchange::{ForeignFile, ForeignPerson, Phone, PhoneKind, read};

pub(crate) fn bytes(name: &str) -> Vec<u8> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
    let fixture = root.join("tests/fixtures/contacts").join(name);
    let path = if fixture.exists() {
        fixture
    } else {
        root.join("assets/sample-region").join(name)
    };
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

pub(crate) fn fixture(name: &str) -> ForeignFile {
    read(&bytes(name), name, None).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Those taken in, in order.
pub(crate) fn people(file: &ForeignFile) -> Vec<&ForeignPerson> {
    file.entries
        .iter()
        .filter_map(|entry| entry.person.as_ref().ok())
        .collect()
}

pub(crate) fn csv(text: &str) -> ForeignFile {
    read(text.as_bytes(), "list.csv", None).unwrap_or_else(|error| panic!("{error}: {text}"))
}

pub(crate) fn vcf(bytes: &[u8]) -> ForeignFile {
    read(bytes, "cards.vcf", None).unwrap_or_else(|error| panic!("{error}"))
}

/// The only person of a file of cards.
pub(crate) fn card(lines: &str) -> ForeignPerson {
    let file = vcf(format!("BEGIN:VCARD\r\nVERSION:3.0\r\n{lines}\r\nEND:VCARD\r\n").as_bytes());
    assert_eq!(file.entries.len(), 1, "one card in {lines}");
    file.entries[0]
        .person
        .clone()
        .unwrap_or_else(|why| panic!("{why:?}: {lines}"))
}

pub(crate) fn phone(typed: &str, kind: PhoneKind) -> Phone {
    Phone {
        typed: typed.to_owned(),
        kind,
    }
}

pub(crate) fn cp932(text: &str) -> Vec<u8> {
    encoding_rs::SHIFT_JIS.encode(text).0.into_owned()
}

/// A container with one of its parts written anew.
pub(crate) fn with_part(container: &[u8], name: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    use std::io::{Cursor, Read as _, Write as _};
    let mut from = zip::ZipArchive::new(Cursor::new(container)).expect("a container");
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..from.len() {
        let mut part = from.by_index(at).expect("a part");
        let own = part.name().expect("its name").into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).expect("its content");
        if own == name {
            content = change(&String::from_utf8(content).expect("text")).into_bytes();
        }
        to.start_file(
            own,
            zip::write::SimpleFileOptions::default()
                .compression_method(zip::CompressionMethod::Stored),
        )
        .expect("begins");
        to.write_all(&content).expect("written");
    }
    to.finish().expect("ends").into_inner()
}

/// The same container, packed as tightly as may be.
pub(crate) fn deflated(container: &[u8]) -> Vec<u8> {
    use std::io::Cursor;
    let mut from = zip::ZipArchive::new(Cursor::new(container)).expect("a container");
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..from.len() {
        let mut part = from.by_index(at).expect("a part");
        let own = part.name().expect("its name").into_owned();
        let packed = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Deflated);
        to.start_file(own, packed).expect("begins");
        std::io::copy(&mut part, &mut to).expect("written");
    }
    to.finish().expect("ends").into_inner()
}

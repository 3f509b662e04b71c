//! Whatever bytes come in, an answer comes out.

mod common;

use kaotsunagi_exchange::{ForeignFile, fingerprint, read};
use proptest::prelude::*;

const FIXTURES: [&str; 14] = [
    "phone_v21_sjis_qp.vcf",
    "iphone_v30.vcf",
    "v40.vcf",
    "broken.vcf",
    "eight_cp932.csv",
    "meibo_utf8_bom.csv",
    "meibo_utf8.csv",
    "google_new.csv",
    "atena_utf16.csv",
    "meibo.xlsx",
    "locked.xlsx",
    "hostile.csv",
    "西部勉強会R8.xlsx",
    "携帯の連絡先.vcf",
];

fn all_fingerprints(file: &ForeignFile) -> Vec<String> {
    file.entries
        .iter()
        .filter_map(|entry| entry.person.as_ref().ok())
        .map(fingerprint)
        .collect()
}

#[test]
fn the_same_file_read_again_has_the_same_fingerprints_and_no_two_people_share_one() {
    for name in [
        "meibo.xlsx",
        "iphone_v30.vcf",
        "西部勉強会R8.xlsx",
        "google_new.csv",
    ] {
        let first = all_fingerprints(&common::fixture(name));
        assert_eq!(first, all_fingerprints(&common::fixture(name)), "{name}");
        let mut unique = first.clone();
        unique.sort();
        unique.dedup();
        assert_eq!(unique.len(), first.len(), "{name}");
        assert!(first.iter().all(|print| print.len() == 64));
    }
}

#[test]
fn a_file_full_of_quotation_marks_comes_to_an_end() {
    let text = format!("氏名,所属\n{}", "\"a\"b\n\"\n".repeat(20_000));
    assert!(read(text.as_bytes(), "a.csv", None).is_ok());
    let open = format!("氏名,所属\n{}", "\"\n".repeat(40_001));
    assert!(read(open.as_bytes(), "a.csv", None).is_ok());
    let wide = format!("氏名,所属\n{}", ",".repeat(1_000_000));
    assert!(read(wide.as_bytes(), "a.csv", None).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn random_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..2000), name in "[a-z]{0,3}\\.(csv|vcf|xlsx)") {
        let _ = read(&bytes, &name, None);
    }

    #[test]
    fn random_bytes_behind_a_good_beginning_never_panic(
        start in prop::sample::select(vec![
            &b"BEGIN:VCARD\r\nN;CHARSET=SHIFT_JIS;ENCODING=QUOTED-PRINTABLE:"[..],
            b"BEGIN:VCARD\r\nVERSION:3.0\r\nADR;",
            b"PK\x03\x04 xl/workbook.xml",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1W\0o\0r\0k\0b\0o\0o\0k\0",
            b"\xff\xfe",
            b"name,company,phone\r\n",
        ]),
        bytes in prop::collection::vec(any::<u8>(), 0..2000),
    ) {
        let _ = read(&[start, &bytes].concat(), "a", None);
    }

    #[test]
    fn text_of_separators_never_panics(text in "[\\\\;:,\"=\\r\\n \\tA氏名,所属()（）あ!+@'0-9]{0,300}") {
        let _ = read(format!("氏名,電話,メール\n{text}").as_bytes(), "a.csv", None);
        let _ = read(format!("BEGIN:VCARD\nN:{text}\nTEL:{text}\nADR:{text}\nEND:VCARD").as_bytes(), "a.vcf", None);
    }

    #[test]
    fn damaged_files_never_panic(
        name in prop::sample::select(FIXTURES.to_vec()),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let mut bytes = common::bytes(name);
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Ok(file) = read(&bytes, name, None) {
            prop_assert!(file.entries.is_sorted_by_key(|entry| entry.row));
        }
    }
}

//! Lists in CSV and workbooks, as offices and programs write them.

#![allow(clippy::panic, reason = "helpers of tests fail as tests do")]

mod common;

use common::{bytes, cp932, csv, fixture, people, phone};
use kaotsunagi_exchange::PhoneKind::{Fax, Mobile, Other, Work};
use kaotsunagi_exchange::header::Field;
use kaotsunagi_exchange::{Broken, ForeignPerson, Format, ReadError, Rejection, read};

fn named<'a>(people: &[&'a ForeignPerson], name: &str) -> &'a ForeignPerson {
    people
        .iter()
        .find(|person| person.name == name)
        .unwrap_or_else(|| panic!("{name}"))
}

#[test]
fn a_members_list_with_title_rows_ditto_marks_and_a_total_is_read() {
    for (name, encoding) in [
        ("meibo_utf8_bom.csv", "UTF-8 BOM"),
        ("meibo_utf8.csv", "UTF-8"),
    ] {
        let file = fixture(name);
        assert_eq!(
            (file.format, file.encoding.as_str()),
            (Format::Csv, encoding)
        );
        assert_eq!(file.columns[1], ("氏　名".to_owned(), Some(Field::Name)));
        assert_eq!(file.columns[0], ("No.".to_owned(), None));
        let people = people(&file);
        assert_eq!(people.len(), 5);
        let nurse = named(&people, "鵜飼　直美");
        assert_eq!(
            (nurse.family.as_str(), nurse.given.as_str()),
            ("鵜飼", "直美")
        );
        assert_eq!(
            (nurse.organisation.as_str(), nurse.profession.as_str()),
            ("みどり野中央病院", "看護師"),
            "〃"
        );
        assert_eq!(nurse.phones, [phone("000-100-1000", Work)], "同上");
        assert_eq!(nurse.note, "退院調整\n月～金 9時～17時");
        let pharmacist = named(&people, "髙﨑　恵");
        assert_eq!(
            (pharmacist.organisation.as_str(), pharmacist.kana.as_str()),
            ("みどり調剤薬局", "ﾀｶｻｷ ﾒｸﾞﾐ")
        );
        assert_eq!(pharmacist.note, "\"在宅\"担当");
        assert_eq!(named(&people, "宇津木　誠").phones.len(), 2);
        assert_eq!(
            people[4].name, "",
            "a row with only an organisation is kept"
        );
        assert!(
            people.iter().all(|person| person.leftovers.is_empty()),
            "a running number is no leftover"
        );
        let refused: Vec<_> = file
            .entries
            .iter()
            .filter(|entry| entry.person.is_err())
            .collect();
        assert_eq!(refused.len(), 2, "【居宅】 and 合計");
        assert!(
            refused
                .iter()
                .all(|entry| matches!(entry.person, Err(Rejection::NoPerson { .. })))
        );
        assert_eq!(
            file.entries
                .iter()
                .map(|entry| entry.row)
                .collect::<Vec<_>>(),
            [5, 6, 8, 10, 11, 12, 13]
        );
    }
}

#[test]
fn eight_keeps_its_own_labels_as_leftovers() {
    let file = fixture("eight_cp932.csv");
    assert_eq!(file.encoding, "CP932");
    let people = people(&file);
    let manager = named(&people, "宇津木 誠");
    assert_eq!(manager.organisation, "㈱野の花");
    assert_eq!(
        manager.phones,
        [
            phone("000-103-0001", Work),
            phone("000-103-0002", Work),
            phone("000-103-0009", Fax),
            phone("000-9001-0005", Mobile)
        ]
    );
    assert!(
        manager
            .leftovers
            .contains(&("連絡会".to_owned(), "1".to_owned()))
    );
    assert!(
        manager
            .leftovers
            .contains(&("名刺交換日".to_owned(), "2026/05/14".to_owned()))
    );
    assert_eq!(named(&people, "髙﨑 恵").family, "髙﨑");
}

#[test]
fn google_gives_labels_several_values_and_home_addresses() {
    let file = fixture("google_new.csv");
    let people = people(&file);
    let first = people[0];
    assert_eq!(
        (first.name.as_str(), first.kana.as_str()),
        ("髙﨑 恵", "たかさき めぐみ")
    );
    assert_eq!(
        first.emails,
        ["takasaki@midori-chozai.example", "megumi@home.example"]
    );
    assert_eq!(
        first.phones,
        [phone("000-9001-0003", Mobile), phone("000-101-0004", Fax)]
    );
    assert_eq!(
        first.address,
        "本町1-2-3\nみどり野市, みどり野県 000-0003\n日本"
    );
    assert_eq!(first.postal, "000-0003");
    assert_eq!(first.dropped, ["Birthday", "Photo"]);
    let second = named(&people, "百目鬼 千春");
    assert_eq!(
        (second.address.as_str(), second.dropped.as_slice()),
        ("", &["ADR;HOME".to_owned()][..])
    );
    assert_eq!(second.phones, [phone("000-104-0001", Other)]);
    assert_eq!(
        people[2].phones,
        [phone("000-199-0001", Work)],
        "a row with only a telephone"
    );
}

#[test]
fn atena_shokunin_in_utf_16_is_read() {
    let file = fixture("atena_utf16.csv");
    assert_eq!(
        (file.encoding.as_str(), file.columns.len()),
        ("UTF-16LE", 61)
    );
    let people = people(&file);
    let first = people[0];
    assert_eq!(
        (
            first.name.as_str(),
            first.family.as_str(),
            first.given.as_str()
        ),
        ("𠮷村　いづみ", "𠮷村", "いづみ")
    );
    assert_eq!(first.kana, "よしむら いづみ");
    assert_eq!(
        (first.address.as_str(), first.postal.as_str()),
        ("みどり野市南町5", "000-0005")
    );
    assert_eq!(first.emails, ["yoshimura@nagi.example"]);
    assert_eq!(first.dropped, ["自宅〒", "自宅住所1", "誕生日"]);
    assert!(
        first
            .leftovers
            .contains(&("趣味".to_owned(), "山歩き".to_owned()))
    );
    assert_eq!(people[1].name, "荻島 真");
}

#[test]
fn a_workbook_gives_back_zeros_merged_workplaces_and_two_header_rows() {
    let file = fixture("meibo.xlsx");
    assert_eq!((file.format, file.encoding.as_str()), (Format::Xlsx, "-"));
    let people = people(&file);
    assert_eq!(people.len(), 4, "neither the cover nor the hidden sheet");
    assert!(
        people[..3]
            .iter()
            .all(|person| person.organisation == "みどり野中央病院"),
        "merged downwards"
    );
    assert_eq!(
        people[0].phones,
        [phone("0101001000", Work)],
        "Excel took the zero"
    );
    assert_eq!(people[0].postal, "0100001");
    assert_eq!(
        people[0].leftovers,
        [("入会日".to_owned(), "2023-03-15".to_owned())],
        "a serial number is a day"
    );
    assert_eq!(
        people[3].phones,
        [phone("0101010003", Work), phone("000-101-0004", Fax)],
        "two header rows"
    );
    assert!(matches!(
        file.entries[4].person,
        Err(Rejection::NoPerson { .. })
    ));
    assert_eq!(file.entries[0].row, 4);
}

#[test]
fn whole_files_that_cannot_be_read_say_why() {
    let error = |name: &str| read(&bytes(name), name, None).expect_err(name);
    assert_eq!(error("empty.csv"), ReadError::Empty);
    assert_eq!(
        error("not_a_csv.csv"),
        ReadError::NotContacts { looks_like: "pdf" }
    );
    assert_eq!(error("locked.xlsx"), ReadError::PasswordProtected);
    assert!(matches!(error("truncated.xlsx"), ReadError::Damaged { .. }));
    let read = |bytes: &[u8]| read(bytes, "a.csv", None).expect_err("refused");
    assert_eq!(read(b"\xef\xbb\xbf \r\n"), ReadError::Empty);
    assert_eq!(
        read(b"\x89PNG\r\n\x1a\n"),
        ReadError::NotContacts {
            looks_like: "image"
        }
    );
    assert_eq!(
        read(b"<!DOCTYPE html><p>"),
        ReadError::NotContacts { looks_like: "html" }
    );
    assert_eq!(
        read(b"PK\x03\x04 zip of something"),
        ReadError::NotContacts { looks_like: "zip" }
    );
    assert_eq!(
        read(&[1, 2, 3, 0, 5, 6, 7, 8, 0, 0, 0, 9]),
        ReadError::NotContacts {
            looks_like: "binary"
        }
    );
    assert_eq!(
        read("買い物,値段\n牛乳,200\n".as_bytes()),
        ReadError::NoHeader {
            first: "買い物 値段".to_owned()
        }
    );
    let long = [b"a,b\n".to_vec(), vec![b'x'; 9 * 1024 * 1024]].concat();
    assert_eq!(read(&long), ReadError::LineTooLong { line: 2 });
    assert!(matches!(
        read(&vec![b'x'; 65 * 1024 * 1024]),
        ReadError::TooLarge { .. }
    ));
}

#[test]
fn hostile_cells_are_plain_text() {
    let file = fixture("hostile.csv");
    let people = people(&file);
    assert_eq!(people[0].name, "<img src=x onerror=alert(1)>");
    assert_eq!(people[0].note, "=cmd|' /C calc'!A0");
    assert_eq!(people[0].phones, [phone("+81-3-0000-0000", Work)]);
    assert_eq!(
        (people[1].name.as_str(), people[1].organisation.as_str()),
        ("@SUM(1+1)", "-2+3")
    );
    assert_eq!(people[1].note, "<script>alert('x')</script>");
    assert_eq!(people[2].name, "Robert'); DROP TABLE person;--");
}

#[test]
fn any_delimiter_is_found() {
    for (text, encoding) in [
        (
            "氏名;所属;電話\n髙﨑 恵;みどり調剤薬局, 本店;000-101-0003\n",
            "UTF-8",
        ),
        (
            "氏名\t所属\t電話\n髙﨑 恵\tみどり調剤薬局, 本店\t000-101-0003\n",
            "UTF-8",
        ),
        (
            "sep=;\n氏名;所属;電話\n髙﨑 恵;みどり調剤薬局, 本店;000-101-0003\n",
            "UTF-8",
        ),
    ] {
        let file = csv(text);
        assert_eq!(file.encoding, encoding);
        assert_eq!(
            people(&file)[0].organisation,
            "みどり調剤薬局, 本店",
            "{text}"
        );
    }
    let single = csv("氏名\r髙﨑 恵\r荻島 真\r");
    assert_eq!(single.entries.len(), 2, "one column, carriage returns only");
    assert_eq!(single.entries[1].row, 3);
}

#[test]
fn a_quotation_mark_that_nobody_closed_costs_one_row() {
    let file = csv(
        "氏名,所属,備考\n髙﨑 恵,みどり調剤薬局,\"電話は\n荻島 真,荻島医院,\"月曜\"\n宇津木 誠,ケアプラン野の花,\n",
    );
    assert!(matches!(
        file.entries[0].person,
        Err(Rejection::Broken {
            what: Broken::OpenQuote
        })
    ));
    assert_eq!(file.entries[0].name_hint, "髙﨑 恵", "whose row it is");
    assert_eq!(
        file.entries
            .iter()
            .map(|entry| entry.row)
            .collect::<Vec<_>>(),
        [2, 3, 4]
    );
    assert_eq!(
        people(&file)
            .iter()
            .map(|p| p.name.as_str())
            .collect::<Vec<_>>(),
        ["荻島 真", "宇津木 誠"]
    );
}

#[test]
fn trailing_commas_repeated_headers_and_surplus_cells_lose_nothing() {
    let file = csv(
        "氏名,所属,,,\n髙﨑 恵,みどり調剤薬局,,,\n,,,,\n氏名,所属,,,\n荻島 真,荻島医院,,,週3日\n計良 守,さど医院,,,\n",
    );
    let people = people(&file);
    assert_eq!(file.columns.len(), 2);
    assert_eq!(people.len(), 3, "計良 is a family name, no total");
    assert_eq!(people[1].leftovers, [(String::new(), "週3日".to_owned())]);
    assert!(
        matches!(file.entries[1].person, Err(Rejection::NoPerson { .. })),
        "the header again"
    );
}

#[test]
fn rows_with_undecodable_bytes_are_refused_one_by_one() {
    let mut bytes = cp932("氏名,所属\r\n髙﨑 恵,みどり調剤薬局\r\n荻島 真,荻島医院\r\n宇津木 誠,");
    bytes.extend([0xff, 0xfe, b'\r', b'\n']);
    let file = read(&bytes, "a.csv", None).expect("reads");
    assert_eq!(file.encoding, "CP932");
    assert_eq!(people(&file).len(), 2);
    assert_eq!(
        file.entries[2].person,
        Err(Rejection::Undecodable {
            encoding: "CP932".to_owned()
        })
    );
}

#[test]
fn a_spreadsheets_lost_zeros_come_back_but_extensions_stay() {
    let file = csv(
        "氏名,電話,携帯,〒\n髙﨑 恵,312345678,9012345678,40001\n荻島 真,000-105-0001（内線 12）,なし,000-0001\n",
    );
    let people = people(&file);
    assert_eq!(
        people[0].phones,
        [phone("0312345678", Work), phone("09012345678", Mobile)]
    );
    assert_eq!(people[0].postal, "0040001");
    assert_eq!(people[1].phones, [phone("000-105-0001（内線 12）", Work)]);
    assert_eq!(
        people[1].leftovers,
        [("携帯".to_owned(), "なし".to_owned())]
    );
}

#[test]
fn the_files_of_the_sample_region_read_as_a_coordinator_expects() {
    let group = fixture("西部勉強会R8.xlsx");
    let members = people(&group);
    assert_eq!(members.len(), 17);
    assert_eq!(
        named(&members, "鵜飼　直美").organisation,
        "みどり野中央病院"
    );
    assert_eq!(
        named(&members, "𠮷村　いづみ").phones[1],
        phone("070-0000-0018", Mobile)
    );
    let association = fixture("みどり野市医師会名簿_cp932.csv");
    assert_eq!(
        (association.encoding.as_str(), people(&association).len()),
        ("CP932", 14)
    );
    let doctors = people(&association);
    assert_eq!(
        named(&doctors, "佐藤　健一").phones[0],
        named(&doctors, "佐藤　由美").phones[0],
        "one switchboard"
    );
    let telephone = fixture("携帯の連絡先.vcf");
    let contacts = people(&telephone);
    assert_eq!((telephone.encoding.as_str(), contacts.len()), ("CP932", 7));
    assert_eq!(
        named(&contacts, "予能 表二").organisation,
        "ソレイユ福祉用具"
    );
    assert_eq!(
        named(&contacts, "高崎 恵").note,
        "麻薬の表示・予備の在庫は電話で"
    );
}

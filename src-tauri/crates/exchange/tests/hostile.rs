//! Files that are made to harm: each gets a clear answer, none takes time or memory beyond its size.

#![allow(
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::unwrap_used
)] // helpers of tests fail as tests do

mod common;

use common::{bytes, people, vcf, with_part};
use kaotsunagi_exchange::{ReadError, Rejection, read};

/// Raw DEFLATE of so many zero bytes, written by hand: one literal, then copies of 258 bytes, 13 bits each (RFC 1951, fixed codes).
fn zeros(count: usize) -> Vec<u8> {
    let mut out = Vec::new();
    let (mut buffer, mut filled) = (0_u32, 0);
    let mut put = |code: u32, length: u32| {
        // Codes go out from their highest bit.
        for bit in (0..length).rev() {
            buffer |= ((code >> bit) & 1) << filled;
            filled += 1;
            if filled == 8 {
                out.push(buffer as u8);
                (buffer, filled) = (0, 0);
            }
        }
    };
    put(1, 1); // the last block
    put(0b10, 2); // fixed codes (01, lowest bit first)
    put(0b0011_0000, 8); // literal 0
    for _ in 0..count / 258 {
        put(0b1100_0101, 8); // 258 bytes
        put(0, 5); // from one byte before
    }
    put(0, 7); // end of the block
    put(0, 8);
    out
}

/// A workbook of one sheet, which says of itself that it unpacks to a thousand bytes.
fn bomb(count: usize) -> Vec<u8> {
    let mut out = Vec::new();
    let mut directory = Vec::new();
    let data = zeros(count);
    let name = b"xl/workbook.xml";
    let head = |out: &mut Vec<u8>| {
        out.extend(20_u16.to_le_bytes());
        out.extend(0_u16.to_le_bytes());
        out.extend(8_u16.to_le_bytes());
        out.extend([0; 4]);
        out.extend(0_u32.to_le_bytes());
        out.extend((data.len() as u32).to_le_bytes());
        out.extend(1_000_u32.to_le_bytes());
        out.extend((name.len() as u16).to_le_bytes());
        out.extend(0_u16.to_le_bytes());
    };
    out.extend(b"PK\x03\x04");
    head(&mut out);
    out.extend(name);
    out.extend(&data);
    let at = out.len() as u32;
    directory.extend(b"PK\x01\x02\x14\0");
    head(&mut directory);
    directory.extend([0; 10]);
    directory.extend(0_u32.to_le_bytes());
    directory.extend(name);
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0\x01\0\x01\0");
    out.extend((directory.len() as u32).to_le_bytes());
    out.extend(at.to_le_bytes());
    out.extend([0; 2]);
    out
}

#[test]
fn a_workbook_that_unpacks_to_gigabytes_is_refused_whatever_it_says_of_itself() {
    let bomb = bomb(400 * 1024 * 1024);
    assert!(bomb.len() < 3 * 1024 * 1024);
    assert!(matches!(
        read(&bomb, "名簿.xlsx", None),
        Err(ReadError::Explodes { .. } | ReadError::Damaged { .. })
    ));
    let honest = read(&bytes("meibo.xlsx"), "名簿.xlsx", None);
    assert!(honest.is_ok());
}

#[test]
fn a_cell_repeated_a_billion_times_is_refused() {
    let ods = with_part(&bytes("meibo.ods"), "content.xml", |xml| {
        let at = xml.rfind("</table:table>").unwrap();
        let row = "<table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell table:number-columns-repeated=\"1000\" office:value-type=\"string\"><text:p>あ</text:p></table:table-cell></table:table-row>";
        format!("{}{row}{}", &xml[..at], &xml[at..])
    });
    assert!(matches!(
        read(&ods, "名簿.ods", None),
        Err(ReadError::Explodes { .. } | ReadError::Damaged { .. })
    ));
    let entities = with_part(&bytes("meibo.ods"), "content.xml", |xml| {
        let at = xml.find("<office:document-content").unwrap();
        let bomb = "<!DOCTYPE x [<!ENTITY a \"あああああああああ\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]>";
        format!("{}{bomb}{}", &xml[..at], xml[at..].replace("髙﨑", "&c;"))
    });
    // Entities of the file's own mean nothing.
    if let Ok(file) = read(&entities, "名簿.ods", None) {
        assert!(
            people(&file)
                .iter()
                .all(|person| person.name.chars().count() < 20)
        );
    }
}

#[test]
fn ten_thousand_columns_are_refused_and_ten_thousand_commas_are_not() {
    let wide: Vec<String> = (0..10_000).map(|at| format!("列{at}")).collect();
    let text = format!("氏名,所属,{}\n髙﨑 恵,みどり調剤薬局\n", wide.join(","));
    assert_eq!(
        read(text.as_bytes(), "a.csv", None),
        Err(ReadError::TooManyColumns { columns: 10_002 })
    );
    let empty = format!("氏名,所属{}\n髙﨑 恵,みどり調剤薬局\n", ",".repeat(10_000));
    let file = read(empty.as_bytes(), "a.csv", None).unwrap();
    assert_eq!((file.columns.len(), people(&file).len()), (2, 1));
    let row = format!("氏名,所属\n髙﨑 恵,みどり調剤薬局\n{}\n", wide.join(","));
    let file = read(row.as_bytes(), "a.csv", None).unwrap();
    assert!(matches!(
        file.entries[1].person,
        Err(Rejection::TooManyCells { cells: 10_000 })
    ));
}

#[test]
fn cards_within_cards_without_end_are_one_card() {
    let mut text = String::from("BEGIN:VCARD\nN:荻島;真\nTEL:000-105-0001\n");
    for _ in 0..50_000 {
        text.push_str("AGENT:\nBEGIN:VCARD\nN:秘書;誰\n");
    }
    let file = vcf(text.as_bytes());
    assert_eq!(file.entries.len(), 1, "never ended");
    assert_eq!(file.entries[0].name_hint, "荻島 真");
    text.push_str(&"END:VCARD\n".repeat(50_001));
    let file = vcf(text.as_bytes());
    assert_eq!(people(&file)[0].name, "荻島 真");
    assert_eq!(people(&file)[0].phones.len(), 1);
    let circular =
        vcf("BEGIN:VCARD\nUID:1\nN:荻島;真\nRELATED:urn:uuid:1\nMEMBER:1\nEND:VCARD\n".as_bytes());
    assert_eq!(circular.entries.len(), 1);
}

#[test]
fn a_card_of_a_hundred_thousand_properties_is_refused_and_the_next_one_lands() {
    let mut text = String::from("BEGIN:VCARD\nN:多;数\n");
    for number in 0..100_000 {
        text.push_str(&format!("EMAIL:a{number}@x.example\n"));
    }
    text.push_str("END:VCARD\nBEGIN:VCARD\nN:荻島;真\nEND:VCARD\n");
    let file = vcf(text.as_bytes());
    assert!(matches!(
        file.entries[0].person,
        Err(Rejection::TooManyCells { .. })
    ));
    assert_eq!(file.entries[0].name_hint, "多 数");
    assert_eq!(people(&file)[0].name, "荻島 真");
}

#[test]
fn folds_and_soft_breaks_without_end_come_to_an_end() {
    let mut soft = b"BEGIN:VCARD\nN:\x8d\x72;x\nNOTE;ENCODING=QUOTED-PRINTABLE:".to_vec();
    soft.extend(b" ".repeat(1_000_000));
    soft.extend(b"\n ".repeat(200_000));
    soft.extend(b"a=\n".repeat(200_000));
    soft.extend(b"\nEND:VCARD\n");
    assert_eq!(vcf(&soft).entries.len(), 1);
    let cell = "a@b.example ".repeat(80_000);
    let many: String = (0..60_000).map(|at| format!("a{at}@b.example ")).collect();
    for cell in [cell, many] {
        let text = format!(
            "氏名,メール,電話\n髙﨑 恵,{cell},{}\n",
            "000-1 / ".repeat(50_000)
        );
        let file = read(text.as_bytes(), "a.csv", None).unwrap();
        assert!(people(&file)[0].emails.len() <= 100);
    }
}

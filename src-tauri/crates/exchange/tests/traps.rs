//! The rest of the traps that files of real programs set; the others are in `vcards.rs`, `tables.rs` and `workbooks.rs`.

#![allow(clippy::panic, clippy::indexing_slicing, clippy::unwrap_used)] // helpers of tests fail as tests do

mod common;

use common::{card, cp932, csv, people, vcf};
use kaotsunagi_exchange::read;

fn quoted(text: &str) -> String {
    cp932(text)
        .iter()
        .map(|byte| format!("={byte:02X}"))
        .collect()
}

#[test]
fn a_soft_break_in_the_middle_of_a_character_and_a_bare_second_byte_are_put_together() {
    // コメント: the second byte of most of its characters is a letter and stands bare.
    let mut bytes =
        b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=SHIFT_JIS;ENCODING=QUOTED-PRINTABLE:=83=\r\n\\=83j=81\\;=83R=83=81=83=93=83=\r\ng\r\n".to_vec();
    bytes.extend(
        format!(
            "ORG;CHARSET=SHIFT_JIS;QUOTED-PRINTABLE:{}\r\n",
            quoted("予防の表示能力会")
        )
        .bytes(),
    );
    bytes.extend(b"END:VCARD\r\n");
    let file = vcf(&bytes);
    let person = people(&file)[0];
    assert_eq!(
        (person.family.as_str(), person.given.as_str()),
        ("ソニ―", "コメント")
    );
    assert_eq!(person.organisation, "予防の表示能力会");
}

#[test]
fn every_character_that_cp932_holds_arrives_as_it_is() {
    let text = "①㈱髙﨑犾ﾀｶｻｷ～－∥￥０３（１２３４）５６７８―ソ能表予申";
    let list = read(
        &cp932(&format!("氏名,備考\r\n髙﨑 恵,{text}\r\n")),
        "a.csv",
        None,
    )
    .unwrap();
    assert_eq!(list.encoding, "CP932");
    assert_eq!(people(&list)[0].note, text);
    let mut bytes = b"BEGIN:VCARD\nVERSION:2.1\nN:".to_vec();
    bytes.extend(cp932("犾守;能子"));
    bytes.extend(b"\nNOTE;CHARSET=Windows-31J;ENCODING=QUOTED-PRINTABLE:");
    bytes.extend(quoted(text).bytes());
    bytes.extend(b"\nTEL:");
    bytes.extend(cp932("０００－１２３－４５６７"));
    bytes.extend(b"\nEND:VCARD\n");
    let file = vcf(&bytes);
    let person = people(&file)[0];
    assert_eq!(
        (person.name.as_str(), person.note.as_str()),
        ("犾守 能子", text)
    );
    assert_eq!(
        person.phones[0].typed, "０００－１２３－４５６７",
        "as typed"
    );
}

#[test]
fn a_birthday_in_whatever_form_is_left_out_counted_and_harms_nothing() {
    for day in [
        "--0412",
        "1995/04/15",
        "昭和60年",
        "S60.4.12",
        "令和元年5月1日",
        "1995-04-15T00:00:00Z",
        "?",
    ] {
        let person = card(&format!("N:髙﨑;恵\r\nBDAY:{day}"));
        assert_eq!(person.name, "髙﨑 恵");
        assert_eq!(person.dropped, ["BDAY"], "{day}");
        assert!(person.leftovers.is_empty(), "{day}");
    }
}

#[test]
fn forty_seven_empty_columns_and_mixed_line_ends_make_no_difference() {
    let empty = ",".repeat(47);
    let file = csv(&format!(
        "〇〇地区連絡会名簿{empty}\r\n氏名,所属{empty}\n髙﨑 恵,みどり調剤薬局{empty}\r\n\n荻島 真,\"荻島\r\n医院\"{empty}\n合計,2名{empty}\n"
    ));
    assert_eq!(file.columns.len(), 2);
    let people = people(&file);
    assert_eq!(people.len(), 2);
    assert_eq!(people[1].organisation, "荻島 医院");
    assert!(people.iter().all(|person| person.leftovers.is_empty()));
}

#[test]
fn cards_of_only_a_reading_an_office_or_a_number_land() {
    for (lines, name, organisation, phones) in [
        ("X-PHONETIC-LAST-NAME:たかさき", "たかさき", "", 0),
        ("N:;;;;\r\nSOUND;X-IRMC-N:ﾀｶｻｷ;ﾒｸﾞﾐ", "ﾀｶｻｷ ﾒｸﾞﾐ", "", 0),
        ("N:;;;;\r\nORG:みどり調剤薬局", "", "みどり調剤薬局", 0),
        ("N:;;;;\r\nTEL:000-101-0003", "", "", 1),
    ] {
        let person = card(lines);
        assert_eq!(
            (
                person.name.as_str(),
                person.organisation.as_str(),
                person.phones.len()
            ),
            (name, organisation, phones),
            "{lines}"
        );
    }
}

#[test]
fn cards_that_go_out_come_back_as_they_were() {
    use kaotsunagi_exchange::export::{CardVersion, vcards};
    use kaotsunagi_exchange::{ForeignPerson, Phone, PhoneKind};
    let people = [
        ForeignPerson {
            name: "髙﨑 恵".to_owned(),
            family: "髙﨑".to_owned(),
            given: "恵".to_owned(),
            kana: "たかさき めぐみ".to_owned(),
            organisation: "医療法人みどり会; みどり,調剤\\薬局 とても長い名前の在宅療養支援の店"
                .to_owned(),
            department: "調剤室".to_owned(),
            title: "主任".to_owned(),
            profession: "薬剤師".to_owned(),
            emails: vec!["takasaki@midori.example".to_owned()],
            phones: [
                PhoneKind::Work,
                PhoneKind::Mobile,
                PhoneKind::Fax,
                PhoneKind::Other,
            ]
            .into_iter()
            .map(|kind| Phone {
                typed: format!("+81-00-1{kind:?}").replace(char::is_alphabetic, "2"),
                kind,
            })
            .collect(),
            postal: "000-0003".to_owned(),
            address: "みどり野県みどり野市本町1-2-3".to_owned(),
            note: "木曜休み\n午後は;不在,電話で".to_owned(),
            ..ForeignPerson::default()
        },
        ForeignPerson {
            name: "𠮷村".to_owned(),
            kana: "よしむら".to_owned(),
            organisation: "なぎ".to_owned(),
            ..ForeignPerson::default()
        },
    ];
    for version in [CardVersion::V3, CardVersion::V4] {
        let bytes = vcards(&people, version);
        assert!(
            bytes.split(|b| *b == b'\n').all(|line| line.len() <= 76),
            "folded"
        );
        let file = vcf(&bytes);
        let mut back: Vec<ForeignPerson> = common::people(&file).into_iter().cloned().collect();
        // A name in one piece stands in the place of the family name.
        back[1].family.clear();
        assert_eq!(back, people, "{version:?}");
    }
}

#[test]
fn blanks_of_folds_inside_quoted_printable_are_no_part_of_the_name() {
    for name in [
        "=8D=82=\r\n =8B=B4;=8C=62",
        "=8D=\r\n\t=82=8B=B4;=8C=62",
        "=8D=82=8B=\r\n B4;=8C=62",
        "=8D=82=8B=B4;=\r\n=8C=62",
    ] {
        let card = format!(
            "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=SHIFT_JIS;ENCODING=QUOTED-PRINTABLE:{name}\r\nEND:VCARD\r\n"
        );
        assert_eq!(people(&vcf(card.as_bytes()))[0].name, "高橋 恵", "{name}");
    }
    let words = "BEGIN:VCARD\r\nVERSION:2.1\r\nN:Roe;Jane\r\nNOTE;ENCODING=QUOTED-PRINTABLE:a=3Db=\r\n and more=\r\n 12 times\r\nEND:VCARD\r\n";
    assert_eq!(
        people(&vcf(words.as_bytes()))[0].note,
        "a=b and more 12 times",
        "where words go on the blank is theirs"
    );
}

#[test]
fn folds_inside_a_character_of_shift_jis_and_encodings_of_every_property_are_put_right() {
    let name = cp932("髙﨑;恵");
    let mut bytes = b"BEGIN:VCARD\r\nVERSION:2.1\r\nN:".to_vec();
    bytes.extend(&name[..3]);
    bytes.extend(b"\r\n ");
    bytes.extend(&name[3..]);
    bytes.extend(b"\r\nORG;CHARSET=UTF-8:");
    bytes.extend("みどり調剤薬局".as_bytes());
    bytes.extend(b"\r\nTITLE;CHARSET=EUC-JP:");
    bytes.extend(encoding_rs::EUC_JP.encode("主任").0.as_ref());
    bytes.extend(b"\r\nNOTE;CHARSET=ISO-2022-JP:");
    bytes.extend(encoding_rs::ISO_2022_JP.encode("水曜休み").0.as_ref());
    bytes.extend(b"\r\nEND:VCARD\r\n");
    // A second file behind it, as people join them, in another encoding and with a mark at its beginning.
    bytes.extend("\u{feff}BEGIN:VCARD\r\nN:荻島;真\r\nEND:VCARD\r\n\u{1a}".as_bytes());
    let file = vcf(&bytes);
    let people = people(&file);
    assert_eq!(
        (
            people[0].name.as_str(),
            people[0].organisation.as_str(),
            people[0].title.as_str(),
            people[0].note.as_str()
        ),
        ("髙﨑 恵", "みどり調剤薬局", "主任", "水曜休み")
    );
    assert_eq!((people.len(), people[1].name.as_str()), (2, "荻島 真"));
    let joined: Vec<u8> = "\u{feff}BEGIN:VCARD\r\nN:髙﨑;恵\r\nEND:VCARD\r\n"
        .repeat(2)
        .encode_utf16()
        .flat_map(u16::to_be_bytes)
        .collect();
    assert_eq!(vcf(&joined).entries.len(), 2, "UTF-16, joined");
}

#[test]
fn a_second_header_row_with_a_word_nobody_knows_is_no_person() {
    let file = csv(
        "会員名簿\n氏名,,連絡先,,所属\n漢字,ふりがな,電話,FAX,\n髙﨑 恵,たかさき めぐみ,000-101-0003,000-101-0004,みどり調剤薬局\n",
    );
    let person = people(&file)[0];
    assert_eq!(file.seen.header.map(|header| header.rows), Some(2));
    assert_eq!(
        (person.name.as_str(), person.kana.as_str()),
        ("髙﨑 恵", "たかさき めぐみ")
    );
    assert_eq!(person.phones.len(), 2);
    let one = csv("氏名,所属,電話,\n院長,荻島医院,000-105-0001,\n");
    assert_eq!(
        (one.seen.header.map(|header| header.rows), one.entries.len()),
        (Some(1), 1)
    );
}

#[test]
fn what_stands_below_the_word_home_is_private_though_the_lower_row_knows_more() {
    let file = csv(
        "〇〇地区名簿\n基本,,勤務先,,自宅,\n氏名,ふりがな,名称,電話,住所,郵便番号\n髙﨑 恵,たかさき めぐみ,みどり調剤薬局,000-101-0003,秘密町1-1,999-9999\n",
    );
    assert_eq!(file.seen.titles, ["〇〇地区名簿"]);
    let person = people(&file)[0];
    assert_eq!(
        (person.name.as_str(), person.organisation.as_str()),
        ("髙﨑 恵", "みどり調剤薬局")
    );
    assert!(!format!("{person:?}").contains("秘密"), "{person:?}");
    assert_eq!((person.postal.as_str(), person.dropped.len()), ("", 2));
}

#[test]
fn what_old_programs_set_at_the_end_of_a_file_is_no_row() {
    let text = "氏名,所属\r\n髙﨑 恵,みどり調剤薬局\r\n";
    let mut dos = cp932(text);
    dos.push(0x1a);
    let mut odd: Vec<u8> = format!("\u{feff}{text}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    odd.push(0);
    for bytes in [dos, odd] {
        let file = read(&bytes, "a.csv", None).unwrap();
        assert_eq!(file.entries.len(), 1);
        assert_eq!(people(&file)[0].organisation, "みどり調剤薬局");
    }
}

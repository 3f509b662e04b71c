//! Cards of real programs and broken ones.

mod common;

use common::{bytes, card, cp932, fixture, people, phone, vcf};
use kaotsunagi_exchange::PhoneKind::{Fax, Mobile, Work};
use kaotsunagi_exchange::{Broken, Format, Rejection, read};

#[test]
fn a_japanese_telephone_of_2_1_is_read_though_second_bytes_look_like_separators() {
    let file = fixture("phone_v21_sjis_qp.vcf");
    assert_eq!(
        (file.format, file.encoding.as_str()),
        (Format::Vcard, "CP932")
    );
    let people = people(&file);
    assert_eq!(people.len(), 3);
    let first = people[0];
    assert_eq!(
        (
            first.name.as_str(),
            first.family.as_str(),
            first.given.as_str(),
            first.kana.as_str()
        ),
        ("能登谷 表子", "能登谷", "表子", "ﾉﾄﾔ ﾋｮｳｺ")
    );
    assert_eq!(
        (first.organisation.as_str(), first.department.as_str()),
        ("医療法人ソワ会 予防医学クリニック", "健診表示課")
    );
    assert_eq!(
        first.phones,
        [
            phone("000-9020-0001", Mobile),
            phone("000-201-0001", Work),
            phone("000-201-0002", Fax)
        ]
    );
    assert_eq!(
        (first.postal.as_str(), first.address.as_str()),
        ("000-0012", "みどり野市本町十二番地3－4")
    );
    assert_eq!(first.note, "表の能力と予算は\n①ソフト面 ②㈱との調整");
    assert_eq!(first.dropped, ["ADR;HOME", "BDAY", "PHOTO"]);
    assert_eq!(
        (people[1].family.as_str(), people[1].given.as_str()),
        ("表", "十一郎"),
        "raw, undeclared Shift_JIS"
    );
    assert_eq!(people[1].organisation, "みどり野ソーシャル支援室");
    assert_eq!(
        (people[2].name.as_str(), people[2].organisation.as_str()),
        ("髙﨑 恵", "みどり調剤薬局"),
        "two encodings"
    );
    assert_eq!(
        file.entries
            .iter()
            .map(|entry| entry.row)
            .collect::<Vec<_>>()[0],
        1
    );
}

#[test]
fn an_iphone_card_gives_readings_labels_and_keeps_what_has_no_place() {
    let file = fixture("iphone_v30.vcf");
    let people = people(&file);
    let first = people[0];
    assert_eq!(
        (first.name.as_str(), first.kana.as_str()),
        ("髙﨑 恵", "たかさき めぐみ")
    );
    assert_eq!(
        first.phones,
        [
            phone("000-9001-0003", Mobile),
            phone("000-101-0003", Work),
            phone("000-101-0004", Fax)
        ],
        "the label of a group tells a fax"
    );
    assert_eq!(first.address, "みどり野県みどり野市本町1-2-3");
    assert_eq!(
        first.note,
        "麻薬の在庫は電話で確認。\n木曜は, 午後が休み。この行は長いので折り返されて次の行へ続く。"
    );
    assert_eq!(first.dropped, ["ADR;HOME", "BDAY", "PHOTO"]);
    assert!(first.leftovers.contains(&(
        "URL HomePage".to_owned(),
        "https://midori-chozai.example".to_owned()
    )));
    assert!(first.leftovers.contains(&(
        "X-PHONETIC-ORG".to_owned(),
        "ミドリチョウザイヤッキョク".to_owned()
    )));
    let office = people[1];
    assert_eq!(
        (office.name.as_str(), office.organisation.as_str()),
        ("", "みどり野市 高齢福祉課"),
        "a card of an office"
    );
    assert_eq!(people.len(), 3);
}

#[test]
fn version_4_gives_uris_and_readings_beside_the_name() {
    let file = fixture("v40.vcf");
    let people = people(&file);
    let first = people[0];
    assert_eq!(
        (first.name.as_str(), first.kana.as_str()),
        ("𠮷村 いづみ", "よしむら いづみ")
    );
    assert_eq!(
        first.phones,
        [
            phone("+81-00-9001-0002", Mobile),
            phone("000-102-0001 内線12", Work)
        ]
    );
    assert_eq!(first.address, "みどり野県みどり野市南町5");
    assert_eq!(
        (first.profession.as_str(), first.title.as_str()),
        ("看護師", "管理者")
    );
    assert_eq!(first.dropped, ["GENDER"]);
    assert_eq!(
        (people[1].name.as_str(), people[1].kana.as_str()),
        ("荻島 真", "おぎしま まこと")
    );
}

#[test]
fn one_broken_card_never_stops_the_others() {
    let file = fixture("broken.vcf");
    let outcomes: Vec<_> = file
        .entries
        .iter()
        .map(|entry| (entry.row, entry.person.as_ref().map(|p| p.name.as_str())))
        .collect();
    assert!(
        matches!(outcomes[0], (1, Err(Rejection::Broken { .. }))),
        "no END before the next card"
    );
    assert_eq!(outcomes[1], (5, Ok("宇津木 誠")));
    assert_eq!(outcomes[2], (11, Err(&Rejection::NothingToKeep)));
    assert!(
        matches!(outcomes[3], (15, Err(Rejection::Broken { .. }))),
        "no END at the end of the file"
    );
    assert_eq!(outcomes.len(), 4);
}

#[test]
fn of_five_cards_the_three_broken_ones_say_what_is_wrong_and_whose_they_are() {
    let mut bytes = "\
BEGIN:VCARD
VERSION:3.0
N:髙﨑;恵
TEL:000-1
BEGIN:VCARD
VERSION:3.0
N:𠮷村;いづみ
END:VCARD
BEGIN:VCARD
VERSION:3.0
N:;;;;
NOTE:名前も連絡先もない
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:荻島 真
NOTE;CHARSET=UTF-8:"
        .as_bytes()
        .to_vec();
    bytes.extend_from_slice(b"\xff\xfe\xff\x81");
    bytes.extend_from_slice(
        "\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nORG:早乙女医院\nTEL:0".as_bytes(),
    );
    let file = vcf(&bytes);
    let told: Vec<_> = file
        .entries
        .iter()
        .map(|entry| {
            let why = entry.person.as_ref().map(|person| person.name.as_str());
            (entry.row, why, entry.name_hint.as_str())
        })
        .collect();
    let broken = |what| Rejection::Broken { what };
    let (no_next, no_last) = (broken(Broken::NoEndBeforeNext), broken(Broken::NoEndOfLast));
    assert_eq!(told[0], (1, Err(&no_next), "髙﨑 恵"));
    assert_eq!(told[1], (5, Ok("𠮷村 いづみ"), ""));
    assert_eq!(told[2], (9, Err(&Rejection::NothingToKeep), ""));
    assert!(
        matches!(told[3], (14, Err(Rejection::Undecodable { .. }), "荻島 真")),
        "{:?}",
        told[3]
    );
    assert_eq!(told[4], (19, Err(&no_last), "早乙女医院"));
    assert_eq!(told.len(), 5);
}

#[test]
fn line_ends_of_any_kind_marks_in_the_middle_and_lower_case_make_no_difference() {
    let plain = "BEGIN:VCARD\nVERSION:3.0\nN:荻島;真\nORG:荻島医院\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nN:宇津木;誠\nEND:VCARD\n";
    let expected = vcf(plain.as_bytes());
    for end in ["\r\n", "\r", "\r\r\n"] {
        assert_eq!(
            vcf(plain.replace('\n', end).as_bytes()).entries,
            expected.entries,
            "{end:?}"
        );
    }
    let joined = plain.replace("END:VCARD\nBEGIN", "END:VCARD\n\u{feff}BEGIN");
    assert_eq!(vcf(joined.as_bytes()).entries, expected.entries);
    let lower = plain
        .replace("BEGIN:VCARD", "begin:vcard")
        .replace("END:VCARD", "end:vcard")
        .replace("ORG:", "org:");
    assert_eq!(vcf(lower.as_bytes()).entries, expected.entries);
    let commented = format!("# 職場の携帯\n\n{plain}");
    assert_eq!(
        common::people(&vcf(commented.as_bytes())),
        common::people(&expected)
    );
}

#[test]
fn utf_16_cards_are_read_with_and_without_a_mark() {
    let text = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:髙﨑;恵\r\nEND:VCARD\r\n";
    for (mark, name, big) in [
        (true, "UTF-16LE", false),
        (false, "UTF-16LE", false),
        (true, "UTF-16BE", true),
        (false, "UTF-16BE", true),
    ] {
        let text = if mark {
            format!("\u{feff}{text}")
        } else {
            text.to_owned()
        };
        let bytes: Vec<u8> = text
            .encode_utf16()
            .flat_map(|u| {
                if big {
                    u.to_be_bytes()
                } else {
                    u.to_le_bytes()
                }
            })
            .collect();
        let file = vcf(&bytes);
        assert_eq!(
            (
                file.encoding.as_str(),
                common::people(&file)[0].name.as_str()
            ),
            (name, "髙﨑 恵")
        );
    }
}

#[test]
fn a_declaration_that_lies_is_seen_through() {
    let utf_8 =
        vcf("BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=SHIFT_JIS:髙﨑;恵\nEND:VCARD\n".as_bytes());
    assert_eq!(common::people(&utf_8)[0].name, "髙﨑 恵");
    let mut shift_jis = b"BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8:".to_vec();
    shift_jis.extend(cp932("髙﨑;恵"));
    shift_jis.extend(b"\nEND:VCARD\n");
    assert_eq!(common::people(&vcf(&shift_jis))[0].name, "髙﨑 恵");
}

#[test]
fn a_fold_inside_a_character_and_text_in_base64_are_put_together_first() {
    let mut bytes = b"BEGIN:VCARD\r\nVERSION:3.0\r\nN:".to_vec();
    let name = "髙﨑;恵".as_bytes();
    bytes.extend(&name[..4]);
    bytes.extend(b"\r\n ");
    bytes.extend(&name[4..]);
    bytes.extend(b"\r\nNOTE;ENCODING=B;CHARSET=UTF-8:5rC05pu\r\n c5LyR44G/\r\nORG;ENCODING=BASE64:\r\n44G/44Gp44KK6Jas5bGA\r\n\r\nEND:VCARD\r\n");
    let file = vcf(&bytes);
    let person = common::people(&file)[0];
    assert_eq!(
        (
            person.name.as_str(),
            person.note.as_str(),
            person.organisation.as_str()
        ),
        ("髙﨑 恵", "水曜休み", "みどり薬局")
    );
}

#[test]
fn a_stray_sign_at_the_end_of_quoted_printable_does_not_swallow_the_card() {
    let file = vcf(b"BEGIN:VCARD\nVERSION:2.1\nTEL:000-100-0001\nNOTE;ENCODING=QUOTED-PRINTABLE:a=3Db=\nEND:VCARD\n");
    assert_eq!(common::people(&file)[0].note, "a=b=");
}

#[test]
fn a_card_inside_a_card_is_somebody_else() {
    let file = vcf("BEGIN:VCARD\nVERSION:2.1\nN:荻島;真\nAGENT:\nBEGIN:VCARD\nN:秘書;誰\nTEL:000-1\nEND:VCARD\nTEL:000-105-0001\nEND:VCARD\n".as_bytes());
    let people = common::people(&file);
    assert_eq!(people.len(), 1);
    assert_eq!(
        (people[0].name.as_str(), people[0].phones.len()),
        ("荻島 真", 1)
    );
}

#[test]
fn the_name_is_found_wherever_the_card_hides_it() {
    for (lines, name, family, given) in [
        ("FN:髙﨑　恵", "髙﨑　恵", "髙﨑", "恵"),
        ("N:;;;;\r\nFN:髙﨑 恵", "髙﨑 恵", "髙﨑", "恵"),
        ("N:髙﨑;恵;;;\r\nFN:恵 髙﨑", "髙﨑 恵", "髙﨑", "恵"),
        ("N:髙﨑 恵;;;;\r\nFN:髙﨑 恵", "髙﨑 恵", "髙﨑", "恵"),
        ("N:;髙﨑 恵;;;", "髙﨑 恵", "髙﨑", "恵"),
        ("N:髙﨑;;;;", "髙﨑", "髙﨑", ""),
        ("N:Roe;Jane;;;\r\nFN:Jane Roe", "Jane Roe", "Roe", "Jane"),
        ("FN:000-100-0001\r\nTEL:000-100-0001", "", "", ""),
        ("FN:みどり薬局\r\nORG:みどり薬局", "", "", ""),
        ("ORG:みどり薬局", "", "", ""),
        ("TEL:000-100-0001", "", "", ""),
    ] {
        let person = card(lines);
        assert_eq!(
            (
                person.name.as_str(),
                person.family.as_str(),
                person.given.as_str()
            ),
            (name, family, given),
            "{lines}"
        );
    }
    let brackets = card("N:山田　太郎（みどり野病院）;;;;");
    assert_eq!(
        (brackets.name.as_str(), brackets.organisation.as_str()),
        ("山田　太郎", "みどり野病院")
    );
    let several = card("N:髙﨑;恵\r\nN:旧姓;恵");
    assert_eq!(several.leftovers, [("N".to_owned(), "旧姓 恵".to_owned())]);
}

#[test]
fn the_reading_is_taken_from_where_programs_put_it() {
    for (lines, kana) in [
        (
            "N:髙﨑;恵\r\nSORT-STRING:タカサキ メグミ",
            "タカサキ メグミ",
        ),
        ("N:髙﨑;恵\r\nNICKNAME:たかさき めぐみ", "たかさき めぐみ"),
        ("N:髙﨑;恵\r\nNICKNAME:めぐ", ""),
        (
            "N:髙﨑;恵\r\nSOUND;X-IRMC-N:Takasaki;Megumi\r\nSOUND;X-IRMC-N:ﾀｶｻｷ;ﾒｸﾞﾐ",
            "ﾀｶｻｷ ﾒｸﾞﾐ",
        ),
        (
            "N:髙﨑;恵\r\nX-PHONETIC-LAST-NAME:たかさき\r\nSOUND;X-IRMC-N:ﾀｶｻｷ;",
            "たかさき",
        ),
    ] {
        assert_eq!(card(lines).kana, kana, "{lines}");
    }
    assert_eq!(
        card("N:髙﨑;恵\r\nNICKNAME:めぐ").leftovers,
        [("NICKNAME".to_owned(), "めぐ".to_owned())]
    );
}

#[test]
fn a_bare_line_break_in_a_note_loses_nothing() {
    let note = card(
        "N:髙﨑;恵\r\nNOTE:一行目\r\n二行目 10時～\r\nhttps://midori.example/a\r\nTEL:000-100-0001",
    )
    .note;
    assert_eq!(note, "一行目\n二行目 10時～\nhttps://midori.example/a");
}

#[test]
fn bytes_that_no_encoding_holds_refuse_the_card_only() {
    let mut bytes = "BEGIN:VCARD\nVERSION:3.0\nN:荻島;真\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nN:"
        .as_bytes()
        .to_vec();
    bytes.extend([0xe9, 0xab, 0xff, 0xff]);
    bytes.extend(b"\nEND:VCARD\n");
    let file = vcf(&bytes);
    assert!(file.entries[0].person.is_ok());
    assert!(
        matches!(file.entries[1].person, Err(Rejection::Undecodable { .. })),
        "{:?}",
        file.entries[1]
    );
}

#[test]
fn five_thousand_cards_and_a_large_picture_are_read() {
    let mut text = String::new();
    for number in 0..5000 {
        text.push_str(&format!(
            "BEGIN:VCARD\r\nVERSION:3.0\r\nN:髙﨑;恵{number}\r\nTEL:000-100-0001\r\nEND:VCARD\r\n"
        ));
    }
    let picture = "QUJD".repeat(500_000);
    text.push_str(&format!(
        "BEGIN:VCARD\r\nVERSION:3.0\r\nN:荻島;真\r\nPHOTO;ENCODING=b:{picture}\r\nEND:VCARD\r\n"
    ));
    let file = vcf(text.as_bytes());
    assert_eq!(file.entries.len(), 5001);
    let last = file.entries[5000]
        .person
        .as_ref()
        .expect("a picture is no field too long");
    assert_eq!(last.dropped, ["PHOTO"]);
    let note = "x".repeat(1_100_000);
    let long = vcf(format!("BEGIN:VCARD\nN:荻島;真\nNOTE:{note}\nEND:VCARD\n").as_bytes());
    assert!(matches!(
        long.entries[0].person,
        Err(Rejection::TooLong { .. })
    ));
}

#[test]
fn a_forced_encoding_holds_for_what_declares_nothing() {
    let bytes = bytes("phone_v21_sjis_qp.vcf");
    let forced = read(&bytes, "a.vcf", Some("cp932")).expect("reads");
    assert_eq!(forced.entries, fixture("phone_v21_sjis_qp.vcf").entries);
}

#[test]
fn clean_cards_read_as_another_reader_reads_them() {
    use calcard::vcard::{VCard, VCardProperty};
    for name in ["iphone_v30.vcf", "v40.vcf"] {
        let text = String::from_utf8(bytes(name)).expect("UTF-8");
        let file = fixture(name);
        let mut theirs = Vec::new();
        let mut parser = calcard::Parser::new(&text);
        while let calcard::Entry::VCard(card) = parser.entry() {
            theirs.push(card);
        }
        let texts = |card: &VCard, wanted: VCardProperty| -> Vec<String> {
            let entries = card.entries.iter().filter(|entry| entry.name == wanted);
            entries
                .filter_map(|entry| entry.values.first().and_then(|value| value.as_text()))
                .map(str::to_owned)
                .collect()
        };
        assert_eq!(theirs.len(), file.entries.len(), "{name}");
        for (card, person) in theirs.iter().zip(people(&file)) {
            assert_eq!(texts(card, VCardProperty::Email), person.emails, "{name}");
            assert_eq!(
                texts(card, VCardProperty::Org)
                    .first()
                    .cloned()
                    .unwrap_or_default(),
                person.organisation
            );
            assert_eq!(texts(card, VCardProperty::Note).join("\n"), person.note);
        }
    }
}

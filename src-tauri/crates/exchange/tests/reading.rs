//! What the reader guesses, what it proposes, and what she may say instead.

#![allow(clippy::panic, clippy::indexing_slicing, clippy::unwrap_used)] // helpers of tests fail as tests do

mod common;

use common::{cp932, csv, fixture, people, phone};
use kaotsunagi_exchange::PhoneKind::{Mobile, Work};
use kaotsunagi_exchange::header::Field;
use kaotsunagi_exchange::{
    ForeignFile, HeaderRows, Offer, OfferKind, ReadError, ReadOptions, Rejection, read_with,
};

fn with(text: &str, options: &ReadOptions) -> ForeignFile {
    read_with(text.as_bytes(), "list.csv", options)
        .unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn names(file: &ForeignFile) -> Vec<String> {
    people(file)
        .iter()
        .map(|person| person.name.clone())
        .collect()
}

fn offer(file: &ForeignFile, kind: OfferKind) -> &Offer {
    let found = file.seen.offers.iter().find(|offer| offer.kind == kind);
    found.unwrap_or_else(|| panic!("{kind:?} in {:?}", file.seen.offers))
}

fn accepting(kind: OfferKind) -> ReadOptions {
    ReadOptions {
        accept: vec![kind],
        ..ReadOptions::default()
    }
}

fn declining(kind: OfferKind) -> ReadOptions {
    ReadOptions {
        decline: vec![kind],
        ..ReadOptions::default()
    }
}

#[test]
fn the_guesses_are_told_with_sample_values_and_can_be_overruled() {
    let text = "〇〇地区連絡会名簿,,\n令和8年4月1日現在,,\n氏名;よみ,所属,連絡先\n髙﨑 恵,みどり調剤薬局,000-101-0003\n荻島 真,荻島医院,000-105-0001\n";
    let file = csv(text);
    assert_eq!(file.seen.delimiter, Some(','));
    assert_eq!(file.seen.header, Some(HeaderRows { first: 3, rows: 1 }));
    assert_eq!(
        file.seen.titles,
        ["〇〇地区連絡会名簿", "令和8年4月1日現在"]
    );
    let workplace = &file.seen.columns[1];
    assert_eq!(
        (workplace.header.as_str(), workplace.field),
        ("所属", Some(Field::Organisation))
    );
    assert_eq!(workplace.samples, ["みどり調剤薬局", "荻島医院"]);
    assert_eq!(file.seen.header_print, csv(text).seen.header_print);

    let mapped = with(
        text,
        &ReadOptions {
            mapping: Some(vec![Some(Field::Name), None, Some(Field::Fax)]),
            ..ReadOptions::default()
        },
    );
    let first = people(&mapped)[0];
    assert_eq!(first.organisation, "");
    assert_eq!(first.phones[0].kind, kaotsunagi_exchange::PhoneKind::Fax);
    assert_eq!(
        first.leftovers,
        [("所属".to_owned(), "みどり調剤薬局".to_owned())],
        "kept under its header"
    );
    assert_eq!(
        (mapped.seen.columns[1].field, mapped.seen.columns[1].guessed),
        (None, Some(Field::Organisation))
    );
    let by_semicolon = with(
        text,
        &ReadOptions {
            delimiter: Some(';'),
            ..ReadOptions::default()
        },
    );
    assert_eq!(by_semicolon.seen.delimiter, Some(';'));
    assert_eq!(by_semicolon.columns.len(), 2);
}

#[test]
fn programs_are_known_by_their_headers() {
    for (name, preset) in [
        ("google_new.csv", Some("google_new")),
        ("eight_cp932.csv", Some("eight")),
        ("atena_utf16.csv", Some("atena_shokunin")),
        ("meibo_utf8.csv", None),
    ] {
        assert_eq!(fixture(name).seen.preset.as_deref(), preset, "{name}");
    }
    let outlook = csv(
        "敬称,名,姓,フリガナ (姓),フリガナ (名),会社名,部署,役職,番地 (会社),市区町村 (会社),都道府県 (会社),郵便番号 (会社),番地 (自宅),市区町村 (自宅),郵便番号 (自宅),会社 FAX,会社電話,携帯電話,電子メール アドレス\n,恵,髙﨑,たかさき,めぐみ,みどり調剤薬局,調剤室,主任,本町1-2,みどり野市,みどり野県,000-0003,秘密1-1,秘密市,000-9999,000-101-0004,000-101-0003,000-9001-0003,takasaki@midori-chozai.example\n",
    );
    assert_eq!(outlook.seen.preset.as_deref(), Some("outlook_ja"));
    let person = people(&outlook)[0];
    assert_eq!(
        (person.name.as_str(), person.kana.as_str()),
        ("髙﨑 恵", "たかさき めぐみ")
    );
    assert_eq!((person.phones.len(), person.emails.len()), (3, 1));
    let told = format!("{person:?}");
    assert!(
        !told.contains("秘密") && !told.contains("9999"),
        "nothing of the home: {told}"
    );
}

#[test]
fn a_list_without_a_header_is_known_by_its_cells() {
    let text = "髙﨑 恵,タカサキ メグミ,みどり調剤薬局,000-0003,000-101-0003,takasaki@midori.example\n荻島 真,オギシマ マコト,荻島医院,000-0005,000-105-0001,ogishima@ogi.example\n";
    let file = csv(text);
    assert_eq!(file.seen.header, Some(HeaderRows { first: 1, rows: 0 }));
    let fields: Vec<_> = file.columns.iter().map(|(_, field)| *field).collect();
    assert_eq!(
        fields,
        [
            Some(Field::Name),
            Some(Field::Kana),
            Some(Field::Organisation),
            Some(Field::Postal),
            Some(Field::Phone),
            Some(Field::Email)
        ]
    );
    assert_eq!(names(&file), ["髙﨑 恵", "荻島 真"]);
    assert_eq!(file.entries[0].row, 1);
    let tabs = csv(&text.replace(',', "\t"));
    assert_eq!(
        names(&tabs),
        ["髙﨑 恵", "荻島 真"],
        "the tab is found as well"
    );

    let unknown = csv(&format!(
        "ひと,よみ仮名の列,しごとば,ゆうびん,ばんごう,あて先\n{text}"
    ));
    assert_eq!(
        names(&unknown),
        ["髙﨑 恵", "荻島 真"],
        "the header is no person"
    );
    assert_eq!(
        unknown.columns[2],
        ("しごとば".to_owned(), Some(Field::Organisation))
    );

    let odd = "甲,乙\n髙﨑 恵,みどり調剤薬局\n";
    assert!(matches!(
        kaotsunagi_exchange::read(odd.as_bytes(), "a.csv", None),
        Ok(_) | Err(ReadError::NoHeader { .. })
    ));
    let said = with(
        odd,
        &ReadOptions {
            header: Some(HeaderRows { first: 1, rows: 1 }),
            mapping: Some(vec![Some(Field::Name), Some(Field::Organisation)]),
            ..ReadOptions::default()
        },
    );
    assert_eq!(people(&said)[0].organisation, "みどり調剤薬局");
}

#[test]
fn two_header_rows_are_read_together() {
    let file = csv(
        "名簿\n氏名,勤務先,,自宅,,備考\n,名称,電話,住所,電話,\n髙﨑 恵,みどり調剤薬局,000-101-0003,秘密町1-1,000-999-9999,木曜休み\n",
    );
    assert_eq!(file.seen.header, Some(HeaderRows { first: 2, rows: 2 }));
    let words: Vec<_> = file.columns.iter().map(|(word, _)| word.as_str()).collect();
    assert_eq!(
        words,
        [
            "氏名",
            "勤務先 名称",
            "勤務先 電話",
            "自宅 住所",
            "自宅 電話",
            "備考"
        ]
    );
    let person = people(&file)[0];
    assert_eq!(person.organisation, "みどり調剤薬局");
    assert_eq!(person.phones[0], phone("000-101-0003", Work));
    assert_eq!(
        (person.address.as_str(), person.note.as_str()),
        ("", "木曜休み")
    );
}

#[test]
fn a_lost_zero_is_put_back_and_said_and_left_when_declined() {
    let text = "氏名,電話,〒\n髙﨑 恵,312345678,40001\n荻島 真,000-105-0001,000-0005\n";
    let file = csv(text);
    let zero = offer(&file, OfferKind::LeadingZero);
    assert_eq!(
        (zero.accepted, zero.count, zero.rows.as_slice()),
        (true, 1, &[2][..])
    );
    assert_eq!(
        zero.examples[0],
        ("312345678".to_owned(), "0312345678".to_owned())
    );
    let left = with(text, &declining(OfferKind::LeadingZero));
    assert_eq!(people(&left)[0].phones, [phone("312345678", Work)]);
    assert_eq!(people(&left)[0].postal, "40001");
    assert!(!offer(&left, OfferKind::LeadingZero).accepted);
}

#[test]
fn serial_numbers_and_days_of_the_japanese_calendar_are_read_in_columns_of_days_only() {
    let text = "氏名,入会日,更新日,定休日,会員番号\n髙﨑 恵,45000,R7.4.1,水曜日,45000\n荻島 真,2023/3/15,令和元年5月1日,日曜日,46000\n";
    let file = csv(text);
    let said = |at: usize| -> Vec<String> {
        people(&file)[at]
            .leftovers
            .iter()
            .map(|(_, value)| value.clone())
            .collect()
    };
    assert_eq!(said(0), ["2023-03-15", "2025-04-01", "水曜日", "45000"]);
    assert_eq!(said(1), ["2023/3/15", "2019-05-01", "日曜日", "46000"]);
    assert_eq!(offer(&file, OfferKind::SerialDate).count, 1);
    assert_eq!(offer(&file, OfferKind::EraDate).count, 2);
    let left = with(text, &declining(OfferKind::EraDate));
    assert_eq!(people(&left)[0].leftovers[1].1, "R7.4.1");
}

#[test]
fn what_stands_in_brackets_behind_a_name_is_taken_apart_unless_declined() {
    let text = "氏名,電話\n山田　太郎（みどり野病院）,000-100-1000\n";
    let file = csv(text);
    assert_eq!(
        (
            people(&file)[0].name.as_str(),
            people(&file)[0].organisation.as_str()
        ),
        ("山田　太郎", "みどり野病院")
    );
    assert_eq!(
        offer(&file, OfferKind::NameBrackets).examples[0].0,
        "山田　太郎（みどり野病院）"
    );
    let left = with(text, &declining(OfferKind::NameBrackets));
    assert_eq!(names(&left), ["山田　太郎（みどり野病院）"]);
    let card = "BEGIN:VCARD\nN:山田　太郎（みどり野病院）;;;;\nEND:VCARD\n";
    let left = read_with(
        card.as_bytes(),
        "a.vcf",
        &declining(OfferKind::NameBrackets),
    )
    .unwrap();
    assert_eq!(
        names(&left),
        ["山田　太郎（みどり野病院）"],
        "in cards as well"
    );
}

#[test]
fn several_people_in_one_cell_are_parted_only_when_she_says_so() {
    let text = "氏名,フリガナ,所属,電話,携帯\n佐藤 恵、荻島 真,サトウ メグミ、オギシマ マコト,荻島医院,000-105-0001,000-9001-0001、000-9001-0002\n宇津木 誠,,ケアプラン野の花,,\n";
    let file = csv(text);
    assert_eq!(names(&file), ["佐藤 恵、荻島 真", "宇津木 誠"]);
    let several = offer(&file, OfferKind::SeveralPeople);
    assert_eq!(
        (several.accepted, several.rows.as_slice()),
        (false, &[2][..])
    );
    assert_eq!(several.examples[0].1, "佐藤 恵 ｜ 荻島 真");

    let parted = with(text, &accepting(OfferKind::SeveralPeople));
    assert_eq!(names(&parted), ["佐藤 恵", "荻島 真", "宇津木 誠"]);
    let places: Vec<_> = parted
        .entries
        .iter()
        .map(|entry| (entry.row, entry.part))
        .collect();
    assert_eq!(places, [(2, 0), (2, 1), (3, 0)]);
    let people = people(&parted);
    assert_eq!(people[1].kana, "オギシマ マコト");
    assert_eq!(
        people[1].phones,
        [phone("000-105-0001", Work), phone("000-9001-0002", Mobile)],
        "the workplace's number is everybody's, the mobile one's own"
    );
    for one in [
        "ジョン・スミス",
        "髙﨑\n恵",
        "山田、",
        "みどり野市役所、福祉課 1番窓口",
    ] {
        let file = with(
            &format!("氏名,所属\n\"{one}\",荻島医院\n"),
            &accepting(OfferKind::SeveralPeople),
        );
        assert_eq!(file.entries.len(), 1, "{one} is one");
    }
}

#[test]
fn a_row_that_only_goes_on_is_a_person_of_its_own_unless_she_says_otherwise() {
    let text = "氏名,所属,電話,メール\n髙﨑 恵,みどり調剤薬局,000-101-0003,a@midori.example\n,,000-101-0005,b@midori.example\n";
    let file = csv(text);
    assert_eq!(file.entries.len(), 2, "a row with only a telephone lands");
    assert!(!offer(&file, OfferKind::ContinuedRows).accepted);
    let joined = with(text, &accepting(OfferKind::ContinuedRows));
    assert_eq!(joined.entries.len(), 1);
    assert_eq!(
        people(&joined)[0].emails,
        ["a@midori.example", "b@midori.example"]
    );
}

#[test]
fn rows_with_only_a_telephone_an_organisation_or_a_reading_all_land() {
    let file = csv(
        "氏名,ふりがな,所属,電話,備考\n,,,000-199-0001,\n,,みどり調剤薬局,,\n,たかさき めぐみ,,,\n,,,,木曜休み\n",
    );
    let told: Vec<_> = file
        .entries
        .iter()
        .map(|entry| entry.person.as_ref().map(|person| person.name.as_str()))
        .collect();
    assert_eq!(told[0], Ok(""));
    assert_eq!(told[1], Ok(""));
    assert_eq!(
        told[2],
        Ok("たかさき めぐみ"),
        "the reading stands for the name"
    );
    assert!(matches!(told[3], Err(Rejection::NoPerson { .. })));
}

#[test]
fn a_rejected_row_keeps_its_cells_when_asked_and_its_reason_column_is_passed_over() {
    let options = ReadOptions {
        keep_cells: true,
        ..ReadOptions::default()
    };
    let text = "氏名,所属,電話\n髙﨑 恵,みどり調剤薬局,\n合計,1名,\n";
    let file = with(text, &options);
    assert_eq!(file.entries[1].cells, ["合計", "1名"]);
    let mended = csv(
        "取り込めなかった理由,氏名,所属,電話\n人の行ではありません,早乙女 徹,みどり野中央病院,\n",
    );
    let person = people(&mended)[0];
    assert_eq!(
        (person.name.as_str(), person.leftovers.len()),
        ("早乙女 徹", 0)
    );
}

#[test]
fn fields_have_ids_that_come_back() {
    for field in Field::ALL {
        assert_eq!(Field::of_id(field.id()), Some(field));
        assert_eq!(
            serde_json_id(field),
            field.id(),
            "the same name wherever it crosses the border"
        );
    }
}

fn serde_json_id(field: Field) -> String {
    // The toml writer needs a table around it.
    let map = std::collections::BTreeMap::from([("field", field)]);
    let text = toml::to_string(&map).unwrap();
    text.trim()
        .trim_start_matches("field = \"")
        .trim_end_matches('"')
        .to_owned()
}

#[test]
fn cp932_that_begins_with_long_ascii_is_still_found() {
    let mut text = String::from("name,company\n");
    for number in 0..4_000 {
        text.push_str(&format!("Jane Roe {number},Green Pharmacy\n"));
    }
    text.push_str("髙﨑 恵,みどり調剤薬局\n");
    let file = kaotsunagi_exchange::read(&cp932(&text), "a.csv", None).unwrap();
    assert_eq!(file.encoding, "CP932");
    assert_eq!(people(&file).last().unwrap().name, "髙﨑 恵");
}

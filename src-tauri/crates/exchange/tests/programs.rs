//! Lists as other programs write them, with every field where that program puts it; nothing of the home comes in.

#![allow(clippy::panic, clippy::indexing_slicing, clippy::unwrap_used)] // helpers of tests fail as tests do

mod common;

use common::{cp932, people, phone};
use kaotsunagi_exchange::PhoneKind::{Fax, Mobile, Other, Work};
use kaotsunagi_exchange::{ForeignFile, ForeignPerson, read};

/// A list of one row: header word and value.
fn list(cells: &[(&str, &str)]) -> String {
    let header: Vec<&str> = cells.iter().map(|(header, _)| *header).collect();
    let values: Vec<&str> = cells.iter().map(|(_, value)| *value).collect();
    format!("{}\r\n{}\r\n", header.join(","), values.join(","))
}

fn of(bytes: &[u8], preset: &str) -> (ForeignFile, ForeignPerson) {
    let file = read(bytes, "list.csv", None).unwrap();
    assert_eq!(file.seen.preset.as_deref(), Some(preset));
    let person = people(&file)[0].clone();
    let all = format!("{person:?}");
    assert!(!all.contains("秘密"), "nothing of the home: {all}");
    (file, person)
}

fn is_megumi(person: &ForeignPerson) {
    let told = [
        &person.name,
        &person.family,
        &person.given,
        &person.organisation,
        &person.department,
        &person.title,
    ];
    assert_eq!(
        told.map(String::as_str),
        ["髙﨑 恵", "髙﨑", "恵", "みどり調剤薬局", "調剤室", "主任"]
    );
}

#[test]
fn outlook_in_english() {
    let text = list(&[
        ("First Name", "恵"),
        ("Middle Name", ""),
        ("Last Name", "髙﨑"),
        ("Birthday", "1/1/1980"),
        ("Notes", "木曜休み"),
        ("E-mail Address", "a@midori.example"),
        ("E-mail 2 Address", "b@midori.example"),
        ("Home Phone", "000-200-0001"),
        ("Mobile Phone", "000-9001-0003"),
        ("Home Street", "秘密1"),
        ("Home City", "秘密市"),
        ("Home Postal Code", "999-9999"),
        ("Company", "みどり調剤薬局"),
        ("Job Title", "主任"),
        ("Department", "調剤室"),
        ("Office Location", "2階"),
        ("Business Phone", "000-101-0003"),
        ("Business Fax", "000-101-0004"),
        ("Business Street", "本町1-2"),
        ("Business City", "みどり野市"),
        ("Business State", "みどり野県"),
        ("Business Postal Code", "000-0003"),
        ("Business Country", "日本"),
    ]);
    let (_, person) = of(text.as_bytes(), "outlook_en");
    is_megumi(&person);
    assert_eq!(
        person.phones,
        [
            phone("000-200-0001", Other),
            phone("000-9001-0003", Mobile),
            phone("000-101-0003", Work),
            phone("000-101-0004", Fax),
        ]
    );
    assert_eq!(person.emails, ["a@midori.example", "b@midori.example"]);
    assert_eq!(
        (person.address.as_str(), person.postal.as_str()),
        ("みどり野県みどり野市本町1-2", "000-0003")
    );
    assert_eq!(
        person.leftovers,
        [("Office Location".to_owned(), "2階".to_owned())]
    );
}

#[test]
fn outlook_in_japanese_with_the_town_between_prefecture_and_street() {
    let text = list(&[
        ("名", "恵"),
        ("姓", "髙﨑"),
        ("会社名", "みどり調剤薬局"),
        ("部署", "調剤室"),
        ("役職", "主任"),
        ("番地 (会社)", "本町1-2"),
        ("番地 2 (会社)", "3階"),
        ("市区町村 (会社)", "みどり野市"),
        ("都道府県 (会社)", "みどり野県"),
        ("郵便番号 (会社)", "000-0003"),
        ("国 (会社)/地域", "日本"),
        ("番地 (自宅)", "秘密1-1"),
        ("市区町村 (自宅)", "秘密市"),
        ("会社 FAX", "000-101-0004"),
        ("会社電話", "000-101-0003"),
        ("携帯電話", "000-9001-0003"),
        ("電子メール アドレス", "a@midori.example"),
        ("フリガナ (姓)", "タカサキ"),
        ("フリガナ (名)", "メグミ"),
        ("メモ", "木曜休み"),
    ]);
    let (file, person) = of(&cp932(&text), "outlook_ja");
    assert_eq!(file.encoding, "CP932");
    is_megumi(&person);
    assert_eq!(person.kana, "タカサキ メグミ");
    assert_eq!(person.address, "みどり野県みどり野市本町1-23階");
    assert_eq!(person.municipality, "みどり野市");
    assert!(person.leftovers.is_empty(), "{:?}", person.leftovers);
}

#[test]
fn google_as_it_was_before_2024_in_utf_16() {
    let text = list(&[
        ("Name", "髙﨑 恵"),
        ("Given Name", "恵"),
        ("Additional Name", ""),
        ("Family Name", "髙﨑"),
        ("Yomi Name", ""),
        ("Given Name Yomi", "めぐみ"),
        ("Family Name Yomi", "たかさき"),
        ("Birthday", "1980-01-01"),
        ("Notes", "木曜休み"),
        ("E-mail 1 - Type", "* Work"),
        ("E-mail 1 - Value", "a@midori.example"),
        ("Phone 1 - Type", "Work Fax"),
        ("Phone 1 - Value", "000-101-0004"),
        ("Phone 2 - Type", "Mobile"),
        ("Phone 2 - Value", "000-9001-0003 ::: 000-9001-0004"),
        ("Organization 1 - Name", "みどり調剤薬局"),
        ("Organization 1 - Title", "主任"),
        ("Organization 1 - Department", "調剤室"),
        ("Address 1 - Type", "Home"),
        ("Address 1 - Formatted", "秘密"),
    ]);
    let bytes: Vec<u8> = format!("\u{feff}{text}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let (_, person) = of(&bytes, "google_old");
    is_megumi(&person);
    assert_eq!(person.kana, "たかさき めぐみ");
    assert_eq!(
        person.phones,
        [
            phone("000-101-0004", Fax),
            phone("000-9001-0003", Mobile),
            phone("000-9001-0004", Mobile),
        ]
    );
    assert_eq!(person.dropped, ["Birthday", "ADR;HOME"]);
}

#[test]
fn thunderbird_in_english_and_japanese() {
    let english = list(&[
        ("First Name", "恵"),
        ("Last Name", "髙﨑"),
        ("Display Name", "髙﨑 恵"),
        ("Nickname", ""),
        ("Primary Email", "a@midori.example"),
        ("Secondary Email", "b@midori.example"),
        ("Screen Name", ""),
        ("Work Phone", "000-101-0003"),
        ("Fax Number", "000-101-0004"),
        ("Mobile Number", "000-9001-0003"),
        ("Home Address", "秘密"),
        ("Home Address 2", "秘密2"),
        ("Home City", "秘密市"),
        ("Work Address", "本町1-2"),
        ("Work City", "みどり野市"),
        ("Work State", "みどり野県"),
        ("Work ZipCode", "000-0003"),
        ("Job Title", "主任"),
        ("Department", "調剤室"),
        ("Organization", "みどり調剤薬局"),
        ("Birth Year", "1980"),
        ("Custom 1", "連絡会"),
        ("Notes", "木曜休み"),
        ("", ""),
    ]);
    let japanese = list(&[
        ("名", "恵"),
        ("姓", "髙﨑"),
        ("表示名", "髙﨑 恵"),
        ("メールアドレス", "a@midori.example"),
        ("別のメールアドレス", "b@midori.example"),
        ("勤務先の電話番号", "000-101-0003"),
        ("FAX 番号", "000-101-0004"),
        ("携帯電話の番号", "000-9001-0003"),
        ("自宅の番地", "秘密"),
        ("自宅の市区町村", "秘密市"),
        ("自宅の郵便番号", "999-9999"),
        ("勤務先の番地", "本町1-2"),
        ("勤務先の市区町村", "みどり野市"),
        ("勤務先の都道府県", "みどり野県"),
        ("勤務先の郵便番号", "000-0003"),
        ("役職", "主任"),
        ("部門", "調剤室"),
        ("組織", "みどり調剤薬局"),
        ("生年", "1980"),
        ("カスタム 1", "連絡会"),
        ("メモ", "木曜休み"),
    ]);
    for (text, preset) in [(english, "thunderbird"), (japanese, "thunderbird_ja")] {
        let (_, person) = of(text.as_bytes(), preset);
        is_megumi(&person);
        assert_eq!(
            person.phones,
            [
                phone("000-101-0003", Work),
                phone("000-101-0004", Fax),
                phone("000-9001-0003", Mobile),
            ],
            "{preset}"
        );
        assert_eq!(person.emails, ["a@midori.example", "b@midori.example"]);
        assert_eq!(person.address, "みどり野県みどり野市本町1-2", "{preset}");
        assert_eq!(person.leftovers.len(), 1, "連絡会 alone: {preset}");
    }
}

#[test]
fn the_open_data_of_care_offices_gives_organisations() {
    let text = list(&[
        ("都道府県コード又は市区町村コード", "000001"),
        ("NO", "0001"),
        ("都道府県名", "みどり野県"),
        ("市区町村名", "みどり野市"),
        ("介護サービス事業所名称", "ケアプラン野の花"),
        ("介護サービス事業所名称_カナ", "ケアプランノノハナ"),
        ("実施サービス", "居宅介護支援"),
        ("住所", "みどり野県みどり野市南町5"),
        ("方書", "2階"),
        ("電話番号", "000-103-0001"),
        ("FAX番号", "000-103-0009"),
        ("法人の名称", "株式会社野の花"),
    ]);
    let (_, office) = of(format!("\u{feff}{text}").as_bytes(), "care_offices");
    assert_eq!(
        (
            office.name.as_str(),
            office.organisation.as_str(),
            office.corporation.as_str(),
            office.municipality.as_str(),
            office.address.as_str()
        ),
        (
            "",
            "ケアプラン野の花",
            "株式会社野の花",
            "みどり野市",
            "みどり野県みどり野市南町52階"
        )
    );
    assert!(
        office
            .leftovers
            .contains(&("実施サービス".to_owned(), "居宅介護支援".to_owned()))
    );
}

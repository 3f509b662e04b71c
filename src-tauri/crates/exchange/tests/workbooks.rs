//! Workbooks of every kind, and what is hidden in them.

#![allow(clippy::panic, clippy::indexing_slicing, clippy::unwrap_used)] // helpers of tests fail as tests do

mod common;

use common::{fixture, people};
use kaotsunagi_exchange::{OfferKind, ReadError, ReadOptions, read, read_with};
use rust_xlsxwriter::{Format, Workbook};

#[test]
fn xls_and_ods_say_the_same_as_the_xlsx_they_were_made_from() {
    let expected = fixture("meibo.xlsx");
    for name in ["meibo.xls", "meibo.ods"] {
        let file = fixture(name);
        assert_eq!(people(&file), people(&expected), "{name}");
        assert_eq!(
            file.seen.merged_filled, expected.seen.merged_filled,
            "{name}"
        );
        let sheets = |seen: &kaotsunagi_exchange::Seen| -> Vec<(String, bool)> {
            seen.sheets
                .iter()
                .map(|s| (s.name.clone(), s.hidden))
                .collect()
        };
        assert_eq!(sheets(&file.seen), sheets(&expected.seen), "{name}");
    }
    assert!(expected.seen.merged_filled > 0);
    assert!(expected.seen.sheets.iter().any(|sheet| sheet.hidden));
    assert!(expected.seen.sheets.iter().any(|sheet| sheet.rows >= 4));
}

fn workbook(build: impl FnOnce(&mut Workbook)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    build(&mut workbook);
    workbook.save_to_buffer().unwrap()
}

fn two_lists() -> Vec<u8> {
    workbook(|workbook| {
        let sheet = workbook.add_worksheet();
        sheet.set_name("会員").unwrap();
        for (row, cells) in [
            ["氏名", "所属"],
            ["髙﨑 恵", "みどり調剤薬局"],
            ["退会 済", "荻島医院"],
        ]
        .iter()
        .enumerate()
        {
            for (column, cell) in cells.iter().enumerate() {
                sheet
                    .write_string(row.try_into().unwrap(), column.try_into().unwrap(), *cell)
                    .unwrap();
            }
        }
        sheet.set_row_hidden(2).unwrap();
        let sheet = workbook.add_worksheet();
        sheet.set_name("旧会員").unwrap();
        sheet.write_string(0, 0, "氏名").unwrap();
        sheet.write_string(1, 0, "宇津木 誠").unwrap();
        sheet.set_hidden(true);
    })
}

#[test]
fn hidden_sheets_and_rows_are_said_aloud_and_can_be_chosen() {
    let bytes = two_lists();
    let file = read(&bytes, "a.xlsx", None).unwrap();
    assert_eq!(people(&file).len(), 2);
    assert_eq!(file.seen.sheet.as_deref(), Some("会員"));
    assert_eq!(file.seen.hidden_rows, 1);
    let sheet = &file.seen.sheets[1];
    assert_eq!(
        (sheet.name.as_str(), sheet.rows, sheet.hidden),
        ("旧会員", 2, true)
    );
    let without = ReadOptions {
        decline: vec![OfferKind::HiddenRows],
        ..ReadOptions::default()
    };
    let file = read_with(&bytes, "a.xlsx", &without).unwrap();
    assert_eq!(people(&file).len(), 1);
    let of = |name: &str| ReadOptions {
        sheet: Some(name.to_owned()),
        ..ReadOptions::default()
    };
    let file = read_with(&bytes, "a.xlsx", &of("旧会員")).unwrap();
    assert_eq!(people(&file)[0].name, "宇津木 誠");
    assert_eq!(
        read_with(&bytes, "a.xlsx", &of("新会員")),
        Err(ReadError::NoSuchSheet("新会員".to_owned()))
    );
}

#[test]
fn days_of_a_workbook_that_reckons_from_1904_are_the_days_that_excel_shows() {
    let days = workbook(|workbook| {
        let sheet = workbook.add_worksheet();
        sheet.write_string(0, 0, "氏名").unwrap();
        sheet.write_string(0, 1, "入会日").unwrap();
        sheet.write_string(1, 0, "髙﨑 恵").unwrap();
        let day = Format::new().set_num_format("yyyy/m/d");
        sheet
            .write_number_with_format(1, 1, 45_000.0, &day)
            .unwrap();
    });
    let shown = |bytes: &[u8]| {
        let file = read(bytes, "a.xlsx", None).unwrap();
        people(&file)[0].leftovers[0].1.clone()
    };
    assert_eq!(shown(&days), "2023-03-15");
    let of_1904 = common::with_part(&days, "xl/workbook.xml", |xml| {
        xml.replacen("<workbookPr", "<workbookPr date1904=\"1\"", 1)
    });
    assert_eq!(shown(&of_1904), "2027-03-16");
}

#[test]
fn a_person_over_two_merged_rows_is_one_and_it_is_said() {
    let bytes = workbook(|workbook| {
        let sheet = workbook.add_worksheet();
        let plain = Format::new();
        for (column, word) in ["氏名", "所属", "電話"].iter().enumerate() {
            sheet
                .write_string(0, column.try_into().unwrap(), *word)
                .unwrap();
        }
        sheet.merge_range(1, 0, 2, 0, "髙﨑 恵", &plain).unwrap();
        sheet
            .merge_range(1, 1, 3, 1, "みどり調剤薬局", &plain)
            .unwrap();
        sheet.write_string(1, 2, "000-101-0003").unwrap();
        sheet.write_string(2, 2, "000-101-0005").unwrap();
        sheet.write_string(3, 0, "荻島 真").unwrap();
    });
    let file = read(&bytes, "a.xlsx", None).unwrap();
    let people = people(&file);
    assert_eq!(people.len(), 2);
    assert_eq!(people[0].phones.len(), 2);
    assert_eq!(
        people[1].organisation, "みどり調剤薬局",
        "filled from above"
    );
    let merged = file
        .seen
        .offers
        .iter()
        .find(|offer| offer.kind == OfferKind::MergedRows);
    assert_eq!(
        merged.map(|offer| (offer.accepted, offer.count)),
        Some((true, 1))
    );
}

#[test]
fn hidden_rows_of_an_xls_are_said_aloud_as_those_of_the_others() {
    for name in ["hidden.xls", "hidden.xlsx", "hidden.ods"] {
        let file = fixture(name);
        assert_eq!(file.seen.hidden_rows, 1, "{name}");
        assert_eq!(file.seen.hidden_columns, 1, "{name}");
        let read: Vec<_> = people(&file).iter().map(|p| p.name.as_str()).collect();
        assert_eq!(read, ["早乙女 徹", "鵜飼 直美", "退会 済"], "{name}");
        assert_eq!(
            people(&file)[0].leftovers,
            [
                ("入会日".to_owned(), "2023-03-15".to_owned()),
                ("会費".to_owned(), "1234.5".to_owned()),
                ("計算".to_owned(), "早乙女".to_owned()),
            ],
            "{name}: a day, a number, the text of a formula"
        );
        let without = ReadOptions {
            decline: vec![OfferKind::HiddenRows],
            ..ReadOptions::default()
        };
        let file = read_with(&common::bytes(name), name, &without).unwrap();
        assert_eq!(people(&file).len(), 2, "{name}");
    }
}

/// Cell by cell the same as another reader of the same file.
#[test]
fn an_xls_reads_as_another_reader_reads_it() {
    use calamine::{Reader, Xls};
    for name in ["hidden.xls", "meibo.xls"] {
        let mut theirs = Xls::new(std::io::Cursor::new(common::bytes(name))).unwrap();
        let file = fixture(name);
        let sheet = file.seen.sheet.clone().unwrap();
        let range = theirs.worksheet_range(&sheet).unwrap();
        let texts: Vec<String> = range
            .used_cells()
            .filter_map(|(_, _, cell)| match cell {
                calamine::Data::String(text) => Some(text.clone()),
                _ => None,
            })
            .collect();
        let options = ReadOptions {
            keep_cells: true,
            header: Some(kaotsunagi_exchange::HeaderRows { first: 1, rows: 0 }),
            sheet: Some(sheet),
            ..ReadOptions::default()
        };
        let ours = read_with(&common::bytes(name), name, &options).unwrap();
        let ours: Vec<String> = ours
            .entries
            .iter()
            .flat_map(|entry| entry.cells.clone())
            .collect();
        for text in texts.iter().filter(|text| !text.is_empty()) {
            assert!(ours.contains(text), "{name}: {text}");
        }
    }
}

#[test]
fn a_workbook_of_excel_95_is_read_in_its_code_page() {
    use common::xls::{Biff, workbook};
    let rows = vec![
        vec!["氏名", "所属", "電話"],
        vec!["能登谷 表子", "ソ予能病院", "101001000"],
    ];
    for biff in [Biff::Five, Biff::Eight] {
        let file = read(
            &workbook(biff, &[("表紙", vec![]), ("名簿", rows.clone())]),
            "a.xls",
            None,
        )
        .unwrap();
        let person = people(&file)[0];
        assert_eq!(
            (person.name.as_str(), person.organisation.as_str()),
            ("能登谷 表子", "ソ予能病院")
        );
        assert_eq!(person.phones[0].typed, "0101001000");
        assert_eq!(file.seen.sheet.as_deref(), Some("名簿"));
        assert_eq!(file.seen.sheets[1].rows, 2);
    }
}

#[test]
fn readings_over_a_name_and_texts_inside_cells_are_read_as_excel_shows_them() {
    let plain = workbook(|workbook| {
        let sheet = workbook.add_worksheet();
        sheet.write_string(0, 0, "氏名").unwrap();
        sheet.write_string(0, 1, "所属").unwrap();
        sheet.write_string(1, 0, "印のところ").unwrap();
        sheet.write_string(1, 1, "みどり調剤薬局").unwrap();
    });
    let read_over = common::with_part(&plain, "xl/sharedStrings.xml", |xml| {
        xml.replace(
            "<t>印のところ</t>",
            "<r><t>髙﨑</t></r><r><t xml:space=\"preserve\"> 恵</t></r><rPh sb=\"0\" eb=\"2\"><t>タカサキ</t></rPh><phoneticPr fontId=\"1\"/>",
        )
    });
    let inside = common::with_part(&plain, "xl/worksheets/sheet1.xml", |xml| {
        xml.replace(
            "<c r=\"A2\" t=\"s\"><v>2</v></c>",
            "<c r=\"A2\" t=\"inlineStr\"><is><t>髙﨑 恵</t></is></c>",
        )
    });
    for bytes in [read_over, inside] {
        let file = read(&bytes, "a.xlsx", None).unwrap();
        assert_eq!(people(&file)[0].name, "髙﨑 恵");
    }
}

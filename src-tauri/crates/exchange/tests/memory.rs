//! What reading costs: memory and work grow with the file's size, and files made to cost more are refused before they do.

// An allocator that counts is the only way to see what is asked for; it hands everything on to the system's.
#![allow(unsafe_code, reason = "the trait of allocators is unsafe to implement")]
#![allow(
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::unwrap_used
)] // helpers of tests fail as tests do

mod common;

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Mutex, MutexGuard, PoisonError};

use common::xls::{self, Biff};
use common::{bytes, cp932, with_part};
use kaotsunagi_exchange::{ForeignFile, ReadError, read};

struct Counting;

static NOW: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);
static ALL: AtomicUsize = AtomicUsize::new(0);

unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let now = NOW.fetch_add(layout.size(), Relaxed) + layout.size();
        MOST.fetch_max(now, Relaxed);
        ALL.fetch_add(layout.size(), Relaxed);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        NOW.fetch_sub(layout.size(), Relaxed);
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

/// One test at a time: the counters are everybody's.
static TURN: Mutex<()> = Mutex::new(());

fn turn() -> MutexGuard<'static, ()> {
    TURN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The most bytes held at once, and all that were asked for, while reading.
struct Cost {
    most: usize,
    all: usize,
}

fn reading(bytes: &[u8], name: &str) -> (Result<ForeignFile, ReadError>, Cost) {
    let before = NOW.load(Relaxed);
    MOST.store(before, Relaxed);
    ALL.store(0, Relaxed);
    let read = read(bytes, name, None);
    let cost = Cost {
        most: MOST.load(Relaxed).saturating_sub(before),
        all: ALL.load(Relaxed),
    };
    (read, cost)
}

const MIB: usize = 1024 * 1024;

fn list(people: usize) -> String {
    let mut text = String::from("氏名,ふりがな,所属,電話,メール,備考\r\n");
    for number in 0..people {
        text.push_str(&format!(
            "高橋 恵{number},たかはし めぐみ,みどり調剤薬局,000-101-{number:04},a{number}@midori.example,\"木曜\n休み\"\r\n"
        ));
    }
    text
}

fn cards(people: usize, quoted: bool) -> Vec<u8> {
    let mut out = Vec::new();
    for number in 0..people {
        let text = |text: &str| -> String {
            if quoted {
                cp932(text)
                    .iter()
                    .map(|byte| format!("={byte:02X}"))
                    .collect()
            } else {
                text.to_owned()
            }
        };
        let sign = if quoted {
            ";CHARSET=SHIFT_JIS;ENCODING=QUOTED-PRINTABLE"
        } else {
            ""
        };
        let version = if quoted { "2.1" } else { "3.0" };
        out.extend(
            format!(
                "BEGIN:VCARD\r\nVERSION:{version}\r\nN{sign}:{};{}\r\nORG{sign}:{}\r\nTEL;WORK:000-101-{number:04}\r\nEND:VCARD\r\n",
                text("高橋"),
                text("恵"),
                text("みどり調剤薬局"),
            )
            .bytes(),
        );
    }
    out
}

fn xlsx(people: usize) -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, line) in (0_u32..).zip(list(people).split("\r\n")) {
        for (column, cell) in (0_u16..).zip(line.split(',')) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    workbook.save_to_buffer().unwrap()
}

fn ods(people: usize) -> Vec<u8> {
    with_part(&bytes("meibo.ods"), "content.xml", |xml| {
        let at = xml.rfind("</table:table>").unwrap();
        let rows: String = list(people)
            .split("\r\n")
            .map(|line| {
                let cells: String = line
                    .split(',')
                    .map(|cell| format!("<table:table-cell office:value-type=\"string\"><text:p>{cell}</text:p></table:table-cell>"))
                    .collect();
                format!("<table:table-row>{cells}</table:table-row>")
            })
            .collect();
        format!("{}{rows}{}", &xml[..at], &xml[at..])
    })
}

fn old_xls(people: usize) -> Vec<u8> {
    let text = list(people);
    let rows: Vec<Vec<&str>> = text
        .split("\r\n")
        .map(|line| line.split(',').collect())
        .collect();
    xls::workbook(Biff::Eight, &[("名簿", rows)])
}

#[test]
fn twice_the_people_cost_at_most_twice_the_memory_and_the_work() {
    let _turn = turn();
    type Build = Box<dyn Fn(usize) -> Vec<u8>>;
    let utf_16 = |text: String| -> Vec<u8> {
        format!("\u{feff}{text}")
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect()
    };
    let kinds: [(&str, Build); 9] = [
        ("a.csv", Box::new(|n| list(n).into_bytes())),
        ("b.csv", Box::new(|n| cp932(&list(n)))),
        ("c.csv", Box::new(move |n| utf_16(list(n)))),
        ("a.vcf", Box::new(|n| cards(n, false))),
        ("b.vcf", Box::new(|n| cards(n, true))),
        (
            "c.vcf",
            Box::new(move |n| utf_16(String::from_utf8(cards(n, false)).unwrap())),
        ),
        ("a.xlsx", Box::new(xlsx)),
        ("a.ods", Box::new(ods)),
        ("a.xls", Box::new(old_xls)),
    ];
    for (name, build) in kinds {
        let (small, large) = (build(2_000), build(4_000));
        let (one, cost) = reading(&small, name);
        let (two, double) = reading(&large, name);
        let people = |file: &Result<ForeignFile, ReadError>| {
            let entries = &file.as_ref().unwrap().entries;
            entries.iter().filter(|entry| entry.person.is_ok()).count()
        };
        assert!(people(&one) >= 2_000 && people(&two) >= 4_000, "{name}");
        // What grows by doubling may stand just before or just behind a step.
        assert!(
            double.all < cost.all * 5 / 2,
            "{name}: {} then {}",
            cost.all,
            double.all
        );
        assert!(
            double.most < cost.most * 5 / 2,
            "{name}: {} then {}",
            cost.most,
            double.most
        );
        // Ten thousand take less than 300 MiB.
        assert!(double.most < 100 * MIB, "{name}: {}", double.most);
    }
}

fn parts_of_xlsx(texts: &str, rows: &str, sheets: &str) -> Vec<u8> {
    let workbook = xlsx(1);
    let workbook = with_part(&workbook, "xl/sharedStrings.xml", |xml| {
        let at = xml.find("<si>").unwrap();
        format!("{}{texts}</sst>", &xml[..at])
    });
    let workbook = with_part(&workbook, "xl/workbook.xml", |xml| {
        xml.replacen("<sheets>", &format!("<sheets>{sheets}"), 1)
    });
    with_part(&workbook, "xl/worksheets/sheet1.xml", |xml| {
        let (from, to) = (
            xml.find("<sheetData>").unwrap() + 11,
            xml.find("</sheetData>").unwrap(),
        );
        format!("{}{rows}{}", &xml[..from], &xml[to..])
    })
}

fn is_refused(read: &Result<ForeignFile, ReadError>) -> bool {
    matches!(
        read,
        Err(ReadError::Explodes { .. } | ReadError::Damaged { .. } | ReadError::TooLarge { .. })
    )
}

#[test]
fn one_long_text_in_many_cells_is_refused() {
    let _turn = turn();
    let cells: String = (2..4_000)
        .map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>1</v></c></row>"))
        .collect();
    let header = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>";
    let long = format!(
        "<si><t>氏名</t></si><si><t>{}</t></si>",
        "あ".repeat(100_000)
    );
    let (read, cost) = reading(
        &parts_of_xlsx(&long, &format!("{header}{cells}"), ""),
        "a.xlsx",
    );
    assert!(
        is_refused(&read),
        "{:?}",
        read.map(|file| file.entries.len())
    );
    assert!(cost.most < 150 * MIB, "{}", cost.most);

    let rows: Vec<Vec<&str>> = vec![vec!["氏名"]; 2];
    let long = "あ".repeat(3_000);
    let many = std::iter::repeat_n(vec![long.as_str(); 100], 200);
    let rows: Vec<Vec<&str>> = rows.into_iter().chain(many).collect();
    let (read, cost) = reading(&xls::workbook(Biff::Eight, &[("名簿", rows)]), "a.xls");
    assert!(
        is_refused(&read),
        "{:?}",
        read.map(|file| file.entries.len())
    );
    assert!(cost.most < 150 * MIB, "{}", cost.most);
}

#[test]
fn millions_of_empty_texts_and_cells_are_refused() {
    let _turn = turn();
    let empty = "<si/>".repeat(3_000_000);
    let (read, cost) = reading(&parts_of_xlsx(&empty, "", ""), "a.xlsx");
    assert!(is_refused(&read));
    assert!(cost.most < 64 * MIB, "{}", cost.most);
    // The same, packed: the container is refused before it is whole.
    let deflated = common::deflated(&parts_of_xlsx(&"<si/>".repeat(20_000_000), "", ""));
    assert!(deflated.len() < MIB);
    let (read, cost) = reading(&deflated, "a.xlsx");
    assert!(matches!(read, Err(ReadError::Explodes { .. })));
    assert!(cost.most < 150 * MIB, "{}", cost.most);
}

#[test]
fn sheets_that_are_one_part_under_many_names_are_refused() {
    let _turn = turn();
    let sheets: String = (2..900)
        .map(|at| format!("<sheet name=\"a{at}\" sheetId=\"{at}\" r:id=\"rId1\"/>"))
        .collect();
    let rows = "<row><c><v>1</v></c></row>".repeat(20_000);
    let (read, cost) = reading(&parts_of_xlsx("", &rows, &sheets), "a.xlsx");
    assert!(is_refused(&read));
    assert!(cost.all < 100 * MIB, "{}", cost.all);

    let rows: Vec<Vec<&str>> = vec![vec!["1"]; 20_000];
    let one = xls::sharing(&rows, 900);
    let (read, cost) = reading(&one, "a.xls");
    assert!(is_refused(&read));
    assert!(cost.all < 100 * MIB, "{}", cost.all);
}

#[test]
fn merged_areas_over_everything_cost_no_more_than_the_cells() {
    let _turn = turn();
    let rows: String = (1..3_000)
        .map(|row| {
            format!(
                "<row r=\"{row}\"><c r=\"A{row}\" t=\"inlineStr\"><is><t>氏名</t></is></c></row>"
            )
        })
        .collect();
    let merges = "<mergeCell ref=\"A1:XFD1048576\"/>".repeat(50_000);
    let bytes = with_part(
        &parts_of_xlsx("", &rows, ""),
        "xl/worksheets/sheet1.xml",
        |xml| {
            xml.replacen(
                "</sheetData>",
                &format!("</sheetData><mergeCells>{merges}</mergeCells>"),
                1,
            )
        },
    );
    let (_, cost) = reading(&bytes, "a.xlsx");
    assert!(cost.most < 60 * MIB, "{}", cost.most);
}

#[test]
fn an_xls_that_lies_about_its_size_or_goes_round_is_refused_or_read_for_what_it_is() {
    let _turn = turn();
    let honest = bytes("hidden.xls");
    // Its DIMENSIONS: four thousand million rows.
    let at = xls::find(&honest, 0x0200);
    let mut huge = honest.clone();
    huge[at + 8..at + 12].copy_from_slice(&0xffff_ff00_u32.to_le_bytes());
    let (read, cost) = reading(&huge, "a.xls");
    assert_eq!(read.unwrap().entries, common::fixture("hidden.xls").entries);
    assert!(cost.most < 4 * MIB, "{}", cost.most);
    // The directory's first sector follows itself.
    let word = |at: usize| {
        usize::try_from(u32::from_le_bytes(honest[at..at + 4].try_into().unwrap())).unwrap()
    };
    let (table, directory) = (word(76), word(48));
    let mut round = honest.clone();
    let entry = 512 + table * 512 + directory * 4;
    round[entry..entry + 4].copy_from_slice(&u32::try_from(directory).unwrap().to_le_bytes());
    let (read, cost) = reading(&round, "a.xls");
    assert!(is_refused(&read));
    assert!(cost.most < 4 * MIB, "{}", cost.most);
    // The table is one sector, named a hundred times.
    let mut many = honest.clone();
    let first: Vec<u8> = honest[76..80].to_vec();
    for entry in many[76..512].chunks_exact_mut(4) {
        entry.copy_from_slice(&first);
    }
    assert!(is_refused(&reading(&many, "a.xls").0));
    // The only cells of eight sheets stand in their first and last corner.
    let far = xls::corners(8);
    let (read, cost) = reading(&far, "a.xls");
    assert!(read.is_ok() || matches!(read, Err(ReadError::NoHeader { .. })));
    assert!(cost.most < 4 * MIB, "{}", cost.most);
}

#[test]
fn a_row_repeated_a_million_times_is_refused_at_once() {
    let _turn = turn();
    for (row, column) in [(1_048_567, 1), (1, 16_384), (1_000, 1_000)] {
        let ods = with_part(&bytes("meibo.ods"), "content.xml", |xml| {
            let at = xml.rfind("</table:table>").unwrap();
            let rows = format!(
                "<table:table-row table:number-rows-repeated=\"{row}\"><table:table-cell table:number-columns-repeated=\"{column}\" office:value-type=\"string\"><text:p>あ</text:p></table:table-cell></table:table-row>"
            );
            format!("{}{}{}", &xml[..at], rows.repeat(8), &xml[at..])
        });
        let (read, cost) = reading(&ods, "a.ods");
        assert!(is_refused(&read), "{row} × {column}");
        assert!(cost.all < 40 * MIB, "{row} × {column}: {}", cost.all);
    }
}

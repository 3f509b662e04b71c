//! Minutes given out: what a page holds, and what the shared edition never does.
#![allow(clippy::expect_used, clippy::indexing_slicing)] // also in what the tests share: a test may fail loudly

mod midorino;

use kaotsunagi_core::Error;
use kaotsunagi_core::minutes::{
    ExportMinutes, MinutesFormat, MinutesRequest, export_minutes, preview_minutes,
};
use ledger::MeetingId;
use ledger::meeting::Mode;
use ledger::meeting::agenda::AgendaFields;
use ledger::meeting::attendance::{AttendanceFields, Attended, Role};
use ledger::meeting::line::{Audience, LineKind};
use midorino::{Midorino, attendance};

/// The meeting of the picture in the specification, with words that must stay in the office.
fn second_meeting(region: &mut Midorino) -> MeetingId {
    let hospital = region.organisation("みどり野中央病院", "cancer_hub");
    let station = region.organisation("訪問看護ステーション なぎ", "visiting_nurse_station");
    let host = region.organisation("みどり野市医師会", "medical_association");
    let doctor = region.person_with(
        "髙﨑 恵",
        "palliative_physician",
        hospital,
        |_| {},
        |post| post.title = "院長".to_owned(),
    );
    let late = region.person_with(
        "𠮷村 いづみ",
        "visiting_nurse",
        station,
        |p| p.manner = "極秘の接し方".to_owned(),
        |_| {},
    );
    let away = region.person("鴨志田 学", "visiting_nurse", station);
    let absent = region.person("仁科 豊", "ward_nurse", hospital);
    let series = region.series("みどり野地域緩和ケア連携会議", |s| {
        s.is_forum = true
    });
    let first = region.meeting(
        "みどり野地域緩和ケア連携会議",
        "2026-06-11",
        &[doctor],
        |m| {
            m.series = Some(series);
            m.number = Some(1);
        },
    );
    region.action(
        first,
        "前回の表の宿題",
        "事務局",
        Some("2026-10-01"),
        Audience::Shared,
    );
    region.action(first, "前回の内々の宿題", "院長", None, Audience::Internal);
    let meeting = region.meeting(
        "みどり野地域緩和ケア連携会議",
        "2026-09-17",
        &[doctor],
        |m| {
            m.series = Some(series);
            m.number = Some(2);
            m.starts = "18:30:00".parse().ok();
            m.ends = "20:00:00".parse().ok();
            m.place = "みどり野市医師会館".to_owned();
            m.mode = Mode::Hybrid;
            m.host = Some(host);
            m.members = Some(4);
            m.recorder = Some(doctor);
            m.handouts = "資料1 様式案\n資料2 連絡先".to_owned();
        },
    );
    region.meeting(
        "みどり野地域緩和ケア連携会議",
        "2026-12-10",
        &[],
        |m| {
            m.series = Some(series);
            m.number = Some(3);
        },
    );
    region.write(|write| {
        let set = |fields: AttendanceFields| write.set_attendance(meeting, &fields).map(|_| ());
        set(AttendanceFields {
            attended: Attended::Late,
            time: "18:50:00".parse().ok(),
            ..attendance(late)
        })?;
        set(AttendanceFields {
            attended: Attended::Proxy,
            proxy_name: "百目鬼 千春".to_owned(),
            ..attendance(away)
        })?;
        set(AttendanceFields {
            attended: Attended::Absent,
            ..attendance(absent)
        })?;
        set(AttendanceFields {
            person: None,
            guest_name: "早乙女 徹".to_owned(),
            guest_organisation: "若葉町".to_owned(),
            role: Role::Observer,
            ..attendance(doctor)
        })
    });
    let item = region.write(|write| {
        write.add_agenda_item(
            meeting,
            &AgendaFields {
                title: "緊急時の受入れについて".to_owned(),
                minutes: Some(25),
                presenter: "早乙女".to_owned(),
            },
        )
    });
    region.line_with(
        meeting,
        LineKind::Viewpoint,
        "金曜の夕方からが不安です。",
        |l| {
            l.agenda_item = Some(item);
            l.speaker = Some(late);
        },
    );
    region.line_with(
        meeting,
        LineKind::Decision,
        "事前登録の様式を1枚にする。",
        |l| l.agenda_item = Some(item),
    );
    region.line_with(
        meeting,
        LineKind::Decision,
        "院長へは事前に説明ずみ。",
        |l| {
            l.agenda_item = Some(item);
            l.audience = Audience::Internal;
        },
    );
    region.action(
        meeting,
        "夜間の連絡先一覧を作る",
        "𠮷村",
        Some("2026-12-20"),
        Audience::Shared,
    );
    region.action(
        meeting,
        "理事会に根回しする",
        "院長",
        None,
        Audience::Internal,
    );
    meeting
}

const SECRETS: [&str; 4] = [
    "院長へは事前に説明ずみ",
    "理事会に根回しする",
    "前回の内々の宿題",
    "極秘の接し方",
];

fn export(
    region: &mut Midorino,
    meeting: MeetingId,
    audience: Audience,
    format: MinutesFormat,
    name: &str,
) -> (kaotsunagi_core::Exported, Vec<u8>) {
    let request = ExportMinutes {
        meeting: meeting.to_string(),
        audience,
        format,
        path: region.path(name).into(),
        passphrase: None,
    };
    let exported = export_minutes(&mut region.session, request).expect("exported");
    let bytes = std::fs::read(&exported.path).expect("the file");
    (exported, bytes)
}

/// All words of a Word file, wherever they stand in it.
fn words_of_docx(bytes: &[u8]) -> String {
    use std::io::Read;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a ZIP");
    let mut text = String::new();
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).expect("a part");
        if part.name().ends_with(".xml") {
            part.read_to_string(&mut text).expect("UTF-8");
        }
    }
    text
}

#[test]
fn the_plain_minutes_hold_what_real_minutes_hold() {
    let mut region = Midorino::new();
    let meeting = second_meeting(&mut region);
    let (exported, bytes) = export(
        &mut region,
        meeting,
        Audience::Shared,
        MinutesFormat::Txt,
        "議事録.txt",
    );
    let text = String::from_utf8(bytes).expect("UTF-8");
    for words in [
        "議事録（案）",
        "令和8年度 第2回 みどり野地域緩和ケア連携会議",
        "令和8年9月17日(木) 18:30〜20:00",
        "みどり野市医師会館（参集・Web併用）",
        "みどり野市医師会",
        "4人（3機関）　委員4人中3人出席（うち代理1人）により成立",
        "資料1 様式案、資料2 連絡先",
        "髙﨑 恵",
        "遅参 18:50",
        "代理（百目鬼 千春）",
        "早乙女 徹",
        "若葉町",
        "仁科 豊",
        "前回の表の宿題（令和8年6月11日(木)から）",
        "期限超過",
        "緊急時の受入れについて",
        "25分 · 説明 早乙女",
        "金曜の夕方からが不安です。",
        "事前登録の様式を1枚にする。",
        "夜間の連絡先一覧を作る",
        "令和8年12月10日(木)",
        "共有用",
    ] {
        assert!(text.contains(words), "{words} is missing in\n{text}");
    }
    assert_eq!(
        (exported.left_out, exported.message.as_str()),
        (3, "内部の3行を除きました")
    );
}

#[test]
fn shared_minutes_hold_nothing_internal_in_any_form() {
    let mut region = Midorino::new();
    let meeting = second_meeting(&mut region);
    for (format, name) in [
        (MinutesFormat::Txt, "a.txt"),
        (MinutesFormat::Md, "a.md"),
        (MinutesFormat::Docx, "a.docx"),
        (MinutesFormat::Pdf, "a.pdf"),
    ] {
        let (_, shared) = export(&mut region, meeting, Audience::Shared, format, name);
        let (kept_back, internal) = export(&mut region, meeting, Audience::Internal, format, name);
        assert_eq!(kept_back.left_out, 0);
        let words = |bytes: &[u8]| match format {
            MinutesFormat::Txt | MinutesFormat::Md => {
                String::from_utf8(bytes.to_vec()).expect("UTF-8")
            }
            MinutesFormat::Docx => words_of_docx(bytes),
            MinutesFormat::Pdf => words_of_pdf(bytes),
        };
        let (shared, internal) = (words(&shared), words(&internal));
        assert!(
            shared.contains("事前登録の様式を1枚にする"),
            "{name} can be read"
        );
        for secret in SECRETS {
            assert!(!shared.contains(secret), "{secret} in the shared {name}");
        }
        for kept in SECRETS.iter().take(3) {
            assert!(internal.contains(kept), "{kept} in the internal {name}");
        }
        assert!(
            !internal.contains("極秘の接し方"),
            "what is private has no way out at all"
        );
    }
}

/// Through poppler where it is installed: what a reader would copy out of the page.
fn words_of_pdf(bytes: &[u8]) -> String {
    use std::io::Write as _;
    use std::process::{Command, Stdio};
    let mut reader = Command::new("pdftotext")
        .args(["-enc", "UTF-8", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("pdftotext (poppler-utils)");
    reader
        .stdin
        .take()
        .expect("its input")
        .write_all(bytes)
        .expect("written");
    let read = reader.wait_with_output().expect("read");
    // Lines break where the page does.
    String::from_utf8(read.stdout)
        .expect("UTF-8")
        .replace('\n', "")
}

#[test]
fn what_was_given_out_is_in_the_log_and_undo_does_not_know_of_it() {
    let mut region = Midorino::new();
    let meeting = second_meeting(&mut region);
    let before = region
        .session
        .ledger()
        .expect("open")
        .next_undo_redo()
        .expect("read")
        .0
        .expect("an operation")
        .id;
    export(
        &mut region,
        meeting,
        Audience::Shared,
        MinutesFormat::Md,
        "議事録.md",
    );
    let ledger = region.session.ledger().expect("open");
    let entry = ledger.read().exports().expect("read").remove(0);
    assert_eq!(
        (
            entry.what.as_str(),
            entry.format.as_str(),
            entry.audience.as_str(),
            entry.left_out
        ),
        ("minutes", "md", "shared", 3)
    );
    assert_eq!(
        ledger
            .next_undo_redo()
            .expect("read")
            .0
            .expect("an operation")
            .id,
        before
    );
}

#[test]
fn a_missing_folder_leaves_no_file_and_no_entry() {
    let mut region = Midorino::new();
    let meeting = second_meeting(&mut region);
    let request = ExportMinutes {
        meeting: meeting.to_string(),
        audience: Audience::Shared,
        format: MinutesFormat::Txt,
        path: region.path("ない/議事録.txt").into(),
        passphrase: None,
    };
    assert!(matches!(
        export_minutes(&mut region.session, request),
        Err(Error::File { .. })
    ));
    assert!(
        region
            .session
            .ledger()
            .expect("open")
            .read()
            .exports()
            .expect("read")
            .is_empty()
    );
}

#[test]
fn the_page_before_printing_says_what_is_left_out_and_offers_a_file_name() {
    let mut region = Midorino::new();
    let meeting = second_meeting(&mut region);
    let request = MinutesRequest {
        meeting: meeting.to_string(),
        audience: Audience::Shared,
    };
    let preview = preview_minutes(&mut region.session, request).expect("pages");
    assert!(preview.pages.iter().all(|page| page.starts_with("<svg")));
    assert_eq!(preview.message, "内部の3行を除きました");
    assert_eq!(
        preview.file_name,
        "議事録_20260917_第2回_みどり野地域緩和ケア連携会議"
    );
}

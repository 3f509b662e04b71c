//! Prints how long the ledger takes at 2,000 people × 600 meetings × 12 lines. In release:
//! `cargo run --release -p kaotsunagi-ledger --example ledger_figures [FOLDER]`; a folder keeps the ledger for another run.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "an example that cannot go on should say where"
)]

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use chrono::{DateTime, Days, NaiveDate, Utc};
use kaotsunagi_ledger::affiliation::AffiliationFields;
use kaotsunagi_ledger::meeting::MeetingFields;
use kaotsunagi_ledger::meeting::agenda::AgendaFields;
use kaotsunagi_ledger::meeting::attendance::{AttendanceFields, Attended, Role};
use kaotsunagi_ledger::meeting::line::{Audience, LineFields, LineKind};
use kaotsunagi_ledger::meeting::series::SeriesFields;
use kaotsunagi_ledger::organisation::{OrganisationFields, OrganisationFilter};
use kaotsunagi_ledger::person::{PeopleFilter, PersonFields};
use kaotsunagi_ledger::{Ledger, OperationName, Passphrase, Result, Write};

const PEOPLE: usize = 2_000;
const ORGANISATIONS: usize = 400;
const MEETINGS: usize = 600;
const LINES: usize = 12;
const ATTENDING: usize = 15;

const FAMILIES: [(&str, &str); 12] = [
    ("髙﨑", "たかさき"),
    ("𠮷村", "よしむら"),
    ("早乙女", "さおとめ"),
    ("渡邉", "わたなべ"),
    ("髙橋", "たかはし"),
    ("濵田", "はまだ"),
    ("齋藤", "さいとう"),
    ("佐伯", "さえき"),
    ("水野", "みずの"),
    ("青木", "あおき"),
    ("小暮", "こぐれ"),
    ("望月", "もちづき"),
];
const GIVEN: [(&str, &str); 10] = [
    ("恵", "めぐみ"),
    ("いづみ", "いづみ"),
    ("徹", "とおる"),
    ("誠", "まこと"),
    ("実", "みのる"),
    ("望", "のぞみ"),
    ("薫", "かおる"),
    ("忍", "しのぶ"),
    ("翠", "みどり"),
    ("昴", "すばる"),
];
const SAID: [&str; 6] = [
    "退院前カンファレンスの開催時期を早め、訪問看護ステーションと在宅医の双方に一週間前までに知らせる",
    "夜間休日の受入れについて、みどり野総合病院の地域連携室が窓口となることを確認した",
    "医療用麻薬の配達ができる薬局の一覧を更新し、居宅介護支援事業所へ配る",
    "独居の方の在宅療養では、ケアマネジャーと病院の情報共有が遅れがちだという意見があった",
    "次回は多職種で事例を持ち寄り、立場ごとの見方の違いを話し合う",
    "緊急時の連絡先をひとつの紙にまとめ、各事業所の壁に貼れるようにする",
];

/// A seeded sequence (xorshift), so that every run measures the same ledger.
struct Sequence(u64);

impl Sequence {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).unwrap()
    }
}

fn main() {
    let folder = std::env::args().nth(1).map(PathBuf::from);
    let temporary = tempfile::tempdir().unwrap();
    let dir = folder.unwrap_or_else(|| temporary.path().join("figures.kaotsunagi"));
    let mut ledger = open(&dir);
    let today = today();

    measure("people, all", || {
        ledger
            .read()
            .people(&PeopleFilter::default(), today)
            .unwrap()
            .len()
    });
    for text in ["高", "たかはし", "高橋 病院"] {
        let filter = PeopleFilter {
            text: text.to_owned(),
            ..PeopleFilter::default()
        };
        measure(&format!("people, {text}"), || {
            ledger.read().people(&filter, today).unwrap().len()
        });
    }
    let one = ledger.read().all_people().unwrap()[0].id;
    measure("one person's row", || {
        usize::from(ledger.read().person_row(one, today).unwrap().key_person)
    });
    let every = OrganisationFilter::default();
    measure("organisations, all", || {
        ledger.read().organisations(&every, today).unwrap().len()
    });
    measure("meetings, all", || {
        ledger.read().meetings("").unwrap().len()
    });
    measure("meetings, 懇話会", || {
        ledger.read().meetings("懇話会").unwrap().len()
    });
    for text in [
        "高",
        "た",
        "麻薬",
        "高橋",
        "たかはし",
        "ﾀｶﾊｼ",
        "訪問看護 在宅",
        "ない言葉",
        "000-12",
    ] {
        measure(&format!("search, {text}"), || {
            ledger.read().search(text, 50).unwrap().1
        });
    }
    let far = (today - Days::new(20_000), today + Days::new(20_000));
    measure("presences", || {
        ledger.read().presences(far.0, far.1).unwrap().len()
    });
    measure("all people, full", || {
        ledger.read().all_people().unwrap().len()
    });
    measure("all posts", || {
        ledger.read().all_affiliations().unwrap().len()
    });
    measure("open actions", || {
        ledger.read().open_actions().unwrap().len()
    });
    let meeting = ledger.read().meetings("").unwrap()[0].id;
    measure("attendance of one", || {
        ledger.read().attendance(meeting).unwrap().len()
    });
    measure("lines of one", || {
        ledger.read().lines(meeting).unwrap().len()
    });

    let mut n = 0;
    measure("add one line", || {
        n += 1;
        let fields = line(LineKind::Statement, &format!("発言 {n}"));
        let done = ledger.operation(&OperationName::new("line.add", ""), now(), |write| {
            write.add_line(meeting, &fields)
        });
        done.unwrap().changes.fields
    });
    measure("undo it", || ledger.undo(now()).unwrap().unwrap().1.fields);
    measure("check", || ledger.check().unwrap().findings.len());
    let file = dir.join("ledger.db");
    let started = Instant::now();
    ledger.close().unwrap();
    println!(
        "{:<24} {:>9.2} ms",
        "close",
        milliseconds(started.elapsed())
    );
    let started = Instant::now();
    let ledger = Ledger::open(&dir, &Passphrase::new("")).unwrap();
    println!(
        "{:<24} {:>9.2} ms",
        "open, empty passphrase",
        milliseconds(started.elapsed())
    );
    let started = Instant::now();
    let found = ledger.read().search("高橋", 50).unwrap().1;
    println!(
        "{:<24} {:>9.2} ms  ({found})",
        "first search after it",
        milliseconds(started.elapsed())
    );
    let started = Instant::now();
    let found = ledger
        .read()
        .people(&PeopleFilter::default(), today)
        .unwrap()
        .len();
    println!(
        "{:<24} {:>9.2} ms  ({found})",
        "first list after it",
        milliseconds(started.elapsed())
    );
    println!(
        "{:<24} {:>9.2} MB",
        "file",
        file.metadata().unwrap().len() as f64 / 1e6
    );
}

/// The median, fastest and slowest of some runs after a first that isn't counted.
fn measure(what: &str, mut f: impl FnMut() -> usize) {
    let size = f();
    let mut times: Vec<Duration> = (0..25)
        .map(|_| {
            let started = Instant::now();
            f();
            started.elapsed()
        })
        .collect();
    times.sort_unstable();
    let at = |place: usize| milliseconds(times[place]);
    let (best, median, worst) = (at(0), at(times.len() / 2), at(times.len() - 1));
    println!("{what:<24} {median:>9.2} ms, from {best:>7.2} to {worst:>7.2}  ({size})");
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn now() -> DateTime<Utc> {
    "2026-11-22T01:00:00Z".parse().unwrap()
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

fn open(dir: &Path) -> Ledger {
    let passphrase = Passphrase::new("");
    if dir.join("ledger.db").exists() {
        return Ledger::open(dir, &passphrase).unwrap();
    }
    let started = Instant::now();
    let mut ledger = Ledger::create(dir, &passphrase, now()).unwrap();
    println!(
        "{:<24} {:>9.2} ms",
        "create, empty passphrase",
        milliseconds(started.elapsed())
    );
    let started = Instant::now();
    let done = ledger
        .operation(&OperationName::new("sample", ""), now(), fill)
        .unwrap();
    println!(
        "{:<24} {:>9.2} ms  ({} fields)",
        "fill, one operation",
        milliseconds(started.elapsed()),
        done.changes.fields
    );
    let started = Instant::now();
    ledger.undo(now()).unwrap().unwrap();
    println!(
        "{:<24} {:>9.2} ms",
        "undo all of it",
        milliseconds(started.elapsed())
    );
    let started = Instant::now();
    ledger.redo(now()).unwrap().unwrap();
    println!(
        "{:<24} {:>9.2} ms",
        "redo all of it",
        milliseconds(started.elapsed())
    );
    ledger
}

fn fill(write: &Write<'_>) -> Result<()> {
    let mut sequence = Sequence(20_261_122);
    let organisations: Vec<_> = (0..ORGANISATIONS)
        .map(|n| {
            let kind = [
                "訪問看護ステーション",
                "クリニック",
                "薬局",
                "病院",
                "居宅介護支援事業所",
            ][n % 5];
            write.add_organisation(&OrganisationFields {
                name: format!("みどり野第{n}{kind}"),
                kana: "みどりの".into(),
                phone: format!("000-{n:04}-0000"),
                ..OrganisationFields::default()
            })
        })
        .collect::<Result<_>>()?;
    let mut people = Vec::new();
    for n in 0..PEOPLE {
        let (family, kana) = FAMILIES[sequence.below(FAMILIES.len())];
        let (given, given_kana) = GIVEN[sequence.below(GIVEN.len())];
        let person = write.add_person(&PersonFields {
            name: format!("{family} {given}"),
            family: family.into(),
            given: given.into(),
            kana: format!("{kana} {given_kana}"),
            profession: Some("visiting_nurse".into()),
            email: format!("p{n}@midorino.example"),
            phone: format!("000-12-{n:04}"),
            does: "在宅での看取りと家族の支え".into(),
            ..PersonFields::default()
        })?;
        for place in 0..=usize::from(n % 5 == 0) {
            write.add_affiliation(&AffiliationFields {
                person,
                organisation: organisations[sequence.below(ORGANISATIONS)],
                department: "地域連携室".into(),
                title: ["主任", "師長", "看護師", "相談員"][n % 4].into(),
                from: None,
                to: None,
                is_contact: n % 7 == 0,
                is_main: place == 0,
            })?;
        }
        people.push(person);
    }
    let series: Vec<_> = (0..20)
        .map(|n| {
            write.add_series(&SeriesFields {
                name: format!("みどり野緩和ケア懇話会 {n}"),
                ..SeriesFields::default()
            })
        })
        .collect::<Result<_>>()?;
    for n in 0..MEETINGS {
        let date = today() - Days::new(u64::try_from(n).unwrap() * 3) + Days::new(30);
        let meeting = write.add_meeting(&MeetingFields {
            series: Some(series[n % 20]),
            host: Some(organisations[sequence.below(ORGANISATIONS)]),
            place: "みどり野市民会館 第2会議室".into(),
            ..MeetingFields::new(&format!("第{n}回 多施設合同会議"), date)
        })?;
        for _ in 0..ATTENDING {
            write.set_attendance(
                meeting,
                &AttendanceFields {
                    person: Some(people[sequence.below(PEOPLE)]),
                    guest_name: String::new(),
                    guest_organisation: String::new(),
                    attended: [Attended::Present, Attended::Online, Attended::Absent]
                        [sequence.below(3)],
                    time: None,
                    proxy_person: None,
                    proxy_name: String::new(),
                    role: Role::Member,
                },
            )?;
        }
        let items: Vec<_> = ["報告", "協議", "その他"]
            .iter()
            .map(|title| {
                write.add_agenda_item(
                    meeting,
                    &AgendaFields {
                        title: (*title).into(),
                        ..AgendaFields::default()
                    },
                )
            })
            .collect::<Result<_>>()?;
        for at in 0..LINES {
            let kind = [
                LineKind::Statement,
                LineKind::Decision,
                LineKind::Action,
                LineKind::Information,
            ][at % 4];
            let mut fields = line(
                kind,
                &format!("{}({n}-{at})", SAID[sequence.below(SAID.len())]),
            );
            fields.agenda_item = Some(items[at % 3]);
            write.add_line(meeting, &fields)?;
        }
    }
    Ok(())
}

fn line(kind: LineKind, text: &str) -> LineFields {
    LineFields {
        agenda_item: None,
        kind,
        text: text.to_owned(),
        speaker: None,
        profession: None,
        audience: Audience::Shared,
    }
}

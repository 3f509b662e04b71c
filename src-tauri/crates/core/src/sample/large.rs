//! A large region for measuring: seeded, with names out of common syllables, posts, series, meetings and lines.

use chrono::{Days, NaiveDate, NaiveTime};
use ledger::affiliation::AffiliationFields;
use ledger::meeting::MeetingFields;
use ledger::meeting::agenda::AgendaFields;
use ledger::meeting::attendance::{AttendanceFields, Attended, Role};
use ledger::meeting::line::{Audience, LineFields, LineKind};
use ledger::meeting::series::SeriesFields;
use ledger::organisation::OrganisationFields;
use ledger::person::PersonFields;
use ledger::region::Region;
use ledger::tie::TieLevel;
use ledger::{OrganisationId, PersonId, SeriesId, Write};

use super::seeded::Seeded;
use crate::Result;
use crate::vocabulary::organisation_kinds;

const FAMILIES: &[(&str, &str)] = &[
    ("佐藤", "さとう"),
    ("鈴木", "すずき"),
    ("髙橋", "たかはし"),
    ("高橋", "たかはし"),
    ("田中", "たなか"),
    ("伊藤", "いとう"),
    ("渡邊", "わたなべ"),
    ("渡辺", "わたなべ"),
    ("山本", "やまもと"),
    ("中村", "なかむら"),
    ("小林", "こばやし"),
    ("加藤", "かとう"),
    ("𠮷田", "よしだ"),
    ("吉田", "よしだ"),
    ("山田", "やまだ"),
    ("佐々木", "ささき"),
    ("山口", "やまぐち"),
    ("松本", "まつもと"),
    ("井上", "いのうえ"),
    ("木村", "きむら"),
    ("齋藤", "さいとう"),
    ("斎藤", "さいとう"),
    ("清水", "しみず"),
    ("山﨑", "やまざき"),
    ("森", "もり"),
    ("池田", "いけだ"),
    ("橋本", "はしもと"),
    ("阿部", "あべ"),
    ("石川", "いしかわ"),
    ("前田", "まえだ"),
    ("勅使河原", "てしがわら"),
    ("小鳥遊", "たかなし"),
    ("五百旗頭", "いおきべ"),
    ("東海林", "しょうじ"),
    ("服部", "はっとり"),
    ("百目鬼", "どうめき"),
    ("四方", "しかた"),
    ("神󠄀谷", "かみや"),
    ("都築", "つづき"),
    ("樋口", "ひぐち"),
];
const GIVENS: &[(&str, &str)] = &[
    ("恵", "めぐみ"),
    ("誠", "まこと"),
    ("直美", "なおみ"),
    ("徹", "とおる"),
    ("遥", "はるか"),
    ("学", "まなぶ"),
    ("千春", "ちはる"),
    ("薫", "かおる"),
    ("実", "みのる"),
    ("理恵", "りえ"),
    ("豊", "ゆたか"),
    ("圭", "けい"),
    ("洋子", "ようこ"),
    ("隆", "たかし"),
    ("文", "あや"),
    ("さとみ", "さとみ"),
    ("亮", "りょう"),
    ("真", "まこと"),
    ("香", "かおり"),
    ("満", "みつる"),
    ("翠", "みどり"),
    ("舞", "まい"),
    ("健", "けん"),
    ("悠", "ゆう"),
    ("太一", "たいち"),
    ("亜希", "あき"),
    ("渚", "なぎさ"),
    ("聡", "さとし"),
];
/// Profession and the kinds of organisation where it is found.
const POSTS: &[(&str, &str, &str)] = &[
    ("ward_nurse", "acute_hospital", "病棟看護師"),
    ("discharge_nurse", "cancer_hub", "退院調整看護師"),
    ("oncologist", "cancer_hub", "医長"),
    ("palliative_physician", "palliative_care_unit", "医長"),
    ("hospital_pharmacist", "acute_hospital", "薬剤師"),
    ("medical_social_worker", "liaison_office", "相談員"),
    ("home_physician", "home_clinic", "院長"),
    ("family_physician", "general_clinic", "院長"),
    ("visiting_nurse", "visiting_nurse_station", "看護師"),
    ("community_pharmacist", "pharmacy", "薬剤師"),
    ("care_manager", "care_manager_office", "介護支援専門員"),
    ("social_worker", "community_support_centre", "相談員"),
    ("home_helper", "home_help", "訪問介護員"),
    ("facility_counsellor", "nursing_home", "生活相談員"),
    ("municipal_official", "municipality", "主任"),
    ("association_officer", "medical_association", "理事"),
];
const PLACES: &[(&str, &str)] = &[
    ("あおば", "あおば"),
    ("さくら", "さくら"),
    ("ひまわり", "ひまわり"),
    ("みずほ", "みずほ"),
    ("わかば", "わかば"),
    ("こもれび", "こもれび"),
    ("せせらぎ", "せせらぎ"),
    ("ひだまり", "ひだまり"),
    ("すみれ", "すみれ"),
    ("けやき", "けやき"),
    ("つばき", "つばき"),
    ("もみじ", "もみじ"),
];
const TEXTS: &[&str] = &[
    "夜間の連絡先を一つにまとめる。",
    "退院の三日前に知らせる。",
    "薬の準備に二日かかる。",
    "訪問看護の空きは週の初めに分かる。",
    "担当が替わったときは書面で知らせる。",
    "様式は一枚にする。",
    "家族の不安は電話で受ける。",
    "研修会はグループワークを入れる。",
    "ケアマネジャーに早く声をかける。",
    "救急の受け入れは当番の病院に聞く。",
];

/// Fills an empty ledger with so many people and meetings.
pub(super) fn fill(
    write: &Write<'_>,
    people: usize,
    meetings: usize,
    seed: u64,
    today: NaiveDate,
) -> Result<()> {
    let mut seeded = Seeded::new(seed);
    write.set_region(&Region {
        name: "大きな見本の地域".to_owned(),
        prefecture: "若葉県".to_owned(),
        purpose: String::new(),
    })?;
    let mut municipalities = Vec::new();
    for (name, kana) in [
        ("みどり野市", "みどりのし"),
        ("川瀬町", "かわせまち"),
        ("東雲町", "しののめちょう"),
        ("若葉市", "わかばし"),
    ] {
        municipalities.push(write.add_municipality(name, kana, true)?);
    }
    let mut organisations: Vec<(OrganisationId, usize)> = Vec::new();
    for number in 0..(people / 6).max(POSTS.len()) {
        let place = number % POSTS.len();
        let (Some((_, kind, _)), Some((name, kana))) = (
            POSTS.get(place),
            PLACES.get(number / POSTS.len() % PLACES.len()),
        ) else {
            continue;
        };
        let id = write.add_organisation(&OrganisationFields {
            name: format!(
                "{name}{}{}",
                organisation_kinds()
                    .get(kind)
                    .map_or(*kind, |kind| kind.ja.as_str()),
                number / POSTS.len() + 1
            ),
            kana: kana.to_string(),
            kind: Some((*kind).to_owned()),
            municipality: seeded.one(&municipalities).copied(),
            phone: format!("000-{:03}-{:04}", number / 1000, number % 1000),
            ..OrganisationFields::default()
        })?;
        organisations.push((id, place));
    }
    let persons = add_people(write, &mut seeded, people, &organisations, today)?;
    let series = add_series(write, &mut seeded, meetings, &organisations)?;
    add_meetings(write, &mut seeded, meetings, &persons, &series, today)?;
    add_ties(write, &mut seeded, &persons, today)
}

fn add_people(
    write: &Write<'_>,
    seeded: &mut Seeded,
    people: usize,
    organisations: &[(OrganisationId, usize)],
    today: NaiveDate,
) -> Result<Vec<PersonId>> {
    let mut persons = Vec::new();
    for number in 0..people {
        let (Some((family, family_kana)), Some((given, given_kana)), Some((organisation, place))) = (
            seeded.one(FAMILIES),
            seeded.one(GIVENS),
            seeded.one(organisations),
        ) else {
            continue;
        };
        let Some((profession, _, title)) = POSTS.get(*place) else {
            continue;
        };
        let id = write.add_person(&PersonFields {
            name: format!("{family} {given}"),
            family: (*family).to_owned(),
            given: (*given).to_owned(),
            kana: format!("{family_kana} {given_kana}"),
            profession: Some((*profession).to_owned()),
            email: format!("p{number}@people.example"),
            mobile: format!("070-{:04}-{:04}", number / 10_000, number % 10_000),
            key_person: number % 25 == 0,
            ..PersonFields::default()
        })?;
        write.add_affiliation(&AffiliationFields {
            person: id,
            organisation: *organisation,
            department: String::new(),
            title: (*title).to_owned(),
            from: back(today, 200 + seeded.below(3000)),
            to: None,
            is_contact: number % 7 == 0,
            is_main: true,
        })?;
        persons.push(id);
    }
    if let Some(me) = persons.first() {
        write.add_coordinator(*me, "hub", true)?;
    }
    Ok(persons)
}

fn add_series(
    write: &Write<'_>,
    seeded: &mut Seeded,
    meetings: usize,
    organisations: &[(OrganisationId, usize)],
) -> Result<Vec<SeriesId>> {
    let mut series = Vec::new();
    for number in 0..(meetings / 30).max(1) {
        let id = write.add_series(&SeriesFields {
            name: format!("第{}地区 連携の会", number + 1),
            kind: Some(
                if number == 0 {
                    "forum"
                } else {
                    "case_conference"
                }
                .to_owned(),
            ),
            is_forum: number == 0,
            cycle_months: Some(2),
            host: seeded.one(organisations).map(|(id, _)| *id),
            ..SeriesFields::default()
        })?;
        series.push(id);
    }
    Ok(series)
}

fn add_meetings(
    write: &Write<'_>,
    seeded: &mut Seeded,
    meetings: usize,
    persons: &[PersonId],
    series: &[SeriesId],
    today: NaiveDate,
) -> Result<()> {
    const KINDS: &[LineKind] = &[
        LineKind::Information,
        LineKind::Statement,
        LineKind::Decision,
        LineKind::Action,
        LineKind::Handover,
        LineKind::Insight,
        LineKind::Viewpoint,
    ];
    for number in 0..meetings {
        // Spread over four years, the last ones still to come.
        let days = number * 1460 / meetings.max(1);
        let Some(date) =
            back(today, 1440).and_then(|first| first.checked_add_days(Days::new(days as u64)))
        else {
            continue;
        };
        let place = number % series.len().max(1);
        let mut fields = MeetingFields::new(&format!("第{}地区 連携の会", place + 1), date);
        fields.series = series.get(place).copied();
        fields.number = fields
            .series
            .map(|series| write.next_number(series, date))
            .transpose()?;
        fields.kind = Some("forum".to_owned());
        fields.starts = NaiveTime::from_hms_opt(18, 30, 0);
        fields.ends = NaiveTime::from_hms_opt(20, 0, 0);
        fields.place = "市民会館".to_owned();
        fields.exchange_of_views = number % 2 == 0;
        let id = write.add_meeting(&fields)?;
        // Neighbours in the list of people know each other: a series has its own circle and some guests.
        let circle = place * persons.len() / series.len().max(1);
        for _ in 0..12 + seeded.below(14) {
            let reach = if seeded.below(4) == 0 {
                persons.len()
            } else {
                120
            };
            let Some(person) =
                persons.get((circle + seeded.below(reach.max(1))) % persons.len().max(1))
            else {
                continue;
            };
            write.set_attendance(
                id,
                &AttendanceFields {
                    person: Some(*person),
                    guest_name: String::new(),
                    guest_organisation: String::new(),
                    attended: if seeded.below(6) == 0 {
                        Attended::Online
                    } else {
                        Attended::Present
                    },
                    time: None,
                    proxy_person: None,
                    proxy_name: String::new(),
                    role: Role::Member,
                },
            )?;
        }
        for part in 0..3 {
            let item = AgendaFields {
                title: format!("議題{}", part + 1),
                minutes: Some(20),
                presenter: String::new(),
            };
            let agenda_item = Some(write.add_agenda_item(id, &item)?);
            for _ in 0..4 {
                let (Some(kind), Some(text)) = (seeded.one(KINDS), seeded.one(TEXTS)) else {
                    continue;
                };
                write.add_line(
                    id,
                    &LineFields {
                        agenda_item,
                        kind: *kind,
                        text: (*text).to_owned(),
                        speaker: None,
                        profession: None,
                        audience: Audience::Shared,
                    },
                )?;
            }
        }
    }
    Ok(())
}

fn add_ties(
    write: &Write<'_>,
    seeded: &mut Seeded,
    persons: &[PersonId],
    today: NaiveDate,
) -> Result<()> {
    let Some(me) = persons.first() else {
        return Ok(());
    };
    for other in persons.iter().skip(1).step_by(5) {
        let Some(on) = back(today, seeded.below(900)) else {
            continue;
        };
        let level = TieLevel {
            level: u8::try_from(1 + seeded.below(3)).unwrap_or(1),
            on,
            basis: String::new(),
        };
        write.record_tie(*me, *other, &level)?;
    }
    Ok(())
}

fn back(today: NaiveDate, days: usize) -> Option<NaiveDate> {
    today.checked_sub_days(Days::new(days as u64))
}

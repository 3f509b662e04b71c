//! A whole file beside a whole ledger: what a careful human would see in it.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

mod common;

use common::phone;
use kaotsunagi_exchange::matching::{Index, Judgement, Known, Reason};
use kaotsunagi_exchange::{ForeignPerson, PhoneKind};

fn known(id: &str, name: &str, kana: &str, organisation: &str) -> Known {
    let (family, given) = name.split_once(' ').unwrap();
    Known {
        id: id.to_owned(),
        name: name.to_owned(),
        family: family.to_owned(),
        given: given.to_owned(),
        kana: kana.to_owned(),
        organisations: vec![organisation.to_owned()],
        ..Known::default()
    }
}

fn row(name: &str, organisation: &str) -> ForeignPerson {
    let (family, given) = name.split_once(' ').unwrap_or(("", ""));
    ForeignPerson {
        name: name.to_owned(),
        family: family.to_owned(),
        given: given.to_owned(),
        organisation: organisation.to_owned(),
        ..ForeignPerson::default()
    }
}

/// A ledger in which 佐藤 恵子 is a common name and everybody at みどり野病院 shares the switchboard.
fn ledger() -> Vec<Known> {
    let families = [
        "佐藤", "鈴木", "高橋", "田中", "伊藤", "渡辺", "山本", "中村", "小林", "加藤",
    ];
    let given = [
        "恵子",
        "健一",
        "美咲",
        "徹",
        "由美",
        "学",
        "真",
        "千春",
        "さとし",
        "いづみ",
        "直樹",
        "典子",
    ];
    let mut people = Vec::new();
    for (n, family) in families.iter().enumerate() {
        for (m, given) in given.iter().enumerate() {
            let place = format!("荻島第{}診療所", (n + m) % 15);
            let mut person = known(
                &format!("p{n:02}{m:02}"),
                &format!("{family} {given}"),
                "",
                &place,
            );
            person.phones = vec![format!("000-1{n:02}-{m:04}")];
            people.push(person);
        }
    }
    for n in 0..30 {
        let mut person = known(
            &format!("h{n:02}"),
            &format!("{} {}", families[n % 10], ["浩", "剛", "豊"][n / 10]),
            "",
            "みどり野病院",
        );
        person.phones = vec!["000-200-0000".to_owned()];
        person.emails = vec!["info@midorino.example".to_owned()];
        people.push(person);
    }
    people
}

fn judged(extra: Vec<Known>, rows: &[ForeignPerson]) -> Vec<Judgement> {
    let mut people = ledger();
    people.extend(extra);
    let named: Vec<(String, &ForeignPerson)> = rows
        .iter()
        .enumerate()
        .map(|(at, row)| (format!("row:{at}"), row))
        .collect();
    Index::new(people).judge_all(&named)
}

fn sure(judgement: &Judgement) -> Option<(&str, &[Reason])> {
    match judgement {
        Judgement::Same { id, reasons } => Some((id, reasons)),
        Judgement::New | Judgement::Doubtful { .. } => None,
    }
}

fn first(judgement: &Judgement) -> Option<&str> {
    match judgement {
        Judgement::Same { id, .. } => Some(id),
        Judgement::Doubtful { candidates } => candidates.first().map(|(id, _)| id.as_str()),
        Judgement::New => None,
    }
}

#[test]
fn a_namesake_in_another_town_is_never_taken_for_the_same() {
    let mut sato = row("佐藤 恵子", "川瀬町立病院");
    sato.phones = vec![phone("000-700-7000", PhoneKind::Work)];
    let judgements = judged(Vec::new(), &[sato]);
    assert!(sure(&judgements[0]).is_none(), "{judgements:?}");
}

#[test]
fn a_rare_name_at_another_place_is_asked_where_a_common_one_is_new() {
    let rare = known("x", "勅使河原 篤志", "", "東雲薬局");
    let judgements = judged(
        vec![rare],
        &[
            row("勅使河原 篤志", "川瀬町立病院"),
            row("佐藤 恵子", "川瀬町立病院"),
        ],
    );
    assert_eq!(first(&judgements[0]), Some("x"));
    let asked = matches!(&judgements[0], Judgement::Doubtful { .. });
    assert!(asked, "a name alone is asked: {judgements:?}");
}

#[test]
fn father_and_son_at_one_switchboard_stay_two_and_nobody_is_asked() {
    let mut father = known("x", "荻島 真", "", "荻島医院");
    father.phones = vec!["000-300-0000".to_owned()];
    let mut son = row("荻島 誠一郎", "荻島医院");
    son.phones = vec![phone("000-300-0000", PhoneKind::Work)];
    assert_eq!(judged(vec![father], &[son]), [Judgement::New]);
}

#[test]
fn an_address_that_many_share_is_not_identity() {
    let mut newcomer = row("早乙女 徹", "みどり野病院");
    newcomer.emails = vec!["info@midorino.example".to_owned()];
    newcomer.phones = vec![phone("000-200-0000", PhoneKind::Work)];
    assert_eq!(judged(Vec::new(), &[newcomer]), [Judgement::New]);
}

#[test]
fn who_moved_is_found_by_the_mobile() {
    let mut moved = known("x", "早乙女 徹", "さおとめ とおる", "東雲診療所");
    moved.phones = vec!["000-9001-0007".to_owned()];
    let mut now = row("早乙女 徹", "みどり調剤薬局");
    now.phones = vec![phone("+81-00-9001-0007", PhoneKind::Mobile)];
    let judgements = judged(vec![moved], &[now]);
    let (id, reasons) = sure(&judgements[0]).unwrap();
    assert_eq!(id, "x");
    assert!(
        reasons.contains(&Reason::OtherOrganisation) && reasons.contains(&Reason::SameMobile),
        "{reasons:?}"
    );
}

#[test]
fn a_changed_family_name_is_asked_and_a_former_one_is_known() {
    let mut mori = known("x", "森 いづみ", "もり いづみ", "東雲診療所");
    mori.emails = vec!["izumi@shinonome.example".to_owned()];
    let mut married = row("勅使河原 いづみ", "東雲診療所");
    married.emails = mori.emails.clone();
    let judgements = judged(vec![mori.clone()], std::slice::from_ref(&married));
    let Judgement::Doubtful { candidates } = &judgements[0] else {
        panic!("{judgements:?}");
    };
    assert_eq!(candidates[0].0, "x");
    assert!(
        candidates[0].1.contains(&Reason::OtherFamilyName),
        "{candidates:?}"
    );
    mori.former_families = vec!["勅使河原".to_owned()];
    let judgements = judged(vec![mori], &[married]);
    let (id, reasons) = sure(&judgements[0]).unwrap();
    assert!(
        id == "x" && reasons.contains(&Reason::FormerFamilyName),
        "{reasons:?}"
    );
}

#[test]
fn a_name_in_kana_only_is_its_reading() {
    let izumi = known("x", "𠮷村 いづみ", "よしむら いづみ", "東雲診療所");
    let judgements = judged(vec![izumi], &[row("ﾖｼﾑﾗ ｲﾂﾞﾐ", "東雲診療所")]);
    let (id, reasons) = sure(&judgements[0]).unwrap();
    assert!(
        id == "x" && reasons.contains(&Reason::KanaOnly),
        "{reasons:?}"
    );
}

#[test]
fn how_others_read_a_name_tells_the_reading_of_one_who_has_none() {
    let unread = known("x", "百目鬼 学", "", "東雲診療所");
    let read = [
        known("y", "百目鬼 薫", "どうめき かおる", "荻島医院"),
        known("z", "早乙女 学", "さおとめ まなぶ", "荻島医院"),
    ];
    let mut people = vec![unread];
    people.extend(read);
    let judgements = judged(people, &[row("ドウメキ マナブ", "東雲診療所")]);
    assert_eq!(first(&judgements[0]), Some("x"), "{judgements:?}");
}

#[test]
fn a_slip_in_the_name_or_the_mail_is_forgiven_where_the_rest_is_right() {
    let mut gyoda = known("x", "行田 篤志", "ぎょうだ あつし", "東雲診療所");
    gyoda.emails = vec!["gyoda.atsushi@shinonome.example".to_owned()];
    let mut slip = row("行由 篤志", "東雲診療所");
    slip.emails = vec!["gyoda.atushi@shinonome.example".to_owned()];
    let judgements = judged(vec![gyoda], &[slip]);
    assert_eq!(first(&judgements[0]), Some("x"), "{judgements:?}");
    let told = match &judgements[0] {
        Judgement::Same { reasons, .. } => reasons.clone(),
        Judgement::Doubtful { candidates } => candidates[0].1.clone(),
        Judgement::New => Vec::new(),
    };
    assert!(
        told.contains(&Reason::NameNear) && told.contains(&Reason::EmailNear),
        "{told:?}"
    );
}

#[test]
fn somebody_who_stands_twice_in_a_file_is_the_earlier_row() {
    let twice = [
        row("早乙女 徹", "東雲診療所"),
        row("百目鬼 千春", "東雲診療所"),
        row("早乙女　徹", "東雲診療所"),
        row("早乙女 透子", "東雲診療所"),
    ];
    let judgements = judged(Vec::new(), &twice);
    assert_eq!(judgements[0], Judgement::New);
    assert_eq!(judgements[1], Judgement::New);
    assert_eq!(sure(&judgements[2]).map(|(id, _)| id), Some("row:0"));
    assert_eq!(judgements[3], Judgement::New, "her name is another");
}

#[test]
fn two_rows_never_share_a_person_by_a_name_alone() {
    let person = known("x", "早乙女 徹", "", "東雲診療所");
    let judgements = judged(
        vec![person],
        &[
            row("早乙女 徹", "東雲診療所"),
            row("早乙女 徹", "川瀬町立病院"),
        ],
    );
    assert_eq!(sure(&judgements[0]).map(|(id, _)| id), Some("x"));
    assert!(sure(&judgements[1]).is_none(), "{judgements:?}");
}

#[test]
fn people_who_stand_twice_in_the_ledger_are_listed_the_likeliest_first() {
    let mut people = ledger();
    let mut one = known("b", "髙﨑 恵", "たかさき めぐみ", "みどり調剤薬局");
    one.emails = vec!["m.takasaki@midori.example".to_owned()];
    let mut other = known("a", "高崎 惠", "", "㈱みどり調剤薬局");
    other.emails = one.emails.clone();
    people.extend([one, other]);
    people.push(known("c", "行田 篤志", "", "東雲診療所"));
    people.push(known("d", "行田 篤志", "", "荻島医院"));
    let doubles = Index::new(people).doubles();
    assert_eq!(doubles[0].ids, ("a".to_owned(), "b".to_owned()));
    assert!(
        doubles[0].reasons.contains(&Reason::NameVariant),
        "{doubles:?}"
    );
    let namesakes = doubles
        .iter()
        .filter(|double| double.ids.0.starts_with(['h', 'p']))
        .count();
    assert_eq!(
        namesakes, 0,
        "colleagues of one switchboard are nobody's doubles: {doubles:?}"
    );
}

//! Today: first faces, due actions, people not met for long, this year's figures.
#![allow(clippy::expect_used, clippy::indexing_slicing)] // also in what the tests share: a test may fail loudly

mod midorino;

use kaotsunagi_core::Nothing;
use kaotsunagi_core::today::{Today, today};
use ledger::meeting::attendance::Attended;
use ledger::meeting::line::{Audience, LineKind};
use midorino::{Midorino, attendance};

fn page(region: &mut Midorino) -> Today {
    today(&mut region.session, Nothing {}).expect("today")
}

#[test]
fn a_new_ledger_says_what_to_do_first() {
    let mut region = Midorino::new();
    assert_eq!(page(&mut region).first_steps.len(), 3);
    let office = region.organisation("みどり野中央病院", "cancer_hub");
    region.person("早乙女 徹", "medical_social_worker", office);
    region.meeting("連携会議", "2026-12-01", &[], |_| {});
    assert_eq!(
        page(&mut region).first_steps.len(),
        1,
        "only the coordinator is still missing"
    );
}

#[test]
fn first_faces_are_those_who_were_at_no_earlier_meeting_with_me() {
    let mut region = Midorino::with_coordinator();
    let me = region.me();
    let station = region.organisation("訪問看護ステーション なぎ", "visiting_nurse_station");
    let known = region.person("𠮷村 いづみ", "visiting_nurse", station);
    let new = region.person("木佐貫 遥", "visiting_nurse", station);
    let declined = region.person("仁科 豊", "visiting_nurse", station);
    region.meeting("第2回 連携会議", "2026-09-17", &[me, known], |_| {});
    let coming = region.meeting("連携会議", "2026-11-24", &[me, known, new], |m| {
        m.number = Some(3)
    });
    let mut absent = attendance(declined);
    absent.attended = Attended::Absent;
    region.write(|write| write.set_attendance(coming, &absent));
    let page = page(&mut region);
    let next = &page.next_meetings[0];
    assert_eq!(
        (next.title.as_str(), next.when.as_str()),
        ("第3回 連携会議", "あさって")
    );
    assert_eq!(next.expected, 3);
    let faces: Vec<_> = next
        .first_faces
        .iter()
        .map(|one| (one.name.as_str(), one.post.as_str()))
        .collect();
    assert_eq!(faces, [("木佐貫 遥", "訪問看護ステーション なぎ")]);
}

#[test]
fn overdue_actions_come_first_and_say_how_late_they_are() {
    let mut region = Midorino::with_coordinator();
    let series = region.series("連携会議", |_| {});
    let meeting = region.meeting("第2回 連携会議", "2026-09-17", &[], |m| {
        m.series = Some(series)
    });
    region.meeting("第3回 連携会議", "2026-11-24", &[], |m| {
        m.series = Some(series)
    });
    region.action(meeting, "様式を1枚にする", "事務局", None, Audience::Shared);
    region.action(
        meeting,
        "夜間の連絡先一覧（案）",
        "𠮷村",
        Some("2026-11-20"),
        Audience::Shared,
    );
    let page = page(&mut region);
    let chips: Vec<_> = page
        .actions
        .iter()
        .map(|action| (action.text.as_str(), action.chip.as_str()))
        .collect();
    assert_eq!(
        chips,
        [
            ("夜間の連絡先一覧（案）", "2日過ぎ"),
            ("様式を1枚にする", "期限なし")
        ]
    );
    assert_eq!(page.actions[0].days_left, Some(-2));
    assert_eq!(page.open_actions, 2);
    assert_eq!(page.next_meetings[0].carried_over.len(), 2);
}

#[test]
fn key_persons_and_contacts_not_met_for_half_a_year_are_named_with_their_next_chance() {
    let mut region = Midorino::with_coordinator();
    let me = region.me();
    let station = region.organisation("訪問看護ステーション なぎ", "visiting_nurse_station");
    let lately = region.person_with(
        "𠮷村 いづみ",
        "visiting_nurse",
        station,
        |p| p.key_person = true,
        |_| {},
    );
    let long_ago = region.person_with(
        "髙﨑 恵",
        "visiting_nurse",
        station,
        |p| p.key_person = true,
        |_| {},
    );
    let never = region.person_with(
        "百目鬼 千春",
        "visiting_nurse",
        station,
        |_| {},
        |post| post.is_contact = true,
    );
    region.person("木佐貫 遥", "visiting_nurse", station);
    region.meeting("連携会議", "2026-04-09", &[me, lately, long_ago], |_| {});
    region.encounter("2026-10-01", "phone", &[lately], |_| {});
    region.meeting("がん診療協議会", "2026-12-08", &[long_ago], |_| {});
    let page = page(&mut region);
    let names: Vec<_> = page
        .not_met
        .iter()
        .map(|one| one.person.name.as_str())
        .collect();
    assert_eq!(names, ["髙﨑 恵", "百目鬼 千春"]);
    assert_eq!(page.not_met_count, 2);
    assert_eq!(page.not_met[0].last, "令和8年4月9日(木)（7か月前）");
    assert_eq!(
        page.not_met[0].next_chance,
        "令和8年12月8日(火) がん診療協議会"
    );
    assert_eq!(page.not_met[1].last, "まだ会っていません");
    let _ = never;
}

#[test]
fn figures_count_first_meetings_risen_ties_and_organisations_without_anybody_tied() {
    let mut region = Midorino::with_coordinator();
    let me = region.me();
    let station = region.organisation("訪問看護ステーション なぎ", "visiting_nurse_station");
    region.organisation("ケアプラン野の花", "care_manager_office");
    let old = region.person("𠮷村 いづみ", "visiting_nurse", station);
    let new = region.person("木佐貫 遥", "visiting_nurse", station);
    region.meeting("昨年度の会", "2026-02-01", &[me, old], |_| {});
    region.meeting("今年度の会", "2026-06-01", &[me, old, new], |_| {});
    region.meeting("今年度の会", "2026-09-01", &[me, old, new], |_| {});
    region.tie(me, old, 1, "2026-02-01");
    region.tie(me, old, 2, "2026-09-01");
    region.tie(me, new, 2, "2026-09-01");
    let figures = page(&mut region).figures;
    let values: Vec<_> = figures
        .iter()
        .map(|figure| (figure.value.as_str(), figure.because.len()))
        .collect();
    assert_eq!(values, [("1組", 1), ("1組", 1), ("1機関", 1)]);
    assert!(
        figures[0].because[0].label.contains("木佐貫 遥"),
        "{:?}",
        figures[0].because
    );
    assert!(figures[2].because[0].label.contains("ケアプラン野の花"));
}

#[test]
fn the_newest_insight_is_quoted_with_its_source() {
    let mut region = Midorino::new();
    let meeting = region.meeting("連携会議", "2026-09-17", &[], |m| m.number = Some(2));
    region.line_with(
        meeting,
        LineKind::Insight,
        "三日前に分かれば薬の準備が違う",
        |l| l.profession = Some("care_manager".to_owned()),
    );
    let page = page(&mut region);
    assert_eq!(page.insights[0].text, "三日前に分かれば薬の準備が違う");
    assert_eq!(page.insights[0].source, "介護支援専門員 · 第2回 連携会議");
    assert_eq!(page.next_step.expect("a step").item, "1-1");
}

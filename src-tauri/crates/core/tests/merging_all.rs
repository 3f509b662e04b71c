//! What two of one person had twice, and what both had of one meeting: making them one loses none of it.
#![allow(clippy::expect_used, clippy::indexing_slicing)] // also in what the tests share: a test may fail loudly

mod midorino;

use kaotsunagi_core::Nothing;
use kaotsunagi_core::merging::{MergePeople, merge_people};
use kaotsunagi_core::session;
use ledger::PersonId;
use ledger::affiliation::AffiliationFields;
use ledger::meeting::attendance::{Attended, Role};
use midorino::{Midorino, attendance, day};

fn merge(region: &mut Midorino, a: PersonId, b: PersonId) {
    let request = MergePeople {
        a: a.to_string(),
        b: b.to_string(),
        choices: Vec::new(),
    };
    merge_people(&mut region.session, request).expect("merged");
}

/// Title by title, of the past as well.
fn titles(region: &Midorino, person: PersonId) -> Vec<String> {
    let read = region.session.ledger().expect("open").read();
    let posts = read.affiliations_of_person(person).expect("read");
    let mut titles: Vec<String> = posts.into_iter().map(|post| post.fields.title).collect();
    titles.sort();
    titles
}

#[test]
fn two_posts_at_one_place_stay_two_whichever_of_both_has_them() {
    for here in [false, true] {
        let mut region = Midorino::new();
        let hospital = region.organisation("みどり野中央病院", "cancer_hub");
        let first = region.person("髙﨑 恵", "ward_nurse", hospital);
        let second = region.person("高崎 恵", "ward_nurse", hospital);
        let (with_two, with_one) = if here {
            (first, second)
        } else {
            (second, first)
        };
        region.write(|write| {
            for person in [first, second] {
                for post in write.affiliations_of_person(person)? {
                    write.remove_affiliation(post.id)?;
                }
            }
            let post = |person, title: &str, department: &str| AffiliationFields {
                person,
                organisation: hospital,
                department: department.to_owned(),
                title: title.to_owned(),
                from: None,
                to: None,
                is_contact: false,
                is_main: false,
            };
            write.add_affiliation(&post(with_two, "室長", "地域連携室"))?;
            write.add_affiliation(&post(with_two, "師長", "緩和ケアチーム"))?;
            write.add_affiliation(&post(with_one, "看護師", ""))?;
            Ok(())
        });
        merge(&mut region, first, second);
        assert_eq!(titles(&region, first), ["室長", "師長", "看護師"], "{here}");
        session::undo(&mut region.session, Nothing {}).expect("undone");
        assert_eq!(titles(&region, with_one), ["看護師"]);
    }
}

#[test]
fn a_rise_at_one_place_stays_a_rise() {
    let mut region = Midorino::new();
    let hospital = region.organisation("みどり野中央病院", "cancer_hub");
    let clinic = region.organisation("わかば診療所", "clinic");
    let first = region.person("髙﨑 恵", "ward_nurse", clinic);
    let until = |post: &mut AffiliationFields| {
        post.title = "主任".to_owned();
        post.to = Some(day("2026-03-31"));
        post.is_main = false;
    };
    let second = region.person_with("高崎 恵", "ward_nurse", hospital, |_| {}, until);
    region.write(|write| {
        write.add_affiliation(&AffiliationFields {
            person: second,
            organisation: hospital,
            department: String::new(),
            title: "師長".to_owned(),
            from: Some(day("2026-04-01")),
            to: None,
            is_contact: false,
            is_main: true,
        })
    });
    merge(&mut region, first, second);
    assert_eq!(titles(&region, first), ["", "主任", "師長"]);
}

#[test]
fn who_came_in_the_place_of_somebody_is_in_the_minutes_still() {
    let mut region = Midorino::new();
    let hospital = region.organisation("みどり野中央病院", "cancer_hub");
    let first = region.person("髙﨑 恵", "ward_nurse", hospital);
    let second = region.person("高崎 恵", "ward_nurse", hospital);
    let proxy = region.person("佐野 徹", "ward_nurse", hospital);
    let meeting = region.meeting("連携会議", "2026-11-20", &[first], |_| {});
    region.write(|write| {
        let mut fields = attendance(second);
        fields.attended = Attended::Proxy;
        fields.proxy_person = Some(proxy);
        fields.role = Role::Secretariat;
        write.set_attendance(meeting, &fields)
    });
    merge(&mut region, first, second);
    let read = region.session.ledger().expect("open").read();
    let there = read.attendance(meeting).expect("read");
    let mut names: Vec<&str> = there.iter().map(|one| one.name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["佐野 徹", "髙﨑 恵"]);
    let former = read.former_values(first).expect("read");
    let kept = former.iter().find(|one| one.field == "attendance");
    let kept = &kept.expect("remembered").value;
    assert!(
        kept.contains("佐野 徹") && kept.contains("事務局"),
        "{kept}"
    );
    session::undo(&mut region.session, Nothing {}).expect("undone");
    let read = region.session.ledger().expect("open").read();
    assert_eq!(read.attendance(meeting).expect("read").len(), 2);
}

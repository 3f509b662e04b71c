//! Meetings: attendance with the post of the day, agenda, lines, actions carried over.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on should say where"
)]

mod support;

use kaotsunagi_ledger::meeting::action::ActionFields;
use kaotsunagi_ledger::meeting::agenda::AgendaFields;
use kaotsunagi_ledger::meeting::attendance::{Attended, Role};
use kaotsunagi_ledger::meeting::line::LineKind;
use kaotsunagi_ledger::meeting::series::SeriesFields;
use kaotsunagi_ledger::meeting::{MeetingFields, Mode};
use kaotsunagi_ledger::{Error, MeetingId, OperationName, OrganisationId, PersonId};
use support::*;

fn series(name: &str) -> SeriesFields {
    SeriesFields {
        name: name.to_owned(),
        ..SeriesFields::default()
    }
}

/// A nurse who moves from ひかり to みどり on 1 April 2026.
fn transferred(kept: &mut Kept) -> (PersonId, OrganisationId, OrganisationId) {
    kept.do_it("add", |write| {
        let hikari = write.add_organisation(&organisation("ひかりクリニック", "ひかり"))?;
        let midori = write.add_organisation(&organisation("みどり病院", "みどり"))?;
        let megumi = write.add_person(&person("髙﨑 恵", "たかさき めぐみ"))?;
        let mut old = post(megumi, hikari, "看護師");
        old.to = Some(day("2026-03-31"));
        write.add_affiliation(&old)?;
        let mut new = post(megumi, midori, "看護師長");
        new.from = Some(day("2026-04-01"));
        write.add_affiliation(&new)?;
        Ok((megumi, hikari, midori))
    })
}

fn post_at(kept: &Kept, meeting: MeetingId) -> (Option<OrganisationId>, String) {
    let one = kept.ledger.read().attendance(meeting).unwrap().remove(0);
    (one.organisation, one.title)
}

#[test]
fn every_field_of_a_meeting_comes_back() {
    let mut kept = Kept::new();
    let (id, fields) = kept.do_it("add", |write| {
        let host = write.add_organisation(&organisation("みどり病院", ""))?;
        let other = write.add_organisation(&organisation("ひかりクリニック", ""))?;
        let third = write.add_organisation(&organisation("あおば薬局", ""))?;
        let recorder = write.add_person(&person("髙﨑 恵", ""))?;
        let fields = MeetingFields {
            series: Some(write.add_series(&series("みどり野緩和ケア懇話会"))?),
            number: Some(3),
            kind: Some("forum".into()),
            starts: "19:00:00".parse().ok(),
            ends: "20:30:00".parse().ok(),
            place: "みどり病院 3階".into(),
            mode: Mode::Hybrid,
            host: Some(host),
            co_hosts: vec![third, other],
            exchange_of_views: true,
            informal: true,
            members: Some(15),
            recorder: Some(recorder),
            handouts: "資料1\n資料2".into(),
            next_date: Some(day("2026-12-01")),
            next_note: "会場は未定".into(),
            is_final: true,
            ..meeting("第3回 懇話会", "2026-11-20")
        };
        Ok((write.add_meeting(&fields)?, fields))
    });
    let kept = kept.reopen();
    assert_eq!(kept.ledger.read().meeting(id).unwrap().fields, fields);
    let row = kept
        .ledger
        .read()
        .meetings("懇話会 みどり病院")
        .unwrap()
        .remove(0);
    assert_eq!(row.series_name.as_deref(), Some("みどり野緩和ケア懇話会"));
    assert_eq!(row.host.as_deref(), Some("みどり病院"));
    assert!(
        kept.ledger.read().meetings("あおば").unwrap().is_empty(),
        "co-hosts don't narrow"
    );
}

#[test]
fn attendance_keeps_the_post_of_the_day_after_a_transfer() {
    let mut kept = Kept::new();
    let (megumi, hikari, midori) = transferred(&mut kept);
    let [before, after] = kept.do_it("meet", |write| {
        let before = write.add_meeting(&meeting("第1回", "2026-03-31"))?;
        let after = write.add_meeting(&meeting("第2回", "2026-04-01"))?;
        for held in [before, after] {
            write.set_attendance(held, &attended(megumi, Attended::Present))?;
        }
        Ok([before, after])
    });
    assert_eq!(post_at(&kept, before), (Some(hikari), "看護師".to_owned()));
    assert_eq!(post_at(&kept, after), (Some(midori), "看護師長".to_owned()));
    // The post is corrected later: what was recorded stays, also when the attendance is touched again.
    kept.do_it("edit", |write| {
        let old = write
            .affiliations_of_person(megumi)?
            .into_iter()
            .find(|post| post.fields.organisation == hikari);
        write.remove_affiliation(old.unwrap().id)?;
        write
            .set_attendance(before, &attended(megumi, Attended::Late))
            .map(|_| ())
    });
    assert_eq!(post_at(&kept, before), (Some(hikari), "看護師".to_owned()));
    assert_eq!(
        kept.ledger.read().attendance(before).unwrap().len(),
        1,
        "one per person and meeting"
    );
}

#[test]
fn when_the_date_changes_the_posts_are_taken_anew() {
    let mut kept = Kept::new();
    let (megumi, hikari, midori) = transferred(&mut kept);
    let held = kept.do_it("meet", |write| {
        let held = write.add_meeting(&meeting("第1回", "2026-04-10"))?;
        write.set_attendance(held, &attended(megumi, Attended::Present))?;
        Ok(held)
    });
    assert_eq!(post_at(&kept, held).0, Some(midori));
    kept.do_it("edit", |write| {
        write.save_meeting(held, &meeting("第1回", "2026-03-10"))
    });
    assert_eq!(post_at(&kept, held), (Some(hikari), "看護師".to_owned()));
    kept.ledger.undo(now()).unwrap();
    assert_eq!(post_at(&kept, held).0, Some(midori));
}

#[test]
fn a_proxy_of_the_ledger_counts_as_there_and_the_one_in_whose_place_does_not() {
    let mut kept = Kept::new();
    let (megumi, _, midori) = transferred(&mut kept);
    let (makoto, held) = kept.do_it("meet", |write| {
        let makoto = write.add_person(&person("渡邉 誠", "わたなべ"))?;
        write.add_affiliation(&post(makoto, midori, "主任"))?;
        let held = write.add_meeting(&meeting("第1回", "2026-05-01"))?;
        let mut proxy = attended(megumi, Attended::Proxy);
        proxy.proxy_person = Some(makoto);
        proxy.proxy_name = "渡邉 誠".into();
        write.set_attendance(held, &proxy)?;
        write.set_attendance(held, &guest("早乙女 徹", "青葉町役場"))?;
        Ok((makoto, held))
    });
    let read = kept.ledger.read();
    let there = read
        .presences(day("2026-05-01"), day("2026-05-01"))
        .unwrap();
    assert_eq!(
        there
            .iter()
            .map(|one| (one.person, one.organisation))
            .collect::<Vec<_>>(),
        [(makoto, Some(midori))]
    );
    let rows = read.attendance(held).unwrap();
    assert_eq!(rows[0].fields.proxy_name, "渡邉 誠");
    assert_eq!(
        (rows[1].name.as_str(), rows[1].organisation_name.as_str()),
        ("早乙女 徹", "青葉町役場")
    );
    assert_eq!(
        read.attendances_of_person(makoto).unwrap()[0].1,
        Attended::Present
    );
    assert_eq!(
        read.attendances_of_person(megumi).unwrap()[0].1,
        Attended::Proxy
    );
    assert_eq!(read.meetings("").unwrap()[0].present, 2);
}

#[test]
fn attendance_is_listed_by_role_organisation_and_person() {
    let mut kept = Kept::new();
    let held = kept.do_it("meet", |write| {
        let aoba = write.add_organisation(&organisation("青葉薬局", "あおばやっきょく"))?;
        let hikari = write.add_organisation(&organisation("ひかり", "ひかり"))?;
        let held = write.add_meeting(&meeting("会", "2026-05-01"))?;
        for (name, kana, at, role) in [
            ("わ", "わ", hikari, Role::Secretariat),
            ("い", "い", hikari, Role::Member),
            ("あ", "あ", hikari, Role::Member),
            ("ん", "ん", aoba, Role::Member),
        ] {
            let someone = write.add_person(&person(name, kana))?;
            write.add_affiliation(&post(someone, at, ""))?;
            write.set_attendance(
                held,
                &kaotsunagi_ledger::meeting::attendance::AttendanceFields {
                    role,
                    ..attended(someone, Attended::Present)
                },
            )?;
        }
        write.set_attendance(held, &guest("客", "役場"))?;
        Ok(held)
    });
    let names: String = kept
        .ledger
        .read()
        .attendance(held)
        .unwrap()
        .into_iter()
        .map(|one| one.name)
        .collect();
    assert_eq!(names, "んあいわ客");
}

#[test]
fn an_attendance_needs_a_person_or_a_guests_name() {
    let mut kept = Kept::new();
    let refused = kept
        .ledger
        .operation(&OperationName::new("meet", ""), now(), |write| {
            let held = write.add_meeting(&meeting("会", "2026-05-01"))?;
            write.set_attendance(held, &guest(" ", "役場"))
        });
    assert!(
        matches!(
            refused,
            Err(Error::Refused {
                field: "guest_name",
                ..
            })
        ),
        "{refused:?}"
    );
}

#[test]
fn an_action_is_carried_over_live_until_it_is_done() {
    let mut kept = Kept::new();
    let [first, second, third, other] = kept.do_it("meet", |write| {
        let forum = write.add_series(&series("懇話会"))?;
        let in_forum = |title: &str, date: &str| MeetingFields {
            series: Some(forum),
            ..meeting(title, date)
        };
        let first = write.add_meeting(&in_forum("第1回", "2026-05-01"))?;
        let second = write.add_meeting(&in_forum("第2回", "2026-06-01"))?;
        let third = write.add_meeting(&in_forum("第3回", "2026-07-01"))?;
        let other = write.add_meeting(&meeting("別の会", "2026-06-15"))?;
        add_action(write, first, "名簿を作る")?;
        add_action(write, second, "会場を探す")?;
        add_action(write, other, "別の宿題")?;
        Ok([first, second, third, other])
    });
    let carried = |kept: &Kept, into| -> Vec<String> {
        kept.ledger
            .read()
            .carried_over(into)
            .unwrap()
            .into_iter()
            .map(|action| action.text)
            .collect()
    };
    assert!(carried(&kept, first).is_empty());
    assert_eq!(carried(&kept, second), ["名簿を作る"]);
    assert_eq!(carried(&kept, third), ["名簿を作る", "会場を探す"]);
    assert!(
        carried(&kept, other).is_empty(),
        "a meeting without series carries nothing over"
    );
    let done = kept
        .ledger
        .read()
        .actions_of_meeting(first)
        .unwrap()
        .remove(0);
    kept.do_it("done", |write| {
        write.save_action(
            done.id,
            &ActionFields {
                done_on: Some(day("2026-06-20")),
                ..ActionFields::default()
            },
        )
    });
    assert_eq!(
        carried(&kept, second),
        ["名簿を作る"],
        "on the day of the second meeting it was still open"
    );
    assert_eq!(carried(&kept, third), ["会場を探す"]);
    assert_eq!(kept.ledger.read().open_actions().unwrap().len(), 2);
    assert_eq!(
        kept.ledger
            .read()
            .meetings("")
            .unwrap()
            .iter()
            .map(|row| row.open_actions)
            .sum::<i64>(),
        2
    );
}

#[test]
fn open_actions_come_by_due_date_and_those_without_one_last() {
    let mut kept = Kept::new();
    let toru = kept.do_it("meet", |write| {
        let toru = write.add_person(&person("早乙女 徹", ""))?;
        let held = write.add_meeting(&meeting("会", "2026-05-01"))?;
        for text in ["いつか", "遅い", "早い"] {
            add_action(write, held, text)?;
        }
        for (action, due) in write.actions_of_meeting(held)?.iter().zip([
            None,
            Some("2026-07-01"),
            Some("2026-06-01"),
        ]) {
            write.save_action(
                action.id,
                &ActionFields {
                    owner: Some(toru),
                    due: due.map(day),
                    ..ActionFields::default()
                },
            )?;
        }
        Ok(toru)
    });
    let texts = |actions: Vec<kaotsunagi_ledger::meeting::action::Action>| -> Vec<String> {
        actions.into_iter().map(|action| action.text).collect()
    };
    assert_eq!(
        texts(kept.ledger.read().open_actions().unwrap()),
        ["早い", "遅い", "いつか"]
    );
    let owned = kept.ledger.read().actions_of_person(toru).unwrap();
    assert_eq!(owned[0].owner_name.as_deref(), Some("早乙女 徹"));
    assert_eq!(texts(owned), ["早い", "遅い", "いつか"]);
}

#[test]
fn a_line_that_becomes_an_action_gets_one_and_loses_it_again() {
    let mut kept = Kept::new();
    let (held, said) = kept.do_it("meet", |write| {
        let held = write.add_meeting(&meeting("会", "2026-05-01"))?;
        Ok((
            held,
            write.add_line(held, &line(LineKind::Statement, "誰かがやる"))?,
        ))
    });
    let actions = |kept: &Kept| kept.ledger.read().actions_of_meeting(held).unwrap().len();
    kept.do_it("edit", |write| {
        write.save_line(said, &line(LineKind::Action, "誰かがやる"))
    });
    assert_eq!(actions(&kept), 1);
    kept.do_it("edit", |write| {
        write.save_line(said, &line(LineKind::Decision, "やらない"))
    });
    assert_eq!(actions(&kept), 0);
    kept.ledger.undo(now()).unwrap();
    assert_eq!(actions(&kept), 1, "undo brings it back");
    kept.do_it("edit", |write| write.remove_line(said));
    assert_eq!(
        (
            actions(&kept),
            kept.ledger.read().lines(held).unwrap().len()
        ),
        (0, 0)
    );
}

#[test]
fn lines_stand_in_the_order_of_the_agenda_and_can_be_moved() {
    let mut kept = Kept::new();
    let item = |title: &str| AgendaFields {
        title: title.to_owned(),
        ..AgendaFields::default()
    };
    let (held, report, talk) = kept.do_it("meet", |write| {
        let held = write.add_meeting(&meeting("会", "2026-05-01"))?;
        let report = write.add_agenda_item(held, &item("報告"))?;
        let talk = write.add_agenda_item(held, &item("協議"))?;
        for (text, at) in [
            ("無", None),
            ("協1", Some(talk)),
            ("報1", Some(report)),
            ("報2", Some(report)),
            ("報3", Some(report)),
        ] {
            let mut fields = line(LineKind::Statement, text);
            fields.agenda_item = at;
            write.add_line(held, &fields)?;
        }
        Ok((held, report, talk))
    });
    let order = |kept: &Kept| -> Vec<String> {
        kept.ledger
            .read()
            .lines(held)
            .unwrap()
            .into_iter()
            .map(|line| line.fields.text)
            .collect()
    };
    assert_eq!(order(&kept), ["報1", "報2", "報3", "協1", "無"]);
    let third = kept.ledger.read().lines(held).unwrap()[2].id;
    kept.do_it("move", |write| write.move_line(third, 0));
    assert_eq!(order(&kept), ["報3", "報1", "報2", "協1", "無"]);
    kept.do_it("move", |write| write.move_line(third, 9));
    assert_eq!(order(&kept), ["報1", "報2", "報3", "協1", "無"]);
    kept.do_it("move", |write| write.move_agenda_item(talk, 0));
    assert_eq!(order(&kept), ["協1", "報1", "報2", "報3", "無"]);
    kept.do_it("remove", |write| write.remove_agenda_item(report));
    assert_eq!(
        order(&kept),
        ["協1", "無", "報1", "報2", "報3"],
        "its lines stay, without an item"
    );
    kept.ledger.undo(now()).unwrap();
    assert_eq!(order(&kept), ["協1", "報1", "報2", "報3", "無"]);
    assert_eq!(kept.ledger.read().agenda(held).unwrap().len(), 2);
}

#[test]
fn numbers_begin_anew_with_each_fiscal_year() {
    let mut kept = Kept::new();
    let forum = kept.do_it("meet", |write| {
        let forum = write.add_series(&series("懇話会"))?;
        for (number, date) in [(4, "2026-03-31"), (1, "2026-04-01"), (2, "2026-06-01")] {
            write.add_meeting(&MeetingFields {
                series: Some(forum),
                number: Some(number),
                ..meeting("会", date)
            })?;
        }
        Ok(forum)
    });
    let read = kept.ledger.read();
    assert_eq!(read.next_number(forum, day("2026-11-20")).unwrap(), 3);
    assert_eq!(read.next_number(forum, day("2026-03-01")).unwrap(), 5);
    assert_eq!(read.next_number(forum, day("2027-04-01")).unwrap(), 1);
}

#[test]
fn meetings_in_the_trash_are_gone_with_all_that_was_said() {
    let mut kept = Kept::new();
    let held = kept.do_it("meet", |write| {
        let held = write.add_meeting(&meeting("懇話会", "2026-05-01"))?;
        add_action(write, held, "名簿を作る")?;
        write.add_line(held, &line(LineKind::Insight, "名簿が古い"))?;
        Ok(held)
    });
    kept.do_it("remove", |write| write.remove_meeting(held));
    let read = kept.ledger.read();
    assert!(read.meetings("").unwrap().is_empty());
    assert!(read.open_actions().unwrap().is_empty());
    assert!(
        read.lines_of_kind(LineKind::Insight, day("2026-01-01"), today())
            .unwrap()
            .is_empty()
    );
    assert_eq!(read.search("名簿", 10).unwrap().1, 0);
}

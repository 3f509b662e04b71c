use kaotsunagi_core::meetings::{
    AddAgendaItem, AddLine, AddMeeting, MeetingCard, MeetingsRequest, SaveAction, SaveLine,
    SetAttendance, add_agenda_item, add_line, add_meeting, meeting, meetings, save_action,
    save_line, set_attendance,
};
use kaotsunagi_core::people::{
    AddAffiliation, PersonCard, add_affiliation, person, save_affiliation,
};
use kaotsunagi_core::{ById, Error, Session};
use ledger::PersonId;
use ledger::affiliation::AffiliationFields;
use ledger::meeting::MeetingFields;
use ledger::meeting::action::ActionFields;
use ledger::meeting::agenda::AgendaFields;
use ledger::meeting::attendance::{AttendanceFields, Attended, Role};
use ledger::meeting::line::{Audience, LineFields, LineKind};

use super::{add, day, midorino};

fn hold(session: &mut Session, fields: MeetingFields, new_series: &str) -> String {
    let request = AddMeeting {
        fields,
        new_series: new_series.to_owned(),
        host_name: "みどり野市医師会".to_owned(),
    };
    add_meeting(session, request).unwrap().id.unwrap()
}

fn card(session: &mut Session, id: &str) -> MeetingCard {
    meeting(session, ById { id: id.to_owned() }).unwrap()
}

fn who(session: &mut Session, id: &str) -> PersonCard {
    person(session, ById { id: id.to_owned() }).unwrap()
}

fn attends(person: &str, attended: Attended) -> AttendanceFields {
    AttendanceFields {
        person: Some(person.parse::<PersonId>().unwrap()),
        guest_name: String::new(),
        guest_organisation: String::new(),
        attended,
        time: None,
        proxy_person: None,
        proxy_name: String::new(),
        role: Role::Member,
    }
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

/// A first meeting in September with three people, and herself.
fn september(session: &mut Session) -> (String, [String; 4]) {
    let me = kaotsunagi_core::region::region(session, kaotsunagi_core::Nothing {})
        .unwrap()
        .coordinators[0]
        .person
        .clone();
    let people = [
        me,
        add(
            session,
            "早乙女 徹",
            "さおとめ とおる",
            "hospital_director",
            "みどり野中央病院",
            "院長",
        ),
        add(
            session,
            "𠮷村 いづみ",
            "よしむら いづみ",
            "visiting_nurse",
            "訪問看護ST なぎ",
            "管理者",
        ),
        add(
            session,
            "鴨志田 学",
            "かもしだ まなぶ",
            "care_manager",
            "ケアプラン野の花",
            "",
        ),
    ];
    let fields = MeetingFields {
        starts: Some("18:30:00".parse().unwrap()),
        ends: Some("20:00:00".parse().unwrap()),
        place: "医師会館".to_owned(),
        members: Some(5),
        ..MeetingFields::new("みどり野地域緩和ケア連携会議", day("2026-09-17"))
    };
    let id = hold(session, fields, "連携会議");
    (id, people)
}

#[test]
fn a_series_numbers_its_meetings_within_the_fiscal_year_and_hands_place_and_time_on() {
    let (_dir, mut session) = midorino();
    let (first, _) = september(&mut session);
    let first = card(&mut session, &first);
    assert_eq!(first.heading, "第1回 みどり野地域緩和ケア連携会議");
    assert_eq!(first.when, "令和8年9月17日(木) 18:30〜20:00");
    assert_eq!(first.host_name, "みどり野市医師会");
    let series = first.fields.series;
    let next = |session: &mut Session, date: &str| {
        let id = hold(
            session,
            MeetingFields {
                series,
                ..MeetingFields::new("", day(date))
            },
            "",
        );
        card(session, &id)
    };
    let second = next(&mut session, "2026-11-26");
    assert_eq!(second.heading, "第2回 みどり野地域緩和ケア連携会議");
    assert_eq!(
        (second.fields.place.as_str(), second.fields.members),
        ("医師会館", Some(5))
    );
    assert_eq!(second.previous.unwrap().id, first.id);
    assert_eq!(
        next(&mut session, "2027-04-10").heading,
        "第1回 みどり野地域緩和ケア連携会議",
        "a new fiscal year"
    );
    let list = meetings(&mut session, MeetingsRequest::default()).unwrap();
    assert_eq!(
        (list.total, list.series.len(), list.series[0].meetings),
        (3, 1, 3)
    );
    assert_eq!(list.series[0].last, "令和8年9月17日(木)");
    assert_eq!(list.series[0].next, "令和8年11月26日(木)");
}

#[test]
fn attendance_is_counted_by_group_and_profession_and_against_the_quorum() {
    let (_dir, mut session) = midorino();
    let (id, [me, saotome, yoshimura, kamoshida]) = september(&mut session);
    let late = AttendanceFields {
        time: Some("18:50:00".parse().unwrap()),
        ..attends(&yoshimura, Attended::Late)
    };
    let proxy = AttendanceFields {
        proxy_name: "百目鬼 千春".to_owned(),
        ..attends(&kamoshida, Attended::Proxy)
    };
    let guest = AttendanceFields {
        person: None,
        guest_name: "宇津木 誠".to_owned(),
        guest_organisation: "みどり調剤薬局".to_owned(),
        role: Role::Observer,
        ..attends(&me, Attended::Online)
    };
    let secretariat = AttendanceFields {
        role: Role::Secretariat,
        ..attends(&me, Attended::Present)
    };
    let entries = vec![
        secretariat,
        attends(&saotome, Attended::Present),
        late,
        proxy,
        guest,
    ];
    set_attendance(
        &mut session,
        SetAttendance {
            meeting: id.clone(),
            entries,
        },
    )
    .unwrap();
    let shown = card(&mut session, &id);
    assert_eq!(
        (
            shown.counts.present,
            shown.counts.absent,
            shown.counts.organisations
        ),
        (5, 0, 4)
    );
    assert_eq!(
        shown.counts.quorum,
        "委員5人中3人出席（うち代理1人）により成立"
    );
    assert!(
        shown.counts.by_group.contains(&("hospital".to_owned(), 1)),
        "{:?}",
        shown.counts.by_group
    );
    assert!(shown.counts.by_group.contains(&("home".to_owned(), 2)));
    assert!(
        shown
            .counts
            .by_profession
            .contains(&("職種未記入".to_owned(), 2)),
        "the proxy's and the guest's are unknown"
    );
    let words: Vec<&str> = shown
        .attendance
        .iter()
        .map(|row| row.attended.as_str())
        .collect();
    assert!(
        words.contains(&"遅参 18:50") && words.contains(&"代理（百目鬼 千春）"),
        "{words:?}"
    );
    assert!(
        shown.attendance.iter().filter(|row| row.first_time).count() == 2,
        "saotome and yoshimura: first time with me"
    );
    let check = |code: &str| {
        shown
            .checks
            .iter()
            .find(|check| check.code == code)
            .unwrap()
    };
    assert_eq!(check("attendees").count, 4);
    assert_eq!(
        check("first_pairs").count,
        3,
        "me, saotome and yoshimura; nobody met before"
    );
    set_attendance(
        &mut session,
        SetAttendance {
            meeting: id.clone(),
            entries: vec![attends(&saotome, Attended::Absent)],
        },
    )
    .unwrap();
    assert_eq!(
        card(&mut session, &id).counts.quorum,
        "委員5人中2人出席（うち代理1人）（過半数に達していません）"
    );
}

#[test]
fn the_post_is_that_of_the_day_of_the_meeting() {
    let (_dir, mut session) = midorino();
    let (id, [_, _, yoshimura, _]) = september(&mut session);
    let old = who(&mut session, &yoshimura).posts.remove(0);
    save_affiliation(
        &mut session,
        kaotsunagi_core::people::SaveAffiliation {
            id: old.id,
            fields: AffiliationFields {
                to: Some(day("2026-09-30")),
                ..old.fields.clone()
            },
        },
    )
    .unwrap();
    let fields = AffiliationFields {
        organisation: ledger::OrganisationId(uuid::Uuid::nil()),
        from: Some(day("2026-10-01")),
        to: None,
        ..old.fields
    };
    add_affiliation(
        &mut session,
        AddAffiliation {
            fields,
            organisation_name: "訪問看護ST あおば".to_owned(),
        },
    )
    .unwrap();
    set_attendance(
        &mut session,
        SetAttendance {
            meeting: id.clone(),
            entries: vec![attends(&yoshimura, Attended::Present)],
        },
    )
    .unwrap();
    assert_eq!(
        card(&mut session, &id).attendance[0].post,
        "訪問看護ST なぎ 管理者"
    );
    assert_eq!(
        who(&mut session, &yoshimura).row.organisation,
        "訪問看護ST あおば"
    );
}

#[test]
fn an_action_is_carried_over_live_until_it_is_done() {
    let (_dir, mut session) = midorino();
    let (first, [_, _, yoshimura, _]) = september(&mut session);
    let agenda = AddAgendaItem {
        meeting: first.clone(),
        fields: AgendaFields {
            title: "緊急時の受入れ".to_owned(),
            minutes: Some(25),
            presenter: String::new(),
        },
    };
    let item = add_agenda_item(&mut session, agenda).unwrap().id.unwrap();
    let task = LineFields {
        agenda_item: Some(item.parse().unwrap()),
        ..line(LineKind::Action, "夜間の連絡先一覧（案）を作る")
    };
    let action = ActionFields {
        owner: Some(yoshimura.parse().unwrap()),
        due: Some(day("2026-11-18")),
        ..ActionFields::default()
    };
    let task = add_line(
        &mut session,
        AddLine {
            meeting: first.clone(),
            fields: task,
            action: Some(action),
        },
    )
    .unwrap();
    assert_eq!(
        task.operation,
        "会議「第1回 みどり野地域緩和ケア連携会議」に記録を追加"
    );
    let series = card(&mut session, &first).fields.series;
    let second = hold(
        &mut session,
        MeetingFields {
            series,
            ..MeetingFields::new("", day("2026-11-26"))
        },
        "",
    );
    let carried = card(&mut session, &second).carried_over;
    assert_eq!(
        (carried.len(), carried[0].owner.as_str(), carried[0].overdue),
        (1, "𠮷村 いづみ", true)
    );
    assert_eq!(who(&mut session, &yoshimura).actions.len(), 1);
    let done = ActionFields {
        done_on: Some(day("2026-11-19")),
        ..carried[0].fields.clone()
    };
    save_action(
        &mut session,
        SaveAction {
            id: carried[0].id.clone(),
            fields: done,
        },
    )
    .unwrap();
    assert!(card(&mut session, &second).carried_over.is_empty());
    assert_eq!(
        card(&mut session, &first).agenda[0].lines[0]
            .action
            .as_ref()
            .unwrap()
            .done,
        "令和8年11月19日(木)"
    );
}

#[test]
fn before_giving_out_what_is_missing_is_counted_with_its_rows() {
    let (_dir, mut session) = midorino();
    let (id, _) = september(&mut session);
    add_agenda_item(
        &mut session,
        AddAgendaItem {
            meeting: id.clone(),
            fields: AgendaFields {
                title: "報告".to_owned(),
                ..AgendaFields::default()
            },
        },
    )
    .unwrap();
    let mut put = |fields| {
        add_line(
            &mut session,
            AddLine {
                meeting: id.clone(),
                fields,
                action: None,
            },
        )
        .unwrap()
    };
    put(line(LineKind::Action, "様式を直す"));
    put(line(
        LineKind::Statement,
        "早乙女さんより、田中様 72歳 膵がんの件",
    ));
    put(LineFields {
        audience: Audience::Internal,
        ..line(LineKind::Information, "院長へは説明ずみ")
    });
    let shown = card(&mut session, &id);
    let check = |code: &str| {
        shown
            .checks
            .iter()
            .find(|check| check.code == code)
            .unwrap()
    };
    for code in ["attendees", "actions", "decisions", "patient"] {
        assert!(check(code).attention, "{code}");
    }
    assert_eq!(check("actions").because[0].label, "様式を直す");
    assert_eq!(
        check("patient").because[0].label,
        "「田中様 72歳 膵がん」：早乙女さんより、田中様 72歳 膵がんの件"
    );
    assert_eq!(shown.internal_lines, 1);
    assert_eq!(shown.loose_lines.len(), 3);
}

#[test]
fn what_is_refused_at_a_meeting_says_why() {
    let (_dir, mut session) = midorino();
    let (id, [me, saotome, ..]) = september(&mut session);
    let other = hold(
        &mut session,
        MeetingFields::new("別の会", day("2026-10-01")),
        "",
    );
    let item = add_agenda_item(
        &mut session,
        AddAgendaItem {
            meeting: other,
            fields: AgendaFields {
                title: "議題".to_owned(),
                ..AgendaFields::default()
            },
        },
    )
    .unwrap()
    .id
    .unwrap();
    let reason = |result: Result<kaotsunagi_core::Written, Error>| match result {
        Err(Error::Refused { reason, .. }) => reason,
        other => panic!("{other:?}"),
    };
    let blank = AddMeeting {
        fields: MeetingFields::new(" ", day("2026-10-01")),
        new_series: String::new(),
        host_name: "新しい機関".to_owned(),
    };
    assert_eq!(reason(add_meeting(&mut session, blank)), "refused.blank");
    let backwards = MeetingFields {
        starts: Some("20:00:00".parse().unwrap()),
        ends: Some("18:00:00".parse().unwrap()),
        ..MeetingFields::new("会", day("2026-10-01"))
    };
    let backwards = AddMeeting {
        fields: backwards,
        new_series: String::new(),
        host_name: String::new(),
    };
    assert_eq!(
        reason(add_meeting(&mut session, backwards)),
        "refused.time_order"
    );
    let mut put = |fields, action| {
        add_line(
            &mut session,
            AddLine {
                meeting: id.clone(),
                fields,
                action,
            },
        )
    };
    assert_eq!(
        reason(put(line(LineKind::Decision, ""), None)),
        "refused.blank"
    );
    assert_eq!(
        reason(put(
            line(LineKind::Decision, "決めた"),
            Some(ActionFields::default())
        )),
        "refused.not_an_action"
    );
    let foreign = LineFields {
        agenda_item: Some(item.parse().unwrap()),
        ..line(LineKind::Decision, "決めた")
    };
    assert_eq!(reason(put(foreign, None)), "refused.other_meeting");
    let mut set = |entry| {
        set_attendance(
            &mut session,
            SetAttendance {
                meeting: id.clone(),
                entries: vec![attends(&me, Attended::Present), entry],
            },
        )
    };
    assert_eq!(
        reason(set(attends(&saotome, Attended::Proxy))),
        "refused.proxy_missing"
    );
    let himself = AttendanceFields {
        proxy_person: Some(saotome.parse().unwrap()),
        ..attends(&saotome, Attended::Proxy)
    };
    assert_eq!(reason(set(himself)), "refused.proxy_self");
    assert_eq!(
        reason(set(AttendanceFields {
            person: None,
            ..attends(&me, Attended::Present)
        })),
        "refused.nobody_attends"
    );
    assert!(
        card(&mut session, &id).attendance.is_empty(),
        "all of them or none"
    );
}

#[test]
fn a_line_changes_its_kind_and_its_action_comes_and_goes() {
    let (_dir, mut session) = midorino();
    let (id, _) = september(&mut session);
    let added = add_line(
        &mut session,
        AddLine {
            meeting: id.clone(),
            fields: line(LineKind::Information, "連絡票を配る"),
            action: None,
        },
    );
    let line_id = added.unwrap().id.unwrap();
    save_line(
        &mut session,
        SaveLine {
            id: line_id.clone(),
            fields: line(LineKind::Action, "連絡票を配る"),
        },
    )
    .unwrap();
    assert!(card(&mut session, &id).loose_lines[0].action.is_some());
    save_line(
        &mut session,
        SaveLine {
            id: line_id,
            fields: line(LineKind::Decision, "連絡票を配る"),
        },
    )
    .unwrap();
    assert!(card(&mut session, &id).loose_lines[0].action.is_none());
}

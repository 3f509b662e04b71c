//! Two coordinators with a ledger each: what one gives, the other opens on a desk and takes in; what stays at home; people whom both
//! know become one, whichever side is first.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods
)] // also in what the tests share: a test may fail loudly, and writes files of its own

mod midorino;
mod packs;

use kaotsunagi_core::Nothing;
use kaotsunagi_core::session;
use kaotsunagi_core::share::*;
use ledger::MeetingId;
use ledger::meeting::MeetingFields;
use ledger::meeting::line::{Audience, LineFields, LineKind};
use ledger::person::{Consent, PersonFields};
use midorino::Midorino;
use packs::*;

#[test]
fn what_one_knows_is_on_the_others_desk_and_taken_in_and_undone_as_one() {
    let (mut a, mut b) = (Midorino::new(), Midorino::new());
    add(
        &mut a,
        &agreed("髙﨑 恵", "たかさき めぐみ", "megumi@nagi.example"),
    );
    let pack = give(&mut a, "みどり野");
    let desk = look(&mut b, &pack);
    assert_eq!(
        desk.groups.iter().map(|group| group.count).sum::<u32>(),
        desk.records
    );
    assert_eq!(
        desk.rows.iter().filter(|row| row.table == "person").count(),
        1
    );
    let taken = take(&mut b, &pack, Vec::new());
    assert!(!taken.operation.is_empty());
    assert_eq!(names(&b), ["髙﨑 恵"]);
    // The same once more: no operation.
    assert_eq!(take(&mut b, &pack, Vec::new()).operation, "");
    session::undo(&mut b.session, Nothing {}).expect("undone");
    assert_eq!(names(&b), Vec::<String>::new());
    // What was taken back can be taken in again.
    assert!(!take(&mut b, &pack, Vec::new()).operation.is_empty());
    assert_eq!(names(&b), ["髙﨑 恵"]);
}

#[test]
fn people_without_consent_internal_lines_and_private_columns_stay_at_home_and_the_receipt_says_so()
{
    let mut a = Midorino::new();
    let yes = add(
        &mut a,
        &PersonFields {
            mobile: "000-9000-0001".to_owned(),
            manner: "電話は夕方に".to_owned(),
            note: "院内メモ".to_owned(),
            ..agreed("髙﨑 恵", "", "megumi@nagi.example")
        },
    );
    add(&mut a, &person("鴨志田 学", "かもしだ まなぶ"));
    add(
        &mut a,
        &PersonFields {
            consent: Consent::WorkplaceOnly,
            ..agreed("𠮷村 いづみ", "", "izumi@nagi.example")
        },
    );
    let no = add(
        &mut a,
        &PersonFields {
            consent: Consent::No,
            ..person("早乙女 徹", "")
        },
    );
    a.write(|write| -> ledger::Result<()> {
        let meeting: MeetingId =
            write.add_meeting(&MeetingFields::new("連携会議", midorino::day("2026-11-20")))?;
        for (text, audience, speaker) in [
            ("共有の発言", Audience::Shared, Some(no)),
            ("院内だけの話", Audience::Internal, Some(yes)),
        ] {
            write.add_line(
                meeting,
                &LineFields {
                    agenda_item: None,
                    kind: LineKind::Statement,
                    text: text.to_owned(),
                    speaker,
                    profession: None,
                    audience,
                },
            )?;
        }
        for who in [yes, no] {
            write.set_attendance(meeting, &midorino::attendance(who))?;
        }
        Ok(())
    });
    let path = a.folder.path().join("外へ.kaotsunagi-pack");
    let given = give_to(&mut a, &path, scope());
    assert_eq!(given.receipt.people, 2);
    assert_eq!(given.receipt.names, ["鴨志田 学", "早乙女 徹"]);
    assert!(
        given.receipt.left_out.len() >= 5,
        "{:?}",
        given.receipt.left_out
    );
    let mut b = Midorino::new();
    take(&mut b, &path, Vec::new());
    assert_eq!(names(&b), ["髙﨑 恵", "𠮷村 いづみ"]);
    let read = b.session.ledger().expect("open").read();
    let fields = read.person(yes).expect("there").fields;
    assert_eq!(
        (
            fields.mobile.as_str(),
            fields.manner.as_str(),
            fields.note.as_str()
        ),
        ("", "", "")
    );
    let others = read.all_people().expect("read");
    assert!(
        others
            .iter()
            .all(|one| one.fields.email != "izumi@nagi.example")
    );
    let meetings = read
        .meetings_between(midorino::day("2026-01-01"), midorino::day("2027-01-01"))
        .expect("read");
    let lines = read.lines(meetings[0].id).expect("read");
    assert_eq!(lines.len(), 1);
    assert_eq!(
        (lines[0].fields.text.as_str(), lines[0].fields.speaker),
        ("共有の発言", None)
    );
    assert_eq!(read.attendance(meetings[0].id).expect("read").len(), 1);
    let exports = a
        .session
        .ledger()
        .expect("open")
        .read()
        .exports()
        .expect("read");
    assert_eq!(
        (exports[0].what.as_str(), exports[0].audience.as_str()),
        ("pack", "𠮷村 いづみ")
    );
}

fn both_know_her(first_is_a: bool) {
    let (mut a, mut b) = (Midorino::new(), Midorino::new());
    add(
        &mut a,
        &agreed("髙﨑 恵", "たかさき めぐみ", "megumi@nagi.example"),
    );
    add(
        &mut b,
        &PersonFields {
            phone: "000-0000-0001".to_owned(),
            ..agreed("高崎 恵", "たかさき めぐみ", "megumi@nagi.example")
        },
    );
    let (first, second) = if first_is_a {
        (&mut a, &mut b)
    } else {
        (&mut b, &mut a)
    };
    let pack = give(first, "一");
    let desk = look(second, &pack);
    let row = desk
        .rows
        .iter()
        .find(|row| row.table == "person")
        .expect("she");
    assert_eq!(row.candidates.len(), 1);
    let same = vec![PackDecision {
        table: "person".to_owned(),
        id: row.id.clone(),
        choice: PackChoice::Same,
        field: None,
        with: Some(row.candidates[0].person.clone()),
    }];
    take(second, &pack, same);
    let back = give(second, "二");
    take(first, &back, Vec::new());
    for region in [&a, &b] {
        let people = region
            .session
            .ledger()
            .expect("open")
            .read()
            .all_people()
            .expect("read");
        assert_eq!(people.len(), 1);
        assert_eq!(people[0].fields.phone, "000-0000-0001");
    }
    assert_eq!(names(&a), names(&b));
    let ids = |region: &Midorino| {
        let read = region.session.ledger().expect("open").read();
        read.all_people().expect("read")[0].id
    };
    assert_eq!(ids(&a), ids(&b));
}

#[test]
fn somebody_whom_both_entered_becomes_one_on_both_sides_whichever_is_first() {
    both_know_her(true);
    both_know_her(false);
}

#[test]
fn a_pack_that_is_cut_off_altered_or_of_another_passphrase_is_refused_and_nothing_changes() {
    let mut a = Midorino::new();
    add(&mut a, &agreed("髙﨑 恵", "", ""));
    let path = give(&mut a, "みどり野");
    let whole = std::fs::read(&path).expect("read");
    let mut b = Midorino::new();
    let before = b
        .session
        .ledger()
        .expect("open")
        .read()
        .operations(10)
        .expect("read");
    let mut refused = |bytes: &[u8], passphrase: Option<&str>| {
        let path = b.folder.path().join("x.kaotsunagi-pack");
        std::fs::write(&path, bytes).expect("written");
        let request = TakePack {
            path,
            passphrase: passphrase.map(str::to_owned),
            decisions: Vec::new(),
            digest: None,
            basis: String::new(),
        };
        match take_pack(&mut b.session, request) {
            Err(kaotsunagi_core::Error::Refused { reason, .. }) => reason,
            other => format!("{other:?}"),
        }
    };
    let mut altered = whole.clone();
    let at = altered.len() - 20;
    altered[at] ^= 1;
    for cut in [0, 10, 60, whole.len() / 2, whole.len() - 1] {
        assert_eq!(
            refused(&whole[..cut], Some(SECRET)),
            "refused.pack_damaged",
            "{cut}"
        );
    }
    assert_eq!(refused(&altered, Some(SECRET)), "refused.pack_damaged");
    assert_eq!(
        refused(&whole, Some("ちがう合言葉です")),
        "refused.pack_passphrase"
    );
    assert_eq!(refused(&whole, None), "refused.pack_needs_passphrase");
    assert_eq!(
        refused("氏名,電話\n".as_bytes(), None),
        "refused.pack_foreign"
    );
    let after = b
        .session
        .ledger()
        .expect("open")
        .read()
        .operations(10)
        .expect("read");
    assert_eq!(before, after);
}

#[test]
fn what_is_sealed_for_a_colleague_opens_in_her_ledger_alone_and_without_a_passphrase() {
    let (mut a, mut b, mut c) = (Midorino::new(), Midorino::new(), Midorino::new());
    add(&mut a, &agreed("髙﨑 恵", "", ""));
    let theirs = colleagues(&mut b.session, Nothing {}).expect("key");
    assert!(theirs.key.starts_with("age1") && !theirs.code.is_empty());
    let request = SaveColleague {
        name: "𠮷村 いづみ".to_owned(),
        organisation: String::new(),
        key: theirs.key,
    };
    let saved = save_colleague(&mut a.session, request).expect("saved");
    let path = a.folder.path().join("封.kaotsunagi-pack");
    let request = GivePack {
        path: path.clone(),
        scope: scope(),
        colleague: saved.id,
        passphrase: None,
        recipient: String::new(),
        basis: "consent".to_owned(),
    };
    give_pack(&mut a.session, request).expect("given");
    let open = |region: &mut Midorino| {
        let request = OpenPack {
            path: path.clone(),
            passphrase: None,
            decisions: Vec::new(),
        };
        open_pack(&mut region.session, request)
    };
    assert_eq!(
        count(&open(&mut b).expect("hers").groups, PackOutcome::New),
        1
    );
    assert!(open(&mut c).is_err());
}

#[test]
fn the_successor_gets_the_offices_own_columns_and_of_the_private_ones_what_was_ticked() {
    let mut a = Midorino::new();
    let who = add(
        &mut a,
        &PersonFields {
            note: "次回は資料を郵送".to_owned(),
            manner: "先に看護師長へ".to_owned(),
            ..person("鴨志田 学", "")
        },
    );
    for (manner, expected) in [(false, ""), (true, "先に看護師長へ")] {
        let path = a
            .folder
            .path()
            .join(format!("引継ぎ{manner}.kaotsunagi-pack"));
        let hand_over = Some(HandOver {
            manner,
            ties: false,
        });
        give_to(
            &mut a,
            &path,
            PackScope {
                hand_over,
                ..scope()
            },
        );
        let mut b = Midorino::new();
        take(&mut b, &path, Vec::new());
        let read = b.session.ledger().expect("open").read();
        let fields = read.person(who).expect("there").fields;
        assert_eq!(
            (fields.note.as_str(), fields.manner.as_str()),
            ("次回は資料を郵送", expected)
        );
    }
}

#[test]
fn the_successor_gets_whom_the_office_gave_what_and_the_colleagues_with_their_keys() {
    let mut a = Midorino::new();
    add(&mut a, &agreed("髙﨑 恵", "", "megumi@nagi.example"));
    give(&mut a, "同僚へ");
    a.write(|write| write.save_colleague("𠮷村 いづみ", "川瀬町立病院", ""));
    let path = a.folder.path().join("引継ぎ.kaotsunagi-pack");
    let hand_over = PackScope {
        hand_over: Some(HandOver::default()),
        ..scope()
    };
    give_to(&mut a, &path, hand_over);
    let mut b = Midorino::new();
    take(&mut b, &path, Vec::new());
    let read = b.session.ledger().expect("open").read();
    let went: Vec<String> = read
        .exports()
        .expect("read")
        .into_iter()
        .map(|one| one.audience)
        .collect();
    assert_eq!(went, ["𠮷村 いづみ"], "what went before the hand-over");
    let colleagues = read.colleagues().expect("read");
    assert_eq!(colleagues[0].organisation, "川瀬町立病院");
    // To a colleague none of it goes.
    let pack = give(&mut a, "同僚へ、もう一度");
    let mut c = Midorino::new();
    take(&mut c, &pack, Vec::new());
    let read = c.session.ledger().expect("open").read();
    assert!(read.exports().expect("read").is_empty());
    assert!(read.colleagues().expect("read").is_empty());
}

#[test]
fn an_open_choice_is_told_with_who_and_when_and_settled_by_one_word() {
    let (mut a, mut b) = (Midorino::with_coordinator(), Midorino::new());
    let who = add(&mut a, &agreed("髙﨑 恵", "", "megumi@nagi.example"));
    let pack = give(&mut a, "一");
    take(&mut b, &pack, Vec::new());
    for (region, phone) in [(&mut a, "000-0000-0001"), (&mut b, "000-0000-0002")] {
        region.write(|write| {
            let mut fields = write.person(who)?.fields;
            fields.phone = phone.to_owned();
            write.save_person(who, &fields)
        });
    }
    let pack = give(&mut a, "二");
    let desk = look(&mut b, &pack);
    let row = desk
        .rows
        .iter()
        .find(|row| row.outcome == PackOutcome::Conflict)
        .expect("one");
    assert_eq!(row.fields[0].theirs.value, "000-0000-0001");
    assert_eq!(row.fields[0].theirs.who, "早乙女 徹");
    assert_eq!(row.fields[0].mine.value, "000-0000-0002");
    assert_eq!(take(&mut b, &pack, Vec::new()).open, 1);
    let open = open_choices(&mut b.session, Nothing {}).expect("open").rows;
    assert_eq!(open[0].values.len(), 2);
    let place = open[0]
        .values
        .iter()
        .position(|value| value.value == "000-0000-0001");
    let request = ChooseValue {
        table: open[0].table.clone(),
        id: open[0].id.clone(),
        field: open[0].field.clone(),
        value: u32::try_from(place.expect("hers")).expect("small"),
    };
    choose_value(&mut b.session, request).expect("chosen");
    assert!(
        open_choices(&mut b.session, Nothing {})
            .expect("open")
            .rows
            .is_empty()
    );
    let phone = |region: &Midorino| {
        let read = region.session.ledger().expect("open").read();
        read.person(who).expect("there").fields.phone
    };
    assert_eq!(phone(&b), "000-0000-0001");
    session::undo(&mut b.session, Nothing {}).expect("undone");
    assert_eq!(
        open_choices(&mut b.session, Nothing {})
            .expect("open")
            .rows
            .len(),
        1
    );
}

#[test]
fn a_choice_between_two_values_says_nothing_of_who_it_is() {
    let (mut a, mut b) = (Midorino::new(), Midorino::new());
    for (region, phone) in [(&mut a, "000-0000-0001"), (&mut b, "000-0000-0002")] {
        let mut fields = agreed("髙﨑 恵", "たかさき めぐみ", "megumi@nagi.example");
        fields.phone = phone.to_owned();
        add(region, &fields);
    }
    let pack = give(&mut a, "一");
    let desk = look(&mut b, &pack);
    let row = desk.rows.iter().find(|row| row.table == "person");
    let row = row.expect("the person");
    assert_eq!(row.outcome, PackOutcome::Conflict);
    assert!(row.candidates[0].sure);
    let decision = PackDecision {
        table: row.table.clone(),
        id: row.id.clone(),
        choice: PackChoice::Theirs,
        field: Some("phone".to_owned()),
        with: None,
    };
    assert_eq!(take(&mut b, &pack, vec![decision]).open, 0);
    assert_eq!(names(&b), ["髙﨑 恵"], "still one person");
    let people = b.session.ledger().expect("open").read().all_people();
    assert_eq!(people.expect("read")[0].fields.phone, "000-0000-0001");
}

#[test]
fn two_who_were_made_one_here_and_parted_again_are_parted_at_the_colleagues_too() {
    let (mut a, mut b) = (Midorino::new(), Midorino::new());
    let fields = agreed("髙﨑 恵", "たかさき めぐみ", "megumi@nagi.example");
    let one = add(&mut a, &fields);
    let other = add(&mut a, &agreed("高崎 惠美", "", "emi@hana.example"));
    let pack = give(&mut a, "一");
    take(&mut b, &pack, Vec::new());
    assert_eq!(names(&b).len(), 2);
    let merge = kaotsunagi_core::merging::MergePeople {
        a: one.to_string(),
        b: other.to_string(),
        choices: Vec::new(),
    };
    kaotsunagi_core::merging::merge_people(&mut a.session, merge).expect("merged");
    let pack = give(&mut a, "二");
    take(&mut b, &pack, Vec::new());
    assert_eq!(names(&b), ["髙﨑 恵"], "one on both sides");
    session::undo(&mut a.session, Nothing {}).expect("parted");
    assert_eq!(names(&a).len(), 2);
    let pack = give(&mut a, "三");
    take(&mut b, &pack, Vec::new());
    assert_eq!(names(&b), names(&a), "two on both sides again");
}

#[test]
fn a_ledger_that_was_copied_is_a_device_of_its_own_and_nothing_of_either_is_lost() {
    let (mut a, mut b) = (Midorino::new(), Midorino::new());
    let who = add(&mut a, &agreed("髙﨑 恵", "", "megumi@nagi.example"));
    let pack = give(&mut a, "一");
    take(&mut b, &pack, Vec::new());
    let device = |region: &mut Midorino| region.session.ledger_mut().expect("open").device();
    let before = device(&mut a).expect("a device");
    let mut copy = a.copied();
    assert_ne!(device(&mut copy).expect("a device"), before);
    assert_eq!(device(&mut a).expect("a device"), before);
    // Both go on from the same state, and both write.
    let save = |region: &mut Midorino, change: &dyn Fn(&mut PersonFields)| {
        region.write(|write| {
            let mut fields = write.person(who)?.fields;
            change(&mut fields);
            write.save_person(who, &fields)
        });
    };
    save(&mut a, &|fields| fields.phone = "000-0000-0001".to_owned());
    save(&mut copy, &|fields| fields.fax = "000-0000-0009".to_owned());
    add(&mut copy, &agreed("𠮷村 いづみ", "", ""));
    for _ in 0..2 {
        let (of_a, of_copy) = (give(&mut a, "甲"), give(&mut copy, "乙"));
        take(&mut b, &of_a, Vec::new());
        take(&mut b, &of_copy, Vec::new());
        take(&mut a, &of_copy, Vec::new());
        take(&mut copy, &of_a, Vec::new());
    }
    for region in [&a, &copy, &b] {
        assert_eq!(names(region), ["髙﨑 恵", "𠮷村 いづみ"]);
        let read = region.session.ledger().expect("open").read();
        let fields = read.person(who).expect("there").fields;
        assert_eq!(fields.phone, "000-0000-0001");
        assert_eq!(fields.fax, "000-0000-0009");
    }
}

#[test]
fn a_ledger_that_went_back_to_a_backup_goes_on_exchanging_and_gets_back_what_it_had_given() {
    let (mut a, mut b) = (Midorino::with_coordinator(), Midorino::new());
    let who = add(&mut a, &agreed("髙﨑 恵", "", "megumi@nagi.example"));
    let made = kaotsunagi_core::backup::make_backup(&mut a.session, Nothing {}).expect("made");
    a.write(|write| {
        let mut fields = write.person(who)?.fields;
        fields.phone = "000-0000-0001".to_owned();
        write.save_person(who, &fields)
    });
    add(&mut a, &agreed("𠮷村 いづみ", "", "idumi@nagi.example"));
    let pack = give(&mut a, "一");
    take(&mut b, &pack, Vec::new());
    let by = kaotsunagi_core::backup::ByBackup {
        backup: made.backups[0].backup.clone(),
    };
    kaotsunagi_core::backup::restore_backup(&mut a.session, by).expect("restored");
    // What was written after going back is new, and what was lost comes home.
    a.write(|write| {
        let mut fields = write.person(who)?.fields;
        fields.fax = "000-0000-0009".to_owned();
        write.save_person(who, &fields)
    });
    let pack = give(&mut a, "二");
    take(&mut b, &pack, Vec::new());
    let pack = give(&mut b, "三");
    take(&mut a, &pack, Vec::new());
    for region in [&a, &b] {
        let read = region.session.ledger().expect("open").read();
        let fields = read.person(who).expect("there").fields;
        assert_eq!(
            (fields.phone.as_str(), fields.fax.as_str()),
            ("000-0000-0001", "000-0000-0009")
        );
        assert!(names(region).contains(&"𠮷村 いづみ".to_owned()));
    }
}

#[test]
fn somebody_who_was_forgotten_here_never_comes_back_by_a_colleagues_pack() {
    let (mut a, mut b) = (Midorino::new(), Midorino::new());
    let gone = add(
        &mut a,
        &agreed("髙﨑 恵", "たかさき めぐみ", "megumi@nagi.example"),
    );
    a.meeting("連携会議", "2026-11-20", &[gone], |_| {});
    let pack = give(&mut a, "一");
    take(&mut b, &pack, Vec::new());
    let request = kaotsunagi_core::forget::ForgetPerson {
        id: gone.to_string(),
        backups_too: false,
    };
    kaotsunagi_core::forget::forget_person(&mut a.session, request).expect("forgotten");
    for name in ["二", "三"] {
        let back = give(&mut b, name);
        take(&mut a, &back, Vec::new());
        assert_eq!(names(&a), Vec::<String>::new());
        let there = give(&mut a, &format!("{name}の返し"));
        take(&mut b, &there, Vec::new());
    }
    assert_eq!(names(&b), ["髙﨑 恵"], "what a colleague knows is hers");
}

#[test]
fn a_hand_over_makes_nobody_known_to_colleagues() {
    let mut a = Midorino::new();
    let quiet = add(&mut a, &person("木暮 満", ""));
    let path = a.folder.path().join("引継ぎ.kaotsunagi-pack");
    let hand_over = PackScope {
        hand_over: Some(HandOver::default()),
        ..scope()
    };
    give_to(&mut a, &path, hand_over);
    let pack = give(&mut a, "同僚へ");
    let mut b = Midorino::new();
    let desk = look(&mut b, &pack);
    assert!(desk.rows.iter().all(|row| row.id != quiet.to_string()));
    let receipt = preview_pack(&mut a.session, scope()).expect("seen");
    assert!(
        !receipt.left_out.iter().any(|why| why.contains("取り下げ")),
        "{:?}",
        receipt.left_out
    );
}

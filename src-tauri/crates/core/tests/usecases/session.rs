use std::path::Path;

use kaotsunagi_core::log::{HistoryRequest, history};
use kaotsunagi_core::session::{
    Language, OpenLedger, Settings, Theme, check_at, close_ledger, new_ledger, open_ledger, redo,
    save_settings, status, undo, vocabulary,
};
use kaotsunagi_core::{Error, Nothing, Session};

use super::{add, midorino, now, request};

#[test]
fn a_new_ledger_knows_its_region_its_municipalities_and_herself() {
    let (dir, mut session) = midorino();
    let status = status(&mut session, Nothing {}).unwrap().ledger.unwrap();
    assert_eq!(status.region, "みどり野");
    assert_eq!(status.me, "木佐貫 遥");
    assert_eq!(status.fiscal_year, "令和8年度");
    assert_eq!(
        (status.people, status.organisations, status.meetings),
        (1, 1, 0)
    );
    assert_eq!(status.undo, "", "the making of a ledger is not taken back");
    assert!(!status.unprotected);
    assert!(
        dir.path()
            .join("みどり野.kaotsunagi")
            .join("ledger.db")
            .exists()
    );
    let region = kaotsunagi_core::region::region(&mut session, Nothing {}).unwrap();
    assert_eq!(region.municipalities.len(), 2);
    assert_eq!(region.coordinators[0].kind, "拠点病院");
}

fn left_in(dir: &Path) -> Vec<String> {
    std::fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect()
}

#[test]
fn a_ledger_that_is_refused_leaves_nothing_on_the_disk() {
    let dir = tempfile::tempdir().unwrap();
    let mut session = Session::new(None, now());
    let mut wrong = request(&dir.path().join("a"));
    wrong.region = "　".to_owned();
    assert!(
        matches!(new_ledger(&mut session, wrong), Err(Error::Refused { field, .. }) if field == "region")
    );
    let mut wrong = request(&dir.path().join("a"));
    wrong.coordinator.kind = "nobody".to_owned();
    assert!(
        matches!(new_ledger(&mut session, wrong), Err(Error::Refused { field, .. }) if field == "kind")
    );
    assert_eq!(left_in(dir.path()), Vec::<String>::new());
    let far = request(&dir.path().join("no").join("such").join("folder"));
    if new_ledger(&mut session, far).is_err() {
        assert_eq!(
            left_in(dir.path()),
            Vec::<String>::new(),
            "nothing half made"
        );
    }
}

#[test]
fn a_ledger_is_never_overwritten() {
    let (dir, mut session) = midorino();
    let again = new_ledger(
        &mut session,
        request(&dir.path().join("みどり野.kaotsunagi")),
    )
    .unwrap_err();
    let problem = again.problem(Language::Ja);
    assert_eq!(problem.code, "already_exists");
    assert!(
        problem.message.contains("上書きはしていません"),
        "{}",
        problem.message
    );
    assert_eq!(left_in(dir.path()), ["みどり野.kaotsunagi"]);
    assert_eq!(
        status(&mut session, Nothing {})
            .unwrap()
            .ledger
            .unwrap()
            .people,
        1,
        "the open one stays open"
    );
}

#[test]
fn nothing_is_ever_written_into_a_ledgers_folder() {
    let (dir, mut session) = midorino();
    let ledger = dir.path().join("みどり野.kaotsunagi");
    let kept = std::fs::read(ledger.join("ledger.db")).unwrap();
    let renamed = dir.path().join("別名");
    std::fs::create_dir(&renamed).unwrap();
    std::fs::copy(ledger.join("ledger.db"), renamed.join("ledger.db")).unwrap();
    let mut places = vec![
        ledger.join("ledger.db"),
        ledger.join("表").join("名簿.csv"),
        dir.path()
            .join("みどり野.kaotsunagi/../みどり野.kaotsunagi/名簿.csv"),
        renamed.join("名簿.csv"),
    ];
    #[cfg(unix)]
    {
        let link = dir.path().join("近道");
        std::os::unix::fs::symlink(&ledger, &link).unwrap();
        places.push(link.join("名簿.csv"));
    }
    for place in places {
        let refused = kaotsunagi_core::file::write(&place, b"x").unwrap_err();
        let problem = refused.problem(Language::Ja);
        assert_eq!(problem.code, "refused", "{}", place.display());
        assert!(
            problem.message.contains("台帳のフォルダーの中"),
            "{}",
            problem.message
        );
    }
    assert_eq!(std::fs::read(ledger.join("ledger.db")).unwrap(), kept);
    kaotsunagi_core::file::write(&dir.path().join("名簿.csv"), b"x").unwrap();

    let nested = new_ledger(&mut session, request(&ledger.join("二つ目")));
    assert!(
        matches!(nested, Err(Error::Refused { field, reason }) if field == "dir" && reason == "refused.inside_ledger")
    );
}

#[test]
fn a_wrong_passphrase_is_said_in_words_and_the_right_one_opens() {
    let (dir, mut session) = midorino();
    close_ledger(&mut session, Nothing {}).unwrap();
    let place = dir.path().join("みどり野");
    let wrong = open_ledger(
        &mut session,
        OpenLedger {
            dir: place.clone(),
            passphrase: "ちがう".to_owned(),
        },
    );
    let problem = wrong.unwrap_err().problem(Language::En);
    assert_eq!(problem.code, "wrong_passphrase");
    assert!(problem.message.contains("unharmed"));
    let opened = open_ledger(
        &mut session,
        OpenLedger {
            dir: place,
            passphrase: "ひみつの言葉\n".to_owned(),
        },
    )
    .unwrap();
    assert_eq!(opened.ledger.unwrap().me, "木佐貫 遥");
}

#[test]
fn without_a_ledger_every_use_case_says_so() {
    let mut session = Session::new(None, now());
    assert!(matches!(
        undo(&mut session, Nothing {}),
        Err(Error::NoLedger)
    ));
    let problem = kaotsunagi_core::border::call(&mut session, "people", serde_json::json!({}))
        .unwrap()
        .unwrap_err();
    assert_eq!(problem.code, "no_ledger");
}

#[test]
fn undo_and_redo_name_what_they_do_in_the_language_of_the_session() {
    let (_dir, mut session) = midorino();
    add(
        &mut session,
        "髙﨑 恵",
        "たかさき めぐみ",
        "community_pharmacist",
        "みどり調剤",
        "",
    );
    assert_eq!(
        undo(&mut session, Nothing {}).unwrap().operation,
        "人「髙﨑 恵」を追加"
    );
    session.speak(Language::En);
    let status = status(&mut session, Nothing {}).unwrap().ledger.unwrap();
    assert_eq!(
        (status.redo.as_str(), status.people),
        ("Add the person “髙﨑 恵”", 1)
    );
    assert!(
        redo(&mut session, Nothing {})
            .unwrap()
            .tables
            .contains(&"person".to_owned())
    );
}

#[test]
fn settings_and_the_last_ledger_are_found_again_by_the_next_sitting() {
    let home = tempfile::tempdir().unwrap();
    let mut session = Session::new(Some(home.path().to_owned()), now());
    new_ledger(&mut session, request(&home.path().join("みどり野"))).unwrap();
    let chosen = Settings {
        language: Language::En,
        theme: Theme::Dark,
        zoom: 150,
        ..Settings::default()
    };
    save_settings(&mut session, chosen.clone()).unwrap();
    assert!(
        save_settings(
            &mut session,
            Settings {
                zoom: 7,
                ..chosen.clone()
            }
        )
        .is_err()
    );
    close_ledger(&mut session, Nothing {}).unwrap();
    let mut next = Session::new(Some(home.path().to_owned()), now());
    let status = status(&mut next, Nothing {}).unwrap();
    assert_eq!(status.settings, chosen);
    assert!(status.last_ledger.ends_with("みどり野.kaotsunagi"));
    std::fs::remove_file(home.path().join("settings.json")).unwrap();
    assert_eq!(
        Session::new(Some(home.path().to_owned()), now()).language(),
        Language::Ja,
        "lost settings are no error"
    );
}

#[test]
fn the_history_of_a_person_is_told_in_words() {
    let (_dir, mut session) = midorino();
    let id = add(
        &mut session,
        "髙﨑 恵",
        "たかさき めぐみ",
        "pharmacist",
        "",
        "",
    );
    let mut card =
        kaotsunagi_core::people::person(&mut session, kaotsunagi_core::ById { id: id.clone() })
            .unwrap();
    card.fields.profession = Some("community_pharmacist".to_owned());
    kaotsunagi_core::people::save_person(
        &mut session,
        kaotsunagi_core::people::SavePerson {
            id: id.clone(),
            fields: card.fields,
        },
    )
    .unwrap();
    let history = history(
        &mut session,
        HistoryRequest {
            table: "person".to_owned(),
            id,
            limit: 0,
        },
    )
    .unwrap();
    let newest = &history.changes[0];
    assert_eq!(
        (
            newest.field.as_str(),
            newest.old.as_str(),
            newest.new.as_str(),
            newest.operation.as_str()
        ),
        ("職種", "薬剤師", "薬局薬剤師", "人「髙﨑 恵」を変更")
    );
    assert!(
        kaotsunagi_core::log::history(
            &mut session,
            HistoryRequest {
                table: "sqlite_master".to_owned(),
                id: "x".to_owned(),
                limit: 0,
            }
        )
        .is_err()
    );
}

#[test]
fn every_list_to_choose_from_is_there_in_both_languages() {
    let mut session = Session::new(None, now());
    for language in [Language::Ja, Language::En] {
        session.speak(language);
        let lists = vocabulary(&mut session, Nothing {}).unwrap();
        for (list, least) in [
            (&lists.professions, 50),
            (&lists.organisation_kinds, 50),
            (&lists.meeting_kinds, 20),
            (&lists.encounter_kinds, 15),
            (&lists.contact_ways, 5),
            (&lists.coordinator_kinds, 4),
            (&lists.sides, 4),
        ] {
            assert!(list.len() >= least, "{} of {least}", list.len());
            assert!(
                list.iter()
                    .all(|entry| !entry.id.is_empty() && !entry.name.is_empty())
            );
        }
        assert!(
            lists
                .professions
                .iter()
                .all(|entry| !entry.group.is_empty()),
            "long lists have headings"
        );
    }
}

#[test]
fn times_of_day_follow_the_zone_that_is_passed_in_never_the_machines() {
    let (_dir, mut session) = midorino();
    let ledger = status(&mut session, Nothing {}).unwrap().ledger.unwrap();
    assert_eq!(
        ledger.saved_at, "",
        "making the ledger is no saving of hers"
    );
    for (hours, time) in [(9, "10:32"), (-5, "20:32"), (0, "01:32")] {
        session.at(kaotsunagi_core::Now {
            zone: chrono::FixedOffset::east_opt(hours * 3600).unwrap(),
            ..now()
        });
        let id = crate::add(&mut session, &format!("髙﨑 恵 {hours}"), "", "", "", "");
        let ledger = status(&mut session, Nothing {}).unwrap().ledger.unwrap();
        assert_eq!(ledger.saved_at, time);
        let table = "person".to_owned();
        let history = history(
            &mut session,
            HistoryRequest {
                table,
                id,
                limit: 0,
            },
        )
        .unwrap();
        assert!(
            history.changes[0].at.ends_with(time),
            "{}",
            history.changes[0].at
        );
        undo(&mut session, Nothing {}).unwrap();
    }
}

#[test]
fn a_file_damaged_under_an_open_ledger_is_damage_to_every_command() {
    use std::io::{Seek as _, SeekFrom, Write as _};
    let (dir, mut session) = midorino();
    for number in 0..200 {
        crate::add(&mut session, &format!("髙﨑 恵 {number}"), "", "", "", "");
    }
    close_ledger(&mut session, Nothing {}).unwrap();
    let place = dir.path().join("みどり野.kaotsunagi");
    let mut file = std::fs::File::options()
        .write(true)
        .open(place.join("ledger.db"))
        .unwrap();
    let pages = file.metadata().unwrap().len() / 4096;
    let request = || OpenLedger {
        dir: place.clone(),
        passphrase: "ひみつの言葉".to_owned(),
    };
    open_ledger(&mut session, request()).unwrap();
    // All but what was read for opening.
    for page in 2..pages {
        file.seek(SeekFrom::Start(page * 4096 + 100)).unwrap();
        file.write_all(b"flipped").unwrap();
    }
    for (language, words) in [(Language::Ja, "控え"), (Language::En, "copy")] {
        let read = kaotsunagi_core::search::search(
            &mut session,
            serde_json::from_value(serde_json::json!({"text": "髙﨑", "limit": 20})).unwrap(),
        );
        let problem = read.map(|_| ()).unwrap_err().problem(language);
        assert_eq!(problem.code, "damaged", "{problem:?}");
        assert!(problem.message.contains(words), "{problem:?}");
        let undone = undo(&mut session, Nothing {}).map(|_| ()).unwrap_err();
        assert_eq!(undone.problem(language).code, "damaged", "{undone:?}");
    }
    drop(session);
    let checked = check_at(&place, "ひみつの言葉", Language::Ja).unwrap();
    assert!(!checked.sound && !checked.advice.is_empty());
    assert!(
        checked
            .findings
            .iter()
            .any(|found| found.trouble == "pages" && found.count > 10)
    );
}

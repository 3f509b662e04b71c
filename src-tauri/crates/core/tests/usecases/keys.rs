//! The sheet, the passphrase, the lock.

use kaotsunagi_core::keys::*;
use kaotsunagi_core::session::{Language, LedgerStatus, OpenLedger, open_ledger, status};
use kaotsunagi_core::{Error, Nothing, Session};

use super::midorino;

fn ledger(session: &mut Session) -> LedgerStatus {
    status(session, Nothing {}).unwrap().ledger.unwrap()
}

/// The key as it stands on the printed sheet, read back out of the PDF's own text by another program.
fn printed(session: &mut Session, dir: &std::path::Path) -> Vec<String> {
    let path = dir.join("復旧キー.pdf");
    save_recovery_sheet(session, SaveRecoverySheet { path: path.clone() }).unwrap();
    let text = std::process::Command::new("pdftotext")
        .args(["-layout".as_ref(), path.as_os_str(), "-".as_ref()])
        .output()
        .unwrap();
    let text = String::from_utf8(text.stdout).unwrap();
    // Number and group stand one after the other: 1 NEWZE 2 KWM2A …
    let words: Vec<&str> = text.split_whitespace().collect();
    (1..=7)
        .map(|number: u32| {
            let number = number.to_string();
            let mut pairs = words.windows(2);
            let pair = pairs.find(|pair| pair[0] == number && pair[1].len() == 5);
            pair.unwrap_or_else(|| panic!("no group {number}: {text}"))[1].to_owned()
        })
        .collect()
}

fn asked_back(sheet: &RecoverySheet, groups: &[String]) -> ConfirmRecovery {
    ConfirmRecovery {
        groups: sheet.asked.map(|number| {
            let group = &groups[usize::try_from(number).unwrap() - 1];
            format!(" {} ", group.to_lowercase())
        }),
    }
}

fn open(dir: &std::path::Path, passphrase: &str, session: &mut Session) -> Result<(), Error> {
    let request = OpenLedger {
        dir: dir.join("みどり野"),
        passphrase: passphrase.to_owned(),
    };
    open_ledger(session, request).map(|_| ())
}

#[test]
fn the_printed_sheet_is_tried_out_at_set_up_and_opens_the_ledger_later() {
    let (dir, mut session) = midorino();
    assert_eq!(ledger(&mut session).recovery, Recovery::Untried);
    let sheet = recovery_sheet(&mut session, Nothing {}).unwrap();
    assert!(sheet.asked[0] < sheet.asked[1]);
    let groups = printed(&mut session, dir.path());
    assert_eq!(groups.len(), 7, "{groups:?}");

    let mut wrong = asked_back(&sheet, &groups);
    wrong.groups[1] = wrong.groups[0].clone();
    let refused = confirm_recovery(&mut session, wrong).unwrap_err();
    let problem = refused.problem(Language::Ja);
    assert_eq!(problem.code, "wrong_group");
    assert!(problem.message.contains(&format!("{}組目", sheet.asked[1])));
    assert_eq!(ledger(&mut session).recovery, Recovery::Untried);

    confirm_recovery(&mut session, asked_back(&sheet, &groups)).unwrap();
    let after = ledger(&mut session);
    assert_eq!((after.recovery, after.sheet), (Recovery::Tried, sheet.mark));

    lock(&mut session, Nothing {}).unwrap();
    let request = OpenByRecovery {
        dir: dir.path().join("みどり野"),
        recovery_key: groups.join(" "),
        new_passphrase: "あたらしい言葉".to_owned(),
    };
    open_by_recovery(&mut session, request).unwrap();
    assert_eq!(ledger(&mut session).recovery, Recovery::Tried);
    lock(&mut session, Nothing {}).unwrap();
    assert!(open(dir.path(), "ひみつの言葉", &mut session).is_err());
    open(dir.path(), "あたらしい言葉", &mut session).unwrap();
}

#[test]
fn a_new_sheet_opens_nothing_before_it_was_tried_and_the_old_one_nothing_after() {
    let (dir, mut session) = midorino();
    let first = recovery_sheet(&mut session, Nothing {}).unwrap();
    let old = printed(&mut session, dir.path());
    confirm_recovery(&mut session, asked_back(&first, &old)).unwrap();

    let second = recovery_sheet(&mut session, Nothing {}).unwrap();
    let new = printed(&mut session, dir.path());
    assert_ne!(first.mark, second.mark);
    assert_eq!(
        ledger(&mut session).sheet,
        first.mark,
        "the old one still holds"
    );
    let by = |groups: &[String]| OpenByRecovery {
        dir: dir.path().join("みどり野"),
        recovery_key: groups.concat(),
        new_passphrase: "あたらしい言葉".to_owned(),
    };
    let refused = open_by_recovery(&mut session, by(&new)).unwrap_err();
    let problem = refused.problem(Language::En);
    assert_eq!(problem.code, "wrong_recovery_key");
    assert!(problem.message.contains(&first.mark) && problem.message.contains(&second.mark));

    // The ledger stands open as it did: the sheet can still be tried out.
    confirm_recovery(&mut session, asked_back(&second, &new)).unwrap();
    lock(&mut session, Nothing {}).unwrap();
    assert!(open_by_recovery(&mut session, by(&old)).is_err());
    open_by_recovery(&mut session, by(&new)).unwrap();
}

#[test]
fn a_slip_in_the_recovery_key_is_told_with_its_group_and_a_short_passphrase_is_refused() {
    let (dir, mut session) = midorino();
    recovery_sheet(&mut session, Nothing {}).unwrap();
    let mut groups = printed(&mut session, dir.path());
    lock(&mut session, Nothing {}).unwrap();
    let by = |groups: &[String], passphrase: &str| OpenByRecovery {
        dir: dir.path().join("みどり野"),
        recovery_key: groups.join("-"),
        new_passphrase: passphrase.to_owned(),
    };
    let short = open_by_recovery(&mut session, by(&groups, "みじかい")).unwrap_err();
    assert!(
        matches!(&short, Error::Refused { reason, .. } if reason == "refused.short_passphrase"),
        "{short:?} {groups:?}"
    );
    open(dir.path(), "ひみつの言葉", &mut session).unwrap();
    lock(&mut session, Nothing {}).unwrap();

    let few = open_by_recovery(&mut session, by(&groups[..6], "あたらしい言葉")).unwrap_err();
    assert!(matches!(few, Error::Refused { reason, .. } if reason == "refused.recovery_length"));
    let slip = if groups[3].starts_with('7') { "8" } else { "7" };
    groups[3].replace_range(..1, slip);
    let wrong = open_by_recovery(&mut session, by(&groups, "あたらしい言葉")).unwrap_err();
    assert!(matches!(wrong, Error::Group { group: 4, .. }));
}

#[test]
fn a_changed_passphrase_needs_the_old_one_and_leaves_the_sheet_as_it_is() {
    let (dir, mut session) = midorino();
    let change = |old: &str, new: &str| ChangePassphrase {
        old: old.to_owned(),
        new: new.to_owned(),
    };
    let mark = ledger(&mut session).sheet;
    let wrong = change_passphrase(&mut session, change("ちがう言葉", "あたらしい言葉"));
    assert_eq!(
        wrong.unwrap_err().problem(Language::Ja).code,
        "wrong_passphrase"
    );
    assert!(change_passphrase(&mut session, change("ひみつの言葉", " 　 ")).is_err());
    change_passphrase(&mut session, change("ひみつの言葉", "あたらしい言葉")).unwrap();
    assert_eq!(ledger(&mut session).sheet, mark);
    lock(&mut session, Nothing {}).unwrap();
    assert!(open(dir.path(), "ひみつの言葉", &mut session).is_err());
    open(dir.path(), "あたらしい言葉", &mut session).unwrap();
}

#[test]
fn locked_nothing_of_the_ledger_can_be_read() {
    let (dir, mut session) = midorino();
    recovery_sheet(&mut session, Nothing {}).unwrap();
    let locked = lock(&mut session, Nothing {}).unwrap();
    assert!(locked.locked && locked.ledger.is_none());
    for command in ["people", "today", "region", "recovery_sheet", "map"] {
        let answer = kaotsunagi_core::border::call(&mut session, command, serde_json::json!({}));
        let problem = answer.unwrap().unwrap_err();
        assert!(
            matches!(problem.code.as_str(), "no_ledger" | "refused"),
            "{command}: {problem:?}"
        );
    }
    assert!(matches!(
        kaotsunagi_core::today::today(&mut session, Nothing {}),
        Err(Error::NoLedger)
    ));
    // Another try at a wrong passphrase leaves it locked.
    assert!(open(dir.path(), "ちがう言葉", &mut session).is_err());
    assert!(status(&mut session, Nothing {}).unwrap().locked);
    open(dir.path(), "ひみつの言葉", &mut session).unwrap();
    assert!(!status(&mut session, Nothing {}).unwrap().locked);
}

#[test]
fn a_ledger_wants_a_passphrase_and_the_sample_none() {
    let dir = tempfile::tempdir().unwrap();
    let mut session = Session::new(Some(dir.path().to_owned()), super::now());
    for passphrase in ["", "　　　　　　", "みじかい"] {
        let mut request = super::request(&dir.path().join("みどり野"));
        request.passphrase = passphrase.to_owned();
        let refused = kaotsunagi_core::session::new_ledger(&mut session, request).unwrap_err();
        assert!(
            matches!(refused, Error::Refused { reason, .. } if reason == "refused.short_passphrase")
        );
    }
    assert_eq!(
        std::fs::read_dir(dir.path()).unwrap().count(),
        0,
        "nothing was made"
    );
    kaotsunagi_core::session::open_sample(&mut session, Nothing {}).unwrap();
    let sample = ledger(&mut session);
    assert!(sample.unprotected);
    assert_eq!(sample.recovery, Recovery::None);
    let refused = recovery_sheet(&mut session, Nothing {}).unwrap_err();
    assert!(matches!(refused, Error::Refused { reason, .. } if reason == "refused.sample"));
}

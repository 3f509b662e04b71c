use kaotsunagi_core::drafts::{KeepDraft, drafts, keep_draft};
use kaotsunagi_core::keys::lock;
use kaotsunagi_core::people::{PeopleRequest, people};
use kaotsunagi_core::session::{OpenLedger, Settings, open_ledger, save_settings, status, undo};
use kaotsunagi_core::{Error, Nothing, Session};

use super::midorino;

fn keep(session: &mut Session, id: &str, text: &str) {
    let request = KeepDraft {
        id: id.to_owned(),
        text: text.to_owned(),
    };
    keep_draft(session, request).unwrap();
}

fn kept(session: &mut Session) -> Vec<(String, String)> {
    let all = drafts(session, Nothing {}).unwrap().drafts;
    all.into_iter()
        .map(|draft| (draft.id, draft.text))
        .collect()
}

#[test]
fn the_newest_of_a_draft_is_kept_and_an_empty_one_is_none() {
    let (_dir, mut session) = midorino();
    keep(&mut session, "new-person", "髙");
    keep(&mut session, "new-person", "髙﨑");
    keep(&mut session, "encounter", "電話で相談");
    assert_eq!(
        kept(&mut session),
        [
            ("encounter".to_owned(), "電話で相談".to_owned()),
            ("new-person".to_owned(), "髙﨑".to_owned())
        ]
    );
    keep(&mut session, "encounter", "");
    assert_eq!(kept(&mut session).len(), 1);
    assert_eq!(
        undo(&mut session, Nothing {}).unwrap().operation,
        "",
        "typing is no operation"
    );
    assert!(
        keep_draft(
            &mut session,
            KeepDraft {
                id: String::new(),
                text: "x".to_owned()
            }
        )
        .is_err()
    );
}

#[test]
fn a_locked_ledger_answers_nothing_until_its_passphrase_comes() {
    let (_dir, mut session) = midorino();
    keep(&mut session, "new-person", "髙﨑");
    let locked = lock(&mut session, Nothing {}).unwrap();
    assert!(locked.locked && locked.ledger.is_none() && !locked.locked_sample);
    let request = || PeopleRequest {
        text: String::new(),
        side: None,
        profession: None,
        municipality: None,
        key_person: None,
    };
    assert!(matches!(
        people(&mut session, request()),
        Err(Error::NoLedger)
    ));
    assert!(matches!(
        drafts(&mut session, Nothing {}),
        Err(Error::NoLedger)
    ));
    let open = |session: &mut Session, passphrase: &str| {
        let request = OpenLedger {
            dir: locked.last_ledger.clone().into(),
            passphrase: passphrase.to_owned(),
        };
        open_ledger(session, request)
    };
    assert!(open(&mut session, "ちがう言葉").is_err());
    assert!(
        status(&mut session, Nothing {}).unwrap().locked,
        "still locked after a wrong one"
    );
    let opened = open(&mut session, "ひみつの言葉").unwrap();
    assert!(!opened.locked && opened.ledger.is_some());
    assert_eq!(kept(&mut session).len(), 1, "what was typed is still there");
}

#[test]
fn only_the_offered_minutes_lock_by_themselves() {
    let mut session = Session::new(None, super::now());
    for (minutes, holds) in [(0, true), (5, true), (60, true), (1, false), (61, false)] {
        let settings = Settings {
            auto_lock: minutes,
            ..Settings::default()
        };
        assert_eq!(
            save_settings(&mut session, settings).is_ok(),
            holds,
            "{minutes}"
        );
    }
}

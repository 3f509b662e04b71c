//! The same packs through a shared folder: what is half copied, in the way, taken back, copied along, and what is kept of it.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods
)] // also in what the tests share: a test may fail loudly, and writes files of its own

mod midorino;
mod packs;

use std::path::{Path, PathBuf};

use kaotsunagi_core::Nothing;
use kaotsunagi_core::session;
use kaotsunagi_core::share::*;
use midorino::Midorino;
use packs::*;

fn named(region: &mut Midorino, place: &Path) {
    let request = SetShareFolder {
        path: Some(place.to_owned()),
        passphrase: SECRET.to_owned(),
        recipient: "みどり野の調整員".to_owned(),
        basis: "joint_use".to_owned(),
    };
    set_share_folder(&mut region.session, request).expect("named");
}

fn exchange(region: &mut Midorino, take: bool) -> FolderExchanged {
    exchange_folder(&mut region.session, ExchangeFolder { take }).expect("exchanged")
}

#[test]
fn what_went_into_the_shared_folder_is_kept_once_for_each_change_with_whom_and_why() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut a = Midorino::new();
    add(&mut a, &agreed("髙﨑 恵", "", "megumi@nagi.example"));
    named(&mut a, folder.path());
    let given = |region: &Midorino| {
        let read = region.session.ledger().expect("open").read();
        read.exports().expect("read")
    };
    exchange(&mut a, true);
    exchange(&mut a, true);
    assert_eq!(given(&a).len(), 1);
    let audience = &given(&a)[0].audience;
    assert!(audience.starts_with("みどり野の調整員（"), "{audience}");
    add(&mut a, &agreed("𠮷村 いづみ", "", ""));
    exchange(&mut a, true);
    assert_eq!(given(&a).len(), 2);
    let nobody = SetShareFolder {
        path: Some(folder.path().to_owned()),
        passphrase: SECRET.to_owned(),
        recipient: " ".to_owned(),
        basis: String::new(),
    };
    assert!(set_share_folder(&mut a.session, nobody).is_err());
}

#[test]
fn what_was_taken_back_or_waits_is_offered_again_in_the_shared_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut a, mut b) = (Midorino::new(), Midorino::new());
    add(
        &mut a,
        &agreed("髙﨑 恵", "たかさき めぐみ", "megumi@nagi.example"),
    );
    for region in [&mut a, &mut b] {
        named(region, folder.path());
    }
    exchange(&mut a, true);
    assert_eq!(exchange(&mut b, true).others[0].state, FolderState::Taken);
    assert_eq!(
        exchange(&mut b, true).others[0].state,
        FolderState::Unchanged
    );
    session::undo(&mut b.session, Nothing {}).expect("undone");
    assert_eq!(exchange(&mut b, false).others[0].state, FolderState::New);
    assert_eq!(exchange(&mut b, true).others[0].state, FolderState::Taken);
    // Somebody who may be one with somebody here waits for a word, and is told every time.
    add(&mut b, &agreed("勅使河原 望", "てしがわら のぞみ", ""));
    add(
        &mut a,
        &agreed("勅使河原 望", "てしがわら のぞみ", "nozomi@hana.example"),
    );
    exchange(&mut a, true);
    for _ in 0..2 {
        let seen = exchange(&mut b, true);
        assert_eq!(
            seen.others[0].state,
            FolderState::New,
            "{}",
            seen.others[0].message
        );
        assert_eq!(names(&b).len(), 2);
    }
}

#[test]
fn a_copied_ledger_and_the_first_one_read_each_others_packs_in_the_shared_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut a = Midorino::new();
    add(&mut a, &agreed("髙﨑 恵", "", "megumi@nagi.example"));
    named(&mut a, folder.path());
    exchange(&mut a, true);
    let mut copy = a.copied();
    // What the first one left there before the copy is her own.
    assert!(exchange(&mut copy, true).others.is_empty());
    add(&mut a, &agreed("𠮷村 いづみ", "", ""));
    exchange(&mut a, true);
    assert_eq!(
        exchange(&mut copy, true).others[0].state,
        FolderState::Taken
    );
    assert_eq!(names(&copy), names(&a));
    add(&mut copy, &agreed("勅使河原 望", "", ""));
    exchange(&mut copy, true);
    exchange(&mut a, true);
    assert_eq!(names(&copy), names(&a));
}

#[test]
fn through_a_shared_folder_both_end_alike_and_a_half_copied_file_is_passed_over() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut a, mut b) = (Midorino::new(), Midorino::new());
    add(&mut a, &agreed("髙﨑 恵", "", "megumi@nagi.example"));
    add(&mut b, &agreed("𠮷村 いづみ", "", "izumi@nagi.example"));
    for region in [&mut a, &mut b] {
        named(region, folder.path());
    }
    let exchange = |region: &mut Midorino| exchange(region, true);
    let own = PathBuf::from(exchange(&mut a).own);
    let whole = std::fs::read(&own).expect("read");
    std::fs::write(&own, &whole[..whole.len() / 2]).expect("half copied");
    let seen = exchange(&mut b);
    assert_eq!(seen.others[0].state, FolderState::Skipped);
    assert_eq!(names(&b), ["𠮷村 いづみ"]);
    std::fs::write(&own, &whole).expect("copied");
    assert_eq!(exchange(&mut b).others[0].state, FolderState::Taken);
    assert_eq!(exchange(&mut a).others[0].state, FolderState::Taken);
    assert_eq!(names(&a), names(&b));
    assert_eq!(exchange(&mut a).others[0].state, FolderState::Unchanged);
    let files = std::fs::read_dir(folder.path()).expect("read").count();
    assert_eq!(files, 2, "each its own file, and nothing else");
}

#[test]
fn a_shared_folder_that_takes_nothing_or_is_gone_is_told_and_the_others_are_read_all_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().join("nas");
    std::fs::create_dir(&place).expect("made");
    let (mut a, mut b) = (Midorino::new(), Midorino::new());
    add(&mut a, &agreed("髙﨑 恵", "", "megumi@nagi.example"));
    add(&mut b, &agreed("𠮷村 いづみ", "", "izumi@nagi.example"));
    for region in [&mut a, &mut b] {
        named(region, &place);
    }
    let exchange =
        |region: &mut Midorino| exchange_folder(&mut region.session, ExchangeFolder { take: true });
    let of_a = PathBuf::from(exchange(&mut a).expect("put there").own);
    let of_b = PathBuf::from(exchange(&mut b).expect("put there").own);
    assert_eq!(names(&b), ["髙﨑 恵", "𠮷村 いづみ"]);

    // Her own file can't be replaced there; what the colleague gave is read nevertheless.
    std::fs::remove_file(&of_b).expect("taken away");
    std::fs::create_dir(&of_b).expect("in the way");
    add(&mut a, &agreed("勅使河原 望", "", "nozomi@hana.example"));
    exchange(&mut a).expect("put there");
    let seen = exchange(&mut b).expect("looked");
    assert!(
        seen.problem
            .is_some_and(|problem| problem.contains(&of_b.display().to_string()))
    );
    assert_eq!(names(&b).len(), 3);
    assert!(of_b.is_dir(), "and nothing is left beside it");
    assert_eq!(std::fs::read_dir(&place).expect("read").count(), 2);

    // From the folder a pack opens without asking for its passphrase, from elsewhere it asks.
    let open = |region: &mut Midorino, path: &Path| {
        let request = OpenPack {
            path: path.to_owned(),
            passphrase: None,
            decisions: Vec::new(),
        };
        open_pack(&mut region.session, request)
    };
    assert!(open(&mut b, &of_a).is_ok());
    let elsewhere = folder.path().join(of_a.file_name().expect("a name"));
    std::fs::copy(&of_a, &elsewhere).expect("copied");
    assert!(open(&mut b, &elsewhere).is_err());

    std::fs::rename(&place, folder.path().join("pulled out")).expect("gone");
    let gone = exchange(&mut a).expect_err("no folder").to_string();
    let before = names(&a);
    std::fs::rename(folder.path().join("pulled out"), &place).expect("back");
    exchange(&mut a).expect("goes on");
    assert_eq!(names(&a), before, "{gone}");
}

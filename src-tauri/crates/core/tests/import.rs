//! A colleague's files meet the sample region's ledger.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // a test says what it expects by failing

use std::path::{Path, PathBuf};

use kaotsunagi_core::session::Language;
use kaotsunagi_core::{Now, Session, border, sample};
use serde_json::{Value, json};

fn now() -> Now {
    Now {
        utc: "2026-11-22T03:00:00Z".parse().unwrap(),
        zone: chrono::FixedOffset::east_opt(9 * 3600).unwrap(),
        today: "2026-11-22".parse().unwrap(),
    }
}

fn call(session: &mut Session, name: &str, request: Value) -> Value {
    border::call(session, name, request)
        .unwrap()
        .unwrap_or_else(|problem| panic!("{name}: {problem:?}"))
}

fn repository(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../..")
        .join(file)
}

struct Desk {
    session: Session,
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let dir = folder.path().join("sample.kaotsunagi");
        sample::make(&dir, 0, 0, 0, now()).unwrap();
        let mut session = Session::new(None, now());
        call(
            &mut session,
            "open_ledger",
            json!({"dir": dir, "passphrase": ""}),
        );
        Self { session, folder }
    }

    fn file(&self, name: &str, content: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        #[allow(clippy::disallowed_methods)] // a fixture
        std::fs::write(&path, content).unwrap();
        path
    }

    fn dry_run(&mut self, path: &Path) -> Value {
        call(
            &mut self.session,
            "read_contacts",
            json!({"path": path, "encoding": null}),
        )
    }

    fn import(&mut self, path: &Path, decisions: Value) -> Value {
        call(
            &mut self.session,
            "import_contacts",
            json!({"path": path, "encoding": null, "source": "同僚から", "decisions": decisions}),
        )
    }

    fn people(&mut self) -> Value {
        call(&mut self.session, "people", json!({}))["total"].clone()
    }

    fn undo_name(&mut self) -> Value {
        call(&mut self.session, "status", json!({}))["ledger"]["undo"].clone()
    }

    fn find(&mut self, text: &str) -> Value {
        let rows = call(&mut self.session, "people", json!({"text": text}))["rows"].clone();
        let id = rows[0]["id"].clone();
        call(&mut self.session, "person", json!({"id": id}))
    }
}

fn sums_up(run: &Value) -> bool {
    let count = |name: &str| run[name].as_u64().unwrap();
    count("read")
        == count("new")
            + count("updated")
            + count("unchanged")
            + count("doubtful")
            + count("rejected")
        && count("read") == run["rows"].as_array().unwrap().len() as u64
}

#[test]
fn every_file_of_the_sample_shows_its_rows_before_anything_is_written_and_the_same_file_again_changes_nothing()
 {
    for name in [
        "西部勉強会R8.xlsx",
        "みどり野市医師会名簿_cp932.csv",
        "携帯の連絡先.vcf",
    ] {
        let mut desk = Desk::new();
        let path = repository("assets/sample-region").join(name);
        let (people, undo) = (desk.people(), desk.undo_name());
        let run = desk.dry_run(&path);
        assert!(sums_up(&run), "{name}: the counts add up");
        assert!(run["new"].as_u64().unwrap() > 0, "{name}: somebody is new");
        assert_eq!(
            (desk.people(), desk.undo_name()),
            (people, undo),
            "{name}: a dry run writes nothing"
        );

        let first = desk.import(&path, json!([]))["result"].clone();
        assert!(sums_up(&first), "{name}: the counts add up after taking in");
        let after = (desk.people(), desk.undo_name());
        let again = desk.import(&path, json!([]));
        assert_eq!(
            again["result"]["new"], 0,
            "{name}: nobody is new the second time: {:#}",
            again["result"]
        );
        assert_eq!(
            again["result"]["updated"], 0,
            "{name}: nothing is changed the second time"
        );
        assert_eq!(again["operation"], "", "{name}: nothing was written");
        assert_eq!(
            (desk.people(), desk.undo_name()),
            after,
            "{name}: the ledger is as it was"
        );
    }
}

#[test]
fn a_new_mobile_number_is_taken_over_and_an_older_list_never_rolls_it_back() {
    let mut desk = Desk::new();
    let old = desk.file(
        "old.csv",
        "氏名,所属,携帯\n髙﨑 恵,みどり調剤薬局,070-0000-7777\n",
    );
    let new = desk.file(
        "new.csv",
        "氏名,所属,携帯\n高崎 恵,みどり調剤薬局,070-0000-8888\n",
    );
    assert_eq!(
        desk.import(&old, json!([]))["result"]["updated"],
        1,
        "found by name and organisation"
    );
    let run = desk.dry_run(&new);
    assert_eq!(
        run["rows"][0]["changes"][0][1], "070-0000-7777",
        "the old value is shown"
    );
    assert_eq!(
        run["rows"][0]["changes"][0][2], "070-0000-8888",
        "beside the new one"
    );
    desk.import(&new, json!([]));
    assert_eq!(
        desk.import(&old, json!([]))["result"]["unchanged"],
        1,
        "this row came in before"
    );
    let card = desk.find("髙﨑 恵");
    assert_eq!(card["fields"]["mobile"], "070-0000-8888");
    assert_eq!(
        card["fields"]["name"], "髙﨑 恵",
        "the kept name stays byte for byte"
    );
}

#[test]
fn a_colleagues_list_with_the_same_switchboard_number_never_merges_two_people() {
    let mut desk = Desk::new();
    let list = desk.file(
        "list.csv",
        "氏名,所属,電話\n佐藤 恵,こだま医院,000-555-1111\n佐藤 徹,こだま医院,000-555-1111\n",
    );
    let result = desk.import(&list, json!([]))["result"].clone();
    assert_eq!(result["new"], 2, "two people: {result:#}");
}

#[test]
fn the_doubtful_wait_for_her_decision() {
    let mut desk = Desk::new();
    let list = desk.file("list.csv", "氏名,所属\n髙﨑 恵,ほかの薬局\n");
    let run = desk.dry_run(&list);
    assert_eq!(
        run["rows"][0]["outcome"], "doubtful",
        "the same name elsewhere: {run:#}"
    );
    let person = run["rows"][0]["match"]["person"].clone();
    let people = desk.people();
    assert_eq!(
        desk.import(&list, json!([]))["operation"],
        "",
        "without her word nothing is written"
    );
    let row = run["rows"][0]["row"].clone();
    desk.import(
        &list,
        json!([{"row": row, "choice": "same", "person": person}]),
    );
    assert_eq!(desk.people(), people, "the same person");
    assert_eq!(
        desk.find("髙﨑 恵")["posts"].as_array().unwrap().len(),
        2,
        "a second post, the first is kept"
    );
    call(&mut desk.session, "undo", json!({}));
    assert_eq!(
        desk.find("髙﨑 恵")["posts"].as_array().unwrap().len(),
        1,
        "undone as one"
    );
    desk.import(
        &list,
        json!([{"row": row, "choice": "new", "person": null}]),
    );
    assert_eq!(desk.people(), people.as_u64().unwrap() + 1, "somebody else");
}

#[test]
fn what_has_no_place_is_kept_as_a_note_and_markup_is_only_text() {
    let mut desk = Desk::new();
    let list = desk.file("list.csv", "氏名,所属,備考,得意なこと\n<img src=x onerror=alert(1)>,丘の薬局,=cmd|' /C calc'!A0,無菌調剤\n,,,\n");
    desk.import(&list, json!([]));
    let card = desk.find("<img");
    assert_eq!(card["fields"]["name"], "<img src=x onerror=alert(1)>");
    let note = card["fields"]["note"].as_str().unwrap();
    assert!(
        note.contains("=cmd|' /C calc'!A0") && note.contains("得意なこと：無菌調剤"),
        "{note}"
    );
}

#[test]
fn rows_with_only_an_organisation_or_only_a_telephone_land() {
    let mut desk = Desk::new();
    let list = desk.file(
        "list.csv",
        "氏名,所属,電話\n,夜明け診療所,000-777-1111\n,,070-0000-9876\n",
    );
    let result = desk.import(&list, json!([]))["result"].clone();
    assert_eq!(result["new"], 2, "{result:#}");
    let found = call(
        &mut desk.session,
        "organisations",
        json!({"text": "夜明け"}),
    );
    assert_eq!(found["rows"][0]["phone"], "000-777-1111");
    assert_eq!(
        desk.import(&list, json!([]))["operation"],
        "",
        "the same file again changes nothing"
    );
}

#[test]
fn a_list_given_out_holds_only_those_who_agreed_and_no_formula() {
    let mut desk = Desk::new();
    let path = desk.folder.path().join("list.csv");
    let given = call(
        &mut desk.session,
        "export_people",
        json!({"path": path, "include_unknown": false}),
    );
    let text = String::from_utf8(std::fs::read(&path).unwrap()).unwrap();
    assert!(
        text.starts_with('\u{feff}'),
        "Excel opens it by double click"
    );
    assert!(
        text.contains("𠮷村 いづみ") && !text.contains("早乙女 徹"),
        "consent decides"
    );
    let ogishima = text.lines().find(|line| line.contains("荻島")).unwrap();
    assert!(
        !ogishima.contains("070-0000-0015") && !ogishima.contains("@"),
        "workplace only: {ogishima}"
    );
    assert!(given["left_out"].as_u64().unwrap() > 0);
}

#[test]
fn a_broken_card_is_told_in_both_languages_with_its_name() {
    let mut desk = Desk::new();
    let path = desk.file(
        "broken.vcf",
        "BEGIN:VCARD\nN:能登谷;表子\nBEGIN:VCARD\nN:荻島;真\nEND:VCARD\nBEGIN:VCARD\nFN:宇津木 誠\n",
    );
    for (language, words) in [
        (Language::Ja, "カードの終わり"),
        (Language::En, "The card has no end"),
    ] {
        desk.session.speak(language);
        let run = desk.dry_run(&path);
        assert_eq!((&run["rejected"], &run["read"]), (&json!(2), &json!(3)));
        for (row, name) in [(0, "能登谷 表子"), (2, "宇津木 誠")] {
            let row = &run["rows"][row];
            assert_eq!(
                (&row["outcome"], &row["name"]),
                (&json!("rejected"), &json!(name))
            );
            let reason = row["reason"].as_str().unwrap();
            assert!(reason.contains(words), "{reason}");
        }
    }
    assert_eq!(desk.import(&path, json!([]))["result"]["rejected"], 2);
}

/// The problem that taking in answers with.
fn refused(desk: &mut Desk, path: &Path, decisions: Value) -> String {
    let problem = border::call(
        &mut desk.session,
        "import_contacts",
        json!({"path": path, "encoding": null, "source": "", "decisions": decisions}),
    )
    .unwrap()
    .unwrap_err();
    assert_eq!(problem.code, "refused");
    problem.message
}

#[test]
fn a_decision_that_means_nothing_is_refused_and_nothing_is_written() {
    let mut desk = Desk::new();
    let list = desk.file("list.csv", "氏名,所属\n四方田 樹,ほかの薬局\n");
    let row = desk.dry_run(&list)["rows"][0]["row"].clone();
    let (people, undo) = (desk.people(), desk.undo_name());
    let known = call(&mut desk.session, "people", json!({}))["rows"][0]["id"].clone();
    for person in [
        Value::Null,
        "髙﨑".into(),
        "018f0000-0000-7000-8000-000000000000".into(),
    ] {
        let decision = json!([{"row": row, "choice": "same", "person": person}]);
        let message = refused(&mut desk, &list, decision);
        assert!(message.contains("その人は台帳にいません"), "{message}");
    }
    let decision = json!([{"row": 999, "choice": "same", "person": known}]);
    let message = refused(&mut desk, &list, decision);
    assert!(
        message.contains("その行はファイルにありません"),
        "{message}"
    );
    assert_eq!((desk.people(), desk.undo_name()), (people, undo));
}

#[test]
fn somebody_she_removed_does_not_come_back_unasked() {
    let mut desk = Desk::new();
    let list = desk.file("list.csv", "氏名,所属\n四方田 樹,ほかの薬局\n");
    let taken = desk.import(&list, json!([]));
    let person = taken["result"]["rows"][0]["person"].clone();
    call(&mut desk.session, "remove_person", json!({"id": person}));
    let people = desk.people();
    let run = desk.dry_run(&list);
    assert_eq!(run["rows"][0]["outcome"], "doubtful", "{run:#}");
    let reason = run["rows"][0]["reason"].as_str().unwrap();
    assert!(reason.contains("削除した人です"), "{reason}");
    assert_eq!(desk.import(&list, json!([]))["operation"], "");
    assert_eq!(desk.people(), people, "she stays away");
    let row = run["rows"][0]["row"].clone();
    desk.import(
        &list,
        json!([{"row": row, "choice": "new", "person": null}]),
    );
    assert_eq!(
        desk.people(),
        people.as_u64().unwrap() + 1,
        "unless she is wanted"
    );
}

#[test]
fn a_folder_is_no_contact_file() {
    let mut desk = Desk::new();
    let folder = desk.folder.path().join("連絡先.csv");
    std::fs::create_dir(&folder).unwrap();
    let problem = border::call(
        &mut desk.session,
        "read_contacts",
        json!({"path": folder, "encoding": null}),
    )
    .unwrap()
    .unwrap_err();
    assert_eq!(problem.code, "file");
    assert!(
        problem.detail.contains("not a regular file"),
        "{}",
        problem.detail
    );
}
#[test]
fn whoever_is_wanted_back_comes_back_as_the_same_person() {
    let mut desk = Desk::new();
    let list = desk.file("list.csv", "氏名,所属\n四方田 樹,ほかの薬局\n");
    let taken = desk.import(&list, json!([]));
    let person = taken["result"]["rows"][0]["person"].clone();
    call(&mut desk.session, "remove_person", json!({"id": person}));
    let people = desk.people();
    let run = desk.dry_run(&list);
    let matched = &run["rows"][0]["match"];
    assert_eq!(
        (&matched["person"], &matched["removed"]),
        (&person, &Value::Bool(true))
    );
    assert_eq!(matched["name"], "四方田 樹");
    let row = run["rows"][0]["row"].clone();
    let back = desk.import(
        &list,
        json!([{"row": row, "choice": "same", "person": person}]),
    );
    assert_eq!(back["result"]["rows"][0]["person"], person);
    assert_eq!(desk.people(), people.as_u64().unwrap() + 1);
    let card = call(&mut desk.session, "person", json!({"id": person}));
    assert_eq!(
        card["posts"][0]["organisation_name"], "ほかの薬局",
        "{card:#}"
    );
    call(&mut desk.session, "undo", json!({}));
    assert_eq!(desk.people(), people, "undone as one");
}

#[test]
fn a_file_that_changed_after_the_dry_run_is_not_taken_in() {
    let mut desk = Desk::new();
    let list = desk.file("list.csv", "氏名,所属\n四方田 樹,ほかの薬局\n");
    let digest = desk.dry_run(&list)["digest"].clone();
    let people = desk.people();
    let import = |desk: &mut Desk| {
        border::call(
            &mut desk.session,
            "import_contacts",
            json!({"path": list, "encoding": null, "source": "", "decisions": [], "digest": digest}),
        )
        .unwrap()
    };
    desk.file("list.csv", "氏名,所属\n五十嵐 梢,ほかの薬局\n");
    let problem = import(&mut desk).unwrap_err();
    assert!(
        problem.message.contains("ファイルが変わっています"),
        "{}",
        problem.message
    );
    assert_eq!(desk.people(), people);
    desk.file("list.csv", "氏名,所属\n四方田 樹,ほかの薬局\n");
    import(&mut desk).unwrap();
    assert_eq!(desk.people(), people.as_u64().unwrap() + 1);
}

#[test]
fn a_newer_list_asks_about_somebody_removed_too_and_fills_in_what_it_says() {
    let mut desk = Desk::new();
    let list = desk.file(
        "list.csv",
        "氏名,所属,メール\n四方田 樹,ほかの薬局,itsuki@hoka.example\n",
    );
    let taken = desk.import(&list, json!([]));
    let person = taken["result"]["rows"][0]["person"].clone();
    call(&mut desk.session, "remove_person", json!({"id": person}));
    let newer = desk.file(
        "newer.csv",
        "氏名,所属,メール,電話\n四方田 樹,ほかの薬局,itsuki@hoka.example,000-333-4444\n",
    );
    let run = desk.dry_run(&newer);
    assert_eq!(run["rows"][0]["outcome"], "doubtful", "{run:#}");
    assert_eq!(run["rows"][0]["match"]["person"], person);
    let row = run["rows"][0]["row"].clone();
    desk.import(
        &newer,
        json!([{"row": row, "choice": "same", "person": person}]),
    );
    let card = call(&mut desk.session, "person", json!({"id": person}));
    assert_eq!(card["fields"]["phone"], "000-333-4444", "{card:#}");
}

#[test]
fn the_same_removed_person_in_two_rows_comes_back_once_and_as_she_left_them() {
    let mut desk = Desk::new();
    let line = "四方田 樹,ほかの薬局,itsuki@hoka.example\n";
    let list = desk.file("list.csv", &format!("氏名,所属,メール\n{line}{line}"));
    let taken = desk.import(&list, json!([]));
    let person = taken["result"]["rows"][0]["person"].clone();
    let mut fields = call(&mut desk.session, "person", json!({"id": person}))["fields"].clone();
    fields["email"] = "itsuki@atarashii.example".into();
    call(
        &mut desk.session,
        "save_person",
        json!({"id": person, "fields": fields}),
    );
    call(&mut desk.session, "remove_person", json!({"id": person}));
    let run = desk.dry_run(&list);
    assert_eq!(run["doubtful"], 2, "{run:#}");
    let decisions: Vec<Value> = run["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| json!({"row": row["row"], "choice": "same", "person": person}))
        .collect();
    desk.import(&list, json!(decisions));
    let card = call(&mut desk.session, "person", json!({"id": person}));
    assert_eq!(card["fields"]["email"], "itsuki@atarashii.example");

    let row = run["rows"][0]["row"].clone();
    let skip = json!({"row": row, "choice": "skip", "person": null});
    assert!(refused(&mut desk, &list, json!([skip, skip])).contains("二つの決定"));
}

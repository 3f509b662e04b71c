//! Lists of different days: the newer one is followed, an older one never rolls back what was learned since.
#![allow(clippy::expect_used, clippy::indexing_slicing)] // also in what the tests share: a test may fail loudly

mod lists;
mod midorino;

use ledger::affiliation::AffiliationFields;
use ledger::person::PersonFields;
use lists::*;
use midorino::{Midorino, day};
use serde_json::{Value, json};

const HER: &str = "髙﨑 恵,たかさき めぐみ";
const REACHED: &str = "takasaki@nagi.example,070-0000-0001,";

fn at(region: &Midorino, name: &str, place: &str) -> String {
    list(region, name, &format!("{HER},{place},,{REACHED}\n"))
}

/// Where she is now.
fn places(region: &mut Midorino, id: ledger::PersonId) -> Vec<String> {
    let posts = card(region, id)["posts"].as_array().expect("posts").clone();
    let present = posts
        .into_iter()
        .filter(|post| post["fields"]["to"].is_null());
    present
        .map(|post| {
            post["organisation_name"]
                .as_str()
                .expect("a name")
                .to_owned()
        })
        .collect()
}

#[test]
fn what_a_newer_list_confirmed_an_older_one_does_not_move() {
    let (mut region, her, _) = region();
    let moved = at(&region, "名簿_20250401.csv", "わかば診療所");
    import(&mut region, &moved, None, json!([]));
    let confirmed = at(&region, "名簿_20260401.csv", "わかば診療所");
    import(&mut region, &confirmed, None, json!([]));
    let stray = at(
        &region,
        "古い当番表_20251001.csv",
        "訪問看護ステーション なぎ",
    );
    let row = dry_run(&mut region, &stray, None)["rows"][0].clone();
    assert_eq!(row["outcome"], "unchanged", "{row:#}");
    assert_eq!(row["stays"][0][1], "わかば診療所", "{row:#}");
    import(&mut region, &stray, None, json!([]));
    assert_eq!(places(&mut region, her), ["わかば診療所"]);
    // A newer one moves her.
    let newer = at(&region, "名簿_20261001.csv", "訪問看護ステーション なぎ");
    import(&mut region, &newer, None, json!([]));
    assert_eq!(places(&mut region, her), ["訪問看護ステーション なぎ"]);
}

#[test]
fn a_post_that_was_typed_or_gone_through_after_the_lists_day_stays() {
    let (mut region, her, _) = region();
    let older = at(&region, "名簿_20190401.csv", "わかば診療所");
    let row = dry_run(&mut region, &older, None)["rows"][0].clone();
    assert_eq!(row["outcome"], "unchanged", "typed in May 2020: {row:#}");
    call(&mut region, "confirm_person", json!({"id": her}));
    let older = at(&region, "名簿_20260401.csv", "わかば診療所");
    let row = dry_run(&mut region, &older, None)["rows"][0].clone();
    assert_eq!(row["outcome"], "unchanged", "gone through since: {row:#}");
}

#[test]
fn who_holds_no_post_any_more_gets_none_from_the_time_before() {
    let (mut region, her, _) = region();
    let posts = card(&mut region, her)["posts"].clone();
    let id = posts[0]["id"]
        .as_str()
        .expect("an id")
        .parse()
        .expect("an id");
    region.write(|write| {
        let fields = write.affiliation(id)?.fields;
        let ended = AffiliationFields {
            to: Some(day("2026-03-31")),
            ..fields
        };
        write.save_affiliation(id, &ended)
    });
    let older = at(&region, "名簿_20250401.csv", "わかば診療所");
    let row = dry_run(&mut region, &older, None)["rows"][0].clone();
    assert_eq!(row["outcome"], "unchanged", "{row:#}");
    import(&mut region, &older, None, json!([]));
    assert!(places(&mut region, her).is_empty());
}

#[test]
fn what_she_took_away_no_older_list_brings_back_and_a_blank_is_filled() {
    let (mut region, her, _) = region();
    region.write(|write| {
        let mut fields = write.person(her)?.fields;
        fields.mobile = String::new();
        write.save_person(her, &fields)
    });
    let rows = format!(
        "{HER},訪問看護ステーション なぎ,,takasaki@nagi.example,070-0000-0001,000-1111-0003\n"
    );
    let older = list(&region, "名簿_20240401.csv", &rows);
    import(&mut region, &older, None, json!([]));
    let fields = card(&mut region, her)["fields"].clone();
    assert_eq!(fields["mobile"], "");
    assert_eq!(
        fields["phone"], "000-1111-0003",
        "nobody ever took a telephone away"
    );
}

#[test]
fn the_same_row_on_a_newer_list_is_news_again_when_the_ledger_was_told_otherwise_since() {
    let (mut region, her, _) = region();
    let with = |region: &Midorino, name: &str, mobile: &str| {
        let row = format!("{HER},訪問看護ステーション なぎ,主任,takasaki@nagi.example,{mobile},\n");
        list(region, name, &row)
    };
    for (name, mobile) in [
        ("名簿_20250401.csv", "070-0000-0001"),
        ("名簿_20251001.csv", "070-0000-0009"),
        ("名簿_20260401.csv", "070-0000-0001"),
    ] {
        let path = with(&region, name, mobile);
        import(&mut region, &path, None, json!([]));
        assert_eq!(card(&mut region, her)["fields"]["mobile"], mobile, "{name}");
    }
}

#[test]
fn two_posts_of_somebody_new_in_one_list_are_held_side_by_side() {
    let (mut region, _, _) = region();
    let rows = "四方田 薫,よもだ かおる,甲斐内科,院長,kaoru@kai.example,,\n\
                四方田 薫,よもだ かおる,乙坂医院,医師,kaoru@kai.example,,\n";
    let path = list(&region, "名簿_20260401.csv", rows);
    let taken = import(&mut region, &path, None, json!([]));
    let id = taken["result"]["rows"][0]["person"].clone();
    assert_eq!(taken["result"]["rows"][1]["person"], id, "{taken:#}");
    let card = call(&mut region, "person", json!({"id": id}));
    let posts = card["posts"].as_array().expect("posts");
    assert_eq!(posts.len(), 2);
    assert!(
        posts.iter().all(|post| post["fields"]["to"].is_null()),
        "{posts:#?}"
    );
}

#[test]
fn a_new_switchboard_takes_the_place_of_the_old_one() {
    let (mut region, _, station) = region();
    let people: Vec<ledger::PersonId> = ["甲田 一", "乙川 二", "丙山 三", "丁野 四"]
        .iter()
        .map(|name| {
            let number = |fields: &mut PersonFields| fields.phone = "000-1111-0000".to_owned();
            region.person_with(name, "nurse", station, number, |_| {})
        })
        .collect();
    let rows: String = ["甲田 一", "乙川 二", "丙山 三", "丁野 四"]
        .iter()
        .map(|name| format!("{name},,訪問看護ステーション なぎ,,,,000-2222-0000\n"))
        .collect();
    let path = list(&region, "名簿.csv", &rows);
    let request = json!({"path": path, "encoding": null, "source": "", "as_of": "2026-11-22", "decisions": []});
    call(&mut region, "import_contacts", request);
    for person in people {
        assert_eq!(
            card(&mut region, person)["fields"]["phone"],
            "000-2222-0000"
        );
    }
}

#[test]
fn a_row_that_repeats_one_that_waits_waits_as_well() {
    let (mut region, her, _) = region();
    region.write(|write| write.remove_person(her));
    let row = format!("{HER},訪問看護ステーション なぎ,主任,{REACHED}\n");
    let path = list(&region, "名簿_20260401.csv", &format!("{row}{row}"));
    let run = dry_run(&mut region, &path, None);
    assert_eq!(
        (&run["doubtful"], &run["new"]),
        (&json!(2), &json!(0)),
        "{run:#}"
    );
    let later = json!([{"row": 2, "choice": "later", "person": null}]);
    let request = json!({"path": path, "encoding": null, "decisions": later});
    let run = call(&mut region, "read_contacts", request);
    assert_eq!(run["new"], 0, "{run:#}");
}

#[test]
fn a_row_that_was_decided_twice_adds_one_person_and_a_word_given_later_is_remembered() {
    let (mut region, her, _) = region();
    let path = list(&region, "名簿_20260401.csv", "髙﨑 恵,,わかば診療所,,,,\n");
    let other: Value =
        json!([{"row": 2, "choice": "other", "person": her, "why": "電話で確かめた"}]);
    import(&mut region, &path, None, other.clone());
    import(&mut region, &path, None, other);
    let found = call(&mut region, "people", json!({"text": "髙﨑"}));
    assert_eq!(found["rows"].as_array().map(Vec::len), Some(2), "{found:#}");

    let path = list(
        &region,
        "別の名簿_20260401.csv",
        "髙﨑 恵,たかさき めぐみ,,,,,\n",
    );
    let later = json!([{"row": 2, "choice": "later", "person": null}]);
    import(&mut region, &path, None, later);
    let same = json!([{"row": 2, "choice": "same", "person": her}]);
    import(&mut region, &path, None, same);
    let row = dry_run(&mut region, &path, None)["rows"][0].clone();
    assert_eq!(
        row["outcome"], "unchanged",
        "she is not asked again: {row:#}"
    );
}

#[test]
fn somebody_named_at_two_places_is_one_by_her_word_and_holds_both_posts() {
    let (mut region, _, _) = region();
    let rows = "四方田 薫,よもだ かおる,甲斐内科,,,,\n四方田 薫,よもだ かおる,乙坂医院,,,,\n";
    let path = list(&region, "名簿_20260401.csv", rows);
    let row = dry_run(&mut region, &path, None)["rows"][1].clone();
    assert_eq!(row["outcome"], "new", "{row:#}");
    let reason = row["reason"].as_str().expect("words");
    assert!(reason.contains("2行目と氏名が同じ"), "{reason}");
    assert_eq!(row["match"], json!(null), "nobody of the ledger is named");
    let key = row["candidates"][0]["key"].clone();
    assert_eq!(row["candidates"][0]["person"], "");
    let same = json!([{"row": 3, "choice": "same", "person": key}]);
    let taken = import(&mut region, &path, None, same)["result"]["rows"].clone();
    assert_eq!(taken[0]["person"], taken[1]["person"], "{taken:#}");
    let id = taken[0]["person"]
        .as_str()
        .expect("an id")
        .parse()
        .expect("an id");
    let mut held = places(&mut region, id);
    held.sort();
    assert_eq!(held, ["乙坂医院", "甲斐内科"]);
}

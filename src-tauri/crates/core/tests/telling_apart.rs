//! What a row of a list is: somebody new, nothing new, new facts, somebody who moved or was renamed, an older list, perhaps
//! somebody known, somebody who is not whom they look like.
#![allow(clippy::expect_used, clippy::indexing_slicing)] // also in what the tests share: a test may fail loudly

mod lists;
mod midorino;

use lists::*;
use serde_json::{Value, json};

#[test]
fn who_moved_gets_the_new_post_and_the_old_one_ends_the_day_before_the_list() {
    let (mut region, her, _) = region();
    let path = list(
        &region,
        "名簿（令和8年4月1日現在）.csv",
        "髙﨑 恵,たかさき めぐみ,わかば診療所,看護師長,takasaki@nagi.example,070-0000-0001,\n",
    );
    let run = dry_run(&mut region, &path, None);
    assert_eq!(
        (&run["as_of"], &run["as_of_from"]),
        (&json!("2026-04-01"), &json!("stated"))
    );
    let row = &run["rows"][0];
    assert_eq!(
        (&row["outcome"], &row["kind"]),
        (&json!("updated"), &json!("moved")),
        "{row:#}"
    );
    let reason = row["reason"].as_str().expect("words");
    assert!(
        reason.contains("「訪問看護ステーション なぎ 主任」から「わかば診療所 看護師長」へ移った"),
        "{reason}"
    );
    import(&mut region, &path, None, json!([]));
    let card = card(&mut region, her);
    let posts = card["posts"].as_array().expect("posts");
    let post = |name: &str| {
        let found = posts.iter().find(|post| post["organisation_name"] == name);
        found.expect("a post")["fields"].clone()
    };
    let (old, new) = (post("訪問看護ステーション なぎ"), post("わかば診療所"));
    assert_eq!(
        (&old["to"], &old["is_main"]),
        (&json!("2026-03-31"), &json!(false))
    );
    assert_eq!(
        (&new["from"], &new["is_main"]),
        (&json!("2026-04-01"), &json!(true))
    );
    call(&mut region, "undo", json!({}));
    assert_eq!(
        self::card(&mut region, her)["posts"]
            .as_array()
            .map(Vec::len),
        Some(1)
    );
}

#[test]
fn an_older_list_never_rolls_a_newer_post_or_number_back_and_says_so() {
    let (mut region, her, _) = region();
    let new = list(
        &region,
        "新しい名簿_20260401.csv",
        "髙﨑 恵,,わかば診療所,,takasaki@nagi.example,070-0000-0002,\n",
    );
    import(&mut region, &new, None, json!([]));
    let before = card(&mut region, her);
    let old = list(
        &region,
        "古い名簿_20240401.csv",
        "髙﨑 恵,,訪問看護ステーション なぎ,,takasaki@nagi.example,070-0000-0001,\n",
    );
    let run = dry_run(&mut region, &old, None);
    let row = &run["rows"][0];
    assert_eq!(
        (&row["outcome"], &row["kind"]),
        (&json!("unchanged"), &json!("older")),
        "{row:#}"
    );
    let reason = row["reason"].as_str().expect("words");
    assert!(
        reason
            .contains("令和6年4月1日(月)現在）より新しい内容は、そのままにします：携帯電話、所属"),
        "{reason}"
    );
    import(&mut region, &old, None, json!([]));
    let after = card(&mut region, her);
    assert_eq!(
        (&after["fields"], &after["posts"]),
        (&before["fields"], &before["posts"])
    );
    // Between the two another old list with a third number: typed or not, the newer one stays.
    let between = list(
        &region,
        "名簿_20250401.csv",
        "髙﨑 恵,,訪問看護ステーション なぎ,,takasaki@nagi.example,070-0000-0003,\n",
    );
    assert_eq!(
        dry_run(&mut region, &between, None)["rows"][0]["kind"],
        "older"
    );
}

#[test]
fn two_posts_in_one_list_are_held_at_the_same_time() {
    let (mut region, her, _) = region();
    let path = list(
        &region,
        "名簿_20260401.csv",
        "髙﨑 恵,,わかば診療所,非常勤,takasaki@nagi.example,,\n\
         髙﨑 恵,,訪問看護ステーション なぎ,管理者,takasaki@nagi.example,,\n",
    );
    let result = import(&mut region, &path, None, json!([]))["result"].clone();
    assert_eq!(result["updated"], 2, "{result:#}");
    let card = card(&mut region, her);
    let present = card["posts"]
        .as_array()
        .expect("posts")
        .iter()
        .filter(|post| post["present"] == true);
    assert_eq!(present.count(), 2, "{:#}", card["posts"]);
}

#[test]
fn the_list_of_an_association_takes_nobody_away_from_where_they_work() {
    let (mut region, her, _) = region();
    let path = list(
        &region,
        "名簿_20260401.csv",
        "髙﨑 恵,,みどり野訪問看護連絡会,世話人,takasaki@nagi.example,,\n",
    );
    import(&mut region, &path, None, json!([]));
    let card = card(&mut region, her);
    let main = card["posts"]
        .as_array()
        .expect("posts")
        .iter()
        .find(|post| post["fields"]["is_main"] == true);
    let main = main.expect("a main post");
    assert_eq!(main["organisation_name"], "訪問看護ステーション なぎ");
    assert_eq!(main["fields"]["to"], Value::Null);
}

#[test]
fn a_new_family_name_comes_on_top_and_by_the_old_one_she_is_still_known() {
    let (mut region, her, _) = region();
    let path = list(
        &region,
        "名簿_20260401.csv",
        "黒木 恵,くろき めぐみ,訪問看護ステーション なぎ,主任,takasaki@nagi.example,070-0000-0001,\n",
    );
    let run = dry_run(&mut region, &path, None);
    let row = run["rows"][0].clone();
    let decisions = if row["outcome"] == "doubtful" {
        json!([{"row": row["row"], "choice": "same", "person": her}])
    } else {
        json!([])
    };
    let taken = import(&mut region, &path, None, decisions);
    assert_eq!(
        taken["result"]["rows"][0]["kind"], "renamed",
        "{:#}",
        taken["result"]
    );
    let fields = card(&mut region, her)["fields"].clone();
    assert_eq!(
        (&fields["name"], &fields["family"], &fields["kana"]),
        (&json!("黒木 恵"), &json!("黒木"), &json!("くろき めぐみ"))
    );
    let former = call(&mut region, "provenance", json!({"id": her}))["former"].clone();
    let former = former.to_string();
    assert!(
        former.contains("髙﨑 恵") && former.contains("令和8年4月1日"),
        "{former}"
    );
    // A list that still has the old name finds her and changes nothing back.
    let old = list(
        &region,
        "別の名簿_20260601.csv",
        "髙﨑 恵,,訪問看護ステーション なぎ,主任,takasaki@nagi.example,070-0000-0001,\n",
    );
    let row = dry_run(&mut region, &old, None)["rows"][0].clone();
    assert_eq!(row["match"]["person"], json!(her), "{row:#}");
    assert_eq!(row["outcome"], "unchanged", "{row:#}");
    assert_eq!(row["stays"][0][1], "黒木 恵");
}

#[test]
fn a_list_that_tells_the_name_of_before_is_understood_whatever_its_day() {
    let (mut region, her, _) = region();
    let path = list(
        &region,
        "名簿_20190401.csv",
        "黒木（旧姓 髙﨑）恵,くろき めぐみ,訪問看護ステーション なぎ,主任,takasaki@nagi.example,,\n\
         四方田 望（旧姓：勅使河原）,よもだ のぞみ,わかば診療所,,nozomi@wakaba.example,,\n",
    );
    let run = dry_run(&mut region, &path, None);
    let row = run["rows"][0].clone();
    assert_eq!(row["match"]["person"], json!(her), "{row:#}");
    assert_eq!(
        (&row["outcome"], &row["kind"]),
        (&json!("updated"), &json!("renamed")),
        "{row:#}"
    );
    import(&mut region, &path, None, json!([]));
    assert_eq!(card(&mut region, her)["fields"]["name"], "黒木 恵");
    let former = call(&mut region, "provenance", json!({"id": her}))["former"].to_string();
    assert!(former.contains("髙﨑 恵"), "{former}");

    // Somebody new is known by the name of before at once: a list that has only that one asks or finds, and adds nobody.
    let found = call(&mut region, "people", json!({"text": "四方田"}))["rows"].clone();
    let card = call(&mut region, "person", json!({"id": found[0]["id"]}));
    assert_eq!(
        (&card["fields"]["name"], &card["fields"]["note"]),
        (&json!("四方田 望"), &json!(""))
    );
    let old = list(
        &region,
        "別の名簿.csv",
        "勅使河原 望,,わかば診療所,,nozomi@wakaba.example,,\n",
    );
    let row = dry_run(&mut region, &old, None)["rows"][0].clone();
    assert_eq!(row["match"]["person"], found[0]["id"], "{row:#}");
    assert_eq!(row["outcome"], "unchanged", "{row:#}");
    let words = call(&mut region, "provenance", json!({"id": found[0]["id"]}));
    let former = &words["former"][0];
    assert_eq!(
        (&former["value"], &former["field"], &former["until"]),
        (&json!("勅使河原"), &json!("family"), &json!(""))
    );
}

#[test]
fn a_replaced_number_stays_known_and_a_second_address_is_kept_beside_the_first() {
    let (mut region, her, _) = region();
    let path = region.put(
        "連絡先_20260401.vcf",
        "BEGIN:VCARD\nVERSION:3.0\nN:髙﨑;恵;;;\nFN:髙﨑 恵\nORG:訪問看護ステーション なぎ\n\
         EMAIL:takasaki@nagi.example\nEMAIL:megumi@home.example\nTEL;TYPE=CELL:070-0000-0009\nEND:VCARD\n",
    );
    import(&mut region, &path, None, json!([]));
    let fields = card(&mut region, her)["fields"].clone();
    assert_eq!(fields["mobile"], "070-0000-0009");
    assert_eq!(fields["email"], "takasaki@nagi.example");
    assert_eq!(fields["note"], "", "no remark is made of it");
    let told = call(&mut region, "provenance", json!({"id": her}));
    let former = told["former"].as_array().expect("values");
    let value = |text: &str| {
        former
            .iter()
            .find(|one| one["value"] == text)
            .expect("kept")
            .clone()
    };
    assert_eq!(value("070-0000-0001")["until"], "令和8年4月1日(水)");
    assert_eq!(
        value("megumi@home.example")["until"],
        "",
        "in use beside the main one"
    );
    // By the number of before she is still found.
    let old = list(&region, "名簿_20260501.csv", "髙﨑 恵,,,,,070-0000-0001,\n");
    let row = dry_run(&mut region, &old, None)["rows"][0].clone();
    assert_eq!(row["match"]["person"], json!(her), "{row:#}");
}

#[test]
fn a_switchboard_never_displaces_a_direct_line() {
    let (mut region, her, _) = region();
    long_ago(&mut region, |write| {
        let mut fields = write.person(her)?.fields;
        fields.phone = "000-1111-0001".to_owned();
        write.save_person(her, &fields)
    });
    let path = list(
        &region,
        "名簿_20260401.csv",
        "髙﨑 恵,,訪問看護ステーション なぎ,,takasaki@nagi.example,,000-1111-9999\n\
         四方田 樹,,訪問看護ステーション なぎ,,,,000-1111-9999\n\
         能登谷 表子,,訪問看護ステーション なぎ,,,,000-1111-9999\n",
    );
    import(&mut region, &path, None, json!([]));
    assert_eq!(card(&mut region, her)["fields"]["phone"], "000-1111-0001");
    let other = call(&mut region, "people", json!({"text": "四方田"}))["rows"][0]["id"].clone();
    let other = call(&mut region, "person", json!({"id": other}));
    assert_eq!(other["fields"]["phone"], "000-1111-9999", "she had none");
}

#[test]
fn a_doubtful_row_stands_beside_its_candidates_field_by_field() {
    let (mut region, her, _) = region();
    let path = list(
        &region,
        "名簿_20260401.csv",
        "高崎 恵,,ほかの薬局,薬剤師,megumi@ph.example,,\n",
    );
    let row = dry_run(&mut region, &path, None)["rows"][0].clone();
    assert_eq!(
        (&row["outcome"], &row["kind"]),
        (&json!("doubtful"), &json!("perhaps")),
        "{row:#}"
    );
    let candidate = &row["candidates"][0];
    assert_eq!(candidate["person"], json!(her));
    let relation = |field: &str| {
        let all = candidate["compare"].as_array().expect("fields");
        all.iter()
            .find(|one| one["field"] == field)
            .map(|one| one["relation"].clone())
    };
    assert_eq!(relation("name"), Some(json!("variant")));
    assert_eq!(relation("post"), Some(json!("differs")));
    assert_eq!(relation("mobile"), Some(json!("only_ours")));
    assert_eq!(relation("fax"), None);
    let later = import(
        &mut region,
        &path,
        None,
        json!([{"row": row["row"], "choice": "later"}]),
    );
    assert_eq!(later["operation"], "", "nothing is written");
    assert_eq!(
        later["result"]["doubtful"], 1,
        "and nothing is lost from the counts"
    );
}

#[test]
fn a_different_person_is_remembered_and_never_asked_about_again() {
    let (mut region, her, _) = region();
    let path = list(
        &region,
        "名簿_20260401.csv",
        "高崎 恵,,ほかの薬局,薬剤師,megumi@ph.example,,\n",
    );
    let row = dry_run(&mut region, &path, None)["rows"][0]["row"].clone();
    let decision = json!([{"row": row, "choice": "other", "why": "薬剤師の別の方"}]);
    let taken = import(&mut region, &path, None, decision);
    let other = taken["result"]["rows"][0]["person"].clone();
    assert_eq!(taken["result"]["rows"][0]["outcome"], "new");
    let kept = call(&mut region, "kept_apart", json!({"id": her}))["rows"].clone();
    assert_eq!(
        (&kept[0]["person"], &kept[0]["who"], &kept[0]["why"]),
        (&other, &json!("早乙女 徹"), &json!("薬剤師の別の方"))
    );
    assert_eq!(
        call(&mut region, "duplicates", json!({}))["groups"],
        json!([])
    );
    // The same list with a new number: she is the pharmacist now, and nobody asks about the nurse.
    let again = list(
        &region,
        "名簿_20260501.csv",
        "高崎 恵,,ほかの薬局,薬剤師,megumi@ph.example,070-0000-0055,\n",
    );
    let row = dry_run(&mut region, &again, None)["rows"][0].clone();
    assert_eq!(row["person"], other, "{row:#}");
    assert_eq!(row["outcome"], "updated");
}

#[test]
fn the_same_person_twice_in_one_file_is_taken_in_once() {
    let (mut region, ..) = region();
    let path = list(
        &region,
        "名簿_20260401.csv",
        "四方田 樹,よもだ いつき,わかば診療所,医師,yomoda@wakaba.example,,\n\
         四方田 樹,,わかば診療所,,yomoda@wakaba.example,070-0000-0044,\n",
    );
    let run = dry_run(&mut region, &path, None);
    assert_eq!(
        (&run["new"], &run["updated"]),
        (&json!(1), &json!(1)),
        "{run:#}"
    );
    let taken = import(&mut region, &path, None, json!([]))["result"].clone();
    assert_eq!(taken["rows"][0]["person"], taken["rows"][1]["person"]);
    let found = call(&mut region, "people", json!({"text": "四方田"}))["rows"].clone();
    assert_eq!(found.as_array().map(Vec::len), Some(1));
    let card = call(&mut region, "person", json!({"id": found[0]["id"]}));
    assert_eq!(card["fields"]["mobile"], "070-0000-0044");
    assert_eq!(import(&mut region, &path, None, json!([]))["operation"], "");
}

#[test]
fn another_file_that_says_the_same_confirms_and_the_very_same_file_writes_nothing() {
    let (mut region, her, _) = region();
    let row = "髙﨑 恵,たかさき めぐみ,訪問看護ステーション なぎ,主任,takasaki@nagi.example,070-0000-0001,\n";
    let path = list(&region, "名簿_20260401.csv", row);
    let request = json!({"path": path, "encoding": null, "source": "", "decisions": [],
        "basis": "membership", "giver": "𠮷村 いづみ", "giver_organisation": "わかば会", "how": "総会で配られた"});
    let taken = call(&mut region, "import_contacts", request.clone());
    assert_eq!(taken["result"]["unchanged"], 1);
    assert_eq!(
        taken["operation"], "「名簿_20260401.csv」を取り込み",
        "it is remembered"
    );
    let told = call(&mut region, "provenance", json!({"id": her}));
    let field = |told: &Value, name: &str| {
        let all = told["fields"].as_array().expect("fields").clone();
        all.into_iter()
            .find(|one| one["field"] == name)
            .expect("a field")
    };
    let mobile = field(&told, "mobile");
    assert_eq!(mobile["source"]["from"], "早乙女 徹", "she typed it");
    let before = undo_name(&mut region);
    assert_eq!(
        call(&mut region, "import_contacts", request)["operation"],
        ""
    );
    assert_eq!(undo_name(&mut region), before);
    let imports = call(&mut region, "imports", json!({}))["rows"][0].clone();
    assert_eq!(
        (
            &imports["basis"],
            &imports["giver"],
            &imports["how"],
            &imports["as_of"]
        ),
        (
            &json!("会の名簿（会員に配られたもの）"),
            &json!("𠮷村 いづみ"),
            &json!("総会で配られた"),
            &json!("令和8年4月1日(水)")
        )
    );
    // A value that a file brings is that file's; what a later one says as well is confirmed by the later one.
    let newer = row.replace("0001,", "0002,").replace("主任", "管理者");
    let newer = list(&region, "名簿_20260601.csv", &newer);
    import(&mut region, &newer, None, json!([]));
    let row = "髙﨑 恵,,訪問看護ステーション なぎ,,,070-0000-0002,\n";
    let last = list(&region, "当番表_20260901.csv", row);
    import(&mut region, &last, None, json!([]));
    let told = call(&mut region, "provenance", json!({"id": her}));
    let mobile = field(&told, "mobile");
    assert_eq!(mobile["source"]["file"], "名簿_20260601.csv");
    assert_eq!(
        (&mobile["confirmed_on"], &mobile["confirmed_by"]),
        (&json!("2026-09-01"), &json!("当番表_20260901.csv"))
    );
    // So is what stands at her post.
    let (place, title) = (
        field(&told, "post.organisation"),
        field(&told, "post.title"),
    );
    assert_eq!(place["value"], "訪問看護ステーション なぎ");
    assert_eq!(place["source"]["from"], "早乙女 徹", "she typed it");
    assert_eq!(
        (&title["label"], &title["value"], &title["source"]["file"]),
        (
            &json!("役職"),
            &json!("管理者"),
            &json!("名簿_20260601.csv")
        )
    );
    assert_eq!(title["confirmed_by"], "当番表_20260901.csv");
    call(&mut region, "confirm_person", json!({"id": her}));
    let told = call(&mut region, "provenance", json!({"id": her}));
    assert_eq!(field(&told, "mobile")["confirmed_on"], "2026-11-22");
}

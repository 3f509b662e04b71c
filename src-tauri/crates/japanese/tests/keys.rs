#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on should say where"
)]

use kaotsunagi_japanese::key;
use proptest::prelude::*;

#[test]
fn every_way_of_writing_a_name_gives_the_key_that_people_type() {
    for (given, typed) in [
        ("髙橋", "高橋"),
        ("ﾀｶﾊｼ", "たかはし"),
        ("タカハシ", "たかはし"),
        ("髙﨑　恵", "高崎恵"),
        ("𠮷村 いづみ", "吉村いづみ"),
        ("\u{FA19}谷", "神谷"),
        ("渡邉", "渡辺"),
        ("渡邊", "渡辺"),
        ("齋藤", "斉藤"),
        ("葛\u{E0100}西", "葛西"),
        ("辻\u{E0101}", "辻"),
        ("霞ヶ関", "霞ケ関"),
        ("ＡＢＣ―１", "abcー1"),
        ("ｹｱﾌﾟﾗﾝ", "けあぷらん"),
        ("か\u{309B}", "が"),
    ] {
        assert_eq!(
            key::fold(given),
            key::fold(typed),
            "{given} is found by {typed}"
        );
    }
    assert_eq!(key::fold("髙﨑　恵"), "高崎恵");
}

#[test]
fn an_honorific_goes_only_from_the_end_of_a_name() {
    assert_eq!(key::name("髙﨑 恵 先生"), "高崎恵");
    assert_eq!(key::name("早乙女 徹様"), "早乙女徹");
    assert_eq!(key::name("ジョン・スミス殿"), "じょんすみす");
    assert_eq!(key::name("王氏"), "王氏", "one letter is not left alone");
    assert_eq!(key::name("様田 実"), "様田実");
}

#[test]
fn a_reading_keeps_nothing_but_kana() {
    assert_eq!(key::kana("ﾀｶｻｷ　めぐみ"), "たかさきめぐみ");
    assert_eq!(key::kana("ジョン・スミス(ー)"), "じょんすみす");
    assert_eq!(key::kana("髙﨑"), "");
}

#[test]
fn the_index_has_ten_columns_and_one_for_the_rest() {
    let readings = [
        "ｱｵｷ",
        "がもう",
        "ざま",
        "ちば",
        "ぬまた",
        "ぱく",
        "むらい",
        "ゆあさ",
        "りく",
        "わだ",
        "ん",
        "髙﨑",
        "",
    ];
    let columns: String = readings
        .iter()
        .map(|reading| key::index_row(reading))
        .collect();
    assert_eq!(columns, "あかさたなはまやらわわ他他");
}

#[test]
fn an_organisation_is_known_without_its_legal_form() {
    for (given, same) in [
        ("医療法人社団 みどり会 ひかりクリニック", "ひかりクリニック"),
        ("医療法人ひかり医院", "ひかり医院"),
        ("㈱みどり薬局", "みどり薬局"),
        ("みどり薬局（株）", "株式会社 みどり薬局"),
        ("ｶ)ミドリ薬局", "ミドリ薬局"),
        ("訪問看護ST ほたる", "訪問看護ステーションほたる"),
        ("ケアプランセンター桜", "居宅介護支援事業所 櫻"),
        ("社会福祉法人 恵会 特養ひだまり", "特養ひだまり"),
        ("ＮＰＯ法人ほっと", "特定非営利活動法人 ほっと"),
    ] {
        assert_eq!(
            key::organisation(given),
            key::organisation(same),
            "{given} = {same}"
        );
    }
    assert_ne!(
        key::organisation("ひかり医院"),
        key::organisation("ひかりクリニック")
    );
    assert_ne!(
        key::organisation("ひかり診療所"),
        key::organisation("ひかりクリニック")
    );
    assert_eq!(
        key::organisation("社会福祉法人みどり野市社会福祉協議会"),
        "みどり野市社会福祉協議会"
    );
    assert_eq!(
        key::organisation("一般社団法人みどり野市医師会"),
        "みどり野市医師会"
    );
    assert_eq!(key::organisation("医療法人みどり会"), "みどり会");
    assert_eq!(
        key::organisation("株式会社"),
        "株式会社",
        "a key is not empty"
    );
}

#[test]
fn a_telephone_number_is_its_digits() {
    for (typed, digits) in [
        ("000-1234-5678", "00012345678"),
        ("０００（１２３４）５６７８", "00012345678"),
        ("+81 90-0000-0000", "09000000000"),
        ("+81 (0)3-0000-0000", "0300000000"),
        ("000-12-3456(代) 内線 123", "000123456"),
        ("0001-23-4567（内）89", "0001234567"),
        ("0001-23-4567、0001-23-4568", "0001234567"),
    ] {
        assert_eq!(key::phone(typed).as_deref(), Some(digits), "{typed}");
    }
    assert_eq!(key::phone("内線 123"), None);
    assert_eq!(key::phone("12-3456"), None);
    assert!(key::is_mobile("09000000000"));
    assert!(!key::is_mobile("0900000000"), "ten digits are no mobile");
    assert!(!key::is_mobile("0300000000"));
}

#[test]
fn an_address_has_an_at_sign_and_a_dot_after_it() {
    assert_eq!(
        key::email(" Megumi＠Hikari.Example ").as_deref(),
        Some("megumi@hikari.example")
    );
    assert_eq!(key::email("megumi"), None);
    assert_eq!(key::email("me.gumi@hikari"), None);
    assert_eq!(key::email("@hikari.example"), None);
}

#[test]
fn no_kanji_stands_in_two_groups_and_nfkc_leaves_each_alone() {
    let mut seen = std::collections::HashSet::new();
    let groups: Vec<&str> = key::VARIANTS
        .lines()
        .filter(|line| !line.starts_with('#'))
        .collect();
    assert!(
        groups.len() >= 150,
        "about 150 pairs or more: {}",
        groups.len()
    );
    for group in groups {
        assert!(group.chars().count() >= 2, "{group} has a variant");
        let first = group.chars().next().unwrap().to_string();
        for kanji in group.chars() {
            assert!(seen.insert(kanji), "{kanji} stands once");
            assert_eq!(
                key::fold(&kanji.to_string()),
                first,
                "{kanji} folds to the first of {group}"
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn folding_twice_is_folding_once(text in any::<String>()) {
        let once = key::fold(&text);
        prop_assert_eq!(key::fold(&once), once);
    }

    #[test]
    fn folding_japanese_twice_is_folding_once(text in "[ -~\u{3000}-\u{30FF}\u{FF00}-\u{FFEF}髙﨑𠮷邉ヶ\u{FA19}\u{E0100}\u{309A}]{0,20}") {
        let once = key::fold(&text);
        prop_assert_eq!(key::fold(&once), once);
    }

    #[test]
    fn no_key_panics(text in any::<String>()) {
        let _ = key::name(&text);
        let _ = key::kana(&text);
        let _ = key::organisation(&text);
        let _ = key::email(&text);
        let _ = key::index_row(&text);
        prop_assert!(key::phone(&text).is_none_or(|digits| digits.len() >= 9));
    }
}

#[test]
fn the_characters_in_which_two_writings_of_a_name_differ_are_told() {
    assert_eq!(key::variants("髙橋 学", "高橋　学"), [('髙', '高')]);
    assert_eq!(
        key::variants("髙﨑 恵", "高崎 恵"),
        [('髙', '高'), ('﨑', '崎')]
    );
    assert_eq!(key::variants("𠮷村 いづみ", "吉村いづみ"), [('𠮷', '吉')]);
    // One writing with a variation selector: the characters are the same.
    assert_eq!(key::variants("渡邊\u{E0100} 学", "渡邊 学"), []);
    // More than the form of a character: nothing is told.
    assert_eq!(key::variants("髙橋 学", "高橋 愛"), []);
    assert_eq!(key::variants("髙橋", "高橋 学"), []);
}

use kaotsunagi_core::session::Language;
use kaotsunagi_core::vocabulary::{kind_by_name, profession_by_words, professions};
use kaotsunagi_core::words::{fill, words};

fn holes(text: &str) -> Vec<&str> {
    let mut holes: Vec<&str> = text
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(hole, _)| hole.split('|').next().unwrap())
        .collect();
    holes.sort_unstable();
    holes.dedup();
    holes
}

#[test]
fn both_languages_have_the_same_keys_and_the_same_holes() {
    let (ja, en) = (words(Language::Ja), words(Language::En));
    assert_eq!(ja.keys(), en.keys());
    assert!(ja.keys().len() > 100, "the files were read");
    for key in ja.keys() {
        assert!(
            !ja.get(key).is_empty() && !en.get(key).is_empty(),
            "{key} is empty"
        );
        assert_eq!(holes(ja.get(key)), holes(en.get(key)), "{key}");
    }
}

/// String literals of the code that look like keys: `word.word`, its first part one of the files' sections.
#[test]
fn every_key_that_the_code_uses_exists() {
    let ja = words(Language::Ja);
    let sections: std::collections::HashSet<&str> = ja
        .keys()
        .into_iter()
        .filter_map(|key| key.split('.').next())
        .collect();
    let mut looked_at = 0;
    let mut missing = Vec::new();
    for file in sources(std::path::Path::new(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/src"
    ))) {
        let text = std::fs::read_to_string(&file).unwrap();
        // Tests at the end of a file use keys that are meant to be missing.
        let code = text.split("#[cfg(test)]").next().unwrap();
        for literal in literals(code) {
            let is_key = literal.contains('.')
                && !literal.ends_with('.')
                && literal.chars().all(|c| {
                    c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '_')
                })
                && literal.split('.').all(|part| !part.is_empty())
                && literal
                    .split('.')
                    .next()
                    .is_some_and(|first| sections.contains(first) || is_operation(ja, literal));
            if is_key {
                looked_at += 1;
                if !ja.has(literal) && !is_operation(ja, literal) {
                    missing.push(format!("{}: {literal}", file.display()));
                }
            }
        }
    }
    assert!(looked_at > 60, "only {looked_at} keys seen");
    assert_eq!(missing, Vec::<String>::new());
}

fn is_operation(words: &kaotsunagi_core::words::Words, literal: &str) -> bool {
    words.has(&format!("operation.{literal}"))
}

/// Names of operations are keys without their section.
#[test]
fn every_operation_that_the_code_names_has_words() {
    let ja = words(Language::Ja);
    let mut missing = Vec::new();
    for file in sources(std::path::Path::new(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/src"
    ))) {
        let text = std::fs::read_to_string(&file).unwrap();
        for call in [
            "session.write(",
            "session.operation(",
            "OperationName::new(",
        ] {
            for rest in text.split(call).skip(1) {
                if let Some(code) = rest
                    .trim_start()
                    .strip_prefix('"')
                    .and_then(|rest| rest.split('"').next())
                    && !is_operation(ja, code)
                {
                    missing.push(format!("{}: {code}", file.display()));
                }
            }
        }
    }
    assert_eq!(missing, Vec::<String>::new());
}

fn sources(dir: &std::path::Path) -> Vec<std::path::PathBuf> {
    std::fs::read_dir(dir)
        .unwrap()
        .flat_map(|entry| {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path)
            } else {
                vec![path]
            }
        })
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .collect()
}

fn literals(code: &str) -> Vec<&str> {
    code.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| line.split('"').skip(1).step_by(2))
        .collect()
}

#[test]
fn a_missing_key_shows_itself_and_what_is_filled_in_is_not_searched_for_holes() {
    assert_eq!(words(Language::Ja).get("no.such_key"), "no.such_key");
    let text = fill(Language::Ja, "check.pair", &[("a", &"{b}"), ("b", &"恵")]);
    assert_eq!(text, "{b} と 恵");
    assert_eq!(
        fill(Language::En, "date.days_ago", &[("n", &1)]),
        "1 day ago"
    );
    assert_eq!(
        fill(Language::En, "date.days_ago", &[("n", &5)]),
        "5 days ago"
    );
}

#[test]
fn professions_are_understood_in_colleagues_words() {
    for (typed, id) in [
        ("ケアマネ", "care_manager"),
        ("ＭＳＷ", "medical_social_worker"),
        ("主任介護支援専門員", "chief_care_manager"),
        ("訪看", "visiting_nurse"),
        ("Dr.", "physician"),
    ] {
        assert_eq!(
            profession_by_words(typed).map(|profession| profession.id.as_str()),
            Some(id),
            "{typed}"
        );
    }
    assert!(profession_by_words("総務").is_none() && profession_by_words("").is_none());
    assert_eq!(professions().get("physician").unwrap().honorific, "先生");
    assert_eq!(professions().get("care_manager").unwrap().honorific, "様");
}

#[test]
fn the_kind_of_an_organisation_is_read_from_its_name() {
    for (name, kind) in [
        ("訪問看護ST なぎ", "visiting_nurse_station"),
        ("みどり野市歯科医師会", "dental_association"),
        ("みどり野市医師会", "medical_association"),
        ("ケアプラン野の花", "care_manager_office"),
        ("地域包括支援センター北", "community_support_centre"),
        ("荻島医院", "general_clinic"),
        ("みどり調剤薬局", "pharmacy"),
    ] {
        assert_eq!(
            kind_by_name(name).map(|kind| kind.id.as_str()),
            Some(kind),
            "{name}"
        );
    }
    assert!(kind_by_name("なぎ").is_none());
}

/// Time and zone are passed in: a day can be tried, and a ledger reads the same on every machine.
#[test]
fn nothing_below_the_outermost_edge_reads_a_clock_or_a_zone() {
    let mut looked_at = 0;
    for room in [
        "core",
        "ledger",
        "exchange",
        "network",
        "documents",
        "japanese",
    ] {
        let src = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
        for file in sources(&std::path::Path::new(src).join(room).join("src")) {
            let text = std::fs::read_to_string(&file).unwrap();
            looked_at += 1;
            for read in [
                "chrono::Local",
                "Local::now",
                "Utc::now",
                "SystemTime::now",
                "Instant::now",
            ] {
                assert!(!text.contains(read), "{}: {read}", file.display());
            }
        }
    }
    assert!(looked_at > 100, "the sources were found");
}

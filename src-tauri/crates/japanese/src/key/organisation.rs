//! The key of an organisation's name.

use super::fold::{fold, is_middle_dot};

/// Legal forms as [`fold`] gives them, the longer ones first so that none leaves a rest of another.
const FORMS: [&str; 38] = [
    "特定非営利活動法人",
    "医療生活協同組合",
    "地方独立行政法人",
    "生活協同組合",
    "公益社団法人",
    "公益財団法人",
    "一般社団法人",
    "一般財団法人",
    "独立行政法人",
    "国立大学法人",
    "公立大学法人",
    "特例有限会社",
    "npo法人",
    "社団法人",
    "財団法人",
    "学校法人",
    "宗教法人",
    "株式会社",
    "有限会社",
    "合同会社",
    "合資会社",
    "合名会社",
    "(医社)",
    "(医財)",
    "(社医)",
    "(一社)",
    "(一財)",
    "(公社)",
    "(公財)",
    "(社福)",
    "(特非)",
    "(株)",
    "(有)",
    "(同)",
    "(医)",
    "(福)",
    "(学)",
    "(独)",
];

/// Forms whose corporation names itself before the office: 医療法人社団 みどり会 ひかりクリニック.
const WITH_CORPORATION: [&str; 7] = [
    "社会医療法人社団",
    "社会医療法人財団",
    "特定医療法人",
    "社会医療法人",
    "医療法人社団",
    "医療法人財団",
    "医療法人",
];

/// Key of an organisation: [`fold`] without legal forms (医療法人○○会, (株), ㈱, 社会福祉法人 …); ST and ステーション,
/// ケアプランセンター and 居宅介護支援事業所 folded to one. 診療所, クリニック and 医院 stay different.
/// A name that is nothing but a form keeps it: the key of a name that isn't blank is never empty.
#[must_use]
pub fn organisation(name: &str) -> String {
    let folded: String = fold(name)
        .chars()
        .filter(|c| !is_middle_dot(*c) && !matches!(c, '「' | '」' | '『' | '』' | '"'))
        .collect();
    let mut key = without_corporation(&folded).to_owned();
    // Nearly all names have none of the characters that every form has one of.
    if key.contains(['法', '社', '組', '(']) {
        for form in FORMS {
            if key.contains(form) {
                key = key.replace(form, "");
            }
        }
    }
    // カ)ミドリ: how banks write 株式会社 in front.
    if let Some(rest) = key.strip_prefix("か)").or_else(|| key.strip_prefix("ゆ)")) {
        key = rest.to_owned();
    }
    if key.contains('ー') {
        key = key
            .replace("すてーしょん", "st")
            .replace("けあぷらんせんたー", "居宅介護支援事業所");
    }
    if key.is_empty() { folded } else { key }
}

/// Takes the leading form away, and the ○○会 behind it when an office's name follows.
fn without_corporation(folded: &str) -> &str {
    let forms = WITH_CORPORATION
        .iter()
        .chain(std::iter::once(&"社会福祉法人"));
    for form in forms {
        if let Some(rest) = folded.strip_prefix(form) {
            return rest
                .match_indices('会')
                .find_map(|(at, _)| office(rest, at))
                .unwrap_or(rest);
        }
    }
    folded
}

/// What follows the 会 at `at`, when that 会 ends the name of a corporation: in 社会, 協議会, 医師会 or 会議 it doesn't.
fn office(rest: &str, at: usize) -> Option<&str> {
    let (before, after) = (rest.get(..at)?, rest.get(at + '会'.len_utf8()..)?);
    let within = ["社", "協議", "医師", "委員", "協"]
        .iter()
        .any(|word| before.ends_with(word))
        || ["議", "館", "社"]
            .iter()
            .any(|word| after.starts_with(word));
    (!before.is_empty() && !within && after.chars().count() >= 2).then_some(after)
}

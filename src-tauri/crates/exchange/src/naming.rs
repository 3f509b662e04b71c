//! A name as it stands in one field: family and given name, and what people put behind it in brackets.

use std::borrow::Cow;

use crate::ForeignPerson;
use crate::options::{OfferKind, Offers};

/// Fills what the file left open: the whole name out of its parts, the parts out of the whole name, the workplace or
/// the reading out of brackets behind the name.
pub(crate) fn complete(person: &mut ForeignPerson, offers: &mut Offers, row: usize) {
    if let Cow::Owned(name) = one_line(&person.name) {
        person.name = name;
    }
    take_former_name_out(person, offers, row);
    take_brackets_apart(person, offers, row);
    if person.name.is_empty() {
        person.name = match (person.family.is_empty(), person.given.is_empty()) {
            (false, false) => format!("{} {}", person.family, person.given),
            (false, true) => person.family.clone(),
            (true, _) => person.given.clone(),
        };
    }
    // A row with only a reading is somebody, too.
    if person.name.is_empty() && !person.kana.is_empty() {
        person.name.clone_from(&person.kana);
    }
    // A whole name in the field of the family or given name alone: both programs and people do it.
    let whole_in_one = person.family.is_empty() != person.given.is_empty();
    let unparted = person.family.is_empty() && person.given.is_empty();
    if (unparted || (whole_in_one && has_space(&person.name)))
        && let Some((family, given)) = split(&person.name)
    {
        (person.family, person.given) = (family.to_owned(), given.to_owned());
    }
}

/// A name broken over two lines for the width of its column is still one name.
pub(crate) fn one_line(text: &str) -> Cow<'_, str> {
    if text.contains(['\n', '\r']) {
        let lines = text
            .split(['\n', '\r'])
            .map(str::trim)
            .filter(|line| !line.is_empty());
        Cow::Owned(lines.collect::<Vec<_>>().join(" "))
    } else {
        Cow::Borrowed(text)
    }
}

fn has_space(text: &str) -> bool {
    text.contains([' ', '　'])
}

/// Family and given name of a Japanese name with exactly one space in it. A name in Latin letters is left whole: nobody
/// knows its order.
pub(crate) fn split(name: &str) -> Option<(&str, &str)> {
    if name.chars().any(|c| c.is_ascii_alphanumeric()) {
        return None;
    }
    let (family, given) = name.split_once([' ', '　'])?;
    (!family.is_empty() && !given.is_empty() && !has_space(given)).then_some((family, given))
}

/// 「鈴木（旧姓 田中）恵」, 「鈴木 恵（旧姓：田中）」: the family name of before is no part of the name.
fn take_former_name_out(person: &mut ForeignPerson, offers: &mut Offers, row: usize) {
    for part in [Part::Name, Part::Family, Part::Given] {
        let field = part.of(person);
        let Some((name, former)) = former_name(field) else {
            continue;
        };
        let example = || (field.clone(), format!("{name} ｜ {former}"));
        if !offers.note(OfferKind::NameBrackets, row, example) {
            continue;
        }
        if person.former_family.is_empty() {
            person.former_family = former;
        } else if person.former_family != former {
            person.leftovers.push(("旧姓".to_owned(), former));
        }
        part.set(person, name);
    }
}

/// The name without, and the former family name in, brackets that say so.
fn former_name(text: &str) -> Option<(String, String)> {
    let (before, rest) = text.split_once(['（', '(', '［', '[', '【'])?;
    let (inside, after) = rest.split_once(['）', ')', '］', ']', '】'])?;
    let inside = inside.trim();
    let former = ["旧姓", "旧氏", "旧"].iter().find_map(|word| {
        let rest = inside.strip_prefix(word)?;
        let bare = rest.trim_start_matches([' ', '　', ':', '：', '・', '、', '＝', '=']);
        // 「旧」 alone needs a sign behind it: 旧田 is a name, too.
        (*word != "旧" || bare.len() < rest.len()).then_some(bare)
    })?;
    let (before, after, former) = (before.trim(), after.trim(), former.trim());
    if before.is_empty() || former.is_empty() {
        return None;
    }
    let name = if after.is_empty() {
        before.to_owned()
    } else {
        format!("{before} {after}")
    };
    Some((name, former.to_owned()))
}

/// 「山田　太郎（みどり病院）」: what stands in brackets behind the name goes where it belongs, or to the leftovers.
fn take_brackets_apart(person: &mut ForeignPerson, offers: &mut Offers, row: usize) {
    for part in [Part::Name, Part::Family, Part::Given] {
        let field = part.of(person);
        let Some((name, inside)) = trailing_brackets(field) else {
            continue;
        };
        let (name, inside) = (name.to_owned(), inside.to_owned());
        let example = || (field.clone(), format!("{name} ｜ {inside}"));
        if !offers.note(OfferKind::NameBrackets, row, example) {
            continue;
        }
        if is_kana(&inside) {
            if person.kana.is_empty() {
                person.kana = inside;
            }
        } else if is_workplace(&inside)
            && (person.organisation.is_empty() || person.organisation == inside)
        {
            person.organisation = inside;
        } else {
            let leftover = ("氏名（ ）".to_owned(), inside);
            if !person.leftovers.contains(&leftover) {
                person.leftovers.push(leftover);
            }
        }
        part.set(person, name);
    }
}

#[derive(Clone, Copy)]
enum Part {
    Name,
    Family,
    Given,
}

impl Part {
    fn of(self, person: &ForeignPerson) -> &String {
        match self {
            Self::Name => &person.name,
            Self::Family => &person.family,
            Self::Given => &person.given,
        }
    }

    fn set(self, person: &mut ForeignPerson, text: String) {
        match self {
            Self::Name => person.name = text,
            Self::Family => person.family = text,
            Self::Given => person.given = text,
        }
    }
}

/// The text before the last brackets and the text inside, when the brackets end the text and something stands before.
fn trailing_brackets(text: &str) -> Option<(&str, &str)> {
    let open_body = text.strip_suffix('）').or_else(|| text.strip_suffix(')'))?;
    let (before, inside) = open_body.rsplit_once(['（', '('])?;
    let (before, inside) = (before.trim(), inside.trim());
    // `SUM(1+1)` and `山田(2)` stay as they are.
    (!before.is_empty() && !inside.is_ascii() && !before.contains(['）', ')']))
        .then_some((before, inside))
}

/// Whether a text is a reading: only kana, long marks, middle dots and spaces.
pub(crate) fn is_kana(text: &str) -> bool {
    let mut letters = 0_usize;
    for c in text.chars() {
        match c {
            '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | '\u{ff66}'..='\u{ff9d}' => {
                letters += 1
            }
            'ー' | '・' | '･' | 'ﾞ' | 'ﾟ' | '゛' | '゜' | ' ' | '　' => {}
            _ => return false,
        }
    }
    letters > 0
}

/// Words in which the names of workplaces end.
const WORKPLACE_ENDS: [&str; 31] = [
    "病院",
    "医院",
    "クリニック",
    "診療所",
    "薬局",
    "ステーション",
    "センター",
    "事業所",
    "事務所",
    "看護",
    "ケアプラン",
    "施設",
    "苑",
    "園",
    "荘",
    "ホーム",
    "ハウス",
    "ホスピス",
    "協会",
    "協議会",
    "医師会",
    "薬剤師会",
    "大学",
    "法人",
    "会社",
    "市",
    "町",
    "村",
    "役場",
    "役所",
    "保健所",
];

pub(crate) fn is_workplace(text: &str) -> bool {
    WORKPLACE_ENDS.iter().any(|end| text.ends_with(end))
        || [
            "病院",
            "医院",
            "クリニック",
            "診療所",
            "薬局",
            "ステーション",
            "ケアプラン",
            "センター",
            "㈱",
            "(株)",
            "株式会社",
            "医師会",
        ]
        .iter()
        .any(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> ForeignPerson {
        let mut person = ForeignPerson {
            name: name.to_owned(),
            ..ForeignPerson::default()
        };
        complete(
            &mut person,
            &mut Offers::new(&crate::ReadOptions::default()),
            1,
        );
        person
    }

    #[test]
    fn one_space_parts_family_and_given_name() {
        let person = named("髙﨑　恵");
        assert_eq!(
            (
                person.name.as_str(),
                person.family.as_str(),
                person.given.as_str()
            ),
            ("髙﨑　恵", "髙﨑", "恵")
        );
        for whole in ["髙﨑恵", "髙﨑　　恵", "髙﨑 恵 様", "Jane Roe"] {
            assert_eq!(named(whole).family, "", "{whole}");
        }
    }

    #[test]
    fn what_stands_in_brackets_behind_a_name_goes_where_it_belongs() {
        let workplace = named("早乙女　徹（みどり野中央病院）");
        assert_eq!(
            (workplace.family.as_str(), workplace.organisation.as_str()),
            ("早乙女", "みどり野中央病院")
        );
        let reading = named("早乙女 徹(さおとめ とおる)");
        assert_eq!(
            (reading.name.as_str(), reading.kana.as_str()),
            ("早乙女 徹", "さおとめ とおる")
        );
        let other = named("早乙女 徹（座長）");
        assert_eq!(other.name, "早乙女 徹");
        assert_eq!(
            other.leftovers,
            [("氏名（ ）".to_owned(), "座長".to_owned())]
        );
    }

    #[test]
    fn a_family_name_of_before_is_no_part_of_the_name() {
        for name in [
            "黒木（旧姓 髙﨑） 恵",
            "黒木(旧姓：髙﨑)恵",
            "黒木 恵（旧姓髙﨑）",
            "黒木 恵【旧：髙﨑】",
        ] {
            let person = named(name);
            assert_eq!(
                (
                    person.name.as_str(),
                    person.family.as_str(),
                    person.given.as_str(),
                    person.former_family.as_str()
                ),
                ("黒木 恵", "黒木", "恵", "髙﨑"),
                "{name}"
            );
        }
        for other in ["黒木 恵（旧田医院）", "（旧姓 髙﨑）", "黒木 恵（旧姓）"]
        {
            assert_eq!(named(other).former_family, "", "{other}");
        }
        let mut person = ForeignPerson {
            family: "黒木（旧姓：髙﨑）".to_owned(),
            given: "恵".to_owned(),
            ..ForeignPerson::default()
        };
        let mut offers = Offers::new(&crate::ReadOptions::default());
        complete(&mut person, &mut offers, 1);
        assert_eq!(
            (person.name.as_str(), person.former_family.as_str()),
            ("黒木 恵", "髙﨑")
        );
    }

    #[test]
    fn the_whole_name_is_made_of_its_parts_only_when_the_file_has_none() {
        let mut person = ForeignPerson {
            family: "𠮷村".to_owned(),
            given: "いづみ".to_owned(),
            ..ForeignPerson::default()
        };
        complete(
            &mut person,
            &mut Offers::new(&crate::ReadOptions::default()),
            1,
        );
        assert_eq!(person.name, "𠮷村 いづみ");
    }
}

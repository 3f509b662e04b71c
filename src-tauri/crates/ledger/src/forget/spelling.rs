//! How a person is written in free text, and what stands there instead.
//!
//! Only whole names are replaced: a family name alone is also a colleague's, a town's, a part of another word. Those are told,
//! for her to look at.

use std::collections::BTreeSet;

/// Letters that make another given name out of a short one: 恵 is in 恵子.
const NAME_GOES_ON: &str = "子美代江香奈里理介助太郎一二三人也夫男雄央輔平加世乃之実";

/// A reading shorter than this is a word of everyday language.
const SHORTEST_KANA: usize = 5;

/// An address or a number shorter than this is part of another one.
const SHORTEST_CONTACT: usize = 6;

/// The texts that stand for a person, the longest first.
#[derive(Debug)]
pub(super) struct Spellings {
    needles: Vec<Needle>,
    /// Names of others that hold one of the needles: 小林 恵子 when 林 恵 is to be forgotten.
    others: Vec<String>,
    families: Vec<String>,
    /// Everybody else's whole names, for telling a family name alone.
    names: Vec<String>,
    name_for: String,
    contact_for: String,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Needle {
    text: String,
    is_contact: bool,
    /// Written without a space: what stands before and behind tells whether it is the name.
    closed: bool,
    short_family: bool,
    short_given: bool,
}

/// What is known of the person, present and past values alike.
#[derive(Debug, Default)]
pub(super) struct Person {
    pub(super) names: BTreeSet<String>,
    pub(super) families: BTreeSet<String>,
    pub(super) givens: BTreeSet<String>,
    pub(super) kana: BTreeSet<String>,
    pub(super) contacts: BTreeSet<String>,
}

impl Spellings {
    /// `with_names`: replace names in free text; not when somebody else has the same name. `others` are all other people's
    /// names, `theirs` what is also an address or a number of others.
    pub(super) fn of(
        person: &Person,
        with_names: bool,
        others: &[String],
        theirs: &BTreeSet<String>,
        (name_for, contact_for): (&str, &str),
    ) -> Self {
        let mut needles: BTreeSet<Needle> = BTreeSet::new();
        let mut families: BTreeSet<String> = person.families.clone();
        for name in &person.names {
            if let Some((family, _)) = name.trim().split_once(char::is_whitespace) {
                families.insert(family.to_owned());
            }
        }
        if with_names {
            for name in &person.names {
                let parts: Vec<&str> = name.split_whitespace().collect();
                add_name(&mut needles, name, &parts);
            }
            for family in &person.families {
                for given in &person.givens {
                    add_name(&mut needles, "", &[family, given]);
                }
            }
            for kana in &person.kana {
                add_kana(&mut needles, kana);
            }
        }
        for contact in &person.contacts {
            if contact.chars().count() >= SHORTEST_CONTACT && !theirs.contains(contact) {
                needles.insert(Needle {
                    text: contact.clone(),
                    is_contact: true,
                    closed: false,
                    short_family: false,
                    short_given: false,
                });
            }
        }
        let mut needles: Vec<Needle> = needles.into_iter().collect();
        needles.sort_by_key(|needle| std::cmp::Reverse(needle.text.chars().count()));
        let names: Vec<String> = others
            .iter()
            .flat_map(|name| {
                let closed: String = name.split_whitespace().collect();
                [name.clone(), closed]
            })
            .collect();
        let mut longer: Vec<String> = names
            .iter()
            .filter(|name| {
                needles
                    .iter()
                    .any(|needle| name.len() > needle.text.len() && name.contains(&needle.text))
            })
            .cloned()
            .collect();
        longer.sort_by_key(|name| std::cmp::Reverse(name.len()));
        let own: BTreeSet<String> = person
            .names
            .iter()
            .map(|name| japanese::key::name(name))
            .collect();
        families.retain(|family| !family.is_empty());
        let names = names
            .into_iter()
            .filter(|name| families.iter().any(|family| name.contains(family.as_str())))
            // Somebody of the same name: then nobody can tell who is meant.
            .filter(|name| with_names || !own.contains(&japanese::key::name(name)))
            .collect();
        Self {
            needles,
            others: longer,
            families: families.into_iter().collect(),
            names,
            name_for: name_for.to_owned(),
            contact_for: contact_for.to_owned(),
        }
    }

    /// The text without the person; `None` when it doesn't name them.
    pub(super) fn replaced(&self, text: &str) -> Option<String> {
        if !self
            .needles
            .iter()
            .any(|needle| text.contains(&needle.text))
        {
            return None;
        }
        let mut made = String::with_capacity(text.len() + self.name_for.len());
        let mut rest = text;
        let mut found = false;
        while let Some(letter) = rest.chars().next() {
            let other = self.others.iter().find_map(|name| {
                rest.strip_prefix(name.as_str())
                    .map(|behind| (name, behind))
            });
            if let Some((name, behind)) = other {
                made.push_str(name);
                rest = behind;
                continue;
            }
            let before = made.chars().next_back();
            let needle = self.needles.iter().find_map(|needle| {
                let behind = rest.strip_prefix(needle.text.as_str())?;
                needle
                    .stands_alone(before, behind.chars().next())
                    .then_some((needle, behind))
            });
            if let Some((needle, behind)) = needle {
                found = true;
                made.push_str(if needle.is_contact {
                    &self.contact_for
                } else {
                    &self.name_for
                });
                rest = behind;
                continue;
            }
            made.push(letter);
            rest = rest.strip_prefix(letter).unwrap_or_default();
        }
        found.then_some(made)
    }

    /// Whether a text holds the family name alone, other people's names taken away.
    pub(super) fn mentions(&self, text: &str) -> bool {
        if !self.families.iter().any(|family| text.contains(family)) {
            return false;
        }
        let mut bare = text.to_owned();
        for name in &self.names {
            bare = bare.replace(name.as_str(), "\u{1f}");
        }
        bare = bare.replace(self.name_for.as_str(), "\u{1f}");
        self.families.iter().any(|family| bare.contains(family))
    }

    /// What stands in the place of the name.
    pub(super) fn name_for(&self) -> &str {
        &self.name_for
    }
}

impl Needle {
    /// Whether what stands around it leaves it a name of its own: 林恵 is not in 小林恵, 髙﨑恵 not in 髙﨑恵子.
    fn stands_alone(&self, before: Option<char>, behind: Option<char>) -> bool {
        let joined_before = self.short_family && before.is_some_and(is_kanji);
        let goes_on = self.short_given && behind.is_some_and(|c| NAME_GOES_ON.contains(c));
        let digits = self.is_contact
            && (before.is_some_and(|c| c.is_ascii_alphanumeric())
                || behind.is_some_and(|c| c.is_ascii_alphanumeric()));
        !(self.closed && joined_before || goes_on || digits)
    }
}

fn add_name(needles: &mut BTreeSet<Needle>, whole: &str, parts: &[&str]) {
    let count = |part: Option<&&str>| part.map_or(0, |part| part.chars().count());
    let mut add = |text: String, closed: bool| {
        if text.chars().count() >= 2 {
            needles.insert(Needle {
                text,
                is_contact: false,
                closed,
                short_family: parts.len() > 1 && count(parts.first()) == 1,
                short_given: parts.len() > 1 && count(parts.last()) == 1,
            });
        }
    };
    if parts.len() < 2 {
        add(whole.trim().to_owned(), true);
        return;
    }
    for between in [" ", "\u{3000}", "・", "  "] {
        add(parts.join(between), false);
    }
    add(parts.concat(), true);
    if !whole.is_empty() {
        add(whole.to_owned(), false);
    }
}

fn add_kana(needles: &mut BTreeSet<Needle>, kana: &str) {
    let parts: Vec<&str> = kana.split_whitespace().collect();
    for text in [
        parts.join(" "),
        parts.join("\u{3000}"),
        parts.concat(),
        kana.to_owned(),
    ] {
        if text.chars().count() < SHORTEST_KANA {
            continue;
        }
        for text in [katakana(&text), hiragana(&text), text] {
            needles.insert(Needle {
                text,
                is_contact: false,
                closed: true,
                short_family: false,
                short_given: false,
            });
        }
    }
}

fn katakana(text: &str) -> String {
    shifted(text, '\u{3041}'..='\u{3096}', 0x60)
}

fn hiragana(text: &str) -> String {
    shifted(text, '\u{30a1}'..='\u{30f6}', -0x60)
}

fn shifted(text: &str, range: std::ops::RangeInclusive<char>, by: i32) -> String {
    text.chars()
        .map(|c| {
            if range.contains(&c) {
                u32::from(c)
                    .checked_add_signed(by)
                    .and_then(char::from_u32)
                    .unwrap_or(c)
            } else {
                c
            }
        })
        .collect()
}

fn is_kanji(c: char) -> bool {
    matches!(c, '々' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spellings(names: &[&str], kana: &str, others: &[&str]) -> Spellings {
        let person = Person {
            names: names.iter().map(|name| (*name).to_owned()).collect(),
            kana: [kana.to_owned()].into(),
            contacts: ["000-0000-0001".to_owned(), "m@nagi.example".to_owned()].into(),
            ..Person::default()
        };
        let others: Vec<String> = others.iter().map(|name| (*name).to_owned()).collect();
        Spellings::of(
            &person,
            true,
            &others,
            &BTreeSet::new(),
            ("訪問看護師", "（連絡先）"),
        )
    }

    #[test]
    fn every_way_of_writing_a_whole_name_is_found() {
        let s = spellings(&["髙﨑 恵"], "たかさき めぐみ", &[]);
        for (text, without) in [
            ("髙﨑 恵さんに電話", "訪問看護師さんに電話"),
            ("髙﨑恵さん、髙﨑　恵様", "訪問看護師さん、訪問看護師様"),
            ("看護師髙﨑恵より", "看護師訪問看護師より"),
            ("タカサキ メグミ／たかさきめぐみ", "訪問看護師／訪問看護師"),
            (
                "000-0000-0001 か m@nagi.example へ",
                "（連絡先） か （連絡先） へ",
            ),
        ] {
            assert_eq!(s.replaced(text).as_deref(), Some(without));
        }
    }

    #[test]
    fn a_name_within_another_is_left_alone_and_a_family_name_is_only_told() {
        let s = spellings(&["林 恵"], "はやし めぐみ", &["小林 恵子", "林 達也"]);
        for text in [
            "小林恵子さん",
            "小林恵さん",
            "林恵子さん",
            "林さん",
            "10000-0000-00012",
        ] {
            assert_eq!(s.replaced(text), None, "{text}");
        }
        assert_eq!(
            s.replaced("担当は林恵、小林 恵子").as_deref(),
            Some("担当は訪問看護師、小林 恵子")
        );
        assert!(s.mentions("林さんに聞く"));
        assert!(!s.mentions("小林 恵子さん、林達也さんに聞く"));
    }
}

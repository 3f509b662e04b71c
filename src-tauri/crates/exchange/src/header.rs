//! Which column is what: Japanese header words and the fingerprints of programs (contact-files.md).
//!
//! The words are data: `assets/words/column-headers.toml`.

pub(crate) mod preset;

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    Name,
    Family,
    Given,
    Kana,
    FamilyKana,
    GivenKana,
    /// 旧姓.
    FormerFamily,
    Organisation,
    Corporation,
    Department,
    Title,
    Profession,
    Side,
    Municipality,
    Email,
    Phone,
    Mobile,
    Fax,
    Postal,
    Address,
    /// 連絡しやすい方法, 連絡しやすい時間.
    Way,
    Hours,
    Note,
    /// Home address, birthday, photo: dropped and counted.
    Private,
}

impl Field {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 24] = [
        Self::Name,
        Self::Family,
        Self::Given,
        Self::Kana,
        Self::FamilyKana,
        Self::GivenKana,
        Self::FormerFamily,
        Self::Organisation,
        Self::Corporation,
        Self::Department,
        Self::Title,
        Self::Profession,
        Self::Side,
        Self::Municipality,
        Self::Email,
        Self::Phone,
        Self::Mobile,
        Self::Fax,
        Self::Postal,
        Self::Address,
        Self::Way,
        Self::Hours,
        Self::Note,
        Self::Private,
    ];

    /// Its name on the border and the command line.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Family => "family",
            Self::Given => "given",
            Self::Kana => "kana",
            Self::FamilyKana => "family_kana",
            Self::GivenKana => "given_kana",
            Self::FormerFamily => "former_family",
            Self::Organisation => "organisation",
            Self::Corporation => "corporation",
            Self::Department => "department",
            Self::Title => "title",
            Self::Profession => "profession",
            Self::Side => "side",
            Self::Municipality => "municipality",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Mobile => "mobile",
            Self::Fax => "fax",
            Self::Postal => "postal",
            Self::Address => "address",
            Self::Way => "way",
            Self::Hours => "hours",
            Self::Note => "note",
            Self::Private => "private",
        }
    }

    /// By [`Field::id`].
    #[must_use]
    pub fn of_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.id() == id)
    }
}

/// Parts of an address, in the order in which Japan writes them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum AddressPart {
    Region,
    City,
    Street,
    Extended,
    Country,
}

/// What a header means beyond [`Field`]: some columns only make sense beside others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meaning {
    Field(Field),
    AddressPart(AddressPart),
    /// The label of the next column of the same name: `Phone 1 - Label` says what `Phone 1 - Value` is for.
    Label,
    /// A running number of rows.
    Numbering,
    /// Why this program refused the row last time: written by it, and nothing about the person.
    Reason,
}

#[derive(Deserialize)]
struct Words {
    address_parts: BTreeMap<AddressPart, Vec<String>>,
    numbering: BTreeMap<String, Vec<String>>,
    reason: BTreeMap<String, Vec<String>>,
    #[serde(flatten)]
    fields: BTreeMap<Field, Vec<String>>,
}

static WORDS: LazyLock<HashMap<String, Meaning>> = LazyLock::new(|| {
    let mut words = HashMap::new();
    // The file is part of the program; a test reads it, so a mistake in it never reaches a user.
    let Ok(file) =
        toml::from_str::<Words>(include_str!("../../../../assets/words/column-headers.toml"))
    else {
        return words;
    };
    for (meaning, list) in file
        .numbering
        .into_values()
        .map(|list| (Meaning::Numbering, list))
        .chain(
            file.reason
                .into_values()
                .map(|list| (Meaning::Reason, list)),
        )
        .chain(
            file.address_parts
                .into_iter()
                .map(|(part, list)| (Meaning::AddressPart(part), list)),
        )
        .chain(
            file.fields
                .into_iter()
                .map(|(field, list)| (Meaning::Field(field), list)),
        )
    {
        for word in list {
            words.insert(folded(&word), meaning);
        }
    }
    words
});

/// The field that a header names, by its folded words; `None` for a leftover.
#[must_use]
pub fn field_of(header: &str) -> Option<Field> {
    match meaning_of(header)? {
        Meaning::Field(field) => Some(field),
        Meaning::AddressPart(_) => Some(Field::Address),
        Meaning::Label | Meaning::Numbering | Meaning::Reason => None,
    }
}

/// What a header means: the word itself, else without what stands in brackets, else without 勤務先, 自宅 … before it.
pub(crate) fn meaning_of(header: &str) -> Option<Meaning> {
    let header = header.trim();
    // A header is short; a long cell is a title, a note or an attack.
    if header.is_empty() || header.chars().count() > 60 {
        return None;
    }
    let whole = folded(header);
    if let Some(stem) = whole
        .strip_suffix("label")
        .or_else(|| whole.strip_suffix("type"))
        && matches!(stem, "phone" | "email" | "address")
    {
        return Some(Meaning::Label);
    }
    if let Some(found) = WORDS.get(&whole) {
        return Some(*found);
    }
    let (outside, inside) = bracketed(header);
    let reading = [&inside, &whole]
        .iter()
        .any(|t| is_reading_word(&folded(t)));
    if !inside.is_empty()
        && let Some(found) = WORDS.get(&folded(&outside))
    {
        return match found {
            Meaning::Field(Field::Name) if reading => Some(Meaning::Field(Field::Kana)),
            Meaning::Field(Field::Family) if reading => Some(Meaning::Field(Field::FamilyKana)),
            Meaning::Field(Field::Given) if reading => Some(Meaning::Field(Field::GivenKana)),
            // 事業所名（フリガナ） is no name of a workplace, and the ledger keeps no reading from a list.
            _ if folded(&inside).contains("自宅") && is_place(*found) => {
                Some(Meaning::Field(Field::Private))
            }
            Meaning::Field(Field::Phone) if folded(&inside).contains("携帯") => {
                Some(Meaning::Field(Field::Mobile))
            }
            _ if reading => None,
            found => Some(*found),
        };
    }
    for (prefix, home) in PREFIXES.iter() {
        if let Some(found) = whole.strip_prefix(prefix.as_str()).and_then(|rest| {
            WORDS
                .get(rest)
                .or_else(|| WORDS.get(rest.strip_prefix('の')?))
        }) && !is_name_part(*found)
        {
            let private = *home && is_place(*found);
            return Some(if private {
                Meaning::Field(Field::Private)
            } else {
                *found
            });
        }
    }
    None
}

/// Words before 電話番号, 住所 … that say whose, and whether it is the home.
static PREFIXES: LazyLock<Vec<(String, bool)>> = LazyLock::new(|| {
    [
        "勤務先",
        "事業所",
        "会社",
        "施設",
        "機関",
        "連絡先",
        "担当者",
        "所属",
        "病院",
        "ご",
        "お",
    ]
    .iter()
    .map(|word| (folded(word), false))
    .chain(["自宅", "個人"].iter().map(|word| (folded(word), true)))
    .collect()
});

fn is_place(meaning: Meaning) -> bool {
    matches!(
        meaning,
        Meaning::AddressPart(_)
            | Meaning::Field(Field::Address | Field::Postal | Field::Municipality)
    )
}

/// 会社名かな is no given name's reading though it is 会社 and 名かな.
fn is_name_part(meaning: Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Field(
            Field::Family | Field::Given | Field::Kana | Field::FamilyKana | Field::GivenKana
        )
    )
}

fn is_reading_word(folded_text: &str) -> bool {
    ["かな", "ふりがな", "よみ", "読み"]
        .iter()
        .any(|word| folded_text.contains(word))
}

/// Folded, and only letters left: digits, punctuation and long marks (which hyphens fold to) make no difference.
pub(crate) fn folded(header: &str) -> String {
    japanese::key::fold(header)
        .chars()
        .filter(|c| (c.is_alphabetic() && !c.is_numeric() && *c != 'ー') || matches!(c, '〒' | '#'))
        .collect()
}

/// What stands outside and inside of brackets: 電話（携帯） → (電話, 携帯).
fn bracketed(header: &str) -> (String, String) {
    let (mut outside, mut inside, mut depth) = (String::new(), String::new(), 0_usize);
    for c in header.chars() {
        match c {
            '(' | '（' | '[' | '［' | '【' | '〔' | '<' | '＜' => depth += 1,
            ')' | '）' | ']' | '］' | '】' | '〕' | '>' | '＞' => {
                depth = depth.saturating_sub(1)
            }
            c if depth == 0 => outside.push(c),
            c => inside.push(c),
        }
    }
    (outside, inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_japanese_list_are_known() {
        for (header, field) in [
            ("氏　名", Some(Field::Name)),
            ("氏\n名", Some(Field::Name)),
            ("氏名（漢字）", Some(Field::Name)),
            ("氏名（ﾌﾘｶﾞﾅ）", Some(Field::Kana)),
            ("ﾌﾘｶﾞﾅ", Some(Field::Kana)),
            ("ふりがな", Some(Field::Kana)),
            ("姓（カナ）", Some(Field::FamilyKana)),
            ("所属機関名", Some(Field::Organisation)),
            ("勤務先", Some(Field::Organisation)),
            ("事業所名（フリガナ）", None),
            ("法人名", Some(Field::Corporation)),
            ("電話（代）", Some(Field::Phone)),
            ("電話番号（携帯）", Some(Field::Mobile)),
            ("ＴＥＬ", Some(Field::Phone)),
            ("Ｆａｘ", Some(Field::Fax)),
            ("勤務先電話番号", Some(Field::Phone)),
            ("自宅住所", Some(Field::Private)),
            ("住所（自宅）", Some(Field::Private)),
            ("自宅都道府県", Some(Field::Private)),
            ("自宅の市区町村", Some(Field::Private)),
            ("勤務先の電話番号", Some(Field::Phone)),
            ("国 (会社)/地域", Some(Field::Address)),
            ("〒", Some(Field::Postal)),
            ("E-Mail", Some(Field::Email)),
            ("備 考", Some(Field::Note)),
            ("職種", Some(Field::Profession)),
            ("会員番号", None),
            ("", None),
            ("髙﨑 恵", None),
        ] {
            assert_eq!(field_of(header), field, "{header}");
        }
    }

    #[test]
    fn the_columns_of_programs_are_known() {
        for (header, field) in [
            ("E-mail 1 - Value", Some(Field::Email)),
            ("Phone 2 - Value", Some(Field::Phone)),
            ("Organization 1 - Name", Some(Field::Organisation)),
            ("Organization Name", Some(Field::Organisation)),
            ("Phonetic Last Name", Some(Field::FamilyKana)),
            ("Given Name Yomi", Some(Field::GivenKana)),
            ("TEL直通", Some(Field::Phone)),
            ("携帯電話", Some(Field::Mobile)),
            ("会社住所2", Some(Field::Address)),
            ("自宅住所3", Some(Field::Private)),
            ("部署名1", Some(Field::Department)),
            ("会社名かな", None),
            ("E-mail Address", Some(Field::Email)),
            ("Business Street", Some(Field::Address)),
            ("Home Street", Some(Field::Private)),
            ("介護サービス事業所名称", Some(Field::Organisation)),
            ("介護サービス事業所名称_カナ", None),
        ] {
            assert_eq!(field_of(header), field, "{header}");
        }
    }

    #[test]
    fn labels_and_running_numbers_are_no_fields() {
        assert_eq!(meaning_of("Phone 1 - Label"), Some(Meaning::Label));
        assert_eq!(meaning_of("E-mail 2 - Type"), Some(Meaning::Label));
        assert_eq!(meaning_of("Ｎｏ．"), Some(Meaning::Numbering));
    }
}

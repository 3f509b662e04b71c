//! One record as the matcher compares it: every text keyed once, names parted, numbers sorted by what they reach.

use std::collections::HashMap;

use japanese::key;

use super::Known;
use super::lexicon::Lexicon;
use super::word::Word;
use crate::{ForeignPerson, PhoneKind, naming};

#[derive(Debug, Default, Clone)]
pub(super) struct Record {
    /// The whole name; empty when it is written in kana only (then it is a reading) or there is none.
    pub(super) name: Word,
    /// As written, without spaces: tells a variant kanji from the same one.
    pub(super) bare: Word,
    pub(super) family: Word,
    pub(super) given: Word,
    /// Readings: of the whole name, and of its parts where they can be told.
    pub(super) kana: Word,
    pub(super) family_kana: Word,
    pub(super) given_kana: Word,
    /// How others read these kanji, where the record doesn't say.
    pub(super) family_readings: Vec<Word>,
    pub(super) given_readings: Vec<Word>,
    /// Family names of before.
    pub(super) former_families: Vec<Word>,
    pub(super) organisations: Vec<Word>,
    pub(super) emails: Vec<Email>,
    /// Numbers that reach one person.
    pub(super) mobiles: Vec<Word>,
    /// Numbers of a desk or a switchboard.
    pub(super) lines: Vec<Word>,
    pub(super) profession: Word,
    pub(super) department: Word,
    pub(super) title: Word,
    pub(super) postal: Word,
    pub(super) address: Vec<Word>,
    /// No personal name: an organisation, a number or an address stands for it.
    pub(super) nameless: bool,
}

#[derive(Debug, Clone)]
pub(super) struct Email {
    pub(super) whole: Word,
    pub(super) local: Word,
}

/// Organisations that were keyed already: hundreds of people work at one.
#[derive(Debug, Default)]
pub(super) struct Places(HashMap<String, Word>);

impl Places {
    fn key(&mut self, name: &str) -> Word {
        if let Some(word) = self.0.get(name) {
            return word.clone();
        }
        let word = Word::new(&key::organisation(name));
        self.0.insert(name.to_owned(), word.clone());
        word
    }
}

impl Record {
    pub(super) fn of_known(known: &Known, places: &mut Places) -> Self {
        let organisations = unique(known.organisations.iter().map(|name| places.key(name)));
        let is_place = |name: &str| organisations.contains(&Word::new(&key::organisation(name)));
        let nameless = known.name.trim().is_empty()
            || (!organisations.is_empty() && is_place(&known.name))
            || key::email(&known.name).is_some()
            || key::phone(&known.name).is_some();
        Self {
            organisations,
            emails: emails(&known.emails),
            profession: Word::new(&key::fold(&known.profession)),
            department: Word::new(&key::fold(&known.department)),
            title: Word::new(&key::fold(&known.title)),
            postal: postal(&known.postal),
            address: address(&known.address),
            former_families: words(known.former_families.iter().map(|name| key::name(name))),
            nameless,
            ..Self::default()
        }
        .with_phones(known.phones.iter().map(String::as_str))
        .with_name(&known.name, &known.family, &known.given, &known.kana)
    }

    pub(super) fn of_foreign(person: &ForeignPerson, places: &mut Places) -> Self {
        let organisation = if person.organisation.trim().is_empty() {
            &person.corporation
        } else {
            &person.organisation
        };
        Self {
            organisations: unique([places.key(organisation)]),
            emails: emails(&person.emails),
            profession: Word::new(&key::fold(&person.profession)),
            department: Word::new(&key::fold(&person.department)),
            title: Word::new(&key::fold(&person.title)),
            postal: postal(&person.postal),
            address: address(&person.address),
            former_families: words([key::name(&person.former_family)]),
            nameless: person.name.trim().is_empty(),
            ..Self::default()
        }
        .with_phones(
            person
                .phones
                .iter()
                .filter(|phone| phone.kind != PhoneKind::Fax)
                .map(|phone| phone.typed.as_str()),
        )
        .with_name(&person.name, &person.family, &person.given, &person.kana)
    }

    fn with_phones<'a>(mut self, typed: impl Iterator<Item = &'a str>) -> Self {
        for digits in typed.filter_map(key::phone) {
            let list = if reaches_one(&digits) {
                &mut self.mobiles
            } else {
                &mut self.lines
            };
            let word = Word::new(&digits);
            if !list.contains(&word) {
                list.push(word);
            }
        }
        self
    }

    fn with_name(mut self, name: &str, family: &str, given: &str, kana: &str) -> Self {
        let parts = |whole: &str| {
            let mut words = whole.split_whitespace();
            match (words.next(), words.next(), words.next()) {
                (Some(family), Some(given), None) => (reading(family), reading(given)),
                _ => (Word::default(), Word::default()),
            }
        };
        let mut kana = kana;
        if self.nameless {
            return self;
        }
        self.bare = Word::new(
            &name
                .chars()
                .filter(|c| !c.is_whitespace())
                .collect::<String>(),
        );
        if naming::is_kana(name) {
            // タカハシ メグミ in the column of the name is a reading, not another name.
            if kana.trim().is_empty() {
                kana = name;
            }
        } else {
            let (family, given) = match (family.trim(), given.trim()) {
                ("", "") => naming::split(name).unwrap_or(("", "")),
                // A whole name beside its family name alone.
                (family, "") => (family, name.trim().strip_prefix(family).unwrap_or("")),
                parts => parts,
            };
            self.name = Word::new(&key::name(name));
            let starts = key::name(name).starts_with(&key::fold(family));
            // A family name that doesn't begin the whole name (旧姓, Latin order) tells nothing here.
            if starts || name.is_ascii() {
                self.family = Word::new(&key::fold(family));
                self.given = Word::new(&key::name(given));
            }
        }
        self.kana = reading(kana);
        (self.family_kana, self.given_kana) = parts(kana);
        self
    }

    /// Parts a name and a reading that the record doesn't part, by the family names that are known.
    pub(super) fn part(&mut self, lexicon: &Lexicon) {
        if self.family.is_empty() && !self.name.is_empty() {
            let (family, given) = lexicon.part(&self.name);
            (self.family, self.given) = (family, given);
        }
        if self.family_kana.is_empty() && !self.kana.is_empty() {
            let (family, given) = lexicon.part_reading(&self.family, &self.kana);
            (self.family_kana, self.given_kana) = (family, given);
        }
        if self.family_kana.is_empty() {
            self.family_readings = lexicon.readings_of_family(&self.family);
        }
        if self.given_kana.is_empty() {
            self.given_readings = lexicon.readings_of_given(&self.given);
        }
        // さくら written in kana is read as it is written.
        if self.given_kana.is_empty() && self.given.is_kana() {
            self.given_kana = reading(&self.given.text());
        }
        if self.family_kana.is_empty() && self.family.is_kana() {
            self.family_kana = reading(&self.family.text());
        }
    }
}

/// A reading as two people would hear it: small letters and ぢ, づ, を like their sounds.
fn reading(kana: &str) -> Word {
    let heard: String = key::kana(kana)
        .chars()
        .map(|c| match c {
            'ぁ' => 'あ',
            'ぃ' => 'い',
            'ぅ' => 'う',
            'ぇ' => 'え',
            'ぉ' | 'を' => 'お',
            'っ' | 'づ' => 'ず',
            'ゃ' => 'や',
            'ゅ' => 'ゆ',
            'ょ' => 'よ',
            'ぢ' => 'じ',
            other => other,
        })
        .collect();
    Word::new(&heard)
}

/// Whether digits are those of one person: as long as a mobile's, and no 050 of an office or 0800 of a hotline.
fn reaches_one(digits: &str) -> bool {
    digits.len() == 11 && !digits.starts_with("050") && !digits.starts_with("0800")
}

fn emails(typed: &[String]) -> Vec<Email> {
    let mut emails: Vec<Email> = Vec::new();
    for address in typed.iter().filter_map(|typed| key::email(typed)) {
        let local = address.rsplit_once('@').map_or("", |(local, _)| local);
        let email = Email {
            whole: Word::new(&address),
            local: Word::new(local),
        };
        if emails.iter().all(|known| known.whole != email.whole) {
            emails.push(email);
        }
    }
    emails
}

fn postal(typed: &str) -> Word {
    Word::new(
        &key::fold(typed)
            .chars()
            .filter(char::is_ascii_digit)
            .collect::<String>(),
    )
}

/// Words of an address; one that isn't written with spaces is one word.
fn address(typed: &str) -> Vec<Word> {
    words(typed.split([' ', '　', ',', '\n']).map(key::fold))
}

fn words(texts: impl IntoIterator<Item = String>) -> Vec<Word> {
    unique(texts.into_iter().map(|text| Word::new(&text)))
}

/// Without empty ones and repetitions.
fn unique(all: impl IntoIterator<Item = Word>) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for word in all {
        if !word.is_empty() && !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

//! The keys of one record, made once.

use japanese::key;

use super::Known;
use crate::{ForeignPerson, PhoneKind, naming};

#[derive(Debug, Default)]
pub(super) struct Keys {
    pub name: String,
    /// As written, without spaces: tells a variant kanji from the same one.
    bare: String,
    pub family: String,
    given: String,
    pub kana: String,
    pub organisations: Vec<String>,
    pub emails: Vec<String>,
    pub phones: Vec<String>,
    /// Those of a foreign row that reach one person, not a switchboard.
    pub mobiles: Vec<String>,
    /// No personal name: an organisation, a number or an address stands for it.
    pub nameless: bool,
}

/// What two names have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Names {
    Same,
    Variant,
    /// Same family name; one side has no given name.
    FamilyOnly,
    OtherGiven,
    OtherFamily,
    /// One side has no personal name.
    None,
}

impl Keys {
    pub(super) fn of_known(known: &Known) -> Self {
        let organisations = keys(
            known
                .organisations
                .iter()
                .map(|name| key::organisation(name)),
        );
        let nameless = known.name.trim().is_empty()
            || organisations.contains(&key::organisation(&known.name))
            || key::email(&known.name).is_some()
            || key::phone(&known.name).is_some();
        let phones = keys(known.phones.iter().filter_map(|typed| key::phone(typed)));
        let emails = keys(known.emails.iter().filter_map(|typed| key::email(typed)));
        let kana = key::kana(&known.kana);
        Self {
            organisations,
            phones,
            emails,
            kana,
            nameless,
            ..Self::default()
        }
        .with_name(&known.name, &known.family)
    }

    pub(super) fn of_foreign(person: &ForeignPerson) -> Self {
        let organisation = if person.organisation.is_empty() {
            &person.corporation
        } else {
            &person.organisation
        };
        let mut mobiles = Vec::new();
        let mut phones = Vec::new();
        for phone in &person.phones {
            let Some(digits) = key::phone(&phone.typed) else {
                continue;
            };
            // Old telephones call every number CELL: only one as long as a mobile's, and no 050 of an office, counts.
            let called =
                phone.kind == PhoneKind::Mobile && digits.len() == 11 && !digits.starts_with("050");
            if phone.kind != PhoneKind::Fax && (called || key::is_mobile(&digits)) {
                mobiles.push(digits.clone());
            }
            phones.push(digits);
        }
        Self {
            organisations: keys(std::iter::once(key::organisation(organisation))),
            emails: keys(person.emails.iter().filter_map(|typed| key::email(typed))),
            phones: keys(phones),
            mobiles: keys(mobiles),
            kana: key::kana(&person.kana),
            nameless: person.name.trim().is_empty(),
            ..Self::default()
        }
        .with_name(&person.name, &person.family)
    }

    fn with_name(mut self, name: &str, family: &str) -> Self {
        if self.nameless {
            return self;
        }
        let family = if family.trim().is_empty() {
            naming::split(name).map_or("", |(family, _)| family)
        } else {
            family
        };
        self.name = key::name(name);
        self.bare = name.chars().filter(|c| !c.is_whitespace()).collect();
        self.family = key::name(family);
        if let Some(given) = self.name.strip_prefix(self.family.as_str()) {
            given.clone_into(&mut self.given);
        } else {
            // The family name of the record is not the beginning of its name (旧姓, Latin order): it tells nothing here.
            self.family.clear();
        }
        if self.family.is_empty() {
            self.given.clear();
        }
        self
    }

    /// The family name, or the whole name where nobody parted it: it may be a family name alone.
    pub(super) fn family_or_name(&self) -> &str {
        if self.family.is_empty() {
            &self.name
        } else {
            &self.family
        }
    }

    pub(super) fn compare(&self, other: &Self) -> Names {
        if self.nameless || other.nameless || self.name.is_empty() || other.name.is_empty() {
            return Names::None;
        }
        if self.name == other.name {
            return if self.bare == other.bare {
                Names::Same
            } else {
                Names::Variant
            };
        }
        match (self.family.is_empty(), other.family.is_empty()) {
            (false, false) if self.family == other.family => {
                if self.given.is_empty() || other.given.is_empty() {
                    Names::FamilyOnly
                } else {
                    Names::OtherGiven
                }
            }
            (false, false) => Names::OtherFamily,
            (true, false) => beside(&self.name, &other.family),
            (false, true) => beside(&other.name, &self.family),
            (true, true) => {
                let same_start = self.name.chars().next() == other.name.chars().next();
                if same_start {
                    Names::OtherGiven
                } else {
                    Names::OtherFamily
                }
            }
        }
    }
}

/// A name that nobody parted, beside the family name of another.
fn beside(name: &str, family: &str) -> Names {
    match name.strip_prefix(family) {
        Some("") => Names::FamilyOnly,
        Some(_) => Names::OtherGiven,
        None => Names::OtherFamily,
    }
}

/// Without empty ones and repetitions, sorted.
fn keys(keys: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut keys: Vec<String> = keys.into_iter().filter(|key| !key.is_empty()).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

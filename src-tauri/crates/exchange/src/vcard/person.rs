//! From the properties of a card to a person.

use std::collections::HashMap;

use super::property::Property;
use super::text::{Decoder, components, whole};
use crate::naming::{self, is_kana};
use crate::options::Offers;
use crate::{ForeignPerson, Phone, PhoneKind, Rejection};

/// The person of a card. `encoding` is set to that of the first value which is not ASCII.
///
/// # Errors
/// `Undecodable`; `NothingToKeep`.
pub(super) fn of(
    properties: &[Property<'_>],
    decoder: &Decoder,
    encoding: &mut Option<&'static str>,
    offers: &mut Offers,
    row: usize,
) -> Result<ForeignPerson, Rejection> {
    let mut card = Card {
        is_2_1: properties
            .iter()
            .any(|p| p.name == "VERSION" && p.value.trim_ascii().starts_with(b"2")),
        ..Card::default()
    };
    let mut texts = Vec::with_capacity(properties.len());
    for property in properties {
        if property.is_binary() {
            texts.push(String::new());
            continue;
        }
        let decoded = decoder.value(property);
        if decoded.lossy {
            let encoding = decoded.encoding.unwrap_or("UTF-8").to_owned();
            return Err(Rejection::Undecodable { encoding });
        }
        if encoding.is_none() {
            *encoding = decoded.encoding;
        }
        if property.name == "X-ABLABEL" && !property.group.is_empty() {
            card.labels
                .insert(property.group.clone(), label(&decoded.text));
        }
        texts.push(decoded.text);
    }
    for (property, text) in properties.iter().zip(&texts) {
        card.take(property, text, decoder);
    }
    card.finish(offers, row)
}

/// What can be decoded of a card that can't be taken in.
pub(super) fn readable(properties: &[Property<'_>], decoder: &Decoder) -> ForeignPerson {
    let mut card = Card::default();
    for property in properties {
        if property.is_binary() || property.value.len() > crate::FIELD_LIMIT {
            continue;
        }
        let decoded = decoder.value(property);
        if !decoded.lossy {
            card.take(property, &decoded.text, decoder);
        }
    }
    card.choose_name();
    card.choose_reading();
    card.person
}

/// Apple's own labels are wrapped: `_$!<HomePage>!$_`.
fn label(text: &str) -> String {
    let text = text.trim();
    text.strip_prefix("_$!<")
        .and_then(|rest| rest.strip_suffix(">!$_"))
        .unwrap_or(text)
        .to_owned()
}

#[derive(Default)]
struct Card {
    is_2_1: bool,
    labels: HashMap<String, String>,
    person: ForeignPerson,
    formatted: String,
    /// Readings, the most trustworthy kind first.
    phonetic_family: String,
    phonetic_given: String,
    phonetic_name: String,
    sound: String,
    sort_string: String,
    sort_as: String,
    nickname: String,
}

impl Card {
    fn take(&mut self, property: &Property<'_>, text: &str, decoder: &Decoder) {
        let whole = || whole(text, self.is_2_1);
        match property.name.as_str() {
            "N" => self.name(property, text, decoder),
            "FN" => {
                let name = whole();
                if property.phonetic {
                    set(
                        &mut self.phonetic_name,
                        name,
                        "FN;PHONETIC",
                        &mut self.person,
                    );
                } else {
                    set(&mut self.formatted, name, "FN", &mut self.person);
                }
            }
            "X-PHONETIC-LAST-NAME" => self.phonetic_family = whole(),
            "X-PHONETIC-FIRST-NAME" => self.phonetic_given = whole(),
            "SOUND" if property.has_type("X-IRMC-N") => {
                let reading = joined(components(text, self.is_2_1), " ");
                if is_kana(&reading) || self.sound.is_empty() {
                    let former = std::mem::replace(&mut self.sound, reading);
                    self.left("SOUND", former);
                } else {
                    self.left("SOUND", reading);
                }
            }
            "SORT-STRING" => self.sort_string = whole(),
            "X-MAIDENNAME" | "X-MAIDEN-NAME" => {
                let name = whole();
                let mut own = std::mem::take(&mut self.person.former_family);
                set(&mut own, name, "X-MAIDENNAME", &mut self.person);
                self.person.former_family = own;
            }
            "NICKNAME" => {
                let name = whole();
                set(&mut self.nickname, name, "NICKNAME", &mut self.person);
            }
            "ORG" => self.organisation(property, text),
            "TITLE" => {
                let title = whole();
                if self.person.title.is_empty() {
                    self.person.title = title;
                } else if self.person.title != title {
                    self.left("TITLE", title);
                }
            }
            "ROLE" => {
                let role = whole();
                if self.person.profession.is_empty() {
                    self.person.profession = role;
                } else {
                    self.left("ROLE", role);
                }
            }
            "TEL" => self.telephone(property, text),
            "EMAIL" => {
                let address = whole();
                let address = address
                    .strip_prefix("mailto:")
                    .unwrap_or(&address)
                    .trim()
                    .to_owned();
                if !address.is_empty() && !self.person.emails.contains(&address) {
                    self.person.emails.push(address);
                }
            }
            "ADR" => self.address(property, text),
            "NOTE" => {
                let note = whole();
                if !note.is_empty() {
                    if !self.person.note.is_empty() {
                        self.person.note.push('\n');
                    }
                    self.person.note.push_str(&note);
                }
            }
            "PHOTO" | "LOGO" | "KEY" | "SOUND" | "BDAY" | "ANNIVERSARY" | "X-ANNIVERSARY"
            | "DEATHDATE" | "BIRTHPLACE" | "DEATHPLACE" | "GENDER" | "X-GENDER" => {
                self.drop(&property.name)
            }
            // About the card, not the person.
            "VERSION" | "PRODID" | "REV" | "UID" | "X-ABUID" | "X-ABADR" | "X-ABSHOWAS"
            | "X-ABLABEL" | "PROFILE" | "SOURCE" | "MAILER" | "KIND" | "CLIENTPIDMAP" | "CLASS" => {
            }
            name => {
                let value = whole();
                let header = self
                    .labels
                    .get(&property.group)
                    .filter(|label| !label.is_empty());
                let header =
                    header.map_or_else(|| name.to_owned(), |label| format!("{name} {label}"));
                self.left(&header, value);
            }
        }
    }

    fn left(&mut self, header: &str, value: String) {
        // `;;;` of an empty structured value says nothing.
        if !value.trim_matches([';', ' ', '　']).is_empty() {
            self.person.leftovers.push((header.to_owned(), value));
        }
    }

    fn drop(&mut self, name: &str) {
        if !self.person.dropped.iter().any(|dropped| dropped == name) {
            self.person.dropped.push(name.to_owned());
        }
    }

    fn name(&mut self, property: &Property<'_>, text: &str, decoder: &Decoder) {
        let parts = components(text, self.is_2_1);
        if property.phonetic {
            let reading = joined(parts, " ");
            return set(
                &mut self.phonetic_name,
                reading,
                "N;PHONETIC",
                &mut self.person,
            );
        }
        if let Some(bytes) = &property.sort_as {
            let sort = decoder.text(bytes, property.charset.as_deref()).text;
            self.sort_as = joined(
                sort.split(',').map(|part| part.trim().to_owned()).collect(),
                " ",
            );
        }
        if parts.iter().all(String::is_empty) {
            return;
        }
        if !(self.person.family.is_empty() && self.person.given.is_empty()) {
            return self.left("N", joined(parts, " "));
        }
        let mut parts = parts.into_iter();
        self.person.family = parts.next().unwrap_or_default();
        self.person.given = parts.next().unwrap_or_default();
        for (header, part) in ["N additional", "N prefix", "N suffix"].iter().zip(parts) {
            self.left(header, part);
        }
    }

    /// What the owner of the telephone called this property, folded.
    fn label(&self, property: &Property<'_>) -> String {
        self.labels
            .get(&property.group)
            .map(|label| japanese::key::fold(label))
            .unwrap_or_default()
    }

    fn organisation(&mut self, property: &Property<'_>, text: &str) {
        let parts = components(text, self.is_2_1);
        if !self.person.organisation.is_empty() || property.phonetic {
            return self.left("ORG", joined(parts, " "));
        }
        let mut parts = parts.into_iter();
        self.person.organisation = parts.next().unwrap_or_default();
        self.person.department = joined(parts.collect(), " ");
    }

    fn telephone(&mut self, property: &Property<'_>, text: &str) {
        let text = whole(text, self.is_2_1);
        // 4.0: tel:+81-3-1234-5678;ext=12
        let typed = match text.get(..4) {
            Some(scheme) if scheme.eq_ignore_ascii_case("tel:") => {
                text.get(4..).unwrap_or_default().replace(";ext=", " 内線")
            }
            _ => text.clone(),
        };
        let typed = typed.trim().to_owned();
        if typed.is_empty() {
            return;
        }
        let label = self.label(property);
        let says = |words: &[&str]| words.iter().any(|word| label.contains(word));
        let kind = if property.types.iter().any(|kind| kind.contains("FAX"))
            || says(&["fax", "ふぁっくす"])
        {
            PhoneKind::Fax
        } else if ["CELL", "IPHONE", "X-IPHONE"]
            .iter()
            .any(|kind| property.has_type(kind))
            || says(&["携帯", "mobile", "cell", "すまほ"])
        {
            PhoneKind::Mobile
        } else if property.has_type("WORK")
            || says(&["work", "勤務", "会社", "職場", "直通", "代表"])
        {
            PhoneKind::Work
        } else {
            PhoneKind::Other
        };
        let phone = Phone { typed, kind };
        if !self.person.phones.contains(&phone) {
            self.person.phones.push(phone);
        }
    }

    fn address(&mut self, property: &Property<'_>, text: &str) {
        let parts = components(text, self.is_2_1);
        if parts.iter().all(String::is_empty) {
            return;
        }
        let label = self.label(property);
        if property.has_type("HOME") || label == "home" || label.contains("自宅") {
            return self.drop("ADR;HOME");
        }
        let part = |at: usize| parts.get(at).map(String::as_str).unwrap_or_default();
        // Post office box, extended, street, locality, region, postal code, country: Japan writes from the largest.
        let mut address = String::new();
        for at in [4, 3, 2, 1, 0] {
            let piece = part(at);
            let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == ',');
            if latin(address.chars().last()) && latin(piece.chars().next()) {
                address.push(' ');
            }
            address.push_str(piece);
        }
        let country = part(6);
        if !matches!(
            country,
            "" | "日本" | "日本国" | "Japan" | "JAPAN" | "JP" | "JPN"
        ) {
            self.left("ADR country", country.to_owned());
        }
        if self.person.address.is_empty() && self.person.postal.is_empty() {
            self.person.address = address;
            self.person.postal = part(5).trim_start_matches(['〒', ' ']).to_owned();
        } else {
            self.left("ADR", joined(vec![part(5).to_owned(), address], " "));
        }
    }

    fn finish(mut self, offers: &mut Offers, row: usize) -> Result<ForeignPerson, Rejection> {
        self.choose_name();
        self.choose_reading();
        let mut person = self.person;
        naming::complete(&mut person, offers, row);
        if person.is_nobody() {
            Err(Rejection::NothingToKeep)
        } else {
            Ok(person)
        }
    }

    /// The whole name as written, when it is the name; FN may be an organisation, a number, or in the wrong order.
    fn choose_name(&mut self) {
        let formatted = std::mem::take(&mut self.formatted);
        let person = &mut self.person;
        let bare = |text: &str| text.replace([' ', '　', ','], "");
        let is_number = !formatted.is_empty()
            && formatted
                .chars()
                .all(|c| c.is_numeric() || matches!(c, '+' | '-' | ' ' | '(' | ')' | '－'));
        let has_name = !(person.family.is_empty() && person.given.is_empty());
        if formatted.is_empty() || (!has_name && (is_number || person.emails.contains(&formatted)))
        {
            return;
        }
        if !has_name {
            if formatted != person.organisation {
                person.name = formatted;
            }
            return;
        }
        let own = bare(&formatted);
        let (family, given) = (bare(&person.family), bare(&person.given));
        let latin = formatted.chars().any(|c| c.is_ascii_alphabetic());
        if own == format!("{family}{given}") || (latin && own == format!("{given}{family}")) {
            person.name = formatted;
        } else if own == format!("{given}{family}") {
            // A program that puts the given name first: N knows better.
        } else if person.given.is_empty() || person.family.is_empty() {
            // N holds only a part, or the whole in one field: the longer one is the name.
            if own.contains(&family) && own.contains(&given) {
                person.name = formatted;
                if !has_two_parts(&person.name) {
                    return;
                }
                (person.family, person.given) = (String::new(), String::new());
            } else {
                self.left("FN", formatted);
            }
        } else if formatted != person.organisation {
            self.left("FN", formatted);
        }
    }

    fn choose_reading(&mut self) {
        let phonetic = joined(
            vec![
                std::mem::take(&mut self.phonetic_family),
                std::mem::take(&mut self.phonetic_given),
            ],
            " ",
        );
        let candidates = [
            ("X-PHONETIC", phonetic),
            ("N;PHONETIC", std::mem::take(&mut self.phonetic_name)),
            ("SOUND", std::mem::take(&mut self.sound)),
            ("SORT-STRING", std::mem::take(&mut self.sort_string)),
            ("N;SORT-AS", std::mem::take(&mut self.sort_as)),
            ("NICKNAME", std::mem::take(&mut self.nickname)),
        ];
        for (header, text) in candidates {
            if text.is_empty() {
                continue;
            }
            // A pet name of two kana is no reading.
            let reading = is_kana(&text) && (header != "NICKNAME" || text.chars().count() >= 4);
            if reading && self.person.kana.is_empty() {
                self.person.kana = text;
            } else if !(reading
                && japanese::key::kana(&text) == japanese::key::kana(&self.person.kana))
            {
                self.left(header, text);
            }
        }
    }
}

fn has_two_parts(name: &str) -> bool {
    naming::split(name).is_some()
}

/// The first value wins; another is kept as a leftover.
fn set(own: &mut String, value: String, header: &str, person: &mut ForeignPerson) {
    if own.is_empty() {
        *own = value;
    } else if !value.is_empty() && *own != value {
        person.leftovers.push((header.to_owned(), value));
    }
}

/// The parts that aren't empty.
fn joined(parts: Vec<String>, between: &str) -> String {
    parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(between)
}

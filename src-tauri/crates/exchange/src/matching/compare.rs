//! What two records have in common, field by field.

use std::cell::RefCell;

use super::census::{Census, Kind};
use super::record::Record;
use super::similar::{dice, within};
use super::word::{ByHash, Word, together};

/// What is compared, in the order of [`Likeness::levels`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Family,
    Given,
    Work,
    Line,
    Mobile,
    Email,
    Profession,
    Department,
    Title,
    Address,
    Postal,
}

pub(super) const FIELDS: usize = 11;
pub(super) const LEVELS: usize = 8;

/// One side says nothing: of every field.
pub(super) const SILENT: u8 = 0;
/// The same: of every field.
pub(super) const SAME: u8 = 1;

/// Family and given name.
pub(super) mod name {
    /// The same kanji with another reading.
    pub(crate) const READ_OTHERWISE: u8 = 2;
    /// The same reading; one side is written in kana only.
    pub(crate) const READ_ALIKE: u8 = 3;
    /// The same reading, other kanji.
    pub(crate) const OTHER_KANJI: u8 = 4;
    /// A slip apart.
    pub(crate) const NEAR: u8 = 5;
    pub(crate) const DIFFERENT: u8 = 6;
    /// Two or three slips apart, of a long one.
    pub(crate) const FAINT: u8 = 7;
}

/// Everything else.
pub(super) mod fact {
    /// A slip apart, or one within the other.
    pub(crate) const NEAR: u8 = 2;
    /// E-mail: what stands before the @, at another place. Address: about half.
    pub(crate) const PARTLY: u8 = 3;
    /// Address: hardly anything.
    pub(crate) const LITTLE: u8 = 4;
    pub(crate) const DIFFERENT: u8 = 5;
}

/// A level for each field, and for agreements on one value the chance that strangers agree on it (0: as often as the level
/// is counted among strangers).
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Likeness {
    pub(super) levels: [u8; FIELDS],
    pub(super) chances: [f32; FIELDS],
}

impl Likeness {
    pub(super) fn level(&self, field: Field) -> u8 {
        self.levels.get(field as usize).copied().unwrap_or(SILENT)
    }

    fn set(&mut self, field: Field, (level, chance): (u8, f32)) {
        if let (Some(at), Some(of)) = (
            self.levels.get_mut(field as usize),
            self.chances.get_mut(field as usize),
        ) {
            (*at, *of) = (level, chance);
        }
    }
}

/// Compares records of two lists that were counted together.
#[derive(Debug)]
pub(super) struct Comparison<'a> {
    pub(super) census: &'a Census,
    /// Places that were compared before: there are far fewer of them than people.
    places: RefCell<ByHash<u8>>,
}

impl<'a> Comparison<'a> {
    pub(super) fn new(census: &'a Census) -> Self {
        Self {
            census,
            places: RefCell::default(),
        }
    }

    pub(super) fn of(&self, own: &Record, known: &Record) -> Likeness {
        let mut likeness = Likeness::default();
        let whole = !own.name.is_empty() && own.name == known.name;
        likeness.set(Field::Family, self.family(own, known, whole));
        likeness.set(Field::Given, self.given(own, known, whole));
        let named = |level| !matches!(level, name::DIFFERENT | name::FAINT);
        if !named(likeness.level(Field::Family)) && !named(likeness.level(Field::Given)) {
            self.mixed_up(own, known, &mut likeness);
        }
        let (work, place) = self.work(own, known);
        likeness.set(Field::Work, work);
        likeness.set(Field::Line, self.line(own, known, place));
        likeness.set(Field::Mobile, self.mobile(own, known));
        likeness.set(Field::Email, self.email(own, known, place));
        self.count_a_crowd_once(own, known, &mut likeness);
        likeness.set(
            Field::Profession,
            self.words(Kind::Profession, &own.profession, &known.profession),
        );
        if place.is_some() {
            likeness.set(
                Field::Department,
                self.words(Kind::Department, &own.department, &known.department),
            );
            likeness.set(
                Field::Title,
                self.words(Kind::Title, &own.title, &known.title),
            );
        }
        // The address of a workplace says what the workplace says.
        if own.organisations.is_empty() || known.organisations.is_empty() {
            likeness.set(Field::Address, self.address(own, known));
            likeness.set(Field::Postal, self.postal(own, known));
        }
        likeness
    }

    /// The columns of family and given name may have been mixed up.
    fn mixed_up(&self, own: &Record, known: &Record, likeness: &mut Likeness) {
        let crossed = |own, known| matches!(part(own, known), SAME | name::NEAR);
        let family = crossed(own.family_part(), known.given_part());
        let given = crossed(own.given_part(), known.family_part());
        if family || given {
            let level = |alike| if alike { name::NEAR } else { name::DIFFERENT };
            likeness.set(Field::Given, (level(family), 0.0));
            likeness.set(Field::Family, (level(given), 0.0));
        }
    }

    fn family(&self, own: &Record, known: &Record, whole: bool) -> (u8, f32) {
        let level = if whole {
            same_or_read_otherwise(&own.family_kana, &known.family_kana)
        } else {
            part(own.family_part(), known.family_part())
        };
        let former = |earlier: &Record, other: &Record| {
            !other.family.is_empty() && earlier.former_families.contains(&other.family)
        };
        if level == name::DIFFERENT && (former(known, own) || former(own, known)) {
            let share = self.census.share(Kind::Family, &own.family);
            return (SAME, share);
        }
        let read = filled(&own.family_kana, &known.family_kana);
        self.shared_name(level, [Kind::Family, Kind::FamilyKana], &own.family, read)
    }

    fn given(&self, own: &Record, known: &Record, whole: bool) -> (u8, f32) {
        let level = if whole && !own.given.is_empty() {
            same_or_read_otherwise(&own.given_kana, &known.given_kana)
        } else {
            part(own.given_part(), known.given_part())
        };
        let read = filled(&own.given_kana, &known.given_kana);
        self.shared_name(level, [Kind::Given, Kind::GivenKana], &own.given, read)
    }

    fn shared_name(
        &self,
        level: u8,
        [kanji, kana]: [Kind; 2],
        written: &Word,
        read: &Word,
    ) -> (u8, f32) {
        match level {
            SAME | name::READ_OTHERWISE => (level, self.census.share(kanji, written)),
            // Both parts of a name are written in kana, or neither: so it is no evidence against each of them, but as good as the
            // same, by how rare the reading is.
            name::READ_ALIKE => (SAME, self.census.share(kana, read)),
            _ => (level, 0.0),
        }
    }

    /// With the place that both work at.
    fn work<'r>(&self, own: &'r Record, known: &Record) -> ((u8, f32), Option<&'r Word>) {
        if own.organisations.is_empty() || known.organisations.is_empty() {
            return ((SILENT, 0.0), None);
        }
        if let Some(place) = own
            .organisations
            .iter()
            .find(|place| known.organisations.contains(place))
        {
            return (
                (SAME, self.census.share(Kind::Organisation, place)),
                Some(place),
            );
        }
        let near = own.organisations.iter().any(|one| {
            known
                .organisations
                .iter()
                .any(|other| self.places_alike(one, other))
        });
        ((if near { fact::NEAR } else { fact::DIFFERENT }, 0.0), None)
    }

    fn places_alike(&self, one: &Word, other: &Word) -> bool {
        let pair = together(&[one.hash(), other.hash()]);
        if let Some(known) = self.places.borrow().get(&pair) {
            return *known == 1;
        }
        let (short, long) = (
            one.chars().len().min(other.chars().len()),
            one.chars().len().max(other.chars().len()),
        );
        let alike = (short >= 3 && within(one.chars(), other.chars()) && long <= short * 3)
            || (long >= 4 && one.is_near(other, 1))
            || dice(one.chars(), other.chars()) >= 0.65;
        self.places.borrow_mut().insert(pair, u8::from(alike));
        alike
    }

    fn line(&self, own: &Record, known: &Record, place: Option<&Word>) -> (u8, f32) {
        let (level, number) = numbers(&own.lines, &known.lines);
        let chance = match (number, place) {
            (Some(number), Some(place)) => self.census.shared_at_work(Kind::Line, number, place),
            (Some(number), None) => self.census.shared_by_chance(Kind::Line, number),
            (None, _) => 0.0,
        };
        (level, chance)
    }

    fn mobile(&self, own: &Record, known: &Record) -> (u8, f32) {
        let (level, number) = numbers(&own.mobiles, &known.mobiles);
        let chance = number.map_or(0.0, |number| {
            self.census.shared_by_chance(Kind::Mobile, number)
        });
        (level, chance)
    }

    /// One desk, one switchboard, one address: who shares the one shares the others, so only one of them counts.
    fn count_a_crowd_once(&self, own: &Record, known: &Record, likeness: &mut Likeness) {
        let line = own
            .lines
            .iter()
            .any(|one| known.lines.contains(one) && self.census.is_crowded(Kind::Line, one));
        let email = own.emails.iter().any(|one| {
            known.emails.iter().any(|other| other.whole == one.whole)
                && self.census.is_crowded(Kind::Email, &one.whole)
        });
        if line && email {
            likeness.set(Field::Email, (SILENT, 0.0));
        }
    }

    fn email(&self, own: &Record, known: &Record, place: Option<&Word>) -> (u8, f32) {
        if own.emails.is_empty() || known.emails.is_empty() {
            return (SILENT, 0.0);
        }
        let mut best = (fact::DIFFERENT, 0.0);
        for one in &own.emails {
            for other in &known.emails {
                if one.whole == other.whole {
                    let chance = match place {
                        Some(place) if self.census.is_crowded(Kind::Email, &one.whole) => {
                            self.census.shared_at_work(Kind::Email, &one.whole, place)
                        }
                        Some(_) | None => self.census.shared_by_chance(Kind::Email, &one.whole),
                    };
                    return (SAME, chance);
                }
                if one.whole.is_near(&other.whole, 2) {
                    best = (fact::NEAR, 0.0);
                } else if one.local == other.local
                    && one.local.chars().len() >= 4
                    && best.0 != fact::NEAR
                {
                    let chance = self.census.shared_by_chance(Kind::EmailLocal, &one.local);
                    best = (fact::PARTLY, chance.max(1e-5));
                }
            }
        }
        best
    }

    fn words(&self, kind: Kind, own: &Word, known: &Word) -> (u8, f32) {
        if own.is_empty() || known.is_empty() {
            (SILENT, 0.0)
        } else if own == known {
            (SAME, self.census.share(kind, own))
        } else if within(own.chars(), known.chars()) {
            (fact::NEAR, 0.0)
        } else {
            (fact::DIFFERENT, 0.0)
        }
    }

    fn address(&self, own: &Record, known: &Record) -> (u8, f32) {
        if own.address.is_empty() || known.address.is_empty() {
            return (SILENT, 0.0);
        }
        let weight = |word: &Word| -self.census.share(Kind::Address, word).ln();
        let (mut mine, mut shared) = (0.0_f32, 0.0_f32);
        for word in &own.address {
            let of = weight(word);
            mine += of;
            if known.address.contains(word) {
                shared += of;
            } else if known.address.iter().any(|other| slip(word, other)) {
                shared += of * 0.8;
            }
        }
        let theirs: f32 = known.address.iter().map(weight).sum();
        let by_words = 2.0 * shared / (mine + theirs);
        // Written together or apart; and a part left out.
        let all = |words: &[Word]| {
            words
                .iter()
                .flat_map(|word| word.chars().iter().copied())
                .collect::<Vec<char>>()
        };
        let by_letters = dice(&all(&own.address), &all(&known.address));
        let of_the_shorter = shared / mine.min(theirs).max(1.0);
        let alike = by_words
            .max(by_letters)
            .max(if of_the_shorter >= 0.95 { 0.75 } else { 0.0 });
        let level = if alike >= 0.9 {
            SAME
        } else if alike >= 0.7 {
            fact::NEAR
        } else if alike >= 0.45 {
            fact::PARTLY
        } else if alike >= 0.2 {
            fact::LITTLE
        } else {
            fact::DIFFERENT
        };
        (level, 0.0)
    }

    fn postal(&self, own: &Record, known: &Record) -> (u8, f32) {
        if own.postal.is_empty() || known.postal.is_empty() {
            (SILENT, 0.0)
        } else if own.postal == known.postal {
            (SAME, self.census.share(Kind::Postal, &own.postal))
        } else if own.postal.is_near(&known.postal, 1) {
            (fact::NEAR, 0.0)
        } else {
            (fact::DIFFERENT, 0.0)
        }
    }
}

fn same_or_read_otherwise(own: &Word, known: &Word) -> u8 {
    let far = !own.is_empty() && !known.is_empty() && !own.is_near(known, 1);
    if far { name::READ_OTHERWISE } else { SAME }
}

/// One part of a name: written, read, and how others read what is written.
#[derive(Debug, Clone, Copy)]
struct Part<'a> {
    written: &'a Word,
    read: &'a Word,
    readings: &'a [Word],
}

impl Record {
    fn family_part(&self) -> Part<'_> {
        Part {
            written: &self.family,
            read: &self.family_kana,
            readings: &self.family_readings,
        }
    }

    fn given_part(&self) -> Part<'_> {
        Part {
            written: &self.given,
            read: &self.given_kana,
            readings: &self.given_readings,
        }
    }
}

fn part(own: Part<'_>, known: Part<'_>) -> u8 {
    let read = !own.read.is_empty() && !known.read.is_empty();
    if own.written.is_empty() || known.written.is_empty() {
        let others_read = |one: &Part<'_>, other: &Part<'_>| {
            !one.read.is_empty() && other.readings.contains(one.read)
        };
        return if !read {
            if others_read(&own, &known) || others_read(&known, &own) {
                name::READ_ALIKE
            } else {
                SILENT
            }
        } else if own.read == known.read {
            name::READ_ALIKE
        } else if slip(own.read, known.read) {
            name::NEAR
        } else if faint(own.read, known.read) {
            name::FAINT
        } else {
            name::DIFFERENT
        };
    }
    let (own, own_kana, known, known_kana) = (own.written, own.read, known.written, known.read);
    if own == known {
        return same_or_read_otherwise(own_kana, known_kana);
    }
    if read && own_kana == known_kana {
        return name::OTHER_KANJI;
    }
    let read_near = read && slip(own_kana, known_kana);
    if slip(own, known) && (!read || read_near) {
        return name::NEAR;
    }
    if read_near && own_kana.chars().len() >= 3 {
        name::NEAR
    } else if !read && own.is_latin() && faint(own, known) {
        name::FAINT
    } else {
        name::DIFFERENT
    }
}

fn filled<'a>(one: &'a Word, other: &'a Word) -> &'a Word {
    if one.is_empty() { other } else { one }
}

/// Whether two long texts are a few slips apart.
fn faint(own: &Word, known: &Word) -> bool {
    let long = own.chars().len().max(known.chars().len());
    long >= 5 && own.is_near(known, if long >= 7 { 3 } else { 2 })
}

/// Whether two texts are a slip apart: one letter of two to six, two of more.
fn slip(own: &Word, known: &Word) -> bool {
    let (short, long) = (
        own.chars().len().min(known.chars().len()),
        own.chars().len().max(known.chars().len()),
    );
    long >= 2 && short >= 1 && own.is_near(known, 1 + long / 7)
}

/// The level of two lists of numbers, with the one that both have.
fn numbers<'a>(own: &'a [Word], known: &[Word]) -> (u8, Option<&'a Word>) {
    if own.is_empty() || known.is_empty() {
        return (SILENT, None);
    }
    if let Some(shared) = own.iter().find(|number| known.contains(number)) {
        return (SAME, Some(shared));
    }
    let near = own
        .iter()
        .any(|one| known.iter().any(|other| one.is_near(other, 1)));
    (if near { fact::NEAR } else { fact::DIFFERENT }, None)
}

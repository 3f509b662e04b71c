//! The ledger's people as the rows so far would leave them, and since when the ledger says what it says.

use std::collections::{HashMap, HashSet};

use chrono::{FixedOffset, NaiveDate};
use japanese::key;
use ledger::former::FormerValue;
use ledger::person::{Person, PersonFields};
use ledger::{AffiliationId, ImportId, OperationId, OrganisationId, PersonId, Read};

use super::facts::Former;
use crate::Result;

/// Whom a row is about: somebody in the ledger, or somebody new whom a row of the file brings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Who {
    Person(PersonId),
    /// By the row's place in the file's entries.
    Row(usize),
}

impl Who {
    pub(super) fn person(self) -> Option<PersonId> {
        match self {
            Self::Person(id) => Some(id),
            Self::Row(_) => None,
        }
    }
}

/// A post as the ledger has it, or as a row so far would make it.
#[derive(Debug, Clone)]
pub(super) struct Post {
    pub(super) at: PostAt,
    /// The organisation's key and name.
    pub(super) key: String,
    pub(super) organisation: String,
    pub(super) kind: Option<String>,
    pub(super) title: String,
    pub(super) department: String,
    pub(super) from: Option<NaiveDate>,
    pub(super) to: Option<NaiveDate>,
    pub(super) is_main: bool,
}

/// Where a post lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PostAt {
    Kept(AffiliationId),
    /// The row that makes it.
    Row(usize),
}

impl Post {
    pub(super) fn holds_on(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// Organisation, department and title in one line.
    pub(super) fn words(&self) -> String {
        words([&self.organisation, &self.department, &self.title])
    }
}

pub(super) fn words(parts: [&str; 3]) -> String {
    parts
        .into_iter()
        .filter(|part| !part.trim().is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// One person.
#[derive(Debug, Clone, Default)]
pub(super) struct Card {
    pub(super) fields: PersonFields,
    pub(super) former: Vec<Former>,
    pub(super) posts: Vec<Post>,
}

/// All of them.
pub(super) struct Cards<'a> {
    read: Read<'a>,
    pub(super) today: NaiveDate,
    zone: FixedOffset,
    pub(super) cards: HashMap<Who, Card>,
    pub(super) organisations: HashSet<String>,
    /// Whom a row so far takes out of the trash.
    pub(super) restored: HashSet<PersonId>,
    imports: Option<Imports>,
    dates: HashMap<(&'static str, String), HashMap<String, Dated>>,
    /// How many people of the ledger have a number; by its key.
    numbers: HashMap<String, u32>,
}

/// Of which day the files taken in before were.
struct Imports {
    by_operation: HashMap<OperationId, ImportId>,
    as_of: HashMap<ImportId, Option<NaiveDate>>,
}

/// Since when a field says what it says.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dated {
    pub(super) day: NaiveDate,
    /// The day is that of a list or of her confirming it, not merely that of typing.
    pub(super) stated: bool,
    /// What stood there was taken away then.
    pub(super) erased: bool,
}

/// The fields of [`Former`] as they are named in the ledger.
fn field_of(name: &str) -> Option<&'static str> {
    [
        "name", "family", "given", "kana", "email", "mobile", "phone", "fax",
    ]
    .into_iter()
    .find(|field| *field == name)
}

impl<'a> Cards<'a> {
    /// Reads everybody, also those in the trash.
    pub(super) fn read(read: Read<'a>, today: NaiveDate, zone: FixedOffset) -> Result<Self> {
        let mut keys: HashMap<OrganisationId, (String, Option<String>)> = HashMap::new();
        for organisation in read.all_organisations()? {
            let key = key::organisation(&organisation.fields.name);
            keys.insert(organisation.id, (key, organisation.fields.kind));
        }
        let mut cards: HashMap<Who, Card> = HashMap::new();
        for Person { id, fields } in read.all_people()?.into_iter().chain(read.removed_people()?) {
            let card = Card {
                fields,
                ..Card::default()
            };
            cards.insert(Who::Person(id), card);
        }
        for FormerValue {
            person,
            field,
            value,
            until,
            ..
        } in read.all_former_values()?
        {
            if let (Some(card), Some(field)) =
                (cards.get_mut(&Who::Person(person)), field_of(&field))
            {
                card.former.push(Former {
                    field,
                    value,
                    until,
                });
            }
        }
        let posts = read.all_affiliations()?;
        for post in posts
            .into_iter()
            .chain(read.affiliations_of_removed_people()?)
        {
            let Some(card) = cards.get_mut(&Who::Person(post.fields.person)) else {
                continue;
            };
            let (key, kind) = keys
                .get(&post.fields.organisation)
                .cloned()
                .unwrap_or_default();
            card.posts.push(Post {
                at: PostAt::Kept(post.id),
                key,
                kind,
                organisation: post.organisation_name,
                title: post.fields.title,
                department: post.fields.department,
                from: post.fields.from,
                to: post.fields.to,
                is_main: post.fields.is_main,
            });
        }
        let mut numbers: HashMap<String, u32> = HashMap::new();
        for card in cards.values() {
            for number in card_numbers(card) {
                *numbers.entry(number).or_default() += 1;
            }
        }
        Ok(Self {
            read,
            today,
            zone,
            cards,
            organisations: keys.into_values().map(|(key, _)| key).collect(),
            restored: HashSet::new(),
            imports: None,
            dates: HashMap::new(),
            numbers,
        })
    }

    pub(super) fn knows(&self, who: Who) -> bool {
        self.cards.contains_key(&who)
    }

    /// The numbers that so many people of the ledger have.
    pub(super) fn numbers_of(&self, people: u32) -> impl Iterator<Item = &String> {
        self.numbers
            .iter()
            .filter(move |(_, count)| **count >= people)
            .map(|(number, _)| number)
    }

    /// How many people of the ledger have the number.
    pub(super) fn people_with(&self, number: &str) -> u32 {
        self.numbers.get(number).copied().unwrap_or_default()
    }

    /// Since when a field of a record says what it says; `None` when it was never set, or nobody knows.
    pub(super) fn dated(
        &mut self,
        table: &'static str,
        record: &str,
        field: &str,
    ) -> Result<Option<Dated>> {
        let key = (table, record.to_owned());
        if !self.dates.contains_key(&key) {
            let dates = self.dates_of(table, record)?;
            self.dates.insert(key.clone(), dates);
        }
        Ok(self
            .dates
            .get(&key)
            .and_then(|fields| fields.get(field))
            .copied())
    }

    fn dates_of(&mut self, table: &'static str, record: &str) -> Result<HashMap<String, Dated>> {
        if self.imports.is_none() {
            let entries = self.read.imports()?;
            self.imports = Some(Imports {
                by_operation: self.read.imports_by_operation()?,
                as_of: entries
                    .into_iter()
                    .map(|entry| (entry.id, entry.as_of))
                    .collect(),
            });
        }
        let Some(imports) = &self.imports else {
            return Ok(HashMap::new());
        };
        let mut dates = HashMap::new();
        for change in self.read.last_changes(table, record)? {
            let list = imports
                .by_operation
                .get(&change.operation)
                .and_then(|import| imports.as_of.get(import).copied().flatten());
            let typed = change.at.with_timezone(&self.zone).date_naive();
            let dated = Dated {
                day: list.unwrap_or(typed),
                stated: list.is_some(),
                erased: change.erased,
            };
            dates.insert(change.field, dated);
        }
        let Ok(person) = record.parse::<PersonId>() else {
            return Ok(dates);
        };
        if table != "person" {
            return Ok(dates);
        }
        let mut confirm = |field: &str, day: NaiveDate| {
            let dated = Dated {
                day,
                stated: true,
                erased: false,
            };
            let known = dates.entry(field.to_owned()).or_insert(dated);
            if day >= known.day {
                *known = dated;
            }
        };
        for row in self.read.imported_rows_of(person)? {
            if let Some(day) = imports.as_of.get(&row.import).copied().flatten() {
                row.told
                    .split(',')
                    .filter(|field| !field.is_empty())
                    .for_each(|field| confirm(field, day));
            }
        }
        if let Some(day) = self.read.confirmed_on(person)? {
            confirm(CARD, day);
            for field in CONFIRMED {
                confirm(field, day);
            }
        }
        Ok(dates)
    }
}

/// That she went through all of a card; what lists confirm of posts is called `post`.
pub(super) const CARD: &str = "card";
/// What she confirms when she goes through a card.
const CONFIRMED: [&str; 8] = [
    "name",
    "family",
    "kana",
    "email",
    "mobile",
    "phone",
    "fax",
    "profession",
];

fn card_numbers(card: &Card) -> HashSet<String> {
    [&card.fields.phone, &card.fields.mobile]
        .into_iter()
        .chain(
            card.former
                .iter()
                .filter(|one| matches!(one.field, "phone" | "mobile"))
                .map(|one| &one.value),
        )
        .filter_map(|typed| key::phone(typed))
        .collect()
}

//! What every row would do, before anything is written.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use exchange::matching::Reason;
use exchange::{ForeignFile, ForeignPerson, Rejection};
use japanese::key;
use ledger::person::PersonFields;
use ledger::{ImportId, PersonId};

use super::as_of::{AsOf, AsOfFrom};
use super::cards::{Card, Cards, Post, PostAt, Who};
use super::compare::{self, Compared};
use super::facts::{self, Change, Former, Told};
use super::posts::{self, PostDeed, is_after};
use super::resolve::{Before, Candidates, Resolved, only_organisation, resolve, who_of};
use super::{Choice, Decision, Kind, Outcome};
use crate::session::Language;
use crate::words::words;
use crate::{Error, Result, Session};

/// A file with what each of its rows would do.
pub(super) struct Plan {
    pub(super) file: ForeignFile,
    pub(super) rows: Vec<Planned>,
    pub(super) as_of: Option<AsOf>,
    /// This very file was taken in before.
    pub(super) again: bool,
}

/// One row.
pub(super) struct Planned {
    pub(super) outcome: Outcome,
    pub(super) kind: Kind,
    pub(super) why: Why,
    /// Who it is; a new one is named by its own row until it is written.
    pub(super) who: Option<Who>,
    /// Whom it might be, the nearest first.
    pub(super) candidates: Vec<Proposed>,
    pub(super) changes: Vec<Change>,
    /// What the ledger knows better.
    pub(super) stays: Vec<Change>,
    /// From where to where the person moved.
    pub(super) moved: Option<(String, String)>,
    pub(super) deed: Deed,
    /// The person is taken out of the trash first.
    pub(super) restore: bool,
    /// The fields that the row confirms or sets, between commas.
    pub(super) told: String,
}

/// Somebody whom a row might be.
pub(super) struct Proposed {
    pub(super) who: Who,
    pub(super) reasons: Vec<Reason>,
    pub(super) name: String,
    pub(super) post: String,
    /// Field by field, for a row that asks.
    pub(super) compare: Vec<Compared>,
}

/// Why a row has its outcome.
pub(super) enum Why {
    Matched,
    Nobody,
    /// Nobody in the ledger; the row of that number of the file bears the same name, at another place.
    Namesake(usize),
    OrganisationOnly,
    /// The person it is lies in the trash.
    Removed,
    Rejected(Rejection),
    /// She decided so.
    LeftOut,
    Later,
    /// She said that it is none of those proposed.
    Other,
}

/// What will be written for a row.
pub(super) enum Deed {
    Nothing,
    /// The fields that the row tells are confirmed by it.
    Confirm,
    AddPerson {
        fields: Box<PersonFields>,
        former: Vec<Former>,
        /// 別人.
        apart: Vec<PersonId>,
        why: String,
    },
    SavePerson {
        fields: Box<PersonFields>,
        former: Vec<Former>,
        posts: PostDeed,
    },
    /// A row that names only an organisation.
    AddOrganisation,
}

/// What is known of the file as a whole.
pub(super) struct OfFile<'a> {
    pub(super) name: &'a str,
    pub(super) digest: &'a str,
    /// The day that she gave.
    pub(super) as_of: Option<NaiveDate>,
    /// When it was last saved.
    pub(super) saved: Option<DateTime<Utc>>,
}

/// Judges and plans every row. Decisions win over the matcher.
///
/// # Errors
/// `Refused` for a decision on a row that the file, or for a person whom the ledger, doesn't have; of the ledger.
pub(super) fn plan(
    session: &mut Session,
    file: ForeignFile,
    of_file: &OfFile<'_>,
    decisions: &[Decision],
) -> Result<Plan> {
    let zone = session.now.zone;
    let _moment = session.ledger()?.one_moment()?;
    let read = session.ledger()?.read();
    let before = Before::read(&read)?;
    let mut cards = Cards::read(session.ledger()?.read(), session.now.today, zone)?;
    let decided = decided(decisions, &file, &cards)?;
    let saved = of_file
        .saved
        .map(|saved| saved.with_timezone(&zone).date_naive());
    // A title in the list says it more exactly than its name.
    let stated: Vec<&str> = file
        .seen
        .titles
        .iter()
        .map(String::as_str)
        .chain(file.seen.sheet.as_deref())
        .chain([of_file.name])
        .collect();
    let as_of = AsOf::of(of_file.as_of, &stated, saved, session.now.today);
    let imports = read.imports()?;
    // The same list given out again with a later day on it says that it still holds.
    let stated_day = as_of
        .filter(|as_of| as_of.from != AsOfFrom::Saved)
        .map(|as_of| as_of.day);
    let again = imports.iter().any(|entry| {
        let is_later = stated_day
            .zip(entry.as_of)
            .is_some_and(|(now, then)| then < now);
        entry.digest == of_file.digest && !is_later
    });
    let lists: HashMap<ImportId, Option<NaiveDate>> = imports
        .into_iter()
        .map(|entry| (entry.id, entry.as_of))
        .collect();
    let resolved = resolve(&read, &file, &before, &decided)?;
    let planning = Planning {
        together: together(&file, &resolved),
        crowd: crowd(&file, &cards),
        as_of,
        again,
        lists,
        language: session.language(),
    };
    let namesakes = namesakes(&file);
    let mut rows = Vec::with_capacity(file.entries.len());
    for (at, (entry, resolved)) in file.entries.iter().zip(resolved).enumerate() {
        rows.push(match &entry.person {
            Err(rejection) => match resolved {
                Resolved::LeftOut => left(Outcome::Rejected, Kind::Rejected, Why::LeftOut),
                _ => left(
                    Outcome::Rejected,
                    Kind::Rejected,
                    Why::Rejected(rejection.clone()),
                ),
            },
            Ok(foreign) => {
                let mut planned = planning.row(&mut cards, at, foreign, resolved)?;
                let earlier = namesakes.get(&at).and_then(|first| {
                    let who = rows.get(*first).and_then(|row: &Planned| row.who)?;
                    Some((who, file.entries.get(*first)?.row))
                });
                // A second post, or another of that name: she can say so here, or later among the duplicates.
                if let (Why::Nobody, Some((who @ Who::Row(_), row))) = (&planned.why, earlier) {
                    planned.why = Why::Namesake(row);
                    let reasons = vec![Reason::SameName, Reason::SameFile];
                    planned.candidates = planning.proposed(&cards, foreign, vec![(who, reasons)]);
                }
                planned
            }
        });
    }
    Ok(Plan {
        file,
        rows,
        as_of,
        again,
    })
}

/// Decisions by the place of their row. One that means nothing is no reason to do something else.
fn decided<'a>(
    decisions: &'a [Decision],
    file: &ForeignFile,
    cards: &Cards<'_>,
) -> Result<HashMap<usize, &'a Decision>> {
    let places: HashMap<(usize, usize), usize> = if decisions.is_empty() {
        HashMap::new()
    } else {
        let rows = file.entries.iter().enumerate();
        rows.map(|(at, entry)| ((entry.row, entry.part), at))
            .collect()
    };
    let mut decided = HashMap::new();
    for decision in decisions {
        let row = usize::try_from(decision.row).ok();
        let part = usize::try_from(decision.part).ok();
        let Some(at) = row.zip(part).and_then(|place| places.get(&place)).copied() else {
            return Err(Error::refused("row", "refused.no_such_row"));
        };
        let readable = file
            .entries
            .get(at)
            .is_some_and(|entry| entry.person.is_ok());
        let leaves = matches!(decision.choice, Choice::Skip | Choice::Later);
        if !readable && !leaves {
            return Err(Error::refused("row", "refused.unreadable_row"));
        }
        if matches!(decision.choice, Choice::Same | Choice::Other)
            && let Some(named) = decision.person.as_deref().filter(|named| !named.is_empty())
        {
            let known = match who_of(named) {
                Some(Who::Row(row)) => row < at,
                Some(who @ Who::Person(_)) => cards.knows(who),
                None => false,
            };
            if !known {
                return Err(Error::refused("person", "refused.no_such_person"));
            }
        } else if decision.choice == Choice::Same {
            return Err(Error::refused("person", "refused.no_such_person"));
        }
        if decided.insert(at, decision).is_some() {
            return Err(Error::refused("row", "refused.decided_twice"));
        }
    }
    Ok(decided)
}

/// A number that so many have is nobody's own.
const CROWD: u32 = 3;

/// The numbers that several people of the ledger, or several rows of the file, share.
fn crowd(file: &ForeignFile, cards: &Cards<'_>) -> HashSet<String> {
    let mut in_file: HashMap<String, u32> = HashMap::new();
    for foreign in file
        .entries
        .iter()
        .filter_map(|entry| entry.person.as_ref().ok())
    {
        let numbers: HashSet<String> = foreign
            .phones
            .iter()
            .filter_map(|one| key::phone(&one.typed))
            .collect();
        for number in numbers {
            *in_file.entry(number).or_default() += 1;
        }
    }
    in_file
        .into_iter()
        .filter(|(number, rows)| (*rows).max(cards.people_with(number)) >= CROWD)
        .map(|(number, _)| number)
        .chain(cards.numbers_of(CROWD).cloned())
        .collect()
}

/// For a row the earlier one of the file with the same name, and no other reading.
fn namesakes(file: &ForeignFile) -> HashMap<usize, usize> {
    let mut first: HashMap<String, usize> = HashMap::new();
    let mut found = HashMap::new();
    let people = file.entries.iter().enumerate();
    for (at, person) in people.filter_map(|(at, entry)| Some((at, entry.person.as_ref().ok()?))) {
        let name = key::name(&person.name);
        if name.is_empty() || person.given.is_empty() {
            continue;
        }
        let earlier = *first.entry(name).or_insert(at);
        let read = |at: usize| {
            let entry = file
                .entries
                .get(at)
                .and_then(|entry| entry.person.as_ref().ok());
            entry
                .map(|person| key::kana(&person.kana))
                .unwrap_or_default()
        };
        let (a, b) = (read(earlier), read(at));
        if earlier != at && (a.is_empty() || b.is_empty() || a == b) {
            found.insert(at, earlier);
        }
    }
    found
}

/// The organisations that this one file names for one person.
fn together(file: &ForeignFile, resolved: &[Resolved]) -> HashSet<(Who, String)> {
    file.entries
        .iter()
        .zip(resolved)
        .enumerate()
        .filter_map(|(at, (entry, resolved))| {
            let foreign = entry.person.as_ref().ok()?;
            let who = match resolved {
                Resolved::Same { who, .. } => *who,
                Resolved::Before { who, .. } => Who::Person(*who),
                Resolved::New | Resolved::Other { .. } => Who::Row(at),
                _ => return None,
            };
            Some((who, key::organisation(&foreign.organisation)))
        })
        .collect()
}

/// A row that writes nothing.
fn left(outcome: Outcome, kind: Kind, why: Why) -> Planned {
    Planned {
        outcome,
        kind,
        why,
        who: None,
        candidates: Vec::new(),
        changes: Vec::new(),
        stays: Vec::new(),
        moved: None,
        deed: Deed::Nothing,
        restore: false,
        told: String::new(),
    }
}

/// What the planning of every row needs.
struct Planning {
    together: HashSet<(Who, String)>,
    crowd: HashSet<String>,
    as_of: Option<AsOf>,
    again: bool,
    lists: HashMap<ImportId, Option<NaiveDate>>,
    language: Language,
}

/// Who a row is, by name and present post.
fn matched(cards: &Cards<'_>, who: Who, reasons: Vec<Reason>) -> Proposed {
    let card = cards.cards.get(&who);
    let post = card.and_then(|card| {
        let standing = card.posts.iter().filter(|post| post.holds_on(cards.today));
        standing
            .max_by_key(|post| (post.is_main, post.from))
            .map(Post::words)
    });
    Proposed {
        who,
        reasons,
        name: card
            .map(|card| card.fields.name.clone())
            .unwrap_or_default(),
        post: post.unwrap_or_default(),
        compare: Vec::new(),
    }
}

impl Planning {
    fn row(
        &self,
        cards: &mut Cards<'_>,
        at: usize,
        foreign: &ForeignPerson,
        resolved: Resolved,
    ) -> Result<Planned> {
        let doubtful = |candidates: Candidates, why| Planned {
            candidates: self.proposed(cards, foreign, candidates),
            ..left(Outcome::Doubtful, Kind::Perhaps, why)
        };
        Ok(match resolved {
            Resolved::Unreadable | Resolved::LeftOut => {
                left(Outcome::Rejected, Kind::Rejected, Why::LeftOut)
            }
            Resolved::Later(candidates) => doubtful(candidates, Why::Later),
            Resolved::Doubtful(candidates) => doubtful(candidates, Why::Matched),
            Resolved::Removed(person) => {
                doubtful(vec![(Who::Person(person), Vec::new())], Why::Removed)
            }
            Resolved::New if only_organisation(foreign) => organisation(cards, foreign),
            Resolved::Organisation => organisation(cards, foreign),
            Resolved::New => self.new_person(cards, at, foreign, Vec::new(), String::new()),
            Resolved::Other { apart, why } => Planned {
                why: Why::Other,
                ..self.new_person(cards, at, foreign, apart, why)
            },
            Resolved::Before {
                who,
                import,
                removed,
            } => {
                if !removed && self.is_later(import) {
                    let reasons = vec![Reason::SameRowBefore];
                    self.same_person(cards, at, Who::Person(who), foreign, reasons, false)?
                } else {
                    self.known_before(cards, who, import, removed, foreign)
                }
            }
            Resolved::Same {
                who,
                reasons,
                removed,
            } => self.same_person(cards, at, who, foreign, reasons, removed)?,
        })
    }

    /// The candidates of a row beside it.
    fn proposed(
        &self,
        cards: &Cards<'_>,
        foreign: &ForeignPerson,
        candidates: Candidates,
    ) -> Vec<Proposed> {
        let words = words(self.language);
        let theirs = compare::of_row(foreign, &self.told(foreign), self.language);
        let label = |field: &str| words.get(&format!("import.field.{field}")).to_owned();
        candidates
            .into_iter()
            .map(|(who, reasons)| {
                let mut one = matched(cards, who, reasons);
                if let Some(card) = cards.cards.get(&who) {
                    let ours = compare::of_card(card, cards.today, self.language);
                    one.compare = compare::compared(&theirs, &ours, label);
                }
                one
            })
            .collect()
    }

    fn told(&self, foreign: &ForeignPerson) -> Told {
        facts::told(foreign, &|typed| self.is_crowd(typed))
    }

    fn is_crowd(&self, typed: &str) -> bool {
        key::phone(typed).is_some_and(|number| self.crowd.contains(&number))
    }

    fn new_person(
        &self,
        cards: &mut Cards<'_>,
        at: usize,
        foreign: &ForeignPerson,
        apart: Vec<PersonId>,
        why: String,
    ) -> Planned {
        let Told {
            fields,
            also,
            former_family,
        } = self.told(foreign);
        let mut card = Card {
            fields,
            ..Card::default()
        };
        let mut former = Vec::new();
        let extra = Told {
            fields: PersonFields::default(),
            also,
            former_family,
        };
        let merged = facts::merge(&mut card, &extra, None, &|_| false, &mut |_, _| false);
        former.extend(merged.former);
        if !foreign.organisation.trim().is_empty() {
            card.posts.push(Post {
                at: PostAt::Row(at),
                key: key::organisation(&foreign.organisation),
                organisation: foreign.organisation.clone(),
                kind: None,
                title: foreign.title.clone(),
                department: foreign.department.clone(),
                from: None,
                to: None,
                is_main: true,
            });
        }
        let fields = card.fields.clone();
        let told = all_told(&fields, foreign);
        cards.cards.insert(Who::Row(at), card);
        Planned {
            who: Some(Who::Row(at)),
            told,
            deed: Deed::AddPerson {
                fields: Box::new(fields),
                former,
                apart,
                why,
            },
            ..left(Outcome::New, Kind::New, Why::Nobody)
        }
    }

    /// Whether the file is of a later day than the one that an import brought: then the very same row is news again, where the
    /// ledger was told otherwise in between.
    fn is_later(&self, import: ImportId) -> bool {
        let before = self.lists.get(&import).copied().flatten();
        !self.again
            && self
                .as_of
                .filter(|as_of| as_of.from != AsOfFrom::Saved)
                .zip(before)
                .is_some_and(|(now, before)| before < now.day)
    }

    /// The very row came in before: an older list never rolls back what was changed since. A newer list that still says the
    /// same confirms it.
    fn known_before(
        &self,
        cards: &mut Cards<'_>,
        person: PersonId,
        import: ImportId,
        removed: bool,
        foreign: &ForeignPerson,
    ) -> Planned {
        let who = Who::Person(person);
        let mut planned = Planned {
            who: Some(who),
            candidates: vec![matched(cards, who, vec![Reason::SameRowBefore])],
            ..left(Outcome::Unchanged, Kind::NothingNew, Why::Matched)
        };
        let list = self.lists.get(&import).copied().flatten();
        let newer = self.as_of.map(|as_of| as_of.day) >= list;
        if !self.again && newer {
            planned.told = self.confirmed(cards, who, foreign);
            if !planned.told.is_empty() {
                planned.deed = Deed::Confirm;
            }
        }
        if removed {
            planned.candidates = vec![matched(cards, who, Vec::new())];
            planned.outcome = Outcome::Updated;
            planned.why = Why::Removed;
            // The same person in two rows comes back once.
            planned.restore = cards.restored.insert(person);
        }
        planned
    }

    /// What a row says that the card says as well.
    fn confirmed(&self, cards: &mut Cards<'_>, who: Who, foreign: &ForeignPerson) -> String {
        let Some(mut card) = cards.cards.get(&who).cloned() else {
            return String::new();
        };
        let merged = facts::merge(
            &mut card,
            &self.told(foreign),
            None,
            &|_| false,
            &mut |_, erased| !erased,
        );
        let changed: Vec<&str> = merged.changes.iter().map(|change| change.field).collect();
        let mut told = merged.told;
        told.retain(|field| !changed.contains(field));
        let place = key::organisation(&foreign.organisation);
        let today = cards.today;
        if !place.is_empty()
            && card
                .posts
                .iter()
                .any(|post| post.holds_on(today) && post.key == place)
        {
            told.push("post");
        }
        told.join(",")
    }

    fn same_person(
        &self,
        cards: &mut Cards<'_>,
        at: usize,
        who: Who,
        foreign: &ForeignPerson,
        reasons: Vec<Reason>,
        removed: bool,
    ) -> Result<Planned> {
        let mut planned = Planned {
            who: Some(who),
            candidates: vec![matched(cards, who, reasons)],
            ..left(Outcome::Unchanged, Kind::NothingNew, Why::Matched)
        };
        let Some(mut card) = cards.cards.get(&who).cloned() else {
            return Ok(planned);
        };
        let mut failed = None;
        let merged = {
            let mut older = |field: &str, erased: bool| match who {
                Who::Row(_) => !erased,
                Who::Person(id) => {
                    let id = id.to_string();
                    match is_after(cards, "person", &id, field, erased, self.as_of) {
                        Ok(after) => after,
                        Err(error) => {
                            failed = Some(error);
                            true
                        }
                    }
                }
            };
            let day = self.as_of.map(|as_of| as_of.day);
            let crowd = |typed: &str| self.is_crowd(typed);
            facts::merge(&mut card, &self.told(foreign), day, &crowd, &mut older)
        };
        if let Some(error) = failed {
            return Err(error);
        }
        let fields = card.fields.clone();
        cards.cards.insert(who, card);
        let of_posts = posts::judge(cards, who, at, foreign, self.as_of, &self.together)?;
        let mut told = merged.told;
        if of_posts.told {
            told.push("post");
        }
        planned.told = told.join(",");
        planned.changes = merged.changes;
        planned.changes.extend(of_posts.changes);
        planned.stays = merged.stays;
        planned.stays.extend(of_posts.stays);
        if !planned.changes.is_empty() {
            planned.outcome = Outcome::Updated;
            planned.kind = match (&of_posts.moved, merged.renamed) {
                (Some(_), _) => Kind::Moved,
                (None, true) => Kind::Renamed,
                (None, false) => Kind::NewFacts,
            };
            planned.deed = Deed::SavePerson {
                fields: Box::new(fields),
                former: merged.former,
                posts: of_posts.deed,
            };
        } else if !planned.stays.is_empty() {
            planned.kind = Kind::Older;
        }
        planned.moved = of_posts.moved;
        if matches!(planned.deed, Deed::Nothing) && !planned.told.is_empty() {
            planned.deed = Deed::Confirm;
        }
        if let (true, Some(person)) = (removed, who.person()) {
            planned.outcome = Outcome::Updated;
            planned.why = Why::Removed;
            planned.restore = cards.restored.insert(person);
        }
        Ok(planned)
    }
}

/// Every field that a new person has from its row.
fn all_told(fields: &PersonFields, foreign: &ForeignPerson) -> String {
    let mut told: Vec<&str> = [
        ("name", &fields.name),
        ("kana", &fields.kana),
        ("email", &fields.email),
        ("mobile", &fields.mobile),
        ("phone", &fields.phone),
        ("fax", &fields.fax),
    ]
    .into_iter()
    .filter(|(_, value)| !value.trim().is_empty())
    .map(|(field, _)| field)
    .collect();
    if fields.profession.is_some() {
        told.push("profession");
    }
    if !foreign.organisation.trim().is_empty() {
        told.push("post");
    }
    told.join(",")
}

fn organisation(cards: &mut Cards<'_>, foreign: &ForeignPerson) -> Planned {
    if cards
        .organisations
        .insert(key::organisation(&foreign.organisation))
    {
        Planned {
            deed: Deed::AddOrganisation,
            ..left(Outcome::New, Kind::Organisation, Why::OrganisationOnly)
        }
    } else {
        left(
            Outcome::Unchanged,
            Kind::Organisation,
            Why::OrganisationOnly,
        )
    }
}

//! What every row would do, before anything is written.

use std::collections::HashMap;

use exchange::matching::{Index, Judgement, Known, Reason};
use exchange::{Entry, ForeignFile, ForeignPerson, Rejection, fingerprint};
use japanese::key;
use ledger::affiliation::Affiliation;
use ledger::organisation::Organisation;
use ledger::person::{Person, PersonFields};
use ledger::{AffiliationId, OrganisationId, PersonId};

use super::facts::{self, Change};
use super::{Choice, Decision, Outcome};
use crate::people::{known_people, known_removed_people};
use crate::{Error, Result, Session};

/// A file with what each of its rows would do.
pub(super) struct Plan {
    pub(super) file: ForeignFile,
    pub(super) rows: Vec<Planned>,
}

/// One row.
pub(super) struct Planned {
    pub(super) outcome: Outcome,
    pub(super) why: Why,
    /// The person it is; for new ones known only after they were written.
    pub(super) person: Option<PersonId>,
    /// Whom it might be, the nearest first; a person's id or [`row_id`].
    pub(super) candidates: Vec<(String, Vec<Reason>)>,
    pub(super) changes: Vec<Change>,
    pub(super) deed: Deed,
    /// The person is taken out of the trash first.
    pub(super) restore: bool,
}

/// Why a row has its outcome.
pub(super) enum Why {
    Matched,
    Nobody,
    OrganisationOnly,
    /// The person it is lies in the trash; the person's name.
    Removed(String),
    Rejected(Rejection),
    /// She decided so.
    LeftOut,
}

/// What will be written for a row.
pub(super) enum Deed {
    Nothing,
    AddPerson(Box<PersonFields>),
    SavePerson(Box<PersonFields>, PostDeed),
    /// A row that names only an organisation.
    AddOrganisation,
}

/// What happens to the person's post.
pub(super) enum PostDeed {
    Nothing,
    Add {
        is_main: bool,
    },
    Save {
        id: AffiliationId,
        title: String,
        department: String,
    },
}

/// How an earlier row of the same file is named among candidates.
pub(super) fn row_id(row: usize) -> String {
    format!("row:{row}")
}

/// What is known beside the people of the ledger.
struct Before {
    /// Which rows came in before, and who they became.
    rows: HashMap<String, PersonId>,
    /// People in the trash.
    removed: HashMap<PersonId, String>,
    removed_index: Index,
}

impl Before {
    /// The person in the trash that a row surely is.
    fn removed(&self, foreign: &ForeignPerson) -> Option<PersonId> {
        if let Some(person) = self.rows.get(&fingerprint(foreign)) {
            return self.removed.contains_key(person).then_some(*person);
        }
        match self.removed_index.judge(foreign) {
            Judgement::Same { id, .. } => id.parse().ok(),
            Judgement::New | Judgement::Doubtful { .. } => None,
        }
    }
}

/// Judges and plans every row. Decisions win over the matcher.
///
/// # Errors
/// `Refused` for a decision on a row that the file, or for a person whom the ledger, doesn't have; of the ledger.
pub(super) fn plan(
    session: &mut Session,
    file: ForeignFile,
    decisions: &[Decision],
) -> Result<Plan> {
    let read = session.ledger()?.read();
    let mut index = Index::new(known_people(&read)?);
    let removed = read.removed_people()?;
    let before = Before {
        rows: read
            .imported_rows()?
            .into_iter()
            .chain(read.imported_rows_of_removed()?)
            .collect(),
        removed: removed
            .iter()
            .map(|person| (person.id, person.fields.name.clone()))
            .collect(),
        removed_index: Index::new(known_removed_people(&read)?),
    };
    let mut cards = Cards::new(
        read.all_people()?.into_iter().chain(removed).collect(),
        read.all_affiliations()?
            .into_iter()
            .chain(read.affiliations_of_removed_people()?)
            .collect(),
        read.all_organisations()?,
        session.now.today,
    );
    let mut rows_decided = std::collections::HashSet::new();
    for decision in decisions {
        check(decision, &file, &cards)?;
        if !rows_decided.insert(decision.row) {
            return Err(Error::refused("row", "refused.decided_twice"));
        }
    }
    let decided: HashMap<u32, &Decision> = decisions
        .iter()
        .map(|decision| (decision.row, decision))
        .collect();
    let mut rows = Vec::with_capacity(file.entries.len());
    for entry in &file.entries {
        let decision = u32::try_from(entry.row)
            .ok()
            .and_then(|row| decided.get(&row))
            .copied();
        rows.push(row(&mut index, &mut cards, &before, entry, decision));
    }
    Ok(Plan { file, rows })
}

/// A decision that means nothing is no reason to do something else.
fn check(decision: &Decision, file: &ForeignFile, cards: &Cards) -> Result<()> {
    let row = usize::try_from(decision.row).ok();
    let Some(entry) = file.entries.iter().find(|entry| Some(entry.row) == row) else {
        return Err(Error::refused("row", "refused.no_such_row"));
    };
    if entry.person.is_err() && decision.choice != Choice::Skip {
        return Err(Error::refused("row", "refused.unreadable_row"));
    }
    let person = || decision.person.as_deref()?.parse::<PersonId>().ok();
    match decision.choice {
        Choice::Same if !person().is_some_and(|person| cards.people.contains_key(&person)) => {
            Err(Error::refused("person", "refused.no_such_person"))
        }
        Choice::Same | Choice::New | Choice::Skip => Ok(()),
    }
}

fn row(
    index: &mut Index,
    cards: &mut Cards,
    before: &Before,
    entry: &Entry,
    decision: Option<&Decision>,
) -> Planned {
    let foreign = match &entry.person {
        Ok(foreign) => foreign,
        Err(rejection) => return left(Outcome::Rejected, Why::Rejected(rejection.clone())),
    };
    match decision.map(|decision| (decision.choice, decision.person.as_deref())) {
        Some((Choice::Skip, _)) => return left(Outcome::Rejected, Why::LeftOut),
        Some((Choice::New, _)) => return new_person(index, foreign, entry.row),
        Some((Choice::Same, person)) => {
            if let Some(person) = person.and_then(|id| id.parse().ok()) {
                let Some(name) = before.removed.get(&person) else {
                    return same_person(cards, person, foreign, Vec::new());
                };
                // What the row says was taken in before: an older list never rolls back what was changed since.
                let known = before.rows.get(&fingerprint(foreign)) == Some(&person);
                let planned = if known {
                    Planned {
                        person: Some(person),
                        candidates: vec![(person.to_string(), Vec::new())],
                        ..left(Outcome::Updated, Why::Matched)
                    }
                } else {
                    same_person(cards, person, foreign, Vec::new())
                };
                return Planned {
                    outcome: Outcome::Updated,
                    why: Why::Removed(name.clone()),
                    // The same person in two rows comes back once.
                    restore: cards.restored.insert(person),
                    ..planned
                };
            }
        }
        None => {}
    }
    // The same row came in before: an older list never rolls back what was changed since.
    if let Some(person) = before
        .rows
        .get(&fingerprint(foreign))
        .filter(|person| !before.removed.contains_key(person))
    {
        return Planned {
            person: Some(*person),
            candidates: vec![(person.to_string(), vec![Reason::SameRowBefore])],
            ..left(Outcome::Unchanged, Why::Matched)
        };
    }
    if only_organisation(foreign) {
        return organisation(cards, foreign);
    }
    match index.judge(foreign) {
        // She has put the person away: only she takes it back.
        Judgement::New => match before.removed(foreign) {
            Some(person) => Planned {
                candidates: vec![(person.to_string(), Vec::new())],
                ..left(
                    Outcome::Doubtful,
                    Why::Removed(before.removed.get(&person).cloned().unwrap_or_default()),
                )
            },
            None => new_person(index, foreign, entry.row),
        },
        Judgement::Same { id, reasons } => match id.parse::<PersonId>() {
            Ok(person) => same_person(cards, person, foreign, reasons),
            // The same person twice in one file: whether the rows say the same is for her to see.
            Err(_) => Planned {
                candidates: vec![(id, with(reasons, Reason::SameFile))],
                ..left(Outcome::Doubtful, Why::Matched)
            },
        },
        Judgement::Doubtful { candidates } => Planned {
            candidates,
            ..left(Outcome::Doubtful, Why::Matched)
        },
    }
}

fn with(mut reasons: Vec<Reason>, reason: Reason) -> Vec<Reason> {
    reasons.push(reason);
    reasons
}

/// A row that writes nothing.
fn left(outcome: Outcome, why: Why) -> Planned {
    Planned {
        outcome,
        why,
        person: None,
        candidates: Vec::new(),
        changes: Vec::new(),
        deed: Deed::Nothing,
        restore: false,
    }
}

fn new_person(index: &mut Index, foreign: &ForeignPerson, row: usize) -> Planned {
    let fields = facts::fields(foreign);
    index.add(Known {
        id: row_id(row),
        name: fields.name.clone(),
        family: fields.family.clone(),
        kana: fields.kana.clone(),
        organisations: Some(foreign.organisation.clone())
            .into_iter()
            .filter(|name| !name.is_empty())
            .collect(),
        emails: foreign.emails.clone(),
        phones: foreign
            .phones
            .iter()
            .map(|phone| phone.typed.clone())
            .collect(),
    });
    Planned {
        deed: Deed::AddPerson(Box::new(fields)),
        ..left(Outcome::New, Why::Nobody)
    }
}

fn same_person(
    cards: &mut Cards,
    person: PersonId,
    foreign: &ForeignPerson,
    reasons: Vec<Reason>,
) -> Planned {
    let mut planned = Planned {
        person: Some(person),
        candidates: vec![(person.to_string(), reasons)],
        ..left(Outcome::Unchanged, Why::Matched)
    };
    let Some(kept) = cards.people.get_mut(&person) else {
        return planned;
    };
    planned.changes = facts::merge(kept, &facts::fields(foreign));
    let fields = kept.clone();
    let post = cards.post(person, foreign, &mut planned.changes);
    if !planned.changes.is_empty() {
        planned.outcome = Outcome::Updated;
        planned.deed = Deed::SavePerson(Box::new(fields), post);
    }
    planned
}

fn only_organisation(foreign: &ForeignPerson) -> bool {
    let nobody = foreign.name.trim().is_empty()
        && foreign.family.trim().is_empty()
        && foreign.given.trim().is_empty();
    nobody && !foreign.organisation.trim().is_empty()
}

fn organisation(cards: &mut Cards, foreign: &ForeignPerson) -> Planned {
    if cards
        .organisations
        .insert(key::organisation(&foreign.organisation))
    {
        Planned {
            deed: Deed::AddOrganisation,
            ..left(Outcome::New, Why::OrganisationOnly)
        }
    } else {
        left(Outcome::Unchanged, Why::OrganisationOnly)
    }
}

/// The ledger's people as the rows so far would leave them.
struct Cards {
    people: HashMap<PersonId, PersonFields>,
    posts: HashMap<PersonId, Vec<(AffiliationId, String, String, String)>>,
    organisations: std::collections::HashSet<String>,
    /// Whom a row so far takes out of the trash.
    restored: std::collections::HashSet<PersonId>,
}

impl Cards {
    fn new(
        people: Vec<Person>,
        affiliations: Vec<Affiliation>,
        organisations: Vec<Organisation>,
        today: chrono::NaiveDate,
    ) -> Self {
        let mut keys: HashMap<OrganisationId, String> = HashMap::new();
        for organisation in organisations {
            keys.insert(
                organisation.id,
                key::organisation(&organisation.fields.name),
            );
        }
        let mut posts: HashMap<PersonId, Vec<(AffiliationId, String, String, String)>> =
            HashMap::new();
        for post in affiliations
            .into_iter()
            .filter(|post| post.fields.holds_on(today))
        {
            if let Some(organisation) = keys.get(&post.fields.organisation) {
                let row = (
                    post.id,
                    organisation.clone(),
                    post.fields.title,
                    post.fields.department,
                );
                posts.entry(post.fields.person).or_default().push(row);
            }
        }
        Self {
            people: people
                .into_iter()
                .map(|person| (person.id, person.fields))
                .collect(),
            posts,
            organisations: keys.into_values().collect(),
            restored: std::collections::HashSet::new(),
        }
    }

    /// What the row says of the person's post that is new.
    fn post(
        &mut self,
        person: PersonId,
        foreign: &ForeignPerson,
        changes: &mut Vec<Change>,
    ) -> PostDeed {
        let wanted = key::organisation(&foreign.organisation);
        if wanted.is_empty() {
            return PostDeed::Nothing;
        }
        let posts = self.posts.entry(person).or_default();
        let is_main = posts.is_empty();
        let Some((id, _, title, department)) = posts
            .iter_mut()
            .find(|(_, organisation, _, _)| *organisation == wanted)
        else {
            let words = [
                foreign.organisation.as_str(),
                foreign.department.as_str(),
                foreign.title.as_str(),
            ];
            changes.push(Change {
                field: "post",
                old: String::new(),
                new: words
                    .iter()
                    .filter(|word| !word.is_empty())
                    .copied()
                    .collect::<Vec<_>>()
                    .join(" "),
            });
            return PostDeed::Add { is_main };
        };
        let before = changes.len();
        for (field, kept, told) in [
            ("title", &mut *title, &foreign.title),
            ("department", &mut *department, &foreign.department),
        ] {
            if !told.trim().is_empty() && key::fold(kept) != key::fold(told) {
                changes.push(Change {
                    field,
                    old: kept.clone(),
                    new: told.clone(),
                });
                kept.clone_from(told);
            }
        }
        if changes.len() == before {
            PostDeed::Nothing
        } else {
            PostDeed::Save {
                id: *id,
                title: title.clone(),
                department: department.clone(),
            }
        }
    }
}

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
use crate::people::known_people;
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
}

/// Why a row has its outcome.
pub(super) enum Why {
    Matched,
    Nobody,
    OrganisationOnly,
    /// The person it became lies in the trash; the person's name.
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
    /// Out of the trash; what the row says was taken in before.
    RestorePerson,
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

/// Which rows came in before.
struct Before {
    kept: HashMap<String, PersonId>,
    removed: HashMap<String, (PersonId, String)>,
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
    let mut cards = Cards::new(
        read.all_people()?,
        read.all_affiliations()?,
        read.all_organisations()?,
        session.now.today,
    );
    let removed = read.imported_rows_of_removed()?;
    let before = Before {
        kept: read.imported_rows()?.into_iter().collect(),
        removed: removed
            .into_iter()
            .map(|(row, person, name)| (row, (person, name)))
            .collect(),
    };
    for decision in decisions {
        check(decision, &file, &cards, &before)?;
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
fn check(decision: &Decision, file: &ForeignFile, cards: &Cards, before: &Before) -> Result<()> {
    let row = usize::try_from(decision.row).ok();
    let Some(entry) = file.entries.iter().find(|entry| Some(entry.row) == row) else {
        return Err(Error::refused("row", "refused.no_such_row"));
    };
    let Choice::Same = decision.choice else {
        return Ok(());
    };
    let person: Option<PersonId> = decision.person.as_deref().and_then(|id| id.parse().ok());
    let removed = || {
        let foreign = entry.person.as_ref().ok()?;
        let (person, _) = before.removed.get(&fingerprint(foreign))?;
        Some(*person)
    };
    match person {
        Some(person) if cards.people.contains_key(&person) || removed() == Some(person) => Ok(()),
        Some(_) | None => Err(Error::refused("person", "refused.no_such_person")),
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
                return if cards.people.contains_key(&person) {
                    same_person(cards, person, foreign, Vec::new())
                } else {
                    Planned {
                        person: Some(person),
                        deed: Deed::RestorePerson,
                        ..removed(person, before, foreign, Outcome::Updated)
                    }
                };
            }
        }
        None => {}
    }
    // The same row came in before: an older list never rolls back what was changed since.
    let print = fingerprint(foreign);
    if let Some((person, _)) = before.removed.get(&print) {
        // She has put the person away: only she takes it back.
        return removed(*person, before, foreign, Outcome::Doubtful);
    }
    if let Some(person) = before.kept.get(&print) {
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
        Judgement::New => new_person(index, foreign, entry.row),
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

/// A row whose person lies in the trash.
fn removed(
    person: PersonId,
    before: &Before,
    foreign: &ForeignPerson,
    outcome: Outcome,
) -> Planned {
    let name = before.removed.get(&fingerprint(foreign));
    let name = name.map_or_else(|| foreign.name.clone(), |(_, name)| name.clone());
    Planned {
        candidates: vec![(person.to_string(), Vec::new())],
        ..left(outcome, Why::Removed(name))
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

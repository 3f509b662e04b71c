//! Who each row is, before anything is said of what it would do.

use std::collections::{HashMap, HashSet};

use exchange::matching::{Index, Judgement, Reason};
use exchange::{ForeignFile, ForeignPerson, PhoneKind, fingerprint};
use japanese::key;
use ledger::{ImportId, PersonId, Read};

use super::cards::Who;
use super::{Choice, Decision};
use crate::Result;
use crate::people::{known_people, known_removed_people};

/// Whom a row might be, and why.
pub(super) type Candidates = Vec<(Who, Vec<Reason>)>;

/// Who a row is.
#[derive(Debug)]
pub(super) enum Resolved {
    /// It can't be read.
    Unreadable,
    /// She leaves it out, or decides later.
    LeftOut,
    Later(Candidates),
    /// It names no person.
    Organisation,
    New,
    /// Not one of these, she says: somebody new.
    Other {
        apart: Vec<PersonId>,
        why: String,
    },
    Same {
        who: Who,
        reasons: Vec<Reason>,
        /// The person lies in the trash, and she takes them out.
        removed: bool,
    },
    /// The very row came in before: `import` knows it.
    Before {
        who: PersonId,
        import: ImportId,
        removed: bool,
    },
    Doubtful(Candidates),
    /// Surely somebody who lies in the trash.
    Removed(PersonId),
}

/// What the ledger knows beside its people.
pub(super) struct Before {
    /// Which rows came in before, who they became, by which import.
    rows: HashMap<String, (PersonId, ImportId)>,
    /// People in the trash.
    pub(super) removed: HashSet<PersonId>,
    removed_index: Index,
    /// 別人.
    apart: HashSet<(PersonId, PersonId)>,
}

impl Before {
    pub(super) fn read(read: &Read<'_>) -> Result<Self> {
        let rows = read
            .imported_rows_with_import()?
            .into_iter()
            .map(|row| (row.fingerprint, (row.person, row.import)))
            .collect();
        let removed = read
            .removed_people()?
            .into_iter()
            .map(|person| person.id)
            .collect();
        let apart = read.distinct_pairs()?;
        Ok(Self {
            rows,
            removed,
            removed_index: Index::new(known_removed_people(read)?),
            apart: apart.into_iter().map(|pair| (pair.a, pair.b)).collect(),
        })
    }

    fn are_apart(&self, a: Who, b: Who) -> bool {
        match (a.person(), b.person()) {
            (Some(a), Some(b)) => self.apart.contains(&(a.min(b), a.max(b))),
            (Some(_) | None, Some(_) | None) => false,
        }
    }

    /// The person in the trash that a row surely is.
    fn removed(&self, foreign: &ForeignPerson) -> Option<PersonId> {
        if self.removed.is_empty() {
            return None;
        }
        match self.removed_index.judge(foreign) {
            Judgement::Same { id, .. } => id.parse().ok(),
            Judgement::New | Judgement::Doubtful { .. } => None,
        }
    }
}

pub(super) fn row_name(row: usize) -> String {
    format!("row:{row}")
}

/// How a candidate is named: a person's id, or an earlier row of the same file.
pub(super) fn who_of(name: &str) -> Option<Who> {
    match name.strip_prefix("row:") {
        Some(row) => row.parse().ok().map(Who::Row),
        None => name.parse().ok().map(Who::Person),
    }
}

/// Judges every row. Decisions win over the matcher; they were checked. By the rows' places.
pub(super) fn resolve(
    read: &Read<'_>,
    file: &ForeignFile,
    before: &Before,
    decided: &HashMap<usize, &Decision>,
) -> Result<Vec<Resolved>> {
    let fingerprints: Vec<Option<String>> = file
        .entries
        .iter()
        .map(|entry| entry.person.as_ref().ok().map(fingerprint))
        .collect();
    let known_before = |at: usize| {
        let fingerprint = fingerprints.get(at)?.as_ref()?;
        before.rows.get(fingerprint).copied()
    };
    let mut to_judge: Vec<(usize, (String, &ForeignPerson))> = Vec::new();
    for (at, entry) in file.entries.iter().enumerate() {
        let Ok(foreign) = &entry.person else { continue };
        let skipped = decided
            .get(&at)
            .is_some_and(|one| one.choice == Choice::Skip);
        if !skipped && known_before(at).is_none() && !only_organisation(foreign) {
            to_judge.push((at, (row_name(at), foreign)));
        }
    }
    let judgements: Vec<Judgement> = if to_judge.is_empty() {
        Vec::new()
    } else {
        let rows: Vec<(String, &ForeignPerson)> =
            to_judge.iter().map(|(_, row)| row.clone()).collect();
        Index::new(known_people(read)?).judge_all(&rows)
    };
    let mut judged: HashMap<usize, Judgement> =
        to_judge.iter().map(|(at, _)| *at).zip(judgements).collect();
    let mut resolved: Vec<Resolved> = Vec::with_capacity(file.entries.len());
    let mut taken: HashMap<Who, usize> = HashMap::new();
    for (at, entry) in file.entries.iter().enumerate() {
        let Ok(foreign) = &entry.person else {
            resolved.push(match decided.get(&at) {
                Some(_) => Resolved::LeftOut,
                None => Resolved::Unreadable,
            });
            continue;
        };
        let judgement = judged.remove(&at);
        let one = match decided.get(&at) {
            Some(decision) => {
                by_decision(decision, at, judgement, before, &resolved, known_before(at))
            }
            None => match (known_before(at), judgement) {
                (Some((person, _)), _) if before.removed.contains(&person) => {
                    Resolved::Removed(person)
                }
                (Some((who, import)), _) => Resolved::Before {
                    who,
                    import,
                    removed: false,
                },
                (None, None) => Resolved::Organisation,
                (None, Some(judgement)) => by_matcher(judgement, foreign, before, &resolved),
            },
        };
        let one = joined(one, at, foreign, file, &taken);
        if let Resolved::Same { who, .. } = &one {
            taken.entry(*who).or_insert(at);
        }
        resolved.push(one);
    }
    Ok(resolved)
}

/// The person that a candidate of this file turned out to be.
fn followed(who: Who, resolved: &[Resolved]) -> Option<Who> {
    let Who::Row(row) = who else { return Some(who) };
    match resolved.get(row)? {
        Resolved::New | Resolved::Other { .. } => Some(who),
        Resolved::Same { who, .. } => Some(*who),
        Resolved::Before { who, .. } => Some(Who::Person(*who)),
        Resolved::Unreadable
        | Resolved::LeftOut
        | Resolved::Later(_)
        | Resolved::Organisation
        | Resolved::Doubtful(_)
        | Resolved::Removed(_) => None,
    }
}

fn candidates_of(judgement: Option<Judgement>, resolved: &[Resolved]) -> Candidates {
    let named = match judgement {
        None | Some(Judgement::New) => Vec::new(),
        Some(Judgement::Same { id, reasons }) => vec![(id, reasons)],
        Some(Judgement::Doubtful { candidates }) => candidates,
    };
    named
        .into_iter()
        .filter_map(|(name, reasons)| Some((followed(who_of(&name)?, resolved)?, reasons)))
        .collect()
}

fn by_decision(
    decision: &Decision,
    at: usize,
    judgement: Option<Judgement>,
    before: &Before,
    resolved: &[Resolved],
    known: Option<(PersonId, ImportId)>,
) -> Resolved {
    let named = decision.person.as_deref().and_then(who_of);
    // What this very row became is here: it isn't added a second time, unless she says that it isn't this one.
    if let Some((person, import)) = known
        && matches!(decision.choice, Choice::New | Choice::Other)
        && !before.removed.contains(&person)
        && named != Some(Who::Person(person))
    {
        return Resolved::Before {
            who: person,
            import,
            removed: false,
        };
    }
    match decision.choice {
        Choice::Skip => Resolved::LeftOut,
        Choice::Later => Resolved::Later(candidates_of(judgement, resolved)),
        Choice::New => Resolved::New,
        Choice::Other => {
            let named = named.and_then(Who::person);
            let apart = match named {
                Some(person) => vec![person],
                None => candidates_of(judgement, resolved)
                    .into_iter()
                    .filter_map(|(who, _)| who.person())
                    .collect(),
            };
            Resolved::Other {
                apart,
                why: decision.why.clone().unwrap_or_default(),
            }
        }
        Choice::Same => {
            // Without a name: the nearest.
            let who = named.filter(|who| *who != Who::Row(at)).or_else(|| {
                let nearest = candidates_of(judgement, resolved);
                nearest.first().map(|(who, _)| *who)
            });
            let Some(who) = who.and_then(|who| followed(who, resolved)) else {
                return Resolved::LeftOut;
            };
            let removed = who
                .person()
                .is_some_and(|person| before.removed.contains(&person));
            match known {
                // What the row says was taken in before: an older list never rolls back what was changed since.
                Some((person, import)) if removed && who == Who::Person(person) => {
                    Resolved::Before {
                        who: person,
                        import,
                        removed,
                    }
                }
                _ => Resolved::Same {
                    who,
                    reasons: Vec::new(),
                    removed,
                },
            }
        }
    }
}

/// Of a row that repeats one which waits for her word: so does this one.
fn like_the_first(who: Who, resolved: &[Resolved]) -> Option<Resolved> {
    let Who::Row(row) = who else { return None };
    match resolved.get(row)? {
        Resolved::Doubtful(candidates) | Resolved::Later(candidates) => {
            Some(Resolved::Doubtful(candidates.clone()))
        }
        Resolved::Removed(person) => Some(Resolved::Removed(*person)),
        _ => None,
    }
}

fn by_matcher(
    judgement: Judgement,
    foreign: &ForeignPerson,
    before: &Before,
    resolved: &[Resolved],
) -> Resolved {
    match judgement {
        // She has put the person away: only she takes it back.
        Judgement::New => match before.removed(foreign) {
            Some(person) => Resolved::Removed(person),
            None => Resolved::New,
        },
        Judgement::Same { id, reasons } => match who_of(&id) {
            Some(who) => match followed(who, resolved) {
                Some(who) => Resolved::Same {
                    who,
                    reasons,
                    removed: false,
                },
                // The row that it repeats waits for her word: so does this one.
                None => like_the_first(who, resolved).unwrap_or(Resolved::New),
            },
            None => Resolved::New,
        },
        Judgement::Doubtful { candidates } => {
            let mut kept: Candidates = Vec::new();
            let first = candidates.first().and_then(|(name, _)| who_of(name));
            for (name, reasons) in candidates {
                let Some(who) = who_of(&name).and_then(|who| followed(who, resolved)) else {
                    continue;
                };
                // Whoever is known to be another than the nearest isn't proposed beside them.
                let first = kept.first().map(|(first, _)| *first);
                let several = reasons.contains(&Reason::SeveralFit);
                let apart = first.is_some_and(|first| before.are_apart(first, who));
                if (several || !apart) && kept.iter().all(|(other, _)| *other != who) {
                    kept.push((who, reasons));
                }
            }
            if kept.is_empty() {
                let like = first.and_then(|first| like_the_first(first, resolved));
                match (like, before.removed(foreign)) {
                    (Some(like), _) => like,
                    (None, Some(person)) => Resolved::Removed(person),
                    (None, None) => Resolved::New,
                }
            } else {
                Resolved::Doubtful(kept)
            }
        }
    }
}

/// A row that the matcher asks about only because an earlier row of the file is the same person already: two rows of one
/// list that say the same of somebody, or belong to two posts.
fn joined(
    one: Resolved,
    at: usize,
    foreign: &ForeignPerson,
    file: &ForeignFile,
    taken: &HashMap<Who, usize>,
) -> Resolved {
    let Resolved::Doubtful(candidates) = &one else {
        return one;
    };
    let earlier = |row: &usize| {
        file.entries
            .get(*row)
            .filter(|_| *row < at)
            .and_then(|entry| entry.person.as_ref().ok())
    };
    let found = candidates.iter().find_map(|(who, reasons)| {
        let row = match who {
            Who::Row(row) => Some(*row),
            Who::Person(_) => taken.get(who).copied(),
        }?;
        agree(earlier(&row)?, foreign).then(|| (*who, reasons.clone()))
    });
    match found {
        Some((who, mut reasons)) => {
            reasons.retain(|reason| *reason != Reason::SeveralFit);
            reasons.push(Reason::SameFile);
            Resolved::Same {
                who,
                reasons,
                removed: false,
            }
        }
        None => one,
    }
}

/// Whether two rows of one file name the same person and contradict each other nowhere: something beside the name is the same,
/// and nothing that one person has once is different.
fn agree(a: &ForeignPerson, b: &ForeignPerson) -> bool {
    let name = |one: &ForeignPerson| key::name(&one.name);
    if name(a).is_empty() || name(a) != name(b) || a.given.is_empty() && b.given.is_empty() {
        return false;
    }
    let keys = |list: Vec<String>| list.into_iter().filter(|key| !key.is_empty()).collect();
    let emails = |one: &ForeignPerson| -> HashSet<String> {
        keys(
            one.emails
                .iter()
                .filter_map(|typed| key::email(typed))
                .collect(),
        )
    };
    let mobiles = |one: &ForeignPerson| -> HashSet<String> {
        let mobiles = one
            .phones
            .iter()
            .filter(|one| one.kind == PhoneKind::Mobile);
        keys(mobiles.filter_map(|one| key::phone(&one.typed)).collect())
    };
    let kana = |one: &ForeignPerson| -> HashSet<String> { keys(vec![key::kana(&one.kana)]) };
    let place = |one: &ForeignPerson| -> HashSet<String> {
        keys(vec![key::organisation(&one.organisation)])
    };
    let compare = |of: &dyn Fn(&ForeignPerson) -> HashSet<String>| {
        let (a, b) = (of(a), of(b));
        if a.is_empty() || b.is_empty() {
            None
        } else {
            Some(!a.is_disjoint(&b))
        }
    };
    let contradicts = [compare(&emails), compare(&mobiles), compare(&kana)];
    if contradicts.contains(&Some(false)) {
        return false;
    }
    [compare(&emails), compare(&mobiles), compare(&place)].contains(&Some(true))
}

pub(super) fn only_organisation(foreign: &ForeignPerson) -> bool {
    let nobody = foreign.name.trim().is_empty()
        && foreign.family.trim().is_empty()
        && foreign.given.trim().is_empty();
    nobody && !foreign.organisation.trim().is_empty()
}

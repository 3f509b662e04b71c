//! From chances to judgements: what is taken without asking, what is asked, what is new.

use std::collections::BTreeMap;

use super::census::Kind;
use super::compare::{Field, Likeness, SAME, SILENT, fact, name};
use super::link::{Linked, Prepared};
use super::nameless::{Fitting, Nearness};
use super::parallel;
use super::record::{Places, Record};
use super::{CANDIDATES, Double, Judgement, Reason};
use crate::ForeignPerson;

/// Likelier than this is taken as the same without asking, where the guards allow it.
const SURE: f32 = 0.95;
/// Likelier than this is asked about.
const ASKED: f32 = 0.3;
/// Less likely than this isn't even a second candidate.
const MENTIONED: f32 = 0.02;

/// What speaks for one candidate.
#[derive(Debug)]
struct Candidate {
    id: String,
    rank: Rank,
    chance: f32,
    reasons: Vec<Reason>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Sure,
    Asked,
    Mentioned,
}

/// One row beside all.
pub(super) fn judgement(
    ids: &[String],
    prepared: &Prepared,
    own: &Record,
    linked: &[Linked],
    fitting: &[Fitting],
) -> Judgement {
    let mut found: BTreeMap<&str, Candidate> = BTreeMap::new();
    let candidates = linked
        .iter()
        .filter_map(|link| of_link(ids, prepared, own, link))
        .chain(fitting.iter().filter_map(|one| of_fitting(ids, one)));
    for (id, candidate) in candidates {
        match found.get_mut(id) {
            // Two records of one person: the nearer one counts, what speaks for it is taken together.
            Some(former) => {
                former.rank = former.rank.min(candidate.rank);
                former.chance = former.chance.max(candidate.chance);
                former.reasons.extend(candidate.reasons);
                former.reasons.sort_unstable();
                former.reasons.dedup();
            }
            None => {
                found.insert(id, candidate);
            }
        }
    }
    let mut candidates: Vec<Candidate> = found.into_values().collect();
    // Stable: equally near ones stay in the order of their ids.
    candidates.sort_by(|a, b| a.rank.cmp(&b.rank).then(b.chance.total_cmp(&a.chance)));
    let sure = candidates
        .iter()
        .filter(|one| one.rank == Rank::Sure)
        .count();
    match candidates.first() {
        Some(first) if first.rank == Rank::Sure && sure == 1 => {
            return Judgement::Same {
                id: first.id.clone(),
                reasons: first.reasons.clone(),
            };
        }
        Some(first) if first.rank != Rank::Mentioned => {}
        // Several who each might be and nobody who is likely: together they are worth a question.
        Some(_) if candidates.iter().map(|one| one.chance).sum::<f32>() >= ASKED => {}
        Some(_) | None => return Judgement::New,
    }
    let several = candidates.iter().filter(|one| one.chance >= 0.2).count() > 1;
    Judgement::Doubtful {
        candidates: candidates
            .into_iter()
            .take(CANDIDATES)
            .map(|mut one| {
                if several && one.chance >= 0.2 {
                    one.reasons.push(Reason::SeveralFit);
                    one.reasons.sort_unstable();
                }
                (one.id, one.reasons)
            })
            .collect(),
    }
}

fn of_link<'a>(
    ids: &'a [String],
    prepared: &Prepared,
    own: &Record,
    link: &Linked,
) -> Option<(&'a str, Candidate)> {
    let id = ids.get(link.known)?;
    let known = prepared.known.get(link.known)?;
    let rank = rank(prepared, own, known, link)?;
    Some((
        id,
        Candidate {
            id: id.clone(),
            rank,
            chance: link.chance,
            reasons: reasons(prepared, own, known, &link.likeness),
        },
    ))
}

fn of_fitting<'a>(ids: &'a [String], one: &Fitting) -> Option<(&'a str, Candidate)> {
    let id = ids.get(one.at)?;
    let (rank, chance) = match one.nearness {
        Nearness::Same => (Rank::Sure, 1.0),
        Nearness::Reached => (Rank::Asked, 0.6),
        Nearness::Place => (Rank::Asked, 0.5),
    };
    Some((
        id,
        Candidate {
            id: id.clone(),
            rank,
            chance,
            reasons: one.reasons.clone(),
        },
    ))
}

/// What both have that nobody else has.
struct Support {
    email: bool,
    mobile: bool,
    line: bool,
    work: bool,
    address: bool,
}

impl Support {
    fn new(prepared: &Prepared, own: &Record, known: &Record, likeness: &Likeness) -> Self {
        let alone = |kind, word| !prepared.census.is_crowded(kind, word);
        Self {
            email: own.emails.iter().any(|one| {
                known.emails.iter().any(|other| other.whole == one.whole)
                    && alone(Kind::Email, &one.whole)
            }),
            mobile: own
                .mobiles
                .iter()
                .any(|one| known.mobiles.contains(one) && alone(Kind::Mobile, one)),
            line: own
                .lines
                .iter()
                .any(|one| known.lines.contains(one) && alone(Kind::Line, one)),
            work: likeness.level(Field::Work) == SAME,
            address: matches!(
                likeness.level(Field::Address),
                SAME | fact::NEAR | fact::PARTLY
            ),
        }
    }

    fn reached(&self) -> bool {
        self.email || self.mobile
    }

    fn any(&self) -> bool {
        self.reached() || self.line || self.work || self.address
    }
}

fn rank(prepared: &Prepared, own: &Record, known: &Record, link: &Linked) -> Option<Rank> {
    let likeness = &link.likeness;
    let support = Support::new(prepared, own, known, likeness);
    let (family, given) = (likeness.level(Field::Family), likeness.level(Field::Given));
    let partial = given == SILENT || family == SILENT;
    if partial && !by_kana_only(own, known) && !support.any() {
        // A family name alone: not even a question.
        return None;
    }
    if given == name::DIFFERENT && !support.reached() && !support.address {
        // Two of one family at one switchboard: not even a question.
        return None;
    }
    let sure = if given == name::DIFFERENT {
        // A couple, a father and his son: whatever they share.
        false
    } else if family == name::DIFFERENT {
        // A new family name, or a stranger at an old address.
        support.email && support.mobile && given == SAME
    } else if partial {
        support.reached()
    } else if family == name::NEAR || given == name::NEAR {
        support.reached() || support.work || support.address
    } else {
        support.any()
    };
    if sure && link.chance >= SURE {
        Some(Rank::Sure)
    } else if link.chance >= ASKED {
        Some(Rank::Asked)
    } else {
        (link.chance >= MENTIONED).then_some(Rank::Mentioned)
    }
}

/// One side is written in kana only.
fn by_kana_only(own: &Record, known: &Record) -> bool {
    own.name.is_empty() || known.name.is_empty()
}

fn reasons(prepared: &Prepared, own: &Record, known: &Record, likeness: &Likeness) -> Vec<Reason> {
    let mut reasons = names(own, known, likeness);
    let crowded = |kind, word| prepared.census.is_crowded(kind, word);
    let mut shared = false;
    match likeness.level(Field::Email) {
        SAME => {
            reasons.push(Reason::SameEmail);
            shared |= own.emails.iter().any(|one| {
                known.emails.iter().any(|other| other.whole == one.whole)
                    && crowded(Kind::Email, &one.whole)
            });
        }
        fact::NEAR => reasons.push(Reason::EmailNear),
        fact::PARTLY => reasons.push(Reason::SameMailbox),
        fact::DIFFERENT => reasons.push(Reason::OtherEmail),
        _ => {}
    }
    match likeness.level(Field::Mobile) {
        SAME => {
            reasons.push(Reason::SameMobile);
            shared |= own
                .mobiles
                .iter()
                .any(|one| known.mobiles.contains(one) && crowded(Kind::Mobile, one));
        }
        fact::NEAR => reasons.push(Reason::MobileNear),
        fact::DIFFERENT => reasons.push(Reason::OtherMobile),
        _ => {}
    }
    if likeness.level(Field::Line) == SAME {
        reasons.push(Reason::SamePhone);
    }
    if shared {
        reasons.push(Reason::Shared);
    }
    match likeness.level(Field::Work) {
        SAME => reasons.push(Reason::SameOrganisation),
        fact::NEAR => reasons.push(Reason::OrganisationNear),
        fact::DIFFERENT => reasons.push(Reason::OtherOrganisation),
        _ => {}
    }
    if likeness.level(Field::Address) == SAME {
        reasons.push(Reason::SameAddress);
    }
    match likeness.level(Field::Profession) {
        SAME => reasons.push(Reason::SameProfession),
        fact::DIFFERENT => reasons.push(Reason::OtherProfession),
        _ => {}
    }
    reasons.sort_unstable();
    reasons.dedup();
    reasons
}

fn names(own: &Record, known: &Record, likeness: &Likeness) -> Vec<Reason> {
    let (family, given) = (likeness.level(Field::Family), likeness.level(Field::Given));
    let mut reasons = Vec::new();
    if !own.kana.is_empty() && own.kana == known.kana {
        reasons.push(Reason::SameKana);
    }
    let written = |level| matches!(level, SAME | name::READ_OTHERWISE);
    if by_kana_only(own, known) {
        // What differs in writing isn't known.
        match (family, given) {
            (SAME, SAME) if reasons.is_empty() => reasons.push(Reason::KanaOnly),
            (SAME, SAME) => {}
            (SAME, _) => reasons.push(Reason::SameFamilyName),
            (name::DIFFERENT, _) => reasons.push(Reason::OtherFamilyName),
            _ => {}
        }
    } else if written(family) && written(given) {
        reasons.push(if own.bare == known.bare {
            Reason::SameName
        } else if own.name == known.name {
            Reason::NameVariant
        } else {
            Reason::FormerFamilyName
        });
    } else {
        match family {
            SAME | name::READ_OTHERWISE if own.family != known.family && !own.family.is_empty() => {
                reasons.push(Reason::FormerFamilyName);
            }
            SAME | name::READ_OTHERWISE => reasons.push(Reason::SameFamilyName),
            name::DIFFERENT => reasons.push(Reason::OtherFamilyName),
            _ => {}
        }
        if given == name::DIFFERENT {
            reasons.push(Reason::OtherGivenName);
        }
    }
    if by_kana_only(own, known) && reasons.contains(&Reason::SameKana) {
        reasons.push(Reason::KanaOnly);
    }
    for level in [family, given] {
        match level {
            name::READ_OTHERWISE => reasons.push(Reason::ReadOtherwise),
            name::OTHER_KANJI => reasons.push(Reason::OtherKanji),
            name::NEAR => reasons.push(Reason::NameNear),
            _ => {}
        }
    }
    reasons
}

/// All rows of a file.
pub(super) fn all(
    ids: &[String],
    records: Vec<Record>,
    rows: &[(String, &ForeignPerson)],
) -> Vec<Judgement> {
    let own = parallel::map(rows, |rows| {
        let mut places = Places::default();
        rows.iter()
            .map(|(_, person)| Record::of_foreign(person, &mut places))
            .collect()
    });
    let prepared = Prepared::new(records, own);
    let linked = prepared.link();
    let mut links = linked.iter().peekable();
    let mut judgements = Vec::with_capacity(rows.len());
    for (at, own) in prepared.own.iter().enumerate() {
        let mut of_row = Vec::new();
        while let Some(link) = links.next_if(|link| link.own <= at) {
            of_row.push(*link);
        }
        let nameless = prepared.doors.fitting(&prepared.known, own);
        judgements.push(judgement(ids, &prepared, own, &of_row, &nameless));
    }
    doubles_within(rows, prepared.own, &mut judgements);
    judgements
}

/// Rows that nobody knows and that an earlier row has said already.
fn doubles_within(
    rows: &[(String, &ForeignPerson)],
    own: Vec<Record>,
    judgements: &mut [Judgement],
) {
    let (at, new): (Vec<usize>, Vec<Record>) = own
        .into_iter()
        .enumerate()
        .filter(|(at, _)| matches!(judgements.get(*at), Some(Judgement::New)))
        .unzip();
    let prepared = Prepared::new(new, Vec::new());
    for link in prepared.pairs() {
        let records = (prepared.known.get(link.own), prepared.known.get(link.known));
        let places = (at.get(link.own), at.get(link.known));
        let ((Some(earlier), Some(later)), (Some(first), Some(again))) = (records, places) else {
            continue;
        };
        // A third one is the same as the first one, not as the second.
        let first_is_new = matches!(judgements.get(*first), Some(Judgement::New));
        let sure = rank(&prepared, later, earlier, &link) == Some(Rank::Sure);
        if let (true, true, Some((id, _)), Some(judgement @ Judgement::New)) = (
            first_is_new,
            sure,
            rows.get(*first),
            judgements.get_mut(*again),
        ) {
            let mut reasons = reasons(&prepared, later, earlier, &link.likeness);
            reasons.push(Reason::SameFile);
            *judgement = Judgement::Same {
                id: id.clone(),
                reasons,
            };
        }
    }
}

/// Known people who may be one.
pub(super) fn doubles(ids: &[String], prepared: &Prepared) -> Vec<Double> {
    let mut doubles: Vec<Double> = prepared
        .pairs()
        .into_iter()
        .filter_map(|link| {
            let (one, other) = (
                prepared.known.get(link.own)?,
                prepared.known.get(link.known)?,
            );
            let (a, b) = (ids.get(link.own)?, ids.get(link.known)?);
            let rank = rank(prepared, one, other, &link)?;
            (rank != Rank::Mentioned && a != b).then(|| Double {
                ids: if a < b {
                    (a.clone(), b.clone())
                } else {
                    (b.clone(), a.clone())
                },
                reasons: reasons(prepared, one, other, &link.likeness),
                chance: link.chance,
            })
        })
        .collect();
    doubles.sort_by(|a, b| {
        b.chance
            .total_cmp(&a.chance)
            .then_with(|| a.ids.cmp(&b.ids))
    });
    doubles.dedup_by(|a, b| a.ids == b.ids);
    doubles
}

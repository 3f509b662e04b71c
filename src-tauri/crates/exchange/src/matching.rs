//! Who is who: a careful first matcher. Sure only by e-mail or mobile with the family name, or by name key with
//! organisation key; the rest is doubtful, never merged by itself. A shared switchboard proves nothing.

mod keys;

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use crate::ForeignPerson;
use keys::{Keys, Names};

/// A person of the ledger as the matcher sees them; `id` is the caller's.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    pub id: String,
    pub name: String,
    pub family: String,
    pub kana: String,
    /// All present and past organisations' names.
    pub organisations: Vec<String>,
    pub emails: Vec<String>,
    pub phones: Vec<String>,
}

/// Why two records are held to be one person, or might be. Words are core's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    SameRowBefore,
    SameEmail,
    SameMobile,
    SameFamilyName,
    SameName,
    /// Same key, written with a variant kanji (髙/高).
    NameVariant,
    SameKana,
    SameOrganisation,
    OtherOrganisation,
    OtherFamilyName,
    OtherGivenName,
    SamePhone,
    /// Several people of the ledger fit.
    SeveralFit,
    /// An earlier row of the same file.
    SameFile,
}

/// What the matcher says of one entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Judgement {
    New,
    Same {
        id: String,
        reasons: Vec<Reason>,
    },
    /// The nearest candidate first, ten at most.
    Doubtful {
        candidates: Vec<(String, Vec<Reason>)>,
    },
}

/// More candidates than these nobody looks through.
const CANDIDATES: usize = 10;

/// All known people by their keys; blocking keeps the cost of a judgement independent of their number.
#[derive(Debug, Default)]
pub struct Index {
    people: Vec<(String, Keys)>,
    by_email: HashMap<String, Vec<usize>>,
    by_phone: HashMap<String, Vec<usize>>,
    by_name: HashMap<String, Vec<usize>>,
    by_family: HashMap<String, Vec<usize>>,
    by_kana: HashMap<String, Vec<usize>>,
    /// Records without a personal name only: a hospital has hundreds of people, but few such records.
    nameless_by_organisation: HashMap<String, Vec<usize>>,
}

impl Index {
    #[must_use]
    pub fn new(people: impl IntoIterator<Item = Known>) -> Self {
        let mut index = Self::default();
        for person in people {
            index.add(person);
        }
        index
    }

    /// Adds one more: a row of the same file that was judged new, so that its repetition is seen. A second record with
    /// an `id` that is already known adds to what is known of that person.
    pub fn add(&mut self, person: Known) {
        let at = self.people.len();
        let keys = Keys::of_known(&person);
        let enter = |map: &mut HashMap<String, Vec<usize>>, key: &String| {
            if !key.is_empty() {
                map.entry(key.clone()).or_default().push(at);
            }
        };
        keys.emails
            .iter()
            .for_each(|key| enter(&mut self.by_email, key));
        keys.phones
            .iter()
            .for_each(|key| enter(&mut self.by_phone, key));
        if keys.nameless {
            keys.organisations
                .iter()
                .for_each(|key| enter(&mut self.nameless_by_organisation, key));
        } else {
            enter(&mut self.by_name, &keys.name);
            enter(&mut self.by_family, &keys.family_or_name().to_owned());
            enter(&mut self.by_kana, &keys.kana);
        }
        self.people.push((person.id, keys));
    }

    /// Judges one entry. The result doesn't depend on the order in which the known people were added.
    #[must_use]
    pub fn judge(&self, person: &ForeignPerson) -> Judgement {
        let own = Keys::of_foreign(person);
        // By id, so that several records of one person count once and the order of adding doesn't matter.
        let mut found: BTreeMap<&str, Verdict> = BTreeMap::new();
        for at in self.block(&own) {
            let Some((id, known)) = self.people.get(at) else {
                continue;
            };
            let verdict = if own.nameless {
                nameless(&own, known)
            } else {
                named(&own, known)
            };
            if let Some(verdict) = verdict {
                match found.get_mut(id.as_str()) {
                    Some(former) => former.join(verdict),
                    None => {
                        found.insert(id, verdict);
                    }
                }
            }
        }
        decide(found)
    }

    /// Positions of all who could fit, each once.
    fn block(&self, own: &Keys) -> Vec<usize> {
        let mut block: Vec<usize> = Vec::new();
        let mut look = |map: &HashMap<String, Vec<usize>>, key: &str| {
            if let Some(found) = map.get(key) {
                block.extend(found);
            }
        };
        own.emails.iter().for_each(|key| look(&self.by_email, key));
        if own.nameless {
            own.phones.iter().for_each(|key| look(&self.by_phone, key));
            own.organisations
                .iter()
                .for_each(|key| look(&self.nameless_by_organisation, key));
        } else {
            own.mobiles.iter().for_each(|key| look(&self.by_phone, key));
            look(&self.by_name, &own.name);
            look(&self.by_kana, &own.kana);
            look(&self.by_family, own.family_or_name());
        }
        block.sort_unstable();
        block.dedup();
        block
    }
}

/// How near a candidate is; the first is sure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Same,
    ReachedAlike,
    NamedAlike,
    ReadAlike,
    ReachedAlikeNamedOtherwise,
    FamilyInOrganisation,
}

struct Verdict {
    rank: Rank,
    reasons: Vec<Reason>,
}

impl Verdict {
    fn new(rank: Rank, mut reasons: Vec<Reason>) -> Self {
        reasons.sort_unstable();
        reasons.dedup();
        Self { rank, reasons }
    }

    /// Two records of one person: the nearer one counts, what speaks for it is taken together.
    fn join(&mut self, other: Self) {
        self.rank = self.rank.min(other.rank);
        self.reasons.extend(other.reasons);
        let reasons = std::mem::take(&mut self.reasons);
        *self = Self::new(self.rank, reasons);
    }
}

fn decide(found: BTreeMap<&str, Verdict>) -> Judgement {
    let mut candidates: Vec<(&str, Verdict)> = found.into_iter().collect();
    // Stable: equally near ones stay in the order of their ids.
    candidates.sort_by_key(|(_, verdict)| (verdict.rank, std::cmp::Reverse(verdict.reasons.len())));
    let sure = candidates
        .iter()
        .take_while(|(_, verdict)| verdict.rank == Rank::Same)
        .count();
    match candidates.first() {
        None => Judgement::New,
        Some((id, verdict)) if sure == 1 => Judgement::Same {
            id: (*id).to_owned(),
            reasons: verdict.reasons.clone(),
        },
        Some(_) => {
            let candidates = candidates
                .into_iter()
                .take(CANDIDATES)
                .map(|(id, mut verdict)| {
                    if verdict.rank == Rank::Same {
                        verdict.reasons.push(Reason::SeveralFit);
                        verdict.reasons.sort_unstable();
                    }
                    (id.to_owned(), verdict.reasons)
                })
                .collect();
            Judgement::Doubtful { candidates }
        }
    }
}

/// A row with a personal name against a known record.
fn named(own: &Keys, known: &Keys) -> Option<Verdict> {
    let email = shared(&own.emails, &known.emails);
    let mobile = shared(&own.mobiles, &known.phones);
    let organisation = shared(&own.organisations, &known.organisations);
    let kana = !own.kana.is_empty() && own.kana == known.kana;
    let names = own.compare(known);
    let reached = email || mobile;
    let rank = match names {
        Names::Same | Names::Variant if reached || organisation => Rank::Same,
        Names::Same | Names::Variant => Rank::NamedAlike,
        Names::FamilyOnly if reached => Rank::Same,
        Names::OtherGiven if reached => Rank::ReachedAlike,
        Names::OtherFamily | Names::None if reached => Rank::ReachedAlikeNamedOtherwise,
        Names::OtherGiven | Names::OtherFamily | Names::FamilyOnly if kana && organisation => {
            Rank::ReadAlike
        }
        Names::FamilyOnly if organisation => Rank::FamilyInOrganisation,
        // A switchboard, a reading or a family name alone: not even a question.
        Names::FamilyOnly | Names::OtherGiven | Names::OtherFamily | Names::None => return None,
    };
    let mut reasons = Vec::new();
    let mut tell = |holds: bool, reason: Reason| {
        if holds {
            reasons.push(reason);
        }
    };
    tell(email, Reason::SameEmail);
    tell(mobile, Reason::SameMobile);
    tell(kana, Reason::SameKana);
    tell(organisation, Reason::SameOrganisation);
    tell(
        !organisation && !own.organisations.is_empty() && !known.organisations.is_empty(),
        Reason::OtherOrganisation,
    );
    tell(
        !mobile && shared(&own.phones, &known.phones),
        Reason::SamePhone,
    );
    match names {
        Names::Same => reasons.push(Reason::SameName),
        Names::Variant => reasons.push(Reason::NameVariant),
        Names::FamilyOnly => reasons.push(Reason::SameFamilyName),
        Names::OtherGiven => reasons.extend([Reason::SameFamilyName, Reason::OtherGivenName]),
        Names::OtherFamily => reasons.push(Reason::OtherFamilyName),
        Names::None => {}
    }
    Some(Verdict::new(rank, reasons))
}

/// A row that names only an organisation or a number. It is never one with a person.
fn nameless(own: &Keys, known: &Keys) -> Option<Verdict> {
    let email = shared(&own.emails, &known.emails);
    let mobile = shared(&own.mobiles, &known.phones);
    let phone = shared(&own.phones, &known.phones);
    let organisation = shared(&own.organisations, &known.organisations);
    let silent = |keys: &Keys| keys.emails.is_empty() && keys.phones.is_empty();
    let rank = if known.nameless {
        let reached = email || phone;
        let both_unnamed = own.organisations.is_empty() && known.organisations.is_empty();
        if (organisation && (reached || silent(own) || silent(known))) || (both_unnamed && reached)
        {
            Rank::Same
        } else if organisation {
            Rank::FamilyInOrganisation
        } else if email || mobile {
            Rank::ReachedAlikeNamedOtherwise
        } else {
            return None;
        }
    } else if email || mobile {
        Rank::ReachedAlikeNamedOtherwise
    } else {
        return None;
    };
    let reasons = [
        (email, Reason::SameEmail),
        (mobile, Reason::SameMobile),
        (phone && !mobile, Reason::SamePhone),
        (organisation, Reason::SameOrganisation),
    ];
    Some(Verdict::new(
        rank,
        reasons
            .into_iter()
            .filter(|(holds, _)| *holds)
            .map(|(_, reason)| reason)
            .collect(),
    ))
}

fn shared(own: &[String], known: &[String]) -> bool {
    own.iter().any(|key| known.contains(key))
}

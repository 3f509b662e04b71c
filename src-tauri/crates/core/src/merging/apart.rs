//! 別人: two who look like one and are not.

use ledger::PersonId;

use super::{KeepApart, KeptApart, KeptApartRow, MergePair, PairApart, PairsApart};
use crate::log::words::Teller;
use crate::words::words;
use crate::{ById, Error, Nothing, Result, Session, Written, people, request};

fn both(session: &Session, a: &str, b: &str) -> Result<(PersonId, PersonId, String)> {
    let (a, b): (PersonId, PersonId) = (request::id("a", a)?, request::id("b", b)?);
    if a == b {
        return Err(Error::refused("b", "refused.same_record"));
    }
    let read = session.ledger()?.read();
    let names = (read.person(a)?.fields.name, read.person(b)?.fields.name);
    let subject = words(session.language()).fill("merge.both", &[("a", &names.0), ("b", &names.1)]);
    Ok((a, b, subject))
}

/// Remembers for ever that two are not one: they are never proposed as one again.
///
/// # Errors
/// `Refused` when both are one record, `NoRecord`.
pub fn keep_apart(session: &mut Session, request: KeepApart) -> Result<Written> {
    request::not_too_long("why", &request.why)?;
    let (a, b, subject) = both(session, &request.a, &request.b)?;
    let me = people::my_name(session)?;
    session.write("person.apart", &subject, |write| {
        Ok(write.keep_apart(a, b, &me, &request.why)?)
    })
}

/// Forgets that two are not one: they may be proposed again.
///
/// # Errors
/// `Refused` when both are one record, `NoRecord`.
pub fn keep_together(session: &mut Session, request: MergePair) -> Result<Written> {
    let (a, b, subject) = both(session, &request.a, &request.b)?;
    let (_, written) = session.operation("person.together", &subject, |write| {
        Ok(write.keep_together(a, b)?)
    })?;
    Ok(written)
}

/// With whom somebody is never to be mistaken, the oldest first.
///
/// # Errors
/// `NoRecord`.
pub fn kept_apart(session: &mut Session, request: ById) -> Result<KeptApart> {
    let id: PersonId = request::id("id", &request.id)?;
    let read = session.ledger()?.read();
    read.person(id)?;
    let teller = Teller::of(session)?;
    let rows = read
        .distinct_pairs_of(id)?
        .into_iter()
        .map(|pair| {
            let other = if pair.a == id { pair.b } else { pair.a };
            KeptApartRow {
                person: other.to_string(),
                name: teller.name("person", &other.to_string()),
                at: teller.moment(pair.at),
                who: pair.who,
                why: pair.why,
            }
        })
        .collect();
    Ok(KeptApart { rows })
}

/// All who are never to be mistaken for each other, the last said first.
///
/// # Errors
/// Of the ledger.
pub fn pairs_apart(session: &mut Session, _request: Nothing) -> Result<PairsApart> {
    let read = session.ledger()?.read();
    let teller = Teller::of(session)?;
    let there = |id: PersonId| teller.opens("person", &id.to_string()).0 == "person";
    let rows = read
        .distinct_pairs()?
        .into_iter()
        .rev()
        .filter(|pair| there(pair.a) && there(pair.b))
        .map(|pair| PairApart {
            name_a: teller.name("person", &pair.a.to_string()),
            name_b: teller.name("person", &pair.b.to_string()),
            a: pair.a.to_string(),
            b: pair.b.to_string(),
            at: teller.moment(pair.at),
            who: pair.who,
            why: pair.why,
        })
        .collect();
    Ok(PairsApart { rows })
}

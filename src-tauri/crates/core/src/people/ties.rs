//! Ties that she records herself, at a level after Morita 2012. Private: shown to her only.

use chrono::NaiveDate;
use ledger::tie::TieLevel;
use ledger::{PersonId, Read, TieId};

use super::{RecordTie, TieRow};
use crate::dates::Style;
use crate::words::words;
use crate::{ById, Error, Result, Session, Written, request};

/// The ties of a person, the strongest first.
pub(super) fn rows(
    read: &Read<'_>,
    style: Style,
    today: NaiveDate,
    person: PersonId,
) -> Result<Vec<TieRow>> {
    let words = words(style.language);
    let mut rows = Vec::new();
    for tie in read.ties_of(person)? {
        let other = if tie.a == person { tie.b } else { tie.a };
        let (Some(first), Some(last)) = (tie.levels.first(), tie.levels.last()) else {
            continue;
        };
        rows.push(TieRow {
            id: tie.id.to_string(),
            other: other.to_string(),
            other_name: read.person(other)?.fields.name,
            other_post: post_words(read, other, today)?,
            level: u32::from(last.level),
            level_words: words.get(level_key(last.level)).to_owned(),
            since: style.date(first.on),
            basis: last.basis.clone(),
        });
    }
    rows.sort_by(|a, b| {
        b.level
            .cmp(&a.level)
            .then_with(|| a.other_name.cmp(&b.other_name))
    });
    Ok(rows)
}

/// みどり野中央病院 院長, as of a day; empty without a post.
pub(crate) fn post_words(read: &Read<'_>, person: PersonId, day: NaiveDate) -> Result<String> {
    Ok(read
        .post_on(person, day)?
        .map(|post| {
            format!("{} {}", post.organisation_name, post.fields.title)
                .trim_end()
                .to_owned()
        })
        .unwrap_or_default())
}

fn level_key(level: u8) -> &'static str {
    match level {
        1 => "tie.level.1",
        2 => "tie.level.2",
        _ => "tie.level.3",
    }
}

/// A level between two persons on a day.
///
/// # Errors
/// `Refused` for a level other than 1–3, one person twice, a day to come.
pub fn record_tie(session: &mut Session, request: RecordTie) -> Result<Written> {
    let a: PersonId = request::id("person", &request.a)?;
    let b: PersonId = request::id("b", &request.b)?;
    if a == b {
        return Err(Error::refused("b", "refused.same_person"));
    }
    let level = match u8::try_from(request.level) {
        Ok(level @ 1..=3) => level,
        Ok(_) | Err(_) => return Err(Error::refused("level", "refused.level")),
    };
    let on = request.on.unwrap_or(session.today());
    if on > session.today() {
        return Err(Error::refused("on", "refused.future"));
    }
    let subject = pair(&session.ledger()?.read(), a, b)?;
    session.write("tie.record", &subject, |write| {
        Ok(write.record_tie(
            a,
            b,
            &TieLevel {
                level,
                on,
                basis: request.basis,
            },
        )?)
    })
}

/// # Errors
/// `NoRecord`.
pub fn remove_tie(session: &mut Session, request: ById) -> Result<Written> {
    let id: TieId = request::id("id", &request.id)?;
    let read = session.ledger()?.read();
    let subject = match read.all_ties()?.into_iter().find(|tie| tie.id == id) {
        Some(tie) => pair(&read, tie.a, tie.b)?,
        None => String::new(),
    };
    session.write("tie.remove", &subject, |write| {
        write.remove_tie(id)?;
        Ok(id)
    })
}

fn pair(read: &Read<'_>, a: PersonId, b: PersonId) -> Result<String> {
    Ok(format!(
        "{}・{}",
        read.person(a)?.fields.name,
        read.person(b)?.fields.name
    ))
}

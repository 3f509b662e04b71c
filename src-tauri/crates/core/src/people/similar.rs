//! While a new person is typed: who might it already be?

use exchange::matching::Judgement;
use exchange::{ForeignPerson, Phone, PhoneKind};
use ledger::PersonId;
use ledger::person::PersonFields;

use super::known::{filled, index, reason_words};
use super::list::{coordinators, list_row};
use super::save::with_name_parts;
use super::{Similar, SimilarRequest};
use crate::words::words;
use crate::{Result, Session};

/// More than these are no help.
const MOST: usize = 8;

/// People who might be the same, the nearest first.
///
/// # Errors
/// Of the ledger.
pub fn similar_people(session: &mut Session, request: SimilarRequest) -> Result<Similar> {
    let (style, today) = (session.style(), session.today());
    let typed = with_name_parts(PersonFields {
        name: request.name,
        ..PersonFields::default()
    });
    let person = ForeignPerson {
        name: typed.name,
        family: typed.family,
        given: typed.given,
        kana: request.kana,
        organisation: request.organisation,
        emails: filled(request.email),
        phones: filled(request.mobile)
            .into_iter()
            .map(|typed| Phone {
                typed,
                kind: PhoneKind::Mobile,
            })
            .collect(),
        ..ForeignPerson::default()
    };
    let index = index(session)?;
    let read = session.ledger()?.read();
    let candidates = match index.judge(&person) {
        Judgement::New => Vec::new(),
        Judgement::Same { id, reasons } => vec![(id, reasons)],
        Judgement::Doubtful { candidates } => candidates,
    };
    let coordinators = coordinators(&read)?;
    let words = words(style.language);
    let mut rows = Vec::new();
    for (id, reasons) in candidates.into_iter().take(MOST) {
        let Ok(id) = id.parse::<PersonId>() else {
            continue;
        };
        let row = list_row(
            style,
            today,
            coordinators.contains(&id),
            read.person_row(id, today)?,
        );
        let reasons = reason_words(words, &reasons, &person.name, &row.name);
        rows.push((row, reasons.join(words.get("list.separator"))));
    }
    Ok(Similar { rows })
}

//! Values that stand side by side, until she chooses one.

use ledger::share::{Conflict, Reach};

use super::desk::told;
use super::{ChooseValue, OpenChoice, OpenChoices};
use crate::log::words::Teller;
use crate::{Error, Nothing, Result, Session, Written};

/// All open choices.
///
/// # Errors
/// Of the ledger.
pub fn open_choices(session: &mut Session, _request: Nothing) -> Result<OpenChoices> {
    let conflicts = conflicts(session)?;
    let teller = Teller::of(session)?;
    let mut rows = Vec::new();
    for conflict in conflicts {
        let field = &conflict.field;
        let first = (field.value.clone(), field.dot);
        let mut values = Vec::new();
        for (value, dot) in std::iter::once(first).chain(field.beside.iter().cloned()) {
            let of = (conflict.table, field.name);
            values.push(told(session, &teller, None, of, &value, dot)?);
        }
        rows.push(OpenChoice {
            record: teller.record(conflict.table, &conflict.id),
            label: teller.column(conflict.table, field.name),
            table: conflict.table.to_owned(),
            id: conflict.id,
            field: field.name.to_owned(),
            values,
        });
    }
    Ok(OpenChoices { rows })
}

/// This value holds, here and, with the next pack, at the colleagues'.
///
/// # Errors
/// `Refused` when there is no such choice any more.
pub fn choose_value(session: &mut Session, request: ChooseValue) -> Result<Written> {
    let found = conflicts(session)?.into_iter().find(|conflict| {
        conflict.table == request.table
            && conflict.id == request.id
            && conflict.field.name == request.field
    });
    let missing = || Error::refused("value", "refused.no_choice");
    let conflict = found.ok_or_else(missing)?;
    let place = usize::try_from(request.value).unwrap_or(usize::MAX);
    let value = match place {
        0 => Some(&conflict.field.value),
        place => conflict.field.beside.get(place - 1).map(|(value, _)| value),
    };
    let value = value.ok_or_else(missing)?.clone();
    let name = Teller::of(session)?.name(&request.table, &request.id);
    let ((), written) = session.operation("pack.choose", &name, |write| {
        Ok(write.choose_value(reach(), &request.table, &request.id, &request.field, &value)?)
    })?;
    Ok(written)
}

fn conflicts(session: &mut Session) -> Result<Vec<Conflict>> {
    let now = session.now.utc;
    Ok(session.ledger_mut()?.conflicts(now, reach())?)
}

/// Also what only a hand-over brought.
fn reach() -> Reach {
    Reach {
        office: true,
        manner: true,
        ties: true,
    }
}

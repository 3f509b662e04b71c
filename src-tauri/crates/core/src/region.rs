//! The region, its municipalities and coordinators.

use ledger::PersonId;
use ledger::region::{Municipality, Region};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::vocabulary::coordinator_kinds;
use crate::{Error, Nothing, Result, Session, Written, request};

/// The region's card.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RegionCard {
    pub region: Region,
    pub municipalities: Vec<Municipality>,
    pub coordinators: Vec<CoordinatorRow>,
}

/// A coordinator in words.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CoordinatorRow {
    pub person: String,
    pub name: String,
    pub kind: String,
    pub me: bool,
}

/// Saves the region; municipalities are added when new, never removed here. `me` names the owner of the ledger.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SaveRegion {
    pub region: Region,
    pub add_municipalities: Vec<String>,
    /// Person to name as coordinator: id, kind, whether it is me.
    pub add_coordinator: Option<CoordinatorRow>,
}

/// The region's card.
///
/// # Errors
/// Of the ledger, and `NoLedger`.
pub fn region(session: &mut Session, _request: Nothing) -> Result<RegionCard> {
    let language = session.language();
    let read = session.ledger()?.read();
    let coordinators = read
        .coordinators()?
        .into_iter()
        .map(|coordinator| CoordinatorRow {
            person: coordinator.person.to_string(),
            name: read
                .person(coordinator.person)
                .map(|person| person.fields.name)
                .unwrap_or_default(),
            kind: coordinator_kinds().name(language, Some(&coordinator.kind)),
            me: coordinator.me,
        })
        .collect();
    Ok(RegionCard {
        region: read.region()?,
        municipalities: read.municipalities()?,
        coordinators,
    })
}

/// Saves the region. The kind of a coordinator may be given as its id or in words.
///
/// # Errors
/// `Refused` for a blank name, an unknown kind or person.
pub fn save_region(session: &mut Session, request: SaveRegion) -> Result<Written> {
    request::not_blank("region", &request.region.name)?;
    let coordinator = match &request.add_coordinator {
        Some(row) => {
            let person: PersonId = request::id("person", &row.person)?;
            let kind = coordinator_kinds()
                .all
                .iter()
                .find(|kind| {
                    [&kind.id, &kind.ja, &kind.en]
                        .into_iter()
                        .any(|word| *word == row.kind)
                })
                .ok_or_else(|| Error::refused("kind", "refused.unknown_id"))?;
            session.ledger()?.read().person(person)?;
            Some((person, kind.id.as_str(), row.me))
        }
        None => None,
    };
    let (_, written) = session.operation("region.save", &request.region.name, |write| {
        write.set_region(&request.region)?;
        for name in &request.add_municipalities {
            if !name.trim().is_empty() {
                write.add_municipality(name.trim(), "", true)?;
            }
        }
        if let Some((person, kind, me)) = coordinator {
            write.add_coordinator(person, kind, me)?;
        }
        Ok(())
    })?;
    Ok(written)
}

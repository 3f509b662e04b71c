//! Sides, and where somebody stands on the map.

use ledger::organisation::Side;
use network::Group;

use super::{organisation_kinds, professions};

/// The id of a side in `assets/vocabulary/sides.toml`.
#[must_use]
pub fn side_id(side: Side) -> &'static str {
    match side {
        Side::Hospital => "hospital",
        Side::Community => "community",
        Side::Both => "both",
        Side::Public => "public",
    }
}

/// The side: what is kept, else that of the organisation's kind.
#[must_use]
pub fn side_of(kept: Option<Side>, organisation_kind: Option<&str>) -> Option<Side> {
    kept.or_else(|| {
        organisation_kind
            .and_then(|id| organisation_kinds().get(id))
            .map(|kind| kind.side)
    })
}

/// Where an organisation stands on the map: by its kind, unless its side says otherwise.
#[must_use]
pub fn organisation_group(side: Option<Side>, kind: Option<&str>) -> Group {
    let by_kind = kind
        .and_then(|id| organisation_kinds().get(id))
        .map(|kind| kind.map);
    match (by_kind, side) {
        (Some(group), None | Some(Side::Both)) => group,
        (Some(Group::Hospital) | None, Some(Side::Community)) => Group::Home,
        (Some(group @ (Group::Public | Group::Body)), Some(Side::Community | Side::Public)) => {
            group
        }
        (Some(group), Some(Side::Community)) => group,
        (_, Some(Side::Hospital)) => Group::Hospital,
        (_, Some(Side::Public)) => Group::Public,
        (None, Some(Side::Both) | None) => Group::Unknown,
    }
}

/// Where a person stands on the map. A coordinator stands between the sides; else the present main organisation says it, else
/// the profession. `side` is the person's own or the organisation's, as [`ledger::person::PersonRow::side`] gives it.
#[must_use]
pub fn person_group(
    coordinator: bool,
    side: Option<Side>,
    organisation_kind: Option<&str>,
    profession: Option<&str>,
) -> Group {
    if coordinator {
        return Group::Coordinator;
    }
    let by_profession = profession
        .and_then(|id| professions().get(id))
        .map(|profession| profession.map);
    match (
        organisation_group(side, organisation_kind),
        organisation_kind,
        by_profession,
    ) {
        // A side alone doesn't tell home care from welfare: the profession does.
        (Group::Home, None, Some(group @ (Group::Home | Group::Care))) => group,
        (Group::Unknown, _, Some(group)) => group,
        (group, _, _) => group,
    }
}

/// The group's id as rows carry it.
#[must_use]
pub fn group_id(group: Group) -> &'static str {
    match group {
        Group::Hospital => "hospital",
        Group::Home => "home",
        Group::Care => "care",
        Group::Public => "public",
        Group::Body => "body",
        Group::Coordinator => "coordinator",
        Group::Unknown => "unknown",
    }
}

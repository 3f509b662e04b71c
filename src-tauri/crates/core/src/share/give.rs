//! A pack for a colleague: what goes, what stays and why, and the file.

use std::collections::BTreeMap;
use std::path::Path;

use ledger::log::ExportEntry;
use ledger::share::{Reach, Scope, Selection, seal_for, writers};

use super::pack::{ENDING, Pack};
use super::{GivePack, PackGiven, PackReceipt, PackScope, ScopeKind};
use crate::log::words::Teller;
use crate::people::my_name;
use crate::vocabulary as lists;
use crate::words::words;
use crate::{Error, Result, Session, file, keys, request};

/// What would go and what would stay.
///
/// # Errors
/// `Refused` when a series, municipality or profession is asked for and none is named.
pub fn preview_pack(session: &mut Session, request: PackScope) -> Result<PackReceipt> {
    let selection = select(session, &request)?;
    receipt(session, &selection)
}

/// Writes the pack. That it went is kept: to whom, what, on which basis.
///
/// # Errors
/// As [`preview_pack`]; `Refused` when nobody is named whom it is for, for another ending, a place inside a ledger, a colleague without a key, a short passphrase; `File`.
/// Then nothing is written.
pub fn give_pack(session: &mut Session, request: GivePack) -> Result<PackGiven> {
    let path = request::place("path", &request.path)?.to_owned();
    if path.extension().is_none_or(|ending| ending != ENDING) {
        return Err(Error::refused("path", "refused.ending"));
    }
    let colleague = request
        .colleague
        .as_deref()
        .map(|id| super::colleagues::find(session, id))
        .transpose()?;
    let to = colleague.as_ref().map_or_else(
        || request.recipient.trim().to_owned(),
        |colleague| colleague.name.clone(),
    );
    request::not_blank("recipient", &to)?;
    let selection = select(session, &request.scope)?;
    let receipt = receipt(session, &selection)?;
    let bytes = pack(session, &request.scope, &selection, &receipt)?.bytes()?;
    let (sealed, message) = match (&colleague, request.passphrase.as_deref()) {
        (Some(colleague), _) => {
            let name = colleague.name.clone();
            if colleague.recipient.is_empty() {
                return Err(Error::refused("colleague", "refused.colleague_key"));
            }
            let words = words(session.language());
            (
                seal_for(&bytes, &colleague.recipient)?,
                words.fill("pack.sealed_for", &[("name", &name)]),
            )
        }
        (None, Some(typed)) => {
            let passphrase = keys::good_passphrase("passphrase", typed)?;
            (
                ledger::keys::seal(&bytes, &passphrase)?,
                words(session.language()).get("pack.sealed_by").to_owned(),
            )
        }
        (None, None) => return Err(Error::refused("passphrase", "refused.pack_unsealed")),
    };
    file::write(&path, &sealed)?;
    mark_given(session, &selection)?;
    let subject = scope_words(session, &request.scope)?;
    let entry = entry(session, &selection, subject, (&to, &request.basis), &path);
    session.operation("pack.export", &to, |write| Ok(write.add_export(&entry)?))?;
    Ok(PackGiven {
        path: path.display().to_string(),
        receipt,
        message,
    })
}

/// A colleague has these from now on. A successor has everything, whoever agreed: that is no colleague's to know.
pub(super) fn mark_given(session: &mut Session, selection: &Selection) -> Result<()> {
    if !selection.pack.reach.office {
        session.ledger_mut()?.mark_given(&selection.pack.records)?;
    }
    Ok(())
}

/// What is kept of a pack that went out.
pub(super) fn entry(
    session: &Session,
    selection: &Selection,
    subject: String,
    (to, basis): (&str, &str),
    path: &Path,
) -> ExportEntry {
    let left_out = selection.left_out.without_consent.len();
    ExportEntry {
        at: session.now.utc,
        what: "pack".to_owned(),
        subject,
        format: ENDING.to_owned(),
        audience: audience(session, to, basis),
        file: path.display().to_string(),
        left_out: i64::try_from(left_out).unwrap_or(i64::MAX),
    }
}

fn audience(session: &Session, to: &str, basis: &str) -> String {
    let basis = lists::bases().name(session.language(), Some(basis));
    match (to.is_empty(), basis.is_empty()) {
        (_, true) => to.to_owned(),
        (true, false) => basis,
        (false, false) => format!("{to}（{basis}）"),
    }
}

pub(super) fn select(session: &mut Session, scope: &PackScope) -> Result<Selection> {
    let reach = scope.hand_over.map_or_else(Reach::default, |ticked| Reach {
        office: true,
        manner: ticked.manner,
        ties: ticked.ties,
    });
    if scope.what != ScopeKind::All && scope.what != ScopeKind::People {
        request::not_blank("id", &scope.id)?;
    }
    let chosen = match scope.what {
        ScopeKind::All => Scope::All,
        ScopeKind::Series => Scope::Series(scope.id.clone()),
        ScopeKind::Municipality => Scope::Municipality(scope.id.clone()),
        ScopeKind::Profession => Scope::Profession(scope.id.clone()),
        ScopeKind::People => Scope::People(scope.people.clone()),
    };
    let now = session.now.utc;
    Ok(session.ledger_mut()?.select(now, &chosen, reach)?)
}

/// Told to the sender: with names. What is in the pack has none.
pub(super) fn receipt(session: &Session, selection: &Selection) -> Result<PackReceipt> {
    let words = words(session.language());
    let teller = Teller::of(session)?;
    let mut by_table: BTreeMap<&str, u32> = BTreeMap::new();
    let alive = selection
        .pack
        .records
        .iter()
        .filter(|record| record.state.is_alive());
    for record in alive {
        *by_table.entry(&record.table).or_default() += 1;
    }
    let people = by_table.get("person").copied().unwrap_or(0);
    let goes = ledger::schema::tables::TABLES
        .iter()
        .filter_map(|table| Some((teller.kind(table.name), *by_table.get(table.name)?)))
        .collect();
    let left = &selection.left_out;
    let mut left_out = Vec::new();
    for (key, count) in [
        ("pack.left.consent", left.without_consent.len()),
        ("pack.left.withdrawn", left.withdrawn),
        ("pack.left.workplace", left.workplace_only),
        ("pack.left.internal", left.internal_lines),
        ("pack.left.records", left.records_of_people),
        ("pack.left.mentions", left.mentions),
    ] {
        if count > 0 {
            left_out.push(words.fill(key, &[("count", &count)]));
        }
    }
    let private = match (selection.pack.reach.office, selection.pack.reach) {
        (false, _) => "pack.left.columns",
        (
            true,
            Reach {
                manner: true,
                ties: true,
                ..
            },
        ) => "",
        (true, _) => "pack.left.unticked",
    };
    if !private.is_empty() {
        left_out.push(words.get(private).to_owned());
    }
    Ok(PackReceipt {
        goes,
        records: u32::try_from(selection.pack.records.len()).unwrap_or(u32::MAX),
        people,
        left_out,
        names: left.without_consent.clone(),
    })
}

pub(super) fn pack(
    session: &mut Session,
    scope: &PackScope,
    selection: &Selection,
    receipt: &PackReceipt,
) -> Result<Pack> {
    let device = session.ledger_mut()?.device()?;
    let name = sender(session)?;
    let mut pack = Pack::new(
        device.to_string(),
        name.clone(),
        session.now.utc,
        selection.pack.reach,
    );
    pack.scope = scope_words(session, scope)?;
    pack.left_out.clone_from(&receipt.left_out);
    let read = session.ledger()?.read();
    for writer in writers(&selection.pack.records) {
        let named = if writer == device || read.is_own_device(writer)? {
            name.clone()
        } else {
            read.device_name(writer)?
        };
        pack.devices.insert(writer.to_string(), named);
    }
    Ok(pack.with(&selection.pack.records))
}

/// Who gives it: herself, or the ledger's region while she has no name.
fn sender(session: &Session) -> Result<String> {
    let me = my_name(session)?;
    if me.is_empty() {
        return Ok(session.ledger()?.read().region()?.name);
    }
    Ok(me)
}

pub(super) fn scope_words(session: &Session, scope: &PackScope) -> Result<String> {
    let words = words(session.language());
    let teller = Teller::of(session)?;
    let name = match scope.what {
        ScopeKind::All if scope.hand_over.is_some() => {
            return Ok(words.get("pack.scope.hand_over").to_owned());
        }
        ScopeKind::All => return Ok(words.get("pack.scope.all").to_owned()),
        ScopeKind::Series => teller.name("series", &scope.id),
        ScopeKind::Municipality => teller.name("municipality", &scope.id),
        ScopeKind::Profession => lists::professions().name(session.language(), Some(&scope.id)),
        ScopeKind::People => {
            return Ok(words.fill("pack.scope.people", &[("count", &scope.people.len())]));
        }
    };
    Ok(words.fill("pack.scope.part", &[("name", &name)]))
}

//! What a pack brought and a choice decided, so that taking it back unsees it: a value that she took back is not a value that
//! she overwrote, and a record that is gone with it is not one that she deleted.

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::fields::{Kinds, MERGED};
use super::rows::Rows;
use super::state::{LIFE, State};
use super::store::{Key, Pen, Store, read_state};
use crate::Result;

/// Keeps what changed under the mark `mark`.
pub(crate) fn keep(
    connection: &Connection,
    mark: &str,
    earlier: &Store,
    later: &Store,
    touched: &BTreeSet<Key>,
) -> Result<()> {
    let mut put = connection
        .prepare_cached("INSERT INTO pack_effect (id, earlier, later) VALUES (?1, ?2, ?3)")?;
    let text = |state: Option<&State>| state.map(|state| state.to_json().to_string());
    for key in touched {
        let (was, is) = (earlier.states.get(key), later.states.get(key));
        if was != is {
            let id = format!("{mark}/{}/{}", key.0, key.1);
            put.execute((id, text(was), text(is)))?;
        }
    }
    Ok(())
}

struct Effect {
    id: String,
    key: Key,
    earlier: State,
    later: State,
}

/// Unsees what was taken back since, and sees again what was done again.
pub(crate) fn settle(
    connection: &Connection,
    kinds: &Kinds,
    rows: &Rows,
    store: &mut Store,
    pen: &mut Pen,
) -> Result<Vec<Key>> {
    let sql = "SELECT e.id, e.undone, e.earlier, e.later FROM pack_effect e \
        LEFT JOIN pack_taken t ON t.id = substr(e.id, 1, 36) WHERE (t.id IS NULL) <> e.undone ORDER BY e.id DESC";
    let mut statement = connection.prepare_cached(sql)?;
    let mut found = statement.query([])?;
    let (mut undone, mut redone) = (Vec::new(), Vec::new());
    while let Some(row) = found.next()? {
        let id: String = row.get(0)?;
        let was_undone: bool = row.get(1)?;
        let state = |text: Option<String>| {
            text.map_or_else(|| Ok(State::default()), |text| read_state(&text))
        };
        let (earlier, later) = (state(row.get(2)?)?, state(row.get(3)?)?);
        let mut parts = id.splitn(3, '/').skip(1);
        let (Some(table), Some(record)) = (parts.next(), parts.next()) else {
            continue;
        };
        let Some(table) = kinds.known(table) else {
            continue;
        };
        let effect = Effect {
            key: (table, record.to_owned()),
            id,
            earlier,
            later,
        };
        if was_undone {
            redone.push(effect);
        } else {
            undone.push(effect);
        }
    }
    if undone.is_empty() && redone.is_empty() {
        return Ok(Vec::new());
    }
    // What was given out before it was taken back must not be given a second time.
    pen.floor = pen.last;
    let mut touched = Vec::new();
    let mut mark = connection.prepare_cached("UPDATE pack_effect SET undone = ?2 WHERE id = ?1")?;
    for effect in undone {
        unsee(kinds, rows, store, &effect);
        mark.execute((&effect.id, true))?;
        touched.push(effect.key);
    }
    for effect in redone.into_iter().rev() {
        let state = store.states.entry(effect.key.clone()).or_default();
        *state = state.join(&effect.later);
        mark.execute((&effect.id, false))?;
        touched.push(effect.key);
    }
    store.find_parts();
    Ok(touched)
}

/// Field by field what nothing came after, and what the ledger shows as it was before.
fn unsee(kinds: &Kinds, rows: &Rows, store: &mut Store, effect: &Effect) {
    let (table, id) = (effect.key.0, effect.key.1.as_str());
    let row = rows.get(table, id);
    let is_there = if table == MERGED {
        rows.merged.contains_key(id)
    } else {
        row.is_some_and(|row| !row.in_trash)
    };
    let kind = kinds.get(table);
    let stands = |name: &str| -> bool {
        let before = effect.earlier.fields.get(name);
        if name == LIFE || table == MERGED {
            return is_there == effect.earlier.is_alive() || (table == MERGED && !is_there);
        }
        let Some((kind, row)) = kind.zip(row) else {
            return !effect.earlier.is_alive();
        };
        let Some(at) = kind.place(name) else {
            return true;
        };
        let now = row.values.get(at);
        match before.filter(|register| !register.entries.is_empty()) {
            Some(register) => register
                .entries
                .iter()
                .any(|entry| Some(&entry.value) == now),
            None => kind.fields.get(at).map(|field| &field.default) == now,
        }
    };
    let Some(state) = store.states.get(&effect.key) else {
        return;
    };
    let mut state = state.clone();
    let names: BTreeSet<&String> = effect.later.fields.keys().collect();
    for name in names {
        let unchanged = state.fields.get(name) == effect.later.fields.get(name);
        if !unchanged || !stands(name) {
            continue;
        }
        match effect.earlier.fields.get(name) {
            Some(register) => state.fields.insert(name.clone(), register.clone()),
            None => state.fields.remove(name),
        };
    }
    if state.fields.is_empty() {
        store.states.remove(&effect.key);
    } else {
        store.states.insert(effect.key.clone(), state);
    }
}

//! The person's own records go; where others' records name the person, role and organisation stand instead.

use rusqlite::Connection;

use super::{Forgotten, Stand};
use crate::Result;

/// Tables and ids of the records that are gone, also those that were deleted long ago and only the log knows.
pub(super) type Gone = Vec<(&'static str, String)>;

/// Records that are about the person and nobody else.
const OWN: [(&str, &str); 8] = [
    ("affiliation", "person = ?1"),
    ("coordinator", "person = ?1"),
    ("imported_row", "person = ?1"),
    ("encounter_person", "person = ?1"),
    ("tie", "a = ?1 OR b = ?1"),
    ("former_value", "person = ?1"),
    ("distinct_pair", "a = ?1 OR b = ?1"),
    (
        "merged",
        "id IN (WITH RECURSIVE part (id) AS (SELECT id FROM merged WHERE kept = ?1 \
            UNION SELECT m.id FROM merged m JOIN part p ON m.kept = p.id) SELECT id FROM part) OR id = ?1",
    ),
];

pub(super) fn remove(
    connection: &Connection,
    id: &str,
    stand: &Stand,
    forgotten: &mut Forgotten,
) -> Result<Gone> {
    replace_references(connection, id, stand, forgotten)?;
    let mut gone: Gone = encounters(connection, id, forgotten)?;
    let levels = "tie IN (SELECT id FROM tie WHERE a = ?1 OR b = ?1)";
    for (table, condition) in std::iter::once(("tie_level", levels)).chain(OWN) {
        let ids: Vec<String> = connection
            .prepare(&format!("SELECT id FROM {table} WHERE {condition}"))?
            .query_map([id], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        *forgotten.removed.entry(table).or_default() += ids.len();
        gone.extend(ids.into_iter().map(|id| (table, id)));
        connection.execute(&format!("DELETE FROM {table} WHERE {condition}"), [id])?;
    }
    let node = format!("person:{id}");
    for table in ["map_pin", "map_position"] {
        let sql = format!("DELETE FROM {table} WHERE id = ?1");
        *forgotten.removed.entry(table).or_default() += connection.execute(&sql, [&node])?;
    }
    gone.push(("map_pin", node));
    let drafts = "DELETE FROM draft WHERE instr(id, ?1) OR instr(text, ?1)";
    *forgotten.removed.entry("draft").or_default() += connection.execute(drafts, [id])?;
    *forgotten.removed.entry("person").or_default() +=
        connection.execute("DELETE FROM person WHERE id = ?1", [id])?;
    gone.push(("person", id.to_owned()));
    Ok(gone)
}

/// An encounter with the person alone stays with the organisation of that day; without one nothing is left of it.
fn encounters(connection: &Connection, id: &str, forgotten: &mut Forgotten) -> Result<Gone> {
    let alone: Vec<(String, Option<String>)> = connection
        .prepare(
            "SELECT e.id, (SELECT a.organisation FROM affiliation a WHERE a.person = ?1 \
                AND (a.from_on IS NULL OR a.from_on <= e.on_day) AND (a.to_on IS NULL OR a.to_on >= e.on_day) \
                ORDER BY a.is_main DESC, a.from_on DESC, a.id DESC LIMIT 1) \
             FROM encounter e JOIN encounter_person p ON p.encounter = e.id AND p.person = ?1 \
             WHERE NOT EXISTS (SELECT 1 FROM encounter_person o WHERE o.encounter = e.id AND o.person <> ?1) \
             AND NOT EXISTS (SELECT 1 FROM encounter_organisation o WHERE o.encounter = e.id)",
        )?
        .query_map([id], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let mut gone = Vec::new();
    for (encounter, organisation) in alone {
        match organisation {
            Some(organisation) => {
                // The link takes the place of the person's: it needs no id of its own.
                connection.execute(
                    "INSERT INTO encounter_organisation (id, encounter, organisation, position) \
                     SELECT id, encounter, ?3, 0 FROM encounter_person WHERE encounter = ?1 AND person = ?2",
                    (&encounter, id, organisation),
                )?;
                *forgotten
                    .replaced
                    .entry("encounter_person.person".to_owned())
                    .or_default() += 1;
            }
            None => {
                connection.execute("DELETE FROM encounter WHERE id = ?1", [&encounter])?;
                *forgotten.removed.entry("encounter").or_default() += 1;
                gone.push(("encounter", encounter));
            }
        }
    }
    Ok(gone)
}

fn replace_references(
    connection: &Connection,
    id: &str,
    stand: &Stand,
    forgotten: &mut Forgotten,
) -> Result<()> {
    let mut count = |what: &str, rows: usize| {
        *forgotten.replaced.entry(what.to_owned()).or_default() += rows;
    };
    count(
        "attendance.person",
        connection.execute(
            "UPDATE attendance SET person = NULL, guest_name = ?2, title = '', guest_organisation = \
                coalesce((SELECT name FROM organisation WHERE id = attendance.organisation), ?3) WHERE person = ?1",
            (id, &stand.role, &stand.organisation),
        )?,
    );
    count(
        "attendance.proxy_person",
        connection.execute(
            "UPDATE attendance SET proxy_person = NULL, \
                proxy_name = iif(proxy_name = '', ?2, proxy_name) WHERE proxy_person = ?1",
            (id, &stand.name),
        )?,
    );
    // A line without a speaker shows a profession: what she said stays that of her profession, of her organisation.
    count(
        "minute_line.speaker",
        connection.execute(
            "UPDATE minute_line SET speaker = NULL, \
                profession = coalesce(profession, (SELECT profession FROM person WHERE id = ?1)), \
                text = iif(profession IS NULL AND (SELECT profession FROM person WHERE id = ?1) IS NULL, ?2, ?3) || text \
             WHERE speaker = ?1",
            (
                id,
                format!("{}：", stand.name),
                if stand.organisation.is_empty() {
                    String::new()
                } else {
                    format!("（{}）", stand.organisation)
                },
            ),
        )?,
    );
    count(
        "action.owner",
        connection.execute(
            "UPDATE action SET owner = NULL, owner_text = iif(owner_text = '', ?2, owner_text) WHERE owner = ?1",
            (id, &stand.name),
        )?,
    );
    count(
        "meeting.recorder",
        connection.execute(
            "UPDATE meeting SET recorder = NULL WHERE recorder = ?1",
            [id],
        )?,
    );
    count(
        "evidence.record",
        connection.execute(
            "UPDATE evidence SET kind = 'outside', record = '', label = iif(label = '', ?2, label) \
             WHERE kind = 'person' AND record = ?1",
            (id, &stand.name),
        )?,
    );
    Ok(())
}

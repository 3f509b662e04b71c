//! The person's past: rows of the log that are about them go, texts in the others are replaced as in the tables, so that what
//! is compared later is still equal.

use std::collections::HashSet;

use rusqlite::Connection;
use rusqlite::types::Value;

use super::records::Gone;
use super::spelling::{Person, Spellings};
use super::texts::names_others;
use super::{Forgotten, Stand};
use crate::Result;

/// Tables whose records are about the person alone when this column names them.
const OWN: [(&str, &[&str]); 8] = [
    ("affiliation", &["person"]),
    ("coordinator", &["person"]),
    ("imported_row", &["person"]),
    ("encounter_person", &["person"]),
    ("tie", &["a", "b"]),
    ("former_value", &["person"]),
    ("distinct_pair", &["a", "b"]),
    ("merged", &["kept"]),
];

/// The operations that touched the person: their names name the person.
pub(super) fn operations_of(connection: &Connection, id: &str) -> Result<HashSet<i64>> {
    Ok(connection
        .prepare(
            "SELECT DISTINCT operation FROM change WHERE record = ?1 OR record = 'person:' || ?1 \
             UNION SELECT DISTINCT operation FROM change WHERE old = ?1 OR new = ?1",
        )?
        .query_map([id], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?)
}

/// Rows about the person, and rows that name them by id.
pub(super) fn remove(
    connection: &Connection,
    id: &str,
    gone: &Gone,
    stand: &Stand,
    forgotten: &mut Forgotten,
) -> Result<()> {
    let mut gone: HashSet<(String, String)> = gone
        .iter()
        .map(|(table, id)| ((*table).to_owned(), id.clone()))
        .collect();
    // Those that were deleted long ago are known to the log alone.
    let named: Vec<(String, String, String)> = connection
        .prepare(
            "SELECT DISTINCT table_name, record, field FROM change WHERE old = ?1 OR new = ?1",
        )?
        .query_map([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (table, record, field) in named {
        let own = OWN
            .iter()
            .any(|(of, columns)| *of == table && columns.contains(&field.as_str()));
        if own {
            if table == "tie" {
                let levels: Vec<String> = connection
                    .prepare(
                        "SELECT DISTINCT record FROM change WHERE table_name = 'tie_level' AND field = 'tie' \
                         AND (old = ?1 OR new = ?1)",
                    )?
                    .query_map([&record], |row| row.get(0))?
                    .collect::<rusqlite::Result<_>>()?;
                gone.extend(levels.into_iter().map(|id| ("tie_level".to_owned(), id)));
            }
            gone.insert((table, record));
        }
    }
    let mut removed = 0;
    let mut by_record =
        connection.prepare("DELETE FROM change WHERE record = ?2 AND table_name = ?1")?;
    for (table, record) in gone {
        removed += by_record.execute((table, record))?;
    }
    drop(by_record);
    removed += rewrite_attendance(connection, id, stand)?;
    // Lines, actions, meetings, evidence: who it was is not told any more.
    removed += connection.execute("DELETE FROM change WHERE old = ?1 OR new = ?1", [id])?;
    *forgotten.removed.entry("change").or_default() += removed;
    Ok(())
}

/// Attendances were a guest's from the beginning, as the table has them now.
fn rewrite_attendance(connection: &Connection, id: &str, stand: &Stand) -> Result<usize> {
    let records: Vec<String> = connection
        .prepare(
            "SELECT DISTINCT record FROM change WHERE table_name = 'attendance' AND field = 'person' \
             AND (old = ?1 OR new = ?1)",
        )?
        .query_map([id], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut removed = 0;
    for record in records {
        removed += connection.execute(
            "DELETE FROM change WHERE record = ?1 AND table_name = 'attendance' \
             AND field IN ('title', 'guest_name', 'guest_organisation')",
            [&record],
        )?;
        removed += connection.execute(
            "DELETE FROM change WHERE record = ?1 AND table_name = 'attendance' AND field = 'person' AND kind = 'update'",
            [&record],
        )?;
        connection.execute(
            "UPDATE change SET field = 'guest_name', \
                old = iif(kind = 'delete', ?2, NULL), new = iif(kind = 'insert', ?2, NULL) \
             WHERE record = ?1 AND table_name = 'attendance' AND field = 'person'",
            (&record, &stand.role),
        )?;
    }
    Ok(removed)
}

/// Texts in what stays, and the names of operations.
pub(super) fn replace(
    connection: &Connection,
    spellings: &Spellings,
    person: &Person,
    touched: &HashSet<i64>,
    forgotten: &mut Forgotten,
) -> Result<()> {
    let mut updates: Vec<(i64, Value, Value)> = Vec::new();
    let mut statement = connection.prepare(
        "SELECT seq, table_name, field, old, new FROM change WHERE typeof(old) = 'text' OR typeof(new) = 'text'",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let value = |at: usize| -> Result<(Value, bool)> {
            let value: Value = row.get(at)?;
            Ok(match &value {
                Value::Text(text) => match spellings.replaced(text) {
                    Some(without) => (Value::Text(without), true),
                    None => (value, false),
                },
                Value::Null | Value::Integer(_) | Value::Real(_) | Value::Blob(_) => (value, false),
            })
        };
        let (old, old_named) = value(3)?;
        let (new, new_named) = value(4)?;
        if old_named || new_named {
            let (table, field): (String, String) = (row.get(1)?, row.get(2)?);
            if !names_others(&table, &field) {
                updates.push((row.get(0)?, old, new));
            }
        }
    }
    drop(rows);
    drop(statement);
    *forgotten.replaced.entry("change".to_owned()).or_default() += updates.len();
    let mut update = connection.prepare("UPDATE change SET old = ?2, new = ?3 WHERE seq = ?1")?;
    for (seq, old, new) in updates {
        update.execute((seq, old, new))?;
    }
    drop(update);
    let subjects: Vec<(i64, String)> = connection
        .prepare("SELECT seq, subject FROM operation WHERE subject <> ''")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (seq, subject) in subjects {
        let mut without = spellings.replaced(&subject);
        // The name of what was done to the person is the person's, whoever else has the same.
        if touched.contains(&seq) {
            for name in &person.names {
                let text = without.as_deref().unwrap_or(&subject);
                if text.contains(name.as_str()) {
                    without = Some(text.replace(name.as_str(), spellings.name_for()));
                }
            }
        }
        if let Some(without) = without {
            connection.execute(
                "UPDATE operation SET subject = ?2 WHERE seq = ?1",
                (seq, without),
            )?;
        }
    }
    Ok(())
}

/// How much each operation did, of what the log still knows.
pub(super) fn count_anew(connection: &Connection) -> Result<()> {
    connection.execute_batch(
        "UPDATE operation SET (records, fields) = (\
            SELECT count(DISTINCT iif(table_name IN ('import_log', 'imported_row'), NULL, record)), count(*) \
            FROM change WHERE change.operation = operation.seq)",
    )?;
    Ok(())
}

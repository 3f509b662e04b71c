//! The change log: one row per changed field, written by triggers that migration generates from one table list.
//! Undo and redo come out of it (method: sqlite.org/undoredo.html); so does the history of a record.

use std::collections::{BTreeMap, HashSet};

use chrono::{DateTime, Utc};
use rusqlite::types::Value;
use serde::{Deserialize, Serialize};

use crate::schema::tables::TABLES;
use crate::value::{Columns, Moment, text_enum};
use crate::{OperationId, OperationName, Read, Result};

/// What was done to the record that a field belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    Insert,
    Update,
    Delete,
}

text_enum!(Deed { Insert = "insert", Update = "update", Delete = "delete" });

/// One change of one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// Place in the log: the newest is the highest.
    pub seq: i64,
    pub operation_id: OperationId,
    pub operation: OperationName,
    pub at: DateTime<Utc>,
    pub table: String,
    pub record: String,
    pub deed: Deed,
    pub field: String,
    /// `None` before the record was made.
    pub old: Option<String>,
    /// `None` after it was deleted.
    pub new: Option<String>,
}

/// A record as it is, or as it was last known before it was deleted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// It is there now, perhaps in the trash.
    pub is_there: bool,
    /// Values as text by column; those without a value aren't given.
    pub fields: BTreeMap<String, String>,
}

impl Known {
    /// A field's value; empty without one.
    #[must_use]
    pub fn get(&self, field: &str) -> &str {
        self.fields.get(field).map_or("", String::as_str)
    }
}

/// What belongs to a record: all of it is part of the record's history.
const PARTS: [(&str, &str, &str); 22] = [
    ("person", "affiliation", "person"),
    ("person", "coordinator", "person"),
    ("person", "tie", "a"),
    ("person", "tie", "b"),
    ("person", "encounter_person", "person"),
    ("person", "attendance", "person"),
    ("person", "former_value", "person"),
    ("person", "distinct_pair", "a"),
    ("person", "distinct_pair", "b"),
    ("person", "merged", "kept"),
    ("organisation", "merged", "kept"),
    ("tie", "tie_level", "tie"),
    ("organisation", "affiliation", "organisation"),
    ("organisation", "encounter_organisation", "organisation"),
    ("organisation", "meeting_co_host", "organisation"),
    ("encounter", "encounter_person", "encounter"),
    ("encounter", "encounter_organisation", "encounter"),
    ("meeting", "meeting_co_host", "meeting"),
    ("meeting", "agenda_item", "meeting"),
    ("meeting", "attendance", "meeting"),
    ("meeting", "minute_line", "meeting"),
    ("minute_line", "action", "line"),
];

/// Where a record is named: of those only that field is part of its history.
const MENTIONS: [(&str, &str, &str); 9] = [
    ("person", "attendance", "proxy_person"),
    ("person", "minute_line", "speaker"),
    ("person", "action", "owner"),
    ("person", "meeting", "recorder"),
    ("organisation", "meeting", "host"),
    ("organisation", "series", "host"),
    ("organisation", "series", "secretariat"),
    ("series", "meeting", "series"),
    ("checklist_mark", "evidence", "item"),
];

/// Links whose other end is what happened: an encounter is told to each who had it.
const LINKS: [(&str, &str, &str); 2] = [
    ("encounter_person", "encounter", "encounter"),
    ("encounter_organisation", "encounter", "encounter"),
];

/// The index that finds a record's parts is narrowed to the same list.
const REFERENCES: &str = "field IN ('person', 'a', 'b', 'tie', 'encounter', 'organisation', 'proxy_organisation', \
    'proxy_person', 'series', 'host', 'secretariat', 'meeting', 'recorder', 'agenda_item', 'speaker', 'line', 'owner', \
    'municipality', 'item', 'kept')";

const SELECT: &str = "SELECT c.seq, o.id, o.code, o.subject, o.at, c.table_name, c.record, c.kind, c.field, c.old, c.new \
    FROM change c JOIN operation o ON o.seq = c.operation WHERE c.record = ?1 AND c.table_name = ?2 AND o.undone = 0";

fn change(row: &rusqlite::Row<'_>) -> rusqlite::Result<FieldChange> {
    let row = Columns::of(row);
    let (seq, operation_id) = (row.next()?, row.next()?);
    let operation = OperationName {
        code: row.next()?,
        subject: row.next()?,
    };
    let Moment(at) = row.next()?;
    Ok(FieldChange {
        seq,
        operation_id,
        operation,
        at,
        table: row.next()?,
        record: row.next()?,
        deed: row.next()?,
        field: row.next()?,
        old: text(row.next()?),
        new: text(row.next()?),
    })
}

impl Read<'_> {
    /// A record's own history, newest first, without what was taken back. A record's making shows as its field `id`, and
    /// those of its fields that were not empty.
    ///
    /// # Errors
    /// Of the database.
    pub fn history(&self, table: &str, record: &str) -> Result<Vec<FieldChange>> {
        self.all(
            &format!("{SELECT} ORDER BY c.seq DESC"),
            (record, table),
            change,
        )
    }

    /// The history of a record and of all that is or was part of it, newest first: of a person also posts, ties, encounters,
    /// attendances and where minutes name them.
    ///
    /// # Errors
    /// Of the database.
    pub fn whole_history(&self, table: &str, record: &str) -> Result<Vec<FieldChange>> {
        let mut changes = Vec::new();
        let mut seen: HashSet<(String, String)> = HashSet::new();
        let mut work = vec![(table.to_owned(), record.to_owned())];
        while let Some((table, record)) = work.pop() {
            if !seen.insert((table.clone(), record.clone())) {
                continue;
            }
            changes.extend(self.history(&table, &record)?);
            for (of, part, _) in LINKS.iter().filter(|(link, ..)| *link == table) {
                let named: Vec<String> = self.all(
                    "SELECT DISTINCT new FROM change WHERE record = ?1 AND table_name = ?2 AND field = ?3 AND new IS NOT NULL",
                    (&record, of, part),
                    |row| row.get(0),
                )?;
                // The encounter itself, not everybody else who had it.
                for encounter in named {
                    if seen.insert(((*part).to_owned(), encounter.clone())) {
                        changes.extend(self.history(part, &encounter)?);
                    }
                }
            }
            for (part, id, field) in self.referring(&record)? {
                let is = |list: &[(&str, &str, &str)]| {
                    list.contains(&(table.as_str(), part.as_str(), field.as_str()))
                };
                if is(&PARTS) {
                    // What became part of the record has a past of its own.
                    if part == "merged" {
                        work.push((table.clone(), id.clone()));
                    }
                    work.push((part, id));
                } else if is(&MENTIONS) {
                    let sql = format!("{SELECT} AND c.field = ?3 AND (c.old = ?4 OR c.new = ?4)");
                    changes.extend(self.all(&sql, (id, part, field, &record), change)?);
                }
            }
        }
        changes.sort_unstable_by_key(|change| std::cmp::Reverse(change.seq));
        changes.dedup_by_key(|change| change.seq);
        Ok(changes)
    }

    /// Table, record and field of everything that ever named a record.
    fn referring(&self, record: &str) -> Result<Vec<(String, String, String)>> {
        let sql = format!(
            "SELECT DISTINCT table_name, record, field FROM change WHERE new = ?1 AND {REFERENCES}"
        );
        self.all(&sql, [record], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
    }

    /// A record as it is now or was last known; `None` when the log doesn't know it, or the table isn't a logged one.
    ///
    /// # Errors
    /// Of the database.
    pub fn known(&self, table: &str, record: &str) -> Result<Option<Known>> {
        let Some(table) = TABLES.iter().find(|one| one.logged && one.name == table) else {
            return Ok(None);
        };
        let columns: Vec<&str> = table.columns.iter().map(|(column, _)| *column).collect();
        let sql = format!(
            "SELECT {} FROM {} WHERE id = ?1",
            columns.join(", "),
            table.name
        );
        let there = self.first(&sql, [record], |row| {
            let mut fields = BTreeMap::new();
            for (at, column) in columns.iter().enumerate() {
                if let Some(value) = text(row.get(at)?) {
                    fields.insert((*column).to_owned(), value);
                }
            }
            Ok(fields)
        })?;
        if let Some(fields) = there {
            return Ok(Some(Known {
                is_there: true,
                fields,
            }));
        }
        let sql = "SELECT field, coalesce(old, new) FROM change WHERE record = ?1 AND table_name = ?2 AND operation = ( \
            SELECT operation FROM change WHERE record = ?1 AND table_name = ?2 ORDER BY kind = 'delete' DESC, seq DESC LIMIT 1) \
            AND (kind <> 'update') ORDER BY seq";
        let fields: BTreeMap<String, String> = self
            .all(sql, (record, table.name), |row| {
                Ok((row.get::<_, String>(0)?, text(row.get(1)?)))
            })?
            .into_iter()
            .filter_map(|(field, value)| Some((field, value?)))
            .collect();
        Ok((!fields.is_empty()).then_some(Known {
            is_there: false,
            fields,
        }))
    }

    /// Name and source of the file that an operation took in; `None` when it took in none.
    ///
    /// # Errors
    /// Of the database.
    pub fn file_of_operation(&self, id: OperationId) -> Result<Option<(String, String)>> {
        // The import is what such an operation keeps first.
        let sql = "SELECT table_name, field, new FROM change \
            WHERE operation = (SELECT seq FROM operation WHERE id = ?1) ORDER BY seq LIMIT 12";
        let first: Vec<(String, String, Option<String>)> = self.all(sql, [id], |row| {
            Ok((row.get(0)?, row.get(1)?, text(row.get(2)?)))
        })?;
        let value = |wanted: &str| {
            first
                .iter()
                .find(|(table, field, _)| table == "import_log" && field == wanted)
                .and_then(|(.., value)| value.clone())
        };
        Ok(value("id").map(|_| {
            (
                value("file").unwrap_or_default(),
                value("source").unwrap_or_default(),
            )
        }))
    }
}

/// A logged value as text.
pub(crate) fn text(value: Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::Integer(number) => Some(number.to_string()),
        Value::Real(number) => Some(number.to_string()),
        Value::Text(text) => Some(text),
        Value::Blob(bytes) => Some(format!("{} bytes", bytes.len())),
    }
}

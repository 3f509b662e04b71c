//! What of the ledger can be exchanged, as registers: fields, what they refer to, how far they go. Read from the one list of
//! tables and from SQLite's own description of them.

use std::collections::BTreeMap;

use rusqlite::Connection;
use rusqlite::types::Value as Sql;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::Result;
use crate::schema::shape::Shape;
use crate::schema::tables::{Privacy, TABLES, WITH_TRASH, privacy};

/// Which columns an exchange speaks of, beside the shared ones.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reach {
    /// What stays in the office: for the successor in the same office.
    pub office: bool,
    /// 接し方メモ of persons.
    pub manner: bool,
    /// つながり with their levels.
    pub ties: bool,
}

/// One field: a column, or several that only make sense together. The value of several is a list.
#[derive(Debug)]
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) columns: Vec<&'static str>,
    /// Of all its columns.
    pub(crate) default: Value,
    /// Table of the records that it names.
    pub(crate) refers: Option<&'static str>,
    /// Without it the record can't stand in the ledger.
    pub(crate) required: bool,
    pub(crate) privacy: Privacy,
}

/// One table.
#[derive(Debug)]
pub(crate) struct Kind {
    pub(crate) table: &'static str,
    pub(crate) fields: Vec<Field>,
    pub(crate) has_trash: bool,
}

/// Tables in such an order that a record comes after those it refers to.
const ORDER: [&str; 27] = [
    "region",
    "municipality",
    "organisation",
    "person",
    "affiliation",
    "coordinator",
    "series",
    "meeting",
    "meeting_co_host",
    "agenda_item",
    "attendance",
    "minute_line",
    "action",
    "encounter",
    "encounter_person",
    "encounter_organisation",
    "tie",
    "tie_level",
    "import_log",
    "imported_row",
    "former_value",
    "distinct_pair",
    "checklist_mark",
    "evidence",
    "map_pin",
    "export_log",
    "colleague",
];

/// Where records that became part of others are kept in the store; rows of `merged` are made from it.
pub(crate) const MERGED: &str = "merged";

/// Columns that are one field: half of a name from one device and half from another would be nobody's.
const TOGETHER: [(&str, &[&str]); 3] = [
    ("person", &["name", "family", "given"]),
    ("person", &["consent", "consent_on"]),
    ("attendance", &["attended", "time"]),
];

/// Of this ledger alone, at every reach: who of the coordinators she herself is.
const OWN: [(&str, &str); 1] = [("coordinator", "me")];

/// Each ledger has its own region and its own order of municipalities; they go to a successor only.
fn of_the_office(table: &str, column: &str) -> bool {
    table == "region" || (table == "municipality" && matches!(column, "in_region" | "position"))
}

/// Places in a list: who moved something last is right, and nobody wants to be asked.
pub(crate) fn is_place(field: &str) -> bool {
    field == "position"
}

impl Reach {
    pub(crate) fn has(self, table: &str, field: &Field) -> bool {
        match field.privacy {
            Privacy::Shared => true,
            Privacy::Office => self.office,
            Privacy::Private => match (table, field.name) {
                ("person", "manner") => self.manner,
                ("tie" | "tie_level", _) => self.ties,
                _ => false,
            },
        }
    }

    /// What both reach.
    #[must_use]
    pub fn within(self, other: Self) -> Self {
        Self {
            office: self.office && other.office,
            manner: self.manner && other.manner,
            ties: self.ties && other.ties,
        }
    }
}

impl Kind {
    pub(crate) fn within(&self, reach: Reach) -> impl Iterator<Item = (usize, &Field)> {
        self.fields
            .iter()
            .enumerate()
            .filter(move |(_, field)| reach.has(self.table, field))
    }

    /// Whether an exchange of this reach speaks of such records at all.
    pub(crate) fn is_within(&self, reach: Reach) -> bool {
        self.within(reach).next().is_some()
    }

    pub(crate) fn place(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.name == name)
    }
}

/// All kinds in the order of their references.
pub(crate) struct Kinds(pub(crate) Vec<Kind>);

impl Kinds {
    pub(crate) fn of(connection: &Connection) -> Result<Self> {
        let shape = Shape::of(connection)?;
        let mut kinds = Vec::new();
        for name in ORDER {
            let Some(table) = TABLES.iter().find(|table| table.name == name) else {
                continue;
            };
            let mut needed: BTreeMap<String, bool> = BTreeMap::new();
            let mut statement = connection.prepare_cached(
                "SELECT name, \"notnull\" <> 0 AND dflt_value IS NULL FROM pragma_table_info(?1)",
            )?;
            let mut rows = statement.query([name])?;
            while let Some(row) = rows.next()? {
                needed.insert(row.get(0)?, row.get(1)?);
            }
            let shaped = shape.get(name);
            let default = |column: &str| {
                let place = shaped.and_then(|shaped| shaped.place(column));
                let default = place.zip(shaped);
                default
                    .and_then(|(at, shaped)| shaped.defaults.get(at))
                    .map_or(Value::Null, json)
            };
            let refers = |column: &str| {
                shaped.and_then(|shaped| {
                    let found = shaped
                        .references
                        .iter()
                        .find(|reference| shaped.column(reference.column) == column)?;
                    Some(if found.loose { "" } else { found.to })
                })
            };
            let has_trash = WITH_TRASH.contains(&name);
            let mut fields: Vec<Field> = Vec::new();
            for (column, _) in table.columns {
                if OWN.contains(&(name, column)) || (has_trash && *column == "removed_at") {
                    continue;
                }
                let group = TOGETHER
                    .iter()
                    .find(|(of, columns)| *of == name && columns.contains(column))
                    .map(|(_, columns)| *columns);
                let columns: Vec<&'static str> = match group {
                    Some(columns) if columns.first() == Some(column) => columns.to_vec(),
                    Some(_) => continue,
                    None => vec![*column],
                };
                let defaults: Vec<Value> = columns.iter().map(|column| default(column)).collect();
                fields.push(Field {
                    name: column,
                    default: match defaults.as_slice() {
                        [one] => one.clone(),
                        _ => Value::Array(defaults),
                    },
                    refers: refers(column),
                    required: columns
                        .iter()
                        .any(|column| needed.get(*column).copied().unwrap_or(false)),
                    privacy: if of_the_office(name, column) {
                        Privacy::Office
                    } else {
                        privacy(name, column)
                    },
                    columns,
                });
            }
            kinds.push(Kind {
                table: table.name,
                fields,
                has_trash,
            });
        }
        Ok(Self(kinds))
    }

    pub(crate) fn get(&self, table: &str) -> Option<&Kind> {
        self.0.iter().find(|kind| kind.table == table)
    }

    /// The name of a table as the program knows it; `None` for one that is never exchanged.
    pub(crate) fn known(&self, table: &str) -> Option<&'static str> {
        if table == MERGED {
            return Some(MERGED);
        }
        self.get(table).map(|kind| kind.table)
    }
}

pub(crate) fn json(value: &Sql) -> Value {
    match value {
        Sql::Null | Sql::Blob(_) => Value::Null,
        Sql::Integer(number) => Value::from(*number),
        Sql::Real(number) => Value::from(*number),
        Sql::Text(text) => Value::from(text.as_str()),
    }
}

pub(crate) fn sql(value: &Value) -> Sql {
    match value {
        Value::Bool(yes) => Sql::Integer(i64::from(*yes)),
        Value::Number(number) => number.as_i64().map_or_else(
            || number.as_f64().map_or(Sql::Null, Sql::Real),
            Sql::Integer,
        ),
        Value::String(text) => Sql::Text(text.clone()),
        Value::Null | Value::Array(_) | Value::Object(_) => Sql::Null,
    }
}

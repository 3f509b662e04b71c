//! The name in every text of every table.

use rusqlite::Connection;
use rusqlite::types::ValueRef;

use super::spelling::Spellings;
use super::{Forgotten, MENTIONS, Mention};
use crate::Result;
use crate::schema::tables::TABLES;

/// What names somebody or something else: another person of that number, a clinic that bears the name. It stays, and a name in
/// it is told.
const NAMES_OF_OTHERS: [(&str, &[&str]); 3] = [
    (
        "person",
        &[
            "name", "family", "given", "kana", "email", "phone", "mobile", "fax",
        ],
    ),
    (
        "organisation",
        &["name", "kana", "corporation", "email", "phone", "fax"],
    ),
    ("municipality", &["name", "kana"]),
];

pub(crate) fn names_others(table: &str, column: &str) -> bool {
    NAMES_OF_OTHERS
        .iter()
        .any(|(of, columns)| *of == table && columns.contains(&column))
}

pub(super) fn replace(
    connection: &Connection,
    spellings: &Spellings,
    forgotten: &mut Forgotten,
) -> Result<()> {
    // What was exchanged goes its own way: a text must not change under a stamp that others know.
    let own_way = ["shared_record", "pack_effect"];
    for table in TABLES.iter().filter(|table| !own_way.contains(&table.name)) {
        let columns: Vec<&'static str> = table.columns.iter().map(|(column, _)| *column).collect();
        let sql = format!("SELECT id, {} FROM {}", columns.join(", "), table.name);
        let mut statement = connection.prepare(&sql)?;
        let mut rows = statement.query([])?;
        let mut updates: Vec<(String, &'static str, String)> = Vec::new();
        while let Some(row) = rows.next()? {
            for (column, at) in columns.iter().zip(1..) {
                let ValueRef::Text(text) = row.get_ref(at)? else {
                    continue;
                };
                let text = std::str::from_utf8(text).unwrap_or_default();
                let record = || row.get::<_, String>(0);
                let replaced = match table.name {
                    "draft" => replaced_within(spellings, text),
                    _ => spellings.replaced(text),
                };
                let kept = match replaced {
                    Some(without) if !names_others(table.name, column) => {
                        updates.push((record()?, *column, without.clone()));
                        spellings.mentions(&without).then_some(without)
                    }
                    Some(_) => Some(text.to_owned()),
                    None => (!names_others(table.name, column) && spellings.mentions(text))
                        .then(|| text.to_owned()),
                };
                if let Some(text) = kept
                    && !matches!(
                        table.name,
                        "draft" | "receipt" | "export_log" | "preference"
                    )
                {
                    forgotten.mentioned += 1;
                    if forgotten.mentions.len() < MENTIONS {
                        forgotten.mentions.push(Mention {
                            table: table.name,
                            record: record()?,
                            field: column,
                            text,
                        });
                    }
                }
            }
        }
        drop(rows);
        drop(statement);
        *forgotten.replaced.entry(table.name.to_owned()).or_default() += updates.len();
        for (record, column, text) in updates {
            let sql = format!("UPDATE {} SET {column} = ?2 WHERE id = ?1", table.name);
            connection.prepare_cached(&sql)?.execute((record, text))?;
        }
    }
    Ok(())
}

/// A draft is a form's state: texts within it are replaced, its form stays.
fn replaced_within(spellings: &Spellings, text: &str) -> Option<String> {
    let Ok(mut form) = serde_json::from_str::<serde_json::Value>(text) else {
        return spellings.replaced(text);
    };
    fn walk(spellings: &Spellings, value: &mut serde_json::Value) -> bool {
        match value {
            serde_json::Value::String(text) => match spellings.replaced(text) {
                Some(without) => {
                    *text = without;
                    true
                }
                None => false,
            },
            // Counted: every one is walked through, whatever the ones before it gave.
            serde_json::Value::Array(all) => {
                all.iter_mut()
                    .filter_map(|one| walk(spellings, one).then_some(()))
                    .count()
                    > 0
            }
            serde_json::Value::Object(all) => {
                all.values_mut()
                    .filter_map(|one| walk(spellings, one).then_some(()))
                    .count()
                    > 0
            }
            serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::Number(_) => {
                false
            }
        }
    }
    walk(spellings, &mut form).then(|| form.to_string())
}

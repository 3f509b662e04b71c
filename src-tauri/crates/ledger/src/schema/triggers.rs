//! The triggers that write the change log, generated from the list of tables.
//!
//! One row per field: an update logs the fields that differ; making and deleting a record log `id` first and then
//! the fields that are not at their default, out of which the record can be built again.

use std::fmt::Write as _;

use rusqlite::Connection;

use super::tables::{TABLES, Table};
use crate::Result;

/// The SQL that makes all triggers of the change log.
pub(super) fn log(connection: &Connection) -> Result<String> {
    let mut sql = String::new();
    for table in TABLES.iter().filter(|table| table.logged) {
        let defaults = defaults(connection, table)?;
        one_table(&mut sql, table, &defaults);
    }
    Ok(sql)
}

/// The default of each column of the list, as SQL; `NULL` when it has none.
fn defaults(connection: &Connection, table: &Table) -> Result<Vec<String>> {
    let mut statement =
        connection.prepare("SELECT dflt_value FROM pragma_table_info(?1) WHERE name = ?2")?;
    let mut defaults = Vec::with_capacity(table.columns.len());
    for (column, _) in table.columns {
        let default: Option<String> =
            statement.query_row((table.name, column), |row| row.get(0))?;
        defaults.push(default.unwrap_or_else(|| "NULL".to_owned()));
    }
    Ok(defaults)
}

fn one_table(sql: &mut String, table: &Table, defaults: &[String]) {
    let name = table.name;
    for (kind, row) in [("insert", "NEW"), ("delete", "OLD")] {
        let logged = |field: &str, condition: &str| {
            let (old, new) = match kind {
                "insert" => ("NULL".to_owned(), format!("NEW.{field}")),
                _ => (format!("OLD.{field}"), "NULL".to_owned()),
            };
            row_of_change(kind, name, row, field, &old, &new, condition)
        };
        let mut body = logged("id", "");
        for ((column, _), default) in table.columns.iter().zip(defaults) {
            body.push_str(&logged(
                column,
                &format!(" WHERE {row}.{column} IS NOT {default}"),
            ));
        }
        trigger(sql, name, kind, &body);
    }
    let mut body = String::new();
    for (column, _) in table.columns {
        let condition = format!(" WHERE OLD.{column} IS NOT NEW.{column}");
        let (old, new) = (format!("OLD.{column}"), format!("NEW.{column}"));
        body.push_str(&row_of_change(
            "update", name, "NEW", column, &old, &new, &condition,
        ));
    }
    trigger(sql, name, "update", &body);
}

fn row_of_change(
    kind: &str,
    table: &str,
    row: &str,
    field: &str,
    old: &str,
    new: &str,
    condition: &str,
) -> String {
    format!(
        "  INSERT INTO change (operation, kind, table_name, record, field, old, new)\n    \
         SELECT operation, '{kind}', '{table}', {row}.id, '{field}', {old}, {new} FROM state{condition};\n"
    )
}

fn trigger(sql: &mut String, table: &str, kind: &str, body: &str) {
    // Writing into a String can't fail.
    let _ = writeln!(
        sql,
        "CREATE TRIGGER log_{table}_{kind} AFTER {kind} ON {table}\n\
         WHEN (SELECT operation FROM state) IS NOT NULL BEGIN\n{body}END;"
    );
}

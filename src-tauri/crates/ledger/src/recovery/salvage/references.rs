//! References to what is lost: taken away where a record can stand without, else the record is left out.

use rusqlite::Connection;

use super::Salvaged;
use crate::Result;

/// A column that refers to a table.
struct Reference {
    table: String,
    column: String,
    to: String,
    /// The record can't stand without.
    needed: bool,
}

/// Mends until nothing dangles: a record that is left out may take others with it.
pub(super) fn mend(to: &Connection, told: &mut [Salvaged]) -> Result<()> {
    let references = all(to)?;
    loop {
        let mut changed = 0;
        for reference in &references {
            let Reference {
                table,
                column,
                to: parent,
                needed,
            } = reference;
            let key = if parent == "operation" { "seq" } else { "id" };
            let dangling =
                format!("{column} IS NOT NULL AND {column} NOT IN (SELECT {key} FROM {parent})");
            let sql = if *needed {
                format!("DELETE FROM {table} WHERE {dangling}")
            } else {
                format!("UPDATE {table} SET {column} = NULL WHERE {dangling}")
            };
            let rows = to.execute(&sql, [])?;
            changed += rows;
            if let Some(one) = told.iter_mut().find(|one| one.table == *table) {
                let rows = rows as u64;
                if *needed {
                    one.left_out += rows;
                } else {
                    one.cut += rows;
                }
            }
        }
        if changed == 0 {
            return Ok(());
        }
    }
}

/// Tables and columns that refer to `table`.
pub(super) fn to(connection: &Connection, table: &str) -> Result<Vec<(String, String)>> {
    Ok(all(connection)?
        .into_iter()
        .filter(|reference| reference.to == table)
        .map(|reference| (reference.table, reference.column))
        .collect())
}

fn all(connection: &Connection) -> Result<Vec<Reference>> {
    let sql = "SELECT m.name, f.\"from\", f.\"table\", i.\"notnull\" \
        FROM sqlite_schema m, pragma_foreign_key_list(m.name) f, pragma_table_info(m.name) i \
        WHERE m.type = 'table' AND i.name = f.\"from\" ORDER BY m.name, f.\"from\"";
    Ok(connection
        .prepare(sql)?
        .query_map([], |row| {
            Ok(Reference {
                table: row.get(0)?,
                column: row.get(1)?,
                to: row.get(2)?,
                needed: row.get(3)?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?)
}

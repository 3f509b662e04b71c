//! Two records that are one: everything of the one moves to the other, and the change log can put both back.

mod organisations;
mod people;
mod posts;

pub use organisations::OrganisationMoves;
pub use people::{Met, Moves};

use crate::{Result, Write};

impl Write<'_> {
    /// Lets what names one record name another.
    fn rename(&self, table: &str, column: &str, from: &str, to: &str) -> Result<usize> {
        let sql = format!("UPDATE {table} SET {column} = ?2 WHERE {column} = ?1");
        Ok(self.connection.prepare_cached(&sql)?.execute([from, to])?)
    }

    /// Deletes links of `from` where `to` has one to the same other record, then renames the others.
    fn rename_links(
        &self,
        table: &str,
        column: &str,
        other: &str,
        from: &str,
        to: &str,
    ) -> Result<()> {
        let sql = format!(
            "DELETE FROM {table} WHERE {column} = ?1 \
             AND {other} IN (SELECT {other} FROM {table} WHERE {column} = ?2)"
        );
        self.connection.prepare_cached(&sql)?.execute([from, to])?;
        self.rename(table, column, from, to)?;
        Ok(())
    }

    /// Evidence and the place on the map.
    fn rename_loose(&self, kind: &str, from: &str, to: &str) -> Result<()> {
        self.connection
            .prepare_cached("UPDATE evidence SET record = ?3 WHERE kind = ?1 AND record = ?2")?
            .execute([kind, from, to])?;
        let (from, to) = (format!("{kind}:{from}"), format!("{kind}:{to}"));
        for table in ["map_pin", "map_position"] {
            let sql = format!(
                "INSERT INTO {table} (id, x, y) SELECT ?2, x, y FROM {table} WHERE id = ?1 \
                 AND NOT EXISTS (SELECT 1 FROM {table} WHERE id = ?2)"
            );
            self.connection
                .prepare_cached(&sql)?
                .execute([&from, &to])?;
            let sql = format!("DELETE FROM {table} WHERE id = ?1");
            self.connection.prepare_cached(&sql)?.execute([&from])?;
        }
        Ok(())
    }
}

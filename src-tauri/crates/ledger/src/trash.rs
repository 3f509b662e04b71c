//! What was deleted and can come back: records in the trash, and records that are gone, out of the change log.

use std::collections::HashSet;

use chrono::{DateTime, Utc};

use crate::schema::shape::Shape;
use crate::schema::tables::{TABLES, WITH_TRASH};
use crate::store::{Kept, Operation};
use crate::value::{Columns, Moment};
use crate::{OperationId, Read, Result, Write};

/// A record in the trash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removed {
    /// `person`, `organisation`, `series`, `meeting`.
    pub table: &'static str,
    pub record: String,
    pub name: String,
    pub at: DateTime<Utc>,
    /// The operation that put it there; `None` when the log doesn't know it any more.
    pub by: Option<OperationId>,
}

/// What one operation deleted and is not there now.
#[derive(Debug, Clone, PartialEq)]
pub struct Deletion {
    pub by: Operation,
    /// Table and record, what she deleted before what went with it.
    pub records: Vec<(&'static str, String)>,
    /// What can't come back with it, and why.
    pub missing: Vec<Kept>,
}

/// What she deletes by itself; other records only ever go along with one of these.
const BY_THEMSELVES: [&str; 8] = [
    "affiliation",
    "tie",
    "encounter",
    "attendance",
    "agenda_item",
    "minute_line",
    "evidence",
    "coordinator",
];

/// So many deletions are looked through: what lies deeper is found in the list of operations.
const DEEPEST: usize = 500;

impl Read<'_> {
    /// Records in the trash, newest first.
    ///
    /// # Errors
    /// Of the database.
    pub fn removed(&self) -> Result<Vec<Removed>> {
        let mut removed = Vec::new();
        for table in WITH_TRASH {
            let name = if table == "meeting" { "title" } else { "name" };
            let sql = format!(
                "SELECT r.id, r.{name}, r.removed_at, ( \
                    SELECT o.id FROM change c JOIN operation o ON o.seq = c.operation AND o.undone = 0 \
                    WHERE c.record = r.id AND c.table_name = '{table}' AND c.field = 'removed_at' AND c.new = r.removed_at \
                    ORDER BY c.seq DESC LIMIT 1) \
                 FROM {table} r WHERE r.removed_at IS NOT NULL"
            );
            removed.extend(self.all(&sql, [], |row| {
                let row = Columns::of(row);
                let (record, name) = (row.next()?, row.next()?);
                let Moment(at) = row.next()?;
                Ok(Removed {
                    table,
                    record,
                    name,
                    at,
                    by: row.next()?,
                })
            })?);
        }
        removed.sort_by_key(|one| std::cmp::Reverse(one.at));
        Ok(removed)
    }

    /// What was deleted and isn't there now, newest first. What can't come back at all is not given.
    ///
    /// # Errors
    /// Of the database.
    pub fn deletions(&self) -> Result<Vec<Deletion>> {
        let sql = "SELECT o.id, c.table_name, c.record FROM change c JOIN operation o ON o.seq = c.operation \
            WHERE c.kind = 'delete' AND c.field = 'id' AND o.undone = 0 AND o.code NOT LIKE 'undo/%' AND o.code NOT LIKE '%.merge' \
            ORDER BY c.operation DESC, c.seq";
        let deleted: Vec<(OperationId, String, String)> =
            self.all(sql, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let mut seen: HashSet<String> = HashSet::new();
        let mut groups: Vec<(OperationId, Vec<(&'static str, String)>)> = Vec::new();
        for (by, table, record) in deleted {
            let Some(table) = TABLES.iter().find(|one| one.logged && one.name == table) else {
                continue;
            };
            let there = format!("SELECT 1 FROM {} WHERE id = ?1", table.name);
            // Deleted twice, it comes back once: as it was the second time.
            if !seen.insert(record.clone()) || self.first(&there, [&record], |_| Ok(()))?.is_some()
            {
                continue;
            }
            match groups.last_mut() {
                Some((last, records)) if *last == by => records.push((table.name, record)),
                Some(_) | None => groups.push((by, vec![(table.name, record)])),
            }
        }
        let shape = Shape::of(self.connection)?;
        let mut deletions = Vec::new();
        for (by, mut records) in groups.into_iter().take(DEEPEST) {
            let by_itself = |table: &str| BY_THEMSELVES.contains(&table);
            if !records.iter().any(|(table, _)| by_itself(table)) {
                continue;
            }
            let told = self.undo_preview_with(&shape, by)?;
            if told.put_back == 0 {
                continue;
            }
            records.sort_by_key(|(table, _)| !by_itself(table));
            let gone: HashSet<&str> = records.iter().map(|(_, id)| id.as_str()).collect();
            let missing = told
                .kept
                .into_iter()
                .filter(|kept| gone.contains(kept.record.as_str()))
                .collect();
            deletions.push(Deletion {
                by: self.operation(by)?,
                missing,
                records,
            });
        }
        Ok(deletions)
    }
}

impl Write<'_> {
    /// Out of the trash, whatever the log knows of it.
    ///
    /// # Errors
    /// `NoRecord` when it doesn't lie there.
    pub fn restore_removed(&self, removed: &Removed) -> Result<()> {
        self.restore(removed.table, &removed.record)
    }
}

//! What every noun needs: reading one or all, making, changing, deleting a record.

use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension as _, Params, Row, ToSql, params_from_iter};
use uuid::{ContextV7, Timestamp, Uuid};

use super::{Read, Write};
use crate::schema::tables::WITH_TRASH;
use crate::value::Moment;
use crate::{Error, Result};

/// Column and value, in any order.
pub(crate) type Values<'a> = [(&'static str, &'a dyn ToSql)];

impl Read<'_> {
    /// All rows of a SELECT.
    pub(crate) fn all<T>(
        &self,
        sql: &str,
        params: impl Params,
        map: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        Ok(self
            .connection
            .prepare_cached(sql)?
            .query_map(params, map)?
            .collect::<rusqlite::Result<_>>()?)
    }

    /// The first row of a SELECT.
    pub(crate) fn first<T>(
        &self,
        sql: &str,
        params: impl Params,
        map: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>> {
        Ok(self
            .connection
            .prepare_cached(sql)?
            .query_row(params, map)
            .optional()?)
    }

    /// The record of that id, out of a SELECT narrowed to `?1`.
    pub(crate) fn one<T>(
        &self,
        kind: &'static str,
        id: &(impl ToSql + ToString),
        sql: &str,
        map: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<T> {
        self.first(sql, [id], map)?
            .ok_or_else(|| no_record(kind, id))
    }

    /// # Errors
    /// `NoRecord` when it isn't there, or lies in the trash.
    pub(crate) fn must_exist(
        &self,
        table: &'static str,
        id: &(impl ToSql + ToString),
    ) -> Result<()> {
        let sql = format!("SELECT 1 FROM {table} WHERE id = ?1{}", not_in_trash(table));
        self.first(&sql, [id], |_| Ok(()))?
            .ok_or_else(|| no_record(table, id))
    }
}

impl Write<'_> {
    /// A new id: later than every other of this opening, and of the time of the operation.
    pub(crate) fn new_id<T: From<Uuid>>(&self) -> T {
        T::from(new_id_at(self.now, self.ids))
    }

    pub(crate) fn insert(&self, table: &str, id: &dyn ToSql, values: &Values<'_>) -> Result<()> {
        let columns: String = values
            .iter()
            .map(|(column, _)| format!(", {column}"))
            .collect();
        let holes: String = (2..values.len() + 2).map(|at| format!(", ?{at}")).collect();
        let sql = format!("INSERT INTO {table} (id{columns}) VALUES (?1{holes})");
        let params = std::iter::once(id).chain(values.iter().map(|(_, value)| *value));
        self.connection
            .prepare_cached(&sql)?
            .execute(params_from_iter(params))?;
        Ok(())
    }

    /// Sets columns of a record that isn't in the trash; the log keeps those that differ.
    pub(crate) fn update(
        &self,
        table: &'static str,
        id: &(impl ToSql + ToString),
        values: &Values<'_>,
    ) -> Result<()> {
        let columns: Vec<String> = values
            .iter()
            .zip(2..)
            .map(|((column, _), at)| format!("{column} = ?{at}"))
            .collect();
        let sql = format!(
            "UPDATE {table} SET {} WHERE id = ?1{}",
            columns.join(", "),
            not_in_trash(table)
        );
        let params =
            std::iter::once(id as &dyn ToSql).chain(values.iter().map(|(_, value)| *value));
        match self
            .connection
            .prepare_cached(&sql)?
            .execute(params_from_iter(params))?
        {
            0 => Err(no_record(table, id)),
            _ => Ok(()),
        }
    }

    pub(crate) fn delete(&self, table: &'static str, id: &(impl ToSql + ToString)) -> Result<()> {
        let sql = format!("DELETE FROM {table} WHERE id = ?1");
        match self.connection.prepare_cached(&sql)?.execute([id])? {
            0 => Err(no_record(table, id)),
            _ => Ok(()),
        }
    }

    /// Deletes the records of `table` that belong to another.
    pub(crate) fn delete_all(&self, table: &str, column: &str, id: &dyn ToSql) -> Result<()> {
        let sql = format!("DELETE FROM {table} WHERE {column} = ?1");
        self.connection.prepare_cached(&sql)?.execute([id])?;
        Ok(())
    }

    pub(crate) fn trash(&self, table: &'static str, id: &(impl ToSql + ToString)) -> Result<()> {
        self.update(table, id, &[("removed_at", &Moment(self.now))])
    }

    /// Out of the trash again.
    ///
    /// # Errors
    /// `NoRecord` when it doesn't lie there.
    pub(crate) fn restore(&self, table: &'static str, id: &(impl ToSql + ToString)) -> Result<()> {
        let sql = format!(
            "UPDATE {table} SET removed_at = NULL WHERE id = ?1 AND removed_at IS NOT NULL"
        );
        match self.connection.prepare_cached(&sql)?.execute([id])? {
            0 => Err(no_record(table, id)),
            _ => Ok(()),
        }
    }

    /// The place behind the last in an ordered list.
    pub(crate) fn next_position(&self, sql: &str, params: impl Params) -> Result<i64> {
        let last: Option<i64> = self
            .connection
            .prepare_cached(sql)?
            .query_row(params, |row| row.get(0))?;
        Ok(last.map_or(0, |last| last + 1))
    }

    /// Gives the records of a list the places of their order.
    pub(crate) fn number<T: ToSql>(&self, table: &str, order: &[T]) -> Result<()> {
        let sql = format!("UPDATE {table} SET position = ?2 WHERE id = ?1 AND position <> ?2");
        let mut statement = self.connection.prepare_cached(&sql)?;
        for (id, position) in order.iter().zip(0_i64..) {
            statement.execute((id, position))?;
        }
        Ok(())
    }
}

/// An id of that time, later than every other of this opening.
pub(crate) fn new_id_at(now: DateTime<Utc>, ids: &ContextV7) -> Uuid {
    let seconds = u64::try_from(now.timestamp()).unwrap_or(0);
    Uuid::new_v7(Timestamp::from_unix(
        ids,
        seconds,
        now.timestamp_subsec_nanos(),
    ))
}

pub(crate) fn no_record(kind: &'static str, id: &impl ToString) -> Error {
    Error::NoRecord {
        kind,
        id: id.to_string(),
    }
}

/// # Errors
/// `Refused` when the text is empty or blank.
pub(crate) fn not_blank(field: &'static str, text: &str) -> Result<()> {
    if text.trim().is_empty() {
        return Err(Error::Refused {
            field,
            reason: "must not be empty".to_owned(),
        });
    }
    Ok(())
}

fn not_in_trash(table: &str) -> &'static str {
    if WITH_TRASH.contains(&table) {
        " AND removed_at IS NULL"
    } else {
        ""
    }
}

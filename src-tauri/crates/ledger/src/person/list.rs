//! Lists of people: each beside the present main post.

use std::sync::LazyLock;

use chrono::NaiveDate;
use rusqlite::Row;

use super::{PeopleFilter, PersonRow};
use crate::search::Words;
use crate::store::record::no_record;
use crate::value::Columns;
use crate::{PersonId, Read, Result};

/// Replaces each `{of column}` of the statement.
fn narrowed(to: impl Fn(&str) -> String) -> String {
    let mut sql = String::new();
    for (at, part) in include_str!("people.sql").split("{of ").enumerate() {
        match part.split_once('}') {
            Some((column, rest)) if at > 0 => {
                sql.push_str(&to(column));
                sql.push_str(rest);
            }
            Some(_) | None => sql.push_str(part),
        }
    }
    sql
}

static ALL: LazyLock<String> = LazyLock::new(|| narrowed(|_| String::new()));
static ONE: LazyLock<String> = LazyLock::new(|| narrowed(|column| format!("AND {column} = ?7")));

impl Read<'_> {
    /// Rows in the order of their kana keys, those without kana last by name. `side` lets those through whose own side,
    /// or else the side set at the present main organisation, is that one: the side of an organisation's kind isn't known here.
    ///
    /// # Errors
    /// Of the database.
    pub fn people(&self, filter: &PeopleFilter, today: NaiveDate) -> Result<Vec<PersonRow>> {
        let words = Words::of(&filter.text);
        let mut statement = self.connection.prepare_cached(&ALL)?;
        let mut rows = statement.query((
            today,
            filter.side,
            &filter.profession,
            filter.municipality,
            filter.key_person,
            !words.is_empty(),
        ))?;
        let mut people = Vec::new();
        while let Some(found) = rows.next()? {
            if words.all_in(&[found.get_ref(0)?, found.get_ref(1)?]) {
                people.push(row(found)?);
            }
        }
        Ok(people)
    }

    /// One row of [`Read::people`].
    ///
    /// # Errors
    /// `NoRecord` when there is none, or it lies in the trash.
    pub fn person_row(&self, id: PersonId, today: NaiveDate) -> Result<PersonRow> {
        let none: Option<String> = None;
        self.first(&ONE, (today, &none, &none, &none, &none, false, id), row)?
            .ok_or_else(|| no_record("person", &id))
    }
}

fn row(row: &Row<'_>) -> rusqlite::Result<PersonRow> {
    let row = Columns::after(row, 2);
    Ok(PersonRow {
        id: row.next()?,
        name: row.next()?,
        kana: row.next()?,
        profession: row.next()?,
        side: row.next()?,
        municipality: row.next()?,
        organisation: row.next()?,
        organisation_kind: row.next()?,
        title: row.next()?,
        posts: row.next()?,
        is_contact: row.next()?,
        key_person: row.next()?,
        last_met: row.next()?,
    })
}

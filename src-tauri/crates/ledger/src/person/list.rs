//! Lists of people: each beside the present main post.

use chrono::NaiveDate;
use rusqlite::{Row, ToSql, params_from_iter};

use super::{PeopleFilter, PersonRow};
use crate::search::Words;
use crate::store::record::no_record;
use crate::value::Columns;
use crate::{PersonId, Read, Result};

/// The statement, narrowed by a condition over the key `k`.
fn narrowed(condition: &str) -> String {
    include_str!("people.sql").replace("/* narrowed */", condition)
}

impl Read<'_> {
    /// Rows in the order of their kana keys, those without kana last by name. `side` lets those through whose own side,
    /// or else the side set at the present main organisation, is that one: the side of an organisation's kind isn't
    /// known here.
    ///
    /// # Errors
    /// Of the database.
    pub fn people(&self, filter: &PeopleFilter, today: NaiveDate) -> Result<Vec<PersonRow>> {
        let words = Words::of(&filter.text);
        let with_words = !words.is_empty();
        let mut params: Vec<&dyn ToSql> = vec![
            &today,
            &filter.side,
            &filter.profession,
            &filter.municipality,
            &filter.key_person,
            &with_words,
        ];
        // The keys hold the words of past posts as well: whom they leave out needs no further look.
        let sql = narrowed(&words.condition("k.own", "k.others", &mut params));
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(params))?;
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
        let params = (today, &none, &none, &none, &none, false, id);
        self.first(&narrowed("AND k.id = ?7"), params, row)?
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

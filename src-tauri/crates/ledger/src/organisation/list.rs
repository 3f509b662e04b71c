//! Lists of organisations: each with its people and its 窓口.

use chrono::NaiveDate;

use super::{OrganisationFilter, OrganisationRow};
use crate::search::Words;
use crate::value::Columns;
use crate::{Read, Result};

impl Read<'_> {
    /// Rows by kana key, then name, those without kana last; posts counted as of `today`. `side` lets those through whose own side it is:
    /// the side of a kind isn't known here.
    ///
    /// # Errors
    /// Of the database.
    pub fn organisations(
        &self,
        filter: &OrganisationFilter,
        today: NaiveDate,
    ) -> Result<Vec<OrganisationRow>> {
        let words = Words::of(&filter.text);
        let mut statement = self
            .connection
            .prepare_cached(include_str!("organisations.sql"))?;
        let mut rows = statement.query((today, filter.side, &filter.kind, filter.municipality))?;
        let mut organisations = Vec::new();
        while let Some(row) = rows.next()? {
            if words.all_in(&[row.get_ref(0)?]) {
                let row = Columns::after(row, 1);
                organisations.push(OrganisationRow {
                    id: row.next()?,
                    name: row.next()?,
                    kana: row.next()?,
                    kind: row.next()?,
                    side: row.next()?,
                    municipality: row.next()?,
                    people: row.next()?,
                    contact: row.next()?,
                    contact_id: row.next()?,
                    phone: row.next()?,
                });
            }
        }
        Ok(organisations)
    }
}

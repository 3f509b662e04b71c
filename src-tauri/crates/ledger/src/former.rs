//! Values of a person that are no longer, or not mainly, in use. Nothing that was once known of somebody is lost because a
//! newer list says otherwise, and the matcher knows people by what they were called and reached by before.

use chrono::NaiveDate;
use rusqlite::Row;

use crate::store::record::not_blank;
use crate::value::Columns;
use crate::{FormerValueId, ImportId, PersonId, Read, Result, Write};

/// One value that isn't on top.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormerValue {
    pub id: FormerValueId,
    pub person: PersonId,
    /// A column of `person`: `name`, `family`, `kana`, `email`, `phone`, `mobile` …
    pub field: String,
    /// Never empty.
    pub value: String,
    /// The day on which it was replaced; `None`: still in use beside the main one.
    pub until: Option<NaiveDate>,
    /// The import that brought or replaced it.
    pub import: Option<ImportId>,
}

const SELECT: &str =
    "SELECT f.id, f.person, f.field, f.value, f.until_on, f.import FROM former_value f";

fn former_value(row: &Row<'_>) -> rusqlite::Result<FormerValue> {
    let row = Columns::of(row);
    Ok(FormerValue {
        id: row.next()?,
        person: row.next()?,
        field: row.next()?,
        value: row.next()?,
        until: row.next()?,
        import: row.next()?,
    })
}

impl Read<'_> {
    /// A person's former values, those still in use first, then the newest replaced.
    ///
    /// # Errors
    /// Of the database.
    pub fn former_values(&self, person: PersonId) -> Result<Vec<FormerValue>> {
        self.all(
            &format!(
                "{SELECT} WHERE f.person = ?1 ORDER BY f.until_on IS NULL DESC, f.until_on DESC, f.id DESC"
            ),
            [person],
            former_value,
        )
    }

    /// Those of everybody, also of people in the trash, by person; for matching.
    ///
    /// # Errors
    /// Of the database.
    pub fn all_former_values(&self) -> Result<Vec<FormerValue>> {
        self.all(
            &format!("{SELECT} ORDER BY f.person, f.id"),
            [],
            former_value,
        )
    }
}

impl Write<'_> {
    /// Keeps a former value. One that the person already has of that field is not kept twice: it gets the later day, and
    /// one that is in use again has none.
    ///
    /// # Errors
    /// `Refused` when the value is blank; `NoRecord` without the person.
    pub fn add_former_value(
        &self,
        person: PersonId,
        field: &str,
        value: &str,
        until: Option<NaiveDate>,
        import: Option<ImportId>,
    ) -> Result<FormerValueId> {
        not_blank("value", value)?;
        let known: Option<FormerValueId> = self.first(
            "SELECT id FROM former_value WHERE person = ?1 AND field = ?2 AND value = ?3",
            (person, field, value),
            |row| row.get(0),
        )?;
        if let Some(id) = known {
            self.update("former_value", &id, &[("until_on", &until)])?;
            return Ok(id);
        }
        let id: FormerValueId = self.new_id();
        self.insert(
            "former_value",
            &id,
            &[
                ("person", &person),
                ("field", &field),
                ("value", &value),
                ("until_on", &until),
                ("import", &import),
            ],
        )?;
        Ok(id)
    }

    /// # Errors
    /// `NoRecord`.
    pub fn remove_former_value(&self, id: FormerValueId) -> Result<()> {
        self.delete("former_value", &id)
    }
}
